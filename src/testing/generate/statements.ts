/**
 * Generating statements that compute, branch and jump. Loops and the end of `main` have their own files.
 *
 * Letters: g generation, n nodes wanted.
 */

import type {
  AssignmentOperator,
  SyntaxBlock,
  SyntaxExpression,
  SyntaxIf,
  SyntaxStatement,
  Type,
} from "../../lang/syntax/tree.ts";
import { elementValueType } from "../../lang/syntax/types.ts";
import { arrayType, indexable, indexInto, unknownLength } from "./array-expressions.ts";
import { intConstant } from "./bindings.ts";
import { callFor } from "./calls.ts";
import { divisor } from "./constants.ts";
import { writeValue } from "./epilogue.ts";
import { expression } from "./expressions.ts";
import type { Generation } from "./generation.ts";
import { forStatement, maximumRounds, whileStatement } from "./loops.ts";
import * as make from "./make.ts";

/** Statements in the block being written, about `n` nodes. */
export function statements(g: Generation, n: number): void {
  const end = g.made + Math.min(n, g.left);
  while (end - g.made >= 3) {
    const left = end - g.made;
    statement(g, left <= 6 ? left : 4 + g.chance.below(Math.min(left, 16) - 3));
  }
}

/** One statement, about `n` ≥ 3 nodes. */
function statement(g: Generation, n: number): void {
  const { chance, features } = g;
  const here = g.here;
  const mayLoop = here.rounds * 3 <= maximumRounds;
  const anyArray = features.int_arrays || features.byte_arrays || features.bool_arrays;
  switch (
    chance.weighted([
      30,
      anyArray && n >= 4 ? 11 : 0,
      n >= 5 ? 14 : 0,
      features.for && mayLoop && n >= 7 ? 17 : 0,
      features.while && mayLoop && n >= 8 ? 10 : 0,
      here.callable.result === undefined || here.outer === undefined ? 15 : 6,
      features.functions ? 8 : 0,
      10,
      n >= 5 ? 2 : 0,
      features.assert && n >= 4 ? 3 : 0,
      features.jumps && here.loops.length > 0 && n >= 4 ? 24 : 0,
      features.early_return && n >= 5 ? 2 : 0,
      features.exit && n >= 6 ? 1 : 0,
    ])
  ) {
    case 0:
      return assignment(g, n);
    case 1:
      return elementAssignment(g, n);
    case 2: {
      g.push(conditional(g, n));
      return;
    }
    case 3:
      return forStatement(g, n);
    case 4:
      return whileStatement(g, n);
    case 5:
      return writeValue(g, expression(g, "int", n - 1));
    case 6:
      return callStatement(g, n);
    case 7:
      return declaration(g, n);
    case 8: {
      g.spend(1);
      g.push(make.block(g.inBlock(() => statements(g, n - 1))));
      return;
    }
    case 9:
      return assertion(g, n);
    case 10:
      return jump(g, n);
    case 11:
      return leave(g, n, (value) => make.returnValue(value), g.here.callable.result ?? undefined);
    default:
      return leave(g, n, (value) => make.callStatement(make.call("exit", value!)), "int");
  }
}

/** x = e; to a variable in scope, or a new one. */
function assignment(g: Generation, n: number): void {
  const seen = g.visible((v) => v.assignable);
  if (seen.length === 0) return declaration(g, n);
  // An array only rarely: its elements are more interesting.
  const first = g.chance.pick(seen);
  const v = first.type === "int" || g.chance.percent(30) ? first : g.chance.pick(seen);
  const { operator, value } = assigned(g, v.type, n - 1, v.least);
  g.spend(1);
  g.push(make.assign(make.name(v.name), value, operator));
}

/** What is assigned, sometimes with an operator; most divisors are not 0. */
function assigned(g: Generation, type: Type, n: number, least: number) {
  const { multiplication, division, shifts } = g.features;
  if (type !== "int" || !g.features.compound || !g.chance.percent(35))
    return { operator: undefined, value: expression(g, type, n, least) };
  const operators: readonly AssignmentOperator[] = [
    ...(["+", "+", "-", "&", "|", "^"] as const),
    ...(multiplication ? (["*"] as const) : []),
    ...(division ? (["/", "%"] as const) : []),
    ...(shifts ? (["<<", ">>", ">>>"] as const) : []),
  ];
  const operator = g.chance.pick(operators);
  if ((operator === "/" || operator === "%") && !g.risk(30))
    return { operator, value: intConstant(g, divisor(g.chance)) };
  return { operator, value: expression(g, type, n) };
}

function elementAssignment(g: Generation, n: number): void {
  const type = someArrayType(g);
  const { array, least } = indexable(g, type, Math.min(4, n - 2));
  const index = indexInto(g, least, (n - 1) >> 1);
  const { operator, value } = assigned(g, elementValueType(type), Math.max(1, (n - 2) >> 1), 0);
  g.spend(1);
  g.push(make.assign(make.index(array, index), value, operator));
}

function someArrayType(g: Generation): Type {
  const { int_arrays, byte_arrays, bool_arrays } = g.features;
  if (bool_arrays && (!(int_arrays || byte_arrays) || g.chance.percent(15))) return "bool[]";
  return arrayType(g, "int");
}

/** let x = e; sometimes with the name of an outer variable, which e may use. */
function declaration(g: Generation, n: number): void {
  if (g.features.constants && g.chance.percent(12)) return localConstant(g);
  const roll = g.chance.below(100);
  const anyArray = g.features.int_arrays || g.features.byte_arrays || g.features.bool_arrays;
  const type: Type = roll < 70 ? "int" : roll < 84 || !anyArray ? "bool" : someArrayType(g);
  const scalar = type === "int" || type === "bool";
  // Sometimes an array whose length is not known, and may be negative.
  const risky = !scalar && g.risk(30);
  const least = scalar || risky ? 0 : g.chance.pick([1, 4, 4, 8]);
  const value = risky ? unknownLength(g, type, n - 1) : expression(g, type, n - 1, least);
  const level = g.here.blocks.length - 1;
  // A counter or a budget must stay visible: the rest of its loop or function uses it.
  const hideable =
    g.features.shadowing && g.chance.percent(25)
      ? g.visible((v) => v.level < level && (v.assignable || v.range !== undefined))
      : [];
  if (hideable.length === 0) g.declare(type, value, { least });
  else g.declare(type, value, { least, name: g.chance.pick(hideable).name });
}

/** const c = 5; or, from the constants before it, const c = 5 - d; */
function localConstant(g: Generation): void {
  const name = g.fresh("c");
  const others = g.visible((v) => v.constant === true);
  const value = intConstant(g);
  g.spend(1);
  if (others.length > 0 && g.chance.percent(40)) {
    g.spend(2);
    g.push(
      make.constant(name, make.binary(g.chance.pick(["+", "-", "^"]), value, make.name(g.chance.pick(others).name))),
    );
  } else g.push(make.constant(name, value));
  const level = g.here.blocks.length - 1;
  g.bind({ name, type: "int", assignable: false, constant: true, level, least: 0, range: undefined, hidden: 0 });
}

function conditional(g: Generation, n: number): SyntaxIf {
  g.spend(1);
  const condition = expression(g, "bool", 1 + g.chance.below(Math.max(1, n >> 1)));
  const rest = Math.max(3, n >> 1);
  const mayElse = n >= 8 && g.chance.percent(45);
  const then = g.inBlock(() => statements(g, mayElse ? rest >> 1 : rest));
  return make.ifThen(condition, then, mayElse ? otherwise(g, Math.max(4, rest >> 1)) : undefined);
}

function otherwise(g: Generation, n: number): SyntaxBlock | SyntaxIf {
  if (n < 8 || g.chance.percent(70)) return make.block(g.inBlock(() => statements(g, n)));
  // Variables that this condition declares late come before the whole chain, where they do not disturb earlier conditions.
  return conditional(g, n);
}

const results: readonly (Type | undefined)[] = [undefined, undefined, undefined, "int", "int", "bool"];

function callStatement(g: Generation, n: number): void {
  const call = callFor(g, g.chance.pick(results), n - 1, 0);
  if (call === undefined) return assignment(g, n);
  g.push(make.callStatement(call));
}

/** An assertion that holds; rarely, any assertion. */
function assertion(g: Generation, n: number): void {
  g.spend(1);
  if (g.risk(50)) {
    g.push(make.assertThat(expression(g, "bool", n - 1), g.chance.percent(30) ? [111, 107] : undefined));
    return;
  }
  g.spend(4);
  const e = expression(g, "int", Math.max(1, n - 5));
  g.push(make.assertThat(make.binary(">=", make.binary("&", e, make.integer(255)), make.integer(0))));
}

/** if e { break; } or continue. */
function jump(g: Generation, n: number): void {
  g.spend(2);
  const condition = jumpCondition(g, Math.max(1, Math.min(5, n - 2)));
  const mayContinue = g.here.loops.at(-1)!;
  const statement = mayContinue && g.chance.percent(60) ? make.continueLoop : make.breakLoop;
  const body = g.inBlock(() => {
    if (n >= 8) statements(g, n - 7);
    g.push(statement);
  });
  g.push(make.ifThen(condition, body));
}

/** When to jump: often the loop's own variable decides, so that some rounds jump and others do not. */
function jumpCondition(g: Generation, n: number): SyntaxExpression {
  const counting = g.visible((v) => v.range !== undefined);
  if (counting.length === 0 || g.chance.percent(45)) return expression(g, "bool", n);
  const v = counting.at(-1)!;
  g.spend(3);
  const value = v.range!.low + g.chance.below(Math.max(1, Math.min(4, v.range!.high - v.range!.low)));
  return make.binary(g.chance.pick(["==", "==", "!=", "<", ">="]), make.name(v.name), make.integer(value));
}

/** if e { return …; } or exit. */
function leave(
  g: Generation,
  n: number,
  make_: (value: SyntaxExpression | undefined) => SyntaxStatement,
  type: Type | undefined,
): void {
  g.spend(2);
  const condition = expression(g, "bool", Math.max(3, n - 3));
  const body = g.inBlock(() => {
    const least = type === g.here.callable.result ? g.here.callable.least : 0;
    const value = type === undefined ? undefined : expression(g, type, 1, least);
    g.push(make_(value));
  });
  g.push(make.ifThen(condition, body));
}
