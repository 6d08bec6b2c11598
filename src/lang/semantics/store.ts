/**
 * The store: the arrays and globals of a running Ell program, over words of one domain.
 *
 * An update returns the new store. The concrete store is linear: it changes in place and returns itself, so the store
 * before an update must not be used again. A symbolic store is persistent, so that a proof can branch.
 */

import type { Block, Bytes } from "../../core/environment.ts";
import type { Element } from "../syntax/tree.ts";

/** Arrays and globals. A reference is a word that only the store can read. */
export interface Store<W> {
  /** A new array of `length` zeros, 0 ≤ length < 2³¹. */
  allocate(element: Element, length: W): { readonly store: Store<W>; readonly reference: W };
  /** A new array with these elements, which fit the element type. */
  allocateText(element: Element, values: readonly number[]): { readonly store: Store<W>; readonly reference: W };
  /** The length of an array. */
  length(reference: W): W;
  /** Element `index`, which must be in bounds. */
  load(element: Element, reference: W, index: W): W;
  /** Replace element `index`, which must be in bounds; `value` must already fit the element type. */
  store(element: Element, reference: W, index: W, value: W): Store<W>;
  /** The bytes of a `byte[]` from element `from` on. */
  bytes(reference: W, from: W): Bytes<W>;
  /** Replace as many elements of a `byte[]` as arrived, at least one, from element `from` on; all must be in bounds. */
  fill(reference: W, from: W, block: Block<W>): Store<W>;
  /** The value of a global. */
  getGlobal(index: number): W;
  /** Replace the value of a global. */
  setGlobal(index: number, value: W): Store<W>;
}
