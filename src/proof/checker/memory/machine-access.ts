/**
 * The machine's memory as its rules reach it: they first ask whether an access is permitted and then make it, and here
 * each question is answered by locating the address in a memory that is a value (machine-memory.ts).
 *
 * What the rules load or store is what was permitted last; the memory itself takes no address, so it cannot be used
 * without a place.
 */

import type { Block, Bytes } from "../../../core/environment.ts";
import type { Instruction } from "../../../machine/isa/instruction.ts";
import type { Access, Fault, Memory, Width } from "../../../machine/semantics/machine.ts";
import type { Notes } from "../segment/effect.ts";
import { showTerm, type Term } from "../terms/term.ts";
import {
  type BlockPlace,
  MachineMemory,
  type MemorySetting,
  type ReadPlace,
  type WritePlace,
} from "./machine-memory.ts";

/** An access that was permitted, and where it goes. */
type Permitted = { readonly address: Term; readonly width: Width } & (
  | { readonly access: "read"; readonly place: ReadPlace }
  | { readonly access: "write"; readonly place: WritePlace }
);

/** A block that was permitted, and where it is. */
interface PermittedBlock {
  readonly address: Term;
  readonly access: Access;
  readonly place: BlockPlace;
}

/** The memory of one run, from the rules' side. */
export class MachineAccess implements Memory<Term> {
  /** The memory now. */
  memory: MachineMemory;
  /** Why the run cannot be followed: an access that was not understood, or a store of a wrong value. */
  lost: Fault | undefined;
  #permitted: Permitted | undefined;
  #permittedBlock: PermittedBlock | undefined;
  readonly #setting: MemorySetting;
  readonly #notes: Notes;

  constructor(setting: MemorySetting, notes: Notes) {
    this.#setting = setting;
    this.#notes = notes;
    this.memory = MachineMemory.at(setting);
  }

  fetch(pc: Term): Instruction | Fault {
    return pc.kind === "constant" ? this.#setting.fetch(pc.value) : `the target ${showTerm(pc)} of a jump is not known`;
  }

  permits(address: Term, width: Width, access: Access): Fault | undefined {
    if (access === "read") {
      const place = this.memory.locateRead(address, width);
      if (typeof place === "string") return this.#lose(place);
      this.#permitted = { address, width, access, place };
    } else {
      const place = this.memory.locateWrite(address, width);
      if (typeof place === "string") return this.#lose(place);
      this.#permitted = { address, width, access, place };
    }
    return undefined;
  }

  /** A concrete memory might permit what this one cannot show: the run must not go on as if it were refused. */
  #lose(fault: Fault): Fault {
    this.lost ??= fault;
    return fault;
  }

  load(address: Term, width: Width): Term {
    const last = this.#take(address, width);
    if (last?.access !== "read") throw new Error("a load that was not permitted");
    const { word, after } = this.memory.load(last.place);
    this.memory = after;
    return word;
  }

  store(address: Term, width: Width, value: Term): void {
    const last = this.#take(address, width);
    if (last?.access !== "write") throw new Error("a store that was not permitted");
    const after = this.memory.store(last.place, value);
    if (typeof after === "string") {
      this.#lose(after);
      return;
    }
    const { fresh } = after;
    if (fresh !== undefined && fresh !== this.memory.fresh) this.#notes.note({ kind: "allocate", allocation: fresh });
    this.memory = after;
  }

  permitsBlock(address: Term, count: Term, access: Access): Fault | undefined {
    const place = this.memory.locateBlock(address, count, access);
    if (typeof place === "string") return this.#lose(place);
    this.#permittedBlock = { address, access, place };
    return undefined;
  }

  loadBlock(address: Term): Bytes<Term> {
    const { bytes, after } = this.memory.loadBlock(this.#takeBlock(address, "read"));
    this.memory = after;
    return bytes;
  }

  storeBlock(address: Term, block: Block<Term>): void {
    this.memory = this.memory.storeBlock(this.#takeBlock(address, "write"), block);
  }

  /** The place of the block permitted just before, which must be this one. */
  #takeBlock(address: Term, access: Access): BlockPlace {
    const last = this.#permittedBlock;
    this.#permittedBlock = undefined;
    if (last?.address !== address || last.access !== access) throw new Error("a block that was not permitted");
    return last.place;
  }

  /** The access permitted just before, if it is this one. */
  #take(address: Term, width: Width): Permitted | undefined {
    const last = this.#permitted;
    this.#permitted = undefined;
    return last?.address === address && last.width === width ? last : undefined;
  }

  fork(): MachineAccess {
    throw new Error("a path runs once");
  }
}
