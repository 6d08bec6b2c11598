/**
 * Etalon's own compiler as phases, the first user of the property API: Ell → flow → allocated flow → image, each
 * language with its semantics. A compiler with other passes (a mutant, an innocent variant) is judged in the same way.
 *
 * Clocks are generous towards the target: between two ticks of the source no more code runs than the program has.
 */

import { allocated } from "../../compiler/languages/allocated.ts";
import { ell } from "../../compiler/languages/ell.ts";
import { flow } from "../../compiler/languages/flow.ts";
import { type OptimisationOptions, stageContext } from "../../compiler/optimisations.ts";
import type { Linked } from "../../compiler/passes/assembly-to-image/link.ts";
import { type Passes, passes } from "../../compiler/passes.ts";
import type { RunnableLanguage } from "../../compiler/stage.ts";
import { steps, through } from "../../compiler/steps.ts";
import type { MemoryOptions } from "../../compiler/target/memory-layout.ts";
import type { Behaviour } from "../../core/behaviour.ts";
import type { Program } from "../../lang/program/program.ts";
import type { Image } from "../../machine/isa/image.ts";
import { runMachine } from "../../machine/semantics/run.ts";
import { arrivalOf } from "../generate/arrival.ts";
import { conforming } from "./agreement.ts";
import { composePhases, type Phase, phase } from "./phase.ts";
import { observe, type RunSemantics } from "./semantics.ts";
import { traceOf } from "./trace.ts";

/** A run that ends at once: our engines run by themselves. */
export interface Watched<Program> {
  readonly program: Program;
  readonly input: Uint8Array;
  readonly seen: Behaviour;
  readonly cost: number;
}

function engine<Program>(
  name: string,
  watch: (program: Program, input: Uint8Array, clock: number) => { readonly seen: Behaviour; readonly cost: number },
): RunSemantics<Program, Watched<Program>> {
  return {
    name,
    initial: (program, input) => ({ program, input, seen: { events: [], outcome: { kind: "running" } }, cost: 0 }),
    run({ program, input }, clock) {
      const { seen, cost } = watch(program, input, clock);
      return { program, input, seen, cost };
    },
    behaviour: ({ seen }) => seen,
    cost: ({ cost }) => cost,
  };
}

/** Keep only the behaviour: a run may refer to a whole machine. */
const seenOf = ({ events, outcome }: Behaviour): Behaviour => ({ events, outcome });

/** Host bytes for arrays, and small steps where recursion is too deep for the big-step semantics. */
const memory = 2 ** 24;
const smallSteps = 20_000;

/** A language of the compiler, by its semantics. */
function semanticsOf<Program>(language: RunnableLanguage<string, Program>): RunSemantics<Program, Watched<Program>> {
  return engine(language.name, (program, input, clock) => {
    const run = language.run(program, input, { clock, memory, smallSteps, arrival: arrivalOf(input) });
    return { seen: seenOf(run), cost: run.steps };
  });
}

/** Ell, by its big-step semantics; by its small steps, where the recursion is too deep for that one. */
export const ellSemantics = semanticsOf(ell);

/** Flow, straight from Ell. */
export const flowSemantics = semanticsOf(flow);

/** Flow on machine registers and frame slots. */
export const allocatedSemantics = semanticsOf(allocated);

/** RV32IM, on an image in Ell's environment, in which every other system call is a fault. */
export const machineSemantics = engine<Image>("machine", (image, input, clock) => {
  const run = runMachine(image, { input, arrival: arrivalOf(input), budget: clock });
  return { seen: seenOf(run), cost: run.retired };
});

/** Ticks of the source. If it has not ended by then, its target can only be inconclusive or wrong. */
const ticks = 5_000;
/** Instructions for a number of ticks: enough for any correct compiler, and limited. */
const clock = {
  source: ticks,
  target: (cost: number) => (cost >= ticks ? 50_000 : Math.min(20_000 + 1_000 * cost, 500_000)),
};
/** Steps of the languages in between. */
const later = { source: 100_000, target: (steps: number) => 20_000 + 20 * steps };

/**
 * The phases of a compiler that is made of these passes.
 *
 * @example
 * ```ts
 * import { type Passes, passes } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { compilerPhase, phaseCorrect } from "etalon/testing";
 * const program = parseProgram("fn main(): int { let a = read(); let b = read(); write(a - b); return b; }");
 * if (!program.ok) throw new Error("refused");
 * phaseCorrect(compilerPhase(), program.value, Uint8Array.of(5)).verdict; // => "correct"
 * // A compiler with a bug: it keeps all values in one register.
 * const cramped: Passes = {
 *   ...passes,
 *   assignPlaces(f, liveness) {
 *     const assignment = passes.assignPlaces(f, liveness);
 *     return { ...assignment, places: assignment.places.map((place) => Math.min(place, 5)) };
 *   },
 * };
 * const judged = phaseCorrect(compilerPhase(cramped), program.value, Uint8Array.of(5));
 * judged.verdict === "broken" && judged.pass; // => "flow-to-allocated"
 * ```
 */
export function compilerPhase(
  using: Passes = passes,
  options: MemoryOptions & OptimisationOptions = {},
): Phase<Program, Image, Uint8Array, Behaviour> {
  const context = stageContext(using, options);
  const phases = steps.map(({ name, from, to, stages }, number) =>
    phase({
      name,
      source: semanticsOf(from),
      target: semanticsOf(to),
      compile: context.ok ? through(stages, context.value) : () => context,
      relation: conforming,
      clock: number === 0 ? clock : later,
    }),
  );
  // The types of the list of stages say that it begins with Ell and ends with what `link` makes.
  const whole = phases.reduce(composePhases) as Phase<Program, Linked, Uint8Array, Behaviour>;
  return {
    ...whole,
    clock,
    parts: [...whole.parts, ({ image }: Linked) => ({ kind: "compiled", target: image })],
    observeTarget: (image, input, limit) => observe(machineSemantics, image, input, limit),
    traceTarget: (image, input, limit) => traceOf(machineSemantics, image, input, limit),
  };
}
