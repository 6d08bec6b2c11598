/**
 * The tokens of a refused text while it is repaired: read from the left, and kept, left out or replaced one by one.
 *
 * The kept tokens are parsed again. So a construct of another language is reported once and causes no further errors.
 */

import type { IToken, TokenType } from "chevrotain";
import { type LineStarts, lineStarts, locate } from "../../core/source.ts";
import type { DiagnosticCode, Reporter } from "../check/report.ts";
import { type Lexed, spanOf } from "../syntax/lexer.ts";
import { maximumLookahead } from "../syntax/syntax-errors.ts";
import * as word from "../syntax/tokens.ts";
import type { Span } from "../syntax/tree.ts";

/** The tokens of a text that is being repaired. */
export class Tape {
  /** The tokens that will be parsed. */
  readonly kept: IToken[] = [];
  /** Is every bracket closed? */
  readonly balanced: boolean;
  /** The index of the current token. */
  at = 0;
  /** The indices of each `}` after which a `while (…);` is the end of a `do`. */
  readonly endsOfDo = new Set<number>();
  /** Was a body without braces reported? */
  bare = false;
  private readonly text: string;
  private readonly tokens: readonly IToken[];
  private readonly report: Reporter;
  /** The index of the closing bracket, for the index of each opening bracket. */
  private readonly partners = new Map<number, number>();
  private readonly starts: LineStarts;
  /** How many more tokens may be looked at ahead. When this budget is spent, the rest is kept as it is. */
  private lookahead = maximumLookahead;

  constructor(text: string, lexed: Lexed, report: Reporter) {
    this.text = text;
    this.tokens = lexed.tokens;
    this.report = report;
    this.balanced = lexed.unclosed.length === 0;
    this.starts = lineStarts(text);
    const indices = new Map(lexed.tokens.map((token, index) => [token, index]));
    for (const [close, open] of lexed.openers) this.partners.set(indices.get(open)!, indices.get(close)!);
  }

  /** Is there another token to repair? */
  get more(): boolean {
    return this.at < this.tokens.length && this.lookahead >= 0;
  }

  /** How many tokens there are. */
  get end(): number {
    return this.tokens.length;
  }

  /** The token `ahead` tokens after this one. */
  peek(ahead = 0): IToken | undefined {
    return this.tokens[this.at + ahead];
  }

  /** The token at an index. */
  token(index: number): IToken | undefined {
    return this.tokens[index];
  }

  /** Is the token that many tokens ahead of one of these types? */
  is(ahead: number, ...types: readonly TokenType[]): boolean {
    return this.isAt(this.at + ahead, ...types);
  }

  /** Is the token at an index of one of these types? */
  isAt(index: number, ...types: readonly TokenType[]): boolean {
    const token = this.tokens[index];
    return token !== undefined && types.includes(token.tokenType);
  }

  /** The text of the token at an index; empty at the end. */
  image(index: number): string {
    return this.tokens[index]?.image ?? "";
  }

  /** The index of the bracket that closes the one at `index`; the end when nothing closes it. */
  partner(index: number): number {
    return this.partners.get(index) ?? this.tokens.length;
  }

  /** The index after the token at `index`; for an opening bracket, after its closing one. */
  after(index: number): number {
    return this.isAt(index, word.LeftParen, word.LeftSquare, word.LeftBrace) ? this.partner(index) + 1 : index + 1;
  }

  /** The first index from `index` on, outside inner brackets, of one of these types or of a closing bracket; else the end. */
  find(index: number, ...types: readonly TokenType[]): number {
    let found = index;
    while (found < this.tokens.length && --this.lookahead >= 0 && !this.isAt(found, ...types, ...closing))
      found = this.after(found);
    return Math.min(found, this.tokens.length);
  }

  /** Keep the tokens before `index`. */
  keepTo(index: number): void {
    while (this.at < Math.min(index, this.tokens.length)) this.kept.push(this.tokens[this.at++]!);
  }

  /** Leave out the tokens before `index`. */
  dropTo(index: number): void {
    this.at = Math.max(this.at, Math.min(index, this.tokens.length));
  }

  /** Add a token of our own, at the position of the token at `index`. */
  put(type: TokenType, image: string, index: number): void {
    const { startOffset } = this.tokens[Math.min(index, this.tokens.length - 1)]!;
    this.kept.push({ image, startOffset, tokenType: type, tokenTypeIdx: type.tokenTypeIdx! });
  }

  /** The text of the tokens from `first` up to but not including `end`, in one line; `…` when it is long. */
  textOf(first: number, end: number): string {
    const from = this.tokens[first];
    const last = this.tokens[end - 1];
    if (from === undefined || last === undefined || end <= first) return "…";
    const to = spanOf(last).end;
    if (to - from.startOffset > 80) return "…";
    const text = this.text.slice(from.startOffset, to).replace(/\s+/g, " ");
    return text.length > 40 ? "…" : text;
  }

  /** How many characters are before the token on its line. */
  column(index: number): number {
    return locate(this.starts, this.offset(index)).column - 1;
  }

  private offset(index: number): number {
    return this.tokens[index]?.startOffset ?? this.text.length;
  }

  /** The span of the tokens from `first` to `last`. */
  span(first: number, last: number): Span {
    return { start: this.offset(first), end: spanOf(this.tokens[Math.min(last, this.tokens.length - 1)]!).end };
  }

  /** Report a kept `}` that closes a function too early; the function ends at `end`. */
  tooEarly(brace: IToken, end: number): void {
    this.report.error("syntax", spanOf(brace), "this `}` ends the function, and more of it follows", {
      hint: "remove it, or look for a `{` missing above",
      related: [{ message: "perhaps the function ends here", span: this.span(end, end) }],
    });
  }

  /** Report a mistake at the tokens from `first` to `last`. */
  error(code: DiagnosticCode, first: number, last: number, message: string, hint: string, expected?: string): void {
    this.report.error(code, this.span(first, last), message, { ...(expected === undefined ? {} : { expected }), hint });
  }
}

const closing = [word.RightParen, word.RightSquare, word.RightBrace];
