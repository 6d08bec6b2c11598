/**
 * Random programs of word binaryOperations: straight lines whose instructions use the values before them, with conditions to
 * decide on. Run on numbers they compute, run on terms they build, and the two must agree.
 *
 * A line rather than a tree: values are used more than once, so that sums cancel and operands coincide.
 */

import fc from "fast-check";
import { type BinaryWordOperation, binaryOperations, type Words } from "../../../../src/core/word.ts";
import type { Sort, Term } from "../../../../src/proof/checker/terms/term.ts";
import type { Terms } from "../../../../src/proof/checker/terms/terms.ts";
import type { Assignment } from "./evaluate-term.ts";
import { anyWord, boundaries } from "./samples.ts";

/** A constant, an unknown, or a value counted back from the last. */
export type Operand = { readonly constant: number } | { readonly unknown: number } | { readonly back: number };

/** One step of a program. */
export type Instruction =
  | { readonly operation: BinaryWordOperation; readonly left: Operand; readonly right: Operand }
  /** Decide on the condition, and go on with one of two values. */
  | { readonly condition: Operand; readonly yes: Operand; readonly no: Operand };

/** The unknowns that every program begins with; `length` stands for the length of an array. */
const unknowns: readonly { readonly name: string; readonly sort: Sort | "length" }[] = [
  { name: "x", sort: "int" },
  { name: "y", sort: "int" },
  { name: "p", sort: "bool" },
  { name: "q", sort: "bool" },
  { name: "b", sort: "byte" },
  { name: "c", sort: "byte" },
  { name: "n", sort: "length" },
];

/** What an operand stands for, given the values so far. */
export function operandValue<W>(words: Words<W>, values: readonly W[], operand: Operand): W {
  if ("constant" in operand) return words.constant(operand.constant);
  return "unknown" in operand ? values[operand.unknown]! : values[values.length - 1 - operand.back]!;
}

/** All values of a program, those of the unknowns first. */
export function runProgram<W>(words: Words<W>, program: readonly Instruction[], inputs: readonly W[]): W[] {
  const values = [...inputs];
  for (const instruction of program) {
    const of = (operand: Operand): W => operandValue(words, values, operand);
    if ("operation" in instruction)
      values.push(words[instruction.operation](of(instruction.left), of(instruction.right)));
    else values.push(of(words.decide(of(instruction.condition)) ? instruction.yes : instruction.no));
  }
  return values;
}

/** Operations that the laws say much about come more often. */
const operation = fc.oneof(
  fc.constantFrom<BinaryWordOperation>("add", "sub", "and", "xor", "slt", "sltu", "equal", "srl"),
  fc.constantFrom(...binaryOperations),
);

/** An operand: the last values more often. */
export const operand: fc.Arbitrary<Operand> = fc.oneof(
  fc.record({ constant: fc.oneof(fc.constantFrom(...boundaries), fc.integer({ min: -9, max: 40 })) }),
  fc.record({ unknown: fc.nat(unknowns.length - 1) }),
  fc.record({ back: fc.oneof(fc.nat(2), fc.nat(unknowns.length - 1)) }),
);

/** An operation on two operands. */
export const application: fc.Arbitrary<Instruction> = fc.record({ operation, left: operand, right: operand });

/** A decision. */
export const decision: fc.Arbitrary<Instruction> = fc.record({ condition: operand, yes: operand, no: operand });

/** Values for the unknowns, within their sorts. */
export const inputValues: fc.Arbitrary<readonly number[]> = fc.tuple(
  ...unknowns.map(({ sort }): fc.Arbitrary<number> => {
    if (sort === "bool") return fc.constantFrom(0, 1);
    if (sort === "byte") return fc.oneof(fc.constantFrom(0, 1, 31, 32, 127, 128, 255), fc.nat(255));
    if (sort === "length") return fc.oneof(fc.constantFrom(0, 1, 255, 0x7fff_ffff), fc.nat(0x7fff_ffff));
    return anyWord;
  }),
);

/** The unknowns as terms. */
export function inputTerms(terms: Terms): Term[] {
  return unknowns.map(({ name, sort }) =>
    sort === "length" ? terms.length(terms.symbol(name, "byte[]")) : terms.symbol(name, sort),
  );
}

/** The assignment that gives the unknowns these values. */
export function assignmentOf(values: readonly number[]): Assignment {
  const named = new Map(unknowns.map(({ name }, i) => [name, values[i]!]));
  return {
    symbol: (name) => named.get(name)!,
    length: () => named.get("n")!,
    element: () => 0,
  };
}
