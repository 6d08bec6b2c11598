/** Calls as strace shows them: names, flags, strings and errors. */

import { environmentOf } from "etalon";
import {
  FileSystem,
  linuxCallName,
  linuxCalls,
  linuxCallNumbers as number,
  type SeenCall,
  seenCalls,
} from "etalon/linux";
import { describe, expect, it } from "vitest";
import { int32 } from "../../src/core/word.ts";
import { ConcreteMemory } from "../../src/machine/semantics/memory.ts";

const data = 0x10000;
const texts = data + 0x100;
const cwd = -100;

/** A process with a file; each call gives the line about it. */
function process() {
  const files = new FileSystem();
  files.write("a.txt", new TextEncoder().encode("hello\n"));
  files.addDirectory("d");
  const seen: SeenCall[] = [];
  const lines: string[] = [];
  const heap = { start: 0x40000, end: 0x50000 };
  const clock = (): number => 1_000_000_007;
  const calls = seenCalls(
    linuxCalls(environmentOf(Uint8Array.of(0, 49, 27, 255, 9)), { files, heap, clock }),
    (call) => {
      seen.push(call);
      lines.push(call.line());
    },
  );
  const permissions = { read: true, write: true, execute: false };
  const memory = ConcreteMemory.of([{ address: data, bytes: new Uint8Array(), size: 0x1000, permissions }]);
  const put = (text: string): number => {
    for (const [i, byte] of [...new TextEncoder().encode(`${text}\0`)].entries()) memory.store(texts + i, 1, byte);
    return texts;
  };
  const line = (which: number, ...words: readonly number[]): string => {
    const registers = new Array<number>(32).fill(0);
    for (const [i, word] of words.entries()) registers[10 + i] = word;
    registers[17] = which;
    calls.call(int32, registers, memory);
    return lines.at(-1)!;
  };
  return { line, put, memory, seen };
}

describe("a call is shown", () => {
  it("with its names, strings and results", () => {
    const { line, put } = process();
    const path = put("a.txt");
    expect([
      line(number.openat, cwd, path, 0),
      line(number.read, 3, data, 100),
      line(number.llseek, 3, 0, 2, data, 0),
      line(number.llseek, 3, -1, -1, data, 1),
      line(number.llseek, 3, 0, 0, 8, 2),
      line(number.close, 3),
      line(number.openat, cwd, put("new"), 0o1101, 0o644),
      line(number.openat, cwd, put("d"), 0o2200000),
      line(number.mkdirat, 4, put("e"), 0o755),
      line(number.unlinkat, cwd, put("d/e"), 0x200),
      line(number.unlinkat, cwd, put("new"), 0),
      line(number.faccessat, cwd, put("a.txt"), 6),
      line(number.faccessat, cwd, put("none"), 0),
      line(number.chdir, put("d")),
      line(number.getcwd, data, 64),
      line(number.getcwd, data, 1),
      line(number.fchmodat, cwd, put("../a.txt"), 0),
      line(number.fchmod, 3, 0o600),
      line(number.fstat, 3, data),
      line(number.fstatat, cwd, put(""), data, 0x1000),
      line(number.brk, 0),
      line(number.brk, 0x41000),
      line(number.clockGettime64, 1, data),
      line(number.clockGettime64, 99, data),
      line(number.clockGetres64, 0, 0),
      line(number.exitGroup, 7),
    ]).toEqual([
      'openat(AT_FDCWD, "a.txt", O_RDONLY) = 3',
      'read(3, "hello\\n", 100) = 6',
      "_llseek(3, 2, [2], SEEK_SET) = 0",
      "_llseek(3, -1, [1], SEEK_CUR) = 0",
      "_llseek(3, 0, 0x8, SEEK_END) = -1 EFAULT (Bad address)",
      "close(3) = 0",
      'openat(AT_FDCWD, "new", O_WRONLY|O_CREAT|O_TRUNC, 0644) = 3',
      'openat(AT_FDCWD, "d", O_RDONLY|O_DIRECTORY|O_CLOEXEC) = 4',
      'mkdirat(4, "e", 0755) = 0',
      'unlinkat(AT_FDCWD, "d/e", AT_REMOVEDIR) = 0',
      'unlinkat(AT_FDCWD, "new", 0) = 0',
      'faccessat(AT_FDCWD, "a.txt", R_OK|W_OK) = 0',
      'faccessat(AT_FDCWD, "none", F_OK) = -1 ENOENT (No such file or directory)',
      'chdir("d") = 0',
      'getcwd("/d", 64) = 3',
      "getcwd(0x10000, 1) = -1 ERANGE (Numerical result out of range)",
      'fchmodat(AT_FDCWD, "../a.txt", 000) = 0',
      "fchmod(3, 0600) = 0",
      "fstat64(3, 0x10000) = 0",
      'fstatat64(AT_FDCWD, "", 0x10000, AT_EMPTY_PATH) = 0',
      "brk(NULL) = 0x40000",
      "brk(0x41000) = 0x41000",
      "clock_gettime64(CLOCK_MONOTONIC, {tv_sec=1, tv_nsec=7}) = 0",
      "clock_gettime64(0x63, 0x10000) = -1 EINVAL (Invalid argument)",
      "clock_getres_time64(CLOCK_REALTIME, NULL) = 0",
      "exit_group(7) = ?",
    ]);
  });

  it("with strings as C writes them, cut after 32 bytes", () => {
    const { line, put, memory } = process();
    expect(line(number.read, 0, data, 9)).toBe('read(0, "\\0001\\33\\377\\t", 9) = 5');
    expect(line(number.read, 0, data, 9)).toBe('read(0, "", 9) = 0');
    expect(line(number.write, 1, put('"\\\r\v\f~'), 6)).toBe('write(1, "\\"\\\\\\r\\v\\f~", 6) = 6');
    expect(line(number.write, 1, put("x".repeat(33)), 32)).toBe(`write(1, "${"x".repeat(32)}", 32) = 32`);
    expect(line(number.write, 1, texts, 33)).toBe(`write(1, "${"x".repeat(32)}"..., 33) = 33`);
    expect(line(number.write, 1, 8, 3)).toBe("write(1, 0x8, 3) = -1 EFAULT (Bad address)");
    expect(line(number.write, 1, texts, -1)).toContain(`"${"x".repeat(32)}"..., 4294967295) = -1 E`);
    for (const [i, word] of [texts, 2, texts, 40].entries()) memory.store(data + 4 * i, 4, word);
    expect(line(number.writev, 1, data, 2)).toBe(
      `writev(1, [{iov_base="xx", iov_len=2}, {iov_base="${"x".repeat(32)}"..., iov_len=40}], 2) = 42`,
    );
    expect(line(number.readv, 0, data, 1)).toBe('readv(0, [{iov_base="", iov_len=2}], 1) = 0');
    expect(line(number.readv, 0, 8, 1)).toBe("readv(0, 0x8, 1) = -1 EFAULT (Bad address)");
  });

  it("when it is not there", () => {
    const { line, seen } = process();
    expect(line(220, 17, 0, -1)).toBe("clone(0x11, 0, 0xffffffff, 0, 0, 0) = -1 ENOSYS (Function not implemented)");
    expect(line(1000)).toBe("syscall_0x3e8(0, 0, 0, 0, 0, 0) = -1 ENOSYS (Function not implemented)");
    expect(line(number.close, 9)).toBe("close(9) = -1 EBADF (Bad file descriptor)");
    expect(seen.map(({ known }) => known)).toEqual([false, false, true]);
  });
});

describe("names of calls", () => {
  it("are those of Linux", () => {
    expect([0, 62, 93, 222, 403, 451, -1, 244].map(linuxCallName)).toEqual([
      ...["io_setup", "_llseek", "exit", "mmap2", "clock_gettime64"],
      ...[undefined, undefined, undefined],
    ]);
  });

  it("are there for every call that is", () => {
    for (const one of Object.values(number)) expect(linuxCallName(one)).toBeDefined();
  });
});
