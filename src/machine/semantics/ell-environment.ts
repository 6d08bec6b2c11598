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
 * when the read failed; and of a write how many bytes it took, or 0 or a negative number when they were all lost. An Ell
 * program does not see that, so a conforming image must do the same for every answer.
 */
export interface SystemAnswers<W> {
  /** The result of a read that gave no byte: any word that is at most 0 as a signed number. */
  ended(): W;
  /**
   * The result of a write of `count` bytes of which `taken` were taken: that number; or, when it is all of them, any word
   * that is at most 0 as a signed number.
   */
  written(taken: W, count: W): W;
}

/**
 * The system calls of Ell over an environment. Unless answers are given, a read without a byte returns 0, and a write
 * the number of bytes that were taken.
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
      const count = registers[registerNumbers.a2]!;
      const is = (word: W, value: number): boolean => words.decide(words.equal(word, words.constant(value)));
      const asks = (number: number): boolean => is(registers[registerNumbers.a7]!, number);

      // E1 read            a7 = 63, a0 = 0, n = a2 > 0, M[a1, n] writable: 1 ≤ k ≤ n bytes come, M[a1, k] ← them, and k; or none, and any r ≤ₛ 0
      if (asks(systemCallNumbers.read) && is(a0, 0) && !is(count, 0)) {
        const fault = memory.permitsBlock(buffer, count, "write");
        if (fault !== undefined) return faulted(fault);
        const block = environment.readBlock(count);
        if (is(block.count, 0)) return { kind: "returned", result: answers?.ended() ?? words.constant(0) };
        memory.storeBlock(buffer, block);
        return { kind: "returned", result: block.count };
      }
      // E2 write           a7 = 64, a0 = 1, n = a2 > 0, M[a1, n] readable: write M[a1, k], 1 ≤ k ≤ n, and k; or write M[a1, n], and any r ≤ₛ 0
      if (asks(systemCallNumbers.write) && is(a0, 1) && !is(count, 0)) {
        const fault = memory.permitsBlock(buffer, count, "read");
        if (fault !== undefined) return faulted(fault);
        const taken = environment.writeBlock(count, memory.loadBlock(buffer));
        return { kind: "returned", result: answers?.written(taken, count) ?? taken };
      }
      // E3 exit            a7 = 93: halted(a0)
      if (asks(systemCallNumbers.exit)) return { kind: "stopped", outcome: { kind: "halted", code: a0 } };
      // E4 no_such_call    anything else: faulted
      return faulted("a system call other than read(0, a, n) and write(1, a, n), n > 0, and exit(code)");
    },
  };
}

function faulted<W>(reason: string): CallEffect<W> {
  return { kind: "stopped", outcome: { kind: "faulted", reason } };
}
