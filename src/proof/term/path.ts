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
    terms.work.spend(facts.size);
    this.#facts = new Map(facts);
    this.#script = script;
    this.words = new PathWords(terms, this);
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
    this.terms.work.spend(1);
    const answer = this.#script[this.answers.length] ?? true;
    this.answers.push(answer);
    this.#facts.set(l.atom.id, { atom: l.atom, holds: answer === l.holds });
    return answer;
  }
}

/** The word operations of a table, deciding on a path. */
class PathWords implements Words<Term> {
  readonly #terms: Terms;
  readonly #path: Path;

  constructor(terms: Terms, path: Path) {
    this.#terms = terms;
    this.#path = path;
  }

  constant(value: number): Term {
    return this.#terms.constant(value);
  }

  add(a: Term, b: Term): Term {
    return this.#terms.add(a, b);
  }

  sub(a: Term, b: Term): Term {
    return this.#terms.sub(a, b);
  }

  mul(a: Term, b: Term): Term {
    return this.#terms.mul(a, b);
  }

  mulh(a: Term, b: Term): Term {
    return this.#terms.mulh(a, b);
  }

  mulhsu(a: Term, b: Term): Term {
    return this.#terms.mulhsu(a, b);
  }

  mulhu(a: Term, b: Term): Term {
    return this.#terms.mulhu(a, b);
  }

  div(a: Term, b: Term): Term {
    return this.#terms.div(a, b);
  }

  divu(a: Term, b: Term): Term {
    return this.#terms.divu(a, b);
  }

  rem(a: Term, b: Term): Term {
    return this.#terms.rem(a, b);
  }

  remu(a: Term, b: Term): Term {
    return this.#terms.remu(a, b);
  }

  and(a: Term, b: Term): Term {
    return this.#terms.and(a, b);
  }

  or(a: Term, b: Term): Term {
    return this.#terms.or(a, b);
  }

  xor(a: Term, b: Term): Term {
    return this.#terms.xor(a, b);
  }

  sll(a: Term, b: Term): Term {
    return this.#terms.sll(a, b);
  }

  srl(a: Term, b: Term): Term {
    return this.#terms.srl(a, b);
  }

  sra(a: Term, b: Term): Term {
    return this.#terms.sra(a, b);
  }

  slt(a: Term, b: Term): Term {
    return this.#terms.slt(a, b);
  }

  sltu(a: Term, b: Term): Term {
    return this.#terms.sltu(a, b);
  }

  equal(a: Term, b: Term): Term {
    return this.#terms.equal(a, b);
  }

  decide(condition: Term): boolean {
    return this.#path.decide(condition);
  }
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
