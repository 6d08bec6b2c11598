/** Mistakes in the bytes and words of a text. */

import { bytesOf, type Explanation, mainOf } from "./explanation.ts";

export const wordExplanations = {
  "invalid-utf8": {
    what: "the file is not UTF-8",
    why: "A program is text, and one text has one reading. Save the file as UTF-8. A byte in a string is written `\\xHH`.",
    wrong: {
      description: "a program saved in Latin-1, where `é` is the one byte 0xE9",
      bytes: () =>
        Uint8Array.of(...bytesOf('let name = "caf'), 0xe9, ...bytesOf('";\nfn main(): int { return len(name); }\n')),
    },
    right: 'let name = "café";\n\nfn main(): int {\n  return len(name);\n}\n',
  },
  "too-large": {
    what: "the file is larger than 16 MiB",
    why: "Every program that is accepted is compiled and checked within known limits, and this is one of them. Read large data as input instead of writing it into the program.",
    wrong: {
      description: "a program with a comment of 16 MiB",
      bytes: () => bytesOf(`// ${"x".repeat(16 * 2 ** 20)}\n${mainOf()}`),
    },
    right: mainOf("let b = read();", "while b != -1 {", "  b = read();", "}"),
  },
  "invalid-character": {
    what: "a character begins no word",
    why: "Outside of strings and comments, a text is made of names, numbers, brackets and operators. Characters that look like them, such as typographic quotes and dashes, are others.",
    wrong: mainOf("let price = 5 @ 3;"),
    right: mainOf("let price = 5 * 3;", "write(price);"),
  },
  "hidden-character": {
    what: "a character that cannot be seen, or reorders what is, anywhere in the text",
    why: "A reader must see the text that the checker sees. A character that is invisible, or that changes the order in which others are shown, could make them read two different programs. Write it as an escape in a string, or leave it out.",
    wrong: {
      description: "a zero-width space, U+200B, inside a string",
      bytes: () => bytesOf('let text = "a\u200bb";\nfn main(): int { return len(text); }\n'),
    },
    right: 'let text = "a\\xE2\\x80\\x8Bb";\n\nfn main(): int {\n  return len(text);\n}\n',
  },
  "unclosed-comment": {
    what: "`/*` without `*/`",
    why: "The comment would reach to the end of the file and hide all that follows. Comments do not nest: the first `*/` ends one.",
    wrong: `${mainOf()}/* the end`,
    right: `${mainOf()}\n/* the end */\n`,
  },
  "unclosed-string": {
    what: 'a STRING without its closing `"` on the same line',
    why: "A string does not go over the end of a line, so that a forgotten quote is found where it is missing. A line break in a string is written `\\n`.",
    wrong: 'fn main(): int {\n  let s = "hello;\n  return 0;\n}\n',
    right: 'fn main(): int {\n  let s = "hello";\n  return len(s);\n}\n',
  },
  "bad-character": {
    what: "a CHAR that is not one byte",
    why: "A CHAR is an `int` from 0 to 255. A letter outside of ASCII has several bytes in UTF-8: write it in a string.",
    wrong: mainOf("write('é');"),
    right: mainOf("write('e');"),
  },
  "bad-escape": {
    what: "a `\\` before something that is no escape",
    why: "The escapes are `\\n \\r \\t \\0 \\\\ \\' \\\" \\xHH`. The character `\\` itself is written `\\\\`.",
    wrong: mainOf("write('\\e');"),
    right: mainOf("write('\\x1B');"),
  },
  "bad-number": {
    what: "a digit begins something that is no INT",
    why: "A number is decimal digits, or `0x` and hexadecimal digits. There are no binary and octal numbers, no `_` between digits, no fractions; and a name begins with a letter.",
    wrong: mainOf("write(0b101);"),
    right: mainOf("write(0x5);"),
  },
  "integer-range": {
    what: "an INT of more than 32 bits",
    why: "An `int` has 32 bits. A decimal number is at most 2147483647, or 2147483648 directly under a unary `-`; a hexadecimal one is any pattern of 32 bits.",
    wrong: "const limit = 4294967295;\n\nfn main(): int {\n  return limit;\n}\n",
    right: "const limit = 0xFFFFFFFF;\n\nfn main(): int {\n  return limit;\n}\n",
  },
} as const satisfies Record<string, Explanation>;
