/** What a loop writes and steps is told from what the loops around it write, also where the condition of a loop is at its end. */

import { expect, test } from "vitest";
import { assemble } from "../../../../src/machine/assembler/assemble.ts";
import { textOf } from "../../../../src/proof/checker/image.ts";
import { Rounds } from "../../../../src/proof/infer/guess/rounds.ts";
import { TextCode } from "../../../../src/proof/infer/guess/text-code.ts";

/** The registers t0, t1 and t2. */
const [t0, t1, t2] = [5, 6, 7];

function roundsIn(text: string): { readonly rounds: Rounds; readonly entry: number } {
  const image = assemble(text);
  if (!image.ok) throw new Error(image.error[0]!.message);
  const { entry } = image.value;
  const fetch = textOf(image.value);
  return { rounds: new Rounds(fetch, new TextCode(image.value, fetch), entry), entry };
}

test("a loop in another writes what is in it", () => {
  const { rounds, entry } = roundsIn(`
    .globl _start
    _start: j outer
    round:  addi t1, zero, 0
            j inner
    more:   addi t0, t0, 1
    inner:  blt t0, t2, more
            addi t2, t2, -1
    outer:  blt zero, t2, round
            ebreak
  `);
  const [inner, outer] = [entry + 16, entry + 24];
  const written = (1 << t0) | (1 << t1) | (1 << t2);
  expect(rounds.from(inner)).toEqual({ written: 1 << t0, steps: new Map([[t0, 1]]), stored: new Set() });
  expect(rounds.from(outer)).toEqual({
    written,
    steps: new Map([
      [t0, 1],
      [t2, -1],
    ]),
    stored: new Set(),
  });
  expect(rounds.from(entry)).toBeUndefined();
});

test("a register is stepped by way of another one where each round adds the same", () => {
  const { rounds, entry } = roundsIn(`
    .globl _start
    _start: j head
    round:  addi t1, t0, 1
            lw   t0, 0(t2)
            beq  t0, zero, other
            addi t2, t2, 4
            j both
    other:  addi t2, t2, 8
    both:   addi t0, t1, 0
    head:   blt  t0, t1, round
            ebreak
  `);
  expect(rounds.from(entry + 32)).toEqual({
    written: (1 << t0) | (1 << t1) | (1 << t2),
    steps: new Map([[t0, 1]]),
    stored: new Set(),
  });
});

test("a register waits in the frame while the loop uses it otherwise, and is stepped there or left as it is", () => {
  const { rounds, entry } = roundsIn(`
    .globl _start
    _start: j head
    round:  sw   t0, 8(sp)
            sw   t1, 12(sp)
            addi t0, zero, 7
            addi t1, zero, 7
            lw   t0, 12(sp)
            lw   t1, 8(sp)
            addi t2, t0, 0
            addi t0, t1, 1
            addi t1, t2, 0
    head:   blt  t0, t1, round
            ebreak
  `);
  expect(rounds.from(entry + 40)).toEqual({
    written: (1 << t0) | (1 << t2),
    steps: new Map([[t0, 1]]),
    stored: new Set([8, 12]),
  });
});

test("what waits in the frame is elsewhere where sp moves", () => {
  const { rounds, entry } = roundsIn(`
    .globl _start
    _start: j head
    round:  sw   t1, 8(sp)
            addi sp, sp, -16
            lw   t1, 8(sp)
            addi sp, sp, 16
            addi t0, t0, 1
    head:   blt  t0, t1, round
            ebreak
  `);
  expect(rounds.from(entry + 24)?.written).toBe((1 << t0) | (1 << t1));
});
