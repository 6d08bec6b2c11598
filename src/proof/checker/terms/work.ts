/**
 * Work: a count of what a check has cost, with a limit.
 *
 * Steps and paths are no measure of it: one instruction can add sums of thousands of parts, one system call can move
 * thousands of bytes. Everything that takes time in proportion to something that a certificate or an image can choose
 * is counted here, a unit being about one look at one word. What would go beyond the limit is not done.
 */

/** Thrown where the work left is not enough; the checker answers `undecided`. */
export class OverBudget extends Error {}

/** A limit that is used up. */
export class Work {
  #left: number;

  constructor(most: number = Number.POSITIVE_INFINITY) {
    this.#left = most;
  }

  /** What is left. */
  get left(): number {
    return this.#left;
  }

  /** Count some work before it is done. */
  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new OverBudget("the work allowed is spent");
  }
}
