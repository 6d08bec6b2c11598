/**
 * Why obligation 12 follows from obligation 2: the heap pointer of either side moves with an allocation and in no other way,
 * and by the same word where it is the same allocation. So no forgery leaves 12 open where 2 is closed.
 */

import fc from "fast-check";
import { expect, test } from "vitest";
import { hasRoom } from "../../../src/proof/checker/memory/arrays.ts";
import { MachineMemory, type MemorySetting } from "../../../src/proof/checker/memory/machine-memory.ts";
import { SourceStore } from "../../../src/proof/checker/memory/source-store.ts";
import { Path } from "../../../src/proof/checker/paths/path.ts";
import { allocationsOf, inOrder, Notes } from "../../../src/proof/checker/segment/effect.ts";

const layout = {
  scratch: 0x1000_0000,
  globals: 0x1000_0004,
  heapStart: 0x1000_0004,
  heapEnd: 0x1400_0000,
  stackLimit: 0x1400_0000,
  stackTop: 0x1480_0000,
};
const elements = fc.constantFrom("int", "byte", "bool" as const);
const texts = fc.option(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 9 }), { nil: undefined });

test("both sides' heap pointers move by the same word, and only with an allocation", () => {
  fc.assert(
    fc.property(elements, fc.option(fc.nat(1000), { nil: undefined }), texts, (element, known, text) => {
      const path = new Path();
      const top = path.unknown("heap pointer", "int");
      const globals = { count: 0, assigned: 0, at: () => path.constant(0) };
      const notes = new Notes();
      const begin = new SourceStore(path, notes, path.initialHeap, globals, top);
      const length = known === undefined ? path.unknown("n", "int") : path.constant(known);
      const { store } = text === undefined ? begin.allocate(element, length) : begin.allocateText(element, text);
      const expected = allocationsOf(inOrder(notes.happened));
      expect(expected).toHaveLength(1);

      const base = path.unknown("sp", "int");
      const frame = { base, size: 0, below: base, incoming: 0 };
      const state = { heap: path.initialHeap, globals, top, cells: () => undefined, roomy: false };
      const fetch = (): string => "nothing";
      const setting: MemorySetting = { path, layout, frame, state, expected, fetch };
      path.assume(hasRoom(path, expected[0]!, layout.heapEnd), true);
      const before = MachineMemory.at(setting);
      expect(before.top).toBe(begin.top);
      const place = before.locateWrite(top, 4);
      if (typeof place === "string") throw new Error(place);
      const after = before.store(place, expected[0]!.length);
      if (typeof after === "string") throw new Error(after);
      expect(after.fresh).toBe(expected[0]);
      expect(after.top).toBe(store.top);

      // Where the source allocates nothing, there is no such place.
      expect(typeof MachineMemory.at({ ...setting, expected: [] }).locateWrite(top, 4)).toBe("string");
      expect(typeof after.locateWrite(after.top, 4)).toBe("string");
    }),
  );
});
