/**
 * Generating loops that certainly end: because of a small range, a counter, or the end of the input.
 */

import type { SyntaxExpression } from "../../lang/syntax/tree.ts";
import type { Generation } from "./generation.ts";
import * as make from "./make.ts";

/** How many rounds a loop may make, counted with all loops around it. */
export const maximumRounds = 200;

/** A loop over a small range, sometimes near the least or greatest int. */
export function forStatement(g: Generation, n: number): void {
  const { chance } = g;
  const room = Math.floor(maximumRounds / g.here.rounds);
  g.spend(1);
  const name = g.fresh("ijk");
  let low: SyntaxExpression;
  let high: SyntaxExpression;
  let range: { low: number; high: number } | undefined;
  let rounds: number;
  if (g.features.steps && chance.percent(30)) return steppingLoop(g, n, name);
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
      high = make.binary("&", g.writers.expression(g, "int", 2), make.integer(7));
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
    g.writers.statements(g, Math.max(3, n - 4));
  });
  g.push(make.forLoop(name, low, high, body));
}

/** Low, high, step, and how many rounds these make: also with steps that pass the ends of int. */
const strides: readonly (readonly [number, number, number, number])[] = [
  [0, 8, 2, 4],
  [0, 7, 3, 3],
  [0, 4, 1, 4],
  [3, -1, -1, 4],
  [7, 0, -2, 4],
  [5, 5, -1, 0],
  [0, 3, -1, 0],
  [1, 5000, 2048, 3],
  [2147483640, 2147483647, 3, 3],
  [2147483646, 2147483647, 2, 1],
  [-2147483646, -2147483648, -2, 1],
  [-2147483640, -2147483648, -3, 3],
  [-2147483648, 2147483647, 2147483647, 3],
  [2147483647, -2147483648, -2147483648, 2],
  [-1, 2147483647, 1073741824, 2],
];

/** A loop with a step. */
function steppingLoop(g: Generation, n: number, name: string): void {
  const room = Math.floor(maximumRounds / g.here.rounds);
  const [low, high, step, rounds] = g.chance.pick(strides.filter((stride) => stride[3] <= room));
  g.spend(3);
  const range = low >= 0 && high >= -1 && low < 8 && high <= 8 ? { low: 0, high: Math.max(low + 1, high) } : undefined;
  const body = g.inLoop(Math.max(1, rounds), true, () => {
    const level = g.here.blocks.length - 1;
    g.bind({ name, type: "int", assignable: false, level, least: 0, range, hidden: 0 });
    g.writers.statements(g, Math.max(3, n - 5));
  });
  g.push(make.forLoop(name, make.integer(low), make.integer(high), body, make.integer(step)));
}

/** A loop with a counter that only the loop changes, or one that ends with the input. */
export function whileStatement(g: Generation, n: number): void {
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
    const body = g.inLoop(rounds, true, () => g.writers.statements(g, Math.max(3, n - 10)));
    g.push(make.whileLoop(make.boolean(true), [make.ifThen(spent("<="), [make.breakLoop]), step, ...body]));
    return;
  }
  let condition: SyntaxExpression = spent(">");
  if (g.features.logic && chance.percent(45)) {
    g.spend(1);
    const more = g.writers.expression(g, "bool", 1 + chance.below(4));
    condition = chance.percent(50) ? make.binary("&&", condition, more) : make.binary("&&", more, condition);
  }
  const body = g.inLoop(rounds, true, () => g.writers.statements(g, Math.max(3, n - 10)));
  g.push(make.whileLoop(condition, [step, ...body]));
}

/** while read() != -1 { … }, or the same with the byte in a variable. */
function readingLoop(g: Generation, n: number): void {
  const rounds = 8;
  const ends = (e: SyntaxExpression): SyntaxExpression =>
    g.chance.percent(50) ? make.binary("!=", e, make.integer(-1)) : make.binary(">=", e, make.integer(0));
  g.spend(4);
  if (g.chance.percent(40)) {
    const body = g.inLoop(rounds, true, () => g.writers.statements(g, Math.max(3, n - 4)));
    g.push(make.whileLoop(ends(make.call("read")), body));
    return;
  }
  const byte = g.fresh("c");
  g.spend(3);
  g.declare("int", make.call("read"), { name: byte, assignable: false });
  // A `continue` would skip the read at the end.
  const body = g.inLoop(rounds, false, () => g.writers.statements(g, Math.max(3, n - 7)));
  g.push(make.whileLoop(ends(make.name(byte)), [...body, make.assign(make.name(byte), make.call("read"))]));
}
