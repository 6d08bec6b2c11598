/**
 * Behaviours that differ are never taken for equal, and the text of a difference shows it.
 */

import { equalWhenEnded, show } from "etalon/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

const relation = equalWhenEnded<unknown>(() => true);
const same = (a: unknown, b: unknown): boolean => relation(a, b).verdict === "agrees";

class Shown {
  readonly x: number;
  constructor(x: number) {
    this.x = x;
  }
}

class Hidden {
  readonly #x: number;
  constructor(x: number) {
    this.#x = x;
  }
  get x(): number {
    return this.#x;
  }
}

function cycle(value: number): object {
  const made: { value: number; self?: object } = { value };
  made.self = made;
  return made;
}

/** Values, no two of which are the same. */
const different: readonly unknown[] = [
  ...[0, -0, 1, Number.NaN, null, undefined, false, "", "0", 0n, 11, 11n, "11", Symbol.iterator],
  ...[{}, { a: undefined }, { a: 0 }, { a: -0 }, { a: null }, { b: 0 }, { a: 0, b: 0 }],
  ...[[], [undefined], [null], [0], [0, 0], [[0]], { 0: 0 }, Array(1)],
  ...[new Map(), new Map([["a", 0]]), new Map([["a", -0]]), new Map([[0, "a"]]), new Map([["b", 0]])],
  ...[new Set(), new Set([0]), new Set(["0"]), new Set([[0]]), new Set([[1]])],
  ...[Uint8Array.of(0), Uint8Array.of(1), Int8Array.of(0), Uint8Array.of(0, 0), new ArrayBuffer(1)],
  ...[new Date(0), new Date(1), /a/, /a/g, /b/, new Error("a"), new Error("b"), new TypeError("a")],
  ...[new Shown(0), new Shown(1), new Hidden(0), new Hidden(1), cycle(0), cycle(1), [cycle(0)]],
];

describe("equality of plain data", () => {
  it("tells different values apart", () => {
    for (const [i, a] of different.entries())
      for (const [j, b] of different.entries())
        if (i !== j) expect(same(a, b), `${show(a)} and ${show(b)} (${i}, ${j})`).toBe(false);
  });

  it("finds copies equal, in whatever order they were made", () => {
    fc.assert(
      fc.property(fc.object({ withBigInt: true, withMap: true, withSet: true, withTypedArray: true }), (value) => {
        expect(same(structuredClone(value), value)).toBe(true);
      }),
    );
    expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    const entries: [object, number][] = [
      [[1], 1],
      [[2], 2],
    ];
    expect(
      same(new Map(entries), new Map(entries.map(([key, n]) => [[...(key as number[])], n] as const).reverse())),
    ).toBe(true);
    expect(same(cycle(1), cycle(1))).toBe(true);
    expect(same(Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 })).toBe(true);
  });

  it("says what differs in a text that shows it", () => {
    const detail = (source: unknown, target: unknown): string => {
      const answer = relation(target, source);
      return answer.verdict === "differs" ? answer.detail : answer.verdict;
    };
    expect(detail(0, -0)).toBe("the source shows 0, the target -0");
    expect(detail({}, { a: undefined })).toBe('the source shows {}, the target {"a":undefined}');
    expect(detail(11n, "11")).toBe('the source shows 11n, the target "11"');
    expect(detail(new Hidden(1), new Hidden(2))).toContain("as text they are the same");
    expect(detail({ x: [1] }, { x: [new Shown(1)] })).not.toContain("as text");
    expect(detail([new Shown(1)], [{ x: 1 }])).toContain("they differ at [0] (in class");
    const long = (at: number): object => ({ events: Array.from({ length: 60 }, (_, i) => (i === at ? 1 : 0)) });
    expect(detail(long(50), long(70))).toMatch(/; they first differ at \.events\[50\]$/);
  });

  it("shows values on one line, different ones differently", () => {
    const texts = different.map((value) => show(value));
    expect(texts.filter((text) => text.includes("\n"))).toStrictEqual([]);
    const alike = texts.filter((text, i) => texts.indexOf(text) !== i);
    // A TypeError, and objects with a content that cannot be seen.
    expect(alike).toStrictEqual(['new Error("a")', "{}", "{}"]);
  });
});
