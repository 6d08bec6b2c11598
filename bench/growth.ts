/**
 * How checking grows with the program: time and memory on generated programs of 100 to 100,000 lines, with the power
 * law y = c · linesᵉ that fits best (least squares on logarithms) and how well it fits.
 *
 * A long program is many generated functions of ordinary size under names of their own, called from `main` in groups;
 * the other series is one function that becomes longer and longer.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Compilation, claimsOf, compile } from "etalon/compiler";
import { type Program, parseProgram, printModule } from "etalon/lang";
import { type Budgets, checkClaims, defaultBudgets } from "etalon/proof";
import { generateModule } from "etalon/testing";
import { inTurn, median, now, threeDigits } from "./measure.ts";

/** The cost of one program. */
export interface Sample {
  readonly lines: number;
  /** Milliseconds of processor time. */
  readonly compile: number;
  readonly check: number;
  /** Bytes live on the heap because of the check, at most. */
  readonly memory: number;
}

setFlagsFromString("--expose-gc");
/** Collect the garbage, so that what is on the heap is live. */
export const collect = runInNewContext("gc") as () => void;

const seed = 1;
/** How many functions `main` calls through one other. */
const group = 32;

/** A program of at least `lines` lines, made of generated ones. */
export function manyFunctions(lines: number): string {
  const parts: string[] = [];
  let copies = 0;
  for (let count = 0; count < lines; copies++) {
    const text = printModule(generateModule(seed + copies, { size: 60 }));
    const names = [...text.matchAll(/^(?:fn|let|const) (\w+)/gm)].map((match) => match[1]!);
    const word = new RegExp(`(?<!\\\\)\\b(${names.join("|")})\\b`, "g");
    const one = text.replaceAll(word, (name) => `${name}_${copies}`);
    count += one.split("\n").length;
    parts.push(one);
  }
  let callers = Array.from({ length: copies }, (_, i) => `main_${i}`);
  for (let level = 0; callers.length > 1; level++) {
    const above: string[] = [];
    for (let i = 0; i < callers.length; i += group) {
      const name = `group_${level}_${i / group}`;
      const calls = callers.slice(i, i + group).map((callee) => `  ${callee}();\n`);
      parts.push(`fn ${name}(): int {\n${calls.join("")}  return 0;\n}\n`);
      above.push(name);
    }
    callers = above;
  }
  parts.push(`fn main(): int {\n  return ${callers[0]!}();\n}\n`);
  return parts.join("\n");
}

/** A program of about `lines` lines, nearly all of them in `main`. */
export function oneFunction(lines: number): string {
  const block = (i: number): string => `  a = a * ${(i % 90) + 3} + b;
  b = (b ^ (a >>> ${i % 31})) + c;
  if a < b + ${i % 2000} {
    c = c + t[a & 15];
    write(c & 127);
  } else {
    c = c - ${i % 3000};
  }
  t[(b + ${i}) & 15] = c;
`;
  const blocks = Array.from({ length: Math.ceil(lines / 9) }, (_, i) => block(i));
  return `fn main(): int {\n  let a = read();\n  let b = read();\n  let c = 0;\n  let t = new int[](16);\n${blocks.join("")}  return c & 127;\n}\n`;
}

export function prepared(text: string): { readonly program: Program; readonly compilation: Compilation } {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error[0]?.message);
  const compilation = compile(program.value);
  if (!compilation.ok) throw new Error(compilation.error.message);
  return { program: program.value, compilation: compilation.value };
}

/** How often garbage is collected during a check to see what is live. */
const looks = 24;

/**
 * The usual budgets, with an action whenever the checker reads the budget of steps, several times for each cut point.
 */
function budgetsWith(asked: () => void): Budgets {
  return {
    ...defaultBudgets,
    get steps() {
      asked();
      return defaultBudgets.steps;
    },
  };
}

/**
 * The bytes that a check needs on the heap at one time, besides its arguments: from the least that was live before, while
 * it ran or after, to the most.
 */
function needed(check: (budgets: Budgets) => void): number {
  let questions = 0;
  check(
    budgetsWith(() => {
      questions++;
    }),
  );
  const every = Math.ceil(questions / looks);
  const live: number[] = [];
  const look = (): void => {
    collect();
    live.push(process.memoryUsage().heapUsed);
  };
  collect();
  look();
  let asked = 0;
  check(
    budgetsWith(() => {
      if (++asked % every === 0) look();
    }),
  );
  look();
  return Math.max(...live) - Math.min(...live);
}

/** Compile and check a program, some times. */
export function sample(text: string): Sample {
  const { program, compilation } = prepared(text);
  const claims = claimsOf(compilation);
  const lines = text.split("\n").length;
  const check = (budgets?: Budgets): void => {
    const answer = checkClaims(program, compilation.image, claims, budgets === undefined ? {} : { budgets });
    if (answer.verdict !== "certified") throw new Error(JSON.stringify(answer));
  };
  const runs = lines > 20_000 ? 1 : 5;
  const times = inTurn(runs, 40, [() => void compile(program), check]);
  const [compileTime, checkTime] = [0, 1].map((side) => median(times.map((sample) => sample[side]!)));
  return { lines, compile: compileTime!, check: checkTime!, memory: needed(check) };
}

/** Compile and check until the host has optimised the code. */
export function warmUp(text: string): void {
  const begin = now();
  do sample(text);
  while (now() - begin < 3000);
}

/** The power law that fits best: its exponent, and the share of the variance that it explains. */
export function powerLaw(points: readonly (readonly [number, number])[]): {
  readonly exponent: number;
  readonly r2: number;
} {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (of: (p: readonly [number, number]) => number): number =>
    logs.reduce((sum, point) => sum + of(point), 0) / logs.length;
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  const xy = mean(([x, y]) => (x - mx) * (y - my));
  const xx = mean(([x]) => (x - mx) ** 2);
  const yy = mean(([, y]) => (y - my) ** 2);
  return { exponent: xy / xx, r2: xy ** 2 / (xx * yy) };
}

/** Both series as tables, each with its fits. */
export function* growth(quick: boolean): Generator<string> {
  const most = quick ? 10_000 : 100_000;
  const sizes = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000].filter((lines) => lines <= most);
  yield* series("many generated functions", sizes, manyFunctions);
  yield* series("one long function", sizes, oneFunction);
}

function* series(what: string, sizes: readonly number[], textOf: (lines: number) => string): Generator<string> {
  yield `Growth on ${what}:\n`;
  yield "| lines | compile, ms | check, ms | check ÷ compile | live heap while checking, MB |";
  yield "|---:|---:|---:|---:|---:|";
  for (const size of [100, 3_000]) warmUp(textOf(size));
  const samples: Sample[] = [];
  for (const size of sizes) {
    const { lines, compile: compileTime, check, memory } = sample(textOf(size));
    samples.push({ lines, compile: compileTime, check, memory });
    const cells = [compileTime, check, check / compileTime, memory / 1e6].map(threeDigits);
    yield `| ${lines.toLocaleString("en")} | ${cells.join(" | ")} |`;
  }
  const law = (name: string, of: (s: Sample) => number): string => {
    const points = samples.filter((s) => of(s) > 0).map((s) => [s.lines, of(s)] as const);
    const { exponent, r2 } = powerLaw(points);
    return `${name} ∝ lines^${exponent.toFixed(2)} (R² = ${r2.toFixed(4)})`;
  };
  yield `\n${law("check time", (s) => s.check)}; ${law("compile time", (s) => s.compile)}; ${law("memory", (s) => s.memory)}\n`;
}
