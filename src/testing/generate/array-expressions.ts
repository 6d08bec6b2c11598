/**
 * Generating arrays and indices. For every array a least length is known, so that most indices can be in bounds.
 */

import type { SyntaxExpression, Type } from "../../lang/syntax/tree.ts";
import { bindGlobal, bindParameter, guarded, intConstant } from "./bindings.ts";
import { callFor } from "./calls.ts";
import { anyConstant } from "./constants.ts";
import type { Generation, Variable } from "./generation.ts";
import * as make from "./make.ts";

/** An array type that the program may use, with elements of this type. */
export function arrayType(g: Generation, element: "int" | "bool"): Type {
  if (element === "bool") return "bool[]";
  if (!g.features.int_arrays) return "byte[]";
  return g.features.byte_arrays && g.chance.percent(50) ? "byte[]" : "int[]";
}

/** An array and its least length; mostly a variable. */
export function indexable(g: Generation, type: Type, n: number): { array: SyntaxExpression; least: number } {
  const least = g.risk(15) ? 0 : 1;
  if (n > 3 && g.chance.percent(15)) return { array: arrayExpression(g, type, n >> 1, 4), least: 4 };
  const v = arrayVariable(g, type, least);
  g.spend(1);
  return { array: make.name(v.name), least: v.least };
}

/** An index below `least`; rarely, any index. */
export function indexInto(g: Generation, least: number, n: number): SyntaxExpression {
  const { chance } = g;
  if (least === 0 || g.risk(30)) return g.writers.expression(g, "int", Math.max(1, n));
  const ranged = g.visible((v) => v.range !== undefined && v.range.low >= 0 && v.range.high <= least);
  if (ranged.length > 0 && chance.percent(60)) {
    g.spend(1);
    return make.name(chance.pick(ranged).name);
  }
  if (n < 3 || chance.percent(40)) return intConstant(g, chance.percent(60) ? chance.below(least) : least - 1);
  const mask = 2 ** Math.floor(Math.log2(least)) - 1;
  g.spend(1);
  const e = g.writers.expression(g, "int", n - 2);
  return make.binary("&", e, intConstant(g, mask));
}

const lengths: readonly number[] = [1, 2, 3, 4, 4, 5, 7, 8, 8, 16];
const largeLengths: readonly number[] = [511, 512, 513, 600, 1024, 2040, 2045, 2048, 4095, 5000];

/** A variable that holds an array of at least `least` elements; declared here when there is none. */
function arrayVariable(g: Generation, type: Type, least: number): Variable {
  const seen = g.visible((v) => v.type === type && v.least >= least);
  if (seen.length > 0 && (g.left < 4 || g.chance.percent(80))) return g.chance.pick(seen);
  const here = g.here;
  const roll = g.chance.below(100);
  const atLeast = Math.max(least, g.chance.percent(70) ? 4 : 0);
  if (roll < 40 && here.outer !== undefined && !here.callable.recursive) return bindParameter(g, type, atLeast);
  if (roll < 60 && g.features.globals) {
    const made = newArray(g, type, atLeast);
    return bindGlobal(g, type, made.array, made.least);
  }
  const made = newArray(g, type, atLeast);
  const level = roll < 80 ? g.chance.below(here.blocks.length) : here.blocks.length - 1;
  return g.declare(type, made.array, { least: made.least, level });
}

/** A new array of a known length. */
function newArray(g: Generation, type: Type, least: number): { array: SyntaxExpression; least: number } {
  if (type === "byte[]" && g.features.strings && g.chance.percent(35)) return stringLiteral(g, least);
  if (type !== "byte[]" && g.features.literals && g.chance.percent(30)) return arrayLiteral(g, type, least);
  const long = g.features.large_arrays && g.chance.percent(8);
  const length = Math.max(least, g.chance.pick(long ? largeLengths : lengths));
  g.spend(1);
  return { array: make.array(type, intConstant(g, length)), least: length };
}

/** A string literal of any bytes, also of those that need an escape. */
function stringLiteral(g: Generation, least: number): { array: SyntaxExpression; least: number } {
  const length = Math.max(least, g.chance.below(7));
  const bytes: number[] = [];
  for (let i = 0; i < length; i++) bytes.push(g.chance.percent(75) ? 97 + g.chance.below(26) : g.chance.below(128));
  g.spend(1);
  return { array: make.text(bytes), least: length };
}

/** An array of constants; rarely a long one. */
function arrayLiteral(g: Generation, type: Type, least: number): { array: SyntaxExpression; least: number } {
  const long = g.features.large_arrays && g.chance.percent(4);
  const length = Math.max(type === "bool[]" ? 1 : 0, least, long ? g.chance.pick([511, 512, 600]) : g.chance.below(6));
  const elements = Array.from({ length }, () => {
    if (type === "bool[]") return make.boolean(g.chance.percent(50));
    return make.integer(g.chance.percent(30) ? 0 : anyConstant(g.chance));
  });
  g.spend(1 + Math.min(length, 8));
  return { array: make.literal(elements), least: length };
}

/** new T((e & 63) − 32) */
export function unknownLength(g: Generation, type: Type, n: number): SyntaxExpression {
  const length = g.writers.expression(g, "int", Math.max(1, n - 5));
  g.spend(2);
  return make.array(type, guarded(g, "-", length, 63, 32));
}

/** An array of at least `least` elements, about `n` nodes. */
export function arrayExpression(g: Generation, type: Type, n: number, least: number): SyntaxExpression {
  if (n >= 3 && g.features.functions && g.chance.percent(20)) {
    const made = callFor(g, type, n, Math.max(least, 4));
    if (made !== undefined) return made;
  }
  if (g.chance.percent(60) || n < 2) {
    const v = arrayVariable(g, type, least);
    g.spend(1);
    return make.name(v.name);
  }
  // When no least length is needed, a length that is known only in the run.
  if (least === 0 && n >= 4) {
    if (g.risk(75)) return unknownLength(g, type, n);
    const length = g.writers.expression(g, "int", n - 3);
    g.spend(2);
    return make.array(type, make.binary("&", length, intConstant(g, 7)));
  }
  return newArray(g, type, least).array;
}
