/**
 * What a behaviour looks like from outside a process: the bytes it wrote and how it ended.
 *
 * An operating system (or `qemu-riscv32`) does not show when a byte was read, and shows only the low 8 bits of an exit
 * code. So an image that runs as a real process is compared by this view, and by `conforms` only on our machine.
 */

import { type Behaviour, type Outcome, written } from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";

/** How a process ended, as its parent sees it. */
export type ProcessEnd =
  | { readonly kind: "exit"; readonly code: number }
  /** `stop`: SIGTRAP, at an `ebreak`. `fault`: SIGSEGV, SIGILL or SIGBUS. */
  | { readonly kind: "signal"; readonly signal: "stop" | "fault" }
  /** It was still running when its parent stopped it. */
  | { readonly kind: "running" };

/** A process as its parent sees it. */
export interface ProcessView {
  readonly output: Uint8Array;
  readonly end: ProcessEnd;
}

/**
 * The process end that an outcome of the machine gives: exit codes modulo 256; traps and exhaustion alike are a stop.
 *
 * @example
 * ```ts
 * import { processEnd } from "etalon/proof";
 * processEnd({ kind: "halted", code: -1 }); // => { kind: "exit", code: 255 }
 * processEnd({ kind: "trapped", trap: "bounds" }); // => { kind: "signal", signal: "stop" }
 * ```
 */
export function processEnd(outcome: Outcome): ProcessEnd {
  switch (outcome.kind) {
    case "halted":
      return { kind: "exit", code: outcome.code & 255 };
    case "trapped":
    case "exhausted":
      return { kind: "signal", signal: "stop" };
    case "faulted":
      return { kind: "signal", signal: "fault" };
    case "running":
      return { kind: "running" };
    default:
      return impossible(outcome);
  }
}

/** The answer of {@link conformsOutside}. */
export type OutsideConformance =
  | { readonly verdict: "conforms" }
  | { readonly verdict: "inconclusive" }
  | { readonly verdict: "differs"; readonly what: "output" | "end"; readonly index: number };

/**
 * Does a process agree with a behaviour, as far as can be seen from outside? `index` of a difference is the number of
 * output bytes in common.
 *
 * The behaviour to compare with is the formal machine's on the same file, which knows whether a stop was a trap or a
 * spent resource.
 *
 * @example
 * ```ts
 * import { writeEvent } from "etalon";
 * import { conformsOutside } from "etalon/proof";
 * const machine = { events: [writeEvent(65)], outcome: { kind: "halted", code: 256 } } as const;
 * conformsOutside({ output: Uint8Array.of(65), end: { kind: "exit", code: 0 } }, machine); // => { verdict: "conforms" }
 * conformsOutside({ output: Uint8Array.of(66), end: { kind: "exit", code: 0 } }, machine); // => { verdict: "differs", what: "output", index: 0 }
 * ```
 */
export function conformsOutside(process: ProcessView, machine: Behaviour): OutsideConformance {
  const expected = written(machine.events);
  const length = Math.min(expected.length, process.output.length);
  let index = 0;
  while (index < length && expected[index] === process.output[index]) index++;
  if (index < length) return { verdict: "differs", what: "output", index };

  const machineRuns = machine.outcome.kind === "running";
  const processRuns = process.end.kind === "running";
  if (expected.length > index)
    return processRuns ? { verdict: "inconclusive" } : { verdict: "differs", what: "output", index };
  if (process.output.length > index) {
    return machineRuns ? { verdict: "inconclusive" } : { verdict: "differs", what: "output", index };
  }
  if (machineRuns || processRuns) return { verdict: "inconclusive" };
  return sameEnd(process.end, processEnd(machine.outcome))
    ? { verdict: "conforms" }
    : { verdict: "differs", what: "end", index };
}

function sameEnd(a: ProcessEnd, b: ProcessEnd): boolean {
  switch (a.kind) {
    case "exit":
      return b.kind === "exit" && a.code === b.code;
    case "signal":
      return b.kind === "signal" && a.signal === b.signal;
    case "running":
      return b.kind === "running";
    default:
      return impossible(a);
  }
}

/**
 * A process end in words: `exited with code 0`, `stopped at an ebreak (SIGTRAP)`.
 *
 * @example
 * ```ts
 * import { describeEnd } from "etalon/proof";
 * describeEnd({ kind: "exit", code: 3 }); // => "exited with code 3"
 * ```
 */
export function describeEnd(end: ProcessEnd): string {
  switch (end.kind) {
    case "exit":
      return `exited with code ${end.code}`;
    case "signal":
      return end.signal === "stop" ? "stopped at an ebreak (SIGTRAP)" : "was killed by a fault";
    case "running":
      return "was still running";
    default:
      return impossible(end);
  }
}
