/**
 * The circuits of the word operations, held against `int32`: every pair of boundary words, and random ones.
 *
 * The circuit of an operation is built once over inputs, so what is compared is what the proofs use; on constants it is
 * built again, which holds the simplifications of gates too.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { int32, binaryOperations as operations } from "../../../src/core/word.ts";
import { boundaries } from "../checker/terms/samples.ts";
import { always, Circuit, never } from "./circuit.ts";
import { solve } from "./solve.ts";
import { type Bits, bitWords, inputWord } from "./words.ts";

/** The word that a constant circuit is. */
function constantOf(bits: Bits): number {
  return bits.reduce((value, literal, i) => {
    expect([never, always]).toContain(literal);
    return value | (literal << i);
  }, 0);
}

/** Columns of bits from rows of words, and back: 32 words of 32 bits, transposed. */
function transpose(rows: readonly number[]): number[] {
  return Array.from({ length: 32 }, (_, i) => rows.reduce((column, row, k) => column | (((row >>> i) & 1) << k), 0));
}

describe.each(operations)("the circuit of %s", (operation) => {
  const circuit = new Circuit();
  const [a, b] = [inputWord(circuit), inputWord(circuit)];
  const result = bitWords(circuit)[operation](a, b);

  const check = (pairs: readonly (readonly [number, number])[]): void => {
    const columns = [...transpose(pairs.map(([x]) => x)), ...transpose(pairs.map(([, y]) => y))];
    const values = circuit.simulate(columns);
    const got = transpose(result.map((literal) => values[literal >> 1]! ^ -(literal & 1)));
    pairs.forEach(([x, y], k) => {
      expect(got[k], `${operation}(${x}, ${y})`).toBe(int32[operation](x, y));
    });
  };

  it("is the operation on boundary words", () => {
    const pairs = boundaries.flatMap((x) => boundaries.map((y) => [x, y] as const));
    for (let i = 0; i < pairs.length; i += 32) check(pairs.slice(i, i + 32));
  });

  it("is the operation on random words", () => {
    const word = fc.oneof(fc.integer(), fc.constantFrom(...boundaries), fc.integer({ min: -300, max: 300 }));
    fc.assert(fc.property(fc.array(fc.tuple(word, word), { minLength: 32, maxLength: 32 }), check), { numRuns: 100 });
  });

  it("is the operation on constants", () => {
    fc.assert(
      fc.property(fc.integer(), fc.oneof(fc.integer(), fc.constantFrom(...boundaries)), (x, y) => {
        const words = bitWords(new Circuit());
        expect(constantOf(words[operation](words.constant(x), words.constant(y)))).toBe(int32[operation](x, y));
      }),
      { numRuns: 40 },
    );
  });
});

describe("the solver", () => {
  it("finds what can be, and says what cannot", async () => {
    const circuit = new Circuit();
    const words = bitWords(circuit);
    const [a, b] = [inputWord(circuit), inputWord(circuit)];
    const sum = words.equal(words.add(a, b), words.constant(10))[0]!;
    const order = words.sltu(words.constant(10), a)[0]!;
    const found = await solve(circuit, circuit.and(sum, order));
    if (!found.possible) throw new Error("10 = 11 + −1");
    const valueIn = (bits: Bits): number => bits.reduce((value, x, i) => value | ((found.holds(x) ? 1 : 0) << i), 0);
    expect((valueIn(a) + valueIn(b)) | 0).toBe(10);
    expect(valueIn(a) >>> 0).toBeGreaterThan(10);
    const difference = words.equal(words.sub(words.add(a, b), b), a)[0]!;
    expect(await solve(circuit, circuit.not(difference))).toMatchObject({ possible: false });
    expect(await solve(circuit, never)).toStrictEqual({ possible: false, clauses: 0 });
    expect(await solve(circuit, always)).toMatchObject({ possible: true });
  });
});
