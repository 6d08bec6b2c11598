/**
 * Syntax errors in plain words: makes a diagnostic of an error of the parser.
 *
 * The parser's own message is not used; it only carries the name of the expected token. One mistake often causes more
 * errors after it, so at most one syntax error is reported per line.
 */

import { EOF, type IParserErrorMessageProvider, type IRecognitionException, type IToken } from "chevrotain";
import { nearest } from "../../core/nearest.ts";
import { type LineStarts, lineStarts, locate } from "../../core/source.ts";
import { type Detail, type DiagnosticCode, quote, type Reporter } from "../check/report.ts";
import { isBuiltIn } from "../check/scope.ts";
import { foreignOperatorHint, foreignWordHint } from "./foreign.ts";
import { type Lexed, spanOf } from "./lexer.ts";
import * as word from "./tokens.ts";
import type { Span } from "./tree.ts";

/** The parser stops after so many syntax errors; one mistake may count a few times. */
export const maximumSyntaxErrors = 100;

/** Thrown and caught inside the parser when there were too many errors. */
export class SyntaxErrorsEnough extends Error {}

/** How many tokens recovery may look at, over a whole text. */
export const maximumLookahead = 2_000_000;

/** What is left of the two budgets; the parser renews both for each text. */
export interface Budget {
  errors: number;
  lookahead: number;
}

/** The messages are the name of the expected token, or empty when several are possible. */
export function syntaxErrorMessages(budget: Budget): IParserErrorMessageProvider {
  const spend = (name: string): string => {
    if (--budget.errors < 0) throw new SyntaxErrorsEnough();
    return name;
  };
  return {
    buildMismatchTokenMessage: ({ expected }) => spend(expected.name),
    buildNotAllInputParsedMessage: () => spend("EOF"),
    buildNoViableAltMessage: () => spend(""),
    buildEarlyExitMessage: () => spend(""),
  };
}

/**
 * Report the parser's errors, and the mistakes that its rules noticed by themselves.
 *
 * On one line, nothing is reported after a syntax error, and no syntax error after another mistake.
 */
export function reportSyntaxErrors(
  text: string,
  lexed: Lexed,
  errors: readonly IRecognitionException[],
  shape: Reporter,
  report: Reporter,
): void {
  if (errors.length === 0 && shape.count === 0) return;
  const starts = lineStarts(text);
  const lineOf = (span: Span) => locate(starts, span.start).line;
  const syntax = errors.map((error) => ({ syntax: true, ...describe(error, text, lexed, starts) }));
  const others = shape.taken.map((detail) => ({
    syntax: false,
    consequence: false,
    code: detail.code as DiagnosticCode,
    span: detail.span,
    message: detail.message,
    detail,
  }));
  const first = new Map<number, boolean>(); // line → was there a syntax error on it?
  for (const { span } of report.taken) first.set(lineOf(span), false);
  const commentIsOpen = report.taken.some(({ code }) => code === "unclosed-comment");
  const told = () => report.count > 0;
  for (const mistake of [...syntax, ...others].sort((a, b) => a.span.start - b.span.start)) {
    if (mistake.consequence && told()) continue;
    if (mistake.code === "unclosed-bracket" && commentIsOpen) continue;
    const line = lineOf(mistake.span);
    const before = first.get(line);
    first.set(line, mistake.syntax || before === true);
    if (before === true || (mistake.syntax && before === false)) continue;
    report.error(mistake.code, mistake.span, mistake.message, mistake.detail);
  }
}

interface Mistake {
  readonly code: DiagnosticCode;
  readonly span: Span;
  readonly message: string;
  readonly detail: Detail;
  /** When another mistake was reported: is this one likely to be a consequence of it? */
  readonly consequence: boolean;
}

const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

function unclosedBracket(open: IToken, text: string, lexed: Lexed, starts: LineStarts): Mistake {
  const suspect = open.image === "{" ? misindented(text, lexed, starts) : undefined;
  return {
    code: "unclosed-bracket",
    consequence: false,
    span: spanOf(open),
    message: `this ${quote(open.image)} is never closed`,
    detail: {
      expected: `${quote(closers.get(open.image)!)} before the end of the file`,
      ...(suspect === undefined ? {} : lacking(suspect)),
    },
  };
}

function lacking(suspect: IToken): Detail {
  return {
    related: [{ message: "by the indentation, perhaps the `}` of this one is missing", span: spanOf(suspect) }],
  };
}

/** The first `{` whose `}` is indented less than the line of the `{`: where a `}` is likely to be missing. */
function misindented(text: string, lexed: Lexed, starts: LineStarts): IToken | undefined {
  const indent = (token: IToken): { readonly line: number; readonly width: number } => {
    const { line } = locate(starts, token.startOffset);
    return { line, width: /[ \t]*/y.exec(text.slice(starts[line - 1], token.startOffset))![0].length };
  };
  for (const [close, open] of lexed.openers) {
    if (open.image !== "{") continue;
    const first = indent(open);
    const last = indent(close);
    if (last.line > first.line && last.width < first.width) return open;
  }
  return undefined;
}

/** What each rule reads, as messages call it. */
const subjects: Readonly<Record<string, string>> = {
  constant: "this constant",
  global: "this variable",
  binding: "this variable",
  function: "this function",
  parameter: "this parameter",
};

function describe(error: IRecognitionException, text: string, lexed: Lexed, starts: LineStarts): Mistake {
  const { token } = error;
  const open = token.tokenType === EOF ? lexed.unclosed.at(-1) : undefined;
  if (open !== undefined) return unclosedBracket(open, text, lexed, starts);
  const previous = "previousToken" in error ? (error.previousToken as IToken | undefined) : undefined;
  const before = previous !== undefined && previous.tokenType !== EOF ? previous : undefined;
  const around = error.context.ruleStack.at(-1) ?? "module";
  // A list of parameters may end where it begins; a word there is still meant as the first one's name.
  const isParameter =
    around === "function" && before?.tokenType === word.LeftParen && word.keywords.includes(token.image);
  const [rule, expected] = isParameter ? ["parameter", "Name"] : [around, error.message];
  const subject = subjects[rule] ?? subjects[error.context.ruleStack.at(-2) ?? ""] ?? "it";
  const at = placeOf(token, text);
  const found = token.tokenType === EOF ? "the end of the file" : quote(token.image);
  const hint = hintFor(token, before, rule, expected, text);
  const mistake = (span: Span, message: string, detail: Detail = {}): Mistake => ({
    code: token.tokenType === word.Foreign ? "foreign-operator" : "syntax",
    consequence: token.tokenType === EOF || lexed.openers.has(token),
    span,
    message: token.tokenType === word.Foreign ? `${found} is not an operator of Ell` : `${message}, found ${found}`,
    detail: { ...(hint === undefined ? {} : { hint }), ...detail },
  });
  /** When a token is missing at the end of a line, the message points to the end of that line. */
  const missing = (): Span => {
    if (before === undefined) return at;
    const end = spanOf(before).end;
    return token.tokenType === EOF || locate(starts, end).line < locate(starts, at.start).line
      ? { start: end, end: end + 1 }
      : at;
  };

  switch (expected) {
    case "Semicolon":
      return mistake(
        missing(),
        `expected \`;\` after this ${rule === "import" ? "import" : outside.has(rule) ? "declaration" : "statement"}`,
      );
    case "LeftBrace":
      return mistake(missing(), "expected `{` to open the body");
    case "RightBrace": {
      const suspect = misindented(text, lexed, starts);
      const related = suspect === undefined ? opener(enclosing(token, lexed)?.open, at, starts) : lacking(suspect);
      return mistake(at, "expected a statement, or `}` to end the block", related);
    }
    case "RightParen": {
      const bracket = enclosing(token, lexed);
      const list = bracket?.before?.tokenType === word.Name;
      return mistake(missing(), list ? "expected `,` or `)`" : "expected an operator or `)`", {
        ...opener(bracket?.open, at, starts),
        ...(bracket?.before?.tokenType === word.Assert && token.tokenType === word.Comma
          ? { hint: 'the text of an assertion follows without parentheses: `assert x > 0, "positive";`' }
          : {}),
      });
    }
    case "RightSquare":
      return mistake(
        missing(),
        rule === "type" ? "expected `]`" : "expected an operator or `]`",
        opener(enclosing(token, lexed)?.open, at, starts),
      );
    case "LeftParen":
      return mistake(
        missing(),
        rule === "unary" ? "expected `(` and the array's length" : "expected `(` and the parameters",
        rule === "unary"
          ? { hint: "an array is made with `new int[](length)`; one of constants is written `[1, 2, 3]`" }
          : {},
      );
    case "Equal":
      return mistake(
        missing(),
        `expected \`=\` and a first value for ${subject}`,
        hint === undefined ? { hint: "every variable begins with a value" } : {},
      );
    case "Colon":
      return mistake(missing(), `expected \`:\` and a type for ${subject}`);
    case "Name":
      return mistake(at, `expected a name for ${rule === "for" ? "the loop's variable" : subject}`);
    case "In":
      return mistake(at, "expected `in` after the loop's variable", { hint: "a `for` counts: `for i in 0..10 { … }`" });
    case "DotDot":
      return mistake(at, "expected `..` and the end of the range", {
        hint: hint ?? "a `for` counts: `for i in 0..10 { … }`",
      });
    case "EOF":
      return token.tokenType === word.RightBrace
        ? {
            code: "syntax",
            consequence: lexed.openers.has(token),
            span: at,
            message: "this `}` closes nothing",
            detail: { hint: "remove it, or look for a `{` missing above" },
          }
        : mistake(at, "expected a declaration", {
            expected: "`const`, `let` or `fn`",
            hint: hint ?? "statements are written inside a function, such as `fn main(): int { … }`",
          });
    default:
      break;
  }
  if (rule === "type") return mistake(at, "expected a type", { expected: "int, bool, int[], bool[] or byte[]" });
  if (rule === "statement" || rule === "line" || rule === "block") return mistake(at, "expected a statement");
  if (rule === "module") return mistake(at, "expected a declaration", { expected: "`const`, `let` or `fn`" });
  return mistake(at, "expected an expression");
}

/** The innermost bracket that is open at `token`, with the token before the bracket. */
function enclosing(
  token: IToken,
  lexed: Lexed,
): { readonly open: IToken; readonly before: IToken | undefined } | undefined {
  const open: number[] = [];
  for (const [i, each] of lexed.tokens.entries()) {
    if (each === token) break;
    const type = each.tokenType;
    if (type === word.LeftParen || type === word.LeftSquare || type === word.LeftBrace) open.push(i);
    else if (type === word.RightParen || type === word.RightSquare || type === word.RightBrace) open.pop();
  }
  const last = open.at(-1);
  return last === undefined ? undefined : { open: lexed.tokens[last]!, before: lexed.tokens[last - 1] };
}

/** Where the bracket was opened that should be closed here, when it is on another line. */
function opener(open: IToken | undefined, at: Span, starts: LineStarts): Detail {
  if (open === undefined || locate(starts, open.startOffset).line === locate(starts, at.start).line) return {};
  return { related: [{ message: `the ${quote(open.image)} that is still open`, span: spanOf(open) }] };
}

function placeOf(token: IToken, text: string): Span {
  return token.tokenType === EOF ? { start: text.length, end: text.length } : spanOf(token);
}

/** The rules of what stands outside of functions, and ends with a `;`. */
const outside: ReadonlySet<string> = new Set(["import", "global", "constant"]);

const noCasts = "there are no casts: an int is a number, a character and a byte alike";

function hintFor(
  token: IToken,
  previous: IToken | undefined,
  rule: string,
  expected: string,
  text: string,
): string | undefined {
  const left = previous?.tokenType === word.Name ? previous.image : undefined;
  if (token.tokenType === word.Foreign) return foreignOperatorHint(token.image, left);
  if (left !== undefined && isBuiltIn(left) && begins(token))
    return `a call has parentheses: \`${left}(${token.image})\``;
  if (token.tokenType === word.Name) {
    const hint = foreignWordHint(token.image);
    if (hint !== undefined) return hint;
  }
  if (previous?.tokenType === word.Foreign) return foreignOperatorHint(previous.image);
  if (previous?.tokenType === word.Name && token.tokenType !== word.LeftParen) {
    const hint = foreignWordHint(previous.image);
    if (hint !== undefined && (token.tokenType === word.Name || expected === "Semicolon")) return hint;
    const near = expected === "Semicolon" ? nearest(previous.image, word.keywords) : undefined;
    if (near !== undefined) return `did you mean ${quote(near)}?`;
  }
  if (expected === "Semicolon") {
    const hint = endHint(token, previous, rule, text);
    if (hint !== undefined) return hint;
  }
  if (expected === "RightParen" && previous?.tokenType === word.RightParen && begins(token)) return noCasts;
  if (
    /^(|RightParen)$/.test(expected) &&
    isType(token) &&
    /^\s*\(/.test(text.slice(token.startOffset + token.image.length))
  )
    return noCasts;
  if (expected === "" && token.image === "&") return "there are no addresses: an array is passed as it is, and shared";
  if (expected === "" && rule === "unary" && (token.tokenType === word.LeftBrace || isType(token)))
    return "an array of constants is written `[1, 2, 3]`; any other is made with `new int[](length)`";
  if (expected === "" && token.tokenType === word.If)
    return "an `if` has no value: declare a variable before it, and assign it in both arms";
  // After what stands outside of functions, a `fn` is where it belongs.
  const belongs = expected === "Semicolon" && outside.has(rule);
  if (token.tokenType === word.Fn && rule !== "module" && !belongs)
    return "functions are not declared inside functions: perhaps a `}` is missing above";
  if (token.tokenType === word.Import) return "imports stand outside of functions, above all declarations";
  if (token.tokenType === word.Pub && !belongs)
    return "what is public is declared outside of functions: perhaps a `}` is missing above";
  if (expected === "Name" && rule === "for" && (token.tokenType === word.LeftParen || token.tokenType === word.Let))
    return "a `for` counts: `for i in 0..10 { … }`";
  if (expected === "Name" && rule === "constant" && isType(token))
    return "a constant is declared without a type: `const x = 5;`";
  if (expected === "Name" && /^[a-z]+$/.test(token.image))
    return `${quote(token.image)} is a word of the language: choose another name`;
  if (token.tokenType === word.Compound) return "an assignment is a statement of its own: `x += 1;`";
  if (token.tokenType === word.Equal && expected === "")
    return "`==` compares, `=` assigns, and an assignment is a statement of its own";
  if (token.tokenType === word.Plus && expected === "")
    return previous?.tokenType === word.Equal
      ? "there is no unary `+`; to add to a variable, write `x += 1;`"
      : "there is no unary `+`";
  if (isType(token) && (expected === "" || expected === "RightBrace"))
    return "a type follows the name: `let x: int = 0;`";
  if (token.tokenType === word.Semicolon && rule === "for")
    return "a `for` counts: `for i in 0..10 { … }`; for other loops there is `while`";
  return undefined;
}

/** Is it a token of which types are made? */
function isType({ tokenType }: IToken): boolean {
  return tokenType === word.Int || tokenType === word.Bool || tokenType === word.Byte;
}

/** Can an operand begin with this token? */
function begins(token: IToken): boolean {
  return [word.Name, word.Integer, word.Character, word.Text].includes(token.tokenType);
}

/** The hint when a statement should have ended here. */
function endHint(token: IToken, previous: IToken | undefined, rule: string, text: string): string | undefined {
  if (token.tokenType === word.Comma && rule !== "simple" && rule !== "line")
    return "each variable has a `let` of its own";
  const line = text.slice(text.lastIndexOf("\n", token.startOffset) + 1, token.startOffset);
  if (token.tokenType === word.Text && rule === "line" && /^[ \t]*assert\b/.test(line))
    return "a comma stands before the text of an assertion";
  if (token.tokenType === word.Equal) return "an assignment has no value: write one after the other";
  if (previous === undefined) return undefined;
  const { end } = spanOf(previous);
  if (/^[ \t]*\/\/.*;/.test(text.slice(end, end + 100).split("\n", 1)[0]!))
    return "`//` begins a comment: ints are divided by `/`, which gives a whole number";
  if (token.tokenType === word.RightBrace && rule === "simple" && previous.tokenType !== word.RightParen)
    return "a function returns its result with `return …;`";
  return undefined;
}
