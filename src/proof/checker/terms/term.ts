/**
 * Symbolic 32-bit terms, in normal form and shared: equal terms are one object, so equality is identity.
 *
 * A term is a constant, an atom, or a sum of a constant and multiples of atoms, all mod 2³². Negation, subtraction,
 * shifts by a constant and lui/addi pairs are sums; what is left are atoms. Atoms are ordered by the number they got
 * when first made: one total order for all terms of a table.
 *
 * Letters: t term, a atom, h heap, r reference.
 */

import type { Element } from "../../../lang/syntax/tree.ts";

/** The operations that stay atoms. All take two words; the laws that remove them are in products.ts, comparisons.ts, bits.ts and divisions.ts. */
export type AtomOperation =
  | "mul"
  | "mulh"
  | "mulhsu"
  | "mulhu"
  | "div"
  | "divu"
  | "rem"
  | "remu"
  | "and"
  | "or"
  | "xor"
  | "sll"
  | "srl"
  | "sra"
  | "slt"
  | "sltu"
  | "equal";

/** What a symbol stands for: any word, a truth value, one byte, how many bytes moved, or an array (as a word: its address). */
export type Sort = "int" | "bool" | "byte" | "count" | `${Element}[]`;

/** A word that no law takes apart. `bound` is the largest value it can have as an unsigned number. */
export type Atom =
  | { readonly id: number; readonly kind: "symbol"; readonly name: string; readonly sort: Sort; readonly bound: number }
  | {
      readonly id: number;
      readonly kind: "apply";
      readonly operation: AtomOperation;
      readonly left: Term;
      readonly right: Term;
      readonly bound: number;
    }
  /** The length of an array: below 2³¹. */
  | { readonly id: number; readonly kind: "length"; readonly reference: Term; readonly bound: number }
  /** An element of an array in a heap; the index is its offset in bytes, which keys the heap on both sides. */
  | {
      readonly id: number;
      readonly kind: "select";
      readonly heap: Heap;
      readonly element: Element;
      readonly reference: Term;
      readonly index: Term;
      readonly bound: number;
    };

/** A word of the symbolic domain. */
export type Term =
  | { readonly id: number; readonly kind: "constant"; readonly value: number; readonly bound: number }
  /** constant + Σ factorᵢ · atomᵢ, atoms ascending, factors not 0, and more than one atom alone. */
  | {
      readonly id: number;
      readonly kind: "sum";
      readonly constant: number;
      readonly atoms: readonly Atom[];
      readonly factors: readonly number[];
      readonly bound: number;
    }
  | Atom;

/**
 * The contents of all arrays: what was unknown at the start, and the writes since, newest outermost. `bounded` says that
 * every element is within its sort, which a machine's writes need not keep.
 */
export type Heap =
  | { readonly id: number; readonly kind: "initial"; readonly bounded: true }
  | {
      readonly id: number;
      readonly kind: "store";
      readonly bounded: boolean;
      readonly before: Heap;
      readonly element: Element;
      readonly reference: Term;
      readonly index: Term;
      readonly value: Term;
    }
  /** `count` bytes that arrived, laid down from an index on; `value` is the byte at any index of them. */
  | {
      readonly id: number;
      readonly kind: "fill";
      readonly bounded: boolean;
      readonly before: Heap;
      readonly reference: Term;
      readonly index: Term;
      readonly count: Term;
      readonly value: Term;
    }
  | {
      readonly id: number;
      readonly kind: "allocate";
      readonly bounded: boolean;
      readonly before: Heap;
      readonly element: Element;
      readonly reference: Term;
      readonly length: Term;
    }
  | {
      readonly id: number;
      readonly kind: "text";
      readonly bounded: boolean;
      readonly before: Heap;
      readonly element: Element;
      readonly reference: Term;
      readonly values: readonly number[];
    };

/** Is the term 0 or 1 whatever its symbols are? */
export function isTruthValue(t: Term): boolean {
  return t.bound <= 1;
}

/** The signs of operations that people write between two operands. */
export const infix: Partial<Record<AtomOperation, string>> = {
  mul: "*",
  div: "/",
  rem: "%",
  and: "&",
  or: "|",
  xor: "^",
  sll: "<<",
  srl: ">>>",
  sra: ">>",
  slt: "<",
  sltu: "<ᵤ",
  equal: "==",
};

/** The most parts of a sum that are shown. */
const shownParts = 6;

/** A term in words a person can read, cut off at a depth and a number of parts so that it stays short. */
export function showTerm(t: Term, depth = 6): string {
  if (depth === 0) return "…";
  const show = (x: Term): string => showTerm(x, depth - 1);
  switch (t.kind) {
    case "constant":
      return t.value > 65535 || t.value < -65536 ? `0x${(t.value >>> 0).toString(16)}` : String(t.value);
    case "symbol":
      return t.name;
    case "length":
      return `len(${show(t.reference)})`;
    case "select":
      return `${show(t.reference)}[+${show(t.index)}]${t.heap.kind === "initial" ? "" : "′"}`;
    case "apply": {
      const sign = infix[t.operation];
      return sign === undefined
        ? `${t.operation}(${show(t.left)}, ${show(t.right)})`
        : `(${show(t.left)} ${sign} ${show(t.right)})`;
    }
    case "sum": {
      const parts = t.atoms.slice(0, shownParts).map((atom, i) => {
        const factor = t.factors[i]!;
        const size = Math.abs(factor);
        return { minus: factor < 0, text: size === 1 ? show(atom) : `${size}·${show(atom)}` };
      });
      if (t.atoms.length > shownParts) parts.push({ minus: false, text: "…" });
      if (t.constant !== 0) parts.push({ minus: t.constant < 0, text: String(Math.abs(t.constant)) });
      return `(${parts.map((part, i) => (i === 0 ? (part.minus ? "-" : "") : part.minus ? " - " : " + ") + part.text).join("")})`;
    }
  }
}
