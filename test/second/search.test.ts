/**
 * How much the second checker's search does: where the certificate says in what places words are, a cut point is followed once or twice; and the
 * search ends when it has done so much, whatever it is given.
 */

import { writeElf } from "etalon/machine";
import { expect, it } from "vitest";
import { nodesOf } from "../../src/lang/program/nodes.ts";
import { examined, imageIn, type Search, searchOf } from "../../src/second/examine.ts";
import { nat } from "../../src/second/values.ts";
import { compiled, minutes, parsed } from "./images.ts";

/** Loops in loops, with calls: numbers, globals and what earlier calls left in registers and on the stack differ from one arrival to the next. */
const program = parsed(`let total = 0;
fn add(n: int): int { let i = 0; while i < n { total = total + i; i = i + 1; } return total; }
fn twice(n: int): int { let m = add(n); let k = m; while k > 0 { k = k - add(k); } return m + k; }
fn main(): int {
  let c = read();
  let seen = false;
  while c != -1 { let j = 0; while j < c { write(twice(j) & 127); j = j + 1; seen = !seen; } c = read(); }
  if seen { write(add(c)); }
  return total & 127;
}`);

/** The kinds of what is not shown where the search is changed. */
function problemsIn(level: 0 | 1 | 2, changed: (search: Search) => Partial<Search>): string[] {
  const { image, hints } = compiled(program, level);
  const search = searchOf(program, hints, 1);
  return examined(program, imageIn(writeElf(image))!, { ...search, ...changed(search) }).problems.map(
    ({ kind }) => kind,
  );
}

it.each([
  [0, 40],
  [1, 40],
  [2, 40],
] as const)("follows no cut point often at -O%i", { timeout: minutes }, (level, rounds) => {
  expect(problemsIn(level, () => ({ rounds: nat(rounds) }))).toEqual([]);
});

it("ends, and says so, when it has followed so many cut points or looked at so many words", {
  timeout: minutes,
}, () => {
  expect(problemsIn(0, () => ({ rounds: nat(3) }))).toEqual(["SearchTooLong"]);
  expect(problemsIn(0, () => ({ work: 100 }))).toEqual(["SearchTooLong"]);
});

it("does not go on for longer because a certificate lists more places than any compiler would", () => {
  const { hints } = compiled(program, 0);
  const nodes = [...nodesOf(program)].length;
  const listing = (more: number): Search => {
    const [first, ...rest] = hints.functions;
    const cut = { phase: "before", pc: 0, base: null, dropped: [], values: [] } as const;
    const cuts = [...first!.cuts, ...Array.from({ length: more }, (_, node) => ({ ...cut, node }))];
    return searchOf(program, { ...hints, functions: [{ ...first!, cuts }, ...rest] }, 1);
  };
  const [few, many, most] = [listing(0), listing(nodes / 2), listing(100 * nodes)];
  expect(Number(many.rounds)).toBeGreaterThan(Number(few.rounds));
  expect(Number(many.work)).toBeGreaterThan(Number(few.work));
  expect([most.rounds, most.work]).toEqual([many.rounds, many.work]);
});
