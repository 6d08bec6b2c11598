/**
 * Snippets: a few statements with many operators, boundary constants and effects, which write out all bits of what they
 * compute. They complement whole random programs as enumeration of small programs does: most bugs have a small witness.
 */

import { anyConstant, divisor, shiftCount } from "../generate/constants.ts";
import type { Chance } from "../generate/random.ts";

const operators = ["+", "-", "*", "/", "%", "<<", ">>", ">>>", "&", "|", "^", "-"] as const;
const comparisons = ["<", "<=", ">", ">=", "==", "!="] as const;

/** A number as a single literal. A negative number would need an operator, so it is written in hex. */
const literal = (value: number): string => (value < 0 ? `0x${(value >>> 0).toString(16)}` : String(value));

function int(chance: Chance, size: number): string {
  if (size <= 0) return leaf(chance);
  const left = int(chance, size - 1 - chance.below(2));
  const roll = chance.below(100);
  const constant = literal(anyConstant(chance));
  if (roll < 8) return `(${left} - ${left})`;
  if (roll < 14) return `(${left} / 3 * 3)`;
  if (roll < 20) return `(${constant} | ${left} & ${leaf(chance)})`;
  if (roll < 23) return `(${left} * 0)`;
  if (roll < 27) return `(0x80000000 / ${left})`;
  if (roll < 30) return `(${left} % 4)`;
  if (roll < 35) return `${chance.pick(["-", "~"])}${left}`;
  const operator = chance.pick(operators);
  if ((operator === "/" || operator === "%") && chance.percent(70))
    return `(${left} ${operator} ${literal(divisor(chance))})`;
  if (operator.length > 1 && chance.percent(60)) return `(${left} ${operator} ${literal(shiftCount(chance))})`;
  if (chance.percent(40)) return `(${left} ${operator} ${constant})`;
  if (chance.percent(15)) return `(${constant} ${operator} ${left})`;
  return `(${left} ${operator} ${int(chance, size - 2)})`;
}

function leaf(chance: Chance): string {
  const roll = chance.below(100);
  if (roll < 45) return "read()";
  if (roll < 60) return "stress_x";
  if (roll < 72) return `"\\xff\\x80\\0a"[${chance.percent(50) ? "read() & 3" : chance.below(4)}]`;
  return literal(anyConstant(chance));
}

function bool(chance: Chance, size: number): string {
  if (size <= 0 || chance.percent(50)) {
    const left = chance.percent(25) ? `${leaf(chance)} + ${literal(anyConstant(chance))}` : int(chance, 1);
    const right = chance.percent(50) ? literal(anyConstant(chance)) : int(chance, 1);
    return `(${left} ${chance.pick(comparisons)} ${right})`;
  }
  const roll = chance.below(5);
  const [left, right] = [bool(chance, size - 1), bool(chance, size - 1)];
  if (roll === 0) return `!${left}`;
  if (roll === 1) return `(${left} ${chance.pick(["==", "!="])} ${right})`;
  const inner = bool(chance, 0);
  return roll === 2
    ? `(${left} || ${right} && ${inner})`
    : roll === 3
      ? `!(${left} && ${right})`
      : `(${left} ${chance.pick(["&&", "||"])} ${right})`;
}

const shown = "write(stress_e); write(stress_e >> 8); write(stress_e >> 16); write(stress_e >>> 24);";

const forms: readonly ((chance: Chance) => string)[] = [
  (chance) => `let stress_e = ${int(chance, 2)}; ${shown}`,
  (chance) => `let stress_e = ${int(chance, 3)}; ${shown}`,
  (chance) => `let stress_b = ${bool(chance, 1)}; if stress_b { write(1); } if stress_b == true { write(2); }`,
  (chance) => `if ${bool(chance, 2)} { write(1); } else { write(2); }`,
  (chance) => `read(); if ${bool(chance, 1)} { write(1); } write(read());`,
  (chance) =>
    `let stress_n = 3; while stress_x < stress_n { write(stress_x); stress_x = stress_x + 1; if ${bool(chance, 0)} { stress_n = 0; } }`,
  (chance) =>
    `for stress_i in ${leaf(chance)} & 3..${leaf(chance)} & 7 { if ${bool(chance, 0)} { write(stress_i); continue; } write(9); }`,
  (chance) => `for stress_i in ${chance.below(4)}..${chance.below(4)} { write(${int(chance, 1)}); break; }`,
  (chance) =>
    `let stress_a = new int[](4); stress_a[read() & 3] = ${int(chance, 1)}; let stress_e = stress_a[${chance.below(4)}] + stress_a[read() & 3]; ${shown}`,
  (chance) =>
    `let stress_a = new byte[](read() - ${chance.below(4)}); write(len(stress_a)); ${chance.percent(50) ? "stress_a[0] = 200; write(stress_a[0] >> 7);" : ""}`,
];

/** The source text of some statements. */
export function snippet(chance: Chance): string {
  return `let stress_x = read(); ${chance.pick(forms)(chance)}`;
}
