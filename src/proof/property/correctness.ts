/**
 * Compiler correctness as a property: for all programs and inputs, what the target does agrees with what the source does.
 *
 * `compilerCorrect` states it for fast-check, to be asserted in a test, where a failure throws. `testPhase` runs it and
 * returns what happened as plain data, with the rates that say how much the runs are worth: a tester that says "no
 * counterexample" although its generator was broken must not be possible.
 */

import * as fc from "fast-check";
import { impossible } from "../../core/impossible.ts";
import { show } from "./agreement.ts";
import { type Phase, type PhaseSpec, type PhaseVerdict, phase, phaseCorrect } from "./phase.ts";

/** What to draw programs and inputs from. */
export interface Draws<Source, Input> {
  readonly programs: fc.Arbitrary<Source>;
  readonly inputs: fc.Arbitrary<Input>;
}

/**
 * Compiler correctness over two semantics, a compiler, programs and inputs, as a property of fast-check.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { compilerCorrect, equalWhenEnded, type Semantics } from "etalon/proof";
 * // Sums, compiled to the list of their numbers.
 * type Sum = { left: Sum; right: Sum } | number;
 * const valueOf = (sum: Sum): number => (typeof sum === "number" ? sum : valueOf(sum.left) + valueOf(sum.right));
 * const numbersOf = (sum: Sum): number[] =>
 *   typeof sum === "number" ? [sum] : [...numbersOf(sum.left), ...numbersOf(sum.right)];
 * const source: Semantics<Sum, number, null, number> = {
 *   name: "sums", initial: valueOf, step: () => undefined, behaviour: (n) => n,
 * };
 * const target: Semantics<number[], number, null, number> = {
 *   name: "lists", initial: (list) => list.reduce((a, b) => a + b), step: () => undefined, behaviour: (n) => n,
 * };
 * const sums = fc.letrec<{ sum: Sum }>((tie) => ({
 *   sum: fc.oneof({ maxDepth: 4 }, fc.nat(9), fc.record({ left: tie("sum"), right: tie("sum") })),
 * })).sum;
 * const property = compilerCorrect({
 *   name: "sums to lists", source, target,
 *   compile: (sum) => ({ ok: true, value: numbersOf(sum) }),
 *   relation: equalWhenEnded(() => true),
 *   programs: sums, inputs: fc.constant(null),
 * });
 * fc.check(property, { seed: 1 }).failed; // => false
 * ```
 */
export function compilerCorrect<Source, Target, SourceConfiguration, TargetConfiguration, Input, Behaviour>(
  spec: PhaseSpec<Source, Target, SourceConfiguration, TargetConfiguration, Input, Behaviour> & Draws<Source, Input>,
): fc.IProperty<[Source, Input]> {
  return phaseProperty(phase(spec), spec);
}

/** The same of a phase, composed or not. `onVerdict` sees every verdict, shrinking included. */
export function phaseProperty<Source, Target, Input, Behaviour>(
  phase: Phase<Source, Target, Input, Behaviour>,
  { programs, inputs }: Draws<Source, Input>,
  onVerdict?: (verdict: PhaseVerdict<Behaviour>, program: Source, input: Input) => void,
): fc.IProperty<[Source, Input]> {
  return fc.property(programs, inputs, (program, input) => {
    const verdict = phaseCorrect(phase, program, input);
    onVerdict?.(verdict, program, input);
    switch (verdict.kind) {
      case "correct":
      case "inconclusive":
        return;
      case "refused":
        return fc.pre(false);
      case "broken":
      case "crashed":
        throw new Error(describeVerdict(verdict));
      default:
        return impossible(verdict);
    }
  });
}

/** A verdict in one line of words. */
export function describeVerdict(verdict: PhaseVerdict<unknown>): string {
  switch (verdict.kind) {
    case "correct":
      return "correct";
    case "inconclusive":
      return `inconclusive: ${verdict.detail}`;
    case "broken":
      return `${verdict.pass} is wrong: ${verdict.detail}`;
    case "crashed":
      return `${verdict.pass} crashed: ${verdict.message}`;
    case "refused":
      return `${verdict.pass} refuses the program: ${verdict.message}`;
    default:
      return impossible(verdict);
  }
}

/** How to test a phase. */
export interface PhaseTest<Source, Input, Behaviour> extends Draws<Source, Input> {
  /** By default a random one; the report says which. */
  readonly seed?: number;
  /** By default 1000. */
  readonly runs?: number;
  /** What a run exercises: counted, and shown with the result. */
  readonly labels?: (program: Source, input: Input, source: Behaviour) => readonly string[];
  /** The largest share of the runs that may have a label. `refused` and `inconclusive` have 0.01 unless given. */
  readonly atMost?: Readonly<Record<string, number>>;
  /** The smallest share of the runs that must have a label. */
  readonly atLeast?: Readonly<Record<string, number>>;
}

/** What testing a phase gave. */
export interface PhaseReport<Source, Input, Behaviour> {
  /** `passed`; or `failed`, with a counterexample; or `weak`: nothing failed, but the rates are not as they must be. */
  readonly verdict: "passed" | "failed" | "weak";
  readonly seed: number;
  /** Runs before the first failure, those that were refused not counted. */
  readonly runs: number;
  /** Runs by verdict. */
  readonly verdicts: Readonly<Record<PhaseVerdict<Behaviour>["kind"], number>>;
  /** Runs by label, the most frequent first. */
  readonly labels: Readonly<Record<string, number>>;
  /** What the rates should be and are not. */
  readonly unmet: readonly string[];
  readonly counterexample:
    | {
        readonly program: Source;
        readonly input: Input;
        readonly verdict: PhaseVerdict<Behaviour>;
        /** With the seed, fast-check's way to exactly this case. */
        readonly path: string;
        readonly shrinks: number;
      }
    | undefined;
}

/** Test a phase, and say what happened. It throws only where a source semantics or a generator does. */
export function testPhase<Source, Target, Input, Behaviour>(
  phase: Phase<Source, Target, Input, Behaviour>,
  test: PhaseTest<Source, Input, Behaviour>,
): PhaseReport<Source, Input, Behaviour> {
  const verdicts = { correct: 0, inconclusive: 0, broken: 0, crashed: 0, refused: 0 };
  const labels = new Map<string, number>();
  let failing: PhaseVerdict<Behaviour> | undefined;
  const property = phaseProperty(phase, test, (verdict, program, input) => {
    const failed = verdict.kind === "broken" || verdict.kind === "crashed";
    // From the first failure on, fast-check is shrinking: what fails last is the smallest.
    if (failing === undefined) {
      verdicts[verdict.kind]++;
      if ("source" in verdict)
        for (const label of test.labels?.(program, input, verdict.source) ?? [])
          labels.set(label, (labels.get(label) ?? 0) + 1);
    }
    if (failed) failing = verdict;
  });
  const { seed, runs = 1000 } = test;
  const done = fc.check(property, { numRuns: runs, maxSkipsPerRun: 5, ...(seed === undefined ? {} : { seed }) });
  if (done.failed && failing === undefined && !done.interrupted && done.counterexample !== null)
    throw done.errorInstance instanceof Error ? done.errorInstance : new Error(String(done.errorInstance));
  const counted = Object.fromEntries([...labels].toSorted(([, a], [, b]) => b - a));
  // What stopped at a failure is too few runs to speak of rates.
  const unmet = failing !== undefined ? [] : unmetRates(verdicts, counted, test);
  return {
    // fast-check gives up, too, when nearly all programs are refused.
    verdict: failing !== undefined ? "failed" : done.failed || unmet.length > 0 ? "weak" : "passed",
    seed: done.seed,
    runs: done.numRuns,
    verdicts,
    labels: counted,
    unmet,
    counterexample:
      done.counterexample === null || failing === undefined
        ? undefined
        : {
            program: done.counterexample[0],
            input: done.counterexample[1],
            verdict: failing,
            path: done.counterexamplePath,
            shrinks: done.numShrinks,
          },
  };
}

function unmetRates(
  verdicts: Readonly<Record<string, number>>,
  labels: Readonly<Record<string, number>>,
  { atMost = {}, atLeast = {} }: Pick<PhaseTest<unknown, unknown, unknown>, "atMost" | "atLeast">,
): string[] {
  const total = Object.values(verdicts).reduce((a, b) => a + b, 0);
  const share = (label: string): number => (labels[label] ?? verdicts[label] ?? 0) / Math.max(1, total);
  const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
  const most = { refused: 0.01, inconclusive: 0.01, ...atMost };
  return [
    ...Object.entries(most)
      .filter(([label, limit]) => share(label) > limit)
      .map(([label, limit]) => `${percent(share(label))} of the runs are ${label}, at most ${percent(limit)} may be`),
    ...Object.entries(atLeast)
      .filter(([label, limit]) => share(label) < limit)
      .map(([label, limit]) => `${percent(share(label))} of the runs are ${label}, at least ${percent(limit)} must be`),
  ];
}

/** A report in words, for a terminal or a classroom: the verdict, the rates, and the counterexample. */
export function describeReport<Source, Input, Behaviour>(
  { verdict, seed, runs, verdicts, labels, unmet, counterexample }: PhaseReport<Source, Input, Behaviour>,
  showProgram: (program: Source) => string = show,
  showInput: (input: Input) => string = show,
): string {
  const counts = Object.entries({ ...verdicts, ...labels }).filter(([, count]) => count > 0);
  const lines = [`${verdict} after ${runs} runs (seed ${seed})`];
  lines.push(`  ${counts.map(([label, count]) => `${label} ${count}`).join(", ")}`);
  for (const rate of unmet) lines.push(`  weak: ${rate}`);
  if (counterexample !== undefined) {
    lines.push(`  program  ${showProgram(counterexample.program).trimEnd().replaceAll("\n", "\n           ")}`);
    lines.push(`  input    ${showInput(counterexample.input)}`);
    lines.push(`  verdict  ${describeVerdict(counterexample.verdict)}`);
  }
  return lines.join("\n");
}
