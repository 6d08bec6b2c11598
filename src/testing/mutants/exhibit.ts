/**
 * Exhibits: a program, an input and a size of memory, with the right behaviour; and whether a compiler gives it.
 *
 * The right behaviour is the source's, by the big-step semantics, or by the small-step one when recursion is too deep for
 * the first. Every run has a budget in steps, never in time; it follows from the steps that our own compiler's image takes.
 */

import { claimsOf } from "../../compiler/certificate/claims-of.ts";
import { type Compilation, resume } from "../../compiler/compile-with.ts";
import { ell } from "../../compiler/languages/ell.ts";
import { type OptimisationOptions, stageContext } from "../../compiler/optimisations.ts";
import { compile } from "../../compiler/pipeline.ts";
import type { Stage } from "../../compiler/stage.ts";
import { stages } from "../../compiler/stages.ts";
import { type ResultName, runStage, steps } from "../../compiler/steps.ts";
import type { MemoryOptions } from "../../compiler/target/memory-layout.ts";
import type { Behaviour } from "../../core/behaviour.ts";
import type { Program } from "../../lang/program/program.ts";
import { runMachine } from "../../machine/semantics/run.ts";
import { checkClaims } from "../../proof/checker/check.ts";
import type { Verdict } from "../../proof/checker/verdict.ts";
import { conforms } from "../../proof/evidence/conforms.ts";
import { arrivalOf } from "../generate/arrival.ts";
import type { Mutant } from "./catalogue.ts";

/** The properties that compare behaviours: each program that the compiler makes and that can be run behaves as the source. */
export const behaviourProperties: readonly ResultName[] = steps.map(({ result }) => result);

/** One of the {@link properties}. */
export type PropertyName = ResultName | "certificate";

/** The properties of a compiler that are checked: each of its programs behaves as the source, and the certificate. */
export const properties: readonly PropertyName[] = [...behaviourProperties, "certificate"];

/** A program with an input and a size of memory. */
export interface Trial {
  readonly program: Program;
  readonly input: Uint8Array;
  readonly memory: MemoryOptions & OptimisationOptions;
}

/**
 * How exhibits are compiled: without optimisation, unless the trial says how. The bugs are in passes through which every
 * program goes, and small programs show them only while the values that they spoil are still computed.
 */
function plainly(memory: Trial["memory"]): Trial["memory"] {
  return { level: 0, ...memory };
}

/** A trial, the behaviour of its source, and what our compiler makes of it. */
export interface Exhibit extends Trial {
  readonly source: Behaviour;
  readonly right: Compilation;
  /** How many instructions our image takes on this input; the budgets of other compilers' programs follow from it. */
  readonly instructions: number;
}

/** How long a source is watched: loop rounds and calls, or steps. */
const rounds = 20_000;
const smallSteps = 400_000;
/** How much longer than our program another compiler's program may take. */
const patience = 4;
const leastBudget = 5000;
/** The budget of our own program, and of a program whose source has not ended. */
const instructionBudget = 2_000_000;

/** Why a trial is no exhibit. */
export type Unfit = "too large" | "not watched to its end" | "differs";

/**
 * The exhibit of a trial. When even our own compiler is wrong, the result is `differs`. `share` is the part of the budgets
 * that may be spent.
 */
export function exhibit(trial: Trial, share = 1): Exhibit | Unfit {
  const source = sourceBehaviour(trial, share);
  const right = compile(trial.program, plainly(trial.memory));
  if (!right.ok) return "too large";
  const run = runMachine(right.value.image, {
    input: trial.input,
    arrival: arrivalOf(trial.input),
    budget: share * instructionBudget,
  });
  const answer = conforms(run, source);
  if (answer.verdict === "differs") return "differs";
  // A source that does not end may still be a good exhibit when the image ends: it exhausts the stack.
  if (run.outcome.kind === "running") return "not watched to its end";
  return { ...trial, source, right: right.value, instructions: run.retired };
}

function sourceBehaviour({ program, input }: Trial, share: number): Behaviour {
  const arrival = arrivalOf(input);
  const budget = { clock: share * rounds, memory: 2 ** 26, depth: 1000, smallSteps: share * smallSteps, arrival };
  return ell.run(program, input, budget);
}

/** What another compiler makes of an exhibit's program. */
export type Remake =
  | { readonly kind: "different"; readonly compilation: Compilation }
  /** The same image as ours: then nothing can differ. */
  | { readonly kind: "same" }
  /** It refuses the program, or one of its passes fails on the output of another. Without a program there is no behaviour. */
  | { readonly kind: "none" };

/** Compile an exhibit with a compiler that differs from ours in the pass `wraps`. Earlier stages are not run again. */
export function remake(exhibit: Exhibit, { wraps, passes }: Pick<Mutant, "wraps" | "passes">): Remake {
  const { program, memory, right } = exhibit;
  const list: readonly Stage[] = stages;
  const begin = list.findIndex(({ calls }) => calls.includes(wraps));
  if (begin < 0) throw new Error(`no stage calls the pass ${wraps}`);
  const kept = right.results.slice(0, begin);
  try {
    const context = stageContext(passes, plainly(memory));
    const first = context.ok ? runStage(list[begin]!, begin === 0 ? program : kept.at(-1), context.value) : context;
    if (!first.ok) return { kind: "none" };
    // The first result is plain data, so it can be compared here already. Later results contain maps.
    if (begin === 0 && JSON.stringify(first.value) === firstText(exhibit)) return { kind: "same" };
    const compiled = resume([...kept, first.value], program, plainly(memory), passes);
    if (!compiled.ok) return { kind: "none" };
    return sameText(right, compiled.value) ? { kind: "same" } : { kind: "different", compilation: compiled.value };
  } catch (error) {
    if (error instanceof Error) return { kind: "none" };
    throw error;
  }
}

const firstTexts = new WeakMap<Exhibit, string>();

function firstText(exhibit: Exhibit): string {
  const known = firstTexts.get(exhibit) ?? JSON.stringify(exhibit.right.results[0]);
  firstTexts.set(exhibit, known);
  return known;
}

function sameText(ours: Compilation, theirs: Compilation): boolean {
  const [a, b] = [textOf(ours), textOf(theirs)];
  return ours.image.entry === theirs.image.entry && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function textOf({ image }: Compilation): Uint8Array {
  return image.segments.find(({ permissions }) => permissions.execute)!.bytes;
}

/**
 * Does an intermediate program, or the image, differ from the source? A flow program also differs when it gets stuck
 * because it uses something as an array that is no array.
 */
export function differs(exhibit: Exhibit, { results }: Compilation, property: ResultName): boolean {
  const arrival = arrivalOf(exhibit.input);
  const budget = { clock: patience * exhibit.instructions + leastBudget, memory: 2 ** 26, arrival };
  const { to, index } = steps.find(({ result }) => result === property)!;
  try {
    return conforms(to.run(results[index], exhibit.input, budget), exhibit.source).verdict === "differs";
  } catch (error) {
    if (property !== "machine" && error instanceof Error) return true;
    throw error;
  }
}

/** The checker's verdict on this compiler's image and certificate. */
export function certificateVerdict({ program }: Trial, compilation: Compilation): Verdict {
  return checkClaims(program, compilation.image, claimsOf(compilation));
}
