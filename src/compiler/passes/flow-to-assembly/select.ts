/**
 * Instruction selection: the machine instructions of one allocated flow instruction.
 *
 * A result is written only when every operand has been read, as both may share a register. An array is a word-aligned
 * length followed by its elements; gp points at the first free word of the heap, and all memory above it is zero.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Element } from "../../../lang/syntax/tree.ts";
import { fitsImmediate, immediateForms, shiftForms, splitWord } from "../../../machine/isa/immediate.ts";
import { systemCallNumbers } from "../../../machine/semantics/system-calls.ts";
import type { AssemblyLabel } from "../../assembly/assembly.ts";
import type { FlowInstruction, Operand, Operation } from "../../flow/syntax.ts";
import type { MemoryLayout } from "../../target/memory-layout.ts";
import { machineRegisters } from "../../target/place.ts";
import type { FunctionEmitter } from "./function-emitter.ts";

const { zero, gp, tp, t0, t1, t2, a0, a1, a2, a7 } = machineRegisters;

/** The bytes before an array's elements. */
const header = 4;

/** The greatest offset of a word that a store can have. */
const greatestOffset = 2044;

/** Emit the code of an instruction. `heapSpent` makes the label to go to when the heap is spent. */
export function selectInstruction(
  out: FunctionEmitter,
  instruction: FlowInstruction,
  memory: MemoryLayout,
  heapSpent: () => AssemblyLabel,
): void {
  switch (instruction.op) {
    case "copy": {
      const { rd, from } = instruction;
      const to = out.locationOfPlace(rd);
      if (to.kind === "register") return out.move(out.locationOf(from), to.register);
      return out.storeSlot(out.register(from, t0), to.offset);
    }
    case "operate":
      return operate(out, instruction);
    case "length": {
      const base = out.register(instruction.array, t0);
      out.emit({ mnemonic: "lw", rd: out.target(instruction.rd), rs1: base, imm: 0 });
      return out.settle(instruction.rd);
    }
    case "load_element": {
      const { element, rd } = instruction;
      const { rs1, imm } = elementAddress(out, element, instruction.array, instruction.index);
      out.emit({ mnemonic: element === "byte" ? "lbu" : "lw", rd: out.target(rd), rs1, imm });
      return out.settle(rd);
    }
    case "store_element": {
      const { element, value } = instruction;
      const { rs1, imm } = elementAddress(out, element, instruction.array, instruction.index);
      const rs2 = out.register(value, t1);
      return out.emit({ mnemonic: element === "byte" ? "sb" : "sw", rs1, rs2, imm });
    }
    case "get_global": {
      const rd = out.target(instruction.rd);
      const { rs1, imm } = globalAddress(out, instruction.global, memory, rd);
      out.emit({ mnemonic: "lw", rd, rs1, imm });
      return out.settle(instruction.rd);
    }
    case "set_global": {
      const rs2 = out.register(instruction.value, t0);
      const { rs1, imm } = globalAddress(out, instruction.global, memory, t1);
      return out.emit({ mnemonic: "sw", rs1, rs2, imm });
    }
    case "allocate":
      return allocate(out, instruction, memory, heapSpent());
    case "allocate_text":
      return allocateText(out, instruction, memory, heapSpent());
    case "call": {
      const { rd, callee, cut } = instruction;
      out.passArguments(instruction.arguments);
      out.call(callee);
      if (rd === undefined) return out.mark(cut);
      // At the return address the result is in a0 and not yet in its place.
      out.mark(cut, { kind: "register", register: a0 });
      const to = out.locationOfPlace(rd);
      if (to.kind === "slot") return out.storeSlot(a0, to.offset);
      return out.move({ kind: "register", register: a0 }, to.register);
    }
    case "read":
      return read(out, instruction.rd, memory);
    case "write":
      return write(out, instruction.value, memory);
    case "transfer":
      return transfer(out, instruction);
    case "cut":
      return out.mark(instruction.cut);
    default:
      return impossible(instruction);
  }
}

const commutative: ReadonlySet<Operation> = new Set(["add", "and", "or", "xor", "mul"]);

function operate(out: FunctionEmitter, instruction: Extract<FlowInstruction, { op: "operate" }>): void {
  const { operation, rd } = instruction;
  let { left, right } = instruction;
  if (left.kind === "constant" && right.kind !== "constant" && commutative.has(operation))
    [left, right] = [right, left];
  const target = out.target(rd);
  const rs1 = out.register(left, t0);
  if (right.kind === "constant" && operation in shiftForms) {
    const mnemonic = shiftForms[operation as keyof typeof shiftForms];
    out.emit({ mnemonic, rd: target, rs1, shamt: right.value & 31 });
  } else if (right.kind === "constant" && operation in immediateForms && fitsImmediate(right.value)) {
    const mnemonic = immediateForms[operation as keyof typeof immediateForms];
    out.emit({ mnemonic, rd: target, rs1, imm: right.value });
  } else if (right.kind === "constant" && operation === "sub" && fitsImmediate(-right.value)) {
    out.emit({ mnemonic: "addi", rd: target, rs1, imm: 0 - right.value });
  } else {
    const rs2 = out.register(right, t1);
    out.emit({ mnemonic: operation, rd: target, rs1, rs2 });
  }
  out.settle(rd);
}

/**
 * Base register and displacement of an element. It uses t0 and t1, and leaves them free. An index that is a sum with a constant
 * has the constant in the displacement; the rest of the address stays in t2 for elements at other distances, and the index in t1, four
 * times, for those of other arrays.
 */
function elementAddress(
  out: FunctionEmitter,
  element: Element,
  array: Operand,
  index: Operand,
): { readonly rs1: number; readonly imm: number } {
  const shift = element === "byte" ? 0 : 2;
  const base = out.register(array, t0);
  if (index.kind === "constant") {
    const displacement = header + index.value * 2 ** shift;
    if (fitsImmediate(displacement)) return { rs1: base, imm: displacement };
  }
  const number = out.register(index, t1);
  const sum = out.known.sumIn(number);
  const far = header + sum.add * 2 ** shift;
  const [root, imm] = fitsImmediate(far) ? [sum.register, far] : [number, header];
  const address = { base, index: root, shift };
  if (out.known.isAddress(address)) return { rs1: t2, imm };
  let scaled = root;
  if (shift > 0) {
    if (!out.known.isScaled(root)) out.emit({ mnemonic: "slli", rd: t1, rs1: root, shamt: shift });
    scaled = t1;
  }
  out.emit({ mnemonic: "add", rd: t2, rs1: base, rs2: scaled });
  out.known.setAddress(address);
  return { rs1: t2, imm };
}

/** Base register and displacement of a global: tp where it reaches, else `scratch` with the upper part of the address. */
function globalAddress(
  out: FunctionEmitter,
  global: number,
  memory: MemoryLayout,
  scratch: number,
): { readonly rs1: number; readonly imm: number } {
  const address = memory.globals + 4 * global;
  if (memory.base !== undefined && fitsImmediate(address - memory.base)) return { rs1: tp, imm: address - memory.base };
  const { upper, lower } = splitWord(address);
  out.emit({ mnemonic: "lui", rd: scratch, imm: upper });
  return { rs1: scratch, imm: lower };
}

/** t0 ← how many whole words the heap still has. */
function wordsLeft(out: FunctionEmitter, memory: MemoryLayout): void {
  out.constant(t0, memory.stackLimit);
  out.emit({ mnemonic: "sub", rd: t0, rs1: t0, rs2: gp });
  out.emit({ mnemonic: "srli", rd: t0, rs1: t0, shamt: 2 });
}

function allocate(
  out: FunctionEmitter,
  { element, length, rd }: Extract<FlowInstruction, { op: "allocate" }>,
  memory: MemoryLayout,
  spent: AssemblyLabel,
): void {
  // The elements take t1 words, and the length one more, so that there is room exactly when t1 <ᵤ words left.
  const size = out.register(length, t2);
  let words = size;
  if (element === "byte") {
    out.emit({ mnemonic: "addi", rd: t1, rs1: size, imm: 3 });
    out.emit({ mnemonic: "srli", rd: t1, rs1: t1, shamt: 2 });
    words = t1;
  }
  wordsLeft(out, memory);
  out.branch("bgeu", words, t0, spent);
  out.emit({ mnemonic: "sw", rs1: gp, rs2: size, imm: 0 });
  out.emit({ mnemonic: "slli", rd: t1, rs1: words, shamt: 2 });
  out.emit({ mnemonic: "addi", rd: out.target(rd), rs1: gp, imm: 0 });
  out.emit({ mnemonic: "add", rd: gp, rs1: gp, rs2: t1 });
  out.emit({ mnemonic: "addi", rd: gp, rs1: gp, imm: header });
  out.settle(rd);
}

function allocateText(
  out: FunctionEmitter,
  { element, values, rd }: Extract<FlowInstruction, { op: "allocate_text" }>,
  memory: MemoryLayout,
  spent: AssemblyLabel,
): void {
  const words = element === "byte" ? wordsOf(values) : values;
  wordsLeft(out, memory);
  out.constant(t1, words.length);
  out.branch("bgeu", t1, t0, spent);
  out.emit({ mnemonic: "addi", rd: out.target(rd), rs1: gp, imm: 0 });
  let offset = 0;
  const store = (value: number): void => {
    if (!fitsImmediate(offset)) {
      out.emit({ mnemonic: "addi", rd: gp, rs1: gp, imm: greatestOffset });
      offset -= greatestOffset;
    }
    out.emit({ mnemonic: "sw", rs1: gp, rs2: out.register({ kind: "constant", value }, t1), imm: offset });
    offset += 4;
  };
  store(values.length);
  for (const word of words) store(word);
  out.addConstant(gp, gp, offset, t1);
  out.settle(rd);
}

/** The words that hold bytes, the first byte lowest. */
function wordsOf(bytes: readonly number[]): number[] {
  const words: number[] = [];
  for (let i = 0; i < bytes.length; i += 4)
    words.push(
      (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24),
    );
  return words;
}

function read(out: FunctionEmitter, rd: number, memory: MemoryLayout): void {
  out.constant(a0, 0);
  out.constant(a1, memory.scratch);
  out.constant(a2, 1);
  out.constant(a7, systemCallNumbers.read);
  out.emit({ mnemonic: "ecall" });
  // Nothing read, or an error: the end of the input.
  const target = out.target(rd);
  const result = target === a0 || target === a1 ? t0 : target;
  const end = out.label();
  out.constant(result, -1);
  out.branch("bge", zero, a0, end);
  out.emit({ mnemonic: "lbu", rd: result, rs1: a1, imm: 0 });
  out.place(end);
  if (target !== result) out.move({ kind: "register", register: result }, target);
  out.settle(rd);
}

function write(out: FunctionEmitter, value: Operand, memory: MemoryLayout): void {
  // The byte is stored before a0…a2, one of which may hold it, are set.
  const rs2 = out.register(value, t1);
  out.constant(t0, memory.scratch);
  out.emit({ mnemonic: "sb", rs1: t0, rs2, imm: 0 });
  out.constant(a0, 1);
  out.emit({ mnemonic: "addi", rd: a1, rs1: t0, imm: 0 });
  out.constant(a2, 1);
  out.constant(a7, systemCallNumbers.write);
  out.emit({ mnemonic: "ecall" });
}

/** A block: its address first, while every operand is where it was; then the number of bytes, and the rest. */
function transfer(
  out: FunctionEmitter,
  { direction, rd, array, from, count }: Extract<FlowInstruction, { op: "transfer" }>,
): void {
  const { rs1, imm } = elementAddress(out, "byte", array, from);
  out.emit({ mnemonic: "addi", rd: t0, rs1, imm });
  out.move(out.locationOf(count), a2);
  out.emit({ mnemonic: "addi", rd: a1, rs1: t0, imm: 0 });
  out.constant(a0, direction === "read" ? 0 : 1);
  out.constant(a7, systemCallNumbers[direction]);
  out.emit({ mnemonic: "ecall" });
  // Nothing moved, or an error: the end of the input; or output that is lost, all of it.
  const moved = out.label();
  out.branch("blt", zero, a0, moved);
  out.move(direction === "read" ? { kind: "constant", value: 0 } : { kind: "register", register: a2 }, a0);
  out.place(moved);
  const to = out.locationOfPlace(rd);
  if (to.kind === "slot") out.storeSlot(a0, to.offset);
  else out.move({ kind: "register", register: a0 }, to.register);
}
