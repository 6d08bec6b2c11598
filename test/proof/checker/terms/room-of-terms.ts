/**
 * A program as terms of a room, and how they differ from what is computed, and from those of the room without a mutant.
 */

import { Chance } from "../../../../src/core/chance.ts";
import { impossible } from "../../../../src/core/impossible.ts";
import { int32 } from "../../../../src/core/word.ts";
import type { Heap, Sort, Term } from "../../../../src/proof/checker/terms/term.ts";
import type { Terms } from "../../../../src/proof/checker/terms/terms.ts";
import type { Work } from "../../../../src/proof/checker/terms/work.ts";
import { type Assignment, evaluator } from "./evaluate-term.ts";
import { anyWord, arrays, inputs, type Line } from "./random-words.ts";

/** The classes of a room. */
export interface Room {
  readonly Terms: typeof Terms;
  readonly Work: typeof Work;
}

/** Numbers for a program. */
export interface Trial {
  readonly inputs: readonly number[];
  readonly places: readonly number[];
  readonly lengths: readonly number[];
}

export interface Program {
  readonly lines: readonly Line[];
  readonly trials: readonly { readonly trial: Trial; readonly words: readonly number[] }[];
}

/** Several choices of numbers for a program: often near its constants, and near what it computes from others. */
export function assignments(seed: number, lines: readonly Line[]): readonly Trial[] {
  const chance = new Chance(seed ^ 0x5bd1_e995);
  const near = lines.flatMap((line) => (line.kind === "constant" ? [line.value] : []));
  const trials: Trial[] = [];
  for (let i = 0; i < 6; i++) {
    const word = (): number => {
      if (near.length === 0 || chance.percent(50)) return anyWord(chance);
      const base = chance.pick(near);
      const step = chance.percent(60) ? 0 : chance.below(3) - 1;
      return (chance.percent(20) ? -base + step : base + step) | 0;
    };
    const values: number[] = [];
    for (const { most } of inputs) {
      const next = chance.percent(20) && values.length > 0 ? chance.pick(values) : word();
      values.push(
        most === 0xffff_ffff ? next : next >>> 0 <= most ? next : chance.percent(40) ? most : (next >>> 0) % (most + 1),
      );
    }
    const half = 0x3fff_ffff;
    const lengths = arrays.map(({ element }) => {
      const most = element === "byte" ? 0x7fff_ffff : half;
      return chance.percent(30) ? most : (word() >>> 0) % (most + 1);
    });
    const [a, b] = [1000, 3000];
    trials.push({ inputs: values, places: [a, chance.pick([a, 2000]), b, chance.pick([b, 4000]), 5000], lengths });
    for (const w of computed(lines, trials[i]!)) if (chance.percent(30)) near.push(w);
  }
  return trials;
}

const mask = { int: -1, byte: 255, bool: 1 } as const;

function initialElement(element: keyof typeof mask, reference: number, index: number): number {
  return Math.imul(reference ^ Math.imul(index, 0x9e37_79b1), 0x85eb_ca6b) & mask[element];
}

type Read = (place: number, index: number, element: keyof typeof mask) => number;

/** The words of a program, line by line; of writes 0. Contents are functions, each made from the one before. */
export function computed(lines: readonly Line[], { inputs: given, places, lengths }: Trial): readonly number[] {
  const words: number[] = [];
  let read: Read = (place, index, element) => initialElement(element, place, index);
  const line = (next: Line): number => {
    const before = read;
    switch (next.kind) {
      case "constant":
        return next.value;
      case "input":
        return given[next.of]!;
      case "length":
        return lengths[places.indexOf(places[next.of]!)]!;
      case "apply":
        return int32[next.operation](words[next.left]!, words[next.right]!);
      case "load":
        return read(places[next.array]!, words[next.index]!, arrays[next.array]!.element);
      case "store": {
        const [place, index, value] = [places[next.array]!, words[next.index]!, words[next.value]!];
        read = (p, i, element) => (p === place && i === index ? value : before(p, i, element));
        return 0;
      }
      case "fill": {
        const [place, index, n, value] = [
          places[next.array]!,
          words[next.index]!,
          words[next.count]!,
          words[next.value]!,
        ];
        read = (p, i, element) => (p === place && (i - index) >>> 0 < n >>> 0 ? value : before(p, i, element));
        return 0;
      }
      case "allocate": {
        const place = places[next.array]!;
        read = (p, i, element) => (p === place ? 0 : before(p, i, element));
        return 0;
      }
      case "text": {
        const place = places[next.array]!;
        const isByte = arrays[next.array]!.element === "byte";
        read = (p, i, element) => (p === place ? (next.values[isByte ? i : i / 4] ?? 0) : before(p, i, element));
        return 0;
      }
      default:
        return impossible(next);
    }
  };
  for (const next of lines) words.push(line(next));
  return words;
}

export function assignmentOf({ inputs: given, places, lengths }: Trial): Assignment {
  const named = new Map<string, number>(inputs.map(({ name }, i) => [name, given[i]!]));
  for (const [i, { name }] of arrays.entries()) named.set(`&${name}`, places[i]!);
  return {
    symbol: (name) => named.get(name)!,
    length: (place) => lengths[places.indexOf(place)]!,
    element: initialElement,
  };
}

/** What is told of a program: which lines are one term, which are constants, the bounds, and the work. */
interface Summary {
  readonly same: readonly number[];
  readonly bounds: readonly number[];
  readonly distances: readonly (number | undefined)[];
  readonly quotients: readonly (Term | undefined)[];
  readonly work: number;
}

const plenty = 1e9;

/** Programs in one table after the other of a room: the table is cleared for each. */
export class Made {
  readonly #work: Work;
  readonly #terms: Terms;

  constructor({ Terms: T, Work: W }: Room) {
    this.#work = new W(plenty * 1e6);
    this.#terms = new T(this.#work);
  }

  build(lines: readonly Line[]): { readonly terms: readonly (Term | undefined)[]; readonly summary: Summary } {
    const t = this.#terms;
    t.clear();
    const left = this.#work.left;
    const made = termsOf(t, lines);
    const work = left - this.#work.left;
    const first = new Map<Term, number>();
    const same = made.map((term, i) => {
      if (term === undefined) return -1;
      if (!first.has(term)) first.set(term, i);
      return term.kind === "constant" ? -2 : first.get(term)!;
    });
    const bounds = made.map((term) => term?.bound ?? 0);
    const distances = made.map((term, i) => {
      const other = made[i - 1];
      return term === undefined || other === undefined ? undefined : t.distance(other, term);
    });
    const quotients = made.map((term) => (term === undefined ? undefined : t.quotient(term, 4)));
    // Made again, each is the same term.
    const again = termsOf(t, lines);
    return {
      terms: made,
      summary: { same: [...same, ...again.map((x, i) => Number(x === made[i]))], bounds, distances, quotients, work },
    };
  }
}

/** The lines of a program as terms of a table, one after the other; undefined for those that write. */
export function termsOf(
  t: Terms,
  lines: readonly Line[],
  symbol: (name: string, sort: Sort) => Term = (name, sort) => t.symbol(name, sort),
): readonly (Term | undefined)[] {
  const made: (Term | undefined)[] = [];
  const places = arrays.map(({ name, element }) => t.symbol(`&${name}`, `${element}[]`));
  let heap: Heap = t.initialHeap;
  const line = (next: Line): Term | undefined => {
    switch (next.kind) {
      case "constant":
        return t.constant(next.value);
      case "input":
        return symbol(inputs[next.of]!.name, inputs[next.of]!.sort);
      case "length":
        return t.length(places[next.of]!);
      case "apply":
        return t[next.operation](made[next.left]!, made[next.right]!);
      case "load":
        return t.select(heap, arrays[next.array]!.element, places[next.array]!, made[next.index]!);
      case "store":
        heap = t.store(heap, arrays[next.array]!.element, places[next.array]!, made[next.index]!, made[next.value]!);
        return undefined;
      case "fill":
        heap = t.fill(heap, places[next.array]!, made[next.index]!, made[next.count]!, made[next.value]!);
        return undefined;
      case "allocate":
        heap = t.allocate(heap, arrays[next.array]!.element, places[next.array]!, made[next.length]!);
        return undefined;
      case "text":
        heap = t.text(heap, arrays[next.array]!.element, places[next.array]!, next.values);
        return undefined;
      default:
        return impossible(next);
    }
  };
  for (const next of lines) made.push(line(next));
  return made;
}

export interface Difference {
  readonly kind: string;
  readonly text: string;
}

/** How a program with a mutant differs from what is right, or else from the program without it. */
export function outcomeOf({ lines, trials }: Program, room: Made, expected: Summary): Difference | undefined {
  let built: ReturnType<Made["build"]>;
  try {
    built = room.build(lines);
  } catch (error) {
    return { kind: "ends", text: String(error).slice(0, 100) };
  }
  const { terms, summary } = built;
  try {
    for (const { trial, words } of trials) {
      const value = evaluator(assignmentOf(trial));
      for (const [i, term] of terms.entries()) {
        if (term === undefined) continue;
        const word = words[i]!;
        if (value(term) !== word) return { kind: "wrong", text: `line ${i}: ${word} is ${value(term)}` };
        if (!(word >>> 0 <= term.bound)) return { kind: "wrong", text: `line ${i}: ${word} is above ${term.bound}` };
        const distance = summary.distances[i];
        if (distance !== undefined && distance !== ((words[i - 1]! - word) | 0))
          return { kind: "wrong", text: `line ${i}: distance` };
        const quotient = summary.quotients[i];
        if (quotient !== undefined && ((4 * value(quotient)) | 0) !== word)
          return { kind: "wrong", text: `line ${i}: quotient` };
      }
    }
  } catch (error) {
    return { kind: "ends", text: String(error).slice(0, 100) };
  }
  for (const [i, one] of summary.same.entries()) {
    const other = expected.same[i]!;
    if (one !== other)
      return {
        kind: other === i || one === -2 ? "equals more" : "equals less",
        text: `line ${i}: ${one} for ${other}`,
      };
  }
  for (const [i, bound] of summary.bounds.entries()) {
    const other = expected.bounds[i]!;
    if (bound !== other)
      return { kind: bound < other ? "bound less" : "bound more", text: `line ${i}: ${bound} for ${other}` };
  }
  for (const [i, distance] of summary.distances.entries())
    if (distance !== expected.distances[i])
      return { kind: distance === undefined ? "equals less" : "equals more", text: `line ${i}: distance` };
  for (const [i, quotient] of summary.quotients.entries()) {
    const other = expected.quotients[i];
    if ((quotient === undefined) !== (other === undefined))
      return { kind: quotient === undefined ? "equals less" : "equals more", text: `line ${i}: quotient` };
  }
  return summary.work === expected.work ? undefined : { kind: "work", text: `${summary.work} for ${expected.work}` };
}
