/**
 * The ready-made shrinker: it gets to the smallest tree, keeps sorts and classes, and comes to an end.
 */

import { shrinkBy, smallerTrees } from "etalon/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

type Arithmetic = { a: "n"; value: number } | { a: "+"; left: Arithmetic; right: Arithmetic };
type Command =
  | { c: "skip" }
  | { c: "print"; of: Arithmetic }
  | { c: "block"; body: Command[] }
  | { c: "while"; condition: Arithmetic; body: Command };

const trees = fc.letrec<{ a: Arithmetic; c: Command }>((tie) => ({
  a: fc.oneof(
    { maxDepth: 3 },
    fc.record({ a: fc.constant("n" as const), value: fc.integer({ min: -9999, max: 9999 }) }),
    fc.record({ a: fc.constant("+" as const), left: tie("a"), right: tie("a") }),
  ),
  c: fc.oneof(
    { maxDepth: 4 },
    fc.record({ c: fc.constant("print" as const), of: tie("a") }),
    fc.record({ c: fc.constant("block" as const), body: fc.array(tie("c"), { maxLength: 4 }) }),
    fc.record({ c: fc.constant("while" as const), condition: tie("a"), body: tie("c") }),
  ),
})).c;

const sortOf = (part: unknown): string | undefined => {
  if (typeof part !== "object" || part === null) return undefined;
  if ("c" in part) return "command";
  return "a" in part ? "arithmetic" : undefined;
};
const shape = { sortOf, leaves: [{ c: "skip" }, { a: "n", value: 0 }] };
const smaller = smallerTrees<Command>(shape);

/** Is it a command, with commands and arithmetic where they belong? */
function wellSorted(c: Command): boolean {
  const arithmetic = (a: Arithmetic): boolean =>
    a.a === "n" ? Number.isInteger(a.value) : arithmetic(a.left) && arithmetic(a.right);
  if (c.c === "block") return c.body.every(wellSorted);
  if (c.c === "while") return arithmetic(c.condition) && wellSorted(c.body);
  return c.c === "skip" || arithmetic(c.of);
}

const textOf = (value: unknown): string => JSON.stringify(value);

describe("smaller trees", () => {
  it("are well sorted, and other than the tree", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const text = textOf(tree);
        for (const other of smaller(tree))
          if (!wellSorted(other) || textOf(other) === text) throw new Error(textOf(other));
      }),
      { numRuns: 50 },
    );
  });

  it("lead to the smallest tree that shows something", () => {
    const smallest = (shows: (text: string) => boolean): unknown => {
      const property = fc.property(shrinkBy(trees, smaller), (tree) => !shows(textOf(tree)));
      return fc.check(property, { seed: 3, numRuns: 1000 }).counterexample?.[0];
    };
    expect(smallest((text) => text.includes('"while"'))).toStrictEqual({
      ...{ c: "while", condition: { a: "n", value: 0 }, body: { c: "skip" } },
    });
    const sum = { a: "+", left: { a: "n", value: 0 }, right: { a: "n", value: 0 } };
    const loop = { c: "while", condition: sum, body: { c: "skip" } };
    expect([loop, { c: "print", of: sum }]).toContainEqual(smallest((text) => text.includes('"+"')));
    expect(textOf(smallest((text) => /"value":\d{4}/.test(text)))).toMatch(/^[^{]*\{[^{]*\{[^{]*(\{"c":"skip"\}\})?$/);
  });

  it("come to an end, whatever is taken", () => {
    fc.assert(
      fc.property(trees, fc.infiniteStream(fc.nat()), (tree, choices) => {
        const seen = new Set<string>();
        for (let at = tree; ; ) {
          expect(seen.has(textOf(at))).toBe(false);
          seen.add(textOf(at));
          const others = [...smaller(at)];
          if (others.length === 0) break;
          at = others[choices.next().value! % others.length]!;
        }
      }),
      { numRuns: 10 },
    );
  });

  it("keep classes, take elements out of lists but not out of nodes, and lower all kinds of numbers", () => {
    class Leaf {
      readonly n: number;
      constructor(n: number) {
        this.n = n;
      }
    }
    const [zero] = [...smallerTrees<Leaf>()(new Leaf(1))];
    expect(zero).toBeInstanceOf(Leaf);
    expect(zero).toStrictEqual(new Leaf(0));
    expect([...smallerTrees<number[]>({ numbers: [] })([7, 8])].slice(0, 3)).toStrictEqual([[], [8], [7]]);
    const tuple = (part: unknown): string | undefined => (Array.isArray(part) ? "tuple" : undefined);
    const pairs = [...smallerTrees<unknown>({ sortOf: tuple, numbers: [0] })(["+", ["n", 1], ["n", 0]])];
    expect(pairs).toStrictEqual([
      ["n", 1],
      ["n", 0],
      ["+", ["n", 0], ["n", 0]],
    ]);
    expect([...smallerTrees<number>()(100)]).toStrictEqual([0, 1, -1, 50, 99]);
    expect([...smallerTrees<number>()(-2.5)]).toStrictEqual([0, 1, -1, -2]);
    expect([...smallerTrees<number>()(Number.NaN)]).toStrictEqual([0, 1, -1]);
    expect([...smallerTrees<bigint>()(9n)]).toStrictEqual([0n, 1n, 4n, 8n]);
    expect([...smallerTrees<boolean>()(true)]).toStrictEqual([false]);
    const ring: { self?: object } = {};
    ring.self = ring;
    expect([...smallerTrees<object>({ leaves: [{}] })(ring)]).toStrictEqual([{}]);
  });
});
