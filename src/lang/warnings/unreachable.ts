/**
 * Statements that no run reaches: those after a statement whose end is not reached (docs/ell.md, F2).
 */

import { reachesEnd } from "../check/endings.ts";
import type { Module, SyntaxStatement } from "../syntax/tree.ts";
import { statementsOf } from "../syntax/walk.ts";
import type { Warn } from "./warn.ts";

/** Warn of the first such statement in each block. */
export function warnOfUnreachable(module: Module, warn: Warn): void {
  for (const d of module.declarations) if (d.kind === "function") look(d.body, warn);
}

/** `exit(1); return 0;`: people write such a `return` because other languages ask for one. */
function isHabit(last: SyntaxStatement, next: SyntaxStatement): boolean {
  return last.kind === "call" && next.kind === "return";
}

function look(s: SyntaxStatement, warn: Warn): void {
  if (s.kind === "block") {
    const last = s.statements.findIndex((each) => !reachesEnd(each));
    const next = last < 0 ? undefined : s.statements[last + 1];
    if (next !== undefined && !isHabit(s.statements[last]!, next))
      warn.at(next.span, "unreachable", "no run reaches this statement", {
        hint: "remove it, or change what leaves the block before it",
        related: [{ message: "control does not continue after this", span: s.statements[last]!.span }],
      });
  }
  for (const inner of statementsOf(s)) look(inner, warn);
}
