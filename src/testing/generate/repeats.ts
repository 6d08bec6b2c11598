/**
 * Generating again what was generated shortly before: the same variable, the same expression, or nearly the same one.
 * What is drawn from all that there is is seldom the same; but an optimiser looks for what is, and a certificate says why
 * two values are one.
 *
 * Letters: g generation, n nodes wanted, v variable.
 */

import { impossible } from "../../core/impossible.ts";
import type { SyntaxExpression } from "../../lang/syntax/tree.ts";
import { visitExpression } from "../../lang/syntax/walk.ts";
import type { Generation, Variable } from "./generation.ts";
import * as make from "./make.ts";
import { rewriteExpression } from "./rewrite.ts";

/** So many of the latest expressions of a type may be repeated. */
const latest = 12;

/** One of the latest expressions of about `n` nodes, again; undefined when none may be repeated here. */
export function repeated(g: Generation, type: "int" | "bool", n: number): SyntaxExpression | undefined {
  const fitting = g.lately[type].slice(-latest).filter((e) => {
    const nodes = nodesIn(e);
    return nodes <= n && 3 * nodes > n && variablesIn(g, e) !== undefined;
  });
  if (fitting.length === 0) return undefined;
  return again(g, fitting[Math.max(g.chance.below(fitting.length), g.chance.below(fitting.length))]!);
}

/** An expression again, sometimes with another variable in place of one; undefined when it may not be repeated here. */
export function again(g: Generation, e: SyntaxExpression): SyntaxExpression | undefined {
  const variables = variablesIn(g, e);
  if (variables === undefined) return undefined;
  const v = g.chance.pick(variables);
  const others = e.kind !== "name" && g.chance.percent(40) ? g.visible((other) => asGood(other, v)) : [];
  const { name } = others.length === 0 ? v : g.chance.pick(others);
  g.spend(nodesIn(e));
  // Names are made anew: no two nodes of a tree are the same object.
  return rewriteExpression(e, (part) =>
    part.kind === "name" ? make.name(part.name === v.name ? name : part.name) : undefined,
  );
}

function nodesIn(e: SyntaxExpression): number {
  let nodes = 0;
  visitExpression(e, { expression: () => nodes++ });
  return nodes;
}

/** The variables of an expression; undefined when it has none, not all of them are visible, or it has an effect. */
function variablesIn(g: Generation, e: SyntaxExpression): readonly Variable[] | undefined {
  const found: Variable[] = [];
  const others: SyntaxExpression[] = [];
  visitExpression(e, {
    expression: (part) => {
      const v = part.kind === "name" ? g.named(part.name) : undefined;
      if (v !== undefined) found.push(v);
      else others.push(part);
    },
  });
  return found.length > 0 && others.every((part) => mayRepeat(g, part)) ? found : undefined;
}

/** May this node, which is no variable, be repeated? Calls have effects, or cost too much. */
function mayRepeat(g: Generation, e: SyntaxExpression): boolean {
  switch (e.kind) {
    case "name":
      return g.constantNames.includes(e.name);
    case "call":
      return e.name === "len";
    case "new":
    case "array":
    case "string":
      return false;
    case "integer":
    case "character":
    case "boolean":
    case "unary":
    case "binary":
    case "index":
      return true;
    default:
      return impossible(e);
  }
}

/** Is the other variable as good as this one, also where an index must be in bounds? */
function asGood(other: Variable, v: Variable): boolean {
  return other.type === v.type && other.least >= v.least && v.range === undefined;
}
