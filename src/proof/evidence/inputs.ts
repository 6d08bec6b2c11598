/**
 * Inputs to try a program on, from a seed: input i is a function of (seed, i, program, examples) alone, so any one of
 * them can be made again without the others.
 *
 * A program that reads a format is not exercised by noise. So most inputs are built from the program's own constants
 * and strings, from numbers and lines of text, or by small edits of the examples, as fuzzers do (AFL's havoc stage,
 * libFuzzer's dictionaries).
 */

import { nodesOf } from "../../lang/program/nodes.ts";
import type { Program } from "../../lang/program/program.ts";

/** What inputs are made from. */
export interface InputSource {
  /** Byte strings from the program: its characters and string literals. */
  readonly words: readonly Uint8Array[];
  /** Inputs given with the program. */
  readonly examples: readonly Uint8Array[];
}

/** A sequence of pseudo-random numbers. */
interface Random {
  /** A whole number in 0…n − 1. */
  below(n: number): number;
}

/**
 * The sequence of `seed` and `stream`. Bob Jenkins' small fast generator in 32 bits (JSF32), public domain; twenty
 * rounds mix the two in.
 */
function randomOf(seed: number, stream: number): Random {
  let a = 0xf1ea5eed | 0;
  let b = seed | 0;
  let c = stream | 0;
  let d = seed | 0;
  const next = (): number => {
    const e = (a - ((b << 27) | (b >>> 5))) | 0;
    a = b ^ ((c << 17) | (c >>> 15));
    b = (c + d) | 0;
    c = (d + e) | 0;
    d = (e + a) | 0;
    return d >>> 0;
  };
  for (let i = 0; i < 20; i++) next();
  return { below: (n) => Math.floor((next() / 2 ** 32) * n) };
}

/** The words of a program: each byte constant and each string literal in it, once. */
export function inputSource(program: Program, examples: readonly { readonly input: Uint8Array }[]): InputSource {
  const words = new Map<string, Uint8Array>();
  const add = (bytes: readonly number[]): void => void words.set(bytes.join(), Uint8Array.from(bytes));
  for (const node of nodesOf(program)) {
    if (node.kind === "constant" && node.type === "int" && node.value >= 0 && node.value <= 255) add([node.value]);
    if (node.kind === "text" && node.element === "byte" && node.values.length > 0 && node.values.length <= 64)
      add(node.values);
  }
  return { words: [...words.values()], examples: examples.map(({ input }) => input) };
}

/** Input number `index` of `seed`. Number 0 is empty. */
export function makeInput(source: InputSource, seed: number, index: number): Uint8Array {
  if (index === 0) return new Uint8Array();
  const random = randomOf(seed, index);
  const { examples, words } = source;
  const kinds = [...(examples.length > 0 ? [edited, edited, edited] : []), ...(words.length > 0 ? [worded] : [])];
  const kind = pick(random, [...kinds, numbers, text, noise]);
  return Uint8Array.from(kind(random, source).slice(0, 1 << 16));
}

type Maker = (random: Random, source: InputSource) => number[];

function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.below(values.length)]!;
}

/** A length from 1 on that is mostly small. */
function shortLength(random: Random): number {
  return 1 + random.below(2 ** (1 + random.below(6)));
}

const repeat = (count: number, make: () => readonly number[]): number[] => Array.from({ length: count }, make).flat();
const bytesOf = (characters: string): readonly number[] => [...characters].map((c) => c.charCodeAt(0));

/** Any bytes. */
const noise: Maker = (random) => repeat(shortLength(random), () => [random.below(256)]);

/** Printable lines. */
const text: Maker = (random) =>
  repeat(shortLength(random), () => (random.below(8) === 0 ? [pick(random, [10, 32])] : [32 + random.below(95)]));

const interesting = ["0", "1", "-1", "2", "7", "10", "255", "256", "2047", "2048", "4096", "65535"].concat([
  "2147483647",
  "2147483648",
  "-2147483648",
  "4294967295",
  "99999999999999999999",
]);

/** A number in digits: mostly small, sometimes one at a limit. */
function digits(random: Random): readonly number[] {
  return bytesOf(random.below(4) === 0 ? pick(random, interesting) : String(random.below(10 ** (1 + random.below(4)))));
}

/** Decimal numbers, one or several, well or badly separated. */
const numbers: Maker = (random) => {
  const separators = pick(random, ["\n", "\n", " ", " \n", ", ", "+-*/() \n"]);
  const count = random.below(2) === 0 ? 1 : 1 + random.below(random.below(4) === 0 ? 24 : 4);
  return repeat(count, () => [...digits(random), pick(random, bytesOf(separators))]);
};

/** The program's own words, now and then with something between. */
const worded: Maker = (random, { words }) =>
  repeat(shortLength(random), () => {
    if (random.below(6) === 0) return [32 + random.below(95)];
    return [...pick(random, words)];
  });

/** An example after a few edits. */
const edited: Maker = (random, source) => {
  let bytes = [...pick(random, source.examples)];
  for (let edits = 1 + random.below(random.below(2) === 0 ? 1 : 4); edits > 0; edits--)
    bytes = edit(random, source, bytes);
  return bytes;
};

function edit(random: Random, { words, examples }: InputSource, bytes: readonly number[]): number[] {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.below(8));
  const cut = (inserted: readonly number[], end: number): number[] => [
    ...bytes.slice(0, at),
    ...inserted,
    ...bytes.slice(end),
  ];
  switch (random.below(9)) {
    case 0: // remove a stretch
      return cut([], to);
    case 1: // repeat a stretch
      return cut(bytes.slice(at, to), at);
    case 2: // end early
      return bytes.slice(0, at);
    case 3: // another byte
      return cut([random.below(256)], Math.min(bytes.length, at + 1));
    case 4: // a word of the program
      return cut(
        words.length > 0 ? [...pick(random, words)] : [32 + random.below(95)],
        random.below(2) === 0 ? at : to,
      );
    case 5: // flip a bit
      return cut(at < bytes.length ? [bytes[at]! ^ (1 << random.below(8))] : [], Math.min(bytes.length, at + 1));
    case 6: // other numbers
    case 7: {
      const begin = bytes.findIndex((byte, i) => i >= at && isDigit(byte));
      if (begin < 0) return [...bytes.slice(0, at), ...digits(random), ...bytes.slice(at)];
      const end = bytes.findIndex((byte, i) => i > begin && !isDigit(byte));
      return [...bytes.slice(0, begin), ...digits(random), ...(end < 0 ? [] : bytes.slice(end))];
    }
    default: {
      // go on as another example does
      const other = pick(random, examples);
      return [...bytes.slice(0, at), ...other.slice(random.below(other.length + 1))];
    }
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
