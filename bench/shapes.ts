/**
 * Programs that are hard for a translator, written by a loop instead of a compiler: one function of thousands of
 * blocks, an interpreter with a jump after each of its cases, thousands of functions that are executed once, and a
 * program that does nothing but read and write one byte at a time. Each ends with an exit code that depends on all it
 * did.
 */

import { encode, type Image, type Instruction, type Segment } from "etalon/machine";

/** A program, and how many rounds it makes. */
export interface ShapedProgram {
  readonly name: string;
  readonly image: Image;
  readonly input: Uint8Array;
  /** Does it run longer when asked to? */
  readonly grows: boolean;
}

const textAt = 0x1_0000;
const dataAt = 0x20_0000;

/** The programs; `size` multiplies how long they run. */
export function shapes(size: number): readonly ShapedProgram[] {
  const none = new Uint8Array();
  return [
    { name: "one function of 12,800 instructions", image: stateMachine(1600, 1000 * size), input: none, grows: true },
    { name: "an interpreter of 128 cases", image: threadedInterpreter(128, 1000 * size), input: none, grows: true },
    { name: "4,000 functions, each executed once", image: functionsOnce(4000), input: none, grows: false },
    { name: "a byte read, a byte written", image: byteCopy(), input: noise(100_000 * size), grows: true },
  ];
}

const call = (number: number): readonly Instruction[] => [set(17, number), { mnemonic: "ecall" }];

/** Exit with the low bits of x9. */
const exit: readonly Instruction[] = [{ mnemonic: "andi", rd: 10, rs1: 9, imm: 63 }, ...call(93)];

/** Blocks in a loop that compare two words of memory and change both, or do not: as generated state machines have them. */
function stateMachine(blocks: number, rounds: number): Image {
  const body = Array.from({ length: blocks }, (_, i): readonly Instruction[] => {
    const [a, b] = [4 * ((i * 7) % 400), 4 * ((i * 11 + 5) % 400)];
    return [
      { mnemonic: "lw", rd: 6, rs1: 8, imm: a },
      { mnemonic: "lw", rd: 7, rs1: 8, imm: b },
      { mnemonic: "blt", rs1: 6, rs2: 7, imm: 24 },
      { mnemonic: "addi", rd: 6, rs1: 6, imm: -3 - (i % 5) },
      { mnemonic: "sw", rs1: 8, rs2: 6, imm: a },
      { mnemonic: "xor", rd: 9, rs1: 9, rs2: 6 },
      { mnemonic: "addi", rd: 7, rs1: 7, imm: 1 },
      { mnemonic: "sw", rs1: 8, rs2: 7, imm: b },
    ];
  }).flat();
  return imageOf([
    ...setWord(8, dataAt),
    ...setWord(5, rounds),
    ...body,
    { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
    { mnemonic: "beq", rs1: 5, rs2: 0, imm: 8 },
    { mnemonic: "jal", rd: 0, imm: -4 * (body.length + 2) },
    ...exit,
  ]);
}

/** Each case works on some registers and words, and jumps to the next one by a table; a third of it is never executed. */
function threadedInterpreter(cases: number, rounds: number): Image {
  const length = 1024;
  const program = noise(length).map((byte) => 1 + (byte % (cases - 1)));
  // The last one goes back to the first.
  program[length - 1] = 0;
  const caseLength = 21;
  const setUp = [...setWord(8, dataAt), ...setWord(5, rounds), ...setWord(18, dataAt + 0x1000)];
  const dispatch: readonly Instruction[] = [
    { mnemonic: "lbu", rd: 6, rs1: 18, imm: 0 },
    { mnemonic: "addi", rd: 18, rs1: 18, imm: 1 },
    { mnemonic: "slli", rd: 6, rs1: 6, shamt: 2 },
    { mnemonic: "add", rd: 6, rs1: 8, rs2: 6 },
    { mnemonic: "lw", rd: 6, rs1: 6, imm: 0 },
    { mnemonic: "jalr", rd: 0, rs1: 6, imm: 0 },
  ];
  const nop = set(0, 0);
  const back: readonly Instruction[] = [
    ...setWord(18, dataAt + 0x1000),
    { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
    { mnemonic: "beq", rs1: 5, rs2: 0, imm: 28 },
    ...dispatch,
    ...exit,
  ];
  const works = Array.from({ length: cases - 1 }, (_, i): readonly Instruction[] => {
    const [x, y, z] = [20 + (i % 8), 20 + ((i * 3 + 1) % 8), 20 + ((i * 5 + 2) % 8)];
    return [
      { mnemonic: "lw", rd: 7, rs1: 8, imm: 1024 + 4 * (i % 64) },
      { mnemonic: "add", rd: x, rs1: y, rs2: 7 },
      { mnemonic: "xor", rd: 9, rs1: 9, rs2: x },
      { mnemonic: "addi", rd: z, rs1: z, imm: i },
      { mnemonic: "sw", rs1: 8, rs2: z, imm: 1024 + 4 * ((i * 3) % 64) },
      // Never executed: the exit after an error.
      { mnemonic: "beq", rs1: 8, rs2: 0, imm: 28 },
      ...dispatch,
      ...Array.from({ length: 8 }, (): Instruction => ({ mnemonic: "addi", rd: 9, rs1: 9, imm: i })),
      { mnemonic: "jal", rd: 0, imm: -60 },
    ];
  });
  const text = [back, ...works].map((each) => [
    ...each,
    ...Array.from({ length: caseLength - each.length }, () => nop),
  ]);
  const first = textAt + 4 * (setUp.length + dispatch.length);
  const data = new DataView(new ArrayBuffer(0x1000 + length));
  for (let i = 0; i < cases; i++) data.setInt32(4 * i, first + 4 * caseLength * i, true);
  const bytes = new Uint8Array(data.buffer);
  bytes.set(program, 0x1000);
  return imageOf([...setUp, ...dispatch, ...text.flat()], bytes);
}

/** Functions with a short loop each, called one after the other. */
function functionsOnce(count: number): Image {
  const functions = Array.from({ length: count }, (_, i): readonly Instruction[] => [
    ...Array.from(
      { length: 40 },
      (__, k): Instruction => ({ mnemonic: "addi", rd: 20 + (k % 8), rs1: 20 + ((k + 3) % 8), imm: i % 2000 }),
    ),
    set(6, 100),
    { mnemonic: "addi", rd: 6, rs1: 6, imm: -1 },
    { mnemonic: "add", rd: 9, rs1: 9, rs2: 20 + (i % 8) },
    { mnemonic: "bne", rs1: 6, rs2: 0, imm: -8 },
    { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 },
  ]);
  const length = functions[0]!.length;
  const before = count + exit.length;
  const calls = functions.map(
    (_, i): Instruction => ({ mnemonic: "jal", rd: 1, imm: 4 * (before + (length - 1) * i) }),
  );
  return imageOf([...calls, ...exit, ...functions.flat()]);
}

function byteCopy(): Image {
  return imageOf([
    ...setWord(11, dataAt),
    set(10, 0),
    set(12, 1),
    ...call(63),
    { mnemonic: "bge", rs1: 0, rs2: 10, imm: 32 },
    { mnemonic: "lbu", rd: 6, rs1: 11, imm: 0 },
    { mnemonic: "add", rd: 9, rs1: 9, rs2: 6 },
    set(10, 1),
    ...call(64),
    { mnemonic: "jal", rd: 0, imm: -40 },
    { mnemonic: "jal", rd: 0, imm: 4 },
    ...exit,
  ]);
}

function set(rd: number, imm: number): Instruction {
  return { mnemonic: "addi", rd, rs1: 0, imm };
}

function setWord(rd: number, value: number): readonly Instruction[] {
  const low = (value << 20) >> 20;
  return [
    { mnemonic: "lui", rd, imm: (value - low) | 0 },
    { mnemonic: "addi", rd, rs1: rd, imm: low },
  ];
}

function imageOf(text: readonly Instruction[], data: Uint8Array = new Uint8Array()): Image {
  const view = new DataView(new ArrayBuffer(4 * text.length));
  for (const [i, instruction] of text.entries()) {
    const word = encode(instruction);
    if (!word.ok) throw new Error(`instruction ${i}, ${instruction.mnemonic}: ${word.error.message}`);
    view.setInt32(4 * i, word.value, true);
  }
  const bytes = new Uint8Array(view.buffer);
  const segments: Segment[] = [
    { address: textAt, bytes, size: bytes.length, permissions: { read: true, write: false, execute: true } },
    { address: dataAt, bytes: data, size: 0x2000, permissions: { read: true, write: true, execute: false } },
  ];
  return { entry: textAt, segments };
}

/** The same bytes each time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state >>> 24;
  });
}
