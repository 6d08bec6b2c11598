/**
 * What an optimiser keeps in registers and leaves out, each thing in a program that needs it: all functions are guessed, and the check shows the guess.
 */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "../../../../src/compiler/pipeline.ts";
import { checkClaims } from "../../../../src/proof/checker/check.ts";
import { inferByGuesses } from "../../../../src/proof/infer/infer.ts";
import { programOf } from "../../../lang/program-of.ts";

test.each([
  [
    "a division in a loop is not checked, since one before it was",
    `fn main(): int {
  let by = read() << 1;
  let sum = 100 / by;
  for i in 0..read() {
    sum += i % by;
  }
  return sum;
}`,
  ],
  [
    "a global waits in a register for calls that are inlined, of a function that is called, too",
    `let letters = "ABCDEFGH";
fn put(x: int) {
  write(letters[x & 7]);
}
fn main(): int {
  let a = read();
  while a != -1 {
    let b = read();
    if b == -1 {
      put(a >> 2);
      put(a << 4);
      return 0;
    }
    put(a >> 2);
    put(a << 4 | b >> 4);
    put(b);
    a = read();
  }
  return 0;
}`,
  ],
  [
    "an element that a loop does not change is in a register",
    `fn place(table: int[], key: int): int {
  let at = key & table[0];
  while table[at + 1] != 0 && table[at + 1] != key {
    at = at + 1 & table[0];
  }
  return at;
}
fn main(): int {
  let table = new int[](9);
  table[0] = 7;
  return place(table, read()) + place(table, read());
}`,
  ],
  [
    "what a call that is inlined computes of what it is given, and of an element, is in a register",
    `fn start(table: int[]): int {
  let mask = table[0];
  return 3 * (mask + 1);
}
fn sum(table: int[], count: int): int {
  let sum = table[0];
  for i in 0..count {
    if i & 3 == 0 {
      sum += table[start(table) + (i >> 2)];
    }
  }
  return sum;
}
fn main(): int {
  let table = new int[](90);
  table[0] = 7;
  return sum(table, read()) + sum(table, read());
}`,
  ],
  [
    "a variable and an address are stepped by way of other registers",
    `let offsets = new int[](64);
let counts = new int[](64);
fn main(): int {
  counts[3] = read();
  for i in 1..16 {
    offsets[i + 1] = offsets[i] + counts[i];
  }
  return offsets[9];
}`,
  ],
  [
    "what is needed of two variables is their sum, and the machine goes on with that",
    `let seen = 0;
fn next(at: int): int {
  write(at);
  if read() == 7 {
    return next(at + 1);
  }
  return read() & 7;
}
fn keep(at: int) {
  if read() == 7 {
    keep(at + 1);
  }
  seen += at;
}
fn main(): int {
  let at = 0;
  while at < 100 {
    let length = next(at);
    for i in at..at + length {
      keep(i);
    }
    at += length;
  }
  return seen;
}`,
  ],
  [
    "the end of a loop is a sum that is needed when the loop is over",
    `let limbs = new int[](64);
fn push(size: int, rest: int) {
  if read() == 7 {
    push(rest, size);
  }
  write(size);
}
fn fill(x: int, y: int) {
  for i in 0..x + y {
    limbs[i] = 1;
  }
  for i in 0..x {
    limbs[i] = limbs[i] + i * y;
  }
  push(x + y, y);
}
fn main(): int {
  fill(read(), read());
  fill(read(), 4);
  return limbs[3];
}`,
  ],
  [
    "the machine has stepped a variable before the source has, which needs both",
    `let pattern = new byte[](64);
fn advance(border: int[], matched: int, c: int): int {
  while matched > 0 && pattern[matched] != c {
    matched = border[matched];
  }
  if pattern[matched] == c {
    return matched + 1;
  }
  return 0;
}
fn main(): int {
  let border = new int[](65);
  for i in 1..64 {
    border[i + 1] = advance(border, border[i], pattern[i]);
  }
  return border[9];
}`,
  ],
  [
    "an address is stepped in an array that is known to be that of a global",
    `let counts = new int[](64);
fn from(all: int[], code: int): int {
  let first = code;
  for width in 1..16 {
    first = 2 * first + (read() & 1);
    if first < all[width] {
      return first;
    }
    first -= all[width];
  }
  exit(1);
  return 0;
}
fn main(): int {
  counts[1] = read();
  let sum = 0;
  while sum < 100 {
    sum += from(counts, sum);
  }
  return sum;
}`,
  ],
  [
    "the end of a loop is a constant that the text computes, and the register that has it holds it longer",
    `const MOST = 15;
let widths = new int[](64);
fn take(most: int): int {
  let code = 0;
  for width in 1..MOST + 1 {
    code = 2 * code + (read() & 1);
    if code < widths[width] {
      return code;
    }
  }
  return most;
}
fn main(): int {
  let i = 0;
  while i < 64 {
    let symbol = take(i);
    if symbol < 16 {
      widths[i] = symbol;
    } else {
      widths[i] = widths[i] + 16;
    }
    i += 1;
  }
  return widths[3];
}`,
  ],
  [
    "what is 0 before a loop on all ways is in a register on one of them, by chance, and nowhere on another",
    `let text = new byte[](64);
let value = 0;
fn is_number(from: int, end: int): bool {
  let i = from;
  let negative = text[from] == '-';
  if negative {
    i += 1;
  }
  value = 0;
  while i < end {
    value = value * 10 + text[i];
    i += 1;
  }
  return negative || value > 7;
}
fn main(): int {
  text[0] = read();
  let sum = 0;
  while sum < 100 {
    let operand = 0;
    if is_number(sum & 7, read() & 63) {
      operand = value;
    } else {
      sum += 1;
    }
    sum += operand;
  }
  return sum;
}`,
  ],
  [
    "of two variables that begin as a third one, and are both stepped, one is in the address that is stepped",
    `fn merge(from: int[], to: int[], low: int, high: int) {
  let left = low;
  for i in low..high {
    if from[i] > 0 {
      to[i] = from[left];
      left += 1;
    } else {
      to[i] = from[i];
    }
  }
}
fn main(): int {
  let from = new int[](90);
  let to = new int[](90);
  merge(from, to, read(), read());
  merge(to, from, read(), read());
  return 0;
}`,
  ],
  [
    "what a call is given lies in its register before the loop in front of it",
    `let text = new byte[](64);
let starts = new int[](8);
fn hash(text: byte[], from: int, to: int): int {
  if from >= to {
    return 7;
  }
  return hash(text, from + 1, to) * 31 ^ text[from];
}
fn main(): int {
  text[3] = read();
  starts[1] = read();
  let sum = 0;
  for i in 0..8 {
    let end = starts[i];
    while end < len(text) && text[end] != 10 {
      end += 1;
    }
    sum += hash(text, starts[i], end);
  }
  return sum + hash(text, 0, 9);
}`,
  ],
  [
    "one call that is inlined has looked at the length of an array for the next",
    `fn make(room: int): int[] {
  let map = new int[](room);
  map[2] = room;
  map[1] = 3;
  return map;
}
fn count(map: int[]): int {
  return map[0];
}
fn add(map: int[], value: int) {
  map[0] += 1;
  map[1] ^= value;
}
fn main(): int {
  let map = make(read());
  for i in 0..9 {
    if count(map) < 5 {
      add(map, i);
    }
  }
  return count(map);
}`,
  ],
] as const)("%s", (_, text) => {
  const program = programOf(text);
  const compiled = compile(program, { level: 2 });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const { image } = compiled.value;
  const found = inferByGuesses(program, image, {}, () => undefined);
  const needed = found?.findings.filter(({ kind }) => kind === "found").length;
  expect(found?.guessed.size).toBe(needed);
  expect(checkClaims(program, image, found!.claims).verdict).toBe("certified");
});

test.each([
  ["ways to a join call a register otherwise, as a variable is the same as another on one of them", "life", ["main"]],
  ["a value that is a constant is in two registers, and one of them goes on as the constant", "gzip", ["main"]],
  ["words of the frame that are no values are read in a loop", "regexp", ["add", "main"]],
  ["an address is a sum of more than few words may be made of", "rpn", ["multiply"]],
  ["an address goes on with one of two variables that go on together", "diff", ["main"]],
  ["an address is stepped with a variable that is a sum when the loop begins", "rpn", ["add"]],
  ["a variable that a loop leaves as it is waits in the frame over calls", "rpn", ["command"]],
  ["an argument is handed on through calls that are inlined, and is computed by the first", "rpn", ["divide"]],
  ["a word of the frame holds what a variable is before a loop that changes that", "md5", ["add"]],
] as const)("%s, in %s", (_, example, names) => {
  const program = programOf(readFileSync(`examples/${example}.ell`, "utf8"));
  const compiled = compile(program, { level: 2 });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const { image } = compiled.value;
  const found = inferByGuesses(program, image, {}, () => undefined)!;
  const guessed = program.functions.filter((__, index) => found.guessed.has(index)).map(({ name }) => name);
  expect(guessed).toEqual(expect.arrayContaining([...names]));
  expect(checkClaims(program, image, found.claims).verdict).toBe("certified");
});
