/**
 * The code of one WebAssembly function being written: instructions, and the frames that branches count.
 */

import type { RegisterSet } from "../../machine/isa/register-sets.ts";
import { Bytes } from "./bytes.ts";
import { blockType, opcode } from "./opcodes.ts";

/** Where a branch can go: the header of a loop, the end of a block before some blocks of the program, or nowhere of use. */
export type Frame =
  | { readonly kind: "loop"; readonly header: number }
  | { readonly kind: "before"; readonly first: number; readonly last: number }
  | { readonly kind: "other" };

/** The locals of every translated function. Behind them are those of registers, and then those that hold checked addresses. */
export const local = {
  /** The instructions that may still retire, less a reserve. */
  fuel: 0,
  /** The calls that may still be nested. */
  depth: 1,
  /** Where to begin; later, where the callee stopped. */
  pc: 2,
  /** Two words in passing. */
  word: 3,
  other: 4,
  /** The number of the block to go to within the loop entered; 0 for its header. */
  entry: 5,
} as const;

/** How many of the locals are parameters: fuel, depth, pc. */
const parameters = 3;

/** The code of a function. */
export class Code {
  readonly out = new Bytes();
  readonly frames: Frame[] = [];
  /** The local of each register that has one; 0 for the others. */
  readonly #locals = new Uint8Array(32);
  readonly #firstAddress: number;
  #addresses = 0;

  /** Code that uses some registers. */
  constructor(registers: RegisterSet) {
    let next: number = local.entry + 1;
    for (let r = 1; r < 32; r++) if ((registers & (1 << r)) !== 0) this.#locals[r] = next++;
    this.#firstAddress = next;
  }

  /** How many locals there are, besides the parameters. */
  get locals(): number {
    return this.#firstAddress + this.#addresses - parameters;
  }

  /** The local that holds a checked address. */
  address(slot: number): number {
    this.#addresses = Math.max(this.#addresses, slot + 1);
    return this.#firstAddress + slot;
  }

  op(code: number): void {
    this.out.byte(code);
  }

  constant(value: number): void {
    this.out.byte(opcode.i32Const);
    this.out.signed(value);
  }

  get(index: number): void {
    this.out.byte(opcode.localGet);
    this.out.unsigned(index);
  }

  set(index: number): void {
    this.out.byte(opcode.localSet);
    this.out.unsigned(index);
  }

  tee(index: number): void {
    this.out.byte(opcode.localTee);
    this.out.unsigned(index);
  }

  /** Push x[r]. */
  register(r: number): void {
    if (r === 0) this.constant(0);
    else this.get(this.#locals[r]!);
  }

  /** Pop into x[r]; r is not 0. */
  setRegister(r: number): void {
    this.set(this.#locals[r]!);
  }

  /** A load or store at the address on the stack (for a store, beneath the value) plus `offset`. */
  access(code: number, offset: number): void {
    this.out.byte(code);
    this.out.unsigned(0);
    this.out.unsigned(offset);
  }

  /** Open a block, loop or if. */
  open(code: number, frame: Frame = { kind: "other" }, type: number = blockType.none): void {
    this.out.byte(code);
    this.out.byte(type);
    this.frames.push(frame);
  }

  else(): void {
    this.out.byte(opcode.else);
  }

  close(): void {
    this.out.byte(opcode.end);
    this.frames.pop();
  }

  /** Branch, if or always, out of so many frames. */
  branch(code: number, depth: number): void {
    this.out.byte(code);
    this.out.unsigned(depth);
  }

  /** Branch by the number on the stack. */
  branchTable(depths: readonly number[], fallback: number): void {
    this.out.byte(opcode.brTable);
    this.out.unsigned(depths.length);
    for (const depth of depths) this.out.unsigned(depth);
    this.out.unsigned(fallback);
  }
}
