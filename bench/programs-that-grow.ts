/**
 * Kinds of programs that grow: of each a text for any size, in which one thing becomes more and all else stays as it is. They are
 * for the question whether time grows as the program does, or faster (linear.ts).
 */

import { manyFunctions, oneFunction } from "./growth.ts";
import { wideFunction } from "./wide-functions.ts";

/** A kind of program. */
export interface Growing {
  readonly name: string;
  /** What there are n of. */
  readonly of: string;
  /** The text of size n. */
  readonly text: (n: number) => string;
  /** The largest size that is measured; half of it and a quarter are measured, too. */
  readonly most: number;
}

const lines = (n: number, line: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i)).join("\n");
const main = (body: string): string => `fn main(): int {\n${body}\n}\n`;
/** So deep a tree has a declaration at most, and brackets nest less. */
const deepest = 250;

/** `n` blocks within each other, `deepest` in each function at most. */
function nested(n: number, open: (depth: number) => string): string {
  const functions = Math.ceil(n / deepest);
  const one = (k: number): string =>
    `fn f${k}(x: int): int {\n  let s = x;\n${lines(deepest, open)}\ns = s + x;\n${"}\n".repeat(deepest)}  return s;\n}\n`;
  return `${lines(functions, one)}\n${main(`  let s = read();\n${lines(functions, (k) => `  s = s + f${k}(s);`)}\n  return s;`)}`;
}

/** `n` loops in a row. */
const shortLoops = (n: number): string =>
  lines(n, (i) => `  for i in 0..${(i % 40) + 8} { a[i] = a[i] + s; s = s * 5 + a[${i % 64}]; }`);

/** The kinds. */
export const growing: readonly Growing[] = [
  { name: "functions", of: "lines", text: manyFunctions, most: 100_000 },
  { name: "one function", of: "lines", text: oneFunction, most: 100_000 },
  { name: "live variables", of: "variables", text: wideFunction, most: 5_000 },
  { name: "ifs within each other", of: "ifs", text: (n) => nested(n, (d) => `if s != ${d} {`), most: 20_000 },
  {
    name: "arrays in a loop",
    of: "arrays",
    most: 2_000,
    text: (n) =>
      main(`${lines(n, (i) => `  let a${i} = new int[](${(i % 50) + 10});`)}
  let s = 0;
  for i in 0..10 {
${lines(n, (i) => `    a${i}[i] = s; s = s + a${(i * 7) % n}[i];`)}
  }
  return s;`),
  },
  {
    name: "variables that a loop changes",
    of: "variables",
    most: 2_000,
    text: (n) =>
      main(`${lines(n, (i) => `  let v${i} = read();`)}
  let i = 0;
  while i < 10 {
${lines(n, (i) => `    v${i} = v${i} * 3 + v${(i * 7) % n};`)}
    i = i + 1;
  }
  return v0;`),
  },
  {
    name: "loops in a row",
    of: "loops",
    most: 4_000,
    text: (n) =>
      main(`  let s = 0;
  let a = new int[](64);
${shortLoops(n)}
  return s;`),
  },
  {
    name: "loops within a loop",
    of: "loops",
    most: 4_000,
    text: (n) =>
      main(`  let s = 0;
  let a = new int[](64);
  while s < 1000 {
${shortLoops(n)}
  }
  return s;`),
  },
  {
    name: "calls",
    of: "calls",
    most: 10_000,
    text: (n) => `fn f(x: int): int {
  if x > 100 { write('!'); write('?'); return x * 3 - 1; }
  while x * x < 1000 { write(x); return x * 5; }
  return x + 1;
}
fn g(x: int, y: int): int { return x * y + 3; }
${main(`  let s = read();\n${lines(n, (i) => `  s = f(s + ${i % 77}) + g(s, ${i % 5});`)}\n  return s;`)}`,
  },
  {
    name: "globals",
    of: "globals",
    most: 5_000,
    text: (n) => `${lines(n, (i) => `let g${i} = ${i};`)}
${main(`  for i in 0..10 {\n${lines(n, (i) => `    g${i} = g${(i * 7) % n} + i;`)}\n  }\n  return g0;`)}`,
  },
  {
    name: "asserts",
    of: "asserts",
    most: 10_000,
    text: (n) =>
      main(`  let a = new int[](1000);
  let x = read();
  let y = read();
${lines(n, (i) => `  assert x + ${i} != y; a[${i % 1000}] = read(); assert x < a[${(i * 7) % 1000}] + ${i % 100};`)}
  return x;`),
  },
  {
    name: "elements of one array",
    of: "elements",
    most: 10_000,
    text: (n) =>
      main(`  let a = new int[](${n + 10});
  let i = read();
  if i < 0 || i > 5 { return 1; }
${lines(n, (k) => `  a[i + ${k}] = a[i + ${(k * 7) % n}] + 1;`)}
  return a[i];`),
  },
  {
    name: "ways out of a loop",
    of: "ways",
    most: 5_000,
    text: (n) =>
      main(`  let s = 0;
  while true {
    let c = read();
${lines(n, (i) => `    if c == ${i * 3} { s = s + ${i}; break; }\n    if c == ${i * 3 + 1} { s = s - c; continue; }`)}
    if c < 0 { return s; }
  }
  return s;`),
  },
  {
    name: "constants of an array",
    of: "constants",
    most: 100_000,
    text: (n) =>
      `let t: int[] = [${lines(n, (i) => `${(i * 7919) % 100_003}${i < n - 1 ? "," : ""}`)}];\n${main("  return t[read() & 7];")}`,
  },
  {
    name: "a sum",
    of: "terms",
    most: 900,
    text: (n) => main(`  let x = read();\n  let y = read();\n  return ${lines(n, (i) => `(x * ${i + 2} ^ y) +`)} 1;`),
  },
];
