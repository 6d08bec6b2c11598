/**
 * How much host memory the continuation of a run holds. Ell's recursion is unlimited and the host's memory is not. So an
 * observer stops when a memory budget is spent, as when a clock is spent; the outcome is then `running`.
 *
 * Within one call, frames nest no deeper than the text of the program, so measuring at calls is enough.
 */

import type { Program } from "../program/program.ts";
import type { Configuration } from "./configuration.ts";
import type { Transition } from "./step.ts";

/** Host bytes counted for one frame of the continuation, and for one slot of a caller. */
const frameBytes = 64;
const slotBytes = 8;

/** The default budget: over a million calls of a small function, twice as many as a binary's stack of 8 MiB has room for. */
export const defaultContinuation = 2 ** 28;

/** The size of the continuation of one run. The run must report every transition to it. */
export class ContinuationSize {
  /** Roughly how many host bytes it takes. */
  spent = 0;
  /** How many bytes each call added, outermost first. */
  readonly #calls: number[] = [];

  /** Take note of a transition. */
  observe({ rule, next }: Transition<number>): void {
    if (rule === "call_enter") this.#enter(next!);
    else if (rule === "call_value" || rule === "call_done") this.spent -= this.#calls.pop() ?? 0;
  }

  #enter({ continuation }: Configuration<number>): void {
    if (continuation.kind !== "call") return;
    let frames = 1;
    for (let k = continuation.next; k.kind !== "call" && k.kind !== "end"; k = k.next) frames++;
    const added = frames * frameBytes + continuation.frame.length * slotBytes;
    this.#calls.push(added);
    this.spent += added;
  }
}

/** The names of the functions that are running, outermost first. */
export function callChain(program: Program, { continuation }: Configuration<unknown>): string[] {
  const names: string[] = [];
  for (let k = continuation; k.kind !== "end"; k = k.next)
    if (k.kind === "call") names.push(program.functions[k.node.callee]!.name);
  return names.reverse();
}
