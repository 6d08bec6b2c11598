/**
 * What plain compilers do is guessed, so that nearly nothing is searched; and a guess is worth nothing until it was checked.
 */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile as compileAsStudent } from "../../../../examples/student-compiler/compiler.ts";
import { compile } from "../../../../src/compiler/pipeline.ts";
import type { Program } from "../../../../src/lang/program/program.ts";
import { assemble } from "../../../../src/machine/assembler/assemble.ts";
import type { Image } from "../../../../src/machine/isa/image.ts";
import { checkClaims } from "../../../../src/proof/checker/check.ts";
import { certifyWithout } from "../../../../src/proof/infer/answer.ts";
import { type Inferred, infer, inferByGuesses } from "../../../../src/proof/infer/infer.ts";
import { programOf } from "../../../lang/program-of.ts";

const examples = readdirSync("examples")
  .filter((file) => file.endsWith(".ell"))
  .map((file) => programOf(readFileSync(`examples/${file}`, "utf8")));

function ours(program: Program, level: 0 | 1 | 2 = 0): Image {
  const compiled = compile(program, { level });
  if (!compiled.ok) throw new Error(compiled.error.message);
  return { ...compiled.value.image, notes: [] };
}

/** Where what is known on a way decides a check, that is left out. */
function withoutChecks(program: Program): Image {
  const compiled = compile(program, { level: 2, passes: ["ssa", "checks"] });
  if (!compiled.ok) throw new Error(compiled.error.message);
  return { ...compiled.value.image, notes: [] };
}

function students(program: Program): Image {
  const image = assemble(compileAsStudent(program));
  if (!image.ok) throw new Error(image.error[0]?.message);
  return image.value;
}

/** What is guessed, and nothing refuses it. */
function guessed(program: Program, image: Image): Inferred {
  const found = inferByGuesses(program, image, {}, () => undefined);
  if (found === undefined) throw new Error("some function is not found");
  return found;
}

describe.each([
  ["our own code that is not optimised", (program: Program) => ours(program)],
  ["the student's", students],
])("of %s", (_, imageOf) => {
  test("nearly all functions of the examples are guessed, and the guesses are shown", () => {
    let [functions, byGuess, certified] = [0, 0, 0];
    for (const program of examples) {
      const image = imageOf(program);
      const found = guessed(program, image);
      functions += program.functions.length;
      byGuess += found.guessed.size;
      if (checkClaims(program, image, found.claims).verdict === "certified") certified++;
    }
    expect(byGuess / functions).toBeGreaterThan(0.98);
    expect(certified).toBe(examples.length);
  });
});

test("where checks are left out, the facts are guessed from which they follow", () => {
  let [functions, byGuess, certified] = [0, 0, 0];
  for (const program of examples) {
    const image = withoutChecks(program);
    const found = guessed(program, image);
    functions += program.functions.length;
    byGuess += found.guessed.size;
    if (checkClaims(program, image, found.claims).verdict === "certified") certified++;
  }
  expect(byGuess / functions).toBeGreaterThan(0.95);
  expect(certified).toBe(examples.length);
});

describe("of a check that is left out", () => {
  const factsOf = (name: string, text: string, imageOf: (program: Program) => Image): number => {
    const program = programOf(text);
    const image = imageOf(program);
    const { claims, guessed: byGuess } = guessed(program, image);
    const index = program.functions.findIndex((one) => one.name === name);
    expect(byGuess).toContain(index);
    expect(checkClaims(program, image, claims).verdict).toBe("certified");
    const { cuts } = claims.functions[index]!;
    return cuts.reduce((sum, { facts = [] }) => sum + facts.length, 0);
  };

  test("no fact is claimed where what was decided on the way tells that it holds", () => {
    const text = `fn at(a: int[], i: int): int { if i < 0 || i >= len(a) { return 0; } return a[i]; }
      fn main(): int { return at(new int[](5), read()); }`;
    expect(factsOf("at", text, withoutChecks)).toBe(0);
  });

  test("a fact is claimed where that was so before the point from which the way leads", () => {
    const text = readFileSync("examples/hello.ell", "utf8");
    expect(factsOf("main", text, (program) => ours(program, 2))).toBeGreaterThan(0);
  });
});

test("of our own code where nothing is inlined nearly all functions of the examples are guessed, though words are kept in registers that are no values", () => {
  let [functions, byGuess] = [0, 0];
  for (const program of examples) {
    functions += program.functions.length;
    byGuess += guessed(program, ours(program, 1)).guessed.size;
  }
  expect(byGuess / functions).toBeGreaterThan(0.97);
});

test("a global that is known to be a constant on one way is a global in the register that has it", () => {
  const program = programOf(readFileSync("examples/queens.ell", "utf8"));
  const image = ours(program, 1);
  const { claims, guessed: byGuess } = guessed(program, image);
  expect(byGuess).toContain(program.functions.findIndex(({ name }) => name === "place"));
  expect(checkClaims(program, image, claims).verdict).toBe("certified");
});

test("a value of which nothing is needed but what a register has is nowhere", () => {
  const program = programOf(`fn put(i: int) { write(i); }
    fn main(): int {
      let i = read();
      while i > 0 { put((i - 1) / 2); i = (i - 1) / 2; }
      return 0;
    }`);
  const image = ours(program, 1);
  const { claims, guessed: byGuess } = guessed(program, image);
  expect(byGuess.size).toBe(program.functions.length);
  expect(checkClaims(program, image, claims).verdict).toBe("certified");
});

test.each([
  [
    "a register that a loop leaves as it is holds nothing that its variables change",
    `let code = new int[](90);
fn insert(n: int) {
  for i in n..9 {
    for j in 0..3 {
      code[3 * i + 3 + j] = code[3 * i + j];
    }
  }
}
fn main(): int {
  insert(read());
  insert(read());
  return code[3];
}`,
  ],
  [
    "of two variables that are 0 before a loop one is in the register that is stepped as it is",
    `let big = new int[](90);
fn scale(to: int, size: int, from: int, factor: int): int {
  let carry = 0;
  for i in 0..size {
    let product = big[from + i] * factor + carry;
    big[to + i] = product & 255;
    carry = product >> 8;
  }
  return carry;
}
fn main(): int {
  return scale(read(), read(), read(), read()) + scale(0, 8, 9, 3);
}`,
  ],
] as const)("%s", (_, text) => {
  const program = programOf(text);
  const compiled = compile(program, { level: 2, passes: ["-inline"] });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const { image } = compiled.value;
  const { guessed: all, claims } = guessed(program, image);
  expect(all.size).toBe(program.functions.length);
  expect(checkClaims(program, image, claims).verdict).toBe("certified");
});

test("nothing is guessed unless that is asked for", () => {
  const program = programOf("fn main(): int { return read(); }");
  expect(infer(program, students(program)).guessed.size).toBe(0);
});

test("a function whose guess the check refuses is searched", () => {
  const text = `fn f(n: int): int { return n; }
    fn main(): int {
      let bytes: byte[] = new byte[](16);
      write(f(2) | read_bytes(bytes, 1, len(bytes) - 1));
      write(1);
      return 0;
    }`;
  const program = programOf(text);
  const image = students(program);
  // That a length less 1 is 0 on a way a guess does not make use of in a disjunction.
  const { claims } = guessed(program, image);
  expect(checkClaims(program, image, claims).verdict).toBe("refused");
  expect(certifyWithout(program, image).verdict.verdict).toBe("certified");
});

test("where a hundred asserts stand in a row, the function is guessed, too", () => {
  const asserts = Array.from({ length: 100 }, (_, i) => `assert x != ${i};`).join(" ");
  const program = programOf(`fn main(): int { let x = read(); ${asserts} return x; }`);
  const image = ours(program);
  const { claims, guessed: byGuess } = guessed(program, image);
  expect(byGuess.size).toBe(program.functions.length);
  expect(checkClaims(program, image, claims).verdict).toBe("certified");
});

test("of optimised code functions are guessed, too, and which calls are inlined, and nearly all guesses are shown", () => {
  let [functions, byGuess, inlined, certified] = [0, 0, 0, 0];
  for (const program of examples) {
    const image = ours(program, 2);
    const found = guessed(program, image);
    functions += found.findings.filter(({ kind }) => kind === "found").length;
    byGuess += found.guessed.size;
    for (const index of found.guessed) inlined += found.claims.functions[index]!.inlined?.length ?? 0;
    if (checkClaims(program, image, found.claims).verdict === "certified") certified++;
  }
  expect(byGuess / functions).toBeGreaterThan(0.7);
  expect(inlined).toBeGreaterThan(80);
  expect(certified).toBeGreaterThan(0.9 * examples.length);
});
