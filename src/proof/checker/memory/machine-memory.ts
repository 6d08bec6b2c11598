/**
 * The machine's memory over terms: the same five questions as concrete memory, answered only where the answer is
 * certain for every value of the symbols.
 *
 * Three disjoint regions and never one flat array (docs/certificates.md, "Memory"): globals at constant addresses, the
 * running function's frame at constant offsets from sp at entry, and arrays at reference + 4 + width · index under a
 * path fact index <ᵤ length. An address that is none of these is a fault of the proof, and the image is refused.
 */

import type { Element } from "../../../lang/syntax/tree.ts";
import type { Instruction } from "../../../machine/isa/instruction.ts";
import type { Access, Fault, Memory, Width } from "../../../machine/semantics/machine.ts";
import type { DataLayout } from "../../certificate/claims.ts";
import type { Path } from "../paths/path.ts";
import type { Happening } from "../segment/effect.ts";
import { type Heap, showTerm, type Term } from "../terms/term.ts";
import { type Allocation, hasRoom, lengthOf, referenceElement, topAfter, widthOf } from "./arrays.ts";
import { globalAt, type InitialGlobals } from "./globals.ts";

/** What does not change while a function runs. */
export interface FrameShape {
  /** sp at entry: a symbol, or the initial sp for start-up. */
  readonly base: Term;
  /** The frame's size in bytes. */
  readonly size: number;
  /** base − size, which is sp at every cut point but the entry. */
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
  readonly cells: (offset: number) => Term | undefined;
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

/** What an address is. */
type Place =
  | { readonly kind: "frame"; readonly offset: number }
  | { readonly kind: "scratch" }
  | { readonly kind: "global"; readonly index: number }
  | { readonly kind: "length"; readonly reference: Term }
  | { readonly kind: "element"; readonly reference: Term; readonly element: Element; readonly offset: Term }
  /** The length word of the array that the source allocates next. */
  | { readonly kind: "header"; readonly allocation: Allocation }
  /** A byte offset into the contents of a text being laid down. */
  | { readonly kind: "text"; readonly offset: number };

/** An access, and what its address is. */
interface Permitted {
  readonly address: Term;
  readonly width: Width;
  readonly access: Access;
  readonly place: Place;
}

/** A text whose contents the machine is still writing. */
interface Unwritten {
  readonly allocation: Allocation;
  readonly expected: readonly number[];
  readonly bytes: Uint8Array;
  /** How many bytes are not yet as expected. */
  missing: number;
}

/** Symbolic memory of the machine side. */
export class MachineMemory implements Memory<Term> {
  heap: Heap;
  top: Term;
  readonly globals = new Map<number, Term>();
  fresh: Allocation | undefined;
  /** Why the run cannot be followed: an access that was not understood, or a store of a wrong value. */
  refusal: Fault | undefined;
  #unwritten: Unwritten | undefined;
  #scratch: Term | undefined;
  /** Was the frame seen to lie in the stack? */
  #roomy = false;
  /** The access permitted last. */
  #permitted: Permitted | undefined;
  /** Words of the frame that have changed since the run began. */
  readonly #cells = new Map<number, Term>();
  readonly #setting: MemorySetting;
  readonly #path: Path;
  readonly #happenings: Happening[];

  constructor(setting: MemorySetting, happenings: Happening[]) {
    this.#setting = setting;
    this.#path = setting.path;
    this.heap = setting.state.heap;
    this.top = setting.state.top;
    this.#happenings = happenings;
  }

  /** The allocation that the source made and the machine has not made yet. */
  get next(): Allocation | undefined {
    return this.#setting.expected[this.fresh === undefined ? 0 : 1];
  }

  /** Is every text laid down as the source has it? */
  get complete(): boolean {
    return this.#unwritten === undefined || this.#unwritten.missing === 0;
  }

  fetch(pc: Term): Instruction | Fault {
    return pc.kind === "constant" ? this.#setting.fetch(pc.value) : `the target ${showTerm(pc)} of a jump is not known`;
  }

  /** A word of the frame, by its offset from `base`; undefined when nothing is known of it. */
  cell(offset: number): Term | undefined {
    return this.#cells.get(offset) ?? this.#setting.state.cells(offset);
  }

  /** The offsets of the words of the frame that may have changed since the run began. */
  get touched(): ReadonlyMap<number, Term> {
    return this.#cells;
  }

  permits(address: Term, width: Width, access: Access): Fault | undefined {
    const place = this.#place(address, width, access);
    if (typeof place !== "string") {
      this.#permitted = { address, width, access, place };
      return undefined;
    }
    // A concrete memory might permit what this one cannot show: the run must not go on as if it were refused.
    this.refusal ??= place;
    return place;
  }

  /** The place of the access that was permitted just before. */
  #use(address: Term, width: Width, access: Access): Place {
    const last = this.#permitted;
    this.#permitted = undefined;
    if (last === undefined || last.address !== address || last.width !== width || last.access !== access)
      throw new Error("an access that was not permitted");
    return last.place;
  }

  load(address: Term, width: Width): Term {
    const place = this.#use(address, width, "read");
    switch (place.kind) {
      case "frame": {
        const word = this.cell(place.offset) ?? this.#path.symbol(`frame ${place.offset}`, "int");
        this.#cells.set(place.offset, word);
        return word;
      }
      case "scratch":
        return this.#scratch ?? this.#path.symbol("scratch", "byte");
      case "global":
        return globalAt(this.#setting.state.globals, this.globals, place.index);
      case "length":
        return lengthOf(this.#path, place.reference, this.fresh);
      case "element":
        this.#unwritten = undefined;
        return this.#path.select(this.heap, place.element, place.reference, place.offset);
      case "header":
      case "text":
        throw new Error(`${place.kind} is not for reading`);
    }
  }

  store(address: Term, width: Width, value: Term): void {
    const place = this.#use(address, width, "write");
    const low = width === 1 ? this.#path.and(value, this.#path.constant(255)) : value;
    switch (place.kind) {
      case "frame":
        this.#cells.set(place.offset, value);
        return;
      case "scratch":
        this.#scratch = low;
        return;
      case "global":
        this.globals.set(place.index, value);
        return;
      case "element":
        this.#unwritten = undefined;
        this.heap = this.#path.store(this.heap, place.element, place.reference, place.offset, low);
        return;
      case "header":
        this.#allocate(place.allocation, value);
        return;
      case "text":
        if (value.kind !== "constant") this.refusal ??= "a text is laid down from unknown words";
        else
          for (let i = 0; i < width; i++) layDown(this.#unwritten!, place.offset + i, (value.value >>> (8 * i)) & 255);
        return;
      case "length":
        throw new Error("a length is not for writing");
    }
  }

  fork(): MachineMemory {
    throw new Error("a path runs once");
  }

  /** What the address is, or why it is nothing this proof can follow. */
  #place(address: Term, width: Width, access: Access): Place | Fault {
    const found =
      this.#framePlace(address, width, access) ??
      this.#dataPlace(address, width) ??
      this.#heapPlace(address, width, access);
    return found ?? `cannot show that the ${access} of ${width} bytes at ${showTerm(address)} stays within one object`;
  }

  /** A word of the own frame, or of the arguments in the caller's. */
  #framePlace(address: Term, width: Width, access: Access): Place | Fault | undefined {
    const { path, frame, layout } = this.#setting;
    const offset = path.distance(address, frame.base);
    if (offset === undefined) return undefined;
    if (frame.base.kind === "constant" && (offset < -frame.size || offset >= 0)) return undefined;
    if (width !== 4 || offset % 4 !== 0)
      return `a frame is accessed by whole words, not ${width} bytes at offset ${offset}`;
    if (offset < -frame.size) return `offset ${offset} is below the frame of ${frame.size} bytes`;
    if (offset >= 0 && (access === "write" || offset >= frame.incoming))
      return `offset ${offset} is in the caller's frame`;
    // What is known on a path stays known.
    this.#roomy ||= stackSpent(path, frame, layout) === false;
    if (offset < 0 && !this.#roomy) return `the frame is used before the stack is known to have room`;
    return { kind: "frame", offset };
  }

  /** A global, or the buffer of reads and writes. */
  #dataPlace(address: Term, width: Width): Place | undefined {
    if (address.kind !== "constant") return undefined;
    const at = address.value >>> 0;
    if (at === this.#setting.layout.scratch && width === 1) return { kind: "scratch" };
    const index = (at - this.#setting.layout.globals) / 4;
    if (width === 4 && Number.isInteger(index) && index >= 0 && index < this.#setting.state.globals.count)
      return { kind: "global", index };
    return undefined;
  }

  /** The length or an element of an array, or a word of the one being allocated. */
  #heapPlace(address: Term, width: Width, access: Access): Place | Fault | undefined {
    const text = this.#unwritten;
    if (text !== undefined) {
      const start = this.#path.add(text.allocation.reference, this.#path.constant(4));
      const offset = this.#path.distance(address, start) ?? -1;
      // Aligned, as every other access is: a core without unaligned stores runs it, too.
      const within = access === "write" && offset >= 0 && offset % width === 0 && offset + width <= text.bytes.length;
      if (within && (width === 4 || !this.complete)) return { kind: "text", offset };
      if (!this.complete) return "the heap is used before a text is laid down";
    }
    const next = this.next;
    if (access === "write" && width === 4 && next !== undefined && address === this.top) {
      if (next.reference !== this.top) return "the heap pointer is not where the source allocates";
      if (this.#path.known(hasRoom(this.#path, next, this.#setting.layout.heapEnd)) !== true)
        return "allocates before the heap is known to have room";
      return { kind: "header", allocation: next };
    }
    for (const reference of this.#references(address)) {
      const element = referenceElement(reference, this.fresh)!;
      const distance = this.#path.sub(address, reference);
      if (distance.kind === "constant" && distance.value === 0) {
        if (access === "write" || width !== 4) return "the length of an array is changed";
        return { kind: "length", reference };
      }
      if (width !== widthOf(element)) continue;
      const offset = this.#path.sub(distance, this.#path.constant(4));
      if (this.#indexAt(reference, offset, width) !== undefined) return { kind: "element", reference, element, offset };
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

  /** The index i with width · i = offset that is known to be in bounds. */
  #indexAt(reference: Term, offset: Term, width: 1 | 4): Term | undefined {
    const length = lengthOf(this.#path, reference, this.fresh);
    const inBounds = (index: Term): boolean =>
      this.#path.scale(index, width) === offset && this.#path.known(this.#path.sltu(index, length)) === true;
    const quotient = this.#divide(offset, width);
    if (quotient !== undefined && inBounds(quotient)) return quotient;
    this.#path.work.spend(this.#path.facts.size / 16);
    for (const { atom, holds } of this.#path.facts.values()) {
      if (atom.kind !== "apply" || atom.operation !== "sltu") continue;
      if (holds && atom.right === length && inBounds(atom.left)) return atom.left;
      // n <ᵤ length is known as not (length <ᵤ n + 1)
      if (!holds && atom.left === length && atom.right.kind === "constant") {
        const index = this.#path.constant(atom.right.value - 1);
        if (inBounds(index)) return index;
      }
    }
    return undefined;
  }

  /** A term whose `by`-fold is t, when its parts divide. */
  #divide(t: Term, by: 1 | 4): Term | undefined {
    if (by === 1) return t;
    if (t.kind === "constant") return t.value % by === 0 ? this.#path.constant(t.value / by) : undefined;
    if (t.kind !== "sum") return undefined;
    if (t.constant % by !== 0 || t.factors.some((factor) => factor % by !== 0)) return undefined;
    let quotient = this.#path.constant(t.constant / by);
    t.atoms.forEach((atom, i) => {
      quotient = this.#path.add(quotient, this.#path.scale(atom, t.factors[i]! / by));
    });
    return quotient;
  }

  #allocate(allocation: Allocation, length: Term): void {
    if (length !== allocation.length) {
      this.refusal ??= `allocates length ${showTerm(length)}, the source ${showTerm(allocation.length)}`;
      return;
    }
    const { element, text, reference } = allocation;
    this.heap =
      text === undefined
        ? this.#path.allocate(this.heap, element, reference, length)
        : this.#path.text(this.heap, reference, text);
    if (text !== undefined)
      this.#unwritten = {
        allocation,
        expected: text,
        bytes: new Uint8Array((text.length + 3) & ~3),
        missing: text.filter((byte) => byte !== 0).length,
      };
    this.fresh = allocation;
    this.top = topAfter(this.#path, allocation);
    this.#happenings.push({ kind: "allocate", allocation });
  }
}

/** Write a byte of a text; what is above its end is nobody's. */
function layDown(text: Unwritten, at: number, byte: number): void {
  const expected = text.expected[at];
  if (expected !== undefined) text.missing += Number(text.bytes[at] === expected) - Number(byte === expected);
  text.bytes[at] = byte;
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
