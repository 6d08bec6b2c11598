/**
 * What a function's own text computes of its variables, as terms. What an optimiser keeps in a place is mostly the value of such an expression, though the
 * word there may be read in other ways: of a byte a shift to the right is one of two, and of what is a constant on one way nothing can be read.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Program } from "../../lang/program/program.ts";
import type { SourceTerm } from "../certificate/claims.ts";
import type { Site } from "../checker/segment/sites.ts";
import { anyTermOf } from "./expression-terms.ts";
import { numberedFrom, termName } from "./source-terms.ts";

/** The most terms of one function. */
const most = 60;

/** The terms of the text of the activations of one function. */
export class TextTerms {
  readonly #program: Program;
  readonly #ofFunctions = new Map<number, readonly SourceTerm[]>();
  readonly #ofSites = new WeakMap<Site, readonly SourceTerm[]>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** Those of an activation and of those around it. */
  at(site: Site): readonly SourceTerm[] {
    const known = this.#ofSites.get(site);
    if (known !== undefined) return known;
    const own = this.#in(site.index).map((term) => numberedFrom(term, site.first));
    const all = [...own, ...(site.within === undefined ? [] : this.at(site.within))];
    this.#ofSites.set(site, all);
    return all;
  }

  #in(index: number): readonly SourceTerm[] {
    const known = this.#ofFunctions.get(index) ?? termsIn(this.#program, index);
    this.#ofFunctions.set(index, known);
    return known;
  }
}

function termsIn({ functions }: Program, index: number): readonly SourceTerm[] {
  const found = new Map<string, SourceTerm>();
  for (const node of nodesUnder(functions[index]!.body)) {
    const term =
      node.kind === "unary" || node.kind === "binary" || node.kind === "length" ? anyTermOf(node) : undefined;
    if (term !== undefined) found.set(termName(term), term);
  }
  return [...found.values()].slice(0, most);
}
