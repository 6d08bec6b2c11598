/**
 * Mistakes that a student makes, each as a program. The messages about each one are in mistakes.txt.
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
  ["a for loop of C without parentheses", main("  for let i = 0; i < 10; i += 1 {\n    write(i);\n  }")],
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
  [
    "all operators of other languages",
    main(
      [
        "x -= 1",
        "x *= 2",
        "x /= 2",
        "x %= 2",
        "x <<= 1",
        "x >>= 1",
        "x >>>= 1",
        "x &= 1",
        "x |= 1",
        "x ^= 1",
        "b &&= true",
        "b ||= true",
        "x **= 2",
        "b = x !== 2",
        "b = x <> 2",
        "f(x => 1)",
        "y := 2",
        "x--",
      ]
        .map((line) => `  ${line};`)
        .join("\n"),
    ),
  ],
  [
    "ranges of other languages",
    main("  for i in 0...9 {\n  }\n  for i in 0..=9 {\n  }\n  for i in 9 {\n  }\n  for i = 0 {\n  }"),
  ],
  [
    "for loops that are none",
    main("  for i of 0..9 {\n  }\n  for 1 in 0..9 {\n  }\n  for i in 0; {\n  }\n  for while in 0..9 {\n  }"),
  ],
  [
    "more words of other languages",
    `${["class C", "struct S", "import io", "def f()", "func g()", "int x = 1", "type T = int", "while true {"].join("\n")}\n`,
  ],
  [
    "values of other languages",
    main(
      "  let a = null;\n  let b = nil;\n  let c = None;\n  let d = True;\n  let e = False;\n  let g = length(a);\n  let h = sizeof(a);",
    ),
  ],
  [
    "calls of other languages",
    main("  println(1);\n  printf(1);\n  putchar(1);\n  let c = getchar();\n  let d = input();\n  let s = size(c);"),
  ],
  ["words that are no names", "let while = 1;\nconst if = 2;\nfn return() {\n}\nfn f(for: int) {\n}\n"],
  ["declarations inside of functions", main("  const n = 1;\n  fn f() {\n  }")],
  ["types before names", main('  int x = 1;\n  bool b = true;\n  byte[] s = "";')],
  ["types left out or wrong", "fn f(a: , b: integer): {\n}\nlet x: [] = 1;\nlet y: int[ = 1;\nlet z: string = 1;\n"],
  ["a sign too many", main("  let x = +1;\n  let y = 1 + + 2;\n  let z = (x = 1);")],
  ["brackets over several lines", main("  write(\n    (1 + 2;\n  let a = new int[](\n    3;\n  a[\n    1 = 2;")],
  [
    "an array without its parentheses",
    main("  let a = new int[] 3;\n  let b = new int[3];\n  let c = new int(3);\n  let d = new (3);"),
  ],
  [
    "a body without its brace",
    "fn f() return 1;\nfn g(): int\n  return 1;\n}\nfn main(): int {\n  while true\n    write(1);\n  return 0;\n}\n",
  ],
  [
    "a body that is wrongly indented",
    "fn main(): int {\n  if true {\n    while false {\n      write(1);\n  }\n  return 0;\n}\n",
  ],
  [
    "declarations without their parts",
    "const = 1;\nconst a;\nconst b = ;\nlet c: int;\nfn (): int {\n}\nfn d {\n}\nfn e(x) {\n}\nfn g(x int) {\n}\n",
  ],
  [
    "operands that are refused, in every place",
    main(
      [
        "if oops {\n  }",
        "while oops {\n  }",
        "for i in oops..1 {\n  }",
        "for i in 0..oops {\n  }",
        "for i in 0..1 {\n    oops();\n  }",
        "assert oops;",
        "let a = -oops;",
        "let b = oops + 1;",
        "let c = 1 + oops;",
        "let d = oops[0];",
        "oops[0] = 1;",
        "let e = len(oops);",
        "let g = new int[](oops);",
        "return oops;",
      ]
        .map((line) => `  ${line}`)
        .join("\n"),
    ),
  ],
  [
    "operands of the wrong type, in every place",
    main(
      [
        "if 1 {\n  }",
        "while 1 {\n  }",
        "for i in true..1 {\n  }",
        "for i in 0..true {\n  }",
        "assert 1;",
        "let a = -true;",
        "let b = !1;",
        "let c = true + 1;",
        "let d = 1 && true;",
        "let e = true || 1;",
        "let g = true == 1;",
        "let h = true < false;",
        'let i = "a"[true];',
        'let j = "a" == "b";',
        "let k = ~true;",
        "let l = 1 << true;",
      ]
        .map((line) => `  ${line}`)
        .join("\n"),
    ),
  ],
  ["exits", main("  exit();\n  exit(true);\n  exit(1, 2);\n  let x = exit(1);")],
  [
    "stores that do not fit",
    main(
      '  let a = new bool[](2);\n  a[0] = 1;\n  let s = "abc";\n  s[0] = true;\n  s = a;\n  s[true] = 1;\n  let x = 1;\n  x = true;',
    ),
  ],
  [
    "odd escapes",
    main('  let a = "\\x4";\n  let b = "\\u0041";\n  let c = \'\\x41\\x42\';\n  let d = \'\\xC3\';\n  let e = "\\\\";'),
  ],
  [
    "numbers at the limits",
    main(
      "  let a = 2147483647;\n  let b = -2147483649;\n  let c = 4294967295;\n  let d = 4294967296;\n  let e = 0xFFFFFFFF;\n  let f = 0x100000000;\n  let g = 0b101;\n  let h = 0o17;\n  let i = 0x;\n  let j = 1e3;",
    ),
  ],
  [
    "more constants that are none",
    `let g = 1;
fn f() {
}
const a = g;
const b = f;
const c = nobody;
const early = p + early;
const near = 1;
const d = neer;
const e = -true;
const h = !1;
const i = true + 1;
const j = 1 == true;
const k = true != 1;
const l = 1 && true;
const m = 5 % 0;
const n = false && 1 / 0 == 0;
const o = true < 1;
const p = n || b;
${main("  write(p);")}`,
  ],
  [
    "globals that do not begin with a constant",
    `let a: bool = 1;
let b = read();
let c = "abc"[0];
let d = new int[](true);
let e = new bool[](f);
let f: int[] = "text";
let i = new int[](c);
let g = new int(3);
let h: byte[] = "text";
${main("  write(h[0]);")}`,
  ],
  [
    "names that are taken",
    `fn read() {
}
let exit = 1;
const len = 2;
fn _start() {
}
let x = 1;
fn x() {
}
const x = 2;
${main("  let write = 1;\n  let _start = 2;\n  let x = 3;\n  let x = 4;")}`,
  ],
  [
    "names that are nearly right",
    `let counter = 0;
let list = new int[](2);
const limit = 3;
fn increment(by: int) {
  counter = counter + by;
}
${main("  incremnt(1);\n  conter = 1;\n  wirte(1);\n  counter(2);\n  list(1);\n  limit(2);\n  increment = 2;\n  limit = 4;\n  write(increment);\n  write(countr + lenn(list) + limit2);\n  nothing_like_it(nobody);")}`,
  ],
  [
    "arguments that are too many or too few",
    `fn none() {
}
fn one(a: int) {
}
fn two(a: int, b: bool[]): int {
  return a;
}
${main('  none(1);\n  one();\n  one(1, 2);\n  write(two(1, "a"));\n  write(two(true));\n  write(read(1));\n  write(len());\n  write(len(1));\n  write(nobody, 2);\n  write(none());\n  let x = none();\n  write(len("a", none()));')}`,
  ],
  [
    "values where another type is meant",
    main(
      '  let a: bool = 1;\n  let b: int = true;\n  let c: int = "a";\n  let d: int = new int[](1);\n  if 1 {\n  }\n  while "a" {\n  }\n  assert 3;\n  for i in true..2 {\n  }\n  for i in 0.."b" {\n    i = 2;\n  }\n  return "c";',
    ),
  ],
  ["many unknown names", main(Array.from({ length: 45 }, (_, i) => `  write(readd${i});`).join("\n"))],
  ["a constant or global without its semicolon before a function", `const k = 1\n${main("")}`],
  ["a global without its semicolon before a public function", `let g = 1\npub fn f() {\n}\n${main("")}`],
  ["an import without its semicolon", `import "./a.ell"\n${main("")}`],
  ["nothing at all", ""],
];
