/**
 * Occupancy: the positions at which a place is taken, as ranges, to ask whether others fit between them.
 */

import { firstEnding, type Ranges } from "./liveness.ts";

/** Have two lists of ranges a position in common? In proportion to the shorter one, but for a search in the longer. */
export function meet(a: Ranges, b: Ranges): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  if (few.length === 0 || few[0]! > many.at(-1)! || few.at(-1)! < many[0]!) return false;
  for (let i = 0; i < few.length; i += 2) {
    const at = firstEnding(many, few[i]!);
    if (at < many.length && many[at]! <= few[i + 1]!) return true;
  }
  return false;
}

/** Ranges that grow. */
export class Occupancy {
  readonly #ranges: number[];

  constructor(ranges: Ranges = []) {
    this.#ranges = ranges.slice();
  }

  get ranges(): Ranges {
    return this.#ranges;
  }

  /** Is none of these positions taken? */
  fits(ranges: Ranges): boolean {
    return !meet(this.#ranges, ranges);
  }

  /** Take positions that are free. */
  take(ranges: Ranges): void {
    for (let i = 0; i < ranges.length; i += 2) {
      const [from, to] = [ranges[i]!, ranges[i + 1]!];
      if (this.#ranges.length === 0 || this.#ranges.at(-1)! < from) this.#ranges.push(from, to);
      else this.#ranges.splice(firstEnding(this.#ranges, from), 0, from, to);
    }
  }
}
