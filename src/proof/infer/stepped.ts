/**
 * A place that a loop steps along, as an address that goes from element to element: what it held at first and what a variable was then
 * tell together what it holds in every round.
 */

import type { Fact, HeldTerm, SourceTerm, SourceValue } from "../certificate/claims.ts";
import type { Path } from "../checker/paths/path.ts";
import type { Site } from "../checker/segment/sites.ts";
import type { Term } from "../checker/terms/term.ts";
import type { Begun, Pair } from "./found.ts";
import { add, type Configured, type Reading } from "./reading.ts";
import { apply, constant, isValue, locationName, speaksOf, termName, valueName, withLeaves } from "./source-terms.ts";

/** How much a variable's word is more than it was at first, or when the segment began. */
function stepOf(
  path: Path,
  word: Term | undefined,
  first: Term | undefined,
  symbol: Term | undefined,
): number | undefined {
  const more = word && first && path.sub(word, first);
  if (more?.kind === "constant") return more.value === 0 ? undefined : more.value;
  if (word?.kind !== "sum" || word.atoms.length !== 1 || word.factors[0] !== 1) return undefined;
  return word.atoms[0] === symbol && word.constant !== 0 ? word.constant : undefined;
}

/** How much more a variable is than at first. */
function stepsOf(slot: number, was: SourceTerm): SourceTerm {
  const variable: SourceTerm = { kind: "local", slot };
  return was.kind === "constant" && was.value === 0 ? variable : apply("sub", variable, was);
}

/** Is a term the sum of what a loop began with, and of so much more for each step of a variable? */
function isStepped(
  term: SourceTerm,
  begun: Begun,
): term is Extract<SourceTerm, { readonly kind: "apply" }> & { readonly operation: "add" } {
  if (term.kind !== "apply" || term.operation !== "add") return false;
  const { right } = term;
  const times = right.kind === "apply" && right.operation === "mul" ? right.right : right;
  return [...begun].some(([slot, was]) => termName(times) === termName(stepsOf(slot, was)));
}

/**
 * A place held `first` when a loop began, and now holds `word`, which is a constant more than that; a variable was stepped by a part of
 * that constant. Then the place holds `first`, and as often that much more as the variable is more than at first.
 */
export function steppedTerm(
  { path, site }: { readonly path: Path; readonly site: Site },
  first: SourceTerm,
  word: Term,
  { meaning }: Reading,
  begun: Begun,
): SourceTerm | undefined {
  // What was stepped along with a variable once, and is not any more, goes no steady way.
  if (isStepped(first, begun)) return undefined;
  const there = meaning.word(first);
  const more = there && path.sub(word, there.term);
  if (more?.kind !== "constant" || more.value === 0) return undefined;
  for (const [slot, was] of begun) {
    const step = stepOf(
      path,
      meaning.word({ kind: "local", slot })?.term,
      meaning.word(was)?.term,
      site.variables[slot],
    );
    if (step === undefined || more.value % step !== 0) continue;
    const steps = stepsOf(slot, was);
    const factor = more.value / step;
    return apply("add", first, factor === 1 ? steps : apply("mul", constant(factor), steps));
  }
  return undefined;
}

/**
 * A variable was `first` when a loop began, and now is `word`; a place that held a constant counts the rounds, as it is stepped by a part of what the
 * variable is stepped by. Then the variable is as often that much more than at first as the place is; and the place goes one way, as long as it does not wrap.
 */
export function* countedBy(
  { path }: Pick<Configured, "path">,
  first: SourceTerm,
  word: Term,
  places: Iterable<HeldTerm>,
  { meaning }: Reading,
): Generator<{ readonly term: SourceTerm; readonly fact: Fact }> {
  const more = path.sub(word, meaning.word(first)?.term ?? word);
  for (const { location, term: began } of places) {
    const there = began.kind === "constant" ? meaning.word(location)?.term : undefined;
    const rounds = there && path.sub(there, meaning.word(began)!.term);
    const factor = rounds && factorOf(more, rounds);
    if (factor === undefined || Math.abs(factor) < 2 || path.scale(rounds!, factor) !== more) continue;
    const term = apply("add", first, apply("mul", constant(factor), apply("sub", location, began)));
    for (const condition of [apply("sltu", began, location), apply("slt", location, began)])
      if (path.known(meaning.word(condition)!.term) === false) yield { term, fact: { condition, holds: false } };
  }
}

/** How often one word is in another, as far as their first parts tell. */
function factorOf(word: Term, part: Term): number | undefined {
  const first = (t: Term): number => (t.kind === "constant" ? t.value : t.kind === "sum" ? t.factors[0]! : 1);
  const factor = first(word) / first(part);
  return Number.isInteger(factor) && factor !== 0 ? factor : undefined;
}

/**
 * A place that is stepped along with a variable holds another word when the loop is begun anew: it began at another term, and is stepped as
 * before.
 */
export function begunAnew(
  { path }: { readonly path: Path },
  before: SourceTerm,
  word: Term,
  reading: Reading,
  begun: Begun,
): SourceTerm | undefined {
  if (!isStepped(before, begun)) return undefined;
  const { right } = before;
  const steps = reading.meaning.word(right)?.term;
  const first = steps && reading.termOf(path.sub(word, steps));
  return first && apply("add", first, right);
}

/**
 * What was said of a place speaks of a value that was in one place with another, as a variable that a loop begins with. Where the other goes on, the place may
 * go with it.
 */
export function* goneWith(
  before: SourceTerm,
  word: Term,
  { meaning }: Reading,
  pairs: Iterable<Pair>,
): Generator<SourceTerm> {
  const at = new Map<string, SourceValue[]>();
  for (const { value, location } of pairs) add(at, locationName(location), value);
  for (const [one, ...others] of at.values())
    for (const value of others)
      for (const [from, to] of [
        [one!, value],
        [value, one!],
      ] as const) {
        if (!speaksOf(before, valueName(from))) continue;
        const term = withLeaves(before, (leaf) => (isValue(leaf) && valueName(leaf) === valueName(from) ? to : leaf));
        if (term !== undefined && meaning.word(term)?.term === word) yield term;
      }
}
