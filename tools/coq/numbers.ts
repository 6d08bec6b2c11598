/**
 * How numbers of Coq's `Z`, `positive` and `N` are printed: as those of JavaScript, exact, for digit by digit they are slow. A number below
 * 2⁵³ is a `number`, any other is a `bigint`; so each has one form, and `===` and `<` are right for both.
 *
 * A constructor puts a digit to a number, and a match takes one off. coq/Extract.v says for which functions JavaScript's arithmetic stands;
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
const $and = (a, b) => $exact(BigInt(a) & BigInt(b));
const $or = (a, b) => $exact(BigInt(a) | BigInt(b));
const $xor = (a, b) => $exact(BigInt(a) ^ BigInt(b));
const $left = (a, n) => $exact(BigInt(a) << BigInt(n));
const $right = (a, n) => $exact(BigInt(a) >> BigInt(n));
const $next = (a) => $add(a, 1);
const $same = (a) => a;
const $minus = (a) => -a;
const $twice = (a) => $mul(2, a);
const $twice_and_one = (a) => $add($mul(2, a), 1);
const $half = (a) => (typeof a === "number" ? Math.floor(a / 2) : $exact(a >> 1n));
const $of_z = (a) => (a === 0 ? "Z0" : a > 0 ? "Zpos" : "Zneg");
const $of_n = (a) => (a === 0 ? "N0" : "Npos");
const $of_positive = (a) => (a === 1 ? "XH" : (typeof a === "number" ? a % 2 === 0 : (a & 1n) === 0n) ? "XO" : "XI");`;

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
  /** Tells the constructors of the type apart. */
  readonly tag: string;
  /** Makes a number of the constructor's argument. */
  readonly make: string;
  /** Finds the argument again. */
  readonly part: string;
}

const digits: ReadonlyMap<string, Digit> = new Map([
  ["Z0", { tag: "$of_z", make: "", part: "" }],
  ["Zpos", { tag: "$of_z", make: "$same", part: "" }],
  ["Zneg", { tag: "$of_z", make: "$minus", part: "-" }],
  ["N0", { tag: "$of_n", make: "", part: "" }],
  ["Npos", { tag: "$of_n", make: "$same", part: "" }],
  ["XH", { tag: "$of_positive", make: "", part: "" }],
  ["XO", { tag: "$of_positive", make: "$twice", part: "$half" }],
  ["XI", { tag: "$of_positive", make: "$twice_and_one", part: "$half" }],
]);

/** The function that stands for a constructor; undefined where the constructor is none of a number. */
export function constructorOf(name: string): string | undefined {
  return digits.get(name)?.make;
}

/** The constructor's argument, from the number. */
export function partOf(name: string, value: string): string | undefined {
  const digit = digits.get(name);
  return digit === undefined ? undefined : `${digit.part}${digit.part === "$half" ? `(${value})` : value}`;
}

/** What tells apart the cases of a match of numbers; undefined for a match of anything else. */
export function tagOf(cases: readonly Case[], value: string): string | undefined {
  for (const { pat } of cases) {
    const digit = pat.what === "pat:constructor" ? digits.get(pat.name) : undefined;
    if (digit !== undefined) return `${digit.tag}(${value})`;
  }
  return undefined;
}

/** A number that is written out. */
export function literalOf(e: Expression): string | undefined {
  const value = writtenNumber(e);
  if (value === undefined) return undefined;
  return value >= -Number.MAX_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? `${value}` : `${value}n`;
}

function writtenNumber(e: Expression): bigint | undefined {
  if (e.what !== "expr:constructor") return undefined;
  if (e.name === "Z0" || e.name === "N0") return 0n;
  if (e.name === "XH") return 1n;
  const inner = digits.has(e.name) && e.args[0] !== undefined ? writtenNumber(e.args[0]) : undefined;
  if (inner === undefined) return undefined;
  switch (e.name) {
    case "XO":
      return 2n * inner;
    case "XI":
      return 2n * inner + 1n;
    case "Zneg":
      return -inner;
    default:
      return inner;
  }
}
