/** Programs that use the standard library, run by the semantics of Ell. */

import { type Arrival, environmentOf, type Outcome } from "etalon";
import { evaluate, type Loader, type Program, parseProgram, standardLoader } from "etalon/lang";

/** What a program writes, byte by byte as Latin-1, and how it ends. */
export interface StandardRun {
  readonly output: string;
  readonly outcome: Outcome;
}

/** The program of a text that imports standard modules. */
export function standardProgram(text: string, loader: Loader = standardLoader()): Program {
  const program = parseProgram(text, loader);
  if (!program.ok) throw new Error(`${program.error.map(({ message }) => message).join("\n")}\n${text}`);
  return program.value;
}

/** The text as bytes, one for each character. */
export const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** Run a program on an input of Latin-1 characters. */
export function runStandard(
  text: string,
  input = "",
  options: { readonly arrival?: Arrival; readonly loader?: Loader } = {},
): StandardRun {
  const environment = environmentOf(latin(input), options.arrival);
  const run = evaluate(standardProgram(text, options.loader), environment, { clock: 3_000_000 });
  if (!run.ok) throw new Error("the program recurses too deeply");
  let output = "";
  for (const event of run.value.events) if ("write" in event) output += String.fromCharCode(event.write);
  return { output, outcome: run.value.outcome };
}

/** The ints that a program prints for the ints of its input: `body` computes from `a`, `b`, `c` and calls `print_int` and `put`. */
export function table(modules: readonly string[], body: string, rows: readonly (readonly number[])[]): string[] {
  const width = rows[0]!.length;
  const reads = ["a", "b", "c"].slice(0, width).map((name) => `let ${name} = read_int();`);
  const text = `${["io", ...modules].map((name) => `import "std/${name}";`).join("\n")}
    fn main(): int { let n = read_int(); for i in 0..n { ${reads.join(" ")} ${body} put('\\n'); } flush(); return 0; }`;
  const { output, outcome } = runStandard(text, `${rows.length}\n${rows.map((row) => row.join(" ")).join("\n")}\n`);
  if (outcome.kind !== "halted") throw new Error(`it ${JSON.stringify(outcome)}`);
  return output.split("\n").slice(0, -1);
}

/** The ints at which arithmetic changes, and others. */
export const ints: readonly number[] = [
  0,
  1,
  -1,
  2,
  -2,
  3,
  7,
  -7,
  8,
  9,
  10,
  12,
  -18,
  31,
  32,
  33,
  99,
  100,
  255,
  256,
  -256,
  1000,
  46340,
  46341,
  65535,
  65536,
  1 << 30,
  0x12345678,
  -0x12345679,
  0x55555555,
  2147483646,
  2147483647,
  -2147483647,
  -2147483648,
];

/** All pairs. */
export const pairs = (some: readonly number[] = ints): (readonly [number, number])[] =>
  some.flatMap((a) => some.map((b) => [a, b] as const));
