/**
 * Experiments on loads, stores and fences: alignments, signs, neighbouring bytes, overlapping widths, and the order in which
 * one thread sees its own accesses.
 */

import type { Chance } from "../core/chance.ts";
import { impossible } from "../core/impossible.ts";
import type { IInstruction, MnemonicOf } from "../machine/isa/instruction.ts";
import type { Width } from "../machine/semantics/machine.ts";
import { code, type Item, setRegister } from "./assembler.ts";
import { type Experiment, experiment, scratchAddress, scratchReach } from "./experiment.ts";
import type { OperandClass } from "./operand-class.ts";
import { cornerWords, upTo32 } from "./words.ts";

/** The loads. */
export type Load = Extract<IInstruction["mnemonic"], "lb" | "lh" | "lw" | "lbu" | "lhu">;

/** The stores. */
export type Store = MnemonicOf<"S">;

/** The loads and stores, in the order of the table. */
const loads: readonly Load[] = ["lb", "lh", "lw", "lbu", "lhu"];
const stores: readonly Store[] = ["sb", "sh", "sw"];

/** How many bytes an access moves. */
function widthOf(mnemonic: Load | Store): Width {
  switch (mnemonic) {
    case "lb":
    case "lbu":
    case "sb":
      return 1;
    case "lh":
    case "lhu":
    case "sh":
      return 2;
    case "lw":
    case "sw":
      return 4;
    default:
      return impossible(mnemonic);
  }
}

const target = 12;
const base = 13;
const source = 14;

/** The experiments on loads, stores and fences. */
export function memoryExperiments(chance: Chance): Experiment[] {
  return [
    ...loads.flatMap((mnemonic) => loadExperiments(mnemonic, chance)),
    ...stores.flatMap((mnemonic) => storeExperiments(mnemonic, chance)),
    ...fenceExperiments(),
  ];
}

const load = (mnemonic: Load, rd: number, rs1: number, imm: number): Item => code({ mnemonic, rd, rs1, imm });
const store = (mnemonic: Store, rs2: number, rs1: number, imm: number): Item => code({ mnemonic, rs1, rs2, imm });

const offsets = [0, 1, -1, 2, 3, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2047, -2, -4, -1024, -2047, -2048];

function loadExperiments(mnemonic: Load, chance: Chance): Experiment[] {
  const at = (c: OperandClass, rd: number, rs1: number, imm: number, address: number): Experiment =>
    experiment(mnemonic, c, [...setRegister(rs1, address), load(mnemonic, rd, rs1, imm)], [...new Set([rd, rs1])]);
  const list: Experiment[] = [];
  for (const imm of offsets) list.push(at("immediates", target, base, imm, scratchAddress));
  for (const imm of [2047, -2048]) list.push(at("immediates", target, base, imm, scratchAddress - imm));
  for (const word of cornerWords) {
    for (const byte of [0, 1, 2, 3]) {
      // The word, with its complement next to it.
      const body = [
        ...setRegister(base, scratchAddress),
        ...setRegister(source, word),
        store("sw", source, base, 0),
        ...setRegister(source, ~word),
        store("sw", source, base, 4),
        load(mnemonic, target, base, byte),
      ];
      list.push(experiment(mnemonic, "signs", body, [target]));
    }
  }
  for (let i = 0; i < 8; i++) {
    list.push(at("alignments", target, base, 0, scratchAddress + 16 + i));
    list.push(at("alignments", target, base, i, scratchAddress - 4)); // across a page
    list.push(at("alignments", target, base, -i, scratchAddress + 33));
  }
  for (const imm of [0, 4, -3]) {
    list.push(at("zero register", 0, base, imm, scratchAddress), at("same register", base, base, imm, scratchAddress));
  }
  for (const rd of upTo32.slice(1)) list.push(at("every register", rd, ((rd + 6) % 31) + 1, rd, scratchAddress));
  for (let i = 0; i < 24; i++) {
    list.push(at("random", target, base, chance.below(4096) - 2048, scratchAddress + chance.below(2040) - 1020));
  }
  return list;
}

/** Three words around an address, loaded back. */
function around(rs1: number, address: number, registers: readonly [number, number, number]): Item[] {
  const first = (address & -4) - 4;
  return [...setRegister(rs1, first), ...registers.map((rd, i) => load("lw", rd, rs1, 4 * i))];
}

function storeExperiments(mnemonic: Store, chance: Chance): Experiment[] {
  const seen = [16, 17, 18] as const;
  const at = (c: OperandClass, rs2: number, rs1: number, imm: number, address: number, value: number): Experiment => {
    const set = rs2 === 0 || rs2 === rs1 ? [] : setRegister(rs2, value);
    const body = [...set, ...setRegister(rs1, address), store(mnemonic, rs2, rs1, imm)];
    const free = upTo32.slice(5).filter((r) => r !== rs1 && r !== rs2);
    const [a, b, d, pointer] = c === "every register" ? free : [...seen, 19];
    return experiment(mnemonic, c, [...body, ...around(pointer!, address + imm, [a!, b!, d!])], [a!, b!, d!]);
  };
  const list: Experiment[] = [];
  for (const imm of offsets) list.push(at("immediates", source, base, imm, scratchAddress, 0x12345678));
  for (const value of cornerWords) list.push(at("neighbours", source, base, 0, scratchAddress + 64, value));
  for (let i = 0; i < 8; i++) {
    list.push(at("neighbours", source, base, i, scratchAddress + 96, 0x6dcba987));
    list.push(at("alignments", source, base, 0, scratchAddress + 128 + i, -0x12345678));
    list.push(at("alignments", source, base, i, scratchAddress - 4, -0x12345678));
  }
  for (const imm of [0, 1, -4]) {
    list.push(at("zero register", 0, base, imm, scratchAddress + 160, 0));
    list.push(at("same register", base, base, imm, scratchAddress + 192, 0));
  }
  for (const rs2 of upTo32.slice(1)) {
    list.push(at("every register", rs2, ((rs2 + 6) % 31) + 1, rs2, scratchAddress + 256, 0x12345678 + rs2));
  }
  for (let i = 0; i < 24; i++) {
    const address = scratchAddress + chance.below(2040) - 1020;
    list.push(at("random", source, base, chance.below(2048) - 1024, address, chance.word()));
  }
  for (const reader of loads) list.push(...widths(mnemonic, reader));
  list.push(...order(mnemonic));
  return list;
}

/** A store, and a load of another width near it. */
function widths(writer: Store, reader: Load): Experiment[] {
  const list: Experiment[] = [];
  for (let to = 0; to < 4; to++) {
    for (let from = Math.max(to - 2, 0); from <= to + 4; from++) {
      const body = [
        ...setRegister(base, scratchAddress + 0x200),
        ...setRegister(source, -0x01234568 - 16 * to - from),
        store(writer, source, base, to),
        load(reader, target, base, from),
      ];
      list.push(experiment(writer, "widths", body, [target]));
    }
  }
  return list;
}

const fence: Item = code({ mnemonic: "fence", rd: 0, rs1: 0, fm: 0, pred: 15, succ: 15 });

/** Two stores and three loads of the same bytes: each load sees the last store before it. */
function order(mnemonic: Store): Experiment[] {
  const list: Experiment[] = [];
  for (const between of [[], [fence]]) {
    for (const other of stores) {
      const body = [
        ...setRegister(base, scratchAddress + 0x300),
        ...setRegister(source, 0x11223344),
        ...setRegister(20, -0x55667789),
        load("lw", 16, base, 0),
        store(mnemonic, source, base, 0),
        ...between,
        load("lw", 17, base, 0),
        store(other, 20, base, 1),
        ...between,
        load("lw", 18, base, 0),
        store(mnemonic, 18, base, 4),
        load("lw", 19, base, 4),
      ];
      list.push(experiment(mnemonic, "order", body, [16, 17, 18, 19]));
    }
  }
  return list;
}

function fenceExperiments(): Experiment[] {
  const list: Experiment[] = [];
  const kinds = [
    ...upTo32.slice(0, 16).map((pred) => ({ pred, succ: 15 - pred, fm: 0 })),
    { pred: 3, succ: 3, fm: 8 },
    { pred: 15, succ: 15, fm: 15 },
  ];
  for (const { pred, succ, fm } of kinds) {
    for (const [rd, rs1] of [
      [0, 0],
      [target, base],
      [target, 0],
    ] as const) {
      const set = [...setRegister(target, 0x12345678), ...setRegister(base, scratchAddress)];
      const body = [...set, code({ mnemonic: "fence", rd, rs1, fm, pred, succ }), load("lw", source, base, 0)];
      list.push(experiment("fence", "fences", body, [target, base, source]));
    }
  }
  return list;
}

/** Accesses that must fault: each is the end of its program. */
export function badAccesses(): Experiment[] {
  const low = scratchAddress - scratchReach;
  const high = scratchAddress + scratchReach;
  const text = 0x10000;
  const list: Experiment[] = [];
  const bad = (mnemonic: Load | Store, address: number, imm: number): void => {
    const isStore = mnemonic === "sb" || mnemonic === "sh" || mnemonic === "sw";
    const access = isStore ? store(mnemonic, source, base, imm) : load(mnemonic, target, base, imm);
    list.push(
      experiment(mnemonic, "bad addresses", [...setRegister(base, address - imm), access], [], { stops: true }),
    );
  };
  for (const mnemonic of [...loads, ...stores]) {
    const width = widthOf(mnemonic);
    bad(mnemonic, high, 0);
    // Only the last byte is outside; only the first byte is outside.
    if (width > 1) bad(mnemonic, high - width + 1, 2047);
    if (width > 1) bad(mnemonic, low - 1, 0);
    else bad(mnemonic, low - 1, -2048);
  }
  bad("lw", 0, 0);
  bad("lb", -1, -1);
  bad("sw", 0, 4);
  for (const mnemonic of stores) bad(mnemonic, text, 0);
  // A load into x0 must fault too, although its result is discarded.
  const lost = code({ mnemonic: "lw", rd: 0, rs1: base, imm: 0 });
  list.push(experiment("lw", "bad addresses", [...setRegister(base, high), lost], [], { stops: true, alone: true }));
  return list;
}
