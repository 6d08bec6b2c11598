/**
 * Random programs for holding the engines to the reference: loops, branches, calls and computed jumps to anywhere near,
 * accesses at and beyond every edge, system calls, text that writes itself, and words that are no instruction.
 */

import { type Image, type Instruction, instructionTable, type Segment } from "etalon/machine";
import fc from "fast-check";
import { anyWord, cornerWord, instructionOf } from "../machine/generators.ts";
import {
  assemble,
  dataAt,
  ebreak,
  ecall,
  readExecute,
  readWrite,
  readWriteExecute,
  segmentOf,
  set,
  setWord,
  textAt,
} from "../machine/programs.ts";

/** Registers that hold addresses: the data, its end, the text, the stack; and one for links. */
const bases = { data: 20, end: 21, text: 22, second: 23 } as const;
const link = 1;

const dataBytes = 0x200;
const secondAt = dataAt + dataBytes;
const secondBytes = 0x40;

const base = fc.constantFrom(bases.data, bases.data, bases.data, bases.end, bases.text, bases.second);
const near = fc.integer({ min: -8, max: 24 });
const offset = fc.oneof(
  { weight: 6, arbitrary: near },
  { weight: 1, arbitrary: fc.integer({ min: -2048, max: 2047 }) },
);
const anyRegister = fc.nat(31);
// Small numbers of registers meet more often.
const register = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 5, max: 12 }) },
  { weight: 1, arbitrary: anyRegister },
);
/** A free target: addresses stay where they are. */
const result = register.map((r) => (r >= 20 && r <= 23 ? 5 : r));

/** How far a jump goes, in bytes: mostly back a little or forward a little. */
const distance = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: -8, max: 10 }).map((n) => 4 * n) },
  { weight: 1, arbitrary: fc.integer({ min: -60, max: 60 }).map((n) => 2 * n) },
);

type Fragment = readonly (Instruction | number)[];

const byMnemonic = (...formats: readonly string[]) =>
  instructionTable.filter((row) => formats.includes(row.format) && row.mnemonic !== "jalr");
const isLoad = (row: (typeof instructionTable)[number]): boolean => row.opcode === 0b0000011;
const loads = instructionTable.filter(isLoad);

const computation: fc.Arbitrary<Fragment> = fc
  .tuple(
    fc.constantFrom(...byMnemonic("R", "shift", "U", "I").filter((row) => !isLoad(row))).chain(instructionOf),
    result,
    register,
    register,
  )
  .map(([instruction, rd, rs1, rs2]) => {
    const operands: Record<string, number> = { rd };
    if ("rs1" in instruction) operands["rs1"] = rs1;
    if ("rs2" in instruction) operands["rs2"] = rs2;
    return [{ ...instruction, ...operands }];
  });

const load: fc.Arbitrary<Fragment> = fc
  .tuple(fc.constantFrom(...loads.map((row) => row.mnemonic)), result, base, offset)
  .map(([mnemonic, rd, rs1, imm]): Fragment => [{ mnemonic, rd, rs1, imm } as Instruction]);

const store: fc.Arbitrary<Fragment> = fc
  .tuple(fc.constantFrom("sb", "sh", "sw"), register, base, offset)
  .map(([mnemonic, rs2, rs1, imm]) => [{ mnemonic, rs2, rs1, imm }]);

const branch: fc.Arbitrary<Fragment> = fc
  .tuple(fc.constantFrom(...byMnemonic("B")), register, register, distance)
  .map(([{ mnemonic }, rs1, rs2, imm]) => [{ mnemonic, rs1, rs2, imm } as Instruction]);

/** A loop of a few instructions, so many times; the counter is a register of its own. */
const loop: fc.Arbitrary<Fragment> = fc
  .tuple(fc.array(fc.oneof(computation, load, store), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 40 }))
  .map(([bodies, times]) => {
    const body = bodies.flat();
    return [
      set(13, times),
      ...body,
      { mnemonic: "addi", rd: 13, rs1: 13, imm: -1 },
      { mnemonic: "bne", rs1: 13, rs2: 0, imm: -4 * (body.length + 1) },
    ] as Fragment;
  });

const jump: fc.Arbitrary<Fragment> = fc.oneof(
  fc.tuple(fc.constantFrom(0, link), distance).map(([rd, imm]): Fragment => [{ mnemonic: "jal", rd, imm }]),
  // Return, or call through a register.
  fc.constant<Fragment>([{ mnemonic: "jalr", rd: 0, rs1: link, imm: 0 }]),
  fc
    .tuple(fc.constantFrom(0, link, 5), fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 0, 0, 1, 2))
    .map(([rd, n, skew]): Fragment => [{ mnemonic: "jalr", rd, rs1: bases.text, imm: 4 * n + skew }]),
);

const call: fc.Arbitrary<Fragment> = fc.oneof(
  fc.constant<Fragment>([
    set(17, 64),
    set(10, 1),
    { mnemonic: "addi", rd: 11, rs1: bases.data, imm: 0 },
    set(12, 3),
    ecall,
  ]),
  fc.constant<Fragment>([
    set(17, 63),
    set(10, 0),
    { mnemonic: "addi", rd: 11, rs1: bases.text, imm: 8 },
    set(12, 2),
    ecall,
  ]),
  fc.constant<Fragment>([ecall]),
);

const stop: fc.Arbitrary<Fragment> = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 5, 16, 17).map((code): Fragment => [set(10, code), ebreak]),
  fc.constant<Fragment>([set(17, 93), ecall]),
  anyWord.map((word): Fragment => [word]),
  fc
    .constantFrom(...byMnemonic("fence"))
    .chain(instructionOf)
    .map((fence): Fragment => [fence]),
);

/** Write an instruction over the text, near. */
const rewrite: fc.Arbitrary<Fragment> = fc
  .tuple(computation, fc.nat(60))
  .map(([instruction, n]) => [
    ...setWord(6, new DataView(assemble(instruction).buffer).getInt32(0, true)),
    { mnemonic: "sw", rs1: bases.text, rs2: 6, imm: 4 * n },
  ]);

const fragment: fc.Arbitrary<Fragment> = fc.oneof(
  { weight: 12, arbitrary: computation },
  { weight: 5, arbitrary: load },
  { weight: 4, arbitrary: store },
  { weight: 5, arbitrary: branch },
  { weight: 4, arbitrary: loop },
  { weight: 3, arbitrary: jump },
  { weight: 1, arbitrary: call },
  { weight: 1, arbitrary: stop },
  { weight: 1, arbitrary: rewrite },
);

/** A random program in an image: text, data, a second segment right behind the data, or not quite. */
export const anyProgram: fc.Arbitrary<Image> = fc
  .record({
    values: fc.array(cornerWord, { minLength: 8, maxLength: 8 }),
    body: fc.array(fragment, { minLength: 1, maxLength: 30 }),
    bytes: fc.uint8Array({ maxLength: dataBytes }),
    writable: fc.constantFrom(false, false, true),
    gap: fc.constantFrom(0, 0, 2, 0x1000),
    secondWritable: fc.boolean(),
  })
  .map(({ values, body, bytes, writable, gap, secondWritable }) => {
    const start = [
      ...values.flatMap((value, i) => setWord(5 + i, value)),
      ...setWord(bases.data, dataAt + 8),
      ...setWord(bases.end, dataAt + dataBytes - 8),
      ...setWord(bases.second, secondAt + gap),
      // The text from here on.
      { mnemonic: "auipc", rd: bases.text, imm: 0 } as Instruction,
      { mnemonic: "addi", rd: link, rs1: bases.text, imm: 8 } as Instruction,
    ];
    const text = assemble([...start, ...body.flat()]);
    const second = { ...readWrite, write: secondWritable };
    const segments: Segment[] = [
      segmentOf(textAt, text, writable ? readWriteExecute : readExecute),
      { address: dataAt, bytes, size: dataBytes, permissions: readWrite },
      { address: secondAt + gap, bytes: new Uint8Array(), size: secondBytes, permissions: second },
    ];
    return { entry: textAt, segments };
  });
