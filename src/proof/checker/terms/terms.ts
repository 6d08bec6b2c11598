/**
 * The symbolic domain: `Words` over terms in normal form, every constructor applying the laws of docs/laws.md.
 *
 * A law is a single rewriting step, named where it is used; the tests compare each with concrete evaluation and prove it
 * at 32 bits. The constructors look one level deep, recur at most once, and do constant work apart from
 * merging sums, undoing xors under an equality and passing writes to other elements of an array.
 *
 * Each concept is a file, and uses only those before it: table, sums, products, comparisons, bits, divisions, heaps.
 */

import type { Arithmetic } from "../../../core/word.ts";
import { Heaps } from "./heaps.ts";
import type { Term } from "./term.ts";

/** The terms of one segment after the other. Without `decide`: that belongs to a path (path.ts). */
export class Terms extends Heaps implements Arithmetic<Term> {}
