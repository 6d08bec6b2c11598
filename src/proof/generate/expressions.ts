/**
 * Generating expressions: of a wanted type and about a wanted number of nodes, from what is in scope.
 *
 * Letters: g generation, n nodes wanted.
 */

import { impossible } from "../../core/impossible.ts";
import type { InfixOperator, SyntaxExpression, Type, UnaryOperator } from "../../lang/syntax.ts";
import { callFor } from "./calls.ts";
import { anyConstant, divisor, shiftCount } from "./constants.ts";
import { type Generation, lettersOf, type Variable } from "./generation.ts";
import * as make from "./make.ts";

/** The type of an array's elements as values. */
export function elementOf(type: Type): "int" | "bool" {
  return type === "bool[]" || type === "bool" ? "bool" : "int";
}

/** An expression of a type; an array of it has at least `least` elements. */
export function expression(g: Generation, type: Type, n: number, least = 0): SyntaxExpression {
  switch (type) {
    case "int":
      return n <= 1 ? intLeaf(g) : intTree(g, n);
    case "bool":
      return n <= 1 ? boolLeaf(g) : boolTree(g, n);
    case "int[]":
    case "bool[]":
    case "byte[]":
      return arrayExpression(g, type, n, least);
    default:
      return impossible(type);
  }
}

function intConstant(g: Generation, value = anyConstant(g.chance)): SyntaxExpression {
  g.spend(1);
  if (value >= 32 && value < 127 && g.chance.percent(10)) return make.character(value);
  return make.integer(value);
}

function intLeaf(g: Generation): SyntaxExpression {
  const roll = g.chance.below(100);
  if (roll < 6 && g.features.input) {
    g.spend(1);
    return make.call("read");
  }
  if (roll < 12 && g.constantNames.length > 0) {
    g.spend(1);
    return make.name(g.chance.pick(g.constantNames));
  }
  return roll < 45 ? intConstant(g) : variable(g, "int");
}

function boolLeaf(g: Generation): SyntaxExpression {
  if (g.chance.percent(75)) return variable(g, "bool");
  g.spend(1);
  return make.boolean(g.chance.percent(50));
}

/** A variable of this type: one in scope, or, when an expression wants it so, a new one. */
function variable(g: Generation, type: "int" | "bool"): SyntaxExpression {
  const seen = g.visible((v) => v.type === type);
  const create = seen.length === 0 ? 85 : seen.length < 3 ? 20 : 6;
  if (g.left >= 2 && g.chance.percent(create)) {
    const v = bindLate(g, type);
    g.spend(1);
    return make.name(v.name);
  }
  if (seen.length > 0) {
    g.spend(1);
    // The latest are the likeliest: they are those that a compiler still holds in registers.
    const i = Math.max(g.chance.below(seen.length), g.chance.below(seen.length));
    return make.name(seen[i]!.name);
  }
  if (type === "int") return intConstant(g);
  g.spend(1);
  return make.boolean(g.chance.percent(50));
}

/** Declare a variable because an expression wants one. */
function bindLate(g: Generation, type: "int" | "bool"): Variable {
  const here = g.here;
  const roll = g.chance.below(100);
  if (roll < 18 && g.features.globals) return bindGlobal(g, type, leafValue(g, type, true));
  if (roll < 55 && here.outer !== undefined && !here.callable.recursive && here.callable.parameters.length < 14)
    return bindParameter(g, type);
  if (roll < 75 && here.blocks.length > 1) {
    // In a block further out, so that its value goes round a loop.
    return g.declare(type, leafValue(g, type, false), { level: g.chance.below(here.blocks.length - 1) });
  }
  const value =
    g.left > 4 && g.chance.percent(30) ? expression(g, type, 2 + g.chance.below(2)) : leafValue(g, type, false);
  return g.declare(type, value, {});
}

/** A global of this value. */
export function bindGlobal(g: Generation, type: Type, value: SyntaxExpression, least = 0): Variable {
  const name = g.fresh(lettersOf(type));
  g.spend(1);
  g.globals.push({ kind: "global", name, type: undefined, value, span: value.span });
  const v: Variable = { name, type, assignable: true, level: -1, least, range: undefined, hidden: 0 };
  g.globalVariables.push(v);
  return v;
}

/** One more parameter of the function being written. */
export function bindParameter(g: Generation, type: Type, least = 0): Variable {
  const here = g.here;
  const v: Variable = {
    name: g.fresh(lettersOf(type)),
    type,
    assignable: true,
    level: 0,
    least,
    range: undefined,
    hidden: 0,
  };
  g.spend(1);
  here.callable.parameters.push(v);
  return g.bind(v);
}

/** A value that needs nothing in scope. */
function leafValue(g: Generation, type: "int" | "bool", constant: boolean): SyntaxExpression {
  if (type === "bool") {
    g.spend(1);
    return make.boolean(g.chance.percent(50));
  }
  if (!constant && g.features.input && g.chance.percent(45)) {
    g.spend(1);
    return make.call("read");
  }
  return intConstant(g);
}

const plain: readonly InfixOperator[] = ["+", "+", "+", "-", "-", "-", "&", "^", "|"];
const shifts: readonly InfixOperator[] = ["<<", ">>", ">>>"];
const quotients: readonly InfixOperator[] = ["/", "%"];
const comparisons: readonly InfixOperator[] = ["==", "!=", "<", "<=", ">", ">="];
const intPrefixes: readonly UnaryOperator[] = ["-", "~"];

/** Part of `n` nodes, for the first of two operands. */
function share(g: Generation, n: number): number {
  return n <= 2 ? 1 : 1 + g.chance.below(n - 1);
}

function two(g: Generation, operator: InfixOperator, n: number, type: Type): SyntaxExpression {
  const left = share(g, n - 1);
  g.spend(1);
  const first = expression(g, type, left);
  return make.binary(operator, first, expression(g, type, n - 1 - left));
}

function intTree(g: Generation, n: number): SyntaxExpression {
  const { features, chance } = g;
  const anyArray = features.int_arrays || features.byte_arrays;
  switch (
    chance.weighted([
      n >= 3 ? 46 : 0,
      10,
      n >= 3 && features.multiplication ? 9 : 0,
      n >= 3 && features.shifts ? 16 : 0,
      n >= 3 && features.division ? 12 : 0,
      n >= 3 && anyArray ? 14 : 0,
      anyArray ? 3 : 0,
      features.functions ? 10 : 0,
    ])
  ) {
    case 0:
      return two(g, chance.pick(plain), n, "int");
    case 1:
      g.spend(1);
      return make.unary(chance.pick(intPrefixes), expression(g, "int", n - 1));
    case 2:
      return two(g, "*", n, "int");
    case 3: {
      const operator = chance.pick(shifts);
      if (chance.percent(35)) return two(g, operator, n, "int");
      g.spend(1);
      return make.binary(operator, expression(g, "int", n - 2), intConstant(g, shiftCount(chance)));
    }
    case 4:
      return quotient(g, n);
    case 5:
      return element(g, "int", n);
    case 6: {
      g.spend(1);
      return make.call("len", arrayExpression(g, arrayType(g, "int"), n - 1, 0));
    }
    default:
      return callFor(g, "int", n, 0) ?? two(g, chance.pick(plain), Math.max(n, 3), "int");
  }
}

/** A quotient or remainder whose divisor cannot be 0; seldom, any. */
function quotient(g: Generation, n: number): SyntaxExpression {
  const operator = g.chance.pick(quotients);
  if (g.risk(50)) return two(g, operator, n, "int");
  g.spend(1);
  if (n < 5 || g.chance.percent(60))
    return make.binary(operator, expression(g, "int", n - 2), intConstant(g, divisor(g.chance)));
  const left = share(g, n - 3);
  const dividend = expression(g, "int", left);
  const inner = expression(g, "int", n - 3 - left);
  g.spend(1);
  switch (g.chance.below(3)) {
    case 0:
      return make.binary(operator, dividend, make.binary("|", inner, intConstant(g, 1)));
    case 1:
      return make.binary(operator, dividend, guarded(g, "+", inner, 7, 1));
    default:
      return make.binary(operator, dividend, guarded(g, "-", inner, 3, 4));
  }
}

/** (e & mask) ± offset */
function guarded(g: Generation, operator: "+" | "-", e: SyntaxExpression, mask: number, offset: number) {
  g.spend(1);
  return make.binary(operator, make.binary("&", e, intConstant(g, mask)), intConstant(g, offset));
}

function boolTree(g: Generation, n: number): SyntaxExpression {
  const { features, chance } = g;
  switch (
    chance.weighted([
      n >= 3 ? 56 : 0,
      n >= 3 && features.logic ? 28 : 0,
      10,
      n >= 3 ? 4 : 0,
      n >= 3 && features.bool_arrays ? 8 : 0,
      features.functions ? 6 : 0,
    ])
  ) {
    case 0:
      return two(g, chance.pick(comparisons), n, "int");
    case 1:
      return chance.percent(30) ? guardedLogic(g) : two(g, chance.percent(50) ? "&&" : "||", n, "bool");
    case 2:
      g.spend(1);
      return make.unary("!", expression(g, "bool", n - 1));
    case 3:
      return two(g, chance.percent(50) ? "==" : "!=", n, "bool");
    case 4:
      return element(g, "bool", n);
    default:
      return callFor(g, "bool", n, 0) ?? boolLeaf(g);
  }
}

/** x != 0 && c / x > e, or x < 0 || … : a right side that would trap, or be seen, if the left did not decide. */
function guardedLogic(g: Generation): SyntaxExpression {
  const { chance } = g;
  const ints = g.visible((v) => v.type === "int");
  g.spend(4);
  if (ints.length === 0 || !g.features.division) {
    const effect = g.features.input ? make.call("read") : intConstant(g);
    const right = make.binary(chance.pick(comparisons), effect, intConstant(g));
    const left = expression(g, "bool", 1);
    return make.binary(chance.percent(50) ? "&&" : "||", left, right);
  }
  const x = make.name(chance.pick(ints).name);
  const quotient = make.binary(chance.pick(quotients), intConstant(g), x);
  const right = make.binary(chance.pick(comparisons), quotient, intConstant(g));
  const left = (operator: "!=" | "==") => make.binary(operator, x, make.integer(0));
  g.spend(4);
  return chance.percent(50) ? make.binary("&&", left("!="), right) : make.binary("||", left("=="), right);
}

/** An array type that the program may use and whose elements are of this type. */
export function arrayType(g: Generation, element: "int" | "bool"): Type {
  if (element === "bool") return "bool[]";
  if (!g.features.int_arrays) return "byte[]";
  return g.features.byte_arrays && g.chance.percent(50) ? "byte[]" : "int[]";
}

function element(g: Generation, type: "int" | "bool", n: number): SyntaxExpression {
  g.spend(1);
  const { array, least } = indexable(g, arrayType(g, type), n - 1);
  return make.index(array, indexInto(g, least, n - 2));
}

/** An array and how long it is at least: mostly a variable. */
export function indexable(g: Generation, type: Type, n: number): { array: SyntaxExpression; least: number } {
  const least = g.risk(15) ? 0 : 1;
  if (n > 3 && g.chance.percent(15)) return { array: arrayExpression(g, type, n >> 1, 4), least: 4 };
  const v = arrayVariable(g, type, least);
  g.spend(1);
  return { array: make.name(v.name), least: v.least };
}

/** An index below `least`; seldom, any. */
export function indexInto(g: Generation, least: number, n: number): SyntaxExpression {
  const { chance } = g;
  if (least === 0 || g.risk(30)) return expression(g, "int", Math.max(1, n));
  const ranged = g.visible((v) => v.range !== undefined && v.range.low >= 0 && v.range.high <= least);
  if (ranged.length > 0 && chance.percent(60)) {
    g.spend(1);
    return make.name(chance.pick(ranged).name);
  }
  if (n < 3 || chance.percent(40)) return intConstant(g, chance.percent(60) ? chance.below(least) : least - 1);
  const mask = 2 ** Math.floor(Math.log2(least)) - 1;
  g.spend(1);
  const e = expression(g, "int", n - 2);
  return make.binary("&", e, intConstant(g, mask));
}

const lengths: readonly number[] = [1, 2, 3, 4, 4, 5, 7, 8, 8, 16];
const largeLengths: readonly number[] = [511, 512, 513, 600, 1024, 2040, 2045, 2048, 4095, 5000];

/** A variable that holds an array of at least `least` elements, declared if need be. */
export function arrayVariable(g: Generation, type: Type, least: number): Variable {
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

/** A new array of a length known now. */
function newArray(g: Generation, type: Type, least: number): { array: SyntaxExpression; least: number } {
  if (type === "byte[]" && g.features.strings && g.chance.percent(35)) return stringLiteral(g, least);
  const long = g.features.large_arrays && g.chance.percent(8);
  const length = Math.max(least, g.chance.pick(long ? largeLengths : lengths));
  g.spend(1);
  return { array: make.array(type, intConstant(g, length)), least: length };
}

/** Without features of its own to stop it: any bytes, those that need an escape among them. */
function stringLiteral(g: Generation, least: number): { array: SyntaxExpression; least: number } {
  const length = Math.max(least, g.chance.below(7));
  const bytes: number[] = [];
  for (let i = 0; i < length; i++) bytes.push(g.chance.percent(75) ? 97 + g.chance.below(26) : g.chance.below(128));
  g.spend(1);
  return { array: make.text(bytes), least: length };
}

/** new T((e & 63) − 32) */
export function unknownLength(g: Generation, type: Type, n: number): SyntaxExpression {
  const length = expression(g, "int", Math.max(1, n - 5));
  g.spend(2);
  return make.array(type, guarded(g, "-", length, 63, 32));
}

function arrayExpression(g: Generation, type: Type, n: number, least: number): SyntaxExpression {
  if (n >= 3 && g.features.functions && g.chance.percent(20)) {
    const made = callFor(g, type, n, Math.max(least, 4));
    if (made !== undefined) return made;
  }
  if (g.chance.percent(60) || n < 2) {
    const v = arrayVariable(g, type, least);
    g.spend(1);
    return make.name(v.name);
  }
  // A length that is not known before the run, where none is needed.
  if (least === 0 && n >= 4) {
    if (g.risk(75)) return unknownLength(g, type, n);
    const length = expression(g, "int", n - 3);
    g.spend(2);
    return make.array(type, make.binary("&", length, intConstant(g, 7)));
  }
  return newArray(g, type, least).array;
}
