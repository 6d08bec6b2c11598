/**
 * Versions of memory in a function: two reads of a global, or of elements, with the same version see the same memory.
 *
 * There is one version for all elements of all arrays, and one for each global. A write makes a new version of what it
 * writes, a call of everything; and where two versions meet there begins a third (as in SSA form for registers).
 */

import type { CutMark, FlowInstruction, Label } from "../flow/syntax.ts";
import { writtenBy } from "../flow/syntax.ts";
import { eachDown, frontiersOf, type Graph, meetings } from "./graph.ts";
import type { SsaBlock } from "./syntax.ts";

/** The versions at one point of a function. */
export interface Memory {
  readonly elements: number;
  /** In the order of `Versions.numbers`. */
  readonly globals: readonly number[];
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
  /** Of each global that the function reads or writes, its place among the versions. */
  readonly numbers: ReadonlyMap<number, number>;
}

/** Does an instruction write elements? */
function writesElements(instruction: FlowInstruction): boolean {
  const { op } = instruction;
  return op === "store_element" || op === "call" || op === "transfer" || op === "allocate" || op === "allocate_text";
}

/** The versions in the blocks of a function. */
export function versionsOf(blocks: readonly SsaBlock[], graph: Graph): Versions {
  const numbers = new Map<number, number>();
  const elementWriters: Label[] = [];
  const callers: Label[] = [];
  for (const label of graph.order)
    for (const instruction of blocks[label]!.instructions) {
      const { op } = instruction;
      if ((op === "get_global" || op === "set_global") && !numbers.has(instruction.global))
        numbers.set(instruction.global, numbers.size);
      if (writesElements(instruction) && elementWriters.at(-1) !== label) elementWriters.push(label);
      if (op === "call" && callers.at(-1) !== label) callers.push(label);
    }
  const writers: Label[][] = [...numbers].map(() => [...callers]);
  for (const label of graph.order)
    for (const instruction of blocks[label]!.instructions)
      if (instruction.op === "set_global") writers[numbers.get(instruction.global)!]!.push(label);

  const written = elementWriters.length > 0 || writers.some((list) => list.length > 0);
  const frontiers = written ? frontiersOf(graph) : [];
  const elementsMeet = written ? meetings(elementWriters, frontiers) : new Set<Label>();
  const globalsMeet = writers.map((list) => (written ? meetings(list, frontiers) : new Set<Label>()));

  let fresh = 1;
  let now: Memory = { elements: 0, globals: writers.map(() => 0) };
  const before: Memory[] = [];
  const ofValue: (Memory | undefined)[] = [];
  const ofMark = new Map<CutMark, Memory>();
  const afterWrite = new Map<FlowInstruction, Memory>();
  const firstWriteOf: Write[] = [];
  const setGlobals = (wrote: (number: number) => boolean): void => {
    now = { elements: now.elements, globals: now.globals.map((version, i) => (wrote(i) ? fresh++ : version)) };
  };
  eachDown(
    graph,
    (label) => {
      before.push(now);
      if (elementsMeet.has(label)) now = { ...now, elements: fresh++ };
      if (globalsMeet.some((met) => met.has(label))) setGlobals((i) => globalsMeet[i]!.has(label));
      for (const instruction of blocks[label]!.instructions) {
        const { op } = instruction;
        // A call's mark is where the callee has returned.
        if (writesElements(instruction)) now = { ...now, elements: fresh++ };
        if (op === "call") setGlobals(() => true);
        if (op === "set_global") setGlobals((i) => i === numbers.get(instruction.global));
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
    },
  );
  return { ofValue, ofMark, afterWrite, firstWriteOf, numbers };
}

/** Do two points see the same elements? */
export function sameElements(a: Memory | undefined, b: Memory | undefined): boolean {
  return a !== undefined && b !== undefined && a.elements === b.elements;
}

/** Do two points see the same word of a global? */
export function sameGlobal(versions: Versions, global: number, a: Memory | undefined, b: Memory | undefined): boolean {
  const number = versions.numbers.get(global);
  return number !== undefined && a !== undefined && b !== undefined && a.globals[number] === b.globals[number];
}
