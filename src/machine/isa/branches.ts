/** The conditional branches, as the instruction table has them. */

import { instructionTable, type MnemonicOf } from "./instruction.ts";

/** The name of a conditional branch. */
export type BranchMnemonic = MnemonicOf<"B">;

/** All of them, in the order of the table. */
export const branchMnemonics: readonly BranchMnemonic[] = instructionTable.flatMap((row) =>
  row.format === "B" ? [row.mnemonic] : [],
);
