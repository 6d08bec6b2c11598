/**
 * Honest images that were once refused: with no room for start-up's own frame they give up at once, so that no run comes
 * to start-up's later cut points, where the stack is held to have room.
 */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { claimsOf } from "../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { arbitraryProgram } from "../../../src/testing/generate/arbitrary.ts";
import { programOf } from "../../lang/program-of.ts";

const sizes = [0, 4, 8, 12, 16, 20, 32, 48, 64, 128];

test.each(sizes.flatMap((stack) => [0, 4, 8, 64].map((heap) => ({ stack, heap }))))(
  "a stack of $stack bytes and a heap of $heap",
  (memory) => {
    const program = programOf(`let s1 = ""; fn main(): int { return len(s1); }`);
    const compiled = compile(program, { stackBytes: memory.stack, heapBytes: memory.heap, level: 0 });
    if (!compiled.ok) throw new Error(compiled.error.message);
    expect(checkClaims(program, compiled.value.image, claimsOf(compiled.value))).toMatchObject({
      verdict: "certified",
    });
  },
);

test("generated programs in little memory", () => {
  const memory = fc.record({ stack: fc.constantFrom(...sizes), heap: fc.constantFrom(...sizes) });
  fc.assert(
    fc.property(arbitraryProgram({ size: 25 }), memory, ({ program }, memory) => {
      const compiled = compile(program, { stackBytes: memory.stack, heapBytes: memory.heap, level: 0 });
      if (!compiled.ok) throw new Error(compiled.error.message);
      const answer = checkClaims(program, compiled.value.image, claimsOf(compiled.value));
      expect(answer).toMatchObject({ verdict: "certified" });
    }),
    { numRuns: 300 },
  );
});
