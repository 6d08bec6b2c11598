/**
 * Etalon's own compiler as phases, the first user of the property API: Ell → flow → allocated flow → image, each
 * language with its semantics. A compiler with other passes (a mutant, an innocent variant) is judged in the same way.
 *
 * Clocks are generous towards the target: between two ticks of the source no more code runs than the program has.
 */

import { type FlowRun, runFlow } from "../../compiler/flow/run.ts";
import type { Flow } from "../../compiler/flow/syntax.ts";
import { type AllocatedFlow, runAllocated } from "../../compiler/passes/allocate/flow-to-allocated.ts";
import { type Passes, passes } from "../../compiler/pipeline.ts";
import { type MemoryOptions, memoryLayout } from "../../compiler/target/memory-layout.ts";
import type { Behaviour } from "../../core/behaviour.ts";
import { environmentOf } from "../../core/environment.ts";
import type { Program } from "../../lang/program/program.ts";
import { evaluate } from "../../lang/semantics/evaluate.ts";
import { runSteps } from "../../lang/semantics/run.ts";
import type { Image } from "../../machine/isa/image.ts";
import { runMachine } from "../../machine/semantics/run.ts";
import { conforming } from "./agreement.ts";
import { composePhases, type Phase, phase } from "./phase.ts";
import type { RunSemantics } from "./semantics.ts";

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
    run: ({ program, input }, clock) => ({ program, input, ...watch(program, input, clock) }),
    behaviour: ({ seen }) => seen,
    cost: ({ cost }) => cost,
  };
}

/** Keep only the behaviour: a run may refer to a whole machine. */
const seenOf = ({ events, outcome }: Behaviour): Behaviour => ({ events, outcome });

/** Host bytes for arrays, and small steps where recursion is too deep for the big-step semantics. */
const memory = 2 ** 24;
const smallSteps = 20_000;

/** Ell, by its big-step semantics; by its small steps, where the recursion is too deep for that one. */
export const ellSemantics = engine<Program>("Ell", (program, input, clock) => {
  const run = evaluate(program, environmentOf(input), { clock, memory });
  if (run.ok) return { seen: seenOf(run.value), cost: run.value.ticks };
  const steps = runSteps(program, environmentOf(input), { clock: smallSteps, memory });
  return { seen: seenOf(steps), cost: clock };
});

const flowOf = (run: FlowRun) => ({ seen: seenOf(run), cost: run.steps });

/** Flow, straight from Ell. */
export const flowSemantics = engine<Flow>("flow", (flow, input, clock) =>
  flowOf(runFlow(flow, environmentOf(input), { clock, memory })),
);

/** Flow on machine registers and frame slots. */
export const allocatedSemantics = engine<AllocatedFlow>("allocated flow", (flow, input, clock) =>
  flowOf(runAllocated(flow, environmentOf(input), { clock, memory })),
);

/** RV32IM, on an image in Ell's environment, in which every other system call is a fault. */
export const machineSemantics = engine<Image>("machine", (image, input, clock) => {
  const run = runMachine(image, { input, budget: clock });
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
  sizes: MemoryOptions = {},
): Phase<Program, Image, Uint8Array, Behaviour> {
  const toFlow = phase({
    name: "lang-to-flow",
    source: ellSemantics,
    target: flowSemantics,
    compile: (program: Program) => using.langToFlow(program),
    relation: conforming,
    clock,
  });
  const toAllocated = phase({
    name: "flow-to-allocated",
    source: flowSemantics,
    target: allocatedSemantics,
    compile: (flow: Flow) => ({ ok: true, value: using.flowToAllocated(flow, using) }),
    relation: conforming,
    clock: later,
  });
  const toMachine = phase({
    name: "allocated-to-machine",
    source: allocatedSemantics,
    target: machineSemantics,
    compile(flow: AllocatedFlow) {
      const layout = memoryLayout(flow.globals, sizes);
      if (!layout.ok) return layout;
      const assembly = using.flowToMachine(flow, layout.value, using.sequentialise);
      if (!assembly.ok) return assembly;
      const placed = using.relax(assembly.value, layout.value);
      if (!placed.ok) return placed;
      const linked = using.link(placed.value, layout.value);
      return linked.ok ? { ok: true, value: linked.value.image } : linked;
    },
    relation: conforming,
    clock: later,
  });
  const whole = composePhases(composePhases(toFlow, toAllocated), toMachine);
  return { ...whole, clock };
}
