/**
 * Terms that belong to each function's text, in its activations: those of an inlined call speak of its own variables, and those of what is around it go
 * with them. So do those of the calls that are inlined in it, as far as they speak of no variables: these are not there yet.
 */

import type { FunctionDefinition, Program } from "../../lang/program/program.ts";
import type { SourceTerm } from "../certificate/claims.ts";
import type { Site } from "../checker/segment/sites.ts";
import { leavesOf, numberedFrom } from "./source-terms.ts";

/** The most terms of calls that are inlined in one activation. */
const mostInside = 60;

/** The terms of activations, each found once. */
export class TermsOfSites {
  readonly #program: Program;
  readonly #termsOf: (definition: FunctionDefinition) => readonly SourceTerm[];
  readonly #goesInside: boolean;
  readonly #ofFunctions = new Map<number, readonly SourceTerm[]>();
  readonly #ofSites = new WeakMap<Site, readonly SourceTerm[]>();

  /** With those of each function, over its own variables; `goesInside`: those of calls that are inlined belong to the activation, too. */
  constructor(
    program: Program,
    termsOf: (definition: FunctionDefinition) => readonly SourceTerm[],
    goesInside = false,
  ) {
    this.#program = program;
    this.#goesInside = goesInside;
    this.#termsOf = termsOf;
  }

  /** Those of an activation, of those around it, and, where that is asked for, of those inside of it. */
  at(site: Site): readonly SourceTerm[] {
    const known = this.#ofSites.get(site);
    if (known !== undefined) return known;
    const inside = this.#goesInside ? [...this.#inside(site)].slice(0, mostInside) : [];
    const all = [...this.#from(site), ...inside];
    this.#ofSites.set(site, all);
    return all;
  }

  /** Those of an activation and of those around it. */
  #from(site: Site): readonly SourceTerm[] {
    const own = this.#in(site.index).map((term) => numberedFrom(term, site.first));
    return site.within === undefined ? own : [...own, ...this.#from(site.within)];
  }

  /** Those of the calls that are inlined in an activation, of each function once: they speak of globals alone. */
  #inside(site: Site): ReadonlySet<SourceTerm> {
    const found = new Set<SourceTerm>();
    for (const inner of site.inner.values()) {
      for (const term of this.#in(inner.index))
        if (leavesOf(term).every(({ kind }) => kind !== "local")) found.add(term);
      for (const term of this.#inside(inner)) found.add(term);
    }
    return found;
  }

  #in(index: number): readonly SourceTerm[] {
    const known = this.#ofFunctions.get(index) ?? this.#termsOf(this.#program.functions[index]!);
    this.#ofFunctions.set(index, known);
    return known;
  }
}
