/**
 * The kernels: which programs are measured, and on what. Most are examples; where an example reads and writes bytes, it is
 * measured with blocks of 64 KiB below them (blocks.ell), for Etalon and for gcc alike.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Program, parseProgram, standardLoader } from "etalon/lang";
import {
  countingLoops,
  expressions,
  forthPrimes,
  generations,
  grid,
  json,
  largeNumbers,
  numbers,
  prose,
  twoVersions,
  zipped,
} from "./inputs.ts";

/** A program to be measured. */
export interface Kernel {
  readonly name: string;
  /** The path of its source, from the root of the project. */
  readonly path: string;
  readonly input: () => string | Uint8Array;
}

const example = (name: string, input: Kernel["input"]): Kernel => ({ name, path: `examples/${name}.ell`, input });
const own = (name: string, input: Kernel["input"]): Kernel => ({
  name,
  path: `bench/quality/kernels/${name}.ell`,
  input,
});

/** The kernels by which Etalon has been measured for longest. */
export const firstKernels: readonly Kernel[] = [
  example("base64-encode", () => prose(100_000)),
  example("brainfuck", () => countingLoops),
  example("calculator", () => expressions(2000)),
  example("collatz", () => numbers(700)),
  example("crc32", () => prose(100_000)),
  example("gunzip", () => zipped(prose(50_000))),
  example("gzip", () => prose(20_000)),
  example("json", () => json(80_000)),
  example("kmp", () => `ab\n${prose(200_000)}`),
  example("life", () => generations(10, 64)),
  own("listhash", () => ""),
  own("matmul", () => ""),
  example("merge-sort", () => prose(30_000)),
  own("primes", () => ""),
  example("queens", () => "10\n"),
  own("quicksort", () => ""),
  example("rpn", largeNumbers),
  example("sha256", () => prose(30_000)),
  example("sieve", () => "200000\n"),
];

/** Programs of other shapes, and of the size that people write. */
export const moreKernels: readonly Kernel[] = [
  example("diff", () => twoVersions(300)),
  example("dijkstra", () => grid(100)),
  example("forth", () => forthPrimes),
  example("huffman", () => prose(50_000)),
  example("md5", () => prose(60_000)),
  example("pi", () => "300\n"),
  example("regexp", () => `^(.*[^a-z])?(re|un)?[a-m]+[e-o]d( .*)?$\n${prose(8_000)}`),
  own("words", () => prose(40_000)),
];

const root = join(import.meta.dirname, "../..");

/** The checked program of a kernel. */
export function kernelProgram({ name, path }: Kernel): Program {
  const loader = standardLoader((file) => ({
    ok: true,
    value: readFileSync(join(import.meta.dirname, file), "utf8"),
  }));
  const program = parseProgram(inBlocks(readFileSync(join(root, path), "utf8")), loader);
  if (!program.ok) throw new Error(`${name}: ${program.error[0]?.message}`);
  return program.value;
}

/** What blocks.ell has for each of the built-in functions. */
const inBlocksOf = { read: "next_byte", write: "put_byte", exit: "end_with" };

/** A program that reads and writes bytes, with blocks below them; one that uses the standard library has them already. */
function inBlocks(text: string): string {
  if (text.includes('"std/io"')) return text;
  const program = text.replace("fn main()", "fn whole_program()");
  const calls = program.replaceAll(
    /\b(read|write|exit)\(/g,
    (_, name: keyof typeof inBlocksOf) => `${inBlocksOf[name]}(`,
  );
  return `import "./blocks.ell";\n${calls}\nfn main(): int {\n  let code = whole_program();\n  finish();\n  return code;\n}\n`;
}
