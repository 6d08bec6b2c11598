/**
 * The store of a run: arrays in host memory. A reference is the number of an array.
 *
 * It is linear: every update changes it in place and returns it. Ell's memory is unlimited and the host's is not. So an
 * array takes no memory for zeros until it is written (large arrays: page by page), and `spent` tells how much host memory
 * is held. An observer stops when a memory budget is spent, as when a clock is spent; the outcome is then `running`.
 */

import type { Block, Bytes } from "../../core/environment.ts";
import type { Element } from "../syntax/tree.ts";
import type { Store } from "./store.ts";

/** Elements in one page of a large array. */
const pageLength = 1024;

/** Host bytes counted for an array without elements. */
const overhead = 64;

type Cells = Int32Array | Uint8Array;

interface StoredArray {
  readonly length: number;
  readonly element: Element;
  /** All elements of a small array, after the first write to it. */
  cells: Cells | undefined;
  /** The pages of a large array that were written. */
  readonly pages: Map<number, Cells> | undefined;
}

/** A store over int32 words. */
export class ConcreteStore implements Store<number> {
  /** Roughly how much host memory is held, in bytes. */
  spent = 0;
  readonly #arrays: StoredArray[] = [];
  readonly #globals: number[];

  /** An empty store for a program with this many globals. Each global is the word 0 until start-up assigns it. */
  constructor(globals: number) {
    this.#globals = new Array<number>(globals).fill(0);
  }

  allocate(element: Element, length: number): { readonly store: ConcreteStore; readonly reference: number } {
    this.spent += overhead;
    this.#arrays.push({ length, element, cells: undefined, pages: length > pageLength ? new Map() : undefined });
    return { store: this, reference: this.#arrays.length - 1 };
  }

  allocateText(
    element: Element,
    values: readonly number[],
  ): { readonly store: ConcreteStore; readonly reference: number } {
    const cells = element === "byte" ? Uint8Array.from(values) : Int32Array.from(values);
    this.spent += overhead + cells.byteLength;
    this.#arrays.push({ length: values.length, element, cells, pages: undefined });
    return { store: this, reference: this.#arrays.length - 1 };
  }

  /** How many arrays there are. Their references are the numbers below it. */
  get arrays(): number {
    return this.#arrays.length;
  }

  /** What the elements of an array are. */
  element(reference: number): Element {
    return this.#arrays[reference]!.element;
  }

  /** An independent copy. */
  fork(): ConcreteStore {
    const copy = new ConcreteStore(0);
    copy.spent = this.spent;
    copy.#globals.push(...this.#globals);
    for (const { cells, pages, ...same } of this.#arrays) {
      const own = pages && new Map([...pages].map(([number, page]) => [number, page.slice()]));
      copy.#arrays.push({ ...same, cells: cells?.slice(), pages: own });
    }
    return copy;
  }

  length(reference: number): number {
    return this.#arrays[reference]!.length;
  }

  load(_element: Element, reference: number, index: number): number {
    const array = this.#arrays[reference]!;
    if (array.cells !== undefined) return array.cells[index]!;
    const page = array.pages?.get(Math.floor(index / pageLength));
    return page === undefined ? 0 : page[index % pageLength]!;
  }

  store(_element: Element, reference: number, index: number, value: number): this {
    const array = this.#arrays[reference]!;
    if (array.cells !== undefined) array.cells[index] = value;
    else if (array.pages === undefined) {
      array.cells = this.#zeros(array.element, array.length);
      array.cells[index] = value;
    } else {
      const number = Math.floor(index / pageLength);
      let page = array.pages.get(number);
      if (page === undefined) {
        page = this.#zeros(array.element, pageLength);
        array.pages.set(number, page);
      }
      page[index % pageLength] = value;
    }
    return this;
  }

  bytes(reference: number, from: number): Bytes<number> {
    return { at: (index) => this.load("byte", reference, from + index) };
  }

  fill(reference: number, from: number, { count, bytes }: Block<number>): this {
    for (let index = 0; index < count; index++) this.store("byte", reference, from + index, bytes.at(index));
    return this;
  }

  getGlobal(index: number): number {
    return this.#globals[index]!;
  }

  setGlobal(index: number, value: number): this {
    this.#globals[index] = value;
    return this;
  }

  #zeros(element: Element, length: number): Cells {
    const cells = element === "byte" ? new Uint8Array(length) : new Int32Array(length);
    this.spent += overhead + cells.byteLength;
    return cells;
  }
}
