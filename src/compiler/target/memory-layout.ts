/**
 * Where a compiled program's memory lies: link-time constants that its code knows.
 *
 *     text                r-x   from 0x0001_0000; of a bare file after its headers
 *     data                rw-   from 0x1000_0000: scratch cell, globals, heap ↑ … ↓ stack
 *
 * The scratch cell is the buffer of the read and write calls. Heap and stack meet at a multiple of 4096, so that one
 * `lui` makes the limit of either.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { bareHeaderBytes } from "../../machine/elf/write.ts";
import { dataAddress, memoryLimit, textAddress } from "../../machine/isa/layout.ts";
import type { CompileError } from "../compile-error.ts";

/** How much memory the program gets. */
export interface MemoryOptions {
  /** Room for arrays in bytes, rounded up; 64 MiB by default. */
  readonly heapBytes?: number;
  /** Room for frames in bytes, rounded up to a multiple of 16; 8 MiB by default. */
  readonly stackBytes?: number;
  /** For a file without sections (`writeBareElf`): the text begins where it lies in such a file. */
  readonly bare?: boolean;
}

/** Addresses of a compiled program, unsigned. */
export interface MemoryLayout {
  readonly text: number;
  /** One word, the start of data. */
  readonly scratch: number;
  /** Global k is the word at `globals + 4·k`. */
  readonly globals: number;
  readonly heapStart: number;
  /** End of the heap, and the lowest address that sp may have: a multiple of 4096. */
  readonly stackLimit: number;
  /** The first sp: a multiple of 16. */
  readonly stackTop: number;
  /** The word in tp, from which a load or store reaches the first thousand globals; none where there are no globals. */
  readonly base: number | undefined;
}

/** A program has two segments, the text and the data. */
const bareHeader = bareHeaderBytes(2);
const page = 4096;
const cacheLine = 64;
/** How far below itself a register reaches: by the most negative offset of a load. */
const reach = 2048;
const arrayHeader = 4;
const defaultHeap = 64 * 2 ** 20;
const defaultStack = 8 * 2 ** 20;

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

/** The layout for a program with this many globals. */
export function memoryLayout(globals: number, options: MemoryOptions = {}): Result<MemoryLayout, CompileError> {
  const { heapBytes = defaultHeap, stackBytes = defaultStack, bare = false } = options;
  const isSize = (value: number): boolean => Number.isInteger(value) && value >= 0;
  if (!isSize(heapBytes) || !isSize(stackBytes)) {
    const [name, value] = isSize(heapBytes) ? ["stackBytes", stackBytes] : ["heapBytes", heapBytes];
    const message = `${name} must be a whole number of bytes, not negative, but is ${value}`;
    return failure({ kind: "option", message, node: undefined });
  }
  const scratch = dataAddress;
  // The elements of the first array, often the buffer of blocks, begin a cache line: systems copy such blocks faster.
  const heapStart = roundUp(scratch + 4 + 4 * globals + arrayHeader, cacheLine) - arrayHeader;
  const stackLimit = roundUp(heapStart + heapBytes, page);
  const stackTop = stackLimit + roundUp(stackBytes, 16);
  // The text has its place below the data, so what is left for data is the image's limit without it.
  const available = memoryLimit - (dataAddress - textAddress);
  if (stackTop - dataAddress > available) {
    const message = `globals, heap and stack take ${stackTop - dataAddress} bytes, but at most ${available} fit; give smaller heapBytes or stackBytes`;
    return failure({ kind: "option", message, node: undefined });
  }
  const base = globals === 0 ? undefined : scratch + reach;
  const text = textAddress + (bare ? bareHeader : 0);
  return success({ text, scratch, globals: scratch + 4, heapStart, stackLimit, stackTop, base });
}
