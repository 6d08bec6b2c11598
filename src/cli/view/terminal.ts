/**
 * Where the command writes: the three standard streams, synchronously, so that what was printed is there before the
 * process exits, and a program's output never overtakes its own prompt.
 *
 * Colour is used only on a terminal, not when `NO_COLOR` is set (no-color.org), and words always say the same.
 */

import { fstatSync, readSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { CommandError } from "../command-error.ts";
import { codeOf, systemReason } from "../host/system-error.ts";

/** The reader of our output has gone away. Not an error: main exits quietly. */
export class ClosedPipe extends Error {}

/** What a piece of text is, for its colour. */
export type Role = "good" | "bad" | "doubt" | "strong" | "quiet";

const codes: Record<Role, string> = { good: "32", bad: "1;31", doubt: "33", strong: "1", quiet: "2" };

/** One output stream. */
export interface Output {
  /** Text as it is. */
  text(text: string): void;
  /** A line of text. */
  line(text?: string): void;
  bytes(bytes: Uint8Array): void;
  /** Text in the colour of its role, where colours are used. */
  readonly paint: (role: Role, text: string) => string;
  readonly color: boolean;
  readonly terminal: boolean;
  /** Columns to write in. */
  readonly width: number;
}

/** An output that shows nothing: for what `--quiet` leaves out. */
export function silenced(out: Output): Output {
  const nothing = (): void => {};
  return { ...out, text: nothing, line: nothing, bytes: nothing };
}

/** What is written, as a text without colours. */
export function textOf(write: (out: Output) => void): string {
  const parts: string[] = [];
  write({
    text: (text) => void parts.push(text),
    line: (text = "") => void parts.push(`${text}\n`),
    bytes: (bytes) => void parts.push(new TextDecoder().decode(bytes)),
    paint: (_, text) => text,
    color: false,
    terminal: false,
    width: 100,
  });
  return parts.join("");
}

/** The streams of the process, as the verbs see them. */
export interface Terminal {
  readonly out: Output;
  readonly error: Output;
  /** Is the standard input a terminal? */
  readonly inputIsTerminal: boolean;
  /** Is the standard input a file, so that all of it can be read now? */
  readonly inputIsFile: boolean;
  /** Up to `buffer.length` bytes of standard input, waiting for at least one; 0 at the end. */
  read(buffer: Uint8Array): number;
  /** Show how far long work is; only on a terminal. An empty text clears the line. */
  progress(text: string): void;
}

/** Open files in the places of standard input, output and error. */
export type Streams = readonly [input: number, out: number, error: number];

/** The terminal of this process; or one of other open files in the places of its streams. */
export function processTerminal(environment: NodeJS.ProcessEnv, [input, to, beside]: Streams = [0, 1, 2]): Terminal {
  const out = output(to, "standard output", environment);
  const error = output(beside, "standard error", environment);
  let shown = 0;
  return {
    out,
    error,
    inputIsTerminal: isatty(input),
    inputIsFile: isFile(input),
    read: (buffer) => readInput(input, buffer),
    progress(text) {
      if (!error.terminal || environment["CI"] !== undefined) return;
      const now = Date.now();
      if (text !== "" && now - shown < 80) return;
      if (text === "" && shown === 0) return;
      shown = text === "" ? 0 : now;
      error.text(`\r\u001b[K${text.slice(0, error.width - 1)}`);
    },
  };
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    // It is closed.
    return false;
  }
}

function output(descriptor: number, name: string, environment: NodeJS.ProcessEnv): Output {
  const terminal = isatty(descriptor);
  const color = terminal && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
  const bytes = (data: Uint8Array): void => writeAll(descriptor, name, data);
  const text = (data: string): void => bytes(Buffer.from(data, "utf8"));
  return {
    text,
    line: (data = "") => text(`${data}\n`),
    bytes,
    paint: (role, data) => (color ? `\u001b[${codes[role]}m${data}\u001b[0m` : data),
    color,
    terminal,
    width: terminal ? columns(descriptor) : 100,
  };
}

/** Read `process.stdout` for a terminal only: reading it makes Node set a pipe to not wait. */
function columns(descriptor: number): number {
  const { columns } = descriptor === 1 ? process.stdout : process.stderr;
  return columns > 20 ? columns : 100;
}

function writeAll(descriptor: number, name: string, data: Uint8Array): void {
  let at = 0;
  while (at < data.length) {
    try {
      at += writeSync(descriptor, data, at);
    } catch (error) {
      const code = codeOf(error);
      // A socket whose reader went away with something unread says it in other words.
      if (code === "EPIPE" || code === "ECONNRESET") throw new ClosedPipe();
      if (code !== "EAGAIN" && code !== "EINTR")
        throw new CommandError("file", `cannot write ${name}: ${systemReason(error)}`);
      pause();
    }
  }
}

function readInput(descriptor: number, buffer: Uint8Array): number {
  try {
    return readSome(descriptor, buffer);
  } catch (error) {
    throw new CommandError("file", `cannot read standard input: ${systemReason(error)}`);
  }
}

/** Up to `buffer.length` bytes of an open file, waiting for at least one; 0 at its end. */
export function readSome(descriptor: number, buffer: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EOF") return 0; // Windows, when a terminal or pipe ends
      if (code !== "EAGAIN" && code !== "EINTR") throw error;
      pause();
    }
  }
}

/** The stream is set to not wait, and is not ready: wait a few milliseconds without spinning. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
