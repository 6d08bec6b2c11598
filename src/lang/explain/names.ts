/** Mistakes in names, and in the types of values. */

import { type Explanation, mainOf } from "./explanation.ts";

export const nameExplanations = {
  "unknown-name": {
    what: "a name that nothing declares",
    rules: ["E3", "E11", "S3"],
    why: "A variable is declared with `let` before it is used, and lives to the end of its block. Functions and globals may be declared anywhere.",
    wrong: mainOf("total = read();", "write(1);"),
    right: mainOf("let total = read();", "write(total);"),
  },
  "duplicate-name": {
    what: "a name declared twice",
    rules: ["N1", "N4", "F1", "S1"],
    why: "In one block, or outside of functions, a name means one thing. To give a variable another value, leave `let` out.",
    wrong: mainOf("let x = read();", "write(x);", "let x = read();", "write(x);"),
    right: mainOf("let x = read();", "write(x);", "x = read();", "write(x);"),
  },
  "reserved-name": {
    what: "a declaration of a built-in name",
    rules: ["N2"],
    why: "What is built in means the same in every program. Choose another name.",
    wrong: "let _start = 1;\n\nfn main(): int {\n  return 0;\n}\n",
    right: "let start = 1;\n\nfn main(): int {\n  return start;\n}\n",
  },
  "wrong-kind": {
    what: "a function as a value, or a call of a variable",
    rules: ["E3", "E11"],
    why: "Functions are called, and are no values; variables have values, and are not called.",
    wrong: "fn next(): int {\n  return read() + 1;\n}\n\nfn main(): int {\n  return next;\n}\n",
    right: "fn next(): int {\n  return read() + 1;\n}\n\nfn main(): int {\n  return next();\n}\n",
  },
  "type-mismatch": {
    what: "a value of another type than its place asks for",
    why: "Nothing is converted by itself: a condition is a `bool`, arithmetic is on `int`, and an array is not its first element.",
    wrong: mainOf("let n = read();", "if n {", "  write(n);", "}"),
    right: mainOf("let n = read();", "if n != 0 {", "  write(n);", "}"),
  },
  "not-an-array": {
    what: "an element, a length or `new` of what is no array",
    rules: ["E8", "E9", "E10"],
    why: "`a[i]` and `len(a)` are about arrays, and `new` makes them: `new int[](n)`.",
    wrong: mainOf("let n = read();", "write(len(n));"),
    right: mainOf("let n = new int[](3);", "write(len(n));"),
  },
  "not-comparable": {
    what: "arrays under `==` or `!=`",
    rules: ["E6"],
    why: "It would not be plain whether the arrays or their elements are compared. Compare the elements in a loop.",
    wrong: 'let a = "yes";\n\nfn main(): int {\n  if a == "yes" {\n    return 1;\n  }\n  return 0;\n}\n',
    right:
      "let a = \"yes\";\n\nfn main(): int {\n  if len(a) == 3 && a[0] == 'y' {\n    return 1;\n  }\n  return 0;\n}\n",
  },
  "no-value": {
    what: "a call without a result as an expression",
    rules: ["E10"],
    why: "`write`, `exit` and functions without a result type do something, and give nothing back: call them in a statement of its own.",
    wrong: mainOf("let x = write(1);"),
    right: mainOf("write(1);"),
  },
  "argument-count": {
    what: "too many or too few arguments",
    rules: ["E11"],
    why: "A call has one argument for each parameter. There are no default values.",
    wrong: "fn add(a: int, b: int): int {\n  return a + b;\n}\n\nfn main(): int {\n  return add(1);\n}\n",
    right: "fn add(a: int, b: int): int {\n  return a + b;\n}\n\nfn main(): int {\n  return add(1, 2);\n}\n",
  },
} as const satisfies Record<string, Explanation>;
