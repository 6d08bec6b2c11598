/**
 * Image → machine: what a loader does before the first instruction.
 */

import { int32 } from "../../core/word.ts";
import { hex, type Image, type Segment } from "../isa/image.ts";
import { kernelStackTop, pageSize } from "../isa/layout.ts";
import { registerNumbers } from "../isa/register.ts";
import type { Machine, SystemCalls } from "./machine.ts";
import { ConcreteMemory } from "./memory.ts";

/** What a loader may add to the image. */
export interface LoadOptions {
  /**
   * The size in bytes of a stack to map for programs that expect the kernel's: it ends at 0x8000_0000, or as high below
   * as it finds room, and sp points at an empty argument block (argc 0, no environment). Without it sp is 0, and there
   * is no memory but the image's.
   */
  readonly stack?: number;
  /** The stack pointer at the start, for an image with a stack of its own; it overrides that of `stack`. */
  readonly sp?: number;
  /**
   * Is `fence.i` (of the extension Zifencei) an instruction? For programs that others built: it is executed as `fence` is,
   * since the next fetch sees every store anyway. Nothing that is certified has one.
   */
  readonly fenceI?: boolean;
}

/** What is in memory before the first instruction, and where sp points. */
export interface InitialState {
  /** In ascending order of address. */
  readonly segments: readonly Segment[];
  /** An int32. */
  readonly sp: number;
  readonly fenceI: boolean;
}

/** Room for the empty argument block: argc, and the ends of argv, envp and auxv, kept 16-byte aligned. */
const argumentBlock = 32;

/**
 * The machine in its initial state: pc at the entry, the segments in memory, every register 0 (sp as the options say).
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { ellSystemCalls, loadMachine } from "etalon/machine";
 * const calls = ellSystemCalls(environmentOf(new Uint8Array()));
 * loadMachine({ entry: 0x10000, segments: [] }, calls).pc; // => 0x10000
 * loadMachine({ entry: 0x10000, segments: [] }, calls, { stack: 4096 }).registers[2]; // => 0x7fffffe0
 * ```
 */
export function loadMachine(
  image: Image,
  environment: SystemCalls<number>,
  options: LoadOptions = {},
): Machine<number> {
  const { segments, sp, fenceI } = initialState(image, options);
  const registers = new Array<number>(32).fill(0);
  registers[registerNumbers.sp] = sp;
  const memory = ConcreteMemory.of(segments, fenceI);
  return { words: int32, pc: image.entry | 0, registers, memory, environment, describe: hex };
}

/** The segments of the image and what the options add to them: what every engine loads. */
export function initialState(image: Image, options: LoadOptions = {}): InitialState {
  const segments = [...image.segments];
  let sp = 0;
  const stack = options.stack === undefined ? undefined : stackSegment(image, options.stack);
  if (stack !== undefined) {
    segments.push(stack);
    sp = stack.address + stack.size - argumentBlock;
  }
  segments.sort((a, b) => a.address - b.address);
  return { segments, sp: (options.sp ?? sp) | 0, fenceI: options.fenceI ?? false };
}

/** A stack in the highest room below the kernel's top that is free, a page apart from any segment; or none. */
function stackSegment({ segments }: Image, wanted: number): Segment | undefined {
  const size = Math.max(Math.ceil(wanted / pageSize), 1) * pageSize;
  let top = kernelStackTop;
  for (const { address, size: taken } of segments.toSorted((a, b) => b.address - a.address)) {
    if (address >= top || address + taken + pageSize <= top - size) continue;
    top = Math.floor(address / pageSize) * pageSize - pageSize;
  }
  if (top < size + pageSize) return undefined;
  const permissions = { read: true, write: true, execute: false };
  return { address: top - size, bytes: new Uint8Array(), size, permissions };
}
