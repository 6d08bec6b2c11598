/**
 * Functions that nothing calls any more have no code but one instruction: an entry that nobody comes to.
 *
 * A certificate speaks of every function. Of such a one it states at its entry what is never so. Every caller would have to show
 * that; there is none, and so nothing is to be shown of what the function does.
 */

import type { Fact } from "../../../proof/certificate/claims.ts";
import type { Block, Flow, FlowFunction } from "../../flow/syntax.ts";
import type { SsaBlock } from "../../ssa/syntax.ts";

/** What is never so: that 0 is not 0. */
const never: Fact = { condition: { kind: "constant", value: 0 }, holds: true };

/** The pass. */
export function dropUncalled(flow: Flow): Flow {
  const called = calledFrom(flow.start, (index) => flow.functions[index]!.blocks);
  if (called.size === flow.functions.length) return flow;
  return { ...flow, functions: flow.functions.map((f, index) => (called.has(index) ? f : withoutCode(f))) };
}

/** The functions that may come to be called in a run that begins in one of them, that one included. */
export function calledFrom(
  start: number,
  blocksOf: (index: number) => readonly (Block | SsaBlock)[],
): ReadonlySet<number> {
  const called = new Set([start]);
  // A set is gone through with what is added meanwhile.
  for (const index of called)
    for (const { instructions, terminator } of blocksOf(index)) {
      for (const instruction of instructions) if (instruction.op === "call") called.add(instruction.callee);
      if (terminator.op === "tail_call") called.add(terminator.callee);
    }
  return called;
}

function withoutCode({ name, parameters, origin }: FlowFunction): FlowFunction {
  return {
    name,
    parameters: parameters.map(() => undefined),
    slots: 0,
    registers: 0,
    blocks: [{ instructions: [], terminator: { op: "return", value: undefined, origin } }],
    facts: [never],
    origin,
  };
}
