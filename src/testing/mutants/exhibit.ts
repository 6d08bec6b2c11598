/**
 * Exhibits: a program, an input and a size of memory, with the right behaviour; and whether a compiler gives it.
 *
 * The right behaviour is the source's, by the big-step semantics, or by the small-step one when recursion is too deep for
 * the first. Every run has a budget in steps, never in time; it follows from the steps that our own compiler's image takes.
 */

import { claimsOf } from "../../compiler/certificate/claims-of.ts";
import { runFlow } from "../../compiler/flow/run.ts";
import { runAllocated } from "../../compiler/passes/allocate/flow-to-allocated.ts";
import { type Compilation, compile, type Passes } from "../../compiler/pipeline.ts";
import type { MemoryOptions } from "../../compiler/target/memory-layout.ts";
import type { Behaviour } from "../../core/behaviour.ts";
import { environmentOf } from "../../core/environment.ts";
import { impossible } from "../../core/impossible.ts";
import { success } from "../../core/result.ts";
import type { Program } from "../../lang/program/program.ts";
import { evaluate } from "../../lang/semantics/evaluate.ts";
import { runSteps } from "../../lang/semantics/run.ts";
import { runMachine } from "../../machine/semantics/run.ts";
import { checkClaims } from "../../proof/checker/check.ts";
import type { Verdict } from "../../proof/checker/verdict.ts";
import { conforms } from "../../proof/evidence/conforms.ts";
import type { Mutant } from "./catalogue.ts";

/** The properties of a compiler that are checked: each of its three programs behaves as the source, and the certificate. */
export const properties = ["flow", "allocated", "machine", "certificate"] as const;

/** One of the {@link properties}. */
export type PropertyName = (typeof properties)[number];

/** The properties that compare behaviours. */
export type BehaviourProperty = Exclude<PropertyName, "certificate">;

/** A program with an input and a size of memory. */
export interface Trial {
  readonly program: Program;
  readonly input: Uint8Array;
  readonly memory: MemoryOptions;
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
const steps = 400_000;
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
  const right = compile(trial.program, trial.memory);
  if (!right.ok) return "too large";
  const run = runMachine(right.value.image, { input: trial.input, budget: share * instructionBudget });
  const answer = conforms(run, source);
  if (answer.verdict === "differs") return "differs";
  // A source that does not end may still be a good exhibit when the image ends: it exhausts the stack.
  if (run.outcome.kind === "running") return "not watched to its end";
  return { ...trial, source, right: right.value, instructions: run.retired };
}

function sourceBehaviour({ program, input }: Trial, share: number): Behaviour {
  const opinion = evaluate(program, environmentOf(input), { clock: share * rounds, memory: 2 ** 26, depth: 1000 });
  if (opinion.ok) return opinion.value;
  return runSteps(program, environmentOf(input), { clock: share * steps, memory: 2 ** 26 });
}

/** For each pass in which a compiler may differ: how many of our own intermediate programs it shares. */
const stages: Readonly<Record<keyof Passes, number>> = {
  langToFlow: 0,
  livenessOf: 1,
  assignPlaces: 1,
  flowToAllocated: 1,
  sequentialise: 2,
  flowToMachine: 2,
  relax: 3,
  link: 4,
};

/** What another compiler makes of an exhibit's program. */
export type Remake =
  | { readonly kind: "different"; readonly compilation: Compilation }
  /** The same image as ours: then nothing can differ. */
  | { readonly kind: "same" }
  /** It refuses the program, or one of its passes fails on the output of another. Without a program there is no behaviour. */
  | { readonly kind: "none" };

/** Compile an exhibit with a compiler that differs from ours in the pass `wraps`. Earlier passes are not run again. */
export function remake(exhibit: Exhibit, { wraps, passes }: Pick<Mutant, "wraps" | "passes">): Remake {
  const { program, memory, right } = exhibit;
  const stage = stages[wraps];
  try {
    const flow = stage > 0 ? success(right.flow) : passes.langToFlow(program);
    if (!flow.ok) return { kind: "none" };
    if (stage === 0 && JSON.stringify(flow.value) === flowText(exhibit)) return { kind: "same" };
    const compiled = compile(program, memory, {
      ...passes,
      langToFlow: () => flow,
      flowToAllocated: stage > 1 ? () => right.allocated : passes.flowToAllocated,
      flowToMachine: stage > 2 ? () => success(right.assembly) : passes.flowToMachine,
      relax: stage > 3 ? () => success(right.layout) : passes.relax,
    });
    if (!compiled.ok) return { kind: "none" };
    return sameText(right, compiled.value) ? { kind: "same" } : { kind: "different", compilation: compiled.value };
  } catch (error) {
    if (error instanceof Error) return { kind: "none" };
    throw error;
  }
}

const flowTexts = new WeakMap<Exhibit, string>();

function flowText(exhibit: Exhibit): string {
  const known = flowTexts.get(exhibit) ?? JSON.stringify(exhibit.right.flow);
  flowTexts.set(exhibit, known);
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
export function differs(exhibit: Exhibit, compilation: Compilation, property: BehaviourProperty): boolean {
  const budget = patience * exhibit.instructions + leastBudget;
  try {
    return conforms(behaviourOf(exhibit, compilation, property, budget), exhibit.source).verdict === "differs";
  } catch (error) {
    if (property !== "machine" && error instanceof Error) return true;
    throw error;
  }
}

function behaviourOf(
  { input }: Exhibit,
  { flow, allocated, image }: Compilation,
  property: BehaviourProperty,
  budget: number,
): Behaviour {
  switch (property) {
    case "flow":
      return runFlow(flow, environmentOf(input), { clock: budget, memory: 2 ** 26 });
    case "allocated":
      return runAllocated(allocated, environmentOf(input), { clock: budget, memory: 2 ** 26 });
    case "machine":
      return runMachine(image, { input, budget });
    default:
      return impossible(property);
  }
}

/** The checker's verdict on this compiler's image and certificate. */
export function certificateVerdict({ program }: Trial, compilation: Compilation): Verdict {
  return checkClaims(program, compilation.image, claimsOf(compilation));
}
