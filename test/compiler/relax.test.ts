/**
 * Branch relaxation at every boundary, and constants and immediates of every size.
 */

import { runMachine } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assembly, AssemblyItem } from "../../src/compiler/assembly/assembly.ts";
import { link } from "../../src/compiler/passes/assembly-to-image/link.ts";
import { relax } from "../../src/compiler/passes/assembly-to-image/relax.ts";
import { type MemoryLayout, memoryLayout } from "../../src/compiler/target/memory-layout.ts";
import { fitsImmediate, loadConstant, splitWord } from "../../src/machine/isa/immediate.ts";

const [a0, a1, a7] = [10, 11, 17];
const laidOut = memoryLayout(0, { heapBytes: 0, stackBytes: 4096 });
if (!laidOut.ok) throw new Error(laidOut.error.message);
const memory: MemoryLayout = laidOut.value;

const addi = (rd: number, rs1: number, imm: number): AssemblyItem => ({
  kind: "instruction",
  instruction: { mnemonic: "addi", rd, rs1, imm },
  origin: 0,
});
const nops = (count: number): AssemblyItem[] => new Array<AssemblyItem>(count).fill(addi(0, 0, 0));
const label = (name: number): AssemblyItem => ({ kind: "label", label: name });
const exit: AssemblyItem[] = [addi(a7, 0, 93), { kind: "instruction", instruction: { mnemonic: "ecall" }, origin: 0 }];
const jump = (target: number): AssemblyItem => ({ kind: "jump", target, origin: 0 });
const branch = (mnemonic: "beq" | "bne", target: number): AssemblyItem => ({
  kind: "branch",
  mnemonic,
  rs1: 0,
  rs2: 0,
  target,
  origin: 0,
});

function program(...functions: AssemblyItem[][]): Assembly {
  return {
    start: 0,
    functions: functions.map((items, i) => ({
      name: `f${i}`,
      items,
      labels: 64,
      frameBytes: 0,
      saved: [],
      claims: () => [],
    })),
  };
}

/** The exit code, and the size of the text. */
function run(assembly: Assembly): { code: number | undefined; size: number } {
  const layout = relax(assembly, memory);
  if (!layout.ok) throw new Error(layout.error.message);
  const linked = link(layout.value, memory);
  if (!linked.ok) throw new Error(linked.error.message);
  const { outcome } = runMachine(linked.value.image, { budget: 5_000_000 });
  return { code: outcome.kind === "halted" ? outcome.code : undefined, size: layout.value.end - memory.text };
}

const forwards = (jumping: AssemblyItem, distance: number): Assembly =>
  program([addi(a0, 0, 1), jumping, ...nops(distance), label(1), ...exit]);

/** Out to the end, back over everything, and out again. */
const backwards = (jumping: AssemblyItem, distance: number): Assembly =>
  program([
    ...[addi(a0, 0, 2), jump(2), label(1), addi(a0, a0, 3), ...exit],
    ...[...nops(distance), label(2), jumping],
    ...exit,
  ]);

const around = (bytes: number): number[] => Array.from({ length: 5 }, (_, i) => bytes / 4 - 3 + i);

describe("branch relaxation", () => {
  for (const count of [0, 1, ...around(4096), ...around(2 ** 20)]) {
    it(`reaches over ${count} words in both directions`, () => {
      for (const taken of [branch("beq", 1), jump(1)]) {
        expect([run(forwards(taken, count)).code, run(backwards(taken, count)).code]).toStrictEqual([1, 5]);
      }
      expect(run(forwards(branch("bne", 1), count)).code).toBe(1);
      expect(run(backwards(branch("bne", 1), count)).code).toBe(2);
      // The target is count words after the end of the jump, whose shortest form is one word.
      const words = (jumping: AssemblyItem): number => run(forwards(jumping, count)).size / 4 - count - 3;
      expect(words(branch("beq", 1))).toBe(count < 1023 ? 1 : count < 2 ** 18 - 1 ? 2 : 3);
      expect(words(jump(1))).toBe(count < 2 ** 18 - 1 ? 1 : 2);
    });

    it(`calls over ${count} words in both directions`, () => {
      const call = (callee: number): AssemblyItem => ({ kind: "call", callee, origin: 0 });
      const ret: AssemblyItem = {
        kind: "instruction",
        instruction: { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 },
        origin: 0,
      };
      const save = [addi(a1, 1, 0)];
      const restore = [addi(1, a1, 0)];
      const assembly = program(
        [addi(a0, 0, 1), call(2), addi(a0, a0, 4), ...exit],
        [addi(a0, a0, 16), ret, ...nops(count)],
        [...save, call(1), ...restore, addi(a0, a0, 64), ret],
      );
      expect(run(assembly).code).toBe(85);
    });

    it(`jumps to functions over ${count} words in both directions, and they return to the caller`, () => {
      const to = (kind: "call" | "tail", callee: number): AssemblyItem => ({ kind, callee, origin: 0 });
      const ret: AssemblyItem = {
        kind: "instruction",
        instruction: { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 },
        origin: 0,
      };
      const assembly = program(
        [addi(a0, 0, 1), to("call", 1), addi(a0, a0, 4), ...exit],
        [addi(a0, a0, 16), to("tail", 3), addi(a0, a0, 512)],
        [addi(a0, a0, 128), ret, ...nops(count)],
        [addi(a0, a0, 64), to("tail", 2), addi(a0, a0, 512)],
      );
      expect(run(assembly).code).toBe(213);
    });
  }

  it("grows what growing pushed out of reach", () => {
    // Each branch just reaches its label as long as the branch after it is short; the last does not.
    const count = 40;
    const branches = Array.from({ length: count }, (_, k) => branch("bne", k));
    const labels = Array.from({ length: count - 1 }, (_, k) => [label(k), ...nops(1)]).flat();
    const body = (extra: number): AssemblyItem[] => [
      ...[addi(a0, 0, 7), ...branches, ...nops(1023 - count), ...labels],
      ...[...nops(extra), label(count - 1), ...exit],
    ];
    const short = run(program(body(0)));
    const long = run(program(body(1)));
    expect([short.code, long.code]).toStrictEqual([7, 7]);
    expect(long.size - short.size).toBe(4 + 4 * count);
  });
});

describe("constants", () => {
  const edges = [
    0, 1, -1, 2047, 2048, -2048, -2049, 4095, 4096, 0x7ff, 0x800, 0xfff, 0x7fffffff, -0x80000000, 0x7ffff7ff,
    0x7ffff800, -0x800, 0x12345800,
  ];
  const word = fc.oneof(fc.constantFrom(...edges), fc.integer());

  function value(rd: number, constant: number): number {
    let held = 0;
    for (const instruction of loadConstant(rd, constant)) {
      if (instruction.mnemonic === "lui") held = instruction.imm;
      else if (instruction.mnemonic === "addi") held = ((instruction.rs1 === 0 ? 0 : held) + instruction.imm) | 0;
    }
    return held;
  }

  it("are made of lui and addi", () => {
    fc.assert(
      fc.property(word, (constant) => {
        expect(value(a0, constant)).toBe(constant);
        expect(loadConstant(a0, constant).length).toBe(fitsImmediate(constant) || (constant & 0xfff) === 0 ? 1 : 2);
      }),
      { examples: edges.map((edge) => [edge]) },
    );
  });

  it("split with the right carry", () => {
    fc.assert(
      fc.property(word, (constant) => {
        const { upper, lower } = splitWord(constant);
        expect((upper + lower) | 0).toBe(constant);
        expect(upper & 0xfff).toBe(0);
        expect(fitsImmediate(lower)).toBe(true);
      }),
      { examples: edges.map((edge) => [edge]) },
    );
  });
});
