/**
 * Numbers by key as chains in flat arrays, in the order in which they were added: cheap to add, and to walk for one key. Liveness
 * keeps in them where each register is read and written.
 */

import { filled } from "../filled.ts";

/** Chains of numbers. */
export class Chains {
  readonly #head: number[];
  readonly #tail: number[];
  /** Of each link its value, and at the next index the link after it. */
  readonly #links: number[] = [];

  constructor(keys: number) {
    this.#head = filled<number>(keys, -1);
    this.#tail = filled<number>(keys, -1);
  }

  add(key: number, value: number): void {
    const link = this.#links.length;
    const tail = this.#tail[key]!;
    if (tail === -1) this.#head[key] = link;
    else this.#links[tail + 1] = link;
    this.#tail[key] = link;
    this.#links.push(value, -1);
  }

  has(key: number): boolean {
    return this.#head[key] !== -1;
  }

  /** The first link of a key; −1 when there is none, and after the last. */
  first(key: number): number {
    return this.#head[key]!;
  }

  /** The last link of a key. */
  last(key: number): number {
    return this.#tail[key]!;
  }

  after(link: number): number {
    return this.#links[link + 1]!;
  }

  value(link: number): number {
    return this.#links[link]!;
  }
}
