/** Something does not fit, so that nothing can be guessed of a function, or a point was cut at a pc where ways do not join. */

/** The guess is given up, or begun again without these places. */
export class Misfit extends Error {
  /** The pcs of cut points that may have been chosen badly. */
  readonly pcs: readonly number[];

  constructor(what: string, pcs: readonly number[] = []) {
    super(what);
    this.pcs = pcs;
  }
}
