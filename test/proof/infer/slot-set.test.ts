/** Sets of slots as bits are sets, and what changes nothing gives the same object. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { SlotSet } from "../../../src/proof/infer/slot-set.ts";

const slots = fc.array(fc.nat({ max: 200 }));
const sorted = (all: Iterable<number>): readonly number[] => [...new Set(all)].sort((a, b) => a - b);

test("sets of slots are sets", () => {
  fc.assert(
    fc.property(slots, slots, fc.nat({ max: 200 }), (one, two, slot) => {
      const [first, second] = [SlotSet.of(one), SlotSet.of(two)];
      expect(first.slots).toEqual(sorted(one));
      expect(first.has(slot)).toBe(one.includes(slot));
      expect(first.with(slot).slots).toEqual(sorted([...one, slot]));
      expect(first.without(slot).slots).toEqual(sorted(one).filter((other) => other !== slot));
      expect(first.join(second).slots).toEqual(sorted([...one, ...two]));
    }),
  );
});

test("what is the same is the same object", () => {
  fc.assert(
    fc.property(slots, fc.nat({ max: 200 }), (all, slot) => {
      const set = SlotSet.of(all);
      const has = set.has(slot);
      expect(set.with(slot) === set).toBe(has);
      expect(set.without(slot) === set).toBe(!has);
      expect(set.join(SlotSet.of(all.slice(1)))).toBe(set);
      expect(set.without(slot).with(slot).orSame(set) === set).toBe(has);
      expect(set.with(slot).join(SlotSet.none).orSame(set) === set).toBe(has);
    }),
  );
});
