/**
 * The shape of a function: where control goes between its blocks, and where it comes in from outside. It follows from
 * the blocks alone, before any code is written.
 */

import { impossible } from "../../core/impossible.ts";
import { registerNumbers } from "../../machine/isa/register.ts";
import type { Block } from "./control-flow.ts";
import { type Edge, type Loop, loopsOf } from "./intervals.ts";
import type { Piece } from "./pieces.ts";
import { type Flow, flowOf } from "./registers.ts";

/** The most words between the least and the greatest target of a jump that is made by a table of its own. */
const jumpTableLimit = 4096;

/** The most edges from such jumps. An interpreter with one after each of its cases has more, and goes through the table. */
const switchedLimit = 512;

/** What is known of a function before it is written. Blocks are named by their indices. */
export interface PieceShape {
  readonly blocks: readonly Block[];
  /** The block that begins at an address. */
  readonly index: ReadonlyMap<number, number>;
  /** From block to block, and from calls to what follows them. */
  readonly edges: readonly Edge[];
  /** By header. */
  readonly loops: ReadonlyMap<number, Loop>;
  readonly flow: Flow;
  /** Blocks that computed jumps lead to by tables of the function's own. */
  readonly targets: readonly number[];
  /** Where it may be entered: its roots, loop headers, what follows calls, targets of computed jumps. */
  readonly entries: readonly number[];
  /** The number in `entry` of each block that is entered through a table. */
  readonly numbers: ReadonlyMap<number, number>;
}

/** The shape of a piece whose computed jumps may lead to some addresses. */
export function shapeOf({ roots, blocks }: Piece, addresses: readonly number[]): PieceShape {
  const index = new Map(blocks.map((block, i) => [block.start, i]));
  const reached = addresses.flatMap((pc) => index.get(pc) ?? []);
  const targets = fewEnough(blocks, reached) ? reached : [];
  const { inside, returns } = edgesOf(blocks, index, targets);
  const edges = [...inside, ...returns];
  const loops = loopsOf(edges);
  const flow = flowOf(blocks, inside);
  const entries = entriesOf(roots, blocks, index, [...loops.keys(), ...reached]);
  const numbers = numberEntries(
    entries.map((pc) => index.get(pc)!),
    edges,
    loops,
  );
  return { blocks, index, edges, loops, flow, targets, entries, numbers };
}

/** Are there so few computed jumps, and targets, that each jump has a table of its own? */
function fewEnough(blocks: readonly Block[], targets: readonly number[]): boolean {
  if (targets.length === 0) return false;
  const starts = targets.map((i) => blocks[i]!.start >>> 0);
  if ((Math.max(...starts) - Math.min(...starts)) / 4 >= jumpTableLimit) return false;
  const jumps = blocks.filter(({ ending }) => ending.kind === "jumpRegister" && isComputed(ending.jump.rs1)).length;
  return jumps * targets.length <= switchedLimit;
}

/** May a jump to what x[rs1] holds be a switch, and not a return? */
function isComputed(rs1: number): boolean {
  return rs1 !== registerNumbers.ra;
}

/** Is a jump to what x[rs1] holds made by a table of this function's blocks? */
export function isSwitch(rs1: number, targets: readonly number[]): boolean {
  return isComputed(rs1) && targets.length > 0;
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
        if (isSwitch(ending.jump.rs1, targets)) for (const to of targets) inside.push({ from, to });
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
  roots: readonly number[],
  blocks: readonly Block[],
  index: ReadonlyMap<number, number>,
  entered: readonly number[],
): readonly number[] {
  const found = new Set<number>(roots);
  for (const i of entered) found.add(blocks[i]!.start);
  for (const { ending } of blocks) {
    const next =
      ending.kind === "call" || ending.kind === "callRegister" || ending.kind === "leave" ? ending.next : undefined;
    if (next !== undefined && index.has(next)) found.add(next);
  }
  // A block that leaves at once need not be entered; and the address may be no text at all.
  return [...found].filter((pc) => blocks[index.get(pc)!]!.count > 0);
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
