/**
 * Questions about the types of Ell.
 */

import type { Element, Type } from "./tree.ts";

/** The type of an array. */
export type ArrayType = `${Element}[]`;

/** Is it the type of an array? "nothing" is the result of a function without one. */
export function isArray(type: Type | "nothing"): type is ArrayType {
  return elementOf(type) !== undefined;
}

/** What an array of the type holds; undefined when it is not the type of an array. */
export function elementOf(type: ArrayType): Element;
export function elementOf(type: Type | "nothing"): Element | undefined;
export function elementOf(type: Type | "nothing"): Element | undefined {
  switch (type) {
    case "int[]":
      return "int";
    case "bool[]":
      return "bool";
    case "byte[]":
      return "byte";
    default:
      return undefined;
  }
}

/** The type of `a[i]` for an array of the type: a byte is read as an int. */
export function elementValueType(type: Type): "int" | "bool" {
  return type === "bool[]" ? "bool" : "int";
}
