/**
 * What registers are known to hold at a point of the code, since the last place where ways meet or a cut point may be: constants,
 * sums of another register and a constant, and the address of an element. So that nothing is computed that is there already.
 */

import type { Instruction } from "../../../machine/isa/instruction.ts";
import { machineRegisters } from "../../target/place.ts";

const { zero, t0, t1, t2 } = machineRegisters;

/** A register and a constant, added. */
export interface Sum {
  readonly register: number;
  readonly add: number;
}

/** The sum of a register and a scaled register that an address register holds. */
export interface ElementBase {
  readonly base: number;
  readonly index: number;
  readonly shift: number;
}

/**
 * A register, the sum that it holds, and what became known before: a constant is a sum of x0. Of few registers is anything known at a time:
 * a chain is enough.
 */
interface Held {
  readonly register: number;
  readonly from: number;
  readonly add: number;
  readonly before: Held | undefined;
}

/** What is known; it changes as instructions are emitted. */
export class Known {
  #constants: Held | undefined = undefined;
  #sums: Held | undefined = undefined;
  /** What {@link t2} holds. */
  #address: ElementBase | undefined = undefined;
  /** The register that t1 holds, shifted left by 2. */
  #scaled: number | undefined = undefined;

  /** Nothing is known any more. */
  forget(): void {
    this.#constants = undefined;
    this.#sums = undefined;
    this.#address = undefined;
    this.#scaled = undefined;
  }

  /** An instruction is executed. */
  executed(instruction: Instruction): void {
    const { rd } = instruction as { readonly rd?: number };
    if (rd === undefined) {
      if (instruction.mnemonic === "ecall") this.#written(machineRegisters.a0);
      return;
    }
    if (rd === zero) return;
    let from: number | undefined;
    let add = 0;
    if (instruction.mnemonic === "lui") {
      from = zero;
      add = instruction.imm;
    } else if (instruction.mnemonic === "addi") {
      const { rs1, imm } = instruction;
      const held = heldIn(this.#constants, rs1) ?? heldIn(this.#sums, rs1);
      from = held?.from ?? rs1;
      add = ((held?.add ?? 0) + imm) | 0;
    }
    this.#written(rd);
    if (from === zero) this.#constants = { register: rd, from, add, before: this.#constants };
    else if (from !== undefined && from !== rd) this.#sums = { register: rd, from, add, before: this.#sums };
    if (instruction.mnemonic === "slli" && rd === t1 && instruction.shamt === 2 && instruction.rs1 !== t1)
      this.#scaled = instruction.rs1;
  }

  #written(register: number): void {
    this.#constants = without(this.#constants, register);
    this.#sums = without(this.#sums, register);
    const address = this.#address;
    if (address !== undefined && (register === t2 || register === address.base || register === address.index))
      this.#address = undefined;
    if (register === t1 || register === this.#scaled) this.#scaled = undefined;
  }

  /** The constant in a register, if it is known. */
  constantIn(register: number): number | undefined {
    return register === zero ? 0 : heldIn(this.#constants, register)?.add;
  }

  /** The register that has held a constant longest and stays as it is while operands are made: `scratch`, or one that is no scratch register. */
  holding(value: number, scratch: number): number | undefined {
    let found: number | undefined;
    for (let held = this.#constants; held !== undefined; held = held.before) {
      const { register, add } = held;
      if (add === value && (register === scratch || (register !== t0 && register !== t1 && register !== t2)))
        found = register;
    }
    return found;
  }

  /** What a register holds, as the sum of the register it was made from and a constant. */
  sumIn(register: number): Sum {
    const held = heldIn(this.#sums, register);
    return held === undefined ? { register, add: 0 } : { register: held.from, add: held.add };
  }

  /** Does t1 hold this register, shifted left by 2? */
  isScaled(register: number): boolean {
    return this.#scaled === register;
  }

  /** Is that in t2? */
  isAddress({ base, index, shift }: ElementBase): boolean {
    const address = this.#address;
    return address?.base === base && address.index === index && address.shift === shift;
  }

  /** From now on it is. */
  setAddress(address: ElementBase): void {
    this.#address = address;
  }
}

/** What a register holds. */
function heldIn(last: Held | undefined, register: number): Held | undefined {
  for (let held = last; held !== undefined; held = held.before) if (held.register === register) return held;
  return undefined;
}

/** A chain without what a register holds, and without what was made from it; the same one where nothing goes. */
function without(last: Held | undefined, register: number): Held | undefined {
  if (last === undefined) return undefined;
  const before = without(last.before, register);
  if (last.register === register || last.from === register) return before;
  return before === last.before ? last : { register: last.register, from: last.from, add: last.add, before };
}
