/** The order of blocks: nothing changes but the order, and a round of a loop takes no jump. */

import { environmentOf } from "etalon";
import { type Flow, passes, runFlow } from "etalon/compiler";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { successors } from "../../src/compiler/flow/successors.ts";
import { flowError } from "../../src/compiler/flow/well-formed.ts";
import { bytes, compiled, shown } from "./compiled.ts";
import { input, programText } from "./programs.ts";

function arranged(flow: Flow): Flow {
  return { ...flow, functions: flow.functions.map((f) => passes.arrangeBlocks(f)) };
}

/** The jumps that are code, in the blocks that control comes to from themselves. */
function jumpsInLoops({ functions }: Flow): number {
  let jumps = 0;
  for (const { blocks } of functions)
    for (const [label, { terminator }] of blocks.entries()) {
      if (terminator.op !== "jump" || terminator.target === label + 1) continue;
      const seen = new Set<number>();
      const work = [label];
      for (let b = work.pop(); b !== undefined; b = work.pop())
        for (const next of successors(blocks[b]!.terminator)) {
          if (seen.has(next)) continue;
          seen.add(next);
          work.push(next);
        }
      if (seen.has(label)) jumps++;
    }
  return jumps;
}

describe("the order of blocks", () => {
  it("changes nothing that a program does, and takes no step more", () => {
    fc.assert(
      fc.property(programText, input, (text, bytesIn) => {
        const { flow } = compiled(text);
        const clock = 20_000;
        const before = runFlow(flow, environmentOf(bytesIn), { clock });
        if (before.outcome.kind === "running") return;
        const after = runFlow(arranged(flow), environmentOf(bytesIn), { clock: clock + flow.functions.length });
        expect(flowError(arranged(flow)), text).toBeUndefined();
        expect(shown(after), text).toBe(shown(before));
        // An entry that only jumps is a step of each call.
        const entries = arranged(flow).functions.filter(({ blocks: [first] }) => first!.instructions.length === 0);
        if (entries.length === 0) expect(after.steps).toBeLessThanOrEqual(before.steps);
      }),
      { numRuns: 200 },
    );
  });

  it("leaves the instructions of each block as they were", () => {
    fc.assert(
      fc.property(programText, (text) => {
        for (const f of compiled(text).flow.functions) {
          const before = new Set(f.blocks.map(({ instructions }) => instructions));
          const { blocks } = passes.arrangeBlocks(f);
          const kept = blocks.filter(({ instructions }) => instructions.length > 0);
          for (const { instructions } of kept) expect(before.has(instructions)).toBe(true);
          expect(new Set(kept.map(({ instructions }) => instructions)).size).toBe(kept.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  const loops: Readonly<Record<string, string>> = {
    "a loop with a test": "while x > 0 { x = x - 1; }",
    "a loop with two tests": "while x > 0 && x != 5 { x = x - 1; }",
    "loops in a loop": "while x > 0 { let y = x; while y > 3 { y = y - 2; } for i in 0..y { x = x - 1; } }",
    "a loop with a check in its test":
      "let a = new int[](9); let i = 0; while a[i] == 0 { i = i + 1; x = x + i; if i == 8 { a[8] = 1; } }",
    "a loop that is left in the middle": "while true { x = x - 1; if x < 0 { break; } write(x); }",
  };
  for (const [name, body] of Object.entries(loops))
    it(`needs no jump in a round of ${name}`, () => {
      const { flow, allocated } = compiled(`fn main(): int { let x = read(); ${body} return x; }`);
      expect(jumpsInLoops(flow)).toBeGreaterThan(0);
      // A loop in a loop is entered by a jump in each round of that.
      expect(jumpsInLoops(allocated)).toBe(name === "loops in a loop" ? 2 : 0);
      expect(shown(runFlow(allocated, environmentOf(bytes("z"))))).toBe(
        shown(runFlow(flow, environmentOf(bytes("z")))),
      );
    });
});
