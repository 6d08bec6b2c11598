/**
 * Generating leaves, and variables that are declared because an expression needs one: in the block being written, in a
 * block around it, as a parameter or as a global.
 */

import type { SyntaxExpression, Type } from "../../lang/syntax/tree.ts";
import { anyConstant } from "./constants.ts";
import { type Generation, lettersOf, type Variable } from "./generation.ts";
import * as make from "./make.ts";

/** A number, sometimes written as a character. */
export function intConstant(g: Generation, value = anyConstant(g.chance)): SyntaxExpression {
  g.spend(1);
  if (value >= 32 && value < 127 && g.chance.percent(10)) return make.character(value);
  return make.integer(value);
}

/** (e & mask) ± offset */
export function guarded(g: Generation, operator: "+" | "-", e: SyntaxExpression, mask: number, offset: number) {
  g.spend(1);
  return make.binary(operator, make.binary("&", e, intConstant(g, mask)), intConstant(g, offset));
}

/** Declare a variable because an expression needs one. */
export function bindLate(g: Generation, type: "int" | "bool"): Variable {
  const here = g.here;
  const roll = g.chance.below(100);
  if (roll < 18 && g.features.globals) return bindGlobal(g, type, leafValue(g, type, -1));
  if (roll < 55 && here.outer !== undefined && !here.callable.recursive && here.callable.parameters.length < 14)
    return bindParameter(g, type);
  if (roll < 75 && here.blocks.length > 1) {
    // In a block further out, so that its value lives from one round of a loop to the next.
    const level = g.chance.below(here.blocks.length - 1);
    return g.declare(type, leafValue(g, type, level), { level });
  }
  const value =
    g.left > 4 && g.chance.percent(30)
      ? g.writers.expression(g, type, 2 + g.chance.below(2))
      : leafValue(g, type, here.blocks.length - 1);
  return g.declare(type, value, {});
}

/** A new global with this first value. */
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

/** A first value for a variable of this level: a constant, a byte of the input, or another variable. */
function leafValue(g: Generation, type: "int" | "bool", level: number): SyntaxExpression {
  if (level >= 0 && g.chance.percent(10)) {
    const seen = g.visible((v) => v.type === type && v.level <= level);
    if (seen.length > 0) {
      g.spend(1);
      return make.name(g.chance.pick(seen).name);
    }
  }
  if (type === "bool") {
    g.spend(1);
    return make.boolean(g.chance.percent(50));
  }
  if (level >= 0 && g.features.input && g.chance.percent(70)) {
    g.spend(1);
    return make.call("read");
  }
  return intConstant(g);
}
