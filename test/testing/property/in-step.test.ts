/** Computations in step have the results that they have alone, and each part of all comes before the next part of any. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atOnce, inStep } from "../../../src/testing/property/in-step.ts";

describe("in step", () => {
  it("all have their results, in their order, and none is a part ahead of another", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 8 }), (parts) => {
        const done: number[] = [];
        const computation = function* (count: number, name: number): Generator<undefined, string> {
          for (let part = 0; part < count; part++) {
            done.push(part);
            yield;
          }
          return `${name}: ${count}`;
        };
        const made = (): Generator<undefined, string>[] => parts.map(computation);
        const together = inStep(made());
        expect(done).toStrictEqual(done.toSorted((a, b) => a - b));
        expect(together).toStrictEqual(made().map(atOnce));
      }),
    );
  });
});
