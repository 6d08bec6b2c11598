/**
 * Branch relaxation: how many bytes each branch, jump and call takes, and so where everything lies.
 *
 *     branch   ±4 KiB   beq …        else   bne … over;  jal target        else   bne … over;  auipc t0;  jalr (t0)
 *     jump     ±1 MiB   jal          else   auipc t0;  jalr (t0)
 *     call     ±1 MiB   jal ra       else   auipc ra;  jalr ra, (ra)
 *     tail     ±1 MiB   jal          else   auipc t1;  jalr (t1)
 *
 * All begin short, and those that do not reach grow until all do. Growing never brings anything nearer, so the sizes
 * found are the least (Szymanski 1978).
 */

import { impossible } from "../../../core/impossible.ts";
import { failure, type Result, success } from "../../../core/result.ts";
import type { Assembly, AssemblyFunction, AssemblyItem } from "../../assembly/assembly.ts";
import type { CompileError } from "../../compile-error.ts";
import { filled } from "../../filled.ts";
import type { MemoryLayout } from "../../target/memory-layout.ts";

/** Where the items of one function lie. */
export interface FunctionLayout {
  /** The address of the function's first item. */
  readonly address: number;
  /** By item, its distance in bytes from the function's address; after the last, the function's size. */
  readonly offsets: readonly number[];
  /** By label, its distance from the function's address; −1 for a label that is placed nowhere. */
  readonly labels: readonly number[];
}

/** A program of which every item has its address. */
export interface Layout {
  readonly assembly: Assembly;
  readonly functions: readonly FunctionLayout[];
  /** The address after the last. */
  readonly end: number;
}

/** An item whose size depends on a distance. */
interface Elastic {
  readonly f: number;
  readonly index: number;
  readonly item: Extract<AssemblyItem, { kind: "branch" | "jump" | "call" | "tail" }>;
}

/** The pass. */
export function relax(assembly: Assembly, memory: MemoryLayout): Result<Layout, CompileError> {
  const sizes: number[][] = [];
  const elastics: Elastic[] = [];
  for (let f = 0; f < assembly.functions.length; f++) {
    const { items } = assembly.functions[f]!;
    const shortest = filled<number>(items.length, 0);
    for (let index = 0; index < items.length; index++) {
      const item = items[index]!;
      if (item.kind === "label" || item.kind === "cut") continue;
      shortest[index] = 4;
      if (item.kind !== "instruction") elastics.push({ f, index, item });
    }
    sizes.push(shortest);
  }

  for (;;) {
    const layout = place(assembly, sizes, memory.text);
    if (layout.end > memory.scratch) {
      const message = `the program takes ${layout.end - memory.text} bytes of text, but at most ${memory.scratch - memory.text} fit`;
      return failure({ kind: "limit", message, node: undefined });
    }
    let grown = false;
    for (const elastic of elastics) {
      const { f, index } = elastic;
      const size = sizeAt(elastic, layout);
      if (size <= sizes[f]![index]!) continue;
      sizes[f]![index] = size;
      grown = true;
    }
    if (!grown) return success(layout);
  }
}

/** Everything in order, functions one after the other. */
function place(assembly: Assembly, sizes: readonly (readonly number[])[], start: number): Layout {
  let address = start;
  const functions = assembly.functions.map((f, i) => {
    const layout = placeFunction(f, sizes[i]!, address);
    address += layout.offsets[f.items.length]!;
    return layout;
  });
  return { assembly, functions, end: address };
}

function placeFunction({ items, labels }: AssemblyFunction, sizes: readonly number[], address: number): FunctionLayout {
  const offsets = filled<number>(items.length + 1, 0);
  const labelled = filled<number>(labels, -1);
  let offset = 0;
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    offsets[index] = offset;
    if (item.kind === "label") labelled[item.label] = offset;
    offset += sizes[index]!;
  }
  offsets[items.length] = offset;
  return { address, offsets, labels: labelled };
}

/** How far a branch, jump or call goes, in bytes. */
export function distanceOf(
  item: Elastic["item"],
  from: { readonly f: number; readonly offset: number },
  functions: readonly FunctionLayout[],
): number {
  const here = functions[from.f]!;
  if (item.kind === "call" || item.kind === "tail")
    return functions[item.callee]!.address - (here.address + from.offset);
  return here.labels[item.target]! - from.offset;
}

/** Does a conditional branch reach this distance? */
function branchReaches(distance: number): boolean {
  return distance >= -4096 && distance <= 4094;
}

/** Does `jal` reach this distance? */
function jumpReaches(distance: number): boolean {
  return distance >= -(2 ** 20) && distance <= 2 ** 20 - 2;
}

/** The size that an item needs in a layout. */
function sizeAt({ f, index, item }: Elastic, { functions }: Layout): number {
  const distance = distanceOf(item, { f, offset: functions[f]!.offsets[index]! }, functions);
  switch (item.kind) {
    case "branch":
      if (branchReaches(distance)) return 4;
      return jumpReaches(distance - 4) ? 8 : 12;
    case "jump":
    case "call":
    case "tail":
      return jumpReaches(distance) ? 4 : 8;
    default:
      return impossible(item);
  }
}
