/** Programs that are compiled together become what they become alone, and each part of all comes before the next part of any. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composePhases, equalWhenEnded, type Phase, phase, type Semantics } from "../../../src/testing/index.ts";
import { attemptsOf } from "../../../src/testing/property/phase.ts";

const numbers: Semantics<number, number, null, number> = {
  name: "numbers",
  initial: (program) => program,
  step: () => undefined,
  behaviour: (program) => program,
};

describe("attempts of many programs", () => {
  it("are those of each alone, part by part, also where some are refused or have fewer parts", () => {
    const lists = fc.array(fc.record({ parts: fc.integer({ min: 1, max: 5 }), program: fc.nat(9) }), { maxLength: 8 });
    fc.assert(
      fc.property(lists, (cases) => {
        const done: number[] = [];
        const part = (number: number): Phase<number, number, null, number> =>
          phase({
            name: `part ${number}`,
            source: numbers,
            target: numbers,
            relation: equalWhenEnded<number>(() => true),
            compile(n) {
              done.push(number);
              return n === 7 ? { ok: false, error: { message: "seven" } } : { ok: true, value: n + 1 };
            },
          });
        const made = cases.map(({ parts, program }) => ({
          phase: Array.from({ length: parts }, (_, number) => part(number)).reduce(composePhases),
          program,
        }));
        const together = attemptsOf(made);
        expect(done).toStrictEqual(done.toSorted((a, b) => a - b));
        expect(together).toStrictEqual(made.map((one) => attemptsOf([one])[0]!));
        for (const [i, attempt] of together.entries()) {
          const { parts, program } = cases[i]!;
          const seven = program <= 7 && program + parts > 7;
          expect(attempt).toMatchObject(
            seven ? { kind: "refused", pass: `part ${7 - program}` } : { kind: "compiled", target: program + parts },
          );
        }
      }),
    );
  });
});
