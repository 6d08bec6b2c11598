/**
 * Counts beside every result: how the cases ended, how many wrote nothing, and what they exercised. Tallies of disjoint
 * sets of cases add up, in any order, to the tally of all of them.
 */

import type { Outcome } from "../../core/behaviour.ts";
import type { ProgramLabels } from "../generate/labels.ts";
import type { Judgement } from "./judge.ts";

/** Counts by name; what is not there is 0. */
export type Counts = Readonly<Record<string, number>>;

/** The counts of a set of cases. */
export interface Tally {
  readonly cases: number;
  /** By verdict: correct, inconclusive, broken, crashed, refused. */
  readonly verdicts: Counts;
  /** Correct ones whose machine spent stack or heap. */
  readonly exhausted: number;
  /** By what the checker said of the certificate. */
  readonly certificates: Counts;
  /** By how the source ended. */
  readonly outcomes: Counts;
  /** Cases whose source wrote nothing. */
  readonly silent: number;
  /** Cases by number of nodes. */
  readonly nodes: Counts;
  /** Cases by feature. */
  readonly features: Counts;
}

/** The tally of no cases. */
export const emptyTally: Tally = {
  cases: 0,
  verdicts: {},
  exhausted: 0,
  certificates: {},
  outcomes: {},
  silent: 0,
  nodes: {},
  features: {},
};

/** A tally in the making. */
export class Tallying {
  #cases = 0;
  #exhausted = 0;
  #silent = 0;
  readonly #verdicts = new Map<string, number>();
  readonly #certificates = new Map<string, number>();
  readonly #outcomes = new Map<Outcome["kind"], number>();
  readonly #nodes = new Map<string, number>();
  readonly #features = new Map<string, number>();

  /** Count one case, whose program has these labels. */
  add({ nodes, features }: ProgramLabels, judgement: Judgement): void {
    const { verdict, certificate, exhausted } = judgement;
    this.#cases++;
    count(this.#verdicts, verdict);
    if (exhausted) this.#exhausted++;
    if (certificate !== undefined) count(this.#certificates, certificate);
    if (verdict !== "refused" && verdict !== "crashed") {
      const { events, outcome } = judgement.source;
      count(this.#outcomes, outcome.kind);
      if (!events.some((event) => "write" in event)) this.#silent++;
    }
    count(this.#nodes, String(nodes));
    for (const feature of features) count(this.#features, feature);
  }

  /** The tally so far. */
  finish(): Tally {
    return {
      cases: this.#cases,
      verdicts: Object.fromEntries(this.#verdicts),
      exhausted: this.#exhausted,
      certificates: Object.fromEntries(this.#certificates),
      outcomes: Object.fromEntries(this.#outcomes),
      silent: this.#silent,
      nodes: Object.fromEntries(this.#nodes),
      features: Object.fromEntries(this.#features),
    };
  }
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Two tallies as one. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    cases: a.cases + b.cases,
    verdicts: sum(a.verdicts, b.verdicts),
    exhausted: a.exhausted + b.exhausted,
    certificates: sum(a.certificates, b.certificates),
    outcomes: sum(a.outcomes, b.outcomes),
    silent: a.silent + b.silent,
    nodes: sum(a.nodes, b.nodes),
    features: sum(a.features, b.features),
  };
}

function sum(a: Counts, b: Counts): Counts {
  const total: Record<string, number> = { ...a };
  for (const [key, value] of Object.entries(b)) total[key] = (total[key] ?? 0) + value;
  return total;
}

/** The number of nodes that half of the cases have at most. */
export function medianNodes({ cases, nodes }: Tally): number {
  let below = 0;
  for (const [size, count] of Object.entries(nodes).toSorted(([a], [b]) => Number(a) - Number(b))) {
    below += count;
    if (2 * below >= cases) return Number(size);
  }
  return 0;
}

/** The largest shares of all cases with which "no difference" means something. */
export const rateLimits = { refused: 0.01, silent: 0.1, trapped: 0.2, inconclusive: 0.01 } as const;

/** The rates that are limited. */
export function ratesOf({ cases, verdicts, outcomes, silent }: Tally): Record<keyof typeof rateLimits, number> {
  const share = (number = 0): number => (cases === 0 ? 0 : number / cases);
  return {
    refused: share(verdicts["refused"]),
    silent: share(silent),
    trapped: share(outcomes["trapped"]),
    inconclusive: share(verdicts["inconclusive"]),
  };
}

const words: Record<keyof typeof rateLimits, string> = {
  refused: "were refused by the compiler",
  silent: "wrote nothing",
  trapped: "trapped",
  inconclusive: "were not watched to their end",
};

/** The rates that are beyond their limits, in words. For fewer than 200 cases there is no answer. */
export function weakRates(tally: Tally): string[] {
  if (tally.cases < 200) return [];
  const rates = ratesOf(tally);
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  const names = Object.keys(rateLimits) as (keyof typeof rateLimits)[];
  return names
    .filter((name) => rates[name] > rateLimits[name])
    .map((name) => `${percent(rates[name])} of the cases ${words[name]}; at most ${percent(rateLimits[name])} may`);
}
