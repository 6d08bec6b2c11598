/**
 * The generated cases of a test, one after the other, with the result of each. fast-check makes them and runs them; the
 * first on which the phase fails ends the trial.
 */

import * as fc from "fast-check";
import type { Draws } from "./correctness.ts";
import { type Phase, type PhaseVerdict, phaseCorrect } from "./phase.ts";
import { type RateLimits, runsOf } from "./rates.ts";
import { showShort } from "./show.ts";
import { type FailingCase, isFailure, type PhaseFailure } from "./shrink-failure.ts";
import { messageOf } from "./thrown.ts";

/** The progress of a test. */
export type PhaseProgress =
  /** `done` of the runs that were asked for, before the next case. */
  | { readonly stage: "testing"; readonly done: number; readonly of: number }
  /** `tried` smaller cases, of which so many were taken, before the next; at most `of` are tried. */
  | { readonly stage: "shrinking"; readonly tried: number; readonly taken: number; readonly of: number };

/** How to test a phase. */
export interface PhaseTest<Source, Input, Behaviour> extends Draws<Source, Input>, RateLimits {
  /** An integer; by default a random one, and the report says which. */
  readonly seed?: number;
  /** How many cases to judge, those that are discarded not counted; by default 1000. */
  readonly runs?: number;
  /** What a run exercises: counted once each, and shown with the result. */
  readonly labels?: (program: Source, input: Input, source: Behaviour) => readonly string[];
  /** How many smaller cases to try of one that fails; by default 5000. */
  readonly shrinkLimit?: number;
  /** What shrinking keeps of a failure, beside its kind, its pass and the class of the error. */
  readonly classOf?: (failure: PhaseFailure<Behaviour>) => string;
  /** Called before each case, generated or smaller; answers whether to go on. Ended early, a test is never passed. */
  readonly onProgress?: (progress: PhaseProgress) => boolean;
}

/** The seed, and the path where one is given, name a case; what fast-check's global settings say of them does not count. */
export const byPathAlone = {
  path: "",
  examples: [],
  randomType: "xorshift128plus",
  plugins: [],
  endOnFailure: true,
} as const satisfies fc.Parameters;

/** The cases of a test, as a property that fast-check makes and runs; it fails at the first case on which the phase does. */
export class Trial<Source, Target, Input, Behaviour> implements fc.IRawProperty<[Source, Input], false> {
  readonly verdicts = { correct: 0, inconclusive: 0, broken: 0, crashed: 0, refused: 0, invalid: 0 };
  readonly labels = new Map<string, number>();
  failing: FailingCase<[Source, Input], Behaviour> | undefined;
  /** Did `goOn` end it? */
  stopped = false;
  readonly #phase: Phase<Source, Target, Input, Behaviour>;
  readonly #test: PhaseTest<Source, Input, Behaviour>;
  readonly #goOn: (done: number) => boolean;
  readonly #cases: fc.IRawProperty<[Source, Input]>;
  #generated = 0;
  #last: fc.Value<[Source, Input]> | undefined;

  constructor(
    phase: Phase<Source, Target, Input, Behaviour>,
    test: PhaseTest<Source, Input, Behaviour>,
    goOn: (done: number) => boolean,
  ) {
    this.#phase = phase;
    this.#test = test;
    this.#goOn = goOn;
    this.#cases = fc.property<[Source, Input]>(test.programs, test.inputs, () => true);
  }

  isAsync(): false {
    return false;
  }

  runBeforeEach(): void {}

  runAfterEach(): void {}

  generate(random: fc.Random, run?: number): fc.Value<[Source, Input]> {
    this.#generated++;
    this.#last = this.#cases.generate(random, run);
    return this.#last;
  }

  shrink(value: fc.Value<[Source, Input]>): fc.Stream<fc.Value<[Source, Input]>> {
    return this.#cases.shrink(value);
  }

  /** The verdict; undefined when the case is not valid. */
  judge(program: Source, input: Input): PhaseVerdict<Behaviour> | undefined {
    if (this.#test.valid?.(program, input) === false) return undefined;
    return phaseCorrect(this.#phase, program, input);
  }

  run([program, input]: [Source, Input]): fc.PreconditionFailure | fc.PropertyFailure | null {
    this.stopped ||= !this.#goOn(runsOf(this.verdicts));
    if (this.stopped) return { error: new Error("stopped") };
    const judged = this.#judgeGenerated(program, input);
    if (judged === undefined || judged.verdict === "refused") return new fc.PreconditionFailure();
    if (!isFailure(judged)) return null;
    this.failing = { value: this.#last!, failure: judged, path: [this.#generated - 1] };
    return { error: new Error("failed") };
  }

  #judgeGenerated(program: Source, input: Input): PhaseVerdict<Behaviour> | undefined {
    try {
      const judged = this.judge(program, input);
      this.verdicts[judged?.verdict ?? "invalid"]++;
      if (judged !== undefined && judged.verdict !== "refused")
        for (const label of new Set(this.#test.labels?.(program, input, judged.source)))
          this.labels.set(label, (this.labels.get(label) ?? 0) + 1);
      return judged;
    } catch (error) {
      const text = `on ${showShort(program)} with input ${showShort(input)}, which was generated`;
      throw new Error(
        `the source's semantics, the relation, \`valid\` or \`labels\` threw: ${messageOf(error)} (${text})`,
        {
          cause: error,
        },
      );
    }
  }
}
