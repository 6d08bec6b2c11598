/**
 * How to write in Ell a declaration of a variable whose type comes before its name.
 */

import * as word from "../syntax/tokens.ts";
import type { Tape } from "./tape.ts";

/** `let x = 0;` for a declaration as C writes it, whose name is at `name`. */
export function declarationInEll(tape: Tape, name: number, type: string): string {
  const called = tape.image(name);
  const end = tape.find(name, word.Semicolon, word.Comma);
  if (tape.isAt(name + 1, word.LeftSquare) && tape.partner(name + 1) > name + 2)
    return `let ${called} = new ${type}(${tape.textOf(name + 2, tape.partner(name + 1))});`;
  if (tape.isAt(name + 1, word.Equal)) return `let ${called} = ${tape.textOf(name + 2, end)};`;
  const first = type === "bool" ? "false" : type === "int" ? "0" : `new ${type}(0)`;
  return `let ${called} = ${first};`;
}
