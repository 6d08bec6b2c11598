/**
 * The conditions that calls which are inlined in a function ask of the lengths of arrays that they are given. What one of them asked is known where the next
 * one asks it again: in between only their caller has a name for the array.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { SourceTerm } from "../../certificate/claims.ts";
import type { Site } from "../../checker/segment/sites.ts";
import type { ConditionsOfSites } from "../conditions.ts";
import { numberedFrom, termName } from "../source-terms.ts";
import { givenTo } from "./elements.ts";

/** The most conditions of one activation. */
const most = 40;

/** The conditions of activations. */
export class LengthsInCalls {
  readonly #program: Program;
  readonly #conditions: ConditionsOfSites;
  readonly #ofSites = new WeakMap<Site, { readonly inlined: number; readonly conditions: readonly SourceTerm[] }>();

  constructor(program: Program, conditions: ConditionsOfSites) {
    this.#program = program;
    this.#conditions = conditions;
  }

  /** Those of the calls in an activation, and in those around it, as long as so many calls are inlined. */
  at(site: Site, inlined: number): readonly SourceTerm[] {
    const known = this.#ofSites.get(site);
    if (known?.inlined === inlined) return known.conditions;
    const own = this.#in(site).map((condition) => numberedFrom(condition, site.first));
    const conditions = site.within === undefined ? own : [...own, ...this.at(site.within, inlined)];
    this.#ofSites.set(site, { inlined, conditions });
    return conditions;
  }

  /** Those of the calls in an activation, over its own variables. */
  #in(site: Site): readonly SourceTerm[] {
    const found = new Map<string, SourceTerm>();
    for (const inner of site.inner.values()) {
      const callee = this.#program.functions[inner.index]!;
      for (const condition of [...this.#conditions.of(callee).filter(isOfLength), ...this.#in(inner)]) {
        const given = givenTo(callee, inner, condition);
        if (given !== undefined && found.size < most) found.set(termName(given), given);
      }
    }
    return [...found.values()];
  }
}

/** Is it asked whether a constant is an index of an array? */
function isOfLength(condition: SourceTerm): boolean {
  if (condition.kind !== "apply") return false;
  const { operation, left, right } = condition;
  return operation === "sltu" && left.kind === "constant" && right.kind === "length";
}
