/** What the tests of the optimisations share: the SSA form of one function, before and after some passes, as counts. */

import { type Compilation, claimsOf, stages } from "etalon/compiler";
import { checkClaims } from "etalon/proof";
import type { FlowInstruction } from "../../../src/compiler/flow/syntax.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import type { Ssa, SsaFunction } from "../../../src/compiler/ssa/syntax.ts";
import { ssaError } from "../../../src/compiler/ssa/well-formed.ts";
import { compiled } from "../compiled.ts";

/** The SSA form of a function of a text after these optimisations alone, and the compilation that it is part of. */
export function formOf(text: string, name: string, ...passes: string[]): { f: SsaFunction; whole: Compilation } {
  const whole = compiled(text, { passes: ["ssa", ...passes] });
  const last = stages.findIndex(({ name: stage }) => stage === "ssa-to-flow") - 1;
  const ssa = whole.results[last] as Ssa;
  const wrong = ssaError(ssa);
  if (wrong !== undefined) throw new Error(wrong);
  const f = ssa.functions.find((one) => one.flow.name === name);
  if (f?.kind !== "ssa") throw new Error(`${name} is not optimised`);
  // What was made could be explained, so that it was not thrown away.
  const back = whole.optimised.functions.find((one) => one.name === name);
  if (back === f.flow) throw new Error(`${name} could not be explained`);
  return { f, whole };
}

/**
 * The same, where the whole is certified: what the optimisations rely on is stated at marks, and stated once.
 */
export function certified(text: string, name: string, ...passes: string[]): SsaFunction {
  const { f, whole } = formOf(text, name, ...passes);
  const found = checkClaims(whole.program, whole.image, claimsOf(whole));
  if (found.verdict !== "certified") throw new Error(`${found.reason}\n${text}`);
  for (const facts of f.facts.values())
    if (new Set(facts.map((fact) => JSON.stringify(fact))).size < facts.length)
      throw new Error("a fact is stated twice");
  return f;
}

/** The instructions that control can reach. */
export function instructionsOf(f: SsaFunction): readonly FlowInstruction[] {
  return graphOf(f.blocks).order.flatMap((label) => f.blocks[label]!.instructions);
}

/** How many instructions of a kind control can reach. */
export function count(f: SsaFunction, op: FlowInstruction["op"]): number {
  return instructionsOf(f).filter((instruction) => instruction.op === op).length;
}

/** How many branches to a trap control can reach. */
export function checks(f: SsaFunction): number {
  const { order } = graphOf(f.blocks);
  return order.filter((label) => {
    const { terminator } = f.blocks[label]!;
    return (
      terminator.op === "branch" &&
      [terminator.then, terminator.else].some((to) => f.blocks[to]!.terminator.op === "trap")
    );
  }).length;
}

/** How many instructions of a kind are in a loop. */
export function inLoops(f: SsaFunction, op: FlowInstruction["op"], loops: readonly ReadonlySet<number>[]): number {
  const blocks = new Set(loops.flatMap((loop) => [...loop]));
  return [...blocks].flatMap((label) => f.blocks[label]!.instructions).filter((one) => one.op === op).length;
}
