/** Conditions over words, written once for terms and for numbers. */

import type { Arithmetic } from "../../../../src/core/word.ts";

/** A condition over the words x, y and z, and the length n. */
export type Condition = <W>(w: Arithmetic<W>, ...values: readonly W[]) => W;

type Name = "x" | "y" | "z" | "n";

/** A word by its name, one with a number added, a multiple of one with a number added, or a number. */
export type Word =
  | Name
  | number
  | readonly [name: Name, added: number]
  | readonly [factor: number, name: Name, added: number];

function wordOf<W>(w: Arithmetic<W>, word: Word, values: readonly W[]): W {
  if (typeof word === "number") return w.constant(word);
  if (typeof word === "string") return values["xyzn".indexOf(word)]!;
  if (word.length === 2) return w.add(wordOf(w, word[0], values), w.constant(word[1]));
  return w.add(w.mul(w.constant(word[0]), wordOf(w, word[1], values)), w.constant(word[2]));
}

export const comparison =
  (operation: "slt" | "sltu" | "equal", a: Word, b: Word): Condition =>
  (w, ...values) =>
    w[operation](wordOf(w, a, values), wordOf(w, b, values));

export const less = (a: Word, b: Word): Condition => comparison("slt", a, b);
export const below = (a: Word, b: Word): Condition => comparison("sltu", a, b);
export const same = (a: Word, b: Word): Condition => comparison("equal", a, b);
export const opposite =
  (condition: Condition): Condition =>
  (w, ...values) =>
    w.sub(w.constant(1), condition(w, ...values));
export const apart = (a: Word, b: Word): Condition => opposite(same(a, b));
export const atMost = (a: Word, b: Word): Condition => opposite(less(b, a));
export const within = (a: Word, b: Word): Condition => opposite(below(b, a));
