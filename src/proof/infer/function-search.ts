/**
 * The search for the cut points of one function. From each cut point both sides are run on terms, as the checker runs them. Where the
 * source stops and the machine has no pc for it yet, the pcs that the machine passes are proposed, and the first is taken at which
 * the two are level: the checker's own obligations hold for a cut point there that claims nothing, and every live variable is
 * somewhere. What a cut point claims is what all arrivals have in common. Where that leads to a contradiction, a cut point is to blame:
 * it is banned, and the search is taken back to where it was chosen.
 */

import type { CutPoint, InlinedCall } from "../certificate/claims.ts";
import { siteKey } from "../checker/segment/sites.ts";
import { type Apart, Blame } from "./blame.ts";
import type { ToInline } from "./calls.ts";
import { type Cut, claimsAt } from "./cuts.ts";
import { type Parts, partsOf } from "./parts.ts";
import type { Position } from "./position.ts";
import { runFrom } from "./segment.ts";
import { looksForLittle } from "./style.ts";
import type { Task } from "./task.ts";

/** The most runs of one segment: one for each point that turns out to be none, and for each call that is inlined. */
const mostRounds = 400;
/** How often a point is taken back that comes before those that are to blame. */
const mostEarlier = 6;

/** The search for the cut points of one function. */
export class FunctionSearch {
  readonly #task: Task;
  readonly #parts: Parts;
  #beginnings = 0;
  /** How often an earlier point was taken back. */
  #earlier = 0;
  /** How many of the changes stay when it is begun again. */
  #backTo = 0;
  /** Is nothing left to ban? */
  #isExhausted = false;
  /** What did not fit at the simplest. */
  #blamed: Blame | undefined;

  constructor(task: Task) {
    this.#task = task;
    this.#parts = partsOf(task);
  }

  /** Everything that was found: the cut points, in the order of their pcs. */
  get cuts(): readonly CutPoint[] {
    return [...this.#parts.cuts.all].sort((a, b) => a.pc - b.pc).map(claimsAt);
  }

  /** The functions that are entered at a pc, as calls show, by the pc. */
  get bound(): ReadonlyMap<number, number> {
    return this.#parts.bindings.bound;
  }

  /** The calls that are inlined. */
  get inlined(): readonly InlinedCall[] {
    return this.#parts.inlining.calls;
  }

  /** How often it was begun. */
  get beginnings(): number {
    return this.#beginnings;
  }

  /** How far the two sides were level, at the simplest. */
  get reached(): Position {
    return this.#blamed?.position;
  }

  /**
   * Search, with at most so many more beginnings; undefined when everything fits, or else what did not at the simplest. It can go on from where
   * it ended.
   */
  solve(most: number): Apart | undefined {
    const { journal } = this.#parts;
    const { style } = this.#task;
    for (let left = most; left > 0 && !this.#isExhausted; left--) {
      this.#beginnings++;
      journal.takeBackTo(this.#backTo);
      try {
        this.#attempt();
        return undefined;
      } catch (error) {
        if (!(error instanceof Blame)) throw error;
        this.#blamed ??= error;
        if (error.isUnfinished && this.#parts.points.putBackLoops()) {
          this.#backTo = 0;
          continue;
        }
        if (error.isUnchecked && looksForLittle(style)) {
          this.#isExhausted = true;
          break;
        }
        this.#takeBack(error);
        // A plain compiler leaves no check out: other styles come first.
        if (error.isUnchecked && !style.optimises) break;
      }
    }
    return this.#blamed?.apart;
  }

  /** A cut point is banned that may be to blame, or it is doubted what was said of a function; if there is nothing of that left, the search is at its end. */
  #takeBack({ keys, entered, apart }: Blame): void {
    const { cuts, bindings } = this.#parts;
    if (this.#task.style.doubts === true && this.#doubtsReturn(apart)) {
      this.#backTo = 0;
      return;
    }
    const banned = this.#ban(keys);
    const doubts = banned === undefined && bindings.doubt(entered);
    const last = banned === undefined && !doubts ? this.#banBefore(keys) : banned;
    this.#isExhausted = last === undefined && !doubts;
    // Where no run has stopped at it, all that came before the last run was without it.
    this.#backTo = last === undefined ? 0 : (cuts.stops.get(last)?.mark ?? cuts.lastMark);
  }

  /** Where nothing fits behind the return of a call, it may be another function that the machine called. */
  #doubtsReturn({ from: { phase, node } }: Apart): boolean {
    const call = phase === "after" ? this.#task.search.nodes.callAt(node) : undefined;
    return call !== undefined && this.#parts.bindings.doubtFirst(call.callee);
  }

  #ban(keys: readonly number[]): number | undefined {
    const { points, cuts } = this.#parts;
    const { flow, style } = this.#task;
    return points.ban(keys, cuts.stops, flow.heads.size, style.optimises);
  }

  /**
   * None of these points can be taken back, as where a call returns: one may be to blame from which a run came to them, the nearest first. What is in a
   * place there by chance may be there on every way that is looked at, and do no harm before the next cut point but one.
   */
  #banBefore(keys: readonly number[]): number | undefined {
    if (this.#earlier === mostEarlier) return undefined;
    this.#earlier++;
    const { points, cuts } = this.#parts;
    const before = new Set(cuts.all.filter(({ key }) => keys.includes(key)));
    for (const cut of before) for (const from of cut.arrivals) if (from !== undefined) before.add(from);
    const joins = [...before].filter(({ key }) => points.kindOf(key) === "join");
    return this.#ban(joins.map(({ key }) => key));
  }

  /** One beginning: every cut point, until none takes anything away any more. */
  #attempt(): void {
    const { cuts, stops, blaming } = this.#parts;
    for (;;) {
      cuts.mark();
      if (cuts.isDone && !stops.atJoins) stops.lookAtJoins();
      if (cuts.isDone) return;
      const cut = cuts.next();
      for (let rounds = 0; ; rounds++) {
        const next = runFrom(this.#parts, cut);
        if (next === "go on") break;
        if (next !== "run again") {
          this.#inline(next, cut);
          break;
        }
        if (rounds === mostRounds)
          throw blaming.blame(cut, "the search finds no end", { keys: blaming.joinsFirst([cut]) });
      }
    }
  }

  /**
   * A call is inlined from now on, of which a run from a cut point has shown that the machine does not make it. Where there is a cut point for its return
   * already, since the call was taken for one of the machine's on another way, the search is taken back to where that was chosen.
   */
  #inline(call: ToInline, from: Cut | undefined): void {
    const { journal, inlining, cuts } = this.#parts;
    const key = siteKey(call.site, { phase: "after", node: call.node });
    const there = cuts.all.find((cut) => cut.key === key);
    if (there !== undefined) journal.takeBackTo(there.mark);
    inlining.inline(call);
    if (there === undefined) cuts.runFrom(from);
  }
}
