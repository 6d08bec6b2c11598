/**
 * Words that are the same in each case of a condition that they are made of: what compilers make without a branch, held against source that has
 * one. Each comes with a near miss, and whatever is said to be the same is the same on words.
 */

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { int32 } from "../../../../src/core/word.ts";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import { evaluator } from "../terms/evaluate-term.ts";
import { application, assignmentOf, inputTerms, inputValues, runProgram } from "../terms/word-programs.ts";

describe("words that are the same by cases", () => {
  test.each([
    ["a range, compared once", 10, true],
    ["a range that is one too long", 11, false],
  ])("%s", (_, length, expected) => {
    const path = new Path();
    const c = path.symbol("c", "int");
    const twice = path.slt(c, path.constant(58));
    const once = path.sltu(path.sub(c, path.constant(48)), path.constant(length));
    expect(path.same(twice, once)).toBe(false);
    path.assume(path.slt(c, path.constant(48)), false);
    expect(path.same(twice, once)).toBe(expected);
    // Nothing is known afterwards that was not known before.
    expect(path.known(twice)).toBe(undefined);
  });

  test.each([
    ["a word that is not negative, or 0", 1, true],
    ["a word that may be 1", 2, false],
  ])("%s", (_, limit, expected) => {
    const path = new Path();
    const x = path.symbol("x", "int");
    const masked = path.and(x, path.sub(path.slt(x, path.constant(0)), path.constant(1)));
    path.assume(path.slt(x, path.constant(limit)), true);
    expect(path.same(masked, path.constant(0))).toBe(expected);
  });

  it("are no more than two conditions, one after the other", () => {
    const path = new Path();
    const words = ["x", "y", "z"].map((name) => path.symbol(name, "int"));
    /** A word as the sum of what it is where it is negative, and of what it is elsewhere. */
    const parted = words.map((word) => {
      const negative = path.slt(word, path.constant(0));
      return path.add(
        path.and(word, path.sub(negative, path.constant(1))),
        path.and(word, path.sub(path.constant(0), negative)),
      );
    });
    const sum = (all: typeof words): (typeof words)[number] => all.reduce((one, other) => path.add(one, other));
    expect(path.same(parted[0]!, words[0]!)).toBe(true);
    expect(path.same(sum(parted.slice(1)), sum(words.slice(1)))).toBe(true);
    expect(path.same(sum(parted), sum(words))).toBe(false);
  });

  it("are the same for all words for which the facts are true", () => {
    const lines = fc.array(application, { minLength: 4, maxLength: 16, size: "max" });
    const property = fc.property(
      lines,
      fc.array(application, { maxLength: 5 }),
      fc.array(inputValues, { minLength: 8, maxLength: 8 }),
      (program, given, trials) => {
        const path = new Path();
        const inputs = inputTerms(path);
        const first = runProgram(int32, given, trials[0]!);
        for (const [i, condition] of runProgram(path, given, inputs).entries()) path.assume(condition, first[i] !== 0);
        // They are true of the first words.
        expect(path.isImpossible).toBe(false);
        const values = runProgram(path, program, inputs);
        const facts = path.facts.all;
        for (const [i, a] of values.entries())
          for (const b of values.slice(0, i)) {
            if (a === b || !path.same(a, b)) continue;
            for (const trial of trials) {
              const value = evaluator(assignmentOf(trial));
              if (facts.every(({ atom, holds }) => (value(atom) !== 0) === holds)) expect(value(a)).toBe(value(b));
            }
          }
        expect(path.facts.all).toStrictEqual(facts);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
