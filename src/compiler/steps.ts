/**
 * The stages between languages that can be run: what testing can tell apart. A stretch of stages whose languages in between
 * have no semantics is one step: it is judged by the behaviour at its two ends.
 */

import { type Result, success } from "../core/result.ts";
import type { CompileError } from "./compile-error.ts";
import type { RunnableLanguage, Stage, StageContext } from "./stage.ts";
import { stages } from "./stages.ts";

/** The name of what a stage makes, if its language can be run. */
export type NameOfResult<S> =
  S extends Stage<infer Name, infer From, infer To>
    ? To extends { readonly name: infer Into; run: unknown }
      ? From["name"] extends Into
        ? Name
        : Into
      : never
    : never;

/**
 * The name of a program that the compiler makes on its way and that can be run: its language's, where a stage enters that
 * language, and the stage's, where it stays in it.
 */
export type ResultName = NameOfResult<(typeof stages)[number]>;

/** From one language that can be run to the next. */
export interface Step {
  /** As a failure names it: `flow-to-allocated`. */
  readonly name: string;
  /** For people: `register allocation (flow-to-allocated)`. */
  readonly description: string;
  readonly from: RunnableLanguage;
  readonly to: RunnableLanguage;
  readonly stages: readonly Stage[];
  /** The name of what it makes. */
  readonly result: ResultName;
  /** What it makes, for people. */
  readonly title: string;
  /** Where among the results of all stages that is. */
  readonly index: number;
}

/**
 * The steps of the compiler, in order. An optimisation stays in its language.
 *
 * @example
 * ```ts
 * import { steps } from "etalon/compiler";
 * steps.filter(({ from, to }) => from !== to).map(({ name, result }) => [name, result]); // => [["lang-to-flow", "flow"], ["flow-to-ssa", "ssa"], ["ssa-to-flow", "optimised"], ["flow-to-allocated", "allocated"], ["allocated-to-machine", "machine"]]
 * ```
 */
export const steps: readonly Step[] = stepsOf(stages);

function stepsOf(list: readonly Stage[]): Step[] {
  const found: Step[] = [];
  let begin = 0;
  for (const [index, last] of list.entries()) {
    if (!canRun(last.to)) continue;
    const stretch = list.slice(begin, index + 1);
    begin = index + 1;
    const [first] = stretch;
    const { from } = first!;
    if (!canRun(from)) throw new Error(`${from.name}, in which the compiler begins, has no semantics`);
    const stays = last.from === last.to;
    const names = stretch.map(({ name }) => name);
    found.push({
      name: stretch.length === 1 ? last.name : `${from.name}-to-${last.to.name}`,
      description: first!.title === undefined ? names.join(", ") : `${first!.title} (${names.join(", ")})`,
      from,
      to: last.to,
      stages: stretch,
      // What the type says of each stage.
      result: (stays ? last.name : last.to.name) as ResultName,
      title: stays ? `${last.to.title}, after ${last.name}` : last.to.title,
      index,
    });
  }
  return found;
}

function canRun(language: Stage["from"]): language is RunnableLanguage {
  return language.run !== undefined;
}

/** The results of these stages, one after the other, on a program of the first one's language. */
export function runStages(
  list: readonly Stage[],
  program: unknown,
  context: StageContext,
): Result<readonly unknown[], CompileError> {
  const results: unknown[] = [];
  for (const stage of list) {
    const made = runStage(stage, results.length === 0 ? program : results.at(-1), context);
    if (!made.ok) return made;
    results.push(made.value);
  }
  return success(results);
}

/** These stages as one function: what the last of them makes of a program. Which are left out is found out here, and not for each program. */
export function through(
  list: readonly Stage[],
  context: StageContext,
): (program: unknown) => Result<unknown, CompileError> {
  const kept = list.filter((stage) => !isLeftOut(stage, context.chosen));
  return (program) => {
    let made: Result<unknown, CompileError> = success(program);
    for (let i = 0; i < kept.length && made.ok; i++) made = kept[i]!.run(made.value, context);
    return made;
  };
}

/** The result of a stage; the program itself where the stage is left out. */
export function runStage(stage: Stage, program: unknown, context: StageContext): Result<unknown, CompileError> {
  return isLeftOut(stage, context.chosen) ? success(program) : stage.run(program, context);
}

/** Is it for nothing but optimisations, of which none is chosen? Then its program does what the one before it does. */
export function isIdle({ optimises, isNeeded }: Stage, chosen: ReadonlySet<string>): boolean {
  return optimises !== undefined && isNeeded !== true && !Object.keys(optimises).some((name) => chosen.has(name));
}

/** Is it idle, and its program that of the stage before it? */
export function isLeftOut(stage: Stage, chosen: ReadonlySet<string>): boolean {
  return stage.from === stage.to && isIdle(stage, chosen);
}
