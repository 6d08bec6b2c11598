/**
 * What the cut points of a function hold, each as a difference from the one before it.
 *
 * A local variable is held while its place belongs to it alone, live or not: its place has its value all that time. So
 * each variable comes once and goes once, in the order of the code, and the time is in proportion to the function,
 * however many values are held at each cut point. (Code in another order than ours also has scattered variables, which
 * are listed mark by mark.)
 */

import type { Claim, ClaimChange, Location, SourceValue } from "../../../proof/certificate/claims.ts";
import { type CutMark, type Operand, type Pending, registerOperand } from "../../flow/syntax.ts";
import type { Homes, LocalHome } from "../allocate/flow-to-allocated.ts";

/** The difference of a cut point; without `continues` it is all that the cut point holds. */
export interface Difference {
  readonly claims: ClaimChange;
  readonly continues: boolean;
}

/** A list for each number. */
class Lists<T> {
  readonly #lists = new Map<number, T[]>();

  add(key: number, value: T): void {
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, [value]);
    else list.push(value);
  }

  at(key: number): readonly T[] {
    return this.#lists.get(key) ?? [];
  }
}

/** The differences of a function's cut points, asked for in the order of the code. */
export class Differences {
  readonly #homes: Homes;
  readonly #locate: (operand: Operand) => Location;
  readonly #begins = new Lists<LocalHome>();
  readonly #ends = new Lists<LocalHome>();
  /** Where the last cut point was, and what it held. */
  #position = -1;
  #locals = new Set<number>();
  #scattered = new Set<number>();
  #top: Pending | undefined = undefined;
  /** By index, the pending operands that are held; those below `#top` alone. */
  #pending: (Pending | undefined)[] = [];
  #expiring = new Lists<Pending>();
  #result = false;

  constructor(homes: Homes, locate: (operand: Operand) => Location) {
    this.#homes = homes;
    this.#locate = locate;
    for (const home of homes.locals) {
      this.#begins.add(home.first, home);
      this.#ends.add(home.last, home);
    }
  }

  /** The next cut point, and where the value just delivered is. */
  next(mark: CutMark, result: Location | undefined): Difference {
    const position = this.#homes.marks.get(mark);
    const continues = position !== undefined && this.#position >= 0 && position >= this.#position;
    if (!continues) this.#reset();
    const dropped: SourceValue[] = [];
    const values: Claim[] = [];
    if (position !== undefined) {
      this.#moveLocals(position, dropped, values);
      this.#moveScattered(this.#homes.scattered.get(mark) ?? [], dropped, values);
      this.#movePending(position, mark.pending, dropped, values);
      this.#position = position;
    }
    if (this.#result && result === undefined) dropped.push({ kind: "result" });
    if (result !== undefined) values.push({ value: { kind: "result" }, location: result });
    this.#result = result !== undefined;
    return { claims: { dropped, values }, continues };
  }

  #reset(): void {
    this.#position = -1;
    this.#locals = new Set();
    this.#scattered = new Set();
    this.#top = undefined;
    this.#pending = [];
    this.#expiring = new Lists();
    this.#result = false;
  }

  #moveLocals(position: number, dropped: SourceValue[], values: Claim[]): void {
    for (let at = this.#position + 1; at <= position; at++)
      for (const { slot } of this.#ends.at(at)) if (this.#locals.delete(slot)) dropped.push({ kind: "local", slot });
    for (let at = Math.max(0, this.#position); at < position; at++)
      for (const { slot, place, last } of this.#begins.at(at)) {
        if (last <= position) continue;
        this.#locals.add(slot);
        values.push({ value: { kind: "local", slot }, location: this.#locate(registerOperand(place)) });
      }
  }

  #moveScattered(now: readonly Pick<LocalHome, "slot" | "place">[], dropped: SourceValue[], values: Claim[]): void {
    const before = this.#scattered;
    this.#scattered = new Set(now.map(({ slot }) => slot));
    for (const slot of before) if (!this.#scattered.has(slot)) dropped.push({ kind: "local", slot });
    for (const { slot, place } of now)
      if (!before.has(slot))
        values.push({ value: { kind: "local", slot }, location: this.#locate(registerOperand(place)) });
  }

  #movePending(position: number, top: Pending | undefined, dropped: SourceValue[], values: Claim[]): void {
    const gone = new Set<number>();
    const drop = (operand: Pending): void => {
      if (this.#pending[operand.index] !== operand) return;
      this.#pending[operand.index] = undefined;
      gone.add(operand.index);
    };
    for (let at = this.#position + 1; at <= position; at++) this.#expiring.at(at).forEach(drop);
    const coming: Pending[] = [];
    let [before, now] = [this.#top, top];
    while (before !== now) {
      if (before !== undefined && (now === undefined || before.index >= now.index)) {
        drop(before);
        before = before.below;
      } else {
        coming.push(now!);
        now = now!.below;
      }
    }
    for (const operand of coming.reverse()) {
      const end = this.#homes.ends.get(operand);
      if (end !== undefined && end <= position) continue;
      if (end !== undefined) this.#expiring.add(end, operand);
      this.#pending[operand.index] = operand;
      gone.delete(operand.index);
      values.push({ value: { kind: "pending", index: operand.index }, location: this.#locate(operand.at) });
    }
    for (const index of gone) dropped.push({ kind: "pending", index });
    this.#top = top;
  }
}
