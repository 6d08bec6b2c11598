/**
 * Which registers an instruction reads, and which it writes: what every analysis of the flow of data through registers begins with.
 */

import type { Instruction } from "./instruction.ts";

/** A set of registers: bit r for x[r]. x0 is in none. */
export type RegisterSet = number;

/** The registers that an instruction reads by its operands. What a system call reads besides is not among them. */
export function registersReadBy(instruction: Instruction): RegisterSet {
  const rs1 = "rs1" in instruction && instruction.mnemonic !== "fence" ? 1 << instruction.rs1 : 0;
  const rs2 = "rs2" in instruction ? 1 << instruction.rs2 : 0;
  return (rs1 | rs2) & ~1;
}

/** The register that an instruction writes by its operands. */
export function registersWrittenBy(instruction: Instruction): RegisterSet {
  return "rd" in instruction && instruction.mnemonic !== "fence" ? (1 << instruction.rd) & ~1 : 0;
}
