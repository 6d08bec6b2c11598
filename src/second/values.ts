/**
 * Values of Coq as extracted, and those of TypeScript: numbers, lists, options.
 */

import type { List, Nat, Option, Positive, Z } from "../../coq/extracted/semantics.js";

const one: Positive = { is: "XH" };
const zero: Z = { is: "Z0" };

/** A positive number. */
export function positive(value: number): Positive {
  if (value === 1) return one;
  const a = positive(Math.floor(value / 2));
  return value % 2 === 0 ? { is: "XO", a } : { is: "XI", a };
}

function ofPositive(p: Positive): number {
  let value = 0;
  let unit = 1;
  for (let rest = p; ; rest = rest.a, unit *= 2) {
    if (rest.is === "XH") return value + unit;
    if (rest.is === "XI") value += unit;
  }
}

/** An integer. */
export function z(value: number): Z {
  if (value === 0) return zero;
  return value > 0 ? { is: "Zpos", a: positive(value) } : { is: "Zneg", a: positive(-value) };
}

/** An integer of Coq's, below 2⁵³. */
export function numberOf(value: Z): number {
  if (value.is === "Z0") return 0;
  return value.is === "Zpos" ? ofPositive(value.a) : -ofPositive(value.a);
}

const naturals: Nat[] = [{ is: "O" }];

/** A natural number. */
export function nat(value: number): Nat {
  while (naturals.length <= value) naturals.push({ is: "S", a: naturals.at(-1)! });
  return naturals[value]!;
}

/** A list. */
export function list<T, U>(values: Iterable<T>, each: (value: T) => U): List<U> {
  let result: List<U> = { is: "Nil" };
  for (const value of [...values].reverse()) result = { is: "Cons", a: each(value), b: result };
  return result;
}

/** The elements of a list of Coq's. */
export function* elementsOf<T>(values: List<T>): Generator<T> {
  for (let rest = values; rest.is === "Cons"; rest = rest.b) yield rest.a;
}

/** A value, or none. */
export function option<T, U>(value: T | undefined, each: (value: T) => U): Option<U> {
  return value === undefined ? { is: "None" } : { is: "Some", a: each(value) };
}
