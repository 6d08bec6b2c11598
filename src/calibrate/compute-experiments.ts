/**
 * Experiments on the instructions that only compute: R, shift and U formats, and the I format without loads and jalr.
 */

import type { Chance } from "../core/chance.ts";
import { impossible } from "../core/impossible.ts";
import { type Field, formats } from "../machine/isa/format.ts";
import { type InstructionRow, instructionTable, type MnemonicOf } from "../machine/isa/instruction.ts";
import { code, type Item, setRegister } from "./assembler.ts";
import { type Experiment, experiment } from "./experiment.ts";
import type { OperandClass } from "./operand-class.ts";
import { bitWord, cornerWords, immediatesOf, someWords, upTo32 } from "./words.ts";

/** The I-format instructions that only compute. */
export type ImmediateMnemonic = Exclude<MnemonicOf<"I">, "jalr" | "lb" | "lh" | "lw" | "lbu" | "lhu">;

type RegisterMnemonic = MnemonicOf<"R">;
type ShiftMnemonic = MnemonicOf<"shift">;
type UpperMnemonic = MnemonicOf<"U">;

/** Which registers an instruction names. */
interface Operands {
  readonly rd: number;
  readonly rs1: number;
  readonly rs2: number;
}

const usual: Operands = { rd: 12, rs1: 13, rs2: 14 };

/** With how many random pairs of words each instruction is tried. */
const randomPairs = 32;

/** The experiments on every instruction that only computes. */
export function computeExperiments(chance: Chance): Experiment[] {
  return instructionTable.flatMap((row) => ofRow(row, chance));
}

function ofRow(row: InstructionRow, chance: Chance): Experiment[] {
  switch (row.format) {
    case "R":
      return registerExperiments(row.mnemonic, chance);
    case "I":
      return isLoadOrJump(row.mnemonic) ? [] : immediateExperiments(row.mnemonic, chance);
    case "shift":
      return shiftExperiments(row.mnemonic, chance);
    case "U":
      return upperExperiments(row.mnemonic);
    case "S":
    case "B":
    case "J":
    case "fence":
    case "system":
      return [];
    default:
      return impossible(row);
  }
}

function isLoadOrJump(mnemonic: MnemonicOf<"I">): mnemonic is Exclude<MnemonicOf<"I">, ImmediateMnemonic> {
  return mnemonic === "jalr" || mnemonic.startsWith("l");
}

/** Set the source registers, except x0. */
function sources(...values: readonly (readonly [register: number, value: number])[]): Item[] {
  return values.flatMap(([register, value]) => (register === 0 ? [] : setRegister(register, value)));
}

/** One instruction on two words. */
function onPair(
  mnemonic: RegisterMnemonic,
  operandClass: OperandClass,
  { rd, rs1, rs2 }: Operands,
  a: number,
  b: number,
): Experiment {
  const set = rs1 === rs2 ? sources([rs1, a]) : sources([rs1, a], [rs2, b]);
  // In experiments about registers, the sources are also results.
  const results = operandClass === "corners" ? [rd] : [...new Set([rd, rs1, rs2])];
  return experiment(mnemonic, operandClass, [...set, code({ mnemonic, rd, rs1, rs2 })], results);
}

const divisions: ReadonlySet<RegisterMnemonic> = new Set<RegisterMnemonic>(["div", "divu", "rem", "remu"]);
const shifts: ReadonlySet<RegisterMnemonic> = new Set<RegisterMnemonic>(["sll", "srl", "sra"]);

/** Operands of division, besides the corners. */
const dividends = [7, -7, 0x7fffffff, -0x80000000, -0x7fffffff, 0, 1, -1, 100, -100, 0x12345678, -0x12345679];
const divisors = [0, 1, -1, 2, -2, 3, -3, 7, -7, 0x7fffffff, -0x80000000, 10, -10];

function registerExperiments(mnemonic: RegisterMnemonic, chance: Chance): Experiment[] {
  const on = (c: OperandClass, operands: Operands, a: number, b: number) => onPair(mnemonic, c, operands, a, b);
  const list: Experiment[] = [];
  for (const a of cornerWords) for (const b of cornerWords) list.push(on("corners", usual, a, b));
  for (const bit of upTo32) {
    // The sum of such a pair carries from one bit to the next, and through all bits above; the other pairs test each bit alone.
    list.push(on("bits", usual, bitWord(bit), bitWord(bit)), on("bits", usual, bitWord(bit), -1));
    list.push(on("bits", usual, bitWord(bit), 0), on("bits", usual, 0, bitWord(bit)));
  }
  for (const others of [someWords, someWords.toReversed()]) {
    for (const [i, value] of someWords.entries()) {
      list.push(on("zero register", { ...usual, rd: 0 }, value, others[i]!));
      list.push(on("zero register", { ...usual, rs1: 0 }, 0, others[i]!));
      list.push(on("zero register", { ...usual, rs2: 0 }, value, 0));
      list.push(on("same register", { rd: 12, rs1: 12, rs2: 13 }, value, others[i]!));
      list.push(on("same register", { rd: 12, rs1: 13, rs2: 12 }, value, others[i]!));
      list.push(on("same register", { rd: 12, rs1: 13, rs2: 13 }, value, value));
      list.push(on("same register", { rd: 12, rs1: 12, rs2: 12 }, value, value));
    }
  }
  list.push(
    on("zero register", { rd: 12, rs1: 0, rs2: 0 }, 0, 0),
    on("zero register", { rd: 0, rs1: 0, rs2: 0 }, 0, 0),
  );
  for (const rd of upTo32.slice(1)) {
    const rs1 = ((rd + 6) % 31) + 1;
    const rs2 = ((rd + 16) % 31) + 1;
    list.push(on("every register", { rd, rs1, rs2 }, 0x12345678 + rd, -rd));
  }
  for (let i = 0; i < randomPairs; i++) list.push(on("random", usual, chance.word(), chance.word()));
  if (shifts.has(mnemonic)) {
    const counts = [...upTo32, 32, 33, 63, 64, 0x100, -1, -32, -0x80000000];
    for (const count of counts) {
      for (const value of [1, -1, -0x80000000, 0x12345678, -0x6dcba988]) list.push(on("shifts", usual, value, count));
    }
  }
  if (divisions.has(mnemonic)) {
    for (const a of dividends) for (const b of divisors) list.push(on("division", usual, a, b));
  }
  return list;
}

function fieldOf(format: "I" | "U", name: "imm"): Field {
  return formats[format].find((field) => field.name === name)!;
}

function immediateExperiments(mnemonic: ImmediateMnemonic, chance: Chance): Experiment[] {
  const on = (c: OperandClass, rd: number, rs1: number, imm: number, a: number): Experiment =>
    experiment(
      mnemonic,
      c,
      [...sources([rs1, a]), code({ mnemonic, rd, rs1, imm })],
      c === "corners" ? [rd] : [...new Set([rd, rs1])],
    );
  const list: Experiment[] = [];
  const limits = [0, 1, -1, 2047, -2048];
  for (const a of cornerWords) for (const imm of limits) list.push(on("corners", 12, 13, imm, a));
  for (const imm of immediatesOf(fieldOf("I", "imm"))) {
    for (const a of someWords) list.push(on("immediates", 12, 13, imm, a));
    // The result of a comparison changes only when the word is near the immediate.
    for (const near of [imm - 1, imm, imm + 1]) list.push(on("immediates", 12, 13, imm, near));
  }
  for (const bit of upTo32) list.push(on("bits", 12, 13, 0, bitWord(bit)), on("bits", 12, 13, -1, bitWord(bit)));
  for (const imm of limits) {
    list.push(on("zero register", 0, 13, imm, -5), on("zero register", 12, 0, imm, 0));
    list.push(on("zero register", 0, 0, imm, 0), on("same register", 12, 12, imm, -5));
  }
  for (const rd of upTo32.slice(1)) list.push(on("every register", rd, ((rd + 6) % 31) + 1, -rd, 0x12345678 + rd));
  for (let i = 0; i < randomPairs; i++) list.push(on("random", 12, 13, chance.below(4096) - 2048, chance.word()));
  return list;
}

function shiftExperiments(mnemonic: ShiftMnemonic, chance: Chance): Experiment[] {
  const on = (c: OperandClass, rd: number, rs1: number, shamt: number, a: number): Experiment =>
    experiment(mnemonic, c, [...sources([rs1, a]), code({ mnemonic, rd, rs1, shamt })], [...new Set([rd, rs1])]);
  const list: Experiment[] = [];
  for (const shamt of upTo32) {
    for (const a of cornerWords) list.push(on("shifts", 12, 13, shamt, a));
    list.push(on("bits", 12, 13, 1, bitWord(shamt)));
  }
  for (const shamt of [0, 1, 15, 31]) {
    list.push(on("zero register", 0, 13, shamt, -5), on("zero register", 12, 0, shamt, 0));
    list.push(on("zero register", 0, 0, shamt, 0), on("same register", 12, 12, shamt, -5));
  }
  for (const rd of upTo32.slice(1)) list.push(on("every register", rd, ((rd + 6) % 31) + 1, rd, -0x12345678 + rd));
  for (let i = 0; i < randomPairs; i++) list.push(on("random", 12, 13, chance.below(32), chance.word()));
  return list;
}

function upperExperiments(mnemonic: UpperMnemonic): Experiment[] {
  const on = (c: OperandClass, rd: number, imm: number, before: readonly Item[] = []): Experiment =>
    experiment(mnemonic, c, [...before, code({ mnemonic, rd, imm })], [rd]);
  const list: Experiment[] = [];
  for (const imm of immediatesOf(fieldOf("U", "imm"))) {
    // The lower bits of rd must be cleared.
    list.push(on("immediates", 12, imm, setRegister(12, -1)), on("zero register", 0, imm));
  }
  for (const rd of upTo32.slice(1)) list.push(on("every register", rd, 0x12345000 + (rd << 12), setRegister(rd, -1)));
  if (mnemonic === "auipc") {
    for (const imm of [0, 0x1000, -0x1000, 0x7ffff000, -0x80000000]) {
      for (const gap of [1, 2, 3, 5]) {
        const nothing = code({ mnemonic: "addi", rd: 0, rs1: 0, imm: 0 });
        list.push(on("pc-relative", 12, imm, new Array<Item>(gap).fill(nothing)));
      }
    }
  }
  return list;
}
