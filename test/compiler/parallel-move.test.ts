/**
 * Parallel moves: done one by one, they do what they do at once.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Move, sequentialise } from "../../src/compiler/passes/allocate/sequentialise.ts";

const scratch = 99;

function performed(moves: readonly Move[]): Map<number, number> {
  const registers = new Map(Array.from({ length: 16 }, (_, r) => [r, r * 10]));
  for (const { from, to } of moves) registers.set(to, registers.get(from)!);
  registers.delete(scratch);
  return registers;
}

function atOnce(moves: readonly Move[]): Map<number, number> {
  const registers = new Map(Array.from({ length: 16 }, (_, r) => [r, r * 10]));
  for (const { from, to } of moves) registers.set(to, from * 10);
  return registers;
}

/** Distinct targets, any sources: trees, chains and cycles. */
const anyMoves = fc
  .tuple(
    fc.shuffledSubarray(Array.from({ length: 12 }, (_, r) => r)),
    fc.array(fc.nat(15), { minLength: 12, maxLength: 12 }),
  )
  .map(([targets, sources]) => targets.map((to, i) => ({ from: sources[i]!, to })));

/** A permutation: nothing but cycles. */
const permutations = fc
  .shuffledSubarray(
    Array.from({ length: 10 }, (_, r) => r),
    { minLength: 10 },
  )
  .map((sources) => sources.map((from, to) => ({ from, to })));

describe("sequentialise", () => {
  it("does any moves as if at once", () => {
    fc.assert(
      fc.property(anyMoves, (moves) => {
        expect(performed(sequentialise(moves, scratch))).toStrictEqual(atOnce(moves));
      }),
    );
  });

  it("does permutations, with one more move for each cycle", () => {
    fc.assert(
      fc.property(permutations, (moves) => {
        const sequence = sequentialise(moves, scratch);
        expect(performed(sequence)).toStrictEqual(atOnce(moves));
        const left = new Set(moves.filter(({ from, to }) => from !== to).map(({ to }) => to));
        const length = left.size;
        let cycles = 0;
        for (const start of left) {
          cycles++;
          for (let at = start; left.delete(at); ) at = moves[at]!.from;
        }
        expect(sequence).toHaveLength(length + cycles);
      }),
    );
  });

  it("uses the scratch register only for cycles", () => {
    expect(
      sequentialise(
        [
          { from: 1, to: 2 },
          { from: 2, to: 3 },
        ],
        scratch,
      ),
    ).toStrictEqual([
      { from: 2, to: 3 },
      { from: 1, to: 2 },
    ]);
    expect(sequentialise([{ from: 4, to: 4 }], scratch)).toStrictEqual([]);
  });
});
