/**
 * The numbers of the system calls of Ell, those of Linux on RISC-V: the number of a call is in a7, its arguments in
 * a0…a2, its result in a0, and an error is a small negative result.
 */

/** The calls of Ell, by the numbers of Linux's generic table. */
export const systemCallNumbers = { read: 63, write: 64, exit: 93 } as const;
