/**
 * The table of terms: constants, symbols, and one object for all terms that are made of the same parts.
 *
 * A table is cleared for each segment of a check: terms of different segments or tables must not meet, but for symbols
 * that last.
 */

import { impossible } from "../../../core/impossible.ts";
import { commonConstant, firstOwnNumber } from "./common-symbols.ts";
import { constantOf, symbolOf } from "./layout.ts";
import type { Heap, Sort, Term } from "./term.ts";
import { Work } from "./work.ts";

/** The largest unsigned word. */
export const largest = 0xffff_ffff;

/** The largest unsigned value of a symbol of each sort. */
export function boundOfSort(sort: Sort): number {
  return sort === "bool" ? 1 : sort === "byte" ? 255 : sort === "count" ? 0x7fff_ffff : largest;
}

/** So many constants are kept from one segment to the next. */
const mostConstants = 4096;

/** Constants, symbols, and what is shared. The number of a constant is only hashed: it is in no order with those of other terms. */
export class Table {
  readonly #known = new Map<number, Term | Heap>();
  readonly #symbols = new Map<string, Term>();
  readonly #constants = new Map<number, Term>();
  protected next = firstOwnNumber;
  #lasting = -1;
  /** What may still be done. Every sum, every atom and every look at a write in a heap is counted. */
  readonly work: Work;

  /** The heap whose contents are unknown. */
  readonly initialHeap: Heap = { id: this.next++, kind: "initial", bounded: true };

  constructor(work: Work = new Work()) {
    this.work = work;
  }

  /** Forget all terms: those made before must not meet those made from now on. Of constants, which are the same then, many are kept. */
  clear(): void {
    this.#known.clear();
    this.#symbols.clear();
    if (this.#constants.size > mostConstants) this.#constants.clear();
    this.next = firstOwnNumber + 1;
  }

  /** How many terms were made: a measure of work for budgets. */
  get size(): number {
    return this.next;
  }

  constant(value: number): Term {
    const word = value | 0;
    let term = commonConstant(word) ?? this.#constants.get(word);
    if (term === undefined) {
      term = constantOf(word, word);
      this.#constants.set(word, term);
    }
    return term;
  }

  /**
   * The symbol of this name and sort; the same name and sort are the same symbol.
   *
   * bound_symbol  a symbol is at most what its sort allows: a bool 1, a byte 255, a count of bytes 2³¹ − 1
   */
  symbol(name: string, sort: Sort): Term {
    const key = `${sort} ${name}`;
    let term = this.#symbols.get(key);
    if (term === undefined) {
      term = this.unknown(name, sort);
      this.#symbols.set(key, term);
    }
    return term;
  }

  /** A symbol that is no other, whatever its name. */
  unknown(name: string, sort: Sort): Term {
    return symbolOf(this.next++, name, sort, boundOfSort(sort));
  }

  /** A symbol that stays when the table is cleared, for what many segments begin with. */
  lasting(name: string, sort: Sort): Term {
    return symbolOf(this.#lasting--, name, sort, boundOfSort(sort));
  }

  /** The one object for all terms or heaps that are the same: the candidate, when there is none yet. */
  protected share<T extends Term | Heap>(hash: number, candidate: T): T {
    for (let key = hash; ; key++) {
      const found = this.#known.get(key);
      if (found === undefined) {
        this.#known.set(key, candidate);
        this.next++;
        return candidate;
      }
      if (sameParts(found, candidate)) return found as T;
      this.work.spend(1);
    }
  }
}

/** Mixes a number into a hash: a small integer, so that looking it up is fast. What is found is compared. */
export function mix(hash: number, n: number): number {
  return (Math.imul(hash, 0x2c1b_3c6d) ^ Math.imul(n + 1, 0x297a_2d39)) & 0x3fff_ffff;
}

/** Are two terms or heaps made of the same parts? */
function sameParts(a: Term | Heap, b: Term | Heap): boolean {
  switch (a.kind) {
    case "apply":
      return b.kind === "apply" && a.operation === b.operation && a.left === b.left && a.right === b.right;
    case "sum":
      return (
        b.kind === "sum" && a.constant === b.constant && sameList(a.atoms, b.atoms) && sameList(a.factors, b.factors)
      );
    case "length":
      return b.kind === "length" && a.reference === b.reference;
    case "select":
      return (
        b.kind === "select" &&
        a.heap === b.heap &&
        a.element === b.element &&
        a.reference === b.reference &&
        a.index === b.index
      );
    case "store":
      return (
        b.kind === "store" &&
        a.before === b.before &&
        a.element === b.element &&
        a.reference === b.reference &&
        a.index === b.index &&
        a.value === b.value
      );
    case "fill":
      return (
        b.kind === "fill" &&
        a.before === b.before &&
        a.reference === b.reference &&
        a.index === b.index &&
        a.count === b.count &&
        a.value === b.value
      );
    case "allocate":
      return (
        b.kind === "allocate" &&
        a.before === b.before &&
        a.element === b.element &&
        a.reference === b.reference &&
        a.length === b.length
      );
    case "text":
      return (
        b.kind === "text" &&
        a.before === b.before &&
        a.element === b.element &&
        a.reference === b.reference &&
        sameList(a.values, b.values)
      );
    case "constant":
    case "symbol":
    case "initial":
      return a === b;
    default:
      return impossible(a);
  }
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
