/** Small programs that the tests of the command run, each with a name that says what it shows. */

export const programs = {
  hello: `fn main(): int {\n  write('h');\n  write('i');\n  write('\\n');\n  return 0;\n}\n`,
  /** Copies its input, and exits with its length. */
  echo: `fn main(): int {
  let n = 0;
  let c = read();
  while c != -1 {
    write(c);
    n = n + 1;
    c = read();
  }
  return n;
}
`,
  code: "fn main(): int {\n  return -1;\n}\n",
  divide: "fn main(): int {\n  write('x');\n  return 7 / (read() + 1);\n}\n",
  bounds: "fn main(): int {\n  let a = new int[](3);\n  return a[len(a)];\n}\n",
  length: "fn main(): int {\n  return len(new int[](read() - 5));\n}\n",
  assert: "fn main(): int {\n  assert read() == 0;\n  return 0;\n}\n",
  deep: "fn down(n: int): int {\n  return 1 + down(n + 1);\n}\n\nfn main(): int {\n  return down(0);\n}\n",
  greedy: "fn main(): int {\n  while true {\n    let a = new int[](1000000);\n    a[0] = 1;\n  }\n}\n",
  forever: "fn main(): int {\n  while true {\n    write('y');\n  }\n}\n",
  silent: "fn main(): int {\n  while true {\n  }\n}\n",
  /** Doubles its first byte. */
  double:
    "fn main(): int {\n  let c = read();\n  if c == 'Q' {\n    write('!');\n  }\n  write(c + c);\n  return 0;\n}\n",
  /** Like `double`, and wrong for one input. */
  almostDouble:
    "fn main(): int {\n  let c = read();\n  if c == 'Q' {\n    write('?');\n  }\n  write(c + c);\n  return 0;\n}\n",
  wrong: "fn main(): int {\n  let x = true + 1;\n  return y;\n}\n",
} as const;
