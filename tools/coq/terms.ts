/**
 * Terms of the checker in Coq's table: each made of the same parts, and made in the same order, so that the terms of a sum come in the same
 * order in both.
 */

import { type Node0, type Positive, type Sort, share, start, type Table0 } from "../../coq/extracted/semantics.js";
import { impossible } from "../../src/core/impossible.ts";
import type { Heap, Sort as OurSort, Term } from "../../src/proof/checker/terms/term.ts";
import { operations } from "../../src/second/hints.ts";
import { elements } from "../../src/second/program.ts";
import { list, pair, z } from "../../src/second/values.ts";

function sortOf(sort: OurSort): Sort {
  switch (sort) {
    case "int":
    case "bool":
    case "byte":
    case "count":
      return { is: `Sort_${sort}` };
    case "int[]":
      return { is: "Sort_array", a: elements.int };
    case "bool[]":
      return { is: "Sort_array", a: elements.bool };
    case "byte[]":
      return { is: "Sort_array", a: elements.byte };
    default:
      return impossible(sort);
  }
}

/** What a term or a heap is made of. */
function partsOf(t: Term | Heap): readonly (Term | Heap)[] {
  switch (t.kind) {
    case "constant":
    case "symbol":
    case "initial":
      return [];
    case "sum":
      return t.atoms;
    case "apply":
      return [t.left, t.right];
    case "length":
      return [t.reference];
    case "select":
      return [t.heap, t.reference, t.index];
    case "store":
      return [t.before, t.reference, t.index, t.value];
    case "fill":
      return [t.before, t.reference, t.index, t.count, t.value];
    case "allocate":
    case "text":
      return [t.before, t.reference];
    default:
      return impossible(t);
  }
}

/** The terms and heaps that some are made of, and these, each after its parts: the constants, then the others in the order in which they were made. */
export function closure(roots: Iterable<Term | Heap>): (Term | Heap)[] {
  const found = new Set<Term | Heap>(roots);
  for (const t of found) for (const part of partsOf(t)) found.add(part);
  const isConstant = (t: Term | Heap): boolean => t.kind === "constant";
  const others = [...found].filter((t) => !isConstant(t)).sort((a, b) => a.id - b.id);
  return [...[...found].filter(isConstant), ...others];
}

/** A table of Coq's with the checker's terms in it. */
export class CoqTable {
  table: Table0 = start;
  readonly #numbers = new Map<Term | Heap, Positive>();
  #symbols = 0;

  /** A table with these terms and all that they are made of. */
  constructor(roots: Iterable<Term | Heap>) {
    for (const t of closure(roots)) this.#numbers.set(t, this.#share(this.#node(t)));
  }

  /** The number of a term. */
  of(t: Term | Heap): Positive {
    const number = this.#numbers.get(t);
    if (number === undefined) throw new Error("a term is not in the table");
    return number;
  }

  #share(node: Node0): Positive {
    const { a: table, b: number } = share(this.table, node);
    this.table = table;
    return number;
  }

  #node(t: Term | Heap): Node0 {
    switch (t.kind) {
      case "constant":
        return { is: "Constant0", a: word(t.value) };
      case "symbol":
        return { is: "Symbol", a: ++this.#symbols, b: sortOf(t.sort) };
      case "sum": {
        const parts = list(t.atoms.entries(), ([i, atom]) => pair(this.of(atom), word(t.factors[i]!)));
        return { is: "Sum", a: word(t.constant), b: parts };
      }
      case "apply":
        return { is: "Apply", a: operations[t.operation], b: this.of(t.left), c: this.of(t.right) };
      case "length": {
        // The sort of the array says what it is made of; a length without one is bounded as that of bytes.
        const { reference } = t;
        const sort = reference.kind === "symbol" ? sortOf(reference.sort) : undefined;
        return { is: "Length0", a: sort?.is === "Sort_array" ? sort.a : elements.byte, b: this.of(reference) };
      }
      case "initial":
        return { is: "Initial" };
      case "select":
        return {
          is: "Select",
          a: this.of(t.heap),
          b: elements[t.element],
          c: this.of(t.reference),
          d: this.of(t.index),
        };
      case "store":
        return {
          is: "Store1",
          a: this.of(t.before),
          b: elements[t.element],
          c: this.of(t.reference),
          d: this.of(t.index),
          e: this.of(t.value),
        };
      case "fill":
        return {
          is: "Fill",
          a: this.of(t.before),
          b: this.of(t.reference),
          c: this.of(t.index),
          d: this.of(t.count),
          e: this.of(t.value),
        };
      case "allocate":
        return { is: "Allocate0", a: this.of(t.before), b: elements[t.element], c: this.of(t.reference) };
      case "text":
        return {
          is: "Text0",
          a: this.of(t.before),
          b: elements[t.element],
          c: this.of(t.reference),
          d: list(t.values, z),
        };
      default:
        return impossible(t);
    }
  }
}

/** A word of the checker, which is signed, as Coq has it. */
function word(value: number): ReturnType<typeof z> {
  return z(value >>> 0);
}
