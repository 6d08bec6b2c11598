/**
 * Random control-flow graphs, also such as no program has: loops with several entries, blocks that nothing reaches.
 */

import fc from "fast-check";
import type { FlowInstruction, Label } from "../../../src/compiler/flow/syntax.ts";
import { constantOperand } from "../../../src/compiler/flow/syntax.ts";
import type { SsaBlock, SsaTerminator } from "../../../src/compiler/ssa/syntax.ts";

const zero = constantOperand(0);

function terminatorTo(targets: readonly Label[]): SsaTerminator {
  const origin = 0;
  const [then, otherwise] = targets;
  if (then === undefined) return { op: "return", value: undefined, origin };
  if (otherwise === undefined) return { op: "jump", target: then, arguments: [], origin };
  return { op: "branch", comparison: "eq", left: zero, right: zero, then, else: otherwise, origin };
}

/** Blocks that go to none, one or two blocks each, with these instructions. */
export function blocksWith(instructions: fc.Arbitrary<readonly FlowInstruction[]>): fc.Arbitrary<readonly SsaBlock[]> {
  return fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.array(
      fc.record({
        parameters: fc.constant([]),
        instructions,
        terminator: fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 2 }).map(terminatorTo),
      }),
      { minLength: count, maxLength: count },
    ),
  );
}
