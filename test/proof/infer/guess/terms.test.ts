/**
 * The prints of terms: what both sides compute and what a certificate says of it have one print.
 */

import { expect, test } from "vitest";
import { end } from "../../../../src/lang/semantics/configuration.ts";
import type { SourceTerm } from "../../../../src/proof/certificate/claims.ts";
import { Before, PrintStore } from "../../../../src/proof/infer/guess/memory.ts";
import { Prints } from "../../../../src/proof/infer/guess/prints.ts";
import { printOfTerm, type Spoken, valuesIn } from "../../../../src/proof/infer/guess/terms.ts";
import { programOf } from "../../../lang/program-of.ts";

const prints = new Prints();
const program = programOf(
  'let g: int = 0; fn f(a: byte[], i: int): int { return a[i]; } fn main(): int { return f("x", g); }',
);
const [a, i] = [prints.fresh(), prints.fresh()];
const store = new PrintStore(prints, new Before(prints, program, 0x1_0000, 0, false), prints.fresh());
const { slots } = program.functions[0]!;
const running = { control: { at: "done" }, frame: [a, i], continuation: end } as const;
const spoken: Spoken = {
  prints,
  value: valuesIn(running, slots, () => "int"),
  store,
  globals: program.globals,
  contents: () => undefined,
  base: prints.fresh(),
};

const [array, index]: SourceTerm[] = [
  { kind: "local", slot: 0 },
  { kind: "local", slot: 1 },
];

test.each<[string, SourceTerm, number | undefined]>([
  ["a value", index!, i],
  ["a constant", { kind: "constant", value: -3 }, -3],
  ["a global", { kind: "global", index: 0 }, store.getGlobal(0)],
  ["the sp of the entry", { kind: "entry_sp" }, spoken.base],
  ["a length", { kind: "length", array: array! }, store.length(a)],
  ["an element", { kind: "element", array: array!, index: index! }, store.load("byte", a, i)],
  ["a sum", { kind: "apply", operation: "add", left: array!, right: index! }, prints.add(a, i)],
  ["the length of what is no array", { kind: "length", array: index! }, undefined],
  ["a place of which nothing is known", { kind: "register", register: 5 }, undefined],
  ["a value that is not there", { kind: "result" }, undefined],
])("%s", (_, term, print) => {
  expect(printOfTerm(term, spoken)).toBe(print);
});
