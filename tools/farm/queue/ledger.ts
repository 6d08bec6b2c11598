/**
 * What a farm knows for certain: campaigns, blocks, results, and who made them. The queue only says who is at what; it could be lost and
 * made again from here.
 *
 * A result is written before its job leaves the queue, and its name is its digest: what was computed twice is there once, or it is there as
 * two results that differ.
 */

import { randomUUID } from "node:crypto";
import { type Campaign, campaignId, isRunTwice, jobId } from "../jobs/campaign.ts";
import type { Result } from "../jobs/result.ts";
import type { Database } from "./database.ts";

/** A campaign of the farm. */
export interface Known {
  readonly id: string;
  readonly campaign: Campaign;
}

/** A block that still needs a run. */
export interface OpenBlock {
  readonly job: string;
  readonly campaign: string;
  readonly block: number;
  readonly wanted: number;
  readonly runs: number;
}

/** Blocks that are written in one statement. */
const batch = 2000;

/** The record of a farm. */
export class Ledger {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keep a campaign; `twice` is for how many of a hundred blocks two runs are wanted. */
  async add(campaign: Campaign, twice: number): Promise<string> {
    const id = campaignId(campaign);
    await this.#database.ask("INSERT INTO farm.campaign VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", [
      id,
      campaign.version,
      JSON.stringify(campaign),
      twice,
    ]);
    await this.complete(campaign.version);
    return id;
  }

  /** Campaigns of a version, or all. */
  async campaigns(version?: string): Promise<readonly (Known & { readonly twice: number })[]> {
    const rows = await this.#database.ask<{ id: string; specification: string; twice: number }>(
      "SELECT id, specification, twice FROM farm.campaign WHERE $1::text IS NULL OR version = $1 ORDER BY id",
      [version ?? null],
    );
    return rows.map(({ id, specification, twice }) => ({ id, twice, campaign: JSON.parse(specification) as Campaign }));
  }

  /** Write the blocks of campaigns that lack some: whoever wrote them was killed over it. */
  async complete(version: string): Promise<void> {
    for (const { id, campaign, twice } of await this.campaigns(version)) {
      const [row] = await this.#database.ask<{ blocks: number }>(
        "SELECT count(*)::int AS blocks FROM farm.block WHERE campaign = $1",
        [id],
      );
      if (row!.blocks === campaign.blocks) continue;
      for (let from = 0; from < campaign.blocks; from += batch) {
        const numbers = Array.from({ length: Math.min(batch, campaign.blocks - from) }, (_, i) => from + i);
        const jobs = numbers.map((block) => jobId({ campaign, block }));
        await this.#database.ask(
          `INSERT INTO farm.block SELECT $1, block, job, $2, wanted
             FROM unnest($3::text[], $4::integer[], $5::integer[]) AS made (job, block, wanted) ON CONFLICT DO NOTHING`,
          [id, version, jobs, numbers, jobs.map((job) => (isRunTwice(job, twice) ? 2 : 1))],
        );
      }
    }
  }

  /** Blocks of a version that have fewer runs than are wanted. */
  async open(version: string): Promise<readonly OpenBlock[]> {
    return await this.#database.ask<OpenBlock>(
      `SELECT job, campaign, block, wanted, runs FROM (
         SELECT job, campaign, block, wanted, (SELECT count(*)::int FROM farm.run WHERE run.job = block.job) AS runs
           FROM farm.block WHERE version = $1) AS counted
         WHERE runs < wanted ORDER BY campaign, block`,
      [version],
    );
  }

  /**
   * Keep a result.
   *
   * @returns results of the same job, kept before, that are others.
   */
  async keep(job: string, { digest, body }: Result, worker: string): Promise<readonly string[]> {
    const rows = await this.#database.ask<{ digest: string }>(
      `WITH made AS (INSERT INTO farm.result VALUES ($1, $2, $3) ON CONFLICT DO NOTHING),
            ran AS (INSERT INTO farm.run VALUES ($4, $1, $2, $5) ON CONFLICT DO NOTHING)
       SELECT digest FROM farm.result WHERE job = $1 AND digest <> $2`,
      [job, digest, body, randomUUID(), worker],
    );
    return rows.map((row) => row.digest);
  }

  /** A worker died of a block, or over it. */
  async died(job: string, how: string, worker: string): Promise<void> {
    await this.#database.ask("INSERT INTO farm.death VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", [
      randomUUID(),
      job,
      how,
      worker,
    ]);
  }

  /** Be the one that tries a block alone. */
  async claimAlone(job: string, worker: string): Promise<boolean> {
    const rows = await this.#database.ask(
      "INSERT INTO farm.alone VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING job",
      [job, worker],
    );
    return rows.length > 0;
  }

  /** Alone, too, it did not come to an end. */
  async setAside(job: string, how: string): Promise<void> {
    await this.#database.ask("UPDATE farm.alone SET how = $2 WHERE job = $1", [job, how]);
  }

  /** Forget who tries what alone: what was set aside with `all`, and what nobody can be trying any more without. */
  async forgetAlone(all: boolean): Promise<number> {
    const rows = await this.#database.ask("DELETE FROM farm.alone WHERE $1 OR how IS NULL RETURNING job", [all]);
    return rows.length;
  }
}
