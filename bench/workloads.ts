/**
 * What the benchmarks run on: programs of examples/ with inputs of a size, and one long program for the front end and
 * the compiler, whose functions are the examples' own under new names.
 */

import { readFileSync } from "node:fs";
import { type Compilation, compile } from "etalon/compiler";
import { type Program, parseProgram, readProgram, standardLoader } from "etalon/lang";
import type { SourceFiles } from "etalon/proof";

/** A program ready to run, and an input. */
export interface Workload {
  readonly name: string;
  readonly program: Program;
  readonly compilation: Compilation;
  readonly input: Uint8Array;
}

/** The text of an example. */
export function exampleText(name: string): string {
  return readFileSync(new URL(`../examples/${name}.ell`, import.meta.url), "utf8");
}

/** The program of a text, with the bytes of all its files: the text, and what it imports of the standard library. */
export function programWithFiles(text: string): { readonly program: Program; readonly source: SourceFiles } {
  const entry = "main.ell";
  const read = readProgram(text, standardLoader(), entry);
  if (!read.ok) throw new Error(read.error[0]?.message);
  const { program, files } = read.value;
  const encoder = new TextEncoder();
  return { program, source: { entry, files: files.map((file) => [file.path, encoder.encode(file.text)] as const) } };
}

function workload(name: string, what: string, input: Uint8Array): Workload {
  const program = parsed(exampleText(name));
  const compiled = compile(program);
  if (!compiled.ok) throw new Error(`${name} does not compile`);
  return { name: `${name}, ${what}`, program, compilation: compiled.value, input };
}

function parsed(text: string): Program {
  const program = parseProgram(text, standardLoader());
  if (!program.ok) throw new Error(program.error[0]?.message);
  return program.value;
}

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 3)) & 255);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** What the engines run: mostly arithmetic, mostly arrays, mostly calls. */
export function workloads(): Workload[] {
  return [
    workload("sha256", "2 KiB", bytes(2048)),
    workload("sieve", "to 20000", text("20000\n")),
    workload("queens", "n = 6", text("6\n")),
  ];
}

/** A program of about `lines` lines: the functions of kmp.ell, again and again under other names. */
export function longProgram(lines: number): string {
  const whole = exampleText("kmp").replaceAll(/^\/\/.*\n/gm, "");
  const imports = (whole.match(/^import .*\n/gm) ?? []).join("");
  const original = whole.replaceAll(/^import .*\n/gm, "");
  const names = [...original.matchAll(/^(?:fn|let|const) (\w+)/gm)].map((match) => match[1]!);
  const word = new RegExp(`\\b(${names.join("|")})\\b`, "g");
  const copies: string[] = [];
  for (let count = 0, copy = 0; count < lines; copy++) {
    const one = original.replaceAll(word, (name) => `${name}_${copy}`);
    count += one.split("\n").length;
    copies.push(one);
  }
  return `${imports}${copies.join("\n")}\nfn main(): int {\n  return main_0();\n}\n`;
}
