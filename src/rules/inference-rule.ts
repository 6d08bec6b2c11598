/**
 * A rule of a semantics as data that can be shown: name, number, group, and its inference rule, in one or more forms.
 *
 * What a rule says is written once, as a comment above its code (`src/lang/semantics/step.ts`, `src/machine/semantics/`).
 * `npm run rules` carries it here; this room gives it structure, fills it with the values of a run, and says why it does
 * not fire. Nothing that is trusted imports this room.
 */

/** A rule as it stands in the code. */
export interface StatedRule {
  readonly name: string;
  readonly group: string;
  /** One line for each form; its parts are four spaces apart. */
  readonly lines: readonly string[];
}

/** A scheme of the machine's rules, as it stands in the code. */
export interface StatedScheme {
  readonly name: string;
  readonly premises: readonly string[];
  readonly conclusion: string;
}

/** Which rules: Ell's small steps, RV32IM's instructions, or the calls of Ell's environment. */
export type Semantics = "ell" | "machine" | "environment";

/** One form of a rule: when the premises hold, the conclusion is a step. */
export interface RuleForm {
  /** Above the line, in the order in which they are looked at. */
  readonly premises: readonly string[];
  /** Below the line: where the step begins. */
  readonly from: string;
  /** The event that the environment sees, such as `read b`. */
  readonly event: string | undefined;
  /** Below the line: where the step leads. */
  readonly to: string;
  /** Remarks that are no premises: `r fresh`, special cases of an operation. */
  readonly notes: readonly string[];
}

/** A rule of one of the semantics. */
export interface InferenceRule {
  readonly semantics: Semantics;
  readonly name: string;
  /** As the docs number it: `17`, `M14`, `E1`. */
  readonly number: string;
  /** The heading under which the docs have it. */
  readonly group: string;
  /** The lines as they stand in the code and in the docs. */
  readonly lines: readonly string[];
  /** At least one. A step by this rule is an instance of one of them. */
  readonly forms: readonly RuleForm[];
}
