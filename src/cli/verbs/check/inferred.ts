/**
 * What `etalon check --infer` found, as it is shown. What is not shown for every input is said function by function: where source
 * and machine were level last, and what comes next on each.
 */

import type { FunctionAnswer } from "../../../infer/index.ts";
import { hex } from "../../../machine/index.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { LoadedProgram } from "../../host/load.ts";
import type { JunitCase } from "../../view/junit.ts";
import { indented } from "../../view/layout.ts";
import { type Output, textOf } from "../../view/terminal.ts";
import { printEvidence } from "./certified.ts";
import type { Inferred } from "./document.ts";

const column = 12;

/** The exit code: what testing found wrong stays wrong, and what is not shown is undecided. */
export function inferredExit({ verdict }: Inferred, tested: number): number {
  if (tested !== exitCodes.ok) return tested;
  return verdict.verdict === "certified" ? exitCodes.ok : exitCodes.undecided;
}

/** The line of the source at a node, in the words that people read. */
export function lineOf(loaded: Pick<LoadedProgram, "position">, node: number): string {
  const { file, line } = loaded.position(node);
  return file === undefined ? `line ${line}` : `${file}, line ${line}`;
}

/** What was found, in one line. */
export function inferredLine({ verdict, functions, level }: Inferred): string {
  const words = {
    certified: "certified for every input",
    starved: "starved",
    refused: "not shown",
    undecided: "not shown",
  };
  const uncalled = functions.filter(({ kind }) => kind === "never called").length;
  const rest = uncalled === 0 ? "" : `, ${uncalled} ${uncalled === 1 ? "is" : "are"} never called`;
  const count = `${level} of ${functions.length} functions are level with the source throughout`;
  return `${words[verdict.verdict]}: ${count}${rest}`;
}

/** Print what was found. */
export function printInferred(
  answer: Inferred,
  loaded: Pick<LoadedProgram, "position">,
  out: Output,
  hints: number,
): void {
  const { verdict, claims, incomplete } = answer;
  out.line(`${out.paint("strong", "INFERRED")}    ${inferredLine(answer)}`);
  if (verdict.verdict === "certified") printEvidence({ statistics: verdict.statistics, layout: claims.layout }, out);
  for (const one of incomplete) printFunction(one, loaded, out, hints);
  if (verdict.verdict !== "certified" && incomplete.length === 0)
    out.line(
      indented("", `${verdict.verdict === "starved" ? "" : "the checker: "}${verdict.reason}`, column, out.width),
    );
}

function printFunction(
  one: FunctionAnswer,
  loaded: Pick<LoadedProgram, "position">,
  out: Output,
  shownHints: number,
): void {
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  const { name, apart, hints, missing } = one;
  out.line();
  if (apart === null) {
    entry("", `${name}: ${one.reason ?? "its entry was not found, as nothing that was understood calls it"}`);
    return;
  }
  const { from, node, pc, what, source, machine } = apart;
  entry("", `${name}: level up to ${lineOf(loaded, from.node)}, and pc ${hex(from.pc)}`);
  const next = node === undefined ? "" : ` at ${lineOf(loaded, node)}`;
  if (source !== undefined) entry("  source", `${source}${next}`);
  else if (next !== "") entry("  source", `goes on${next}`);
  if (machine !== undefined) entry("  machine", `${machine}${pc === undefined ? "" : ` at ${hex(pc)}`}`);
  entry("  not shown", what);
  if (missing !== null) entry("  missing", missing);
  for (const hint of (hints ?? []).slice(0, shownHints)) entry("  hint", hint);
}

/** A case for each function: whether it is level with the source. */
export function inferredCases(
  { functions, incomplete }: Inferred,
  loaded: Pick<LoadedProgram, "position">,
  suite: string,
): readonly JunitCase[] {
  return functions.map((one): JunitCase => {
    const name = `function ${one.name} is level with the source`;
    if (!incomplete.includes(one)) return { suite, name };
    const text = textOf((out) => printFunction(one, loaded, out, 3));
    return { suite, name, complaint: { kind: "error", message: one.apart?.what ?? one.reason ?? one.kind, text } };
  });
}

/** The part of the document. */
export function inferredDocument(
  { verdict, functions, level, statistics }: Inferred,
  loaded: Pick<LoadedProgram, "position">,
): object {
  return {
    verdict: verdict.verdict,
    reason: verdict.verdict === "certified" ? null : verdict.reason,
    level,
    statistics,
    functions: functions.map(({ apart, ...one }) => ({
      ...one,
      apart: apart && {
        from: { ...apart.from, ...loaded.position(apart.from.node) },
        next: apart.node === undefined ? null : loaded.position(apart.node),
        pc: apart.pc ?? null,
        obligation: apart.obligation ?? null,
        what: apart.what,
        source: apart.source ?? null,
        machine: apart.machine ?? null,
      },
    })),
  };
}
