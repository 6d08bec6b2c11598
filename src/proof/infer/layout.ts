/**
 * The data layout of a binary, as its start-up code and its checks show it: sp and gp where start-up uses them first, and the limits
 * with which they are compared. It is a guess like all that is inferred; who knows better gives the layout.
 */

import { environmentOf } from "../../core/environment.ts";
import type { Program } from "../../lang/program/program.ts";
import type { Image } from "../../machine/isa/image.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import { registerNumbers } from "../../machine/isa/register.ts";
import { registersReadBy, registersWrittenBy } from "../../machine/isa/register-sets.ts";
import { ellSystemCalls } from "../../machine/semantics/ell-environment.ts";
import { loadMachine } from "../../machine/semantics/load.ts";
import { step } from "../../machine/semantics/step.ts";
import type { DataLayout } from "../certificate/claims.ts";
import { type ControlFlow, controlFlowOf, type Fetch, isCall, isLast } from "./control-flow.ts";

const { sp, gp, tp } = registerNumbers;

/** The most instructions of start-up that are looked at. */
const longestStart = 100_000;

/** The most bytes of a frame that start-up may have made for itself, so that its stack ends where the segment does. */
const largestStartFrame = 4096;

/** What start-up is seen to set. */
interface Start {
  /** sp at the first call. */
  readonly sp: number;
  /** gp where it is first used. */
  readonly gp: number;
  /** tp at the first call. */
  readonly tp: number;
}

/** Run start-up to its first call. */
function runStart(image: Image, fetch: Fetch): Start {
  const machine = loadMachine(image, ellSystemCalls(environmentOf(new Uint8Array())));
  let heap: number | undefined;
  for (let steps = 0; steps < longestStart; steps++) {
    const instruction = fetch(machine.pc >>> 0);
    if (typeof instruction === "string" || isCall(instruction)) break;
    if (readsHeapPointer(instruction)) heap ??= machine.registers[gp]! >>> 0;
    if (step(machine).outcome !== undefined) break;
  }
  const { registers } = machine;
  return { sp: registers[sp]! >>> 0, gp: heap ?? registers[gp]! >>> 0, tp: registers[tp]! >>> 0 };
}

/** Does an instruction use gp for anything but to set it? */
function readsHeapPointer(instruction: Instruction): boolean {
  return (registersReadBy(instruction) & ~registersWrittenBy(instruction) & (1 << gp)) !== 0;
}

/** The layout, and the frame of start-up. */
export interface FoundLayout {
  readonly layout: DataLayout;
  readonly startFrame: number;
}

/** Find the layout of an image of a program, whose functions have these flows of control. */
export function findLayout(
  program: Program,
  image: Image,
  fetch: Fetch,
  flows: ReadonlyMap<number, ControlFlow>,
  known: Partial<DataLayout> = {},
): FoundLayout {
  const start = runStart(image, fetch);
  const lowest = Math.min(start.sp, flows.get(image.entry)?.lowestStack ?? start.sp);
  const all = [...flows.values()];
  const data = image.segments.find(({ permissions }) => permissions.write);
  const end = data === undefined ? start.sp : data.address + data.size;
  // Start-up may have made a frame of its own; then the stack ends where the segment does.
  const stackTop =
    known.stackTop ?? (end >= start.sp && end - start.sp <= largestStartFrame && end % 4 === 0 ? end : start.sp);
  // Code that jumps to another function in place of its last call makes two frames, one after the other.
  const apart = [...flows].filter(([entry, { pcs }]) => ![...flows.keys()].some((pc) => pc !== entry && pcs.has(pc)));
  const checks = apart.flatMap(([, { stackCheck, extent }]) =>
    stackCheck === undefined ? [] : [stackCheck.bound - Math.max(0, extent - stackCheck.bytes)],
  );
  const heapEnds = all.flatMap(({ heapEnd }) => (heapEnd === undefined ? [] : [heapEnd]));
  // Where the heap ends the stack does, too: a check that counts less than its frame is no reason for another layout.
  const stackLimit =
    known.stackLimit ??
    (checks.length > 0 ? Math.max(Math.min(...checks), known.heapEnd ?? heapEnds[0] ?? 0) : (heapEnds[0] ?? stackTop));
  const heapEnd = known.heapEnd ?? heapEnds[0] ?? stackLimit;
  const heapStart = known.heapStart ?? start.gp;
  const buffer = bufferIn(all) ?? bufferIn(notReached(image, fetch, all));
  const first = flows
    .get(image.entry)
    ?.stores.find((address) => address !== buffer && address < heapStart && inData(data, address));
  const globals =
    known.globals ?? (program.globals.length > 0 ? first : undefined) ?? heapStart - 4 * program.globals.length;
  const scratch = buffer !== undefined && buffer < globals ? buffer : globals - 4;
  const keepsBase = all.every(({ setsBase }, i) => i === 0 || !setsBase);
  const base = start.tp !== 0 && keepsBase ? { base: start.tp } : {};
  const layout = { scratch, globals, heapStart, heapEnd, stackLimit, stackTop, ...base, ...known };
  return { layout, startFrame: Math.max(0, layout.stackTop - lowest) };
}

function inData(data: Image["segments"][number] | undefined, address: number): boolean {
  return data !== undefined && address >= data.address && address < data.address + data.size;
}

/** The first buffer of calls of the system that is seen. */
function bufferIn(flows: Iterable<ControlFlow>): number | undefined {
  for (const { buffer } of flows) if (buffer !== undefined) return buffer;
  return undefined;
}

/** The flows of text to which none of these leads: of functions that no run comes to, as behind an `assert` that always fails. */
function* notReached(image: Image, fetch: Fetch, flows: readonly ControlFlow[]): Generator<ControlFlow> {
  const reached = new Set(flows.flatMap(({ pcs }) => [...pcs]));
  for (const { address, bytes, permissions } of image.segments) {
    if (!permissions.execute) continue;
    for (let pc = address; pc + 4 <= address + bytes.length; pc += 4) {
      if (reached.has(pc) || !(pc === address || reached.has(pc - 4) || isLast(fetch(pc - 4)))) continue;
      const flow = controlFlowOf(fetch, pc);
      for (const one of flow.pcs) reached.add(one);
      yield flow;
    }
  }
}
