/**
 * Paths: what has been decided so far, and the exploration of every way to decide.
 *
 * A symbolic run asks `decide`; what the facts do not settle is answered yes on one run and no on another. Runs are
 * repeated from their start with a longer script rather than suspended: they are short, and repeating needs no state.
 */

import type { Words } from "../../core/word.ts";
import { isTruthValue, type Term } from "./term.ts";
import type { Terms } from "./terms.ts";

/** Truth values known on a path, by the number of the atom. */
export type Facts = ReadonlyMap<number, { readonly atom: Term; readonly holds: boolean }>;

/** No facts. */
export const noFacts: Facts = new Map();

/** A condition as an atom that is true or false. */
function literal(terms: Terms, condition: Term): { readonly atom: Term; readonly holds: boolean } | boolean {
  if (condition.kind === "constant") return condition.value !== 0;
  // literal_not   1 − a ≠ 0 is a = 0                     when a is 0 or 1
  if (condition.kind === "sum" && isTruthValue(condition)) {
    const atom = condition.atoms[0]!;
    if (condition.atoms.length === 1 && condition.constant === 1 && condition.factors[0] === -1 && isTruthValue(atom))
      return { atom, holds: false };
  }
  if (condition.kind !== "sum" && isTruthValue(condition)) return { atom: condition, holds: true };
  // literal_word  t ≠ 0 is 1 − (t = 0)
  const inner = literal(terms, terms.equal(condition, terms.constant(0)));
  return typeof inner === "boolean" ? !inner : { atom: inner.atom, holds: !inner.holds };
}

/** Is the condition known to hold, known not to hold, or open? */
export function known(terms: Terms, facts: Facts, condition: Term): boolean | undefined {
  const l = literal(terms, condition);
  if (typeof l === "boolean") return l;
  const fact = facts.get(l.atom.id);
  return fact === undefined ? undefined : fact.holds === l.holds;
}

/** The facts with one more: that the condition holds, or that it does not. */
export function assume(terms: Terms, facts: Facts, condition: Term, holds: boolean): Facts {
  const l = literal(terms, condition);
  if (typeof l === "boolean") return facts;
  return new Map(facts).set(l.atom.id, { atom: l.atom, holds: l.holds === holds });
}

/** One run along one path: the facts it started from, and its answers so far. */
export class Path {
  readonly terms: Terms;
  readonly #facts: Map<number, { readonly atom: Term; readonly holds: boolean }>;
  readonly #script: readonly boolean[];
  /** The answers given where the facts did not decide. */
  readonly answers: boolean[] = [];
  /** Words that decide on this path. */
  readonly words: Words<Term>;

  constructor(terms: Terms, facts: Facts, script: readonly boolean[]) {
    this.terms = terms;
    this.#facts = new Map(facts);
    this.#script = script;
    this.words = wordsOf(terms, (condition) => this.decide(condition));
  }

  /** What is known now. */
  get facts(): Facts {
    return this.#facts;
  }

  decide(condition: Term): boolean {
    const l = literal(this.terms, condition);
    if (typeof l === "boolean") return l;
    const fact = this.#facts.get(l.atom.id);
    if (fact !== undefined) return fact.holds === l.holds;
    const answer = this.#script[this.answers.length] ?? true;
    this.answers.push(answer);
    this.#facts.set(l.atom.id, { atom: l.atom, holds: answer === l.holds });
    return answer;
  }
}

/** The word operations of a table together with a way to decide. */
function wordsOf(terms: Terms, decide: (condition: Term) => boolean): Words<Term> {
  return {
    constant: (value) => terms.constant(value),
    add: (a, b) => terms.add(a, b),
    sub: (a, b) => terms.sub(a, b),
    mul: (a, b) => terms.mul(a, b),
    mulh: (a, b) => terms.mulh(a, b),
    mulhsu: (a, b) => terms.mulhsu(a, b),
    mulhu: (a, b) => terms.mulhu(a, b),
    div: (a, b) => terms.div(a, b),
    divu: (a, b) => terms.divu(a, b),
    rem: (a, b) => terms.rem(a, b),
    remu: (a, b) => terms.remu(a, b),
    and: (a, b) => terms.and(a, b),
    or: (a, b) => terms.or(a, b),
    xor: (a, b) => terms.xor(a, b),
    sll: (a, b) => terms.sll(a, b),
    srl: (a, b) => terms.srl(a, b),
    sra: (a, b) => terms.sra(a, b),
    slt: (a, b) => terms.slt(a, b),
    sltu: (a, b) => terms.sltu(a, b),
    equal: (a, b) => terms.equal(a, b),
    decide,
  };
}

/**
 * Run once for every combination of answers, yes first. `run` must depend on its path alone.
 *
 * Returns false when more than `most` runs would be needed; those made are then not all there are.
 */
export function explore(terms: Terms, facts: Facts, most: number, run: (path: Path) => void): boolean {
  let script: boolean[] | undefined = [];
  for (let runs = 0; script !== undefined; runs++) {
    if (runs === most) return false;
    const path = new Path(terms, facts, script);
    run(path);
    const answers: boolean[] = path.answers;
    while (answers.length > 0 && answers.at(-1) === false) answers.pop();
    script = answers.length === 0 ? undefined : [...answers.slice(0, -1), false];
  }
  return true;
}
