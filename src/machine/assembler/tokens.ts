/**
 * Assembler text → statements, each a list of tokens.
 *
 * A statement ends at the end of its line or at a semicolon. Comments are as in C, and from `#` to the end of the line. Words are
 * those of the GNU assembler: names with dots and dollars, numbers as in C, `'a`, strings with the escapes of C.
 */

import type { DiagnosticSpan } from "../../core/diagnostic.ts";
import { type Complaints, Mistake } from "./complaint.ts";

/** The smallest part of a text. */
export type Token = DiagnosticSpan & { readonly text: string } & (
    | { readonly kind: "name" }
    | { readonly kind: "number"; readonly value: bigint }
    /** `1f` or `1b`: the next or the last label of that number. */
    | { readonly kind: "near"; readonly number: string; readonly forward: boolean }
    | { readonly kind: "string"; readonly bytes: readonly number[] }
    | { readonly kind: "sign" }
  );

/** A statement: its tokens, at least one. */
export type Tokens = readonly Token[];

// In this order: blanks and comments; a label that is a number; a number; a name; a sign.
const part =
  /([ \t\f\v\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(\d+)([fb])(?![\w.$])|(0[xX][\da-fA-F]+|0[bB][01]+|0[0-7]*|[1-9]\d*)|([A-Za-z_.$][\w.$]*)|(<<|>>|==|!=|<>|<=|>=|&&|\|\||[-+*/%~!&|^()<>,:=@])/y;

/** The statements of a text, one by one. What follows a mistake on its line is left out. */
export function* statementsOf(text: string, complaints: Complaints): Generator<Tokens> {
  let tokens: Token[] = [];
  let at = 0;
  /** Up to the end of a statement. */
  const read = (): void => {
    for (; at < text.length; ) {
      if (text[at] === "\n" || text[at] === ";") return;
      const token = tokenAt(text, at);
      at = token.end;
      if (token.kind !== "blank") tokens.push(token);
    }
  };
  while (at < text.length) {
    tokens = [];
    if (complaints.noting(read)) {
      if (tokens.length > 0) yield tokens;
      at++;
    } else {
      const line = text.indexOf("\n", at);
      at = line < 0 ? text.length : line + 1;
    }
  }
}

function tokenAt(text: string, start: number): Token | { readonly kind: "blank"; readonly end: number } {
  const character = text[start]!;
  if (character === '"') return stringAt(text, start);
  if (character === "'") return characterAt(text, start);
  part.lastIndex = start;
  const match = part.exec(text);
  if (match === null) {
    const shown = JSON.stringify(String.fromCodePoint(text.codePointAt(start)!));
    throw new Mistake("character", `${shown} has no meaning here`, { start, end: start + 1 });
  }
  const end = part.lastIndex;
  if (match[1] !== undefined) return { kind: "blank", end };
  const found = { start, end, text: match[0] };
  if (match[2] !== undefined) return { ...found, kind: "near", number: match[2], forward: match[3] === "f" };
  if (match[4] !== undefined) return numberAt(text, found);
  return { ...found, kind: match[5] !== undefined ? "name" : "sign" };
}

function numberAt(text: string, found: { start: number; end: number; text: string }): Token {
  const rest = /[\w.$]+/y;
  rest.lastIndex = found.end;
  if (rest.test(text)) {
    const span = { start: found.start, end: rest.lastIndex };
    const whole = text.slice(span.start, span.end);
    throw new Mistake("expression", `${whole} is no number`, span, {
      expected: "a number as in C: 10, 0xff, 0b101, 017",
    });
  }
  const octal = /^0[0-7]/.test(found.text);
  return { ...found, kind: "number", value: BigInt(octal ? `0o${found.text.slice(1)}` : found.text) };
}

const escapes: Readonly<Record<string, number>> = { b: 8, t: 9, n: 10, f: 12, r: 13, "\\": 92, '"': 34, "'": 39 };

/** The bytes of an escape that begins with a backslash at `at`, and where it ends. */
function escapeAt(text: string, at: number): { readonly byte: number; readonly end: number } {
  const coded = /\\(?:x([\da-fA-F]+)|([0-7]{1,3}))/y;
  coded.lastIndex = at;
  const match = coded.exec(text);
  if (match !== null) {
    const value = match[1] === undefined ? Number.parseInt(match[2]!, 8) : Number.parseInt(match[1].slice(-2), 16);
    return { byte: value & 0xff, end: coded.lastIndex };
  }
  const byte = escapes[text[at + 1] ?? ""];
  if (byte !== undefined) return { byte, end: at + 2 };
  throw new Mistake(
    "string",
    `unknown escape ${JSON.stringify(text.slice(at, at + 2))}`,
    { start: at, end: at + 2 },
    {
      expected: String.raw`\b \t \n \f \r \\ \" \' \ooo (octal) or \xHH`,
    },
  );
}

function stringAt(text: string, start: number): Token {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  let at = start + 1;
  for (;;) {
    const character = text[at];
    if (character === undefined || character === "\n")
      throw new Mistake(
        "string",
        "the string does not end on its line",
        { start, end: at },
        {
          hint: 'end it with "; a newline in it is \\n',
        },
      );
    if (character === '"') break;
    if (character === "\\") {
      const { byte, end } = escapeAt(text, at);
      bytes.push(byte);
      at = end;
    } else {
      const point = String.fromCodePoint(text.codePointAt(at)!);
      bytes.push(...encoder.encode(point));
      at += point.length;
    }
  }
  return { kind: "string", start, end: at + 1, text: text.slice(start, at + 1), bytes };
}

/** `'a'`, or `'a` as old texts have it. */
function characterAt(text: string, start: number): Token {
  const character = text[start + 1];
  if (character === undefined || character === "\n")
    throw new Mistake("character", "a character is missing after '", { start, end: start + 1 });
  const { byte, end } =
    character === "\\" ? escapeAt(text, start + 1) : { byte: character.charCodeAt(0), end: start + 2 };
  if (byte > 0x7f && character !== "\\")
    throw new Mistake(
      "character",
      "a character here is one of ASCII",
      { start, end },
      {
        hint: "write the number of its code, or a string",
      },
    );
  const last = text[end] === "'" ? end + 1 : end;
  return { kind: "number", start, end: last, text: text.slice(start, last), value: BigInt(byte) };
}
