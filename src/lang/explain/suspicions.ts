/** Warnings: what is legal, and most likely not meant. */

import { type Explanation, mainOf } from "./explanation.ts";

export const warningExplanations = {
  "never-read": {
    what: "a variable or parameter that is never read",
    why: "It has no effect on what the program does, so perhaps another variable was meant. Leave it out; where a value must have a name, begin the name with `_`.",
    wrong: mainOf("let first = read();", "let second = read();", "write(first);"),
    right: mainOf("let first = read();", "let second = read();", "write(first);", "write(second);"),
  },
  "unused-assignment": {
    what: "a value that no later statement can read",
    why: "On every way from here the variable gets another value, or ends, before it is read.",
    wrong: mainOf("let x = read();", "write(x);", "x = read();", "x = 2;", "write(x);"),
    right: mainOf("let x = read();", "write(x);", "x = read();", "write(x);"),
  },
  "lost-shadow": {
    what: "a `let` that hides a variable where an assignment to it was meant",
    why: "In a loop, `let` makes a new variable in each round, and drops it at the end of the round. Leave `let` out to assign the outer variable.",
    wrong: mainOf(
      "let sum = 0;",
      "let b = read();",
      "while b != -1 {",
      "  let sum = sum + b;",
      "  write(sum);",
      "  b = read();",
      "}",
      "write(sum);",
    ),
    right: mainOf(
      "let sum = 0;",
      "let b = read();",
      "while b != -1 {",
      "  sum = sum + b;",
      "  write(sum);",
      "  b = read();",
      "}",
      "write(sum);",
    ),
  },
  unreachable: {
    what: "a statement that no run reaches",
    why: "The statement before it never reaches its end. Leave it out, or put it before.",
    wrong: "fn main(): int {\n  return 0;\n  write('a');\n}\n",
    right: "fn main(): int {\n  write('a');\n  return 0;\n}\n",
  },
  "constant-comparison": {
    what: "a comparison that always has the same result",
    why: "One side cannot have a value that would make a difference; or the rest of the condition leaves no choice, as in `c != 'a' || c != 'b'`, where `&&` was meant.",
    wrong: mainOf("let c = read();", "if c != 'a' || c != 'b' {", "  write(c);", "}"),
    right: mainOf("let c = read();", "if c != 'a' && c != 'b' {", "  write(c);", "}"),
  },
  "dropped-count": {
    what: "a `read_bytes` or `write_bytes` whose result is dropped",
    why: "How many bytes arrive or are taken is not the program's choice: a pipe may take a part of them. Go on where the call stopped, in a loop; where the number really does not matter, give it a name that begins with `_`.",
    wrong: mainOf('let text = "hello";', "write_bytes(text, 0, len(text));"),
    right: mainOf(
      'let text = "hello";',
      "let done = 0;",
      "while done < len(text) {",
      "  done += write_bytes(text, done, len(text) - done);",
      "}",
    ),
  },
} as const satisfies Record<string, Explanation>;
