/** What exec says of a program that stopped: the values of a trap, and after a fault function, line, registers, jumps. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { debugLineAt } from "../../src/cli/verbs/exec/debug-lines.ts";
import { type Image, readElf } from "../../src/machine/index.ts";
import { document, etalon, folder } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();

describe("the values of a trap", () => {
  const compiled = async (name: string, text: string, ...words: string[]): Promise<string> => {
    const elf = file(`${name}.elf`);
    await etalon(["compile", file(`${name}.ell`, text), ...words, "-o", elf]);
    return elf;
  };

  for (const [name, text, input] of [
    ["bounds", programs.bounds, ""],
    ["below", "fn main(): int {\n  let a = new byte[](read());\n  a[-2] = 1;\n  return 0;\n}\n", "\x05"],
    ["length", programs.length, ""],
  ] as const) {
    it(`are those of the source: ${name}`, async () => {
      const elf = await compiled(name, text, "-O0");
      const onMachine = (await document(["exec", elf], { input })).json;
      const onSource = (await document(["run", file(`${name}.ell`)], { input })).json;
      expect(onMachine["detail"]).toBeDefined();
      expect(onMachine["detail"]).toStrictEqual(onSource["detail"]);
      // An optimiser may know that it stops: then no branch decides, and no other's values are told.
      const optimised = (await document(["exec", await compiled(name, text)], { input })).json;
      expect([undefined, onSource["detail"]]).toContainEqual(optimised["detail"]);
    });
  }

  it.each([
    ["", "the assertion is false [assert]"],
    [', "one is not two"', "the assertion is false: one is not two [assert]"],
  ])("of an assertion about literals are not said%s", async (text, said) => {
    const path = file("literal.ell", `fn main(): int {\n  assert 1 == 2${text};\n  return 0;\n}\n`);
    expect((await etalon(["run", path])).error).toContain(`error: trapped: ${said}\n`);
  });

  it("of an assertion are what its branch compared", async () => {
    const elf = await compiled("compare", "fn main(): int {\n  let n = read();\n  assert n < 7;\n  return 0;\n}\n");
    const { exit, error } = await etalon(["exec", elf], { input: "\x09" });
    expect(exit).toBe(133);
    expect(error).toMatch(
      /the assertion is false: it compared 9 and 7 \[assert\] \(pc 0x\w{8}\)\n {2}from compare\.ell:3:/,
    );
  });
});

const tools = "riscv64-unknown-elf-";
const hasTools = ["as", "ld"].every((tool) => spawnSync(tools + tool, ["--version"]).status === 0);

/** Reads two bytes, calls `outer`, which calls `inner`, which loads from 16 × the second. */
const assembly = `.globl _start
_start:
  li a0, 0
  la a1, buffer
  li a2, 2
  li a7, 63
  ecall
  call outer
  j _start
.type outer, @function
outer:
  la t0, buffer
  lbu t1, 1(t0)
  slli t1, t1, 4
  call inner
  ret
.size outer, . - outer
.type inner, @function
inner:
  nop
  lw t2, 0(t1)
  ret
.size inner, . - inner
.bss
buffer: .space 4
`;

/** The assembly as an executable, with the line table of a version of DWARF or without any. */
function assembled(name: string, ...options: string[]): string {
  const [source, object, elf] = [file("crash.s", assembly), file(`${name}.o`), file(`${name}.elf`)];
  const run = (tool: string, ...words: string[]): void => {
    const done = spawnSync(tools + tool, words, { encoding: "utf8" });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  run("as", "-march=rv32im", "-mabi=ilp32", ...options, source, "-o", object);
  run("ld", "-m", "elf32lriscv", object, "-o", elf);
  return elf;
}

describe.skipIf(!hasTools)("a fault of a program that others built", () => {
  for (const version of [2, 3, 4, 5]) {
    it(`names function and line by DWARF ${version}`, async () => {
      const { exit, error } = await etalon(["exec", assembled(`v${version}`, `--gdwarf-${version}`)], { input: "ab" });
      expect(exit).toBe(139);
      expect(error).toMatch(/faulted: .* \(pc 0x\w{8}\)\n {2}from crash\.s:21, in inner\n {2}registers\n/);
      expect(error.match(/pc 0x/g)).toHaveLength(1);
      expect(error).toMatch(/ t1 0x00000620 /);
      expect(error).toMatch(/last jumps, the newest first\n.*crash\.s:15, in outer\n.*crash\.s:8, in _start\n$/);
    });
  }

  it("names the function without a line table", async () => {
    const { error } = await etalon(["exec", assembled("plain")], { input: "ab" });
    expect(error).toMatch(/\n {2}in inner \+ 0x4\n/);
    const { json } = await document(["exec", file("plain.elf")], { input: "ab" });
    expect(json["where"]).toStrictEqual({ function: "inner", offset: 4 });
    expect(json["registers"]).toMatchObject({ t1: 0x620, a7: 63 });
    expect(json["jumps"]).toHaveLength(2);
  });

  it("is the same on every engine", async () => {
    const elf = assembled("engines", "--gdwarf-5");
    const said = async (engine: string): Promise<string> =>
      (await etalon(["exec", elf, "--engine", engine], { input: "ab" })).error;
    const first = await said("reference");
    expect(first).toMatch(/^.* faulted: /);
    for (const engine of ["interpreter", "wasm"]) expect(await said(engine)).toBe(first);
  });

  it("knows the line of every instruction, and takes any table", () => {
    const read = readElf(readFileSync(assembled("table", "--gdwarf-5")));
    if (!read.ok) throw new Error(read.error[0]?.message);
    const text = read.value.segments.find(({ permissions }) => permissions.execute)!;
    const { address, bytes } = text;
    const addresses = Array.from({ length: bytes.length / 4 }, (_, i) => address + 4 * i);
    // The head of the file is in the segment, too.
    const lines = addresses.filter((pc) => pc >= read.value.entry).map((pc) => debugLineAt(read.value, pc));
    const instructions = assembly.split("\n").flatMap((line, i) => (line.startsWith("  ") ? [i + 1] : []));
    expect([...new Set(lines.map((line) => line?.line))]).toStrictEqual(instructions);
    // Damaged in one byte, or cut short, it gives some answer, and ends.
    const notes = read.value.notes ?? [];
    const table = notes.find(({ name }) => name === ".debug_line")!.bytes;
    const changed = (bytes: Uint8Array): Image => ({
      ...read.value,
      notes: [...notes.filter(({ name }) => name !== ".debug_line"), { name: ".debug_line", bytes }],
    });
    for (let at = 0; at < table.length; at++) {
      debugLineAt(changed(table.slice(0, at)), text.address);
      for (const value of [0, 1, 0x7f, 0xff]) debugLineAt(changed(table.with(at, value)), text.address + 8);
    }
  });
});
