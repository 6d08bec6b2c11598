/**
 * Values as extracted, printed as Coq reads them, in one line or laid out: of types whose names Coq writes as the extraction does, but for a
 * small first letter. Whether a number is natural, Coq knows by its place.
 */

import type { List, Z } from "../../coq/extracted/semantics.js";
import { elementsOf } from "./values.ts";

interface Constructed {
  readonly is: string;
  readonly [field: string]: unknown;
}

/** Constructors that begin with a small letter in Coq. */
const small = /^(?:Type_|Element_|Pair$)/u;

/** How a constructor is written, and its arguments. */
function partsOf(constructed: Constructed): { readonly name: string; readonly fields: readonly unknown[] } {
  const { is } = constructed;
  // They are named by letters, in their order.
  const letters = Object.keys(constructed).filter((key) => key !== "is");
  const fields = letters.sort().map((letter) => constructed[letter]);
  const name = small.test(is) ? is[0]!.toLowerCase() + is.slice(1) : is;
  return { name, fields };
}

function isNumber(value: unknown): value is Z {
  return typeof value === "number" || typeof value === "bigint";
}

/** A value of Coq's, in parentheses where it needs them. */
export function gallina(value: unknown): string {
  if (typeof value === "boolean") return `${value}`;
  if (isNumber(value)) return value < 0 ? `(${value})` : `${value}`;
  const constructed = value as Constructed;
  const { is } = constructed;
  switch (is) {
    case "Nil":
    case "Cons":
      return `[${[...elementsOf(value as List<unknown>)].map(gallina).join("; ")}]`;
    default: {
      const { name, fields } = partsOf(constructed);
      return fields.length === 0 ? name : `(${[name, ...fields.map(gallina)].join(" ")})`;
    }
  }
}

/** How long a line may be, and what is so short that it is never taken apart. */
const width = 120;
const shortest = 24;

/** The same, in several lines where one is not enough; `indent` is the white space before what stands on lines of its own. */
export function laidOut(value: unknown, indent: string): string {
  const line = gallina(value);
  const constructed = value as Constructed;
  if (line.length <= Math.max(shortest, width - indent.length)) return line;
  const inner = `${indent}  `;
  if (constructed.is === "Cons") {
    const elements = [...elementsOf(value as List<unknown>)].map((element) => laidOut(element, inner));
    return `[\n${inner}${elements.join(`;\n${inner}`)}]`;
  }
  const { name, fields } = partsOf(constructed);
  // What is short stays on the line of the name: a node's number, an operator, a slot.
  const short = fields.findIndex((field) => gallina(field).length > shortest);
  const first = [name, ...fields.slice(0, short).map(gallina)].join(" ");
  const rest = fields.slice(short).map((field) => `\n${inner}${laidOut(field, inner)}`);
  return `(${first}${rest.join("")})`;
}
