/** Mistakes in statements, constants and the whole program. */

import { type Explanation, mainOf } from "./explanation.ts";

export const meaningExplanations = {
  "not-assignable": {
    what: "an assignment to a constant, a function or a `for`'s variable",
    rules: ["S3", "S5"],
    why: "A constant stays what it is, and so does the variable of a `for` within a round: how often the loop runs can be read from its head. Use a variable of your own, or `while`.",
    wrong: mainOf("for i in 0..10 {", "  i = i + 1;", "}"),
    right: mainOf("let i = 0;", "while i < 10 {", "  write(i);", "  i = i + 2;", "}"),
  },
  "outside-loop": {
    what: "`break` or `continue` outside of loops",
    rules: ["S6"],
    why: "They mean the innermost loop around them. To leave a function, write `return`.",
    wrong: mainOf("if read() == -1 {", "  break;", "}"),
    right: mainOf("while true {", "  if read() == -1 {", "    break;", "  }", "}"),
  },
  "missing-return": {
    what: "the end of a function with a result can be reached",
    rules: ["F2"],
    why: "A function with a result must say on every way what it is. Conditions are not computed here, but for `while true`: add a `return` at the end, or an `else`.",
    wrong:
      "fn sign(x: int): int {\n  if x < 0 {\n    return -1;\n  }\n}\n\nfn main(): int {\n  return sign(read());\n}\n",
    right:
      "fn sign(x: int): int {\n  if x < 0 {\n    return -1;\n  }\n  return 1;\n}\n\nfn main(): int {\n  return sign(read());\n}\n",
  },
  "return-value": {
    what: "`return` with a value too many or too few",
    rules: ["S7"],
    why: "A function with a result type returns a value, and one without returns none.",
    wrong: "fn twice(x: int) {\n  return x * 2;\n}\n\nfn main(): int {\n  twice(1);\n  return 0;\n}\n",
    right: "fn twice(x: int): int {\n  return x * 2;\n}\n\nfn main(): int {\n  return twice(1);\n}\n",
  },
  main: {
    what: "`main` is missing, or of another kind",
    rules: ["M1"],
    why: "A program begins at `fn main(): int`. Its result is the exit code; what it works on it reads from its input.",
    wrong: "fn main() {\n  write('a');\n}\n",
    right: mainOf("write('a');"),
  },
  "not-constant": {
    what: "what is no constant expression where one is asked for",
    rules: ["C1", "C2", "G1", "S10", "S12", "E13"],
    why: "Constants, the first values of globals, the elements of `[…]` and the step of a `for` are known before the program runs: numbers, characters, `true`, `false`, constants declared above, and operators on them. Compute the rest in a function.",
    wrong: "let first = read();\n\nfn main(): int {\n  return first;\n}\n",
    right: "let first = 0;\n\nfn main(): int {\n  first = read();\n  return first;\n}\n",
  },
  "constant-trap": {
    what: "a constant whose computation would trap, or a step of 0",
    rules: ["C4", "S12"],
    why: "A constant is computed when the program is read, and a division by 0 has no value. A `for` with a step of 0 would count for ever.",
    wrong: "const parts = 0;\nconst share = 100 / parts;\n\nfn main(): int {\n  return share;\n}\n",
    right: "const parts = 4;\nconst share = 100 / parts;\n\nfn main(): int {\n  return share;\n}\n",
  },
} as const satisfies Record<string, Explanation>;
