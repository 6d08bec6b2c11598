/**
 * Conditions by the values of a word: where the one unknown of a condition can only be few numbers, the condition is computed for each of them
 * that the facts allow. So a compiler tests a word against many constants at once, with one bit of a mask or with one `and`.
 */

import { int32 } from "../../../core/word.ts";
import type { Atom, Term } from "../terms/term.ts";
import type { Literal } from "./facts.ts";
import type { Ranges } from "./ranges.ts";

/** So many values of a word are looked at: those of a byte. */
const mostValues = 256;
/** So deep is a condition computed. */
const deepest = 8;

type Condition = Extract<Term, { readonly kind: "apply" }>;
type Unknown = Exclude<Atom, { readonly kind: "apply" }>;

/** The unknowns of a term; more than one is as good as all. */
function unknownsIn(t: Term, found: Set<Unknown>, depth = deepest): Set<Unknown> {
  if (t.kind === "constant" || found.size > 1 || depth === 0) return found;
  if (t.kind === "apply") return unknownsIn(t.right, unknownsIn(t.left, found, depth - 1), depth - 1);
  if (t.kind !== "sum") return found.add(t);
  for (const atom of t.atoms) unknownsIn(atom, found, depth - 1);
  return found;
}

/** Is a condition a comparison of unknowns plus constants, of which ranges tell all? */
export function isPlain({ left, right }: Condition): boolean {
  const isMoved = (t: Term): boolean =>
    t.kind === "sum"
      ? t.atoms.every(({ kind }, i) => kind !== "apply" && Math.abs(t.factors[i]!) === 1)
      : t.kind !== "apply";
  return isMoved(left) && isMoved(right);
}

/** The one unknown of a condition. */
export function unknownOf({ left, right }: Condition): Unknown | undefined {
  const [unknown, ...others] = unknownsIn(right, unknownsIn(left, new Set()));
  return others.length === 0 ? unknown : undefined;
}

/** The value of a term in which one word has a value; undefined where it has other unknowns, or is too deep. */
function computed(t: Term, word: Unknown, value: number, depth = deepest): number | undefined {
  if (t === word) return value;
  if (t.kind === "constant") return t.value;
  if (depth === 0) return undefined;
  if (t.kind === "apply") {
    const [left, right] = [computed(t.left, word, value, depth - 1), computed(t.right, word, value, depth - 1)];
    return left === undefined || right === undefined ? undefined : int32[t.operation](left, right);
  }
  if (t.kind !== "sum") return undefined;
  let sum = t.constant;
  for (const [i, atom] of t.atoms.entries()) {
    const part = computed(atom, word, value, depth - 1);
    if (part === undefined) return undefined;
    sum = (sum + Math.imul(part, t.factors[i]!)) | 0;
  }
  return sum;
}

/** The values of a word, where they are few. */
export function valuesIn(range: Ranges): readonly number[] | undefined {
  if (range.reduce((sum, [least, most]) => sum + most - least + 1, 0) > mostValues) return undefined;
  return range.flatMap(([least, most]) => Array.from({ length: most - least + 1 }, (_, i) => (least + i) | 0));
}

/** Does a condition hold for all of the values of its unknown that the facts allow, or for none of them? */
export function byValues(
  condition: Term,
  word: Unknown,
  values: readonly number[],
  facts: readonly Literal[],
): boolean | undefined {
  let found: boolean | undefined;
  for (const value of values) {
    const isExcluded = facts.some(({ atom, holds }) => {
      const truth = computed(atom, word, value);
      return truth !== undefined && (truth !== 0) !== holds;
    });
    if (isExcluded) continue;
    const truth = computed(condition, word, value);
    if (truth === undefined || (found !== undefined && found !== (truth !== 0))) return undefined;
    found = truth !== 0;
  }
  // Of a word that cannot be, all is true: the facts contradict each other.
  return found ?? true;
}
