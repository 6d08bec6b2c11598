/**
 * What came of some cases of a campaign: how many ended in which way, and those that must not be. It says nothing of time or place, so
 * the same cases give the same answer wherever they are run.
 */

import type { Json } from "../../src/trust/canonical.ts";

/** The answer. */
export interface BlockOfCases {
  /** Cases by how they ended. */
  readonly counts: Readonly<Record<string, number>>;
  /** What must not be, each with what is needed to see it again. */
  readonly found: readonly Json[];
}

/** An answer in the making. */
export class CasesTally {
  readonly #counts = new Map<string, number>();
  readonly #found: Json[] = [];

  /** One more case, or `many`, ended like this. */
  count(end: string, many = 1): void {
    this.#counts.set(end, (this.#counts.get(end) ?? 0) + many);
  }

  /** This must not be. */
  found(what: Json): void {
    this.#found.push(what);
  }

  /** The answer so far. */
  finish(): BlockOfCases {
    return { counts: Object.fromEntries(this.#counts), found: this.#found };
  }
}
