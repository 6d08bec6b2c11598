/**
 * Paths: the words of a segment with what has been decided so far, and the exploration of every way to decide.
 *
 * A run on terms asks `decide`. Where nothing is known, the run branches: it goes on with true, and the branch keeps the
 * facts and the place that it had, from which another run goes on with false. So the runs are the leaves of a tree of decisions.
 * Its contract: for every valuation under which the facts at the root are true, all facts of exactly one leaf are true. It holds
 * because the two sides of a branch have the same facts but for one atom, which is true on one and false on the other.
 *
 * What follows from the facts (derive.ts) is decided without a branch, and written down as a fact only where ranges and chains would not see it again. It
 * changes nothing of the contract: facts are split by branches alone, and a valuation under which the facts of a leaf are true makes
 * what followed from them true, too. Facts that contradict each other are true under no valuation; whatever is said to follow from
 * them, and whichever way a run then goes, concerns none.
 */

import type { Words } from "../../../core/word.ts";
import { at, emptyTrie, put, type Trie } from "../../certificate/trie.ts";
import { isTruthValue, type Term } from "../terms/term.ts";
import { Terms } from "../terms/terms.ts";
import { contradict, type Derived, derive, isNatural } from "./derive.ts";
import { Facts, keyOf, type Literal } from "./facts.ts";
import { conditionIn, hasCondition, type Knowing, made, settle } from "./settle.ts";

/** A node of the tree of decisions whose other side is still to be run. */
interface Branch {
  /** What was taken to be so first. */
  readonly taken: Literal;
  /** What was known before. */
  readonly facts: Facts;
  readonly answers: Trie<Derived>;
  /** The place from which a run can go on. */
  readonly place: unknown;
}

/** So many conditions are decided both ways, one after the other, to show that two words are the same. */
const mostCases = 2;

/** Has the difference of two words lost a part that both have? */
function haveCommonPart(a: Term, b: Term): boolean {
  if (a.kind === "sum") return a.atoms.some((atom) => (b.kind === "sum" ? b.atoms.includes(atom) : b === atom));
  return b.kind === "sum" && b.atoms.some((atom) => atom === a);
}

/** The words of a segment on the path under way. */
export class Path extends Terms implements Words<Term>, Knowing {
  #facts = Facts.none;
  /**
   * What followed from the facts, by atom: from more facts it follows, too, but the search may look at other facts first, and give up.
   * So both sides get the same answer, and it is looked for once.
   */
  #answers: Trie<Derived> = emptyTrie;
  /** Is a condition under way that is made of others? */
  #ofOthers = false;
  /** The branches of the runs under way, the lowest one last. */
  readonly #branches: Branch[] = [];
  /** Tells the place that the run under way has reached: asked only where it branches. Until it has arrived anywhere it is where it began. */
  #reached: (() => unknown) | undefined;
  #start: unknown;

  /** Begin anew, with nothing known. */
  override clear(): void {
    super.clear();
    this.#facts = Facts.none;
    this.#answers = emptyTrie;
    this.#ofOthers = false;
    this.#branches.length = 0;
    this.#reached = undefined;
    this.#start = undefined;
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
    if (isTruthValue(condition)) return { atom: condition, holds: true };
    // literal_word  t ≠ 0 is 1 − (t = 0)
    const inner = this.#literal(this.equal(condition, this.constant(0)));
    return typeof inner === "boolean" ? !inner : { atom: inner.atom, holds: !inner.holds };
  }

  /** Is the condition known to hold, known not to hold, or open? */
  known(condition: Term): boolean | undefined {
    const l = this.#literal(condition);
    if (typeof l === "boolean") return l;
    const holds = this.#holds(l.atom);
    return holds === undefined ? undefined : holds === l.holds;
  }

  /** Is an atom a fact, or does it follow from the facts? Or is either so of its negation? */
  #holds(atom: Term): boolean | undefined {
    return this.#facts.of(atom)?.holds ?? this.#derived(atom)?.holds ?? this.#ofParts(atom);
  }

  #derived(atom: Term): Derived | undefined {
    const before = at(this.#answers, keyOf(atom));
    if (before !== undefined) return before;
    const found = derive(this, this.#facts, atom);
    if (found !== undefined) this.#answers = put(this.#answers, keyOf(atom), found);
    return found;
  }

  /** What an atom made of conditions is, when some of them are known. */
  #ofParts(atom: Term): boolean | undefined {
    // Those within are looked into by `settled`, which has a limit, and not each by itself.
    if (this.#facts.size === 0 || this.#ofOthers || !hasCondition(atom)) return undefined;
    this.#ofOthers = true;
    const other = made(this, atom, (part) => this.settled(part));
    const known = other === atom ? undefined : this.known(other);
    this.#ofOthers = false;
    return known;
  }

  /** Do the facts contradict each other, so that no run is on this path? What is asked costs; it is asked where something is not shown. */
  get isImpossible(): boolean {
    if (contradict(this, this.#facts)) return true;
    // What conditions within others are, others say.
    let more = this.#facts;
    for (const { atom, holds } of this.#facts.all) {
      if (!hasCondition(atom)) continue;
      const l = this.#literal(made(this, atom, (part) => this.settled(part)));
      if (l === !holds) return true;
      if (typeof l === "boolean" || l.atom === atom) continue;
      const fact: Literal = { atom: l.atom, holds: l.holds === holds };
      const known = more.of(l.atom);
      if (known !== undefined && known.holds !== fact.holds) return true;
      if (known === undefined) more = more.with(fact);
    }
    return more !== this.#facts && contradict(this, more);
  }

  isNatural(word: Term): boolean {
    return isNatural(this, this.#facts, word);
  }

  /** A term with each truth value in it that is known as its constant, as far as the term is looked into. */
  settled(t: Term): Term {
    return this.#facts.size === 0 ? t : settle(this, t);
  }

  /** Are two words the same on this path? */
  same(a: Term, b: Term): boolean {
    if (a === b) return true;
    return this.#same(this.settled(a), this.settled(b), mostCases);
  }

  /** Are two words on the path the same? Where that is open, each way to decide a condition that they are made of is looked at by itself. */
  #same(x: Term, y: Term, cases: number): boolean {
    const same = x === y || this.known(this.equal(x, y));
    if (same !== undefined || cases === 0) return same === true;
    const condition = conditionIn(x) ?? conditionIn(y);
    const l = condition === undefined ? true : this.#literal(condition);
    if (typeof l === "boolean") return false;
    const [facts, answers] = [this.#facts, this.#answers];
    const isSo = (holds: boolean): boolean => {
      this.#facts = this.#with(facts, { atom: l.atom, holds });
      const found = this.#same(this.settled(x), this.settled(y), cases - 1);
      [this.#facts, this.#answers] = [facts, answers];
      return found;
    };
    return isSo(true) && isSo(false);
  }

  /** Take it as known, from here on, that the condition holds, or that it does not. */
  assume(condition: Term, holds: boolean): void {
    const l = this.#literal(condition);
    if (typeof l === "boolean") return;
    const fact: Literal = { atom: l.atom, holds: l.holds === holds };
    if (this.#facts.of(l.atom)?.holds !== fact.holds) this.#facts = this.#with(this.#facts, fact);
  }

  /** These facts and one more; and what the words that it speaks of do not tell, once they are subtracted from each other. */
  #with(facts: Facts, fact: Literal): Facts {
    const more = facts.with(fact);
    const { atom, holds } = fact;
    if (!holds || atom.kind !== "apply" || (atom.operation !== "slt" && atom.operation !== "sltu")) return more;
    if (!haveCommonPart(atom.left, atom.right)) return more;
    // equal_less    a + b = a + c is 0                     when a + b < a + c
    const same = this.equal(atom.left, atom.right);
    return same.kind === "apply" ? more.with({ atom: same, holds: false }) : more;
  }

  decide(condition: Term): boolean {
    const l = this.#literal(condition);
    if (typeof l === "boolean") return l;
    const fact = this.#facts.of(l.atom);
    if (fact !== undefined) return fact.holds === l.holds;
    const derived = this.#derived(l.atom);
    // Ranges and chains do not see what the values of a word tell, each by itself: so that is written down.
    if (derived?.ofEach === true) this.#facts = this.#with(this.#facts, { atom: l.atom, holds: derived.holds });
    const holds = derived?.holds ?? this.#ofParts(l.atom);
    if (holds !== undefined) return holds === l.holds;
    this.work.spend(1);
    const place = this.#reached === undefined ? this.#start : this.#reached();
    this.#branches.push({ taken: l, facts: this.#facts, answers: this.#answers, place });
    this.#facts = this.#with(this.#facts, l);
    return true;
  }

  /** The run under way has come to a place, which is told whenever it is asked: what it does next depends on the path and on that place alone. */
  arrive(reached: () => unknown): void {
    this.#reached = reached;
  }

  /**
   * Run once for every leaf of the tree of decisions, true first, until a run has an answer of its own, which is returned.
   *
   * `run` begins at a place: at `start`, or where a branch was. It depends on the path and on that place alone; on its way it may `arrive` at others.
   *
   * Returns `over budget` when more than `most` runs would be needed.
   */
  explore<P, R>(start: P, most: number, run: (from: P) => R | undefined): R | "over budget" | undefined {
    const [facts, answers] = [this.#facts, this.#answers];
    const [reached, place] = [this.#reached, this.#start];
    const branches = this.#branches;
    const around = branches.length;
    let from = start;
    for (let runs = 0; runs < most; runs++) {
      this.#reached = undefined;
      this.#start = from;
      const found = run(from);
      if (found !== undefined) {
        branches.length = around;
        return found;
      }
      if (branches.length === around) {
        [this.#facts, this.#answers, this.#reached, this.#start] = [facts, answers, reached, place];
        return undefined;
      }
      const before = branches.pop()!;
      const { taken } = before;
      this.#facts = this.#with(before.facts, { atom: taken.atom, holds: !taken.holds });
      this.#answers = before.answers;
      from = before.place as P;
    }
    branches.length = around;
    return "over budget";
  }
}
