/**
 * The store: the arrays and globals of a running Ell program, over words of one domain.
 *
 * Updates return the store after them. The concrete store is linear: it changes in place and returns itself, so the
 * store before an update must not be used again; a symbolic store is persistent, so that a proof can fork.
 */

import type { Element } from "./syntax.ts";

/** Arrays and globals. A reference is a word that only the store can read. */
export interface Store<W> {
  /** A new array of `length` zeros, 0 ≤ length < 2³¹. */
  allocate(element: Element, length: W): { readonly store: Store<W>; readonly reference: W };
  /** A new `byte[]` with these contents. */
  allocateText(bytes: readonly number[]): { readonly store: Store<W>; readonly reference: W };
  /** The length of an array. */
  length(reference: W): W;
  /** Element `index`, which must be in bounds. */
  load(element: Element, reference: W, index: W): W;
  /** Replace element `index`, which must be in bounds; `value` already fits the element. */
  store(element: Element, reference: W, index: W, value: W): Store<W>;
  /** The value of a global. */
  getGlobal(index: number): W;
  /** Replace the value of a global. */
  setGlobal(index: number, value: W): Store<W>;
}
