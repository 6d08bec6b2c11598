/**
 * What an optimiser keeps in registers and leaves out, each thing in a program that needs it: all functions are guessed, and the check shows the guess.
 */

import { expect, test } from "vitest";
import { compile } from "../../../../src/compiler/pipeline.ts";
import { checkClaims } from "../../../../src/proof/checker/check.ts";
import { inferByGuesses } from "../../../../src/proof/infer/infer.ts";
import { programOf } from "../../../lang/program-of.ts";

test.each([
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
