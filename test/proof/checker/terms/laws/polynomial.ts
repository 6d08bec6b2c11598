/**
 * Polynomials with integer coefficients mod 2³² in commuting variables: an arithmetic for laws of +, − and ·.
 *
 * Words with these three operations are the ring ℤ/2³², and an identity of polynomials over ℤ holds in every commutative
 * ring. So a law whose two sides are one polynomial needs no search, which for products of 32 bits would not end.
 */

import type { Arithmetic } from "../../../../../src/core/word.ts";

/** Coefficients (not 0) by monomial: the variables of the product, sorted, joined by `·`. */
export type Polynomial = ReadonlyMap<string, bigint>;

/** The polynomial that is one variable. */
export function variable(name: string): Polynomial {
  return new Map([[name, 1n]]);
}

/** The polynomial as text that is equal exactly when the polynomials are. */
export function show(p: Polynomial): string {
  return [...p]
    .map(([monomial, coefficient]) => `${coefficient}·${monomial}`)
    .sort()
    .join(" + ");
}

function polynomial(terms: Iterable<readonly [string, bigint]>): Polynomial {
  const sum = new Map<string, bigint>();
  for (const [monomial, coefficient] of terms)
    sum.set(monomial, BigInt.asUintN(32, (sum.get(monomial) ?? 0n) + coefficient));
  return new Map([...sum].filter(([, coefficient]) => coefficient !== 0n));
}

function times(x: string, y: string): string {
  return [...x.split("·"), ...y.split("·")]
    .filter((name) => name !== "")
    .sort()
    .join("·");
}

function noRingOperation(): never {
  throw new Error("not an operation of rings: the law needs another proof");
}

export const polynomials: Arithmetic<Polynomial> = {
  constant: (value) => polynomial([["", BigInt(value)]]),
  add: (a, b) => polynomial([...a, ...b]),
  sub: (a, b) => polynomial([...a, ...[...b].map(([monomial, c]) => [monomial, -c] as const)]),
  mul: (a, b) => polynomial([...a].flatMap(([x, c]) => [...b].map(([y, d]) => [times(x, y), c * d] as const))),
  mulh: noRingOperation,
  mulhsu: noRingOperation,
  mulhu: noRingOperation,
  div: noRingOperation,
  divu: noRingOperation,
  rem: noRingOperation,
  remu: noRingOperation,
  and: noRingOperation,
  or: noRingOperation,
  xor: noRingOperation,
  sll: noRingOperation,
  srl: noRingOperation,
  sra: noRingOperation,
  slt: noRingOperation,
  sltu: noRingOperation,
  equal: noRingOperation,
};
