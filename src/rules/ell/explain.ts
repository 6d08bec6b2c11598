/**
 * Ell's rules at a step of a run. A rule's own text is matched with the configuration: what is shown is what decides, and a
 * text that says something else than the code does is found by a test, which tries every rule at every step.
 */

import type { Outcome } from "../../core/behaviour.ts";
import type { Program } from "../../lang/program/program.ts";
import type { Configuration } from "../../lang/semantics/configuration.ts";
import { type Rule, rules } from "../../lang/semantics/step.ts";
import type { Binding, RuleAnswer, RuleInstance } from "../explanation.ts";
import type { InferenceRule, RuleForm } from "../inference-rule.ts";
import type { FilledText, TextPart } from "../notation/filled.ts";
import { tokensOf } from "../notation/tokens.ts";
import { termValue, truthOf } from "./conditions.ts";
import { ellRules } from "./ell-rules.ts";
import { type Item, itemsOfControl, itemsOfFrame } from "./items.ts";
import {
  type Bindings,
  configurationPattern,
  keyOf,
  matchControl,
  matchTop,
  type PatternPart,
  partsOf,
} from "./pattern.ts";
import { joined, Wording } from "./wording.ts";

/** A step as `watchSteps` gives it: the configurations on both sides of it, and how the run ended with it. */
export interface EllMoment {
  readonly before: Configuration<number>;
  readonly after: Configuration<number> | undefined;
  readonly outcome: Outcome | undefined;
}

/** Says of the rules of Ell whether they fire at a step. */
export interface EllExplainer {
  /** The rule at this step: what its letters are bound to, or the first premise that fails. */
  answer(rule: Rule, moment: EllMoment): RuleAnswer;
  /** A configuration in a line: what is in control, and the first frames of the continuation. */
  shown(configuration: Configuration<number>): string;
}

/**
 * An explainer for the runs of one program. Ask it before the run goes on: the store of a configuration is the present one.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { parseProgram, watchSteps } from "etalon/lang";
 * import { explainEll, plainText } from "etalon/rules";
 * const program = parseProgram("fn main(): int { let a = new int[](3); return a[7]; }");
 * if (!program.ok) throw new Error("refused");
 * const explainer = explainEll(program.value);
 * const steps = [...watchSteps(program.value, environmentOf(new Uint8Array()))];
 * const trap = steps.at(-1)!;
 * const fired = explainEll(program.value).answer("index_trap", trap);
 * fired.kind === "fires" && plainText(fired.instance.from); // => "⟨value 7, #0 (a)[□] · K, S⟩"
 * const other = explainEll(program.value).answer("index_load", trap);
 * other.kind === "fails" && other.words; // => "7 <ᵤ length S(#0 (a)) = 3: this is false"
 * ```
 */
export function explainEll(program: Program): EllExplainer {
  const wording = new Wording(program);
  return {
    shown: (c) => `${wording.row(itemsOfControl(c, wording.typeOf), c)}, ${wording.continuation(c.continuation, c)}`,
    answer(name, moment) {
      const rule = ellRules[rules.indexOf(name)]!;
      const tries = rule.forms.map((form) => tryForm(form, moment, wording));
      const held = tries.findIndex(({ kind }) => kind === "holds");
      const found = tries[held];
      if (found?.kind === "holds")
        return { kind: "fires", instance: instanceOf(rule, rule.forms[held]!, found.bound, moment, wording) };
      const failed = tries.flatMap((attempt, index) => (attempt.kind === "fails" ? [{ ...attempt, index }] : []));
      const best = failed.reduce((a, b) => (b.stage > a.stage ? b : a));
      return { kind: "fails", rule, form: rule.forms[best.index]!, premise: best.premise, words: best.words };
    },
  };
}

type Attempt =
  | { readonly kind: "holds"; readonly bound: Bindings }
  | { readonly kind: "fails"; readonly stage: number; readonly premise: string; readonly words: string };

function tryForm(form: RuleForm, moment: EllMoment, wording: Wording): Attempt {
  const { before } = moment;
  const fails = (stage: number, premise: string, words: string): Attempt => ({ kind: "fails", stage, premise, words });
  const left = configurationPattern(form.from)!;
  const control = matchControl(left.control, before, wording, new Map());
  if (control === undefined) {
    const here = wording.row(itemsOfControl(before, wording.typeOf), before);
    return fails(1, left.control, `control must be ${left.control}, and here it is ${here}`);
  }
  const top = left.top === undefined ? control : matchTop(left.top, before, control);
  if (left.top !== undefined && top === undefined) {
    const here = wording.row(itemsOfFrame(before.continuation), before);
    const found = here === "" ? "and here it is at its end" : `and here it begins with ${here}`;
    return fails(2, left.top, `the continuation must begin with ${left.top}, ${found}`);
  }
  const bound = withUpdate(form, top ?? control);
  const missing = missingStatement(form, bound);
  if (missing !== undefined) return fails(3, missing, `there must be a statement ${missing}, and there is none`);
  for (const [index, premise] of form.premises.entries()) {
    const [word, condition] = split(premise);
    const truth = truthOf(condition, bound, before);
    if (truth === "unread")
      throw new Error(`a rule has a condition that src/rules/ell/conditions.ts cannot read: ${condition}`);
    if (truth === "open" || truth === (word === "when")) continue;
    return fails(4 + index, premise, failing(condition, truth, bound, before, wording));
  }
  return afterwards(form, bound, moment, wording);
}

function failing(
  condition: string,
  truth: boolean,
  bound: Bindings,
  c: Configuration<number>,
  wording: Wording,
): string {
  return `${textOf(filled(condition, bound, c, wording))}: this is ${truth ? "true, and must not be" : "false"}`;
}

function split(premise: string): readonly ["when" | "unless", string] {
  return premise.startsWith("when ") ? ["when", premise.slice(5)] : ["unless", premise.slice("unless ".length)];
}

/** The update of a loop is bound by the condition that there is one. */
function withUpdate(form: RuleForm, bound: Bindings): Bindings {
  const letter = form.premises.flatMap((premise) => / has the update (\S+)$/.exec(premise)?.[1] ?? [])[0];
  const [loop] = bound.get("ℓ") ?? [];
  if (letter === undefined || loop?.kind !== "statement" || loop.node.kind !== "while") return bound;
  const { update } = loop.node;
  return update === undefined ? bound : new Map(bound).set(letter, [{ kind: "statement", node: update }]);
}

/** The statement that a rule goes on with, where the list that it is the first of is empty. */
function missingStatement(form: RuleForm, bound: Bindings): string | undefined {
  const control = configurationPattern(form.to)?.control;
  const wanted = control !== undefined && /^s[₀-₉ᵢ]$/u.test(control) && form.from.includes(`${control} …`);
  return wanted && !bound.has(control) ? control : undefined;
}

/**
 * The right side, matched with where the step led. Rules that begin alike differ only in what the environment answered, so
 * this decides between them; and letters that stand only on the right are bound.
 */
function afterwards(form: RuleForm, bound: Bindings, { before, after, outcome }: EllMoment, wording: Wording): Attempt {
  const fails = (premise: string, here: string): Attempt => ({
    kind: "fails",
    stage: 99,
    premise,
    words: `the step must lead to ${premise}, and it leads to ${here}`,
  });
  const right = configurationPattern(form.to);
  if (right === undefined) {
    const [what, which = ""] = form.to.split(" ");
    const ended = outcome !== undefined && (what === "halt" ? outcome.kind === "halted" : outcome.kind === "trapped");
    const trap = outcome?.kind === "trapped" ? outcome.trap : undefined;
    if (ended && (what === "halt" || trap === which)) return { kind: "holds", bound };
    return fails(form.to, outcome === undefined ? "another configuration" : `the end: ${outcome.kind}`);
  }
  if (after === undefined) return fails(form.to, `the end: ${outcome?.kind ?? "nothing"}`);
  const here = wording.row(itemsOfControl(after, wording.typeOf), after);
  const body = /^body (\S+)$/.exec(right.control)?.[1];
  const next =
    body === undefined
      ? controlAfter(right.control, bound, before, after, wording)
      : inBody(body, bound, after, wording);
  if (next === undefined) return fails(right.control, here);
  const stillThere = right.top === undefined ? next : matchTop(right.top, after, next);
  if (stillThere === undefined) return fails(`${right.top} · K`, wording.continuation(after.continuation, after));
  const rate = premisesAfter(form, stillThere, before, wording);
  return rate ?? { kind: "holds", bound: stillThere };
}

/** Conditions on letters that only the right side binds. */
function premisesAfter(
  form: RuleForm,
  bound: Bindings,
  c: Configuration<number>,
  wording: Wording,
): Attempt | undefined {
  for (const premise of form.premises) {
    const [word, condition] = split(premise);
    const truth = truthOf(condition, bound, c);
    if (typeof truth !== "boolean" || truth === (word === "when")) continue;
    return { kind: "fails", stage: 98, premise, words: failing(condition, truth, bound, c, wording) };
  }
  return undefined;
}

function inBody(
  letter: string,
  bound: Bindings,
  { control }: Configuration<number>,
  wording: Wording,
): Bindings | undefined {
  const [called] = bound.get(letter) ?? [];
  if (called?.kind !== "function" || control.at !== "execute") return undefined;
  return wording.program.functions[called.index]?.body === control.statement ? bound : undefined;
}

/** Control after the step: a term is computed and compared, anything else is matched. */
function controlAfter(
  pattern: string,
  bound: Bindings,
  before: Configuration<number>,
  after: Configuration<number>,
  wording: Wording,
): Bindings | undefined {
  const term = termOf(pattern);
  if (term === undefined) return matchControl(pattern, after, wording, bound);
  if (after.control.at !== "value") return undefined;
  const value = termValue(tokensOf(term), bound, before);
  if (value === "unread") throw new Error(`a rule has a term that src/rules/ell/conditions.ts cannot read: ${term}`);
  return value === "open" || value === after.control.value ? bound : undefined;
}

/** The term of `value TERM`, where it is more than a letter or number. */
function termOf(pattern: string): string | undefined {
  const term = /^value (.+)$/.exec(pattern)?.[1];
  return term === undefined || tokensOf(term).length === 1 ? undefined : term;
}

function instanceOf(
  rule: InferenceRule,
  form: RuleForm,
  bound: Bindings,
  { before, after }: EllMoment,
  wording: Wording,
): RuleInstance {
  const fill = (text: string): FilledText => filled(text, bound, before, wording);
  const right = configurationPattern(form.to);
  const term = right && termOf(right.control);
  const result = after?.control.at === "value" ? wording.row([wordItem(after, wording)], after) : undefined;
  const to =
    term === undefined || result === undefined
      ? fill(form.to)
      : [...fill(`⟨value ${term}`), plain(" = "), value(result, term), ...fill(form.to.slice(`⟨value ${term}`.length))];
  return {
    rule,
    form,
    bindings: bindingsOf(form, bound, before, wording),
    premises: form.premises.map(fill),
    from: fill(form.from),
    event: form.event === undefined ? undefined : eventWith(form.event, bound, before, fill),
    to,
  };
}

function wordItem(after: Configuration<number>, wording: Wording): Item {
  return itemsOfControl(after, wording.typeOf)[1] ?? { kind: "hole" };
}

function eventWith(
  event: string,
  bound: Bindings,
  c: Configuration<number>,
  fill: (text: string) => FilledText,
): FilledText {
  const term = /^write (\(.+\))$/.exec(event)?.[1];
  const result = term === undefined ? "open" : termValue(tokensOf(term), bound, c);
  return typeof result === "number" ? [...fill(event), plain(" = "), value(String(result), term!)] : fill(event);
}

/** Every letter of the rule, in the order in which it is read, with its value. */
function bindingsOf(form: RuleForm, bound: Bindings, c: Configuration<number>, wording: Wording): readonly Binding[] {
  const found = new Map<string, string>();
  for (const [key, items] of bound) {
    const name = /^(, …|.* … .*|.* , ….*)$/.test(key) ? undefined : key;
    if (name !== undefined) found.set(name, wording.row(items, c));
  }
  if (/[⟨, ]F[[(,⟩]/.test(`${form.from},`) && !found.has("F")) found.set("F", wording.frame(c.frame, c.continuation));
  if (form.from.includes("F′")) found.set("F′", wording.frame(c.frame, c.continuation));
  if (/K[,⟩]/.test(form.from)) {
    const top = configurationPattern(form.from)?.top;
    const rest = top !== undefined && "next" in c.continuation ? c.continuation.next : c.continuation;
    found.set("K", wording.continuation(rest, { ...c, continuation: rest }));
  }
  return [...found].map(([letter, text]) => ({ letter, value: text }));
}

const plain = (text: string): TextPart => ({ text, letter: undefined });
const value = (text: string, letter: string): TextPart => ({ text, letter });
const textOf = (parts: FilledText): string => parts.map(({ text }) => text).join("");

/** These stay letters in a filled text; the list of bindings says what they are. */
const staying = /^[FKS]′?$/;

/** A text with values in the places of its letters; `length S(r)` is followed by what it comes to. */
function filled(text: string, bound: Bindings, c: Configuration<number>, wording: Wording): FilledText {
  const parts: TextPart[] = [];
  let empty = false;
  for (const part of partsOf(text)) {
    // A row may be empty, and then takes no room, nor does the space after it.
    const space = part.tokens[0]!.spaced && !empty ? " " : "";
    const items = staying.test(keyOf(part)) ? undefined : bound.get(keyOf(part));
    const words = items === undefined ? "" : joined(items.map((item) => wording.item(item, c)));
    empty = items !== undefined && words === "";
    if (items === undefined) parts.push(plain(space + withIndex(written(part), part, bound)));
    else if (!empty) parts.push(plain(space), value(words, keyOf(part)));
  }
  return withLengths(merged(parts), text, bound, c);
}

/** `)ᵢ` with the number that i is bound to, written low. */
function withIndex(text: string, { tokens }: PatternPart, bound: Bindings): string {
  const [item] = bound.get(tokens[0]!.low) ?? [];
  if (tokens[0]!.base !== ")" || item?.kind !== "word") return text;
  return `)${[...String(item.value)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("")}`;
}

function written({ tokens }: PatternPart): string {
  return tokens.map(({ text, spaced }, index) => (index > 0 && spaced ? ` ${text}` : text)).join("");
}

function withLengths(parts: FilledText, text: string, bound: Bindings, c: Configuration<number>): FilledText {
  const term = /length S\((\w)\)$/.exec(text)?.[0];
  if (term === undefined) return parts;
  const length = termValue(tokensOf(term), bound, c);
  return typeof length === "number" ? [...parts, plain(" = "), value(String(length), term)] : parts;
}

/** Neighbours that are no values, as one. */
function merged(parts: readonly TextPart[]): FilledText {
  const result: TextPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last !== undefined && last.letter === undefined && part.letter === undefined)
      result[result.length - 1] = plain(last.text + part.text);
    else if (part.text !== "") result.push(part);
  }
  return result;
}
