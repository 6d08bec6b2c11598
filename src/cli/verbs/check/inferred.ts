/**
 * `etalon check --infer`: a certificate is looked for, for a binary that comes without one. What is not shown is said function by
 * function: where source and machine were level last, and what comes next on each.
 */

import { certifyWithout, type FunctionAnswer, type InferenceAnswer } from "../../../infer/index.ts";
import type { Image } from "../../../machine/index.ts";
import { hex } from "../../../machine/index.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { LoadedProgram } from "../../host/load.ts";
import { indented } from "../../view/layout.ts";
import type { Output } from "../../view/terminal.ts";

const column = 12;

/** Look for a certificate. */
export function inferFor({ program }: LoadedProgram, image: Image): InferenceAnswer {
  return certifyWithout(program, image);
}

/** The exit code: what testing found wrong stays wrong, and what is not shown is undecided. */
export function inferredExit({ verdict }: InferenceAnswer, tested: number): number {
  if (tested !== exitCodes.ok) return tested;
  return verdict.verdict === "certified" ? exitCodes.ok : exitCodes.undecided;
}

/** The line of the source at a node. */
function lineOf(loaded: LoadedProgram, node: number): string {
  const { file, line } = loaded.position(node);
  return file === undefined ? `line ${line}` : `${file}, line ${line}`;
}

/** Print what was found. */
export function printInferred(answer: InferenceAnswer, loaded: LoadedProgram, out: Output): void {
  const { verdict, functions, level } = answer;
  const shown = verdict.verdict === "certified";
  const title = out.paint("strong", "INFERRED");
  const count = `${level} of ${functions.length} functions are level with the source throughout`;
  out.line();
  out.line(`${title}    ${shown ? "certified for every input" : "not shown"}: ${count}`);
  for (const one of functions) if (one.kind !== "level") printFunction(one, loaded, out);
  if (verdict.verdict !== "certified" && level === functions.length)
    out.line(indented("", `the checker: ${verdict.reason}`, column, out.width));
}

function printFunction(one: FunctionAnswer, loaded: LoadedProgram, out: Output): void {
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  const { name, apart, hint, missing } = one;
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
  entry("  missing", `${missing}: ${hint}`);
}

/** The part of the document. */
export function inferredDocument(
  { verdict, functions, level, statistics }: InferenceAnswer,
  loaded: LoadedProgram,
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
