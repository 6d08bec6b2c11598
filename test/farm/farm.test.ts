/**
 * A farm on PGlite, in this process, with real processes for its blocks: what is done, what is different, what is set aside, and what comes
 * back that was lost. `npm run farm -- faults` kills the processes, on PostgreSQL too.
 */

import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Campaign } from "../../tools/farm/jobs/campaign.ts";
import { versionOf } from "../../tools/farm/jobs/version.ts";
import { type Database, openDatabase, queueSchema } from "../../tools/farm/queue/database.ts";
import { Ledger } from "../../tools/farm/queue/ledger.ts";
import { Patience } from "../../tools/farm/queue/patience.ts";
import { Queue } from "../../tools/farm/queue/queue.ts";
import { reportsFrom } from "../../tools/farm/report/from-database.ts";
import { type CampaignReport, exitOf } from "../../tools/farm/report/report.ts";
import { Keeper, type Progress } from "../../tools/farm/work/keeper.ts";
import { temporaryFolder } from "./temporary.ts";

const version = versionOf();
const trial: Campaign = { kind: "trial", version, seed: 1, blocks: 6, cases: 1, size: 25, trial: "none" };
const patience = new Patience(60, () => {});
const folder = join(temporaryFolder(), "farm");
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ kind: "folder", folder }, patience, true);
}, 120_000);
afterAll(() => database.close());

async function work(notes: string[] = [], of = version): Promise<Progress> {
  const options = { version: of, workers: 2, seconds: 300, memory: 512, stay: false, onProgress: () => {} };
  const keeper = await Keeper.open(database, { ...options, note: (line) => void notes.push(line) });
  return await keeper.work();
}

async function add(campaign: Campaign, twice = 0): Promise<string> {
  return await new Ledger(database).add(campaign, twice);
}

async function reportOf(campaign: string): Promise<CampaignReport> {
  return (await reportsFrom(database, { campaign }))[0]!;
}

test("blocks are run, some twice; and nothing is left to do", async () => {
  const id = await add(trial, 50);
  const { results, deaths } = await work();
  const report = await reportOf(id);
  expect(deaths).toBe(0);
  expect(report).toMatchObject({
    done: 6,
    runs: results,
    different: [],
    damaged: [],
    setAside: [],
    counts: { cases: 6 },
  });
  expect(report.again).toBeGreaterThan(0);
  expect(exitOf([report])).toBe(0);
  expect((await work()).results).toBe(0);
  // A longer campaign has the results of a shorter one.
  await add({ ...trial, blocks: 8 });
  expect((await work()).results).toBe(2);
}, 120_000);

test("a block with two results is told while it happens, and both are kept", async () => {
  const id = await add({ ...trial, blocks: 1, trial: "chance" }, 100);
  const notes: string[] = [];
  expect((await work(notes)).different).toBe(1);
  expect(notes.join()).toContain("DIFFERENT: block 0");
  const report = await reportOf(id);
  expect(report.different[0]!.results).toHaveLength(2);
  expect(exitOf([report])).toBe(1);
}, 120_000);

test("a block that ends its process is set aside, with how it died, and its neighbours are done", async () => {
  const poison = await add({ ...trial, blocks: 1, trial: "exit" });
  const neighbours = await add({ ...trial, seed: 2 });
  const notes: string[] = [];
  expect((await work(notes)).deaths).toBe(5);
  expect(notes).toEqual([
    `SET ASIDE: block 0 of campaign ${poison.slice(0, 12)}: its process ended with code 3, also alone`,
  ]);
  const report = await reportOf(poison);
  expect(report.setAside).toEqual([
    {
      block: 0,
      deaths: [...Array<string>(4).fill("its process ended with code 3"), "alone: its process ended with code 3"],
    },
  ]);
  expect(exitOf([report])).toBe(4);
  expect((await reportOf(neighbours)).done).toBe(6);
}, 120_000);

test("what a process had that is gone, an empty queue and a lost result are all made good", async () => {
  const id = await add({ ...trial, seed: 3, blocks: 3 });
  const queue = await Queue.open(database, version);
  await queue.fill(await new Ledger(database).open(version));
  // Taken, and never heard of again.
  const [taken] = await queue.take(1);
  expect(taken!.campaign).toBe(id);
  // A farm in a folder knows at once that nobody has it; its lease would last for ten seconds.
  await work();
  expect(await reportOf(id)).toMatchObject({ done: 3, runs: 3 });
  await database.ask(
    "DELETE FROM farm.run USING farm.block WHERE block.job = run.job AND campaign = $1 AND block = 1",
    [id],
  );
  await database.ask(
    "DELETE FROM farm.result USING farm.block WHERE block.job = result.job AND campaign = $1 AND block = 1",
    [id],
  );
  await database.ask(`DELETE FROM ${queueSchema}.job WHERE state = 'completed' AND (data->>'block')::int = 2`);
  await work();
  expect(await reportOf(id)).toMatchObject({ done: 3, runs: 3 });
}, 120_000);

test("what another had is done when it says so late: its word is not heard, and its result is there once", async () => {
  const id = await add({ ...trial, seed: 4, blocks: 1 });
  const ledger = new Ledger(database);
  const queue = await Queue.open(database, version);
  await queue.fill(await ledger.open(version));
  const [late] = await queue.take(1);
  await queue.giveBack(late!, "its lease ran out");
  await work();
  await ledger.keep(late!.job, { digest: (await keptOf(late!.job)).digest, body: "" }, "late");
  await queue.done(late!);
  await queue.giveBack(late!, "late");
  expect(await reportOf(id)).toMatchObject({ done: 1, runs: 2, again: 1, elsewhere: 1, different: [], damaged: [] });
  expect((await work()).results).toBe(0);
}, 120_000);

test("a changed result is seen, and versions do not mix", async () => {
  const id = await add({ ...trial, seed: 5, blocks: 2, version: "f".repeat(64) });
  expect((await work()).results).toBe(0);
  expect((await work([], "f".repeat(64))).results).toBe(2);
  await database.ask(
    "UPDATE farm.result SET body = replace(body, 'cases', 'casts') FROM farm.block WHERE block.job = result.job AND campaign = $1 AND block = 0",
    [id],
  );
  const report = await reportOf(id);
  expect(report.damaged).toEqual([0]);
  expect(exitOf([report])).toBe(3);
}, 120_000);

async function keptOf(job: string): Promise<{ readonly digest: string }> {
  const [row] = await database.ask<{ digest: string }>("SELECT digest FROM farm.result WHERE job = $1", [job]);
  return row!;
}
