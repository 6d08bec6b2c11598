/**
 * The calling convention ilp32 of the RISC-V psABI, as far as Ell needs it: where arguments are, what a callee gives back.
 *
 * All values are words. Here it is said once, for the compiler, the checker and the tests.
 */

import { registerNumbers } from "./register.ts";

/** How many arguments are passed in registers: a0…a7. */
export const registerArguments = 8;

/** s0…s11: the registers that a function gives back as it got them. */
export const calleeSavedRegisters: readonly number[] = [8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27];

/** Where an argument is. */
export type ArgumentPlace =
  | { readonly kind: "register"; readonly register: number }
  /** The word so many bytes above the sp of the call, which is the callee's sp at entry. */
  | { readonly kind: "slot"; readonly offset: number };

/** Where argument i is when control is at the first instruction of the callee: in a0 + i, then on the stack. */
export function argumentPlace(i: number): ArgumentPlace {
  return i < registerArguments
    ? { kind: "register", register: registerNumbers.a0 + i }
    : { kind: "slot", offset: 4 * (i - registerArguments) };
}

/** How many bytes above sp the stack arguments of a call take, of so many arguments in all. */
export function stackArgumentBytes(count: number): number {
  return 4 * Math.max(0, count - registerArguments);
}
