/**
 * The numbers of the system interface that we follow: Linux on RISC-V, where the number of a call is in a7, its
 * arguments in a0…a5, its result in a0, and an error is a small negative result.
 */

/** The numbers of the system calls that we know, from Linux's generic table. */
export const systemCallNumbers = { read: 63, write: 64, exit: 93, exitGroup: 94 } as const;

/** The error results, from Linux: negated `errno`. */
export const errorResults = { badDescriptor: -9, badBuffer: -14, badArgument: -22, noSuchCall: -38 } as const;
