/**
 * Statements inside functions as other languages write them. Each is reported once, and replaced by tokens of Ell or left
 * out, so that the rest of the body can be read.
 *
 * One walk over the tokens of a body. A statement begins after `{`, `}`, `;` and `else`; no expression of Ell has braces.
 */

import type { TokenType } from "chevrotain";
import { quote } from "../check/report.ts";
import { foreignWordHint } from "../syntax/foreign.ts";
import * as word from "../syntax/tokens.ts";
import { compound, step } from "./assignments.ts";
import { bareElse, condition, repairCondition } from "./conditions.ts";
import { innerFunction, mutable, typedVariable } from "./declarations.ts";
import { counting } from "./loops.ts";
import type { Tape } from "./tape.ts";

/** Repair a body up to its `}`; its `{` is the next token. */
export function repairBody(tape: Tape): void {
  const end = tape.after(tape.at);
  tape.keepTo(tape.at + 1);
  while (tape.at < end && tape.more) {
    if (beforeStatements.has(tape.kept.at(-1)?.tokenType) && statement(tape)) continue;
    if (tape.endsOfDo.has(tape.at) && tape.is(1, word.While)) {
      tape.keepTo(tape.at + 1);
      tape.dropTo(tape.find(tape.at, word.Semicolon, word.LeftBrace) + 1);
    } else tape.keepTo(tape.at + 1);
  }
}

/** The tokens after which a statement begins. */
const beforeStatements: ReadonlySet<TokenType | undefined> = new Set([
  word.LeftBrace,
  word.RightBrace,
  word.Semicolon,
  word.Else,
]);

/** Each function looks at the beginning of a statement. When there is nothing to repair, it leaves the tape where it is. */
const repairs: readonly ((tape: Tape) => void)[] = [
  step,
  compound,
  mutable,
  innerFunction,
  typedVariable,
  counting,
  foreignWord,
  bareElse,
  capital,
  condition,
];

/** Repair the beginning of a statement. Returns false when there is nothing to repair. */
function statement(tape: Tape): boolean {
  const before = tape.at;
  for (const repair of repairs) {
    repair(tape);
    if (tape.at > before) return true;
  }
  return false;
}

/** `Let x = 1;`, `Return 0;`, `If x == 1 {` */
function capital(tape: Tape): void {
  const image = tape.image(tape.at);
  const keyword = image.toLowerCase();
  if (!tape.is(0, word.Name) || !word.keywords.includes(keyword)) return;
  if (!tape.is(1, word.Name, word.Integer, word.True, word.False, word.Text, word.Character, word.LeftParen)) return;
  const type = word.vocabulary.find(({ name }) => name === `${keyword[0]!.toUpperCase()}${keyword.slice(1)}`)!;
  tape.error("syntax", tape.at, tape.at, `${quote(image)} is not a word of Ell`, `did you mean ${quote(keyword)}?`);
  tape.put(type, keyword, tape.at);
  tape.dropTo(tape.at + 1);
  if (keyword === "if" || keyword === "while" || keyword === "assert") repairCondition(tape);
}

/** Words that begin a statement in other languages: `loop {`, `do {`, `switch (x) {`, `elif c {`. */
function foreignWord(tape: Tape): void {
  if (!tape.is(0, word.Name)) return;
  const image = tape.image(tape.at);
  const hint = foreignWordHint(image);
  const begin = tape.at;
  const told = () => tape.error("syntax", begin, begin, `there is no ${quote(image)} in Ell`, hint ?? "");
  if (hint === undefined) return;
  if ((image === "loop" || image === "do") && tape.is(1, word.LeftBrace)) {
    told();
    tape.dropTo(begin + 1);
    if (image === "do") tape.endsOfDo.add(tape.partner(tape.at));
    return;
  }
  if (/^(switch|match|struct|class|enum|try)$/.test(image)) {
    const body = tape.find(begin, word.LeftBrace, word.Semicolon);
    if (!tape.isAt(body, word.LeftBrace)) return;
    told();
    const end = tape.after(body);
    tape.dropTo(tape.isAt(end, word.Semicolon) ? end + 1 : end);
    return;
  }
  if (/^(elif|elsif|elseif)$/.test(image)) {
    told();
    if (tape.kept.at(-1)?.tokenType === word.RightBrace) tape.put(word.Else, "else", begin);
    tape.put(word.If, "if", begin);
    tape.dropTo(begin + 1);
    repairCondition(tape);
  }
}
