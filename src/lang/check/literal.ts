/**
 * Literals that are arrays: a text, and `[c, …]` (docs/ell.md, static rules E2 and E13). A program has one form for both.
 */

import type { Element, SyntaxExpression } from "../syntax/tree.ts";
import { type ArrayType, elementOf } from "../syntax/types.ts";
import { constantOf } from "./constants.ts";
import { type Context, describeType, type Refused, refused } from "./context.ts";

/** The array that a literal makes. */
export interface Literal {
  readonly type: ArrayType;
  readonly element: Element;
  readonly values: readonly number[];
}

/** The array of a literal; `refused` when a mistake in it was reported. */
export function literalOf(
  c: Context,
  e: Extract<SyntaxExpression, { readonly kind: "string" | "array" }>,
): Literal | Refused {
  if (e.kind === "string") return { type: "byte[]", element: "byte", values: e.bytes };
  // E13: constants of one type; without elements it is an int[].
  const constants = e.elements.map((element) => constantOf(c, element));
  const first = constants.find((constant) => constant !== refused)?.type ?? "int";
  const values: number[] = [];
  for (const [i, constant] of constants.entries()) {
    if (constant === refused) continue;
    if (constant.type === first) values.push(constant.value);
    else
      c.mismatch(e.elements[i]!.span, constant.type, first, `the elements before it are ${describeType(first)} each`);
  }
  if (values.length < constants.length) return refused;
  const type = `${first}[]` as const;
  return { type, element: elementOf(type), values };
}
