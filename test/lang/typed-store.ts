/**
 * A store that knows the type of every array and throws on a use that does not fit it: half of the preservation law.
 */

import type { Block, Bytes } from "../../src/core/environment.ts";
import { ConcreteStore } from "../../src/lang/semantics/concrete-store.ts";
import type { Store } from "../../src/lang/semantics/store.ts";
import type { Element, Type } from "../../src/lang/syntax/tree.ts";

/** Thrown when a configuration is not well-typed. */
export class IllTyped extends Error {}

/** A concrete, linear store that checks types. */
export class TypedStore implements Store<number> {
  readonly #inner: ConcreteStore;
  readonly #elements: Element[] = [];

  constructor(globals: number) {
    this.#inner = new ConcreteStore(globals);
  }

  /** Is the word a value of the type? */
  holds(type: Type, word: number): boolean {
    if (!Number.isInteger(word) || word !== (word | 0) || Object.is(word, -0)) return false;
    switch (type) {
      case "int":
        return true;
      case "bool":
        return word === 0 || word === 1;
      case "int[]":
      case "bool[]":
      case "byte[]":
        return `${this.#elements[word]}[]` === type;
    }
  }

  allocate(element: Element, length: number): { readonly store: TypedStore; readonly reference: number } {
    if (length < 0) throw new IllTyped("a negative length");
    const { reference } = this.#inner.allocate(element, length);
    this.#elements[reference] = element;
    return { store: this, reference };
  }

  allocateText(
    element: Element,
    values: readonly number[],
  ): { readonly store: TypedStore; readonly reference: number } {
    const { reference } = this.#inner.allocateText(element, values);
    this.#elements[reference] = element;
    return { store: this, reference };
  }

  length(reference: number): number {
    if (this.#elements[reference] === undefined) throw new IllTyped(`${reference} is no array`);
    return this.#inner.length(reference);
  }

  load(element: Element, reference: number, index: number): number {
    this.#within(element, reference, index);
    return this.#inner.load(element, reference, index);
  }

  store(element: Element, reference: number, index: number, value: number): this {
    this.#within(element, reference, index);
    const fits = element === "byte" ? value >= 0 && value < 256 : this.holds(element, value);
    if (!fits) throw new IllTyped(`${value} is no element of ${element}[]`);
    this.#inner.store(element, reference, index, value);
    return this;
  }

  bytes(reference: number, from: number): Bytes<number> {
    return { at: (index) => this.load("byte", reference, from + index) };
  }

  fill(reference: number, from: number, { count, bytes }: Block<number>): this {
    if (count < 1) throw new IllTyped("a block of no bytes");
    for (let index = 0; index < count; index++) this.store("byte", reference, from + index, bytes.at(index));
    return this;
  }

  getGlobal(index: number): number {
    return this.#inner.getGlobal(index);
  }

  setGlobal(index: number, value: number): this {
    this.#inner.setGlobal(index, value);
    return this;
  }

  #within(element: Element, reference: number, index: number): void {
    if (this.#elements[reference] !== element) throw new IllTyped(`${reference} is no ${element}[]`);
    if (index < 0 || index >= this.#inner.length(reference)) throw new IllTyped(`${index} is out of bounds`);
  }
}
