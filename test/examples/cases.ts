/**
 * The examples on disk and their inputs, by the convention of examples/README.md: beside NAME.ell a folder NAME with
 * CASE.in, and perhaps CASE.out (the bytes written) and CASE.code (an exit code, or the name of a trap).
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Outcome, Trap } from "etalon";

const folder = new URL("../../examples/", import.meta.url);

/** One input of an example, and what its files say. */
export interface Case {
  readonly name: string;
  readonly input: Uint8Array;
  /** Undefined when there is no CASE.out. */
  readonly output: Uint8Array | undefined;
  readonly outcome: Outcome;
}

/** One example. */
export interface Example {
  readonly name: string;
  readonly text: string;
  readonly cases: readonly Case[];
}

function isTrap(text: string): text is Trap {
  return ["divide", "bounds", "length", "assert"].includes(text);
}

function outcomeOf(file: URL): Outcome {
  if (!existsSync(file)) return { kind: "halted", code: 0 };
  const text = readFileSync(file, "utf8").trim();
  return isTrap(text) ? { kind: "trapped", trap: text } : { kind: "halted", code: Number.parseInt(text, 10) };
}

function casesOf(name: string): Case[] {
  const inputs = new URL(`${name}/`, folder);
  if (!existsSync(inputs)) return [];
  const names = readdirSync(inputs)
    .filter((file) => file.endsWith(".in"))
    .map((file) => file.slice(0, -".in".length));
  return names.sort().map((stem) => {
    const out = new URL(`${stem}.out`, inputs);
    return {
      name: stem,
      input: Uint8Array.from(readFileSync(new URL(`${stem}.in`, inputs))),
      output: existsSync(out) ? Uint8Array.from(readFileSync(out)) : undefined,
      outcome: outcomeOf(new URL(`${stem}.code`, inputs)),
    };
  });
}

/** The files in an example's folder that belong to no CASE.in: there should be none. */
export function strayFiles(example: Example): string[] {
  const inputs = fileURLToPath(new URL(`${example.name}/`, folder));
  const stems = new Set(example.cases.map((c) => c.name));
  return readdirSync(inputs).filter((file) => !stems.has(file.replace(/\.(?:in|out|code)$/, "")));
}

/** The text of examples/README.md. */
export const readme: string = readFileSync(new URL("README.md", folder), "utf8");

/** All examples, in the order of their names. */
export const examples: readonly Example[] = readdirSync(folder)
  .filter((file) => file.endsWith(".ell"))
  .sort()
  .map((file) => {
    const name = file.slice(0, -".ell".length);
    return { name, text: readFileSync(new URL(file, folder), "utf8"), cases: casesOf(name) };
  });
