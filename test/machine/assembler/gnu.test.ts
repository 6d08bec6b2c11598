/**
 * The assembler against GNU's: the same texts through `as` and `ld`, and both executables through objdump. The texts are
 * written by hand, by gcc, and at random.
 */

import { readdirSync, readFileSync } from "node:fs";
import { assemble, type BranchMnemonic, branchMnemonics, decode, runMachine, writeElf } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testSeed } from "../../seed.ts";
import { installed, objdump, runTool, withFiles } from "../tools.ts";
import { straightLine } from "./texts.ts";

const gnuAssembler = "riscv64-unknown-elf-as";
const gnuLinker = "riscv64-unknown-elf-ld";
const script = new URL("../../../docs/machine-interface.ld", import.meta.url).pathname;
const folder = new URL("./gcc/", import.meta.url);
const compiled = readdirSync(folder).filter((name) => name.endsWith(".s"));
const start =
  "\n\t.text\n\t.globl _start\n_start:\n\tli sp, 0x10100000\n\tcall main\n\tli a7, 93\n\tecall\n\t.bss\n\t.zero 0x200000\n";
const written = readFileSync(new URL("./everything.s", import.meta.url), "utf8");

function elfOf(text: string): Uint8Array {
  const image = assemble(text);
  if (!image.ok) throw new Error(image.error.map(({ message, span }) => `${span.start}: ${message}`).join("\n"));
  return writeElf(image.value);
}

/** What objdump says of text, read-only data and data: instructions with their addresses, and bytes. */
function shown(path: string): string[] {
  // Without symbols: those of GNU's assembler say what is data in the text, and objdump shows that in another way.
  expect(runTool("riscv64-unknown-elf-strip", [path]).stderr).toBe("");
  const code = runTool(objdump, ["-d", "-M", "no-aliases,numeric", path]);
  const data = runTool(objdump, ["-s", "-j", ".rodata", "-j", ".data", path]);
  return [code, data].flatMap(({ stdout }) =>
    stdout
      .toString()
      .split("\n")
      .filter((line) => /^ [\s\d]*[\da-f]+[:\s]/.test(line))
      // Names of targets, which depend on what is a function to whom.
      .map((line) => line.replace(/ [<#].*$/, "").trimEnd()),
  );
}

/** Both executables of a text, as objdump shows them. */
function both(text: string): { readonly ours: string[]; readonly gnu: string[] } {
  return withFiles({ "a.s": text, "ours.elf": elfOf(text) }, (at) => {
    const options = ["-march=rv32im", "-mabi=ilp32", "-mno-relax"];
    const made = runTool(gnuAssembler, [...options, `${at}/a.s`, "-o", `${at}/a.o`]);
    expect(made.stderr).toBe("");
    const linked = ["-m", "elf32lriscv", "--no-relax", "-T", script, `${at}/a.o`, "-o", `${at}/gnu.elf`];
    expect(runTool(gnuLinker, linked).status).toBe(0);
    return { ours: shown(`${at}/ours.elf`), gnu: shown(`${at}/gnu.elf`) };
  });
}

/**
 * Is there a branch forward that just reaches, and that would not if it took four bytes more itself, of which an alignment behind it
 * may make 32? Then both forms are right: ours is the short one, and which GNU takes depends on the address.
 */
function leavesAChoice(text: string): boolean {
  const image = assemble(text);
  if (!image.ok) throw new Error(image.error[0]!.message);
  const { bytes } = image.value.segments[0]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: bytes.length / 4 }, (_, i) => decode(view.getUint32(4 * i, true))).some(
    (one) => one !== undefined && isBranch(one.mnemonic) && "imm" in one && one.imm > 4094 - 32,
  );
}

const isBranch = (mnemonic: string): boolean => (branchMnemonics as readonly string[]).includes(mnemonic);

describe.runIf(installed(gnuAssembler) && installed(objdump))("GNU as and ld make the same of", () => {
  it("every directive and pseudo-instruction", () => {
    const { ours, gnu } = both(written);
    expect(ours).toEqual(gnu);
    expect(ours.length).toBeGreaterThan(130);
  });

  it.each(compiled)("%s, which gcc wrote", (name) => {
    const { ours, gnu } = both(readFileSync(new URL(name, folder), "utf8") + start);
    expect(ours).toEqual(gnu);
    expect(ours.length).toBeGreaterThan(20);
  });

  it("random instructions", () => {
    const { ours, gnu } = both(`_start:\n${straightLine(testSeed, 2000)}`);
    expect(ours).toEqual(gnu);
    expect(ours.length).toBe(2000);
  });

  it("random programs with branches near and far", () => {
    fc.assert(
      fc.property(branching, (text) => {
        fc.pre(!leavesAChoice(text));
        const { ours, gnu } = both(text);
        expect(ours).toEqual(gnu);
      }),
      { numRuns: 15 },
    );
  });
});

/** Blocks of nops of many sizes, and between them branches, jumps and calls to any of them; data that names them. */
const branching: fc.Arbitrary<string> = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.nat(20), fc.integer({ min: 1010, max: 1030 }), fc.nat(3000)),
      branch: fc.constantFrom<BranchMnemonic>(...branchMnemonics),
      kind: fc.constantFrom("branch", "zero", "jal", "j", "call", "tail", "la", "load", "store", "local"),
      target: fc.nat(99),
      align: fc.nat(6),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((blocks) => {
    const lines = blocks.map(({ gap, branch, kind, target, align }, i) => {
      const to = `l${target % blocks.length}`;
      const code = {
        branch: `${branch} a0, a1, ${to}`,
        zero: `bgtz a3, ${to}`,
        jal: `jal t0, ${to}`,
        j: `j ${to}`,
        call: `call ${to}`,
        tail: `tail ${to}`,
        la: `la s1, ${to} + 8`,
        load: `lhu s2, d${target % blocks.length}`,
        store: `sb s2, d${target % blocks.length}, t3`,
        local: `beqz a0, 1f\n bnez a0, 1b`,
      }[kind];
      return `${align === 6 ? " .p2align 5\n" : ""}l${i}:\n1:\n ${code}\n .fill ${gap}, 4, 0x13\n`;
    });
    const data = blocks.map(({ target }, i) => `d${i}: .word l${target % blocks.length} - l${i}, l${i}, .`);
    return `_start:\n${lines.join("")}1: nop\n .data\n${data.join("\n")}\n`;
  });

describe("what gcc wrote", () => {
  const expected: Readonly<Record<string, number>> = { quicksort: 42, interpreter: 41, matrix: 20, collatz: 111 };
  it.each(compiled)("%s runs", (name) => {
    const image = assemble(readFileSync(new URL(name, folder), "utf8") + start);
    if (!image.ok) throw new Error(image.error[0]!.message);
    const { outcome } = runMachine(image.value);
    expect(outcome).toEqual({ kind: "halted", code: expected[name.split(".")[0]!] });
  });
});
