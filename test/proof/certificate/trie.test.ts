/**
 * Maps that share: they are what a map is, and two of them differ where they were changed.
 */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { at, eachChanged, emptyTrie, put, type Trie } from "../../../src/proof/certificate/trie.ts";

const key = fc.oneof(fc.nat(40), fc.nat(5000), fc.constantFrom(31, 32, 1023, 1024, 2 ** 30, 2 ** 31 - 1));
const edits = fc.array(fc.tuple(key, fc.option(fc.nat(9), { nil: undefined })), { maxLength: 60 });

function changed(trie: Trie<number>, list: readonly (readonly [number, number | undefined])[]): Trie<number> {
  return list.reduce((before, [number, value]) => put(before, number, value), trie);
}

function entries(trie: Trie<number>): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  eachChanged<number>(emptyTrie, trie, { spend: () => undefined }, (number, value) => found.push([number, value]));
  return found;
}

test("it is a map, in ascending order", () => {
  fc.assert(
    fc.property(edits, key, (list, asked) => {
      const trie = changed(emptyTrie, list);
      const map = new Map<number, number>();
      for (const [number, value] of list) {
        if (value === undefined) map.delete(number);
        else map.set(number, value);
      }
      expect(entries(trie)).toStrictEqual([...map].sort(([a], [b]) => a - b));
      expect(at(trie, asked)).toBe(map.get(asked));
    }),
  );
});

test("what differs is found, and an older map stays as it was", () => {
  fc.assert(
    fc.property(edits, edits, (first, second) => {
      const a = changed(emptyTrie, first);
      const before = entries(a);
      const b = changed(a, second);
      const found: (readonly [number, number])[] = [];
      eachChanged(a, b, { spend: () => undefined }, (number, value) => found.push([number, value]));
      expect(found).toStrictEqual(entries(b).filter(([number, value]) => at(a, number) !== value));
      expect(entries(a)).toStrictEqual(before);
    }),
  );
});

test("what is at a number or beyond it is left out where asked", () => {
  fc.assert(
    fc.property(edits, edits, key, (first, second, end) => {
      const [a, b] = [changed(emptyTrie, first), changed(emptyTrie, second)];
      const found: number[] = [];
      eachChanged(a, b, { spend: () => undefined }, (number) => found.push(number), end);
      const all = entries(b).filter(([number, value]) => at(a, number) !== value && number < end);
      expect(found).toStrictEqual(all.map(([number]) => number));
    }),
  );
});

test("nothing differs where nothing is left, however much there was", () => {
  const a = changed(emptyTrie, [
    [3, 1],
    [4000, 2],
  ]);
  const b = changed(a, [
    [3, undefined],
    [4000, undefined],
  ]);
  expect([entries(a), entries(b)]).toStrictEqual([
    [
      [3, 1],
      [4000, 2],
    ],
    [],
  ]);
  eachChanged(a, b, { spend: () => undefined }, () => expect.unreachable());
});

test("few nodes are looked at where few things differ", () => {
  const a = changed(
    emptyTrie,
    Array.from({ length: 20_000 }, (_, i) => [i, i]),
  );
  const b = changed(a, [
    [777, 1],
    [15_000, undefined],
  ]);
  let looks = 0;
  eachChanged(a, b, { spend: () => looks++ }, () => undefined);
  expect(looks).toBeLessThan(250);
  // Each is told: there are 20,000 in leaves of eight.
  let all = 0;
  eachChanged(emptyTrie, a, { spend: () => all++ }, () => undefined);
  expect(all).toBeGreaterThan(20_000 / 8);
});
