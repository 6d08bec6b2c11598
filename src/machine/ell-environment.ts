/**
 * The environment of compiled Ell programs: read, write and exit, over the same {@link Environment} that the source
 * program talks to, so that both sides make the same events. Rules E1 to E7 of docs/machine.md.
 */

import type { Environment } from "../core/environment.ts";
import type { Words } from "../core/word.ts";
import type { Access, CallEffect, Memory, SystemCalls } from "./machine.ts";
import { registerNumbers } from "./register.ts";
import { errorResults, systemCallNumbers } from "./system-calls.ts";

/** What becomes of calls that Ell never makes. */
export interface EllEnvironmentOptions {
  /**
   * `refuse` (unless given) returns the error that Linux would return to a process with no such call or descriptor.
   * `fault` stops the machine: a real kernel might do anything there, unseen by our events, so whoever argues that an
   * image conforms to an Ell program asks for this.
   */
  readonly outside?: "refuse" | "fault";
}

/** The most bytes that one call moves; a longer one is cut short, as Linux does with a pipe. */
export const transferLimit = 0x10000;

/**
 * The system calls of Ell over an environment.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { ellSystemCalls, loadMachine } from "etalon/machine";
 * const calls = ellSystemCalls(environmentOf(Uint8Array.of(65)));
 * const machine = loadMachine({ entry: 0, segments: [] }, calls);
 * machine.registers[17] = 93;
 * machine.registers[10] = 7;
 * calls.call(machine.words, machine.registers, machine.memory); // => { kind: "stopped", outcome: { kind: "halted", code: 7 } }
 * ```
 */
export function ellSystemCalls<W>(environment: Environment<W>, options: EllEnvironmentOptions = {}): SystemCalls<W> {
  const { outside = "refuse" } = options;

  /** What Ell never asks for. */
  function foreign(words: Words<W>, result: number, reason: string): CallEffect<W> {
    if (outside === "fault") return { kind: "stopped", outcome: { kind: "faulted", reason } };
    return { kind: "returned", result: words.constant(result) };
  }

  return {
    call(words, registers, memory) {
      const number = registers[registerNumbers.a7]!;
      const a0 = registers[registerNumbers.a0]!;
      const buffer = registers[registerNumbers.a1]!;
      const count = registers[registerNumbers.a2]!;
      const is = (word: W, value: number): boolean => words.decide(words.equal(word, words.constant(value)));

      // E1 read            a7 = 63, a0 = 0: while a byte comes, M[a1 + i, 1] ← it, for i < a2; the number moved
      if (is(number, systemCallNumbers.read)) {
        // E4 bad_descriptor  a7 = 63, a0 ≠ 0, or a7 = 64, a0 ≠ 1: −9, or faulted
        if (!is(a0, 0)) return foreign(words, errorResults.badDescriptor, "read from a descriptor other than 0");
        return transfer(words, memory, buffer, count, "write", (address) => {
          const byte = environment.read();
          if (is(byte, -1)) return false;
          memory.store(address, 1, byte);
          return true;
        });
      }
      // E2 write           a7 = 64, a0 = 1: write M[a1 + i, 1], for i < a2; the number moved
      if (is(number, systemCallNumbers.write)) {
        // The other half of E4.
        if (!is(a0, 1)) return foreign(words, errorResults.badDescriptor, "write to a descriptor other than 1");
        return transfer(words, memory, buffer, count, "read", (address) => {
          environment.write(memory.load(address, 1));
          return true;
        });
      }
      // E3 exit            a7 = 93 or 94: halted(a0)
      if (is(number, systemCallNumbers.exit) || is(number, systemCallNumbers.exitGroup)) {
        return { kind: "stopped", outcome: { kind: "halted", code: a0 } };
      }
      // E7 no_such_call    any other a7: −38, or faulted
      return foreign(words, errorResults.noSuchCall, "a system call other than read, write and exit");
    },
  };
}

/** The loop of read and write: byte after byte while `move` moves one. */
function transfer<W>(
  words: Words<W>,
  memory: Memory<W>,
  buffer: W,
  count: W,
  access: Access,
  move: (address: W) => boolean,
): CallEffect<W> {
  const returned = (result: number): CallEffect<W> => ({ kind: "returned", result: words.constant(result) });
  // E5 bad_count       a2 <ₛ 0: −22
  if (words.decide(words.slt(count, words.constant(0)))) return returned(errorResults.badArgument);
  for (let moved = 0; moved < transferLimit; moved++) {
    const index = words.constant(moved);
    if (!words.decide(words.sltu(index, count))) return returned(moved);
    const address = words.add(buffer, index);
    // E6 bad_buffer    M[a1 + i, 1] not permitted: −14 when i = 0, else i
    if (memory.permits(address, 1, access) !== undefined) return returned(moved === 0 ? errorResults.badBuffer : moved);
    if (!move(address)) return returned(moved);
  }
  return returned(transferLimit);
}
