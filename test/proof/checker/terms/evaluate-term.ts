/**
 * The value of a term when its unknowns have values: written apart from its constructors, from what each kind of term means.
 */

import { impossible } from "../../../../src/core/impossible.ts";
import { int32 } from "../../../../src/core/word.ts";
import type { Element } from "../../../../src/lang/syntax/tree.ts";
import type { Heap, Term } from "../../../../src/proof/checker/terms/term.ts";

/** Values of the unknowns. */
export interface Assignment {
  readonly symbol: (name: string) => number;
  readonly length: (reference: number) => number;
  /** The initial contents of arrays. */
  readonly element: (element: Element, reference: number, index: number) => number;
}

/** An evaluation of many terms of one table, each once. */
export function evaluator(assignment: Assignment): (term: Term) => number {
  const values = new Map<Term, number>();

  const value = (t: Term): number => {
    const known = values.get(t);
    if (known !== undefined) return known;
    const result = compute(t);
    values.set(t, result);
    return result;
  };

  const compute = (t: Term): number => {
    switch (t.kind) {
      case "constant":
        return t.value;
      case "symbol":
        return assignment.symbol(t.name);
      case "length":
        return assignment.length(value(t.reference));
      case "select":
        return contents(t.heap, t.element, value(t.reference), value(t.index));
      case "apply":
        return int32[t.operation](value(t.left), value(t.right));
      case "sum": {
        const products = t.atoms.map((atom, i) => BigInt(value(atom)) * BigInt(t.factors[i]!));
        return Number(
          BigInt.asIntN(
            32,
            products.reduce((x, y) => x + y, BigInt(t.constant)),
          ),
        );
      }
      default:
        return impossible(t);
    }
  };

  const contents = (heap: Heap, element: Element, reference: number, index: number): number => {
    switch (heap.kind) {
      case "initial":
        return assignment.element(element, reference, index);
      case "store":
        return value(heap.reference) === reference && value(heap.index) === index
          ? value(heap.value)
          : contents(heap.before, element, reference, index);
      // Every byte that arrived has one value, which is one way for them to be.
      case "fill":
        return value(heap.reference) === reference && (index - value(heap.index)) >>> 0 < value(heap.count) >>> 0
          ? value(heap.value)
          : contents(heap.before, element, reference, index);
      case "allocate":
        return value(heap.reference) === reference ? 0 : contents(heap.before, element, reference, index);
      case "text":
        return value(heap.reference) === reference
          ? (heap.values[heap.element === "byte" ? index : index / 4] ?? 0)
          : contents(heap.before, element, reference, index);
      default:
        return impossible(heap);
    }
  };

  return value;
}
