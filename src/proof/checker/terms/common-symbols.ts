/**
 * The terms that stand in every table of terms: made once, numbered before the table's own, because making them anew
 * for each segment was a good part of the work. The symbols are words of any value, like every symbol of sort `int`.
 */

import { constantOf, symbolOf } from "./layout.ts";
import type { Term } from "./term.ts";

const registers = 32;

function symbols(first: number, name: (register: number) => string): readonly Term[] {
  return Array.from({ length: registers }, (_, i) => symbolOf(first + i, name(i), "int", 0xffff_ffff));
}

/** What a register of the machine holds where nothing is known of it, by register. */
export const unknownRegister = symbols(0, (register) => `x${register}`);

/** What a register held when the running function was entered, by register. */
export const callersRegister = symbols(registers, (register) => `caller's x${register}`);

/** Constants from −mostCommon to mostCommon. */
const mostCommon = 2048;

const constants: readonly Term[] = Array.from({ length: 2 * mostCommon + 1 }, (_, i) =>
  constantOf(2 * registers + i, i - mostCommon),
);

/** Where the text of an image begins, and as many addresses of instructions from there on: each is made when it is first asked for. */
const firstPc = 0x1_0000;
const pcs = new Array<Term | undefined>(2 ** 14);

/** A constant that most checks have, a small one or a pc; undefined for another. */
export function commonConstant(value: number): Term | undefined {
  if (value >= -mostCommon && value <= mostCommon) return constants[value + mostCommon];
  const index = (value - firstPc) / 4;
  if ((value & 3) !== 0 || index < 0 || index >= pcs.length) return undefined;
  pcs[index] ??= constantOf(value, value);
  return pcs[index];
}

/** The first number of a table's own terms. */
export const firstOwnNumber = 2 * registers + constants.length;
