/**
 * Statements as other languages have them, inside of functions: told once each, and put into the words of Ell or left out,
 * so that the rest of the body is read as it stands.
 *
 * One walk over the words of a body. A statement begins after `{`, `}`, `;` and `else`; no expression of Ell has braces.
 */

import { foreignOperatorHint, foreignWordHint } from "../foreign.ts";
import { quote } from "../report.ts";
import * as word from "../tokens.ts";
import { beginsType, readDeclarator } from "./foreign-types.ts";
import type { Tape } from "./tape.ts";
import { declarationInEll } from "./variables.ts";

const equality = word.vocabulary.find(({ name }) => name === "==")!;

/** Repair a body, whose `{` is the next word, up to its `}`. */
export function repairBody(tape: Tape): void {
  const end = tape.after(tape.at);
  /** Places of `}` after which a `while (…);` is the end of a `do`. */
  const ofDo = new Set<number>();
  tape.keepTo(tape.at + 1);
  let begins = true;
  while (tape.at < end && tape.more) {
    const before = tape.at;
    if (begins && (statement(tape, ofDo) || tape.at > before)) continue;
    if (ofDo.has(tape.at) && tape.is(1, word.While)) {
      tape.keepTo(tape.at + 1);
      tape.dropTo(tape.find(tape.at, word.Semicolon, word.LeftBrace) + 1);
    } else {
      begins = tape.is(0, word.LeftBrace, word.RightBrace, word.Semicolon, word.Else);
      tape.keepTo(tape.at + 1);
    }
  }
}

/** Repair the beginning of a statement; true when another one begins here now. */
function statement(tape: Tape, ofDo: Set<number>): boolean {
  return (
    step(tape) ||
    compound(tape) ||
    mutable(tape) ||
    constant(tape) ||
    innerFunction(tape) ||
    typedVariable(tape) ||
    counting(tape) ||
    foreignWord(tape, ofDo) ||
    bareElse(tape) ||
    capital(tape) ||
    condition(tape)
  );
}

/** `++i;`, `i++;`, `a[i]--;` */
function step(tape: Tape): boolean {
  const sign = (place: number): string | undefined => {
    if (tape.image(place) === "++") return "++";
    return tape.image(place) === "-" && tape.image(place + 1) === "-" ? "--" : undefined;
  };
  const prefix = sign(tape.at);
  const width = prefix === "--" ? 2 : 1;
  const first = prefix === undefined ? tape.at : tape.at + width;
  if (!tape.isAt(first, word.Name)) return false;
  let last = first + 1;
  while (tape.isAt(last, word.LeftSquare)) last = tape.after(last);
  const found = prefix ?? sign(last);
  const place = prefix === undefined ? last : tape.at;
  if (found === undefined) return false;
  const stop = prefix === undefined ? last + (found === "--" ? 2 : 1) : last;
  if (!tape.isAt(stop, word.Semicolon)) return false;
  const operand = tape.textOf(first, last);
  tape.error(
    "foreign-operator",
    place,
    place + (found === "--" ? 1 : 0),
    `${quote(found)} is not an operator of Ell`,
    `write \`${operand} = ${operand} ${found[0]!} 1;\``,
  );
  tape.dropTo(stop + 1);
  return true;
}

/** `x += e;` */
function compound(tape: Tape): boolean {
  if (!tape.is(0, word.Name)) return false;
  let place = tape.at + 1;
  while (tape.isAt(place, word.LeftSquare)) place = tape.after(place);
  const image = tape.image(place);
  if (!tape.isAt(place, word.Foreign) || !image.endsWith("=") || /^(===|!==|:=|\.\.=)$/.test(image)) return false;
  const left = tape.textOf(tape.at, place);
  const right = tape.textOf(place + 1, tape.find(place, word.Semicolon));
  const hint =
    image === "**=" ? foreignOperatorHint("**")! : `write \`${left} = ${left} ${image.slice(0, -1)} ${right};\``;
  tape.error("foreign-operator", place, place, `${quote(image)} is not an operator of Ell`, hint);
  tape.keepTo(place);
  tape.put(word.Equal, "=", place);
  tape.dropTo(place + 1);
  return false;
}

/** `Let x = 1;`, `Return 0;`, `If x == 1 {` */
function capital(tape: Tape): boolean {
  const image = tape.image(tape.at);
  const keyword = image.toLowerCase();
  if (!tape.is(0, word.Name) || !word.keywords.includes(keyword)) return false;
  if (!tape.is(1, word.Name, word.Integer, word.True, word.False, word.Text, word.Character, word.LeftParen))
    return false;
  const type = word.vocabulary.find(({ name }) => name === `${keyword[0]!.toUpperCase()}${keyword.slice(1)}`)!;
  tape.error("syntax", tape.at, tape.at, `${quote(image)} is not a word of Ell`, `did you mean ${quote(keyword)}?`);
  tape.put(type, keyword, tape.at);
  tape.dropTo(tape.at + 1);
  if (keyword === "if" || keyword === "while" || keyword === "assert") repairCondition(tape);
  return false;
}

/** `let mut x = …;` */
function mutable(tape: Tape): boolean {
  if (!tape.is(0, word.Let) || tape.image(tape.at + 1) !== "mut" || !tape.is(2, word.Name)) return false;
  tape.error("syntax", tape.at + 1, tape.at + 1, "there is no `mut` in Ell", foreignWordHint("mut")!);
  tape.keepTo(tape.at + 1);
  tape.dropTo(tape.at + 1);
  return false;
}

/** `const x = …;` in a body */
function constant(tape: Tape): boolean {
  if (!tape.is(0, word.Const) || tape.column(tape.at) === 0) return false;
  tape.error("syntax", tape.at, tape.at, "a constant is declared outside of functions", "here, use `let`");
  tape.put(word.Let, "let", tape.at);
  tape.dropTo(tape.at + 1);
  return false;
}

/** `fn f() { … }` in a body, where no `}` is missing */
function innerFunction(tape: Tape): boolean {
  if (!tape.is(0, word.Fn) || !tape.balanced) return false;
  tape.error("syntax", tape.at, tape.at, "functions are not declared inside functions", "move it out of this one");
  tape.dropTo(tape.after(tape.find(tape.at, word.LeftBrace, word.Semicolon)));
  return true;
}

/** `int n = 10;`, `char c;`, `int a[10];`, `var x = 1;` */
function typedVariable(tape: Tape): boolean {
  if (!beginsType(tape, tape.at)) return false;
  const found = readDeclarator(tape, tape.at);
  if (found === undefined) return false;
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
    return false;
  }
  const end = tape.find(name, word.Semicolon);
  tape.dropTo(tape.isAt(end, word.Semicolon) ? end + 1 : end);
  return true;
}

/** `for (i = 0; i < n; i++) {`, `for (x of a) {`, `for i in range(n) {`, `for c in s {` */
function counting(tape: Tape): boolean {
  if (!tape.is(0, word.For)) return false;
  const open = tape.at + 1;
  if (tape.isAt(open, word.LeftParen)) {
    const close = tape.partner(open);
    tape.error(
      "syntax",
      tape.at,
      Math.min(close, tape.end - 1),
      "a `for` counts through a range, and is written without parentheses",
      loopInEll(tape, open, close),
    );
    tape.dropTo(close + 1);
    return true;
  }
  if (!tape.isAt(open, word.Name) || !tape.isAt(open + 1, word.In)) return false;
  const end = tape.find(open, word.LeftBrace, word.Colon, word.Semicolon);
  const over = open + 2;
  for (let place = over; place < end; place = tape.after(place))
    if (tape.isAt(place, word.DotDot, word.Foreign)) return false;
  if (!tape.isAt(end, word.LeftBrace, word.Colon)) return false;
  const name = tape.image(open);
  const what = tape.textOf(over, end);
  const range = tape.image(over) === "range" && tape.isAt(over + 1, word.LeftParen);
  const count = tape.isAt(over, word.Integer) ? `0..${what}` : undefined;
  tape.error(
    "syntax",
    over,
    end - 1,
    "a `for` counts through a range `lo..hi`",
    range || count !== undefined
      ? `write \`for ${name} in ${count ?? rangeInEll(tape, over + 1)} { … }\``
      : `write \`for i in 0..len(${what}) { … }\`, and \`${what}[i]\` for the element`,
  );
  tape.dropTo(tape.isAt(end, word.Colon) ? end + 1 : end);
  return true;
}

function rangeInEll(tape: Tape, open: number): string {
  const close = tape.partner(open);
  const comma = tape.find(open + 1, word.Comma);
  if (!tape.isAt(comma, word.Comma)) return `0..${tape.textOf(open + 1, close)}`;
  return `${tape.textOf(open + 1, comma)}..${tape.textOf(comma + 1, tape.find(comma + 1, word.Comma))}`;
}

/** What to write for the head of a loop in parentheses. */
function loopInEll(tape: Tape, open: number, close: number): string {
  const assign = tape.find(open + 1, word.Equal, word.Semicolon);
  const first = tape.find(assign, word.Semicolon);
  const second = tape.find(first + 1, word.Semicolon);
  const name = tape.image(assign - 1);
  const less = tape.image(first + 2);
  const upward = tape.image(second + 1) === "++" || tape.image(second + 2) === "++";
  if (
    tape.isAt(assign, word.Equal) &&
    tape.isAt(second, word.Semicolon) &&
    tape.image(first + 1) === name &&
    (less === "<" || less === "<=") &&
    upward
  ) {
    const high = `${tape.textOf(first + 3, second)}${less === "<=" ? " + 1" : ""}`;
    return `write \`for ${name} in ${tape.textOf(assign + 1, first)}..${high} { … }\``;
  }
  const of = tape.find(open + 1, word.In, word.Colon);
  const over =
    tape.image(close - 2) === "of" || tape.isAt(of, word.In, word.Colon) ? tape.textOf(close - 1, close) : undefined;
  if (over !== undefined) return `write \`for i in 0..len(${over}) { … }\`, and \`${over}[i]\` for the element`;
  return "write `for i in 0..10 { … }`; for any other loop there is `while`";
}

/** Words that begin a statement elsewhere: `loop {`, `do {`, `switch (x) {`, `elif c {`. */
function foreignWord(tape: Tape, ofDo: Set<number>): boolean {
  if (!tape.is(0, word.Name)) return false;
  const image = tape.image(tape.at);
  const hint = foreignWordHint(image);
  const begin = tape.at;
  const told = () => tape.error("syntax", begin, begin, `there is no ${quote(image)} in Ell`, hint ?? "");
  if (hint === undefined) return false;
  if ((image === "loop" || image === "do") && tape.is(1, word.LeftBrace)) {
    told();
    tape.dropTo(begin + 1);
    if (image === "do") ofDo.add(tape.partner(tape.at));
    return true;
  }
  if (/^(switch|match|struct|class|enum|try)$/.test(image)) {
    const body = tape.find(begin, word.LeftBrace, word.Semicolon);
    if (!tape.isAt(body, word.LeftBrace)) return false;
    told();
    const end = tape.after(body);
    tape.dropTo(tape.isAt(end, word.Semicolon) ? end + 1 : end);
    return true;
  }
  if (/^(elif|elsif|elseif)$/.test(image)) {
    told();
    if (tape.kept.at(-1)?.tokenType === word.RightBrace) tape.put(word.Else, "else", begin);
    tape.put(word.If, "if", begin);
    tape.dropTo(begin + 1);
    repairCondition(tape);
  }
  return false;
}

/** `else:`, and `else` after or before a statement without braces */
function bareElse(tape: Tape): boolean {
  if (!tape.is(0, word.Else)) return false;
  if (tape.is(1, word.Colon)) {
    tape.dropTo(tape.at + 2);
    return true;
  }
  if (tape.bare && tape.image(tape.at - 1) === ";") {
    tape.dropTo(tape.at + 1);
    return true;
  }
  if (!braceless(tape, tape.at + 1) || tape.is(1, word.If)) return false;
  tape.error("syntax", tape.at, tape.at, "a body stands in `{ }`, also when it is one statement", "write `else { … }`");
  tape.dropTo(tape.at + 1);
  return true;
}

/** Does a statement begin at `place`, and not a body? */
function braceless(tape: Tape, place: number): boolean {
  return (
    tape.isAt(
      place,
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
    !logical.has(tape.image(place)) &&
    foreignWordHint(tape.image(place)) === undefined
  );
}

/** The condition of `if`, `while` or `assert`. */
function condition(tape: Tape): boolean {
  if (!tape.is(0, word.If, word.While, word.Assert)) return false;
  const begin = tape.at;
  const colon = tape.find(begin + 1, word.Colon, word.LeftBrace, word.Semicolon, word.Else, word.If);
  if (!tape.is(0, word.Assert) && tape.isAt(colon, word.Colon) && !tape.isAt(colon + 1, word.LeftBrace)) {
    tape.bare = true;
    tape.error(
      "syntax",
      colon,
      colon,
      "a body stands in `{ }`, not after `:`",
      `write \`${tape.textOf(begin, colon)} { … }\``,
    );
    tape.dropTo(colon + 1);
    return true;
  }
  if (!tape.is(0, word.Assert) && tape.is(1, word.LeftParen) && braceless(tape, tape.after(begin + 1))) {
    tape.error(
      "syntax",
      begin,
      tape.after(begin + 1) - 1,
      "a body stands in `{ }`, also when it is one statement",
      `write \`${tape.textOf(begin, tape.after(begin + 1))} { … }\``,
    );
    tape.bare = true;
    tape.dropTo(tape.after(begin + 1));
    return true;
  }
  tape.keepTo(begin + 1);
  repairCondition(tape);
  return false;
}

const logical: ReadonlyMap<string, string> = new Map([
  ["and", "&&"],
  ["or", "||"],
  ["is", "=="],
]);

/** In a condition, from here up to its body: `=` for `==`, words for operators. */
function repairCondition(tape: Tape): void {
  const begin = tape.at;
  let end = begin;
  while (end < tape.end && !tape.isAt(end, word.LeftBrace, word.RightBrace, word.Semicolon, word.Else)) end++;
  let depth = 0;
  while (tape.at < end) {
    const place = tape.at;
    const image = tape.image(place);
    if (tape.is(0, word.LeftParen, word.LeftSquare)) depth++;
    if (tape.is(0, word.RightParen, word.RightSquare)) depth--;
    const operator = logical.get(image);
    if (tape.is(0, word.Equal)) {
      assignment(tape, depth > 1);
      tape.put(equality, "==", place);
    } else if (tape.is(0, word.Name) && operator !== undefined && betweenOperands(tape, place)) {
      tape.error("syntax", place, place, `there is no ${quote(image)} in Ell`, `write \`${operator}\``);
      tape.put(word.vocabulary.find(({ name }) => name === operator)!, operator, place);
    } else if (tape.is(0, word.Name) && image === "then" && tape.is(1, word.LeftBrace)) {
      tape.error("syntax", place, place, "there is no `then` in Ell", "the body stands in `{ }`");
    } else if (
      tape.is(0, word.Name) &&
      image === "not" &&
      tape.is(1, word.Name, word.LeftParen, word.True, word.False)
    ) {
      tape.error(
        "syntax",
        place,
        place,
        "there is no `not` in Ell",
        "write `!`, with parentheses around what is negated",
      );
      tape.put(word.vocabulary.find(({ name }) => name === "!")!, "!", place);
    } else {
      tape.keepTo(place + 1);
      continue;
    }
    tape.dropTo(place + 1);
  }
}

function betweenOperands(tape: Tape, place: number): boolean {
  const before = tape.token(place - 1)?.tokenType;
  const operand = [word.Name, word.Integer, word.Character, word.True, word.False, word.RightParen, word.RightSquare];
  return before !== undefined && operand.includes(before) && !tape.isAt(place + 1, word.LeftBrace, word.LeftParen);
}

/** `=` in a condition; with parentheses of its own, it is meant to assign. */
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
