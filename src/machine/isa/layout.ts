/**
 * Where things lie in the address space (design: the machine). Addresses are unsigned numbers below 2³².
 */

/** The address of the first byte of a compiled program's text. */
export const textAddress = 0x0001_0000;

/** The address of a compiled program's data: globals, then heap growing up, then stack growing down. */
export const dataAddress = 0x1000_0000;

/** The top of the stack that {@link loadMachine} maps on request for foreign programs, in the place of a kernel's. */
export const kernelStackTop = 0x8000_0000;

/**
 * Below this Linux puts no stack of a process. Where it has put one, segments are mapped over it, and then it writes the arguments there: into memory
 * that should be zero.
 */
export const stacksOfLinux = 0x7000_0000;

/** The granularity at which Linux maps an ELF segment, in bytes. */
export const pageSize = 0x1000;

/** The most memory an image may declare in all, in bytes. */
export const memoryLimit = 0x4000_0000;
