/**
 * The type of an expression as its text says it, given what names mean. For trees that the checker has passed, and for those that only a reader
 * understands: what a name means nobody knows has no type.
 */

import { impossible } from "../../core/impossible.ts";
import { comparison, tightness } from "./operators.ts";
import type { SyntaxExpression, Type } from "./tree.ts";
import { elementValueType } from "./types.ts";

/** What names mean where the expression is. */
export interface Meanings {
  readonly ofName: (e: Extract<SyntaxExpression, { readonly kind: "name" }>) => Type | undefined;
  /** The type of what a call of this function gives. */
  readonly ofCall: (name: string) => Type | undefined;
}

/** The type of an expression; undefined where it hangs on a name of which there is none. */
export function typeOf(e: SyntaxExpression, meanings: Meanings): Type | undefined {
  switch (e.kind) {
    case "integer":
    case "character":
      return "int";
    case "boolean":
      return "bool";
    case "string":
      return "byte[]";
    case "array":
      return e.elements[0] !== undefined && typeOf(e.elements[0], meanings) === "bool" ? "bool[]" : "int[]";
    case "name":
      return meanings.ofName(e);
    case "unary":
      return e.operator === "!" ? "bool" : "int";
    case "binary":
      return tightness[e.operator] <= comparison ? "bool" : "int";
    case "index": {
      const array = typeOf(e.array, meanings);
      return array && elementValueType(array);
    }
    case "new":
      return e.type;
    case "call":
      return meanings.ofCall(e.name);
    default:
      return impossible(e);
  }
}
