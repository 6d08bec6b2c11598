/**
 * Declarations inside functions as other languages write them.
 */

import { foreignWordHint } from "../syntax/foreign.ts";
import * as word from "../syntax/tokens.ts";
import { beginsType, readDeclarator } from "./foreign-types.ts";
import type { Tape } from "./tape.ts";
import { declarationInEll } from "./variables.ts";

/** `let mut x = …;` */
export function mutable(tape: Tape): void {
  if (!tape.is(0, word.Let) || tape.image(tape.at + 1) !== "mut" || !tape.is(2, word.Name)) return;
  tape.error("syntax", tape.at + 1, tape.at + 1, "there is no `mut` in Ell", foreignWordHint("mut")!);
  tape.keepTo(tape.at + 1);
  tape.dropTo(tape.at + 1);
}

/** `fn f() { … }` in a body, when no `}` is missing before it */
export function innerFunction(tape: Tape): void {
  if (!tape.is(0, word.Fn) || !tape.balanced) return;
  tape.error("syntax", tape.at, tape.at, "functions are not declared inside functions", "move it out of this one");
  tape.dropTo(tape.after(tape.find(tape.at, word.LeftBrace, word.Semicolon)));
}

/** `int n = 10;`, `char c;`, `int a[10];`, `var x = 1;` */
export function typedVariable(tape: Tape): void {
  if (!beginsType(tape, tape.at)) return;
  const found = readDeclarator(tape, tape.at);
  if (found === undefined) return;
  const { name, type } = found;
  const untyped = tape.image(tape.at) === "var" || tape.image(tape.at) === "auto";
  tape.error(
    "syntax",
    tape.at,
    name,
    untyped ? "a variable is declared with `let`" : "a variable is declared with `let`, and its type follows its name",
    `write \`${declarationInEll(tape, name, type ?? "int")}\``,
  );
  if (tape.isAt(name + 1, word.Equal)) {
    tape.put(word.Let, "let", tape.at);
    tape.dropTo(name);
    const end = tape.find(name, word.Semicolon, word.Comma);
    tape.keepTo(end);
    if (tape.is(0, word.Comma)) tape.dropTo(tape.find(end + 1, word.Semicolon));
    return;
  }
  const end = tape.find(name, word.Semicolon);
  tape.dropTo(tape.isAt(end, word.Semicolon) ? end + 1 : end);
}
