/**
 * Rules set as MathML: every text of every rule, with nothing lost, nothing taken for HTML, and words for those who listen.
 */

import {
  ellRules,
  environmentRules,
  type InferenceRule,
  type MathNode,
  machineRules,
  mathML,
  mathOf,
  stepOf,
} from "etalon/rules";
import { describe, expect, it } from "vitest";

const all: readonly InferenceRule[] = [...ellRules, ...machineRules, ...environmentRules];

function textOf({ children }: MathNode): string {
  return children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** Letters and signs, without space and without the difference of high and low. */
const bare = (text: string): string =>
  text.replaceAll("′", "'").normalize("NFKC").replaceAll("ᵤ", "u").replaceAll("ₛ", "s").replace(/\s/g, "");

describe("a rule as MathML", () => {
  it.each(all.map((rule) => [rule.number, rule] as const))("%s loses nothing", (_, { forms }) => {
    for (const { premises, from, event, to } of forms) {
      for (const text of [...premises, from, to, ...(event === undefined ? [] : [event])])
        expect(bare(textOf(mathOf(text)))).toBe(bare(text));
      const step = stepOf(from, event, to);
      expect(bare(textOf(step))).toBe(bare(`${from}→${event ?? ""}${to}`));
      expect(step.attributes["aria-label"]).not.toMatch(/[⟨⟩□·→↦⊕⊖ᵤₛ′]/);
    }
  });

  it("escapes what it holds", () => {
    const set = mathML(mathOf([{ text: 'a["<img src=x>"] & b', letter: "e" }]));
    expect(set).toContain('<mtext class="value">a[&quot;&lt;img\u00a0src=x&gt;&quot;]\u00a0&amp;\u00a0b</mtext>');
    expect(set).not.toContain("<img");
  });
});
