/**
 * What a process asked of the system, one line for each call, in the form of strace(1):
 *
 *     openat(AT_FDCWD, "in.txt", O_RDONLY) = 3
 *     read(3, "hello\n", 4096) = 6
 *     brk(NULL) = 0x12000
 *     faccessat(AT_FDCWD, "none", F_OK) = -1 ENOENT (No such file or directory)
 *     syscall_0x3e8(0x1, 0, 0, 0, 0, 0) = -1 ENOSYS (Function not implemented)
 */

import { registerNumbers } from "../machine/isa/register.ts";
import type { CallEffect, Memory, SystemCalls } from "../machine/semantics/machine.ts";
import { at, type Errno, errno, linuxCallNumbers as number, openFlags } from "./linux.ts";
import { linuxCallName } from "./linux-call-names.ts";
import { pathAt } from "./program-memory.ts";

/** A call that was made. */
export interface SeenCall {
  /** What was in a7. */
  readonly number: number;
  /** Is there such a call here? */
  readonly known: boolean;
  /** The line about it. To be asked for at once: it is made of what is in memory. */
  readonly line: () => string;
}

/** The same calls, each told after it was made; or only those that are not implemented. */
export function seenCalls(
  calls: SystemCalls<number>,
  seen: (call: SeenCall) => void,
  which: "all" | "unknown" = "all",
): SystemCalls<number> {
  return {
    call(words, registers, memory) {
      const called = registers[registerNumbers.a7]!;
      if (which === "unknown" && called in forms) return calls.call(words, registers, memory);
      // Copy the registers, since the machine changes them.
      const given = registers.slice(registerNumbers.a0, registerNumbers.a0 + 6);
      const effect = calls.call(words, registers, memory);
      seen({ number: called, known: called in forms, line: () => lineOf(called, given, memory, effect) });
      return effect;
    },
  };
}

/** A call as its arguments see it. */
interface Call {
  readonly words: readonly number[];
  readonly memory: Memory<number>;
  /** Undefined when the call did not return. */
  readonly result: number | undefined;
}

/** How an argument is shown; undefined when it is none. */
type Form = (word: number, call: Call) => string | undefined;

const decimal: Form = (word) => `${word}`;
const unsigned: Form = (word) => `${word >>> 0}`;
const hexadecimal = (word: number): string => (word === 0 ? "0" : `0x${(word >>> 0).toString(16)}`);
const address = (word: number): string => (word === 0 ? "NULL" : hexadecimal(word));
const nothing: Form = () => undefined;

const directory: Form = (word) => (word === at.workingDirectory ? "AT_FDCWD" : `${word}`);
const mode = (word: number): string => (word === 0 ? "000" : `0${(word >>> 0).toString(8)}`);
const path: Form = (word, { memory }) => {
  const text = pathAt(memory, word);
  return typeof text === "object"
    ? quoted(
        [...text.path].map((c) => c.charCodeAt(0)),
        false,
      )
    : address(word);
};

/** The bytes that a call read, wrote or returned: as many as its result says, or as were to be written. */
const bytesRead: Form = (word, { memory, result = 0 }) =>
  result < 0 ? address(word) : bytesText(memory, word, result);
const bytesWritten: Form = (word, { words, memory }) => bytesText(memory, word, words[2]!);
const pathReturned: Form = (word, { memory, result = 0 }) =>
  result <= 0 ? address(word) : bytesText(memory, word, result - 1);

/** The buffers of readv and writev. */
const vector: Form = (word, { words, memory, result = 0 }) => {
  const count = words[2]!;
  const entries: string[] = [];
  let left = Math.max(result, 0);
  for (let i = 0; i < count && i < mostEntries; i++) {
    const entry = (word + 8 * i) | 0;
    if (memory.permits(entry, 4, "read") !== undefined || memory.permits((entry + 4) | 0, 4, "read") !== undefined)
      return address(word);
    const size = memory.load((entry + 4) | 0, 4);
    const moved = Math.min(left, size >>> 0);
    left -= moved;
    entries.push(`{iov_base=${bytesText(memory, memory.load(entry, 4), moved)}, iov_len=${size >>> 0}}`);
  }
  return `[${entries.join(", ")}${count > mostEntries ? ", ..." : ""}]`;
};
const mostEntries = 16;

const accessFlags: Form = (word) => flagsText(word, { R_OK: 4, W_OK: 2, X_OK: 1 }, "F_OK");
const removeFlags: Form = (word) => flagsText(word, { AT_REMOVEDIR: at.removeDirectory }, "0");
const statusFlags: Form = (word) =>
  flagsText(word, { AT_EMPTY_PATH: at.emptyPath, AT_NO_AUTOMOUNT: 0x800, AT_SYMLINK_NOFOLLOW: 0x100 }, "0");
const open: Form = (word) => {
  const names = ["O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"];
  const rest = flagsText(word & ~openFlags.accessMode, otherOpenFlags, "");
  return `${names[word & openFlags.accessMode]}${rest === "" ? "" : `|${rest}`}`;
};
const otherOpenFlags = {
  O_CREAT: openFlags.create,
  O_EXCL: openFlags.exclusive,
  O_NOCTTY: 0o400,
  O_TRUNC: openFlags.truncate,
  O_APPEND: openFlags.append,
  O_NONBLOCK: 0o4000,
  O_LARGEFILE: 0o100000,
  O_DIRECTORY: openFlags.directory,
  O_NOFOLLOW: 0o400000,
  O_CLOEXEC: 0o2000000,
};
const modeOfNew: Form = (word, { words }) => ((words[2]! & openFlags.create) === 0 ? undefined : mode(word));

const offset: Form = (word, { words }) => `${words[1]! * 2 ** 32 + (word >>> 0)}`;
const offsetResult: Form = (word, { memory, result }) =>
  result === 0 ? `[${(memory.load((word + 4) | 0, 4) >>> 0) * 2 ** 32 + (memory.load(word, 4) >>> 0)}]` : address(word);
const whenceName: Form = (word) => ["SEEK_SET", "SEEK_CUR", "SEEK_END"][word] ?? `${word}`;
const clockNames = [
  ...["CLOCK_REALTIME", "CLOCK_MONOTONIC", "CLOCK_PROCESS_CPUTIME_ID", "CLOCK_THREAD_CPUTIME_ID"],
  ...["CLOCK_MONOTONIC_RAW", "CLOCK_REALTIME_COARSE", "CLOCK_MONOTONIC_COARSE", "CLOCK_BOOTTIME"],
  ...["CLOCK_REALTIME_ALARM", "CLOCK_BOOTTIME_ALARM", undefined, "CLOCK_TAI"],
];
const clock: Form = (word) => clockNames[word] ?? hexadecimal(word);
const time: Form = (word, { memory, result }) =>
  result === 0 && word !== 0
    ? `{tv_sec=${memory.load(word, 4) >>> 0}, tv_nsec=${memory.load((word + 8) | 0, 4)}}`
    : address(word);

/** How each call that is here is shown. */
const forms: Readonly<Record<number, readonly Form[]>> = {
  [number.getcwd]: [pathReturned, unsigned],
  [number.mkdirat]: [directory, path, mode],
  [number.unlinkat]: [directory, path, removeFlags],
  [number.faccessat]: [directory, path, accessFlags],
  [number.faccessat2]: [directory, path, accessFlags, hexadecimal],
  [number.chdir]: [path],
  [number.fchdir]: [decimal],
  [number.fchmod]: [decimal, mode],
  [number.fchmodat]: [directory, path, mode],
  [number.openat]: [directory, path, open, modeOfNew],
  [number.close]: [decimal],
  [number.llseek]: [decimal, nothing, offset, offsetResult, whenceName],
  [number.read]: [decimal, bytesRead, unsigned],
  [number.write]: [decimal, bytesWritten, unsigned],
  [number.readv]: [decimal, vector, unsigned],
  [number.writev]: [decimal, vector, unsigned],
  [number.fstatat]: [directory, path, address, statusFlags],
  [number.fstat]: [decimal, address],
  [number.exit]: [decimal],
  [number.exitGroup]: [decimal],
  [number.brk]: [address],
  [number.statx]: [directory, path, statusFlags, hexadecimal, address],
  [number.clockGettime64]: [clock, time],
  [number.clockGetres64]: [clock, time],
};

const otherForms: readonly Form[] = Array.from({ length: 6 }, () => hexadecimal);

function lineOf(called: number, words: readonly number[], memory: Memory<number>, effect: CallEffect<number>): string {
  const result = effect.kind === "returned" ? effect.result : undefined;
  const shown = (forms[called] ?? otherForms)
    .map((form, i) => form(words[i]!, { words, memory, result }))
    .filter((text) => text !== undefined);
  const name = linuxCallName(called) ?? `syscall_${hexadecimal(called)}`;
  return `${name}(${shown.join(", ")}) = ${resultText(called, result)}`;
}

const sentences: Readonly<Record<Errno, string>> = {
  ENOENT: "No such file or directory",
  EBADF: "Bad file descriptor",
  EFAULT: "Bad address",
  EEXIST: "File exists",
  ENOTDIR: "Not a directory",
  EISDIR: "Is a directory",
  EINVAL: "Invalid argument",
  EMFILE: "Too many open files",
  EFBIG: "File too large",
  ENOSPC: "No space left on device",
  ESPIPE: "Illegal seek",
  ERANGE: "Numerical result out of range",
  ENAMETOOLONG: "File name too long",
  ENOSYS: "Function not implemented",
  ENOTEMPTY: "Directory not empty",
};

const errorNames: ReadonlyMap<number, Errno> = new Map(
  Object.entries(errno).map(([name, value]) => [-value, name as Errno]),
);

function resultText(called: number, result: number | undefined): string {
  if (result === undefined) return "?";
  const error = errorNames.get(result);
  if (called === number.brk) return hexadecimal(result);
  return error === undefined ? `${result}` : `-1 ${error} (${sentences[error]})`;
}

function flagsText(word: number, known: Readonly<Record<string, number>>, none: string): string {
  if (word === 0) return none;
  const names = Object.entries(known).filter(([, bits]) => (word & bits) === bits);
  const rest = names.reduce((left, [, bits]) => left & ~bits, word);
  const texts = names.map(([name]) => name);
  return [...texts, ...(rest === 0 ? [] : [`0x${(rest >>> 0).toString(16)}`])].join("|");
}

/** How many bytes of a string are shown, the default of strace. */
const shownBytes = 32;

function bytesText(memory: Memory<number>, start: number, count: number): string {
  const bytes: number[] = [];
  for (let i = 0; i < Math.min(count >>> 0, shownBytes); i++) {
    if (memory.permits((start + i) | 0, 1, "read") !== undefined) return address(start);
    bytes.push(memory.load((start + i) | 0, 1));
  }
  return quoted(bytes, count >>> 0 > shownBytes);
}

const escapes: Readonly<Record<number, string>> = {
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
  34: '\\"',
  92: "\\\\",
};

function quoted(bytes: readonly number[], more: boolean): string {
  const text = bytes.map((byte, i) => {
    const short = escapes[byte];
    if (short !== undefined) return short;
    if (byte >= 32 && byte < 127) return String.fromCharCode(byte);
    // An octal number is as short as can be told from the digit after it.
    const next = bytes[i + 1] ?? 0;
    const octal = byte.toString(8);
    return `\\${next >= 48 && next <= 55 ? octal.padStart(3, "0") : octal}`;
  });
  return `"${text.join("")}"${more ? "..." : ""}`;
}
