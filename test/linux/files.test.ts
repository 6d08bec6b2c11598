/** Files and descriptors of a foreign process: what openat(2), read(2), write(2), lseek(2) and unlink(2) say of them. */

import { environmentOf } from "etalon";
import { FileSystem } from "etalon/linux";
import { describe, expect, it } from "vitest";
import { Descriptors } from "../../src/linux/descriptors.ts";
import { openFlags, whence } from "../../src/linux/linux.ts";
import { ConcreteMemory } from "../../src/machine/semantics/memory.ts";

const base = 0x1000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A process with files, and 64 KiB of memory from `base`. */
function process(input = "") {
  const files = new FileSystem();
  files.write("a.txt", bytes("hello"), 0o640);
  files.write("d/b.txt", bytes("world"));
  const errors: number[] = [];
  const environment = environmentOf(bytes(input));
  const descriptors = new Descriptors(environment, files, { error: (byte) => errors.push(byte) });
  const memory = ConcreteMemory.of([
    { address: base, bytes: new Uint8Array(), size: 0x10000, permissions: { read: true, write: true, execute: false } },
  ]);
  const place = (path: string) => {
    const found = files.find(files.root, path);
    if (typeof found === "string") throw new Error(found);
    return found;
  };
  const open = (path: string, flags: number, mode = 0o644) => descriptors.open(place(path), flags, mode);
  const read = (descriptor: number, count: number): string => {
    const moved = descriptors.read(memory, descriptor, base, count);
    if (typeof moved === "string") return moved;
    return String.fromCharCode(...Array.from({ length: moved }, (_, i) => memory.load(base + i, 1)));
  };
  const write = (descriptor: number, text: string): number | string => {
    for (const [i, byte] of bytes(text).entries()) memory.store(base + i, 1, byte);
    return descriptors.write(memory, descriptor, base, text.length);
  };
  const seek = (descriptor: number, high: number, low: number, from: number) => {
    const answer = descriptors.seek(memory, descriptor, high, low, base + 0x100, from);
    return answer === 0 ? memory.load(base + 0x100, 4) : answer;
  };
  const contents = (): Record<string, string> =>
    Object.fromEntries(files.list().map(({ path, bytes: b }) => [path, new TextDecoder().decode(b)]));
  return { files, descriptors, memory, environment, errors, open, read, write, seek, contents, place };
}

describe("opening", () => {
  const { create, exclusive, truncate, directory, readOnly, writeOnly } = openFlags;
  const readWrite = 2;
  it.each<readonly [string, string, number, number | string]>([
    ["a file, to read", "a.txt", readOnly, 3],
    ["a file, to write", "a.txt", writeOnly, 3],
    ["a file that is there, to create it", "a.txt", create | writeOnly, 3],
    ["a file that is there, exclusively", "a.txt", create | exclusive, "EEXIST"],
    ["a file that is there, exclusively but not to create it", "a.txt", exclusive, 3],
    ["a file that is not there, exclusively", "c.txt", create | exclusive | writeOnly, 3],
    ["a file that is not there", "c.txt", readOnly, "ENOENT"],
    ["a file that is not there, exclusively but not to create it", "c.txt", exclusive, "ENOENT"],
    ["a file as a directory", "a.txt", directory, "ENOTDIR"],
    ["a directory", "d", readOnly, 3],
    ["a directory as one", "d", directory, 3],
    ["a directory, to write", "d", writeOnly, "EISDIR"],
    ["a directory, to read and write", "d", readWrite, "EISDIR"],
    ["a directory, to create it", "d", create, "EISDIR"],
    ["the root, to create it", "/", create, "EISDIR"],
    ["a file, to cut it off", "a.txt", truncate | writeOnly, 3],
  ])("%s", (_, path, flags, answer) => {
    const p = process();
    expect(p.open(path, flags)).toBe(answer);
    expect(p.contents()["a.txt"]).toBe((flags & truncate) !== 0 ? "" : "hello");
    expect("c.txt" in p.contents()).toBe(path === "c.txt" && answer === 3);
  });

  it("takes the lowest descriptor that is free", () => {
    const p = process();
    expect([p.open("a.txt", 0), p.open("a.txt", 0), p.open("d", 0)]).toEqual([3, 4, 5]);
    expect(p.descriptors.close(4)).toBe(0);
    expect(p.descriptors.close(4)).toBe("EBADF");
    expect(p.open("a.txt", 0)).toBe(4);
    expect(p.descriptors.close(0)).toBe(0);
    expect(p.open("a.txt", 0)).toBe(0);
    expect(p.open("a.txt", 0)).toBe(6);
  });

  it("ends at 1024 descriptors", () => {
    const p = process();
    for (let i = 3; i < 1024; i++) expect(p.open("a.txt", 0)).toBe(i);
    expect(p.open("a.txt", 0)).toBe("EMFILE");
    expect(p.open("new", create)).toBe("EMFILE");
    expect("new" in p.contents()).toBe(false);
    p.descriptors.close(700);
    expect(p.open("a.txt", 0)).toBe(700);
  });

  it("gives a new file its mode, without the bits of its type", () => {
    const p = process();
    p.open("c.txt", create | writeOnly, 0o107_604);
    expect(p.files.list().map(({ path, mode }) => [path, mode])).toEqual([
      ["a.txt", 0o640],
      ["d/b.txt", 0o644],
      ["c.txt", 0o7604],
    ]);
  });
});

describe("reading and writing", () => {
  const { append, readOnly, writeOnly } = openFlags;

  it("goes on where it stopped", () => {
    const p = process();
    const file = p.open("a.txt", readOnly) as number;
    expect([p.read(file, 2), p.read(file, 2), p.read(file, 2), p.read(file, 2)]).toEqual(["he", "ll", "o", ""]);
    const other = p.open("a.txt", 2) as number;
    expect(p.write(other, "J")).toBe(1);
    expect(p.read(other, 9)).toBe("ello");
    expect(p.write(other, "!!")).toBe(2);
    expect(p.contents()["a.txt"]).toBe("Jello!!");
  });

  it("is refused on the wrong side", () => {
    const p = process("in");
    const [reading, writing, directory] = [
      p.open("a.txt", readOnly),
      p.open("a.txt", writeOnly),
      p.open("d", readOnly),
    ];
    expect(p.write(reading as number, "x")).toBe("EBADF");
    expect(p.read(writing as number, 1)).toBe("EBADF");
    expect(p.read(directory as number, 1)).toBe("EISDIR");
    expect(p.write(directory as number, "x")).toBe("EBADF");
    expect([p.read(1, 1), p.read(2, 1), p.write(0, "x")]).toEqual(["EBADF", "EBADF", "EBADF"]);
    expect([p.read(99, 1), p.write(99, "x"), p.read(-1, 1)]).toEqual(["EBADF", "EBADF", "EBADF"]);
  });

  it("uses the streams", () => {
    const p = process("in");
    expect([p.read(0, 1), p.read(0, 5), p.read(0, 5)]).toEqual(["i", "n", ""]);
    expect(p.write(1, "out")).toBe(3);
    expect(p.write(2, "err")).toBe(3);
    expect(p.errors).toEqual([...bytes("err")]);
    expect(p.environment.events.filter((event) => "write" in event)).toHaveLength(3);
  });

  it("appends at the end, wherever the offset is", () => {
    const p = process();
    const file = p.open("a.txt", writeOnly | append) as number;
    expect(p.seek(file, 0, 1, whence.start)).toBe(1);
    expect(p.write(file, "!")).toBe(1);
    expect(p.contents()["a.txt"]).toBe("hello!");
  });

  it("fills what was skipped with zeros", () => {
    const p = process();
    const file = p.open("a.txt", 2) as number;
    expect(p.seek(file, 0, 3, whence.end)).toBe(8);
    expect(p.write(file, "x")).toBe(1);
    expect(p.contents()["a.txt"]).toBe("hello\0\0\0x");
    const cut = p.open("a.txt", openFlags.truncate | 2) as number;
    expect(p.seek(cut, 0, 2, whence.start)).toBe(2);
    expect(p.write(cut, "y")).toBe(1);
    expect(p.contents()["a.txt"]).toBe("\0\0y");
  });

  it("outlives the name", () => {
    const p = process();
    const file = p.open("a.txt", 2) as number;
    expect(p.files.remove(p.place("a.txt"), "file")).toBeUndefined();
    expect("a.txt" in p.contents()).toBe(false);
    expect(p.read(file, 9)).toBe("hello");
    expect(p.descriptors.close(file)).toBe(0);
    expect(p.open("a.txt", 0)).toBe("ENOENT");
  });
});

describe("seeking", () => {
  it("counts from the start, from here and from the end", () => {
    const p = process();
    const file = p.open("a.txt", 0) as number;
    expect(p.seek(file, 0, 2, whence.start)).toBe(2);
    expect(p.seek(file, 0, 2, whence.current)).toBe(4);
    expect(p.seek(file, -1, -3, whence.current)).toBe(1);
    expect(p.seek(file, -1, -1, whence.end)).toBe(4);
    expect(p.read(file, 9)).toBe("o");
    expect(p.seek(file, 0, 2 ** 31 - 1, whence.start)).toBe(2 ** 31 - 1);
    expect(p.seek(file, 0, 2 ** 31, whence.start)).toBe("EINVAL");
    expect(p.seek(file, 1, 0, whence.start)).toBe("EINVAL");
    expect(p.seek(file, -1, -6, whence.end)).toBe("EINVAL");
    expect(p.seek(file, -1, -5, whence.end)).toBe(0);
    expect(p.seek(file, 0, 0, 3)).toBe("EINVAL");
  });

  it("is for files", () => {
    const p = process();
    expect([0, 1, 2, p.open("d", 0) as number].map((d) => p.seek(d, 0, 0, whence.start))).toEqual(
      Array.from({ length: 4 }, () => "ESPIPE"),
    );
    expect(p.seek(77, 0, 0, whence.start)).toBe("EBADF");
    const file = p.open("a.txt", 0) as number;
    for (const result of [0, base + 0xfffc, base + 0x10000])
      expect(p.descriptors.seek(p.memory, file, 0, 0, result, whence.start)).toBe("EFAULT");
  });
});

describe("paths", () => {
  it("lead from a directory, up and down", () => {
    const { files } = process();
    const named = (path: string) => {
      const found = files.find(files.root, path);
      return typeof found === "string" ? found : (found.node?.kind ?? "nothing");
    };
    const paths = ["a.txt", "/a.txt", "./a.txt", "d/../a.txt", "../../a.txt", "d//b.txt", "d/.", "d/..", "/", "d/"];
    expect(paths.map(named)).toEqual([
      ...Array.from({ length: 6 }, () => "file"),
      ...Array.from({ length: 4 }, () => "directory"),
    ]);
    expect(["", "x/y", "a.txt/y", "a.txt/", "d/x"].map(named)).toEqual([
      "ENOENT",
      "ENOENT",
      "ENOTDIR",
      "ENOTDIR",
      "nothing",
    ]);
  });

  it("are removed when they are what was meant", () => {
    const p = process();
    expect(p.files.remove(p.place("d"), "file")).toBe("EISDIR");
    expect(p.files.remove(p.place("a.txt"), "directory")).toBe("ENOTDIR");
    expect(p.files.remove(p.place("d"), "directory")).toBe("ENOTEMPTY");
    expect(p.files.remove(p.place("x"), "file")).toBe("ENOENT");
    expect(p.files.remove(p.place("/"), "directory")).toBe("ENOTEMPTY");
    expect(p.files.remove(p.place("d/b.txt"), "file")).toBeUndefined();
    expect(p.files.remove(p.place("d"), "directory")).toBeUndefined();
    expect(p.files.remove(p.place("a.txt"), "file")).toBeUndefined();
    expect(p.files.remove(p.place("/"), "directory")).toBe("EINVAL");
    expect(p.contents()).toEqual({});
  });

  it("of directories can be listed, those above first", () => {
    const { files } = process();
    files.addDirectory("e/f/g");
    expect(files.addDirectory("/e//./f")).toBeUndefined();
    expect(files.directories()).toEqual(["d", "e", "e/f", "e/f/g"]);
    expect([files.addDirectory("a.txt/x"), files.addDirectory("e/../f")]).toEqual([
      "a part of its path is a file",
      "not the name of a directory",
    ]);
    expect(
      [files.directoryAt("/e/f"), files.directoryAt("a.txt"), files.directoryAt("none")].map((d) => d?.kind),
    ).toEqual(["directory", undefined, undefined]);
  });

  it("are made once", () => {
    const p = process();
    expect(p.files.makeDirectory(p.place("e"), 0o700)).toBeUndefined();
    expect(p.files.makeDirectory(p.place("e"), 0o700)).toBe("EEXIST");
    expect(p.files.makeDirectory(p.place("a.txt"), 0o700)).toBe("EEXIST");
    expect(p.files.makeDirectory(p.place("/"), 0o700)).toBe("EEXIST");
    expect(p.files.write("e/f", bytes("1"))).toBeUndefined();
    expect(p.files.write("e/f", bytes("22"))).toBeUndefined();
    expect(p.contents()["e/f"]).toBe("22");
    expect([
      p.files.write("a.txt/x", bytes("")),
      p.files.write("e", bytes("")),
      p.files.write("..", bytes("")),
    ]).toEqual(["a part of its path is a file", "there is a directory of that name", "not the name of a file"]);
  });
});
