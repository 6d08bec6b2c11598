/** The operands that the end of a block reads: of Flow, and of SSA, where a jump has arguments. */

import { eachTerminatorOperand } from "../flow/operands.ts";
import type { Operand, Terminator } from "../flow/syntax.ts";
import type { SsaTerminator } from "./syntax.ts";

/** Visit the operands of a terminator. */
export function eachExitOperand(terminator: SsaTerminator | Terminator, visit: (operand: Operand) => void): void {
  if (terminator.op !== "jump") eachTerminatorOperand(terminator, visit);
  else if ("arguments" in terminator) for (const operand of terminator.arguments) visit(operand);
}
