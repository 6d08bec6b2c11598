/**
 * The rules of Ell's small steps with their structure: each line of a rule is a transition, and beside it what must hold
 * besides, the event, and remarks.
 */

import { rules as names } from "../../lang/semantics/step.ts";
import type { InferenceRule, RuleForm, StatedRule } from "../inference-rule.ts";
import { statedEll } from "../stated.ts";

/** Operators of which a rule names one and means the other too. */
const families = [
  ["&&", "||"],
  ["/", "%"],
  ["read_bytes", "write_bytes"],
] as const;

/**
 * The rules of Ell, in the order of docs/ell-semantics.md.
 *
 * @example
 * ```ts
 * import { ellRules } from "etalon/rules";
 * const rule = ellRules.find(({ name }) => name === "index_trap");
 * rule?.number; // => "18"
 * rule?.forms; // => [{ premises: ["unless i <ᵤ length S(r)"], from: "⟨value i, r[□] · K, S⟩", event: undefined, to: "trap bounds", notes: [] }]
 * ```
 */
export const ellRules: readonly InferenceRule[] = statedEll.map((stated) => ({
  semantics: "ell",
  number: String((names as readonly string[]).indexOf(stated.name) + 1),
  ...stated,
  forms: ellForms(stated),
}));

/** The forms of a rule as stated. It throws on a line that is no transition: that is a mistake in the comment above its code. */
function ellForms({ name, lines }: Pick<StatedRule, "name" | "lines">): readonly RuleForm[] {
  return lines.flatMap((line) => {
    const [transition = "", ...beside] = line.split("    ");
    const form = formOf(name, transition, beside);
    const others = beside.flatMap((part) => /^likewise (\S+)$/.exec(part)?.[1] ?? []);
    return [form, ...others.map((other) => likewise(form, other))];
  });
}

function formOf(name: string, transition: string, beside: readonly string[]): RuleForm {
  const [from, to, ...more] = transition.split(" → ");
  if (from === undefined || to === undefined || more.length > 0)
    throw new Error(`rule ${name} has a line that is no transition ⟨…⟩ → …: ${transition}`);
  const premises: string[] = [];
  const notes: string[] = [];
  let event: string | undefined;
  for (const part of beside) {
    if (/^(when|unless) /.test(part)) premises.push(part);
    else if (part.startsWith("event ")) event = part.slice("event ".length);
    else if (!part.startsWith("likewise ")) notes.push(part);
  }
  return { premises, from, event, to, notes };
}

/** The same form for the other operator of its family. */
function likewise(form: RuleForm, other: string): RuleForm {
  const family = families.find((members) => members.some((member) => member === other));
  const own = family?.find((member) => form.from.includes(member));
  if (own === undefined)
    throw new Error(`a rule says "likewise ${other}", and has nothing that ${other} could stand for`);
  const change = (text: string): string => text.replaceAll(own, other);
  return { ...form, from: change(form.from), to: change(form.to) };
}
