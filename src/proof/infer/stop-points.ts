/**
 * The points at which the source may stop while one function is searched, and what was learnt of them: it outlives a beginning of the search.
 * Where something does not fit, a point is to blame: a pc is banned for it, or it is given up. A loop has to be cut, but it may be cut
 * before its body instead of before its condition, and then at any pc of the machine's loop.
 */

import type { CandidateKind, Candidates } from "./candidates.ts";
import type { Journal } from "./journal.ts";

/** The most pcs that are tried for a point where ways join. */
const mostPlaces = 3;
/** The most pcs that are tried for a loop that is cut inside. */
const mostPlacesInside = 8;

/** Where the source may stop. */
export class StopPoints {
  readonly #kinds = new Map<number, CandidateKind>();
  readonly #bodies = new Map<number, number>();
  readonly #cutInside = new Set<number>();
  readonly #wide = new Set<number>();
  readonly #banned = new Map<number, Set<number>>();
  /** The loops that were taken to be none in the machine, and those of them that are so in this beginning. */
  readonly #taken = new Set<number>();
  #none: number[] = [];

  /** Those of one more activation: its candidates, by their keys in the function, and the key there from that. */
  add({ points, bodies }: Candidates, keyOf: (key: number) => number): void {
    for (const [key, kind] of points) this.#kinds.set(keyOf(key), kind);
    for (const [loop, body] of bodies) this.#bodies.set(keyOf(loop), keyOf(body));
  }

  /** Where an inlined call returns to, ways may join. */
  addJoin(key: number): void {
    this.#kinds.set(key, "join");
  }

  /** A call is not inlined any more: where it returns to is no point where ways join, and there are no points in it. */
  forgetJoin(key: number): void {
    if (this.#kinds.get(key) === "join") this.#kinds.delete(key);
  }

  /** Nothing is known of the points with this key or a higher one: those of calls that are not inlined any more. */
  forgetFrom(first: number): void {
    for (const known of [this.#kinds, this.#bodies, this.#cutInside, this.#wide, this.#banned, this.#taken])
      for (const key of known.keys()) if (key >= first) known.delete(key);
    this.#none = this.#none.filter((key) => key < first);
  }

  /** What kind of machine code belongs to a point; undefined where it is none any more. */
  kindOf(key: number): CandidateKind | undefined {
    return this.#kinds.get(key);
  }

  /** Is it the point of a loop that is cut inside? */
  isCutInside(key: number): boolean {
    return this.#cutInside.has(key);
  }

  /** Is a point looked for at all pcs of a way, since the first that seemed to do did not, and none where loops begin? */
  isWide(key: number): boolean {
    return this.#wide.has(key);
  }

  widen(key: number): void {
    this.#wide.add(key);
  }

  /** Is a pc no place for a point? */
  isBanned(key: number, pc: number): boolean {
    return this.#banned.get(key)?.has(pc) === true;
  }

  /**
   * Take back the first of these points that can be taken back, which are cut at these pcs, and tell which; undefined when there is nothing left to try.
   * A loop that is cut inside is tried at other pcs only when no other point is left. Where the machine's code has fewer loops, the loop may be none there,
   * as one that is left in its first round: then its point is given up; so is first of all the point of a loop that was not moved, until that is seen to be wrong,
   * and at last, of an optimiser's code, that of any loop.
   */
  ban(
    keys: readonly number[],
    cuts: ReadonlyMap<number, { readonly pc: number }>,
    heads: number,
    optimises: boolean,
  ): number | undefined {
    const isJoin = (key: number): boolean => this.#kinds.get(key) === "join";
    const noLoop = keys.some(isJoin) ? undefined : keys.find((key) => this.#takeForNone(key, heads));
    if (noLoop !== undefined) return noLoop;
    for (const key of keys) {
      const kind = this.#kinds.get(key);
      if (kind === undefined) continue;
      if (kind === "loop") {
        if (this.moveIntoLoop(key)) return key;
        continue;
      }
      const pc = cuts.get(key)?.pc;
      if (pc === undefined || this.#bannedOf(key).add(pc).size > mostPlaces) this.#kinds.delete(key);
      return key;
    }
    for (const key of keys) {
      const pc = cuts.get(key)?.pc;
      if (pc === undefined || !this.#cutInside.has(key) || this.#bannedOf(key).size > mostPlacesInside) continue;
      if (this.#bannedOf(key).size > 0 && this.loops > heads) this.#kinds.delete(key);
      this.#bannedOf(key).add(pc);
      return key;
    }
    return optimises ? keys.find((key) => this.#takeForNone(key, -1)) : undefined;
  }

  /** A loop, whether it is cut inside or not, is taken to be none in the machine, once. */
  #takeForNone(key: number, heads: number): boolean {
    if (this.#kinds.get(key) !== "loop" || this.loops <= heads) return false;
    const loop = this.#bodies.has(key) ? key : [...this.#bodies].find(([, body]) => body === key)?.[0];
    if (loop === undefined || this.#taken.has(loop)) return false;
    this.#taken.add(loop);
    this.#none.push(loop);
    this.#kinds.delete(key);
    return true;
  }

  /** The source came to no end: a loop that was taken to be none is one. True: there was such a one. */
  putBackLoops(): boolean {
    const none = this.#none;
    this.#none = [];
    for (const key of none) this.#kinds.set(key, "loop");
    return none.length > 0;
  }

  /** How many loops of the source are cut. */
  get loops(): number {
    return [...this.#kinds.values()].filter((kind) => kind === "loop").length;
  }

  /**
   * A loop that cannot be cut before its condition may be cut before its body; false when it was. With a journal that is taken back with what was found
   * before: with another cut point before it the loop may be cut before its condition.
   */
  moveIntoLoop(key: number, journal?: Journal): boolean {
    const body = this.#bodies.get(key);
    if (body === undefined) return false;
    this.#kinds.delete(key);
    this.#kinds.set(body, "loop");
    this.#cutInside.add(body);
    journal?.note(() => {
      // It may have turned out to be no loop of the machine's at all.
      if (!this.#kinds.has(body)) return;
      this.#kinds.set(key, "loop");
      this.#kinds.delete(body);
      this.#cutInside.delete(body);
    });
    return true;
  }

  #bannedOf(key: number): Set<number> {
    const banned = this.#banned.get(key) ?? new Set<number>();
    this.#banned.set(key, banned);
    return banned;
  }
}
