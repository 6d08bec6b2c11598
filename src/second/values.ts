/**
 * Values of Coq as extracted, and those of TypeScript: numbers, lists, options.
 */

import type { List, Nat, Option, Prod, Z } from "../../coq/extracted/semantics.js";

/** An integer. */
export function z(value: number): Z {
  return value;
}

/** An integer of Coq's, below 2⁵³. */
export function numberOf(value: Z): number {
  return Number(value);
}

/** A word as people write addresses. */
export function hex(value: Z): string {
  return `0x${numberOf(value).toString(16).padStart(8, "0")}`;
}

/** A natural number. */
export function nat(value: number): Nat {
  return value;
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

/** Two values. */
export function pair<T, U>(a: T, b: U): Prod<T, U> {
  return { is: "Pair", a, b };
}

/** A value, or none. */
export function option<T, U>(value: T | undefined, each: (value: T) => U): Option<U> {
  return value === undefined ? { is: "None" } : { is: "Some", a: each(value) };
}
