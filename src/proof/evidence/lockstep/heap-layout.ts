/**
 * Where arrays are in the machine's memory: one after the other from the start of the heap, each a word of length and then
 * its elements, in whole words. The source has made them in the same order.
 */

import { arrayBytes } from "../../../lang/program/array-size.ts";
import type { ConcreteStore } from "../../../lang/semantics/concrete-store.ts";

/** The addresses of a run's arrays. */
export class HeapLayout {
  readonly #start: number;
  /** Of each array the address after it, unsigned. */
  readonly #ends: number[];

  constructor(start: number, ends: readonly number[] = []) {
    this.#start = start;
    this.#ends = [...ends];
  }

  /** An independent copy. */
  fork(): HeapLayout {
    return new HeapLayout(this.#start, this.#ends);
  }

  /** The address of an array of the store; where its length is, as an int32. */
  addressOf(store: ConcreteStore, reference: number): number {
    this.#follow(store);
    return (reference === 0 ? this.#start : this.#ends[reference - 1]!) | 0;
  }

  /** The address after the last array, as an int32: the heap pointer. */
  top(store: ConcreteStore): number {
    return this.addressOf(store, store.arrays);
  }

  #follow(store: ConcreteStore): void {
    for (let made = this.#ends.length; made < store.arrays; made++)
      this.#ends.push((this.#ends.at(-1) ?? this.#start) + arrayBytes(store.element(made), store.length(made)));
  }
}
