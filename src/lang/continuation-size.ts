/**
 * How much of the host's memory the continuation of a run holds. Ell's recursion is unlimited and the host's memory is
 * not, so an observer stops at a budget, as it stops at a clock, and calls the program `running`.
 *
 * Within one call a program nests its frames no deeper than its text, so measuring at calls is enough.
 */

import type { Configuration } from "./configuration.ts";
import type { Program } from "./program.ts";
import type { Transition } from "./step.ts";

/** Host bytes counted for one frame of the continuation, and for one slot of a caller. */
const frameBytes = 64;
const slotBytes = 8;

/** The budget unless given: over a million calls of a small function, twice what a binary's stack of 8 MiB has room for. */
export const defaultContinuation = 2 ** 28;

/** The size of the continuation of one run, which must be told of every transition. */
export class ContinuationSize {
  /** Host bytes, about. */
  spent = 0;
  /** What each call added, the outermost first. */
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

/** The functions that are running, by name, the outermost first. */
export function callChain(program: Program, { continuation }: Configuration<unknown>): string[] {
  const names: string[] = [];
  for (let k = continuation; k.kind !== "end"; k = k.next)
    if (k.kind === "call") names.push(program.functions[k.node.callee]!.name);
  return names.reverse();
}
