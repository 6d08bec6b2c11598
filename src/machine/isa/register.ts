/**
 * The names of the 32 registers: numeric as in the manual, and by role as in the RISC-V calling convention (ilp32).
 */

/** How registers are named in text: `numeric` is x0…x31, `abi` is zero, ra, sp, …, t6. */
export type RegisterNaming = "numeric" | "abi";

/** The ABI names in order of register number; the index of a name is its register. */
export const abiNames = [
  "zero",
  "ra",
  "sp",
  "gp",
  "tp",
  "t0",
  "t1",
  "t2",
  "s0",
  "s1",
  "a0",
  "a1",
  "a2",
  "a3",
  "a4",
  "a5",
  "a6",
  "a7",
  "s2",
  "s3",
  "s4",
  "s5",
  "s6",
  "s7",
  "s8",
  "s9",
  "s10",
  "s11",
  "t3",
  "t4",
  "t5",
  "t6",
] as const;

/** The numbers of the registers that the environment and the compiler's start-up code use. */
export const registerNumbers = { zero: 0, ra: 1, sp: 2, gp: 3, tp: 4, a0: 10, a1: 11, a2: 12, a7: 17 } as const;

/**
 * The name of register `number` (0…31).
 *
 * @example
 * ```ts
 * import { registerName } from "etalon/machine";
 * registerName(10); // => "a0"
 * registerName(10, "numeric"); // => "x10"
 * ```
 */
export function registerName(number: number, naming: RegisterNaming = "abi"): string {
  return naming === "numeric" ? `x${number}` : (abiNames[number] ?? `x${number}`);
}
