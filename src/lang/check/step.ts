/**
 * The step of a `for` (docs/ell.md, static rule S12): how its variable gets the next value.
 */

import type { Expression, Statement } from "../program/program.ts";
import type { Span, SyntaxExpression } from "../syntax/tree.ts";
import { constantInt } from "./constants.ts";
import type { Context, Refused } from "./context.ts";

// S12: the step is a constant, not 0.
export function stepOf(c: Context, step: SyntaxExpression | undefined): number | Refused {
  if (step === undefined) return 1;
  const value = constantInt(c, step, "a step is an int");
  if (value !== 0) return value;
  return c.error("constant-trap", step.span, "a step of 0 would count for ever", {
    expected: "a constant that is not 0",
  });
}

/** After each round: i = i + k; or i = i..end, where i + k is no int. Since i has not reached the end, i ± 1 always is. */
export function update(
  c: Context,
  head: Span,
  slot: number,
  by: number,
  variable: () => Expression,
  end: () => Expression,
): Statement {
  const constant = (value: number): Expression => ({ kind: "constant", id: c.number(head), type: "int", value });
  const count = (): Statement => {
    const id = c.number(head);
    const sumId = c.number(head);
    const sum: Expression = {
      kind: "binary",
      id: sumId,
      type: "int",
      operator: "+",
      left: variable(),
      right: constant(by),
    };
    return { kind: "assign", id, slot, value: sum };
  };
  if (by === 1 || by === -1) return count();
  const id = c.number(head);
  const conditionId = c.number(head);
  const condition: Expression = {
    kind: "binary",
    id: conditionId,
    type: "bool",
    operator: by > 0 ? ">" : "<",
    left: variable(),
    right: constant(by > 0 ? 2147483647 - by : -2147483648 - by),
  };
  const endId = c.number(head);
  const then: Statement = { kind: "assign", id: endId, slot, value: end() };
  return { kind: "if", id, condition, then, else: count() };
}
