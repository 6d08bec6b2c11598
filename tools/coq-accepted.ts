/**
 * `npm run coq:accepted -- [EXAMPLE …] [--count N] [--seed N] [--record]`: how many of these examples (all, unless told), and of so many generated programs, does the checker that Coq
 * proves right accept, of what the compiler makes of them at each level? It prints what the others are refused for, the first problem of each;
 * with `--record` it writes the numbers to docs/coq.md. So long as all examples are asked for, two long programs are asked about, too.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { claimsOf } from "../src/compiler/certificate/claims-of.ts";
import type { Level } from "../src/compiler/level.ts";
import { compile } from "../src/compiler/pipeline.ts";
import { beginLongChecks } from "../src/host/index.ts";
import { type Program, parseProgram, standardLoader } from "../src/lang/index.ts";
import { writeElf } from "../src/machine/elf/write.ts";
import { examined, imageIn, searchOf } from "../src/second/examine.ts";
import { defaultCases, generateCase, programOfCase } from "../src/testing/index.ts";
import { record } from "./coq/page.ts";
import { root } from "./trusted/loaded.ts";

// As `etalon certify --second` does.
beginLongChecks();
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    record: { type: "boolean", default: false },
  },
});
const count = Number(values.count);
const seed = Number(values.seed);
const levels = [0, 1, 2] as const;

interface Named {
  readonly name: string;
  readonly program: Program;
  /** So many times the usual budget. */
  readonly times?: number;
}

function examples(): Named[] {
  const all = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".ell"));
  const names = positionals.length === 0 ? all : positionals.map((name) => `${name}.ell`);
  return names.map((name) => {
    const program = parseProgram(readFileSync(join(root, "examples", name), "utf8"), standardLoader());
    if (!program.ok) throw new Error(`examples/${name} is not a program`);
    return { name, program: program.value };
  });
}

/** Small programs of the generator. */
function generated(): Named[] {
  return Array.from({ length: count }, (_, i) => {
    const program = programOfCase(generateCase(seed, i, { ...defaultCases, size: 15 }));
    if (!program.ok) throw new Error(`the generated program ${i} of seed ${seed} is not valid`);
    return { name: `program ${i}`, program: program.value };
  });
}

/** A program of so many functions that are called one after the other, each of so many lines that have something to say to the next. */
function long(functions: number, lines: number): Named[] {
  const name = `${functions} × ${lines} lines`;
  const indices = [...Array(functions).keys()];
  const line = (i: number) => `  n = n * ${(i % 7) + 2} + ${i};`;
  const body = Array.from({ length: lines - 3 }, (_, i) => line(i)).join("\n");
  const program = parseProgram(
    [
      ...indices.map((index) => `fn f${index}(n: int): int {\n${body}\n  return n;\n}`),
      `fn main(): int { let n = read(); ${indices.map((index) => `n = f${index}(n);`).join(" ")} return n; }`,
    ].join("\n"),
  );
  if (!program.ok) throw new Error(`the program of ${name} is not valid`);
  return [{ name, program: program.value, times: 100 }];
}

/** Why an image is refused; undefined where it is accepted. */
function refusal({ program, name, times = 1 }: Named, level: Level): string | undefined {
  const made = compile(program, { level });
  if (!made.ok) throw new Error(`${name}: ${made.error.message}`);
  try {
    const { image } = made.value;
    return examined(program, imageIn(writeElf(image))!, searchOf(program, claimsOf(made.value), times)).problems[0]
      ?.kind;
  } catch (error) {
    if (error instanceof RangeError) return "StackOverflow";
    throw error;
  }
}

/** A row of the table: how many programs of a kind are accepted at each level, and in how many seconds. */
function row(what: string, programs: readonly Named[]): string {
  const cells = levels.map((level) => {
    const began = performance.now();
    const reasons = new Map<string, string[]>();
    for (const named of programs) {
      const reason = refusal(named, level) ?? "accepted";
      reasons.set(reason, [...(reasons.get(reason) ?? []), named.name]);
    }
    const seconds = (performance.now() - began) / 1000;
    for (const [reason, names] of reasons)
      console.log(
        `${what}, -O${level}: ${names.length} ${reason}: ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}`,
      );
    return `${reasons.get("accepted")?.length ?? 0} in ${seconds.toFixed(1)} s`;
  });
  return `| ${what} | ${programs.length} | ${cells.join(" | ")} |`;
}

const table = [
  "| accepted | programs | -O0 | -O1 | -O2 |",
  "|---|---:|---:|---:|---:|",
  row(positionals.length === 0 ? "examples" : positionals.join(", "), examples()),
  row(`generated programs, seed ${seed}`, generated()),
  ...(positionals.length > 0
    ? []
    : [
        row("a program of one function of 2,000 lines", long(1, 2000)),
        row("a program of 100 functions of 100 lines", long(100, 100)),
      ]),
].join("\n");
console.log(table);
if (values.record) record("accepted", "npm run coq:accepted -- EXAMPLE … --record", table);
