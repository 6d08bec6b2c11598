/**
 * The words of a refused text, as they are repaired: read from the left, and kept, left out or replaced one by one.
 *
 * What is kept is parsed again, so that one foreign construct is told once, and upsets nothing that follows it.
 */

import type { IToken, TokenType } from "chevrotain";
import { type LineStarts, lineStarts, locate } from "../../core/source.ts";
import { spanOf, type Words } from "../lexer.ts";
import type { DiagnosticCode, Reporter } from "../report.ts";
import type { Span } from "../syntax.ts";
import { maximumLookahead } from "../syntax-errors.ts";
import * as word from "../tokens.ts";

/** Words that are being repaired. */
export class Tape {
  /** What is parsed in the end. */
  readonly kept: IToken[] = [];
  /** Is every bracket closed? */
  readonly balanced: boolean;
  /** The word that is looked at. */
  at = 0;
  /** Places of `}` after which a `while (…);` is the end of a `do`. */
  readonly endsOfDo = new Set<number>();
  /** Was a body without braces told? */
  bare = false;
  private readonly text: string;
  private readonly tokens: readonly IToken[];
  private readonly report: Reporter;
  /** For the place of each opening bracket, the place of its partner. */
  private readonly partners = new Map<number, number>();
  private readonly starts: LineStarts;
  /** How many more words may be looked at ahead; when they are spent, the rest is kept as it is. */
  private lookahead = maximumLookahead;

  constructor(text: string, words: Words, report: Reporter) {
    this.text = text;
    this.tokens = words.tokens;
    this.report = report;
    this.balanced = words.unclosed.length === 0;
    this.starts = lineStarts(text);
    const places = new Map(words.tokens.map((token, place) => [token, place]));
    for (const [close, open] of words.openers) this.partners.set(places.get(open)!, places.get(close)!);
  }

  /** Is there another word to repair? */
  get more(): boolean {
    return this.at < this.tokens.length && this.lookahead >= 0;
  }

  /** How many words there are. */
  get end(): number {
    return this.tokens.length;
  }

  /** The word so many places after this one. */
  peek(ahead = 0): IToken | undefined {
    return this.tokens[this.at + ahead];
  }

  /** The word at a place. */
  token(place: number): IToken | undefined {
    return this.tokens[place];
  }

  /** Does a word of one of these types stand so many places after this one? */
  is(ahead: number, ...types: readonly TokenType[]): boolean {
    return this.isAt(this.at + ahead, ...types);
  }

  /** Does a word of one of these types stand at a place? */
  isAt(place: number, ...types: readonly TokenType[]): boolean {
    const token = this.tokens[place];
    return token !== undefined && types.includes(token.tokenType);
  }

  /** The image of the word at a place, empty at the end. */
  image(place: number): string {
    return this.tokens[place]?.image ?? "";
  }

  /** The place of the bracket that closes the one at `place`; the end when nothing does. */
  partner(place: number): number {
    return this.partners.get(place) ?? this.tokens.length;
  }

  /** The place after the word at `place`, or after the brackets that it opens. */
  after(place: number): number {
    return this.isAt(place, word.LeftParen, word.LeftSquare, word.LeftBrace) ? this.partner(place) + 1 : place + 1;
  }

  /** The first place from `place` on, brackets left out, with a word of one of these types or a bracket that closes; else the end. */
  find(place: number, ...types: readonly TokenType[]): number {
    let found = place;
    while (found < this.tokens.length && --this.lookahead >= 0 && !this.isAt(found, ...types, ...closing))
      found = this.after(found);
    return Math.min(found, this.tokens.length);
  }

  /** Keep the words before `place`. */
  keepTo(place: number): void {
    while (this.at < Math.min(place, this.tokens.length)) this.kept.push(this.tokens[this.at++]!);
  }

  /** Leave out the words before `place`. */
  dropTo(place: number): void {
    this.at = Math.max(this.at, Math.min(place, this.tokens.length));
  }

  /** Keep a word of ours, which stands where the word at `place` does. */
  put(type: TokenType, image: string, place: number): void {
    const { startOffset } = this.tokens[Math.min(place, this.tokens.length - 1)]!;
    this.kept.push({ image, startOffset, tokenType: type, tokenTypeIdx: type.tokenTypeIdx! });
  }

  /** The text of the words from `first` up to but not including `end`, in one line, or `…` where it is long. */
  textOf(first: number, end: number): string {
    const from = this.tokens[first];
    const last = this.tokens[end - 1];
    if (from === undefined || last === undefined || end <= first) return "…";
    const to = spanOf(last).end;
    if (to - from.startOffset > 80) return "…";
    const text = this.text.slice(from.startOffset, to).replace(/\s+/g, " ");
    return text.length > 40 ? "…" : text;
  }

  /** How many characters stand before the word on its line. */
  column(place: number): number {
    return locate(this.starts, this.offset(place)).column - 1;
  }

  private offset(place: number): number {
    return this.tokens[place]?.startOffset ?? this.text.length;
  }

  /** The stretch of the words from `first` to `last`. */
  span(first: number, last: number): Span {
    return { start: this.offset(first), end: spanOf(this.tokens[Math.min(last, this.tokens.length - 1)]!).end };
  }

  /** Report a `}` that was kept, and closes a function before its end at `end`. */
  tooEarly(brace: IToken, end: number): void {
    this.report.error("syntax", spanOf(brace), "this `}` ends the function, and more of it follows", {
      hint: "remove it, or look for a `{` missing above",
      related: [{ message: "perhaps the function ends here", span: this.span(end, end) }],
    });
  }

  /** Report a mistake at the words from `first` to `last`. */
  error(code: DiagnosticCode, first: number, last: number, message: string, hint: string, expected?: string): void {
    this.report.error(code, this.span(first, last), message, { ...(expected === undefined ? {} : { expected }), hint });
  }
}

const closing = [word.RightParen, word.RightSquare, word.RightBrace];
