/** The reference semantics: each computing rule against an independent formula, and the corners by table. */

import { type Instruction, type Mnemonic, type MnemonicOf, step } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cornerWord } from "./generators.ts";
import { dataAt, ecall, imageOf, machineOf, readExecute, readWrite, segmentOf, stepOnce, textAt } from "./programs.ts";

const least = -0x80000000;

/** The word of an unbounded integer. */
function word(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

/** What register-to-register instructions compute, in unbounded integers: s and t signed, u and v unsigned. */
const formulas: Readonly<Record<MnemonicOf<"R">, (s: bigint, t: bigint, u: bigint, v: bigint) => bigint>> = {
  add: (s, t) => s + t,
  sub: (s, t) => s - t,
  sll: (_s, _t, u, v) => u << (v % 32n),
  slt: (s, t) => (s < t ? 1n : 0n),
  sltu: (_s, _t, u, v) => (u < v ? 1n : 0n),
  xor: (s, t) => s ^ t,
  srl: (_s, _t, u, v) => u >> (v % 32n),
  sra: (s, _t, _u, v) => s >> (v % 32n),
  or: (s, t) => s | t,
  and: (s, t) => s & t,
  mul: (s, t) => s * t,
  mulh: (s, t) => (s * t) >> 32n,
  mulhsu: (s, _t, _u, v) => (s * v) >> 32n,
  mulhu: (_s, _t, u, v) => (u * v) >> 32n,
  div: (s, t) => (t === 0n ? -1n : s / t),
  divu: (_s, _t, u, v) => (v === 0n ? -1n : u / v),
  rem: (s, t) => (t === 0n ? s : s % t),
  remu: (_s, _t, u, v) => (v === 0n ? u : u % v),
};

/** The register form of each instruction with an immediate operand. */
const immediateForms = {
  addi: "add",
  slti: "slt",
  sltiu: "sltu",
  xori: "xor",
  ori: "or",
  andi: "and",
  slli: "sll",
  srli: "srl",
  srai: "sra",
} as const satisfies Partial<Record<Mnemonic, MnemonicOf<"R">>>;

function expected(mnemonic: MnemonicOf<"R">, a: number, b: number): number {
  return word(formulas[mnemonic](BigInt(a), BigInt(b), BigInt(a >>> 0), BigInt(b >>> 0)));
}

const register = fc.integer({ min: 0, max: 31 });

describe("register to register", () => {
  it.each(Object.keys(formulas) as MnemonicOf<"R">[])("%s", (mnemonic) => {
    fc.assert(
      fc.property(register, register, register, cornerWord, cornerWord, (rd, rs1, rs2, a, b) => {
        const { machine, taken } = stepOnce({ mnemonic, rd, rs1, rs2 }, { [rs2]: b, [rs1]: a, 0: 0 });
        const x = rs1 === 0 ? 0 : a;
        const y = rs2 === 0 ? 0 : rs2 === rs1 ? a : b;
        expect(taken.result).toBe(expected(mnemonic, x, y));
        expect(machine.registers[rd]).toBe(rd === 0 ? 0 : taken.result);
        expect(machine.pc).toBe(textAt + 4);
      }),
    );
  });
});

describe("register and immediate", () => {
  it.each(Object.entries(immediateForms))("%s is %s with a constant", (name, form) => {
    const immediate = fc.integer({ min: -2048, max: 2047 });
    const shift = name === "slli" || name === "srli" || name === "srai";
    fc.assert(
      fc.property(register, cornerWord, immediate, (rd, a, imm) => {
        const operand = shift ? { shamt: imm & 31 } : { imm };
        const instruction = { mnemonic: name, rd, rs1: 7, ...operand } as Instruction;
        const { machine, taken } = stepOnce(instruction, { 7: a });
        expect(taken.result).toBe(expected(form, a, shift ? imm & 31 : imm));
        expect(machine.registers[rd]).toBe(rd === 0 ? 0 : taken.result);
      }),
    );
  });
});

describe("the corners of the manual", () => {
  const corners: readonly [MnemonicOf<"R">, number, number, number][] = [
    ["div", 7, 0, -1],
    ["div", least, 0, -1],
    ["div", least, -1, least],
    ["div", -7, 2, -3],
    ["divu", 7, 0, -1],
    ["divu", least, -1, 0],
    ["divu", -1, 1, -1],
    ["rem", 7, 0, 7],
    ["rem", least, 0, least],
    ["rem", least, -1, 0],
    ["rem", -7, 2, -1],
    ["rem", 7, -2, 1],
    ["remu", -7, 0, -7],
    ["remu", least, -1, least],
    ["mulh", least, least, 0x40000000],
    ["mulh", -1, -1, 0],
    ["mulhsu", -1, -1, -1],
    ["mulhsu", least, -1, least],
    ["mulhu", -1, -1, -2],
    ["mul", 0x10001, 0x10001, 0x20001],
    ["sll", 1, 32, 1],
    ["sll", 1, 63, least],
    ["srl", -1, 33, 0x7fffffff],
    ["sra", least, -1, -1],
    ["sltu", 0, -1, 1],
    ["slt", 0, -1, 0],
    ["add", 0x7fffffff, 1, least],
    ["sub", least, 1, 0x7fffffff],
  ];
  it.each(corners)("%s %i, %i = %i", (mnemonic, a, b, result) => {
    expect(stepOnce({ mnemonic, rd: 3, rs1: 1, rs2: 2 }, { 1: a, 2: b }).machine.registers[3]).toBe(result);
  });

  it("lui, auipc", () => {
    expect(stepOnce({ mnemonic: "lui", rd: 3, imm: least }).taken.result).toBe(least);
    expect(stepOnce({ mnemonic: "auipc", rd: 3, imm: -4096 }).taken.result).toBe(textAt - 4096);
  });

  it("fence does nothing, whatever its fields", () => {
    const { machine, taken } = stepOnce({ mnemonic: "fence", rd: 3, rs1: 4, fm: 8, pred: 3, succ: 3 }, { 3: 1, 4: 2 });
    expect(taken.rule).toBe("fence");
    expect([machine.pc, machine.registers[3], machine.registers[4]]).toEqual([textAt + 4, 1, 2]);
  });
});

describe("jumps and branches", () => {
  it("jal links and goes", () => {
    const { machine } = stepOnce({ mnemonic: "jal", rd: 1, imm: -4096 });
    expect([machine.pc, machine.registers[1]]).toEqual([textAt - 4096, textAt + 4]);
  });

  it("jalr takes its base before it links, and clears bit 0 only", () => {
    fc.assert(
      fc.property(cornerWord, fc.integer({ min: -2048, max: 2047 }), register, (base, imm, rd) => {
        const { machine } = stepOnce({ mnemonic: "jalr", rd, rs1: 5, imm }, { 5: base });
        expect(machine.pc).toBe(((base + imm) | 0) & ~1);
        expect(machine.registers[rd]).toBe(rd === 0 ? 0 : textAt + 4);
      }),
    );
  });

  const conditions: Readonly<Record<MnemonicOf<"B">, (a: number, b: number) => boolean>> = {
    beq: (a, b) => a === b,
    bne: (a, b) => a !== b,
    blt: (a, b) => a < b,
    bge: (a, b) => a >= b,
    bltu: (a, b) => a >>> 0 < b >>> 0,
    bgeu: (a, b) => a >>> 0 >= b >>> 0,
  };
  it.each(Object.entries(conditions))("%s", (name, condition) => {
    const offset = fc.integer({ min: -2048, max: 2047 }).map((n) => 2 * n);
    const pair = fc.oneof(
      fc.tuple(cornerWord, cornerWord),
      cornerWord.map((a) => [a, a]),
    );
    fc.assert(
      fc.property(pair, offset, ([a = 0, b = 0], imm) => {
        const instruction: Instruction = { mnemonic: name as MnemonicOf<"B">, rs1: 1, rs2: 2, imm };
        const { machine, taken } = stepOnce(instruction, { 1: a, 2: b });
        expect(taken.taken).toBe(condition(a, b));
        expect(machine.pc).toBe(textAt + (condition(a, b) ? imm : 4));
      }),
    );
  });
});

describe("loads and stores", () => {
  const loads: readonly [MnemonicOf<"I">, number, boolean][] = [
    ["lb", 8, true],
    ["lh", 16, true],
    ["lw", 32, true],
    ["lbu", 8, false],
    ["lhu", 16, false],
  ];
  it.each(loads)("%s extends the sign or zero, at any alignment", (mnemonic, width, signed) => {
    fc.assert(
      fc.property(cornerWord, fc.nat(64), register, (value, offset, rd) => {
        const { machine } = machineOf(imageOf([{ mnemonic, rd, rs1: 5, imm: -7 }]), { 5: dataAt + offset + 7 });
        machine.memory.store(dataAt + offset, 4, value);
        const bits = BigInt(value);
        const result = Number(signed ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits));
        expect(step(machine).result).toBe(result);
        expect(machine.registers[rd]).toBe(rd === 0 ? 0 : result);
      }),
    );
  });

  const stores: readonly [MnemonicOf<"S">, number][] = [
    ["sb", 1],
    ["sh", 2],
    ["sw", 4],
  ];
  it.each(stores)("%s changes its bytes and no other", (mnemonic, width) => {
    fc.assert(
      fc.property(cornerWord, fc.integer({ min: 8, max: 64 }), (value, offset) => {
        const instruction: Instruction = { mnemonic, rs1: 5, rs2: 6, imm: 2047 };
        const { machine } = machineOf(imageOf([instruction]), { 5: dataAt + offset - 2047, 6: value });
        for (let i = -4; i < 8; i++) machine.memory.store(dataAt + offset + i, 1, 0xaa);
        step(machine);
        for (let i = -4; i < 8; i++) {
          const stored = i >= 0 && i < width ? (value >>> (8 * i)) & 255 : 0xaa;
          expect(machine.memory.load(dataAt + offset + i, 1)).toBe(stored);
        }
      }),
    );
  });
});

describe("x0", () => {
  it("is 0 after any instruction that names it as target", () => {
    const targets: readonly Instruction[] = [
      { mnemonic: "lui", rd: 0, imm: 4096 },
      { mnemonic: "jal", rd: 0, imm: 8 },
      { mnemonic: "jalr", rd: 0, rs1: 5, imm: 0 },
      { mnemonic: "lw", rd: 0, rs1: 5, imm: 0 },
      { mnemonic: "addi", rd: 0, rs1: 5, imm: 1 },
      { mnemonic: "div", rd: 0, rs1: 5, rs2: 0 },
    ];
    for (const instruction of targets) {
      const { machine, taken } = stepOnce(instruction, { 5: textAt });
      expect(taken.result).not.toBe(0);
      expect(machine.registers[0]).toBe(0);
    }
  });
});

describe("faults leave the machine as it was", () => {
  const fault = (reason: string): object => ({ kind: "faulted", reason });
  const text = "0x00010000 to 0x00010003, r-x";
  const cases: readonly [string, Instruction | number, number, object][] = [
    ["an unknown word", 0xffffffff, 0, fault("0xffffffff is no RV32IM instruction (pc 0x00010000)")],
    [
      "a load from nowhere",
      { mnemonic: "lw", rd: 6, rs1: 5, imm: 0 },
      16,
      fault("read of 4 bytes at 0x00000010: no memory at 0x00000010 (pc 0x00010000)"),
    ],
    [
      "a load over the end",
      { mnemonic: "lh", rd: 6, rs1: 5, imm: 0 },
      dataAt + 0xfff,
      fault("read of 2 bytes at 0x00020fff: no memory at 0x00021000 (pc 0x00010000)"),
    ],
    [
      "a store to nowhere",
      { mnemonic: "sb", rs1: 5, rs2: 6, imm: -1 },
      0,
      fault("write of 1 byte at 0xffffffff: no memory at 0xffffffff (pc 0x00010000)"),
    ],
    [
      "a store to text",
      { mnemonic: "sw", rs1: 5, rs2: 6, imm: 0 },
      textAt,
      fault(
        `write of 4 bytes at 0x00010000: 0x00010000 is in a segment without that permission (${text}) (pc 0x00010000)`,
      ),
    ],
    [
      "an unknown stop code",
      { mnemonic: "ebreak" },
      0,
      fault("ebreak with 0x00000009 in a0, which is no stop code (pc 0x00010000)"),
    ],
  ];
  it.each(cases)("%s", (_, instruction, base, outcome) => {
    const { machine } = machineOf(imageOf([instruction]), { 5: base, 10: 9 });
    const before = machine.registers.slice();
    expect(step(machine).outcome).toEqual(outcome);
    expect(machine.registers).toEqual(before);
    expect(machine.pc).toBe(textAt);
  });

  const fetches: readonly [string, number, string][] = [
    ["pc misaligned", textAt + 2, "pc is not a multiple of 4 (pc 0x00010002)"],
    ["pc nowhere", 0, "no memory at 0x00000000 (pc 0x00000000)"],
    [
      "pc in data",
      dataAt,
      "0x00020000 is in a segment without that permission (0x00020000 to 0x00020fff, rw-) (pc 0x00020000)",
    ],
    ["pc at the end of a segment", textAt + 4, "no memory at 0x00010006 (pc 0x00010004)"],
  ];
  it.each(fetches)("%s", (_, pc, reason) => {
    const image = imageOf([ecall]);
    const longer = segmentOf(textAt, new Uint8Array(6), readExecute);
    const { machine } = machineOf({ ...image, segments: [longer, ...image.segments.slice(1)] });
    machine.pc = pc;
    expect(step(machine).outcome).toEqual({ kind: "faulted", reason });
  });

  it("an access may cross into an adjacent segment exactly when every byte is permitted", () => {
    const left = segmentOf(0x30000, new Uint8Array(0x1000).fill(1), readWrite);
    for (const [permissions, permitted] of [
      [readWrite, true],
      [readExecute, false],
    ] as const) {
      const right = segmentOf(0x31000, new Uint8Array(0x1000).fill(2), permissions);
      const image = imageOf([{ mnemonic: "sw", rs1: 5, rs2: 6, imm: 0 }]);
      const { machine } = machineOf(
        { ...image, segments: [...image.segments, left, right] },
        { 5: 0x30ffe, 6: 0x04030201 },
      );
      expect(step(machine).outcome === undefined).toBe(permitted);
      expect(machine.memory.load(0x30ffe, 4)).toBe(permitted ? 0x04030201 : 0x02020101);
    }
  });
});
