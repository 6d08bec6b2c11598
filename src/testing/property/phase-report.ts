/**
 * The result of testing a phase, as data and in words: the verdict, the rates that show its value, and the smallest
 * counterexample with how both sides ran on it.
 */

import { describeVerdict } from "./describe.ts";
import { attemptsOf, type Phase, type PhaseVerdict } from "./phase.ts";
import type { VerdictCounts } from "./rates.ts";
import { show } from "./show.ts";
import type { PhaseFailure, Shrinking } from "./shrink-failure.ts";
import type { Trace } from "./trace.ts";

/** A case, and how both sides run on it. */
export interface JudgedCase<Source, Input> {
  readonly program: Source;
  readonly input: Input;
  /** No target where the compiler refuses the program, or crashes. */
  readonly traces: { readonly source: Trace; readonly target: Trace | undefined };
}

/** The smallest case found on which a phase fails, its verdict, and the way there. */
export type PhaseCounterexample<Source, Input, Behaviour> = PhaseFailure<Behaviour> &
  JudgedCase<Source, Input> & {
    /** With the seed, fast-check's way to exactly this case. */
    readonly path: string;
    /** `replayPhase` takes it. */
    readonly token: string;
    /**
     * Did it fail in the same class when it was made and judged again? If not, a compiler or a semantics keeps a state.
     */
    readonly reproducible: boolean;
    readonly shrinking: Shrinking;
    /** The case before it was made small. */
    readonly found: { readonly program: Source; readonly input: Input; readonly token: string };
  };

/** The result of testing a phase. */
export interface PhaseReport<Source, Input, Behaviour> {
  /** `passed`; or `failed`, with a counterexample; or `weak`: nothing failed, but the runs are not what was asked for. */
  readonly verdict: "passed" | "failed" | "weak";
  readonly seed: number;
  /** Cases that were judged, up to the first failure; those that were refused or invalid not counted. */
  readonly runs: number;
  /** Runs that were asked for. */
  readonly asked: number;
  /** Cases by verdict. */
  readonly verdicts: VerdictCounts;
  /** Runs by label, the most frequent first. */
  readonly labels: Readonly<Record<string, number>>;
  /** What is missing, in words: too few runs, rates beyond their limits. */
  readonly unmet: readonly string[];
  readonly counterexample: PhaseCounterexample<Source, Input, Behaviour> | undefined;
}

/** A judged case with how both sides run on it. */
export function withTraces<Source, Target, Input, Behaviour, Judged extends PhaseVerdict<Behaviour>>(
  phase: Phase<Source, Target, Input, Behaviour>,
  [program, input]: readonly [Source, Input],
  judged: Judged,
): Judged & JudgedCase<Source, Input> {
  const { clock, observeSource, traceSource, traceTarget } = phase;
  const compiled = attemptsOf([{ phase, program }])[0]!;
  const source = traceSource(program, input, clock.source);
  if (compiled.kind !== "compiled") return { ...judged, program, input, traces: { source, target: undefined } };
  const { cost } = observeSource(program, input, clock.source);
  const target = traceTarget(compiled.target, input, clock.target(cost));
  return { ...judged, program, input, traces: { source, target } };
}

/** A report in words, for a terminal or a classroom: the verdict, the rates, and the counterexample. */
export function describeReport<Source, Input, Behaviour>(
  report: PhaseReport<Source, Input, Behaviour>,
  showProgram: (program: Source) => string = show,
  showInput: (input: Input) => string = show,
): string {
  const { verdict, seed, runs, asked, verdicts, labels, unmet, counterexample } = report;
  const lines = [`${verdict} after ${runs === asked ? runs : `${runs} of ${asked}`} runs (seed ${seed})`];
  const entry = (name: string, ...texts: readonly string[]): void => {
    for (const [i, text] of texts.flatMap((text) => text.trimEnd().split("\n")).entries())
      lines.push(`  ${(i === 0 ? name : "").padEnd(8)} ${text}`);
  };
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  for (const [name, of] of [["cases", verdicts] as const, ["labels", labels] as const])
    if (counts(of) !== "") entry(name, counts(of));
  for (const rate of unmet) entry("weak", rate);
  if (counterexample === undefined) return lines.join("\n");
  const { program, input, traces, shrinking, token } = counterexample;
  entry("program", showProgram(program));
  entry("input", showInput(input));
  entry("verdict", describeVerdict(counterexample));
  if (!counterexample.reproducible)
    entry(
      "unstable",
      "made again, it does not fail in this way: does something keep a state, or use up the host's stack?",
    );
  entry("source", ...describeTrace(traces.source));
  if (traces.target !== undefined) entry("target", ...describeTrace(traces.target));
  entry("shrunk", ...describeShrinking(shrinking));
  entry("again", `replayPhase(…, "${token}")`);
  return lines.join("\n");
}

/** How many lines of a shortened trace are shown at each end. */
const shown = 5;

function describeTrace({ language, lines, omitted, cost, threw }: Trace): string[] {
  const long = lines.length > 2 * shown || omitted > 0;
  const left = omitted + Math.max(0, lines.length - 2 * shown);
  const middle = long ? [...lines.slice(0, shown), `… ${left} more`, ...lines.slice(-shown)] : lines;
  const end = threw === undefined ? [] : [`threw: ${threw}`];
  return [`${language}, ${cost} ${cost === 1 ? "step" : "steps"}`, ...[...middle, ...end].map((line) => `  ${line}`)];
}

function describeShrinking(shrinking: Shrinking): string[] {
  const { tried, taken, others, repeated, invalid, threw, firstThrown, finished } = shrinking;
  const passed = [
    ...(others > 0 ? [`${others} failed in another way`] : []),
    ...(repeated > 0 ? [`${repeated} had been tried before`] : []),
    ...(invalid > 0 ? [`${invalid} were not valid`] : []),
    ...(threw > 0 ? [`on ${threw} the source or the relation threw`] : []),
  ];
  const summary = `${taken} times, with ${tried} tried${passed.length > 0 ? `: ${passed.join(", ")}` : ""}`;
  return [
    summary,
    ...(firstThrown === undefined
      ? []
      : [`first thrown: ${firstThrown}. Say in \`valid\` which programs have a meaning.`]),
    ...(finished ? [] : ["ended early: a smaller case may be there. Raise `shrinkLimit`, or look at the shrinker."]),
  ];
}
