/** The operands that an instruction or a terminator reads, in order; cut marks read nothing. */

import { impossible } from "../../core/impossible.ts";
import type { FlowInstruction, Operand, Terminator } from "./syntax.ts";

/** Visit the operands of an instruction. */
export function eachOperand(instruction: FlowInstruction, visit: (operand: Operand) => void): void {
  switch (instruction.op) {
    case "copy":
      return visit(instruction.from);
    case "operate":
      visit(instruction.left);
      return visit(instruction.right);
    case "length":
      return visit(instruction.array);
    case "load_element":
      visit(instruction.array);
      return visit(instruction.index);
    case "store_element":
      visit(instruction.array);
      visit(instruction.index);
      return visit(instruction.value);
    case "transfer":
      visit(instruction.array);
      visit(instruction.from);
      return visit(instruction.count);
    case "set_global":
    case "write":
      return visit(instruction.value);
    case "allocate":
      return visit(instruction.length);
    case "call":
      return instruction.arguments.forEach(visit);
    case "get_global":
    case "allocate_text":
    case "read":
    case "cut":
      return;
    default:
      return impossible(instruction);
  }
}

/** Visit the operands of a terminator. */
export function eachTerminatorOperand(terminator: Terminator, visit: (operand: Operand) => void): void {
  switch (terminator.op) {
    case "branch":
      visit(terminator.left);
      return visit(terminator.right);
    case "return":
      if (terminator.value !== undefined) visit(terminator.value);
      return;
    case "tail_call":
      return terminator.arguments.forEach(visit);
    case "exit":
      return visit(terminator.value);
    case "jump":
    case "trap":
      return;
    default:
      return impossible(terminator);
  }
}
