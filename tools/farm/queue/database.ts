/**
 * The database of a farm: PGlite in this process, in a folder that one process has at a time; or a PostgreSQL that many machines share.
 * pg-boss keeps the queue in the schema `farm_queue`; campaigns and results are ours, in the schema `farm`.
 */

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { fromPglite, PgBoss } from "pg-boss";
import { CommandError } from "../../../src/cli/command-error.ts";
import { lockFolder } from "./folder-lock.ts";
import { type Patience, reasonOf } from "./patience.ts";

/** Where a farm is: one of them. */
export type Place =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "database"; readonly url: string };

/** An open farm. */
export interface Database {
  readonly boss: PgBoss;
  readonly patience: Patience;
  /** Can no other process be using it? */
  readonly alone: boolean;
  /** The rows that a statement gives. */
  ask<Row>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** The schema of pg-boss, whose tables are also read here. */
export const queueSchema = "farm_queue";

const settings = {
  schema: queueSchema,
  schedule: false,
  registerInstance: false,
  reindex: false,
  monitorVacuum: false,
  // A worker that is gone is noticed within its lease and these, in seconds.
  superviseIntervalSeconds: 2,
  monitorIntervalSeconds: 2,
} as const;

const tables = `
  BEGIN;
  SELECT pg_advisory_xact_lock(1701601613);
  CREATE SCHEMA IF NOT EXISTS farm;
  CREATE TABLE IF NOT EXISTS farm.campaign (id text PRIMARY KEY, version text NOT NULL, specification text NOT NULL, twice integer NOT NULL);
  CREATE TABLE IF NOT EXISTS farm.block (campaign text, block integer, job text NOT NULL, version text NOT NULL, wanted integer NOT NULL, PRIMARY KEY (campaign, block));
  CREATE TABLE IF NOT EXISTS farm.result (job text, digest text, body text NOT NULL, PRIMARY KEY (job, digest));
  CREATE TABLE IF NOT EXISTS farm.run (id uuid PRIMARY KEY, job text NOT NULL, digest text NOT NULL, worker text NOT NULL);
  CREATE TABLE IF NOT EXISTS farm.death (id uuid PRIMARY KEY, job text NOT NULL, how text NOT NULL, worker text NOT NULL);
  CREATE TABLE IF NOT EXISTS farm.alone (job text PRIMARY KEY, worker text NOT NULL, how text);
  CREATE INDEX IF NOT EXISTS block_job ON farm.block (job);
  CREATE INDEX IF NOT EXISTS run_job ON farm.run (job);
  CREATE INDEX IF NOT EXISTS death_job ON farm.death (job);
  COMMIT;`;

/** Open a farm; with `make`, one may be made in a folder that has none. */
export async function openDatabase(place: Place, patience: Patience, make = false): Promise<Database> {
  if (place.kind === "folder" && !make && !existsSync(join(place.folder, "pglite")))
    throw new CommandError("file", `there is no farm in ${place.folder}`, { hint: "npm run farm -- start generated" });
  const { boss, close } = place.kind === "folder" ? await openFolder(place.folder) : openServer(place.url);
  // pg-boss reports what goes wrong beside our questions, which we ask again ourselves.
  boss.on("error", () => {});
  boss.on("warning", () => {});
  const ask = async <Row>(statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    await patience.answer(async () => (await boss.getDb().executeSql(statement, [...values])).rows as Row[]);
  try {
    await patience.answer(() => boss.start());
    await ask(tables);
  } catch (error) {
    await close();
    throw error instanceof CommandError
      ? error
      : new CommandError("file", `the farm's database cannot be used: ${reasonOf(error)}`);
  }
  return { boss, patience, alone: place.kind === "folder", ask, close };
}

interface Opened {
  readonly boss: PgBoss;
  readonly close: () => Promise<void>;
}

async function openFolder(folder: string): Promise<Opened> {
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  let data: PGlite;
  try {
    const { PGlite } = await import("@electric-sql/pglite");
    data = await PGlite.create(join(folder, "pglite"));
  } catch (error) {
    lock.release();
    throw new CommandError("file", `the database in ${folder} cannot be opened: ${reasonOf(error)}`, {
      hint: "is the disk full, or were its files changed by something else? Results that `report --record` has written are not in it",
    });
  }
  const boss = new PgBoss({ ...settings, db: fromPglite(data), backend: "pglite" });
  return {
    boss,
    close: async () => {
      await stopped(boss);
      await data.close();
      lock.release();
    },
  };
}

function openServer(url: string): Opened {
  const boss = new PgBoss({
    ...settings,
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: "etalon-farm",
  });
  return { boss, close: () => stopped(boss) };
}

/** Stop the queue. Whoever does not answer any more is not waited for. */
async function stopped(boss: PgBoss): Promise<void> {
  try {
    await boss.stop({ graceful: false });
  } catch {
    // Nothing of ours is in it: what we told the database it has answered.
  }
}
