/**
 * Work that is shared by the functions of a program: none of them takes all, so that one in which nothing fits leaves something for the others.
 */

import { OverBudget, Work } from "../checker/terms/work.ts";

/** Each may use this part of what is left: with the work that a search may cost, twice as much at first as a whole check. */
const part = 1 / 4;

/** A limit that several share. */
export class SharedWork extends Work {
  #kept = 0;

  /** What comes next has its part of what is left. */
  share(): void {
    this.#kept = this.left * (1 - part);
  }

  override spend(units: number): void {
    super.spend(units);
    if (this.left < this.#kept) throw new OverBudget("the work allowed for one function is spent");
  }
}
