/**
 * Versions of memory, held to runs and to ways: where a point dominates another and both see the same version of a global, or of
 * all elements, it is at the second what it was when the first was last passed. And they do see the same one where nothing on any
 * way between writes it.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { successors } from "../../../src/compiler/flow/successors.ts";
import {
  type CutMark,
  constantOperand,
  type FlowInstruction,
  type Label,
  writtenBy,
} from "../../../src/compiler/flow/syntax.ts";
import { dominanceIn } from "../../../src/compiler/ssa/dominance.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import type { SsaBlock } from "../../../src/compiler/ssa/syntax.ts";
import {
  type Memory,
  sameElements,
  sameGlobal,
  type Versions,
  versionsOf,
} from "../../../src/compiler/ssa/versions.ts";
import { blocksWith } from "./graphs.ts";

const globals = 3;
const global = fc.integer({ min: 0, max: globals - 1 });
/** The globals, and all elements, as one place more. */
const places = [...Array.from({ length: globals }, (_, i) => i), globals];

const origin = 0;
const zero = constantOperand(0);
const element = { array: zero, index: zero, element: "int" } as const;
const instruction: fc.Arbitrary<FlowInstruction> = fc.oneof(
  { weight: 4, arbitrary: global.map((of) => ({ op: "get_global", rd: 0, global: of, origin }) as const) },
  { weight: 3, arbitrary: global.map((of) => ({ op: "set_global", global: of, value: zero, origin }) as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<FlowInstruction[]>(
      { op: "load_element", rd: 0, ...element, origin },
      { op: "store_element", ...element, value: zero, origin },
      { op: "allocate", rd: 0, length: zero, element: "int", origin },
      { op: "cut", cut: {} as CutMark, origin },
      { op: "call", callee: 0, rd: undefined, arguments: [], cut: {} as CutMark, origin },
    ),
  },
);

/** The same blocks, in which each read defines a value of its own, and each mark is one of its own. */
function numbered(blocks: readonly SsaBlock[]): readonly SsaBlock[] {
  let values = 0;
  const own = (one: FlowInstruction): FlowInstruction => {
    if (one.op === "call" || one.op === "cut") return { ...one, cut: { ...one.cut } };
    return writtenBy(one) === undefined ? { ...one } : ({ ...one, rd: values++ } as FlowInstruction);
  };
  return blocks.map((block) => ({ ...block, instructions: block.instructions.map(own) }));
}

const blocks = blocksWith(fc.array(instruction, { maxLength: 4 })).map(numbered);

/** Does an instruction write that place? */
function writes(one: FlowInstruction, place: number): boolean {
  if (one.op === "call") return true;
  if (one.op === "set_global") return one.global === place;
  return place === globals && (one.op === "store_element" || one.op === "allocate");
}

/** After an instruction. */
interface Point {
  readonly block: Label;
  readonly index: number;
  readonly memory: Memory;
}

function pointsOf(made: readonly SsaBlock[], { ofValue, ofMark, afterWrite }: Versions): readonly Point[] {
  return made.flatMap(({ instructions }, block) =>
    instructions.flatMap((one, index) => {
      const rd = writtenBy(one);
      const memory = "cut" in one ? ofMark.get(one.cut) : rd === undefined ? afterWrite.get(one) : ofValue[rd];
      return memory === undefined ? [] : [{ block, index, memory }];
    }),
  );
}

function same(versions: Versions, place: number, a: Point, b: Point): boolean {
  return place === globals ? sameElements(a.memory, b.memory) : sameGlobal(versions, place, a.memory, b.memory);
}

/** The instructions after one point and up to another that it dominates, on all ways that do not pass the first again. */
function between(made: readonly SsaBlock[], from: Point, to: Point): readonly FlowInstruction[] {
  const list = (label: Label): readonly FlowInstruction[] => made[label]!.instructions;
  if (from.block === to.block) return list(from.block).slice(from.index + 1, to.index + 1);
  /** The blocks that are reached by one step or more, but not through the first one. */
  const after = (label: Label): ReadonlySet<Label> => {
    const found = new Set<Label>();
    const work = [...successors(made[label]!.terminator)];
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      if (at === from.block || found.has(at)) continue;
      found.add(at);
      work.push(...successors(made[at]!.terminator));
    }
    return found;
  };
  const passed = [...after(from.block)].filter((label) => after(label).has(to.block));
  return [...list(from.block).slice(from.index + 1), ...passed.flatMap(list), ...list(to.block).slice(0, to.index + 1)];
}

describe("versions of memory", () => {
  it("are the same only where a global is the same", () => {
    fc.assert(
      fc.property(blocks, fc.array(fc.nat(1), { minLength: 30, maxLength: 30 }), (made, ways) => {
        const graph = graphOf(made);
        const dominates = dominanceIn(graph);
        const versions = versionsOf(made, graph);
        const points = pointsOf(made, versions);
        const memory = places.map(() => 0);
        /** By point, what there was in each place when it was last passed. */
        const seen = new Map<Point, readonly number[]>();
        let written = 0;
        let block = 0;
        for (const way of ways) {
          for (const [index, one] of made[block]!.instructions.entries()) {
            for (const place of places) if (writes(one, place)) memory[place] = ++written;
            const here = points.find((point) => point.block === block && point.index === index);
            if (here === undefined) continue;
            for (const [before, saw] of seen) {
              const isAbove = before.block === block ? before.index < index : dominates(before.block, block);
              for (const place of isAbove ? places : []) {
                if (!same(versions, place, before, here)) continue;
                if (saw[place] !== memory[place]) expect.fail(`${before.block}.${before.index}: another word`);
              }
            }
            seen.set(here, [...memory]);
          }
          const next = successors(made[block]!.terminator);
          if (next.length === 0) break;
          block = next[way % next.length]!;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("are the same where nothing between writes it", () => {
    fc.assert(
      fc.property(blocks, (made) => {
        const graph = graphOf(made);
        const dominates = dominanceIn(graph);
        const versions = versionsOf(made, graph);
        const points = pointsOf(made, versions);
        for (const from of points)
          for (const to of points) {
            if (from.block === to.block ? from.index >= to.index : !dominates(from.block, to.block)) continue;
            const passed = between(made, from, to);
            for (const place of places)
              if (!passed.some((one) => writes(one, place)) && !same(versions, place, from, to))
                expect.fail(`${from.block}.${from.index} to ${to.block}.${to.index}: nothing writes ${place}`);
          }
      }),
      { numRuns: 1000 },
    );
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
