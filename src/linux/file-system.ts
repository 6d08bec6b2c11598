/**
 * A file system in memory: directories, files, modes. A foreign program sees only these files.
 *
 * Paths are bytes to Linux; here they are strings of Latin-1 characters, one for each byte, and `textPath` and `bytePath`
 * convert. There are no links, owners or times.
 */

import type { Errno } from "./linux.ts";

/** A regular file. */
export interface FileNode {
  readonly kind: "file";
  /** Permission bits. They are kept and shown, and refuse nothing. */
  mode: number;
  /** Room for the contents; the first `size` bytes are they. */
  bytes: Uint8Array;
  size: number;
  /** How many descriptors are open on it. */
  opens: number;
  /** Has it no name any more? Then it is removed with its last descriptor. */
  removed: boolean;
}

/** A directory. */
export interface DirectoryNode {
  readonly kind: "directory";
  mode: number;
  readonly entries: Map<string, FileSystemNode>;
  readonly parent: DirectoryNode | undefined;
}

/** What a path can name. */
export type FileSystemNode = FileNode | DirectoryNode;

/** A path taken apart: the directory it leads to, and its last name, which need not exist. */
export interface PathPlace {
  readonly directory: DirectoryNode;
  /** Undefined when the path names the directory itself. */
  readonly name: string | undefined;
  readonly node: FileSystemNode | undefined;
}

/** The most bytes in all files together. */
const spaceLimit = 2 ** 28;

/** The most names in all directories together. */
const nameLimit = 2 ** 16;

/**
 * A file system in memory.
 *
 * @example
 * ```ts
 * import { FileSystem } from "etalon/linux";
 * const files = new FileSystem();
 * files.write("in/a.txt", new TextEncoder().encode("hello"));
 * files.list().map(({ path, bytes }) => [path, bytes.length]); // => [["in/a.txt", 5]]
 * ```
 */
export class FileSystem {
  readonly root: DirectoryNode = { kind: "directory", mode: 0o755, entries: new Map(), parent: undefined };
  #space = 0;
  #names = 0;

  /** Put a file at a path, with the directories on its way. It says what is wrong when that cannot be. */
  write(path: string, bytes: Uint8Array, mode = 0o644): string | undefined {
    const names = namesOf(path);
    const name = names?.pop();
    if (names === undefined || name === undefined) return "not the name of a file";
    const directory = this.#directories(names);
    if (directory === undefined) return "a part of its path is a file";
    const old = directory.entries.get(name);
    if (old?.kind === "directory") return "there is a directory of that name";
    if (old !== undefined) this.remove({ directory, name, node: old }, "file");
    this.#space += bytes.length;
    this.#names++;
    directory.entries.set(name, fileOf(bytes.slice(), mode));
    return undefined;
  }

  /** Have a directory at a path, with those on its way; it may be there. It says what is wrong when that cannot be. */
  addDirectory(path: string): string | undefined {
    const names = namesOf(path);
    if (names === undefined) return "not the name of a directory";
    return this.#directories(names) === undefined ? "a part of its path is a file" : undefined;
  }

  /** The directory that names lead to from the root, made where it is not; undefined when a file is in the way. */
  #directories(names: readonly string[]): DirectoryNode | undefined {
    let directory = this.root;
    for (const part of names) {
      const next = directory.entries.get(part);
      if (next?.kind === "file") return undefined;
      directory = next ?? this.#addDirectory(directory, part, 0o755);
    }
    return directory;
  }

  /** The directory at a path from the root, if there is one. */
  directoryAt(path: string): DirectoryNode | undefined {
    const place = this.find(this.root, bytePath(path));
    return typeof place === "object" && place.node?.kind === "directory" ? place.node : undefined;
  }

  /** The path of a directory from the root, as bytes; undefined when it was removed. */
  pathOf(directory: DirectoryNode): string | undefined {
    const names: string[] = [];
    for (let node = directory; node.parent !== undefined; node = node.parent) {
      const entry = [...node.parent.entries].find(([, child]) => child === node);
      if (entry === undefined) return undefined;
      names.unshift(entry[0]);
    }
    return `/${names.join("/")}`;
  }

  /** All files, by path, in the order in which they came to be. */
  list(): { readonly path: string; readonly mode: number; readonly bytes: Uint8Array }[] {
    const found: { path: string; mode: number; bytes: Uint8Array }[] = [];
    const visit = (directory: DirectoryNode, before: string): void => {
      for (const [name, node] of directory.entries) {
        if (node.kind === "directory") visit(node, `${before}${name}/`);
        else found.push({ path: textPath(before + name), mode: node.mode, bytes: node.bytes.slice(0, node.size) });
      }
    };
    visit(this.root, "");
    return found;
  }

  /** The paths of all directories but the root, those above before those in them. */
  directories(): string[] {
    const found: string[] = [];
    const visit = (directory: DirectoryNode, before: string): void => {
      for (const [name, node] of directory.entries) {
        if (node.kind !== "directory") continue;
        found.push(textPath(before + name));
        visit(node, `${before}${name}/`);
      }
    };
    visit(this.root, "");
    return found;
  }

  /** Where a path of bytes leads from a directory. */
  find(from: DirectoryNode, path: string): PathPlace | Errno {
    if (path === "") return "ENOENT";
    let directory = path.startsWith("/") ? this.root : from;
    const names = path.split("/").filter((name) => name !== "" && name !== ".");
    let name: string | undefined;
    for (const [i, next] of names.entries()) {
      if (next === "..") {
        directory = directory.parent ?? this.root;
        continue;
      }
      const node = directory.entries.get(next);
      if (node?.kind === "directory") directory = node;
      else if (i === names.length - 1) name = next;
      else return node === undefined ? "ENOENT" : "ENOTDIR";
    }
    if (name === undefined) return { directory, name, node: directory };
    const node = directory.entries.get(name);
    return path.endsWith("/") && node !== undefined ? "ENOTDIR" : { directory, name, node };
  }

  /** A new empty file at a place where nothing is. */
  create({ directory, name }: PathPlace, mode: number): FileNode | Errno {
    if (name === undefined) return "EISDIR";
    if (this.#names >= nameLimit) return "ENOSPC";
    const file = fileOf(new Uint8Array(), mode);
    directory.entries.set(name, file);
    this.#names++;
    return file;
  }

  /** A new empty directory at a place. */
  makeDirectory({ directory, name, node }: PathPlace, mode: number): Errno | undefined {
    if (name === undefined || node !== undefined) return "EEXIST";
    if (this.#names >= nameLimit) return "ENOSPC";
    this.#addDirectory(directory, name, mode);
    return undefined;
  }

  /** Remove what is at a place: a file, or, when that is asked for, an empty directory. */
  remove({ directory, name, node }: PathPlace, wanted: FileSystemNode["kind"]): Errno | undefined {
    if (node === undefined) return "ENOENT";
    if (node.kind !== wanted) return wanted === "file" ? "EISDIR" : "ENOTDIR";
    if (node.kind === "directory") {
      if (node.entries.size > 0) return "ENOTEMPTY";
      // The path named the directory itself.
      const { parent } = node;
      if (parent === undefined) return "EINVAL";
      for (const [entry, child] of parent.entries) if (child === node) parent.entries.delete(entry);
      this.#names--;
      return undefined;
    }
    if (name !== undefined) directory.entries.delete(name);
    node.removed = true;
    this.#names--;
    this.#release(node);
    return undefined;
  }

  /** A descriptor of the file was closed. */
  closed(file: FileNode): void {
    file.opens--;
    this.#release(file);
  }

  /** Make room in a file for `size` bytes. */
  reserve(file: FileNode, size: number): Errno | undefined {
    if (size <= file.bytes.length) return undefined;
    const room = Math.max(size, Math.min(2 * file.bytes.length, file.bytes.length + 2 ** 24), 256);
    if (this.#space + room - file.bytes.length > spaceLimit) return "ENOSPC";
    this.#space += room - file.bytes.length;
    const bytes = new Uint8Array(room);
    bytes.set(file.bytes.subarray(0, file.size));
    file.bytes = bytes;
    return undefined;
  }

  /** Give back the room of a file that nothing leads to. */
  #release(file: FileNode): void {
    if (!file.removed || file.opens > 0) return;
    this.#space -= file.bytes.length;
    file.bytes = new Uint8Array();
  }

  #addDirectory(directory: DirectoryNode, name: string, mode: number): DirectoryNode {
    const made: DirectoryNode = { kind: "directory", mode, entries: new Map(), parent: directory };
    directory.entries.set(name, made);
    this.#names++;
    return made;
  }
}

function fileOf(bytes: Uint8Array, mode: number): FileNode {
  return { kind: "file", mode, bytes, size: bytes.length, opens: 0, removed: false };
}

/** The names of a path from the root; undefined when it goes up. */
function namesOf(path: string): string[] | undefined {
  const names = bytePath(path)
    .split("/")
    .filter((name) => name !== "" && name !== ".");
  return names.includes("..") ? undefined : names;
}

/** A path as text, from its bytes as characters. */
function textPath(path: string): string {
  return new TextDecoder().decode(Uint8Array.from(path, (c) => c.charCodeAt(0)));
}

/** A path as bytes as characters, from text. */
function bytePath(path: string): string {
  return Array.from(new TextEncoder().encode(path), (byte) => String.fromCharCode(byte)).join("");
}
