/** Index jobs: blocks without a queue, results in a folder, and what `report` makes of them. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { index } from "../../tools/farm/command/index-job.ts";
import { report } from "../../tools/farm/command/report.ts";
import type { CampaignReport } from "../../tools/farm/report/report.ts";
import { temporaryFolder } from "./temporary.ts";
import { answerOf } from "./verb.ts";

const folder = temporaryFolder();

afterEach(() => vi.unstubAllEnvs());

const reportOf = async (results: string): Promise<{ exit: number; text: string; report: CampaignReport }> => {
  const { exit, lines, document } = await answerOf(report, ["--results", results]);
  return { exit, text: lines.join("\n"), report: (document["reports"] as CampaignReport[])[0]! };
};

test("three blocks: incomplete, done, done again, damaged, different", async () => {
  const results = join(folder, "results");
  const words = ["trial", "--blocks", "3", "--results", results];
  for (const block of ["0", "2"]) await answerOf(index, [...words, "--block", block]);
  const incomplete = await reportOf(results);
  expect(incomplete.exit).toBe(4);
  expect(incomplete.text).toContain("MISSING    blocks 1");

  vi.stubEnv("JOB_COMPLETION_INDEX", "1");
  const { document } = await answerOf(index, words);
  expect(document["block"]).toBe(1);
  expect(await reportOf(results)).toMatchObject({ exit: 0, report: { done: 3, runs: 3, again: 0, damaged: [] } });
  const again = await answerOf(index, words);
  expect(again.exit).toBe(0);
  expect((await reportOf(results)).report.runs).toBe(3);

  // A bit of a kept result changes on the disk.
  const job = readdirSync(join(results, "result"))[0]!;
  const [digest] = readdirSync(join(results, "result", job));
  const path = join(results, "result", job, digest!);
  const body = readFileSync(path, "utf8");
  writeFileSync(path, body.replace('"cases":1', '"cases":3'));
  const damaged = await reportOf(results);
  expect(damaged.exit).toBe(3);
  expect(damaged.text).toContain("DAMAGED");
  writeFileSync(path, body);
});

test("a block that gives another result each time is told at once, and by the report", async () => {
  const results = join(folder, "chance");
  const words = ["trial", "--trial", "chance", "--blocks", "1", "--block", "0", "--results", results];
  expect((await answerOf(index, words)).exit).toBe(0);
  const second = await answerOf(index, words);
  expect(second.exit).toBe(1);
  expect(second.notes.join()).toContain("DIFFERENT: block 0 gave");
  const { exit, text } = await reportOf(results);
  expect(exit).toBe(1);
  expect(text).toContain("DIFFERENT  block 0 has 2 results");
});

test("a property campaign's record is one that `etalon test` reads", async () => {
  const results = join(folder, "property");
  await answerOf(index, ["property", "--cases", "3", "--blocks", "1", "--block", "0", "--results", results]);
  const file = join(folder, "record");
  await answerOf(report, ["--results", results, "--record", file]);
  const { readRecord, totalOf } = await import("etalon/testing");
  const record = readRecord(readFileSync(file, "utf8"));
  expect(record.ok && totalOf(record.value).cases).toBe(3);
});

test("what cannot be: no block, a block that is not there, no folder, no results", async () => {
  const words = ["trial", "--results", join(folder, "none")];
  await expect(answerOf(index, words)).rejects.toMatchObject({ exit: 2 });
  await expect(answerOf(index, [...words, "--block", "100"])).rejects.toMatchObject({ exit: 2 });
  await expect(answerOf(index, ["trial", "--block", "1"])).rejects.toMatchObject({ exit: 2 });
  await expect(answerOf(index, ["nonsense"])).rejects.toMatchObject({ exit: 2 });
  await expect(answerOf(report, ["--results", join(folder, "none")])).rejects.toMatchObject({ exit: 3 });
});
