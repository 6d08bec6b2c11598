/**
 * Loop-invariant code: what is the same in every round of a loop is computed once, before it.
 *
 * Only what has no effect and cannot fail moves: operations, the length of an array, and a global that the loop does not
 * write. Its operands come from outside of the loop, or moved before. An operation moves only from where the loop comes
 * in every round, so that no round becomes slower.
 *
 * The value now lives throughout the loop, also at marks where it did not. It can be told what it is there, because its
 * operands were read inside the loop, and so lived at each of its marks; but the terms must not grow large.
 */

import { filled } from "../../filled.ts";
import { eachOperand } from "../../flow/operands.ts";
import type { FlowInstruction, Label, Operand } from "../../flow/syntax.ts";
import { writtenBy } from "../../flow/syntax.ts";
import { type Loop, loopsOf } from "../../ssa/loops.ts";
import type { Graph, Ssa, SsaBlock, SsaFunction } from "../../ssa/syntax.ts";
import { numberFunction } from "./number-values.ts";
import { eachFunction, hasLoops } from "./rewriting.ts";

/** A term may grow to so many parts. */
const largestTerm = 16;

/** The pass. What has moved before two loops may now be the same, so values are numbered again. */
export function hoistInvariants(ssa: Ssa): Ssa {
  return eachFunction(ssa, hasLoops, (f) => {
    const hoisted = hoist(f);
    return hoisted === f ? f : numberFunction(hoisted);
  });
}

function hoist(f: SsaFunction): SsaFunction {
  const { graph } = f;
  const instructions: (readonly FlowInstruction[])[] = f.blocks.map((block) => block.instructions);
  const home = homes(f, graph.order);
  const sizes = termSizes(f, graph.order);
  const shared = f.shared.slice();

  const moveFrom = (loop: Loop): void => {
    const { before } = loop;
    if (before === undefined) return;
    const writes = writesIn(loop, instructions);
    const passed = onTheWay(loop, graph);
    const moved: FlowInstruction[] = [];
    const isOutside = (operand: Operand): boolean =>
      operand.kind === "constant" || !loop.blocks.has(home[operand.register]!);
    for (const label of [...loop.blocks].sort((a, b) => graph.position[a]! - graph.position[b]!)) {
      const always = passed.has(label);
      const stays = instructions[label]!.filter((instruction) => {
        if (!mayMove(instruction, always, writes)) return true;
        const rd = writtenBy(instruction)!;
        if (!operandsOf(instruction).every(isOutside) || sizes[rd]! > largestTerm) return true;
        moved.push(instruction);
        shared[rd] = true;
        home[rd] = before;
        return false;
      });
      if (stays.length < instructions[label]!.length) instructions[label] = stays;
    }
    if (moved.length === 0) return;
    instructions[before] = [...instructions[before]!, ...moved];
  };
  loopsOf(graph).forEach(moveFrom);
  if (instructions.every((list, label) => list === f.blocks[label]!.instructions)) return f;
  const blocks = f.blocks.map((block, label): SsaBlock => ({ ...block, instructions: instructions[label]! }));
  return { ...f, blocks, shared };
}

/** The blocks of a loop that dominate one from which control jumps back. */
function onTheWay({ head, latches }: Loop, { dominator }: Graph): ReadonlySet<Label> {
  const found = new Set<Label>([head]);
  for (const latch of latches) for (let at = latch; !found.has(at); at = dominator[at]!) found.add(at);
  return found;
}

function operandsOf(instruction: FlowInstruction): readonly Operand[] {
  const operands: Operand[] = [];
  eachOperand(instruction, (operand) => operands.push(operand));
  return operands;
}

/** By value, the block that defines it. */
function homes(f: SsaFunction, order: readonly Label[]): Label[] {
  const home = filled<Label>(f.values, 0);
  for (const label of order) {
    const { parameters, instructions } = f.blocks[label]!;
    for (const parameter of parameters) home[parameter] = label;
    for (const instruction of instructions) {
      const rd = writtenBy(instruction);
      if (rd !== undefined) home[rd] = label;
    }
  }
  return home;
}

/** By value, how many parts its term has when no source variable is it. */
function termSizes(f: SsaFunction, order: readonly Label[]): readonly number[] {
  const sizes = filled<number>(f.values, 1);
  for (const label of order)
    for (const instruction of f.blocks[label]!.instructions) {
      if (instruction.op !== "operate" && instruction.op !== "length") continue;
      let size = 1;
      eachOperand(instruction, (operand) => {
        size += operand.kind === "constant" ? 1 : sizes[operand.register]!;
      });
      sizes[instruction.rd] = size;
    }
  return sizes;
}

/** What a loop writes: globals, or by a call all of them. */
interface Writes {
  readonly globals: ReadonlySet<number>;
  readonly calls: boolean;
}

function writesIn(loop: Loop, instructions: readonly (readonly FlowInstruction[])[]): Writes {
  const globals = new Set<number>();
  let calls = false;
  for (const label of loop.blocks)
    for (const instruction of instructions[label]!) {
      if (instruction.op === "set_global") globals.add(instruction.global);
      calls ||= instruction.op === "call";
    }
  return { globals, calls };
}

function mayMove(instruction: FlowInstruction, always: boolean, { globals, calls }: Writes): boolean {
  switch (instruction.op) {
    case "operate":
      return always;
    case "length":
      return true;
    case "get_global":
      return !calls && !globals.has(instruction.global);
    default:
      return false;
  }
}
