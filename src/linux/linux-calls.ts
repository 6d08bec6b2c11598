/**
 * The richer environment: what a static Linux program asks of the system, answered from memory. Standard input and output
 * are the environment's, so they make the same events as for Ell; files are a {@link FileSystem}; an unknown call is
 * refused as a kernel without it would (−ENOSYS).
 */

import type { Environment } from "../core/environment.ts";
import { pageSize } from "../machine/isa/layout.ts";
import { registerNumbers } from "../machine/isa/register.ts";
import type { CallEffect, Memory, SystemCalls } from "../machine/semantics/machine.ts";
import { Descriptors } from "./descriptors.ts";
import { FileSystem, type FileSystemNode, type PathPlace } from "./file-system.ts";
import { at, clocks, type Errno, errno, linuxCallNumbers as number } from "./linux.ts";
import {
  pathAt,
  type StatusLayout,
  statLayout,
  statxLayout,
  storeStatus,
  storeTime,
  transfer,
} from "./program-memory.ts";

/** What the calls work on. */
export interface LinuxOptions {
  readonly files?: FileSystem;
  /** The memory that brk may give out: that of a segment from `start` on, which has room up to `end`. None unless given. */
  readonly heap?: { readonly start: number; readonly end: number };
  /** Takes what is written to descriptor 2, byte by byte. */
  readonly error?: (byte: number) => void;
  /** The directory where it begins, from the root of `files`; the root unless given, or where there is no such directory. */
  readonly workingDirectory?: string;
  /**
   * Must a program wait for the next byte of standard input? Then a read that has some returns them, as from a pipe or
   * a terminal. Never, unless given.
   */
  readonly inputWaits?: () => boolean;
  /** What its clocks show: so many nanoseconds. Always 0 unless given; the number of instructions retired may serve. */
  readonly clock?: () => number;
}

/** The most buffers of one readv or writev. */
const mostBuffers = 1024;

/**
 * The system calls of a Linux process.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { linuxCalls } from "etalon/linux";
 * import { loadMachine } from "etalon/machine";
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
  readonly #files: FileSystem;
  readonly #heap: { readonly start: number; readonly end: number };
  readonly #open: Descriptors;
  readonly #clock: () => number;
  #brk: number;

  constructor(environment: Environment<number>, options: LinuxOptions) {
    this.#files = options.files ?? new FileSystem();
    this.#heap = options.heap ?? { start: 0, end: 0 };
    this.#clock = options.clock ?? (() => 0);
    const start = this.#files.directoryAt(options.workingDirectory ?? "/");
    this.#open = new Descriptors(environment, this.#files, { ...options, workingDirectory: start });
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
        return this.#open.read(memory, a0, a1, a2);
      case number.write:
        return this.#open.write(memory, a0, a1, a2);
      case number.readv:
        return this.#vector(memory, a1, a2, (buffer, count, before) =>
          this.#open.read(memory, a0, buffer, count, before),
        );
      case number.writev:
        return this.#vector(memory, a1, a2, (buffer, count) => this.#open.write(memory, a0, buffer, count));
      case number.openat:
        return this.#at(memory, a0, a1, (place) => this.#open.open(place, a2, a3));
      case number.close:
        return this.#open.close(a0);
      case number.llseek:
        return this.#open.seek(memory, a0, a1, a2, a3, a4);
      case number.brk:
        return this.#setBrk(memory, a0);
      case number.getcwd:
        return this.#putPath(memory, a0, a1);
      case number.chdir:
        return this.#at(memory, at.workingDirectory, a0, ({ node }) => this.#enter(node ?? "ENOENT"));
      case number.fchdir:
        return this.#enter(this.#open.directory(a0));
      case number.clockGettime64:
        return clocks.includes(a0) ? storeTime(memory, a1, this.#clock()) : "EINVAL";
      case number.clockGetres64:
        if (!clocks.includes(a0)) return "EINVAL";
        return a1 === 0 ? 0 : storeTime(memory, a1, 1);
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
        const node = this.#open.nodeOf(a0);
        if (typeof node === "string") return node === "none" ? 0 : node;
        node.mode = a1 & 0o7777;
        return 0;
      }
      case number.statx:
        return this.#status(memory, a0, a1, a2, a4, statxLayout);
      case number.fstatat:
        return this.#status(memory, a0, a1, a3, a2, statLayout);
      case number.fstat:
        return this.#statusOf(memory, a0, a1, statLayout);
      default:
        return "ENOSYS";
    }
  }

  /** One call for each buffer of a vector, until one moves less than asked. */
  #vector(
    memory: Memory<number>,
    vector: number,
    count: number,
    move: (buffer: number, count: number, before: number) => number | Errno,
  ): number | Errno {
    if (count < 0 || count > mostBuffers) return "EINVAL";
    let total = 0;
    for (let i = 0; i < count; i++) {
      const entry = (vector + 8 * i) | 0;
      const unreadable = memory.permits(entry, 4, "read") ?? memory.permits((entry + 4) | 0, 4, "read");
      const size = unreadable === undefined ? memory.load((entry + 4) | 0, 4) : 0;
      if (size < 0) return total > 0 ? total : "EINVAL";
      const moved = unreadable === undefined ? move(memory.load(entry, 4), size, total) : "EFAULT";
      if (typeof moved === "string") return total > 0 ? total : moved;
      total += moved;
      if (moved < size) break;
    }
    return total;
  }

  /** Go to a directory. */
  #enter(node: FileSystemNode | Errno): number | Errno {
    if (typeof node === "string") return node;
    if (node.kind !== "directory") return "ENOTDIR";
    this.#open.workingDirectory = node;
    return 0;
  }

  /** The path of the working directory, and how long it is with its zero. */
  #putPath(memory: Memory<number>, buffer: number, size: number): number | Errno {
    const path = this.#files.pathOf(this.#open.workingDirectory);
    // Linux has no path for a directory that was removed.
    if (path === undefined) return "ENOENT";
    const length = path.length + 1;
    if (length > size >>> 0) return "ERANGE";
    let next = 0;
    const put = (address: number): boolean => {
      memory.store(address, 1, next === path.length ? 0 : path.charCodeAt(next));
      next++;
      return true;
    };
    return transfer(memory, buffer, length, "write", put) === length ? length : "EFAULT";
  }

  /** Do something at the place that a directory descriptor and a path in memory name. */
  #at(
    memory: Memory<number>,
    descriptor: number,
    path: number,
    action: (place: PathPlace) => number | Errno,
  ): number | Errno {
    const text = pathAt(memory, path);
    if (typeof text !== "object") return text;
    const from = text.path.startsWith("/") ? this.#files.root : this.#open.directory(descriptor);
    if (typeof from === "string") return from;
    const place = this.#files.find(from, text.path);
    return typeof place === "string" ? place : action(place);
  }

  /** The end of the heap moves up and never down; for a request that is not possible the answer is its present end. */
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
    layout: StatusLayout,
  ): number | Errno {
    if ((flags & at.emptyPath) !== 0 && memory.permits(path, 1, "read") === undefined && memory.load(path, 1) === 0) {
      if (descriptor === at.workingDirectory) return storeStatus(memory, buffer, layout, this.#open.workingDirectory);
      return this.#statusOf(memory, descriptor, buffer, layout);
    }
    return this.#at(memory, descriptor, path, ({ node }) =>
      node === undefined ? "ENOENT" : storeStatus(memory, buffer, layout, node),
    );
  }

  #statusOf(memory: Memory<number>, descriptor: number, buffer: number, layout: StatusLayout): number | Errno {
    const node = this.#open.nodeOf(descriptor);
    if (typeof node !== "string") return storeStatus(memory, buffer, layout, node);
    return node === "none" ? storeStatus(memory, buffer, layout, undefined) : node;
  }
}
