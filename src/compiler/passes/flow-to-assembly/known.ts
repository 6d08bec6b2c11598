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

/** What is known; it changes as instructions are emitted. */
export class Known {
  readonly #constants = new Map<number, number>();
  readonly #sums = new Map<number, Sum>();
  /** What {@link t2} holds. */
  #address: ElementBase | undefined = undefined;
  /** The register that t1 holds, shifted left by 2. */
  #scaled: number | undefined = undefined;

  /** Nothing is known any more. */
  forget(): void {
    if (this.#constants.size > 0) this.#constants.clear();
    if (this.#sums.size > 0) this.#sums.clear();
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
    let constant: number | undefined;
    let sum: Sum | undefined;
    if (instruction.mnemonic === "lui") constant = instruction.imm;
    else if (instruction.mnemonic === "addi") {
      const { rs1, imm } = instruction;
      const word = this.constantIn(rs1);
      if (word === undefined) {
        const { register, add } = this.sumIn(rs1);
        sum = { register, add: (add + imm) | 0 };
      } else constant = (word + imm) | 0;
    }
    this.#written(rd);
    if (rd === zero) return;
    if (constant !== undefined) this.#constants.set(rd, constant);
    if (sum !== undefined && sum.register !== rd) this.#sums.set(rd, sum);
    if (instruction.mnemonic === "slli" && rd === t1 && instruction.shamt === 2 && instruction.rs1 !== t1)
      this.#scaled = instruction.rs1;
  }

  #written(register: number): void {
    if (this.#constants.size > 0) this.#constants.delete(register);
    if (this.#sums.size > 0) {
      this.#sums.delete(register);
      for (const [other, sum] of this.#sums) if (sum.register === register) this.#sums.delete(other);
    }
    const address = this.#address;
    if (address !== undefined && (register === t2 || register === address.base || register === address.index))
      this.#address = undefined;
    if (register === t1 || register === this.#scaled) this.#scaled = undefined;
  }

  /** The constant in a register, if it is known. */
  constantIn(register: number): number | undefined {
    return register === zero ? 0 : this.#constants.get(register);
  }

  /** A register that holds a constant and stays as it is while operands are made: `scratch`, or one that is no scratch register. */
  holding(value: number, scratch: number): number | undefined {
    for (const [register, word] of this.#constants)
      if (word === value && (register === scratch || (register !== t0 && register !== t1 && register !== t2)))
        return register;
    return undefined;
  }

  /** What a register holds, as the sum of the register it was made from and a constant. */
  sumIn(register: number): Sum {
    return this.#sums.get(register) ?? { register, add: 0 };
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
