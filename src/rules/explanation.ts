/**
 * What can be said of a rule at one step of a run: that it fired and what its letters are bound to, or the first of its
 * premises that fails, in words.
 */

import type { InferenceRule, RuleForm } from "./inference-rule.ts";
import type { FilledText } from "./notation/filled.ts";

/** A letter of a rule and what it is bound to, in the program's own names. */
export interface Binding {
  /** As the rule writes it: `e₁`, `x[rs1]`. */
  readonly letter: string;
  readonly value: string;
}

/** A rule with the values at hand. */
export interface RuleInstance {
  readonly rule: InferenceRule;
  /** The form of the rule of which the step is an instance. */
  readonly form: RuleForm;
  readonly bindings: readonly Binding[];
  /** The texts of the form, with values in the places of letters. */
  readonly premises: readonly FilledText[];
  readonly from: FilledText;
  readonly event: FilledText | undefined;
  readonly to: FilledText;
}

/** Does a rule fire at a step? If not, why not. */
export type RuleAnswer =
  | { readonly kind: "fires"; readonly instance: RuleInstance }
  | {
      readonly kind: "fails";
      readonly rule: InferenceRule;
      /** Of several forms, the one that came furthest. */
      readonly form: RuleForm;
      /** The first premise that fails, as the rule writes it. */
      readonly premise: string;
      /** Why it fails here. */
      readonly words: string;
    };
