/**
 * A link to a rule, as the documentation has it: `#rule=ell/index_load`. It opens the shortest program known in which the rule
 * fires, at the first step at which it does.
 */

import { failure, type Result, success } from "etalon";
import type { RuleKey, RuleWitness } from "etalon/rules";

const form = /^#rule=((?:ell|machine|environment)\/\w{1,40})$/;

/** The rule that an address names, where it is the address of a rule at all. */
export function ruleInLink(hash: string): RuleKey | undefined {
  return form.exec(hash)?.[1] as RuleKey | undefined;
}

/** The program that shows a rule; or why there is none. */
export async function programOf(key: RuleKey): Promise<Result<RuleWitness, string>> {
  const { ruleWitness } = await import("etalon/rules");
  const witness = ruleWitness(key);
  if (witness === undefined) return failure(`There is no rule ${key}.`);
  return typeof witness === "string" ? failure(`No program shows the rule ${key}: ${witness}.`) : success(witness);
}
