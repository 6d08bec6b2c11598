/**
 * Words read as terms over a source configuration: of a word that the machine has, which term over the source's values, globals and
 * arrays it is. That is the way back from what words are made of; whether it is right is asked of the way there, so that what is said of a
 * word is so in this configuration.
 */

import { widthOf } from "../../lang/program/array-size.ts";
import { elementOf } from "../../lang/syntax/types.ts";
import type { Place, SourceTerm, SourceValue } from "../certificate/claims.ts";
import type { Path } from "../checker/paths/path.ts";
import { contents, isArrayOf } from "../checker/relate/owed.ts";
import type { MachinePath } from "../checker/segment/machine-run.ts";
import { Meaning } from "../checker/segment/meaning.ts";
import type { Site } from "../checker/segment/sites.ts";
import type { Shape, SourcePath } from "../checker/segment/source-run.ts";
import type { FunctionUnderCheck, State } from "../checker/segment/state.ts";
import type { Atom, Term } from "../checker/terms/term.ts";
import { apply, constant, isValue, leavesOf, termName, valueName, withLeaves } from "./source-terms.ts";

/** So deep is a word looked into. */
const deepest = 6;
/** The most parts of a sum. */
const mostParts = 6;
/** The most values with the same word that are put in a term in place of one another. */
const mostVariants = 4;
/** The most terms of the text that are one word. */
const mostOfText = 8;
/** The same of a constant: no other term says that what is computed is one. */
const mostOfConstant = 24;
/** The most parts of a word that are looked for in places. */
const mostPartsInPlaces = 8;

type Sum = Extract<Term, { readonly kind: "sum" }>;

/** A value that is a sum. */
interface Summed {
  readonly term: SourceTerm;
  readonly word: Sum;
  readonly isNeeded: boolean;
}

export function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const there = lists.get(key);
  if (there === undefined) lists.set(key, [value]);
  else there.push(value);
}

/** The parts of a sum but for the constant, as a text. */
function partsOf({ atoms, factors }: Sum): string {
  return atoms.map(({ id }, i) => `${id}*${factors[i]}`).join(" ");
}

/** The configuration in which words are read. */
export interface Configured {
  readonly path: Path;
  readonly subject: FunctionUnderCheck;
  readonly state: State;
  readonly source: SourcePath;
  readonly machine: Omit<MachinePath, "end">;
  readonly site: Site;
  readonly shape: Shape;
  /** The globals that the source may still read. */
  readonly globals: ReadonlySet<number>;
  /** What the source's text computes, where that is looked for. */
  readonly text: readonly SourceTerm[] | undefined;
  /** After a call only what a callee cannot change may be spoken of. */
  readonly overCall: boolean;
}

/** What the terms of claims mean in a configuration. */
export function meaningIn(at: Configured): Meaning {
  const { path, subject, state, source, site, shape } = at;
  const { program, nodeType } = subject;
  const entrySp = state.frame.base;
  const names = { program, nodeType, slots: site.slots, entrySp, contents: (place: Place) => contents(at, place) };
  return new Meaning(path, names, shape, source.store);
}

/** A configuration as that in which words are read. */
export class Reading {
  readonly meaning: Meaning;
  readonly #at: Configured;
  /** What is a word: the values that are needed and the globals; and the other values, of which terms speak only where nothing else will do. */
  readonly #leaves = new Map<Term, SourceTerm[]>();
  readonly #others = new Map<Term, SourceTerm[]>();
  /** The values that are a sum, by its parts; and of a symbol, those that are it and more, or more less it. */
  readonly #sums = new Map<string, Summed[]>();
  readonly #within = new Map<Term, Summed[]>();
  /** Those of more than one part. */
  readonly #compound: Summed[] = [];
  readonly #known = new Map<Term, SourceTerm | undefined>();
  readonly #needed: ReadonlySet<string>;
  /** May terms speak of all values? */
  #speaksOfAll = false;
  /** Is a word taken apart also where a value is that word? */
  #takesApart = false;
  #hasGlobals = false;
  #ofText: ReadonlyMap<Term, readonly SourceTerm[]> | undefined;
  /** A part of a word that is read as what a place holds. */
  #place: { readonly part: Term; readonly place: Place } | undefined;

  constructor(at: Configured, needed: Iterable<SourceValue>, meaning = meaningIn(at)) {
    this.#at = at;
    const { site, overCall } = at;
    this.meaning = meaning;
    this.#needed = new Set([...needed].map(valueName));
    for (const slot of site.slots.keys()) this.#put({ kind: "local", slot });
    for (const index of this.meaning.pending.keys()) this.#put({ kind: "pending", index });
    if (!overCall) this.#put({ kind: "result" });
  }

  #put(term: SourceTerm): void {
    const found = this.meaning.word(term);
    if (found === undefined) return;
    const { term: word } = found;
    const element = elementOf(found.type);
    if (word.kind === "constant" || (element !== undefined && !isArrayOf(word, element, this.#at))) return;
    // An operand that waits is needed.
    const isNeeded = !isValue(term) || term.kind === "pending" || this.#needed.has(valueName(term));
    add(isNeeded ? this.#leaves : this.#others, word, term);
    if (word.kind !== "sum" || word.atoms.length > mostParts) return;
    const summed = { term, word, isNeeded };
    if (word.constant !== 0 || word.atoms.length > 1 || word.factors[0] !== 1) add(this.#sums, partsOf(word), summed);
    if (word.atoms.length > 1) this.#compound.push(summed);
    for (const [i, symbol] of word.atoms.entries())
      if (symbol.kind !== "length" && Math.abs(word.factors[i]!) === 1) add(this.#within, symbol, summed);
  }

  /** The globals are looked at where no value is the word. Two may have one array: a term speaks of the one that the source still reads. */
  #putGlobals(): void {
    const { globals, overCall, subject } = this.#at;
    if (this.#hasGlobals || overCall) return;
    this.#hasGlobals = true;
    for (const index of globals) this.#put({ kind: "global", index });
    for (const index of subject.program.globals.keys()) if (!globals.has(index)) this.#put({ kind: "global", index });
  }

  /** The term that a word is here; undefined where none is seen. */
  termOf(word: Term): SourceTerm | undefined {
    if (word.kind === "constant") return constant(word.value);
    const known = this.#known.get(word);
    if (known !== undefined || this.#known.has(word)) return known;
    const read = this.#shown(word) ?? this.#ofAll(() => this.#shown(word));
    this.#known.set(word, read);
    return read;
  }

  /** A reading of a word, where that is the word again. */
  #shown(word: Term): SourceTerm | undefined {
    const read = (this.#takesApart ? undefined : this.#near(word)) ?? this.#read(word, deepest);
    return read !== undefined && this.meaning.word(read)?.term === word ? read : undefined;
  }

  #ofAll(read: () => SourceTerm | undefined): SourceTerm | undefined {
    this.#speaksOfAll = true;
    const found = read();
    this.#speaksOfAll = false;
    return found;
  }

  /**
   * What a word is made of at the bottom: of values that are made of nothing else themselves, as far as they can be had. Where values are
   * changed one by one, that holds on when what it has in common with another value does not.
   */
  apart(word: Term): SourceTerm | undefined {
    if (word.kind === "constant" || word.kind === "symbol") return undefined;
    this.#takesApart = true;
    const read = this.#shown(word);
    this.#takesApart = false;
    return read;
  }

  /** A word as terms over what places hold: of each place that has a part of the word, and over values as to the rest. */
  *overPlaces(word: Term, places: ReadonlyMap<Term, readonly Place[]>): Generator<SourceTerm> {
    for (const part of partsIn(word)) {
      for (const place of places.get(part) ?? []) {
        this.#place = { part, place };
        const read = this.inside(word) ?? this.#ofAll(() => this.inside(word));
        this.#place = undefined;
        if (read !== undefined) yield read;
      }
    }
  }

  /**
   * A term, and the same with another value in place of one that has the same word here: which of them goes on to be that word is seen on other
   * ways only.
   */
  *variants(term: SourceTerm): Generator<SourceTerm> {
    yield term;
    if (isValue(term)) return;
    for (const leaf of new Map(leavesOf(term).map((one) => [termName(one), one])).values()) {
      const word = isValue(leaf) ? this.meaning.value(leaf)?.term : undefined;
      const others = word === undefined ? [] : (this.#leaves.get(word) ?? []);
      for (const other of others.slice(0, mostVariants)) {
        if (termName(other) === termName(leaf)) continue;
        const varied = withLeaves(term, (one) => (termName(one) === termName(leaf) ? other : one));
        if (varied !== undefined) yield varied;
      }
    }
  }

  /** The terms of two values that a sum is: where these are sums themselves, it is made of the same parts as many others are. */
  *ofTwo(word: Term): Generator<SourceTerm> {
    if (word.kind !== "sum" || word.atoms.length < 2) return;
    const { path } = this.#at;
    for (const [part, [value]] of this.#leaves) {
      if (value === undefined || !isValue(value)) continue;
      path.work.spend(1);
      const rest = this.#leaves.get(path.sub(word, part))?.find(isValue);
      if (rest !== undefined && valueName(value) <= valueName(rest)) yield apply("add", value, rest);
      const whole = this.#leaves.get(path.add(word, part))?.find(isValue);
      if (whole !== undefined) yield apply("sub", whole, value);
    }
  }

  /** The terms of the source's text that are a word here, over what is needed. */
  ofText(word: Term): readonly SourceTerm[] {
    this.#ofText ??= this.#termsOfText();
    return this.#ofText.get(word) ?? [];
  }

  #termsOfText(): ReadonlyMap<Term, readonly SourceTerm[]> {
    const found = new Map<Term, SourceTerm[]>();
    const isThere = (leaf: SourceTerm): boolean => {
      if (isValue(leaf)) return this.#needed.has(valueName(leaf)) && this.#isSound(leaf);
      return leaf.kind === "constant" || (!this.#at.overCall && this.#isSound(leaf));
    };
    const { text, globals } = this.#at;
    // A global that is a constant on one way is no constant on others.
    const read = text === undefined ? [] : [...globals].map((index): SourceTerm => ({ kind: "global", index }));
    for (const term of [...read, ...(text ?? [])]) {
      const word = leavesOf(term).every(isThere) ? this.meaning.word(term)?.term : undefined;
      const most = word?.kind === "constant" ? mostOfConstant : mostOfText;
      if (word !== undefined && (found.get(word)?.length ?? 0) < most) add(found, word, term);
    }
    return found;
  }

  /** The terms of the source's text that are a constant here. */
  *constantsOfText(): Generator<{ readonly term: SourceTerm; readonly value: number }> {
    this.#ofText ??= this.#termsOfText();
    for (const [word, terms] of this.#ofText)
      if (word.kind === "constant") for (const term of terms) yield { term, value: word.value };
  }

  /** Is a leaf an array, if it is to be one? */
  #isSound(leaf: SourceTerm): boolean {
    const there = this.meaning.word(leaf);
    const element = there && elementOf(there.type);
    return there !== undefined && (element === undefined || isArrayOf(there.term, element, this.#at));
  }

  /** The term that a value's word is, but for the value itself: what it is made of, or another value. */
  termWithout(value: SourceValue): SourceTerm | undefined {
    const word = this.meaning.value(value)?.term;
    if (word === undefined) return undefined;
    const isOther = (leaf: SourceTerm): boolean => !isValue(leaf) || valueName(leaf) !== valueName(value);
    return (
      this.madeOf(word) ??
      this.#leaves.get(word)?.find(isOther) ??
      this.#others.get(word)?.find(isOther) ??
      this.#ofAll(() => this.madeOf(word))
    );
  }

  /** What a word is made of, where values are that word, too; of values that are needed. */
  madeOf(word: Term): SourceTerm | undefined {
    if (word.kind === "constant") return constant(word.value);
    this.#putGlobals();
    return this.#leaves.get(word)?.find((leaf) => !isValue(leaf)) ?? this.inside(word);
  }

  /** A reading of a word that is no value or global. */
  inside(word: Term): SourceTerm | undefined {
    const [leaves, others] = [this.#leaves.get(word), this.#others.get(word)];
    this.#leaves.delete(word);
    this.#others.delete(word);
    const read = this.#shown(word);
    if (leaves !== undefined) this.#leaves.set(word, leaves);
    if (others !== undefined) this.#others.set(word, others);
    return read;
  }

  #leaf(word: Term): SourceTerm | undefined {
    if (word === this.#place?.part) return this.#place.place;
    const value = this.#leaves.get(word)?.[0];
    if (value !== undefined) return value;
    this.#putGlobals();
    return this.#leaves.get(word)?.[0] ?? (this.#speaksOfAll ? this.#others.get(word)?.[0] : undefined);
  }

  #spoken(all: readonly Summed[] | undefined): readonly Summed[] {
    return (all ?? []).filter(({ isNeeded }) => isNeeded || this.#speaksOfAll);
  }

  /**
   * A word that is computed, as a value less a constant: that lasts as long as the value, whatever becomes of that of which it is made.
   */
  #near(word: Term): SourceTerm | undefined {
    if (word.kind !== "apply" || this.#leaf(word) !== undefined) return undefined;
    const near = this.#spoken(this.#within.get(word)).find(
      ({ word: { atoms, factors } }) => atoms.length === 1 && factors[0] === 1,
    );
    return near && apply("add", near.term, constant(-near.word.constant | 0));
  }

  /** A symbol as a value less what else that value is made of. */
  #part(symbol: Term, depth: number): SourceTerm | undefined {
    const { path } = this.#at;
    for (const { term, word } of this.#spoken(this.#within.get(symbol))) {
      const isAdded = word.factors[word.atoms.indexOf(symbol as Atom)] === 1;
      const more = isAdded ? this.#leaf(path.sub(symbol, word)) : undefined;
      if (more !== undefined) return apply("add", term, more);
      const rest = isAdded ? path.sub(word, symbol) : path.add(word, symbol);
      const read = this.#read(rest, depth - 1, symbol);
      if (read === undefined) continue;
      return isAdded ? apply("sub", term, read) : apply("sub", read, term);
    }
    return undefined;
  }

  /** `without`: a symbol that is being read itself. */
  #read(word: Term, depth: number, without?: Term): SourceTerm | undefined {
    this.#at.path.work.spend(1);
    if (word.kind === "constant") return constant(word.value);
    const parts = this.#takesApart && depth > 0 ? this.#readParts(word, depth, without) : undefined;
    const leaf = parts ?? this.#leaf(word);
    if (leaf !== undefined || depth === 0 || this.#takesApart) return leaf;
    return this.#readParts(word, depth, without);
  }

  #readParts(
    word: Exclude<Term, { readonly kind: "constant" }>,
    depth: number,
    without?: Term,
  ): SourceTerm | undefined {
    switch (word.kind) {
      case "symbol":
        return without === undefined && !this.#takesApart ? this.#part(word, depth) : undefined;
      case "length": {
        const array = this.#leaf(word.reference);
        return array && { kind: "length", array };
      }
      case "select":
        return this.#element(word, depth, without) ?? (without === undefined ? this.#part(word, depth) : undefined);
      case "apply": {
        const left = this.#read(word.left, depth - 1, without);
        const right = left && this.#read(word.right, depth - 1, without);
        return left && right && apply(word.operation, left, right);
      }
      case "sum":
        return this.#sum(word, depth, without);
    }
  }

  #element(word: Extract<Term, { readonly kind: "select" }>, depth: number, without?: Term): SourceTerm | undefined {
    if (this.#at.overCall) return undefined;
    const array = this.#leaf(word.reference);
    const offset = widthOf(word.element) === 4 ? quarter(this.#at.path, word.index) : word.index;
    const index = offset && this.#read(offset, depth - 1, without);
    return array && index && { kind: "element", array, index };
  }

  /** A sum as a multiple of a value that is a sum itself, and the rest: the address of an element whose index is such a value. */
  #multiple(word: Sum, depth: number, without?: Term): SourceTerm | undefined {
    const { path } = this.#at;
    for (const { term, word: part } of this.#spoken(this.#compound)) {
      const ratios = part.atoms.map((atom, i) => (word.factors[word.atoms.indexOf(atom)] ?? 0) / part.factors[i]!);
      const times = ratios[0]!;
      if (!Number.isInteger(times) || times <= 1 || ratios.some((ratio) => ratio !== times)) continue;
      const rest = this.#read(path.sub(word, path.scale(part, times)), depth - 1, without);
      if (rest !== undefined) return apply("add", rest, scaled(term, times));
    }
    return undefined;
  }

  /** A sum, or the sum that a value is with the rest besides. */
  #sum(word: Sum, depth: number, without?: Term): SourceTerm | undefined {
    const { atoms, factors } = word;
    if (atoms.length > mostParts) return undefined;
    const near = this.#takesApart
      ? undefined
      : this.#spoken(this.#sums.get(partsOf(word))).find((other) => other.word.constant !== word.constant);
    if (near !== undefined) return apply("add", near.term, constant((word.constant - near.word.constant) | 0));
    const multiple = this.#takesApart || depth === 0 ? undefined : this.#multiple(word, depth, without);
    if (multiple !== undefined) return multiple;
    let sum: SourceTerm | undefined;
    for (const i of inOrder(factors)) {
      const part = this.#read(atoms[i]!, depth - 1, without);
      if (part === undefined) return undefined;
      const factor = factors[i]!;
      if (sum === undefined) sum = factor < 0 ? apply("mul", constant(factor), part) : scaled(part, factor);
      else sum = factor < 0 ? apply("sub", sum, scaled(part, -factor)) : apply("add", sum, scaled(part, factor));
    }
    return word.constant === 0 || sum === undefined ? sum : apply("add", sum, constant(word.constant));
  }
}

/** The parts of a word that are no constants, but for the word itself, to where a word is looked into. */
function partsIn(word: Term): ReadonlySet<Term> {
  const parts = new Set<Term>();
  const collect = (part: Term, depth: number): void => {
    if (part.kind === "constant" || parts.size >= mostPartsInPlaces) return;
    if (part !== word) parts.add(part);
    if (depth === 0) return;
    if (part.kind === "apply") {
      collect(part.left, depth - 1);
      collect(part.right, depth - 1);
    } else if (part.kind === "sum") for (const atom of part.atoms) collect(atom, depth - 1);
  };
  collect(word, deepest);
  return parts;
}

/** The numbers of a sum's parts, those first that are added. */
function inOrder(factors: readonly number[]): readonly number[] {
  const all = [...factors.keys()];
  return [...all.filter((i) => factors[i] === 1), ...all.filter((i) => factors[i] !== 1)];
}

function scaled(part: SourceTerm, factor: number): SourceTerm {
  if (factor === 1) return part;
  const shift = Math.log2(factor);
  return Number.isInteger(shift) && shift < 31
    ? apply("sll", part, constant(shift))
    : apply("mul", constant(factor), part);
}

/** A quarter of a word that is a multiple of 4 by its form. */
function quarter(path: Path, word: Term): Term | undefined {
  if (word.kind === "constant") return word.value % 4 === 0 ? path.constant(word.value / 4) : undefined;
  if (word.kind !== "sum" || word.constant % 4 !== 0 || word.factors.some((factor) => factor % 4 !== 0))
    return undefined;
  let sum: Term = path.constant(word.constant / 4);
  for (const [i, atom] of word.atoms.entries()) sum = path.add(sum, path.scale(atom, word.factors[i]! / 4));
  return sum;
}
