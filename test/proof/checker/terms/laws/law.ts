/**
 * What a law of terms is, as data: from the table (table.ts) come the tests, the proofs, and docs/laws.md.
 *
 * The two sides of a law are functions over any arithmetic on words. So one law is run on numbers, turned into a circuit
 * and proved, read as a polynomial, and built as terms, whose normal form it describes.
 */

import type { Arithmetic } from "../../../../../src/core/word.ts";

/** How a law is known to hold for all 32-bit words. */
export type Proof =
  /** Both sides are one polynomial with integer coefficients. */
  | "polynomial"
  /** Both sides are one circuit. */
  | "circuit"
  /** A solver finds no words for which the sides differ. */
  | "solver"
  /** By a solver for the factors listed, for all others by induction. */
  | "induction"
  /** By an argument in docs/laws.md, where a solver does not come to an end; many words are tried. */
  | "argument"
  /** It says what something means. */
  | "definition";

/** One side of a law. */
export type Side = <W>(words: Arithmetic<W>, ...variables: W[]) => W;

/** A variable of a law. */
export interface Variable {
  readonly name: string;
  /** A constant is any word when proved, and a constant term when built as a term. */
  readonly constant: boolean;
  /** The largest unsigned value: a number, or the variable that has it. */
  readonly most?: number | string;
}

/** A law for one choice of its parameters. */
export interface Case {
  readonly parameters: string;
  readonly variables: readonly Variable[];
  /** Holds (is not 0) where the law is claimed, besides the bounds of the variables. */
  readonly premise?: Side;
  /** Conditions that are facts of the path; without any, the law is one of terms alone. */
  readonly facts?: readonly Side[];
  /** Holds where the normal form does it, when elsewhere another law comes before it. */
  readonly first?: Side;
  readonly left: Side;
  readonly right: Side;
  /** What is claimed of the two sides; `at most` is unsigned. */
  readonly relation: "equal" | "at most";
}

/** A law, under the name that it has in the comments of src/proof/checker. */
export interface Law {
  readonly name: string;
  /** As in the comment. */
  readonly statement: string;
  /** As in the comment, after `when`. */
  readonly condition?: string;
  /** What it is there for. */
  readonly why: string;
  readonly proof: Proof;
  readonly cases: readonly Case[];
}

/** Laws that belong together. */
export interface Chapter {
  readonly title: string;
  readonly laws: readonly Law[];
}

/** A variable that is any word, or any word up to a bound. */
export function word(name: string, most?: number | string): Variable {
  return { name, constant: false, ...(most === undefined ? {} : { most }) };
}

/** A variable that is a constant term. */
export function constant(name: string): Variable {
  return { name, constant: true };
}

/** The law in one case: the two sides are equal. */
export function equation(variables: readonly Variable[], left: Side, right: Side, premise?: Side): Case {
  return { parameters: "", variables, left, right, relation: "equal", ...(premise === undefined ? {} : { premise }) };
}

/** The law in one case: the left side is at most the right, as unsigned numbers. */
export function inequality(variables: readonly Variable[], left: Side, right: Side, premise?: Side): Case {
  return { ...equation(variables, left, right, premise), relation: "at most" };
}

/** The law in one case: where the facts hold, so does the conclusion. */
export function follows(
  variables: readonly Variable[],
  facts: readonly Side[],
  conclusion: Side,
  premise?: Side,
): Case {
  return { ...equation(variables, conclusion, (w) => w.constant(1), premise), facts };
}

/** A case for each value of the parameter `name`. */
export function each(name: string, values: readonly number[], make: (value: number) => Case): Case[] {
  return values.map((value) => ({ ...make(value), parameters: `${name} = ${value}` }));
}

/** from, …, to */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
