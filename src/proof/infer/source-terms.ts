/**
 * Terms over the source's values: how they are put together, and by which name two values are the same.
 */

import { impossible } from "../../core/impossible.ts";
import { type Arithmetic, type BinaryWordOperation, binaryOperations } from "../../core/word.ts";
import type { Location, Place, SourceTerm, SourceValue } from "../certificate/claims.ts";
import { factText, isLeaf, partsOf } from "../certificate/source-term.ts";

type Apply = Extract<SourceTerm, { readonly kind: "apply" }>;

/** An operation on the words of two terms. */
export function apply(operation: Apply["operation"], left: SourceTerm, right: SourceTerm): Apply {
  return { kind: "apply", operation, left, right };
}

/** An int32. */
export function constant(value: number): SourceTerm {
  return { kind: "constant", value };
}

type Operation = (left: SourceTerm, right: SourceTerm) => SourceTerm;

/** Words that are terms: an operation is put together, and not computed. */
export const onTerms: Arithmetic<SourceTerm> = {
  constant,
  ...(Object.fromEntries(
    binaryOperations.map((name) => [name, (left: SourceTerm, right: SourceTerm) => apply(name, left, right)]),
  ) as Record<BinaryWordOperation, Operation>),
};

/** Is a term a value of the source? */
export function isValue(term: SourceTerm): term is SourceValue {
  return term.kind === "local" || term.kind === "pending" || term.kind === "result";
}

/** Is a term a place of the machine? */
export function isPlace(term: SourceTerm): term is Place {
  return term.kind === "register" || term.kind === "slot";
}

/** How many nodes a term has. */
export function nodesOf(term: SourceTerm): number {
  return partsOf(term).reduce((sum, part) => sum + nodesOf(part), 1);
}

/** A term with other terms in place of its leaves; undefined where an array would be no leaf any more. */
export function withLeaves(term: SourceTerm, other: (leaf: SourceTerm) => SourceTerm): SourceTerm | undefined {
  const part = (inner: SourceTerm): SourceTerm | undefined => withLeaves(inner, other);
  switch (term.kind) {
    case "length": {
      const array = part(term.array);
      return array && isLeaf(array) ? { kind: "length", array } : undefined;
    }
    case "element": {
      const [array, index] = [part(term.array), part(term.index)];
      return array && index && isLeaf(array) ? { kind: "element", array, index } : undefined;
    }
    case "apply": {
      const [left, right] = [part(term.left), part(term.right)];
      return left && right && apply(term.operation, left, right);
    }
    default:
      return other(term);
  }
}

/** The same term of an inlined call, whose variables are numbered from `first` on. */
export function numberedFrom(term: SourceTerm, first: number): SourceTerm {
  if (first === 0) return term;
  return withLeaves(term, (leaf) => (leaf.kind === "local" ? { kind: "local", slot: leaf.slot + first } : leaf))!;
}

/** The names of registers, of words of the frame and of variables, made once: what is found is found by name. */
const [registers, words, variables]: [string[], string[], string[]] = [[], [], []];

function nameIn(names: string[], kind: string, number: number): string {
  const name = names[number] ?? `${kind} ${number}`;
  names[number] = name;
  return name;
}

/** The name of a location: the same for the same locations, and for no others. */
export function locationName(location: Location): string {
  switch (location.kind) {
    case "register":
      return nameIn(registers, "register", location.register);
    case "slot":
      return nameIn(words, "slot", location.offset / 4);
    case "constant":
      return `constant ${location.value}`;
    default:
      return impossible(location);
  }
}

/** Does a term speak of a value? */
export function speaksOf(term: SourceTerm, name: string): boolean {
  return isValue(term) ? valueName(term) === name : partsOf(term).some((part) => speaksOf(part, name));
}

/** The name of a value: the same for the same values, and for no others. */
export function valueName(value: SourceValue): string {
  if (value.kind === "local") return nameIn(variables, "local", value.slot);
  return value.kind === "pending" ? `pending ${value.index}` : "result";
}

/** The name of a term: the same for the same terms, and for no others. */
export function termName(term: SourceTerm): string {
  return factText({ condition: term, holds: true });
}

/** The values, globals, constants and places that a term is made of, from left to right. */
export function leavesOf(term: SourceTerm): readonly SourceTerm[] {
  const parts = partsOf(term);
  return parts.length === 0 ? [term] : parts.flatMap(leavesOf);
}
