/**
 * Dead code: what computes a value that nothing needs is gone, also around a loop where values only need each other.
 *
 * A global is not written where it is written again before anything can see it: before a mark, a call, a read of it and the
 * end of the block.
 *
 * Marks need nothing. What a value would have been stays known as its meaning, so that a source variable whose value the
 * machine no longer computes can still be a term over others.
 */

import { filled } from "../../filled.ts";
import { eachOperand } from "../../flow/operands.ts";
import { type FlowInstruction, type Label, type Operand, writtenBy } from "../../flow/syntax.ts";
import { withoutIdleBranches } from "../../ssa/idle-branches.ts";
import { eachExitOperand } from "../../ssa/operands.ts";
import type { Ssa, SsaBlock, SsaFunction, Value } from "../../ssa/syntax.ts";
import { withBlocks } from "../../ssa/with-blocks.ts";
import { computes, eachFunction, Replacements } from "./rewriting.ts";

/** The pass. */
export function removeDead(ssa: Ssa): Ssa {
  return eachFunction(ssa, computes, removeDeadOf);
}

/** One function without its dead code. */
export function removeDeadOf(f: SsaFunction): SsaFunction {
  const needed = remove(withoutOverwritten(f));
  // Where nothing differs any more that two sides of a branch bring, what it compared is dead, too.
  const blocks = withoutIdleBranches(needed);
  return blocks === needed.blocks ? needed : remove(withBlocks(needed, blocks));
}

/** Without the writes of globals that a later write in the same block makes invisible. */
function withoutOverwritten(f: SsaFunction): SsaFunction {
  const blocks = f.blocks.map((block): SsaBlock => {
    const { instructions } = block;
    if (!instructions.some(({ op }) => op === "set_global")) return block;
    const overwritten = new Set<number>();
    const stays: FlowInstruction[] = [];
    for (let i = instructions.length - 1; i >= 0; i--) {
      const instruction = instructions[i]!;
      if (instruction.op === "call" || instruction.op === "cut") overwritten.clear();
      else if (instruction.op === "get_global") overwritten.delete(instruction.global);
      else if (instruction.op === "set_global") {
        if (overwritten.has(instruction.global)) continue;
        overwritten.add(instruction.global);
      }
      stays.push(instruction);
    }
    if (stays.length === instructions.length) return block;
    return { ...block, instructions: stays.reverse() };
  });
  return blocks.some((block, label) => block !== f.blocks[label]) ? { ...f, blocks } : f;
}

/** Does an instruction do nothing but compute its result? */
export function onlyComputes(
  instruction: FlowInstruction,
): instruction is Extract<FlowInstruction, { op: "operate" | "length" | "load_element" | "get_global" }> {
  const { op } = instruction;
  return op === "operate" || op === "length" || op === "load_element" || op === "get_global";
}

function remove(f: SsaFunction): SsaFunction {
  const { blocks, graph } = f;
  const { order, predecessors } = graph;
  /** Where a value is defined: an instruction, or a parameter of a block. */
  const definitions = filled<FlowInstruction | undefined>(f.values, undefined);
  const parameters = filled<{ readonly block: Label; readonly index: number } | undefined>(f.values, undefined);
  const needed = filled<boolean>(f.values, false);
  const work: Value[] = [];
  const need = (operand: Operand): void => {
    if (operand.kind === "constant" || needed[operand.register] === true) return;
    needed[operand.register] = true;
    work.push(operand.register);
  };
  /** May an instruction go when its result is not needed? A meaning cannot say of what was read which memory it was read from. */
  const mayGo = (instruction: FlowInstruction): boolean =>
    onlyComputes(instruction) &&
    (instruction.op === "operate" || instruction.op === "length" || f.shared[instruction.rd] !== true);
  let candidates = 0;
  for (const label of order) {
    const block = blocks[label]!;
    for (let index = 0; index < block.parameters.length; index++) {
      const parameter = block.parameters[index]!;
      parameters[parameter] = { block: label, index };
      candidates++;
    }
    for (const instruction of block.instructions) {
      const rd = writtenBy(instruction);
      if (rd !== undefined && mayGo(instruction)) {
        definitions[rd] = instruction;
        candidates++;
      } else eachOperand(instruction, need);
    }
    if (block.terminator.op !== "jump") eachExitOperand(block.terminator, need);
  }
  let found = 0;
  for (let value = work.pop(); value !== undefined; value = work.pop()) {
    const definition = definitions[value];
    const parameter = parameters[value];
    if (definition !== undefined) {
      found++;
      eachOperand(definition, need);
    } else if (parameter !== undefined) {
      found++;
      for (const from of predecessors[parameter.block]!) {
        const { terminator } = blocks[from]!;
        if (terminator.op === "jump") need(terminator.arguments[parameter.index]!);
      }
    }
  }
  if (found === candidates) return f;

  const replaced = new Replacements(f);
  const isNeeded = (value: Value): boolean => needed[value] === true;
  const stays = (instruction: FlowInstruction): boolean => {
    const rd = writtenBy(instruction);
    if (rd === undefined || isNeeded(rd) || !mayGo(instruction)) return true;
    replaced.drop(rd, instruction);
    return false;
  };
  const made = blocks.map((block): SsaBlock => {
    const { terminator } = block;
    const there = terminator.op === "jump" ? blocks[terminator.target]!.parameters : [];
    return {
      parameters: block.parameters.every(isNeeded) ? block.parameters : block.parameters.filter(isNeeded),
      instructions: block.instructions.filter(stays),
      terminator:
        terminator.op === "jump" && !there.every(isNeeded)
          ? { ...terminator, arguments: terminator.arguments.filter((_, i) => isNeeded(there[i]!)) }
          : terminator,
    };
  });
  return { ...f, blocks: made, meanings: replaced.meanings, brought: broughtTo(f, parameters, needed) };
}

/** What the parameters got that are not needed. */
function broughtTo(
  { blocks, graph, brought = [] }: SsaFunction,
  parameters: readonly ({ readonly block: Label; readonly index: number } | undefined)[],
  needed: readonly boolean[],
): NonNullable<SsaFunction["brought"]> {
  const all = brought.slice();
  for (let value = 0; value < parameters.length; value++) {
    const parameter = parameters[value];
    if (parameter === undefined || needed[value] === true) continue;
    all[value] = graph.predecessors[parameter.block]!.flatMap((from) => {
      const { terminator } = blocks[from]!;
      return terminator.op === "jump" ? [terminator.arguments[parameter.index]!] : [];
    });
  }
  return all;
}
