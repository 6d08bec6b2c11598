/**
 * Paths against concrete runs: the paths explored split the inputs among them. Whatever the inputs, exactly one path has
 * only facts that are true of them, and on it the run computes what `int32` computes.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { int32 } from "../../../../src/core/word.ts";
import type { Facts } from "../../../../src/proof/checker/paths/facts.ts";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import type { Term } from "../../../../src/proof/checker/terms/term.ts";
import { evaluator } from "./evaluate-term.ts";
import { application, assignmentOf, decision, inputTerms, inputValues, runProgram } from "./word-programs.ts";

const program = fc.array(fc.oneof({ weight: 3, arbitrary: application }, { weight: 1, arbitrary: decision }), {
  minLength: 4,
  maxLength: 20,
  size: "max",
});

/** Are the facts true of an assignment? */
function agree(facts: Facts, value: (term: Term) => number): boolean {
  return facts.all.every(({ atom, holds }) => (value(atom) !== 0) === holds);
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
        const path = new Path();
        const inputs = inputTerms(path);
        // What is true of the first input is given at the start.
        const first = evaluator(assignmentOf(trials[0]!));
        const concrete = runProgram(int32, given, trials[0]!);
        runProgram(path, given, inputs).forEach((condition, i) => {
          path.assume(condition, concrete[i] !== 0);
          expect(path.known(condition)).toBe(concrete[i] !== 0);
        });
        const start = path.facts;
        expect(agree(start, first)).toBe(true);

        const paths: Explored[] = [];
        const end = path.explore(undefined, 200, () => {
          const values = runProgram(path, lines, inputs);
          paths.push({ facts: path.facts, values });
        });
        fc.pre(end === undefined);
        // Afterwards nothing is known but what was known before.
        expect(path.facts).toBe(start);
        // What was known at the start is a fact on every path; on one that no input takes, its opposite may be one, too.
        for (const { facts } of paths) {
          const known = new Set(facts.all);
          expect(start.all.filter((fact) => !known.has(fact))).toStrictEqual([]);
        }
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
    const runs = (most: number): { end: string | undefined; count: number } => {
      const path = new Path();
      const symbols = [0, 1, 2].map((i) => path.symbol(`s${i}`, "bool"));
      let count = 0;
      const end = path.explore(undefined, most, () => {
        count++;
        for (const symbol of symbols) path.decide(symbol);
      });
      return { end, count };
    };
    expect(runs(8)).toStrictEqual({ end: undefined, count: 8 });
    expect(runs(7)).toStrictEqual({ end: "over budget", count: 7 });
    expect(runs(0)).toStrictEqual({ end: "over budget", count: 0 });
  });

  it("goes on with the other answer from where the first was given", () => {
    const path = new Path();
    const symbols = [0, 1, 2].map((i) => path.symbol(`s${i}`, "bool"));
    // Places are the answers so far, of runs that decide one symbol after the other.
    const ends: string[] = [];
    let steps = 0;
    path.explore("", 10, (from) => {
      let answers = from;
      path.arrive(() => answers);
      while (answers.length < symbols.length) {
        steps++;
        answers += path.decide(symbols[answers.length]!) ? "1" : "0";
      }
      ends.push(answers);
    });
    expect(ends).toStrictEqual(["111", "110", "101", "100", "011", "010", "001", "000"]);
    expect(steps).toBe(3 + 1 + 2 + 1 + 3 + 1 + 2 + 1);
  });

  it("explores within one path of another exploration, which then goes on as before", () => {
    const path = new Path();
    const [p, q] = [path.symbol("p", "bool"), path.symbol("q", "bool")];
    const seen: string[] = [];
    path.explore(undefined, 10, () => {
      const outer = path.decide(p);
      path.explore(undefined, 10, () => {
        expect(path.known(p)).toBe(outer);
        seen.push(`${Number(outer)}${Number(path.decide(q))}`);
      });
      expect(path.known(q)).toBe(undefined);
    });
    expect(seen).toStrictEqual(["11", "10", "01", "00"]);
  });

  it("ends with the first answer of a run", () => {
    const path = new Path();
    const [p, q] = [path.symbol("p", "bool"), path.symbol("q", "bool")];
    const found = path.explore(undefined, 10, () => (path.decide(p) && !path.decide(q) ? "found" : undefined));
    expect(found).toBe("found");
    expect([path.known(p), path.known(q)]).toStrictEqual([true, false]);
  });

  it("asks nothing twice, in any of its forms", () => {
    const words = new Path();
    const [x, y] = [words.symbol("x", "int"), words.symbol("y", "int")];
    let count = 0;
    words.explore(undefined, 10, () => {
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
        const path = new Path();
        const concrete = runProgram(int32, lines, trial);
        const conditions = runProgram(path, lines, inputTerms(path));
        conditions.forEach((condition, i) => {
          const settled = path.known(condition);
          if (settled !== undefined) expect(settled).toBe(concrete[i] !== 0);
          path.assume(condition, concrete[i] !== 0);
        });
        expect(agree(path.facts, evaluator(assignmentOf(trial)))).toBe(true);
      },
    );
    fc.assert(holds, { numRuns: 2500 });
  });
});
