/**
 * The rules of both semantics, as they are shown on the site: each with its number, set as an inference rule from the table that
 * the code's own comments are carried to, and with a link to a program in which it fires.
 */

import {
  ellRules,
  environmentRules,
  type InferenceRule,
  machineRules,
  mathML,
  mathOf,
  playgroundLink,
  ruleKey,
  ruleWitness,
  stepOf,
} from "../../src/rules/index.ts";
import { escaped } from "./highlight.ts";

/** The address of the playground with this behind it. */
export type Opener = (hash: string) => string;

const byNumber = new Map([...ellRules, ...machineRules, ...environmentRules].map((rule) => [rule.number, rule]));

const numbered = /^ *(\d+) {2}\w/;

/** Code that is a list of rules of Ell, as they are set; nothing for other code. */
export function rulesInCode(content: string, open: Opener): string | undefined {
  const lines = content.trimEnd().split("\n");
  const numbers = lines.map((line) => numbered.exec(line)?.[1]);
  if (numbers.some((number) => number === undefined)) return undefined;
  return list([...new Set(numbers)].map((number) => of(number!)).map((rule) => shown(rule, "", open)));
}

/** A table of rules of the machine, with what each does; nothing for other tables. */
export function rulesInTable(rows: readonly (readonly string[])[], open: Opener): string | undefined {
  const [head, ...others] = rows;
  if (head?.join("|") !== "|rule|what it does") return undefined;
  return list(others.map(([number, , does]) => shown(of(number!), does!, open)));
}

function of(number: string): InferenceRule {
  const rule = byNumber.get(number);
  if (rule === undefined) throw new Error(`no rule has the number ${number}`);
  return rule;
}

const list = (rules: readonly string[]): string =>
  `<div class="scroll" tabindex="0" role="region" aria-label="Rules"><ul class="rules">${rules.join("")}</ul></div>\n`;

function shown(rule: InferenceRule, does: string, open: Opener): string {
  const { name, number, semantics, forms } = rule;
  const witness = ruleWitness(ruleKey(rule));
  if (witness === undefined) throw new Error(`no program is known in which ${name} fires`);
  const run =
    typeof witness === "string"
      ? ""
      : `<a href="${open(playgroundLink(ruleKey(rule)))}" aria-label="run it: ${escaped(name)}">run it</a>`;
  const head = `<span class="number">${number}</span> <code>${escaped(name)}</code> ${run}`;
  const never =
    typeof witness === "string" ? `<p class="never">No compiled program runs it: ${escaped(witness)}.</p>` : "";
  const sentence = does === "" ? "" : `<p class="does">${escaped(does)}</p>`;
  return `<li id="${semantics}-${name}"><div class="about">${head}${sentence}${never}</div><div>${forms.map(form).join("")}</div></li>`;
}

function form({ premises, from, event, to, notes }: InferenceRule["forms"][number]): string {
  const above = premises.map((premise) => mathML(mathOf(premise))).join("");
  const below = mathML(stepOf(from, event, to));
  const besides = notes.length === 0 ? "" : `<small>${notes.map((note) => mathML(mathOf(note))).join(", ")}</small>`;
  return `<div class="form"><div class="inference"><div class="premises">${above}</div><div>${below}</div></div>${besides}</div>`;
}
