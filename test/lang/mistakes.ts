/**
 * Mistakes a student makes, each as a program. What is said about each one is in mistakes.txt.
 */

const main = (body: string) => `fn main(): int {\n${body}\n  return 0;\n}\n`;

/** A title and a program that is refused. */
export const mistakes: readonly (readonly [string, string])[] = [
  ["a missing semicolon", main("  let x = 1\n  write(x);")],
  ["a missing semicolon before a brace", "fn main(): int { return 0 }\n"],
  ["an assignment as a condition", main("  let x = read();\n  if x = 10 {\n    write(x);\n  }")],
  ["comparisons in a chain", main("  let x = read();\n  while 0 <= x < 10 {\n    x = x + 1;\n  }")],
  ["operators of other languages", main("  let x = 0;\n  x += 1;\n  x++;\n  if x === 2 {\n    x = x ** 2;\n  }")],
  ["a for loop of C", main("  for (let i = 0; i < 10; i++) {\n    write(i);\n  }")],
  ["words of other languages", "var x = 1;\nfunction f() {\n}\nfn main() -> int {\n  return 0;\n}\n"],
  ["elif and then", main("  if read() == 1 then {\n    write(1);\n  } elif read() == 2 {\n    write(2);\n  }")],
  ["types of other languages", "fn f(s: string, n: float, c: char): void {\n}\n"],
  ["a length in a type", main("  let a: int[10] = new int[10];")],
  ["a byte by itself, and arrays of arrays", main("  let b: byte = 1;\n  let g = new int[][](3);")],
  ["a parameter without a type", "fn add(a, b: int): int {\n  return a + b;\n}\n"],
  ["a missing brace", "fn f() {\n  if true {\n    write(1);\n}\n\nfn main(): int {\n  return 0;\n}\n"],
  ["a missing brace at the end", "fn main(): int {\n  while true {\n    write(1);\n  return 0;\n}\n"],
  ["a brace too many", "fn main(): int {\n  return 0;\n}\n}\n"],
  ["a missing parenthesis", main("  write((1 + 2;\n  write(3 4);")],
  ["a value as a statement", main("  let x = 1;\n  x == 2;\n  x + 1;\n  1 = x;")],
  ["stray words", main("  ;\n  else {\n  }")],
  ["a variable without a value", main("  let x;\n  let y: int;")],
  ["statements outside of functions", "write(1);\n"],
  ["an unclosed string", main('  let s = "hello;\n  write(s[0]);')],
  ["an unclosed comment", "fn main(): int { /* here\n  return 0;\n}\n"],
  ["characters", main("  write('ab');\n  write('é');\n  write('');\n  write('\\q');\n  write('a);")],
  [
    "numbers",
    main(
      "  let a = 2147483648;\n  let b = -2147483648;\n  let c = 0x1FFFFFFFF;\n  let d = 1_000;\n  let e = 1.5;\n  let f = 12abc;",
    ),
  ],
  ["characters from elsewhere", main("  # comment\n  let s = “text”;\n  let naïve = 1;\n  let y = x ? 1 : 2;")],
  [
    "a comment that looks like code, and code that looks like a comment",
    main(
      "  let admin = false;\n  /*\u202e } \u2066if admin {\u2069 \u2066 begin */\n  write('Y');\n  // nothing\r  write('N');",
    ),
  ],
  ["names misspelt", main("  let counter = 0;\n  conter = countr + 1;\n  wirte(counter);\n  print(counter);")],
  [
    "a name declared twice",
    "const n = 1;\nlet n = 2;\nfn len() {\n}\nfn f(a: int, a: bool) {\n  let x = 1;\n  let x = 2;\n  {\n    let x = 3;\n  }\n}\nfn main(): int {\n  return n;\n}\n",
  ],
  [
    "types that do not fit",
    main(
      '  let flag = true;\n  let text = "a";\n  let sum = flag + 1;\n  let x: int = text;\n  if text[0] {\n    flag = 1;\n  }\n  if text == "b" && !x {\n  }',
    ),
  ],
  [
    "arrays that are none",
    main("  let x = 1;\n  write(x[0]);\n  write(len(x));\n  let a = new int(3);\n  let b = new bool[](true);"),
  ],
  [
    "calls that do not fit",
    "fn f(a: int, b: bool) {\n}\nfn main(): int {\n  f(1);\n  f(true, 1);\n  let x = f(1, true);\n  let y = write(1);\n  let z = f;\n  x(1);\n  return len();\n}\n",
  ],
  [
    "assigning what cannot be",
    "const n = 10;\nfn f() {\n}\nfn main(): int {\n  n = 1;\n  f = 2;\n  for i in 0..n {\n    i = i + 1;\n  }\n  return 0;\n}\n",
  ],
  ["break and continue outside of loops", main("  break;\n  if true {\n    continue;\n  }")],
  [
    "a path without a return",
    `fn sign(x: int): int {\n  if x < 0 {\n    return -1;\n  } else if x > 0 {\n    return 1;\n  }\n}\n${main("")}`,
  ],
  [
    "returns that do not fit",
    `fn f() {\n  return 1;\n}\nfn g(): bool {\n  if true {\n    return;\n  }\n  return 0;\n}\n${main("")}`,
  ],
  ["no main", "fn Main(): int {\n  return 0;\n}\n"],
  ["a main of another kind", "fn main(argc: int) {\n}\n"],
  [
    "constants that are none",
    `const a = b;\nconst b = 1;\nconst c = b / (b - 1);\nconst d = read();\nconst e = "text";\nlet g = f();\nlet h: bool = 1 + b;\nfn f(): int {\n  return 1;\n}\n${main("")}`,
  ],
  ["a keyword misspelt", main("  retrun 1;\n  whlie true {\n  }")],
  ["a tab and wide letters", "fn main(): int {\n\t/* 漢字 */\treturn oops;\n}\n"],
  ["a long line", main(`  write(1); ${"/* padding */ ".repeat(12)}write(oops); ${"/* more */ ".repeat(12)}`)],
];
