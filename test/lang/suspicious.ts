/**
 * Programs that are legal but most likely not meant so, and similar programs that are meant so. The warnings about each one
 * are in warnings.txt.
 */

const main = (body: string) => `fn main(): int {\n${body}\n  return 0;\n}\n`;

/** A title and a program that the checker accepts. */
export const suspicious: readonly (readonly [string, string])[] = [
  ["a variable that is never read", main("  let x = read();\n  let y = 1;\n  y = 2;\n  let z = 0;\n  z = z + 1;")],
  [
    "a parameter that is never read",
    "fn f(a: int, b: bool): int {\n  return a;\n}\nfn main(): int {\n  return f(1, true);\n}\n",
  ],
  [
    "a global that is never read",
    `let used = 1;\nlet unused = new int[](3);\nlet /* odd */ odd = 2;\n${main("  write(used);\n  odd = 3;")}`,
  ],
  [
    "names that say so",
    "let _g = 1;\nfn f(_a: int) {\n  let _x = read();\n  _x = 2;\n}\nfn main(): int {\n  f(1);\n  return 0;\n}\n",
  ],
  ["a loop's variable", main("  for i in 0..3 {\n    write('x');\n  }")],
  ["an array that is only written to", main("  let a = new int[](3);\n  a[0] = 1;")],
  [
    "a variable that computes its own next value by a call",
    main('  let x = 1;\n  x = len("abc") + x;\n  let y = 5;\n  y = 10 / y;'),
  ],
  ["an assignment before another", main("  let x = read();\n  x = 1;\n  x = 2;\n  write(x);\n  x = 3;")],
  [
    "an assignment in one arm only",
    main(
      "  let x = 0;\n  if read() == 1 {\n    x = 1;\n  } else {\n    x = 2;\n  }\n  write(x);\n  if read() == 1 {\n    x = 3;\n    return 1;\n  }\n  write(x);",
    ),
  ],
  [
    "assignments in loops",
    main(
      "  let last = -1;\n  let c = read();\n  while c != -1 {\n    if c == last {\n      write(c);\n    }\n    last = c;\n    c = read();\n  }\n  c = 1;",
    ),
  ],
  [
    "assignments around break and continue",
    main(
      "  let x = 0;\n  while true {\n    x = read();\n    if x == 'a' {\n      x = 1;\n      continue;\n    }\n    if x == -1 {\n      x = 2;\n      break;\n    }\n    write(x);\n  }\n  write(x);",
    ),
  ],
  ["an assignment to a global", `let g = 0;\n${main("  g = 1;\n  g = 2;\n  write(g);")}`],
  [
    "first values that stand for none",
    main(
      '  let a = 0;\n  a = read();\n  let b = -1;\n  b = a;\n  let c = false;\n  c = b == 1;\n  let d = "";\n  d = "text";\n  let e = read();\n  e = 2;\n  if c {\n    write(b + e + d[0]);\n  }',
    ),
  ],
  [
    "a let in a loop that was meant to assign",
    main(
      "  let sum = 0;\n  let b = read();\n  while b != -1 {\n    let sum = sum + b;\n    b = read();\n  }\n  write(sum);",
    ),
  ],
  [
    "a counter that is hidden",
    main(
      "  let i = 0;\n  while i < 10 {\n    write(i);\n    if read() == -1 {\n      break;\n    }\n    let i = i + 1;\n    write(i);\n  }",
    ),
  ],
  [
    "a let in a branch that was meant to assign",
    main("  let best = 0;\n  let b = read();\n  if b > best {\n    let best = b;\n  }\n  write(best);"),
  ],
  [
    "shadowing that is meant",
    main(
      "  let x = read();\n  for i in 0..3 {\n    let x = x + i;\n    write(x);\n  }\n  if x > 3 {\n    let x = x * 2;\n    write(x);\n  }",
    ),
  ],
  [
    "statements after return, break and exit",
    main(
      "  while true {\n    break;\n    write('a');\n  }\n  if read() == 1 {\n    return 1;\n    write('b');\n    write('c');\n  }\n  if read() == 2 {\n    exit(2);\n    write('d');\n  } else {\n    exit(3);\n  }\n  write('e');",
    ),
  ],
  [
    "statements after an endless loop",
    "fn main(): int {\n  while true {\n    if read() == -1 {\n      return 0;\n    }\n  }\n  write('x');\n  return 1;\n}\n",
  ],
  ["a return after exit", "fn f(): int {\n  exit(1);\n  return 0;\n}\nfn main(): int {\n  return f();\n}\n"],
  [
    "bytes that are none",
    main(
      '  let s = "text";\n  let b = new byte[](2);\n  if s[0] == -1 || b[1] > 255 || s[1] < 0 || b[0] <= 255 {\n    write(1);\n  }\n  if read() == 256 || read() < -1 || len(s) < 0 {\n    write(2);\n  }\n  if s[0] == 0 || b[0] == 255 || read() == -1 || len(s) == 0 {\n    write(3);\n  }',
    ),
  ],
  [
    "remainders and masks",
    main(
      "  let x = read();\n  if x % 2 == 2 || (x & 7) == 8 || x >>> 1 < 0 || (x & 7) == 7 || x % 2 == -1 {\n    write(x);\n  }",
    ),
  ],
  [
    "a value compared with itself",
    main(
      "  let a = new int[](2);\n  let x = read();\n  if x == x || a[x] < a[x] || a[0] != a[1] || read() == read() {\n    write(x);\n  }",
    ),
  ],
  [
    "literals and named constants",
    `const debug = 0;\nconst limit = 300;\n${main("  let s = \"a\";\n  if debug == 1 {\n    write('d');\n  }\n  if 1 == 1 {\n    write('l');\n  }\n  if s[0] < limit {\n    write('c');\n  }")}`,
  ],
  [
    "conditions that cannot hold, or always do",
    main(
      "  let c = read();\n  if c != 'a' || c != 'b' {\n    write(1);\n  }\n  if c == 'a' && c == 'b' {\n    write(2);\n  }\n  if c < 0 && 10 < c {\n    write(3);\n  }\n  if c > 0 || c <= 5 {\n    write(4);\n  }\n  if c != 'a' && c != 'b' || c == 'x' {\n    write(5);\n  }\n  if 0 <= c && c < 10 {\n    write(6);\n  }\n  if read() == 1 && read() == 2 {\n    write(7);\n  }",
    ),
  ],
  [
    "a condition that a call may change",
    `let g = 0;\nfn next(): bool {\n  g = g + 1;\n  return true;\n}\n${main("  if g == 0 && next() && g == 1 {\n    write('x');\n  }")}`,
  ],
  [
    "bools that are compared",
    main(
      "  let a = read() == 1;\n  let b = read() == 2;\n  if a == b || a != true {\n    write('x');\n  }\n  if a == a {\n    write('y');\n  }",
    ),
  ],
  [
    "the limits of an int",
    main("  let x = read();\n  if x > 2147483647 || x >= -2147483648 || x + 1 > x {\n    write(x);\n  }"),
  ],
  [
    "counts of blocks that are dropped",
    main(
      "  let a = new byte[](9);\n  read_bytes(a, 0, 9);\n  while true {\n    write_bytes(a, 0, 9);\n    break;\n  }\n  write_bytes(a, 0, 1);\n  let _n = write_bytes(a, 0, 9);",
    ),
  ],
  [
    "a function of a block's name",
    `fn read_bytes(_a: byte[], _from: int, count: int): int {\n  return count;\n}\n${main('  read_bytes("abc", 0, 3);')}`,
  ],
  ["many at once", main(Array.from({ length: 23 }, (_, i) => `  let x${i} = read();`).join("\n"))],
];
