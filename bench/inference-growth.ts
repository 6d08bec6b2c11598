/**
 * Does inference grow as the program does? For each kind of program (programs-that-grow.ts) a certificate is looked for at two sizes, one twice the
 * other, and what was found is checked, and what the compiler claims: of each the time, and to which power of the size it grows.
 */

import { claimsOf, compile, type Level } from "etalon/compiler";
import { certifyWithout } from "etalon/infer";
import { parseProgram } from "etalon/lang";
import { checkClaims, defaultBudgets, timesBudgets } from "etalon/proof";
import { type Benchmark, now, threeDigits } from "./measure.ts";
import { type Growing, growing } from "./programs-that-grow.ts";

/** The larger size at each level: where much is searched, that takes longer. */
const sizes: readonly (readonly [Level, number])[] = [
  [0, 800],
  [1, 800],
  [2, 200],
];

const head = [
  "| one thing grows | level | to | found and checked, ms | power | check of it, ms | power | check of the compiler's, ms | power |",
  "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
];

const budgets = timesBudgets(defaultBudgets, 50);
/** Below these times of both sizes a power says nothing: the clock of processor time may tick every 4 ms only. */
const leastShown = 20;
const leastOfHalf = 10;

/** The least of some turns, which are fewer where one takes long. */
function least(action: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let turns = 0; turns < 5 && spent < 2000; turns++) {
    const begin = now();
    action();
    const time = now() - begin;
    spent += time;
    best = Math.min(best, time);
  }
  return best;
}

/** How long it takes to find a certificate and have it checked, to check it again, and to check the compiler's; undefined where none is found. */
function timesOf(text: string, level: Level): readonly number[] | undefined {
  const parsed = parseProgram(text);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  const program = parsed.value;
  const compiled = compile(program, { level });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const { image } = compiled.value;
  const { verdict, claims } = certifyWithout(program, image, { budgets });
  if (verdict.verdict !== "certified") return undefined;
  const own = claimsOf(compiled.value);
  return [
    () => void certifyWithout(program, image, { budgets }),
    () => void checkClaims(program, image, claims, { budgets }),
    () => void checkClaims(program, image, own, { budgets }),
  ].map(least);
}

function row({ name, of, text, most }: Growing, level: Level, wanted: number): string {
  const size = Math.min(wanted, most);
  const [half, whole] = [size / 2, size].map((n) => timesOf(text(n), level));
  const cells =
    half === undefined || whole === undefined
      ? ["not certified", "", "", "", "", ""]
      : whole.flatMap((time, i) => {
          const power = Math.log2(time / half[i]!);
          return [threeDigits(time), time < leastShown || half[i]! < leastOfHalf ? "" : power.toFixed(1)];
        });
  return `| ${name} | ${level} | ${size} ${of} | ${cells.join(" | ")} |`;
}

/** The room: a row for each kind and level. */
export function inferenceGrowthBenchmark(quick: boolean): Benchmark {
  const lines = [...head];
  return {
    room: "growth",
    onlyByName: true,
    *rows() {
      // Growth is not a rate.
    },
    *figures() {
      yield* head;
      for (const [level, size] of sizes)
        for (const kind of growing) {
          const line = row(kind, level, quick ? size / 4 : size);
          lines.push(line);
          yield line;
        }
    },
    page: () => lines,
  };
}
