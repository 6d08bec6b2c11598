/**
 * Versions of memory, held to runs: where a point dominates another and both see the same version of a global, the global is
 * at the second what it was when the first was last passed.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { successors } from "../../../src/compiler/flow/successors.ts";
import { type CutMark, constantOperand, type FlowInstruction } from "../../../src/compiler/flow/syntax.ts";
import { dominanceIn } from "../../../src/compiler/ssa/dominance.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import type { SsaBlock } from "../../../src/compiler/ssa/syntax.ts";
import { sameGlobal, versionsOf } from "../../../src/compiler/ssa/versions.ts";
import { blocksWith } from "./graphs.ts";

const globals = 3;
const global = fc.integer({ min: 0, max: globals - 1 });

const instruction: fc.Arbitrary<FlowInstruction> = fc.oneof(
  { weight: 4, arbitrary: global.map((of) => ({ op: "get_global", rd: 0, global: of, origin: 0 }) as const) },
  {
    weight: 3,
    arbitrary: global.map((of) => ({ op: "set_global", global: of, value: constantOperand(0), origin: 0 }) as const),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      op: "call",
      callee: 0,
      rd: undefined,
      arguments: [],
      cut: {} as CutMark,
      origin: 0,
    } as const),
  },
);

/** The same blocks, in which each read defines a value of its own, and each call has a mark. */
function numbered(blocks: readonly SsaBlock[]): readonly SsaBlock[] {
  let values = 0;
  const own = (one: FlowInstruction): FlowInstruction => {
    if (one.op === "get_global") return { ...one, rd: values++ };
    return one.op === "call" ? { ...one, cut: { ...one.cut } } : { ...one };
  };
  return blocks.map((block) => ({ ...block, instructions: block.instructions.map(own) }));
}

/** A read of a global in a run, and what it saw: the number of the write. */
interface Seen {
  readonly block: number;
  readonly index: number;
  readonly saw: number;
}

const blocks = blocksWith(fc.array(instruction, { maxLength: 4 })).map(numbered);

describe("versions of memory", () => {
  it("are the same only where a global is the same", () => {
    let same = 0;
    fc.assert(
      fc.property(blocks, fc.array(fc.nat(1), { minLength: 30, maxLength: 30 }), (made, ways) => {
        const graph = graphOf(made);
        const dominates = dominanceIn(graph);
        const versions = versionsOf(made, graph);
        const memory = new Array<number>(globals).fill(0);
        const reads: Map<number, Seen>[] = memory.map(() => new Map<number, Seen>());
        let writes = 0;
        let block = 0;
        for (const way of ways) {
          for (const [index, one] of made[block]!.instructions.entries()) {
            if (one.op === "set_global") memory[one.global] = ++writes;
            if (one.op === "call") memory.fill(++writes);
            if (one.op !== "get_global") continue;
            const saw = memory[one.global]!;
            for (const [rd, before] of reads[one.global]!) {
              const above = before.block === block ? before.index < index : dominates(before.block, block);
              if (!above) continue;
              if (!sameGlobal(versions, one.global, versions.ofValue[rd], versions.ofValue[one.rd])) continue;
              same++;
              expect(before.saw).toBe(saw);
            }
            reads[one.global]!.set(one.rd, { block, index, saw });
          }
          const next = successors(made[block]!.terminator);
          if (next.length === 0) break;
          block = next[way % next.length]!;
        }
      }),
      { numRuns: 2000 },
    );
    expect(same).toBeGreaterThan(1000);
  });

  it("are the same after a branch that writes something else", () => {
    const read = (rd: number, of: number): FlowInstruction => ({ op: "get_global", rd, global: of, origin: 0 });
    const write: FlowInstruction = { op: "set_global", global: 1, value: constantOperand(0), origin: 0 };
    const branch = { op: "branch", comparison: "eq", left: constantOperand(0), right: constantOperand(0) } as const;
    const made: SsaBlock[] = [
      {
        parameters: [],
        instructions: [read(0, 0), read(1, 1)],
        terminator: { ...branch, then: 1, else: 2, origin: 0 },
      },
      { parameters: [], instructions: [write], terminator: { op: "jump", target: 2, arguments: [], origin: 0 } },
      {
        parameters: [],
        instructions: [read(2, 0), read(3, 1)],
        terminator: { op: "return", value: undefined, origin: 0 },
      },
    ];
    const versions = versionsOf(made, graphOf(made));
    const { ofValue } = versions;
    expect(sameGlobal(versions, 0, ofValue[0], ofValue[2])).toBe(true);
    expect(sameGlobal(versions, 1, ofValue[1], ofValue[3])).toBe(false);
  });
});
