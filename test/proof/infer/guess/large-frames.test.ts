/** In a large frame a variable that nothing touched is where it was, by the very list of its places. */

import { expect, test } from "vitest";
import { type AtFirst, slotsInLarge, unmovedIn } from "../../../../src/proof/infer/guess/large-frames.ts";
import { Prints } from "../../../../src/proof/infer/guess/prints.ts";

const first = 32;
const count = 100;
const prints = new Prints();
const words = Array.from({ length: count }, () => prints.fresh());
/** The word of variable i is i + 1 words below the sp of the entry. */
const places = words.map((_, i) => [first + i + 1]);
const values = words.map((_, slot) => ({ kind: "local", slot }) as const);
const atFirst: AtFirst = {
  slotsOf: (word) => places[words.indexOf(word)],
  values,
  places,
  terms: [],
  variables: words,
  placesOf: places,
};

/** Where the variables are in a frame of which some words were written, and in registers; those that were not told at once are left out. */
function unmoved(changes: ReadonlyMap<number, number>, registers: readonly number[] = [], standing = count) {
  const frame = [0, ...words];
  for (const [below, word] of changes) frame[below] = word;
  const machine = { frame, written: [...changes.keys()], atFirst, registers };
  const find = unmovedIn(machine, prints, standing, first);
  const all = slotsInLarge(machine, prints, standing, first);
  return values.flatMap((value, i) => {
    const found = find(value, words[i]!);
    if (found !== undefined) expect(all(words[i]!)).toEqual(found);
    return found === undefined ? [] : [[i, found] as const];
  });
}

test("what nothing touched is where it was", () => {
  for (const [i, found] of unmoved(new Map())) expect(found).toBe(places[i]);
  expect(unmoved(new Map())).toHaveLength(count);
});

test("what was written over, is copied, is in a register or below sp is looked for", () => {
  const other = prints.fresh();
  // Few of the others have bits by which they are taken for what was written.
  const isLeft = (found: readonly (readonly [number, unknown])[], gone: number): void => {
    expect(found.map(([i]) => i)).not.toContain(gone);
    expect(found.length).toBeGreaterThan(count - 5);
  };
  isLeft(unmoved(new Map([[8, other]])), 7);
  isLeft(unmoved(new Map([[8, words[20]!]])), 20);
  isLeft(unmoved(new Map(), [0, words[30]!]), 30);
  isLeft(unmoved(new Map(), [], count - 1), count - 1);
});
