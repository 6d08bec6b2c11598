/**
 * What the calls read from the program's memory and write to it: bytes, paths, and what is known of a file.
 */

import type { Memory } from "../machine/semantics/machine.ts";
import type { DirectoryNode, FileNode } from "./file-system.ts";
import { type Errno, fileType, longestTransfer } from "./linux.ts";

const longestPath = 4096;

/** Buffers end below this address; no process has memory above it. */
const processEnd = 0xffff_f000;

/**
 * Byte after byte while `move` moves one. Linux first looks at the whole range: one that no process can have, such as one of
 * a negative length, is refused even when no byte would move. Then the first byte that is not permitted ends the call.
 */
export function transfer(
  memory: Memory<number>,
  buffer: number,
  count: number,
  access: "read" | "write",
  move: (address: number) => boolean,
): number | Errno {
  const start = buffer >>> 0;
  if (count < 0 || start >= processEnd || start + count > processEnd) return "EFAULT";
  const most = Math.min(count, longestTransfer);
  for (let moved = 0; moved < most; moved++) {
    const address = (buffer + moved) | 0;
    if (memory.permits(address, 1, access) !== undefined) return moved === 0 ? "EFAULT" : moved;
    if (!move(address)) return moved;
  }
  return most;
}

/** The path at an address, up to its zero byte. */
export function pathAt(memory: Memory<number>, address: number): { readonly path: string } | Errno {
  let path = "";
  for (let i = 0; i < longestPath; i++) {
    const at = (address + i) | 0;
    if (memory.permits(at, 1, "read") !== undefined) return "EFAULT";
    const byte = memory.load(at, 1);
    if (byte === 0) return { path };
    path += String.fromCharCode(byte);
  }
  return "ENAMETOOLONG";
}

/** Where a structure that describes a file has what is known of it. */
export interface StatusLayout {
  readonly bytes: number;
  readonly blockSize: number;
  readonly links: number;
  readonly mode: number;
  readonly size: number;
}

/** `struct statx`. */
export const statxLayout = { bytes: 256, blockSize: 4, links: 16, mode: 28, size: 40 } as const;

/** `struct stat64`. */
export const statLayout = { bytes: 104, blockSize: 56, links: 20, mode: 16, size: 48 } as const;

/** Describe a file, or a stream: type, mode, size. The rest is zero. */
export function storeStatus(
  memory: Memory<number>,
  buffer: number,
  layout: StatusLayout,
  node: FileNode | DirectoryNode | undefined,
): number | Errno {
  for (let i = 0; i < layout.bytes; i++) {
    if (memory.permits((buffer + i) | 0, 1, "write") !== undefined) return "EFAULT";
  }
  for (let i = 0; i < layout.bytes; i++) memory.store((buffer + i) | 0, 1, 0);
  const type = node === undefined ? fileType.character : node.kind === "file" ? fileType.regular : fileType.directory;
  // The mask of what is told: everything that every file has.
  if (layout === statxLayout) memory.store(buffer, 4, 0x7ff);
  memory.store((buffer + layout.blockSize) | 0, 4, 4096);
  memory.store((buffer + layout.links) | 0, 4, 1);
  memory.store((buffer + layout.mode) | 0, 2, type | (node?.mode ?? 0o620));
  memory.store((buffer + layout.size) | 0, 4, node?.kind === "file" ? node.size : 0);
  return 0;
}

/** Store a time, in nanoseconds below 2⁵³, as seconds and nanoseconds of 64 bits each. */
export function storeTime(memory: Memory<number>, address: number, nanoseconds: number): number | Errno {
  for (let i = 0; i < 16; i += 4) if (memory.permits((address + i) | 0, 4, "write") !== undefined) return "EFAULT";
  const words = [Math.floor(nanoseconds / 1e9), 0, nanoseconds % 1e9, 0];
  for (const [i, word] of words.entries()) memory.store((address + 4 * i) | 0, 4, word | 0);
  return 0;
}
