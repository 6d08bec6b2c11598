/**
 * Terms that belong to each function's text, in its activations: those of an inlined call speak of its own variables, and those of what is around it go
 * with them.
 */

import type { FunctionDefinition, Program } from "../../lang/program/program.ts";
import type { SourceTerm } from "../certificate/claims.ts";
import type { Site } from "../checker/segment/sites.ts";
import { numberedFrom } from "./source-terms.ts";

/** The terms of activations, each found once. */
export class TermsOfSites {
  readonly #program: Program;
  readonly #termsOf: (definition: FunctionDefinition) => readonly SourceTerm[];
  readonly #ofFunctions = new Map<number, readonly SourceTerm[]>();
  readonly #ofSites = new WeakMap<Site, readonly SourceTerm[]>();

  /** With those of each function, over its own variables. */
  constructor(program: Program, termsOf: (definition: FunctionDefinition) => readonly SourceTerm[]) {
    this.#program = program;
    this.#termsOf = termsOf;
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
    const known = this.#ofFunctions.get(index) ?? this.#termsOf(this.#program.functions[index]!);
    this.#ofFunctions.set(index, known);
    return known;
  }
}
