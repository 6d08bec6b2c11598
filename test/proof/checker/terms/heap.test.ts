/**
 * Array contents against concrete arrays: reads through chains of writes, allocations and texts, whose references may
 * coincide and whose indices are any terms, give what a plain map gives.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { int32 } from "../../../../src/core/word.ts";
import type { Element } from "../../../../src/lang/syntax/tree.ts";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import type { Heap, Term } from "../../../../src/proof/checker/terms/term.ts";
import { type Assignment, evaluator } from "./evaluate-term.ts";
import {
  application,
  assignmentOf,
  type Instruction,
  inputTerms,
  inputValues,
  type Operand,
  operand,
  operandValue,
  runProgram,
} from "./word-programs.ts";

/** The arrays that a program uses. The references a and a2, b and b2 may be one array; text and new are new. */
const references: readonly { readonly name: string; readonly element: Element }[] = [
  { name: "a", element: "int" },
  { name: "a2", element: "int" },
  { name: "b", element: "byte" },
  { name: "b2", element: "byte" },
  { name: "f", element: "bool" },
  { name: "new", element: "int" },
  { name: "text", element: "byte" },
];

const fresh = { new: 5, text: 6 };

/** Where the arrays are: new ones apart from all others. */
const placements = fc
  .record({ a2: fc.constantFrom(1000, 2000), b2: fc.constantFrom(3000, 4000) })
  .map(({ a2, b2 }): readonly number[] => [1000, a2, 3000, b2, 5000, 6000, 7000]);

type HeapInstruction =
  | Instruction
  | { readonly load: number; readonly index: Operand }
  | { readonly store: number; readonly index: Operand; readonly value: Operand; readonly within: boolean };

const array = fc.nat(references.length - 1);
const heapProgram = fc.array(
  fc.oneof<fc.Arbitrary<HeapInstruction>[]>(
    application,
    fc.record({ load: array, index: operand }),
    fc.record({ store: array, index: operand, value: operand, within: fc.boolean() }),
  ),
  { minLength: 3, maxLength: 20, size: "max" },
);

const mask: Readonly<Record<Element, number>> = { int: -1, byte: 255, bool: 1 };
const message = [72, 105];

/** Contents nobody chose, within the kind of element. */
function initialElement(element: Element, reference: number, index: number): number {
  return Math.imul(reference ^ Math.imul(index, 0x9e37_79b1), 0x85eb_ca6b) & mask[element];
}

/** Run on numbers, with a map as the heap. */
function runConcretely(
  program: readonly HeapInstruction[],
  inputs: readonly number[],
  places: readonly number[],
): number[] {
  const heap = new Map<string, number>();
  const values = [...inputs];
  for (const instruction of program) {
    const of = (x: Operand): number => operandValue(int32, values, x);
    if ("load" in instruction) {
      const [place, index] = [places[instruction.load]!, of(instruction.index)];
      const initial = (): number => {
        if (instruction.load === fresh.new) return 0;
        if (instruction.load === fresh.text) return message[index] ?? 0;
        return initialElement(references[instruction.load]!.element, place, index);
      };
      values.push(heap.get(`${place} ${index}`) ?? initial());
    } else if ("store" in instruction) {
      const kept = instruction.within ? mask[references[instruction.store]!.element] : -1;
      heap.set(`${places[instruction.store]!} ${of(instruction.index)}`, of(instruction.value) & kept);
    } else values.push(runProgram(int32, [instruction], values).at(-1)!);
  }
  return values;
}

/** Run on terms, with a chain of writes. */
function runOnTerms(terms: Path, program: readonly HeapInstruction[]): { values: Term[]; heap: Heap } {
  const places = references.map(({ name, element }) => terms.symbol(`&${name}`, `${element}[]`));
  const allocated = terms.allocate(terms.initialHeap, "int", places[fresh.new]!, terms.constant(10));
  let heap = terms.text(allocated, "byte", places[fresh.text]!, message);
  const values = inputTerms(terms);
  for (const instruction of program) {
    const of = (x: Operand): Term => operandValue(terms, values, x);
    if ("load" in instruction) {
      const { element } = references[instruction.load]!;
      values.push(terms.select(heap, element, places[instruction.load]!, of(instruction.index)));
    } else if ("store" in instruction) {
      const { element } = references[instruction.store]!;
      const value = of(instruction.value);
      const kept = instruction.within ? terms.and(value, terms.constant(mask[element])) : value;
      heap = terms.store(heap, element, places[instruction.store]!, of(instruction.index), kept);
    } else values.push(runProgram(terms, [instruction], values).at(-1)!);
  }
  return { values, heap };
}

describe("a read from a heap of terms", () => {
  it("is what a plain map gives, within its bound", () => {
    const trial = fc.tuple(inputValues, placements);
    const agrees = fc.property(heapProgram, fc.array(trial, { minLength: 4, maxLength: 4 }), (program, trials) => {
      const terms = new Path();
      const { values, heap } = runOnTerms(terms, program);
      for (const [inputs, places] of trials) {
        const words = assignmentOf(inputs);
        const assignment: Assignment = {
          ...words,
          symbol: (name) =>
            name.startsWith("&") ? places[references.findIndex((r) => `&${r.name}` === name)]! : words.symbol(name),
          element: initialElement,
        };
        const value = evaluator(assignment);
        const computed = runConcretely(program, inputs, places);
        const wrong = values.filter((term, i) => value(term) !== computed[i] || computed[i] >>> 0 > term.bound);
        expect(wrong).toStrictEqual([]);
      }
      // The same writes again are the same heap.
      const again = runOnTerms(terms, program);
      expect(again.heap).toBe(heap);
      expect(again.values.every((term, i) => term === values[i])).toBe(true);
    });
    fc.assert(agrees, { numRuns: 4000 });
  });

  it("sees through writes to other elements of the same array, and not through what may coincide", () => {
    const terms = new Path();
    const [r, s] = [terms.symbol("r", "int[]"), terms.symbol("s", "int[]")];
    const [i, j, v] = [terms.symbol("i", "int"), terms.symbol("j", "int"), terms.symbol("v", "int")];
    const before = terms.select(terms.initialHeap, "int", r, i);
    const next = terms.store(terms.initialHeap, "int", r, terms.add(i, terms.constant(1)), v);
    expect(terms.select(next, "int", r, i)).toBe(before);
    expect(terms.select(next, "int", r, terms.sub(terms.add(i, terms.constant(3)), terms.constant(2)))).toBe(v);
    expect(terms.select(terms.store(next, "int", r, j, v), "int", r, i)).not.toBe(before);
    expect(terms.select(terms.store(next, "int", s, i, v), "int", r, i)).not.toBe(before);
  });
});
