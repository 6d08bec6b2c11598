/**
 * What the executed instructions are for: each is of one kind, found in the machine code alone, and in the same way for
 * Etalon's executables and for gcc's. So the figures of a kind can be compared, and show what is left to be gained.
 *
 * The kinds of loads, stores and additions are found by looking along straight code, and so are a few per cent off where a
 * value crosses a jump.
 */

import { environmentOf } from "etalon";
import {
  decode,
  ellSystemCalls,
  type Image,
  type Instruction,
  loadMachine,
  registerNumbers,
  step,
} from "etalon/machine";

/** The kinds, in the order of a table, and what falls under each. */
export const kinds = {
  checks: "branches to a trap or exhaustion, but for the stack's",
  lengths: "loads of an array's length",
  addresses: "shifts and additions that make an address of an element",
  elements: "loads and stores of elements",
  globals: "loads and stores of globals, and the upper halves of their addresses",
  constants: "loading constants",
  moves: "from one register to another",
  frame: "loads and stores in the frame, and moving sp",
  calls: "calls, returns, and checks of the stack",
  jumps: "unconditional jumps",
  branches: "conditional branches of the program",
  products: "multiplications and divisions",
  arithmetic: "all other computing",
  system: "system calls",
} as const;

/** A kind of instruction. */
export type Kind = keyof typeof kinds;

/** How many instructions of each kind a run executes, on the formal machine. */
export function profileOf(image: Image, input: Uint8Array, conventions: Conventions): Record<Kind, number> {
  const text = image.segments.find(({ permissions }) => permissions.execute)!;
  const counts = new Float64Array(text.bytes.length >> 2);
  const machine = loadMachine(image, ellSystemCalls(environmentOf(input)));
  for (;;) {
    counts[(machine.pc - text.address) >>> 2]!++;
    if (step(machine).outcome !== undefined) break;
  }
  const sums = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, 0])) as Record<Kind, number>;
  const code = new Code(text.bytes, conventions);
  for (const [at, count] of counts.entries()) if (count > 0) sums[code.kindOf(at)] += count;
  return sums;
}

/** What the code of a compiler does that its instructions do not say. */
export interface Conventions {
  /** The register that is a base of globals. */
  readonly globals: number;
  /** Where an array's length is, from the address that stands for the array. */
  readonly length: number;
}

/** Etalon's: tp, and the length before the elements, at the array's address. */
export const etalonConventions: Conventions = { globals: registerNumbers.tp, length: 0 };
/** gcc's, and runtime.h's: gp, and the length before the array's address. */
export const gccConventions: Conventions = { globals: registerNumbers.gp, length: -4 };

type Writer = Extract<Instruction, { readonly rd: number }>;

/** The instructions of a text segment, by their index. */
class Code {
  private readonly instructions: readonly (Instruction | undefined)[];
  private readonly conventions: Conventions;

  constructor(bytes: Uint8Array, conventions: Conventions) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.instructions = Array.from({ length: bytes.length >> 2 }, (_, i) => decode(view.getUint32(4 * i, true)));
    this.conventions = conventions;
  }

  kindOf(at: number): Kind {
    const i = this.instructions[at]!;
    switch (i.mnemonic) {
      case "ecall":
      case "ebreak":
        return "system";
      case "jal":
        return i.rd === 0 ? "jumps" : "calls";
      case "jalr":
        return "calls";
      case "lw":
      case "sw":
      case "lb":
      case "lbu":
      case "lh":
      case "lhu":
      case "sb":
      case "sh":
        return this.accessKind(i, at);
      case "beq":
      case "bne":
      case "blt":
      case "bge":
      case "bltu":
      case "bgeu":
        if (!this.isCheck(at)) return "branches";
        return i.rs1 === registerNumbers.sp || i.rs2 === registerNumbers.sp ? "calls" : "checks";
      case "mul":
      case "mulh":
      case "mulhsu":
      case "mulhu":
      case "div":
      case "divu":
      case "rem":
      case "remu":
        return "products";
      case "lui":
      case "auipc":
        return this.isBase(at, i.rd) ? "globals" : "constants";
      case "addi":
        if (i.rs1 === 0) return "constants";
        if (i.rd === registerNumbers.sp) return "frame";
        if (i.imm === 0) return "moves";
        if (this.isUpper(at, i.rs1)) return "constants";
        return this.isBase(at, i.rd) ? "addresses" : "arithmetic";
      case "add":
        if (i.rs1 === 0 || i.rs2 === 0) return "moves";
        return this.isBase(at, i.rd) ? "addresses" : "arithmetic";
      case "slli":
        return this.isBase(at, i.rd) ? "addresses" : "arithmetic";
      default:
        return "arithmetic";
    }
  }

  private accessKind(i: Extract<Instruction, { readonly rs1: number; readonly imm: number }>, at: number): Kind {
    const { globals, length } = this.conventions;
    if (i.rs1 === registerNumbers.sp) return "frame";
    if (i.rs1 === 0 || i.rs1 === globals || this.isUpper(at, i.rs1)) return "globals";
    return i.mnemonic === "lw" && i.imm === length ? "lengths" : "elements";
  }

  /** Does one way of this branch stop the program at once? */
  private isCheck(at: number): boolean {
    const i = this.instructions[at];
    return i !== undefined && "imm" in i && (this.stops(at + (i.imm >> 2)) || this.stops(at + 1));
  }

  /** Does the code from here on stop at once: a reason, `ebreak`, and nothing else but jumps between them? */
  private stops(from: number): boolean {
    for (let at = from, left = 6; left > 0; left--) {
      const i = this.instructions[at];
      if (i?.mnemonic === "ebreak") return true;
      if (i?.mnemonic === "jal" && i.rd === 0) at += i.imm >> 2;
      else if (i?.mnemonic === "addi" && i.rs1 === 0) at++;
      else return false;
    }
    return false;
  }

  /** Is a register that was just written used first as the base of an access, or to make one? */
  private isBase(from: number, register: number): boolean {
    for (let at = from + 1, left = 12; left > 0; at++, left--) {
      const i = this.instructions[at];
      if (i === undefined) return false;
      if ("rs1" in i && i.rs1 === register) {
        if (isAccess(i)) return true;
        if (i.mnemonic !== "add" && i.mnemonic !== "addi")
          return "imm" in i && this.isCheck(at) ? this.isBase(at, register) : false;
        return i.rd !== 0 && this.isBase(at, i.rd);
      }
      if ("rs2" in i && i.rs2 === register) {
        if (i.mnemonic === "add") return this.isBase(at, i.rd);
        if (!this.isCheck(at)) return false;
        continue;
      }
      if (i.mnemonic === "jal" || i.mnemonic === "jalr") return false;
      if (writes(i) && i.rd === register) return false;
    }
    return false;
  }

  /** Was the register last written, in the straight code before, with the upper half of a constant? */
  private isUpper(from: number, register: number): boolean {
    for (let at = from - 1, left = 12; left > 0; at--, left--) {
      const i = this.instructions[at];
      if (i === undefined || i.mnemonic === "jal" || i.mnemonic === "jalr") return false;
      if (writes(i) && i.rd === register) return i.mnemonic === "lui" || i.mnemonic === "auipc";
    }
    return false;
  }
}

function writes(i: Instruction): i is Writer {
  return "rd" in i;
}

const accesses: ReadonlySet<string> = new Set(["lw", "lh", "lhu", "lb", "lbu", "sw", "sh", "sb"]);

function isAccess({ mnemonic }: Instruction): boolean {
  return accesses.has(mnemonic);
}
