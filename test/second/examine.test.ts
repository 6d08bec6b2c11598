/**
 * The checker that Coq proves right: it accepts what the compiler makes of programs that it can follow, refuses what the compiler
 * makes of others, and refuses to judge what it cannot follow.
 */

import { compile, type Level } from "etalon/compiler";
import { type Program, parseProgram } from "etalon/lang";
import { type Image, runMachine, writeElf } from "etalon/machine";
import { defaultCases, generateCase, programOfCase } from "etalon/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Hints, imageIn, problemsOf, searchOf } from "../../src/second/examine.ts";
import { examples } from "../examples/cases.ts";
import { programOf as exampleProgram } from "../examples/engines.ts";

const minutes = 120_000;

function parsed(text: string): Program {
  const program = parseProgram(text);
  if (!program.ok) throw new Error("the program is not valid");
  return program.value;
}

function compiled(program: Program, level: Level) {
  const made = compile(program, { level });
  if (!made.ok) throw new Error(made.error.message);
  const { image, memory, cuts } = made.value;
  return { image, hints: { layout: memory, functions: cuts } };
}

/** The names of what cannot be shown of an image. */
function problemsWith(program: Program, image: Image, hints: Hints): string[] {
  return problemsOf(program, imageIn(writeElf(image))!, searchOf(hints, 1)).map(({ kind }) => kind);
}

function problems(program: Program, level: Level = 0): string[] {
  const { image, hints } = compiled(program, level);
  return problemsWith(program, image, hints);
}

function textOf(image: Image) {
  return image.segments.find(({ permissions }) => permissions.execute)!;
}

/** The image with another bit somewhere in its text. */
function withBit(image: Image, place: number): Image {
  const text = textOf(image);
  const bytes = Uint8Array.from(text.bytes);
  bytes[(place >> 3) % bytes.length]! ^= 1 << (place & 7);
  return { ...image, segments: image.segments.map((segment) => (segment === text ? { ...segment, bytes } : segment)) };
}

const cat = `fn main(): int {
  let c = read();
  while c != -1 { write(c); c = read(); }
  return 0;
}`;

it.each([
  ["cat", 0],
  ["cat", 1],
  ["cat", 2],
  ["hex0", 0],
] as const)("accepts examples/%s.ell at -O%i", { timeout: minutes }, (name, level) => {
  const { text } = examples.find((example) => example.name === name)!;
  expect(problems(exampleProgram(name, text), level)).toEqual([]);
});

it("accepts loops, calls, globals and traps", { timeout: minutes }, () => {
  const text = `let total = 0;
    fn add(n: int) { let i = 0; while i < n { total = total + i * 3 / n; i = i + 1; } }
    fn main(): int { let c = read(); while c >= 0 { add(c); write(total); c = read(); } assert total != 7; return total % c; }`;
  expect(problems(parsed(text))).toEqual([]);
});

it.each([
  ["another exit code", cat.replace("return 0", "return 1")],
  ["another byte", cat.replace("write(c)", "write(c + 1)")],
  ["another condition", cat.replace("c != -1", "c != 0")],
  ["a byte more", cat.replace("write(c);", "write(c); write(c);")],
  ["a byte less", cat.replace("write(c);", "")],
  ["a byte that is skipped", cat.replace("c = read(); }", "c = read(); c = read(); }")],
  ["an end instead of a loop", cat.replace("while c != -1", "if c != -1")],
  ["a trap", cat.replace("return 0", "return 1 / 0")],
])("refuses the image of another program: %s", { timeout: minutes }, (_, text) => {
  const { image, hints } = compiled(parsed(text), 0);
  expect(problemsWith(parsed(cat), image, hints)).not.toEqual([]);
});

it("refuses an image of which an instruction is another", { timeout: minutes }, () => {
  const program = parsed(cat);
  const { image, hints } = compiled(program, 0);
  // The first byte's call, the loop's comparison, the result of main, and the exit.
  // Bit 20 of a word is the lowest of an immediate operand, or of a register's number.
  const words = textOf(image).bytes.length / 4;
  for (const word of [2, 3, 5, words - 4, words - 3])
    expect(problemsWith(program, withBit(image, 32 * word + 20), hints)).not.toEqual([]);
});

/** Small programs of the generator, with inputs. */
function generated(seed: number, count: number): { program: Program; inputs: readonly Uint8Array[] }[] {
  return Array.from({ length: count }, (_, i) => {
    const testCase = generateCase(seed, i, { ...defaultCases, size: 15 });
    const program = programOfCase(testCase);
    if (!program.ok) throw new Error("a generated program is not valid");
    return { program: program.value, inputs: [testCase.input, new Uint8Array(), Uint8Array.of(0, 1, 48, 255, 10)] };
  });
}

it("accepts generated programs, but for those with arrays", { timeout: minutes }, () => {
  // Always the same: that it accepts every program is not claimed.
  const found = generated(7, 25).map(({ program }) => problems(program));
  const judged = found.filter((some) => !some.includes("SourceUsesArrays"));
  expect(judged.length).toBeGreaterThan(5);
  for (const some of judged) expect(some).toEqual([]);
});

it("accepts no changed image that behaves in another way", { timeout: minutes }, () => {
  const budget = 100_000;
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (seed, places) => {
      for (const { program, inputs } of generated(seed, 1)) {
        const { image, hints } = compiled(program, 0);
        if (problemsWith(program, image, hints).length > 0) continue;
        for (const place of places) {
          const changed = withBit(image, place);
          if (problemsWith(program, changed, hints).length > 0) continue;
          for (const input of inputs) {
            const [was, is] = [image, changed].map((one) => runMachine(one, { input, budget }));
            // Where one takes longer, the other is not the same when time is up.
            if (was!.outcome.kind === "running" || is!.outcome.kind === "running") continue;
            expect({ outcome: is!.outcome, events: is!.events }).toEqual({
              outcome: was!.outcome,
              events: was!.events,
            });
          }
        }
      }
    }),
    { numRuns: 12 },
  );
});

it("does not judge arrays and programs that call themselves", { timeout: minutes }, () => {
  expect(problems(parsed("fn main(): int { return len(new int[](3)); }"))).toEqual(["SourceUsesArrays"]);
  expect(
    problems(
      parsed("fn f(n: int): int { if n == 0 { return 1; } return n * f(n - 1); } fn main(): int { return f(read()); }"),
    ),
  ).not.toEqual([]);
});
