/**
 * Conditions and bodies as other languages write them: `=` for `==`, `and` for `&&`, bodies without braces.
 */

import { quote } from "../check/report.ts";
import { foreignWordHint } from "../syntax/foreign.ts";
import * as word from "../syntax/tokens.ts";
import type { Tape } from "./tape.ts";

const equality = word.vocabulary.find(({ name }) => name === "==")!;

/** `else:`, and `else` after or before a statement without braces */
export function bareElse(tape: Tape): void {
  if (!tape.is(0, word.Else)) return;
  if (tape.is(1, word.Colon)) {
    tape.dropTo(tape.at + 2);
    return;
  }
  if (tape.bare && tape.image(tape.at - 1) === ";") {
    tape.dropTo(tape.at + 1);
    return;
  }
  if (!braceless(tape, tape.at + 1) || tape.is(1, word.If)) return;
  tape.error(
    "syntax",
    tape.at,
    tape.at,
    "a body is written in `{ }`, even when it is one statement",
    "write `else { … }`",
  );
  tape.dropTo(tape.at + 1);
}

/** Does a statement, and not a body in braces, begin at `index`? */
function braceless(tape: Tape, index: number): boolean {
  return (
    tape.isAt(
      index,
      word.Name,
      word.If,
      word.While,
      word.For,
      word.Return,
      word.Break,
      word.Continue,
      word.Let,
      word.Assert,
    ) &&
    !logical.has(tape.image(index)) &&
    foreignWordHint(tape.image(index)) === undefined
  );
}

/** The condition of `if`, `while` or `assert`. */
export function condition(tape: Tape): void {
  if (!tape.is(0, word.If, word.While, word.Assert)) return;
  const begin = tape.at;
  const colon = tape.find(begin + 1, word.Colon, word.LeftBrace, word.Semicolon, word.Else, word.If);
  if (!tape.is(0, word.Assert) && tape.isAt(colon, word.Colon) && !tape.isAt(colon + 1, word.LeftBrace)) {
    tape.bare = true;
    tape.error(
      "syntax",
      colon,
      colon,
      "a body is written in `{ }`, not after `:`",
      `write \`${tape.textOf(begin, colon)} { … }\``,
    );
    tape.dropTo(colon + 1);
    return;
  }
  if (!tape.is(0, word.Assert) && tape.is(1, word.LeftParen) && braceless(tape, tape.after(begin + 1))) {
    tape.error(
      "syntax",
      begin,
      tape.after(begin + 1) - 1,
      "a body is written in `{ }`, even when it is one statement",
      `write \`${tape.textOf(begin, tape.after(begin + 1))} { … }\``,
    );
    tape.bare = true;
    tape.dropTo(tape.after(begin + 1));
    return;
  }
  tape.keepTo(begin + 1);
  repairCondition(tape);
}

const logical: ReadonlyMap<string, string> = new Map([
  ["and", "&&"],
  ["or", "||"],
  ["is", "=="],
]);

/** In a condition, from here up to its body: `=` for `==`, `and` for `&&` and the like. */
export function repairCondition(tape: Tape): void {
  const begin = tape.at;
  let end = begin;
  while (end < tape.end && !tape.isAt(end, word.LeftBrace, word.RightBrace, word.Semicolon, word.Else)) end++;
  let depth = 0;
  while (tape.at < end) {
    const index = tape.at;
    const image = tape.image(index);
    if (tape.is(0, word.LeftParen, word.LeftSquare)) depth++;
    if (tape.is(0, word.RightParen, word.RightSquare)) depth--;
    const operator = logical.get(image);
    if (tape.is(0, word.Equal)) {
      assignment(tape, depth > 1);
      tape.put(equality, "==", index);
    } else if (tape.is(0, word.Name) && operator !== undefined && betweenOperands(tape, index)) {
      tape.error("syntax", index, index, `there is no ${quote(image)} in Ell`, `write \`${operator}\``);
      tape.put(word.vocabulary.find(({ name }) => name === operator)!, operator, index);
    } else if (tape.is(0, word.Name) && image === "then" && tape.is(1, word.LeftBrace)) {
      tape.error("syntax", index, index, "there is no `then` in Ell", "the body is written in `{ }`");
    } else if (
      tape.is(0, word.Name) &&
      image === "not" &&
      tape.is(1, word.Name, word.LeftParen, word.True, word.False)
    ) {
      tape.error(
        "syntax",
        index,
        index,
        "there is no `not` in Ell",
        "write `!`, with parentheses around what is negated",
      );
      tape.put(word.vocabulary.find(({ name }) => name === "!")!, "!", index);
    } else {
      tape.keepTo(index + 1);
      continue;
    }
    tape.dropTo(index + 1);
  }
}

function betweenOperands(tape: Tape, index: number): boolean {
  const before = tape.token(index - 1)?.tokenType;
  const operand = [word.Name, word.Integer, word.Character, word.True, word.False, word.RightParen, word.RightSquare];
  return before !== undefined && operand.includes(before) && !tape.isAt(index + 1, word.LeftBrace, word.LeftParen);
}

/** `=` in a condition; in parentheses of its own, an assignment is meant. */
function assignment(tape: Tape, apart: boolean): void {
  const { at } = tape;
  const assigns = apart && tape.isAt(at + 1, word.Name) && tape.isAt(at + 2, word.LeftParen);
  tape.error(
    "assignment-in-condition",
    at,
    at,
    "`=` assigns, and a condition only asks",
    assigns
      ? "assign in a statement before the loop, and again at the end of its body"
      : "to compare, write `==`; to assign, write a statement of its own before",
    assigns ? undefined : "`==`",
  );
}
