/**
 * The public door `etalon/rules`: every rule of both semantics as data that can be shown, with the values of a run filled
 * in, and why another rule does not fire. Explicit names.
 *
 * Begin with `ellRules`, `machineRules`, `environmentRules`; `mathOf` and `stepOf` set them, and `playgroundLink` leads to a
 * program in which one fires. No verdict depends on anything here.
 *
 * @module etalon/rules
 */

export type { MachineMoment } from "../machine/semantics/trace.ts";
export { watchMachine } from "../machine/semantics/trace.ts";
export { ellRules } from "./ell/ell-rules.ts";
export type { EllExplainer, EllMoment } from "./ell/explain.ts";
export { explainEll } from "./ell/explain.ts";
export type { Binding, RuleAnswer, RuleInstance } from "./explanation.ts";
export type { InferenceRule, RuleForm, Semantics } from "./inference-rule.ts";
export { environmentAnswer, machineAnswer } from "./machine/explain.ts";
export { environmentRules, machineRules } from "./machine/machine-rules.ts";
export type { FilledText, TextPart } from "./notation/filled.ts";
export { plainText } from "./notation/filled.ts";
export type { MathNode } from "./notation/mathml.ts";
export { mathML, mathOf, stepOf } from "./notation/mathml.ts";
export type { RuleKey, RuleWitness } from "./witnesses.ts";
export { playgroundLink, ruleKey, ruleWitness } from "./witnesses.ts";
