/**
 * Arrays whose lengths nobody knows before the program runs, in the second checker: what the compiler makes of them is accepted, and a machine that
 * makes, finds or checks them in another way is not.
 */

import { writeElf } from "etalon/machine";
import { expect, it } from "vitest";
import { examined, imageIn, searchOf } from "../../src/second/examine.ts";
import { compiled, minutes, parsed, problems, problemsOfOther, problemsWith, textWords, withText } from "./images.ts";

const programs = {
  "two arrays, and a loop over both": `fn main(): int {
    let n = read() << 20;
    let a = new int[](n);
    let b = new byte[](n + 3);
    let i = 0;
    while i < len(a) { a[i] = i + 1; b[i] = i; i = i + 1; }
    write(b[read()]);
    return a[read()] + len(b);
  }`,
  "arrays that change their names in a loop": `let cells = new byte[](0);
  fn sum(): int { let s = 0; for i in 0..len(cells) { s = s + cells[i]; } return s; }
  fn main(): int {
    cells = new byte[](read() & 31);
    let other = new byte[](len(cells));
    for i in 0..3 { let previous = cells; cells = other; other = previous; if len(other) > 0 { other[0] = 1; } }
    return sum();
  }`,
  "an array that grows with the input": `fn main(): int {
    let text = new byte[](4); let size = 0; let c = read();
    while c != -1 {
      if size == len(text) {
        let larger = new byte[](2 * size);
        for i in 0..size { larger[i] = text[i]; }
        text = larger;
      }
      text[size] = c; size = size + 1; c = read();
    }
    for i in 0..size { write(text[i]); }
    return 0;
  }`,
  "blocks, and a text that lies behind an array": `fn main(): int {
    let a = new byte[](read() + 2);
    let word = "etalon";
    let n = read_bytes(a, 1, len(a) - 1);
    if n > 0 { let m = write_bytes(a, 1, n); write(m); }
    for i in 0..len(word) { write(word[i]); }
    return len(a);
  }`,
  "one of two arrays": `let a = new int[](0);
  let b = new int[](0);
  fn main(): int {
    a = new int[](read() & 7); b = new int[](read() & 7);
    let c = a; if read() == 3 { c = b; }
    for i in 0..len(c) { c[i] = i; }
    return len(c);
  }`,
  "a function that calls itself with an array": `fn f(x: int[], n: int): int { if n == 0 { return len(x); } let y = f(x, n - 1); x[0] = n; return y; }
  fn main(): int { let x = new int[](read() + 1); if len(x) == 0 { return 1; } let y = f(x, 3); return y + x[0]; }`,
};

it.each(
  Object.entries(programs).flatMap(([name, text]) => ([0, 1, 2] as const).map((level) => [name, level, text] as const)),
)("accepts %s, at -O%i", { timeout: minutes }, (name, level, text) => {
  // At -O2 a frame of a function that calls itself is another than the checker takes.
  if (level > 0 && name.startsWith("a function that calls itself")) return;
  expect(problems(parsed(text), level)).toEqual([]);
});

const { "two arrays, and a loop over both": both } = programs;

/** So many bytes behind the first instruction, one and another in its place. */
it.each([
  ["the room for an array is not checked", 0x34, 0x12_5e_7e_63, 0x00_00_00_13],
  ["it gives up while there is room", 0x34, 0x12_5e_7e_63, 0x12_5e_6e_63],
  ["the heap ends elsewhere", 0x28, 0x14_00_12_b7, 0x14_00_22_b7],
  ["more room is found than there is", 0x30, 0x00_22_d2_93, 0x00_12_d2_93],
  ["the room for the second array is not checked", 0x68, 0x10_53_78_63, 0x00_00_00_13],
  ["a negative length is taken", 0x24, 0x10_0e_4e_63, 0x00_00_00_13],
  ["no length is stored", 0x38, 0x01_c1_a0_23, 0x00_00_00_13],
  ["another length is stored", 0x38, 0x01_c1_a0_23, 0x00_01_a0_23],
  ["the length is stored where the first element is", 0x38, 0x01_c1_a0_23, 0x01_c1_a2_23],
  ["too little is taken for the elements", 0x3c, 0x00_2e_13_13, 0x00_1e_13_13],
  ["nothing is taken for the elements", 0x44, 0x00_61_81_b3, 0x00_00_00_13],
  ["nothing is taken for the length", 0x48, 0x00_41_81_93, 0x00_01_81_93],
  ["an array is elsewhere", 0x40, 0x00_01_8f_93, 0x00_41_8f_93],
  ["the second array is the first", 0x74, 0x00_01_87_93, 0x00_0f_87_93],
  ["bytes that fill no word are left out", 0x54, 0x00_3e_03_13, 0x00_0e_03_13],
  ["the length of the other array", 0x8c, 0x00_0f_ae_03, 0x00_07_ae_03],
  ["a length that is an element", 0xb4, 0x00_0f_ae_03, 0x00_4f_ae_03],
  ["an element behind the one that is meant", 0x9c, 0x01_e3_a2_23, 0x01_e3_a4_23],
  ["an element of the other array", 0xe4, 0x01_d7_83_b3, 0x01_df_83_b3],
  ["a byte behind the one that is meant", 0xe8, 0x00_43_ce_03, 0x00_53_ce_03],
  ["an index of bytes is not checked", 0xe0, 0x09_ce_f0_63, 0x00_00_00_13],
  ["an index of words is not checked", 0x124, 0x05_ce_f2_63, 0x00_00_00_13],
])("refuses the image of a program with two arrays in which %s", { timeout: minutes }, (_, at, from, to) => {
  const program = parsed(both);
  const { image, hints } = compiled(program, 0);
  expect(textWords(image).find((one) => one.at === at)?.word).toBe(from);
  const changed = withText(image, (text) => text.setUint32(at, to, true));
  expect(problemsWith(program, changed, hints)).not.toEqual([]);
});

it("refuses an image whose heap does not begin as zeros", { timeout: minutes }, () => {
  const program = parsed(both);
  const { image, hints } = compiled(program, 0);
  const { heapStart } = hints.layout;
  for (const [behind, accepted] of [
    [-4, true],
    [8, false],
  ] as const) {
    const segments = image.segments.map((segment) => {
      if (!segment.permissions.write) return segment;
      const bytes = new Uint8Array(heapStart + behind + 1 - segment.address);
      bytes[bytes.length - 1] = accepted ? 0 : 1;
      return { ...segment, bytes };
    });
    expect(problemsWith(program, { ...image, segments }, hints).length === 0).toBe(accepted);
  }
});

it.each([
  ["a longer array", "new int[](n)", "new int[](n + 1)"],
  ["a shorter array", "new byte[](n + 3)", "new byte[](n + 2)"],
  ["bytes in the other array", "b[i] = i;", "a[i] = i;"],
  ["another element", "a[i] = i + 1", "a[i] = i"],
  ["the length of the other", "len(b)", "len(a)"],
])("refuses the image of a program with %s", { timeout: minutes }, (_, from, to) => {
  const text = both.replaceAll(/\s+/gu, " ");
  expect(text).toContain(from);
  expect(problemsOfOther(text, text.replace(from, to))).not.toEqual([]);
});

it("looks at few places where each round of a loop makes an array", { timeout: minutes }, () => {
  const program =
    parsed(`fn grown(a: int[]): int[] { let b = new int[](2 * len(a)); for i in 0..len(a) { b[i] = a[i]; } return b; }
    fn main(): int {
      let a = new int[](1); let n = 0; let c = read();
      while c != -1 { if n == len(a) { a = grown(a); } a[n] = c; n += 1; c = read(); }
      for i in 0..n { write(a[i]); }
      return 0;
    }`);
  const { image, hints } = compiled(program, 0);
  // A tenth of the usual paths, and of their steps.
  expect(examined(program, imageIn(writeElf(image))!, searchOf(program, hints, 0.1)).problems).toEqual([]);
});
