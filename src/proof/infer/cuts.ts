/**
 * The cut points of one function that were found so far, and from which of them all is still to be run: again, or for the first time.
 * All changes are journalled, since a search is taken back to where a cut point was chosen badly.
 */

import type { CutPoint, SourcePoint } from "../certificate/claims.ts";
import { type Site, siteKey } from "../checker/segment/sites.ts";
import { cutPointOf } from "./cut-point.ts";
import type { Found } from "./found.ts";
import type { Journal } from "./journal.ts";
import { comesBefore, type Position, positionOf } from "./position.ts";

/** A cut point that was found. */
export interface Cut {
  readonly key: number;
  /** The activation that it is in, by its number. */
  readonly site: number;
  readonly point: SourcePoint;
  readonly position: Exclude<Position, undefined>;
  readonly pc: number;
  found: Found;
  /** What was found, as a certificate claims it, once it was asked for. */
  said: { readonly found: Found; readonly claims: CutPoint } | undefined;
  /** The cut points from which runs come here; undefined is the entry. */
  readonly arrivals: Set<Cut | undefined>;
  /** Those of them that left a needed value in no place and no term. */
  readonly takers: Set<Cut>;
  /** How often terms were read anew. */
  anew: number;
  /** The terms that were found, and did not hold on a later way, by their names. */
  readonly gone: Set<string>;
  /** How many changes the search had made when the run began that led here first. */
  readonly mark: number;
}

/** A cut point that claims all that was found. */
export function claimsAt(cut: Cut): CutPoint {
  const { site, point, pc, found, said } = cut;
  if (said?.found === found) return said.claims;
  const claims = cutPointOf({ number: site }, point, pc, found);
  cut.said = { found, claims };
  return claims;
}

/** The cut points of one function. */
export class Cuts {
  readonly #journal: Journal;
  /** In the order in which they were found. */
  readonly #all: Cut[] = [];
  /** Those at which the source stops, by their points. */
  readonly #stops = new Map<number, Cut>();
  readonly #atPc = new Map<number, Cut>();
  readonly #todo = new Set<Cut | undefined>([undefined]);
  /** Over which pcs the ways from each cut point lead, so that they have to be run again when one of these becomes a cut point. */
  readonly #crossed = new Map<Cut | undefined, ReadonlySet<number>>();
  /** The bytes that sp is below its value at entry before the first statement that was cut. */
  #usualSp: number | undefined;
  #mark = 0;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get all(): readonly Cut[] {
    return this.#all;
  }

  /** Those at which the source stops, by their points. */
  get stops(): ReadonlyMap<number, Cut> {
    return this.#stops;
  }

  get atPc(): ReadonlyMap<number, Cut> {
    return this.#atPc;
  }

  get usualSp(): number | undefined {
    return this.#usualSp;
  }

  /** Is there nothing to run any more? */
  get isDone(): boolean {
    return this.#todo.size === 0;
  }

  /** The cut point to be looked at next: the first in the source, so that what is claimed of a loop is settled before what comes after it. */
  next(): Cut | undefined {
    const first = [...this.#todo].reduce((least, cut) => (comesBefore(cut?.position, least?.position) ? cut : least));
    this.#journal.delete(this.#todo, first);
    return first;
  }

  /** All is to be run from a cut point. */
  runFrom(cut: Cut | undefined): void {
    this.#journal.add(this.#todo, cut);
  }

  /** How many changes the search had made when the run began that was made last. */
  get lastMark(): number {
    return this.#mark;
  }

  /** What is found from now on goes back to what the search knows now. */
  mark(): void {
    this.#mark = this.#journal.length;
  }

  /** A cut point to which a run came for the first time. */
  made(from: Cut | undefined, site: Site, point: SourcePoint, pc: number, found: Found): Cut {
    return {
      key: siteKey(site, point),
      site: site.number,
      point,
      position: positionOf(site, point.node),
      pc,
      found,
      said: undefined,
      arrivals: new Set([from]),
      takers: new Set(),
      anew: 0,
      gone: new Set(),
      mark: this.#mark,
    };
  }

  /** One more, at a pc where none is: the source stops there, or it is where a call returns. */
  add(cut: Cut, isReturn: boolean): void {
    const usual = this.#usualSp;
    this.#all.push(cut);
    if (cut.point.phase === "before") this.#usualSp ??= cut.found.sp;
    this.#journal.note(() => {
      this.#all.pop();
      this.#usualSp = usual;
    });
    if (!isReturn) this.#journal.set(this.#stops, cut.key, cut);
    this.#journal.set(this.#atPc, cut.pc, cut);
    this.runFrom(cut);
    for (const [from, crossed] of this.#crossed) if (crossed.has(cut.pc)) this.runFrom(from);
  }

  /** The pcs over which the ways from a cut point lead; a run adds to them. */
  crossedFrom(cut: Cut | undefined): Set<number> {
    const crossed = new Set<number>();
    this.#journal.set(this.#crossed, cut, crossed);
    return crossed;
  }
}
