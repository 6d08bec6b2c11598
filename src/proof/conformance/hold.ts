/**
 * `holdAgainst`: run an image and its source on the same inputs, with every engine there is, and compare.
 *
 * The Ell small-step semantics is the measure. Held against it are the big-step semantics (is our idea of Ell one
 * idea?), the compiler's two flow programs (in which pass does a difference begin?), the machine semantics on the image,
 * and, through the caller, a real process. Every run has a budget in steps, never in time: the same seed gives the same
 * report on any host.
 */

import { runFlow } from "../../compiler/flow/run.ts";
import { runAllocated } from "../../compiler/flow-to-allocated.ts";
import type { Compilation } from "../../compiler/pipeline.ts";
import type { Behaviour, Outcome } from "../../core/behaviour.ts";
import { describeOutcome, sameOutcome, written } from "../../core/behaviour.ts";
import { environmentOf } from "../../core/environment.ts";
import { evaluate } from "../../lang/evaluate.ts";
import type { Program } from "../../lang/program.ts";
import type { Image } from "../../machine/image.ts";
import { type Conformance, conforms } from "./conforms.ts";
import { CoverageRecorder } from "./coverage.ts";
import type {
  Counterexample,
  Engine,
  EngineReport,
  ExampleRun,
  Expectation,
  NamedInput,
  TestReport,
} from "./evidence.ts";
import { inputSource, makeInput } from "./inputs.ts";
import { type MachineObservation, observeMachine, placeInMachine, TextCoverage } from "./observe-machine.ts";
import { observeSource, placeInSource, type SourceObservation } from "./observe-source.ts";
import { conformsOutside, type ProcessView, processEnd } from "./outside.ts";
import { shorten } from "./shorten.ts";

/** What is held against what. */
export interface Subject {
  readonly program: Program;
  /** The image of the bytes in question: read from the file, not taken from the compiler. */
  readonly image: Image;
  /** The compiler's programs in between, when it was our compiler that made the image. */
  readonly between?: Pick<Compilation, "flow" | "allocated">;
}

/** How to test. */
export interface HoldOptions {
  readonly seed: number;
  /** How many inputs to generate. */
  readonly runs: number;
  readonly examples?: readonly ExampleRun[];
  /** Steps of the source for a generated input; an example gets a hundred times as many. */
  readonly clock: number;
  /** Runs the file as a real process; or says why it cannot. */
  readonly process?: ((input: Uint8Array) => ProcessView | string) | undefined;
  /** Called before each run, with its number of all. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Budgets that follow from what the source took. */
const exampleFactor = 100;
const instructionsPerStep = 20;
const startInstructions = 100_000;

/**
 * Test an image against its source.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { holdAgainst } from "etalon/proof";
 * const program = parseProgram("fn main(): int { write(read() + 1); return 0; }");
 * if (!program.ok) throw new Error("refused");
 * const compiled = compile(program.value);
 * if (!compiled.ok) throw new Error("too large");
 * const report = holdAgainst({ program: program.value, image: compiled.value.image }, { seed: 1, runs: 10, clock: 1000 });
 * report.counterexamples; // => []
 * report.engines.map(({ engine, equal }) => [engine, equal]); // => [["evaluate", 10], ["machine", 10]]
 * ```
 */
export function holdAgainst(subject: Subject, options: HoldOptions): TestReport {
  const { examples = [], seed, runs } = options;
  const { program, image } = subject;
  const coverage = { source: new CoverageRecorder(program), text: new TextCoverage(image) };
  const tallies = new Map<Engine, Tally>();
  const counterexamples: Counterexample[] = [];
  const expectations: Expectation[] = [];
  const outcomes: Record<Outcome["kind"], number> = { halted: 0, trapped: 0, exhausted: 0, faulted: 0, running: 0 };
  const steps = { source: 0, machine: 0 };
  const inputs = new Set<string>();
  let silent = 0;

  const generate = inputSource(program, examples);
  const total = examples.length + runs;
  for (let number = 0; number < total; number++) {
    options.onProgress?.(number, total);
    const example = examples[number];
    const index = number - examples.length;
    const given: NamedInput = example ?? {
      name: `seed ${seed}, input ${index}`,
      input: makeInput(generate, seed, index),
    };
    const clock = example === undefined ? options.clock : options.clock * exampleFactor;

    inputs.add(given.input.join());
    const run = runOn(subject, given, clock, coverage);
    const { source, machine } = run;
    steps.source += source.steps;
    steps.machine += machine.steps;
    outcomes[source.outcome.kind]++;
    if (!source.events.some((event) => "write" in event)) silent++;
    if (example !== undefined) expectations.push(expectationOf(example, source));

    for (const comparison of comparisons(run, options.process)) {
      const tally = tallies.get(comparison.engine) ?? new Tally(comparison);
      tallies.set(comparison.engine, tally);
      tally.add(comparison);
      if (comparison.answer === "differs" && tally.differing === 1)
        counterexamples.push(locate(run, comparison, options.process));
    }
  }
  return {
    seed,
    runs,
    distinct: inputs.size,
    examples: examples.length,
    engines: [...tallies.values()].map((tally) => tally.report()),
    counterexamples,
    expectations,
    outcomes,
    silent,
    coverage: { source: coverage.source.summary(), instructions: coverage.text.summary() },
    steps,
  };
}

/** One input, seen from the source and from the machine. */
interface Run {
  readonly subject: Subject;
  readonly given: NamedInput;
  readonly clock: number;
  readonly source: SourceObservation;
  readonly machineClock: number;
  readonly machine: MachineObservation;
}

/** One engine's answer on one input. */
interface Comparison {
  readonly engine: Engine;
  readonly against: "source" | "machine";
  readonly answer: "equal" | "exhausted" | "inconclusive" | "differs" | "skipped";
  readonly difference?: Counterexample["difference"];
  readonly because?: string;
}

function runOn(
  subject: Subject,
  given: NamedInput,
  clock: number,
  coverage?: { readonly source: CoverageRecorder; readonly text: TextCoverage },
): Run {
  const source = observeSource(subject.program, given.input, { clock }, coverage?.source);
  const machineClock = machineClockFor(source);
  const machine = observeMachine(subject.image, given.input, { clock: machineClock }, coverage?.text);
  return { subject, given, clock, source, machineClock, machine };
}

/** A machine gets many instructions for each step of a source that ended, and no more than it for one that did not. */
function machineClockFor(source: SourceObservation): number {
  return source.outcome.kind === "running" ? source.steps : startInstructions + instructionsPerStep * source.steps;
}

function* comparisons(run: Run, process: HoldOptions["process"]): Generator<Comparison> {
  const { subject, given, source, machine } = run;
  // A tick of `evaluate` and a step of flow are each at least one step of the source.
  const budget = { clock: source.outcome.kind === "running" ? source.steps >> 3 : 4 * source.steps + 1000 };
  const opinion = evaluate(subject.program, environmentOf(given.input), budget);
  if (opinion.ok) yield compare("evaluate", opinion.value, source);
  else yield { engine: "evaluate", against: "source", answer: "skipped", because: "recursion deeper than it follows" };

  if (subject.between !== undefined) {
    const { flow, allocated } = subject.between;
    yield compare("flow", runFlow(flow, environmentOf(given.input), budget), source);
    yield compare("allocated", runAllocated(allocated, environmentOf(given.input), budget), source);
  }
  yield compare("machine", machine, source);
  // A process has no clock of ours, so one whose model was not watched to its end is not started.
  const waits = machine.outcome.kind === "running" ? "the machine was still running" : undefined;
  if (process !== undefined) yield compareProcess(waits ?? process(given.input), machine);
}

function compare(engine: Engine, machine: Behaviour, source: Behaviour): Comparison {
  const conformance: Conformance = conforms(machine, source);
  if (conformance.kind === "differs") {
    const difference = { kind: "behaviour", at: conformance.difference } as const;
    return { engine, against: "source", answer: "differs", difference };
  }
  if (conformance.kind === "inconclusive") return { engine, against: "source", answer: "inconclusive" };
  return { engine, against: "source", answer: conformance.by === "equality" ? "equal" : "exhausted" };
}

function compareProcess(process: ProcessView | string, machine: Behaviour): Comparison {
  const common = { engine: "qemu", against: "machine" } as const;
  if (typeof process === "string") return { ...common, answer: "skipped", because: process };
  const answer = conformsOutside(process, machine);
  if (answer.kind === "conforms") return { ...common, answer: "equal" };
  if (answer.kind === "inconclusive") return { ...common, answer: "inconclusive" };
  const expected = { output: written(machine.events), end: processEnd(machine.outcome) };
  return { ...common, answer: "differs", difference: { kind: "process", at: answer, process, machine: expected } };
}

/**
 * The counterexample of a difference: shortened while the same engine still differs, with where both sides then are,
 * which is found by running them once more.
 */
function locate(first: Run, found: Comparison, process: HoldOptions["process"]): Counterexample {
  let run = first;
  let comparison = found;
  shorten(first.given.input, (input) => {
    const shorter = runOn(first.subject, { name: first.given.name, input }, first.clock);
    for (const again of comparisons(shorter, found.engine === "qemu" ? process : undefined)) {
      if (again.engine !== found.engine || again.answer !== "differs") continue;
      run = shorter;
      comparison = again;
      return true;
    }
    return false;
  });
  const { subject, given, clock, machineClock } = run;
  const { engine, against } = comparison;
  const difference = comparison.difference!;
  const index = difference.kind === "behaviour" ? difference.at.index : Number.POSITIVE_INFINITY;
  const onMachine = engine === "machine" || engine === "qemu";
  return {
    name: given.name + (run === first ? "" : ", shortened"),
    input: given.input,
    engine,
    against,
    difference,
    source: against === "source" ? placeInSource(subject.program, given.input, { clock }, index) : undefined,
    machine: onMachine ? placeInMachine(subject.image, given.input, { clock: machineClock }, index) : undefined,
  };
}

/** Did the source do what the example's author expects? */
function expectationOf({ name, output, end }: ExampleRun, source: SourceObservation): Expectation {
  if (output === undefined && end === undefined) return { name, result: "none", detail: undefined };
  const missed = (detail: string): Expectation => ({ name, result: "missed", detail });
  if (source.outcome.kind === "running") return missed(`still running after ${source.steps} steps`);
  if (end !== undefined && !endsAs(source.outcome, end)) {
    return missed(`${describeOutcome(source.outcome)}, and expected was: ${describeOutcome(end)}`);
  }
  if (output === undefined) return { name, result: "met", detail: undefined };
  const actual = written(source.events);
  const at = output.findIndex((byte, i) => byte !== actual[i]);
  if (at < 0 && actual.length === output.length) return { name, result: "met", detail: undefined };
  const byte = at < 0 ? output.length : at;
  return missed(`its output (${actual.length} bytes) differs from the one expected (${output.length}) at byte ${byte}`);
}

/** Exit codes are compared as a process shows them. */
function endsAs(actual: Outcome, expected: Outcome): boolean {
  if (actual.kind === "halted" && expected.kind === "halted") return (actual.code & 255) === (expected.code & 255);
  return sameOutcome(actual, expected);
}

/** The counts of one engine. */
class Tally {
  readonly #engine: Engine;
  readonly #against: "source" | "machine";
  readonly #counts = { equal: 0, exhausted: 0, inconclusive: 0, differs: 0, skipped: 0 };
  #because: string | undefined;

  constructor({ engine, against }: Comparison) {
    this.#engine = engine;
    this.#against = against;
  }

  get differing(): number {
    return this.#counts.differs;
  }

  add({ answer, because }: Comparison): void {
    this.#counts[answer]++;
    this.#because ??= because;
  }

  report(): EngineReport {
    const { equal, exhausted, inconclusive, differs, skipped } = this.#counts;
    const common = { engine: this.#engine, against: this.#against, equal, exhausted, inconclusive };
    return { ...common, differing: differs, skipped, skippedBecause: this.#because };
  }
}
