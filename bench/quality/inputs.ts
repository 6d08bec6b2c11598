/**
 * The inputs of the kernels, made the same way each time: words, grids, trees and expressions, large enough that a kernel
 * executes some millions of instructions.
 */

import { gzipSync } from "node:zlib";

/** Numbers from 0 up to and without `below`, by xorshift of 32 bits. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Lines of words of small letters, with about `length` bytes; some words are frequent, and some lines occur again. */
export function prose(length: number, seed = 1): string {
  const next = chance(seed);
  const word = (): string =>
    Array.from({ length: 1 + next(9) }, () => String.fromCharCode(97 + Math.min(next(26), next(26)))).join("");
  const known = Array.from({ length: 1500 }, word);
  const lines: string[] = [];
  for (let written = 0; written < length; ) {
    const again = lines.length > 20 && next(8) === 0;
    const line = again
      ? lines[lines.length - 1 - next(20)]!
      : Array.from({ length: 1 + next(12) }, () => known[Math.min(next(1500), next(1500))]!).join(" ");
    lines.push(line);
    written += line.length + 1;
  }
  return `${lines.join("\n")}\n`;
}

/** A value of JSON with everything that JSON has in it. */
export function json(length: number): string {
  const next = chance(7);
  const value = (depth: number): unknown => {
    switch (depth === 0 ? next(4) : next(7)) {
      case 0:
        return null;
      case 1:
        return next(2) === 0;
      case 2:
        return (next(2_000_000) - 1_000_000) / 10 ** next(6);
      case 3:
        return `text ${prose(8, 1 + next(1000)).trim()} \u00e9\t${next(1000)}`;
      case 4:
      case 5:
        return Array.from({ length: next(6) }, () => value(depth - 1));
      default:
        return Object.fromEntries(Array.from({ length: next(6) }, (_, i) => [`k${i}`, value(depth - 1)]));
    }
  };
  const values: unknown[] = [];
  for (let written = 0; written < length; written += JSON.stringify(values.at(-1)).length) values.push(value(5));
  return JSON.stringify(values);
}

/** Lines of arithmetic. */
export function expressions(lines: number): string {
  return Array.from({ length: lines }, (_, i) => `(1+2)*3-4/(${i % 7}-9)*((7+${i})*9)%1000\n`).join("");
}

/** The numbers from 1 on, one a line. */
export function numbers(count: number): string {
  return Array.from({ length: count }, (_, i) => `${i + 1}\n`).join("");
}

/** So many generations of life on a square, as life.ell reads them. */
export function generations(count: number, side: number): string {
  const next = chance(11);
  const row = (): string => Array.from({ length: side }, () => (next(3) === 0 ? "#" : ".")).join("");
  return `${count}\n${Array.from({ length: side }, row).join("\n")}\n`;
}

/** A square of cells for dijkstra.ell, with a way through. */
export function grid(side: number): string {
  const next = chance(5);
  const rows = Array.from({ length: side }, (_, y) =>
    Array.from({ length: side }, (_, x) => (y % 2 === 1 && x > 0 && next(3) === 0 ? "#" : `${1 + next(9)}`)),
  );
  rows[0]![0] = "S";
  rows[side - 1]![side - 1] = "E";
  return rows.map((row) => `${row.join("")}\n`).join("");
}

/** Powers and products of numbers of many digits, for rpn.ell. */
export function largeNumbers(): string {
  const product = Array.from({ length: 400 }, (_, i) => `${i + 1} *`).join(" ");
  return `3 2000 ^ d 7 600 ^ * p 12345678901234567890 30 ^ r 17 150 ^ / p 1 ${product} p\n`;
}

/** Two lists of lines that have most in common, for diff.ell. */
export function twoVersions(lines: number): string {
  const next = chance(3);
  const before = Array.from({ length: lines }, (_, i) => `${i} ${prose(20, i + 1).split("\n")[0]}`);
  const after = before.flatMap((line) => (next(10) === 0 ? [] : next(10) === 0 ? [line, `new ${next(99)}`] : [line]));
  return `${before.join("\n")}\n====\n${after.join("\n")}\n`;
}

/** What `gzip` makes of a text. */
export function zipped(text: string): Uint8Array {
  return gzipSync(text, { level: 9 });
}

/** Counts in five loops within each other, and prints what it counted, in Brainfuck. */
export const countingLoops =
  "++++++++[>++++++++[>++++++++[>++++++++[>++++[>+>+<<-]<-]<-]<-]<-]>>>>>[-<+>]++++++++[>++++++++[>+++++++[>++++++++[>+++++[>+<-]<-]<-]<-]<-]++++++++[>++++++++<-]>.";

/** Primes by trial division, in Forth. */
export const forthPrimes = `variable n
: prime ( n -- flag ) n ! 2 begin dup dup * n @ > if drop -1 exit then n @ over mod 0 = if drop 0 exit then 1 + 0 until ;
: primes 2 begin dup prime if dup . then 1 + dup 1500 = until drop ;
primes cr
`;
