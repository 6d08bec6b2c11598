/**
 * What guesses ask of the text of a program, found once for all of its functions and all beginnings.
 */

import type { Program } from "../../../lang/program/program.ts";
import { ConditionsOfSites } from "../conditions.ts";
import { TermsOfSites } from "../terms-of-sites.ts";
import { termsOfText } from "../text-terms.ts";
import { ConstantVariables } from "./constant-variables.ts";

/** The text of a program. */
export class ProgramText {
  /** What it computes. */
  readonly terms: TermsOfSites;
  /** The conditions that may be facts: those on which checks may depend. */
  readonly conditions: ConditionsOfSites;
  readonly constants: ConstantVariables;

  constructor(program: Program) {
    this.terms = new TermsOfSites(program, termsOfText);
    this.conditions = new ConditionsOfSites(program, false);
    this.constants = new ConstantVariables(program);
  }
}
