/**
 * What only resembles a rule decides nothing. Mutants that leave a part of a premise out accept more, and random facts seldom show it.
 */

import { expect, test } from "vitest";
import { int32 } from "../../../../src/core/word.ts";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import type { Term } from "../../../../src/proof/checker/terms/term.ts";
import { near } from "./near-facts.ts";

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
