/**
 * Paths: the words of a segment with what has been decided so far, and the exploration of every way to decide.
 *
 * A symbolic run asks `decide`; what is not known is answered yes first and no on a later run. That run goes on from
 * where the earlier one says it was, and finds decided what had been decided until then.
 */

import type { Words } from "../../../core/word.ts";
import { isTruthValue, type Term } from "../terms/term.ts";
import { Terms } from "../terms/terms.ts";

/** An atom, and whether it is true or false. */
interface Literal {
  readonly atom: Term;
  readonly holds: boolean;
}

/** Truth values known on a path, by the number of the atom. */
export type Facts = ReadonlyMap<number, Literal>;

/** An answer given where nothing was known, and where its run was. */
interface Decision extends Literal {
  /** Is the other answer still to be given? */
  readonly open: boolean;
  readonly place: unknown;
  /** The decision before it. */
  readonly before: Decision | undefined;
}

/** The words of a segment on the path under way. */
export class Path extends Terms implements Words<Term> {
  readonly #facts = new Map<number, Literal>();
  #last: Decision | undefined;
  /** Where the run under way is: the run of another answer is to go on from there. */
  here: () => unknown = () => undefined;

  /** Begin anew, with nothing known. */
  override clear(): void {
    super.clear();
    this.#facts.clear();
    this.#last = undefined;
  }

  /** What is known now. */
  get facts(): Facts {
    return this.#facts;
  }

  /** A condition as an atom that is true or false. */
  #literal(condition: Term): Literal | boolean {
    if (condition.kind === "constant") return condition.value !== 0;
    // literal_not   1 − a ≠ 0 is a = 0                     when a is 0 or 1
    if (condition.kind === "sum" && isTruthValue(condition)) {
      const atom = condition.atoms[0]!;
      if (condition.atoms.length === 1 && condition.constant === 1 && condition.factors[0] === -1 && isTruthValue(atom))
        return { atom, holds: false };
    }
    if (condition.kind !== "sum" && isTruthValue(condition)) return { atom: condition, holds: true };
    // literal_word  t ≠ 0 is 1 − (t = 0)
    const inner = this.#literal(this.equal(condition, this.constant(0)));
    return typeof inner === "boolean" ? !inner : { atom: inner.atom, holds: !inner.holds };
  }

  /** Is the condition known to hold, known not to hold, or open? */
  known(condition: Term): boolean | undefined {
    const l = this.#literal(condition);
    if (typeof l === "boolean") return l;
    const fact = this.#facts.get(l.atom.id);
    return fact === undefined ? undefined : fact.holds === l.holds;
  }

  /** Take it as known, on every path, that the condition holds, or that it does not. */
  assume(condition: Term, holds: boolean): void {
    const l = this.#literal(condition);
    if (typeof l !== "boolean") this.#facts.set(l.atom.id, { atom: l.atom, holds: l.holds === holds });
  }

  decide(condition: Term): boolean {
    const l = this.#literal(condition);
    if (typeof l === "boolean") return l;
    const fact = this.#facts.get(l.atom.id);
    if (fact !== undefined) return fact.holds === l.holds;
    this.work.spend(1);
    this.#take({ atom: l.atom, holds: l.holds, open: true, place: this.here(), before: this.#last });
    return true;
  }

  #take(decision: Decision): void {
    this.#last = decision;
    this.#facts.set(decision.atom.id, decision);
  }

  /**
   * Run once for every combination of answers, yes first, until a run has an answer of its own, which is returned. A
   * run must depend on the path and on where it begins alone: at `start`, or where the run of the other answer was.
   *
   * Returns `spent` when more than `most` runs would be needed.
   */
  explore<P, R>(start: P, most: number, run: (from: P) => R | undefined): R | "spent" | undefined {
    const first = this.#last;
    let from = start;
    for (let runs = 0; runs < most; runs++) {
      this.here = () => start;
      const found = run(from);
      if (found !== undefined) return found;
      let turn = this.#last;
      for (; turn !== first && turn !== undefined && !turn.open; turn = turn.before) this.#facts.delete(turn.atom.id);
      this.#last = turn;
      if (turn === first || turn === undefined) return undefined;
      from = turn.place as P;
      this.#take({ ...turn, holds: !turn.holds, open: false });
    }
    return "spent";
  }
}
