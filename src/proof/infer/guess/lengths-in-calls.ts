/**
 * The conditions that calls which are inlined in a function ask of the lengths of arrays that they are given. What one of them asked is known where the next
 * one asks it again: in between only their caller has a name for the array.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { SourceTerm } from "../../certificate/claims.ts";
import type { Site } from "../../checker/segment/sites.ts";
import type { ConditionsOfSites } from "../conditions.ts";
import { termName } from "../source-terms.ts";
import { givenTo } from "./elements.ts";
import { TermsWithCalls } from "./terms-with-calls.ts";

/** The most conditions of one activation. */
const most = 40;

/** The conditions of activations. */
export function lengthsInCalls(program: Program, conditions: ConditionsOfSites): TermsWithCalls {
  /** Those of the calls in an activation. */
  const termsIn = (site: Site): readonly SourceTerm[] => {
    const found = new Map<string, SourceTerm>();
    for (const inner of site.inner.values()) {
      const callee = program.functions[inner.index]!;
      for (const condition of [...conditions.of(callee).filter(isOfLength), ...termsIn(inner)]) {
        const given = givenTo(callee, inner, condition);
        if (given !== undefined && found.size < most) found.set(termName(given), given);
      }
    }
    return [...found.values()];
  };
  return new TermsWithCalls(termsIn);
}

/** Is it asked whether a constant is an index of an array? */
function isOfLength(condition: SourceTerm): boolean {
  if (condition.kind !== "apply") return false;
  const { operation, left, right } = condition;
  return operation === "sltu" && left.kind === "constant" && right.kind === "length";
}
