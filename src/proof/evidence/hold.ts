/**
 * `holdAgainst`: run an image and its source on the same inputs, with every engine there is, and compare.
 *
 * The Ell small-step semantics is the measure. Compared with it are the big-step semantics (do our two statements of
 * Ell agree?), the compiler's two flow programs (in which pass does a difference begin?) and the machine semantics on
 * the image; `holdWithProcess` adds a real process. Inputs that no engine can distinguish are run once. Every run has a
 * budget in steps, never in time: the same seed gives the same report on any host.
 */

import { type Behaviour, type Outcome, writeEvent, written } from "../../core/behaviour.ts";
import { type Arrival, whole } from "../../core/environment.ts";
import { nodesOf } from "../../lang/program/nodes.ts";
import type { Program } from "../../lang/program/program.ts";
import { testVerdict } from "../argument/argument.ts";
import {
  type Comparison,
  compareEngines,
  compareProcess,
  counterexampleOf,
  type ProgramAndImage,
  type Run,
  runOn,
} from "./compare.ts";
import { CoverageRecorder } from "./coverage.ts";
import type { Counterexample, ExampleRun, Expectation, NamedInput, TestReport } from "./evidence.ts";
import { expectationOf } from "./expectations.ts";
import { extentOf, InputClasses } from "./input-classes.ts";
import { type InputSource, inputSource, makeInput } from "./inputs.ts";
import { observeMachine, TextCoverage } from "./observe-machine.ts";
import { observeSource } from "./observe-source.ts";
import type { ProcessView } from "./outside.ts";
import { shorten, shortenWaiting } from "./shorten.ts";
import { Tallies } from "./tally.ts";

/** How to test. */
export interface HoldOptions {
  readonly seed: number;
  /** How many inputs to generate. */
  readonly runs: number;
  readonly examples?: readonly ExampleRun[];
  /** Steps of the source for a generated input; an example gets a hundred times as many. */
  readonly clock: number;
  /** Called before each run, with its number of all. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** The file as a real process: a witness from outside. */
export interface ProcessWitness {
  /** Runs it on an input; or says why it cannot. */
  readonly run: (input: Uint8Array) => Promise<ProcessView | string>;
  /** How many processes may run at the same time. */
  readonly jobs: number;
  /** Also on inputs on which the machine faults: what the process does then is not known. */
  readonly afterFaults?: boolean;
  /** Called before each process, with its number of all. */
  readonly onProgress?: (done: number, of: number) => void;
}

const exampleFactor = 100;

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
 * report.verdict; // => "tested"
 * report.engines.map(({ engine, equal }) => [engine, equal]); // => [["evaluate", 10], ["machine", 10]]
 * ```
 */
export function holdAgainst(subject: ProgramAndImage, options: HoldOptions): TestReport {
  const holding = new Holding(subject, options);
  for (const _ of holding.runs());
  return holding.report(0);
}

/**
 * {@link holdAgainst}, and after it the file as a real process: one process for all inputs that the machine does not
 * distinguish, several at the same time. When the machine was not observed to its end, or faults, none is started.
 * `open` is called after all other work; it may find that there is no witness.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { holdWithProcess, type ProcessWitness } from "etalon/proof";
 * const program = parseProgram("fn main(): int { write('A'); return 3; }");
 * if (!program.ok) throw new Error("refused");
 * const compiled = compile(program.value);
 * if (!compiled.ok) throw new Error("too large");
 * const subject = { program: program.value, image: compiled.value.image };
 * const view = { output: Uint8Array.of(65), end: { kind: "exit", code: 3 } } as const;
 * const witness: ProcessWitness = { jobs: 2, run: () => Promise.resolve(view) };
 * const options = { seed: 1, runs: 10, clock: 1000 };
 * const report = await holdWithProcess(subject, options, () => Promise.resolve(witness));
 * report.processes; // => 1
 * report.engines.map(({ engine, equal }) => [engine, equal]); // => [["evaluate", 10], ["machine", 10], ["qemu", 10]]
 * ```
 */
export async function holdWithProcess(
  subject: ProgramAndImage,
  options: HoldOptions,
  open: () => Promise<ProcessWitness | undefined>,
): Promise<TestReport> {
  const holding = new Holding(subject, options);
  const questions = new Questions();
  for (const { run, tried } of holding.runs()) {
    if (run !== undefined) tried.question = questions.about(run);
    tried.question!.count++;
  }
  const witness = await open();
  if (witness === undefined) return holding.report(0);
  const { answers, processes } = await questions.answers(witness);
  for (const { given, clock, count, comparison } of answers) {
    if (!holding.count(comparison, count)) continue;
    holding.found(await locateWithProcess(subject, given, clock, comparison, witness));
  }
  return holding.report(processes);
}

/** All inputs of one class, after the first of them was run. */
interface Tried {
  readonly clock: number;
  readonly comparisons: readonly Comparison[];
  readonly outcome: Outcome["kind"];
  readonly silent: boolean;
  readonly steps: TestReport["steps"];
  /** What a process is asked about them, where one is. */
  question?: Question;
}

/** One input after the other, and what they add up to. */
class Holding {
  readonly #subject: ProgramAndImage;
  readonly #options: HoldOptions;
  readonly #examples: readonly ExampleRun[];
  readonly #generate: InputSource;
  readonly #coverage: { readonly source: CoverageRecorder; readonly text: TextCoverage };
  readonly #tallies = new Tallies();
  readonly #counterexamples: Counterexample[] = [];
  readonly #expectations: Expectation[] = [];
  readonly #outcomes: Record<Outcome["kind"], number> = { halted: 0, trapped: 0, exhausted: 0, faulted: 0, running: 0 };
  readonly #steps = { source: 0, machine: 0 };
  readonly #inputs = new Set<string>();
  /** Does the program read or write blocks? Then it can see how many bytes are left, and no run stands for another. */
  readonly #blocks: boolean;
  readonly #classes = new InputClasses<Tried>();
  #silent = 0;

  constructor(subject: ProgramAndImage, options: HoldOptions) {
    this.#subject = subject;
    this.#options = options;
    this.#examples = options.examples ?? [];
    this.#generate = inputSource(subject.program, this.#examples);
    this.#blocks = usesBlocks(subject.program);
    this.#coverage = { source: new CoverageRecorder(subject.program), text: new TextCoverage(subject.image) };
  }

  /** Every input in turn; `run` only when no earlier input is of its class. */
  *runs(): Generator<{ readonly given: NamedInput; readonly run: Run | undefined; readonly tried: Tried }> {
    const { seed, runs, clock: ordinary, onProgress } = this.#options;
    const total = this.#examples.length + runs;
    for (let number = 0; number < total; number++) {
      onProgress?.(number, total);
      const example = this.#examples[number];
      const index = number - this.#examples.length;
      const given: NamedInput = example ?? {
        name: `seed ${seed}, input ${index}`,
        input: makeInput(this.#generate, seed, index),
        ...(this.#blocks && { arrival: arrivalAt(seed, index) }),
      };
      const clock = example === undefined ? ordinary : ordinary * exampleFactor;
      this.#inputs.add(`${given.input.join()} ${JSON.stringify(given.arrival ?? whole)}`);
      const known = this.#blocks ? undefined : this.#classes.find(given.input, (tried) => servesFor(tried, clock));
      const run = known === undefined ? runOn(this.#subject, given, clock, this.#coverage) : undefined;
      const tried = known ?? this.#firstOf(run!);
      this.#steps.source += tried.steps.source;
      this.#steps.machine += tried.steps.machine;
      this.#outcomes[tried.outcome]++;
      if (tried.silent) this.#silent++;
      if (example !== undefined) {
        const source = run?.source ?? observeSource(this.#subject.program, given.input, { clock });
        this.#expectations.push(expectationOf(example, source));
      }
      for (const comparison of tried.comparisons) {
        if (this.count(comparison)) this.found(locate(this.#subject, given, clock, comparison));
      }
      yield { given, run, tried };
    }
  }

  #firstOf(run: Run): Tried {
    const { given, clock, source, machine } = run;
    const { comparisons, extent } = compareEngines(run);
    const tried: Tried = {
      clock,
      comparisons,
      outcome: source.outcome.kind,
      silent: !source.events.some((event) => "write" in event),
      steps: { source: source.steps, machine: machine.steps },
    };
    if (!this.#blocks) this.#classes.add(given.input, extent, tried);
    return tried;
  }

  /** Count an answer, so many times; true when it is the engine's first difference. */
  count(comparison: Comparison, times = 1): boolean {
    return this.#tallies.add(comparison, times);
  }

  found(counterexample: Counterexample): void {
    this.#counterexamples.push(counterexample);
  }

  report(processes: number): TestReport {
    const { seed, runs } = this.#options;
    const report = {
      seed,
      runs,
      distinct: this.#inputs.size,
      distinguished: this.#blocks ? this.#inputs.size : this.#classes.size,
      processes,
      examples: this.#examples.length,
      engines: this.#tallies.report(),
      counterexamples: this.#counterexamples,
      expectations: this.#expectations,
      outcomes: this.#outcomes,
      silent: this.#silent,
      coverage: { source: this.#coverage.source.summary(), instructions: this.#coverage.text.summary() },
      steps: this.#steps,
    };
    return { verdict: testVerdict(report), ...report };
  }
}

/** Is there a block of input or output in a program? */
function usesBlocks(program: Program): boolean {
  for (const { kind } of nodesOf(program)) if (kind === "transfer") return true;
  return false;
}

/** How the blocks of a generated input arrive: whole, one byte at a time, or in shares, in turn. */
function arrivalAt(seed: number, index: number): Arrival {
  const kind = index % 3;
  return kind === 0
    ? whole
    : kind === 1
      ? { kind: "single" }
      : { kind: "shares", seed: seed ^ Math.imul(index, 0x9e37) };
}

/** Would a run with this clock be the same? A run that ended does not depend on its clock. */
function servesFor(tried: Tried, clock: number): boolean {
  return tried.clock === clock || (tried.outcome !== "running" && tried.steps.source <= clock);
}

/** What a process must do on an input, and how many inputs it represents. */
interface Question {
  readonly given: NamedInput;
  readonly clock: number;
  readonly expected: Expected;
  count: number;
}

/** What can be seen of the machine from outside: of a long run this is little. */
interface Expected {
  readonly output: Uint8Array;
  readonly outcome: Outcome;
}

const behaviourOf = ({ output, outcome }: Expected): Behaviour => ({ events: [...output].map(writeEvent), outcome });

/** The questions to a witness: one for each class of inputs that the machine distinguishes. */
class Questions {
  readonly #asked: Question[] = [];
  readonly #known = new InputClasses<Question>();

  /** What to ask about the input of a run. */
  about(run: Run): Question {
    const { given, clock, machine } = asProcess(run);
    const blocks = usesBlocks(run.subject.program);
    const known = blocks ? undefined : this.#known.find(given.input);
    if (known !== undefined) return known;
    const expected = { output: written(machine.events), outcome: machine.outcome };
    const question: Question = { given, clock, expected, count: 0 };
    this.#asked.push(question);
    // A run that did not end may end with another clock.
    if (machine.outcome.kind !== "running" && !blocks) this.#known.add(given.input, extentOf(machine), question);
    return question;
  }

  /** The answers in the order of the questions, and how many processes it took. */
  async answers(witness: ProcessWitness) {
    const answers: (Question & { readonly comparison: Comparison })[] = [];
    let processes = 0;
    let next = 0;
    const work = async (): Promise<void> => {
      for (let number = next++; number < this.#asked.length; number = next++) {
        const question = this.#asked[number]!;
        witness.onProgress?.(number, this.#asked.length);
        const refusal = refusalOf(question.expected, witness);
        if (refusal === undefined) processes++;
        const comparison = compareProcess(
          refusal ?? (await witness.run(question.given.input)),
          behaviourOf(question.expected),
        );
        answers[number] = { ...question, comparison };
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, witness.jobs) }, work));
    return { answers, processes };
  }
}

/** The run as a process shows it: its input is a file, whose blocks arrive whole, and all of its output is taken. */
function asProcess(run: Run): Run {
  const { subject, given, machineClock } = run;
  if (given.arrival === undefined || given.arrival.kind === "whole") return run;
  const { arrival: _, ...plainly } = given;
  return { ...run, given: plainly, machine: observeMachine(subject.image, given.input, { clock: machineClock }) };
}

/** Why no process is started: it has no clock of ours, and after a fault of the machine its behaviour is not known. */
function refusalOf(
  { outcome }: Pick<Expected, "outcome">,
  { afterFaults = false }: ProcessWitness,
): string | undefined {
  if (outcome.kind === "running") return "the machine was still running";
  return outcome.kind === "faulted" && !afterFaults ? "the machine faulted" : undefined;
}

/** A difference on the shortest input that still shows it. */
function locate(subject: ProgramAndImage, given: NamedInput, clock: number, found: Comparison): Counterexample {
  let best = { run: runOn(subject, given, clock), comparison: found };
  shorten(given.input, (input) => {
    const run = runOn(subject, { ...given, input }, clock);
    const comparison = compareEngines(run).comparisons.find(({ engine }) => engine === found.engine);
    if (comparison?.answer !== "differs") return false;
    best = { run, comparison };
    return true;
  });
  return counterexampleOf(best.run, best.comparison, given);
}

async function locateWithProcess(
  subject: ProgramAndImage,
  given: NamedInput,
  clock: number,
  found: Comparison,
  witness: ProcessWitness,
): Promise<Counterexample> {
  let best = { run: runOn(subject, given, clock), comparison: found };
  await shortenWaiting(given.input, async (input) => {
    const run = runOn(subject, { name: given.name, input }, clock);
    if (refusalOf(run.machine, witness) !== undefined) return false;
    const comparison = compareProcess(await witness.run(input), run.machine);
    if (comparison.answer !== "differs") return false;
    best = { run, comparison };
    return true;
  });
  return counterexampleOf(best.run, best.comparison, given);
}
