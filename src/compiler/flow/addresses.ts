/**
 * The addresses of arrays in a run of Flow: as in the machine, an array as a word is where its length is, and its elements
 * follow. So that code may compute with addresses, and what lies at one can be found again.
 */

import { arrayBytes, widthOf } from "../../lang/program/array-size.ts";
import type { Element } from "../../lang/syntax/tree.ts";

/** The first address; any would do. */
const first = 0x1000_0000;
const end = 2 ** 32;

/** The arrays so far, by address and by number; numbers count from 0. */
export class Addresses {
  /** By number, ascending as long as there is room. */
  readonly #begins: number[] = [];
  readonly #lengths: number[] = [];
  readonly #numbers = new Map<number, number>();
  #next = first;
  /** Where there is no room any more, arrays have odd words, from which nothing can be computed. */
  #odd = 1;

  /** The address of the next array. */
  allocate(element: Element, length: number): number {
    const size = arrayBytes(element, length);
    let address = this.#next;
    if (address + size <= end) {
      this.#next += size;
      this.#begins.push(address);
    } else {
      address = this.#odd;
      this.#odd += 2;
    }
    this.#numbers.set(address, this.#lengths.length);
    this.#lengths.push(length);
    return address | 0;
  }

  /** The number of the array that a word is. */
  arrayAt(word: number): number {
    const number = this.#numbers.get(word >>> 0);
    if (number === undefined) throw new Error(`there is no array at ${word}`);
    return number;
  }

  /** Which element of which array lies so many elements behind the first of an array, or behind an address in one. */
  elementAt(element: Element, word: number, index: number): { readonly array: number; readonly index: number } {
    const known = this.#numbers.get(word >>> 0);
    if (known !== undefined && index >= 0 && index < this.#lengths[known]!) return { array: known, index };
    const width = widthOf(element);
    const at = (word + width * index) >>> 0;
    const array = this.#before(at);
    return { array, index: (at - this.#begins[array]!) / width };
  }

  /** The array that begins last up to an address. */
  #before(at: number): number {
    let [low, high] = [0, this.#begins.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#begins[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
