/** What the assembler says of mistakes: where, what, and what to do; several of one text at once; and nothing breaks it. */

import { renderDiagnostics } from "etalon";
import { assemble } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Complaints, Mistake } from "../../../src/machine/assembler/complaint.ts";

/** `line:column code: message | expected | hint` of each mistake. */
function mistakesIn(text: string, options: Parameters<typeof assemble>[1] = {}): string[] {
  const image = assemble(text, options);
  if (image.ok) return [];
  return image.error.map(({ code, message, span, expected, hint }) => {
    const before = text.slice(0, span.start).split("\n");
    const at = `${before.length}:${before.at(-1)!.length + 1}`;
    return [`${at} ${code}: ${message}`, expected, hint].filter((part) => part !== undefined).join(" | ");
  });
}

const start = "_start:\n";

const table: readonly (readonly [string, string])[] = [
  ["adi a0, a0, 1", "2:1 instruction: there is no instruction adi | did you mean addi?"],
  [
    "c.addi a0, 1",
    "2:1 instruction: there is no instruction c.addi | it is one of compressed instructions, which are not in RV32IM: build it with -march=rv32im",
  ],
  [
    "fadd.s f0, f1, f2",
    "2:1 instruction: there is no instruction fadd.s | it is one of floating point: build it with -mabi=ilp32 -march=rv32im",
  ],
  ["ld a0, 0(sp)", "2:1 instruction: there is no instruction ld | it is one of RV64, and here words have 32 bits"],
  [
    "csrr a0, mstatus",
    "2:1 instruction: there is no instruction csrr | it is one of other extensions (Zicsr, Zifencei), which are not in RV32IM",
  ],
  ["add a0, a1", "2:1 operand: add does not take 2 operands | add rd, rs1, rs2, or add rd, rs1, imm"],
  ["ret a0", "2:1 operand: ret does not take 1 operand | ret"],
  [
    "add a0, a1, a9",
    "2:13 undefined: nothing is called a9 | if a register is meant: there are x0 to x31, a0 to a7, s0 to s11 and t0 to t6",
  ],
  [
    "sub a0, a1, 5",
    "2:13 operand: 5 is no register | a register: x0 to x31, zero, ra, sp, gp, tp, t0 to t6, s0 to s11, fp, a0 to a7",
  ],
  [
    "mul a0, a1, a11",
    "2:13 operand: a11 is no register | a register: x0 to x31, zero, ra, sp, gp, tp, t0 to t6, s0 to s11, fp, a0 to a7 | did you mean a1?",
  ],
  ["addi a0, a1, a2", "2:14 operand: a2 is not a number | a number, not a register"],
  ["addi a0, a1, 2048", "2:14 range: addi cannot hold 2048 | -2048 to 2047 | `li` puts any number into a register"],
  ["lw a0, 5000(sp)", "2:8 range: lw cannot hold 5000 | -2048 to 2047 | `li` puts any number into a register"],
  [
    "lw a0, a1",
    "2:8 undefined: nothing is called a1 | a label: a register's name stands for the register itself | the memory at the address in a1 is 0(a1); `jr a1` jumps there",
  ],
  ["slli a0, a0, 32", "2:14 range: a word is not shifted by 32 | 0 to 31"],
  ["lui a0, 0x100000", "2:9 range: 1048576 is not one of the upper 20 bits | 0 to 0xfffff"],
  ["li a0, 0x100000000", "2:8 range: 4294967296 does not fit into 32 bits | -2147483648 to 4294967295"],
  ["li a0, 1 / (3 - 3)", "2:8 expression: a division by zero"],
  ["li a0, (1", "2:8 expression: a parenthesis is not closed | )"],
  ["li a0, 1 +", "2:11 expression: the expression is not complete | a number, a label or an expression of them"],
  ["li a0, 12x", "2:8 expression: 12x is no number | a number as in C: 10, 0xff, 0b101, 017"],
  [
    "j nowhere",
    "2:3 undefined: nothing is called nowhere | a label is a name and a colon; the text must have it itself, as nothing else is linked to it",
  ],
  ["begin: j begn", "2:10 undefined: nothing is called begn | did you mean begin?"],
  ["j 1f", "2:3 undefined: there is no label 1 on that side | 1f and 1b go to a label that is written 1:"],
  ["1: j 1f", "2:6 undefined: there is no label 1 on that side | 1f is the next label 1:, and 1b the last one before"],
  [
    "jal .+0x100000",
    "2:5 range: jal does not reach so far: 1048576 bytes | an address within 1 MiB | `call` and `tail` reach every address",
  ],
  [
    "beq a0, a1, .+0x200000",
    "2:13 range: jal does not reach so far: 2097148 bytes | an address within 1 MiB | `call` and `tail` reach every address",
  ],
  [
    "j 0x10001",
    "2:3 range: instructions are at even addresses only | a label in .text, or an address that is a multiple of 4",
  ],
  [
    "addi a0, a0, %low(_start)",
    "2:14 operand: %low is not known | %hi, %lo, %pcrel_hi or %pcrel_lo | code that others built is translated without -fpic and without threads",
  ],
  [
    "lw a0, %pcrel_lo(_start)(a0)",
    "2:8 operand: there is no %pcrel_hi at this label | the label of the auipc with %pcrel_hi",
  ],
  ["fence rx, w", "2:7 operand: rx is no set of accesses | letters of iorw, or 0"],
  ["add a0,, a1", "2:8 operand: an operand is missing before the comma"],
  ["add a0, a1,", "2:11 operand: an operand is missing after the comma"],
  [".wrod 5", "2:1 directive: there is no directive .wrod | did you mean .word?"],
  [
    ".macro f",
    "2:1 directive: there is no directive .macro | this assembler has no macros and no conditions: it takes what compilers write",
  ],
  [".byte 256", "2:7 range: 256 does not fit into a byte | -128 to 255"],
  [".half 1, 65536", "2:10 range: 65536 does not fit into 2 bytes | -32768 to 65535"],
  [".word", "2:1 directive: .word takes numbers"],
  ['.string "a', '2:9 string: the string does not end on its line | end it with "; a newline in it is \\n'],
  ['.string "\\q"', '2:10 string: unknown escape "\\\\q" | \\b \\t \\n \\f \\r \\\\ \\" \\\' \\ooo (octal) or \\xHH'],
  [".align 20", "2:8 range: 20 is no alignment | 0 to 16, the power of 2"],
  [".balign 12", "2:9 range: 12 is no alignment | a power of 2, at most 65536"],
  [".space -1", "2:8 range: -1 is no number of bytes | 0 to 0x40000000"],
  [".space end\nend:", "2:8 expression: the size of this gap depends on itself"],
  [".option rvc", "2:9 directive: compressed instructions are not in RV32IM | leave .option rvc out"],
  [".equ a, b\n.equ b, a\nli a0, a", "2:9 expression: b is defined by itself, or by too many names"],
  [
    "x: .set x, 1",
    "2:9 defined-twice: x is defined twice | choose another name; labels that are numbers, as 1:, may be used again",
  ],
  [".popsection", "2:1 directive: .popsection without .pushsection"],
  [
    ".bss\n.word 5",
    "3:7 directive: the zeros of .bss have no contents in the file | put it into .data, or into .text when it is an instruction",
  ],
  ["5 + 5", "2:1 instruction: 5 is out of place | a label, an instruction or a directive"],
  ["add a0, a0, a0 ` b", '2:16 character: "`" has no meaning here'],
  [".data\n.space 0x7fffffff", "3:8 range: 2147483647 is no number of bytes | 0 to 0x40000000"],
  [
    ".data\n.zero 0x8000000",
    "1:1 too-large: the program takes 134217728 bytes, 134217728 of them in the file | at most 1073741824 in all, and 67108864 in the file | room that is zero at the beginning belongs into .bss",
  ],
];

describe("a mistake", () => {
  it.each(table)("%s", (text, message) => {
    expect(mistakesIn(start + text)).toContain(message);
  });

  it("of where a program begins", () => {
    expect(mistakesIn("main: ret")).toEqual([
      "1:1 no-start: there is no label _start, at which the program would begin | write `_start:` before the first instruction to be executed",
    ]);
    expect(mistakesIn("main: ret", { entry: "main" })).toEqual([]);
    expect(mistakesIn(".data\nmain: .word 1", { entry: "main" })).toEqual(["2:1 no-start: main is no label in .text"]);
    expect(mistakesIn(start, { text: 2 })).toEqual([
      "1:1 range: 2 is no address for the text | a multiple of 4 below 2^32",
    ]);
    const near = mistakesIn(`${start}ret\n.data\n.word 1`, { data: 0x10010 });
    expect(near).toEqual([
      expect.stringContaining("the next part is too near | give the text or the data another address"),
    ]);
  });
});

describe("mistakes", () => {
  it("are shown all, in the order of the text, each with its line", () => {
    const text = "_start:\n  adi a0, a0, 1\n  add a0, a1, a2\n  lw a0, 4000(sp)\n  j nowhere\n_start: ret\n";
    const image = assemble(text);
    if (image.ok) throw new Error("assembled");
    const lines = renderDiagnostics({ name: "a.s", text }, image.error).split("\n");
    expect(lines.filter((line) => line.startsWith("a.s:"))).toEqual([
      "a.s:2:3: error: there is no instruction adi [instruction]",
      "a.s:4:10: error: lw cannot hold 4000 [range]",
      "a.s:5:5: error: nothing is called nowhere [undefined]",
      "a.s:6:1: error: _start is defined twice [defined-twice]",
      "a.s:1:1: note: it was defined here",
    ]);
  });

  it("are listed up to fifty", () => {
    const found = mistakesIn(`${start}${"bad\n".repeat(200)}`);
    expect(found).toHaveLength(51);
    expect(found.at(-1)).toBe("52:1 too-large: 150 more mistakes are not listed");
  });

  it("are explained when they are listed, and only then", () => {
    const complaints = new Complaints();
    let explained = 0;
    const wrong = new Mistake("undefined", "nothing is called so", { start: 0, end: 2 }, () => {
      explained++;
      return { hint: "name it" };
    });
    for (let i = 0; i < 60; i++)
      complaints.noting(() => {
        throw wrong;
      });
    expect(explained).toBe(0);
    expect(complaints.list()[49]).toMatchObject({ message: "nothing is called so", hint: "name it" });
    expect(explained).toBe(50);
  });
});

describe("any text", () => {
  const word = fc.constantFrom(
    ...[
      "add",
      "lw",
      "a0",
      "sp",
      ",",
      "(",
      ")",
      "5",
      "-",
      "%lo",
      ".word",
      ".space",
      ".align",
      "1f",
      "1:",
      "\n",
      ";",
      "x",
      ":",
    ],
    ...['"', "'", "\\", "/*", "*/", "#", "=", ".section", ".bss", ".equ", "_start:", "la", "beq", "0x", "%", "<<", "."],
  );
  it("gives an image or mistakes, and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 40 }).map((words) => words.join(" ")),
        ),
        (text) => {
          const image = assemble(text);
          if (!image.ok) expect(image.error.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("has an operand between any two commas, but for the fill of an alignment", () => {
    const names = fc.constantFrom("ascii", "comm", "equ", "fill", "section", "size", "space", "word");
    const lists = fc.array(fc.constantFrom("2", "x", ""), { minLength: 2, maxLength: 4 });
    const missing: unknown = expect.stringMatching(/an operand is missing (before|after) the comma/u);
    fc.assert(
      fc.property(names, lists, (name, operands) => {
        fc.pre(operands.includes(""));
        expect(mistakesIn(`${start}.${name} ${operands.join(",")}`)).toEqual([missing]);
      }),
    );
    expect(mistakesIn(`${start}.p2align 2,,1`)).toEqual([]);
    expect(mistakesIn(`${start}.p2align ,,1\n.balign 2,,,1`)).toEqual([missing, missing]);
  });

  it("may be deep or long", () => {
    const deep = `${start} li a0, ${"(".repeat(100_000)}1${")".repeat(100_000)}`;
    expect(mistakesIn(deep)).toEqual([expect.stringContaining("the expression is too long")]);
    expect(mistakesIn(`${start} li a0, ${"-".repeat(900)}1`)).toEqual([expect.stringContaining("nested too deeply")]);
    const chain = Array.from({ length: 5000 }, (_, i) => `.equ n${i + 1}, n${i} + 1`).join("\n");
    expect(mistakesIn(`${start}.equ n0, 1\n${chain}\n li a0, n5000`)).toHaveLength(1);
    expect(mistakesIn(`${start}${"1: beqz a0, 1b\n".repeat(20_000)}`)).toEqual([]);
    expect(mistakesIn(`${start}${Array.from({ length: 20_000 }, (_, i) => `l${i}:`).join("\n")}\n ret`)).toEqual([]);
  });
});
