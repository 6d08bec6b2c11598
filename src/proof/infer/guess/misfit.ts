/** A guess comes to its end: something does not fit, or a point was cut at a pc where ways do not join, or it takes too long. */

/** The guess is given up, or begun again without these places. */
export class Misfit extends Error {
  /** The pcs of cut points that may have been chosen badly. */
  readonly pcs: readonly number[];

  constructor(what: string, pcs: readonly number[] = []) {
    super(what);
    this.pcs = pcs;
  }
}

/** How many steps both sides may take together, in all runs of a function. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  spend(): void {
    if (this.#left-- <= 0) throw new Misfit("both sides take too many steps");
  }
}
