/**
 * `testPhase`: run the correctness of a phase on generated cases, and return what happened as plain data.
 *
 * Three things must not be possible: that a test passes although it hardly ran, that its generator makes only trivial
 * programs unnoticed, and that a counterexample shows a program with the verdict of another. fast-check makes the
 * cases, and says what is smaller; what a case means is decided here.
 */

import * as fc from "fast-check";
import { caseAt } from "./case-at.ts";
import { failureClass } from "./describe.ts";
import type { Phase } from "./phase.ts";
import { type PhaseReport, withTraces } from "./phase-report.ts";
import { phaseToken } from "./phase-token.ts";
import { limitFault, runsOf, unmetRates, type VerdictCounts } from "./rates.ts";
import { show } from "./show.ts";
import { type FailingCase, isFailure, type PhaseFailure, shrinkFailure } from "./shrink-failure.ts";
import { byPathAlone, type PhaseTest, Trial } from "./trial.ts";

/**
 * Test a phase, and say what happened. It throws only where a generator does, where the source's semantics, the relation,
 * `valid` or `labels` throws on a generated case, and a RangeError when an option is no
 * such number.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { equalWhenEnded, phase, type Semantics, testPhase } from "etalon/testing";
 * const numbers: Semantics<number, number, null, number> = {
 *   name: "numbers", initial: (n) => n, step: () => undefined, behaviour: (n) => n,
 * };
 * const offAbove = phase({
 *   name: "off above a hundred", source: numbers, target: numbers,
 *   compile: (n: number) => ({ ok: true, value: n > 100 ? n + 1 : n }),
 *   relation: equalWhenEnded<number>(() => true),
 * });
 * const report = testPhase(offAbove, { programs: fc.nat(), inputs: fc.constant(null), seed: 1 });
 * report.verdict; // => "failed"
 * [report.counterexample?.program, report.counterexample?.verdict]; // => [101, "broken"]
 * testPhase(offAbove, { programs: fc.nat(100), inputs: fc.constant(null), seed: 1 }).verdict; // => "passed"
 * ```
 */
export function testPhase<Source, Target, Input, Behaviour>(
  phase: Phase<Source, Target, Input, Behaviour>,
  test: PhaseTest<Source, Input, Behaviour>,
): PhaseReport<Source, Input, Behaviour> {
  const { seed, runs = 1000, shrinkLimit = 5000, onProgress = () => true } = test;
  demand("runs", runs, Number.isSafeInteger(runs) && runs >= 0, "an integer from 0");
  demand("shrinkLimit", shrinkLimit, Number.isSafeInteger(shrinkLimit) && shrinkLimit >= 0, "an integer from 0");
  if (seed !== undefined) demand("seed", seed, Number.isSafeInteger(seed), "an integer");
  const fault = limitFault(test);
  if (fault !== undefined) throw new RangeError(fault);
  const trial = new Trial(phase, test, (done) => onProgress({ stage: "testing", done, of: runs }));
  const done = fc.check(trial, {
    ...byPathAlone,
    numRuns: runs,
    maxSkipsPerRun: 5,
    ...(seed === undefined ? {} : { seed }),
  });
  const { verdicts, labels, failing } = trial;
  const counted = [...labels].toSorted(([, a], [, b]) => b - a);
  const common = { seed: done.seed, runs: runsOf(verdicts), asked: runs, verdicts: { ...verdicts } };
  const report = { ...common, labels: Object.fromEntries(counted) };
  if (failing === undefined) {
    const few = runsOf(verdicts) < Math.max(1, runs) ? [tooFew(trial, runs, done.interrupted)] : [];
    const unmet = [...few, ...unmetRates(verdicts, labels, test)];
    return { ...report, verdict: unmet.length > 0 ? "weak" : "passed", unmet, counterexample: undefined };
  }
  const classOf = (failure: PhaseFailure<Behaviour>): string =>
    `${failureClass(failure)!}\n${test.classOf?.(failure) ?? ""}`;
  const again = ([program, input]: [Source, Input]): string | undefined => {
    try {
      const judged = trial.judge(program, input);
      return judged !== undefined && isFailure(judged) ? classOf(judged) : undefined;
    } catch {
      return undefined;
    }
  };
  // A phase may have changed the programs that it was given; so they are made again, to be shown and judged.
  const anew = ({ path, value }: FailingCase<[Source, Input], Behaviour>): [Source, Input] =>
    caseAt(test, done.seed, path) ?? value.value;
  // What does not fail again is not made smaller: no smaller one that passes would say anything.
  const recurs = again(anew(failing)) === classOf(failing.failure);
  const { small, shrinking } = shrinkFailure(failing, {
    judge: ([program, input]) => trial.judge(program, input),
    candidates: (value) => trial.shrink(value),
    classOf,
    limit: recurs ? shrinkLimit : 0,
    goOn: (tried, taken) => onProgress({ stage: "shrinking", tried, taken, of: shrinkLimit }),
  });
  const [[program, input], large] = [anew(small), anew(failing)];
  const counterexample = {
    ...withTraces(phase, anew(small), small.failure),
    ...{ program, input, path: small.path.join(":"), token: phaseToken(done.seed, small.path, [program, input]) },
    reproducible: again(anew(small)) === classOf(small.failure),
    shrinking,
    found: { program: large[0], input: large[1], token: phaseToken(done.seed, failing.path, large) },
  };
  // A test that stopped at a failure has too few runs for rates.
  return { ...report, verdict: "failed", unmet: [], counterexample };
}

function demand(name: string, value: number, holds: boolean, what: string): void {
  if (!holds) throw new RangeError(`${name} is ${show(value)}, and must be ${what}`);
}

function tooFew({ stopped, verdicts }: { stopped: boolean; verdicts: VerdictCounts }, runs: number, late: boolean) {
  const made = `only ${runsOf(verdicts)} of ${runs} runs were made`;
  if (runs === 0) return "no runs were asked for";
  if (stopped) return `${made}: onProgress ended the test`;
  if (late) return `${made}: fast-check's time limit (interruptAfterTimeLimit) was reached`;
  return verdicts.refused + verdicts.invalid > 0
    ? `${made}: nearly all programs are refused or invalid`
    : `${made}: fast-check skipped the others (skipAllAfterTimeLimit)`;
}
