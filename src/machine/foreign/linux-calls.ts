/**
 * The richer environment: what a static Linux program asks of the system, answered from memory. Standard input and output
 * are the environment's, so they make the same events as for Ell; files are a {@link FileSystem}; an unknown call is
 * refused as a kernel without it would (−ENOSYS).
 */

import type { Environment } from "../../core/environment.ts";
import { pageSize } from "../layout.ts";
import type { CallEffect, Memory, SystemCalls } from "../machine.ts";
import { registerNumbers } from "../register.ts";
import { type DirectoryNode, type FileNode, FileSystem, type Place } from "./file-system.ts";
import { at, type Errno, errno, fileType, linuxCallNumbers as number, openFlags, whence } from "./linux.ts";

/** What the calls work on. */
export interface LinuxOptions {
  readonly files?: FileSystem;
  /** The memory that brk may give out: from `start` to before `end`, and `start` is where a segment begins that may grow so far. None unless given. */
  readonly heap?: { readonly start: number; readonly end: number };
  /** Takes what is written to descriptor 2, byte by byte. */
  readonly error?: (byte: number) => void;
}

/** An open descriptor. */
type Open =
  | { readonly kind: "input" | "output" | "error" }
  | { readonly kind: "directory"; readonly node: DirectoryNode }
  | {
      readonly kind: "file";
      readonly node: FileNode;
      readonly access: number;
      readonly append: boolean;
      offset: number;
    };

/** Limits of one process. */
const mostDescriptors = 1024;
const longestPath = 4096;
/** The most bytes that one call moves: to and from the standard streams (as in Ell's environment), and files. */
const streamTransfer = 0x10000;
const fileTransfer = 2 ** 20;
const longestFile = 2 ** 31 - 1;
/** The most buffers of one readv or writev. */
const mostBuffers = 1024;

/**
 * The system calls of a Linux process.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { linuxCalls, loadMachine } from "etalon/machine";
 * const calls = linuxCalls(environmentOf(new Uint8Array()));
 * const machine = loadMachine({ entry: 0, segments: [] }, calls);
 * machine.registers[17] = 1000;
 * calls.call(machine.words, machine.registers, machine.memory); // => { kind: "returned", result: -38 }
 * ```
 */
export function linuxCalls(environment: Environment<number>, options: LinuxOptions = {}): SystemCalls<number> {
  return new LinuxProcess(environment, options);
}

class LinuxProcess implements SystemCalls<number> {
  readonly #environment: Environment<number>;
  readonly #files: FileSystem;
  readonly #heap: { readonly start: number; readonly end: number };
  readonly #error: (byte: number) => void;
  readonly #open: (Open | undefined)[] = [{ kind: "input" }, { kind: "output" }, { kind: "error" }];
  #brk: number;

  constructor(environment: Environment<number>, { files, heap, error }: LinuxOptions) {
    this.#environment = environment;
    this.#files = files ?? new FileSystem();
    this.#heap = heap ?? { start: 0, end: 0 };
    this.#error = error ?? (() => undefined);
    this.#brk = this.#heap.start;
  }

  call(_: unknown, registers: readonly number[], memory: Memory<number>): CallEffect<number> {
    const a0 = registers[registerNumbers.a0]!;
    const called = registers[registerNumbers.a7]!;
    if (called === number.exit || called === number.exitGroup) {
      return { kind: "stopped", outcome: { kind: "halted", code: a0 } };
    }
    const result = this.#result(called, registers.slice(registerNumbers.a0, registerNumbers.a0 + 5), memory);
    return { kind: "returned", result: typeof result === "string" ? -errno[result] : result | 0 };
  }

  #result(called: number, words: readonly number[], memory: Memory<number>): number | Errno {
    const [a0, a1, a2, a3, a4] = words as [number, number, number, number, number];
    switch (called) {
      case number.read:
        return this.#read(memory, a0, a1, a2);
      case number.write:
        return this.#write(memory, a0, a1, a2);
      case number.readv:
        return this.#vector(memory, a1, a2, (buffer, count) => this.#read(memory, a0, buffer, count));
      case number.writev:
        return this.#vector(memory, a1, a2, (buffer, count) => this.#write(memory, a0, buffer, count));
      case number.openat:
        return this.#at(memory, a0, a1, (place) => this.#openAt(place, a2, a3));
      case number.close:
        return this.#close(a0);
      case number.llseek:
        return this.#seek(memory, a0, a1, a2, a3, a4);
      case number.brk:
        return this.#setBrk(memory, a0);
      case number.mkdirat:
        return this.#at(memory, a0, a1, (place) => this.#files.makeDirectory(place, a2 & 0o7777) ?? 0);
      case number.unlinkat: {
        const wanted = (a2 & at.removeDirectory) === 0 ? "file" : "directory";
        return this.#at(memory, a0, a1, (place) => this.#files.remove(place, wanted) ?? 0);
      }
      case number.faccessat:
      case number.faccessat2:
        return this.#at(memory, a0, a1, ({ node }) => (node === undefined ? "ENOENT" : 0));
      case number.fchmodat:
        return this.#at(memory, a0, a1, ({ node }) => {
          if (node === undefined) return "ENOENT";
          node.mode = a2 & 0o7777;
          return 0;
        });
      case number.fchmod: {
        const open = this.#open[a0];
        if (open === undefined) return "EBADF";
        if ("node" in open) open.node.mode = a1 & 0o7777;
        return 0;
      }
      case number.statx:
        return this.#status(memory, a0, a1, a2, a4, statxLayout);
      case number.fstatat:
        return this.#status(memory, a0, a1, a3, a2, statLayout);
      case number.fstat: {
        const open = this.#open[a0];
        if (open === undefined) return "EBADF";
        return storeStatus(memory, a1, statLayout, "node" in open ? open.node : undefined);
      }
      default:
        return "ENOSYS";
    }
  }

  // Reading and writing.

  #read(memory: Memory<number>, descriptor: number, buffer: number, count: number): number | Errno {
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    switch (open.kind) {
      case "input":
        return transfer(memory, buffer, count, "write", streamTransfer, (address) => {
          const byte = this.#environment.read();
          if (byte < 0) return false;
          memory.store(address, 1, byte);
          return true;
        });
      case "file": {
        if ((open.access & openFlags.accessMode) === openFlags.writeOnly) return "EBADF";
        const { node } = open;
        return transfer(memory, buffer, count, "write", fileTransfer, (address) => {
          if (open.offset >= node.size) return false;
          memory.store(address, 1, node.bytes[open.offset++]!);
          return true;
        });
      }
      case "directory":
        return "EISDIR";
      case "output":
      case "error":
        return "EBADF";
    }
  }

  #write(memory: Memory<number>, descriptor: number, buffer: number, count: number): number | Errno {
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    switch (open.kind) {
      case "output":
        return transfer(memory, buffer, count, "read", streamTransfer, (address) => {
          this.#environment.write(memory.load(address, 1));
          return true;
        });
      case "error":
        return transfer(memory, buffer, count, "read", streamTransfer, (address) => {
          this.#error(memory.load(address, 1));
          return true;
        });
      case "file":
        return this.#writeFile(memory, open, buffer, count);
      case "input":
      case "directory":
        return "EBADF";
    }
  }

  #writeFile(
    memory: Memory<number>,
    open: Extract<Open, { kind: "file" }>,
    buffer: number,
    count: number,
  ): number | Errno {
    if ((open.access & openFlags.accessMode) === openFlags.readOnly) return "EBADF";
    const { node } = open;
    if (open.append) open.offset = node.size;
    if (count > 0 && open.offset >= longestFile) return "EFBIG";
    let full: Errno | undefined;
    const moved = transfer(memory, buffer, count, "read", fileTransfer, (address) => {
      full = this.#files.reserve(node, open.offset + 1);
      if (full !== undefined) return false;
      // What was cut off, or skipped, reads as zeros.
      if (open.offset > node.size) node.bytes.fill(0, node.size, open.offset);
      node.bytes[open.offset++] = memory.load(address, 1);
      node.size = Math.max(node.size, open.offset);
      return true;
    });
    return moved === 0 && full !== undefined ? full : moved;
  }

  /** One call for each buffer of a vector, until one moves less than asked. */
  #vector(
    memory: Memory<number>,
    vector: number,
    count: number,
    move: (buffer: number, count: number) => number | Errno,
  ): number | Errno {
    if (count < 0 || count > mostBuffers) return "EINVAL";
    let total = 0;
    for (let i = 0; i < count; i++) {
      const entry = (vector + 8 * i) | 0;
      const unreadable = memory.permits(entry, 4, "read") ?? memory.permits((entry + 4) | 0, 4, "read");
      const size = unreadable === undefined ? memory.load((entry + 4) | 0, 4) : 0;
      const moved = unreadable === undefined ? move(memory.load(entry, 4), size) : "EFAULT";
      if (typeof moved === "string") return total > 0 ? total : moved;
      total += moved;
      if (moved < size) break;
    }
    return total;
  }

  // Paths.

  /** Do something at the place that a directory descriptor and a path in memory name. */
  #at(
    memory: Memory<number>,
    descriptor: number,
    path: number,
    action: (place: Place) => number | Errno,
  ): number | Errno {
    const text = pathAt(memory, path);
    if (typeof text !== "object") return text;
    const from = text.path.startsWith("/") ? this.#files.root : this.#directory(descriptor);
    if (typeof from === "string") return from;
    const place = this.#files.find(from, text.path);
    return typeof place === "string" ? place : action(place);
  }

  #directory(descriptor: number): DirectoryNode | Errno {
    if (descriptor === at.workingDirectory) return this.#files.root;
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    return open.kind === "directory" ? open.node : "ENOTDIR";
  }

  #openAt(place: Place, flags: number, mode: number): number | Errno {
    let { node } = place;
    const creating = (flags & openFlags.create) !== 0;
    const writing = (flags & openFlags.accessMode) !== openFlags.readOnly;
    if (node !== undefined && creating && (flags & openFlags.exclusive) !== 0) return "EEXIST";
    if (node?.kind === "directory" && (writing || creating)) return "EISDIR";
    if (node?.kind === "file" && (flags & openFlags.directory) !== 0) return "ENOTDIR";
    let descriptor = this.#open.indexOf(undefined);
    if (descriptor < 0) descriptor = this.#open.length;
    if (descriptor >= mostDescriptors) return "EMFILE";
    if (node === undefined) {
      if (!creating) return "ENOENT";
      const made = this.#files.create(place, mode & 0o7777);
      if (typeof made === "string") return made;
      node = made;
    }
    if (node.kind === "directory") this.#open[descriptor] = { kind: "directory", node };
    else {
      if ((flags & openFlags.truncate) !== 0) node.size = 0;
      const append = (flags & openFlags.append) !== 0;
      node.opens++;
      this.#open[descriptor] = { kind: "file", node, access: flags, append, offset: 0 };
    }
    return descriptor;
  }

  #close(descriptor: number): number | Errno {
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    this.#open[descriptor] = undefined;
    if (open.kind === "file") this.#files.closed(open.node);
    return 0;
  }

  #seek(
    memory: Memory<number>,
    descriptor: number,
    high: number,
    low: number,
    result: number,
    from: number,
  ): number | Errno {
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    if (open.kind !== "file") return "ESPIPE";
    const bases: Readonly<Record<number, number>> = {
      [whence.start]: 0,
      [whence.current]: open.offset,
      [whence.end]: open.node.size,
    };
    const base = bases[from];
    const offset = (base ?? 0) + high * 2 ** 32 + (low >>> 0);
    if (base === undefined || offset < 0 || offset > longestFile) return "EINVAL";
    if (memory.permits(result, 4, "write") !== undefined) return "EFAULT";
    if (memory.permits((result + 4) | 0, 4, "write") !== undefined) return "EFAULT";
    open.offset = offset;
    memory.store(result, 4, offset | 0);
    memory.store((result + 4) | 0, 4, 0);
    return 0;
  }

  /** The end of the heap moves up and never down; what cannot be is answered with where it is. */
  #setBrk(memory: Memory<number>, wanted: number): number {
    const address = wanted >>> 0;
    if (address < this.#brk || address > this.#heap.end) return this.#brk;
    this.#brk = address;
    const { start } = this.#heap;
    // A page that brk is in is there as a whole, as on Linux.
    memory.grow?.(start, Math.ceil((address - start) / pageSize) * pageSize);
    return address;
  }

  #status(
    memory: Memory<number>,
    descriptor: number,
    path: number,
    flags: number,
    buffer: number,
    layout: typeof statxLayout | typeof statLayout,
  ): number | Errno {
    if ((flags & at.emptyPath) !== 0 && memory.permits(path, 1, "read") === undefined && memory.load(path, 1) === 0) {
      const open = this.#open[descriptor];
      if (open === undefined) return "EBADF";
      return storeStatus(memory, buffer, layout, "node" in open ? open.node : undefined);
    }
    return this.#at(memory, descriptor, path, ({ node }) =>
      node === undefined ? "ENOENT" : storeStatus(memory, buffer, layout, node),
    );
  }
}

/** Byte after byte while `move` moves one: as rules E5 and E6 of docs/machine.md. */
function transfer(
  memory: Memory<number>,
  buffer: number,
  count: number,
  access: "read" | "write",
  limit: number,
  move: (address: number) => boolean,
): number | Errno {
  if (count < 0) return "EINVAL";
  const most = Math.min(count, limit);
  for (let moved = 0; moved < most; moved++) {
    const address = (buffer + moved) | 0;
    if (memory.permits(address, 1, access) !== undefined) return moved === 0 ? "EFAULT" : moved;
    if (!move(address)) return moved;
  }
  return most;
}

/** The path at an address, up to its zero byte. */
function pathAt(memory: Memory<number>, address: number): { readonly path: string } | Errno {
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

/** Where the structures that describe a file have what is known of it: `struct statx` and `struct stat64`. */
const statxLayout = { bytes: 256, blockSize: 4, links: 16, mode: 28, size: 40 } as const;
const statLayout = { bytes: 104, blockSize: 56, links: 20, mode: 16, size: 48 } as const;

/** Describe a file, or a stream: type, mode, size. The rest is zero. */
function storeStatus(
  memory: Memory<number>,
  buffer: number,
  layout: typeof statxLayout | typeof statLayout,
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
