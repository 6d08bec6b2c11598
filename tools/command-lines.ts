/**
 * The command lines that help and README show, and running them as they stand, in a folder where the package is
 * installed: a line that a user copies must work.
 *
 * Lines that take an hour or a minute are shortened, and days are those to come, by the table below; nothing else is changed.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A command line, where it is shown, and with which code it is said to exit. */
interface Shown {
  readonly line: string;
  readonly where: string;
  readonly exit: number;
}

/** What is shortened; each entry must occur in some line. */
const shorter: readonly (readonly [string, string])[] = [
  ["--runs 100000 ", "--runs 200 "],
  ["--time 3600 ", "--time 1 "],
  ["{}' --runs 1000", "{}' --runs 5"],
  ["etalon calibrate -- ", "etalon calibrate --quick --random 0 --reduce 0 -- "],
  ["etalon calibrate --faults", "etalon calibrate --faults --quick --random 0"],
  ["etalon publish . --port 8080", "etalon publish . --no-serve"],
  ["etalon mutants --only", "etalon mutants --time 3 --only"],
  // A release is of a day to come.
  ["--expires 2027-01-31", `--expires ${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}`],
];

/** Those that show a failure on purpose, or whose seconds decide. */
const otherwise: readonly (readonly [RegExp, readonly number[]])[] = [
  [/calibrate .*--fault /, [1]],
  [/mutants /, [0, 4]],
  [/test .*--(time|shard)/, [0, 4]],
  // There is no server; a cache of this user's may have what is asked for.
  [/(fetch|challenge|lock update) .*--from /, [0, 5]],
  [/fetch .*--offline/, [0, 5]],
  // It is cloned from elsewhere.
  [/bootstrap --stage0/, [3]],
  // An editor that leaves without a word, as its protocol has it.
  [/lsp/, [1]],
];

/** The lines of the help, by the installed command itself. */
function ofHelp(etalon: (...words: string[]) => string): Shown[] {
  const { verbs } = JSON.parse(etalon("help", "--json")) as { verbs: { name: string }[] };
  const first = /^Start with: +(.*)$/m.exec(etalon("help"))?.[1] ?? "";
  const lines = verbs.flatMap(({ name }) => {
    const [, examples = ""] = etalon("help", name).split("\nExamples\n");
    return examples.split("\n").map((line) => ({ line: line.trim(), where: `help ${name}`, exit: 0 }));
  });
  return [{ line: first, where: "help", exit: 0 }, ...lines].filter(({ line }) => line !== "");
}

/** The lines of the README, but for those that need a clone. */
function ofReadme(text: string): Shown[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, body]) => body!.split("\n"));
  const inline = [...text.matchAll(/`(npx etalon [^`\n]+)`/g)].map(([, line]) => line!);
  return [...blocks, ...inline]
    .filter((line) => line.trim() !== "" && !line.startsWith("npm "))
    .map((line) => ({ line, where: "README", exit: Number(/# .*?\bexit code (\d+)/.exec(line)?.[1] ?? 0) }));
}

/** Run all of them in `folder`, with `node` as their Node; throws at the first that does something else. */
export function tryCommandLines(folder: string, node: string, root: string): number {
  const environment = { ...process.env };
  delete environment["NODE_OPTIONS"];
  environment["PATH"] = [join(node, ".."), join(folder, "node_modules/.bin"), environment["PATH"]].join(delimiter);
  const etalon = (...words: string[]): string =>
    execFileSync(node, ["node_modules/etalon/bin/etalon.js", ...words], {
      cwd: folder,
      encoding: "utf8",
      env: environment,
    });

  const readme = readFileSync(join(root, "README.md"), "utf8");
  const program = /```ell max\.ell\n([\s\S]*?)```/.exec(readme)?.[1];
  if (program === undefined) throw new Error("README has no max.ell any more");
  for (const name of ["max.ell", "mine.ell", "task.ell"]) writeFileSync(join(folder, name), program);
  for (const name of ["mine", "theirs", "sort"]) etalon("compile", "mine.ell", "-o", `${name}.elf`);
  copyFileSync(join(folder, "mine.cert.json"), join(folder, "old.cert.json"));
  mkdirSync(join(folder, "submissions"));
  for (const name of ["one", "two"]) copyFileSync(join(folder, "mine.elf"), join(folder, `submissions/${name}.elf`));
  writeFileSync(join(folder, "program.s"), "_start: li a7, 93\n li a0, 0\n ecall\n");
  // A compiler of others, which gets nothing wrong: it is ours.
  writeFileSync(
    join(folder, "my-compiler.ts"),
    'import { execFileSync } from "node:child_process";\n' +
      'process.stdout.write(execFileSync("etalon", ["compile", process.argv[2] ?? "", "-o", "-"]));\n',
  );
  writeFileSync(join(folder, "in.txt"), "b\na\n");
  for (const name of ["alice", "bob"]) etalon("keys", `${name}.pem`);
  // The record that is merged with the one of an example.
  etalon("test", "--runs", "256", "--shard", "1/4", "--out", "one.jsonl");
  // Lines about a clone are tried on the examples of the package.
  symlinkSync("node_modules/etalon/examples", join(folder, "examples"));

  const hasQemu = spawnSync("qemu-riscv32", ["--version"]).status === 0;
  const lines = [...ofHelp(etalon), ...ofReadme(readme)];
  const met = new Set<string>();
  for (const { line, where, exit } of lines) {
    if (line.includes("qemu-riscv32") && !/#.*qemu/.test(line) && !hasQemu) continue;
    let cut = line;
    for (const [long, short] of shorter) {
      if (!cut.includes(long)) continue;
      met.add(long);
      cut = cut.replace(long, short);
    }
    const expected = otherwise.find(([pattern]) => pattern.test(cut))?.[1] ?? [exit];
    const began = performance.now();
    const done = spawnSync("bash", ["-c", cut], { cwd: folder, encoding: "utf8", env: environment, input: "" });
    if (!expected.includes(done.status ?? -1))
      throw new Error(
        `${where}: \`${cut}\` exits ${done.status}, not ${expected.join(" or ")}:\n${done.stdout}${done.stderr}`,
      );
    console.log(`${where}: ${line} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
  const unmet = shorter.find(([long]) => !met.has(long));
  if (unmet !== undefined) throw new Error(`no command line has ${JSON.stringify(unmet[0])} any more`);
  return lines.length;
}
