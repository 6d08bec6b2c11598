/**
 * Programs as people write them who know C, Python, JavaScript or Rust; each is wrong in Ell as it uses their language. The
 * messages about each one are in newcomers.txt.
 */

const main = (body: string) => `fn main(): int {\n${body}\n  return 0;\n}\n`;

/** A title and a program that is refused. */
export const newcomers: readonly (readonly [string, string])[] = [
  // C
  ["C: an assignment in a condition, in parentheses", main("  let x = read();\n  if (x = 'a') {\n    write(x);\n  }")],
  ["C: an assignment in a loop's condition", main("  let c = 0;\n  while ((c = read()) != -1) {\n    write(c);\n  }")],
  [
    "C: a function's head",
    "int square(int x) {\n  int y = x * x;\n  return y;\n}\n\nfn main(): int {\n  return square(3);\n}\n",
  ],
  ["C: void main", "void main() {\n  write('a');\n}\n"],
  ["C: int main(void)", "int main(void) {\n  write('a');\n  return 0;\n}\n"],
  ["C: int main with arguments", 'int main(int argc, char **argv) {\n  printf("hi\\n");\n  return 0;\n}\n'],
  ["C: an include", '#include <stdio.h>\n\nint main() {\n  printf("hello\\n");\n  return 0;\n}\n'],
  ["C: a define", "#define N 10\n\nfn main(): int {\n  return N;\n}\n"],
  ["C: a prototype", `int f(int x);\n\n${main("  write(1);")}`],
  ["C: global variables", `int total = 0;\nchar buffer[80];\n\n${main("  total = 1;")}`],
  ["C: local variables", main("  int n = 10;\n  int a[10];\n  char c = 'x';\n  unsigned int u = 1;")],
  ["C: a for loop", main("  int i;\n  for (i = 0; i < 10; i++) {\n    write(i);\n  }")],
  ["C: bodies without braces", main("  let x = read();\n  if (x == 1)\n    write(x);\n  else\n    write(0);")],
  ["C: steps by one", main("  let i = 0;\n  i++;\n  ++i;\n  i--;\n  write(i);")],
  ["C: a do loop", main("  let i = 0;\n  do {\n    i = i + 1;\n  } while (i < 10);")],
  [
    "C: a switch",
    main("  let x = read();\n  switch (x) {\n    case 1: write('a'); break;\n    default: write('b');\n  }"),
  ],
  ["C: a conditional value", main("  let x = read();\n  let y = x > 0 ? x : -x;\n  write(y);")],
  ["C: a cast and an address", main("  let x = 65;\n  write((char) x);\n  let p = &x;")],
  ["C: printf", main('  printf("%d\\n", 42);\n  puts("hi");\n  putchar(65);')],
  [
    "C: an int as a condition",
    main("  let n = 10;\n  while (n) {\n    n = n - 1;\n  }\n  if (!n) {\n    write(n);\n  }"),
  ],
  ["C: two variables at once", main("  let a = 1, b = 2;\n  write(a + b);")],
  ["C: a chain of assignments", main("  let a = 1;\n  let b = 2;\n  a = b = 0;\n  write(a + b);")],
  ["C: a struct", `struct point {\n  int x;\n  int y;\n};\n\n${main("  write(1);")}`],
  // Python
  ["Python: a function", "def square(x):\n    return x * x\n\nprint(square(3))\n"],
  ["Python: a function in braces", `def square(x) {\n  return x * x;\n}\n\n${main("  write(square(3));")}`],
  ["Python: a whole program", "total = 0\nfor i in range(10):\n    total += i\nprint(total)\n"],
  ["Python: a for over a range", main("  for i in range(10) {\n    write(i);\n  }")],
  ["Python: words for operators", main("  let x = read();\n  if x > 0 and not x == 5 or x is 3 {\n    write(x);\n  }")],
  ["Python: an if with a colon", main("  let x = read();\n  if x == 1:\n    write(x);")],
  ["Python: no let", main("  x = 5;\n  y = x + 1;\n  write(y);")],
  ["Python: a length without parentheses", main('  let b = "hello";\n  let n = len b;\n  write(n);')],
  ["Python: a list", main("  let a = [1, 2, 3];\n  a.append(4);\n  write(a[0]);")],
  ["Python: print", main('  let n = 5;\n  print(n);\n  print("hi");')],
  ["Python: a text in single quotes", main("  let s = 'hello';\n  write(s[0]);")],
  ["Python: a comment", main("  # adds one\n  let x = 1;\n  write(x);")],
  ["Python: powers and whole division", main("  let x = 2 ** 8;\n  let y = x // 3;\n  write(y);")],
  // JavaScript
  ["JavaScript: a function", `function square(x) {\n  return x * x;\n}\n\n${main("  write(square(3));")}`],
  ["JavaScript: an arrow function", `const square = (x) => x * x;\n\n${main("  write(square(3));")}`],
  ["JavaScript: var and const inside", main("  var x = 1;\n  const y = 2;\n  write(x + y);")],
  [
    "JavaScript: a length",
    main('  let s = "hi";\n  for i in 0..s.length {\n    write(s[i]);\n  }\n  write(s.length());'),
  ],
  ["JavaScript: console.log", main('  console.log("hi");')],
  ["JavaScript: strict equality", main("  let x = read();\n  if (x === 1 && x !== 2) {\n    write(x);\n  }")],
  ["JavaScript: no semicolons", "fn main(): int {\n  let x = 1\n  let y = 2\n  write(x + y)\n  return 0\n}\n"],
  ["JavaScript: a text to write", main('  write("hi");\n  write("a" + "b");')],
  ["JavaScript: a for over an array", main('  let a = "abc";\n  for (let c of a) {\n    write(c);\n  }')],
  ["JavaScript: both limits", main("  let x = read();\n  if (0 < x < 10) {\n    write(x);\n  }")],
  // Rust
  [
    "Rust: arrows and types",
    'fn add(a: i32, b: i32) -> i32 {\n  a + b\n}\n\nfn main() {\n  let mut x: i32 = add(1, 2);\n  println!("{}", x);\n}\n',
  ],
  ["Rust: a closed range", main("  for i in 0..=9 {\n    write(i);\n  }")],
  [
    "Rust: a loop and a match",
    main("  loop {\n    match read() {\n      1 => write(1),\n      _ => break,\n    }\n  }"),
  ],
  ["Rust: a value at the end", `fn double(x: int): int {\n  x * 2\n}\n\n${main("  write(double(2));")}`],
  ["Rust: an if as a value", main("  let x = read();\n  let y = if x > 0 { 1 } else { 2 };\n  write(y);")],
  ["Rust: a constant's type", `const N: int = 10;\n\n${main("  write(N);")}`],
  // any of them
  [
    "a type before a parameter's name",
    `fn f(int x, byte[] s): int {\n  return x + len(s);\n}\n\n${main('  write(f(1, "a"));')}`,
  ],
  ["a call at the top", `write('a');\nlet x = 1;\nx = 2;\n${main("  write(x);")}`],
  ["a loop at the top", `let i = 0;\nwhile i < 10 {\n  write(i);\n  i = i + 1;\n}\n${main("  write(i);")}`],
  [
    "comparisons of comparisons",
    main(
      "  let a = read();\n  let b = read();\n  if a < 0 != b < 0 {\n    write(a);\n  }\n  if a == b == true {\n    write(b);\n  }",
    ),
  ],
  [
    "slips in words, each told",
    main("  let a = 0b101;\n  let b = 'ab';\n  let c = \"open;\n  let d = 1 @ 2;\n  let e = true;\n  e = 1 +;"),
  ],
  ["a slip in a word, and a name that nobody knows", main("  let a = 12abc;\n  let b = oops;\n  write(a + c);")],
  [
    "a method of text",
    main('  let s = "abc";\n  if s.equals("abc") {\n    write(s.charAt(0));\n  }\n  write(s.size);'),
  ],
  ["a capital letter", main("  Let x = 1;\n  If x == 1 {\n    Write(x);\n  }\n  Return 0;")],
  // whole programs
  [
    "C: a whole program",
    `#include <stdio.h>\n\nint fib(int n) {\n  if (n < 2)\n    return n;\n  return fib(n - 1) + fib(n - 2);\n}\n\nint main() {\n  for (int i = 0; i < 10; i++)\n    printf("%d\\n", fib(i));\n  return 0;\n}\n`,
  ],
  [
    "JavaScript: a whole program",
    `function sum(a) {\n  let total = 0;\n  for (const x of a) {\n    total += x;\n  }\n  return total;\n}\n\nconsole.log(sum([1, 2, 3]));\n`,
  ],
  [
    "Rust: a whole program",
    `fn main() {\n    let mut sum = 0;\n    for i in 1..=10 {\n        sum += i;\n    }\n    println!("{}", sum);\n}\n`,
  ],
  [
    "Python: a recursive function",
    `def fact(n):\n    if n <= 1:\n        return 1\n    return n * fact(n - 1)\n\nif __name__ == "__main__":\n    print(fact(5))\n`,
  ],
  [
    "a chain of branches without braces",
    main("  let x = 1;\n  if (x == 1) write(1); else if (x == 2) write(2); else write(3);"),
  ],
  [
    "a brace too many in the middle",
    `fn f(): int {\n  if true {\n    return 1;\n  }\n  }\n  return 2;\n}\n\n${main("  write(f());")}`,
  ],
  ["values of arrays", main("  let a: int[] = {1, 2, 3};\n  let b = int[10];\n  let c = new int[10];\n  write(a[0]);")],
  ["a call without parentheses", main("  let x = read;\n  write x;")],
  ["an assertion with a text", main('  let x = 1;\n  assert(x = 1);\n  assert x == 1, "one";')],
  [
    "C: loops in loops",
    main("  for (int i = 0; i < 3; i++) {\n    for (int j = 0; j <= i; j++) {\n      write(i * j);\n    }\n  }"),
  ],
  ["a length between the brackets", main("  const n = 5;\n  let a = new byte[n];\n  write(a[0]);")],
  ["a type as a function", main("  let x = read();\n  write(byte(x + int('a')));")],
  ["a call that ends the program", main("  if read() < 0 {\n    panic(1);\n  }\n  stop();")],
  ["C: a constant with a type", main("  const int x = 5;\n  write(x);")],
];
