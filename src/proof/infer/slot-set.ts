/**
 * A set of variables, by their slots, as bits: there are such sets before each statement, and all variables may be in each of them.
 */

/** Variables. What changes a set makes another one; a set that has to be the same afterwards is the same object. */
export class SlotSet {
  /** Of 32 slots each. */
  readonly #words: readonly number[];

  private constructor(words: readonly number[]) {
    this.#words = words;
  }

  static readonly none = new SlotSet([]);

  static of(slots: Iterable<number>): SlotSet {
    const words: number[] = [];
    for (const slot of slots) put(words, slot);
    return words.length === 0 ? SlotSet.none : new SlotSet(words);
  }

  has(slot: number): boolean {
    return (((this.#words[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1;
  }

  with(slot: number): SlotSet {
    if (this.has(slot)) return this;
    const words = this.#words.slice();
    put(words, slot);
    return new SlotSet(words);
  }

  without(slot: number): SlotSet {
    if (!this.has(slot)) return this;
    const words = this.#words.slice();
    words[slot >>> 5]! &= ~(1 << (slot & 31));
    return new SlotSet(words);
  }

  /** The variables of both. */
  join(other: SlotSet): SlotSet {
    const others = other.#words;
    let words: number[] | undefined;
    for (let i = 0; i < others.length; i++) {
      const both = (this.#words[i] ?? 0) | others[i]!;
      if (both === this.#words[i]) continue;
      words ??= this.#words.slice();
      words[i] = both;
    }
    return words === undefined ? this : new SlotSet(words);
  }

  /** This set, or another one if that has the same variables. */
  orSame(other: SlotSet): SlotSet {
    const most = Math.max(this.#words.length, other.#words.length);
    for (let i = 0; i < most; i++) if ((this.#words[i] ?? 0) !== (other.#words[i] ?? 0)) return this;
    return other;
  }

  /** The variables, in the order of their slots. */
  get slots(): readonly number[] {
    const slots: number[] = [];
    for (let i = 0; i < this.#words.length; i++)
      for (let left = this.#words[i]!; left !== 0; left &= left - 1) slots.push(32 * i + 31 - Math.clz32(left & -left));
    return slots;
  }
}

function put(words: number[], slot: number): void {
  const at = slot >>> 5;
  while (words.length <= at) words.push(0);
  words[at]! |= 1 << (slot & 31);
}
