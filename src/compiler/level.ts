/** How much the compiler optimises. */

/** 0: nothing, each instruction where the source says. 1: what is simple and always pays. 2: everything. */
export type Level = 0 | 1 | 2;

/** The level unless another one is asked for. */
export const defaultLevel: Level = 2;
