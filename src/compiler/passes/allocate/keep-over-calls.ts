/**
 * Values over rare calls: in a function that comes to calls on rare ways only, a value that lives over one is put away
 * before the call and fetched behind it. Everywhere else it has a register that a callee may change. So it needs neither a callee-saved
 * register nor a place in the frame on the ways without a call, and there the function needs no frame (frame-region.ts).
 *
 * Only where marks say what registers hold: then the value is held by its keeper at the return address.
 */

import { frequenciesOf } from "../../flow/frequencies.ts";
import {
  type Block,
  type CutMark,
  type FlowFunction,
  type FlowInstruction,
  type Register,
  registerOperand,
} from "../../flow/syntax.ts";
import { isLiveOver, type Liveness } from "./liveness.ts";

/** All calls together are made less often than this in a call of the function; else it needs its frame anyway. */
const rare = 0.9;
/** More calls than this are not looked at: each is looked at with each register. */
const mostCalls = 16;

/** The pass, on one function, whose blocks stay what they are. */
export function keepOverCalls(f: FlowFunction, liveness: Liveness): FlowFunction {
  const { ranges, calls, marks } = liveness;
  if (calls.length === 0 || calls.length > mostCalls || [...marks.keys()].some(({ holds }) => holds === undefined))
    return f;
  const living = ranges.flatMap((own, register) => (isLiveOver(calls, own) ? [register] : []));
  if (living.length === 0) return f;
  const { blocks: counts } = frequenciesOf(f);
  let often = 0;
  for (const [label, { instructions }] of f.blocks.entries())
    for (const { op } of instructions) if (op === "call") often += counts[label]!;
  if (often >= rare) return f;
  let next = f.registers;
  const blocks = f.blocks.map((block): Block => {
    if (!block.instructions.some(({ op }) => op === "call")) return block;
    const instructions = block.instructions.flatMap((instruction): readonly FlowInstruction[] => {
      if (instruction.op !== "call") return [instruction];
      const { cut, origin } = instruction;
      const over = living.filter((register) => isLiveOver([marks.get(cut)!], ranges[register]!));
      const keepers = new Map(over.map((register) => [register, next++]));
      return [
        ...over.map((register) => copy(keepers.get(register)!, register, origin)),
        { ...instruction, cut: kept(cut, keepers) },
        ...over.map((register) => copy(register, keepers.get(register)!, origin)),
      ];
    });
    return { ...block, instructions };
  });
  return { ...f, blocks, registers: next, keepers: f.registers };
}

function copy(rd: Register, from: Register, origin: FlowInstruction["origin"]): FlowInstruction {
  return { op: "copy", rd, from: registerOperand(from), origin };
}

/** The mark where the keepers hold what the registers would. */
function kept(mark: CutMark, keepers: ReadonlyMap<Register, Register>): CutMark {
  return {
    ...mark,
    holds: new Map([...mark.holds!].map(([register, term]) => [keepers.get(register) ?? register, term])),
  };
}
