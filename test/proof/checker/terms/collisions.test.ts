/**
 * Terms and heaps are the same object only when all their parts are the same, also where their hashes are equal: here all hashes are. A part
 * that is not compared would make two different words one, and the checker would accept more.
 */

import { describe, expect, test } from "vitest";
import type { Heap, Term } from "../../../../src/proof/checker/terms/term.ts";
import { Terms } from "../../../../src/proof/checker/terms/terms.ts";

/** Terms with one hash for all. */
class Colliding extends Terms {
  protected override share<T extends Term | Heap>(_: number, candidate: T): T {
    return super.share(0, candidate);
  }
}

/** Heaps and terms of each kind; those in a list differ from the first in one part, each in another one. */
const kinds: readonly (readonly [string, (t: Terms) => readonly (Term | Heap)[]])[] = [
  [
    "an operation",
    (t) => {
      const [a, b, c] = symbols(t);
      return [t.div(a, b), t.div(c, b), t.div(a, c), t.rem(a, b)];
    },
  ],
  [
    "a sum",
    (t) => {
      const [a, b, c] = symbols(t);
      const sum = (n: number, x: Term, y: Term, f: number): Term => t.add(t.constant(n), t.add(x, t.scale(y, f)));
      return [sum(3, a, b, 5), sum(4, a, b, 5), sum(3, a, c, 5), sum(3, a, b, 6), t.add(sum(3, a, b, 5), c)];
    },
  ],
  ["a length", (t) => symbols(t).map((a) => t.length(a))],
  [
    "an element",
    (t) => {
      const [a, b, i] = symbols(t);
      const h = t.store(t.initialHeap, "int", b, i, i);
      const one = t.select(t.initialHeap, "int", a, i);
      const others = [t.select(h, "int", a, i), t.select(t.initialHeap, "byte", a, i)];
      return [one, ...others, t.select(t.initialHeap, "int", b, i), t.select(t.initialHeap, "int", a, b)];
    },
  ],
  [
    "a store",
    (t) => {
      const [a, b, i] = symbols(t);
      const h = t.store(t.initialHeap, "int", b, b, b);
      const one = t.store(t.initialHeap, "int", a, i, i);
      const others = [t.store(h, "int", a, i, i), t.store(t.initialHeap, "bool", a, i, i)];
      const place = [t.store(t.initialHeap, "int", b, i, i), t.store(t.initialHeap, "int", a, b, i)];
      return [one, ...others, ...place, t.store(t.initialHeap, "int", a, i, b)];
    },
  ],
  [
    "a block",
    (t) => {
      const [a, b, i] = symbols(t);
      const h = t.store(t.initialHeap, "int", b, b, b);
      const one = t.fill(t.initialHeap, a, i, i, i);
      const others = [t.fill(h, a, i, i, i), t.fill(t.initialHeap, b, i, i, i), t.fill(t.initialHeap, a, b, i, i)];
      return [one, ...others, t.fill(t.initialHeap, a, i, b, i), t.fill(t.initialHeap, a, i, i, b)];
    },
  ],
  [
    "an allocation",
    (t) => {
      const [a, b, n] = symbols(t);
      const h = t.store(t.initialHeap, "int", b, b, b);
      const one = t.allocate(t.initialHeap, "int", a, n);
      const others = [t.allocate(h, "int", a, n), t.allocate(t.initialHeap, "byte", a, n)];
      return [one, ...others, t.allocate(t.initialHeap, "int", b, n), t.allocate(t.initialHeap, "int", a, b)];
    },
  ],
  [
    "a text",
    (t) => {
      const [a, b] = symbols(t);
      const h = t.store(t.initialHeap, "int", b, b, b);
      const one = t.text(t.initialHeap, "byte", a, [1, 2]);
      const others = [t.text(h, "byte", a, [1, 2]), t.text(t.initialHeap, "int", a, [1, 2])];
      const contents = [[1, 3], [2, 2], [1], [1, 2, 3]].map((values) => t.text(t.initialHeap, "byte", a, values));
      return [one, ...others, t.text(t.initialHeap, "byte", b, [1, 2]), ...contents];
    },
  ],
];

function symbols(t: Terms): readonly [Term, Term, Term] {
  return [t.symbol("a", "int"), t.symbol("b", "int"), t.symbol("c", "int")];
}

describe("with one hash for all", () => {
  test.each(kinds)("%s is its parts", (_, make) => {
    const t = new Colliding();
    const made = make(t);
    expect(new Set(made).size).toBe(made.length);
    expect(make(t).map((each, i) => each === made[i])).toStrictEqual(made.map(() => true));
  });

  test("each kind is another one", () => {
    const t = new Colliding();
    const made = kinds.flatMap(([, make]) => make(t));
    expect(new Set(made).size).toBe(made.length);
  });
});
