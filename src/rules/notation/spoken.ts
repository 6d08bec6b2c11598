/**
 * A rule's text in words, for those who hear it: brackets of configurations, the hole and the arrows have names.
 */

/** Signs and what they are called, in the order in which they are replaced. */
const names: readonly (readonly [RegExp, string])[] = [
  [/(\S+) <ᵤ (\S+)/g, "$1 is below $2, unsigned"],
  [/(\S+) <ₛ (\S+)/g, "$1 is less than $2, signed"],
  [/(\S+) ≥ᵤ (\S+)/g, "$1 is at least $2, unsigned"],
  [/(\S+) ≥ₛ (\S+)/g, "$1 is at least $2, signed"],
  [/⟨/g, "configuration "],
  [/⟩/g, ", end"],
  [/ · /g, ", then "],
  [/□/g, " hole "],
  [/ → /g, " steps to "],
  [/ ↦ /g, " becomes "],
  [/ ← /g, " becomes "],
  [/ ≥ /g, " is at least "],
  [/ ≤ /g, " is at most "],
  [/ ≠ /g, " is not "],
  [/ ∈ /g, " is one of "],
  [/⊕/g, " operator "],
  [/⊖/g, " prefix "],
  [/…/g, " and so on "],
  [/ℓ/g, "loop statement "],
  [/′/g, " prime"],
  [/ᵤ/g, " unsigned"],
  [/ₛ/g, " signed"],
  [/−/g, "minus "],
];

/** The text in words. */
export function spoken(text: string): string {
  const words = names.reduce((said, [sign, name]) => said.replace(sign, name), text);
  return [...words.normalize("NFKC")].join("").replace(/\s+/g, " ").replace(/ ,/g, ",").trim();
}
