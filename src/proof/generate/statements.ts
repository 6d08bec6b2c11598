/**
 * Generating statements: what computes, what branches, and loops that end because a budget is built into them.
 *
 * Letters: g generation, n nodes wanted.
 */

import type { SyntaxBlock, SyntaxExpression, SyntaxIf, SyntaxStatement, Type } from "../../lang/syntax.ts";
import { callFor } from "./calls.ts";
import { arrayType, elementOf, expression, indexable, indexInto, unknownLength } from "./expressions.ts";
import type { Generation } from "./generation.ts";
import * as make from "./make.ts";

/** How often a loop goes round, at most, all loops around it counted. */
const maximumRounds = 200;

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
  // An array seldom: what is interesting about it is its elements.
  const first = g.chance.pick(seen);
  const v = first.type === "int" || g.chance.percent(30) ? first : g.chance.pick(seen);
  const value = expression(g, v.type, n - 1, v.least);
  g.spend(1);
  g.push(make.assign(make.name(v.name), value));
}

function elementAssignment(g: Generation, n: number): void {
  const type = someArrayType(g);
  const { array, least } = indexable(g, type, Math.min(4, n - 2));
  const index = indexInto(g, least, (n - 1) >> 1);
  const value = expression(g, elementOf(type), Math.max(1, (n - 2) >> 1));
  g.spend(1);
  g.push(make.assign(make.index(array, index), value));
}

function someArrayType(g: Generation): Type {
  const { int_arrays, byte_arrays, bool_arrays } = g.features;
  if (bool_arrays && (!(int_arrays || byte_arrays) || g.chance.percent(15))) return "bool[]";
  return arrayType(g, "int");
}

/** let x = e; now and then under the name of a variable further out, which may stand in e. */
function declaration(g: Generation, n: number): void {
  const roll = g.chance.below(100);
  const anyArray = g.features.int_arrays || g.features.byte_arrays || g.features.bool_arrays;
  const type: Type = roll < 70 ? "int" : roll < 84 || !anyArray ? "bool" : someArrayType(g);
  const scalar = type === "int" || type === "bool";
  // Now and then an array whose length is not known, and may be negative.
  const risky = !scalar && g.risk(30);
  const least = scalar || risky ? 0 : g.chance.pick([1, 4, 4, 8]);
  const value = risky ? unknownLength(g, type, n - 1) : expression(g, type, n - 1, least);
  const level = g.here.blocks.length - 1;
  // A counter or a budget stays in sight: the rest of its loop or function names it.
  const hideable =
    g.features.shadowing && g.chance.percent(25)
      ? g.visible((v) => v.level < level && (v.assignable || v.range !== undefined))
      : [];
  if (hideable.length === 0) g.declare(type, value, { least });
  else g.declare(type, value, { least, name: g.chance.pick(hideable).name });
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
  // What this condition declares late stands before the whole chain, whose earlier conditions it does not disturb.
  return conditional(g, n);
}

/** A loop over a range that is small where it stands, sometimes at an end of the ints. */
function forStatement(g: Generation, n: number): void {
  const { chance } = g;
  const room = Math.floor(maximumRounds / g.here.rounds);
  g.spend(1);
  const name = g.fresh("ijk");
  let low: SyntaxExpression;
  let high: SyntaxExpression;
  let range: { low: number; high: number } | undefined;
  let rounds: number;
  switch (chance.weighted([60, room >= 8 ? 25 : 0, 8])) {
    case 0: {
      const from = chance.percent(75) ? 0 : chance.below(5) - 2;
      rounds = chance.percent(8) ? 0 : Math.min(room, 1 + chance.below(5));
      range = { low: from, high: from + rounds };
      g.spend(2);
      low = make.integer(from);
      high = make.integer(from + rounds);
      break;
    }
    case 1: {
      rounds = 4;
      range = { low: 0, high: 8 };
      g.spend(3);
      low = make.integer(0);
      high = make.binary("&", expression(g, "int", 2), make.integer(7));
      break;
    }
    default: {
      rounds = 2;
      g.spend(2);
      const bounds = chance.pick([
        [2147483645, 2147483647],
        [-2147483648, -2147483646],
        [2147483647, -2147483648],
        [2046, 2049],
        [1, 0],
      ] as const);
      low = make.integer(bounds[0]);
      high = make.integer(bounds[1]);
      rounds = Math.max(0, Math.min(3, bounds[1] - bounds[0]));
    }
  }
  const body = g.inLoop(Math.max(1, rounds), true, () => {
    const level = g.here.blocks.length - 1;
    g.bind({ name, type: "int", assignable: false, level, least: 0, range, hidden: 0 });
    statements(g, Math.max(3, n - 4));
  });
  g.push(make.forLoop(name, low, high, body));
}

/** A loop with a counter that only it touches, or one that ends with the input. */
function whileStatement(g: Generation, n: number): void {
  const { chance } = g;
  if (g.features.input && g.here.rounds === 1 && chance.percent(30)) return readingLoop(g, n);
  const rounds = 1 + chance.below(Math.min(5, Math.floor(maximumRounds / g.here.rounds)));
  const counter = g.fresh("n");
  g.spend(1);
  g.declare("int", make.integer(rounds), { name: counter, assignable: false });
  const step = make.assign(make.name(counter), make.binary("-", make.name(counter), make.integer(1)));
  const spent = (operator: ">" | "<=") => make.binary(operator, make.name(counter), make.integer(0));
  g.spend(8);
  if (g.features.jumps && chance.percent(25)) {
    const body = g.inLoop(rounds, true, () => statements(g, Math.max(3, n - 10)));
    g.push(make.whileLoop(make.boolean(true), [make.ifThen(spent("<="), [make.breakLoop]), step, ...body]));
    return;
  }
  let condition: SyntaxExpression = spent(">");
  if (g.features.logic && chance.percent(45)) {
    g.spend(1);
    const more = expression(g, "bool", 1 + chance.below(4));
    condition = chance.percent(50) ? make.binary("&&", condition, more) : make.binary("&&", more, condition);
  }
  const body = g.inLoop(rounds, true, () => statements(g, Math.max(3, n - 10)));
  g.push(make.whileLoop(condition, [step, ...body]));
}

/** while read() != -1 { … }, or the same with the byte in a variable. */
function readingLoop(g: Generation, n: number): void {
  const rounds = 8;
  const ends = (e: SyntaxExpression): SyntaxExpression =>
    g.chance.percent(50) ? make.binary("!=", e, make.integer(-1)) : make.binary(">=", e, make.integer(0));
  g.spend(4);
  if (g.chance.percent(40)) {
    const body = g.inLoop(rounds, true, () => statements(g, Math.max(3, n - 4)));
    g.push(make.whileLoop(ends(make.call("read")), body));
    return;
  }
  const byte = g.fresh("c");
  g.spend(3);
  g.declare("int", make.call("read"), { name: byte, assignable: false });
  // A `continue` would jump over the read at the end.
  const body = g.inLoop(rounds, false, () => statements(g, Math.max(3, n - 7)));
  g.push(make.whileLoop(ends(make.name(byte)), [...body, make.assign(make.name(byte), make.call("read"))]));
}

/** write(e); */
function writeValue(g: Generation, value: SyntaxExpression): void {
  g.spend(1);
  g.push(make.callStatement(make.call("write", value)));
}

const results: readonly (Type | undefined)[] = [undefined, undefined, undefined, "int", "int", "bool"];

function callStatement(g: Generation, n: number): void {
  const call = callFor(g, g.chance.pick(results), n - 1, 0);
  if (call === undefined) return assignment(g, n);
  g.push(make.callStatement(call));
}

/** An assertion that holds; seldom, any. */
function assertion(g: Generation, n: number): void {
  g.spend(1);
  if (g.risk(50)) {
    g.push(make.assertThat(expression(g, "bool", n - 1)));
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

/** Whether to jump: often by the loop's own variable, so that some rounds do and others do not. */
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

/** Write out what has been computed and is still in scope: about `n` nodes, then `return` what is left. */
export function epilogue(g: Generation, n: number): void {
  const end = g.made + n;
  const seen = g.visible((v) => v.range === undefined);
  // Each variable once, in a random order, until the nodes are spent; something always.
  for (let i = seen.length - 1; i > 0; i--) {
    const j = g.chance.below(i + 1);
    [seen[i], seen[j]] = [seen[j]!, seen[i]!];
  }
  const returned = seen.find((v) => v.type === "int");
  let certain = false;
  for (const v of seen) {
    if (end - g.made < 5) break;
    if (v === returned && seen.length > 1 && g.chance.percent(60)) continue;
    writeVariable(g, v.name, v.type, v.least, end - g.made);
    certain ||= v.type === "int" || v.type === "bool" || (v.least > 0 && v.type !== "bool[]");
  }
  if (!certain) writeValue(g, expression(g, "int", Math.max(1, end - g.made - 3)));
  g.spend(2);
  if (returned === undefined || returned.hidden > 0) g.push(make.returnValue(make.integer(0)));
  else g.push(make.returnValue(make.name(returned.name)));
}

function writeVariable(g: Generation, name: string, type: Type, least: number, n: number): void {
  const v = make.name(name);
  switch (type) {
    case "int": {
      g.spend(1);
      if (n < 5 || !g.features.shifts || g.chance.percent(60)) return writeValue(g, v);
      g.spend(2);
      return writeValue(
        g,
        make.binary(g.chance.percent(50) ? ">>" : ">>>", v, make.integer(g.chance.pick([8, 16, 24]))),
      );
    }
    case "bool": {
      g.spend(6);
      const says = (value: number) => [make.callStatement(make.call("write", make.integer(value)))];
      g.push(make.ifThen(v, says(1), make.block(says(0))));
      return;
    }
    case "int[]":
    case "byte[]": {
      if (n >= 9 && least < 20 && g.features.for) {
        const i = g.fresh("ijk");
        g.spend(9);
        const element = make.index(v, make.name(i));
        g.push(
          make.forLoop(i, make.integer(0), make.call("len", v), [make.callStatement(make.call("write", element))]),
        );
        return;
      }
      if (least === 0) {
        g.spend(2);
        return writeValue(g, make.call("len", v));
      }
      g.spend(3);
      return writeValue(g, make.index(v, make.integer(g.chance.percent(50) ? 0 : g.chance.below(least))));
    }
    case "bool[]": {
      if (least === 0) {
        g.spend(2);
        return writeValue(g, make.call("len", v));
      }
      g.spend(6);
      const element = make.index(v, make.integer(g.chance.below(least)));
      g.push(make.ifThen(element, [make.callStatement(make.call("write", make.integer(1)))]));
      return;
    }
  }
}
