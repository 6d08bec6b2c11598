/**
 * The open descriptors of a process: the standard streams, which are the environment's, files and directories.
 */

import type { Environment } from "../core/environment.ts";
import type { Memory } from "../machine/semantics/machine.ts";
import type { DirectoryNode, FileNode, FileSystem, PathPlace } from "./file-system.ts";
import { at, type Errno, openFlags, whence } from "./linux.ts";
import { transfer } from "./program-memory.ts";

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

const mostDescriptors = 1024;
const longestFile = 2 ** 31 - 1;

/** What {@link Descriptors} may be given. */
interface DescriptorOptions {
  /** Takes what is written to descriptor 2. */
  readonly error?: (byte: number) => void;
  /** See `LinuxOptions`. */
  readonly inputWaits?: () => boolean;
  readonly workingDirectory?: DirectoryNode | undefined;
}

/** The descriptors of one process. */
export class Descriptors {
  readonly #environment: Environment<number>;
  readonly #files: FileSystem;
  readonly #error: (byte: number) => void;
  readonly #inputWaits: () => boolean;
  /** Where paths without a slash at their beginning start. */
  workingDirectory: DirectoryNode;
  readonly #open: (Open | undefined)[] = [{ kind: "input" }, { kind: "output" }, { kind: "error" }];

  constructor(environment: Environment<number>, files: FileSystem, options: DescriptorOptions = {}) {
    this.#environment = environment;
    this.#files = files;
    this.workingDirectory = options.workingDirectory ?? files.root;
    this.#error = options.error ?? (() => undefined);
    this.#inputWaits = options.inputWaits ?? (() => false);
  }

  /** The file or directory that a descriptor means: `none` for a stream. */
  nodeOf(descriptor: number): FileNode | DirectoryNode | "none" | Errno {
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    return "node" in open ? open.node : "none";
  }

  /** Read up to `count` bytes into the buffer; how many. The same call read `before` bytes into other buffers. */
  read(memory: Memory<number>, descriptor: number, buffer: number, count: number, before = 0): number | Errno {
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    switch (open.kind) {
      case "input": {
        let some = before > 0;
        return transfer(memory, buffer, count, "write", (address) => {
          if (some && this.#inputWaits()) return false;
          some = true;
          const byte = this.#environment.read();
          if (byte < 0) return false;
          memory.store(address, 1, byte);
          return true;
        });
      }
      case "file": {
        if ((open.access & openFlags.accessMode) === openFlags.writeOnly) return "EBADF";
        const { node } = open;
        return transfer(memory, buffer, count, "write", (address) => {
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

  /** Write up to `count` bytes of the buffer; how many. */
  write(memory: Memory<number>, descriptor: number, buffer: number, count: number): number | Errno {
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    switch (open.kind) {
      case "output":
        return transfer(memory, buffer, count, "read", (address) => {
          this.#environment.write(memory.load(address, 1));
          return true;
        });
      case "error":
        return transfer(memory, buffer, count, "read", (address) => {
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
    const moved = transfer(memory, buffer, count, "read", (address) => {
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

  /** The directory that a descriptor means. */
  directory(descriptor: number): DirectoryNode | Errno {
    if (descriptor === at.workingDirectory) return this.workingDirectory;
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    return open.kind === "directory" ? open.node : "ENOTDIR";
  }

  /** Open what is at a place, or make it; the new descriptor. */
  open(place: PathPlace, flags: number, mode: number): number | Errno {
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

  /** Close a descriptor. */
  close(descriptor: number): number | Errno {
    const open = this.#open[descriptor];
    if (open === undefined) return "EBADF";
    this.#open[descriptor] = undefined;
    if (open.kind === "file") this.#files.closed(open.node);
    return 0;
  }

  /** Move the offset of a file, and store it. */
  seek(
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
    // The file has moved, too, when there is no place for the result.
    open.offset = offset;
    if (memory.permits(result, 4, "write") !== undefined) return "EFAULT";
    if (memory.permits((result + 4) | 0, 4, "write") !== undefined) return "EFAULT";
    memory.store(result, 4, offset | 0);
    memory.store((result + 4) | 0, 4, 0);
    return 0;
  }
}
