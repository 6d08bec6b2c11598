/**
 * What only resembles a rule decides nothing. Mutants that leave a part of a premise out accept more, and random facts seldom show it.
 */

import { expect, test } from "vitest";
import { int32 } from "../../../../src/core/word.ts";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import type { Term } from "../../../../src/proof/checker/terms/term.ts";
import { near, unsigned } from "./near-facts.ts";

test.each(near)("$rule", ({ facts, question, words }) => {
  const path = new Path();
  const [x, y, z] = ["x", "y", "z"].map((name) => path.symbol(name, "int")) as [Term, Term, Term];
  for (const fact of facts) path.assume(fact(path, x, y, z), true);
  const known = path.known(question(path, x, y, z));
  for (const values of words) {
    expect(facts.map((fact) => fact(int32, ...values))).not.toContain(0);
    expect([undefined, question(int32, ...values) !== 0]).toContain(known);
  }
});

test.each(unsigned)("%s is not %s of a word that may be 2³¹", (signed, other) => {
  const path = new Path();
  const [x, y] = [path.symbol("x", "int"), path.symbol("y", "int")];
  path.assume(path.sltu(y, path.constant(30)), true);
  path.assume(path.sltu(path.constant(2), y), true);
  const word = path.and(x, path.constant(-(2 ** 31)));
  expect(int32[signed](-(2 ** 31), 3)).not.toBe(int32[other](-(2 ** 31), 3));
  expect(path.same(path[signed](word, y), path[other](word, y))).toBe(false);
});
