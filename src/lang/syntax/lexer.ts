/**
 * The lexer: from text to tokens. It also measures how deep brackets nest, before anything recurses into them.
 */

import { type IToken, Lexer, type TokenType } from "chevrotain";
import { quote, type Reporter } from "../check/report.ts";
import { foreignFieldHint } from "./foreign.ts";
import { reportHidden } from "./hidden.ts";
import { isClosedString } from "./literals.ts";
import * as word from "./tokens.ts";
import type { Span } from "./tree.ts";

/** How deep brackets of all kinds may nest. */
export const maximumNesting = 256;

/** The tokens of a text. */
export interface Lexed {
  readonly tokens: readonly IToken[];
  /** The opening bracket of each closing one, when they match. */
  readonly openers: ReadonlyMap<IToken, IToken>;
  /** Brackets that nothing closes, outermost first. */
  readonly unclosed: readonly IToken[];
  /** Do they nest at most {@link maximumNesting} deep? If not, that was reported, and the tokens must not be parsed. */
  readonly shallow: boolean;
}

let lexer: Lexer | undefined;

/** The tokens of `text`. What is no token is reported and left out. */
export function lex(text: string, report: Reporter): Lexed {
  lexer ??= new Lexer([...word.vocabulary], { positionTracking: "onlyOffset", ensureOptimizations: true });
  const { tokens, groups } = lexer.tokenize(text);
  const invalid = groups[word.invalid] ?? [];
  for (const run of invalid) reportInvalid(run, text, report);
  reportHidden(text, invalid, report);
  const last = tokens.at(-1);
  if (last?.tokenType === word.UnclosedComment) {
    tokens.pop();
    report.error(
      "unclosed-comment",
      { start: last.startOffset, end: last.startOffset + 2 },
      "this comment is never closed",
      {
        expected: "`*/`",
        hint: "comments do not nest: the first `*/` ends one",
      },
    );
  }
  markWords(tokens);
  return { tokens, ...matchBrackets(tokens, report) };
}

/** `import` before a STRING and `pub` before a declaration are words: no name stands there in the grammar. */
function markWords(tokens: readonly IToken[]): void {
  for (let i = 0; i + 1 < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.tokenType !== word.Name) continue;
    const next = tokens[i + 1]!.tokenType;
    if (token.image === "import" && next === word.Text) mark(token, word.Import);
    else if (token.image === "pub" && (next === word.Fn || next === word.Const || next === word.Let))
      mark(token, word.Pub);
  }
}

function mark(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx!;
}

/** The span of a token. */
export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: token.startOffset + token.image.length };
}

function reportUnclosed(string: IToken, report: Reporter): void {
  const start = string.startOffset;
  report.error("unclosed-string", { start, end: start + 1 }, "this string is not closed on its line", {
    expected: 'a closing `"` on the same line',
    hint: "a line break in a string is written `\\n`",
  });
}

function reportInvalid(run: IToken, text: string, report: Reporter): void {
  const before = /\w*$/.exec(text.slice(Math.max(0, run.startOffset - 40), run.startOffset))![0];
  const hint = /^\.[A-Za-z_]/.test(run.image)
    ? foreignFieldHint(before, run.image.slice(1))
    : invalidHints.find(([pattern]) => pattern.test(run.image))?.[1];
  const message = `${quote(run.image)} has no meaning in Ell outside of strings and comments`;
  report.error("invalid-character", spanOf(run), message, hint === undefined ? {} : { hint });
}

const invalidHints: readonly (readonly [RegExp, string])[] = [
  [
    /^#\s*include/,
    'another file is imported, as in `import "./lexer.ell";`; `read`, `write`, `exit` and `len` are built in',
  ],
  [/^#\s*define/, "a constant is declared with `const name = …;`"],
  [/^#/, "a comment begins with `//`"],
  [/^[\u2018\u2019\u201c\u201d]/, "these are typographic quotes: use `\"` for strings and `'` for characters"],
  [/^[?]/, "there is no conditional operator: use `if` and `else`"],
  [/^[.]/, "there are no fractions and no fields; a range is written `lo..hi`"],
  [/^[\u00a0\u2000-\u200f\u202f\u3000\ufeff]/, "this is a special, perhaps invisible, space: use an ordinary one"],
  [/^[\u2212\u2013\u2014]/, "this is a typographic dash: use `-`"],
  [/^[\u2264\u2265\u2260]/, "write `<=`, `>=` or `!=`"],
  [/^\p{L}/u, "names are made of the letters a to z and A to Z, digits and `_`"],
];

type Bracket = "(" | "[" | "{";
const partner: ReadonlyMap<string, Bracket> = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

/** Pairs brackets, and checks strings on the way. A closing bracket that fits only one further out also closes the inner ones. */
function matchBrackets(tokens: readonly IToken[], report: Reporter): Omit<Lexed, "tokens"> {
  const openers = new Map<IToken, IToken>();
  const open: IToken[] = [];
  const count: Record<Bracket, number> = { "(": 0, "[": 0, "{": 0 };
  for (const token of tokens) {
    const type = token.tokenType;
    if (type === word.LeftParen || type === word.LeftSquare || type === word.LeftBrace) {
      open.push(token);
      count[token.image as Bracket]++;
      if (open.length > maximumNesting) {
        report.error("too-nested", spanOf(token), `brackets nest deeper than ${maximumNesting} here`, {
          hint: "move an inner part to a variable or a function of its own",
        });
        return { openers, unclosed: [], shallow: false };
      }
    } else if (type === word.RightParen || type === word.RightSquare || type === word.RightBrace) {
      const wanted = partner.get(token.image)!;
      if (count[wanted] === 0) continue;
      let opener = open.pop()!;
      count[opener.image as Bracket]--;
      while (opener.image !== wanted) {
        opener = open.pop()!;
        count[opener.image as Bracket]--;
      }
      openers.set(token, opener);
    } else if (type === word.Text && !isClosedString(token.image)) reportUnclosed(token, report);
  }
  return { openers, unclosed: open, shallow: true };
}
