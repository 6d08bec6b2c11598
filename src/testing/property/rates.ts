/**
 * What the runs of a test must be like so that "no difference" means something: enough of them, few of them discarded,
 * and the labels as often as was asked. Verdicts and labels have a name space each, and a label counts once for a run.
 */

import type { PhaseVerdict } from "./phase.ts";
import { show } from "./show.ts";

/** Cases by their result; `invalid` ones were generated, and `valid` refused them. */
export type VerdictCounts = Readonly<Record<PhaseVerdict<unknown>["verdict"] | "invalid", number>>;

/** The verdicts whose share of all generated cases is limited. */
export type Limited = "refused" | "invalid" | "inconclusive";

/** The largest shares, unless others are given. */
const defaultLimits: Readonly<Record<Limited, number>> = { refused: 0.01, invalid: 0.01, inconclusive: 0.01 };

/** The required rates. */
export interface RateLimits {
  /** The largest share of the generated cases that may be refused, invalid or inconclusive; 0.01 each unless given. */
  readonly limits?: Partial<Readonly<Record<Limited, number>>>;
  /** The largest share of the runs that may have a label. */
  readonly atMost?: Readonly<Record<string, number>>;
  /** The smallest share of the runs that must have a label. */
  readonly atLeast?: Readonly<Record<string, number>>;
}

/** What is wrong with the limits themselves; undefined when nothing is. */
export function limitFault({ limits = {}, atMost = {}, atLeast = {} }: RateLimits): string | undefined {
  const unknown = Object.keys(limits).find((name) => !(name in defaultLimits));
  if (unknown !== undefined) return `limits has ${show(unknown)}, and knows ${Object.keys(defaultLimits).join(", ")}`;
  for (const [option, shares] of Object.entries({ limits, atMost, atLeast }))
    for (const [name, share] of Object.entries(shares))
      if (!(share >= 0 && share <= 1))
        return `${option}[${show(name)}] is ${show(share)}, and must be a share from 0 to 1`;
  return undefined;
}

/** Runs that were judged: neither refused nor invalid. */
export function runsOf({ correct, inconclusive, broken, crashed }: VerdictCounts): number {
  return correct + inconclusive + broken + crashed;
}

/** The rates that are beyond their limits, in words. */
export function unmetRates(
  verdicts: VerdictCounts,
  labels: ReadonlyMap<string, number>,
  { limits = {}, atMost = {}, atLeast = {} }: RateLimits,
): string[] {
  const runs = runsOf(verdicts);
  const cases = runs + verdicts.refused + verdicts.invalid;
  const share = (count: number, of: number): number => count / Math.max(1, of);
  const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
  const most = Object.entries({ ...defaultLimits, ...limits })
    .map(([name, limit]) => ({ name, limit, share: share(verdicts[name as Limited], cases) }))
    .filter(({ share, limit }) => share > limit)
    .map(
      ({ name, limit, share }) =>
        `${percent(share)} of the cases are ${name}, at most ${percent(limit)} may be (limits.${name})`,
    );
  const labelled = (name: string): number => share(labels.get(name) ?? 0, runs);
  const words = (name: string, limit: number, end: string): string =>
    `${percent(labelled(name))} of the runs are "${name}", ${end.replace("%", percent(limit))}`;
  return [
    ...most,
    ...Object.entries(atMost)
      .filter(([name, limit]) => labelled(name) > limit)
      .map(([name, limit]) => words(name, limit, "at most % may be")),
    ...Object.entries(atLeast)
      .filter(([name, limit]) => labelled(name) < limit)
      .map(([name, limit]) => words(name, limit, "at least % must be")),
  ];
}
