/**
 * What the text of a function computes of elements of arrays, and what calls compute that are inlined in it, of what they are given. An optimiser keeps
 * such words in registers where they are the same in each round of a loop.
 */

import type { FunctionDefinition, Program } from "../../../lang/program/program.ts";
import { mostTermNodes, type SourceTerm } from "../../certificate/claims.ts";
import { partsOf } from "../../certificate/source-term.ts";
import type { Site } from "../../checker/segment/sites.ts";
import { readingTermOf } from "../expression-terms.ts";
import { leavesOf, nodesOf, withLeaves } from "../source-terms.ts";
import { readingTermsOfText } from "../text-terms.ts";
import { assignedIn } from "./assigned.ts";
import { TermsWithCalls } from "./terms-with-calls.ts";

/** The most terms of one activation, with those of the calls that are inlined in it. */
const most = 60;
/** So many variables that are assigned once are read through one another. */
const deepest = 3;

/** The terms of activations. */
export function termsOfElements(program: Program): TermsWithCalls {
  const found = new Map<number, readonly SourceTerm[]>();
  const termsOf = (index: number): readonly SourceTerm[] => {
    const terms = found.get(index) ?? readingTermsOfText(program.functions[index]!);
    found.set(index, terms);
    return terms;
  };
  /** Of an activation's own text those that read elements, as the others are found without this. */
  const termsIn = (site: Site): readonly SourceTerm[] => {
    const all = termsOf(site.index).filter(readsElement);
    for (const inner of site.inner.values()) {
      const callee = program.functions[inner.index]!;
      for (const term of [...termsOf(inner.index).filter((one) => !readsElement(one)), ...termsIn(inner)]) {
        if (all.length >= most) return all;
        const given = givenTo(callee, inner, term);
        if (given !== undefined) all.push(given);
      }
    }
    return all;
  };
  return new TermsWithCalls(termsIn);
}

function readsElement(term: SourceTerm): boolean {
  return term.kind === "element" || partsOf(term).some(readsElement);
}

/** A term over a callee's variables, over those of its caller: of what it is given, and of what it computes of that once and for all. */
export function givenTo(
  callee: FunctionDefinition,
  site: Site,
  term: SourceTerm,
  depth = deepest,
): SourceTerm | undefined {
  const others = new Map<SourceTerm, SourceTerm>();
  for (const leaf of leavesOf(term)) {
    const other = leaf.kind === "local" ? givenAs(callee, site, leaf.slot, depth) : leaf;
    if (other === undefined) return undefined;
    others.set(leaf, other);
  }
  const given = withLeaves(term, (leaf) => others.get(leaf)!);
  return given !== undefined && nodesOf(given) <= mostTermNodes ? given : undefined;
}

/** What a callee's variable is. */
function givenAs(callee: FunctionDefinition, site: Site, slot: number, depth: number): SourceTerm | undefined {
  const assigned = assignedIn(callee).get(slot);
  const isGiven = slot < callee.parameters;
  if (isGiven) return assigned === undefined ? readingTermOf(site.call!.arguments[slot]!) : undefined;
  if (assigned === undefined || assigned === "several" || depth === 0) return undefined;
  const term = readingTermOf(assigned);
  return term && givenTo(callee, site, term, depth - 1);
}
