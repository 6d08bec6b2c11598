/** Every image of the compiler as text: what is assembled of it is the image again. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile } from "../../../src/compiler/index.ts";
import { parseProgram, readProgram, standardLoader } from "../../../src/lang/index.ts";
import { assemble, assemblerText, type Image, type Segment } from "../../../src/machine/index.ts";

function compiled(text: string, level: 0 | 2): Image {
  const load = standardLoader(() => ({ ok: false, error: { message: "does not exist" } }));
  const read = readProgram(text, load, "main.ell");
  if (!read.ok) throw new Error(read.error[0]?.message);
  const made = compile(read.value.program, { level });
  if (!made.ok) throw new Error(made.error.message);
  return made.value.image;
}

/** Memory as it is before the first step. */
const memoryOf = ({ segments }: Image): readonly Segment[] =>
  segments.map(({ address, bytes, size, permissions }) => ({
    address,
    bytes: Uint8Array.from(bytes),
    size,
    permissions,
  }));

function expectSame(image: Image, again: ReturnType<typeof assemble>): void {
  if (!again.ok) throw new Error(again.error[0]?.message);
  expect(memoryOf(again.value)).toStrictEqual(memoryOf(image));
  expect(again.value.entry).toBe(image.entry);
}

const examples = readdirSync("examples").filter((name) => name.endsWith(".ell"));

describe("the text of an image", () => {
  it.each(examples)("of %s assembles to it, plain and optimised", (name) => {
    for (const level of [0, 2] as const) {
      const image = compiled(readFileSync(`examples/${name}`, "utf8"), level);
      expectSame(image, assemble(assemblerText(image)!));
    }
  });

  it("has names that the assembler takes for nothing else", () => {
    const program = parseProgram(
      "fn a0(): int { return 1; } fn sp(n: int): int { return n + a0(); } fn main(): int { return sp(a0()); }",
    );
    const made = program.ok ? compile(program.value, { level: 0 }) : program;
    if (!made.ok) throw new Error("not compiled");
    const { image } = made.value;
    const text = assemblerText(image)!;
    expect(text).toContain("\njal\tra,a0_\n".replace("\n", "\n\t"));
    expectSame(image, assemble(text));
    // Names from a file may be anything.
    const [first] = image.symbols!;
    const odd = ["", "std/io:put", "9", ".L1", "a b\n\tebreak", "_start", "x5"].map((odd, i) => ({
      ...first!,
      name: odd,
      address: first!.address + 4 * i,
    }));
    expectSame(image, assemble(assemblerText({ ...image, symbols: odd })!));
  });

  it("keeps words that are no instructions, and jumps that leave the text", () => {
    const image = assemble("_start: .word 0xffffffff, 0\n  jal ra, _start\n  ebreak\n");
    if (!image.ok) throw new Error("refused");
    const [text] = image.value.segments;
    const cut: Image = { ...image.value, segments: [{ ...text!, bytes: Uint8Array.of(0x6f, 0, 0x10, 0), size: 4 }] };
    expectSame(image.value, assemble(assemblerText(image.value)!));
    expectSame(cut, assemble(assemblerText(cut)!));
  });

  it("keeps data that is not zero", () => {
    const image = assemble("_start: ebreak\n.data\n.word 0x01020304\n.byte 5\n.bss\n.zero 27\n");
    if (!image.ok) throw new Error("refused");
    expectSame(image.value, assemble(assemblerText(image.value)!));
  });

  it("has the addresses of both parts beside it", () => {
    const addresses = { text: 0x2_0004, data: 0x3_0010 };
    const image = assemble("_start: j _start\n.data\n.word 1\n", addresses);
    if (!image.ok) throw new Error("refused");
    expectSame(image.value, assemble(assemblerText(image.value)!, addresses));
  });

  it("is not there for images of another shape", () => {
    const image = assemble("_start: ebreak\n.section .rodata\n.word 1\n.data\n.word 2\n");
    expect(image.ok && image.value.segments.length).toBe(3);
    expect(image.ok && assemblerText(image.value)).toBeUndefined();
    expect(assemblerText({ entry: 0, segments: [] })).toBeUndefined();
  });
});
