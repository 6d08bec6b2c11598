/**
 * Memory of prints. Two addresses are the same where their prints are, and else they are taken to be apart. Both sides find the same word where
 * nobody wrote. Arrays are laid down as the machine interface says: the length, and the elements.
 */

import type { Block, Bytes } from "../../../core/environment.ts";
import { widthOf } from "../../../lang/program/array-size.ts";
import type { Program } from "../../../lang/program/program.ts";
import type { Store } from "../../../lang/semantics/store.ts";
import type { Element } from "../../../lang/syntax/tree.ts";
import type { Prints } from "./prints.ts";

/** What memory is where nobody wrote yet, since a run began. */
export class Before {
  readonly #prints: Prints;
  readonly #globals: number;
  readonly #program: Program;
  readonly #time: number;
  readonly #isStart: boolean;

  /** With `isStart` every global is 0 still. */
  constructor(prints: Prints, program: Program, first: number, time: number, isStart: boolean) {
    this.#prints = prints;
    this.#program = program;
    this.#globals = first;
    this.#time = time;
    this.#isStart = isStart;
  }

  /** The address of a global. */
  addressOf(global: number): number {
    return (this.#globals + 4 * global) | 0;
  }

  load(address: number, width: number): number {
    const type = this.#program.globals[((address >>> 0) - this.#globals) / 4]?.type;
    const isGlobal = address < 2 ** 32 && width === 4 && type !== undefined;
    if (isGlobal && this.#isStart) return 0;
    const kind = width === 1 ? "byte" : isGlobal && type === "bool" ? "condition" : "word";
    return this.#prints.initial(address, kind, this.#time);
  }
}

/** A word that was written, and what was written before. */
interface Written {
  readonly address: number;
  readonly width: number;
  readonly value: number;
  readonly before: Written | undefined;
}

/** The store of the source. */
export class PrintStore implements Store<number> {
  readonly #prints: Prints;
  readonly #before: Before;
  readonly #written: Written | undefined;
  /** The heap pointer, which is the next array. */
  readonly top: number;
  /** The array that was made. */
  readonly made: Made | undefined;

  constructor(prints: Prints, before: Before, top: number, written?: Written, made?: Made) {
    this.#prints = prints;
    this.#before = before;
    this.#written = written;
    this.top = top;
    this.made = made;
  }

  #with(address: number, width: number, value: number, top = this.top, made = this.made): PrintStore {
    return new PrintStore(this.#prints, this.#before, top, { address, width, value, before: this.#written }, made);
  }

  #load(address: number, width: number): number {
    for (let at = this.#written; at !== undefined; at = at.before)
      if (at.address === address && at.width === width) return at.value;
    return this.#before.load(address, width);
  }

  /** Of a text that was made, the words are found where the machine has laid them down; nobody reads them before. */
  #allocate(
    element: Element,
    length: number,
    words: number,
  ): { readonly store: PrintStore; readonly reference: number } {
    const prints = this.#prints;
    const reference = this.top;
    const needed = widthOf(element) === 4 ? length : prints.srl(prints.add(length, 3), 2);
    const top = prints.add(prints.add(reference, 4), prints.sll(needed, 2));
    return { store: this.#with(reference, 4, length, top, { reference, length, words, top }), reference };
  }

  allocate(element: Element, length: number): ReturnType<PrintStore["allocateText"]> {
    return this.#allocate(element, length, 0);
  }

  allocateText(
    element: Element,
    values: readonly number[],
  ): { readonly store: PrintStore; readonly reference: number } {
    return this.#allocate(element, values.length, Math.ceil((widthOf(element) * values.length) / 4));
  }

  /** Has the machine written the same? What it wrote to its buffer nobody sees. */
  isLevelWith(cells: Cells, buffer: number): boolean {
    const seen = new Set<number>();
    for (let at = this.#written; at !== undefined; at = at.before) {
      if (seen.has(at.address)) continue;
      seen.add(at.address);
      const there = cells.written(at.address, at.width);
      if (there === undefined || !this.#prints.isSame(there, at.value)) return false;
    }
    return this.made !== undefined || seen.size === cells.sizeWithout(buffer);
  }

  length(reference: number): number {
    const length = this.#load(reference, 4);
    // Of what an array is made with that is decided.
    if (this.made?.length !== length) this.#prints.isLength(length);
    return length;
  }

  #address(element: Element, reference: number, index: number): number {
    const prints = this.#prints;
    return prints.add(prints.add(reference, widthOf(element) === 4 ? prints.sll(index, 2) : index), 4);
  }

  /** What is read or written is within bounds: however a machine makes sure of that, it was decided. */
  #isWithin(reference: number, index: number): void {
    const prints = this.#prints;
    const length = this.length(reference);
    for (const condition of [prints.slt(-1, index), prints.slt(index, length), prints.slt(-1, length)])
      if (prints.known(condition) === undefined) prints.assume(condition, true);
  }

  load(element: Element, reference: number, index: number): number {
    this.#isWithin(reference, index);
    return this.elementAt(element, reference, index);
  }

  /** An element, of which it is not known whether it is within bounds. */
  elementAt(element: Element, reference: number, index: number): number {
    return this.#load(this.#address(element, reference, index), widthOf(element));
  }

  store(element: Element, reference: number, index: number, value: number): PrintStore {
    this.#isWithin(reference, index);
    return this.#with(this.#address(element, reference, index), widthOf(element), value);
  }

  bytes(reference: number, from: number): Bytes<number> {
    return { at: (index) => this.#load(this.#address("byte", reference, this.#prints.add(from, index)), 1) };
  }

  /** Both sides stop after a block was moved: until then nobody reads it. */
  fill(): this {
    return this;
  }

  getGlobal(index: number): number {
    return this.#load(this.#before.addressOf(index), 4);
  }

  setGlobal(index: number, value: number): PrintStore {
    return this.#with(this.#before.addressOf(index), 4, value);
  }
}

/** An array that was made, with the words of its text. */
export interface Made {
  readonly reference: number;
  readonly length: number;
  readonly words: number;
  /** The heap pointer after it. */
  readonly top: number;
}

/** What the machine wrote outside its frame. */
export class Cells {
  readonly #prints: Prints;
  readonly #before: Before;
  #words: Map<number, number> | undefined;
  #bytes: Map<number, number> | undefined;

  constructor(prints: Prints, before: Before) {
    this.#prints = prints;
    this.#before = before;
  }

  load(address: number, width: number): number {
    if (width === 4) return this.#words?.get(address) ?? this.#before.load(address, 4);
    if (width === 1) return this.#bytes?.get(address) ?? this.#before.load(address, 1);
    return this.#prints.fresh();
  }

  store(address: number, width: number, value: number): void {
    if (width === 4) {
      this.#words ??= new Map();
      this.#words.set(address, value);
    } else if (width === 1) {
      this.#bytes ??= new Map();
      this.#bytes.set(address, this.#prints.and(value, 255));
    }
  }

  /** Was something written there, and what? */
  written(address: number, width = 4): number | undefined {
    return (width === 4 ? this.#words : this.#bytes)?.get(address);
  }

  /** To how many other addresses something was written. */
  sizeWithout(address: number): number {
    const [words, bytes] = [this.#words, this.#bytes];
    return (
      (words === undefined ? 0 : words.size - (words.has(address) ? 1 : 0)) +
      (bytes === undefined ? 0 : bytes.size - (bytes.has(address) ? 1 : 0))
    );
  }

  fill(address: number, { count, bytes }: Block<number>): void {
    if (count === 1) this.store(address, 1, bytes.at(0));
  }
}
