/**
 * The notation of a rule read as a pattern: letters stand for items of a sort, dots for any number of them, the rest for
 * itself. Matching a rule's text with a configuration says what each letter is bound to.
 */

import type { Configuration } from "../../lang/semantics/configuration.ts";
import { type Token, tokensOf } from "../notation/tokens.ts";
import { type Item, itemsOfControl, itemsOfFrame, nodeInControl } from "./items.ts";
import type { Wording } from "./wording.ts";

/** What letters are bound to: items, and rows of items for what is written with dots. */
export type Bindings = ReadonlyMap<string, readonly Item[]>;

/** A part of a pattern: tokens that stand for one item, or for several. */
export interface PatternPart {
  readonly tokens: readonly Token[];
  readonly takes: "one" | "rest of arguments" | "arguments before" | "statements" | "anything";
}

const known = new Map<string, readonly PatternPart[]>();

/** The parts of a row of the notation. Texts of rules are few and are asked for at each step, so they are kept. */
export function partsOf(text: string): readonly PatternPart[] {
  const parts = known.get(text) ?? partsOfTokens(tokensOf(text));
  known.set(text, parts);
  return parts;
}

function partsOfTokens(tokens: readonly Token[]): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  for (let at = 0; at < tokens.length; ) {
    const is = (offset: number, text: string): boolean => tokens[at + offset]?.text === text;
    const take = (count: number, takes: PatternPart["takes"]): void => {
      parts.push({ tokens: tokens.slice(at, at + count), takes });
      at += count;
    };
    const isName = tokens[at]?.kind === "name";
    if (isName && is(1, ",") && is(2, "…") && is(3, ",")) take(4, "arguments before");
    else if (is(0, ",") && is(1, "…")) take(2, "rest of arguments");
    else if (isName && is(1, "…") && tokens[at + 2]?.kind === "name") take(3, "statements");
    else if (is(0, "…")) take(1, "anything");
    else take(1, "one");
  }
  return parts;
}

/** The key under which a part's items are bound: its text. */
export function keyOf({ tokens }: PatternPart): string {
  return tokens.map(({ text }) => text).join(" ");
}

/** Match a row of the notation with a row of items; undefined when they differ. */
function matchRow(parts: readonly PatternPart[], items: readonly Item[], bound: Bindings): Bindings | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return items.length === 0 ? bound : undefined;
  if (part.takes === "one") {
    const [item, ...others] = items;
    const next = item === undefined ? undefined : matchOne(part.tokens[0]!, item, bound);
    return next && matchRow(rest, others, next);
  }
  // The shortest row first: what follows decides.
  for (let count = 0; count <= items.length; count++) {
    const taken = items.slice(0, count);
    if (!mayTake(part, taken)) continue;
    const after = matchRow(rest, items.slice(count), withRow(part, taken, bound));
    if (after !== undefined) return after;
  }
  return undefined;
}

function mayTake({ takes }: PatternPart, items: readonly Item[]): boolean {
  const comma = (item: Item | undefined): boolean => item?.kind === "mark" && item.text === ",";
  switch (takes) {
    case "rest of arguments":
      return items.every((item, index) => comma(item) === (index % 2 === 0)) && items.length % 2 === 0;
    case "arguments before":
      return items.every((item, index) => comma(item) === (index % 2 === 1)) && items.length % 2 === 0;
    case "statements":
      return items.every(({ kind }) => kind === "statement");
    case "anything":
      return true;
    case "one":
      return false;
  }
}

/** A row is bound under its own text; the first of some statements under its letter, too. */
function withRow(part: PatternPart, items: readonly Item[], bound: Bindings): Bindings {
  const next = new Map(bound).set(keyOf(part), items);
  const [first] = items;
  const letter = part.tokens[0]!.text;
  if (part.takes === "statements" && first !== undefined && !bound.has(letter)) next.set(letter, [first]);
  return next;
}

function matchOne(token: Token, item: Item, bound: Bindings): Bindings | undefined {
  const sort = sortOf(token);
  if (sort === undefined) return literally(token, item) ? bound : undefined;
  if (!sort(item)) return undefined;
  const known = bound.get(token.text);
  if (known === undefined) return new Map(bound).set(token.text, [item]);
  return known.length === 1 && same(known[0]!, item) ? bound : undefined;
}

/** What a letter may stand for; undefined for what stands for itself. */
function sortOf({ kind, base, text }: Token): ((item: Item) => boolean) | undefined {
  if (text === "⊕") return (item) => item.kind === "operator" && item.place === "infix";
  if (text === "⊖") return (item) => item.kind === "operator" && item.place === "prefix";
  if (kind === "string") return (item) => item.kind === "text";
  if (kind !== "name" || base.length > 1) return undefined;
  return letters[base];
}

const isWord = (item: Item): boolean => item.kind === "word";
const isStatement = (item: Item): boolean => item.kind === "statement";

const letters: Readonly<Record<string, (item: Item) => boolean>> = {
  e: ({ kind }) => kind === "expression",
  s: isStatement,
  u: isStatement,
  ℓ: isStatement,
  w: isWord,
  n: isWord,
  i: isWord,
  r: isWord,
  b: isWord,
  k: isWord,
  x: ({ kind }) => kind === "local",
  g: ({ kind }) => kind === "global",
  f: ({ kind }) => kind === "function",
  T: ({ kind }) => kind === "element",
  F: ({ kind }) => kind === "frame",
};

function literally({ text, kind }: Token, item: Item): boolean {
  if (text === "□") return item.kind === "hole";
  if (kind === "number") return item.kind === "word" && item.value === Number(text);
  return (item.kind === "mark" || item.kind === "operator") && item.text === text;
}

function same(a: Item, b: Item): boolean {
  if (a.kind === "word" && b.kind === "word") return a.value === b.value;
  if ((a.kind === "expression" || a.kind === "statement") && a.kind === b.kind) return a.node === b.node;
  if (a.kind === "frame" && b.kind === "frame") return a.words === b.words;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A side of a transition: control, and what is said of the continuation, the frame and the store. */
export interface ConfigurationPattern {
  readonly control: string;
  /** The frame on top; undefined when only K is shown. */
  readonly top: string | undefined;
  readonly frame: string | undefined;
  readonly store: string | undefined;
}

const knownSides = new Map<string, ConfigurationPattern | undefined>();

/** Read ⟨C, F, K, S⟩, of which parts may be left out; undefined for an end such as `halt w`. */
export function configurationPattern(text: string): ConfigurationPattern | undefined {
  if (!knownSides.has(text)) knownSides.set(text, readSide(text));
  return knownSides.get(text);
}

function readSide(text: string): ConfigurationPattern | undefined {
  const inside = /^⟨(.*)⟩$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const [control = "", ...parts] = topLevel(inside);
  const find = (pattern: RegExp): string | undefined => parts.find((part) => pattern.test(part));
  return {
    control,
    top: find(/ · K$/)?.slice(0, -" · K".length),
    frame: find(/^(F|0…|\(w)/),
    store: find(/^S/),
  };
}

/** The parts between commas that are in no bracket and not inside a list of arguments. */
function topLevel(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const letter of text) {
    if ("([{⟨".includes(letter)) depth++;
    if (")]}⟩".includes(letter)) depth--;
    if (letter === "," && depth === 0) {
      parts.push(part.trim());
      part = "";
    } else part += letter;
  }
  return [...parts, part.trim()];
}

/** Match control; a single letter for a node is matched with the whole node. */
export function matchControl(
  pattern: string,
  c: Configuration<number>,
  wording: Wording,
  bound: Bindings,
): Bindings | undefined {
  const parts = partsOf(pattern);
  const [only] = parts[0]?.tokens ?? [];
  const node = nodeInControl(c);
  if (only !== undefined && parts.length === 1 && only.kind === "name" && /^[esuℓ]$/.test(only.base))
    return node && matchOne(only, node, bound);
  return matchRow(parts, itemsOfControl(c, wording.typeOf), bound);
}

/** Match the frame on top of the continuation. */
export function matchTop(pattern: string, c: Configuration<number>, bound: Bindings): Bindings | undefined {
  return matchRow(partsOf(pattern), itemsOfFrame(c.continuation), bound);
}
