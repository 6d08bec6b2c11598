/**
 * Random stories of a path, made for a judge of mutants: facts that are true of some words, near each other and near constants, and then what
 * is asked of the path. One seed does the same each time, so that what the path says can be held against numbers.
 */

import { Chance } from "../../../../src/core/chance.ts";
import { type BinaryWordOperation, int32 } from "../../../../src/core/word.ts";
import { anyWord, arrays, inputs, type Line } from "../terms/random-words.ts";
import { computed, type Trial } from "../terms/room-of-terms.ts";

/** What is done with a path, or asked of it; lines are given by their numbers. */
export type Step =
  | { readonly kind: "fact"; readonly line: number; readonly holds: boolean }
  | { readonly kind: "known" | "natural" | "settled" | "decided"; readonly line: number }
  | { readonly kind: "same"; readonly line: number; readonly other: number }
  | { readonly kind: "impossible" }
  | Exploration;

/** Decisions, one after the other; where an answer is no, the next one is left out. At each end of these, others are explored. */
export interface Exploration {
  readonly kind: "explored";
  readonly decisions: readonly number[];
  readonly inner: readonly number[];
  /** Decided after the others were explored. */
  readonly late: readonly number[];
  /** Does a run tell where it is? */
  readonly arrives: boolean;
  /** The run that has an answer; none where there are not so many. */
  readonly answer: number;
  readonly most: number;
}

/** Words, what is done, and numbers for the words, each with the number of steps of which it makes all facts true. */
export interface Story {
  readonly lines: readonly Line[];
  readonly steps: readonly Step[];
  readonly trials: readonly { readonly trial: Trial; readonly words: readonly number[]; readonly upTo: number }[];
}

/** Grows a story, and computes its first words on the way. */
class Writer {
  readonly lines: Line[] = [];
  readonly values: number[] = [];
  readonly chance: Chance;
  readonly #trial: Trial;
  /** The words that comparisons are about, and conditions so far. */
  readonly words: number[] = [];
  readonly conditions: number[] = [];

  constructor(chance: Chance, trial: Trial) {
    this.chance = chance;
    this.#trial = trial;
  }

  #line(line: Line, value: number): number {
    this.values.push(value);
    return this.lines.push(line) - 1;
  }

  input(of: number): number {
    return this.#line({ kind: "input", of }, this.#trial.inputs[of]!);
  }

  length(of: number): number {
    return this.#line(
      { kind: "length", of },
      this.#trial.lengths[this.#trial.places.indexOf(this.#trial.places[of]!)]!,
    );
  }

  load(array: number, at: number): number {
    const index = this.constant(at);
    const trial = computed([...this.lines.slice(index), { kind: "load", array, index: 0 }], this.#trial);
    return this.#line({ kind: "load", array, index }, trial[1]!);
  }

  constant(value: number): number {
    return this.#line({ kind: "constant", value: value | 0 }, value | 0);
  }

  apply(operation: BinaryWordOperation, left: number, right: number): number {
    const value = int32[operation](this.values[left]!, this.values[right]!);
    return this.#line({ kind: "apply", operation, left, right }, value);
  }

  with(operation: BinaryWordOperation, left: number, constant: number): number {
    return this.apply(operation, left, this.constant(constant));
  }

  step(most: number): number {
    return this.chance.below(2 * most + 1) - most;
  }
}

const wordInputs = [0, 1, 2];
const masks = [1, 3, 7, 15, 31, 127, 255, 0xffff, 0x7fff_ffff, -2, -3, -4, -5, -9, -33, 253, 0x7fff_fffe];

/** A word: an unknown, or made of some. */
function word(w: Writer): number {
  const { chance } = w;
  const unknown = (): number => {
    const kind = chance.below(20);
    if (kind < 11) return w.input(chance.pick(wordInputs));
    if (kind < 15) return w.length(chance.below(4));
    return kind < 18 ? w.input(3 + chance.below(5)) : w.load(chance.below(arrays.length), 4 * chance.below(2));
  };
  const one = unknown();
  const kind = chance.below(20);
  if (kind < 7) return one;
  if (kind < 9) return w.with("add", one, chance.percent(70) ? w.step(3) : anyWord(chance));
  if (kind < 10) return w.apply("sub", one, unknown());
  if (kind < 11) return w.apply("add", one, unknown());
  if (kind < 12) return w.with("mul", one, chance.pick([2, 3, 4, -1, -2, -4, 20, 2 ** 30, 2 ** 31]));
  if (kind < 13) return w.apply("add", w.with("mul", one, chance.pick([4, 10, 20, -1])), unknown());
  if (kind < 14) return w.with("sll", one, 1 + chance.below(4));
  if (kind < 15) return w.apply("sub", w.constant(anyWord(chance)), one);
  if (kind < 17) return w.with("and", one, chance.pick(masks));
  if (kind < 18) return chance.percent(60) ? w.with("srl", one, chance.below(32)) : w.apply("srl", one, unknown());
  if (kind < 19)
    return w.with(
      chance.pick(["div", "divu", "rem", "remu", "sra", "mulh"] as const),
      one,
      chance.percent(70) ? 1 + chance.below(31) : anyWord(chance),
    );
  return chance.percent(50) ? w.apply(chance.pick(["and", "or", "xor"] as const), one, unknown()) : byCases(w, one);
}

/** A word that a condition chooses. */
function byCases(w: Writer, one: number): number {
  const { chance } = w;
  const sign = chance.percent(50) ? w.with("sra", one, 31) : w.apply("sub", w.constant(0), comparison(w, 2));
  return w.apply(chance.pick(["and", "xor", "add"] as const), one, sign);
}

/** One of the words that the story is about, with a constant added to it now and then. */
function operand(w: Writer): number {
  const { chance } = w;
  const one = chance.percent(85) && w.words.length > 0 ? chance.pick(w.words) : word(w);
  return chance.percent(30) ? w.with("add", one, w.step(2)) : one;
}

/** A comparison of two words, or of one with a constant near it. */
function comparison(w: Writer, depth = 0): number {
  const { chance } = w;
  const operation = chance.pick(["slt", "slt", "sltu", "sltu", "equal"] as const);
  const one = depth > 1 ? w.input(chance.pick(wordInputs)) : operand(w);
  const kind = chance.below(20);
  if (kind < 8) {
    const near = chance.percent(75) ? w.values[one]! + w.step(2) : anyWord(chance);
    return chance.percent(75) ? w.apply(operation, one, w.constant(near)) : w.apply(operation, w.constant(near), one);
  }
  if (kind < 9) {
    // A word in a small range, as an interval around it.
    const size = 1 + chance.below(12);
    return w.with("sltu", w.with("sub", one, w.values[one]! - chance.below(size)), size);
  }
  if (kind < 10) {
    const masked = w.with("and", one, chance.pick(masks));
    return w.with("equal", masked, w.values[masked]! + (chance.percent(70) ? 0 : chance.pick([1, 2, 4, -4])));
  }
  return w.apply(operation, one, operand(w));
}

/** A condition, which may be made of others. */
function condition(w: Writer): number {
  const { chance } = w;
  const kind = chance.below(20);
  let made: number;
  if (kind < 14) made = comparison(w);
  else if (kind < 15) made = w.with("xor", comparison(w), 1);
  else if (kind < 17 && w.conditions.length > 0)
    made = w.apply(chance.pick(["and", "or", "xor", "slt"] as const), chance.pick(w.conditions), comparison(w));
  else if (kind < 18) {
    const bit = w.apply("srl", w.constant(chance.percent(50) ? 1 << chance.below(32) : chance.word()), operand(w));
    made = w.with("and", bit, 1);
  } else if (kind < 19) {
    made = chance.percent(50)
      ? w.with("srl", operand(w), 31)
      : w.with(chance.pick(["and", "remu", "divu"] as const), operand(w), chance.pick([1, 2, 2 ** 31]));
    if (chance.percent(30))
      made = w.apply(chance.pick(["and", "srl", "remu"] as const), made, w.apply("add", made, operand(w)));
  } else made = operand(w);
  w.conditions.push(made);
  return made;
}

/** A word of which a comparison is true for two values: that it is neither, or nearly so, and what could be taken for the comparison. */
function maskedApart(w: Writer): readonly number[] {
  const { chance } = w;
  const one = w.input(chance.pick(wordInputs));
  const bit = 1 << chance.below(32);
  const mask = chance.percent(80) ? ~bit : ~(bit | (1 << chance.below(32)));
  const operation = chance.percent(70) ? "and" : chance.pick(["or", "remu", "rem", "divu", "mulhu", "sltu"] as const);
  let masked = w.with(operation, one, mask);
  if (chance.percent(25)) masked = w.with("mul", masked, chance.pick([2, -1, 3, -2]));
  if (chance.percent(25)) masked = w.apply("add", masked, operand(w));
  const least = chance.percent(50) ? w.values[masked]! : w.values[one]! & ~bit;
  const other = chance.percent(75) ? least | bit : least + 1;
  w.conditions.push(w.apply("equal", masked, w.constant(least)));
  return [w.with("equal", one, least), w.with("equal", one, other)];
}

/** Two words as multiples, and what limits the words: their multiples may be equal where the words are not. */
function scaled(w: Writer): readonly number[] {
  const { chance } = w;
  const factor = chance.percent(70) ? 2 ** (1 + chance.below(31)) : chance.pick([3, 6, 10, 12, -4]);
  const [one, other] = [operand(w), operand(w)];
  const times = (word: number): number => w.with("mul", word, factor);
  const constant = chance.percent(50) ? 0 : chance.percent(70) ? factor * w.step(2) : w.step(3);
  w.conditions.push(w.apply("equal", w.with("add", times(one), constant), times(other)));
  const most = (2 ** 32 / Math.abs(factor)) | 0;
  const limit = (word: number): number =>
    chance.percent(50)
      ? w.with("sltu", word, most + w.step(2))
      : w.with("sltu", word, w.values[word]! + 1 + chance.below(3));
  const order = chance.pick(["slt", "sltu"] as const);
  const facts = [w.apply(order, one, other), w.apply(order, other, one), limit(one), limit(other)];
  return facts.filter(() => chance.percent(75));
}

/** A word that is one of few, with gaps, and another one that is apart from it. */
function apartFromFew(w: Writer): readonly number[] {
  const { chance } = w;
  const [one, other] = [w.input(chance.pick(wordInputs)), w.input(chance.pick(wordInputs))];
  const start = w.values[one]! - chance.below(4);
  const facts = [w.with("sltu", w.with("sub", one, start), 4 + chance.below(3))];
  for (let i = chance.below(4); i >= 0; i--) facts.push(w.with("equal", one, start + chance.below(5)));
  facts.push(w.apply("equal", one, other));
  for (let i = 0; i < 2; i++) w.conditions.push(w.with("equal", other, start + chance.below(5)));
  return facts;
}

/** A sum of several words, each of which is small in one order or the other. */
function sumOfSmall(w: Writer): readonly number[] {
  const { chance } = w;
  const words = [0, 1, 2, 5, 6].slice(0, 2 + chance.below(4)).map((i) => w.input(i));
  const facts: number[] = [];
  let sum = w.constant(w.step(3));
  for (const word of words) {
    const value = w.values[word]!;
    const size = 1 + chance.below(8);
    if (chance.percent(50)) facts.push(w.with("slt", word, value + size), w.with("slt", word, value - size));
    else facts.push(w.with("sltu", word, value + size), w.with("sltu", word, value - size));
    sum = w.apply("add", sum, chance.percent(70) ? word : w.with("mul", word, chance.pick([-1, 2, 3, 4, -3])));
  }
  for (let i = 0; i < 3; i++)
    w.conditions.push(w.with(chance.pick(["slt", "sltu", "equal"] as const), sum, w.values[sum]! + 4 * w.step(8)));
  w.words.push(sum);
  return facts;
}

const special = [maskedApart, scaled, apartFromFew, sumOfSmall];

/** The story of a seed. */
export function storyOf(seed: number): Story {
  const chance = new Chance(seed ^ 0x2545_f491);
  const trial = firstTrial(chance);
  const w = new Writer(chance, trial);
  for (let i = 2 + chance.below(3); i > 0; i--) w.words.push(word(w));
  const steps: Step[] = [];
  const isLikely = chance.percent(92);
  const fact = (line: number): void => {
    const holds = isLikely || chance.percent(70) ? w.values[line] !== 0 : w.values[line] === 0;
    steps.push({ kind: "fact", line, holds });
  };
  const many = chance.percent(15) ? 12 + chance.below(12) : 1 + chance.below(7);
  for (let i = 0; i < many; i++) fact(condition(w));
  if (chance.percent(25)) for (const line of chance.pick(special)(w)) fact(line);
  const asks = 5 + chance.below(6);
  for (let i = 0; i < asks; i++) {
    if (chance.percent(12)) fact(condition(w));
    else steps.push(ask(w));
  }
  return { lines: w.lines, steps, trials: trialsOf(chance, w, steps, trial) };
}

/** What is asked of the path. */
function ask(w: Writer): Step {
  const { chance } = w;
  const asked = (): number =>
    chance.percent(40) && w.conditions.length > 0
      ? chance.percent(50)
        ? w.conditions.at(-1 - chance.below(Math.min(3, w.conditions.length)))!
        : chance.pick(w.conditions)
      : condition(w);
  const kind = chance.below(40);
  if (kind < 22) return { kind: "known", line: asked() };
  if (kind < 26) return { kind: "decided", line: asked() };
  if (kind < 29) return { kind: "natural", line: operand(w) };
  if (kind < 32) return { kind: "settled", line: chance.percent(60) ? word(w) : asked() };
  if (kind < 36) return { kind: "same", ...pair(w) };
  if (kind < 37) return { kind: "impossible" };
  return {
    kind: "explored",
    decisions: [...new Set(Array.from({ length: 1 + chance.below(4) }, asked))],
    inner: Array.from({ length: chance.below(3) }, asked),
    late: Array.from({ length: chance.percent(30) ? 1 : 0 }, asked),
    arrives: chance.percent(60),
    answer: chance.percent(75) ? 99 : chance.below(5),
    most: chance.percent(80) ? 100 : 1 + chance.below(6),
  };
}

/** Two words that may be the same on the path. */
function pair(w: Writer): { readonly line: number; readonly other: number } {
  const { chance } = w;
  const one = operand(w);
  switch (chance.below(7)) {
    case 0:
      return { line: one, other: operand(w) };
    case 1:
      return { line: one, other: w.with("add", operand(w), w.step(2)) };
    case 2:
      return { line: one, other: w.constant(w.values[one]!) };
    case 3:
      return { line: w.with("sra", one, 31), other: w.constant(w.values[one]! < 0 ? -1 : 0) };
    case 4:
      return { line: w.with("sra", one, 3), other: w.with("srl", one, 3) };
    case 5: {
      const negative = w.with("slt", one, 0);
      const other = chance.percent(50) ? one : operand(w);
      return {
        line: w.apply("and", one, w.with("sub", negative, 1)),
        other: chance.percent(50) ? other : w.constant(0),
      };
    }
    default:
      return { line: condition(w), other: condition(w) };
  }
}

/** Numbers that are near each other, mostly. */
function firstTrial(chance: Chance): Trial {
  const start = anyWord(chance);
  const near = (): number => (chance.percent(65) ? (start + chance.below(7) - 3) | 0 : anyWord(chance));
  const within = (value: number, most: number): number => (value >>> 0 <= most ? value : (value >>> 0) % (most + 1));
  const values: number[] = [];
  for (const { most } of inputs) values.push(within(chance.percent(15) ? (values.at(-1) ?? near()) : near(), most) | 0);
  const lengths = arrays.map(({ element }) => within(near(), element === "byte" ? 0x7fff_ffff : 0x3fff_ffff));
  return { inputs: values, places: [1000, 2000, 3000, 4000, 5000], lengths };
}

/** Numbers of which the facts are true, at least the first ones: the first, and others near them. */
function trialsOf(chance: Chance, w: Writer, steps: readonly Step[], first: Trial): Story["trials"] {
  const { lines } = w;
  const asked = steps.findIndex(({ kind }) => kind !== "fact");
  const found: Story["trials"][number][] = [];
  const upTo = (words: readonly number[]): number => {
    const wrong = steps.findIndex((step) => step.kind === "fact" && (words[step.line] !== 0) !== step.holds);
    return wrong === -1 ? steps.length : wrong;
  };
  const keep = (trial: Trial): void => {
    const words = computed(lines, trial);
    const most = upTo(words);
    if (most > asked) found.push({ trial, words, upTo: most });
  };
  keep(first);
  for (let i = 0; i < 30 && found.length > 0 && found.length < 12; i++)
    keep(besides(chance, chance.pick(found).trial, w.values));
  return found;
}

/** Other numbers near these: some of them a little changed, or like another one. */
function besides(chance: Chance, { inputs: given, places, lengths }: Trial, near: readonly number[]): Trial {
  const share = chance.pick([12, 25, 60]);
  const changed = (value: number): number => {
    if (!chance.percent(share)) return value;
    const kind = chance.below(10);
    if (kind < 5) return (value + chance.below(7) - 3) | 0;
    if (kind < 7) return (chance.pick(near) + chance.below(3) - 1) | 0;
    return kind < 9 ? chance.pick(given) : anyWord(chance);
  };
  const within = (value: number, old: number, most: number): number => (value >>> 0 <= most ? value : old);
  return {
    inputs: given.map((value, i) => within(changed(value), value, inputs[i]!.most)),
    places,
    lengths: lengths.map((value, i) =>
      within(changed(value), value, arrays[i]!.element === "byte" ? 0x7fff_ffff : 0x3fff_ffff),
    ),
  };
}
