/**
 * Paths against concrete runs: the paths explored split the inputs among them. Whatever the inputs, exactly one path has
 * only facts that are true of them, and on it the run computes what `int32` computes.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { int32 } from "../../../src/core/word.ts";
import { assume, explore, type Facts, known, noFacts } from "../../../src/proof/term/path.ts";
import type { Term } from "../../../src/proof/term/term.ts";
import { Terms } from "../../../src/proof/term/terms.ts";
import { evaluator } from "./evaluate-term.ts";
import { application, assignmentOf, decision, inputTerms, inputValues, runProgram } from "./word-programs.ts";

const program = fc.array(fc.oneof({ weight: 3, arbitrary: application }, { weight: 1, arbitrary: decision }), {
  minLength: 4,
  maxLength: 20,
  size: "max",
});

/** Are the facts true of an assignment? */
function agree(facts: Facts, value: (term: Term) => number): boolean {
  return [...facts.values()].every(({ atom, holds }) => (value(atom) !== 0) === holds);
}

interface Explored {
  readonly facts: Facts;
  readonly values: readonly Term[];
}

describe("explore", () => {
  it("has exactly one path for every input", () => {
    const conditions = fc.array(application, { maxLength: 4 });
    const splits = fc.property(
      program,
      conditions,
      fc.array(inputValues, { minLength: 8, maxLength: 8 }),
      (lines, given, trials) => {
        const terms = new Terms();
        const inputs = inputTerms(terms);
        // What is true of the first input is given at the start.
        const first = evaluator(assignmentOf(trials[0]!));
        let start = noFacts;
        const concrete = runProgram(int32, given, trials[0]!);
        explore(terms, noFacts, 1, (path) => {
          runProgram(path.words, given, inputs).forEach((condition, i) => {
            start = assume(terms, start, condition, concrete[i] !== 0);
            expect(known(terms, start, condition)).toBe(concrete[i] !== 0);
          });
        });
        expect(agree(start, first)).toBe(true);

        const paths: Explored[] = [];
        const all = explore(terms, start, 200, (path) => {
          const values = runProgram(path.words, lines, inputs);
          paths.push({ facts: new Map(path.facts), values });
        });
        fc.pre(all);
        // What was known at the start is known on every path, and not asked again.
        for (const { facts } of paths) for (const [id, fact] of start) expect(facts.get(id)).toStrictEqual(fact);
        for (const trial of trials) {
          const value = evaluator(assignmentOf(trial));
          if (!agree(start, value)) continue;
          const right = paths.filter(({ facts }) => agree(facts, value));
          expect(right.length).toBe(1);
          expect(right[0]!.values.map(value)).toStrictEqual(runProgram(int32, lines, trial));
        }
      },
    );
    fc.assert(splits, { numRuns: 2500 });
  });

  it("says when there are more paths than it may run", () => {
    const terms = new Terms();
    const symbols = [0, 1, 2].map((i) => terms.symbol(`s${i}`, "bool"));
    const runs = (most: number): { all: boolean; count: number } => {
      let count = 0;
      const all = explore(terms, noFacts, most, (path) => {
        count++;
        for (const symbol of symbols) path.decide(symbol);
      });
      return { all, count };
    };
    expect(runs(8)).toStrictEqual({ all: true, count: 8 });
    expect(runs(7)).toStrictEqual({ all: false, count: 7 });
    expect(runs(0)).toStrictEqual({ all: false, count: 0 });
  });

  it("asks nothing twice, in any of its forms", () => {
    const terms = new Terms();
    const [x, y] = [terms.symbol("x", "int"), terms.symbol("y", "int")];
    let count = 0;
    explore(terms, noFacts, 10, ({ words }) => {
      count++;
      const less = words.decide(words.slt(x, words.constant(5)));
      expect(words.decide(words.slt(words.constant(4), x))).toBe(!less);
      expect(words.decide(words.xor(words.slt(x, words.constant(5)), words.constant(1)))).toBe(!less);
      const same = words.decide(words.sub(x, y));
      expect(words.decide(words.equal(y, x))).toBe(!same);
      expect(words.decide(words.xor(x, y))).toBe(same);
      expect(words.decide(words.sltu(words.constant(0), words.sub(y, x)))).toBe(same);
    });
    expect(count).toBe(4);
  });
});

describe("known", () => {
  it("is never wrong about inputs of which the facts are true", () => {
    const holds = fc.property(
      fc.array(application, { minLength: 4, maxLength: 16, size: "max" }),
      inputValues,
      (lines, trial) => {
        const terms = new Terms();
        let facts = noFacts;
        const concrete = runProgram(int32, lines, trial);
        explore(terms, noFacts, 1, ({ words }) => {
          const conditions = runProgram(words, lines, inputTerms(terms));
          conditions.forEach((condition, i) => {
            const settled = known(terms, facts, condition);
            if (settled !== undefined) expect(settled).toBe(concrete[i] !== 0);
            facts = assume(terms, facts, condition, concrete[i] !== 0);
          });
        });
        expect(agree(facts, evaluator(assignmentOf(trial)))).toBe(true);
      },
    );
    fc.assert(holds, { numRuns: 2500 });
  });
});
