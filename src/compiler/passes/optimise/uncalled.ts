/**
 * Functions that nothing calls any more have no code but one instruction: an entry that nobody comes to.
 *
 * A certificate speaks of every function. Of such a one it states at its entry what is never so. Every caller would have to show
 * that; there is none, and so nothing is to be shown of what the function does.
 */

import type { Fact } from "../../../proof/certificate/claims.ts";
import type { Flow, FlowFunction } from "../../flow/syntax.ts";

/** What is never so: that 0 is not 0. */
const never: Fact = { condition: { kind: "constant", value: 0 }, holds: true };

/** The pass. */
export function dropUncalled(flow: Flow): Flow {
  const called = new Array<boolean>(flow.functions.length).fill(false);
  const work: number[] = [];
  const call = (index: number): void => {
    if (called[index] === true) return;
    called[index] = true;
    work.push(index);
  };
  call(flow.start);
  for (let index = work.pop(); index !== undefined; index = work.pop())
    for (const { instructions, terminator } of flow.functions[index]!.blocks) {
      for (const instruction of instructions) if (instruction.op === "call") call(instruction.callee);
      if (terminator.op === "tail_call") call(terminator.callee);
    }
  if (!called.includes(false)) return flow;
  return { ...flow, functions: flow.functions.map((f, index) => (called[index] === true ? f : withoutCode(f))) };
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
