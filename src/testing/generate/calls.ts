/**
 * Generating calls, and new functions for them. Parameters are bound while the body is written, so the arguments are
 * generated last.
 *
 * A recursive function has a budget as its first parameter. It returns when the budget is spent, and passes one less in
 * every recursive call, to itself or to another recursive function. So recursion is bounded, whichever functions call
 * each other.
 */

import type { SyntaxCall, SyntaxExpression, SyntaxStatement, Type } from "../../lang/syntax/tree.ts";
import { type Callable, type Generation, maximumRecursiveCalls, type Writers, type Writing } from "./generation.ts";
import * as make from "./make.ts";

const maximumFunctions = 8;
const parameterTypes: readonly Type[] = ["int", "int", "int", "int", "bool", "int[]", "byte[]", "bool[]"];

/** A call whose result has this type; undefined when no function fits and no new one may be made. */
export function callFor(g: Generation, result: Type | undefined, n: number, least: number): SyntaxCall | undefined {
  if (!g.features.functions) return undefined;
  const fitting = g.callables.filter((f) => f.result === result && f.least >= least && g.mayCall(f));
  const room = g.callables.length < maximumFunctions && g.left >= 6 && g.here.rounds <= 64;
  if (fitting.length > 0 && (!room || g.chance.percent(65))) return callTo(g, g.chance.pick(fitting), n);
  if (!room) return undefined;
  const made = makeFunction(g, result, least);
  return g.mayCall(made) ? callTo(g, made, n) : undefined;
}

function callTo(g: Generation, callable: Callable, n: number): SyntaxCall {
  const { expression } = g.writers;
  const here = g.here;
  g.spend(1);
  here.callable.cost += here.rounds * callable.cost;
  const args: SyntaxExpression[] = [];
  for (const [i, parameter] of callable.parameters.entries()) {
    if (i === 0 && callable.recursive) {
      args.push(budgetArgument(g));
      continue;
    }
    const each = Math.max(1, Math.floor((n - 1) / callable.parameters.length));
    args.push(expression(g, parameter.type, g.left > 0 ? each : 1, parameter.least));
  }
  return make.call(callable.name, ...args);
}

/** The budget of a recursive call: one less than the caller's own, or a small one to begin with. */
function budgetArgument(g: Generation): SyntaxExpression {
  const here = g.here;
  if (here.callable.recursive) {
    here.recursiveCalls++;
    g.spend(3);
    return make.binary("-", make.name(here.callable.parameters[0]!.name), make.integer(1));
  }
  g.spend(1);
  return make.integer(g.chance.below(5));
}

/** Write a new function of this result type. */
function makeFunction(g: Generation, result: Type | undefined, least: number): Callable {
  const { chance } = g;
  const { statements, parameter, expression } = g.writers;
  const recursive = g.features.recursion && g.left >= 14 && g.mayRecur() && chance.percent(35);
  const callable: Callable = {
    name: g.fresh("fgh"),
    parameters: [],
    result,
    least,
    recursive,
    finished: false,
    cost: 1,
  };
  g.callables.push(callable);
  const body: SyntaxStatement[] = [];
  const writing: Writing = {
    callable,
    outer: g.writing,
    blocks: [body],
    variables: [],
    loops: [],
    rounds: 1,
    recursiveCalls: 0,
  };
  const end = g.made + Math.min(Math.floor(g.left * 0.6), 4 + chance.below(Math.max(8, g.budget >> 1)));
  g.writing = writing;
  g.spend(1);
  if (recursive) {
    const name = g.fresh("n");
    callable.parameters.push(
      g.bind({ name, type: "int", assignable: false, level: 0, least: 0, range: undefined, hidden: 0 }),
    );
    const more = chance.below(3);
    for (let i = 0; i < more; i++) drawParameter(g, parameter);
    g.spend(6);
    // Variables that this `return` declares late are placed before the guard, so they must not recurse.
    writing.recursiveCalls = maximumRecursiveCalls;
    const home = make.returnValue(result === undefined ? undefined : expression(g, result, 1, least));
    writing.recursiveCalls = 0;
    g.push(make.ifThen(make.binary("<=", make.name(name), make.integer(0)), [home]));
  } else if (g.features.many_parameters && g.left > 24 && chance.percent(12)) {
    const many = 9 + chance.below(4);
    for (let i = 0; i < many; i++) drawParameter(g, parameter);
  }
  statements(g, Math.max(0, end - g.made - (result === undefined ? 0 : 4)));
  if (result !== undefined) {
    const value = expression(g, result, Math.max(recursive ? 4 : 1, Math.min(7, end - g.made)), least);
    g.spend(1);
    g.push(make.returnValue(value));
  }
  g.writing = writing.outer;
  callable.finished = true;
  if (recursive) callable.cost *= writing.recursiveCalls === 0 ? 1 : writing.recursiveCalls === 1 ? 5 : 31;
  g.functions.push(
    make.functionOf(
      callable.name,
      callable.parameters.map((v) => make.parameter(v.name, v.type)),
      result,
      body,
    ),
  );
  return callable;
}

function drawParameter(g: Generation, parameter: Writers["parameter"]): void {
  const type = g.chance.pick(parameterTypes);
  const on =
    type === "int[]"
      ? g.features.int_arrays
      : type === "byte[]"
        ? g.features.byte_arrays
        : type !== "bool[]" || g.features.bool_arrays;
  parameter(g, on ? type : "int", 4);
}
