/**
 * What follows from facts: the rules that a compiler relies on when it leaves out a check, each with a near miss, in which a premise is
 * missing or off by one. A near miss comes with words for which the facts are true and the conclusion is false.
 */

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Arithmetic, int32 } from "../../../../src/core/word.ts";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import type { Term } from "../../../../src/proof/checker/terms/term.ts";
import { Work } from "../../../../src/proof/checker/terms/work.ts";
import { evaluator } from "../terms/evaluate-term.ts";
import { anyWord } from "../terms/samples.ts";
import {
  apart,
  atMost,
  below,
  type Condition,
  comparison,
  less,
  opposite,
  same,
  type Word,
  within,
} from "./conditions.ts";

const minimum = -0x8000_0000;
const maximum = 0x7fff_ffff;

/** A path on which conditions are facts, and its words. */
function pathWith(facts: readonly Condition[]): {
  readonly path: Path;
  readonly known: (c: Condition) => boolean | undefined;
} {
  const path = new Path();
  const words = ["x", "y", "z"].map((name) => path.symbol(name, "int"));
  const [x, y, z, n] = [...words, path.length(path.symbol("a", "byte[]"))] as [Term, Term, Term, Term];
  for (const fact of facts) path.assume(fact(path, x, y, z, n), true);
  return { path, known: (condition) => path.known(condition(path, x, y, z, n)) };
}

interface Rule {
  readonly rule: string;
  readonly facts: readonly Condition[];
  readonly follows: readonly Condition[];
  /** Facts that are too weak for the first conclusion, and words x, y, z, n that show it. */
  readonly misses: readonly (readonly [readonly Condition[], readonly [number, number, number, number]])[];
}

const rules: readonly Rule[] = [
  {
    rule: "a natural number below a length is in bounds",
    facts: [atMost(0, "x"), less("x", "n")],
    follows: [below("x", "n")],
    misses: [
      [[less("x", "n")], [-1, 0, 0, 4]],
      [
        [atMost(-1, "x"), less("x", "n")],
        [-1, 0, 0, 4],
      ],
      [
        [atMost(0, "x"), atMost("x", "n")],
        [4, 0, 0, 4],
      ],
      [
        [atMost(0, "x"), less("x", "y")],
        [4, 5, 0, 4],
      ],
    ],
  },
  {
    rule: "an index in bounds is natural, and less than the length",
    facts: [below("x", "n")],
    follows: [less("x", "n"), atMost(0, "x"), less(-1, "x"), less("x", maximum)],
    misses: [
      [[below("x", "y")], [7, 9, 0, 4]],
      [[within("x", "n")], [4, 0, 0, 4]],
    ],
  },
  {
    rule: "the next of a number that is less does not wrap",
    facts: [less("x", "y")],
    follows: [atMost(["x", 1], "y"), less("x", ["x", 1]), apart("x", maximum), apart("x", "y")],
    misses: [[[atMost("x", "y")], [5, 5, 0, 0]]],
  },
  {
    rule: "the next of a natural number that is less is natural",
    facts: [atMost(0, "x"), less("x", "y")],
    follows: [atMost(0, ["x", 1]), less(0, ["x", 1]), within(["x", 1], "y")],
    misses: [
      [[atMost(0, "x")], [maximum, 0, 0, 0]],
      [
        [atMost(-2, "x"), less("x", "y")],
        [-2, 0, 0, 0],
      ],
    ],
  },
  {
    rule: "the next of an index is at most the length, unsigned",
    facts: [below("x", "y")],
    follows: [within(["x", 1], "y")],
    misses: [
      [[within("x", "y")], [5, 5, 0, 0]],
      [[less("x", "y")], [-2, 0, 0, 0]],
    ],
  },
  {
    rule: "the last before a positive number is in bounds",
    facts: [within("x", "n"), apart("x", 0)],
    follows: [below(["x", -1], "n"), atMost(0, ["x", -1])],
    misses: [
      [[within("x", "n")], [0, 0, 0, 4]],
      [
        [within("x", "n"), apart("x", 1)],
        [0, 0, 0, 4],
      ],
      [
        [within("x", ["n", 1]), apart("x", 0)],
        [5, 0, 0, 4],
      ],
    ],
  },
  {
    rule: "the last before a positive number, in the signed order",
    facts: [less(0, "x"), atMost("x", "y")],
    follows: [less(["x", -1], "y"), atMost(0, ["x", -1]), below(["x", -1], "y")],
    misses: [[[atMost("x", "y")], [minimum, 0, 0, 0]]],
  },
  {
    rule: "a check of the bound covers the indices below it",
    facts: [atMost(0, "x"), less("x", "y"), atMost("y", "n")],
    follows: [below("x", "n"), less("x", "n")],
    misses: [
      [
        [atMost(0, "x"), less("x", "y"), atMost("y", ["n", 1])],
        [4, 5, 0, 4],
      ],
      [
        [atMost(0, "x"), less("x", "y")],
        [4, 5, 0, 4],
      ],
    ],
  },
  {
    rule: "a chain of three",
    facts: [below("x", "y"), within("y", "z"), below("z", "n")],
    follows: [below("x", "n"), below(["x", 1], "n"), less("x", "n")],
    misses: [
      [
        [below("x", "y"), below("z", "n")],
        [9, 10, 0, 4],
      ],
    ],
  },
  {
    rule: "the opposite of a word that is not negative",
    facts: [atMost(0, "x"), (w, x, y) => w.slt(w.sub(w.constant(-1), w.sub(x, y)), w.constant(0))],
    follows: [opposite((w, x, y) => w.slt(w.sub(x, y), w.constant(0)))],
    misses: [
      [
        [atMost(0, "x"), (w, x, y) => w.slt(w.sub(w.constant(-2), w.sub(x, y)), w.constant(0))],
        [0, 1, 0, 0],
      ],
    ],
  },
  {
    rule: "many facts about a word and those near it",
    facts: [
      below("x", "y"),
      below(["x", -1], "y"),
      below(["x", -2], "y"),
      below(["x", -2], "n"),
      within("n", ["x", -1]),
    ],
    follows: [opposite((w, x, _y, _z, n) => w.slt(w.sub(x, w.constant(1)), n))],
    misses: [],
  },
  {
    rule: "neighbours of an index",
    facts: [less(0, "x"), less("x", ["n", -1])],
    follows: [below(["x", 1], "n"), below(["x", -1], "n"), below("x", "n")],
    misses: [
      [
        [less(0, "x"), less("x", "n")],
        [3, 0, 0, 4],
      ],
      // n − 1 does not wrap, because n is a length; y − 1 may.
      [
        [less(0, "x"), less("x", ["y", -1])],
        [5, minimum, 0, 4],
      ],
    ],
  },
  {
    rule: "a length that is a number",
    facts: [same("n", "y"), atMost(0, "x"), less("x", "y")],
    follows: [below("x", "n")],
    misses: [
      [
        [same("n", ["y", -1]), atMost(0, "x"), less("x", "y")],
        [3, 4, 0, 3],
      ],
    ],
  },
  {
    rule: "a length that is a constant",
    facts: [same("n", 10), atMost(0, "x"), less("x", 10)],
    follows: [below("x", "n")],
    misses: [
      [
        [same("n", 9), atMost(0, "x"), less("x", 10)],
        [9, 0, 0, 9],
      ],
      [
        [apart("n", 9), atMost(0, "x"), less("x", 10)],
        [9, 0, 0, 8],
      ],
    ],
  },
  {
    rule: "one unsigned comparison for two",
    facts: [atMost(48, "x"), atMost("x", 57)],
    follows: [below(["x", -48], 10)],
    misses: [
      [
        [atMost(48, "x"), atMost("x", 58)],
        [58, 0, 0, 0],
      ],
      [
        [atMost(47, "x"), atMost("x", 57)],
        [47, 0, 0, 0],
      ],
    ],
  },
  {
    rule: "two comparisons from one unsigned",
    facts: [below(["x", -48], 10)],
    follows: [atMost(48, "x"), less("x", 58), apart("x", -1)],
    misses: [[[below(["x", -47], 10)], [47, 0, 0, 0]]],
  },
  {
    rule: "outside an interval",
    facts: [less("x", 48)],
    follows: [opposite(below(["x", -48], 10)), opposite(below(["x", -48], 0x7fff_ffd0))],
    misses: [[[less("x", 49)], [48, 0, 0, 0]]],
  },
  {
    rule: "between is equal",
    facts: [atMost("x", "y"), atMost("y", "x")],
    follows: [same("x", "y")],
    misses: [
      [
        [atMost("x", "y"), atMost(["y", -1], "x")],
        [4, 5, 0, 0],
      ],
      [
        [atMost("x", "y"), within("y", "x")],
        [-1, 0, 0, 0],
      ],
    ],
  },
  {
    rule: "not more and not equal is less",
    facts: [atMost("x", "y"), apart("x", "y")],
    follows: [less("x", "y"), opposite(less("y", "x"))],
    misses: [
      [
        [atMost("x", "y"), apart("x", ["y", 1])],
        [4, 4, 0, 0],
      ],
    ],
  },
  {
    rule: "a divisor is not 0",
    facts: [less(0, "x"), less("x", "y")],
    follows: [apart("y", 0), apart("x", 0)],
    misses: [
      [
        [atMost(-1, "x"), less("x", "y")],
        [-1, 0, 0, 0],
      ],
    ],
  },
  {
    rule: "addresses differ where indices do",
    facts: [below("x", "y"), below("y", 0x4000_0000)],
    follows: [opposite((w, x, y) => w.equal(w.sll(x, w.constant(2)), w.sll(y, w.constant(2))))],
    misses: [
      [
        [below("x", "y"), within("y", 0x4000_0000)],
        [0, 0x4000_0000, 0, 0],
      ],
    ],
  },
  {
    rule: "half of an index",
    facts: [below("x", "n")],
    follows: [(w, x, _y, _z, n) => w.sltu(w.srl(x, w.constant(1)), n)],
    misses: [[[within("x", "n")], [0, 0, 0, 0]]],
  },
  {
    rule: "a row and a column",
    facts: [below("x", 10), below("y", 20)],
    follows: [(w, x, y) => w.sltu(w.add(w.mul(x, w.constant(20)), y), w.constant(200))],
    misses: [
      [
        [below("x", 10), below("y", 21)],
        [9, 20, 0, 0],
      ],
    ],
  },
];

describe("what follows from facts", () => {
  test.each(rules)("$rule", ({ facts, follows, misses }) => {
    const { known } = pathWith(facts);
    for (const [i, conclusion] of follows.entries()) {
      expect(known(conclusion), `${i}`).toBe(true);
      expect(known(opposite(conclusion)), `not ${i}`).toBe(false);
    }
    for (const [weaker, words] of misses) {
      expect(weaker.map((fact) => fact(int32, ...words))).not.toContain(0);
      expect(follows[0]!(int32, ...words)).toBe(0);
      expect(pathWith(weaker).known(follows[0]!)).toBe(undefined);
    }
  });

  test.each(rules)("$rule, in any order of the facts", ({ facts, follows }) => {
    const { known } = pathWith(facts.toReversed());
    expect(follows.map(known)).toStrictEqual(follows.map(() => true));
  });

  test.each(rules)("$rule, among many facts about other words", ({ facts, follows }) => {
    const { path, known } = pathWith([]);
    for (let i = 0; i < 100; i++)
      path.assume(path.slt(path.symbol(`w${i}`, "int"), path.symbol(`w${i + 1}`, "int")), true);
    const words = ["x", "y", "z"].map((name) => path.symbol(name, "int"));
    const n = path.length(path.symbol("a", "byte[]"));
    for (const fact of facts) path.assume(fact(path, words[0]!, words[1]!, words[2]!, n), true);
    expect(follows.map(known)).toStrictEqual(follows.map(() => true));
  });
});

const comparisons = fc
  .tuple(
    fc.constantFrom("slt" as const, "sltu" as const, "equal" as const),
    fc.tuple(fc.constantFrom("x", "y", "z", "n"), fc.integer({ min: -2, max: 2 })),
    fc.oneof(fc.tuple(fc.constantFrom("x", "y", "z", "n"), fc.integer({ min: -2, max: 2 })), anyWord),
  )
  .map(([operation, a, b]) => comparison(operation, a as Word, b as Word));

/** Words near each other, so that comparisons are about the ends. */
const near = fc
  .tuple(
    anyWord,
    fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 }),
    fc.array(anyWord, { minLength: 4, maxLength: 4 }),
    fc.nat(15),
  )
  .map(([start, steps, others, which]) => steps.map((step, i) => ((which >> i) & 1 ? others[i]! : (start + step) | 0)))
  .map(([x, y, z, n]) => [x!, y!, z!, n! & maximum] as const);

describe("the search", () => {
  it("is never wrong, and finds much", () => {
    let found = 0;
    const right = fc.property(
      fc.array(comparisons, { maxLength: 7 }),
      fc.array(comparisons, { minLength: 8, maxLength: 8 }),
      near,
      (facts, asked, words) => {
        const { known } = pathWith(facts.map((fact) => (fact(int32, ...words) === 1 ? fact : opposite(fact))));
        for (const question of asked) {
          const answer = known(question);
          if (answer === undefined) continue;
          found++;
          expect(Number(answer)).toBe(question(int32, ...words));
        }
      },
    );
    fc.assert(right, { numRuns: 4000 });
    expect(found).toBeGreaterThan(4000);
  });

  it("keeps the tree of decisions a partition, whatever facts it begins with", () => {
    const splits = fc.property(
      fc.array(comparisons, { maxLength: 4 }),
      fc.array(comparisons, { minLength: 3, maxLength: 6 }),
      fc.array(near, { minLength: 6, maxLength: 6 }),
      (facts, asked, trials) => {
        const { path } = pathWith(facts);
        const words = ["x", "y", "z"].map((name) => path.symbol(name, "int"));
        const n = path.length(path.symbol("a", "byte[]"));
        const leaves: { readonly facts: Path["facts"]; readonly answers: readonly boolean[] }[] = [];
        path.explore(undefined, 100, () => {
          const answers = asked.map((question) => path.decide(question(path, words[0]!, words[1]!, words[2]!, n)));
          leaves.push({ facts: path.facts, answers });
        });
        for (const trial of trials) {
          if (!facts.every((fact) => fact(int32, ...trial) === 1)) continue;
          const [x, y, z, length] = trial;
          const values = new Map([
            ["x", x],
            ["y", y],
            ["z", z],
          ]);
          const value = evaluator({ symbol: (name) => values.get(name)!, length: () => length, element: () => 0 });
          const reached = leaves.filter((leaf) =>
            leaf.facts.all.every(({ atom, holds }) => (value(atom) !== 0) === holds),
          );
          expect(reached.length).toBe(1);
          expect(reached[0]!.answers).toStrictEqual(asked.map((question) => question(int32, ...trial) === 1));
        }
      },
    );
    fc.assert(splits, { numRuns: 1500 });
  });

  it("answers where facts contradict each other", () => {
    const { known } = pathWith([less("x", "y"), less("y", "x"), below("x", 3), less(7, "x")]);
    expect(known(below("x", "n"))).toBe(true);
    expect(known(same("x", "y"))).toBe(false);
  });

  it("ends after a number of looks, however many facts there are, and counts them", () => {
    const work = new Work(1_000_000);
    const path = new Path(work);
    const words = Array.from({ length: 3000 }, (_, i) => path.symbol(`w${i}`, "int"));
    // Each word is below many others, and long chains lead to the last.
    words.forEach((word, i) => {
      for (const step of [1, 2, 3, 5, 8]) {
        const other = words[i + step];
        if (other !== undefined) path.assume(path.slt(word, other), true);
      }
    });
    const before = work.left;
    expect(path.known(path.slt(words[0]!, words[3]!))).toBe(true);
    expect(path.known(path.slt(words[0]!, words[2999]!))).toBe(undefined);
    expect(before - work.left).toBeGreaterThan(0);
    expect(before - work.left).toBeLessThan(20_000);
  });

  it("looks into conditions made of conditions as far as it may, and counts it", () => {
    const work = new Work(1_000_000);
    const path = new Path(work);
    const words = Array.from({ length: 40 }, (_, i) => path.symbol(`w${i}`, "int"));
    const conditions = words.slice(1).map((word, i) => path.slt(words[i]!, word));
    path.assume(conditions[0]!, true);
    path.assume(conditions[1]!, true);
    expect(path.known(path.and(conditions[0]!, conditions[1]!))).toBe(true);
    expect(path.known(path.or(conditions[2]!, conditions[1]!))).toBe(true);
    expect(path.known(path.and(conditions[2]!, conditions[1]!))).toBe(undefined);
    // A tree of conditions: each is of the two before it.
    let [p, q] = [path.and(conditions[2]!, conditions[3]!), path.or(conditions[4]!, conditions[5]!)];
    for (const condition of conditions.slice(6))
      [p, q] = [path.and(path.or(p, condition), q), path.or(path.and(q, condition), p)];
    const before = work.left;
    expect(path.known(p)).toBe(undefined);
    expect(path.same(p, q)).toBe(false);
    expect(before - work.left).toBeLessThan(20_000);
  });
});

test("a sum is not negative where its opposite was compared, also with a bit that is shifted up", () => {
  const index: Condition = (w, x, y) => w.sub(w.add(w.mul(x, w.constant(minimum)), w.constant(7)), y);
  const natural = opposite((w, ...words) => w.slt(index(w, ...words), w.constant(0)));
  const less: Condition = (w, x, y, z, n) => w.slt(index(w, x, y, z, n), n);
  const below: Condition = (w, x, y, z, n) => w.sltu(index(w, x, y, z, n), n);
  expect(pathWith([natural, less]).known(below)).toBe(true);
  expect(pathWith([less]).known(below)).toBe(undefined);
  expect(pathWith([natural]).known(below)).toBe(undefined);
});

describe("facts that contradict each other", () => {
  const contradicting: readonly Condition[] = [
    opposite(below("x", "n")),
    less("x", "y"),
    below("y", "n"),
    atMost(0, "x"),
  ];

  test("are found", () => {
    expect(pathWith(contradicting).path.isImpossible).toBe(true);
  });

  test.each([...contradicting.keys()])("not without the one at %i", (left) => {
    expect(pathWith(contradicting.filter((_, i) => i !== left)).path.isImpossible).toBe(false);
  });

  /** 0, or −1 where x is negative. */
  const signOf = <W>(w: Arithmetic<W>, x: W): W => w.sra(x, w.constant(31));
  const bySign: readonly Condition[] = [
    opposite((w, x, _y, _z, n) => w.sltu(signOf(w, x), n)),
    atMost(0, "x"),
    (w, x, _y, _z, n) => w.slt(signOf(w, x), n),
  ];

  test("are found by what they say once a condition in them is known", () => {
    expect(pathWith(bySign).path.isImpossible).toBe(true);
    expect(pathWith([(w, x, _y, _z, n) => w.sltu(signOf(w, x), n), less("x", 0)]).path.isImpossible).toBe(true);
  });

  test.each([...bySign.keys()])("not without the one at %i of those", (left) => {
    expect(pathWith(bySign.filter((_, i) => i !== left)).path.isImpossible).toBe(false);
  });

  it("are not found among facts that are true of some words", () => {
    const possible = fc.property(fc.array(comparisons, { maxLength: 20 }), near, (facts, words) => {
      const { path } = pathWith(facts.map((fact) => (fact(int32, ...words) === 1 ? fact : opposite(fact))));
      expect(path.isImpossible).toBe(false);
    });
    fc.assert(possible, { numRuns: 2000 });
  });
});
