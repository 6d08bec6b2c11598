/**
 * Numbers of Coq are printed as JavaScript's (tools/coq/numbers.ts). Each function for which JavaScript's arithmetic stands satisfies the equation by which Coq defines it: what is
 * printed of its definition, in which calls of itself are JavaScript's arithmetic, too, gives the same.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as semantics from "../../coq/extracted/semantics.js";
import { operationNames } from "../../tools/coq/numbers.ts";

const { arithmetic } = semantics;
const defined = semantics as unknown as Readonly<
  Record<string, (a: semantics.Z, b: semantics.Z) => semantics.Z | boolean>
>;

/** An integer in the one form that it has. */
const exact = (n: bigint): semantics.Z => (Number.isSafeInteger(Number(n)) ? Number(n) : n);

/** Around 0 and the powers of 2, at which words end and exact numbers do. */
const corner = fc
  .tuple(fc.constantFrom(0n, 8n, 16n, 31n, 32n, 52n, 53n, 54n, 64n, 106n), fc.bigInt(-3n, 3n), fc.boolean())
  .map(([power, near, negative]) => (negative ? -1n : 1n) * (2n ** power + near));
const integer = fc.oneof(
  fc.bigInt(-70n, 70n),
  corner,
  fc.bigInt(-(2n ** 32n), 2n ** 32n),
  fc.bigInt(-(2n ** 80n), 2n ** 80n),
);
const count = fc.bigInt(-140n, 140n);

it("has each of them", () => {
  expect(Object.keys(arithmetic)).toEqual(operationNames);
});

describe.each(operationNames.map((name) => ({ name })))("$name", ({ name }) => {
  it("is what Coq defines", () => {
    const least = name === "Pos_of_succ_nat" ? 0n : name.startsWith("Pos_") ? 1n : undefined;
    const left = least === undefined ? integer : integer.map((n) => (n < 0n ? -n : n) + least);
    const right = least === undefined ? (/shift|pow/u.test(name) ? count : integer) : left;
    fc.assert(
      fc.property(left, right, (m, n) => {
        const [a, b] = [exact(m), exact(n)];
        const is = arithmetic[name]!(a, b);
        expect(is).toBe(defined[name]!(a, b));
        if (typeof is !== "boolean") expect(is).toBe(exact(BigInt(is)));
      }),
      { numRuns: 500 },
    );
  });
});
