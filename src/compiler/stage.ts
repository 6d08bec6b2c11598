/**
 * What a language and a stage of the compiler are. The compiler is a list of stages (stages.ts); whoever compiles, tests,
 * reports or plants bugs follows that list, and knows no pass by name.
 */

import type { Behaviour } from "../core/behaviour.ts";
import type { Arrival } from "../core/environment.ts";
import type { Result } from "../core/result.ts";
import type { CompileError } from "./compile-error.ts";
import type { Passes, SomePasses } from "./passes.ts";
import type { MemoryLayout, MemoryOptions } from "./target/memory-layout.ts";

/** How long a run is watched. When one of these is spent, the outcome is `running`. */
export interface RunBudget {
  /** Steps of the language: ticks, instructions. */
  readonly clock: number;
  /** Host bytes for arrays, where the language has no memory of its own. */
  readonly memory?: number;
  /** How blocks of the input arrive, and of the output are taken; whole unless given. */
  readonly arrival?: Arrival;
  /** Calls inside calls that the big-step semantics of Ell follows; deeper ones are run by small steps … */
  readonly depth?: number;
  /** … at most so many; by default as many as the clock says. */
  readonly smallSteps?: number;
}

/** A behaviour, and how much of the clock it took. */
export interface LanguageRun extends Behaviour {
  readonly steps: number;
}

/** A language that the compiler speaks. */
export interface Language<Name extends string = string, Program = unknown> {
  /** One word, as documents name it. */
  readonly name: Name;
  /** For people, in a report. */
  readonly title: string;
  /** A program as text, for people. */
  print(program: Program): string;
  /** What is wrong with a program, the first thing in a sentence; undefined for one that has a meaning. */
  wellFormed(program: Program): string | undefined;
  /** The semantics, on an input. A language without one is judged with the stages around it. */
  run?(program: Program, input: Uint8Array, budget: RunBudget): LanguageRun;
}

/** A language with a semantics. */
export interface RunnableLanguage<Name extends string = string, Program = unknown> extends Language<Name, Program> {
  run(program: Program, input: Uint8Array, budget: RunBudget): LanguageRun;
}

/** A program together with the memory that it was compiled for. */
export interface InMemory<Program> {
  readonly program: Program;
  readonly memory: MemoryLayout;
}

/** What a stage is given besides the program. */
export interface StageContext {
  /** The functions to call: ours, or a mutant's. */
  readonly using: SomePasses;
  /** How much memory the compiled program gets. */
  readonly sizes: MemoryOptions;
  /** The optimisations to make, by name; the stages leave out all others. */
  readonly chosen: ReadonlySet<string>;
}

/** Something that makes the code better, and can be left out. */
export interface Optimisation {
  /** The least level at which it is made. */
  readonly level: 1 | 2;
  /** What it does, in a few words. */
  readonly does: string;
  /** The names of those that it does nothing without. */
  readonly needs?: readonly string[];
}

/** The programs of a language. */
export type ProgramOf<L> = L extends Language<string, infer Program> ? Program : never;

/** One pass of the compiler, from a language to a language (which may be the same: an optimisation). */
export interface Stage<Name extends string = string, From extends Language = Language, To extends Language = Language> {
  /** As reports name it; no other stage has this name. */
  readonly name: Name;
  /** What it does, in two words; none where the name says it. */
  readonly title?: string;
  readonly from: From;
  readonly to: To;
  /** Which of the replaceable passes it calls; a mutant of one of them begins to differ here. */
  readonly calls: readonly (keyof Passes)[];
  /**
   * The optimisations that it makes, by name. A stage that stays in a language and has some is nothing else: it is not run when
   * none of them is chosen. Any other asks `chosen`.
   */
  readonly optimises?: Readonly<Record<string, Optimisation>>;
  /** It has optimisations, and does what is needed without them as well. */
  readonly isNeeded?: true;
  /** The pass. It fails where a limit is exceeded, and nowhere else. */
  run(program: ProgramOf<From>, context: StageContext): Result<ProgramOf<To>, CompileError>;
}

/** Stages of which each takes what the one before it makes; `never` in the place of one that does not. */
export type Chained<Stages extends readonly Stage[]> = Stages extends readonly [
  infer First extends Stage,
  infer Second extends Stage,
  ...infer Rest extends readonly Stage[],
]
  ? readonly [First, ...(First["to"] extends Second["from"] ? Chained<[Second, ...Rest]> : [never])]
  : Stages;

/** The list of stages that are these; the compiler of TypeScript checks that each takes what the one before it makes. */
export function chain<const Stages extends readonly Stage[]>(...stages: Stages & Chained<Stages>): Stages {
  return stages;
}
