/**
 * The queue of one version of the checkout: who is at which run of which block. A worker asks only for the queue of its own version, so
 * versions are never mixed.
 *
 * A run that is taken is on lease: whoever has it says every few seconds that it is alive. When that stops, the run is given to another.
 * What the first one says of it afterwards is not heard, as it names the attempt that it had.
 */

import type { JobAttempt } from "pg-boss";
import { runId } from "../jobs/campaign.ts";
import { type Database, queueSchema } from "./database.ts";
import type { OpenBlock } from "./ledger.ts";

/** What a queue's entry says. */
export interface Entry {
  readonly job: string;
  readonly campaign: string;
  readonly block: number;
}

/** An entry that is taken, or was given up: its id, and which attempt this is. */
export interface Taken extends Entry, JobAttempt {}

/** A lease, in seconds; pg-boss allows no shorter one. */
export const lease = 10;

/** After how many deaths a block is set aside: the first try and three more. */
const tries = 4;

/** For as good as ever: what is not done stays to be done, whatever a clock says. In seconds. */
const forEver = 2_000_000_000;

const batch = 2000;

/** One queue. */
export class Queue {
  readonly #database: Database;
  readonly #name: string;

  private constructor(database: Database, name: string) {
    this.#database = database;
    this.#name = name;
  }

  /** The queue of a version. */
  static async open(database: Database, version: string): Promise<Queue> {
    const name = `blocks-${version.slice(0, 16)}`;
    await database.patience.answer(() =>
      database.boss.createQueue(name, {
        retryLimit: tries - 1,
        heartbeatSeconds: lease,
        expireInSeconds: 24 * 60 * 60,
        retentionSeconds: forEver,
        deleteAfterSeconds: 0,
      }),
    );
    return new Queue(database, name);
  }

  /** Have an entry for each run that is wanted, and has none. */
  async fill(blocks: readonly OpenBlock[]): Promise<void> {
    for (let from = 0; from < blocks.length; from += batch) {
      const part = blocks.slice(from, from + batch);
      const states = await this.#states(part.flatMap((block) => idsOf(block)));
      // An entry that is done while its result is not here: the result was lost, such as with a disk, and is made again.
      const done = part.flatMap((block) => {
        const ids = idsOf(block);
        const lost = ids.every((id) => states.get(id) === "completed" || states.get(id) === "cancelled");
        return lost ? ids.slice(block.runs) : [];
      });
      if (done.length > 0) await this.#do((boss) => boss.deleteJob(this.#name, done));
      const entries = part.flatMap(({ job, campaign, block, wanted }) =>
        Array.from({ length: wanted }, (_, run) => ({ id: runId(job, run), data: { job, campaign, block } })),
      );
      const missing = entries.filter(({ id }) => !states.has(id) || done.includes(id));
      if (missing.length > 0) await this.#do((boss) => boss.insert(this.#name, missing));
    }
  }

  /** Take up to this many entries. */
  async take(count: number): Promise<readonly Taken[]> {
    // An entry may be taken whenever it is there: a clock that was set back must not hide what was put in before.
    const options = { batchSize: count, ignoreStartAfter: true, includeMetadata: true } as const;
    const jobs = await this.#do((boss) => boss.fetch<Entry>(this.#name, options));
    return jobs.map(({ id, retryCount, data }) => ({ id, retryCount, ...data }));
  }

  /** They are still being worked on. */
  async touch(taken: readonly Taken[]): Promise<void> {
    if (taken.length > 0) await this.#do((boss) => boss.touch(this.#name, attempts(taken)));
  }

  /** It is done; `whoever` has it now, where that may be another. */
  async done(taken: Taken, whoever = false): Promise<void> {
    await this.#do((boss) =>
      whoever ? boss.complete(this.#name, taken.id) : boss.complete(this.#name, attempts([taken])),
    );
  }

  /** It was not done. It is given again, or given up. */
  async giveBack(taken: Taken, how: string): Promise<void> {
    await this.#do((boss) => boss.fail(this.#name, attempts([taken]), { how }));
  }

  /** Entries that somebody has. */
  async active(): Promise<readonly Taken[]> {
    return await this.#in("active");
  }

  /** Entries that were given up. */
  async givenUp(): Promise<readonly Taken[]> {
    return await this.#in("failed");
  }

  /** Give what was given up once more, as if it were new. */
  async again(): Promise<void> {
    const ids = (await this.givenUp()).map(({ id }) => id);
    if (ids.length > 0) await this.#do((boss) => boss.deleteJob(this.#name, ids));
  }

  /** How many entries are in which state, and how often entries were given again. */
  async numbers(): Promise<QueueNumbers> {
    const rows = await this.#database.ask<{ state: string; entries: number; again: number }>(
      `SELECT state::text AS state, count(*)::int AS entries, sum(retry_count)::int AS again
         FROM ${queueSchema}.job WHERE name = $1 GROUP BY state`,
      [this.#name],
    );
    const of = (...states: string[]): number =>
      rows.filter(({ state }) => states.includes(state)).reduce((sum, { entries }) => sum + entries, 0);
    return {
      waiting: of("created", "retry"),
      active: of("active"),
      givenUp: of("failed"),
      givenAgain: rows.reduce((sum, { again }) => sum + again, 0),
    };
  }

  async #states(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#database.ask<{ id: string; state: string }>(
      `SELECT id::text AS id, state::text AS state FROM ${queueSchema}.job WHERE name = $1 AND id = ANY($2::uuid[])`,
      [this.#name, ids],
    );
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  async #in(state: string): Promise<readonly Taken[]> {
    const rows = await this.#database.ask<{ id: string; data: Entry; retryCount: number }>(
      `SELECT id::text AS id, data, retry_count AS "retryCount" FROM ${queueSchema}.job WHERE name = $1 AND state::text = $2 ORDER BY id`,
      [this.#name, state],
    );
    return rows.map(({ id, data, retryCount }) => ({ id, retryCount, ...data }));
  }

  #do<T>(what: (boss: Database["boss"]) => Promise<T>): Promise<T> {
    return this.#database.patience.answer(() => what(this.#database.boss));
  }
}

/** What a queue holds. */
export interface QueueNumbers {
  readonly waiting: number;
  readonly active: number;
  readonly givenUp: number;
  /** How often entries were given once more. */
  readonly givenAgain: number;
}

function idsOf({ job, wanted }: OpenBlock): string[] {
  return Array.from({ length: wanted }, (_, run) => runId(job, run));
}

function attempts(taken: readonly Taken[]): JobAttempt[] {
  return taken.map(({ id, retryCount }) => ({ id, retryCount }));
}
