/**
 * Transformations keep the meaning of programs, in the source and through the compiler.
 */

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Behaviour } from "../../../src/core/behaviour.ts";
import { environmentOf } from "../../../src/core/environment.ts";
import type { Program } from "../../../src/lang/program/program.ts";
import { evaluate } from "../../../src/lang/semantics/evaluate.ts";
import { printModule } from "../../../src/lang/syntax/print.ts";
import { arbitraryInput, arbitraryModule, checkGenerated } from "../../../src/testing/generate/arbitrary.ts";
import { transformations } from "../../../src/testing/generate/metamorphic.ts";

function behaviour(program: Program, input: Uint8Array): Behaviour {
  const run = evaluate(program, environmentOf(input), { clock: 100_000 });
  if (!run.ok) throw new Error("too deep");
  return { events: run.value.events, outcome: run.value.outcome };
}

describe.each(Object.entries(transformations))("%s", (_, transform) => {
  it("keeps the behaviour", () => {
    fc.assert(
      fc.property(arbitraryModule({ size: 40 }), fc.integer(), arbitraryInput(), (module, seed, input) => {
        const before = checkGenerated(module).program;
        const after = checkGenerated(transform(module, seed)).program;
        expect(behaviour(after, input)).toStrictEqual(behaviour(before, input));
      }),
      { numRuns: 300 },
    );
  });

  it("changes the text", () => {
    fc.assert(
      fc.property(arbitraryModule({ size: 60 }), (module) => {
        const variants = new Set([1, 2, 3, 4, 5].map((seed) => printModule(transform(module, seed))));
        return variants.size > 1 || module.declarations.length + variants.size <= 4;
      }),
    );
  });
});
