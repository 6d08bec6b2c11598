/**
 * Random programs of words and arrays, made for a judge of mutants: one seed does the same in every domain, so that what terms say can be held
 * against numbers. The sides of laws are in them, with fitting constants and with some that are next to them, and with an operation exchanged
 * here and there: a law must not be taken for one that it resembles.
 */

import { Chance } from "../../../../src/core/chance.ts";
import { type Arithmetic, type BinaryWordOperation, binaryOperations } from "../../../../src/core/word.ts";
import type { Element } from "../../../../src/lang/syntax/tree.ts";
import { isClaimed } from "./laws/instance.ts";
import type { Case } from "./laws/law.ts";
import { laws } from "./laws/table.ts";
import { boundaries } from "./samples.ts";

/** What a program begins with, and what the words of it may be. */
export const inputs = [
  { name: "x", sort: "int", most: 0xffff_ffff },
  { name: "y", sort: "int", most: 0xffff_ffff },
  { name: "z", sort: "int", most: 0xffff_ffff },
  { name: "p", sort: "bool", most: 1 },
  { name: "q", sort: "bool", most: 1 },
  { name: "b", sort: "byte", most: 255 },
  { name: "c", sort: "byte", most: 255 },
  { name: "n", sort: "count", most: 0x7fff_ffff },
] as const;

/** The arrays: a and a2, b and b2 may be one. */
export const arrays: readonly { readonly name: string; readonly element: Element }[] = [
  { name: "a", element: "int" },
  { name: "a2", element: "int" },
  { name: "b", element: "byte" },
  { name: "b2", element: "byte" },
  { name: "f", element: "bool" },
];

/** A domain: words, and the contents of arrays by their numbers. */
interface Domain<W> {
  readonly words: Arithmetic<W>;
  readonly input: (i: number) => W;
  readonly length: (array: number) => W;
  readonly load: (array: number, index: W) => W;
  readonly store: (array: number, index: W, value: W) => unknown;
  readonly fill: (array: number, index: W, count: W, value: W) => unknown;
  readonly allocate: (array: number, length: W) => unknown;
  readonly text: (array: number, values: readonly number[]) => unknown;
}

/** A line of a program: what is computed from the results of the lines before, which are given by their numbers. */
export type Line =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "input" | "length"; readonly of: number }
  | { readonly kind: "apply"; readonly operation: BinaryWordOperation; readonly left: number; readonly right: number }
  | { readonly kind: "load"; readonly array: number; readonly index: number }
  | { readonly kind: "store"; readonly array: number; readonly index: number; readonly value: number }
  | {
      readonly kind: "fill";
      readonly array: number;
      readonly index: number;
      readonly count: number;
      readonly value: number;
    }
  | { readonly kind: "allocate"; readonly array: number; readonly length: number }
  | { readonly kind: "text"; readonly array: number; readonly values: readonly number[] };

/** The program of a seed, line by line: no line depends on what another one computes. Writes have no result, and a number all the same. */
export function programOf(seed: number): readonly Line[] {
  const lines: Line[] = [];
  const line = (next: Line): number => lines.push(next) - 1;
  const entries = binaryOperations.map((operation) => [
    operation,
    (left: number, right: number) => line({ kind: "apply", operation, left, right }),
  ]);
  const constant = (value: number): number => line({ kind: "constant", value: value | 0 });
  run<number>(seed, {
    words: { ...Object.fromEntries(entries), constant } as Arithmetic<number>,
    input: (of) => line({ kind: "input", of }),
    length: (of) => line({ kind: "length", of }),
    load: (array, index) => line({ kind: "load", array, index }),
    store: (array, index, value) => line({ kind: "store", array, index, value }),
    fill: (array, index, count, value) => line({ kind: "fill", array, index, count, value }),
    allocate: (array, length) => line({ kind: "allocate", array, length }),
    text: (array, values) => line({ kind: "text", array, values }),
  });
  return lines;
}

const common: readonly BinaryWordOperation[] = [
  "add",
  "sub",
  "and",
  "xor",
  "or",
  "slt",
  "sltu",
  "equal",
  "srl",
  "sll",
  "sra",
];
/** Operations that one could be taken for. */
const like: Partial<Record<BinaryWordOperation, BinaryWordOperation>> = {
  slt: "sltu",
  sltu: "slt",
  srl: "sra",
  sra: "srl",
  div: "divu",
  divu: "div",
  rem: "remu",
  remu: "rem",
  mulh: "mulhu",
  mulhu: "mulh",
  and: "or",
  or: "xor",
  xor: "and",
  add: "sub",
  sub: "add",
};
const byLaw = laws
  .map((law) => law.cases.filter(({ facts }) => facts === undefined))
  .filter((cases) => cases.length > 0);

/** A word: often one that breaks arithmetic, often small. */
export function anyWord(chance: Chance): number {
  if (chance.percent(40)) return chance.pick(boundaries);
  if (chance.percent(30)) return chance.below(70) - 20;
  return chance.percent(30) ? (2 ** chance.below(32)) | 0 : chance.word();
}

/** Run the program of a seed. */
function run<W>(seed: number, domain: Domain<W>): void {
  const chance = new Chance(seed);
  // Inputs in any order, so that the order of terms is another one each time.
  const values: W[] = inputs
    .map((_, i) => i)
    .toSorted((i, j) => ((i * 7 + seed) % 8) - ((j * 7 + seed) % 8))
    .map(domain.input);
  const words = recording(domain, chance, seed % 3 === 0 ? 8 : 0, values);
  const operand = (): W => {
    if (chance.percent(35)) return domain.words.constant(anyWord(chance));
    return chance.percent(40)
      ? chance.pick(values)
      : values[values.length - 1 - chance.below(Math.min(4, values.length))]!;
  };
  const steps = 2 + chance.below(6);
  for (let step = 0; step < steps; step++) {
    const kind = chance.below(seed % 4 === 1 ? 14 : 10);
    if (kind < 5) {
      const operation = chance.percent(60) ? chance.pick(common) : chance.pick(binaryOperations);
      words[operation](operand(), operand());
    } else if (kind < 7) combine(words, domain, chance, values);
    else if (kind < 10) lawSides(words, domain, chance, values, chance.pick(chance.pick(byLaw)));
    else heapStep(domain, chance, operand, values);
  }
}

/** A sum of multiples of words, of which something is asked that laws say of such sums. */
function combine<W>(words: Arithmetic<W>, domain: Domain<W>, chance: Chance, values: readonly W[]): void {
  const factor = (): W =>
    domain.words.constant(chance.percent(60) ? chance.pick([1, -1]) : chance.pick([2, -2, 3, 4, 2 ** 30, 2 ** 31]));
  // Words that resemble each other: two masked by one, changed by one, or one and a part of it.
  const [x, y, z] = [chance.pick(values), chance.pick(values), domain.input(chance.below(inputs.length))];
  const operation = chance.pick(["and", "xor", "div", "srl", "mulh", "mulhu", "slt"] as const);
  const constant = domain.words.constant(anyWord(chance));
  const pairs = [
    [words.and(x, y), words.and(x, z)],
    [words.xor(x, y), chance.percent(50) ? x : z],
    [words[operation](x, constant), x],
  ] as const;
  const [first, second] = chance.pick(pairs);
  let sum = words.add(words.mul(first, factor()), words.mul(second, factor()));
  if (chance.percent(25)) sum = words.add(sum, words.mul(z, factor()));
  if (chance.percent(25)) sum = words.add(sum, domain.words.constant(anyWord(chance)));
  const asked = chance.pick(["equal", "equal", "slt", "srl", "sra", "and", "sltu"] as const);
  words[asked](sum, domain.words.constant(chance.percent(60) ? 0 : anyWord(chance)));
  if (chance.percent(30)) words.sltu(sum, words.and(z, domain.words.constant(2 ** chance.below(32))));
}

/** Build both sides of a law. */
function lawSides<W>(words: Arithmetic<W>, domain: Domain<W>, chance: Chance, values: readonly W[], law: Case): void {
  const numbers = law.variables.map(() => anyWord(chance));
  // Constants of which the law is claimed, most of the time.
  for (let tries = 0; tries < 20 && chance.percent(85) && !isClaimed(law, numbers); tries++)
    for (const i of numbers.keys()) numbers[i] = anyWord(chance);
  const near = chance.percent(25);
  const terms = law.variables.map((variable, i): W => {
    const step = near && chance.percent(50) ? chance.below(3) - 1 : 0;
    if (variable.constant) return words.constant(numbers[i]! + step);
    const { most } = variable;
    const word = chance.percent(60) ? domain.input(chance.below(inputs.length)) : chance.pick(values);
    if (most === undefined || chance.percent(10)) return word;
    if (most === 1) return chance.percent(70) ? domain.input(3 + chance.below(2)) : words.slt(word, domain.input(0));
    const bound = typeof most === "number" ? most : numbers[law.variables.findIndex(({ name }) => name === most)]!;
    const zeros = Math.clz32(bound);
    return words.and(word, words.constant(zeros === 0 ? -1 : 2 ** (32 - zeros - (chance.percent(60) ? 0 : 1)) - 1));
  });
  law.left(words, ...terms);
  law.right(words, ...terms);
}

function heapStep<W>(domain: Domain<W>, chance: Chance, operand: () => W, values: W[]): void {
  const array = chance.below(arrays.length);
  const index = (): W => {
    const base = operand();
    return chance.percent(50) ? domain.words.add(base, domain.words.constant(chance.below(4))) : base;
  };
  const kind = chance.below(10);
  if (kind < 4) {
    values.push(domain.load(array, index()));
  } else if (kind < 7)
    domain.store(
      array,
      index(),
      chance.percent(50) ? domain.words.and(operand(), domain.words.constant(255)) : operand(),
    );
  else if (kind < 8)
    // Blocks are of bytes, so only arrays of bytes are filled with them.
    domain.fill(2 + (array % 2), index(), chance.percent(40) ? domain.words.constant(1) : domain.input(7), operand());
  else if (kind < 9) {
    values.push(domain.length(array));
    domain.allocate(array, operand());
  } else domain.text(array, chance.percent(50) ? [1, 0, 1] : [1]);
}

/** The domain's words, telling what they make; of a hundred binaryOperations so many are exchanged for one like them, or their result changed a little. */
function recording<W>(domain: Domain<W>, chance: Chance, percent: number, values: W[]): Arithmetic<W> {
  const { words } = domain;
  const entries = binaryOperations.map((name) => {
    const operation = (a: W, b: W): W => {
      const changed = percent > 0 && chance.percent(percent);
      const other = changed && chance.percent(60) ? (like[name] ?? name) : name;
      let made = words[other](a, b);
      if (changed && other === name) made = words.add(made, words.constant(chance.below(5) - 2));
      values.push(made);
      return made;
    };
    return [name, operation] as const;
  });
  const changed = (value: number): number =>
    percent > 0 && chance.percent(percent) ? value + chance.below(3) - 1 : value;
  return {
    ...Object.fromEntries(entries),
    constant: (value: number) => words.constant(changed(value)),
  } as Arithmetic<W>;
}
