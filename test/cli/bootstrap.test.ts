/** The metre: a bare seed that makes itself, on the formal machine and under the outside witness; any file as such a text; a chain of scripts. */

import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readElf } from "etalon/machine";
import { expect, it } from "vitest";
import { commandsIn } from "../../src/cli/host/bootstrap-chain.ts";
import { document, etalon, folder, hasQemu, root } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const source = file("hex0.ell", readFileSync(join(root, "examples/hex0.ell")));
const seed = file("hex0.elf");
expect((await etalon(["compile", "--bare", source])).exit).toBe(0);

it("is headers and instructions alone, certified, and says of itself what it is", async () => {
  const bytes = readFileSync(seed);
  const image = readElf(bytes);
  const [text] = image.ok ? image.value.segments : [];
  expect(bytes.length).toBe(52 + 2 * 32 + text!.bytes.length);
  expect(image.ok && [image.value.symbols, image.value.notes]).toStrictEqual([[], []]);
  expect((await etalon(["certify", source])).exit).toBe(0);
  const { json } = await document(["bootstrap"]);
  const same = { same: true, bytes: bytes.length, end: null };
  expect(json).toMatchObject({
    exit: 0,
    seed: { verdict: "certified", bytes: bytes.length, itself: same },
    stage0: null,
  });
});

it("makes itself of its text, and any other file of its own, byte for byte", async () => {
  const text = (await etalon(["disassemble", "--bare", "--hex0", source])).bytes;
  expect(new TextDecoder().decode(text)).toMatch(/^# main:\n# \d+ \| /m);
  expect((await etalon(["exec", seed], { input: text })).bytes).toStrictEqual(readFileSync(seed));
  if (hasQemu) {
    const made = spawnSync("qemu-riscv32", [seed], { input: text }).stdout;
    expect(made.equals(readFileSync(seed))).toBe(true);
    // What was made makes it again.
    writeFileSync(file("again.elf"), made, { mode: 0o755 });
    expect(spawnSync("qemu-riscv32", [file("again.elf")], { input: text }).stdout.equals(made)).toBe(true);
  }
  // Bytes that are nothing in particular, sections and notes, are there as well.
  const other = file("double.ell", programs.double);
  await etalon(["compile", other]);
  const shown = (await etalon(["disassemble", "--hex0", file("double.elf")])).bytes;
  expect((await etalon(["exec", seed], { input: shown })).bytes).toStrictEqual(readFileSync(file("double.elf")));
  expect((await etalon(["disassemble", "--bare", file("double.elf")])).exit).toBe(2);
  expect((await etalon(["disassemble", "--hex0", "--json", other])).exit).toBe(2);
});

it("is no seed when it does something else", async () => {
  const { json } = await document(["bootstrap", file("double.ell", programs.double)]);
  expect(json).toMatchObject({ exit: 1, seed: { verdict: "certified", itself: { same: false } } });
});

/** A program that copies the file with its first argument as name to that of its second one. */
const copy = `
.globl _start
_start:
  lw s0, 8(sp)
  lw s1, 12(sp)
  li a0, -100
  mv a1, s0
  li a2, 0
  li a7, 56
  ecall
  bltz a0, 3f
  mv s2, a0
  li a0, -100
  mv a1, s1
  li a2, 0x241
  li a3, 0x1c0
  li a7, 56
  ecall
  mv s3, a0
1:
  mv a0, s2
  la a1, buffer
  li a2, 256
  li a7, 63
  ecall
  blez a0, 2f
  mv a2, a0
  mv a0, s3
  la a1, buffer
  li a7, 64
  ecall
  j 1b
2:
  li a0, 0
  li a7, 93
  ecall
3:
  li a0, 1
  li a7, 93
  ecall
.bss
buffer: .zero 256
`;

it("runs the programs of a chain with files in memory, each made by one before", async () => {
  await etalon(["assemble", file("copy.s", copy), "-o", file("copy.elf")]);
  const at = (path: string, content: string): string => file(`stage0/${path}`, content);
  at("bootstrap/x", "");
  copyFileSync(file("copy.elf"), file("stage0/bootstrap/seed"));
  at("text", "some text\n");
  const first = at(
    "riscv32/mescc-tools-seed-kaem.kaem",
    "#!/bin/kaem\n\n./bootstrap/seed ./bootstrap/seed \\\n  ./riscv32/artifact/copy\n",
  );
  at("riscv32/mescc-tools-mini-kaem.kaem", "./riscv32/artifact/copy ./text ./riscv32/artifact/M2 # the last\n");
  const chain = async (...words: readonly string[]) =>
    (await document(["bootstrap", "--stage0", file("stage0"), ...words])).json;
  const steps = [
    { program: "bootstrap/seed", output: "riscv32/artifact/copy", bytes: readFileSync(file("copy.elf")).length },
    { program: "riscv32/artifact/copy", output: "riscv32/artifact/M2", bytes: 10 },
  ];
  expect(await chain()).toMatchObject({ exit: 0, stage0: null, steps });
  expect((await etalon(["bootstrap", "--stage0", file("stage0")])).out).toMatch(
    /artifact\/M2 +10 bytes +\d+ instructions\n2 programs/,
  );
  writeFileSync(first, "./bootstrap/seed ./missing ./riscv32/artifact/copy\n");
  expect(await chain()).toMatchObject({ exit: 3, error: { kind: "image" } });
  writeFileSync(first, "./riscv32/artifact/none ./text ./b\n");
  expect(await chain()).toMatchObject({ exit: 3, error: { kind: "file" } });
  expect((await etalon(["bootstrap", "--stage0", file("stage0/riscv32")])).error).toMatch(/is no stage0-posix/);
  expect((await etalon(["bootstrap", "--whole"])).exit).toBe(2);
});

it("takes of a script programs, words and comments, and refuses the rest", () => {
  expect(commandsIn("# a\n\n./a b#c \\\n d # e\nf\n", "x")).toStrictEqual([
    { program: "./a", words: ["b#c", "d"] },
    { program: "f", words: [] },
  ]);
  for (const line of ['./a "b"', "./a $b", "./a; ./b", "./a > b"])
    expect(() => commandsIn(line, "x")).toThrow("not understood");
});
