/**
 * What the text of a function computes of elements of arrays, and what calls compute that are inlined in it, of what they are given. An optimiser keeps
 * such words in registers where they are the same in each round of a loop.
 */

import { nodesUnder } from "../../../lang/program/nodes.ts";
import type { FunctionDefinition, Program } from "../../../lang/program/program.ts";
import { mostTermNodes, type SourceTerm } from "../../certificate/claims.ts";
import { partsOf } from "../../certificate/source-term.ts";
import type { Site } from "../../checker/segment/sites.ts";
import { readingTermOf } from "../expression-terms.ts";
import { leavesOf, nodesOf, numberedFrom, termName, withLeaves } from "../source-terms.ts";
import { assignedIn } from "./assigned.ts";

/** The most terms of one activation, with those of the calls that are inlined in it. */
const most = 60;
/** So many variables that are assigned once are read through one another. */
const deepest = 3;

/** The terms of activations. */
export class TermsOfElements {
  readonly #program: Program;
  readonly #own = new Map<FunctionDefinition, readonly SourceTerm[]>();
  readonly #ofSites = new WeakMap<Site, { readonly inlined: number; readonly terms: readonly SourceTerm[] }>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** Those of an activation and of those around it, as long as so many calls are inlined. */
  at(site: Site, inlined: number): readonly SourceTerm[] {
    const known = this.#ofSites.get(site);
    if (known?.inlined === inlined) return known.terms;
    const found = new Map<string, SourceTerm>();
    for (let at: Site | undefined = site; at !== undefined; at = at.within)
      for (const term of this.#in(at)) {
        const one = numberedFrom(term, at.first);
        found.set(termName(one), one);
      }
    const terms = [...found.values()];
    this.#ofSites.set(site, { inlined, terms });
    return terms;
  }

  /** Those of an activation, over its own variables: of its own text those that read elements, as the others are found without this. */
  #in(site: Site): readonly SourceTerm[] {
    const found = this.#of(site.index).filter(readsElement);
    for (const inner of site.inner.values()) {
      const definition = this.#program.functions[inner.index]!;
      for (const term of [...this.#of(inner.index).filter((one) => !readsElement(one)), ...this.#in(inner)]) {
        if (found.length >= most) return found;
        const given = givenTo(definition, inner, term);
        if (given !== undefined) found.push(given);
      }
    }
    return found;
  }

  /** Those of a function. */
  #of(index: number): readonly SourceTerm[] {
    const definition = this.#program.functions[index]!;
    const known = this.#own.get(definition);
    if (known !== undefined) return known;
    const found = new Map<string, SourceTerm>();
    for (const node of nodesUnder(definition.body)) {
      const isComputed =
        node.kind === "unary" || node.kind === "binary" || node.kind === "length" || node.kind === "index";
      const term = isComputed ? readingTermOf(node) : undefined;
      if (term !== undefined && leavesOf(term).some(({ kind }) => kind !== "constant")) found.set(termName(term), term);
    }
    const terms = [...found.values()].slice(0, most);
    this.#own.set(definition, terms);
    return terms;
  }
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
