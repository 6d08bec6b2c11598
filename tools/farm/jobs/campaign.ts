/**
 * Campaigns and their jobs. A campaign is a kind of cases, a seed and a number of blocks; a job is one of its blocks.
 *
 * A job says all that its result depends on, the version of the checkout included, and nothing else: no machine, no time. So its
 * digest is its name, whoever computes it must get the same bytes, and to compute it twice does no harm.
 */

import { hashOf } from "../../../src/proof/certificate/hash.ts";
import { type Json, writeCanonical } from "../../../src/trust/canonical.ts";

/** What can be run. */
export const kinds = ["property", "generated", "forge", "edits", "trial"] as const;

/** What is run: see `run.ts`. */
export type Kind = (typeof kinds)[number];

/** What makes a campaign the same campaign. */
export interface Campaign {
  readonly kind: Kind;
  /** Digest of the checkout that runs it: see `version.ts`. */
  readonly version: string;
  readonly seed: number;
  readonly blocks: number;
  /** Cases in each block. */
  readonly cases: number;
  /** How large programs are, where they are generated. */
  readonly size: number;
  /** Of `trial` alone: what a block does to its worker. */
  readonly trial: Trial | "";
}

/** What a block of a trial does: nothing, end its process, take all memory, never end, throw, or give another result each time. */
export const trials = ["none", "exit", "memory", "hang", "throw", "chance"] as const;

/** One of them. */
export type Trial = (typeof trials)[number];

/** One block of a campaign. */
export interface Job {
  readonly campaign: Campaign;
  readonly block: number;
}

function digestOf(value: Json): string {
  return hashOf(new TextEncoder().encode(writeCanonical(value))).sha256;
}

/** The name of a campaign: the digest of all that it says. */
export function campaignId(campaign: Campaign): string {
  return digestOf({ ...campaign, format: "etalon-campaign/1" });
}

/** The name of a job. It does not depend on how many blocks the campaign has, so a longer campaign has the results of a shorter one. */
export function jobId({ campaign: { blocks: _, ...campaign }, block }: Job): string {
  return digestOf({ ...campaign, block, format: "etalon-job/1" });
}

/** The id under which a queue has the run of this number of a job: a UUID (version 8) of the digest. */
export function runId(job: string, run: number): string {
  const hex = digestOf({ job, run });
  const variant = "89ab"[Number.parseInt(hex[16]!, 16) & 3]!;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}

/** Is this block to be run twice, when `percent` of them are? It depends on the job alone. */
export function isRunTwice(job: string, percent: number): boolean {
  return Number.parseInt(job.slice(0, 8), 16) % 100 < percent;
}
