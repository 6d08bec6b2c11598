/**
 * Instructions, ends of blocks and marks with other operands, and instructions with another register that they write; the same object
 * when nothing differs, but for marks. Most are made field by field, in the order in which all others are made: a copy by `...` has a layout
 * of its own, and the host keeps few layouts at a place.
 */

import { impossible } from "../../core/impossible.ts";
import type { CutMark, FlowInstruction, Operand, Pending, Register, Terminator } from "./syntax.ts";

/**
 * The instruction with its operands replaced; when these have been read, also the register that it writes, if it writes one. Its
 * mark stays.
 */
export function withOperands(
  instruction: FlowInstruction,
  rename: (operand: Operand) => Operand,
  written: (register: Register) => Register = itself,
): FlowInstruction {
  switch (instruction.op) {
    case "copy": {
      const from = rename(instruction.from);
      const rd = written(instruction.rd);
      return from === instruction.from && rd === instruction.rd
        ? instruction
        : { op: "copy", rd, from, origin: instruction.origin };
    }
    case "operate": {
      const left = rename(instruction.left);
      const right = rename(instruction.right);
      const rd = written(instruction.rd);
      if (left === instruction.left && right === instruction.right && rd === instruction.rd) return instruction;
      const { operation, origin } = instruction;
      return { op: "operate", operation, rd, left, right, origin };
    }
    case "length": {
      const array = rename(instruction.array);
      const rd = written(instruction.rd);
      if (array === instruction.array && rd === instruction.rd) return instruction;
      return { op: "length", rd, array, origin: instruction.origin };
    }
    case "load_element": {
      const array = rename(instruction.array);
      const index = rename(instruction.index);
      const rd = written(instruction.rd);
      if (array === instruction.array && index === instruction.index && rd === instruction.rd) return instruction;
      return { ...instruction, rd, array, index };
    }
    case "store_element": {
      const array = rename(instruction.array);
      const index = rename(instruction.index);
      const value = rename(instruction.value);
      if (array === instruction.array && index === instruction.index && value === instruction.value) return instruction;
      return { ...instruction, array, index, value };
    }
    case "get_global": {
      const rd = written(instruction.rd);
      if (rd === instruction.rd) return instruction;
      return { op: "get_global", rd, global: instruction.global, origin: instruction.origin };
    }
    case "allocate_text": {
      const rd = written(instruction.rd);
      return rd === instruction.rd ? instruction : { ...instruction, rd };
    }
    case "read": {
      const rd = written(instruction.rd);
      return rd === instruction.rd ? instruction : { op: "read", rd, origin: instruction.origin };
    }
    case "set_global": {
      const value = rename(instruction.value);
      if (value === instruction.value) return instruction;
      return { op: "set_global", global: instruction.global, value, origin: instruction.origin };
    }
    case "write": {
      const value = rename(instruction.value);
      return value === instruction.value ? instruction : { op: "write", value, origin: instruction.origin };
    }
    case "allocate": {
      const length = rename(instruction.length);
      const rd = written(instruction.rd);
      return length === instruction.length && rd === instruction.rd ? instruction : { ...instruction, rd, length };
    }
    case "call": {
      const values = renamedList(instruction.arguments, rename);
      const rd = instruction.rd === undefined ? undefined : written(instruction.rd);
      return values === instruction.arguments && rd === instruction.rd
        ? instruction
        : { ...instruction, rd, arguments: values };
    }
    case "transfer": {
      const array = rename(instruction.array);
      const from = rename(instruction.from);
      const count = rename(instruction.count);
      const rd = written(instruction.rd);
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

function itself(register: Register): Register {
  return register;
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
      if (left === terminator.left && right === terminator.right) return terminator;
      const { comparison, then, else: otherwise, origin } = terminator;
      return { op: "branch", comparison, left, right, then, else: otherwise, origin };
    }
    case "return": {
      if (terminator.value === undefined) return terminator;
      const value = rename(terminator.value);
      return value === terminator.value ? terminator : { op: "return", value, origin: terminator.origin };
    }
    case "tail_call": {
      const values = renamedList(terminator.arguments, rename);
      return values === terminator.arguments ? terminator : { ...terminator, arguments: values };
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

/** Marks with their operands replaced, or without those that have none; what marks have in common stays common. */
export class MarkRenaming {
  readonly #rename: (operand: Operand) => Operand | undefined;
  #pending: Map<Pending, Pending | undefined> | undefined;

  constructor(rename: (operand: Operand) => Operand | undefined) {
    this.#rename = rename;
  }

  /** A mark of its own, with its operands replaced. */
  mark(mark: CutMark): CutMark {
    const result = mark.result && this.#rename(mark.result);
    const pending = this.#stack(mark.pending);
    if (mark.inlined !== undefined || mark.holds !== undefined) return { ...mark, pending, result };
    return { point: mark.point, mandatory: mark.mandatory, pending, result };
  }

  #stack(top: Pending | undefined): Pending | undefined {
    if (top === undefined) return undefined;
    this.#pending ??= new Map();
    const pending = this.#pending;
    const unknown: Pending[] = [];
    let operand: Pending | undefined = top;
    for (; operand !== undefined && !pending.has(operand); operand = operand.below) unknown.push(operand);
    let renamed = operand === undefined ? undefined : pending.get(operand);
    for (let next = unknown.pop(); next !== undefined; next = unknown.pop()) {
      const at = this.#rename(next.at);
      if (at !== undefined) renamed = { at, index: next.index, below: renamed };
      pending.set(next, renamed);
    }
    return renamed;
  }
}
