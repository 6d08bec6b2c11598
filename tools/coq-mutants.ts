/**
 * `npm run coq:mutants -- [FILE …] [--seconds N] [--record]`: makes each mistake of tools/coq/mutants.ts in a copy of coq/, and says what
 * sees it: a proof that is broken, or a comparison with the TypeScript. It fails where nothing sees one that is not known to do no harm.
 * What was found stays in coq/.built until a source changes, so that the next run goes on where this one ends. With `--record` it writes the
 * sums to docs/coq.md.
 */

import { execFileSync } from "node:child_process";
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
import { type Mutant, mutants } from "./coq/mutants.ts";
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

/** Runs a program, and returns what it said if it failed. */
function failure(command: string, args: readonly string[], cwd: string): string | undefined {
  try {
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe", timeout: 60_000, maxBuffer: 2 ** 28 });
    return undefined;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as { stdout?: string; stderr?: string; message: string };
    return `${stdout}${stderr}`.trim() || message;
  }
}

/** The sources that require one, however far around; and it. Those that are extracted come first, since a comparison is fast. */
function affected(file: string): readonly string[] {
  const found = new Set([file]);
  const order = [...closure([extraction, ...sources()])];
  for (const name of order) if (needed(name).some((need) => found.has(need))) found.add(name);
  return order.filter((name) => found.has(name));
}

/** Makes a mistake, and returns what sees it. */
function seen({ file, from, to }: Mutant): Seen | undefined {
  const copy = join(place, "coq");
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  const source = join(copy, `${file}.v`);
  const text = readFileSync(source, "utf8");
  if (text.split(from).length !== 2) throw new Error(`coq/${file}.v has not just once: ${from}`);
  writeFileSync(
    source,
    text.replace(from, () => to),
  );
  for (const name of affected(file)) {
    const said = failure("coqc", ["-q", "-noglob", "-Q", ".", library, `${name}.v`], copy);
    if (said !== undefined) return { by: "a proof", where: `${name}.v` };
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
  const said = failure(process.execPath, words, root);
  return said === undefined ? undefined : said.split("\n")[0]!.slice(0, 160);
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
  if (found.mistakes[mistake] === undefined) {
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
