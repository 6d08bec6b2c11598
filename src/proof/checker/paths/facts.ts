/**
 * Facts: atoms of which it is known on a path whether they are true. A value that never changes, so that a path that
 * branches off goes on from the facts it had there.
 *
 * A fact is found by its atom, and by the words it speaks of: those that are compared in it, whatever constant is added to them.
 */

import { at, emptyTrie, put, type Trie } from "../../certificate/trie.ts";
import type { Atom, Term } from "../terms/term.ts";

/** An atom, and whether it is true or false. */
export interface Literal {
  readonly atom: Term;
  readonly holds: boolean;
}

/** A fact, and those before it. */
interface Known {
  readonly literal: Literal;
  /** The words that it speaks of. */
  readonly first: Atom | undefined;
  readonly second: Atom | undefined;
  readonly before: Known | undefined;
}

/** A fact that speaks of a word, and those before it that do. */
interface Mention {
  readonly literal: Literal;
  /** Does one of them limit the word? */
  readonly limits: boolean;
  readonly before: Mention | undefined;
}

/** Does a fact limit the words it speaks of? That two words differ says nothing without another fact. */
function limits({ atom, holds }: Literal): boolean {
  return holds || (atom.kind === "apply" && atom.operation !== "equal");
}

/** The atom by which facts about a word are found: its first; so a word is found with any constant added to it. */
export function leading(t: Term): Atom | undefined {
  switch (t.kind) {
    case "constant":
      return undefined;
    case "sum":
      return t.atoms[0];
    case "symbol":
    case "apply":
    case "length":
    case "select":
      return t;
  }
}

/** The key of a term in a trie: numbers of atoms are negative where the atom lasts (terms/table.ts), and a trie has none. */
export function keyOf({ id }: Term): number {
  return id < 0 ? -2 * id - 1 : 2 * id;
}

/** So many facts are searched one by one; more are found by a trie, which costs more to make. */
const few = 12;

/** Facts, as they are asked. */
export type Told = Pick<Facts, "of" | "limit" | "about">;

/** What is known on a path. */
export class Facts {
  readonly size: number;
  readonly #last: Known | undefined;
  /** All facts by atom, and by the words they speak of, where they are not few. */
  readonly #byAtom: Trie<Literal> | undefined;
  readonly #byWord: Trie<Mention> | undefined;
  /** The atom of which nothing is told. */
  readonly #untold: Term | undefined;

  private constructor(
    size: number,
    last: Known | undefined,
    byAtom: Trie<Literal> | undefined,
    byWord: Trie<Mention> | undefined,
    untold?: Term,
  ) {
    this.size = size;
    this.#last = last;
    this.#byAtom = byAtom;
    this.#byWord = byWord;
    this.#untold = untold;
  }

  /** Nothing is known. */
  static readonly none = new Facts(0, undefined, undefined, undefined);

  /** What is known of an atom. */
  of(atom: Term): Literal | undefined {
    if (atom === this.#untold) return undefined;
    if (this.#byAtom !== undefined) return at(this.#byAtom, keyOf(atom));
    for (let known = this.#last; known !== undefined; known = known.before)
      if (known.literal.atom === atom) return known.literal;
    return undefined;
  }

  /** Does a fact speak of this word that limits what it can be? It may be one that is not told: this only says where to look. */
  limit(word: Atom): boolean {
    if (this.#byWord !== undefined) return at(this.#byWord, keyOf(word))?.limits ?? false;
    for (let known = this.#last; known !== undefined; known = known.before)
      if ((known.first === word || known.second === word) && limits(known.literal)) return true;
    return false;
  }

  /** The facts that speak of this word, the last one first, and no more than so many. */
  about(word: Atom, most: number): readonly Literal[] {
    const found: Literal[] = [];
    if (this.#byWord === undefined) {
      for (let known = this.#last; known !== undefined && found.length < most; known = known.before)
        if ((known.first === word || known.second === word) && known.literal.atom !== this.#untold)
          found.push(known.literal);
    } else {
      let mention = at(this.#byWord, keyOf(word));
      for (; mention !== undefined && found.length < most; mention = mention.before)
        if (mention.literal.atom !== this.#untold) found.push(mention.literal);
    }
    return found;
  }

  /** What is known but for an atom. */
  without(atom: Term): Told {
    return new Facts(this.size, this.#last, this.#byAtom, this.#byWord, atom);
  }

  /** These facts and one more. */
  with(literal: Literal): Facts {
    const last = mentioning(literal, this.#last);
    const { size } = this;
    if (size < few) return new Facts(size + 1, last, undefined, undefined);
    let [byAtom, byWord] = [this.#byAtom, this.#byWord];
    if (byAtom === undefined || byWord === undefined) {
      byAtom = emptyTrie;
      byWord = emptyTrie;
      for (const known of this.#inOrder()) [byAtom, byWord] = indexed(byAtom, byWord, known);
    }
    [byAtom, byWord] = indexed(byAtom, byWord, last);
    return new Facts(size + 1, last, byAtom, byWord);
  }

  #inOrder(): readonly Known[] {
    const all: Known[] = [];
    for (let known = this.#last; known !== undefined; known = known.before) all.push(known);
    return all.reverse();
  }

  /** All of them, the first one first. */
  get all(): readonly Literal[] {
    return this.#inOrder().map(({ literal }) => literal);
  }
}

/** A fact with the words it speaks of. */
function mentioning(literal: Literal, before: Known | undefined): Known {
  const { atom } = literal;
  const none: Known = { literal, first: undefined, second: undefined, before };
  if (atom.kind !== "apply") return none;
  switch (atom.operation) {
    case "slt":
    case "sltu":
      return { literal, first: leading(atom.left), second: leading(atom.right), before };
    case "equal": {
      // x = y + c is x − y − c = 0 in normal form.
      const { left } = atom;
      return { literal, first: leading(left), second: left.kind === "sum" ? left.atoms[1] : undefined, before };
    }
    default:
      return none;
  }
}

/** Both indices with one more fact. */
function indexed(
  byAtom: Trie<Literal>,
  byWord: Trie<Mention>,
  { literal, first, second }: Known,
): [Trie<Literal>, Trie<Mention>] {
  let words = byWord;
  for (const word of first === second ? [first] : [first, second]) {
    if (word === undefined) continue;
    const key = keyOf(word);
    const before = at(words, key);
    words = put(words, key, { literal, limits: limits(literal) || (before?.limits ?? false), before });
  }
  return [put(byAtom, keyOf(literal.atom), literal), words];
}
