/**
 * The formatter: a text laid out anew, word by word. It moves spaces and line breaks and nothing else, so literals,
 * parentheses and comments stay as written.
 *
 * Blocks, statements and declarations are laid out as the printer does it: the text of a printed tree is its own
 * format. A line break that the author put inside a statement is kept, and so is a blank line between statements.
 */

import type { IToken, TokenType } from "chevrotain";
import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";
import { reporter } from "../check/report.ts";
import { lex } from "./lexer.ts";
import { scanComment } from "./literals.ts";
import { parseModule } from "./parser.ts";
import * as word from "./tokens.ts";

/**
 * The formatted text, or the mistakes in its words and its syntax. Lines end in `\n`; a byte-order mark is dropped.
 *
 * @example
 * ```ts
 * import { formatText } from "etalon/lang";
 * formatText("const a=(1+2)*0xFF; // as written"); // => { ok: true, value: "const a = (1 + 2) * 0xFF; // as written\n" }
 * formatText("const = 1;").ok; // => false
 * ```
 */
export function formatText(text: string): Result<string, Diagnostic[]> {
  const parsed = parseModule(text);
  if (!parsed.ok) return failure(parsed.error);
  return success(new Layout(itemsOf(text)).text());
}

/** A word or a comment, and how many line breaks stand before it. */
interface Item {
  readonly kind: "word" | "line comment" | "block comment";
  readonly text: string;
  /** The token's type, of a word. */
  readonly type: TokenType | undefined;
  readonly breaks: number;
}

function itemsOf(text: string): readonly Item[] {
  const items: Item[] = [];
  let at = 0;
  for (const token of lex(text, reporter(text.length)).tokens) {
    const breaks = comments(text, at, token.startOffset, items);
    items.push({ kind: "word", text: token.image, type: token.tokenType, breaks });
    at = endOf(token);
  }
  comments(text, at, text.length, items);
  return items;
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** Adds the comments between two words to `items`; gives the number of line breaks after the last of them. */
function comments(text: string, from: number, to: number, items: Item[]): number {
  let breaks = 0;
  for (let at = from; at < to; ) {
    if (text[at] !== "/") {
      if (text[at] === "\n") breaks++;
      at++;
      continue;
    }
    const line = text[at + 1] === "/";
    const lineEnd = text.indexOf("\n", at);
    const end = line ? (lineEnd < 0 ? to : lineEnd) : scanComment(text, at);
    const image = text.slice(at, end).replaceAll("\r\n", "\n").trimEnd();
    items.push({ kind: line ? "line comment" : "block comment", text: image, type: undefined, breaks });
    breaks = 0;
    at = end;
  }
  return breaks;
}

/** How a text is put together, item by item. */
class Layout {
  private readonly items: readonly Item[];
  private readonly out: string[] = [];
  /** How many blocks are open. */
  private depth = 0;
  /** The brackets that are open in this statement: does a line break follow the opening one? */
  private readonly brackets: boolean[] = [];
  /** A statement or declaration begins here. */
  private fresh = true;
  /** The item before, if there is one. */
  private before: Item | undefined;
  /** What the word before is to the next. */
  private role: Role = "other";
  /** A line comment is the last thing on this line. */
  private ended = false;
  /** A function has just ended. */
  private afterFunction = false;

  constructor(items: readonly Item[]) {
    this.items = items;
  }

  text(): string {
    for (const [i, item] of this.items.entries()) {
      if (item.kind === "word") this.word(item, i);
      else this.comment(item, i);
    }
    if (this.out.length > 0) this.out.push("\n");
    return this.out.join("");
  }

  private word(item: Item, i: number): void {
    const { type } = item;
    const last = this.before?.type;
    if (type === word.RightBrace) this.depth--;
    const role = roleOf(item, this.role);
    const joins =
      (type === word.Else && last === word.RightBrace) || (type === word.RightBrace && last === word.LeftBrace);
    if (joins) this.out.push(type === word.Else ? " " : "");
    else if (this.fresh || type === word.RightBrace) this.newStatement(item, i);
    else if (this.ended || (item.breaks > 0 && this.mayBreak(item))) this.continuation(type);
    else if (this.space(type)) this.out.push(" ");
    if (isOpening(type)) this.brackets.push((this.items[i + 1]?.breaks ?? 0) > 0);
    if (isClosing(type)) this.brackets.pop();
    this.out.push(item.text);
    if (type === word.LeftBrace) this.depth++;
    this.before = item;
    this.role = role;
    this.ended = false;
    this.fresh = type === word.Semicolon || type === word.LeftBrace || type === word.RightBrace;
    if (type === word.RightBrace && this.depth === 0) this.afterFunction = true;
  }

  private comment(item: Item, i: number): void {
    const alone = item.breaks > 0 || this.before === undefined || this.ended;
    const next = this.items[i + 1];
    if (!alone) this.out.push(isOpening(this.before?.type) ? "" : " ");
    else if (this.fresh) this.newStatement(item, i);
    else this.continuation(undefined);
    this.out.push(item.text);
    this.before = item;
    this.ended = item.kind === "line comment";
    // A statement follows `/* … */` on its line, where the author has it so.
    if (alone && !this.ended && next?.breaks === 0) this.fresh = false;
  }

  /** A line of its own, and a blank one before it where the author or a function asks for it. */
  private newStatement(item: Item, i: number): void {
    if (this.before === undefined) return;
    const inside = this.before.type === word.LeftBrace;
    const closing = item.type === word.RightBrace;
    const wanted = item.breaks > 1 && !inside && !closing;
    const asked = this.depth === 0 && !closing && (this.afterFunction || this.beginsFunction(i));
    this.out.push(wanted || asked ? "\n\n" : "\n", "  ".repeat(this.depth));
    this.afterFunction = false;
  }

  /** Is item `i` the first of a function, or of the comments that stand right above one? */
  private beginsFunction(i: number): boolean {
    // A comment on the line above has the blank line already.
    const above = this.items[i - 1];
    const alone = above !== undefined && above.kind !== "word" && (above.breaks > 0 || i === 1);
    if (alone && this.items[i]!.breaks === 1) return false;
    for (let at = i; at < this.items.length; at++) {
      const item = this.items[at]!;
      if (at > i && item.breaks > 1) return false;
      if (item.kind !== "word") continue;
      return item.type === word.Fn || (item.text === "pub" && this.items[at + 1]?.type === word.Fn);
    }
    return false;
  }

  private continuation(type: TokenType | undefined): void {
    const closing = type === word.RightParen || type === word.RightSquare;
    const open = closing ? this.brackets.slice(0, -1) : this.brackets;
    const broken = open.filter((each) => each).length;
    const extra = broken > 0 || (closing && this.brackets.at(-1) === true) ? broken : 1;
    this.out.push("\n", "  ".repeat(this.depth + extra));
  }

  private mayBreak({ type }: Item): boolean {
    if (type === word.LeftBrace) return false;
    return this.space(type) || isOpening(this.before?.type) || isClosing(type);
  }

  /** Is there a space between the item before and a word of this type? */
  private space(type: TokenType | undefined): boolean {
    if (this.before === undefined || isClosing(type)) return false;
    if (type === word.Comma || type === word.Semicolon || type === word.Colon) return false;
    if (this.before.kind !== "word") return true;
    const before = this.before.type;
    if (isOpening(before) || this.role === "prefix") return false;
    if (type === word.DotDot || before === word.DotDot) return false;
    // A call, a head, `new t[](n)`, an element, or a type.
    if (isOpening(type)) return !(this.role === "operand" || isElement(before));
    return true;
  }
}

/** What a word is to the next one: the end of an operand, a prefix operator, or something else. */
type Role = "operand" | "prefix" | "other";

function roleOf({ type, text }: Item, before: Role): Role {
  if (type === word.Minus || text === "~" || text === "!") return before === "operand" ? "other" : "prefix";
  // After an operand, a name is a word that only its place makes one, such as `by`.
  if (type === word.Name) return before === "operand" ? "other" : "operand";
  const literal = type === word.Integer || type === word.Character || type === word.Text;
  return literal || type === word.True || type === word.False || isClosing(type) ? "operand" : "other";
}

function isOpening(type: TokenType | undefined): boolean {
  return type === word.LeftParen || type === word.LeftSquare;
}

function isClosing(type: TokenType | undefined): boolean {
  return type === word.RightParen || type === word.RightSquare;
}

function isElement(type: TokenType | undefined): boolean {
  return type === word.Int || type === word.Bool || type === word.Byte;
}
