/**
 * Certificates for binaries that come without one: our own images with the certificate thrown away, those of the innocent variants of
 * our compiler, and those of a compiler that shares nothing with it. And nothing that is certified so behaves otherwise.
 */

import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile as compileAsStudent } from "../../../examples/student-compiler/compiler.ts";
import type { Level } from "../../../src/compiler/level.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import type { Program } from "../../../src/lang/program/program.ts";
import { printModule } from "../../../src/lang/syntax/print.ts";
import { assemble } from "../../../src/machine/assembler/assemble.ts";
import { readElf } from "../../../src/machine/elf/read.ts";
import type { Image } from "../../../src/machine/isa/image.ts";
import { certifyWithout, isMissing } from "../../../src/proof/infer/answer.ts";
import { arbitraryProgram } from "../../../src/testing/generate/arbitrary.ts";
import { innocents } from "../../../src/testing/mutants/innocents.ts";
import { mutants } from "../../../src/testing/mutants/mutants.ts";
import { compilersInStyles } from "../../../tools/campaigns/student-compilers.ts";
import { difference, sameImage, subjectOf } from "../../../tools/campaigns/subject.ts";
import { programOf } from "../../lang/program-of.ts";

const examples = readdirSync("examples")
  .filter((file) => file.endsWith(".ell"))
  .map((file) => file.slice(0, -4));

function example(name: string): Program {
  return programOf(readFileSync(`examples/${name}.ell`, "utf8"));
}

/** An image with nothing but its bytes. */
function ours(program: Program, using?: (typeof innocents)[number]["passes"], level: Level = 0): Image {
  const compiled = compile(program, { level }, using);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return { ...compiled.value.image, notes: [] };
}

function assembled(text: string): Image {
  const image = assemble(text);
  if (!image.ok) throw new Error(image.error[0]?.message);
  return image.value;
}

function students(program: Program): Image {
  return assembled(compileAsStudent(program));
}

/** What is not level, and why: in the message of a test that fails. */
function found(program: Program, image: Image): { readonly verdict: string; readonly apart: readonly unknown[] } {
  const { verdict, functions } = certifyWithout(program, image);
  return { verdict: verdict.verdict, apart: functions.filter(isMissing) };
}

const certified = { verdict: "certified", apart: [] };

/** Of generated programs about one in a thousand is not shown (docs/campaigns.md): of a few, one at most. */
function nearlyAllCertified(numRuns: number, imageOf: (program: Program) => Image): void {
  const programs = fc.sample(arbitraryProgram({ size: 30 }), numRuns);
  const notShown = programs.flatMap(({ program, module }) => {
    const { verdict, apart } = found(program, imageOf(program));
    return verdict === "certified" ? [] : [{ program: printModule(module), apart }];
  });
  if (notShown.length > 1) expect(notShown).toStrictEqual([]);
}

describe("our own images, without their certificates", () => {
  test.each(examples)("%s", (name) => {
    const program = example(name);
    expect(found(program, ours(program))).toStrictEqual(certified);
  });

  test("generated programs", () => {
    nearlyAllCertified(40, (program) => ours(program));
  });

  test.each([
    [1, "gzip"],
    [1, "kmp"],
    [1, "rpn"],
    [2, "assembler"],
    [2, "brainfuck"],
    [2, "calculator"],
    [2, "forth"],
    [2, "gunzip"],
    [2, "hex0"],
    [2, "json"],
    [2, "md5"],
    [2, "merge-sort"],
    [2, "pi"],
    [2, "regexp"],
    [2, "rpn"],
    [2, "sieve"],
  ] as const)("level %s: %s", (level, name) => {
    const program = example(name);
    expect(found(program, ours(program, undefined, level))).toStrictEqual(certified);
  });

  test.each(innocents.map(({ name, passes }) => [name, passes] as const))("the innocent variant %s", (_, passes) => {
    const program = example("gcd");
    expect(found(program, ours(program, passes))).toStrictEqual(certified);
  });
});

/** Images of innocent variants that were not shown before, each with what it has that is unusual. */
describe("what made trouble in images of innocent variants", () => {
  test.each([
    ["the buffer's address is copied by `or`", "moves-by-or", 1, "hello"],
    ["a jump behind a branch over it is no last call", "branches-always-far", 2, "wc"],
    ["words of the frame are left over behind a join", "everything-in-the-frame", 2, "gcd"],
    ["what is known of a value that is a constant", "everything-in-the-frame", 1, "rpn"],
    ["a length that is kept, and made of what changes", "everything-in-the-frame", 2, "pi"],
    ["an address that goes on with a variable and might be stepped", "everything-in-the-frame", 2, "diff"],
    ["a jump to what reads a register that no function is given", "branches-always-far", 2, "rpn"],
  ] as const)("%s: %s at level %s of %s", (_, variant, level, name) => {
    const program = example(name);
    const { passes } = innocents.find((innocent) => innocent.name === variant)!;
    expect(found(program, ours(program, passes, level))).toStrictEqual(certified);
  });
});

describe("a compiler that pushes and pops", () => {
  test.each(["gcd", "life", "queens", "wc"])("%s", (name) => {
    const program = example(name);
    expect(found(program, students(program))).toStrictEqual(certified);
  });

  test("generated programs", () => {
    nearlyAllCertified(25, students);
  });
});

describe.each(compilersInStyles)("a compiler with %s", (_, compiler) => {
  test.each(["merge-sort", "rpn", "sha256"])("%s", (name) => {
    const program = example(name);
    expect(found(program, assembled(compiler(program)))).toStrictEqual(certified);
  });

  test("generated programs", () => {
    nearlyAllCertified(15, (program) => assembled(compiler(program)));
  });
});

/** Programs that were not shown before, each with what they have that is unusual. */
describe("what made trouble", () => {
  test("many reads in a row, where the machine may go on beyond the first place of a join in very many ways", () => {
    const reads = Array.from({ length: 60 }, (_, i) => `let v${i} = read();`).join(" ");
    const sums = Array.from({ length: 60 }, (_, i) => `s = s * 3 + v${i};`).join(" ");
    const program = programOf(`fn main(): int { let s = 0; ${reads} ${sums} return s; }`);
    for (const level of [0, 1] as const)
      expect(found(program, ours(program, undefined, level))).toStrictEqual(certified);
  });

  test.each([
    ["a loop that is left in its first round", "fn main(): int { for k in 0..1 {} while true { break; } return 0; }"],
    ["a loop that returns in its first round", 'fn main(): int { for k in 0..len("a") { return ""[0]; } return 0; }'],
    [
      "a copy in which the old value lives on",
      "fn main(): int { for j in 0..0xffffffff by 0x80000000 { let f = new bool[](0); let a = [0]; let x = j; } return 0; }",
    ],
    [
      "ways that join inside of another join",
      "fn f(q: bool): bool { if q { q = q || false; } if !q {} else { q = true; } return q; } fn main(): int { f(read() > 3); return 0; }",
    ],
    [
      "a condition that decides nothing",
      "fn h(): bool { return false; } fn f(q: bool, p: bool): int { if q { h(); } for i in 0..1 {} if p {} return 0; } fn main(): int { return f(false, false); }",
    ],
    [
      "a loop whose end leads on to another's beginning",
      "let b = new int[](0); fn main(): int { while read() != 0 { b = new int[](0); for j in 0..1 {} } return 0; }",
    ],
    [
      "a value that by chance another register has, too",
      "fn h() {} fn main(): int { let q = read() != 256; h(); if q {} else { write(0); } return 0; }",
    ],
    [
      "an index that is 0 or -1, which the machine compares signed",
      'let s = "z"; fn g(): int { return read(); } fn main(): int { let w = g(); return s[w >> 31] + w; }',
    ],
    [
      "a remainder by a power of two that is the number itself, as far as it is seen first",
      "let b = new byte[](4); fn g(n: int, u: int): int { if n <= 0 { return n; } return read_bytes(b, 4, 0); } fn main(): int { let x = read() % 2048; write(~x >>> (x & g(1, read()) ^ 1251623692)); write(5); return x; }",
    ],
    [
      "an index with a bit that is shifted up, which the machine compares signed",
      "fn g(): int { return 3; } fn main(): int { let a = new int[](4); return a[(g() << 31) + (8 + ~read())]; }",
    ],
    [
      "a loop that is left in its first round, and another one",
      "fn main(): int { let c = read(); while c >= 0 { if !false { break; } c = read(); } for j in 0..4 { write(j); } return c; }",
    ],
    [
      "a word that is compared with an `xor` of it, by their difference",
      "let y = 7; fn f(): int { return y >> 31; } fn main(): int { let v = f(); if v != ~~v ^ y { v = f(); } return v; }",
    ],
    [
      "reads and writes to which nothing leads",
      "fn g(): int { return read(); } fn f(): int { return g(); } fn main(): int { assert 115 < 1; return f(); }",
    ],
    [
      "a block that may be empty, moved while an operand waits",
      "let y = 65536; fn main(): int { let s = new byte[](8); let x = read_bytes(s, 0, y & 7) - y % 0xfffff000; write(read() + x); return y; }",
    ],
    ["a block of no bytes", 'let s = ""; fn main(): int { write(read_bytes(s, 0, len(s))); return 0; }'],
    [
      "an argument that the callee does not read, which is a constant that was made early",
      'fn f(q: bool): int { return 0; } fn main(): int { let q = false; let a = new int[](0); let s = ""; return f(q); }',
    ],
    [
      "a join that is none on one of its ways, before an array is made",
      'fn main(): int { let q = new bool[](1)[0] && (false && false); let s = ""; let b = new int[](0); return 0; }',
    ],
    [
      "a remainder of a byte as an index, which the machine compares signed",
      "fn main(): int { let a = new bool[](1); if a[read() % 31] {} else { a = [false]; } return 0; }",
    ],
    [
      "an index that is made of a byte and never negative, which the machine compares signed",
      'let s = ""; fn main(): int { return s[(-read() ^ 1) + 256]; }',
    ],
    [
      "an index that is made of a byte and always negative, which the machine compares signed",
      "fn g(): int { return 0; } fn main(): int { let a = new int[](1); g(); write(a[~(0 - read() + 255 >> 1)]); return 0; }",
    ],
    [
      "a block of no bytes that is moved in another function, which a plain compiler moves in a loop",
      'let s = ""; fn g(): int { return read_bytes(s, 0, 0); } fn main(): int { write(g()); return 0; }',
    ],
    [
      "functions that nothing calls",
      "fn h(): bool { return false; } fn g() {} fn f(): bool { if false {} return false; } fn main(): int { return 0; }",
    ],
  ])("%s", (_, text) => {
    const program = programOf(text);
    const images = compilersInStyles.map(([, compiler]) => assembled(compiler(program)));
    for (const image of [ours(program), students(program), ...images])
      expect(found(program, image)).toStrictEqual(certified);
  });
});

test("a compiler may compute a constant where it is used, and look whether it divides by 0", () => {
  const program = programOf("fn main(): int { return L; } const L = 7 % 4;");
  const text = compileAsStudent(program).replace(
    "li t0, 3",
    "li t0, 7\n  li t1, 4\n  beqz t1, trap_divide\n  rem t0, t0, t1",
  );
  expect(text).toContain("rem");
  expect(found(program, assembled(text))).toStrictEqual(certified);
});

/** Programs whose optimised images were not shown before, each with what they have that is unusual. */
describe("what made trouble in our own images at level 1", () => {
  test.each([
    [
      "an argument that the callee does not read, which was made early",
      'fn h(w: int, x: int, y: int): int { return 0; } fn main(): int { let v = read(); let b = [0]; let s = ""; return h(0, 0, v); }',
    ],
    [
      "an argument that the callee does not read, which is read from the heap early",
      "let a = new int[](0); fn main(): int { let y = a[0]; h([0], h(new int[](0), a)); return 0; } fn h(b: int[], c: int[]): int[] { return new int[](0); }",
    ],
    [
      "a callee that moves no bytes, as the compiler knows, before a loop over an array whose length is read before it",
      'let s = ""; fn g(): int { return read_bytes("", 0, 0); } fn main(): int { g(); for i in 0..len(s) { write(s[i]); } return 0; }',
    ],
    [
      "a callee that sets no global, as the compiler knows",
      "let b = [0]; fn g(): int { if false { b = new int[](0); } return 0; } fn main(): int { b[0] ^= g(); return 0; }",
    ],
    [
      "a callee that makes no array, as the compiler knows",
      'let a = new int[](0); fn g(): int[] { if true {} else { let s = ""; } return a; } fn main(): int { g(); for k in 0..len(a) { write(a[k]); } return 0; }',
    ],
    [
      "a callee with a loop in which it never writes",
      "fn g(): int { for k in 0..0 { write(0); } return 0; } fn main(): int { let a = new int[](0); if len(a) >= g() {} write(a[0]); return 0; }",
    ],
    [
      "a loop that is there behind one of which nothing is left",
      "fn main(): int { for i in 0..0 {} for j in 0x80000000..1 {} return 0; }",
    ],
    [
      "four reads in one statement before a loop",
      'let s = ""; fn main(): int { write(read() - read() + (read() - read())); for j in 0..len(s) { write(0); } return 0; }',
    ],
    [
      "two globals that have one array before a loop, of which one is read in it",
      'fn main(): int { s = t; for i in 0..len(t) { write(t[0]); } return 0; } let s = ""; let t = "";',
    ],
  ])("%s", (_, text) => {
    const program = programOf(text);
    expect(found(program, ours(program, undefined, 1))).toStrictEqual(certified);
  });
});

/** Programs whose optimised images were not shown before, each with what they have that is unusual. */
describe("what made trouble in our own images at level 2", () => {
  test.each([
    [
      "a call of itself that is a jump back",
      "fn f(n: int): int { if n <= 0 { return 2047; } return f(n - 1); } fn main(): int { let u = read(); if f(4) < ~u {} return u; }",
    ],
    [
      "a loop of which nothing is left, since its first round stops",
      "fn h(): bool { let u = 8; let s = new byte[]((u & 63) - 32); return true; } fn main(): int { let n = 4; let q = false; while n > 0 && !q { n = n - 1; q = h(); } return n; }",
    ],
    [
      "a sum that is kept over a loop, of a global and a variable that is a constant on one way to the loop",
      "let g = 7; fn main(): int { let x: int = read(); while read() >= 0 { write(x + g); } write(1); return x; }",
    ],
    [
      "a loop that never goes on, with a sum that is kept over it",
      "fn main(): int { let c = read(); let y = read(); while c != -1 { if y >= y + 5 { break; } c = read(); } write(y); write(c); return y; }",
    ],
    [
      "a call in a call that is inlined, which is made again elsewhere",
      'fn main(): int { write(~(h() - f() & 4095)); write(0); return 0; } fn h(): int { let q = false; if q { let v = 3; write(~v); } return f(); } fn f(): int { let s = "xeyo"; return write_bytes(s, 0, 0xfffff7ff & 3); }',
    ],
    [
      "an index of a text that needs no check",
      'fn h(): int { let s = "t"; return read_bytes(s, 0, 1); } fn main(): int { let s = "cwo "; s[~255 & 3] = 7; write(h()); return 2; }',
    ],
    [
      "a parameter that is passed on to the same function again, and read by nothing",
      "let b = new bool[](4); fn h(n: int, v: int): bool[] { if n <= 0 { return b; } return h(n - 1, v); } fn f() { let c = h(3, 256); } fn main(): int { f(); write(0); return 0; }",
    ],
    [
      "a value that is only the opposite of what a place holds",
      'fn main(): int { let x = read(); let v = -x + g() * -x; g(); write(x); write(v); return 0; } fn g(): int { return write_bytes("", 1, 0); }',
    ],
    [
      "a value that is only the complement of what a place holds, where an array is made",
      'let s = ""; fn h(): bool { let b = new int[](0); return false; } fn main(): int { let y = read(); s[0] = ~y; new int[](1)[0] = ~y; h(); return 0; }',
    ],
    [
      "a function that could be the one that calls it, where the machine comes to it first",
      "fn h(): bool { read(); return ~0 != read(); } fn g(): int { if h() { h(); } return 1; } fn main(): int { return g(); }",
    ],
    [
      "a function that could be the one that hands its result on",
      'fn g(): int { return write_bytes("", 1, 0); } fn f(): int { return g(); } fn main(): int { g(); return f(); }',
    ],
    [
      "a value that nobody stores before an array is made, but for what an `||` is",
      "let p = false; fn main(): int { if p { p = true || false; } for j in 0..1 {} return 0; }",
    ],
    [
      "an argument that the callee does not read, in a function that is inlined",
      "fn f(u: int): int { return f(0); } fn g(v: int): bool { let b = [false]; return f(v) > 0; } fn main(): int { g(read()); return 0; }",
    ],
    [
      "an index of an array of constants in a loop",
      "fn main(): int { let a = [0, 0, 0, 1]; while read() != -1 { a[0] = -2049; } for j in 0..len(a) { write(a[j]); } return 0; }",
    ],
  ])("%s", (_, text) => {
    const program = programOf(text);
    expect(found(program, ours(program, undefined, 2))).toStrictEqual(certified);
  });

  test("generated programs", () => {
    nearlyAllCertified(15, (program) => ours(program, undefined, 2));
  });
});

test("ways that join where a call returns", () => {
  const program = programOf("fn g() {} fn main(): int { if read() > 0 { g(); } return 0; }");
  const text = compileAsStudent(program);
  const direct = text.replace(/(call f\d+\.g\n) {2}addi sp, sp, -4\n {2}sw a0, 0\(sp\)\n {2}addi sp, sp, 4\n/, "$1");
  expect(direct).not.toBe(text);
  expect(found(program, assembled(direct))).toStrictEqual(certified);
});

test("an address that is kept in a register through a loop", () => {
  const program = programOf("let a = 1; let b = 2; fn main(): int { while read() > 0 { a += b; } return a; }");
  const [main, start] = compileAsStudent(program).split("# _start");
  const begun = main!.replace(/sw ra, \d+\(sp\)\n/, "$&  la t4, globals\n");
  const kept = begun.replaceAll("la t1, globals + 0\n", "mv t1, t4\n");
  expect(kept).not.toBe(begun);
  expect(found(program, assembled(`${kept}# _start${start}`))).toStrictEqual(certified);
});

test("a function that is called by one which was looked for in the wrong place first", () => {
  const one = "fn one(n: int): int { return below(n) + 1; }";
  const two = "fn two(n: int): int { return below(n) + 2; }";
  const below = "fn below(n: int): int { write(n); return n * 3; }";
  const program = programOf(`${one} ${two} ${below} fn main(): int { return one(1) + two(2); }`);
  const other = `${two} ${one} ${below} fn main(): int { write(7); return one(1) + two(2) + one(3); }`;
  const { functions } = certifyWithout(program, ours(programOf(other)));
  const kinds = functions.map(({ name, kind }) => `${name}: ${kind}`);
  expect(kinds).toStrictEqual(["one: level", "two: level", "below: level", "main: apart", "_start: level"]);
});

describe("nothing that is certified behaves otherwise", () => {
  const subject = subjectOf("gcd", 60, 0);

  test("images of wrong compilers", () => {
    for (const { name, passes } of mutants.filter((_, i) => i % 10 === 0)) {
      const compiled = compile(subject.program, { level: 0 }, passes);
      if (!compiled.ok) continue;
      const { verdict } = certifyWithout(subject.program, compiled.value.image);
      if (verdict.verdict === "certified")
        expect([name, difference(subject, compiled.value.image)]).toStrictEqual([name, undefined]);
    }
  });

  test("images with a flipped bit", () => {
    fc.assert(
      fc.property(fc.nat(subject.elf.length * 8 - 1), (bit) => {
        const bytes = subject.elf.slice();
        bytes[bit >>> 3]! ^= 1 << (bit & 7);
        const file = readElf(bytes);
        if (!file.ok || sameImage(file.value, subject.image)) return;
        if (certifyWithout(subject.program, file.value).verdict.verdict === "certified")
          expect(difference(subject, file.value)).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });
});

test("a stack check that asks for a gigabyte is no frame that is looked through", () => {
  const program = programOf(
    "fn g(q: bool): bool { return q || read() < 9; } fn main(): int { if g(false) {} return 0; }",
  );
  const text = compileAsStudent(program);
  const far = text.replace("la t1, heap_end", "la t1, heap_end + 0x40000000");
  expect(far).not.toBe(text);
  const { functions } = certifyWithout(program, assembled(far));
  expect(functions.map(({ name, kind }) => `${name}: ${kind}`)).toContain("g: over budget");
});

test("terms that are too deep for the engine's stack end nothing but the search", () => {
  const program = programOf("fn f(x: int): int { return x; } fn main(): int { return f(read()); }");
  const deep = "and t0, a0, t0\n  and t2, a0, t2\n  ".repeat(4000);
  const text = compileAsStudent(program).replace("\nf0.f:\n", `\nf0.f:\n  ${deep}xor t3, t0, t2\n`);
  expect(text).toContain("xor t3, t0, t2");
  expect(certifyWithout(program, assembled(text)).functions.map(({ name }) => name)).toContain("f");
});

test("the same binary gives the same claims", () => {
  const program = example("queens");
  expect(certifyWithout(program, students(program))).toStrictEqual(certifyWithout(program, students(program)));
});
