/**
 * Terms that belong to activations and to the calls that are inlined in them. While a guess is made more calls are inlined, so they are found again for each
 * number of these.
 */

import type { SourceTerm } from "../../certificate/claims.ts";
import type { Site } from "../../checker/segment/sites.ts";
import { numberedFrom, termName } from "../source-terms.ts";

/** The terms of activations. */
export class TermsWithCalls {
  readonly #termsIn: (site: Site) => readonly SourceTerm[];
  readonly #ofSites = new WeakMap<Site, { readonly inlined: number; readonly terms: readonly SourceTerm[] }>();

  /** `termsIn`: those of an activation, over its own variables. */
  constructor(termsIn: (site: Site) => readonly SourceTerm[]) {
    this.#termsIn = termsIn;
  }

  /** Those of an activation and of those around it, each once, as long as so many calls are inlined. */
  at(site: Site, inlined: number): readonly SourceTerm[] {
    const known = this.#ofSites.get(site);
    if (known?.inlined === inlined) return known.terms;
    const around = site.within === undefined ? [] : this.at(site.within, inlined);
    const own = this.#termsIn(site).map((term) => numberedFrom(term, site.first));
    const terms = [...new Map([...own, ...around].map((term) => [termName(term), term])).values()];
    this.#ofSites.set(site, { inlined, terms });
    return terms;
  }
}
