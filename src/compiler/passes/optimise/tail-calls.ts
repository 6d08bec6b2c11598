/**
 * Tail calls: where the last thing that a function does is to call another one, it jumps there, and the callee returns in its place.
 *
 * The call needs no return address of its own, nothing is kept over it, and the frame is given back before: a function whose
 * calls are all last ones may have none, and one that calls itself so is a loop. All arguments must be in registers, for those on the stack
 * would be where this function's own are.
 *
 * Which calls the source makes last is known since the lowering (`isLast`). Here it is seen whether the code on the way to the return does
 * nothing but pass the result on.
 */

import { stackArgumentBytes } from "../../../machine/isa/convention.ts";
import type { Block, Flow, FlowFunction, FlowInstruction, Label, Operand, Register } from "../../flow/syntax.ts";

/** The pass. */
export function makeTailCalls(flow: Flow): Flow {
  const functions = flow.functions.map(tailCallsOf);
  return functions.every((f, i) => f === flow.functions[i]) ? flow : { ...flow, functions };
}

function tailCallsOf(f: FlowFunction): FlowFunction {
  const blocks = f.blocks.map((block, label) => tailCallIn(f.blocks, block, label));
  return blocks.every((block, label) => block === f.blocks[label]) ? f : { ...f, blocks };
}

/** The block that ends with its last call, if it has one from which the result is passed on. */
function tailCallIn(blocks: readonly Block[], block: Block, label: Label): Block {
  const { instructions } = block;
  for (let i = 0; i < instructions.length; i++) {
    const call = instructions[i]!;
    if (call.op !== "call" || call.isLast !== true || stackArgumentBytes(call.arguments.length) > 0) continue;
    if (!passesOn(blocks, label, i + 1, call.rd)) continue;
    const { callee, arguments: values, origin } = call;
    return {
      instructions: instructions.slice(0, i),
      terminator: { op: "tail_call", callee, arguments: values, origin },
    };
  }
  return block;
}

/** From an instruction on, is nothing done but to return what a register holds, which may be none? */
function passesOn(blocks: readonly Block[], label: Label, from: number, rd: Register | undefined): boolean {
  const holding = new Set(rd === undefined ? [] : [rd]);
  const holds = (operand: Operand): boolean => operand.kind === "register" && holding.has(operand.register);
  const isIdle = (instruction: FlowInstruction): boolean => {
    if (instruction.op === "copy") {
      if (holds(instruction.from)) holding.add(instruction.rd);
      else holding.delete(instruction.rd);
    }
    return instruction.op === "copy" || instruction.op === "cut";
  };
  let at = label;
  let first = from;
  // Code that only copies and goes round in a circle never returns.
  for (let steps = 0; steps < blocks.length; steps++) {
    const { instructions, terminator } = blocks[at]!;
    for (let i = first; i < instructions.length; i++) if (!isIdle(instructions[i]!)) return false;
    if (terminator.op === "return") return terminator.value === undefined || holds(terminator.value);
    if (terminator.op !== "jump") return false;
    at = terminator.target;
    first = 0;
  }
  return false;
}
