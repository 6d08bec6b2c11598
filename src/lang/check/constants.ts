/**
 * Constant expressions: their type and value, with the arithmetic of programs (docs/ell.md, static rules C1–C4).
 */

import { impossible } from "../../core/impossible.ts";
import { int32 } from "../../core/word.ts";
import { applyBinary } from "../semantics/step.ts";
import { resultOf } from "../syntax/operators.ts";
import type { SyntaxExpression } from "../syntax/tree.ts";
import { type Context, describeType, type Refused, refused } from "./context.ts";
import { spanIn } from "./names.ts";
import { quote } from "./report.ts";

/** A constant. A bool is 0 or 1. */
export interface Constant {
  readonly type: "int" | "bool";
  readonly value: number;
}

/**
 * The value of a constant expression; `refused` when a mistake in it was reported.
 *
 * `live`: is it evaluated at all? When the left side of `&&` or `||` decides, the right side is not evaluated and cannot trap.
 */
export function constantOf(c: Context, e: SyntaxExpression, live = true): Constant | Refused {
  switch (e.kind) {
    case "integer": // C1
    case "character":
      return { type: "int", value: e.value };
    case "boolean":
      return { type: "bool", value: e.value ? 1 : 0 };
    case "name":
      return named(c, e);
    case "unary":
      return unary(c, e, live);
    case "binary":
      return binary(c, e, live);
    case "string":
    case "array":
    case "index":
    case "call":
    case "new": {
      const array =
        e.kind === "string" ? "text is an array" : e.kind === "array" ? "an array is no constant" : undefined;
      return c.error("not-constant", e.span, "this is not a constant expression", {
        expected: "literals, constants declared above, and operators on them",
        ...(array === undefined ? {} : { hint: `${array}: declare it with \`let\`` }),
      });
    }
    default:
      return impossible(e);
  }
}

/** A constant expression that is an int; `because` begins the message when it is a bool. */
export function constantInt(c: Context, e: SyntaxExpression, because: string): number | Refused {
  const constant = constantOf(c, e);
  if (constant === refused) return refused;
  if (constant.type === "int") return constant.value;
  return c.mismatch(e.span, constant.type, "int", because);
}

// C2: a name is a constant that is declared above, or imported from a file that comes earlier.
function named(c: Context, e: Extract<SyntaxExpression, { readonly kind: "name" }>): Constant | Refused {
  const found = c.find(e.name);
  if (found?.kind === "constant") return found.type === "unknown" ? refused : { type: found.type, value: found.value };
  const declared = c.names.declarationOf(e.name);
  const kind = found?.kind === "local" ? "global" : declared?.declaration.kind;
  if (kind === "global" || kind === "function") {
    const what = kind === "global" ? "variable" : "function";
    return c.error(
      "not-constant",
      e.span,
      `${quote(e.name)} is a ${what}, and its value is not known before the program runs`,
    );
  }
  if (declared !== undefined && declared.file !== c.names)
    return c.error(
      "circular-import",
      e.span,
      `the constant ${quote(e.name)} is of a file that comes later, because the files import one another`,
      {
        hint: "first values may use constants of files that come earlier: move this constant, or that one, to a file that both import",
        related: [{ message: "it is declared here", span: spanIn(declared.file, declared.declaration.span) }],
      },
    );
  return c.error(
    "not-constant",
    e.span,
    `no constant called ${quote(e.name)} is declared above`,
    kind === "const" ? { hint: "move its declaration up, before this one" } : c.suggestion(e.name, false),
  );
}

// C3: operators, as for programs.
function unary(
  c: Context,
  e: Extract<SyntaxExpression, { readonly kind: "unary" }>,
  live: boolean,
): Constant | Refused {
  const operand = constantOf(c, e.operand, live);
  if (operand === refused) return refused;
  const type = e.operator === "!" ? "bool" : "int";
  if (operand.type !== type)
    return c.mismatch(e.operand.span, operand.type, type, `\`${e.operator}\` takes ${describeType(type)}`);
  switch (e.operator) {
    case "-":
      return { type, value: int32.sub(0, operand.value) };
    case "~":
      return { type, value: int32.xor(operand.value, -1) };
    case "!":
      return { type, value: int32.equal(operand.value, 0) };
    default:
      return impossible(e.operator);
  }
}

function binary(
  c: Context,
  e: Extract<SyntaxExpression, { readonly kind: "binary" }>,
  live: boolean,
): Constant | Refused {
  const { operator } = e;
  const logical = operator === "&&" || operator === "||";
  const left = constantOf(c, e.left, live);
  const decided = logical && left?.type === "bool" && left.value === (operator === "||" ? 1 : 0);
  const right = constantOf(c, e.right, live && !decided);
  if (left === refused || right === refused) return refused;

  const both = operator === "==" || operator === "!=";
  const type = both ? left.type : logical ? "bool" : "int";
  for (const [side, at] of [
    [left, e.left],
    [right, e.right],
  ] as const)
    if (side.type !== type)
      return c.mismatch(
        at.span,
        side.type,
        type,
        both ? `the left side of \`${operator}\` is ${describeType(type)}` : `\`${operator}\` takes ${type}s`,
      );
  if (operator === "&&" || operator === "||") return decided ? left : right;

  // C4: computing a constant does not trap.
  if ((operator === "/" || operator === "%") && right.value === 0) {
    if (live) return c.error("constant-trap", e.right.span, "this divisor is 0: computing the constant would trap");
    return { type: "int", value: 0 };
  }
  return { type: resultOf(operator), value: applyBinary(int32, operator, left.value, right.value) };
}
