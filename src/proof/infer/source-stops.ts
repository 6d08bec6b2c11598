/**
 * Where the source stops on a run: at the points that are cut, and at those that may be. Where ways only join it stops late: as long as loops are
 * known by their first rounds alone, branches are decided that are open later, and what belongs to a join is chosen badly. So in an optimiser's
 * code loops come first.
 */

import type { Cut, Cuts } from "./cuts.ts";
import type { Journal } from "./journal.ts";
import type { Loops } from "./loops.ts";
import type { StopPoints } from "./stop-points.ts";

/** Where the source stops, in one beginning of a search. */
export class SourceStops {
  readonly #journal: Journal;
  readonly #points: StopPoints;
  readonly #cuts: Cuts;
  readonly #loops: Loops;
  /** Points without a pc. */
  readonly #skipped = new Set<number>();
  /** Does it stop where ways join, wherever the run began? And does it in the segment that is run? */
  #atJoins: boolean;
  #atJoinsNow = false;
  /** The cut points from which a run went over a place where ways join, as long as it does not. */
  readonly #overJoins = new Set<Cut | undefined>();

  /** With `atJoins` it stops where ways join from the beginning. */
  constructor(journal: Journal, points: StopPoints, cuts: Cuts, loops: Loops, atJoins: boolean) {
    this.#journal = journal;
    this.#points = points;
    this.#cuts = cuts;
    this.#loops = loops;
    this.#atJoins = atJoins;
  }

  /** Does it stop where ways join, wherever a run begins? */
  get atJoins(): boolean {
    return this.#atJoins;
  }

  /** Does it stop where ways join, in the segment that is run? */
  get atJoinsNow(): boolean {
    return this.#atJoinsNow;
  }

  /** A run begins: at joins it stops on it only where the run is not in the first round of a loop. */
  begin(from: Cut | undefined): void {
    this.#atJoinsNow = this.#atJoins || !this.#loops.isFirstRound(from);
  }

  /** Does the source stop at a point, on a run from this cut point? */
  stopsAt(from: Cut | undefined, key: number): boolean {
    if (this.#cuts.stops.has(key)) return true;
    const kind = this.#points.kindOf(key);
    if (kind === undefined || this.#skipped.has(key)) return false;
    if (kind !== "join" || this.#atJoinsNow) return true;
    this.#journal.add(this.#overJoins, from);
    return false;
  }

  /** The machine has no place for a point. */
  skip(key: number): void {
    this.#journal.add(this.#skipped, key);
  }

  /** From now on the source stops where ways join, too. */
  lookAtJoins(): void {
    this.#atJoins = true;
    this.#journal.note(() => {
      this.#atJoins = false;
    });
    for (const cut of this.#overJoins) this.#cuts.runFrom(cut);
  }

  /** A round of a loop may have come back: runs that are in the first round of none stop where ways join from now on. */
  lookBehindFirstRounds(): void {
    for (const from of this.#overJoins)
      if (!this.#loops.isFirstRound(from)) {
        this.#journal.delete(this.#overJoins, from);
        this.#cuts.runFrom(from);
      }
  }
}
