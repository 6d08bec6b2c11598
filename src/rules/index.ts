/**
 * The public door `etalon/rules`: every rule of both semantics as data that can be shown, with the values of a run filled
 * in, and why another rule does not fire. Explicit names.
 *
 * Begin with `ellRules`, `machineRules`, `environmentRules`. No verdict depends on anything here.
 *
 * @module etalon/rules
 */

export { ellRules } from "./ell/ell-rules.ts";
export type { InferenceRule, RuleForm, Semantics } from "./inference-rule.ts";
export { environmentRules, machineRules } from "./machine/machine-rules.ts";
