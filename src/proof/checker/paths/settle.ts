/**
 * A term on a path: each truth value in it that the path decides is its constant, and an operation on words that the path knows
 * not to be negative is the unsigned one. So code without branches is compared with source that has them.
 *
 * Only what is near the top of a term is looked at, and only so many parts of it.
 */

import type { AtomOperation, Term } from "../terms/term.ts";
import { isTruthValue } from "../terms/term.ts";
import type { Terms } from "../terms/terms.ts";

/** Terms on a path. */
export interface Knowing extends Terms {
  /** Is the condition known to hold, known not to hold, or open? */
  known(condition: Term): boolean | undefined;
  /** Is it known that the word is not negative? */
  isNatural(word: Term): boolean;
}

/** So deep is a term looked into. */
const deepest = 4;
/** So many parts are looked at. */
const mostParts = 64;

/**
 * The unsigned operations that are the same on words that are not negative.
 *
 * The laws are those of terms that are never negative: `positive` of slt, sra, div, rem and mulh.
 */
const unsigned: Partial<Record<AtomOperation, AtomOperation>> = {
  slt: "sltu",
  sra: "srl",
  div: "divu",
  rem: "remu",
  mulh: "mulhu",
};

/** The term on the path. */
export function settle(path: Knowing, term: Term): Term {
  let parts = 0;
  const within = (t: Term, depth: number): Term => {
    if (t.kind === "constant" || parts === mostParts) return t;
    parts++;
    path.work.spend(1);
    if (isTruthValue(t)) {
      const known = path.known(t);
      if (known !== undefined) return path.constant(Number(known));
    }
    return depth === 0 ? t : made(path, t, (part) => within(part, depth - 1));
  };
  return within(term, deepest);
}

/** The term made anew of its parts on the path. */
export function made(path: Knowing, t: Term, onPath: (part: Term) => Term): Term {
  switch (t.kind) {
    case "constant":
    case "symbol":
    case "length":
    case "select":
      return t;
    case "sum": {
      let sum: Term = path.constant(t.constant);
      for (const [i, atom] of t.atoms.entries()) sum = path.add(sum, path.scale(onPath(atom), t.factors[i]!));
      return sum;
    }
    case "apply": {
      const [left, right] = [onPath(t.left), onPath(t.right)];
      const other = unsigned[t.operation];
      if (other !== undefined && path.isNatural(left) && (other === "srl" || path.isNatural(right)))
        return path[other](left, right);
      return left === t.left && right === t.right ? t : path[t.operation](left, right);
    }
  }
}

/** Is a word made of conditions, so that what the path decides of them may tell something of it? */
export function hasCondition(t: Term, depth = deepest): boolean {
  if (depth === 0) return false;
  const within = (part: Term): boolean =>
    (part.kind === "apply" && isTruthValue(part)) || hasCondition(part, depth - 1);
  switch (t.kind) {
    case "constant":
    case "symbol":
    case "length":
    case "select":
      return false;
    case "sum":
      return t.atoms.length <= mostParts && t.atoms.some(within);
    case "apply":
      return within(t.left) || within(t.right);
  }
}

/** A condition that a word is, or that it is made of, not too deep in it. */
export function conditionIn(t: Term, depth = deepest): Term | undefined {
  if (t.kind === "apply" && isTruthValue(t)) return t;
  if (depth === 0) return undefined;
  const parts = t.kind === "sum" ? t.atoms.slice(0, mostParts) : t.kind === "apply" ? [t.left, t.right] : [];
  for (const part of parts) {
    const found = conditionIn(part, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
