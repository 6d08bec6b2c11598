/** The conditional branches, as the instruction table has them. */

import { type BInstruction, type Instruction, instructionTable, type MnemonicOf } from "./instruction.ts";

/** The name of a conditional branch. */
export type BranchMnemonic = MnemonicOf<"B">;

/** All of them, in the order of the table. */
export const branchMnemonics: readonly BranchMnemonic[] = instructionTable.flatMap((row) =>
  row.format === "B" ? [row.mnemonic] : [],
);

/** The branch that is taken exactly when the other is not. */
export const opposite: Readonly<Record<BranchMnemonic, BranchMnemonic>> = {
  beq: "bne",
  bne: "beq",
  blt: "bge",
  bge: "blt",
  bltu: "bgeu",
  bgeu: "bltu",
};

/** Is it a conditional branch? */
export function isBranch(instruction: Instruction): instruction is BInstruction {
  return Object.hasOwn(opposite, instruction.mnemonic);
}
