/**
 * All the ways there are to run an Ell program, in one table, so that a test is written once and holds for each: the two
 * semantics of Ell, and what the compiler makes of the program, stage by stage.
 */

import type { Event, Outcome } from "../../src/core/behaviour.ts";
import { written } from "../../src/core/behaviour.ts";
import { renderDiagnostics } from "../../src/core/diagnostic.ts";
import { environmentOf } from "../../src/core/environment.ts";
import { evaluate, type Program, parseProgram, runSteps } from "../../src/lang/index.ts";

/** What one run showed. */
export interface Observation {
  readonly stdout: Uint8Array;
  readonly outcome: Outcome;
  /** Undefined where the reads cannot be seen from outside. */
  readonly events: readonly Event[] | undefined;
}

/** A program made ready: give it inputs. */
export type Runner = (input: Uint8Array) => Observation;

/** One way to run programs. */
export interface Engine {
  readonly name: string;
  /** Why it cannot run here, when it cannot. */
  readonly missing: string | undefined;
  /** How many random inputs it should be given. */
  readonly runs: number;
  readonly prepare: (program: Program) => Runner;
}

/** More than any example needs for a small input; a run that goes on is an error. */
const clock = 50_000_000;

function observed(run: { readonly events: readonly Event[]; readonly outcome: Outcome }): Observation {
  return { stdout: written(run.events), outcome: run.outcome, events: run.events };
}

const smallStep: Engine = {
  name: "step",
  missing: undefined,
  runs: 40,
  prepare: (program) => (input) => observed(runSteps(program, environmentOf(input), { clock })),
};

const bigStep: Engine = {
  name: "evaluate",
  missing: undefined,
  runs: 40,
  prepare: (program) => (input) => {
    const run = evaluate(program, environmentOf(input), { clock });
    if (!run.ok) throw new Error(`recursion deeper than ${run.error.depth} host calls`);
    return observed(run.value);
  },
};

/** The reference semantics first: the others are compared with it. */
export const engines: readonly [Engine, ...Engine[]] = [smallStep, bigStep];

/** The program of an Ell text, which must be one. */
export function programOf(name: string, text: string): Program {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(renderDiagnostics({ name, text }, program.error));
  return program.value;
}
