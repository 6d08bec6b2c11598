/** Assembler texts for the tests: instructions at random, as the disassembler writes them. */

import { assemblyText, type Instruction, instructionTable } from "etalon/machine";
import fc from "fast-check";
import { instructionOf } from "../generators.ts";

/** Any instruction that has a text of its own: a fence without the bits that the manual reserves. */
export const anyWritten: fc.Arbitrary<Instruction> = fc
  .constantFrom(...instructionTable)
  .chain(instructionOf)
  .map((instruction) => (instruction.mnemonic === "fence" ? { ...instruction, rd: 0, rs1: 0, fm: 0 } : instruction));

/** So many instructions, one a line. GNU's assembler has no word for the empty set of a fence. */
export function straightLine(seed: number, count: number): string {
  const instructions = fc.sample(
    anyWritten.filter((one) => one.mnemonic !== "fence" || (one.pred !== 0 && one.succ !== 0)),
    { seed, numRuns: count },
  );
  return instructions.map((instruction) => `${assemblyText(instruction)}\n`).join("");
}
