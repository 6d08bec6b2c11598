/**
 * The machine's memory over terms, as a value: an address is located, answered only where the place is certain for every
 * value of the symbols; a load takes the place, and a store gives the memory after it.
 *
 * Three disjoint regions and never one flat array (docs/certificates.md, "Memory"): globals at constant addresses, the
 * running function's frame at constant offsets from sp at entry, and arrays at reference + 4 + width · index under a
 * path fact index <ᵤ length. An address that is none of these is a fault of the proof, and the image is refused.
 */

import type { Block, Bytes } from "../../../core/environment.ts";
import { impossible } from "../../../core/impossible.ts";
import { widthOf } from "../../../lang/program/array-size.ts";
import type { Element } from "../../../lang/syntax/tree.ts";
import type { Instruction } from "../../../machine/isa/instruction.ts";
import type { Access, Fault, Width } from "../../../machine/semantics/machine.ts";
import { type DataLayout, type EntryOffset, fromFrame } from "../../certificate/claims.ts";
import { at, emptyTrie, put, type Trie } from "../../certificate/trie.ts";
import type { Path } from "../paths/path.ts";
import { type Heap, showTerm, type Term } from "../terms/term.ts";
import { type Allocation, hasRoom, lengthOf, referenceElement, topAfter } from "./arrays.ts";
import { type ChangedGlobals, globalAt, type InitialGlobals, unchanged } from "./globals.ts";

/** What does not change while a function runs. */
export interface FrameShape {
  /** sp at entry: a symbol, or the initial sp for start-up. */
  readonly base: Term;
  /** The frame's size in bytes: the most that sp is below its value at entry. */
  readonly size: number;
  /** base − size. */
  readonly below: Term;
  /** Bytes of the caller's frame that hold arguments. */
  readonly incoming: number;
}

/** What the proof knows of memory when a run begins. */
export interface MemoryState {
  readonly heap: Heap;
  readonly globals: InitialGlobals;
  /** The heap pointer: no array lies above it, and all is zero there. */
  readonly top: Term;
  /** The word of the frame at an offset from `base`, where something is known of it. */
  readonly cells: (offset: EntryOffset) => Term | undefined;
}

/** What a run begins with. */
export interface MemorySetting {
  readonly path: Path;
  readonly layout: DataLayout;
  readonly frame: FrameShape;
  readonly state: MemoryState;
  /** The allocations of the source, which the machine must follow. */
  readonly expected: readonly Allocation[];
  readonly fetch: (pc: number) => Instruction | Fault;
}

/** A text whose contents the machine is still writing. */
interface Unwritten {
  readonly allocation: Allocation;
  /** The bytes of the contents. */
  readonly expected: readonly number[];
  /** The size of the contents in bytes, up to whole words. */
  readonly room: number;
  /** The bytes laid down, by offset; zero where there is none. */
  readonly bytes: Trie<number>;
  /** How many bytes are not yet as expected. */
  readonly missing: number;
}

/** A place that can be read and written. */
type Both =
  | { readonly kind: "frame"; readonly offset: EntryOffset }
  | { readonly kind: "scratch" }
  | { readonly kind: "global"; readonly index: number }
  | { readonly kind: "element"; readonly reference: Term; readonly element: Element; readonly offset: Term };

/** Where a load goes. */
export type ReadPlace = Both | { readonly kind: "length"; readonly reference: Term };

/** Where a store goes. */
export type WritePlace =
  | Both
  /** The length word of the array that the source allocates next. */
  | { readonly kind: "header"; readonly allocation: Allocation }
  /** Bytes within the contents of a text being laid down. */
  | { readonly kind: "text"; readonly text: Unwritten; readonly offset: number; readonly width: Width };

/** Where a block of bytes goes, or comes from: the buffer, for a single byte; or elements of one array, from an offset on. */
export type BlockPlace =
  | { readonly kind: "scratch" }
  | { readonly kind: "range"; readonly reference: Term; readonly offset: Term };

/** What is known of the machine's memory at one moment. */
interface Contents {
  readonly heap: Heap;
  /** The heap pointer. */
  readonly top: Term;
  /** The globals assigned since the run began, by index. */
  readonly globals: ChangedGlobals;
  /** The array allocated since. */
  readonly fresh: Allocation | undefined;
  readonly unwritten: Unwritten | undefined;
  readonly scratch: Term | undefined;
  /** The words of the frame that were used since, by their number from sp on. */
  readonly cells: Trie<Term>;
  readonly used: Used | undefined;
}

/** The offsets of the words of the frame that were used, the last one first. */
interface Used {
  readonly offset: EntryOffset;
  readonly before: Used | undefined;
}

/** The machine's memory at one moment. It never changes: a load or a store gives the memory after it. */
export class MachineMemory {
  readonly #setting: MemorySetting;
  readonly #path: Path;
  readonly #contents: Contents;

  private constructor(setting: MemorySetting, contents: Contents) {
    this.#setting = setting;
    this.#path = setting.path;
    this.#contents = contents;
  }

  /** Memory when a run begins. */
  static at(setting: MemorySetting): MachineMemory {
    const { heap, top } = setting.state;
    return new MachineMemory(setting, {
      heap,
      top,
      globals: unchanged,
      fresh: undefined,
      unwritten: undefined,
      scratch: undefined,
      cells: emptyTrie,
      used: undefined,
    });
  }

  /** The memory with other contents, all of which are given: a copy of those here with a few changed is quick to make. */
  #after(contents: Contents): MachineMemory {
    return new MachineMemory(this.#setting, contents);
  }

  get heap(): Heap {
    return this.#contents.heap;
  }

  get top(): Term {
    return this.#contents.top;
  }

  get globals(): ChangedGlobals {
    return this.#contents.globals;
  }

  /** The array allocated since the run began. */
  get fresh(): Allocation | undefined {
    return this.#contents.fresh;
  }

  /** The allocation that the source made and the machine has not made yet. */
  get #next(): Allocation | undefined {
    return this.#setting.expected[this.fresh === undefined ? 0 : 1];
  }

  /** Is the frame known to lie in the stack? */
  get roomy(): boolean {
    const { path, frame, layout } = this.#setting;
    return stackSpent(path, frame, layout) === false;
  }

  /** Is every text laid down as the source has it? */
  get complete(): boolean {
    return this.#contents.unwritten === undefined || this.#contents.unwritten.missing === 0;
  }

  /** The number of a word of the frame, from sp on. */
  #number(offset: EntryOffset): number {
    return fromFrame(offset, this.#setting.frame.size) / 4;
  }

  /** A word of the frame, by its offset from `base`; undefined when nothing is known of it. */
  cell(offset: EntryOffset): Term | undefined {
    return at(this.#contents.cells, this.#number(offset)) ?? this.#setting.state.cells(offset);
  }

  /** Was this word of the frame loaded or stored since the run began? */
  touched(offset: EntryOffset): boolean {
    return at(this.#contents.cells, this.#number(offset)) !== undefined;
  }

  /** The offsets of the words of the frame that were loaded or stored since the run began, in order of first use. */
  get touchedOffsets(): readonly EntryOffset[] {
    const offsets: EntryOffset[] = [];
    for (let last = this.#contents.used; last !== undefined; last = last.before) offsets.push(last.offset);
    return offsets.reverse();
  }

  /** The memory in which a word of the frame is known, and counts as used. */
  #withCell(offset: EntryOffset, word: Term): MachineMemory {
    const { cells, used } = this.#contents;
    const number = this.#number(offset);
    const now = at(cells, number);
    if (now === word) return this;
    return this.#after({
      ...this.#contents,
      cells: put(cells, number, word),
      used: now === undefined ? { offset, before: used } : used,
    });
  }

  /** The word at a place, and the memory after the load: a word of the frame that was used counts as touched. */
  load(place: ReadPlace): { readonly word: Term; readonly after: MachineMemory } {
    switch (place.kind) {
      case "frame": {
        const { offset } = place;
        const word = this.cell(offset) ?? this.#path.symbol(`frame ${offset}`, "int");
        return { word, after: this.#withCell(offset, word) };
      }
      case "scratch":
        return { word: this.#contents.scratch ?? this.#path.symbol("scratch", "byte"), after: this };
      case "global":
        return { word: globalAt(this.#setting.state.globals, this.globals, place.index), after: this };
      case "length":
        return { word: lengthOf(this.#path, place.reference, this.fresh), after: this };
      case "element": {
        const word = this.#path.select(this.heap, place.element, place.reference, place.offset);
        return { word, after: this.#laidDown() };
      }
      default:
        return impossible(place);
    }
  }

  /** The memory after a store at a place, or why the source stores no such word there. */
  store(place: WritePlace, value: Term): MachineMemory | Fault {
    switch (place.kind) {
      case "frame":
        return this.#withCell(place.offset, value);
      case "scratch":
        return this.#after({ ...this.#contents, scratch: this.#low(value, 1) });
      case "global": {
        this.#path.work.spend(this.globals.size);
        return this.#after({ ...this.#contents, globals: new Map(this.globals).set(place.index, value) });
      }
      case "element": {
        const { element, reference, offset } = place;
        const low = this.#low(value, widthOf(element));
        return this.#laidDown(this.#path.store(this.heap, element, reference, offset, low));
      }
      case "header":
        return this.#allocate(place.allocation, value);
      case "text": {
        if (value.kind !== "constant") return "a text is laid down from unknown words";
        return this.#after({
          ...this.#contents,
          unwritten: layDown(place.text, place.offset, place.width, value.value),
        });
      }
      default:
        return impossible(place);
    }
  }

  /** The bytes at a place, and the memory after the load of them. */
  loadBlock(place: BlockPlace): { readonly bytes: Bytes<Term>; readonly after: MachineMemory } {
    if (place.kind === "scratch") {
      const { word, after } = this.load(place);
      return { bytes: { at: () => word }, after };
    }
    const { reference, offset } = place;
    const at = (index: Term): Term => this.#path.select(this.heap, "byte", reference, this.#path.add(offset, index));
    return { bytes: { at }, after: this.#laidDown() };
  }

  /** The memory after the bytes that arrived were stored at a place. */
  storeBlock(place: BlockPlace, { count, bytes }: Block<Term>): MachineMemory {
    const byte = bytes.at(count);
    if (place.kind === "scratch") return this.#after({ ...this.#contents, scratch: byte });
    const { reference, offset } = place;
    return this.#laidDown(this.#path.fill(this.heap, reference, offset, count, byte));
  }

  /** What a store of so many bytes keeps of a word. */
  #low(value: Term, width: 1 | 4): Term {
    return width === 1 ? this.#path.and(value, this.#path.constant(255)) : value;
  }

  /** Memory with these arrays, without a text to be laid down: an element was used, which is located only when every text is complete. */
  #laidDown(heap = this.heap): MachineMemory {
    const same = this.#contents.unwritten === undefined && heap === this.heap;
    return same ? this : this.#after({ ...this.#contents, heap, unwritten: undefined });
  }

  /** Where a load goes, or why it is nothing this proof can follow. The place is one of this memory. */
  locateRead(address: Term, width: Width): ReadPlace | Fault {
    return (
      this.#framePlace(address, width, "read") ??
      this.#dataPlace(address, width) ??
      (this.complete ? this.#arrayPlace(address, width) : "the heap is used before a text is laid down") ??
      unclear(address, width, "read")
    );
  }

  /** Where a store goes, or why it is nothing this proof can follow. The place is one of this memory. */
  locateWrite(address: Term, width: Width): WritePlace | Fault {
    const found =
      this.#framePlace(address, width, "write") ??
      this.#dataPlace(address, width) ??
      this.#textPlace(address, width) ??
      this.#headerPlace(address, width) ??
      this.#arrayPlace(address, width) ??
      unclear(address, width, "write");
    return typeof found !== "string" && found.kind === "length" ? changesLength : found;
  }

  /** Where a block of bytes goes, or comes from, or why it is nothing this proof can follow. */
  locateBlock(address: Term, count: Term, access: Access): BlockPlace | Fault {
    const single = count.kind === "constant" && count.value === 1;
    const data = single ? this.#dataPlace(address, 1) : undefined;
    if (data?.kind === "scratch") return { kind: "scratch" };
    if (!this.complete) return "the heap is used before a text is laid down";
    for (const reference of this.#references(address)) {
      if (referenceElement(reference, this.fresh) !== "byte") continue;
      const offset = this.#path.sub(address, this.#path.add(reference, this.#path.constant(4)));
      const within = single && this.#isElement(reference, offset, 1);
      if (within || this.#isRange(reference, offset, count)) return { kind: "range", reference, offset };
    }
    return `cannot show that the ${access} of ${showTerm(count)} bytes at ${showTerm(address)} stays within one array`;
  }

  /** Is it known that offset + count ≤ length, as integers? So asked no sum wraps: what is left of the array is at most all of it. */
  #isRange(reference: Term, offset: Term, count: Term): boolean {
    const length = lengthOf(this.#path, reference, this.fresh);
    const left = this.#path.sub(length, offset);
    return (
      this.#path.known(this.#path.sltu(length, offset)) === false &&
      this.#path.known(this.#path.sltu(left, count)) === false
    );
  }

  /** A word of the own frame, or of the arguments in the caller's. */
  #framePlace(address: Term, width: Width, access: Access): Both | Fault | undefined {
    const { path, frame } = this.#setting;
    const offset = path.distance(address, frame.base);
    if (offset === undefined) return undefined;
    if (frame.base.kind === "constant" && (offset < -frame.size || offset >= 0)) return undefined;
    if (width !== 4 || offset % 4 !== 0)
      return `a frame is accessed by whole words, not ${width} bytes at offset ${offset}`;
    if (offset < -frame.size) return `offset ${offset} is below the frame of ${frame.size} bytes`;
    if (offset >= 0 && (access === "write" || offset >= frame.incoming))
      return `offset ${offset} is in the caller's frame`;
    if (offset < 0 && !this.roomy) return `the frame is used before the stack is known to have room`;
    return { kind: "frame", offset };
  }

  /** A global, or the buffer of reads and writes. */
  #dataPlace(address: Term, width: Width): Both | undefined {
    if (address.kind !== "constant") return undefined;
    const at = address.value >>> 0;
    if (at === this.#setting.layout.scratch && width === 1) return { kind: "scratch" };
    const index = (at - this.#setting.layout.globals) / 4;
    if (width === 4 && Number.isInteger(index) && index >= 0 && index < this.#setting.state.globals.count)
      return { kind: "global", index };
    return undefined;
  }

  /** Bytes of a text that is being laid down; nothing else in the heap is used before it is complete. */
  #textPlace(address: Term, width: Width): WritePlace | Fault | undefined {
    const { unwritten: text } = this.#contents;
    if (text === undefined) return undefined;
    const start = this.#path.add(text.allocation.reference, this.#path.constant(4));
    const offset = this.#path.distance(address, start) ?? -1;
    // Aligned, as every other access is: a core without unaligned stores runs it, too.
    const within = offset >= 0 && offset % width === 0 && offset + width <= text.room;
    if (within && (width === 4 || !this.complete)) return { kind: "text", text, offset, width };
    return this.complete ? undefined : "the heap is used before a text is laid down";
  }

  /** The length word of the array that the source allocates next. */
  #headerPlace(address: Term, width: Width): WritePlace | Fault | undefined {
    const next = this.#next;
    if (width !== 4 || next === undefined || address !== this.top) return undefined;
    if (next.reference !== this.top) return "the heap pointer is not where the source allocates";
    if (this.#path.known(hasRoom(this.#path, next, this.#setting.layout.heapEnd)) !== true)
      return "allocates before the heap is known to have room";
    return { kind: "header", allocation: next };
  }

  /** The length or an element of an array. */
  #arrayPlace(address: Term, width: Width): ReadPlace | Fault | undefined {
    for (const reference of this.#references(address)) {
      const element = referenceElement(reference, this.fresh)!;
      const distance = this.#path.sub(address, reference);
      if (distance.kind === "constant" && distance.value === 0)
        return width === 4 ? { kind: "length", reference } : changesLength;
      if (width !== widthOf(element)) continue;
      const offset = this.#path.sub(distance, this.#path.constant(4));
      if (this.#isElement(reference, offset, width)) return { kind: "element", reference, element, offset };
    }
    return undefined;
  }

  /** The references that occur in an address. */
  #references(address: Term): Term[] {
    const atoms = address.kind === "sum" ? address.atoms : address.kind === "constant" ? [] : [address];
    const found: Term[] = atoms.filter((atom) => referenceElement(atom, this.fresh) !== undefined);
    const fresh = this.fresh?.reference;
    if (fresh !== undefined && !found.includes(fresh)) found.push(fresh);
    return found;
  }

  /** Is width · i = offset for an index i that is known to be in bounds? Where the product wraps, the offset divided is not i, which a fact has. */
  #isElement(reference: Term, offset: Term, width: 1 | 4): boolean {
    const length = lengthOf(this.#path, reference, this.fresh);
    const quotient = this.#path.quotient(offset, width);
    if (quotient !== undefined && this.#path.known(this.#path.sltu(quotient, length)) === true) return true;
    this.#path.work.spend(this.#path.facts.size / 16);
    for (const { atom, holds } of this.#path.facts.all)
      if (holds && atom.kind === "apply" && atom.operation === "sltu" && atom.right === length)
        if (this.#path.scale(atom.left, width) === offset) return true;
    return false;
  }

  /** The memory after the next allocation, whose length word is stored. */
  #allocate(allocation: Allocation, length: Term): MachineMemory | Fault {
    if (length !== allocation.length)
      return `allocates length ${showTerm(length)}, the source ${showTerm(allocation.length)}`;
    const { element, text, reference } = allocation;
    const heap =
      text === undefined
        ? this.#path.allocate(this.heap, element, reference, length)
        : this.#path.text(this.heap, element, reference, text);
    const unwritten = text === undefined ? this.#contents.unwritten : unwrittenText(allocation, text);
    return this.#after({
      ...this.#contents,
      heap,
      unwritten,
      fresh: allocation,
      top: topAfter(this.#path, allocation),
    });
  }
}

const changesLength = "the length of an array is changed";

function unclear(address: Term, width: Width, access: Access): Fault {
  return `cannot show that the ${access} of ${width} bytes at ${showTerm(address)} stays within one object`;
}

/** The bytes in memory of elements. */
function bytesOf(element: Element, values: readonly number[]): readonly number[] {
  if (widthOf(element) === 1) return values;
  return values.flatMap((value) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]);
}

function unwrittenText(allocation: Allocation, values: readonly number[]): Unwritten {
  const expected = bytesOf(allocation.element, values);
  const room = (expected.length + 3) & ~3;
  return { allocation, expected, room, bytes: emptyTrie, missing: expected.filter((byte) => byte !== 0).length };
}

/** A text after a store of the low bytes of a word; what is above its end is nobody's. */
function layDown(text: Unwritten, offset: number, width: Width, word: number): Unwritten {
  let { bytes, missing } = text;
  for (let i = 0; i < width; i++) {
    const byte = (word >>> (8 * i)) & 255;
    const expected = text.expected[offset + i];
    missing += Number((at(bytes, offset + i) ?? 0) === expected) - Number(byte === expected);
    bytes = put(bytes, offset + i, byte);
  }
  return { ...text, bytes, missing };
}

/**
 * Is it known on this path that the frame does not fit in the stack (true), or that all of it lies there (false)? Since
 * stackLimit ≤ base, both forms say so.
 */
export function stackSpent(
  path: Path,
  { base, below, size }: FrameShape,
  { stackLimit }: DataLayout,
): boolean | undefined {
  return (
    path.known(path.sltu(below, path.constant(stackLimit))) ??
    path.known(path.sltu(base, path.constant(stackLimit + size)))
  );
}
