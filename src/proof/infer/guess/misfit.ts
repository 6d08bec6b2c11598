/** A guess comes to its end: something does not fit, or a point was cut at a pc where ways do not join, or it takes too long. */

import type { Site } from "../../checker/segment/sites.ts";

/** The guess is given up, or begun again without these places. */
export class Misfit extends Error {
  /** The pcs of cut points that may have been chosen badly. */
  readonly pcs: readonly number[];

  constructor(what: string, pcs: readonly number[] = []) {
    super(what);
    this.pcs = pcs;
  }
}

/** A call of the source is not made by the machine: it is inlined from now on, and the source goes on into it. */
export class ToInline extends Error {
  readonly site: Site;
  readonly node: number;

  constructor(site: Site, node: number) {
    super("a call is inlined");
    this.site = site;
    this.node = node;
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
