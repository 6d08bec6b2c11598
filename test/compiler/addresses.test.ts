/** The addresses of arrays in a run of Flow: each element lies at one, and is found again from any other. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Addresses } from "../../src/compiler/flow/addresses.ts";

const arrays = fc.array(
  fc.record({ element: fc.constantFrom("int", "byte", "bool"), length: fc.integer({ min: 0, max: 70 }) }),
  { minLength: 1, maxLength: 12 },
);

describe("an address", () => {
  it("finds the element that lies there, however far from it the index begins", () => {
    const property = fc.property(arrays, fc.integer({ min: -200, max: 200 }), (list, away) => {
      const addresses = new Addresses();
      const words = list.map(({ element, length }) => addresses.allocate(element, length));
      expect(new Set(words).size).toBe(words.length);
      for (const [array, { element, length }] of list.entries()) {
        expect(addresses.arrayAt(words[array]!)).toBe(array);
        const width = element === "byte" ? 1 : 4;
        for (let index = 0; index < length; index++) {
          expect(addresses.elementAt(element, words[array]!, index)).toStrictEqual({ array, index });
          const elsewhere = (words[array]! + width * (index - away)) | 0;
          const from = words.indexOf(elsewhere);
          // From an array's word one comes to that array's own elements.
          if (from >= 0 && away >= 0 && away < list[from]!.length) continue;
          expect(addresses.elementAt(element, elsewhere, away)).toStrictEqual({ array, index });
        }
      }
    });
    fc.assert(property);
  });

  it("is there for as many arrays as one likes, however large", () => {
    const addresses = new Addresses();
    const words = Array.from({ length: 9 }, () => addresses.allocate("int", 2 ** 29));
    expect(words.map((word) => addresses.arrayAt(word))).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(addresses.elementAt("int", words[8]!, 2 ** 28)).toStrictEqual({ array: 8, index: 2 ** 28 });
    expect(() => addresses.arrayAt(2)).toThrow("no array");
  });
});
