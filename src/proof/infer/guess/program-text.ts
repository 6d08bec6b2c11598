/**
 * What guesses ask of the text of a program, found once for all of its functions and all beginnings.
 */

import type { FunctionDefinition, Program } from "../../../lang/program/program.ts";
import { type Candidates, candidatesOf } from "../candidates.ts";
import { ConditionsOfSites } from "../conditions.ts";
import { TermsOfSites } from "../terms-of-sites.ts";
import { termsOfText } from "../text-terms.ts";
import { AssignedOnce } from "./assigned-once.ts";
import { termsOfElements } from "./elements.ts";
import { lengthsInCalls } from "./lengths-in-calls.ts";
import type { TermsWithCalls } from "./terms-with-calls.ts";

/** The text of a program. */
export class ProgramText {
  /** What it computes. */
  readonly terms: TermsOfSites;
  readonly elements: TermsWithCalls;
  /** The conditions that may be facts: those on which checks may depend. */
  readonly conditions: ConditionsOfSites;
  readonly lengthsInCalls: TermsWithCalls;
  readonly assignedOnce: AssignedOnce;
  readonly #candidates = [
    new Map<FunctionDefinition, Candidates>(),
    new Map<FunctionDefinition, Candidates>(),
  ] as const;

  constructor(program: Program) {
    this.terms = new TermsOfSites(program, termsOfText);
    this.elements = termsOfElements(program);
    this.conditions = new ConditionsOfSites(program, false);
    this.lengthsInCalls = lengthsInCalls(program, this.conditions);
    this.assignedOnce = new AssignedOnce(program);
  }

  /** Where the source may stop in a function. */
  candidatesIn(definition: FunctionDefinition, decisions: boolean): Candidates {
    const all = this.#candidates[decisions ? 1 : 0];
    const candidates = all.get(definition) ?? candidatesOf(definition, decisions);
    all.set(definition, candidates);
    return candidates;
  }
}
