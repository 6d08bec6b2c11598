/**
 * A place that a loop steps along, as an address that goes from element to element: what it held at first and what a variable was then
 * tell together what it holds in every round.
 */

import type { SourceTerm } from "../certificate/claims.ts";
import type { Path } from "../checker/paths/path.ts";
import type { Site } from "../checker/segment/sites.ts";
import type { Term } from "../checker/terms/term.ts";
import type { Reading } from "./reading.ts";
import { apply, constant } from "./source-terms.ts";

/** What each number was when a cut point was reached first, by its slot, as a term that does not speak of it. */
export type Begun = ReadonlyMap<number, SourceTerm>;

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

function isZero(term: SourceTerm): boolean {
  return term.kind === "constant" && term.value === 0;
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
  const there = meaning.word(first);
  const more = there && path.sub(word, there.term);
  if (more?.kind !== "constant" || more.value === 0) return undefined;
  for (const [slot, was] of begun) {
    const variable: SourceTerm = { kind: "local", slot };
    const step = stepOf(path, meaning.word(variable)?.term, meaning.word(was)?.term, site.variables[slot]);
    if (step === undefined || more.value % step !== 0) continue;
    const times: SourceTerm = isZero(was) ? variable : apply("sub", variable, was);
    const factor = more.value / step;
    return apply("add", first, factor === 1 ? times : apply("mul", constant(factor), times));
  }
  return undefined;
}
