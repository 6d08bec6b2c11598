/**
 * Generating expressions of a given type, with about a given number of nodes, from the names in scope.
 *
 * Letters: g generation, n nodes wanted.
 */

import { impossible } from "../../core/impossible.ts";
import type { InfixOperator, SyntaxExpression, Type, UnaryOperator } from "../../lang/syntax/tree.ts";
import { arrayExpression, arrayType, indexable, indexInto } from "./array-expressions.ts";
import { bindLate, guarded, intConstant } from "./bindings.ts";
import { blockCall } from "./blocks.ts";
import { callFor } from "./calls.ts";
import { divisor, shiftCount } from "./constants.ts";
import type { Generation } from "./generation.ts";
import * as make from "./make.ts";
import { again, repeated } from "./repeats.ts";

/** An expression of a type; an array of it has at least `least` elements. */
export function expression(g: Generation, type: Type, n: number, least = 0): SyntaxExpression {
  switch (type) {
    case "int":
    case "bool":
      return repeatedOrNew(g, type, n);
    case "int[]":
    case "bool[]":
    case "byte[]":
      return arrayExpression(g, type, n, least);
    default:
      return impossible(type);
  }
}

/** How often, of a hundred times, an expression is one that was made before, where there is one that fits. */
const repeats = 10;

function repeatedOrNew(g: Generation, type: "int" | "bool", n: number): SyntaxExpression {
  const before = g.chance.percent(repeats) ? repeated(g, type, n) : undefined;
  if (before !== undefined) return before;
  const [leaf, tree] = type === "int" ? [intLeaf, intTree] : [boolLeaf, boolTree];
  const made = n <= 1 ? leaf(g) : tree(g, n);
  g.lately[type].push(made);
  return made;
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

/** A variable of this type: one in scope, or a new one. */
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
    // The latest are the most likely: a compiler still holds them in registers.
    const i = Math.max(g.chance.below(seen.length), g.chance.below(seen.length));
    return make.name(seen[i]!.name);
  }
  if (type === "int") return intConstant(g);
  g.spend(1);
  return make.boolean(g.chance.percent(50));
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
  const alike = first.kind === "binary" && g.chance.percent(repeats) ? again(g, first) : undefined;
  return make.binary(operator, first, alike ?? expression(g, type, n - 1 - left));
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
      n >= 4 && features.blocks && features.byte_arrays ? 9 : 0,
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
    case 7:
      return callFor(g, "int", n, 0) ?? two(g, chance.pick(plain), Math.max(n, 3), "int");
    default:
      return blockCall(g, n);
  }
}

/** A quotient or remainder whose divisor cannot be 0; rarely, any divisor. */
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

/** x != 0 && c / x > e, or x < 0 || … : a right side that would trap, or have an effect, if it were evaluated. */
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

function element(g: Generation, type: "int" | "bool", n: number): SyntaxExpression {
  g.spend(1);
  const { array, least } = indexable(g, arrayType(g, type), n - 1);
  return make.index(array, indexInto(g, least, n - 2));
}
