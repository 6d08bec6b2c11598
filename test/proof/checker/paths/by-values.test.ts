/**
 * Conditions that hold for each value of a word that can only be few numbers. Each comes with a near miss, and whatever is said to be known is
 * so for all words for which the facts are true.
 */

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import type { Sort, Term } from "../../../../src/proof/checker/terms/term.ts";
import { evaluator } from "../terms/evaluate-term.ts";
import { application, assignmentOf, inputTerms, inputValues, runProgram } from "../terms/word-programs.ts";

/** A path and a word on it that is none of these numbers. */
function without(sort: Sort, numbers: readonly number[]): { readonly path: Path; readonly c: Term } {
  const path = new Path();
  const c = path.symbol("c", sort);
  for (const number of numbers) path.assume(path.equal(c, path.constant(number)), false);
  return { path, c };
}

describe("what holds for each value of a word", () => {
  test.each([
    ["four characters by one bit of a mask", [9, 10, 13, 32], false],
    ["where one of them is open", [9, 10, 13], undefined],
  ])("%s", (_, characters, expected) => {
    const { path, c } = without("int", characters);
    const distance = path.sub(c, path.constant(9));
    const bit = path.and(path.srl(path.constant(0x80_0013), distance), path.constant(1));
    expect(path.known(bit)).toBe(undefined);
    path.assume(path.sltu(distance, path.constant(24)), true);
    expect(path.known(bit)).toBe(expected);
  });

  test.each([
    ["two bytes by one mask", "byte", [43, 45], false],
    ["where one of them is open", "byte", [43], undefined],
    ["where the word need not be a byte", "int", [43, 45], undefined],
  ] as const)("%s", (_, sort, characters, expected) => {
    const { path, c } = without(sort, characters);
    const masked = path.and(path.sub(c, path.constant(43)), path.constant(253));
    expect(path.known(path.equal(masked, path.constant(0)))).toBe(expected);
  });

  test.each([
    ["a product of a counter", 9, true],
    ["a product that may wrap", 2 ** 30 + 2, undefined],
  ])("%s", (_, most, expected) => {
    const path = new Path();
    const i = path.symbol("i", "int");
    const product = (n: number): Term => path.sub(path.mul(i, path.constant(4)), path.constant(n));
    path.assume(path.sltu(i, path.constant(most)), true);
    path.assume(path.slt(product(4), path.constant(0)), false);
    path.assume(path.slt(product(8), path.constant(0)), true);
    expect(path.known(path.equal(path.xor(i, path.constant(3)), path.constant(2)))).toBe(expected);
  });

  test.each([
    ["an index that is compared signed, once it is decided that it is not negative", "byte", true],
    ["where that follows of no single value", "int", false],
  ] as const)("%s", (_, sort, isKnown) => {
    const path = new Path();
    const index = path.rem(path.symbol("c", sort), path.constant(10));
    const length = path.symbol("n", "int");
    path.assume(path.sltu(length, path.constant(2 ** 30)), true);
    path.assume(path.sltu(index, length), false);
    const isLess = path.slt(index, length);
    expect(path.known(isLess)).toBe(undefined);
    if (isKnown) expect(path.decide(path.slt(index, path.constant(0)))).toBe(false);
    expect(path.known(isLess)).toBe(isKnown ? false : undefined);
  });

  it("is written down where a run decides it, and then is true as the facts before it were", () => {
    const property = fc.property(
      fc.array(application, { minLength: 4, maxLength: 12, size: "max" }),
      fc.nat(255),
      inputValues,
      (program, least, trial) => {
        const path = new Path();
        const inputs = inputTerms(path);
        path.assume(path.sltu(path.sub(inputs[0]!, path.constant(least)), path.constant(9)), true);
        for (const condition of runProgram(path, program, inputs)) {
          const known = path.known(condition);
          if (known !== undefined) expect(path.decide(condition)).toBe(known);
        }
        for (let n = least; n < least + 9; n++) {
          const value = evaluator(assignmentOf([n, ...trial.slice(1)]));
          for (const { atom, holds } of path.facts.all) expect(value(atom) !== 0).toBe(holds);
        }
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it("is so for all words for which the facts are true", () => {
    const property = fc.property(
      fc.array(application, { minLength: 4, maxLength: 12, size: "max" }),
      fc.nat(255),
      fc.nat(20),
      inputValues,
      (program, least, size, trial) => {
        const path = new Path();
        const inputs = inputTerms(path);
        const small = inputs[0]!;
        path.assume(path.sltu(path.sub(small, path.constant(least)), path.constant(size + 1)), true);
        const facts = path.facts.all;
        for (const condition of runProgram(
          path,
          program,
          inputs.map(() => small),
        )) {
          const known = path.known(condition);
          if (known === undefined) continue;
          for (let n = least; n <= least + size; n++) {
            const value = evaluator(assignmentOf([n, ...trial.slice(1)]));
            if (facts.every(({ atom, holds }) => (value(atom) !== 0) === holds))
              expect(value(condition) !== 0).toBe(known);
          }
        }
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});
