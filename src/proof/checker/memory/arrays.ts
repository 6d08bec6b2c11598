/**
 * What is known of arrays on one run: which words are references, to elements of which kind, and of what length.
 *
 * In the relation between the two sides a reference is its address, so both sides hold the same word. A word is known
 * to be a reference when it is a symbol of an array sort (a claimed value, a global, a result) or was allocated here.
 */

import { widthOf } from "../../../lang/program/array-size.ts";
import type { Element, Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import type { Term } from "../terms/term.ts";
import type { Terms } from "../terms/terms.ts";

/** An allocation within a segment: what was asked for, and where it goes. */
export interface Allocation {
  readonly element: Element;
  readonly length: Term;
  /** The elements of a text or an array of constants; zeros otherwise. */
  readonly text: readonly number[] | undefined;
  /** The heap pointer before it, which is the new reference. */
  readonly reference: Term;
}

/** The element kind, when the word is known to be a reference. */
export function referenceElement(t: Term, fresh: Allocation | undefined): Element | undefined {
  if (fresh !== undefined && t === fresh.reference) return fresh.element;
  if (t.kind !== "symbol") return undefined;
  return elementOf(t.sort as Type);
}

/** The length of a reference. */
export function lengthOf(terms: Terms, reference: Term, fresh: Allocation | undefined): Term {
  return fresh !== undefined && reference === fresh.reference ? fresh.length : terms.length(reference);
}

/** Words of memory taken by the elements: the length word comes on top. */
function wordsFor(terms: Terms, allocation: Allocation): Term {
  const { element, length } = allocation;
  return widthOf(element) === 4 ? length : terms.srl(terms.add(length, terms.constant(3)), terms.constant(2));
}

/** The condition that the heap has room: elements <ᵤ (heapEnd − top) ⁄ 4, which leaves a word for the length. */
export function hasRoom(terms: Terms, allocation: Allocation, heapEnd: number): Term {
  const room = terms.srl(terms.sub(terms.constant(heapEnd), allocation.reference), terms.constant(2));
  return terms.sltu(wordsFor(terms, allocation), room);
}

/** The heap pointer after an allocation. */
export function topAfter(terms: Terms, allocation: Allocation): Term {
  const size = terms.scale(wordsFor(terms, allocation), 4);
  return terms.add(terms.add(allocation.reference, terms.constant(4)), size);
}
