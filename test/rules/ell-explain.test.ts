/**
 * A rule's text is what it does: at each step the rule that fired is the only one whose text, matched with the configuration,
 * says that it fires. Every other names a premise that fails.
 */

import { environmentOf } from "etalon";
import { type Program, type Rule, rules, type WatchedStep, watchSteps } from "etalon/lang";
import { type EllExplainer, ellRules, explainEll, plainText, ruleKey, ruleWitness } from "etalon/rules";
import { describe, expect, it } from "vitest";
import { checkGenerated, generateInput } from "../../src/testing/generate/arbitrary.ts";
import { generateModule } from "../../src/testing/generate/program.ts";
import { programOf } from "../lang/program-of.ts";

/** Which rules say that they fire. */
function firing(explainer: EllExplainer, step: WatchedStep): readonly Rule[] {
  return rules.filter((rule) => {
    const answer = explainer.answer(rule, step);
    if (answer.kind === "fails") {
      expect(answer.words, rule).not.toBe("");
      expect(answer.premise, rule).not.toBe("");
    }
    return answer.kind === "fires";
  });
}

function tryAll(program: Program, input: Uint8Array, most: number, seen: Set<Rule>): void {
  const explainer = explainEll(program);
  let steps = 0;
  for (const step of watchSteps(program, environmentOf(input))) {
    if (++steps > most) return;
    seen.add(step.rule);
    expect(firing(explainer, step)).toStrictEqual([step.rule]);
  }
}

describe("the text of a rule of Ell", () => {
  const seen = new Set<Rule>();
  const witnesses = ellRules.flatMap((rule) => {
    const witness = ruleWitness(ruleKey(rule));
    return typeof witness === "object" ? [witness] : [];
  });
  const distinct = [...new Map(witnesses.map((witness) => [JSON.stringify(witness), witness])).values()];

  it.each(distinct)("fires with its rule, and with no other, in $source", ({ source, input }) => {
    tryAll(programOf(source), new TextEncoder().encode(input), 200, seen);
  });

  it("was tried for every rule", () => {
    expect(rules.filter((rule) => !seen.has(rule))).toStrictEqual([]);
  });

  it("fires with its rule in generated programs, and only with it", () => {
    const met = new Set<Rule>();
    for (let seed = 0; seed < 60; seed++)
      tryAll(checkGenerated(generateModule(seed, { size: 40 })).program, generateInput(seed), 60, met);
    expect(met.size).toBeGreaterThan(55);
  });
});

/** The first step of a program at which a rule fires. */
function at(source: string, rule: Rule, input = ""): { explainer: EllExplainer; step: WatchedStep } {
  const program = programOf(source);
  for (const step of watchSteps(program, environmentOf(new TextEncoder().encode(input))))
    if (step.rule === rule) return { explainer: explainEll(program), step };
  throw new Error(`${rule} does not fire`);
}

/** A rule with its values, as text. */
function shown(source: string, rule: Rule, input = ""): string {
  const { explainer, step } = at(source, rule, input);
  const answer = explainer.answer(rule, step);
  if (answer.kind !== "fires") return answer.words;
  const { premises, from, event, to } = answer.instance;
  return `${premises.map((premise) => `${plainText(premise)} ⊢ `).join("")}${plainText(from)} →${event === undefined ? "" : ` (${plainText(event)})`} ${plainText(to)}`;
}

const program = `
let total = 0;
fn max(a: int, b: int): int { if a > b { return a; } return b; }
fn main(): int {
  let best = max(3, read());
  let squares = new int[](4);
  squares[2] = best * best;
  for i in 0..2 { total = total + squares[i]; }
  write(total + 353);
  return squares[best];
}`;

describe("a rule with the values at hand", () => {
  it.each<[Rule, string]>([
    ["local", "⟨a, F⟩ → ⟨value F(a) = 3, F⟩"],
    ["binary", "⟨a > b, K⟩ → ⟨a, □ > b · K⟩"],
    ["binary_apply", "unless > ∈ {/, %} and 98 = 0 ⊢ ⟨value 98, 3 > □ · K⟩ → ⟨value 3 > 98 = 0, K⟩"],
    ["read", "when −1 ≤ 98 ≤ 255 ⊢ ⟨read(), K⟩ → (read 98) ⟨value 98, K⟩"],
    ["call", "⟨max(3, read()), K⟩ → ⟨3, max(□, read()) · K⟩"],
    ["call_argument", "⟨value 3, max(□, read()) · K⟩ → ⟨read(), max(3, □) · K⟩"],
    ["assign_apply", "⟨value 98, F, best = □ · K⟩ → ⟨done, F[best ↦ 98], K⟩"],
    ["element_value", "⟨value 2, #0 (squares)[□] = best * best · K⟩ → ⟨best * best, #0 (squares)[2] = □ · K⟩"],
    [
      "element_store",
      "when 2 <ᵤ length S(#0 (squares)) = 4 ⊢ ⟨value 9604, #0 (squares)[2] = □ · K, S⟩ → ⟨done, K, S[#0 (squares), 2 ↦ 9604]⟩",
    ],
    [
      "index_load",
      "when 0 <ᵤ length S(#0 (squares)) = 4 ⊢ ⟨value 0, #0 (squares)[□] · K, S⟩ → ⟨value S(#0 (squares))₀ = 0, K, S⟩",
    ],
    ["if_skip", "⟨value 0, if □ {…} · K⟩ → ⟨done, K⟩"],
    ["assign_global", "⟨total = 0, K⟩ → ⟨0, total = □ · K⟩"],
    ["write_apply", "⟨value 353, write(□) · K⟩ → (write (353 mod 256) = 97) ⟨done, K⟩"],
    ["index_trap", "unless 98 <ᵤ length S(#0 (squares)) = 4 ⊢ ⟨value 98, #0 (squares)[□] · K, S⟩ → trap bounds"],
  ])("%s", (rule, text) => {
    expect(shown(program, rule, "b")).toBe(text);
  });

  it("says what every letter is, the frame and the continuation too", () => {
    const { explainer, step } = at(program, "assign_apply", "b");
    const answer = explainer.answer("assign_apply", step);
    expect(answer.kind === "fires" && answer.instance.bindings).toStrictEqual([
      { letter: "w", value: "98" },
      { letter: "x", value: "best" },
      { letter: "F", value: "{best = 0, squares = #0, i = 0, i..end = 0}" },
      { letter: "K", value: "{squares = new int[](4) …} · main() in {} · exit(□) · …" },
    ]);
  });
});

describe("why not another rule", () => {
  const said = (rule: Rule, other: Rule, source = program, input = "b"): string => {
    const { explainer, step } = at(source, rule, input);
    const answer = explainer.answer(other, step);
    return answer.kind === "fails" ? answer.words : "it fires";
  };

  it.each<[Rule, Rule, string]>([
    ["index_trap", "index_load", "98 <ᵤ length S(#0 (squares)) = 4: this is false"],
    ["index_load", "index_trap", "0 <ᵤ length S(#0 (squares)) = 4: this is true, and must not be"],
    ["local", "global", "control must be g, and here it is a"],
    ["if_skip", "if_true", "control must be value 1, and here it is value 0"],
    ["binary_apply", "binary_right", "the continuation must begin with □ ⊕ e₂, and here it begins with 3 > □"],
    ["binary_apply", "divide_trap", "control must be value 0, and here it is value 98"],
    ["loop_update", "loop_next", "while (i < i..end) {…} has no update: this is false"],
    ["block_end", "block_next", "there must be a statement sᵢ, and there is none"],
  ])("%s: why not %s", (rule, other, words) => {
    expect(said(rule, other)).toBe(words);
  });
});
