/**
 * Ell's store over terms: persistent, arrays as a chain of writes, references as the addresses they are given.
 *
 * The n-th allocation gets the heap pointer as its reference, which is where the machine must put it. One segment may
 * allocate once: then a reference is always a single symbol plus nothing, and addresses stay easy to take apart.
 */

import type { Block, Bytes } from "../../../core/environment.ts";
import { widthOf } from "../../../lang/program/array-size.ts";
import type { Store } from "../../../lang/semantics/store.ts";
import type { Element } from "../../../lang/syntax/tree.ts";
import type { Notes } from "../segment/effect.ts";
import type { Heap, Term } from "../terms/term.ts";
import type { Terms } from "../terms/terms.ts";
import { type Allocation, lengthOf, topAfter } from "./arrays.ts";
import { type ChangedGlobals, globalAt, type InitialGlobals, unchanged } from "./globals.ts";

/** The symbolic store of the source side. */
export class SourceStore implements Store<Term> {
  readonly heap: Heap;
  /** The globals assigned since the segment began, by index. */
  readonly globals: ChangedGlobals;
  /** The heap pointer of the machine that this store is related to. */
  readonly top: Term;
  /** The array allocated in this segment. */
  readonly fresh: Allocation | undefined;
  readonly #initial: InitialGlobals;
  readonly #terms: Terms;
  readonly #notes: Notes;

  constructor(
    terms: Terms,
    notes: Notes,
    heap: Heap,
    initial: InitialGlobals,
    top: Term,
    globals = unchanged,
    fresh?: Allocation,
  ) {
    this.#initial = initial;
    this.#terms = terms;
    this.#notes = notes;
    this.heap = heap;
    this.globals = globals;
    this.top = top;
    this.fresh = fresh;
  }

  #with(heap: Heap, globals: ChangedGlobals = this.globals, top: Term = this.top, fresh = this.fresh): SourceStore {
    return new SourceStore(this.#terms, this.#notes, heap, this.#initial, top, globals, fresh);
  }

  #allocate(
    element: Element,
    length: Term,
    text: readonly number[] | undefined,
  ): { readonly store: SourceStore; readonly reference: Term } {
    const allocation: Allocation = { element, length, text, reference: this.top };
    this.#notes.note({ kind: "allocate", allocation });
    const heap =
      text === undefined
        ? this.#terms.allocate(this.heap, element, this.top, length)
        : this.#terms.text(this.heap, element, this.top, text);
    return {
      store: this.#with(heap, this.globals, topAfter(this.#terms, allocation), allocation),
      reference: this.top,
    };
  }

  allocate(element: Element, length: Term): { readonly store: SourceStore; readonly reference: Term } {
    return this.#allocate(element, length, undefined);
  }

  allocateText(element: Element, values: readonly number[]): { readonly store: SourceStore; readonly reference: Term } {
    return this.#allocate(element, this.#terms.constant(values.length), values);
  }

  length(reference: Term): Term {
    return lengthOf(this.#terms, reference, this.fresh);
  }

  /** In bounds, an element and its offset in bytes determine each other: the heap is keyed by offsets, on both sides. */
  #offset(element: Element, index: Term): Term {
    return this.#terms.scale(index, widthOf(element));
  }

  load(element: Element, reference: Term, index: Term): Term {
    return this.#terms.select(this.heap, element, reference, this.#offset(element, index));
  }

  store(element: Element, reference: Term, index: Term, value: Term): SourceStore {
    return this.#with(this.#terms.store(this.heap, element, reference, this.#offset(element, index), value));
  }

  bytes(reference: Term, from: Term): Bytes<Term> {
    return { at: (index) => this.load("byte", reference, this.#terms.add(from, index)) };
  }

  fill(reference: Term, from: Term, { count, bytes }: Block<Term>): SourceStore {
    return this.#with(this.#terms.fill(this.heap, reference, from, count, bytes.at(from)));
  }

  getGlobal(index: number): Term {
    return globalAt(this.#initial, this.globals, index);
  }

  setGlobal(index: number, value: Term): SourceStore {
    this.#terms.work.spend(this.globals.size);
    return this.#with(this.heap, new Map(this.globals).set(index, value));
  }
}
