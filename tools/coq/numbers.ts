/**
 * How numbers of Coq's `Z`, `positive`, `N` and `nat` are printed: as those of JavaScript, exact, for digit by digit they are slow. A number below
 * 2⁵³ is a `number`, any other is a `bigint`; so each has one form, and `===` and `<` are right for both.
 *
 * A constructor puts a digit to a number, or one more, and a match takes it off. coq/Extract.v says for which functions JavaScript's arithmetic stands;
 * these are printed, too, as Coq defines them, and a test holds the one to the other (test/coq/numbers.test.ts).
 */

import type { Case, Expression } from "./extraction.ts";

/** What all the rest is printed with. */
export const numbers = `const $exact = (n) => (-9007199254740992n < n && n < 9007199254740992n ? Number(n) : n);
function $add(a, b) {
const n = typeof a === "number" && typeof b === "number" ? a + b : NaN;
return Number.isSafeInteger(n) ? n : $exact(BigInt(a) + BigInt(b));
}
function $sub(a, b) {
const n = typeof a === "number" && typeof b === "number" ? a - b : NaN;
return Number.isSafeInteger(n) ? n : $exact(BigInt(a) - BigInt(b));
}
function $mul(a, b) {
const n = typeof a === "number" && typeof b === "number" ? a * b : NaN;
return Number.isSafeInteger(n) ? n + 0 : $exact(BigInt(a) * BigInt(b));
}
/** Rounded down, as Coq's; by 0 it gives 0. */
function $div(a, b) {
if (b === 0) return 0;
const rest = $mod(a, b);
const n = typeof a === "number" && typeof b === "number" ? a - rest : NaN;
return Number.isSafeInteger(n) ? n / b + 0 : $exact((BigInt(a) - BigInt(rest)) / BigInt(b));
}
/** With the sign of the divisor, as Coq's; by 0 nothing is taken off. */
function $mod(a, b) {
if (b === 0) return a;
if (typeof a === "number" && typeof b === "number") {
if (a >= 0 && a < b) return a;
const rest = a % b;
return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0;
}
const rest = BigInt(a) % BigInt(b);
return $exact(rest !== 0n && rest < 0n !== b < 0 ? rest + BigInt(b) : rest);
}
const $equal = (a, b) => a === b;
const $less = (a, b) => a < b;
const $at_most = (a, b) => a <= b;
const $max = (a, b) => (a < b ? b : a);
const $min = (a, b) => (a < b ? a : b);
const $power = (a, n) => (n < 0 ? 0 : a === 2 && n < 53 ? 2 ** n : $exact(BigInt(a) ** BigInt(n)));
const $is_word = (a) => typeof a === "number" && a >>> 0 === a;
const $and = (a, b) => ($is_word(a) && $is_word(b) ? (a & b) >>> 0 : $exact(BigInt(a) & BigInt(b)));
const $or = (a, b) => ($is_word(a) && $is_word(b) ? (a | b) >>> 0 : $exact(BigInt(a) | BigInt(b)));
const $xor = (a, b) => ($is_word(a) && $is_word(b) ? (a ^ b) >>> 0 : $exact(BigInt(a) ^ BigInt(b)));
const $left = (a, n) => (n >= 0 && n < 32 ? $mul(a, 2 ** n) : $exact(BigInt(a) << BigInt(n)));
const $right = (a, n) => (typeof a === "number" && n >= 0 && n < 32 ? Math.floor(a / 2 ** n) : $exact(BigInt(a) >> BigInt(n)));
const $next = (a) => $add(a, 1);
const $before = (a) => (typeof a === "number" ? a - 1 : $exact(a - 1n));
const $same = (a) => a;
const $minus = (a) => -a;
const $twice = (a) => $mul(2, a);
const $twice_and_one = (a) => $add($mul(2, a), 1);
const $half = (a) => (typeof a === "number" ? (a < 2147483648 ? a >> 1 : Math.floor(a / 2)) : $exact(a >> 1n));
const $even = (a) => ((typeof a === "number" ? a & 1 : a & 1n) == 0);`;

/** The functions for which JavaScript's arithmetic stands, by the names that coq/Extract.v gives them. */
const operations: ReadonlyMap<string, string> = new Map([
  ["Z_add", "$add"],
  ["Z_sub", "$sub"],
  ["Z_mul", "$mul"],
  ["Z_div", "$div"],
  ["Z_modulo", "$mod"],
  ["Z_eqb", "$equal"],
  ["Z_ltb", "$less"],
  ["Z_leb", "$at_most"],
  ["Z_max", "$max"],
  ["Z_min", "$min"],
  ["Z_pow", "$power"],
  ["Z_land", "$and"],
  ["Z_lor", "$or"],
  ["Z_lxor", "$xor"],
  ["Z_shiftl", "$left"],
  ["Z_shiftr", "$right"],
  ["Pos_add", "$add"],
  ["Pos_mul", "$mul"],
  ["Pos_succ", "$next"],
  ["Pos_eqb", "$equal"],
  ["Pos_ltb", "$less"],
  ["Pos_of_succ_nat", "$next"],
]);

/** Their names. */
export const operationNames: readonly string[] = [...operations.keys()];

/** A table of what stands for each, for the test that compares the two. */
export const arithmetic = `const arithmetic = { ${[...operations].map(([name, by]) => `${name}: ${by}`).join(", ")} };`;

/** What stands for a function of Coq's. */
export function operationOf(name: string): string | undefined {
  return operations.get(name);
}

interface Digit {
  /** Tells the constructor from the others of its type. */
  readonly test: (value: string) => string;
  /** Makes a number of the constructor's argument. */
  readonly make: string;
  /** Finds the argument again: a sign, or a function. */
  readonly part: string;
}

/** Those with the simplest tests come first. */
const digits: ReadonlyMap<string, Digit> = new Map([
  ["Z0", { test: (a) => `${a} === 0`, make: "", part: "" }],
  ["Zpos", { test: (a) => `${a} > 0`, make: "$same", part: "" }],
  ["Zneg", { test: (a) => `${a} < 0`, make: "$minus", part: "-" }],
  ["N0", { test: (a) => `${a} === 0`, make: "", part: "" }],
  ["Npos", { test: (a) => `${a} > 0`, make: "$same", part: "" }],
  ["XH", { test: (a) => `${a} === 1`, make: "", part: "" }],
  ["XO", { test: (a) => `$even(${a})`, make: "$twice", part: "$half" }],
  ["XI", { test: (a) => `${a} !== 1 && !$even(${a})`, make: "$twice_and_one", part: "$half" }],
  ["O", { test: (a) => `${a} === 0`, make: "", part: "" }],
  ["S", { test: (a) => `${a} > 0`, make: "$next", part: "$before" }],
]);

/** The function that stands for a constructor; undefined where the constructor is none of a number. */
export function constructorOf(name: string): string | undefined {
  return digits.get(name)?.make;
}

/** The constructor's argument, from the number. */
export function partOf(name: string, value: string): string | undefined {
  const digit = digits.get(name);
  return digit === undefined ? undefined : `${digit.part}${digit.part.startsWith("$") ? `(${value})` : value}`;
}

/** What is so of a number that the constructor made, and of no other of the type; undefined where the constructor is none of a number. */
export function testOf(name: string, value: string): string | undefined {
  return digits.get(name)?.test(value);
}

/** Cases of a match in the order in which least is tested. */
export function simplestFirst(cases: readonly Case[]): readonly Case[] {
  const order = [...digits.keys()];
  const rank = ({ pat }: Case): number => (pat.what === "pat:constructor" ? order.indexOf(pat.name) : order.length);
  return cases.toSorted((a, b) => rank(a) - rank(b));
}

/** A number that is written out. */
export function literalOf(e: Expression): string | undefined {
  const value = writtenNumber(e);
  if (value === undefined) return undefined;
  return value >= -Number.MAX_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? `${value}` : `${value}n`;
}

function writtenNumber(e: Expression): bigint | undefined {
  if (e.what !== "expr:constructor") return undefined;
  if (e.name === "Z0" || e.name === "N0" || e.name === "O") return 0n;
  if (e.name === "XH") return 1n;
  const inner = digits.has(e.name) && e.args[0] !== undefined ? writtenNumber(e.args[0]) : undefined;
  if (inner === undefined) return undefined;
  switch (e.name) {
    case "XO":
      return 2n * inner;
    case "XI":
      return 2n * inner + 1n;
    case "S":
      return inner + 1n;
    case "Zneg":
      return -inner;
    default:
      return inner;
  }
}
