/**
 * `etalon compile --report` for people: for each function what came out, what each pass changed, and what each optimisation
 * gained.
 */

import type { CompilationReport, CountedKind, Counts, FunctionReport, Gain, PassReport } from "../../compiler/index.ts";
import { plural } from "./facts.ts";
import { indented } from "./layout.ts";
import type { Output } from "./terminal.ts";

const column = 22;

/** Print the report. */
export function printReport({ functions, optimisations }: CompilationReport, out: Output): void {
  const made = optimisations.length === 0 ? "no optimisation" : optimisations.join(", ");
  out.line(indented("made", made, column, out.width));
  const of = (size: "instructions" | "bytes"): number => functions.reduce((sum, f) => sum + f[size], 0);
  const code = `${plural(of("instructions"), "instruction")}, ${plural(of("bytes"), "byte")}`;
  out.line(indented("code", `${code}, in ${plural(functions.length, "function")}`, column, out.width));
  out.line(indented("work", "instructions, each ten times as often for each loop around it", column, out.width));
  for (const f of functions) printFunction(f, out);
}

function printFunction(f: FunctionReport, out: Output): void {
  out.line();
  const frame = f.frame === 0 ? "no frame" : `a frame of ${plural(f.frame, "byte")}`;
  const spilled = f.spilled === 0 ? "" : `, ${plural(f.spilled, "word")} of it spilled`;
  const code = `${plural(f.instructions, "instruction")}, ${plural(f.bytes, "byte")}, ${frame}${spilled}; work ${amount(f.work)}`;
  out.line(out.paint("strong", f.name));
  out.line(indented("  code", code, column, out.width));
  for (const pass of f.passes) out.line(indented(`  ${pass.pass}`, passWords(pass), column, out.width));
  for (const gain of f.gains) {
    const words = gainWords(gain, f);
    if (words !== undefined) out.line(indented(`  without ${gain.optimisation}`, words, column, out.width));
  }
}

const kindNames: Readonly<Record<CountedKind, string>> = {
  instructions: "instructions",
  copies: "copies",
  checks: "checks",
  lengths: "lengths",
  elements: "elements",
  globals: "globals",
  products: "products",
  calls: "calls",
};

/** What a pass changed, as `checks 5 → 2, lengths in loops 3 → 0`; of the first pass, what it made. */
function passWords({ before, after }: PassReport): string {
  const kinds = Object.keys(kindNames) as CountedKind[];
  const parts = kinds.flatMap((kind): string[] => {
    const now = after[kind];
    if (before === undefined) return now.all === 0 ? [] : [`${kindNames[kind]} ${now.all}`];
    const then = before[kind];
    if (then.all !== now.all) return [`${kindNames[kind]} ${then.all} → ${now.all}`];
    return then.inLoops === now.inLoops ? [] : [`${kindNames[kind]} in loops ${then.inLoops} → ${now.inLoops}`];
  });
  const work = workWords(before, after);
  return [...parts, ...(work === undefined ? [] : [work])].join(", ") || "nothing changed";
}

function workWords(before: Counts | undefined, after: Counts): string | undefined {
  if (before === undefined) return `work ${amount(after.work)}`;
  return before.work === after.work ? undefined : `work ${amount(before.work)} → ${amount(after.work)}`;
}

/** What there would be besides without an optimisation; nothing where it changes nothing. */
function gainWords({ instructions, bytes, work }: Gain, { work: all }: FunctionReport): string | undefined {
  if (instructions === 0 && bytes === 0 && work === 0) return undefined;
  const share = all === 0 ? "" : ` (${signed(Math.round((100 * work) / all))}%)`;
  return `${signed(instructions)} instructions, ${signed(bytes)} bytes, work ${signed(work)}${share}`;
}

function signed(value: number): string {
  return value < 0 ? `−${amount(-value)}` : `+${amount(value)}`;
}

function amount(value: number): string {
  return value.toLocaleString("en");
}
