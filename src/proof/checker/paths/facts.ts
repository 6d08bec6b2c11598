/**
 * Facts: atoms of which it is known on a path whether they are true. A value that never changes, so that a path that
 * branches off goes on from the facts it had there.
 */

import { at, emptyTrie, put, type Trie } from "../../certificate/trie.ts";
import type { Term } from "../terms/term.ts";

/** An atom, and whether it is true or false. */
export interface Literal {
  readonly atom: Term;
  readonly holds: boolean;
}

/** A fact, and those before it. */
interface Known {
  readonly literal: Literal;
  readonly before: Known | undefined;
}

/** Numbers of atoms are negative where the atom lasts (terms/table.ts), and a trie has none. */
function keyOf({ id }: Term): number {
  return id < 0 ? -2 * id - 1 : 2 * id;
}

/** So many facts are searched one by one; more are found by a trie, which costs more to make. */
const few = 12;

/** What is known on a path. */
export class Facts {
  readonly size: number;
  readonly #last: Known | undefined;
  /** All facts by atom, where they are not few. */
  readonly #byAtom: Trie<Literal> | undefined;

  private constructor(size: number, last: Known | undefined, byAtom: Trie<Literal> | undefined) {
    this.size = size;
    this.#last = last;
    this.#byAtom = byAtom;
  }

  /** Nothing is known. */
  static readonly none = new Facts(0, undefined, undefined);

  /** What is known of an atom. */
  of(atom: Term): Literal | undefined {
    if (this.#byAtom !== undefined) return at(this.#byAtom, keyOf(atom));
    for (let known = this.#last; known !== undefined; known = known.before)
      if (known.literal.atom === atom) return known.literal;
    return undefined;
  }

  /** These facts and one more. */
  with(literal: Literal): Facts {
    const last: Known = { literal, before: this.#last };
    const { size } = this;
    if (size < few) return new Facts(size + 1, last, undefined);
    const before = this.#byAtom ?? this.all.reduce(putLiteral, emptyTrie);
    return new Facts(size + 1, last, putLiteral(before, literal));
  }

  /** All of them, the first one first. */
  get all(): readonly Literal[] {
    const all: Literal[] = [];
    for (let known = this.#last; known !== undefined; known = known.before) all.push(known.literal);
    return all.reverse();
  }
}

function putLiteral(trie: Trie<Literal>, literal: Literal): Trie<Literal> {
  return put(trie, keyOf(literal.atom), literal);
}
