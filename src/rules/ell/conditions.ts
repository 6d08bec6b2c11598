/**
 * The conditions of rules, computed: `i <ᵤ length S(r)`, `n ≥ 0`, `⊕ ∈ {/, %} and w₂ = 0`, `0 ≤ i`. Numbers are integers,
 * so that a sum in a condition does not wrap. A letter that is not bound yet makes a condition open.
 */

import { int32 } from "../../core/word.ts";
import type { BinaryOperator } from "../../lang/program/program.ts";
import type { Configuration } from "../../lang/semantics/configuration.ts";
import { applyBinary } from "../../lang/semantics/step.ts";
import { type Token, tokensOf } from "../notation/tokens.ts";
import type { Item } from "./items.ts";
import type { Bindings } from "./pattern.ts";

/** What a condition comes to: `open` while a letter in it is not bound, `unread` when it has a word that is not known. */
export type Truth = boolean | "open" | "unread";

/** Is a condition so? Parts are joined by `and` or commas, and all must hold. */
export function truthOf(condition: string, bound: Bindings, c: Configuration<number>): Truth {
  const parts = condition.replace(/, as integers$/, "").split(/ and |, (?![^{(]*[})])/);
  let answer: Truth = true;
  for (const part of parts) {
    const truth = simpleTruth(part, bound, c);
    if (truth === "unread") return truth;
    if (truth === false) answer = false;
    else if (truth === "open" && answer === true) answer = truth;
  }
  return answer;
}

function simpleTruth(text: string, bound: Bindings, c: Configuration<number>): Truth {
  const update = /^(ℓ) has (no update|the update (\S+))$/.exec(text);
  if (update !== null) {
    const [item] = bound.get(update[1]!) ?? [];
    if (item?.kind !== "statement" || item.node.kind !== "while") return "open";
    return (item.node.update === undefined) === (update[2] === "no update");
  }
  const among = /^(\S+) ∈ \{(.*)\}$/.exec(text);
  if (among !== null) {
    const [item] = bound.get(among[1]!) ?? [];
    return item?.kind === "operator" ? among[2]!.split(", ").includes(item.text) : "open";
  }
  return comparison(tokensOf(text), bound, c);
}

/** Comparisons in a row: `1 ≤ k ≤ n`. */
function comparison(tokens: readonly Token[], bound: Bindings, c: Configuration<number>): Truth {
  const sides: Token[][] = [[]];
  const signs: Token[] = [];
  for (const token of tokens) {
    if (/^[<≤=≠≥>]/.test(token.text)) {
      signs.push(token);
      sides.push([]);
    } else sides.at(-1)!.push(token);
  }
  if (signs.length === 0) return "unread";
  const values = sides.map((side) => termValue(side, bound, c));
  if (values.includes("unread")) return "unread";
  if (values.includes("open")) return "open";
  const numbers = values as readonly number[];
  return signs.every((sign, index) => compare(sign, numbers[index]!, numbers[index + 1]!));
}

function compare({ base, low }: Token, a: number, b: number): boolean {
  const [x, y] = low === "u" ? [a >>> 0, b >>> 0] : [a, b];
  switch (base) {
    case "<":
      return x < y;
    case "≤":
      return x <= y;
    case "=":
      return x === y;
    case "≠":
      return x !== y;
    case "≥":
      return x >= y;
    default:
      return x > y;
  }
}

/** The value of a term: numbers, letters, `length S(r)`, `S(r)ᵢ`, `F(x)`, `S(g)`, operators, sums, `w mod 256`. */
export function termValue(
  tokens: readonly Token[],
  bound: Bindings,
  c: Configuration<number>,
): number | "open" | "unread" {
  const text = tokens.map((token) => token.text).join(" ");
  const words = new TermReader(tokens, bound, c);
  try {
    const value = words.sum();
    return words.done ? value : "unread";
  } catch (problem) {
    if (problem instanceof OpenTerm) return "open";
    if (problem instanceof UnreadTerm) return "unread";
    throw new Error(`the term ${text} cannot be computed`, { cause: problem });
  }
}

class OpenTerm extends Error {}
class UnreadTerm extends Error {}

class TermReader {
  readonly #tokens: readonly Token[];
  readonly #bound: Bindings;
  readonly #c: Configuration<number>;
  #at = 0;

  constructor(tokens: readonly Token[], bound: Bindings, c: Configuration<number>) {
    this.#tokens = tokens;
    this.#bound = bound;
    this.#c = c;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): number {
    let value = this.#part();
    for (;;) {
      if (this.#is("+")) value += this.#part();
      else if (this.#is("−")) value -= this.#part();
      else if (this.#is("mod")) value = ((value % this.#part()) + this.#last) % this.#last;
      else if (this.#is("⊕")) value = this.#apply(value);
      else return value;
    }
  }

  #last = 1;

  #apply(left: number): number {
    const operator = this.#item("⊕");
    if (operator.kind !== "operator") throw new UnreadTerm();
    return applyBinary(int32, operator.text as BinaryOperator, left, this.#part());
  }

  #part(): number {
    const value = this.#atom();
    this.#last = value;
    return value;
  }

  #atom(): number {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new UnreadTerm();
    if (token.kind === "number") return Number(token.text);
    if (token.text === "(") {
      const value = this.sum();
      if (!this.#is(")")) throw new UnreadTerm();
      return value;
    }
    if (token.text === "−") return -this.#atom();
    if (token.text === "⊖") return this.#prefixed();
    if (token.text === "length" && this.#is("S")) return this.#c.store.length(this.#inBrackets());
    if (token.text === "S") return this.#stored();
    if (token.text === "F") {
      const item = this.#bracketed();
      if (item.kind !== "local") throw new UnreadTerm();
      return this.#c.frame[item.slot]!;
    }
    const item = this.#item(token.text);
    if (item.kind !== "word") throw new UnreadTerm();
    return item.value;
  }

  #prefixed(): number {
    const operator = this.#item("⊖");
    const value = this.#atom();
    if (operator.kind !== "operator") throw new UnreadTerm();
    if (operator.text === "-") return int32.sub(0, value);
    return operator.text === "~" ? ~value : int32.equal(value, 0);
  }

  /** `S(g)`, or `S(r)ᵢ`, whose element type only the step knows. */
  #stored(): number {
    const item = this.#bracketed();
    if (item.kind === "global") return this.#c.store.getGlobal(item.index);
    const frame = this.#c.continuation;
    const low = this.#tokens[this.#at - 1]?.low;
    if (item.kind !== "word" || low === undefined || low === "" || !("node" in frame)) throw new UnreadTerm();
    const index = this.#item(low);
    if (index.kind !== "word" || !("element" in frame.node)) throw new UnreadTerm();
    return this.#c.store.load(frame.node.element, item.value, index.value);
  }

  #inBrackets(): number {
    const item = this.#bracketed();
    if (item.kind !== "word") throw new UnreadTerm();
    return item.value;
  }

  /** A letter in brackets. */
  #bracketed(): Item {
    if (!this.#is("(")) throw new UnreadTerm();
    const letter = this.#tokens[this.#at++];
    if (letter === undefined || this.#tokens[this.#at]?.base !== ")") throw new UnreadTerm();
    this.#at++;
    return this.#item(letter.text);
  }

  #item(letter: string): Item {
    if (!/^[a-zℓ⊕⊖][₀-₉]?$/u.test(letter)) throw new UnreadTerm();
    const [item] = this.#bound.get(letter) ?? [];
    if (item === undefined) throw new OpenTerm();
    return item;
  }

  #is(text: string): boolean {
    if (this.#tokens[this.#at]?.text !== text) return false;
    this.#at++;
    return true;
  }
}
