/**
 * The least and the greatest value that an expression can have, as far as its form tells: an element of a `byte[]`, a byte
 * that was read, a length, a remainder, a mask.
 */

import type { SyntaxExpression } from "../syntax/tree.ts";
import type { Names } from "./variables.ts";

/** All values from `low` to `high`, both included; no value when `low` is greater than `high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** All values of an int. */
const anyInt: Range = { low: -(2 ** 31), high: 2 ** 31 - 1 };

const of = (low: number, high: number): Range => (low >= anyInt.low && high <= anyInt.high ? { low, high } : anyInt);

/** The range of an int expression. `deep` limits how many constants are looked up inside each other. */
export function rangeOf(e: SyntaxExpression, names: Names, deep = 20): Range {
  switch (e.kind) {
    case "integer":
    case "character":
      return of(e.value, e.value);
    case "name": {
      const value = names.constantOf(e);
      return value === undefined || deep === 0 ? anyInt : rangeOf(value, names, deep - 1);
    }
    case "unary": {
      const { low, high } = rangeOf(e.operand, names, deep);
      if (e.operator === "-") return low === high ? of(-low | 0, -low | 0) : of(-high, -low);
      return e.operator === "~" ? of(~high, ~low) : anyInt;
    }
    case "index":
      return names.typeOf(e.array) === "byte[]" ? of(0, 255) : anyInt;
    case "call":
      return e.name === "read" ? of(-1, 255) : e.name === "len" ? of(0, anyInt.high) : anyInt;
    case "binary":
      return rangeOfOperator(e, names, deep);
    case "boolean":
    case "string":
    case "array":
    case "new":
      return anyInt;
  }
}

function rangeOfOperator(
  { operator, left, right }: Extract<SyntaxExpression, { readonly kind: "binary" }>,
  names: Names,
  deep: number,
): Range {
  const a = rangeOf(left, names, deep);
  const b = rangeOf(right, names, deep);
  const fixed = b.low === b.high ? b.low : undefined;
  switch (operator) {
    case "+":
      return of(a.low + b.low, a.high + b.high);
    case "-":
      return of(a.low - b.high, a.high - b.low);
    case "*": {
      const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
      return of(Math.min(...products), Math.max(...products));
    }
    case "/":
      return fixed !== undefined && fixed > 0 ? of(Math.trunc(a.low / fixed), Math.trunc(a.high / fixed)) : anyInt;
    case "%": {
      if (fixed === undefined || fixed === 0) return anyInt;
      const most = Math.abs(fixed) - 1;
      return of(a.low < 0 ? Math.max(a.low, -most) : 0, a.high > 0 ? Math.min(a.high, most) : 0);
    }
    case "&":
      if (a.low < 0 && b.low < 0) return anyInt;
      return of(0, Math.min(a.low < 0 ? anyInt.high : a.high, b.low < 0 ? anyInt.high : b.high));
    case ">>":
      return fixed === undefined ? anyInt : of(a.low >> fixed, a.high >> fixed);
    case ">>>":
      if (fixed === undefined) return anyInt;
      if (a.low >= 0) return of(a.low >>> fixed, a.high >>> fixed);
      return (fixed & 31) === 0 ? a : of(0, 0xffffffff >>> fixed);
    default:
      return anyInt;
  }
}

/** The result of a comparison of two values from these ranges, when it is always the same. */
export function compareRanges(operator: string, a: Range, b: Range): boolean | undefined {
  switch (operator) {
    case "<":
      return a.high < b.low ? true : a.low >= b.high ? false : undefined;
    case "<=":
      return a.high <= b.low ? true : a.low > b.high ? false : undefined;
    case ">":
      return compareRanges("<", b, a);
    case ">=":
      return compareRanges("<=", b, a);
    case "==":
      if (a.high < b.low || b.high < a.low) return false;
      return a.low === a.high && b.low === b.high ? true : undefined;
    case "!=": {
      const equal = compareRanges("==", a, b);
      return equal === undefined ? undefined : !equal;
    }
    default:
      return undefined;
  }
}

/** The part of a range in which a comparison with `value` holds; the whole range when that part is no range. */
export function within(range: Range, operator: string, value: number): Range {
  const { low, high } = range;
  switch (operator) {
    case "<":
      return { low, high: Math.min(high, value - 1) };
    case "<=":
      return { low, high: Math.min(high, value) };
    case ">":
      return { low: Math.max(low, value + 1), high };
    case ">=":
      return { low: Math.max(low, value), high };
    case "==":
      return { low: Math.max(low, value), high: Math.min(high, value) };
    case "!=":
      return { low: low === value ? low + 1 : low, high: high === value ? high - 1 : high };
    default:
      return range;
  }
}
