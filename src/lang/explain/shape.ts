/** Mistakes in the shape of a text: what the grammar does not allow. */

import { bytesOf, type Explanation, mainOf } from "./explanation.ts";

export const shapeExplanations = {
  syntax: {
    what: "a word stands where the grammar has no such word",
    why: "The grammar in docs/ell.md says what may follow what. The message says what was expected at this place; often a `;`, a bracket or a type is missing just before it.",
    wrong: mainOf("let x = 1", "write(x);"),
    right: mainOf("let x = 1;", "write(x);"),
  },
  "foreign-operator": {
    what: "an operator that Ell does not have",
    why: "Ell has few operators, so that each is one rule. The message says what to write instead.",
    wrong: mainOf("let x = read();", "if x === 1 {", "  write(x);", "}"),
    right: mainOf("let x = read();", "if x == 1 {", "  write(x);", "}"),
  },
  "unclosed-bracket": {
    what: "a bracket is still open at the end of the file",
    why: "Every `(`, `[` and `{` has its closing partner. The message points at the one that is open.",
    wrong: "fn main(): int {\n  if read() == 1 {\n    write(1);\n  return 0;\n}\n",
    right: "fn main(): int {\n  if read() == 1 {\n    write(1);\n  }\n  return 0;\n}\n",
  },
  "too-nested": {
    what: "brackets nest more than 256 deep",
    why: "Every program that is accepted is compiled and checked within known limits, and this is one of them. Move an inner part to a variable or a function of its own.",
    wrong: {
      description: "a value inside of 300 parentheses",
      bytes: () => bytesOf(mainOf(`write(${"(".repeat(300)}1${")".repeat(300)});`)),
    },
    right: mainOf("let inner = (1 + 2) * 3;", "write((inner + 4) * 5);"),
  },
  "too-deep": {
    what: "the syntax tree is more than 1024 deep",
    why: "Every program that is accepted is compiled and checked within known limits, and this is one of them. Each operand of a long sum is a level: divide it, or compute it in a loop.",
    wrong: { description: "a sum of 2000 numbers", bytes: () => bytesOf(mainOf(`write(1${" + 1".repeat(2000)});`)) },
    right: mainOf("let sum = 0;", "for i in 0..2000 {", "  sum = sum + 1;", "}", "write(sum);"),
  },
  "comparison-chain": {
    what: "a comparison of a comparison, without parentheses",
    why: "`0 <= x < 10` would compare a bool with a number. Mathematics means both at once: write `&&`.",
    wrong: mainOf("let x = read();", "if 0 <= x < 10 {", "  write(x);", "}"),
    right: mainOf("let x = read();", "if 0 <= x && x < 10 {", "  write(x);", "}"),
  },
  "assignment-in-condition": {
    what: "`=`, or an operator and `=`, in a condition",
    why: "`=` assigns, and an assignment is a statement and has no value. To compare, write `==`.",
    wrong: mainOf("let x = read();", "if x = 10 {", "  write(x);", "}"),
    right: mainOf("let x = read();", "if x == 10 {", "  write(x);", "}"),
  },
  "not-a-statement": {
    what: "an expression stands as a statement, and is no call",
    why: "Its value would be computed and dropped, which nobody wants. Assign it, write it, or leave it out.",
    wrong: mainOf("let x = read();", "x + 1;"),
    right: mainOf("let x = read();", "x += 1;", "write(x);"),
  },
  "not-a-place": {
    what: "the left side of `=` or `+=` is neither a name nor an element",
    why: "A value can be put into a variable or into an element of an array, and nowhere else.",
    wrong: mainOf("let x = 0;", "x + 1 = read();", "write(x);"),
    right: mainOf("let x = 0;", "x = read() - 1;", "write(x);"),
  },
  "stray-semicolon": {
    what: "a `;` without a statement",
    why: "There is no empty statement. After a block there is no `;`; and `while c;` would loop for ever with an empty body.",
    wrong: mainOf("if read() == 1 {", "  write(1);", "};"),
    right: mainOf("if read() == 1 {", "  write(1);", "}"),
  },
  "stray-else": {
    what: "an `else` without an `if`",
    why: "`else` follows the closing `}` of an `if`, and a plain `else` is the last of a chain.",
    wrong: mainOf("if read() == 1 {", "  write(1);", "} else {", "  write(2);", "} else {", "  write(3);", "}"),
    right: mainOf("if read() == 1 {", "  write(1);", "} else {", "  write(2);", "}"),
  },
  "bad-type": {
    what: "a type that Ell does not have",
    why: "The types are `int`, `bool`, `int[]`, `bool[]` and `byte[]`. A single byte is an `int`, text is a `byte[]`, and an array does not hold arrays: compute the place in one, as in `a[row * width + column]`.",
    wrong: 'fn first(text: string): int {\n  return text[0];\n}\n\nfn main(): int {\n  return first("a");\n}\n',
    right: 'fn first(text: byte[]): int {\n  return text[0];\n}\n\nfn main(): int {\n  return first("a");\n}\n',
  },
} as const satisfies Record<string, Explanation>;
