/**
 * What follows from facts at once, without a look at what they speak of: of all that is known only the strongest is asked and claimed. What
 * follows from it goes without saying, until on another way the strongest does not hold.
 */

import type { Fact, SourceTerm } from "../certificate/claims.ts";
import { factText } from "../certificate/source-term.ts";
import { apply, termName } from "./source-terms.ts";

type Facts = ReadonlyMap<string, Fact>;

/** That one term is at least or at most a constant, or is not that constant. */
interface Bound {
  readonly of: string;
  readonly kind: "least" | "most" | "not";
  readonly value: number;
}

/** A fact as a bound; of a length, which is less than 2³¹, both orders are the same. */
function boundIn({ condition, holds }: Fact): Bound | undefined {
  if (condition.kind !== "apply") return undefined;
  const { operation, left, right } = condition;
  if (operation === "equal") return holds || right.kind !== "constant" ? undefined : notBound(left, right.value);
  if (operation !== "slt" && operation !== "sltu") return undefined;
  const [constant, term] = left.kind === "constant" ? [left, right] : [right, left];
  if (constant.kind !== "constant" || term.kind === "constant") return undefined;
  if (operation === "sltu" && (term.kind !== "length" || constant.value < 0)) return undefined;
  const isLeast = (term === right) === holds;
  const value = holds ? constant.value + (isLeast ? 1 : -1) : constant.value;
  return { of: termName(term), kind: isLeast ? "least" : "most", value };
}

function notBound(term: SourceTerm, value: number): Bound {
  const isSum = term.kind === "apply" && term.operation === "add";
  return isSum && term.right.kind === "constant"
    ? { of: termName(term.left), kind: "not", value: (value - term.right.value) | 0 }
    : { of: termName(term), kind: "not", value };
}

/** Of each condition its bound where it holds, and where it does not, found once. */
const [ofHolding, ofOthers] = [new WeakMap<SourceTerm, Bound | "none">(), new WeakMap<SourceTerm, Bound | "none">()];

function boundOf(fact: Fact): Bound | undefined {
  const bounds = fact.holds ? ofHolding : ofOthers;
  const found = bounds.get(fact.condition) ?? boundIn(fact) ?? "none";
  bounds.set(fact.condition, found);
  return found === "none" ? undefined : found;
}

/** Does a comparison hold of all words: of two constants, of a word with itself, or as a length is not negative? */
function saysNothing({ condition, holds }: Fact): boolean {
  if (condition.kind !== "apply") return false;
  const { operation, left, right } = condition;
  if (operation !== "slt" && operation !== "sltu") return false;
  if (left.kind === "constant" && right.kind === "constant") {
    const isLess = operation === "slt" ? left.value < right.value : left.value >>> 0 < right.value >>> 0;
    return isLess === holds;
  }
  if (left.kind === "length" && right.kind === "constant") return !holds && operation === "slt" && right.value <= 0;
  return !holds && left.kind === right.kind && termName(left) === termName(right);
}

/** What follows from some facts. */
class Following {
  readonly #names = new Set<string>();
  readonly #least = new Map<string, number>();
  readonly #most = new Map<string, number>();

  has(fact: Fact, name: string): boolean {
    if (this.#names.has(name) || saysNothing(fact)) return true;
    const bound = boundOf(fact);
    if (bound === undefined) return false;
    const { of, kind, value } = bound;
    const [least, most] = [this.#least.get(of) ?? -Infinity, this.#most.get(of) ?? Infinity];
    if (kind === "least") return least >= value;
    return kind === "most" ? most <= value : value < least || value > most;
  }

  add(fact: Fact): void {
    const bound = boundOf(fact);
    if (bound?.kind === "least") this.#least.set(bound.of, bound.value);
    if (bound?.kind === "most") this.#most.set(bound.of, bound.value);
    const { condition, holds } = fact;
    if (bound !== undefined || !holds || condition.kind !== "apply") return;
    const { operation, left, right } = condition;
    const isIndex = operation === "sltu" && right.kind === "length";
    // An index that is right is not negative, and less than the length.
    if (isIndex) {
      this.#least.set(termName(left), 0);
      this.#names.add(factText({ condition: apply("slt", left, right), holds }));
    }
    if (isIndex || operation === "slt")
      this.#names.add(factText({ condition: apply("slt", right, left), holds: false }));
  }
}

/** Facts from which others follow come first. */
function rank(fact: Fact): number {
  const bound = boundOf(fact);
  if (bound !== undefined) return bound.kind === "not" ? 4 : 2;
  const isOrder = fact.holds && fact.condition.kind === "apply";
  if (isOrder && fact.condition.operation === "sltu") return 0;
  return isOrder && fact.condition.operation === "slt" ? 1 : 3;
}

/** A bound comes before another that may follow from it. */
function byBound(a: Fact, b: Fact): number {
  const [one, other] = [boundOf(a), boundOf(b)];
  if (one === undefined || other === undefined || one.kind !== other.kind) return 0;
  return one.kind === "least" ? other.value - one.value : one.value - other.value;
}

/** Facts in the order in which they are asked, found once: most arrivals take none away. */
const ordered = new WeakMap<Facts, readonly (readonly [string, Fact])[]>();

function inOrder(facts: Facts): readonly (readonly [string, Fact])[] {
  const order = ordered.get(facts) ?? [...facts].sort(([, a], [, b]) => rank(a) - rank(b) || byBound(a, b));
  ordered.set(facts, order);
  return order;
}

/**
 * Of these facts all that are so, and the strongest of them, from which the others follow. `isSo` is asked only of those that do not follow from others
 * that are.
 */
export function factsThatAre(
  facts: Facts,
  isSo: (fact: Fact) => boolean,
): { readonly all: Facts; readonly strongest: readonly Fact[] } {
  const strongest: Fact[] = [];
  if (facts.size === 0) return { all: facts, strongest };
  const following = new Following();
  const gone = new Set<string>();
  for (const [name, fact] of inOrder(facts)) {
    if (following.has(fact, name)) continue;
    if (!isSo(fact)) gone.add(name);
    else {
      strongest.push(fact);
      following.add(fact);
    }
  }
  return { all: gone.size === 0 ? facts : new Map([...facts].filter(([name]) => !gone.has(name))), strongest };
}
