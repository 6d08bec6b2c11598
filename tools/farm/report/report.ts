/**
 * What is known of a campaign: how far it is, what it has shown, whether all that was run twice came out the same, and what could not be run.
 * It is made from kept results, each of which is hashed again, wherever they are kept.
 */

import { exitCodes } from "../../../src/cli/exit-codes.ts";
import type { Json } from "../../../src/trust/canonical.ts";
import type { Campaign } from "../jobs/campaign.ts";
import { type BlockOutcome, type Result, readResult } from "../jobs/result.ts";

/** All results of a block, and who made them. */
export interface KeptBlock {
  readonly block: number;
  readonly job: string;
  readonly results: readonly Result[];
  /** One for each time that the block was run to its end. */
  readonly runs: readonly { readonly digest: string; readonly worker: string }[];
}

/** A block that came to no end. */
export interface SetAside {
  readonly block: number;
  /** How its workers died, in the order of time as far as it is known. */
  readonly deaths: readonly string[];
}

/** What is known of a campaign. */
export interface CampaignReport {
  readonly id: string;
  readonly campaign: Campaign;
  /** Blocks with a result. */
  readonly done: number;
  /** Blocks without one that are not set aside: the first ones. */
  readonly missing: readonly number[];
  readonly runs: number;
  /** Runs beyond the first of a block. */
  readonly again: number;
  /** Those of them by another process than the first. */
  readonly elsewhere: number;
  readonly different: readonly { readonly block: number; readonly results: readonly Differing[] }[];
  /** Blocks of which a kept result is not what it was. */
  readonly damaged: readonly number[];
  readonly setAside: readonly SetAside[];
  readonly counts: Readonly<Record<string, number>>;
  readonly found: readonly { readonly block: number; readonly what: Json }[];
}

/** One of several results of a block. */
export interface Differing {
  readonly digest: string;
  readonly workers: readonly string[];
}

/** How many missing blocks are listed. */
const listed = 20;

/** A report in the making; blocks come in any order. `onOutcome` sees what each block showed. */
export class Reporting {
  readonly #id: string;
  readonly #campaign: Campaign;
  readonly #onOutcome: (block: number, outcome: BlockOutcome) => void;
  readonly #done = new Set<number>();
  readonly #counts = new Map<string, number>();
  readonly #found: CampaignReport["found"][number][] = [];
  readonly #different: CampaignReport["different"][number][] = [];
  readonly #damaged: number[] = [];
  #runs = 0;
  #again = 0;
  #elsewhere = 0;

  constructor(id: string, campaign: Campaign, onOutcome: (block: number, outcome: BlockOutcome) => void = () => {}) {
    this.#id = id;
    this.#campaign = campaign;
    this.#onOutcome = onOutcome;
  }

  /** One more block. */
  add({ block, job, results, runs }: KeptBlock): void {
    this.#runs += runs.length;
    this.#again += Math.max(0, runs.length - 1);
    this.#elsewhere += runs.slice(1).filter(({ worker }) => worker !== runs[0]!.worker).length;
    const read = results.map((result) => readResult(job, result));
    if (read.includes(undefined)) this.#damaged.push(block);
    if (results.length > 1) {
      const workersOf = (digest: string): string[] =>
        runs.filter((one) => one.digest === digest).map(({ worker }) => worker);
      this.#different.push({
        block,
        results: results.map(({ digest }) => ({ digest, workers: workersOf(digest) })),
      });
    }
    const outcome = read.find((one) => one !== undefined);
    if (outcome === undefined) return;
    this.#done.add(block);
    for (const [name, count] of Object.entries(outcome.counts))
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
    for (const what of outcome.found) this.#found.push({ block, what });
    this.#onOutcome(block, outcome);
  }

  /** The report. */
  finish(setAside: readonly SetAside[]): CampaignReport {
    const missing: number[] = [];
    const aside = new Set(setAside.map(({ block }) => block));
    for (let block = 0; block < this.#campaign.blocks && missing.length < listed; block++)
      if (!this.#done.has(block) && !aside.has(block)) missing.push(block);
    return {
      id: this.#id,
      campaign: this.#campaign,
      done: this.#done.size,
      missing,
      runs: this.#runs,
      again: this.#again,
      elsewhere: this.#elsewhere,
      different: this.#different,
      damaged: this.#damaged,
      setAside,
      counts: Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1))),
      found: this.#found.sort((a, b) => a.block - b.block),
    };
  }
}

/** What the reports amount to. */
export function exitOf(reports: readonly CampaignReport[]): number {
  if (reports.some(({ different, found }) => different.length > 0 || found.length > 0)) return exitCodes.differs;
  if (reports.some(({ damaged }) => damaged.length > 0)) return exitCodes.invalid;
  if (reports.some(({ campaign, done }) => done < campaign.blocks)) return exitCodes.undecided;
  return exitCodes.ok;
}
