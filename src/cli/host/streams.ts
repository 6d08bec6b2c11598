/**
 * Standard input and output as the environment of a running program: one byte at a time for the program, blocks for the
 * system. Output is written out before the program waits for input, so a conversation works.
 *
 * Nothing is recorded: a program may run for days.
 */

import type { Event, RecordingEnvironment } from "../../index.ts";
import { CommandError } from "../command-error.ts";
import type { Terminal } from "../view/terminal.ts";

/** An environment whose input may come in parts. */
export interface PacedEnvironment extends RecordingEnvironment {
  /** Must the program wait for the next byte of input? Never, when this is missing. */
  waits?(): boolean;
}

/** An environment that must be flushed when the program is done. */
export interface StreamedEnvironment extends PacedEnvironment {
  /** Write out what the program wrote so far. */
  flush(): void;
}

/** The process's own standard streams. */
export function streamedEnvironment(terminal: Terminal): StreamedEnvironment {
  const input = new Uint8Array(1 << 16);
  let length = 0;
  let position = 0;
  let ended = false;
  const output = new Uint8Array(1 << 16);
  let pending = 0;
  const flush = (): void => {
    const count = pending;
    pending = 0;
    if (count > 0) terminal.out.bytes(output.subarray(0, count));
  };
  /** Have at least one byte of input, unless it has ended. */
  const wait = (): void => {
    if (position < length || ended) return;
    flush();
    length = terminal.read(input);
    position = 0;
    // The end of input is final, also on a terminal, where more could be typed.
    ended = length === 0;
  };
  const write = (byte: number): void => {
    output[pending++] = byte;
    // A person watches lines; a pipe wants blocks.
    if (pending === output.length || (byte === 10 && terminal.out.terminal)) flush();
  };
  return {
    events: [],
    flush,
    waits: () => position === length && !ended && !terminal.inputIsFile,
    read() {
      wait();
      return position < length ? input[position++]! : -1;
    },
    write,
    // As many as the system gave together: a pipe gives what somebody wrote, a terminal a line.
    readBlock(asked) {
      wait();
      const start = position;
      position = Math.min(length, position + asked);
      return { count: position - start, bytes: { at: (index) => input[start + index]! } };
    },
    writeBlock(count, bytes) {
      for (let index = 0; index < count; index++) write(bytes.at(index));
      return count;
    },
  };
}

/** How much input is kept when a run is reported as a whole; the input from `yes` never ends. */
const largestInput = 64 * 2 ** 20;

/** All of standard input, for a run that is reported as a whole. */
export function wholeInput(terminal: Terminal): Uint8Array {
  if (terminal.inputIsTerminal) terminal.error.line("(the program's input, ended by Ctrl-D)");
  const parts: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const block = new Uint8Array(1 << 16);
    const count = terminal.read(block);
    if (count === 0) return Uint8Array.from(Buffer.concat(parts));
    parts.push(block.subarray(0, count));
    total += count;
    if (total > largestInput) {
      throw new CommandError("file", `standard input is longer than ${largestInput} bytes, too long to be kept whole`);
    }
  }
}

/** An event in the notation of traces: `read 0x41`, `read end`, `write 0x0a`. */
export function describeEvent(event: Event): string {
  const byte = (value: number): string => `0x${value.toString(16).padStart(2, "0")}`;
  if ("read" in event) return event.read < 0 ? "read end" : `read ${byte(event.read)}`;
  return `write ${byte(event.write)}`;
}
