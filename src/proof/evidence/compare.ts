/**
 * One input on every engine: the runs, how each compares with its measure, and where two sides first differ.
 *
 * Every run has a budget in steps, never in time: the same input gives the same answers on any host.
 */

import type { Compilation } from "../../compiler/compile-with.ts";
import { machine as machineLanguage } from "../../compiler/languages/machine.ts";
import { isIdle, steps } from "../../compiler/steps.ts";
import { type Behaviour, written } from "../../core/behaviour.ts";
import { environmentOf } from "../../core/environment.ts";
import type { Program } from "../../lang/program/program.ts";
import { evaluate } from "../../lang/semantics/evaluate.ts";
import type { Image } from "../../machine/isa/image.ts";
import { type Conformance, conforms } from "./conforms.ts";
import type { CoverageRecorder } from "./coverage.ts";
import type { Counterexample, Engine, NamedInput } from "./evidence.ts";
import { type Extent, extentOf, farthest } from "./input-classes.ts";
import { type MachineObservation, observeMachine, placeInMachine, type TextCoverage } from "./observe-machine.ts";
import { observeSource, placeInSource, type SourceObservation } from "./observe-source.ts";
import { conformsOutside, type ProcessView, processEnd } from "./outside.ts";

/** The two sides that are compared. */
export interface ProgramAndImage {
  readonly program: Program;
  /** The image of the bytes in question: read from the file, not taken from the compiler. */
  readonly image: Image;
  /** What the compiler's stages made, when it was our compiler that made the image: its programs in between are run, too. */
  readonly between?: Pick<Compilation, "results" | "optimisations">;
}

/** One input, seen from the source and from the machine. */
export interface Run {
  readonly subject: ProgramAndImage;
  readonly given: NamedInput;
  readonly clock: number;
  readonly source: SourceObservation;
  readonly machineClock: number;
  readonly machine: MachineObservation;
}

/** One engine's answer on one input. */
export interface Comparison {
  readonly engine: Engine;
  readonly against: "source" | "machine";
  readonly answer: "equal" | "exhausted" | "inconclusive" | "differs" | "skipped";
  readonly difference?: Counterexample["difference"];
  readonly because?: string;
}

/** Budgets that follow from what the source took. */
const instructionsPerStep = 20;
const startInstructions = 100_000;

/** Run the source and the machine on an input. */
export function runOn(
  subject: ProgramAndImage,
  given: NamedInput,
  clock: number,
  coverage?: { readonly source: CoverageRecorder; readonly text: TextCoverage },
): Run {
  const { input, arrival } = given;
  const source = observeSource(subject.program, input, { clock, arrival }, coverage?.source);
  const machineClock = machineClockFor(source);
  const machine = observeMachine(subject.image, input, { clock: machineClock, arrival }, coverage?.text);
  return { subject, given, clock, source, machineClock, machine };
}

/**
 * The machine gets many instructions for each step of a source that ended, and one for each step of one that did not.
 */
function machineClockFor(source: SourceObservation): number {
  return source.outcome.kind === "running" ? source.steps : startInstructions + instructionsPerStep * source.steps;
}

/** The answer of every engine on the input of a run, and how much of the input they read at most. */
export function compareEngines({ subject, given, source, machine }: Run): {
  readonly comparisons: readonly Comparison[];
  readonly extent: Extent;
} {
  const comparisons: Comparison[] = [];
  const extents = [extentOf(source), extentOf(machine)];
  const hold = (engine: Engine, behaviour: Behaviour): void => {
    comparisons.push(compare(engine, behaviour, source));
    extents.push(extentOf(behaviour));
  };
  // A tick of `evaluate` and a step of flow are each at least one step of the source.
  const budget = { clock: source.outcome.kind === "running" ? source.steps >> 3 : 4 * source.steps + 1000 };
  const { arrival } = given;
  const environment = environmentOf(given.input, arrival);
  const opinion = evaluate(subject.program, environment, budget);
  if (opinion.ok) hold("evaluate", opinion.value);
  else {
    const because = "recursion deeper than it follows";
    comparisons.push({ engine: "evaluate", against: "source", answer: "skipped", because });
    extents.push(extentOf(environment));
  }
  if (subject.between !== undefined) {
    const { results, optimisations } = subject.between;
    const chosen = new Set(optimisations);
    // The image is not taken from the compiler, but from the file.
    for (const { to, result, index, stages } of steps)
      if (to !== machineLanguage && !stages.every((stage) => isIdle(stage, chosen)))
        hold(result, to.run(results[index], given.input, { ...budget, ...(arrival && { arrival }) }));
  }
  comparisons.push(compare("machine", machine, source));
  return { comparisons, extent: farthest(extents) };
}

function compare(engine: Engine, machine: Behaviour, source: Behaviour): Comparison {
  const conformance: Conformance = conforms(machine, source);
  if (conformance.verdict === "differs") {
    const difference = { kind: "behaviour", at: conformance.difference } as const;
    return { engine, against: "source", answer: "differs", difference };
  }
  if (conformance.verdict === "inconclusive") return { engine, against: "source", answer: "inconclusive" };
  return { engine, against: "source", answer: conformance.by === "equality" ? "equal" : "exhausted" };
}

/** What a process did, compared with the machine; a string says why there was no process. */
export function compareProcess(process: ProcessView | string, machine: Behaviour): Comparison {
  const common = { engine: "qemu", against: "machine" } as const;
  if (typeof process === "string") return { ...common, answer: "skipped", because: process };
  const answer = conformsOutside(process, machine);
  if (answer.verdict === "conforms") return { ...common, answer: "equal" };
  if (answer.verdict === "inconclusive") return { ...common, answer: "inconclusive" };
  const expected = { output: written(machine.events), end: processEnd(machine.outcome) };
  return { ...common, answer: "differs", difference: { kind: "process", at: answer, process, machine: expected } };
}

/** The counterexample that a difference is, with where both sides then are: found by running them once more. */
export function counterexampleOf(
  { subject, given, clock, machineClock }: Run,
  { engine, against, difference }: Comparison,
  original: NamedInput,
): Counterexample {
  if (difference === undefined) throw new Error(`${engine} does not differ on ${given.name}`);
  const { input, arrival } = given;
  const index = difference.kind === "behaviour" ? difference.at.index : Number.POSITIVE_INFINITY;
  const onMachine = engine === "machine" || engine === "qemu";
  return {
    name: original.name + (input === original.input ? "" : ", shortened"),
    input,
    ...(arrival && { arrival }),
    engine,
    against,
    difference,
    source: against === "source" ? placeInSource(subject.program, input, { clock, arrival }, index) : undefined,
    machine: onMachine ? placeInMachine(subject.image, input, { clock: machineClock, arrival }, index) : undefined,
  };
}
