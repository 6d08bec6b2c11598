/**
 * The contents of arrays: heaps as chains of writes, elements selected from them, and lengths.
 */

import type { Element } from "../../../lang/syntax/tree.ts";
import { Divisions } from "./divisions.ts";
import { blank } from "./layout.ts";
import { boundOfSort, largest, mix } from "./table.ts";
import type { Heap, Term } from "./term.ts";

const maximum = 0x7fff_ffff;

/** Terms and the heaps that they are read from. */
export class Heaps extends Divisions {
  /**
   * The length of an array.
   *
   * bound_length  a length is at most 2³¹ − 1, of words 2³⁰ − 1
   */
  length(reference: Term): Term {
    const ofWords = reference.kind === "symbol" && (reference.sort === "int[]" || reference.sort === "bool[]");
    const bound = ofWords ? maximum >>> 1 : maximum;
    const length = blank("length", this.next, bound);
    length.reference = reference;
    return this.share(mix(1, reference.id), length);
  }

  /** An element of an array in a heap. */
  select(heap: Heap, element: Element, reference: Term, index: Term): Term {
    let h = heap;
    while (h.kind === "store" && h.reference === reference) {
      this.work.spend(1);
      // select_store  h[r, i ↦ v](r, i) = v
      if (h.index === index) return h.value;
      // select_skip   h[r, i ↦ v](r, j) = h(r, j)          when i − j is a constant, not 0
      if (this.distance(h.index, index) === undefined) break;
      h = h.before;
    }
    // bound_select  h(r, i) is at most what its kind allows  when every write in h is
    const bound = h.bounded ? boundOfSort(element) : largest;
    const hash = mix(mix(h.id, reference.id), index.id);
    const selected = blank("select", this.next, bound);
    selected.heap = h;
    selected.element = element;
    selected.reference = reference;
    selected.index = index;
    return this.share(hash, selected);
  }

  /** The heap after a store. */
  store(before: Heap, element: Element, reference: Term, index: Term, value: Term): Heap {
    const bounded = before.bounded && value.bound <= boundOfSort(element);
    const hash = mix(mix(mix(before.id, reference.id), index.id), value.id);
    return this.share(hash, { id: this.next, kind: "store", bounded, before, element, reference, index, value });
  }

  /** The heap after a block of bytes was laid down, `value` the byte at any index of it. Nothing is known of what it covers. */
  fill(before: Heap, reference: Term, index: Term, count: Term, value: Term): Heap {
    // fill_one      h[r, i ↦ v, n bytes] = h[r, i ↦ v]     when n is 1
    if (count.kind === "constant" && count.value === 1) return this.store(before, "byte", reference, index, value);
    const bounded = before.bounded && value.bound <= boundOfSort("byte");
    const hash = mix(mix(mix(mix(before.id, reference.id), index.id), count.id), value.id);
    return this.share(hash, { id: this.next, kind: "fill", bounded, before, reference, index, count, value });
  }

  /** The heap after an allocation of zeros. */
  allocate(before: Heap, element: Element, reference: Term, length: Term): Heap {
    const { bounded } = before;
    const hash = mix(mix(before.id, reference.id), length.id);
    return this.share(hash, { id: this.next, kind: "allocate", bounded, before, element, reference, length });
  }

  /** The heap after an allocation with contents, each of which fits the element type. */
  text(before: Heap, element: Element, reference: Term, values: readonly number[]): Heap {
    this.work.spend(values.length / 16);
    const { bounded } = before;
    const hash = mix(mix(before.id, reference.id), values.length);
    return this.share(hash, { id: this.next, kind: "text", bounded, before, element, reference, values });
  }
}
