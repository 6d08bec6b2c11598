/** An instruction with other operands, and another register that it writes; the instruction itself when nothing differs. */

import { impossible } from "../../core/impossible.ts";
import type { FlowInstruction, Operand, Register, Terminator } from "../flow/syntax.ts";

/** The instruction with its operands replaced, and its result in `rd`. Its mark stays. */
export function withOperands(
  instruction: FlowInstruction,
  rename: (operand: Operand) => Operand,
  rd: Register,
): FlowInstruction {
  switch (instruction.op) {
    case "copy": {
      const from = rename(instruction.from);
      return from === instruction.from && rd === instruction.rd ? instruction : { ...instruction, rd, from };
    }
    case "operate": {
      const left = rename(instruction.left);
      const right = rename(instruction.right);
      if (left === instruction.left && right === instruction.right && rd === instruction.rd) return instruction;
      const { operation, origin } = instruction;
      return { op: "operate", operation, rd, left, right, origin };
    }
    case "length": {
      const array = rename(instruction.array);
      if (array === instruction.array && rd === instruction.rd) return instruction;
      return { op: "length", rd, array, origin: instruction.origin };
    }
    case "load_element": {
      const array = rename(instruction.array);
      const index = rename(instruction.index);
      if (array === instruction.array && index === instruction.index && rd === instruction.rd) return instruction;
      const { element, origin } = instruction;
      return { op: "load_element", element, rd, array, index, origin };
    }
    case "store_element": {
      const array = rename(instruction.array);
      const index = rename(instruction.index);
      const value = rename(instruction.value);
      if (array === instruction.array && index === instruction.index && value === instruction.value) return instruction;
      const { element, origin } = instruction;
      return { op: "store_element", element, array, index, value, origin };
    }
    case "get_global":
    case "allocate_text":
    case "read":
      return rd === instruction.rd ? instruction : { ...instruction, rd };
    case "set_global":
    case "write": {
      const value = rename(instruction.value);
      return value === instruction.value ? instruction : { ...instruction, value };
    }
    case "allocate": {
      const length = rename(instruction.length);
      return length === instruction.length && rd === instruction.rd ? instruction : { ...instruction, rd, length };
    }
    case "call": {
      const values = renamedList(instruction.arguments, rename);
      if (values === instruction.arguments && (instruction.rd === undefined || instruction.rd === rd))
        return instruction;
      return { ...instruction, rd: instruction.rd === undefined ? undefined : rd, arguments: values };
    }
    case "transfer": {
      const array = rename(instruction.array);
      const from = rename(instruction.from);
      const count = rename(instruction.count);
      if (
        array === instruction.array &&
        from === instruction.from &&
        count === instruction.count &&
        rd === instruction.rd
      )
        return instruction;
      return { ...instruction, rd, array, from, count };
    }
    case "cut":
      return instruction;
    default:
      return impossible(instruction);
  }
}

/** A list with each operand replaced; the list itself when none differs. */
function renamedList(list: readonly Operand[], rename: (operand: Operand) => Operand): readonly Operand[] {
  const renamed = list.map(rename);
  return renamed.every((operand, i) => operand === list[i]) ? list : renamed;
}

/** A terminator that is no jump, with its operands replaced. */
export function exitWithOperands<T extends Exclude<Terminator, { op: "jump" }>>(
  terminator: T,
  rename: (operand: Operand) => Operand,
): T | Exclude<Terminator, { op: "jump" }> {
  switch (terminator.op) {
    case "branch": {
      const left = rename(terminator.left);
      const right = rename(terminator.right);
      return left === terminator.left && right === terminator.right ? terminator : { ...terminator, left, right };
    }
    case "return": {
      if (terminator.value === undefined) return terminator;
      const value = rename(terminator.value);
      return value === terminator.value ? terminator : { ...terminator, value };
    }
    case "exit": {
      const value = rename(terminator.value);
      return value === terminator.value ? terminator : { ...terminator, value };
    }
    case "trap":
      return terminator;
    default:
      return impossible(terminator);
  }
}
