/**
 * What the compiler did with a program: for each function, what each pass changed, what came out, and what each optimisation
 * gained. A gain is measured by leaving out: the program is compiled once more without the optimisation.
 */

import { type Result, success } from "../../core/result.ts";
import type { Program } from "../../lang/program/program.ts";
import type { CompileError } from "../compile-error.ts";
import type { Compilation, CompileOptions } from "../compile-with.ts";
import type { Flow } from "../flow/syntax.ts";
import { allocated } from "../languages/allocated.ts";
import { flow } from "../languages/flow.ts";
import { optimised } from "../languages/optimised.ts";
import { ssa } from "../languages/ssa.ts";
import type { AllocatedFlow } from "../passes/allocate/flow-to-allocated.ts";
import { compile } from "../pipeline.ts";
import type { Ssa } from "../ssa/syntax.ts";
import type { Stage } from "../stage.ts";
import { stages } from "../stages.ts";
import { isLeftOut } from "../steps.ts";
import { assemblyCounts, type Counts, countsOf } from "./counts.ts";

/** The code that came out. */
export interface CodeSize {
  /** Instructions, where a long jump or call counts once. */
  readonly instructions: number;
  readonly bytes: number;
  /** Instructions, each ten times as often for each loop that it is in: an estimate of what is executed. */
  readonly work: number;
}

/** What one pass did with one function. */
export interface PassReport {
  /** The stage. */
  readonly pass: string;
  /** What it was given; nothing for the first pass, which is given a tree. */
  readonly before: Counts | undefined;
  readonly after: Counts;
}

/** What one optimisation gained in one function: what there is without it, less what there is with it. */
export interface Gain extends CodeSize {
  readonly optimisation: string;
}

/** One function. */
export interface FunctionReport extends CodeSize {
  readonly name: string;
  /** Bytes of its frame. */
  readonly frame: number;
  /** How many words of the frame hold values for which there was no register. */
  readonly spilled: number;
  /** The passes down to machine registers, in order, without those that were left out. */
  readonly passes: readonly PassReport[];
  readonly gains: readonly Gain[];
}

/** The report of a compilation. */
export interface CompilationReport {
  /** The optimisations that were made. */
  readonly optimisations: readonly string[];
  readonly functions: readonly FunctionReport[];
}

/**
 * The report of compiling a program; it fails as `compile` does.
 *
 * @example
 * ```ts
 * import { compileReport } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { let x = read(); let y = x; return y; }");
 * if (!program.ok) throw new Error("refused");
 * const report = compileReport(program.value, { level: 1, passes: ["ssa"] });
 * const main = report.ok ? report.value.functions[0] : undefined;
 * main?.name; // => "main"
 * main?.passes[0]?.pass; // => "lang-to-flow"
 * main?.gains.map(({ optimisation }) => optimisation); // => ["ssa"]
 * ```
 */
export function compileReport(program: Program, options: CompileOptions = {}): Result<CompilationReport, CompileError> {
  const compiled = compile(program, options);
  return compiled.ok ? reportOf(compiled.value, options) : compiled;
}

/** The same of a compilation that was made with these options. */
export function reportOf(compilation: Compilation, options: CompileOptions): Result<CompilationReport, CompileError> {
  const { optimisations } = compilation;
  const sizes = sizesOf(compilation);
  const without = new Map<string, readonly CodeSize[]>();
  for (const name of optimisations) {
    const { level, passes = [] } = options;
    const other = compile(compilation.program, { ...options, level, passes: [...passes, `-${name}`] });
    if (!other.ok) return other;
    without.set(name, sizesOf(other.value));
  }
  const functions = compilation.program.functions.map(({ name }, index): FunctionReport => {
    const { instructions, bytes, work } = sizes[index]!;
    const gains = [...without].map(([optimisation, others]): Gain => {
      const other = others[index]!;
      return {
        optimisation,
        instructions: other.instructions - instructions,
        bytes: other.bytes - bytes,
        work: other.work - work,
      };
    });
    return {
      name,
      instructions,
      bytes,
      work,
      frame: compilation.assembly.functions[index]!.frameBytes,
      spilled: compilation.allocated.functions[index]!.spills,
      passes: passesOf(compilation, index),
      gains,
    };
  });
  return success({ optimisations, functions });
}

function sizesOf({ assembly, layout }: Compilation): CodeSize[] {
  return assembly.functions.map((f, index) => ({
    ...assemblyCounts(f),
    bytes: layout.functions[index]!.offsets.at(-1)!,
  }));
}

/** What each stage that ends in a flow graph did with a function. */
function passesOf({ results, optimisations }: Compilation, index: number): PassReport[] {
  const chosen = new Set(optimisations);
  const list: readonly Stage[] = stages;
  const reports: PassReport[] = [];
  for (const [at, stage] of list.entries()) {
    if (isLeftOut(stage, chosen) || !isGraph(stage.to)) continue;
    const { functions } = results[at] as Flow | Ssa | AllocatedFlow;
    reports.push({ pass: stage.name, before: reports.at(-1)?.after, after: countsOf(functions[index]!) });
  }
  return reports;
}

/** Are the programs of a language graphs of blocks, by function? */
function isGraph(language: Stage["to"]): boolean {
  return [flow, ssa, optimised, allocated].some((one) => one === language);
}
