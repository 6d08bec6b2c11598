/**
 * What the proved model leaves out (docs/coq.md): two references that are one array at one arrival at a cut point, and two arrays at another. The smallest programs that generated ones came
 * to. The first checker certifies all; when the second does, too, that page says too much.
 */

import { checkClaims } from "etalon/proof";
import { expect, test } from "vitest";
import { compiled, minutes, parsed, problemsWith } from "./images.ts";

const programs = {
  "a global that gets another's array on one of two ways": `let s = ""; let t = "";
    fn main(): int { if new bool[](1)[0] { s = t; } return len(t); }`,
  "a global that gets another's array in a loop": `let s = ""; let t = "";
    fn main(): int { for i in 0..1 { t = s; } return t[0]; }`,
  "a variable that is a global's array until the global gets another": `let s = "";
    fn main(): int { for i in 0..2 { let v = s; for j in len(s)..1 { s = ""; } } return 0; }`,
  "an argument that is a global's array where a function calls itself, and was not before": `let s = [0];
    fn f(a: int[]): int { if read() <= 0 { return 0; } return f(s); }
    fn main(): int { f(new int[](0)); return len(s); }`,
  "the same, in a function that never returns": `let s: int[] = new int[](0);
    fn f(a: int[]): bool { for i in 0..1 { assert len(a) != 0; } return f(s); }
    fn main(): int { f(new int[](1)); return 0; }`,
  "an argument, where the caller of a function that calls itself had another": `fn f(a: bool[]): int { for i in 0..read() { f(new bool[](1)); } if a[0] { } return 0; }
    fn main(): int { return f(new bool[](0)); }`,
};

test.each(Object.entries(programs))("%s: certified by the first checker alone", { timeout: minutes }, (_, text) => {
  const program = parsed(text);
  const problems = ([0, 1, 2] as const).map((level) => {
    const { image, hints } = compiled(program, level);
    expect(checkClaims(program, image, hints).verdict).toBe("certified");
    return problemsWith(program, image, hints);
  });
  // By an address where a load is left of a check.
  for (const found of problems) expect([["ArrayNotKnown"], ["AddressNotKnown"]]).toContainEqual(found);
});
