/**
 * The random numbers of the generators: sfc32 (Doty-Humphrey's small fast counter generator, from PractRand), started
 * from one 32-bit seed. The seed alone determines what is generated, and drawing a number costs nanoseconds.
 */

/** A deterministic stream of random choices. */
export class Chance {
  #a = 0;
  #b = 0;
  #c: number;
  #counter = 1;

  /** The stream of `seed`, which is taken mod 2³². */
  constructor(seed: number) {
    this.#c = seed | 0;
    for (let i = 0; i < 12; i++) this.word();
  }

  /** 32 random bits, as a signed number. */
  word(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum;
  }

  /** An integer from 0 up to but not including `bound`. */
  below(bound: number): number {
    return Math.floor(((this.word() >>> 0) / 2 ** 32) * bound);
  }

  /** True in `percent` of 100 cases. */
  percent(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One element of a list, which must not be empty. */
  pick<T>(things: readonly T[]): T {
    return things[this.below(things.length)]!;
  }

  /** An index into `weights`; each index is as likely as its weight. The sum must not be 0. */
  weighted(weights: readonly number[]): number {
    let sum = 0;
    for (const weight of weights) sum += weight;
    let rest = this.below(sum);
    for (let i = 0; i < weights.length; i++) {
      rest -= weights[i]!;
      if (rest < 0) return i;
    }
    return weights.length - 1;
  }
}
