/**
 * Counting the results of each engine's runs.
 */

import type { Comparison } from "./compare.ts";
import type { Engine, EngineReport } from "./evidence.ts";

/** The counts of every engine that ran, in the order in which they first did. */
export class Tallies {
  readonly #tallies = new Map<Engine, Tally>();

  /** Count an answer, so many times; true when it is the engine's first difference. */
  add(comparison: Comparison, times = 1): boolean {
    const tally = this.#tallies.get(comparison.engine) ?? new Tally(comparison);
    this.#tallies.set(comparison.engine, tally);
    return tally.add(comparison, times);
  }

  report(): EngineReport[] {
    return [...this.#tallies.values()].map((tally) => tally.report());
  }
}

/** The counts of one engine. */
class Tally {
  readonly #engine: Engine;
  readonly #against: "source" | "machine";
  readonly #counts = { equal: 0, exhausted: 0, inconclusive: 0, differs: 0, skipped: 0 };
  #because: string | undefined;

  constructor({ engine, against }: Comparison) {
    this.#engine = engine;
    this.#against = against;
  }

  add({ answer, because }: Comparison, times: number): boolean {
    const first = answer === "differs" && this.#counts.differs === 0;
    this.#counts[answer] += times;
    this.#because ??= because;
    return first;
  }

  report(): EngineReport {
    const { equal, exhausted, inconclusive, differs, skipped } = this.#counts;
    const common = { engine: this.#engine, against: this.#against, equal, exhausted, inconclusive };
    return { ...common, differing: differs, skipped, skippedBecause: this.#because };
  }
}
