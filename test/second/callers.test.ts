/**
 * Arrays of callers that stay behind: a function that calls itself does not name them all, and its callers go on with them. The checker that Coq
 * proves right accepts what the compiler makes of these programs at every level, and nothing that behaves in another way.
 */

import { expect, it } from "vitest";
import {
  compiled,
  holdsAgainstBits,
  minutes,
  parsed,
  problems,
  problemsOfOther,
  problemsWith,
  textWords,
  withText,
} from "./images.ts";

const programs = {
  "an array that only the caller knows": `fn f(n: int): int { if n <= 0 { return 0; } let x = new int[](n); let y = f(n - 1); return y + len(x); }
    fn main(): int { return f(read()); }`,
  "two arrays that change places": `fn f(a: int[], b: int[], n: int) {
      if n <= 0 { return; }
      a[0] = a[0] + n; f(b, a, n - 1); a[1] = a[1] + b[n];
    }
    fn main(): int {
      let m = read(); if m < 8 { return 1; }
      let a = new int[](m); let b = new int[](m);
      f(a, b, 5); return a[1] + b[0];
    }`,
  "a global beside arguments": `let text = "";
    fn less(a: int, b: int): bool { return text[a] < text[b]; }
    fn f(l: int[], s: int[], n: int, m: int) {
      if m - n < 2 { return; }
      let h = n + (m - n) / 2;
      f(l, s, n, h); f(l, s, h, m);
      if less(l[n], l[m - 1]) { s[0] = l[0]; }
      for i in n..m { l[i] = s[i]; }
    }
    fn main(): int {
      let m = read(); if m < 8 { return 1; }
      text = new byte[](m);
      let a = new int[](m); let b = new int[](m);
      f(a, b, 0, m); return a[1];
    }`,
  "a global that is an argument, too": `let text = "";
    fn find(t: byte[], n: int): int { if n <= 0 { return 0; } if t[n - 1] == 'x' { return n; } return find(t, n - 1); }
    fn main(): int {
      let m = read(); if m < 8 { return 1; }
      text = new byte[](m);
      let t = text; text[0] = 'x';
      let a = find(t, m); let b = find(text, m);
      return t[0] + a + b + text[1];
    }`,
  "new arrays that are returned": `fn sorted(a: int[], low: int, high: int): int[] {
      if high - low < 2 { let one = new int[](1); if low < high { one[0] = a[low]; } return one; }
      let middle = low + (high - low) / 2;
      let x = sorted(a, low, middle); let y = sorted(a, middle, high);
      let z = new int[](high - low);
      let i = 0; let j = 0;
      for k in 0..high - low {
        if i < middle - low && (j == high - middle || x[i] <= y[j]) { z[k] = x[i]; i += 1; } else { z[k] = y[j]; j += 1; }
      }
      return z;
    }
    fn main(): int {
      let m = read(); if m < 2 { return 1; }
      let a = new int[](m); for i in 0..m { a[i] = read(); }
      let b = sorted(a, 0, m); for i in 0..m { write(b[i]); }
      return 0;
    }`,
};

it.each(Object.entries(programs))("accepts %s at all levels", { timeout: minutes }, (_, text) => {
  for (const level of [0, 1, 2] as const) expect(problems(parsed(text), level)).toEqual([]);
});

const two = programs["two arrays that change places"];

it.each([
  ["the arrays do not change places", two.replace("f(b, a, n - 1)", "f(a, b, n - 1)")],
  ["another array is written after the call", two.replace("a[1] = a[1] + b[n]", "b[1] = a[1] + b[n]")],
  ["another array is read after the call", two.replace("a[1] + b[n]", "a[1] + a[n]")],
  ["another array is read where all calls are over", two.replace("return a[1] + b[0]", "return b[1] + b[0]")],
  ["an element is written besides", two.replace("f(b, a, n - 1);", "f(b, a, n - 1); b[2] = 1;")],
])("does not accept an image in which %s", { timeout: minutes }, (_, other) => {
  for (const level of [0, 2] as const) expect(problemsOfOther(two, other, level)).not.toEqual([]);
});

const texts = `let text = ""; let other = "";
    fn f(n: int) { if n <= 0 { return; } f(n - 1); }
    fn main(): int {
      let m = read(); if m < 8 { return 1; }
      text = new byte[](m); other = new byte[](m);
      let t = text; f(m); other[0] = 'o'; text[0] = 'x';
      return t[0];
    }`;

it.each([
  ["assigns a global", "if n <= 0 { return; }", "if n <= 0 { text = other; return; }"],
  ["assigns a global after its own call", "f(n - 1); }", "f(n - 1); other = text; }"],
  ["writes to an array of a global", "if n <= 0 { return; }", "if n <= 0 { text[1] = 'z'; return; }"],
])("does not take globals for what they were when the callee %s", { timeout: minutes }, (_, from, to) => {
  for (const level of [0, 2] as const) {
    expect(problems(parsed(texts), level)).toEqual([]);
    expect(problemsOfOther(texts, texts.replace(from, to), level)).not.toEqual([]);
    expect(problemsOfOther(texts.replace(from, to), texts, level)).not.toEqual([]);
  }
});

it("does not take an array for a new one that a callee was given", { timeout: minutes }, () => {
  const made = (
    end: string,
  ) => `fn f(a: int[], n: int): int[] { let b = new int[](4); if n <= 0 { return ${end}; } return f(a, n - 1); }
    fn main(): int { let m = read(); if m < 4 { return 1; } let z = new byte[](m); let a = new int[](m); let c = f(a, m); c[0] = 7; a[0] = a[0] + 1; return c[0]; }`;
  for (const level of [0, 2] as const) {
    expect(problems(parsed(made("b")), level)).toEqual([]);
    expect(problems(parsed(made("a")), level)).not.toEqual([]);
    expect(problemsOfOther(made("b"), made("a"), level)).not.toEqual([]);
  }
});

/** A store with another offset. */
function storeAt(word: number, change: number): number {
  const offset = (((word >> 20) & ~0x1f) | ((word >> 7) & 0x1f)) + change;
  return ((word & 0x01_ff_f0_7f) | ((offset & 0xfe0) << 20) | ((offset & 0x1f) << 7)) >>> 0;
}

it("does not accept a store into the array of a caller", { timeout: minutes }, () => {
  const program =
    parsed(`fn f(n: int): int { if n <= 0 { return 0; } let x = new int[](4); x[1] = n; return f(n - 1) + x[1]; }
    fn main(): int { return f(read()); }`);
  const { image, hints } = compiled(program, 2);
  expect(problemsWith(program, image, hints)).toEqual([]);
  const stores = textWords(image).filter(({ word }) => (word & 0x707f) === 0x2023 && ((word >> 15) & 0x1f) !== 2);
  expect(stores.length).toBeGreaterThan(0);
  // The array of the caller lies 20 bytes below.
  for (const { at, word } of stores) {
    const changed = withText(image, (text) => text.setUint32(at, storeAt(word, -20), true));
    expect(problemsWith(program, changed, hints)).not.toEqual([]);
  }
});

it("accepts no changed image that behaves in another way", { timeout: minutes }, () => {
  holdsAgainstBits(
    Object.values(programs).map((text) => {
      const program = parsed(text);
      return { program, ...compiled(program, 2) };
    }),
  );
});
