/**
 * A case of a law in each domain: sampled words, a circuit that is true where the law fails, and terms.
 */

import fc from "fast-check";
import { int32 } from "../../../../../src/core/word.ts";
import type { Term } from "../../../../../src/proof/checker/terms/term.ts";
import type { Terms } from "../../../../../src/proof/checker/terms/terms.ts";
import { always, Circuit, type Literal, never } from "../../../bits/circuit.ts";
import { type Bits, bitWords, inputWord } from "../../../bits/words.ts";
import { anyWord } from "../samples.ts";
import type { Case, Variable } from "./law.ts";

/** The bound of a variable, given the values of all. */
function mostOf({ variables }: Case, { most }: Variable, values: readonly number[]): number {
  if (most === undefined) return 0xffff_ffff;
  return (typeof most === "number" ? most : values[variables.findIndex(({ name }) => name === most)]!) >>> 0;
}

/** Words near each other and small ones, of which facts are often true. */
function sampleNear({ variables }: Case): fc.Arbitrary<readonly number[]> {
  const near = fc.tuple(fc.oneof(anyWord, fc.nat(3)), fc.integer({ min: -2, max: 2 }));
  const chosen = fc.tuple(...variables.map(() => fc.tuple(near, fc.boolean())));
  return chosen.map((choices) => {
    const found: number[] = [];
    for (const [[free, step], follows] of choices) found.push(follows ? ((found.at(-1) ?? 0) + step) | 0 : free);
    return found;
  });
}

/** Words for the variables, within their bounds; the premise may still fail. */
export function sampleOf(instance: Case): fc.Arbitrary<readonly number[]> {
  const { variables } = instance;
  if (instance.facts !== undefined) return sampleNear(instance);
  return fc.tuple(...variables.map(() => fc.tuple(anyWord, fc.boolean()))).map((chosen) => {
    const free = chosen.map(([word]) => word);
    return chosen.map(([word, extreme], i) => {
      const most = mostOf(instance, variables[i]!, free);
      if (word >>> 0 <= most) return word;
      return (extreme ? most : (word >>> 0) % (most + 1)) | 0;
    });
  });
}

/** The premises of a case on numbers, in the order of {@link Question}. */
export function premisesOf(instance: Case): readonly ((values: readonly number[]) => boolean)[] {
  const { variables, facts = [], premise } = instance;
  const bounds = variables.flatMap((variable, i) =>
    variable.most === undefined
      ? []
      : [(values: readonly number[]): boolean => values[i]! >>> 0 <= mostOf(instance, variable, values)],
  );
  const conditions = premise === undefined ? facts : [...facts, premise];
  return [
    ...bounds,
    ...conditions.map((condition) => (values: readonly number[]) => condition(int32, ...values) !== 0),
  ];
}

/** Are the words such that the law is claimed of them? */
export function isClaimed(instance: Case, values: readonly number[]): boolean {
  return premisesOf(instance).every((premise) => premise(values));
}

/** Does the law hold of these words? */
export function holds({ left, right, relation }: Case, values: readonly number[]): boolean {
  const [a, b] = [left(int32, ...values), right(int32, ...values)];
  return relation === "equal" ? a === b : a >>> 0 <= b >>> 0;
}

/** A case as a circuit. */
export interface Question {
  readonly circuit: Circuit;
  readonly inputs: readonly Bits[];
  /** The premises: bounds of variables in order, then the facts, then the premise of the case. */
  readonly premises: readonly Literal[];
  /** True where the law fails. */
  readonly fails: Literal;
}

/** The question whether the law fails anywhere. */
export function questionOf({ variables, facts = [], premise, left, right, relation }: Case): Question {
  const circuit = new Circuit();
  const words = bitWords(circuit);
  const inputs = variables.map(() => inputWord(circuit));
  const premises = variables.flatMap(({ most }, i) => {
    if (most === undefined) return [];
    const bound =
      typeof most === "number" ? words.constant(most) : inputs[variables.findIndex((v) => v.name === most)]!;
    return [circuit.not(words.sltu(bound, inputs[i]!)[0]!)];
  });
  for (const condition of premise === undefined ? facts : [...facts, premise])
    premises.push(condition(words, ...inputs).reduce((x, y) => circuit.or(x, y), never));
  const [a, b] = [left(words, ...inputs), right(words, ...inputs)];
  const fails = relation === "equal" ? circuit.not(words.equal(a, b)[0]!) : words.sltu(b, a)[0]!;
  return { circuit, inputs, premises, fails };
}

/** Is the law false, when only some premises are given? */
export function refutation({ circuit, fails }: Question, premises: readonly Literal[]): Literal {
  return premises.reduce((x, y) => circuit.and(x, y), circuit.and(fails, always));
}

/** A term that is not taken apart and is at most `most`; undefined when there is none of just this bound. */
function boundedTerm(terms: Terms, name: string, most: number): Term | undefined {
  if (most === 0xffff_ffff) return terms.symbol(name, "int");
  if (most === 0x7fff_ffff) return terms.length(terms.symbol(name, "byte[]"));
  if (most === 255) return terms.symbol(name, "byte");
  if (most === 1) return terms.symbol(name, "bool");
  const masked = terms.and(terms.symbol(name, "int"), terms.constant(most));
  return masked.kind === "apply" && masked.bound === most ? masked : undefined;
}

/** Terms for the variables: constants as sampled, words as unknowns within their bounds. */
export function termsFor(terms: Terms, instance: Case, values: readonly number[]): readonly Term[] | undefined {
  const found: Term[] = [];
  for (const [i, variable] of instance.variables.entries()) {
    const term = variable.constant
      ? terms.constant(values[i]!)
      : boundedTerm(terms, variable.name, mostOf(instance, variable, values));
    if (term === undefined) return undefined;
    found.push(term);
  }
  return found;
}
