/**
 * The notation of the rules as tokens: names with their indices (`e₁`, `sᵢ₊₁`, `F′`), operators, brackets, words of prose.
 * Whoever sets, speaks or matches a rule begins here.
 */

/** The smallest part of a rule's text. */
export interface Token {
  readonly kind: "name" | "number" | "mark" | "string";
  /** The whole token, as written. */
  readonly text: string;
  /** Without its index and exponent: `e` of `e₁`. */
  readonly base: string;
  /** What is written low, such as `1` or `i+1`; empty where there is none. */
  readonly low: string;
  /** What is written high, such as `n` or `′`; empty where there is none. */
  readonly high: string;
  /** Does a space stand before it? */
  readonly spaced: boolean;
}

const lows = "₀₁₂₃₄₅₆₇₈₉₊ᵢₙₛᵤ";
const plainLows = "0123456789+insu";
const highs = "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ′";
const plainHighs = "0123456789n′";

const pattern = new RegExp(
  String.raw`(\s*)(?:("[^"]*")|([A-Za-zℓ][A-Za-z0-9_]*|\d+|&&|\|\||<<|>>>?|==|!=|<=|>=|.))([${lows}]*)([${highs}]*)`,
  "gsu",
);

/** The tokens of a text. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.trim().matchAll(pattern)].map(([whole, space, string, base = "", low = "", high = ""]) => ({
    kind: kindOf(string, base),
    text: whole.trimStart(),
    base: string ?? base,
    low: plain(low, lows, plainLows),
    high: plain(high, highs, plainHighs),
    spaced: space !== "",
  }));
}

function kindOf(string: string | undefined, base: string): Token["kind"] {
  if (string !== undefined) return "string";
  if (/^[A-Za-zℓ]/.test(base)) return "name";
  return /^\d/.test(base) ? "number" : "mark";
}

function plain(text: string, from: string, to: string): string {
  return [...text].map((letter) => to[from.indexOf(letter)] ?? letter).join("");
}
