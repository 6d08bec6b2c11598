/**
 * What other languages write outside functions: function heads without `fn`, types before names, statements, structures.
 * Each is reported once. The body of a function is kept, so that its own mistakes are reported too.
 */

import { quote } from "../check/report.ts";
import { foreignWordHint } from "../syntax/foreign.ts";
import * as word from "../syntax/tokens.ts";
import { beginsType, readDeclarator } from "./foreign-types.ts";
import { repairBody } from "./statements.ts";
import type { Tape } from "./tape.ts";
import { declarationInEll } from "./variables.ts";

/** Repair what is outside functions, and the functions. */
export function repairTopLevel(tape: Tape): void {
  let statements = false; // was the last construct a statement that was reported?
  while (tape.more) {
    const before = tape.at;
    if (tape.is(0, word.Fn)) functionSection(tape);
    else if (tape.is(0, word.Const, word.Let)) tape.keepTo(declarationEnd(tape, tape.at));
    else if (tape.is(0, word.Semicolon, word.Pub)) tape.keepTo(tape.at + 1);
    else if (tape.is(0, word.Import)) tape.keepTo(tape.at + 2);
    else if (tape.is(0, word.RightBrace)) strayBrace(tape);
    else if (!(modifier(tape) || foreignHead(tape) || foreignVariable(tape) || foreignBlock(tape))) {
      misplaced(tape, !statements);
      statements = true;
      continue;
    }
    statements = false;
    if (tape.at === before) tape.keepTo(before + 1);
  }
}

/** Where a `const` or `let` ends: after its `;`, or before the next declaration. */
function declarationEnd(tape: Tape, index: number): number {
  const end = tape.find(index + 1, word.Semicolon, word.Fn, word.Const, word.Let);
  return tape.isAt(end, word.Semicolon) ? end + 1 : Math.max(end, index + 1);
}

/** A function in Ell's syntax, or nearly. When its body is not found, all up to the next function is left to the parser. */
function functionSection(tape: Tape): void {
  const body = tape.find(tape.at + 1, word.LeftBrace, word.Semicolon, word.Fn, word.Const);
  if (tape.isAt(body, word.LeftBrace)) {
    const open = tape.at + 2;
    if (tape.isAt(open, word.LeftParen)) parameters(tape, open);
    tape.keepTo(body);
    repairBody(tape);
  } else tape.keepTo(nextFunction(tape, tape.at + 1));
}

/** `fn f(int x, byte[] s)` */
function parameters(tape: Tape, open: number): void {
  tape.keepTo(open + 1);
  const close = tape.partner(open);
  while (tape.at < close) {
    const found = beginsType(tape, tape.at) ? readDeclarator(tape, tape.at) : undefined;
    if (found !== undefined) {
      const called = tape.image(found.name);
      const type = found.type ?? "int";
      tape.error("syntax", tape.at, found.name, "a parameter's type follows its name", `write \`${called}: ${type}\``);
      tape.dropTo(found.name);
      tape.keepTo(found.name + 1);
      tape.put(word.Colon, ":", found.name);
      tape.put(word.Int, "int", found.name);
      tape.dropTo(tape.find(found.name + 1, word.Comma));
    }
    const end = Math.min(close, tape.find(tape.at, word.Comma) + 1);
    tape.keepTo(Math.max(end, tape.at + 1));
  }
}

function nextFunction(tape: Tape, index: number): number {
  let next = index;
  while (next < tape.end && !tape.isAt(next, word.Fn) && !(tape.isAt(next, word.Const) && tape.column(next) === 0))
    next++;
  return next;
}

/** A `}` too many: what follows it, up to the next function, belongs to no function. */
function strayBrace(tape: Tape): void {
  tape.error("syntax", tape.at, tape.at, "this `}` closes nothing", "remove it, or look for a `{` missing above");
  tape.dropTo(nextFunction(tape, tape.at + 1));
}

/** `export fn`, `public const`, `static let`: a word of another language before a declaration. */
function modifier(tape: Tape): boolean {
  if (!(tape.is(0, word.Name) && tape.is(1, word.Fn, word.Const, word.Let))) return false;
  tape.error(
    "syntax",
    tape.at,
    tape.at,
    `nothing but \`pub\` is written before ${quote(tape.image(tape.at + 1))}`,
    /^(export|public|extern|global)$/.test(tape.image(tape.at))
      ? "write `pub` to show it to files that import this one"
      : `leave ${quote(tape.image(tape.at))} out`,
  );
  tape.dropTo(tape.at + 1);
  return true;
}

/** `int f(int x) {`, `void main()`, `function f(x) {`, `def f(x):`, `main() {`. */
function foreignHead(tape: Tape): boolean {
  const open = tape.find(tape.at, word.LeftParen, word.LeftBrace, word.Semicolon, word.Equal);
  const name = open - 1;
  if (!tape.isAt(open, word.LeftParen) || !tape.isAt(name, word.Name)) return false;
  for (let index = tape.at; index < name; index++)
    if (
      !(
        tape.isAt(index, word.Name, word.Int, word.Bool, word.Byte, word.LeftSquare, word.RightSquare) ||
        tape.image(index) === "*"
      )
    )
      return false;
  const close = tape.partner(open);
  const bare = name === tape.at;
  if (bare && (foreignWordHint(tape.image(name)) !== undefined || !tape.isAt(close + 1, word.LeftBrace))) return false;
  const end = headEnd(tape, close + 1);
  if (!(end === tape.end || tape.isAt(end, word.LeftBrace, word.Colon, word.Semicolon))) return false;

  const head = headInEll(tape, name, open, close);
  if (tape.isAt(end, word.Semicolon)) {
    tape.error(
      "syntax",
      tape.at,
      close,
      "a function is declared once, with its body",
      "leave this out: a function may be called above its declaration",
    );
    tape.dropTo(end + 1);
    return true;
  }
  tape.error(
    "syntax",
    tape.at,
    Math.min(close, tape.end - 1),
    "a function is declared with `fn`, and types follow names",
    `as in \`${head} { … }\``,
  );
  tape.put(word.Fn, "fn", tape.at);
  tape.put(word.Name, tape.image(name), name);
  tape.put(word.LeftParen, "(", open);
  tape.put(word.RightParen, ")", close);
  tape.dropTo(end);
  if (tape.is(0, word.LeftBrace)) repairBody(tape);
  else {
    // Without braces, the body is the indented part.
    tape.put(word.LeftBrace, "{", end);
    tape.put(word.RightBrace, "}", end);
    if (tape.is(0, word.Colon)) tape.dropTo(tape.at + 1);
    while (tape.more && tape.column(tape.at) > 0) tape.dropTo(tape.at + 1);
  }
  return true;
}

/** After a head's `)`: skip a result type as TypeScript, Rust or Python write it. */
function headEnd(tape: Tape, index: number): number {
  if (!tape.isAt(index, word.Colon, word.Foreign)) return index;
  let end = index + 1;
  while (tape.isAt(end, word.Name, word.Int, word.Bool, word.Byte, word.LeftSquare, word.RightSquare)) end++;
  return tape.isAt(end, word.LeftBrace, word.Colon) ? end : index;
}

/** The head in Ell's syntax; where the other language gives no type, it has `int`. */
function headInEll(tape: Tape, name: number, open: number, close: number): string {
  const called = tape.image(name);
  if (called === "main") return "fn main(): int";
  const parameters: string[] = [];
  for (let at = open + 1; at < close; ) {
    const end = Math.min(close, tape.find(at, word.Comma));
    const parameter = readDeclarator(tape, at);
    if (parameter?.type !== undefined) parameters.push(`${tape.image(parameter.name)}: ${parameter.type}`);
    else if (tape.isAt(at, word.Name) && tape.image(at) !== "void") parameters.push(`${tape.image(at)}: int`);
    at = end + 1;
  }
  const typed = beginsType(tape, tape.at);
  const result = typed ? readDeclarator(tape, tape.at)?.type : "int";
  return `fn ${called}(${parameters.join(", ")})${result === undefined ? "" : `: ${result}`}`;
}

/** `int total = 0;`, `char buffer[80];`, `var x = 1;`, `x: int = 1`. */
function foreignVariable(tape: Tape): boolean {
  if (!beginsType(tape, tape.at)) return false;
  const found = readDeclarator(tape, tape.at);
  if (found === undefined) return false;
  tape.error(
    "syntax",
    tape.at,
    found.name,
    "a variable is declared with `let`, and its type follows its name",
    `as in \`${declarationInEll(tape, found.name, found.type ?? "int")}\``,
  );
  tape.dropTo(declarationEnd(tape, found.name));
  return true;
}

/** `struct point { … };`, `class C { … }`, `import x;` */
function foreignBlock(tape: Tape): boolean {
  const image = tape.image(tape.at);
  const hint = foreignWordHint(image);
  if (
    !tape.is(0, word.Name) ||
    hint === undefined ||
    !/^(struct|class|enum|interface|trait|impl|import|from|use|using|package|mod|namespace|typedef|type)$/.test(image)
  )
    return false;
  const what = image === "import" ? "a file is imported by its path in quotes" : `there is no ${quote(image)} in Ell`;
  tape.error("syntax", tape.at, tape.at, what, hint);
  const line = tape.at;
  let end = tape.find(tape.at, word.LeftBrace, word.Semicolon, word.Fn, word.Const, word.Let);
  for (let index = line + 1; index < end; index++) if (tape.column(index) === 0) end = index;
  if (tape.isAt(end, word.LeftBrace)) end = tape.after(end);
  if (tape.isAt(end, word.Semicolon)) end++;
  tape.dropTo(Math.max(end, tape.at + 1));
  return true;
}

/** A statement outside functions; of several in a row, only the first is reported. */
function misplaced(tape: Tape, first: boolean): void {
  const stray = tape.find(tape.at, word.Fn, word.Const);
  const before = tape.kept.at(-1);
  if (first && tape.isAt(stray, word.RightBrace) && before?.tokenType === word.RightBrace) {
    tape.tooEarly(before, stray);
    tape.dropTo(nextFunction(tape, stray));
    return;
  }
  if (first) {
    const hint = tape.is(0, word.Name) ? foreignWordHint(tape.image(tape.at)) : undefined;
    tape.error(
      "syntax",
      tape.at,
      tape.at,
      `expected a declaration, found ${quote(tape.image(tape.at))}`,
      hint ?? "statements are written inside a function, such as `fn main(): int { … }`",
      "`const`, `let` or `fn`",
    );
  }
  let end = tape.find(
    tape.at + (tape.is(0, word.RightParen, word.RightSquare) ? 1 : 0),
    word.Semicolon,
    word.LeftBrace,
    word.Fn,
    word.Const,
    word.Let,
  );
  if (tape.isAt(end, word.LeftBrace)) end = tape.after(end);
  else if (tape.isAt(end, word.Semicolon)) end++;
  tape.dropTo(Math.max(end, tape.at + 1));
}
