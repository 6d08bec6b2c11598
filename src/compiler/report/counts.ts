/**
 * What a function of the compiler is made of: how many of each kind of instruction it has, at every stage. What a pass did
 * is the difference of two of these.
 *
 * How often code is executed is not known; as an estimate it is *work*: each instruction once, and ten times as often for
 * each loop that it is in.
 */

import type { AssemblyFunction, AssemblyItem } from "../assembly/assembly.ts";
import { filled } from "../filled.ts";
import type { Block, FlowFunction, FlowInstruction } from "../flow/syntax.ts";
import type { AllocatedFunction } from "../passes/allocate/flow-to-allocated.ts";
import { graphOf } from "../ssa/graph.ts";
import { depthsIn, loopsOf } from "../ssa/loops.ts";
import type { PlainFunction, SsaBlock, SsaFunction } from "../ssa/syntax.ts";

/** How many there are of a kind, and how many of them are in a loop. */
export interface Count {
  readonly all: number;
  readonly inLoops: number;
}

/** The kinds that are counted, and what each is. */
export const countedKinds = {
  instructions: "everything that becomes code",
  copies: "from one register to another",
  checks: "branches to a trap",
  lengths: "loads of an array's length",
  elements: "loads and stores of elements",
  globals: "loads and stores of globals",
  products: "multiplications and divisions",
  calls: "calls of functions",
} as const;

/** A kind that is counted. */
export type CountedKind = keyof typeof countedKinds;

/** The counts of a function in one language of the compiler. */
export interface Counts extends Readonly<Record<CountedKind, Count>> {
  /** The estimate of what is executed. */
  readonly work: number;
}

/** The counts of a function in Flow, in SSA form, or on machine registers. */
export function countsOf(f: FlowFunction | AllocatedFunction | SsaFunction | PlainFunction): Counts {
  if (isPlain(f)) return countsOf(f.flow);
  const blocks: readonly (Block | SsaBlock)[] = f.blocks;
  const counting = new Counting();
  const graph = graphOf(blocks);
  const depths = depthsIn(loopsOf(graph), blocks.length);
  // A block that control cannot reach, or that only traps, costs nothing.
  for (const label of graph.order) {
    const depth = depths[label]!;
    const { instructions, terminator } = blocks[label]!;
    for (const instruction of instructions) {
      const kinds = kindsOf(instruction);
      if (instruction.op !== "cut") counting.add(kinds, depth);
    }
    switch (terminator.op) {
      case "branch": {
        const check = [terminator.then, terminator.else].some((to) => blocks[to]!.terminator.op === "trap");
        counting.add(check ? ["checks"] : [], depth);
        break;
      }
      case "jump":
        // What the parameters of a block get is copied.
        if ("arguments" in terminator) for (const _ of terminator.arguments) counting.add(["copies"], depth);
        break;
      case "tail_call":
        counting.add(["calls"], depth);
        break;
      case "return":
      case "exit":
        counting.add([], depth);
        break;
      case "trap":
        break;
    }
  }
  return counting.counts();
}

function isPlain(f: Parameters<typeof countsOf>[0]): f is PlainFunction {
  return "kind" in f && f.kind === "plain";
}

/** The kinds of an instruction besides that it is one. */
function kindsOf(instruction: FlowInstruction): readonly CountedKind[] {
  switch (instruction.op) {
    case "copy":
      return instruction.from.kind === "register" && instruction.from.register !== instruction.rd ? ["copies"] : [];
    case "operate":
      return ["mul", "div", "rem"].includes(instruction.operation) ? ["products"] : [];
    case "length":
      return ["lengths"];
    case "load_element":
    case "store_element":
      return ["elements"];
    case "get_global":
    case "set_global":
      return ["globals"];
    case "call":
      return ["calls"];
    default:
      return [];
  }
}

class Counting {
  private readonly all = new Map<CountedKind, { all: number; inLoops: number }>();
  private work = 0;

  add(kinds: readonly CountedKind[], depth: number): void {
    this.work += workAt(depth);
    for (const kind of ["instructions" as const, ...kinds]) {
      const count = this.all.get(kind) ?? { all: 0, inLoops: 0 };
      this.all.set(kind, count);
      count.all++;
      if (depth > 0) count.inLoops++;
    }
  }

  counts(): Counts {
    const counts = Object.keys(countedKinds).map((kind) => [
      kind,
      this.all.get(kind as CountedKind) ?? { all: 0, inLoops: 0 },
    ]);
    return { ...(Object.fromEntries(counts) as Record<CountedKind, Count>), work: this.work };
  }
}

/** What an instruction counts as in so many loops; more than six are as one would never see them. */
function workAt(depth: number): number {
  return 10 ** Math.min(depth, 6);
}

/** Instructions of a function in assembly, bytes apart, and their work. */
export function assemblyCounts({ items }: AssemblyFunction): { readonly instructions: number; readonly work: number } {
  const labels = new Map<number, number>();
  for (const [at, item] of items.entries()) if (item.kind === "label") labels.set(item.label, at);
  // A loop is from a label to the last jump back to it.
  const ends = new Map<number, number>();
  for (const [at, item] of items.entries()) {
    const begin = targetOf(item, labels);
    if (begin !== undefined && begin < at) ends.set(begin, at);
  }
  const change = filled<number>(items.length + 1, 0);
  for (const [begin, end] of ends) {
    change[begin]!++;
    change[end + 1]!--;
  }
  let [instructions, work, depth] = [0, 0, 0];
  for (const [at, item] of items.entries()) {
    depth += change[at]!;
    if (item.kind === "label" || item.kind === "cut") continue;
    instructions++;
    work += workAt(depth);
  }
  return { instructions, work };
}

function targetOf(item: AssemblyItem, labels: ReadonlyMap<number, number>): number | undefined {
  return item.kind === "branch" || item.kind === "jump" ? labels.get(item.target) : undefined;
}
