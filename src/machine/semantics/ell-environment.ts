/**
 * The environment of compiled Ell programs: read, write and exit, over the same {@link Environment} that the source
 * program talks to, so that both sides make the same events. Rules E1 to E4 of docs/machine.md.
 *
 * Only the exact calls that Ell has are known. Our events do not show what a kernel does for any other call, so every
 * other call is a fault. `linuxCalls` is for programs that ask for more.
 */

import type { Environment } from "../../core/environment.ts";
import { registerNumbers } from "../isa/register.ts";
import type { CallEffect, SystemCalls } from "./machine.ts";
import { systemCallNumbers } from "./system-calls.ts";

/**
 * What calls return where the event does not decide it. A system says 0 at the end of the input, or a negative number
 * when the read failed; and 1 for a byte written, or a negative number when it was lost. An Ell program does not see
 * that, so a conforming image must do the same for every answer.
 */
export interface SystemAnswers<W> {
  /** The result of a read that gave no byte: any word that is at most 0 as a signed number. */
  ended(): W;
  /** The result of a write: any word. */
  written(): W;
}

/**
 * The system calls of Ell over an environment. Unless answers are given, a read without a byte returns 0 and a write 1.
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
export function ellSystemCalls<W>(environment: Environment<W>, answers?: SystemAnswers<W>): SystemCalls<W> {
  return {
    call(words, registers, memory) {
      const a0 = registers[registerNumbers.a0]!;
      const buffer = registers[registerNumbers.a1]!;
      const is = (word: W, value: number): boolean => words.decide(words.equal(word, words.constant(value)));
      const asks = (number: number): boolean => is(registers[registerNumbers.a7]!, number);
      /** Is it about one byte at the descriptor? */
      const oneByteAt = (descriptor: number): boolean => is(a0, descriptor) && is(registers[registerNumbers.a2]!, 1);

      // E1 read            a7 = 63, a0 = 0, a2 = 1, M[a1, 1] writable: a byte comes, M[a1, 1] ← it, and 1; or none, and any r ≤ₛ 0
      if (asks(systemCallNumbers.read) && oneByteAt(0)) {
        const fault = memory.permits(buffer, 1, "write");
        if (fault !== undefined) return faulted(fault);
        const byte = environment.read();
        if (is(byte, -1)) return { kind: "returned", result: answers?.ended() ?? words.constant(0) };
        memory.store(buffer, 1, byte);
        return { kind: "returned", result: words.constant(1) };
      }
      // E2 write           a7 = 64, a0 = 1, a2 = 1, M[a1, 1] readable: write M[a1, 1]; any r
      if (asks(systemCallNumbers.write) && oneByteAt(1)) {
        const fault = memory.permits(buffer, 1, "read");
        if (fault !== undefined) return faulted(fault);
        environment.write(memory.load(buffer, 1));
        return { kind: "returned", result: answers?.written() ?? words.constant(1) };
      }
      // E3 exit            a7 = 93: halted(a0)
      if (asks(systemCallNumbers.exit)) return { kind: "stopped", outcome: { kind: "halted", code: a0 } };
      // E4 no_such_call    anything else: faulted
      return faulted("a system call other than read(0, a, 1), write(1, a, 1) and exit(code)");
    },
  };
}

function faulted<W>(reason: string): CallEffect<W> {
  return { kind: "stopped", outcome: { kind: "faulted", reason } };
}
