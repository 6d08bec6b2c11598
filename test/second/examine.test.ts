/**
 * The checker that Coq proves right: it accepts what the compiler makes of programs that it can follow, refuses what the compiler
 * makes of others, and refuses to judge what it cannot follow.
 */

import type { Program } from "etalon/lang";
import type { Image } from "etalon/machine";
import { defaultCases, generateCase, programOfCase } from "etalon/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { examples } from "../examples/cases.ts";
import { programOf as exampleProgram } from "../examples/engines.ts";
import {
  checksOf,
  compiled,
  holdsOnInput,
  minutes,
  parsed,
  problems,
  problemsOfOther,
  problemsWith,
  textWords,
  withInstruction,
  withText,
} from "./images.ts";

/** The image with another bit somewhere in its text. */
function withBit(image: Image, place: number): Image {
  return withText(image, (text) => {
    const at = (place >> 3) % text.byteLength;
    text.setUint8(at, text.getUint8(at) ^ (1 << (place & 7)));
  });
}

const cat = `fn main(): int {
  let c = read();
  while c != -1 { write(c); c = read(); }
  return 0;
}`;

it.each([
  ["cat", 0],
  ["cat", 1],
  ["cat", 2],
  ["crc32", 2],
  ["wc", 2],
  ["hex0", 0],
  ["brainfuck", 0],
  ["life", 0],
] as const)("accepts examples/%s.ell at -O%i", { timeout: minutes }, (name, level) => {
  const { text } = examples.find((example) => example.name === name)!;
  expect(problems(exampleProgram(name, text), level)).toEqual([]);
});

it("accepts loops, calls, globals and traps", { timeout: minutes }, () => {
  const text = `let total = 0;
    fn add(n: int) { let i = 0; while i < n { total = total + i * 3 / n; i = i + 1; } }
    fn main(): int { let c = read(); while c >= 0 { add(c); write(total); c = read(); } assert total != 7; return total % c; }`;
  expect(problems(parsed(text))).toEqual([]);
});

it.each([
  ["another exit code", cat.replace("return 0", "return 1")],
  ["another byte", cat.replace("write(c)", "write(c + 1)")],
  ["another condition", cat.replace("c != -1", "c != 0")],
  ["a byte more", cat.replace("write(c);", "write(c); write(c);")],
  ["a byte less", cat.replace("write(c);", "")],
  ["a byte that is skipped", cat.replace("c = read(); }", "c = read(); c = read(); }")],
  ["an end instead of a loop", cat.replace("while c != -1", "if c != -1")],
  ["a trap", cat.replace("return 0", "return 1 / 0")],
])("refuses the image of another program: %s", { timeout: minutes }, (_, text) => {
  expect(problemsOfOther(cat, text)).not.toEqual([]);
});

/** Counts bytes, and lists the last of them: arrays of all elements, a text and an array of constants. */
const counting = `let counts = new int[](10);
let seen = new bool[](256);
let last = new byte[](16);
fn print(text: byte[]) { let i = 0; while i < len(text) { write(text[i]); i = i + 1; } }
fn main(): int {
  let weights = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
  let n = 0;
  let c = read();
  while c >= 0 {
    counts[c % 10] = counts[c % 10] + weights[n & 7];
    if seen[c] { write(last[n & 15]); }
    seen[c] = true;
    last[n & 15] = c;
    n = n + 1;
    c = read();
  }
  print("bytes: ");
  return counts[n];
}`;

it.each([0, 1, 2] as const)("accepts arrays at -O%i", { timeout: minutes }, (level) => {
  expect(problems(parsed(counting), level)).toEqual([]);
});

it.each([
  ["another index", "write(last[n & 15])", "write(last[n & 7])"],
  ["the index of another element", "counts[c % 10] + weights", "counts[9 - c % 10] + weights"],
  ["an element of another array", "return counts[n]", "return weights[n]"],
  ["another value", "last[n & 15] = c;", "last[n & 15] = c + 1;"],
  ["another element is written", "last[n & 15] = c;", "last[(n + 1) & 15] = c;"],
  ["no element is written", "last[n & 15] = c;", ""],
  [
    "an element that is read too late",
    "    if seen[c] { write(last[n & 15]); }\n    seen[c] = true;",
    "    seen[c] = true;\n    if seen[c] { write(last[n & 15]); }",
  ],
  [
    "an element that is read too early",
    "    last[n & 15] = c;\n    n = n + 1;",
    "    n = n + 1;\n    last[n & 15] = c;",
  ],
  ["another letter of a text", '"bytes: "', '"bites: "'],
  ["a shorter text", '"bytes: "', '"bytes:"'],
  ["another number of a table", "9, 2, 6", "9, 2, 7"],
  ["a shorter array", "new int[](10)", "new int[](9)"],
  ["a longer array", "new byte[](16)", "new byte[](17)"],
])(
  "refuses the image of a program with arrays of which something is another: %s",
  { timeout: minutes },
  (_, from, to) => {
    expect(counting).toContain(from);
    expect(problemsOfOther(counting, counting.replace(from, to))).not.toEqual([]);
  },
);

/** Copies its input, block by block, with the first byte of each block one larger. */
const copying = `let input = new byte[](100);
let output = new byte[](100);
fn main(): int {
  let n = read_bytes(input, 1, len(input) - 1);
  while n > 0 {
    input[1] = input[1] + 1;
    let done = 0;
    while done < n { done = done + write_bytes(input, 1 + done, n - done); }
    output[n] = input[n];
    n = read_bytes(input, 1, len(input) - 1);
  }
  return output[1];
}`;

it.each([0, 1, 2] as const)("accepts blocks of input and output at -O%i", { timeout: minutes }, (level) => {
  expect(problems(parsed(copying), level)).toEqual([]);
});

it.each([
  [
    "fewer bytes are asked for",
    "read_bytes(input, 1, len(input) - 1);\n  while",
    "read_bytes(input, 1, len(input) - 2);\n  while",
  ],
  [
    "a block at another place",
    "read_bytes(input, 1, len(input) - 1);\n  while",
    "read_bytes(input, 0, len(input) - 1);\n  while",
  ],
  [
    "a block in another array",
    "read_bytes(input, 1, len(input) - 1);\n  while",
    "read_bytes(output, 1, len(input) - 1);\n  while",
  ],
  ["bytes of another place", "write_bytes(input, 1 + done,", "write_bytes(input, done,"],
  ["bytes of another array", "write_bytes(input, 1", "write_bytes(output, 1"],
  ["fewer bytes are written", "n - done)", "n - done - 1)"],
  ["a byte that was not changed", "input[1] = input[1] + 1;", ""],
  ["another byte is kept", "output[n] = input[n];", "output[n] = input[1];"],
])(
  "refuses the image of a program with blocks of which something is another: %s",
  { timeout: minutes },
  (_, from, to) => {
    expect(copying).toContain(from);
    expect(problemsOfOther(copying, copying.replace(from, to))).not.toEqual([]);
  },
);

const single = `let a = new byte[](4);
  fn main(): int {
    let came = read_bytes(a, 0, 1);
    if came == 1 { write(a[0]); }
    let count = read() & 1;
    let i = 0;
    while i < 3 { i = i + write_bytes(a, i, 1); }
    if count == 1 { return write_bytes(a, 1, count) * 4 + read_bytes(a, 1, count); }
    write_bytes(a, 0, count);
    return came;
  }`;

it.each([0, 1, 2] as const)("accepts blocks of one byte at -O%i", { timeout: minutes }, (level) => {
  expect(problems(parsed(single), level)).toEqual([]);
});

it.each([
  ["two bytes are offered", "write_bytes(a, i, 1)", "write_bytes(a, i, 2)"],
  ["another byte is offered", "write_bytes(a, i, 1)", "write_bytes(a, i + 1, 1)"],
  ["a byte comes elsewhere", "read_bytes(a, 0, 1)", "read_bytes(a, 1, 1)"],
  ["it does not matter how many came", "if came == 1", "if came <= 1"],
  ["what was taken counts for less", "* 4", "* 2"],
])("refuses the image of a program with blocks of one byte where %s", { timeout: minutes }, (_, from, to) => {
  expect(single).toContain(from);
  expect(problemsOfOther(single, single.replace(from, to))).not.toEqual([]);
});

it("refuses an image that leaves out a check of bounds", { timeout: minutes }, () => {
  // No index is known to be within. After each access there is something to be seen, so a trap that comes later is another end.
  const program = parsed(`let a = new int[](10); let b = new byte[](7);
    fn main(): int { a[read()] = b[read()]; b[read()] = a[read()]; return a[read() % 16]; }`);
  const { image, hints } = compiled(program, 0);
  expect(problemsWith(program, image, hints)).toEqual([]);
  const checks = checksOf(image);
  expect(checks.length).toBe(5);
  for (const { at } of checks) {
    const changed = withText(image, (text) => text.setUint32(at, 0x13, true));
    expect(problemsWith(program, changed, hints)).not.toEqual([]);
  }
});

it("refuses an image of which an instruction is another", { timeout: minutes }, () => {
  const program = parsed(cat);
  const { image, hints } = compiled(program, 0);
  // The first byte's call, the loop's comparison, the result of main, and the exit.
  // Bit 20 of a word is the lowest of an immediate operand, or of a register's number.
  const words = textWords(image).length;
  for (const word of [2, 3, 5, words - 4, words - 3])
    expect(problemsWith(program, withBit(image, 32 * word + 20), hints)).not.toEqual([]);
});

/** Small programs of the generator, with inputs. */
function generated(seed: number, count: number): { program: Program; inputs: readonly Uint8Array[] }[] {
  return Array.from({ length: count }, (_, i) => {
    const testCase = generateCase(seed, i, { ...defaultCases, size: 15 });
    const program = programOfCase(testCase);
    if (!program.ok) throw new Error("a generated program is not valid");
    return { program: program.value, inputs: [testCase.input, new Uint8Array(), Uint8Array.of(0, 1, 48, 255, 10)] };
  });
}

it("follows paths of thousands of steps, whose length needs no stack", { timeout: minutes }, () => {
  const lines = Array.from({ length: 300 }, (_, i) => `a = (a ^ ${i}) + (a & ${i % 7});`);
  const text = (last: string): string => `fn main(): int { let a = read(); ${lines.join(" ")} ${last} return 0; }`;
  const { image, hints } = compiled(parsed(text("write(a & 255);")), 0);
  expect(problemsWith(parsed(text("write(a & 255);")), image, hints)).toEqual([]);
  expect(problemsWith(parsed(text("write(a & 127);")), image, hints)).not.toEqual([]);
});

it("accepts generated programs", { timeout: minutes }, () => {
  // Always the same: that it accepts every program is not claimed.
  for (const { program } of generated(7, 25)) expect(problems(program)).toEqual([]);
});

it("accepts no changed image that behaves in another way", { timeout: minutes }, () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (seed, places) => {
      for (const { program, inputs } of generated(seed, 1)) {
        const { image, hints } = compiled(program, 0);
        if (problemsWith(program, image, hints).length > 0) continue;
        for (const place of places) {
          const changed = withBit(image, place);
          if (problemsWith(program, changed, hints).length > 0) continue;
          for (const input of inputs) holdsOnInput(image, changed, input);
        }
      }
    }),
    { numRuns: 12 },
  );
});

/** Functions that call themselves, one another, and in loops. */
const recursive = {
  factorial: `fn factorial(n: int): int { if n < 2 { return 1; } return n * factorial(n - 1); }
    fn main(): int { let c = read(); while c >= 0 { write(factorial(c)); c = read(); } return 0; }`,
  fibonacci: `fn fibonacci(n: int): int { if n < 2 { return n; } return fibonacci(n - 1) + fibonacci(n - 2); }
    fn main(): int { let c = read(); while c >= 0 { write(fibonacci(c)); c = read(); } return 0; }`,
  mutual: `let depth = 0;
    fn even(n: int): bool { depth = depth + 1; if n == 0 { return true; } let r = odd(n - 1); return r; }
    fn odd(n: int): bool { if n == 0 { return false; } let r = even(n - 1); write(n); return r; }
    fn main(): int { if even(read() & 63) { write(69); } return depth; }`,
  queens: `let rows = new int[](8);
    fn safe(row: int, column: int): bool {
      let i = 0;
      while i < row {
        let d = rows[i & 7] - column;
        if d == 0 || d == row - i || d == i - row { return false; }
        i = i + 1;
      }
      return true;
    }
    fn place(row: int): int {
      if row >= 8 { return 1; }
      let count = 0;
      let column = 0;
      while column < 8 {
        if safe(row, column) { rows[row & 7] = column; count = count + place(row + 1); }
        column = column + 1;
      }
      return count;
    }
    fn main(): int { write(place(0)); return 0; }`,
};

it.each([
  ["factorial", 0],
  ["factorial", 2],
  ["fibonacci", 0],
  ["fibonacci", 2],
  ["mutual", 0],
  ["queens", 0],
] as const)("accepts functions that call themselves: %s at -O%i", { timeout: minutes }, (name, level) => {
  expect(problems(parsed(recursive[name]), level)).toEqual([]);
});

const { factorial } = recursive;

it.each([
  ["the frame is too small", 0xff_01_01_13, 0xff_c1_01_13],
  ["a frame of another size", 0xff_01_01_13, 0xfe_01_01_13],
  ["a callee writes into its caller's frame", 0x00_81_22_23, 0x00_81_28_23],
  ["another return address", 0x00_01_20_83, 0x00_41_20_83],
  ["sp is not restored", 0x01_01_01_13, 0x00_01_01_13],
  ["a saved register is lost", 0x00_41_24_03, 0x00_01_24_03],
  ["a saved register is not saved", 0x00_81_22_23, 0x00_00_00_13],
  ["the stack is not checked", 0x04_51_64_63, 0x00_00_00_13],
  ["it gives up while there is room", 0x04_51_64_63, 0x04_51_74_63],
  ["another argument", 0xff_f4_05_13, 0xff_e4_05_13],
])(
  "does not accept an image whose function calls itself, and of which something is another: %s",
  { timeout: minutes },
  (_, from, to) => {
    const program = parsed(factorial);
    const { image, hints } = compiled(program, 0);
    expect(problemsWith(program, withInstruction(image, from, to), hints)).not.toEqual([]);
  },
);

const tenArguments = `fn turn(n: int, a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int): int {
    if n <= 0 { return a - i + h; }
    return turn(n - 1, b, c, d, e, f, g, h, i, a) * 3 + i;
  }
  fn main(): int { write(turn(read(), 1, 2, 3, 4, 5, 6, 7, 8, 9)); return turn(3, 9, 8, 7, 6, 5, 4, 3, 2, 1); }`;

it.each([0, 1, 2] as const)(
  "accepts functions that call themselves with arguments on the stack at -O%i",
  { timeout: minutes },
  (level) => {
    expect(problems(parsed(tenArguments), level)).toEqual([]);
  },
);

it.each([
  ["another of them is read", 0x01_41_22_83, 0x01_01_22_83],
  ["none of them is read, but what is above them", 0x01_41_22_83, 0x01_81_22_83],
  ["one is put elsewhere", 0x00_51_20_23, 0x00_51_22_23],
  ["one is not put there", 0x00_51_20_23, 0x00_00_00_13],
  ["one is written by the callee", 0x00_51_26_23, 0x00_51_28_23],
])("does not accept an image whose arguments are on the stack where %s", { timeout: minutes }, (_, from, to) => {
  const program = parsed(tenArguments);
  const { image, hints } = compiled(program, 0);
  expect(problemsWith(program, withInstruction(image, from, to), hints)).not.toEqual([]);
});

/** Functions whose last call is a jump at -O2: to themselves, to one another, with frames that are given back before, and in loops; and a main that is one. */
const lastCalls = {
  accumulator: `fn factorial(n: int, product: int): int { if n < 2 { return product; } return factorial(n - 1, n * product); }
    fn main(): int { write(factorial(read(), 1)); return factorial(5, 2); }`,
  even: `fn even(n: int): bool { if n == 0 { return true; } return odd(n - 1); }
    fn odd(n: int): bool { if n == 0 { return false; } return even(n - 1); }
    fn main(): int { if even(read()) { write(69); } if odd(7) { write(79); } return 0; }`,
  ackermann: `fn ackermann(m: int, n: int): int {
      if m == 0 { return n + 1; }
      if n == 0 { return ackermann(m - 1, 1); }
      return ackermann(m - 1, ackermann(m, n - 1));
    }
    fn main(): int { return ackermann(read() & 1, 3); }`,
  nothing: `fn show(n: int) { if n < 10 { write(48 + n); return; } show(n / 10); write(48 + n % 10); }
    fn rest(n: int) { show(n); if n > 1000 { count(n / 1000, 0); } }
    fn count(n: int, total: int) { show(n); write(10); if n > 0 { count(n - 1, total + n); return; } rest(total); }
    fn main(): int { count(read(), 0); let i = 0; while i < 3 { rest(i); i = i + 1; } return 0; }`,
  frames: `fn half(n: int): int { if n < 2 { return 1; } return half(n / 2) + 1; }
    fn down(n: int, sum: int): int { if n <= 0 { return sum; } let h = half(n); return up(n - 1, sum + h); }
    fn up(n: int, sum: int): int { if n <= 0 { return sum * 2; } return down(n - 1, sum - half(sum)); }
    fn main(): int { let c = read(); while c >= 0 { write(up(c, 7)); c = read(); } return up(3, 4); }`,
} as const;

it.each(Object.keys(lastCalls) as (keyof typeof lastCalls)[])(
  "accepts last calls that are jumps: %s",
  { timeout: minutes },
  (name) => {
    for (const level of [0, 2] as const) expect(problems(parsed(lastCalls[name]), level)).toEqual([]);
  },
);

/** From `lw ra,0(sp)` and `addi sp,sp,16` before a jump from `down` to `up`, so many instructions away, others in their place. */
it.each([
  ["the frame is not given back", -1, [0x00_00_00_13]],
  ["more than the frame is given back", -1, [0x02_01_01_13]],
  ["ra is not restored", -2, [0x00_00_00_13]],
  ["another ra", -2, [0x00_41_20_83]],
  ["another callee", 0, [0xf7_9f_f0_6f]],
  ["the function itself is called", 0, [0xfb_df_f0_6f]],
  ["it goes on behind the callee's first instruction", 0, [0x01_00_00_6f]],
  ["another argument", -4, [0xff_e5_05_13]],
  ["an argument is lost", -3, [0x00_00_00_13]],
  ["a call in its place", 0, [0x00_c0_00_ef]],
] as const)(
  "does not accept an image whose last call is a jump, and of which something is another: %s",
  { timeout: minutes },
  (_, from, words) => {
    const program = parsed(lastCalls.frames);
    const { image, hints } = compiled(program, 2);
    const jump = textWords(image).find(({ word }) => word === 0x00_c0_00_6f)!;
    const forged = withText(image, (text) => {
      for (const [i, word] of words.entries()) text.setUint32(jump.at + 4 * (from + i), word, true);
    });
    expect(problemsWith(program, image, hints)).toEqual([]);
    expect(problemsWith(program, forged, hints)).not.toEqual([]);
  },
);

it("does not accept a register that is lost over a last call", { timeout: minutes }, () => {
  const program = parsed(lastCalls.frames);
  const { image, hints } = compiled(program, 2);
  // What t3 has between the calls, s0 has: it is the same for who does not keep anything in s0.
  const lost = withInstruction(withInstruction(image, 0x00_05_0e_13, 0x00_05_04_13), 0x01_c5_85_b3, 0x00_85_85_b3);
  expect(problemsWith(program, lost, hints)).not.toEqual([]);
});

it("does not accept the image of another program whose last calls are jumps", { timeout: minutes }, () => {
  const { accumulator, even } = lastCalls;
  const later = accumulator.replace("return factorial(n", "return 1 + factorial(n");
  expect(problemsOfOther(accumulator, accumulator.replace("n * product", "n + product"), 2)).not.toEqual([]);
  expect(problemsOfOther(accumulator, later, 2)).not.toEqual([]);
  expect(problemsOfOther(later, accumulator, 2)).not.toEqual([]);
  expect(problemsOfOther(even, even.replace("return odd(n - 1)", "return even(n - 1)"), 2)).not.toEqual([]);
});

it("does not accept the image of another program whose functions call themselves", { timeout: minutes }, () => {
  const { fibonacci } = recursive;
  expect(problemsOfOther(factorial, factorial.replace("n - 1", "n - 2"))).not.toEqual([]);
  expect(problemsOfOther(factorial, factorial.replace("n *", "2 *"))).not.toEqual([]);
  expect(problemsOfOther(fibonacci, fibonacci.replace("n - 2", "n - 3"))).not.toEqual([]);
});
