/**
 * `npm run coq:mutants -- [FILE …] [--seconds N] [--record]`: makes each mistake of tools/coq/mutants.ts in a copy of coq/, and says what
 * sees it: a proof that is broken, or a comparison with the TypeScript. It fails where nothing sees one that is not known to do no harm,
 * and at once where the line of one is gone.
 * What was found stays in coq/.built until a source changes, so that the next run goes on where this one ends. With `--record` it writes the
 * sums to docs/coq.md.
 */

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  closure,
  coqVersion,
  digestOf,
  extracted,
  extraction,
  folder,
  library,
  needed,
  sources,
  stamps,
} from "./coq/build.ts";
import { exportedNames } from "./coq/extract.ts";
import type { Extraction } from "./coq/extraction.ts";
import { javascriptOf } from "./coq/javascript.ts";
import { type Mutant, madeIn, mutants } from "./coq/mutants.ts";
import { record } from "./coq/page.ts";
import { root } from "./trusted/loaded.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string", default: "Infinity" }, record: { type: "boolean", default: false } },
});
const chosen = mutants.filter(({ file }) => positionals.length === 0 || positionals.includes(file));

/** What saw a mistake. */
type Seen =
  | { readonly by: "a proof"; readonly where: string }
  | { readonly by: "a comparison"; readonly where: string };

const place = mkdtempSync(join(tmpdir(), "etalon-coq-mutants-"));

/** Runs a program for so many seconds at most, and returns what it said if it failed, and whether it came to an end. */
function failure(
  command: string,
  args: readonly string[],
  cwd: string,
  seconds: number,
): { readonly said: string; readonly ended: boolean } | undefined {
  const options = { cwd, encoding: "utf8", timeout: 1000 * seconds, maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr, error, signal } = spawnSync(command, args, options);
  if (status === 0) return undefined;
  const said = `${stdout}${stderr}`.trim() || (error?.message ?? `ended by ${signal}`);
  return { said, ended: error === undefined };
}

/** The sources that require one, however far around; and it. Those that are extracted come first, since a comparison is fast. */
function affected(file: string): readonly string[] {
  const found = new Set([file]);
  const order = [...closure([extraction, ...sources()])];
  for (const name of order) if (needed(name).some((need) => found.has(need))) found.add(name);
  return order.filter((name) => found.has(name));
}

const textOf = (mutant: Mutant): string => readFileSync(join(folder, `${mutant.file}.v`), "utf8");

// A mistake that can no longer be made says nothing; so all are looked for before the first is made.
const gone = chosen.filter((mutant) => madeIn(textOf(mutant), mutant) === undefined);
for (const { file, from } of gone) console.error(`coq/${file}.v does not have this just once: ${from}`);
if (gone.length > 0) {
  console.error("Give the mistake the line as it is now, in tools/coq/mutants.ts.");
  process.exit(1);
}

/** Makes a mistake, and returns what sees it. */
function seen(mutant: Mutant): Seen | undefined {
  const { file } = mutant;
  const copy = join(place, "coq");
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, `${file}.v`), madeIn(textOf(mutant), mutant)!);
  for (const name of affected(file)) {
    const failed = failure("coqc", ["-q", "-noglob", "-Q", ".", library, `${name}.v`], copy, 600);
    // Coq that does not end, on a busy machine, has refused nothing.
    if (failed?.ended === false) throw new Error(`coqc did not compile ${name}.v: ${failed.said}`);
    if (failed !== undefined) return { by: "a proof", where: `${name}.v` };
    const difference = name === extraction ? compared(copy) : undefined;
    if (difference !== undefined) return { by: "a comparison", where: difference };
  }
  return undefined;
}

/** The first difference between what is extracted and the TypeScript. */
function compared(copy: string): string | undefined {
  const made = javascriptOf(JSON.parse(readFileSync(join(copy, extracted), "utf8")) as Extraction, exportedNames());
  const module = join(place, "semantics.js");
  writeFileSync(module, made);
  writeFileSync(join(place, "package.json"), '{ "type": "module" }');
  const parity = join(import.meta.dirname, "coq", "mutant-parity.ts");
  // A mistake may make a block as long as memory.
  const words = ["--max-old-space-size=600", "--conditions=etalon-source", parity, module];
  const failed = failure(process.execPath, words, root, 120);
  if (failed === undefined) return undefined;
  return failed.ended ? failed.said.split("\n")[0]!.slice(0, 160) : "it does not come to an end";
}

/** What was found of each mistake, since the sources were last changed; null where nothing saw it. */
interface Found {
  readonly digest: string;
  readonly mistakes: Record<string, Seen | null>;
}

const digest = digestOf(coqVersion() ?? "");
const kept = join(stamps, "mutants");
const before = existsSync(kept) ? (JSON.parse(readFileSync(kept, "utf8")) as Found) : undefined;
const found: Found = before?.digest === digest ? before : { digest, mistakes: {} };
const end = Date.now() + 1000 * Number(values.seconds);

const counts = new Map<string, { proof: number; comparison: number; harmless: Mutant[] }>();
let [unseen, done] = [0, 0];
for (const mutant of chosen) {
  const { file, from, to, harmless } = mutant;
  const mistake = `${file}: ${from.trim()} → ${to.trim() || "nothing"}`.replaceAll(/\s+/gu, " ");
  // One that nothing saw is made again, since a comparison may see more now.
  if (found.mistakes[mistake] === undefined || (found.mistakes[mistake] === null && harmless === undefined)) {
    if (Date.now() > end) continue;
    found.mistakes[mistake] = seen(mutant) ?? null;
    writeFileSync(kept, JSON.stringify(found));
  }
  done++;
  const by = found.mistakes[mistake];
  const sums = counts.get(file) ?? { proof: 0, comparison: 0, harmless: [] };
  counts.set(file, sums);
  if (by !== null) {
    if (by.by === "a proof") sums.proof++;
    else sums.comparison++;
    console.log(`${mistake}: seen by ${by.by}, ${by.where}`);
  } else if (harmless !== undefined) {
    sums.harmless.push(mutant);
    console.log(`${mistake}: does no harm: ${harmless}`);
  } else {
    unseen++;
    console.log(`${mistake}: NOT SEEN`);
  }
}
rmSync(place, { recursive: true });
if (unseen > 0) process.exitCode = 1;
const part =
  done < mutants.length ? `${done} of the ${mutants.length} mistakes in the list were made in that run.\n\n` : "";
if (done < chosen.length) console.log(`${done} of ${chosen.length} were made; the next run goes on`);

const all = [...counts.values()];
const sum = (of: (sums: (typeof all)[number]) => number): number => all.reduce((total, sums) => total + of(sums), 0);
const row = (name: string, proof: number, comparison: number, harmless: number): string =>
  `| ${name} | ${proof + comparison + harmless} | ${proof} | ${comparison} | ${harmless} |`;
const table = `${part}${[
  "| file | mistakes | break a proof | differ from the TypeScript | do no harm |",
  "|---|---|---|---|---|",
  ...[...counts].map(([file, { proof, comparison, harmless }]) =>
    row(`[${file}.v](../coq/${file}.v)`, proof, comparison, harmless.length),
  ),
  row(
    "together",
    sum(({ proof }) => proof),
    sum(({ comparison }) => comparison),
    sum(({ harmless }) => harmless.length),
  ),
  "",
  ...all.flatMap(({ harmless }) =>
    harmless.map(({ file, from, harmless: why }) => `- \`${from}\` in ${file}.v: ${why}.`),
  ),
].join("\n")}`;
console.log(table);
if (values.record && unseen === 0) record("mutants", "npm run coq:mutants -- --record", table.trimEnd());
