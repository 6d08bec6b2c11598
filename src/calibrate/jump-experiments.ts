/**
 * Experiments on branches and jumps. A counter shows where a jump lands: each instruction around the target adds a bit of
 * its own to it, and the bytes between are no instructions.
 */

import type { Chance } from "../core/chance.ts";
import { impossible } from "../core/impossible.ts";
import { type BranchMnemonic, branchMnemonics } from "../machine/isa/branches.ts";
import type { BInstruction, JInstruction } from "../machine/isa/instruction.ts";
import { code, type Item, type Label, mark, setRegister, sizeOf } from "./assembler.ts";
import { type Experiment, experiment, survivedStatus } from "./experiment.ts";
import type { OperandClass } from "./operand-class.ts";
import { bitWord, cornerWords, someWords, upTo32 } from "./words.ts";

/** The register of the counter, and two for operands. */
const count = 12;
const left = 13;
const right = 14;

const add = (rd: number, imm: number): Item => code({ mnemonic: "addi", rd, rs1: rd, imm });
const goTo = (to: Label): Item => ({ kind: "jump", instruction: { mnemonic: "jal", rd: 0, imm: 0 }, to });

/** The experiments on jal, jalr and the branches. */
export function jumpExperiments(chance: Chance): Experiment[] {
  return [...jalExperiments(), ...jalrExperiments(), ...branchMnemonics.flatMap((b) => branchExperiments(b, chance))];
}

/** Two words for which the branch is taken. */
function takenOn(mnemonic: BranchMnemonic): readonly [number, number] {
  switch (mnemonic) {
    case "beq":
      return [5, 5];
    case "bne":
    case "blt":
    case "bltu":
      return [5, 6];
    case "bge":
    case "bgeu":
      return [6, 5];
    default:
      return impossible(mnemonic);
  }
}

/** Did it branch? The result is 1 when it did, 3 when it did not. */
function decision(
  mnemonic: BranchMnemonic,
  c: OperandClass,
  rs1: number,
  rs2: number,
  a: number,
  b: number,
): Experiment {
  const over: Label = { name: "over" };
  const counter = [count, 20, 21].find((register) => register !== rs1 && register !== rs2)!;
  const body: Item[] = [
    ...(rs1 === 0 ? [] : setRegister(rs1, a)),
    ...(rs2 === 0 || rs2 === rs1 ? [] : setRegister(rs2, b)),
    ...setRegister(counter, 1),
    { kind: "jump", instruction: { mnemonic, rs1, rs2, imm: 0 }, to: over },
    add(counter, 2),
    mark(over),
  ];
  return experiment(mnemonic, c, body, [...new Set([counter, rs1, rs2])]);
}

function branchExperiments(mnemonic: BranchMnemonic, chance: Chance): Experiment[] {
  const on = (c: OperandClass, rs1: number, rs2: number, a: number, b: number) => decision(mnemonic, c, rs1, rs2, a, b);
  const list: Experiment[] = [];
  for (const a of cornerWords) for (const b of cornerWords) list.push(on("decisions", left, right, a, b));
  for (const bit of upTo32) {
    // Words that differ in one bit only.
    list.push(on("bits", left, right, bitWord(bit), 0), on("bits", left, right, 0, bitWord(bit)));
    list.push(on("bits", left, right, bitWord(bit) ^ -1, -1), on("bits", left, right, bitWord(bit), bitWord(bit)));
  }
  for (const a of someWords) {
    list.push(on("zero register", left, 0, a, 0), on("zero register", 0, right, 0, a));
    list.push(on("same register", left, left, a, a));
  }
  list.push(on("zero register", 0, 0, 0, 0));
  for (const rs1 of upTo32.slice(1)) list.push(on("every register", rs1, ((rs1 + 6) % 31) + 1, rs1, 16));
  for (let i = 0; i < 32; i++) list.push(on("random", left, right, chance.word(), chance.word()));
  const [a, b] = takenOn(mnemonic);
  const branch: BInstruction = { mnemonic, rs1: left, rs2: right, imm: 0 };
  const set = [...setRegister(left, a), ...setRegister(right, b)];
  for (const distance of nearDistances(4094)) list.push(nearJump("distances", branch, distance, set, []));
  // The target is two bytes after an instruction: it faults only when the branch is taken.
  const [notA, notB] = mnemonic === "beq" ? [1, 2] : mnemonic === "bne" ? [1, 1] : [b, a];
  const beside = (x: number, y: number): Item[] => [
    ...setRegister(left, x),
    ...setRegister(right, y),
    code({ ...branch, imm: 6 }),
  ];
  list.push(experiment(mnemonic, "misaligned", beside(notA, notB), [left]));
  list.push(experiment(mnemonic, "misaligned", beside(a, b), [], { stops: true }));
  return list;
}

/** Distances forwards and backwards that a text without holes can hold. */
function nearDistances(reach: number): number[] {
  const list: number[] = [8, 12, -12, reach & -4, -((reach + 3) & -4)];
  for (let d = 16; d <= reach; d *= 2) list.push(d, -d, d + 4, -d - 4);
  return [...new Set(list)].filter((d) => d <= reach && d >= -reach - 2);
}

/** A jump over a distance inside the text; the counter shows where it lands. */
function nearJump(
  c: OperandClass,
  instruction: BInstruction | JInstruction,
  distance: number,
  before: readonly Item[],
  results: readonly number[],
): Experiment {
  const target: Label = { name: "target" };
  const end: Label = { name: "end" };
  const jump: Item = { kind: "jump", instruction, to: target };
  const landing = [mark(target), add(count, 4), add(count, 8)];
  const begin = [...before, ...setRegister(count, 0)];
  let body: Item[];
  if (distance > 0) {
    // First the code for a jump that is not taken, then a hole, then the instruction before the target.
    const between = distance >= 16 ? [add(count, 1), goTo(end), hole(distance - 16), add(count, 2)] : [];
    const few = distance < 16 ? [add(count, 1), add(count, 2)].slice(0, distance / 4 - 1) : [];
    body = [...begin, jump, ...between, ...few, ...landing, mark(end)];
  } else {
    const from: Label = { name: "from" };
    const gap = -distance - landing.reduce((sum, item) => sum + sizeOf(item), 0) - 4;
    body = [...begin, goTo(from), add(count, 2), ...landing, goTo(end), hole(gap), mark(from), jump];
    body.push(add(count, 1), mark(end));
  }
  return experiment(instruction.mnemonic, c, body, [count, ...results]);
}

function hole(bytes: number): Item {
  return { kind: "space", bytes };
}

const link = 15;

function jalExperiments(): Experiment[] {
  const list: Experiment[] = [];
  for (const distance of nearDistances(2048)) {
    list.push(nearJump("distances", { mnemonic: "jal", rd: link, imm: 0 }, distance, [], [link]));
  }
  let position = 0;
  for (let d = 4096; d <= 2 ** 20; d *= 2) {
    const limit = 2 ** 20 - 4;
    list.push(farJump(Math.min(d, limit), position++), farJump(-d, position++));
  }
  for (const rd of upTo32) {
    if (rd === count) continue;
    const c = rd === 0 ? "zero register" : "every register";
    list.push(nearJump(c, { mnemonic: "jal", rd, imm: 0 }, 8, [], [rd]));
    if (rd === link) list.push(nearJump("link", { mnemonic: "jal", rd, imm: 0 }, 8, setRegister(rd, -1), [rd]));
  }
  list.push(experiment("jal", "misaligned", [code({ mnemonic: "jal", rd: link, imm: 6 })], [], { stops: true }));
  return list;
}

/** The far positions are so far apart that no branch from one reaches another. */
const farPlaces = 0x0080_0000;
const farStride = 0x0040_0000;

/** A jump over many pages, between two positions that are far from all other code. */
function farJump(distance: number, index: number): Experiment {
  const from: Label = { name: "from" };
  const target: Label = { name: "target" };
  const back: Label = { name: "back" };
  const source = farPlaces + index * farStride + 0x100;
  const via = 16;
  const goBack: Item[] = [
    { kind: "address", rd: via, to: back, offset: 0 },
    code({ mnemonic: "jalr", rd: 0, rs1: via, imm: 0 }),
  ];
  const body: Item[] = [
    ...setRegister(count, 0),
    { kind: "address", rd: via, to: from, offset: 0 },
    code({ mnemonic: "jalr", rd: 0, rs1: via, imm: 0 }),
    mark(back),
  ];
  const aside: Item[] = [
    { kind: "origin", address: source },
    mark(from),
    { kind: "jump", instruction: { mnemonic: "jal", rd: link, imm: 0 }, to: target },
    add(count, 1),
    ...goBack,
    { kind: "origin", address: source + distance - 4 },
    add(count, 2),
    mark(target),
    add(count, 4),
    add(count, 8),
    ...goBack,
  ];
  return experiment("jal", "distances", body, [count, link], { aside });
}

/** A jump to the address in a register; `extra` is the difference between the sum and the label's address. */
function indirect(c: OperandClass, rd: number, rs1: number, imm: number, extra: number, results: number[]): Experiment {
  const target: Label = { name: "target" };
  const end: Label = { name: "end" };
  const counter = [count, 20, 21].find((register) => register !== rs1 && register !== rd)!;
  const body: Item[] = [
    ...setRegister(counter, 0),
    { kind: "address", rd: rs1, to: target, offset: extra - imm },
    code({ mnemonic: "jalr", rd, rs1, imm }),
    add(counter, 1),
    add(counter, 2),
    mark(target),
    add(counter, 4),
    add(counter, 8),
    mark(end),
  ];
  return experiment("jalr", c, body, [counter, ...results]);
}

function jalrExperiments(): Experiment[] {
  const list: Experiment[] = [];
  const immediates = [0, 4, -4, 8, 16, 32, 64, 128, 256, 512, 1024, 2044, 2047, -2047, -2048, 1, -1, 2, -2, 3];
  for (const imm of immediates) list.push(indirect("immediates", link, left, imm, 0, [link, left]));
  // Odd sums: either the register is odd, or the immediate is.
  for (const imm of [0, 1, -1, 2047, -2047, 3, -2048]) list.push(indirect("low bit", link, left, imm, 1, [link]));
  for (const imm of [0, 4, -8]) {
    list.push(indirect("link", left, left, imm, 0, [left]), indirect("zero register", 0, left, imm, 0, [0]));
  }
  for (const rd of upTo32.slice(1)) {
    const rs1 = ((rd + 6) % 31) + 1;
    list.push(indirect("every register", rd, rs1, 0, 0, [rd, rs1]));
  }
  list.push(stopping("misaligned", 2), stopping("misaligned", 3));
  return list;
}

/** A jump to an address beside an instruction. */
function stopping(c: OperandClass, extra: number): Experiment {
  const target: Label = { name: "target" };
  const body: Item[] = [
    { kind: "address", rd: left, to: target, offset: extra },
    code({ mnemonic: "jalr", rd: link, rs1: left, imm: 0 }),
    mark(target),
    ...setRegister(count, survivedStatus),
    ...setRegister(count, survivedStatus),
  ];
  return experiment("jalr", c, body, [], { stops: true });
}
