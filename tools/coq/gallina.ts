/**
 * Values as extracted, printed as Coq reads them: of types whose names Coq writes as the extraction does, but for a small first letter.
 */

import type { List, Nat, Z } from "../../coq/extracted/semantics.js";
import { elementsOf, numberOf } from "./values.ts";

interface Constructed {
  readonly is: string;
  readonly [field: string]: unknown;
}

/** Constructors that begin with a small letter in Coq. */
const small = /^(?:Type|Element)_/u;

function count(value: Nat): number {
  let n = 0;
  for (let rest = value; rest.is === "S"; rest = rest.a) n++;
  return n;
}

/** A value of Coq's, in parentheses where it needs them. */
export function gallina(value: unknown): string {
  if (typeof value === "boolean") return `${value}`;
  const constructed = value as Constructed;
  const { is } = constructed;
  switch (is) {
    case "Z0":
    case "Zpos":
      return `${numberOf(value as Z)}`;
    case "Zneg":
      return `(${numberOf(value as Z)})`;
    case "O":
    case "S":
      return `${count(value as Nat)}%nat`;
    case "Nil":
    case "Cons":
      return `[${[...elementsOf(value as List<unknown>)].map(gallina).join("; ")}]`;
    default: {
      const name = small.test(is) ? is[0]!.toLowerCase() + is.slice(1) : is;
      const fields = [..."abcdef"].filter((field) => field in constructed).map((field) => gallina(constructed[field]));
      return fields.length === 0 ? name : `(${[name, ...fields].join(" ")})`;
    }
  }
}
