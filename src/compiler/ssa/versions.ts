/**
 * Versions of memory in a function: two reads of a global, or of elements, with the same version see the same memory.
 *
 * There is one version for all elements of all arrays, and one for each global. A write makes a new version of what it
 * writes, a call of everything; and where two versions meet there begins a third (as in SSA form for registers).
 *
 * A point keeps no list of the versions of all globals, for there may be thousands of both. It keeps when it was, as the walk
 * through the function counts writes; each global keeps when its versions began.
 */

import type { CutMark, FlowInstruction, Label } from "../flow/syntax.ts";
import { writtenBy } from "../flow/syntax.ts";
import { frontiersOf, meetings } from "./frontiers.ts";
import { eachDown } from "./graph.ts";
import type { Graph, SsaBlock } from "./syntax.ts";

/** The versions at one point of a function. */
export interface Memory {
  readonly elements: number;
  /** The last version that began for all globals at once. */
  readonly everything: number;
  /** How many versions of single globals had begun or been left. */
  readonly time: number;
}

type Write = Extract<FlowInstruction, { op: "set_global" | "store_element" }>;

/** The versions of memory at the definitions and the marks of a function. */
export interface Versions {
  /** Where a value is defined. */
  readonly ofValue: readonly (Memory | undefined)[];
  readonly ofMark: ReadonlyMap<CutMark, Memory>;
  /** After an instruction that writes a global or an element. */
  readonly afterWrite: ReadonlyMap<FlowInstruction, Memory>;
  /** By value, the first write of it into a global or an element; not of a byte, which keeps only the low bits. */
  readonly firstWriteOf: readonly (Write | undefined)[];
  /** The version of a global at a point. */
  readonly ofGlobal: (global: number, at: Memory) => number;
}

/** Does an instruction write elements? */
function writesElements(instruction: FlowInstruction): boolean {
  const { op } = instruction;
  return op === "store_element" || op === "call" || op === "transfer" || op === "allocate" || op === "allocate_text";
}

/** When the versions of one global began; a later one has a greater number. */
class Timeline {
  readonly #times: number[] = [];
  readonly #versions: number[] = [];

  begin(time: number, version: number): void {
    this.#times.push(time);
    this.#versions.push(version);
  }

  /** The version that began last. */
  get last(): number {
    return this.#versions.at(-1) ?? 0;
  }

  /** The version that began last until a time. */
  at(time: number): number {
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : this.#versions[low - 1]!;
  }
}

/** Where memory is written. */
interface Writers {
  readonly elements: readonly Label[];
  /** Where something is called, which may write any global. */
  readonly callers: readonly Label[];
  /** By global, where it is written by itself. */
  readonly globals: ReadonlyMap<number, readonly Label[]>;
}

function writersIn(blocks: readonly SsaBlock[], { order }: Graph): Writers {
  const elements: Label[] = [];
  const callers: Label[] = [];
  const globals = new Map<number, Label[]>();
  for (const label of order)
    for (const instruction of blocks[label]!.instructions) {
      if (writesElements(instruction) && elements.at(-1) !== label) elements.push(label);
      if (instruction.op === "call" && callers.at(-1) !== label) callers.push(label);
      if (instruction.op !== "set_global") continue;
      const known = globals.get(instruction.global);
      if (known === undefined) globals.set(instruction.global, [label]);
      else if (known.at(-1) !== label) known.push(label);
    }
  return { elements, callers, globals };
}

/** By label, what meets there: elements, all globals, and these. */
interface Meetings {
  readonly elements: ReadonlySet<Label>;
  readonly everything: ReadonlySet<Label>;
  readonly globals: ReadonlyMap<Label, readonly number[]>;
}

const nothingMeets: Meetings = { elements: new Set(), everything: new Set(), globals: new Map() };

function meetingsOf({ elements, callers, globals }: Writers, graph: Graph): Meetings {
  if (elements.length === 0 && globals.size === 0) return nothingMeets;
  const frontiers = frontiersOf(graph);
  const found = new Map<Label, number[]>();
  for (const [global, labels] of globals)
    for (const label of meetings(labels, frontiers)) {
      const here = found.get(label);
      if (here === undefined) found.set(label, [global]);
      else here.push(global);
    }
  return { elements: meetings(elements, frontiers), everything: meetings(callers, frontiers), globals: found };
}

/** The versions in the blocks of a function. */
export function versionsOf(blocks: readonly SsaBlock[], graph: Graph): Versions {
  const writers = writersIn(blocks, graph);
  const met = meetingsOf(writers, graph);
  const timelines = new Map([...writers.globals.keys()].map((global) => [global, new Timeline()]));

  let fresh = 1;
  let time = 0;
  let now: Memory = { elements: 0, everything: 0, time };
  const before: Memory[] = [];
  /** What to put back when a block is left, and how many of them there were before each block on the way. */
  const changed: { readonly timeline: Timeline; readonly version: number }[] = [];
  const depths: number[] = [];
  const ofValue: (Memory | undefined)[] = [];
  const ofMark = new Map<CutMark, Memory>();
  const afterWrite = new Map<FlowInstruction, Memory>();
  const firstWriteOf: Write[] = [];
  const begin = (global: number): void => {
    const timeline = timelines.get(global)!;
    changed.push({ timeline, version: timeline.last });
    timeline.begin(++time, fresh++);
    now = { ...now, time };
  };
  eachDown(
    graph,
    (label) => {
      before.push(now);
      depths.push(changed.length);
      if (met.elements.has(label)) now = { ...now, elements: fresh++ };
      if (met.everything.has(label)) now = { ...now, everything: fresh++ };
      for (const global of met.globals.get(label) ?? []) begin(global);
      for (const instruction of blocks[label]!.instructions) {
        const { op } = instruction;
        // A call's mark is where the callee has returned.
        if (writesElements(instruction)) now = { ...now, elements: fresh++ };
        if (op === "call") now = { ...now, everything: fresh++ };
        if (op === "set_global") begin(instruction.global);
        if (op === "store_element" || op === "set_global") {
          afterWrite.set(instruction, now);
          const { value } = instruction;
          if (value.kind === "register" && !(op === "store_element" && instruction.element === "byte"))
            firstWriteOf[value.register] ??= instruction;
        }
        if (op === "call" || op === "cut") ofMark.set(instruction.cut, now);
        const rd = writtenBy(instruction);
        if (rd !== undefined) ofValue[rd] = now;
      }
    },
    () => {
      now = before.pop()!;
      const depth = depths.pop()!;
      while (changed.length > depth) {
        const { timeline, version } = changed.pop()!;
        timeline.begin(++time, version);
      }
    },
  );
  // The greater of two numbers is the one that began later on the way to the point.
  const ofGlobal = (global: number, at: Memory): number =>
    Math.max(at.everything, timelines.get(global)?.at(at.time) ?? 0);
  return { ofValue, ofMark, afterWrite, firstWriteOf, ofGlobal };
}

/** Do two points see the same elements? */
export function sameElements(a: Memory | undefined, b: Memory | undefined): boolean {
  return a !== undefined && b !== undefined && a.elements === b.elements;
}

/** Do two points see the same word of a global? */
export function sameGlobal(versions: Versions, global: number, a: Memory | undefined, b: Memory | undefined): boolean {
  return a !== undefined && b !== undefined && versions.ofGlobal(global, a) === versions.ofGlobal(global, b);
}
