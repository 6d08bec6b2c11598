/** The outside witness: random programs leave the same registers, memory and exit code on our machine and under QEMU. */

import { written } from "etalon";
import { linuxCalls } from "etalon/linux";
import { type Image, type Instruction, instructionTable, runMachine, type Segment, writeElf } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cornerWord, instructionOf } from "./generators.ts";
import { assemble, dataAt, ecall, readExecute, readWrite, segmentOf, set, setWord, textAt } from "./programs.ts";
import { installed, qemu, qemuProcessor, runTool, withFiles } from "./tools.ts";

const base = 31; // holds the middle of the data, for every load and store
const link = 30; // holds a pc, for jalr
const dataBytes = 0x2000;

/** Is the register free for results? */
const free = (instruction: Instruction): boolean => !("rd" in instruction) || instruction.rd !== base;

/** One or more instructions that go on at their end: computation, an access near the base, or a short jump forward. */
const fragment: fc.Arbitrary<Instruction[]> = fc.constantFrom(...instructionTable).chain((row) => {
  const any = instructionOf(row).filter(free);
  switch (row.format) {
    case "S":
      return any.map((instruction) => [{ ...instruction, rs1: base } as Instruction]);
    case "I":
      if (row.mnemonic === "jalr") {
        // An odd target, three instructions after the auipc: bit 0 is to be cleared.
        return any.map((jump) => [
          { mnemonic: "auipc", rd: link, imm: 0 },
          { ...jump, rs1: link, imm: 13 } as Instruction,
          set(5, 1),
        ]);
      }
      return row.mnemonic.startsWith("l") ? any.map((i) => [{ ...i, rs1: base } as Instruction]) : any.map((i) => [i]);
    case "B":
    case "J":
      return any.map((jump) => [{ ...jump, imm: 8 } as Instruction, set(6, -1)]);
    case "system":
      return fc.constant([set(7, 7)]);
    case "R":
    case "shift":
    case "U":
    case "fence":
      return any.map((instruction) => [instruction]);
  }
});

/** What a random program varies in. */
const program = fc.record({
  words: fc.array(cornerWord, { maxLength: 30, size: "max" }),
  body: fc.array(fragment, { maxLength: 200, size: "max" }),
  bytes: fc.uint8Array({ maxLength: dataBytes, size: "max" }),
  code: fc.nat(255),
});

/** Registers set to words, the body, then everything written out: the registers into the data, the data to descriptor 1. */
function imageOfProgram({ words, body, bytes, code }: typeof program extends fc.Arbitrary<infer P> ? P : never): Image {
  const text: Instruction[] = [
    // All of them: at the start the kernel's sp is not ours.
    ...Array.from({ length: 30 }, (_, i) => setWord(i + 1, words[i] ?? 0)).flat(),
    ...setWord(base, dataAt + dataBytes / 2),
    ...body.flat(),
    ...Array.from({ length: 32 }, (_, i): Instruction => ({ mnemonic: "sw", rs1: base, rs2: i, imm: 4 * i - 64 })),
    set(17, 64),
    set(10, 1),
    ...setWord(11, dataAt),
    ...setWord(12, dataBytes),
    ecall,
    set(17, 93),
    set(10, code),
    ecall,
  ];
  const data: Segment = { address: dataAt, bytes, size: dataBytes, permissions: readWrite };
  return { entry: textAt, segments: [segmentOf(textAt, assemble(text), readExecute), data] };
}

/** The same image under QEMU: what it wrote, and its exit code. */
function underQemu(image: Image): { readonly output: Uint8Array; readonly status: number | null } {
  return withFiles({ "a.elf": writeElf(image) }, (directory) => {
    const { stdout, status } = runTool(qemu, ["-cpu", qemuProcessor, `${directory}/a.elf`]);
    return { output: Uint8Array.from(stdout), status };
  });
}

describe.runIf(installed(qemu))("QEMU agrees", () => {
  it("on random programs", () => {
    fc.assert(
      fc.property(program, (varied) => {
        const image = imageOfProgram(varied);
        const run = runMachine(image, { budget: 10_000, system: linuxCalls });
        const { output, status } = underQemu(image);
        expect(run.outcome).toEqual({ kind: "halted", code: status });
        expect(written(run.events)).toEqual(output);
        expect(output.length).toBe(dataBytes);
      }),
      // Shrinking runs QEMU again and again; what it reached by then is reported.
      { numRuns: 25, interruptAfterTimeLimit: 20_000 },
    );
  });

  it("on reading to the end of the input", () => {
    // Copies its input to its output one byte at a time, and exits with 9.
    const [read, write, exit]: readonly Instruction[][] = [
      [set(17, 63), set(10, 0), ...setWord(11, dataAt), set(12, 1), ecall],
      [set(17, 64), set(10, 1), ecall],
      [set(17, 93), set(10, 9), ecall],
    ];
    const forward: Instruction = { mnemonic: "beq", rs1: 10, rs2: 0, imm: 4 * (write!.length + 2) };
    const back: Instruction = { mnemonic: "jal", rd: 0, imm: -4 * (read!.length + write!.length + 1) };
    const text = assemble([...read!, forward, ...write!, back, ...exit!]);
    const data: Segment = { address: dataAt, bytes: new Uint8Array(), size: 4, permissions: readWrite };
    const image: Image = { entry: textAt, segments: [segmentOf(textAt, text, readExecute), data] };
    const input = new TextEncoder().encode("étalon\0\n");
    const run = runMachine(image, { input, budget: 10_000, system: linuxCalls });
    expect(run.outcome).toEqual({ kind: "halted", code: 9 });
    expect(written(run.events)).toEqual(input);
    const outside = withFiles({ "a.elf": writeElf(image) }, (directory) =>
      runTool(qemu, [`${directory}/a.elf`], input),
    );
    expect([outside.status, Uint8Array.from(outside.stdout)]).toEqual([9, input]);
  });
});
