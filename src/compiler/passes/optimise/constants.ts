/**
 * Constants in registers: a constant that an instruction cannot have in itself is loaded before the loop, and not in each
 * round. It is a value of its own, the one kind of copy that there is in SSA form.
 *
 * First before the outermost loops without calls; what is left in loops with calls, before the outermost of those, where it
 * needs a register that the function has to give back. Where registers are scarce, allocation makes it a constant again
 * (assign-places.ts), so that a wish here costs nothing.
 */

import { fitsImmediate } from "../../../machine/isa/immediate.ts";
import { exitWithOperands, withOperands } from "../../flow/renamed.ts";
import {
  constantOperand,
  type FlowInstruction,
  isZero,
  type Label,
  type Operand,
  registerOperand,
} from "../../flow/syntax.ts";
import { depthsIn, type Loop, loopsOf } from "../../ssa/loops.ts";
import type { Meaning, Ssa, SsaBlock, SsaFunction, SsaTerminator } from "../../ssa/syntax.ts";
import { eachFunction, hasLoops } from "./rewriting.ts";

/** So many constants of one loop get registers: those that occur most. */
const mostOfLoop = 6;

/** The pass. */
export function keepConstants(ssa: Ssa): Ssa {
  return eachFunction(ssa, hasLoops, keep);
}

function keep(f: SsaFunction): SsaFunction {
  const loops = loopsOf(f.graph).filter(({ before }) => before !== undefined);
  const free = outermost(loops.filter(({ blocks }) => !calls(f, blocks)));
  const blocks: SsaBlock[] = [...f.blocks];
  const meanings: (Meaning | undefined)[] = f.meanings.slice();
  const depths = depthsIn(loops, blocks.length);
  let values = f.values;
  const keepIn = (loop: Loop): void => {
    const inRegister = new Map<number, Operand>();
    const loads: FlowInstruction[] = [];
    const { origin } = blocks[loop.before!]!.terminator;
    for (const value of wanted(loop, depths, blocks)) {
      const rd = values++;
      meanings[rd] = constantOperand(value);
      inRegister.set(value, registerOperand(rd));
      loads.push({ op: "copy", rd, from: constantOperand(value), origin });
    }
    for (const label of loop.blocks) blocks[label] = rewritten(blocks[label]!, inRegister);
    const before = blocks[loop.before!]!;
    blocks[loop.before!] = { ...before, instructions: [...before.instructions, ...loads] };
  };
  free.forEach(keepIn);
  const done = new Set(free);
  outermost(loops)
    .filter((loop) => !done.has(loop))
    .forEach(keepIn);
  return values === f.values ? f : { ...f, values, blocks, meanings };
}

/** The loops that are in no other; they are given with an inner loop before those around it. */
function outermost(loops: readonly Loop[]): readonly Loop[] {
  const within = new Set<Label>();
  return loops.toReversed().filter(({ head, blocks }) => {
    if (within.has(head)) return false;
    for (const label of blocks) within.add(label);
    return true;
  });
}

function calls(f: SsaFunction, blocks: ReadonlySet<Label>): boolean {
  return [...blocks].some((label) => f.blocks[label]!.instructions.some(({ op }) => op === "call"));
}

/** The constants of a loop that would be loaded most, the innermost counting most. */
function wanted(loop: Loop, depths: readonly number[], blocks: readonly SsaBlock[]): readonly number[] {
  const weights = new Map<number, number>();
  for (const label of loop.blocks) {
    const { instructions, terminator } = blocks[label]!;
    const add = (operand: Operand): void => {
      if (operand.kind === "constant")
        weights.set(
          operand.value,
          (weights.get(operand.value) ?? 0) + 8 ** depths[label]! * (fitsImmediate(operand.value) ? 1 : 2),
        );
    };
    for (const instruction of instructions) loadedBy(instruction).forEach(add);
    loadedAtEnd(terminator).forEach(add);
  }
  return [...weights]
    .sort(([a, first], [b, second]) => second - first || a - b)
    .slice(0, mostOfLoop)
    .map(([value]) => value);
}

const noOperands: readonly Operand[] = [];

/** The operands of an instruction that would be loaded into a register if they are constants. */
function loadedBy(instruction: FlowInstruction): readonly Operand[] {
  switch (instruction.op) {
    case "operate":
      return loadedByOperation(instruction).filter((operand) => !isZero(operand));
    case "store_element":
    case "set_global":
    case "write":
      return isZero(instruction.value) ? noOperands : [instruction.value];
    default:
      return noOperands;
  }
}

function loadedByOperation({
  operation,
  left,
  right,
}: Extract<FlowInstruction, { op: "operate" }>): readonly Operand[] {
  const isLarge = (operand: Operand): boolean => operand.kind === "constant" && !fitsImmediate(operand.value);
  switch (operation) {
    case "add":
    case "and":
    case "or":
    case "xor":
      return [left, right].filter(isLarge);
    case "slt":
    case "sltu":
      return isLarge(right) ? [left, right] : [left];
    case "sub":
      return right.kind === "constant" && fitsImmediate(-right.value) ? [left] : [left, right];
    case "sll":
    case "srl":
    case "sra":
      return [left];
    case "mul":
    case "div":
    case "rem":
      return [left, right];
  }
}

function loadedAtEnd(terminator: SsaTerminator): readonly Operand[] {
  if (terminator.op !== "branch") return noOperands;
  return [terminator.left, terminator.right].filter((operand) => !isZero(operand));
}

/** A block in which the constants that have registers are read from there. */
function rewritten(
  { parameters, instructions, terminator }: SsaBlock,
  inRegister: ReadonlyMap<number, Operand>,
): SsaBlock {
  const of =
    (loaded: readonly Operand[]) =>
    (operand: Operand): Operand =>
      operand.kind === "constant" && loaded.includes(operand) ? (inRegister.get(operand.value) ?? operand) : operand;
  return {
    parameters,
    instructions: instructions.map((instruction) => withOperands(instruction, of(loadedBy(instruction)))),
    terminator: terminator.op === "jump" ? terminator : exitWithOperands(terminator, of(loadedAtEnd(terminator))),
  };
}
