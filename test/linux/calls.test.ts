/** The calls of a Linux process, one by one: what they return, what they refuse, and what they leave in memory. */

import { environmentOf, singly, written } from "etalon";
import { FileSystem, foreignProgram, linuxCalls } from "etalon/linux";
import type { Image } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { int32 } from "../../src/core/word.ts";
import { errno, linuxCallNumbers as number } from "../../src/linux/linux.ts";
import { ConcreteMemory } from "../../src/machine/semantics/memory.ts";

/** Memory that is read and written, to its end; what may only be read; what may only be written. */
const data = 0x10000;
const dataEnd = 0x18000;
const readOnly = 0x20000;
const writeOnly = 0x30000;
/** Where the heap is, and how far it may go. */
const heap = { start: 0x40000, end: 0x50000 };

const cwd = -100;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A process, asked call by call. Paths and texts are put into its memory. */
function process(input = "") {
  const files = new FileSystem();
  files.write("a.txt", bytes("hello"), 0o640);
  files.write("d/b.txt", bytes("world"));
  files.write("empty/x", bytes(""));
  const environment = environmentOf(bytes(input));
  const errors: number[] = [];
  const calls = linuxCalls(environment, { files, heap, error: (byte) => errors.push(byte) });
  const segment = (address: number, size: number, read: boolean, write: boolean, room?: number) => ({
    address,
    bytes: new Uint8Array(),
    size,
    permissions: { read, write, execute: false },
    ...(room === undefined ? {} : { room }),
  });
  const memory = ConcreteMemory.of([
    segment(data, dataEnd - data, true, true),
    segment(readOnly, 0x1000, true, false),
    segment(writeOnly, 0x1000, false, true),
    segment(heap.start, 0, true, true, heap.end - heap.start),
  ]);
  const call = (which: number, ...words: readonly number[]): number | string => {
    const registers = new Array<number>(32).fill(0);
    for (const [i, word] of words.entries()) registers[10 + i] = word;
    registers[17] = which;
    const effect = calls.call(int32, registers, memory);
    if (effect.kind === "stopped") return JSON.stringify(effect.outcome);
    if (effect.result >= 0) return effect.result;
    return Object.entries(errno).find(([, value]) => value === -effect.result)?.[0] ?? effect.result;
  };
  const put = (address: number, content: string): number => {
    for (const [i, byte] of bytes(content).entries()) memory.store(address + i, 1, byte);
    return address;
  };
  /** A path in memory, with its zero. */
  const path = (text: string): number => put(data + 0x1000, `${text}\0`);
  const text = (address: number, count: number): string =>
    String.fromCharCode(...Array.from({ length: count }, (_, i) => memory.load(address + i, 1)));
  const word = (address: number): number => memory.load(address, 4) >>> 0;
  const open = (name: string, flags = 0, mode = 0o644) => call(number.openat, cwd, path(name), flags, mode);
  return { files, environment, errors, memory, call, put, path, text, word, open };
}

describe("exit", () => {
  it("ends the process with its code, by either call", () => {
    const { call } = process();
    expect(call(number.exit, 7)).toBe('{"kind":"halted","code":7}');
    expect(call(number.exitGroup, -1)).toBe('{"kind":"halted","code":-1}');
  });
});

describe("an unknown call", () => {
  it.each([0, 33, 1000, -1])("is refused: %d", (which) => expect(process().call(which)).toBe("ENOSYS"));
});

describe("read and write", () => {
  it("move bytes to and from the streams", () => {
    const p = process("typed");
    expect(p.call(number.read, 0, data, 3)).toBe(3);
    expect(p.text(data, 4)).toBe("typ\0");
    expect(p.call(number.read, 0, data, 9)).toBe(2);
    expect(p.call(number.read, 0, data, 9)).toBe(0);
    expect(p.call(number.write, 1, p.put(data, "out"), 3)).toBe(3);
    expect(p.call(number.write, 2, p.put(data, "err"), 3)).toBe(3);
    expect(new TextDecoder().decode(written(p.environment.events))).toBe("out");
    expect(String.fromCharCode(...p.errors)).toBe("err");
  });

  it.each<readonly [string, number, readonly number[], number | string]>([
    ["read to what may only be read", number.read, [0, readOnly, 1], "EFAULT"],
    ["read to nowhere", number.read, [0, 0, 1], "EFAULT"],
    ["read of nothing to nowhere", number.read, [0, 0, 0], 0],
    ["read of a negative count", number.read, [0, data, -1], "EFAULT"],
    ["read of nothing to where no process is", number.read, [0, 0xfffff000, 0], "EFAULT"],
    ["read over the end of memory", number.read, [0, dataEnd - 2, 5], 2],
    ["write from what may only be written", number.write, [1, writeOnly, 1], "EFAULT"],
    ["write from what may only be read", number.write, [1, readOnly, 4], 4],
    ["write of nothing from nowhere", number.write, [1, 0, 0], 0],
    ["write of a negative count", number.write, [1, data, -1], "EFAULT"],
    ["write over the end of memory", number.write, [1, dataEnd - 3, 5], 3],
    ["write from the last byte", number.write, [1, dataEnd - 1, 1], 1],
    ["read by no descriptor", number.read, [9, data, 1], "EBADF"],
    ["write by no descriptor", number.write, [9, data, 1], "EBADF"],
    ["close of no descriptor", number.close, [9], "EBADF"],
    ["seek of a stream", number.llseek, [0, 0, 0, data, 0], "ESPIPE"],
    ["seek by no descriptor", number.llseek, [9, 0, 0, data, 0], "EBADF"],
  ])("%s", (_, which, words, result) => {
    expect(process("typed").call(which, ...words)).toBe(result);
  });
});

describe("input that comes in parts", () => {
  it("is read as far as it is there, and not waited for once there is some", () => {
    // Two bytes come at a time.
    let left = 2;
    let next = 97;
    const read = (): number => {
      left = left === 0 ? 1 : left - 1;
      return next > 101 ? -1 : next++;
    };
    const environment = singly({ read, write: () => undefined });
    const calls = linuxCalls(environment, { inputWaits: () => left === 0 });
    const permissions = { read: true, write: true, execute: false };
    const memory = ConcreteMemory.of([{ address: data, bytes: new Uint8Array(), size: 64, permissions }]);
    const ask = (which: number, address: number, count: number): string => {
      const registers = new Array<number>(32).fill(0);
      for (const [r, word] of Object.entries({ 11: address, 12: count, 17: which })) registers[Number(r)] = word;
      const effect = calls.call(int32, registers, memory);
      const moved = effect.kind === "returned" ? effect.result : -1;
      const seen = String.fromCharCode(...Array.from({ length: 4 }, (_, i) => memory.load(data + i, 1)));
      return `${moved} ${seen.replaceAll("\0", ".")}`;
    };
    expect(ask(number.read, data, 9)).toBe("2 ab..");
    for (const [i, word] of [data + 2, 1, data + 3, 1, data, 9].entries()) memory.store(data + 16 + 4 * i, 4, word);
    expect(ask(number.readv, data + 16, 3)).toBe("2 abcd");
    expect(ask(number.read, data, 1)).toBe("1 ebcd");
    expect(ask(number.read, data, 1)).toBe("0 ebcd");
  });
});

describe("readv and writev", () => {
  /** A vector of buffers in memory. */
  function vector(p: ReturnType<typeof process>, ...buffers: readonly (readonly [number, number])[]): number {
    for (const [i, [address, size]] of buffers.entries()) {
      p.memory.store(data + 0x2000 + 8 * i, 4, address);
      p.memory.store(data + 0x2004 + 8 * i, 4, size);
    }
    return data + 0x2000;
  }

  it("take one buffer after the other, and stop at one that is not filled", () => {
    const p = process("abcdefg");
    expect(p.call(number.readv, 0, vector(p, [data, 2], [data + 8, 0], [data + 16, 3]), 3)).toBe(5);
    expect([p.text(data, 3), p.text(data + 16, 4)]).toEqual(["ab\0", "cde\0"]);
    expect(p.call(number.readv, 0, vector(p, [data, 9], [data + 32, 3]), 2)).toBe(2);
    expect(p.text(data + 32, 1)).toBe("\0");
    p.put(data, "onetwo");
    expect(p.call(number.writev, 1, vector(p, [data + 3, 3], [data, 3]), 2)).toBe(6);
    expect(new TextDecoder().decode(written(p.environment.events))).toBe("twoone");
  });

  it("refuse counts and places that make no sense", () => {
    const p = process("abc");
    expect(p.call(number.readv, 0, data, -1)).toBe("EINVAL");
    expect(p.call(number.readv, 0, data, 1025)).toBe("EINVAL");
    expect(p.call(number.readv, 0, data, 0)).toBe(0);
    expect(p.call(number.writev, 1, vector(p), 1024)).toBe(0);
    expect(p.call(number.readv, 0, writeOnly, 1)).toBe("EFAULT");
    expect(p.call(number.readv, 0, dataEnd - 4, 1)).toBe("EFAULT");
    expect(p.call(number.readv, 0, 0, 1)).toBe("EFAULT");
    expect(p.call(number.readv, 9, vector(p, [data, 1]), 1)).toBe("EBADF");
    expect(p.call(number.readv, 0, vector(p, [data, -1]), 1)).toBe("EINVAL");
  });

  it("tell what was moved before something was refused", () => {
    const p = process("abcdef");
    expect(p.call(number.readv, 0, vector(p, [data, 2], [0, 3]), 2)).toBe(2);
    expect(p.call(number.readv, 0, vector(p, [0, 3], [data, 2]), 2)).toBe("EFAULT");
    p.memory.store(dataEnd - 8, 4, data);
    p.memory.store(dataEnd - 4, 4, 1);
    expect(p.call(number.readv, 0, dataEnd - 8, 2)).toBe(1);
  });
});

describe("paths", () => {
  it.each<readonly [string, number, readonly number[], string, number | string]>([
    ["open a file", number.openat, [0], "a.txt", 3],
    ["open from the root", number.openat, [0], "/d/b.txt", 3],
    ["open nothing", number.openat, [0], "none", "ENOENT"],
    ["open below a file", number.openat, [0], "a.txt/x", "ENOTDIR"],
    ["make a directory", number.mkdirat, [0o755], "new", 0],
    ["make one that is there", number.mkdirat, [0o755], "d", "EEXIST"],
    ["make one below nothing", number.mkdirat, [0o755], "none/new", "ENOENT"],
    ["remove a file", number.unlinkat, [0], "a.txt", 0],
    ["remove nothing", number.unlinkat, [0], "none", "ENOENT"],
    ["remove a directory as a file", number.unlinkat, [0], "d", "EISDIR"],
    ["remove a file as a directory", number.unlinkat, [0x200], "a.txt", "ENOTDIR"],
    ["remove a directory that is not empty", number.unlinkat, [0x200], "d", "ENOTEMPTY"],
    ["ask for a file", number.faccessat, [0], "a.txt", 0],
    ["ask for a directory", number.faccessat2, [0], "d", 0],
    ["ask for nothing", number.faccessat, [0], "none", "ENOENT"],
    ["ask for nothing, by the newer call", number.faccessat2, [0], "none", "ENOENT"],
    ["change the mode", number.fchmodat, [0o170600], "a.txt", 0],
    ["change the mode of nothing", number.fchmodat, [0o600], "none", "ENOENT"],
  ])("%s", (_, which, words, path, result) => {
    const p = process();
    expect(p.call(which, cwd, p.path(path), ...words)).toBe(result);
  });

  it("have effects", () => {
    const p = process();
    const at = (which: number, path: string, word: number): number | string => p.call(which, cwd, p.path(path), word);
    expect(at(number.fchmodat, "a.txt", 0o170600)).toBe(0);
    expect(at(number.mkdirat, "new", 0o171755)).toBe(0);
    expect(at(number.faccessat, "new", 0)).toBe(0);
    const mode = (path: string): number | undefined => {
      const place = p.files.find(p.files.root, path);
      return typeof place === "string" ? undefined : place.node?.mode;
    };
    expect([mode("a.txt"), mode("new")]).toEqual([0o600, 0o1755]);
    expect(at(number.unlinkat, "new", 0x200)).toBe(0);
    expect(at(number.unlinkat, "a.txt", 0)).toBe(0);
    expect([mode("a.txt"), mode("new")]).toEqual([undefined, undefined]);
  });

  it("are relative to a directory, or from the root", () => {
    const p = process();
    const d = p.open("d");
    expect(d).toBe(3);
    expect(p.call(number.faccessat, 3, p.path("b.txt"), 0)).toBe(0);
    expect(p.call(number.faccessat, 3, p.path("a.txt"), 0)).toBe("ENOENT");
    expect(p.call(number.faccessat, 3, p.path("/a.txt"), 0)).toBe(0);
    expect(p.call(number.faccessat, 9, p.path("/a.txt"), 0)).toBe(0);
    expect(p.call(number.faccessat, 9, p.path("a.txt"), 0)).toBe("EBADF");
    expect(p.open("a.txt")).toBe(4);
    expect(p.call(number.faccessat, 4, p.path("b.txt"), 0)).toBe("ENOTDIR");
    expect(p.call(number.faccessat, 0, p.path("b.txt"), 0)).toBe("ENOTDIR");
  });

  it("end with a zero that can be read, after at most 4,095 bytes", () => {
    const p = process();
    const ask = (address: number): number | string => p.call(number.faccessat, cwd, address, 0);
    expect(ask(0)).toBe("EFAULT");
    expect(ask(writeOnly)).toBe("EFAULT");
    expect(ask(p.put(dataEnd - 3, "a.t"))).toBe("EFAULT");
    expect(ask(p.put(dataEnd - 2, "d\0"))).toBe(0);
    const long = "./".repeat(2045);
    expect(ask(p.path(`${long}a.txt`))).toBe(0);
    expect(ask(p.path(`${long}.${long}`))).toBe("ENAMETOOLONG");
    expect(ask(p.path(`${"/".repeat(4090)}a.txt`))).toBe(0);
    expect(ask(p.path(`${"/".repeat(4091)}a.txt`))).toBe("ENAMETOOLONG");
  });
});

describe("what is known of a file", () => {
  const buffer = data + 0x4000;
  const emptyPath = 0x1000;

  it("is its type, mode and size, by every call", () => {
    const p = process();
    const file = p.open("a.txt") as number;
    const seen = (mode: number, size: number, links: number, block: number): number[] => [
      p.memory.load(buffer + mode, 2),
      p.word(buffer + size),
      p.word(buffer + links),
      p.word(buffer + block),
    ];
    const classic = (): number[] => seen(16, 48, 20, 56);
    const extended = (): number[] => seen(28, 40, 16, 4);
    const dirty = (): void => {
      for (let i = -1; i <= 256; i++) p.memory.store(buffer + i, 1, 0xaa);
    };
    dirty();
    expect(p.call(number.fstat, file, buffer)).toBe(0);
    expect(classic()).toEqual([0o100640, 5, 1, 4096]);
    expect([p.memory.load(buffer - 1, 1), p.memory.load(buffer + 103, 1), p.memory.load(buffer + 104, 1)]).toEqual([
      0xaa, 0, 0xaa,
    ]);
    dirty();
    expect(p.call(number.fstatat, cwd, p.path("d"), buffer, 0)).toBe(0);
    expect(classic()).toEqual([0o040755, 0, 1, 4096]);
    expect(p.word(buffer)).toBe(0);
    dirty();
    expect(p.call(number.statx, cwd, p.path("d/b.txt"), 0, 0x7ff, buffer)).toBe(0);
    expect(extended()).toEqual([0o100644, 5, 1, 4096]);
    expect(p.word(buffer)).toBe(0x7ff);
    expect([p.memory.load(buffer + 255, 1), p.memory.load(buffer + 256, 1)]).toEqual([0, 0xaa]);
    dirty();
    expect(p.call(number.fstat, 0, buffer)).toBe(0);
    expect(classic()).toEqual([0o020620, 0, 1, 4096]);
    expect(p.call(number.statx, file, p.path(""), emptyPath, 0x7ff, buffer)).toBe(0);
    expect(extended()).toEqual([0o100640, 5, 1, 4096]);
    expect(p.call(number.fstatat, file, p.path(""), buffer, emptyPath)).toBe(0);
    expect(classic()).toEqual([0o100640, 5, 1, 4096]);
    expect(p.call(number.fstatat, cwd, p.path("a.txt"), buffer, emptyPath)).toBe(0);
  });

  it.each<readonly [string, (p: ReturnType<typeof process>) => number | string, string]>([
    ["of no descriptor", (p) => p.call(number.fstat, 9, buffer), "EBADF"],
    ["of nothing", (p) => p.call(number.fstatat, cwd, p.path("none"), buffer, 0), "ENOENT"],
    ["of nothing, extended", (p) => p.call(number.statx, cwd, p.path("none"), 0, 0, buffer), "ENOENT"],
    ["of an empty path without the flag", (p) => p.call(number.fstatat, 0, p.path(""), buffer, 0), "ENOTDIR"],
    ["of a path that cannot be read", (p) => p.call(number.fstatat, 0, 0, buffer, emptyPath), "EFAULT"],
    ["to what may only be read", (p) => p.call(number.fstat, 0, readOnly), "EFAULT"],
    ["over the end of memory", (p) => p.call(number.fstat, 0, dataEnd - 103), "EFAULT"],
  ])("is refused %s", (_, ask, refusal) => {
    expect(ask(process())).toBe(refusal);
  });

  it("fits to the end of memory", () => {
    expect(process().call(number.fstat, 0, dataEnd - 104)).toBe(0);
  });

  it("has a mode that fchmod changes, for files", () => {
    const p = process();
    const file = p.open("a.txt") as number;
    expect(p.call(number.fchmod, file, 0o170604)).toBe(0);
    expect(p.call(number.fstat, file, buffer)).toBe(0);
    expect(p.memory.load(buffer + 16, 2)).toBe(0o100604);
    expect(p.call(number.fchmod, 1, 0o600)).toBe(0);
    expect(p.call(number.fchmod, 9, 0o600)).toBe("EBADF");
  });
});

describe("descriptors and seek", () => {
  it("go through the calls", () => {
    const p = process();
    const file = p.open("a.txt", 2) as number;
    expect(p.call(number.llseek, file, 0, 2, data, 0)).toBe(0);
    expect(p.word(data)).toBe(2);
    expect(p.call(number.read, file, data, 9)).toBe(3);
    expect(p.text(data, 3)).toBe("llo");
    expect(p.call(number.llseek, file, 0, 1, readOnly, 0)).toBe("EFAULT");
    expect([p.call(number.read, file, data, 9), p.text(data, 4)]).toEqual([4, "ello"]);
    expect(p.call(number.close, file)).toBe(0);
    expect(p.call(number.close, file)).toBe("EBADF");
    expect(p.open("new.txt", 0o101, 0o170600)).toBe(file);
    const place = p.files.find(p.files.root, "new.txt");
    expect(typeof place === "string" ? place : place.node?.mode).toBe(0o600);
  });
});

describe("the working directory", () => {
  it("is where paths begin, and moves", () => {
    const p = process();
    const where = (): number | string => {
      const length = p.call(number.getcwd, data, 64);
      return typeof length === "number" ? p.text(data, length) : length;
    };
    const there = (path: string): number | string => p.call(number.faccessat, cwd, p.path(path), 0);
    expect([where(), there("b.txt"), there("d/b.txt")]).toEqual(["/\0", "ENOENT", 0]);
    expect(p.call(number.chdir, p.path("d"))).toBe(0);
    expect([where(), there("b.txt"), there("../a.txt"), there("/a.txt")]).toEqual(["/d\0", 0, 0, 0]);
    expect(p.call(number.mkdirat, cwd, p.path("e"), 0o755)).toBe(0);
    expect(p.call(number.chdir, p.path("e"))).toBe(0);
    expect(where()).toBe("/d/e\0");
    expect(p.call(number.chdir, p.path("../../.."))).toBe(0);
    expect(where()).toBe("/\0");
    const d = p.open("d/e") as number;
    expect([p.call(number.fchdir, d), where()]).toEqual([0, "/d/e\0"]);
    expect(p.call(number.unlinkat, cwd, p.path("/d/e"), 0x200)).toBe(0);
    expect(where()).toBe("ENOENT");
  });

  it("is a directory that there is, and needs room for its path", () => {
    const p = process();
    expect(["none", "a.txt", "a.txt/x", ""].map((path) => p.call(number.chdir, p.path(path)))).toEqual([
      "ENOENT",
      "ENOTDIR",
      "ENOTDIR",
      "ENOENT",
    ]);
    expect(p.call(number.chdir, 0)).toBe("EFAULT");
    expect([9, 0, p.open("a.txt") as number].map((d) => p.call(number.fchdir, d))).toEqual([
      "EBADF",
      "ENOTDIR",
      "ENOTDIR",
    ]);
    expect([0, 1, 2, -1].map((size) => p.call(number.getcwd, data, size))).toEqual(["ERANGE", "ERANGE", 2, 2]);
    expect([readOnly, dataEnd - 1].map((buffer) => p.call(number.getcwd, buffer, 64))).toEqual(["EFAULT", "EFAULT"]);
  });
});

describe("clocks", () => {
  it("show what they are given, as seconds and nanoseconds", () => {
    let now = 0;
    const calls = linuxCalls(environmentOf(new Uint8Array()), { clock: () => now });
    const memory = ConcreteMemory.of([
      { address: data, bytes: new Uint8Array(), size: 16, permissions: { read: true, write: true, execute: false } },
    ]);
    const ask = (which: number, id: number, buffer = data): number | string => {
      const registers = new Array<number>(32).fill(0);
      for (const [r, word] of [10, 11, 17].map((r, i) => [r, [id, buffer, which][i]!] as const)) registers[r] = word;
      const effect = calls.call(int32, registers, memory);
      if (effect.kind === "stopped") return effect.kind;
      if (effect.result !== 0) return effect.result;
      return [0, 4, 8, 12].map((i) => memory.load(data + i, 4) >>> 0).join(" ");
    };
    expect(ask(number.clockGettime64, 0)).toBe("0 0 0 0");
    now = 5_000_000_007;
    expect([0, 1, 2, 3, 4, 5, 6, 7, 11].map((id) => ask(number.clockGettime64, id))).toEqual(
      Array.from({ length: 9 }, () => "5 0 7 0"),
    );
    expect([8, 9, 10, 12, -1].map((id) => ask(number.clockGettime64, id))).toEqual([-22, -22, -22, -22, -22]);
    expect([ask(number.clockGettime64, 0, data + 4), ask(number.clockGettime64, 99, 0)]).toEqual([-14, -22]);
    expect([ask(number.clockGetres64, 1), ask(number.clockGetres64, 10)]).toEqual(["0 0 1 0", -22]);
    expect(ask(number.clockGetres64, 1, 0)).toBe("0 0 1 0");
  });
});

describe("brk", () => {
  it("moves up as far as there is room, a page at a time, and never down", () => {
    const p = process();
    const mapped = (address: number): boolean => p.memory.permits(address, 1, "write") === undefined;
    expect(p.call(number.brk, 0)).toBe(heap.start);
    expect(mapped(heap.start)).toBe(false);
    expect(p.call(number.brk, heap.start + 1)).toBe(heap.start + 1);
    expect([mapped(heap.start + 0xfff), mapped(heap.start + 0x1000)]).toEqual([true, false]);
    expect(p.call(number.brk, heap.start)).toBe(heap.start + 1);
    expect(p.call(number.brk, heap.end + 1)).toBe(heap.start + 1);
    expect(p.call(number.brk, -1)).toBe(heap.start + 1);
    expect(p.call(number.brk, heap.end)).toBe(heap.end);
    expect([mapped(heap.end - 1), mapped(heap.end)]).toEqual([true, false]);
  });

  it("gives nothing where there is no heap", () => {
    const calls = linuxCalls(environmentOf(new Uint8Array()));
    const registers = new Array<number>(32).fill(0);
    registers[17] = number.brk;
    registers[10] = 0x1000;
    expect(calls.call(int32, registers, ConcreteMemory.of([]))).toEqual({ kind: "returned", result: 0 });
  });
});

describe("a process at its start", () => {
  const text = (address: number, size = 4): Image["segments"][number] => ({
    address,
    bytes: new Uint8Array(size),
    size,
    permissions: { read: true, write: false, execute: true },
  });
  const image: Image = { entry: 0x10000, segments: [text(0x10000)] };
  /** Where its segments begin, and sizes; of the heap also how far it may go. In hexadecimal. */
  const shape = (program: ReturnType<typeof foreignProgram>): string | undefined => {
    const hex = (n: number): string => n.toString(16);
    return program?.image.segments
      .map(({ address, size, room }) => `${hex(address)}+${hex(size)}${room === undefined ? "" : `…${hex(room)}`}`)
      .concat(`sp ${hex(program.sp)}`, `heap ${hex(program.heap.start)}–${hex(program.heap.end)}`)
      .join(" ");
  };

  it("has its arguments, variables and auxiliary vector at the top of its stack", () => {
    const program = foreignProgram(image, { name: "p", args: ["a b", "\0"], variables: { HOME: "/", X: "" } })!;
    const block = program.image.segments.at(-1)!;
    const view = new DataView(block.bytes.buffer);
    const words = Array.from({ length: 28 }, (_, i) => view.getUint32(4 * i, true));
    const string = (address: number): string => {
      const from = address - block.address;
      return new TextDecoder().decode(block.bytes.subarray(from, block.bytes.indexOf(0, from)));
    };
    expect(program.sp).toBe(block.address);
    expect(words[0]).toBe(3);
    expect(words.slice(1, 4).map(string)).toEqual(["p", "a b", ""]);
    expect(words[4]).toBe(0);
    expect(words.slice(5, 7).map(string)).toEqual(["HOME=/", "X="]);
    expect(words[7]).toBe(0);
    const random = words[23]!;
    expect(words.slice(8, 26)).toEqual([6, 4096, 9, 0x10000, 11, 0, 12, 0, 13, 0, 14, 0, 23, 0, 25, random, 0, 0]);
    const from = random - block.address;
    expect([...block.bytes.subarray(from, from + 16)]).toEqual(Array.from({ length: 16 }, (_, i) => 17 * i));
  });

  it.each<readonly [string, Image, Parameters<typeof foreignProgram>[1], string | undefined]>([
    ["as a rule", image, {}, "10000+4 11000+0…10000000 7f7ff000+800000 7ffff000+1000 sp 7ffff000 heap 11000–10011000"],
    [
      "with little",
      image,
      { stack: 1, heap: 1 },
      "10000+4 11000+0…1000 7fffe000+1000 7ffff000+1000 sp 7ffff000 heap 11000–12000",
    ],
    ["without a heap", image, { heap: 0 }, "10000+4 7f7ff000+800000 7ffff000+1000 sp 7ffff000 heap 11000–11000"],
    [
      "with more than there is",
      image,
      { heap: 2 ** 31 },
      "10000+4 11000+0…7f7ed000 7f7ff000+800000 7ffff000+1000 sp 7ffff000 heap 11000–7f7fe000",
    ],
    [
      "low",
      { entry: 0, segments: [text(0)] },
      { heap: 4096, stack: 4096 },
      "0+4 1000+0…1000 7fffe000+1000 7ffff000+1000 sp 7ffff000 heap 1000–2000",
    ],
    [
      "high",
      { entry: 0x90000000, segments: [text(0x10000), text(0x90000000)] },
      { stack: 4097 },
      "10000+4 7fffd000+2000 7ffff000+1000 90000000+4 90001000+0…10000000 sp 7ffff000 heap 90001000–a0001000",
    ],
    [
      "full",
      { entry: 0, segments: [text(0x7fffb000, 0x1000)] },
      { stack: 4096 },
      "7fffb000+1000 7fffc000+0…1000 7fffe000+1000 7ffff000+1000 sp 7ffff000 heap 7fffc000–7fffd000",
    ],
    [
      "elsewhere",
      { entry: 0, segments: [text(0x7fffb000, 0x2001)] },
      { stack: 4096, heap: 4096 },
      "7fff8000+1000 7fff9000+1000 7fffb000+2001 7fffe000+0…1000 sp 7fff9000 heap 7fffe000–7ffff000",
    ],
    [
      "above the kernel's",
      { entry: 0, segments: [text(0, 0x80000000)] },
      { stack: 4096, heap: 2 ** 31 },
      "0+80000000 80000000+0…7fffc000 ffffd000+1000 ffffe000+1000 sp ffffe000 heap 80000000–ffffc000",
    ],
    [
      "beside an image at the end of memory",
      { entry: 0xfffff000, segments: [text(0xfffff000, 0x1000)] },
      {},
      "7f7ff000+800000 7ffff000+1000 fffff000+1000 sp 7ffff000 heap 100000000–100000000",
    ],
    ["nowhere", { entry: 0, segments: [text(0x2000, 2 ** 32 - 0x4000)] }, { stack: 4096 }, undefined],
  ])("has room %s", (_, of, options, expected) => {
    expect(shape(foreignProgram(of, options))).toBe(expected);
  });

  it("has as many arguments as fit", () => {
    const count = (args: readonly string[], variables: Readonly<Record<string, string>> = {}): number => {
      const { bytes: block } = foreignProgram(image, { args, variables })!.image.segments.at(-1)!;
      return new DataView(block.buffer).getUint32(0, true);
    };
    const limit = 2 ** 17 - "program".length - 6;
    expect(count(["x".repeat(limit - 6)])).toBe(2);
    expect(count(["x".repeat(limit - 5)])).toBe(1);
    expect(count(["", ""])).toBe(3);
  });
});
