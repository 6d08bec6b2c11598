/**
 * The tokens of Ell: one chevrotain token type for each.
 *
 * Literals and comments are scanned by our own functions (literals.ts), so that a text of any length takes one pass and an
 * unclosed literal is still a single token. `Foreign` is for operators of other languages, so that messages can name
 * them; none of them can begin or continue a construct of Ell.
 */

import { createToken, type ITokenConfig, Lexer, type TokenType } from "chevrotain";
import { scanCharacter, scanComment, scanString } from "./literals.ts";

const all: TokenType[] = [];

function token(config: ITokenConfig): TokenType {
  const made = createToken(config);
  all.push(made);
  return made;
}

/** A token with a scanner of its own: `scan` gives its end, or −1. */
function scanned(
  name: string,
  first: string,
  scan: (text: string, start: number) => number,
  skipped = false,
): TokenType {
  const pattern = (text: string, start: number): [string] | null => {
    const end = text[start] === first ? scan(text, start) : -1;
    return end < 0 ? null : [text.slice(start, end)];
  };
  return token({
    name,
    pattern,
    line_breaks: true,
    start_chars_hint: [first],
    ...(skipped ? { group: Lexer.SKIPPED } : {}),
  });
}

// Skipped tokens first: they are the most frequent.
token({ name: "Blank", pattern: /[ \t\r\n]+/, group: Lexer.SKIPPED, line_breaks: true });
token({ name: "LineComment", pattern: /\/\/[^\n]*/, group: Lexer.SKIPPED });
scanned("ByteOrderMark", "\ufeff", (_, start) => (start === 0 ? 1 : -1), true);
/** A comment that is not closed is kept, so that the lexer can report it; it reaches the end of the text. */
scanned("BlockComment", "/", (text, start) => scanComment(text, start), true);
export const UnclosedComment = scanned("UnclosedComment", "/", (text, start) =>
  text.startsWith("/*", start) ? text.length : -1,
);

/** Abstract: any infix operator. */
export const Infix = createToken({ name: "Infix", pattern: Lexer.NA });
/** Abstract: any prefix operator. */
export const Prefix = createToken({ name: "Prefix", pattern: Lexer.NA });
/** Abstract: `=`, also with an operator before it. */
export const Assignment = createToken({ name: "Assignment", pattern: Lexer.NA });

export const Name = createToken({ name: "Name", pattern: /[A-Za-z_][A-Za-z0-9_]*/ });

/** The keywords, which are no names. */
export const keywords: string[] = [];

function keyword(word: string): TokenType {
  keywords.push(word);
  return token({
    name: `${word[0]!.toUpperCase()}${word.slice(1)}`,
    label: `\`${word}\``,
    pattern: word,
    longer_alt: Name,
  });
}

export const Const = keyword("const");
export const Let = keyword("let");
export const Fn = keyword("fn");
export const If = keyword("if");
export const Else = keyword("else");
export const While = keyword("while");
export const For = keyword("for");
// Before `in`, which is a prefix of it.
export const Int = keyword("int");
export const In = keyword("in");
export const Break = keyword("break");
export const Continue = keyword("continue");
export const Return = keyword("return");
export const Assert = keyword("assert");
export const True = keyword("true");
export const False = keyword("false");
export const New = keyword("new");
export const Bool = keyword("bool");
export const Byte = keyword("byte");
all.push(Name);

/** A word where the grammar expects it, and a name elsewhere; the lexer decides. So it takes no name from any program. */
function contextual(word: string): TokenType {
  return token({ name: `${word[0]!.toUpperCase()}${word.slice(1)}`, label: `\`${word}\``, pattern: Lexer.NA });
}

/** `import` before a STRING. */
export const Import = contextual("import");
/** `pub` before `const`, `let` or `fn`. */
export const Pub = contextual("pub");

/** Letters are included, so that `12abc` is one bad number and not two tokens. */
export const Integer = token({ name: "Integer", pattern: /[0-9][0-9A-Za-z_]*/ });
export const Character = scanned("Character", "'", scanCharacter);
export const Text = scanned("Text", '"', scanString);

function punctuation(name: string, text: string, categories: TokenType[] = []): TokenType {
  return token({ name, label: `\`${text}\``, pattern: text, categories });
}

export const Foreign = token({
  name: "Foreign",
  pattern: /\+\+|\*\*=?|&&=|\|\|=|===|!==|->|=>|:=|<>|\.\.\.|\.\.=/,
});
/** An operator and `=`. */
export const Compound = token({
  name: "Compound",
  pattern: /(?:[-+*/%&|^]|<<|>>>?)=/,
  categories: [Assignment],
});
for (const text of ["<<", ">>>", ">>", "==", "!=", "<=", ">=", "&&", "||", "*", "/", "%"])
  punctuation(text, text, [Infix]);
export const Plus = punctuation("Plus", "+", [Infix]);
export const Minus = punctuation("Minus", "-", [Infix, Prefix]);
for (const text of ["<", ">", "&", "^", "|"]) punctuation(text, text, [Infix]);
for (const text of ["~", "!"]) punctuation(text, text, [Prefix]);
export const DotDot = punctuation("DotDot", "..");
export const Equal = punctuation("Equal", "=", [Assignment]);
export const Comma = punctuation("Comma", ",");
export const Semicolon = punctuation("Semicolon", ";");
export const Colon = punctuation("Colon", ":");
export const LeftParen = punctuation("LeftParen", "(");
export const RightParen = punctuation("RightParen", ")");
export const LeftSquare = punctuation("LeftSquare", "[");
export const RightSquare = punctuation("RightSquare", "]");
export const LeftBrace = punctuation("LeftBrace", "{");
export const RightBrace = punctuation("RightBrace", "}");

/** The group of {@link invalid} runs in the lexer's result. */
export const invalid = "invalid";
// With this last one every character begins some token, so the lexer never has to search for the next one.
token({
  name: "Invalid",
  // A comment of another language is one run, and so is a field or a fraction.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what is invalid
  pattern: /#[^\r\n]*|[$?@`\\\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\uffff]+|\.[0-9A-Za-z_]*/,
  line_breaks: false,
  group: invalid,
});

/** All token types, in the order in which the lexer tries them, then the abstract ones. */
export const vocabulary: readonly TokenType[] = [...all, Infix, Prefix, Assignment];
