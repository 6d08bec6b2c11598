/**
 * Small programs whose functions call themselves, of the kind that one writes to learn it: the checker that Coq proves right accepts what the compiler
 * makes of each at every level. What a function holds over a call, computed from its variables, is in the certificate; so nobody who changes it is believed.
 */

import { expect, it } from "vitest";
import { compiled, holdsAgainstBits, parsed, problems, problemsWith, withInstruction } from "./images.ts";

const minutes = 120_000;

const programs = {
  gcd: `fn gcd(a: int, b: int): int {
      if a == b { return a; }
      if a > b { return gcd(a - b, b); }
      return gcd(a, b - a);
    }
    fn main(): int { write(gcd(read(), read())); return 0; }`,
  power: `fn power(base: int, n: int): int {
      if n == 0 { return 1; }
      let half = power(base, n / 2);
      if n % 2 == 0 { return half * half; }
      return half * half * base;
    }
    fn main(): int { write(power(3, read())); return power(2, 10); }`,
  hanoi: `fn hanoi(n: int, from: int, to: int, by: int) {
      if n == 0 { return; }
      hanoi(n - 1, from, by, to);
      write(from); write('-'); write('>'); write(to); write('\\n');
      hanoi(n - 1, by, to, from);
    }
    fn main(): int { hanoi(read() - '0', 'A', 'B', 'C'); return 0; }`,
  collatz: `fn collatz(n: int): int {
      if n <= 1 { return 0; }
      if n % 2 == 0 { return 1 + collatz(n / 2); }
      return 1 + collatz(3 * n + 1);
    }
    fn main(): int { write(collatz(read())); return 0; }`,
  search: `let values = [1, 4, 9, 16, 25, 36, 49, 64];
    fn search(x: int, low: int, high: int): int {
      if low >= high { return -1; }
      let middle = (low + high) / 2;
      if values[middle] == x { return middle; }
      if values[middle] < x { return search(x, middle + 1, high); }
      return search(x, low, middle);
    }
    fn main(): int { write(search(read(), 0, len(values))); return 0; }`,
  digits: `fn digits(n: int): int {
      if n < 10 { return n; }
      return n % 10 + digits(n / 10);
    }
    fn main(): int { let a = read(); let b = read(); return digits(a * 256 + b); }`,
  binomial: `fn binomial(n: int, k: int): int {
      if k == 0 || k == n { return 1; }
      return binomial(n - 1, k - 1) + binomial(n - 1, k);
    }
    fn main(): int { let n = read(); let k = 0; while k <= n { write(binomial(n, k)); k = k + 1; } return 0; }`,
  print: `fn print(n: int) {
      if n < 0 { write('-'); print(-n); return; }
      if n >= 10 { print(n / 10); }
      write('0' + n % 10);
    }
    fn main(): int { print(read() * 1000 - 7); write('\\n'); return 0; }`,
  gray: `fn gray(n: int): int { if n <= 1 { return n; } return gray(n / 2) * 2 + ((n / 2 + n) & 1); }
    fn main(): int { let n = read(); while n != -1 { write(gray(n)); n = read(); } return 0; }`,
  array: `fn sum(a: int[], n: int): int { if n == 0 { return 0; } return a[n - 1] + sum(a, n - 1); }
    fn fill(a: int[], n: int) { if n == 0 { return; } a[n - 1] = n * n; fill(a, n - 1); }
    fn main(): int { let a = new int[](10); fill(a, len(a)); return sum(a, len(a)); }`,
  // At -O2 advance is inlined in nested, and skip, which has a frame, is not.
  inlined: `let next = 0;
    fn say(n: int) {
      let k = n & 7; while k > 0 { write(k + n); k -= 1; }
      while k < n { write(k); k += 5; }
      ${Array.from({ length: 12 }, (_, i) => `write(n + ${i});`).join(" ")}
    }
    fn skip() { while next == ' ' { next = read(); say(next); } while next == '\\t' { next = read(); say(next); say(7); } }
    fn advance() { next = read(); skip(); }
    fn nested(): int { if next == '(' { advance(); let n = nested(); advance(); return n + 1; } return 0; }
    fn main(): int { advance(); write(nested()); skip(); return 0; }`,
};

it.each(Object.entries(programs))("accepts %s at all levels", { timeout: minutes }, (_, text) => {
  for (const level of [0, 1, 2] as const) expect(problems(parsed(text), level)).toEqual([]);
});

it.each([
  ["it is put elsewhere", 0x00_51_24_23, 0x00_51_26_23],
  ["it is not put there", 0x00_51_24_23, 0x00_00_00_13],
  ["another word is read", 0x00_81_22_83, 0x00_c1_22_83],
  ["it is another word", 0x02_64_42_b3, 0x02_64_52_b3],
  ["another argument", 0x00_81_25_03, 0x00_c1_25_03],
])("does not accept what is held over a call where %s", { timeout: minutes }, (_, from, to) => {
  const program = parsed(programs.gray);
  const { image, hints } = compiled(program, 1);
  expect(problemsWith(program, withInstruction(image, from, to), hints)).not.toEqual([]);
});

it("accepts no changed image that behaves in another way", { timeout: minutes }, () => {
  const images = Object.values(programs).map((text) => {
    const program = parsed(text);
    return { program, ...compiled(program, 2) };
  });
  holdsAgainstBits(images);
});
