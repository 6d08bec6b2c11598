/**
 * What the second checker takes from a certificate besides the places to look at: facts, and words that are computed from others. With these it
 * accepts loops as the compiler makes them at -O2; what is not so is not believed, whoever says it.
 */

import type { Program } from "etalon/lang";
import { asDifferences, type Fact, type SourceTerm, wholeClaims } from "etalon/proof";
import { expect, it } from "vitest";
import { checksOf, compiled, parsed, problems, problemsOfOther, problemsWith, textWords, withText } from "./images.ts";

const minutes = 120_000;

type Made = ReturnType<typeof compiled>;

/** Fills a table and adds up its first elements. At -O2 registers go along the table, and no index is checked. */
const summing = parsed(`let table = new int[](12);
fn sum(t: int[], n: int): int { let total = 0; let i = 0; while i < n { total = total + t[i]; i = i + 1; } return total; }
fn main(): int {
  let i = 0;
  while i < len(table) { table[i] = read(); i = i + 1; }
  let n = read();
  if n >= 0 && n <= len(table) { write(sum(table, n)); }
  return 0;
}`);

const local = (slot: number): SourceTerm => ({ kind: "local", slot });
const constant = (value: number): SourceTerm => ({ kind: "constant", value });
const less = (left: SourceTerm, right: SourceTerm): SourceTerm => ({ kind: "apply", operation: "sltu", left, right });
const equal = (left: SourceTerm, right: SourceTerm): SourceTerm => ({ kind: "apply", operation: "equal", left, right });

/** What is said of an image, with other facts at every cut point, and, unless told, with nothing computed. */
function saying({ image, hints: { layout, functions } }: Made, facts: readonly Fact[], computed = false): Made {
  const all = wholeClaims({ layout: layout, functions: functions });
  const changed = all.functions.map((one) => ({
    ...one,
    cuts: one.cuts.map(({ computed: words, held, ...cut }) => ({
      ...cut,
      ...(computed && { computed: words, held }),
      facts,
    })),
  }));
  const said = asDifferences({ ...all, functions: changed }).functions;
  return { image, hints: { layout, functions: said } };
}

function problemsOfSaid(program: Program, { image, hints }: Made): string[] {
  return problemsWith(program, image, hints);
}

it.each([0, 1, 2] as const)("accepts loops over arrays at -O%i", { timeout: minutes }, (level) => {
  expect(problems(summing, level)).toEqual([]);
});

it("needs what the certificate says at -O2: facts, and words that are computed", { timeout: minutes }, () => {
  const made = compiled(summing, 2);
  expect(problemsOfSaid(summing, saying(made, []))).not.toEqual([]);
  expect(problemsOfSaid(summing, saying(made, [], true))).not.toEqual([]);
});

/** addi rd, rd, n: indices by 1, pointers by 4. */
function goesAlong(word: number): boolean {
  const [rd, rs1, n] = [(word >> 7) & 31, (word >> 15) & 31, word >> 20];
  return (word & 0x707f) === 0x13 && rd === rs1 && (n === 1 || n === 4);
}

it("refuses a pointer that does not go along, or too far", { timeout: minutes }, () => {
  const { image, hints } = compiled(summing, 2);
  const steps = textWords(image).filter(({ word, address }) => goesAlong(word) && address < image.entry);
  expect(steps.length).toBe(4);
  for (const { at, word } of steps)
    for (const instead of [0x13, word + (4 << 20)]) {
      const changed = withText(image, (text) => text.setUint32(at, instead, true));
      expect(problemsWith(summing, changed, hints)).not.toEqual([]);
    }
});

/** Goes along a table of unknown length, and calls, each time, a function with loops that is not inlined. At -O2 the register that goes along is in use over the call. */
const sayingSums = parsed(`fn say(n: int) {
  let j = 0; while j < n { write(j); j = j + 1; }
  let k = n; while k > 0 { write(k & 7); k = k - 3; }
  ${Array.from({ length: 30 }, (_, i) => `write(n + ${i});`).join(" ")}
}
fn sum(t: int[]): int { let s = 0; for i in 1..len(t) { s = s + t[i]; say(s); say(i); } return s; }
fn main(): int {
  let t = new int[](read() & 15);
  for i in 0..len(t) { t[i] = read(); }
  say(len(t));
  return sum(t);
}`);

it.each([0, 1, 2] as const)(
  "accepts pointers that go along while a function runs that is called, at -O%i",
  { timeout: minutes },
  (level) => {
    expect(problems(sayingSums, level)).toEqual([]);
  },
);

it("refuses pointers that do not go along, or that the function changes", { timeout: minutes }, () => {
  const { image, hints } = compiled(sayingSums, 2);
  const refuses = (at: number, word: number): void => {
    const changed = withText(image, (text) => text.setUint32(at, word, true));
    expect(problemsWith(sayingSums, changed, hints)).not.toEqual([]);
  };
  const words = textWords(image);
  // But gp, of which nothing depends when the only array is made.
  const steps = words.filter(
    ({ word, address }) => goesAlong(word) && ((word >> 7) & 31) !== 3 && address < image.entry,
  );
  expect(steps.length).toBeGreaterThan(4);
  for (const { at, word } of steps) for (const instead of [0x13, word + (4 << 20)]) refuses(at, instead);
  // The function sets t0 to what it is already: there nothing else changes than a register of main's, by 4.
  const again = words.find(({ at }) => at === 0x80)!;
  expect(again.word).toBe(0x10_00_02_b7);
  for (const register of [8, 9, 18, 19]) refuses(again.at, 0x00_40_00_13 | (register << 7) | (register << 15));
});

/** An element that is used before and after loops. At -O2 it stays in a register, as long as the array is not changed. */
const keepingElements = `let shown = 0;
fn say(n: int, t: int[]) {
  let i = 0; while i < 3 { write(n + i); i = i + 1; }
  let j = 0; while j < n { write(j); j = j + 1; }
  shown = shown + n;
}
fn sum(t: int[], from: int): int {
  let s = 0;
  for i in from..len(t) { say(t[i], t); s = s + t[i]; say(s, t); }
  return s;
}
fn main(): int {
  let t = new int[](read() & 15);
  for i in 0..len(t) { t[i] = read(); }
  return sum(t, 1) + sum(t, 2);
}`;

it.each([0, 1, 2] as const)("accepts elements that stay in registers, at -O%i", { timeout: minutes }, (level) => {
  expect(problems(parsed(keepingElements), level)).toEqual([]);
});

it("refuses a register that holds another element, or one that is changed meanwhile", { timeout: minutes }, () => {
  const changing = keepingElements.replace("j = j + 1; }", "j = j + 1; } if len(t) > 3 { t[3] = n + 1; }");
  expect(problemsOfOther(changing, keepingElements, 2)).not.toEqual([]);
  const program = parsed(keepingElements);
  const { image, hints } = compiled(program, 2);
  // lw rd, 4(rs1): elements.
  const loads = textWords(image).filter(
    ({ word, address }) => (word & 0xfff0707f) === 0x00402003 && address < image.entry,
  );
  const ofStack = ({ word }: { word: number }): boolean => ((word >> 15) & 31) === 2;
  const elements = loads.filter((load) => !ofStack(load));
  expect(elements.length).toBe(1);
  for (const { at, word } of elements)
    for (const instead of [word + (4 << 20), word - (4 << 20), 0x13]) {
      const changed = withText(image, (text) => text.setUint32(at, instead, true));
      expect(problemsWith(program, changed, hints)).not.toEqual([]);
    }
});

it.each([
  ["that is false", "let i = read(); while i >= 0 { write(a[i]); i = read(); } return 0;"],
  ["that is so at first, and does not stay so", "let i = 0; while read() >= 0 { write(a[i]); i = i + 1; } return 0;"],
])("believes no fact %s", { timeout: minutes }, (_, body) => {
  const program = parsed(`let a = new byte[](10); fn main(): int { ${body} }`);
  const made = compiled(program, 0);
  const fact = { condition: less(local(0), constant(10)), holds: true };
  expect(problemsOfSaid(program, saying(made, [fact]))).toEqual([]);
  const checks = checksOf(made.image);
  expect(checks.length).toBe(1);
  const image = withText(made.image, (text) => text.setUint32(checks[0]!.at, 0x13, true));
  expect(problemsOfSaid(program, saying({ ...made, image }, [fact]))).not.toEqual([]);
});

it("believes no fact that only itself supports", { timeout: minutes }, () => {
  const text = (test: string, byte: string): Program =>
    parsed(
      `fn main(): int { let c = read(); ${test} let n = 3; while n > 0 { write(${byte}); n = n - 1; } return 0; }`,
    );
  const is65 = { condition: equal(local(0), constant(65)), holds: true };
  // The image writes 65. Where the program has c, c is 65 in each round if it was in the one before.
  for (const [test, known] of [
    ["if c != 65 { return 1; }", true],
    ["if c != 66 { return 1; }", false],
    ["", false],
  ] as const) {
    const made = compiled(text(test, "65"), 0);
    const found = problemsOfSaid(text(test, "c"), saying(made, [is65]));
    if (known) expect(found).toEqual([]);
    else expect(found).not.toEqual([]);
    expect(problemsOfSaid(text(test, "c"), saying(made, []))).not.toEqual([]);
  }
});

it("takes claims that make no sense for none", { timeout: minutes }, () => {
  const program = parsed("fn main(): int { let n = read(); while n > 0 { n = n - 1; write(n); } return n; }");
  const { image, hints } = compiled(program, 0);
  const far: SourceTerm = { kind: "length", array: { kind: "global", index: 77 } };
  const odd = [local(9), local(2 ** 31 - 1), { kind: "pending", index: 3 }, { kind: "result" }, far, local(0)] as const;
  const facts = odd.map((term): Fact => ({ condition: equal(term, constant(-1)), holds: true }));
  const said = saying({ image, hints }, facts).hints.functions.map((one) => ({
    ...one,
    cuts: one.cuts.map((cut) => ({
      ...cut,
      base: null,
      held: odd.map((term, i) => ({ location: { kind: "slot", offset: 4 * i } as const, term })),
    })),
  }));
  expect(problemsWith(program, image, { ...hints, functions: said })).toEqual([]);
});
