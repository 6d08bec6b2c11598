/**
 * Words read as terms over a source configuration: of a word that the machine has, which term over the source's values, globals and
 * arrays it is. That is the way back from what words are made of; whether it is right is asked of the way there, so that what is said of a
 * word is so in this configuration.
 */

import { elementOf } from "../../lang/syntax/types.ts";
import type { SourceTerm, SourceValue } from "../certificate/claims.ts";
import { widthOf } from "../checker/memory/arrays.ts";
import type { Path } from "../checker/paths/path.ts";
import { isArrayOf } from "../checker/relate/owed.ts";
import { Meaning } from "../checker/segment/meaning.ts";
import type { Site } from "../checker/segment/sites.ts";
import type { Shape, SourcePath } from "../checker/segment/source-run.ts";
import type { FunctionUnderCheck, State } from "../checker/segment/state.ts";
import type { Term } from "../checker/terms/term.ts";
import { apply, constant, isValue, valueName } from "./source-terms.ts";

/** So deep is a word looked into. */
const deepest = 6;
/** The most parts of a sum. */
const mostParts = 6;

/** The configuration in which words are read. */
export interface Configured {
  readonly path: Path;
  readonly subject: FunctionUnderCheck;
  readonly state: State;
  readonly source: SourcePath;
  readonly site: Site;
  readonly shape: Shape;
  /** After a call only what a callee cannot change may be spoken of. */
  readonly overCall: boolean;
}

/** A configuration as that in which words are read. */
export class Reading {
  readonly meaning: Meaning;
  readonly #at: Configured;
  readonly #leaves = new Map<Term, SourceTerm>();
  /** Of a symbol that is no value any more, but a value is this symbol with a constant: the symbol. */
  readonly #stepped = new Map<Term, SourceTerm>();
  readonly #known = new Map<Term, SourceTerm | undefined>();
  #hasGlobals = false;

  constructor(at: Configured) {
    this.#at = at;
    const { path, subject, state, source, site, shape, overCall } = at;
    const names = { ...subject, slots: site.slots, entrySp: state.frame.base };
    this.meaning = new Meaning(path, names, shape, source.store);
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
    if (!this.#leaves.has(word)) this.#leaves.set(word, term);
    const [symbol] = word.kind === "sum" && word.atoms.length === 1 && word.factors[0] === 1 ? word.atoms : [];
    if (symbol?.kind === "symbol" && word.kind === "sum" && !this.#stepped.has(symbol))
      this.#stepped.set(symbol, apply("sub", term, constant(word.constant)));
  }

  /** The globals are looked at where no value is the word. */
  #putGlobals(): void {
    if (this.#hasGlobals || this.#at.overCall) return;
    this.#hasGlobals = true;
    for (const index of this.#at.subject.program.globals.keys()) this.#put({ kind: "global", index });
  }

  /** The term that a word is here; undefined where none is seen. */
  termOf(word: Term): SourceTerm | undefined {
    if (word.kind === "constant") return constant(word.value);
    const known = this.#known.get(word);
    if (known !== undefined || this.#known.has(word)) return known;
    const read = this.#read(word, deepest);
    const isSo = read !== undefined && this.meaning.word(read)?.term === word;
    this.#known.set(word, isSo ? read : undefined);
    return isSo ? read : undefined;
  }

  /** The term that a value's word is, but for the value itself. */
  termWithout(value: SourceValue): SourceTerm | undefined {
    const word = this.meaning.value(value)?.term;
    if (word === undefined) return undefined;
    const own = this.#leaves.get(word);
    const isOwn = own !== undefined && isValue(own) && valueName(own) === valueName(value);
    return isOwn ? this.madeOf(word) : this.termOf(word);
  }

  /** What a word is made of, where a value is that word, too. */
  madeOf(word: Term): SourceTerm | undefined {
    const own = this.#leaves.get(word);
    this.#leaves.delete(word);
    const read = this.#read(word, deepest);
    if (own !== undefined) this.#leaves.set(word, own);
    return read !== undefined && this.meaning.word(read)?.term === word ? read : undefined;
  }

  #leaf(word: Term): SourceTerm | undefined {
    const value = this.#leaves.get(word);
    if (value !== undefined) return value;
    this.#putGlobals();
    return this.#leaves.get(word) ?? this.#stepped.get(word);
  }

  #read(word: Term, depth: number): SourceTerm | undefined {
    this.#at.path.work.spend(1);
    if (word.kind === "constant") return constant(word.value);
    const leaf = this.#leaf(word);
    if (leaf !== undefined || depth === 0) return leaf;
    switch (word.kind) {
      case "symbol":
        return undefined;
      case "length": {
        const array = this.#leaf(word.reference);
        return array && { kind: "length", array };
      }
      case "select": {
        if (this.#at.overCall) return undefined;
        const array = this.#leaf(word.reference);
        const offset = widthOf(word.element) === 4 ? quarter(this.#at.path, word.index) : word.index;
        const index = offset && this.#read(offset, depth - 1);
        return array && index && { kind: "element", array, index };
      }
      case "apply": {
        const left = this.#read(word.left, depth - 1);
        const right = left && this.#read(word.right, depth - 1);
        return left && right && apply(word.operation, left, right);
      }
      case "sum":
        return this.#sum(word, depth);
    }
  }

  /** A sum, or the sum that a value is with the rest besides. */
  #sum(word: Extract<Term, { readonly kind: "sum" }>, depth: number): SourceTerm | undefined {
    const { atoms, factors } = word;
    if (atoms.length > mostParts) return undefined;
    let sum: SourceTerm | undefined;
    for (const i of inOrder(factors)) {
      const part = this.#read(atoms[i]!, depth - 1);
      if (part === undefined) return undefined;
      const factor = factors[i]!;
      if (sum === undefined) sum = factor < 0 ? apply("mul", constant(factor), part) : scaled(part, factor);
      else sum = factor < 0 ? apply("sub", sum, scaled(part, -factor)) : apply("add", sum, scaled(part, factor));
    }
    return word.constant === 0 || sum === undefined ? sum : apply("add", sum, constant(word.constant));
  }
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
