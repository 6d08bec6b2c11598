/**
 * The shape of a function: where control goes between its blocks, and where it comes in from outside. It follows from
 * the blocks alone, before any code is written.
 */

import { impossible } from "../../../core/impossible.ts";
import { registerNumbers } from "../../register.ts";
import type { Block, CodeFunction } from "./control-flow.ts";
import { type Edge, type Loop, loopsOf } from "./intervals.ts";
import { type Flow, flowOf } from "./registers.ts";

/** The most words between the least and the greatest target of a jump that is made by a table of its own. */
const jumpTableLimit = 4096;

/** What is known of a function before it is written. Blocks are named by their indices. */
export interface Shape {
  readonly start: number;
  readonly blocks: readonly Block[];
  /** The block that begins at an address. */
  readonly index: ReadonlyMap<number, number>;
  /** From block to block, and from calls to what follows them. */
  readonly edges: readonly Edge[];
  /** By header. */
  readonly loops: ReadonlyMap<number, Loop>;
  readonly flow: Flow;
  /** Blocks that computed jumps may lead to. */
  readonly targets: readonly number[];
  /** Where it may be entered: its start, loop headers, what follows calls, targets of computed jumps. */
  readonly entries: readonly number[];
  /** The number in `entry` of each block that is entered through a table. */
  readonly numbers: ReadonlyMap<number, number>;
}

/** The shape of a function whose computed jumps may lead to some addresses. */
export function shapeOf({ start, blocks }: CodeFunction, addresses: readonly number[]): Shape {
  const index = new Map(blocks.map((block, i) => [block.start, i]));
  const targets = addresses.flatMap((pc) => index.get(pc) ?? []);
  const { inside, returns } = edgesOf(blocks, index, targets);
  const edges = [...inside, ...returns];
  const loops = loopsOf(edges);
  const flow = flowOf({ start, blocks }, inside);
  const entries = entriesOf(start, blocks, index, [...loops.keys(), ...targets]);
  const numbers = numberEntries(
    entries.map((pc) => index.get(pc)!),
    edges,
    loops,
  );
  return { start, blocks, index, edges, loops, flow, targets, entries, numbers };
}

/** Is a jump to what x[rs1] holds made by a table of this function's blocks? */
export function isSwitch(rs1: number, { blocks, targets }: Pick<Shape, "blocks" | "targets">): boolean {
  if (rs1 === registerNumbers.ra || targets.length === 0) return false;
  const starts = targets.map((i) => blocks[i]!.start >>> 0);
  return (Math.max(...starts) - Math.min(...starts)) / 4 < jumpTableLimit;
}

/** The edges from block to block, and those from a call to what follows it. */
function edgesOf(
  blocks: readonly Block[],
  index: ReadonlyMap<number, number>,
  targets: readonly number[],
): { readonly inside: Edge[]; readonly returns: Edge[] } {
  const inside: Edge[] = [];
  const returns: Edge[] = [];
  for (const [from, { ending }] of blocks.entries()) {
    const add = (edges: Edge[], pc: number): void => {
      const to = index.get(pc);
      if (to !== undefined) edges.push({ from, to });
    };
    switch (ending.kind) {
      case "fall":
        add(inside, ending.next);
        break;
      case "jump":
        add(inside, ending.target);
        break;
      case "branch":
        add(inside, ending.target);
        add(inside, ending.next);
        break;
      case "call":
      case "callRegister":
        add(returns, ending.next);
        break;
      case "jumpRegister":
        if (isSwitch(ending.jump.rs1, { blocks, targets })) for (const to of targets) inside.push({ from, to });
        break;
      case "leave":
        break;
      default:
        impossible(ending);
    }
  }
  return { inside, returns };
}

function entriesOf(
  start: number,
  blocks: readonly Block[],
  index: ReadonlyMap<number, number>,
  entered: readonly number[],
): readonly number[] {
  const found = new Set<number>([start]);
  for (const i of entered) found.add(blocks[i]!.start);
  for (const { ending } of blocks) {
    const next =
      ending.kind === "call" || ending.kind === "callRegister" || ending.kind === "leave" ? ending.next : undefined;
    if (next !== undefined && index.has(next)) found.add(next);
  }
  // What leaves at once is not worth entering; and it may be no text at all.
  return [...found].filter((pc) => pc === start || blocks[index.get(pc)!]!.count > 0);
}

function numberEntries(
  entries: readonly number[],
  edges: readonly Edge[],
  loops: ReadonlyMap<number, Loop>,
): ReadonlyMap<number, number> {
  const entered = new Set(entries.filter((i) => i !== 0));
  const all = [...loops.values()];
  for (const { from, to } of edges) {
    if (entered.has(to)) continue;
    // Into the middle of a loop from outside.
    if (all.some(({ first, last }) => first < to && to <= last && (from < first || last < from))) entered.add(to);
  }
  return new Map([...entered].sort((a, b) => a - b).map((block, i) => [block, i + 1]));
}
