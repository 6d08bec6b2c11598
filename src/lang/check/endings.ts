/**
 * Endings: can control reach the end of a statement? (docs/ell.md, static rule F2)
 *
 * In a function with a result, control must not reach the end of the body. The answer depends on the syntax only:
 * `while true` never ends when no `break` leaves it; `exit(…)`, `return`, `break` and `continue` leave; control reaches
 * the end of an `if` when it reaches the end of an arm; and it reaches the end of every other statement, calls included.
 */

import { impossible } from "../../core/impossible.ts";
import type { SyntaxStatement } from "../syntax/tree.ts";

/** Can control reach the end of `s`? */
export function reachesEnd(s: SyntaxStatement): boolean {
  switch (s.kind) {
    case "return":
    case "break":
    case "continue":
      return false;
    case "call":
      return s.call.name !== "exit";
    case "block":
      return s.statements.every(reachesEnd);
    case "if":
      return s.else === undefined || reachesEnd(s.then) || reachesEnd(s.else);
    case "while":
      return !(s.condition.kind === "boolean" && s.condition.value) || leaves(s.body);
    case "let":
    case "const":
    case "assign":
    case "for":
    case "assert":
      return true;
    default:
      return impossible(s);
  }
}

/** Is there a `break` in `s` that leaves the loop around it? */
function leaves(s: SyntaxStatement): boolean {
  switch (s.kind) {
    case "break":
      return true;
    case "block":
      return s.statements.some(leaves);
    case "if":
      return leaves(s.then) || (s.else !== undefined && leaves(s.else));
    case "let":
    case "const":
    case "assign":
    case "while": // its breaks are its own
    case "for":
    case "continue":
    case "return":
    case "assert":
    case "call":
      return false;
    default:
      return impossible(s);
  }
}
