/** Jobs are pure: a name says all that a result depends on, and the result is the same bytes each time. */

import { appendFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { forgeries } from "../../tools/campaigns/forge.ts";
import { type Campaign, campaignId, isRunTwice, type Job, jobId, runId } from "../../tools/farm/jobs/campaign.ts";
import { readResult, resultOf } from "../../tools/farm/jobs/result.ts";
import { run } from "../../tools/farm/jobs/run.ts";
import { checkout, versionOf } from "../../tools/farm/jobs/version.ts";
import { temporaryFolder } from "./temporary.ts";

const folder = join(temporaryFolder(), "checkout");
const campaign: Campaign = { kind: "trial", version: "v", seed: 1, blocks: 4, cases: 1, size: 25, trial: "none" };

describe("names", () => {
  test("a job's name changes with everything that its result depends on, and with nothing else", () => {
    const name = jobId({ campaign, block: 0 });
    const changed: readonly Job[] = [
      { campaign, block: 1 },
      { campaign: { ...campaign, version: "w" }, block: 0 },
      { campaign: { ...campaign, seed: 2 }, block: 0 },
      { campaign: { ...campaign, cases: 2 }, block: 0 },
      { campaign: { ...campaign, size: 26 }, block: 0 },
      { campaign: { ...campaign, kind: "generated" }, block: 0 },
      { campaign: { ...campaign, trial: "throw" }, block: 0 },
    ];
    expect(new Set([name, ...changed.map(jobId)]).size).toBe(8);
    const longer = { ...campaign, blocks: 400 };
    expect(jobId({ campaign: longer, block: 0 })).toBe(name);
    expect(campaignId(longer)).not.toBe(campaignId(campaign));
  });

  test("a run's id is a UUID of version 8, another for each run", () => {
    const name = jobId({ campaign, block: 0 });
    for (const id of [runId(name, 0), runId(name, 1)])
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(runId(name, 0)).not.toBe(runId(name, 1));
  });

  test("as many are run twice as were asked for, always the same ones", () => {
    const names = Array.from({ length: 2000 }, (_, block) => jobId({ campaign, block }));
    expect(names.filter((name) => isRunTwice(name, 0))).toEqual([]);
    expect(names.filter((name) => isRunTwice(name, 100))).toEqual(names);
    const ten = names.filter((name) => isRunTwice(name, 10)).length;
    expect(ten).toBeGreaterThan(140);
    expect(ten).toBeLessThan(260);
  });
});

describe("results", () => {
  const small: readonly [Campaign["kind"], number][] = [
    ["property", 4],
    ["generated", 3],
    ["forge", 6],
    ["edits", 6],
    ["trial", 1],
  ];
  test.each(small)("a block of %s is the same bytes each time, and another block is not", async (kind, cases) => {
    const job: Job = { campaign: { ...campaign, kind, cases, size: 12, trial: "none" }, block: 1 };
    const id = jobId(job);
    const [first, again, other] = [await run(job), await run(job), await run({ ...job, block: 2 })];
    const result = resultOf(id, first);
    expect(resultOf(id, again)).toEqual(result);
    expect(resultOf(id, other).digest).not.toBe(result.digest);
    expect(readResult(id, result)?.found).toEqual([]);
  });

  test("what was kept and is not the same any more is not read", () => {
    const result = resultOf("job", { counts: { certified: 3 }, found: [] });
    expect(readResult("job", result)?.counts).toEqual({ certified: 3 });
    expect(readResult("job", { ...result, body: result.body.replace("3", "4") })).toBeUndefined();
    expect(readResult("another", result)).toBeUndefined();
  });

  test("a campaign in blocks is the campaign", () => {
    const all = forgeries(5, 0, 80, false);
    const [one, two] = [forgeries(5, 0, 40, false), forgeries(5, 40, 80, false)];
    const names = new Set([...Object.keys(one.counts), ...Object.keys(two.counts)]);
    const sum = Object.fromEntries([...names].map((name) => [name, (one.counts[name] ?? 0) + (two.counts[name] ?? 0)]));
    expect(sum).toEqual(all.counts);
  });
});

test("a version is of what results depend on: a changed source is another one, and what a compiler leaves is not", () => {
  for (const part of [
    "package.json",
    "package-lock.json",
    "std",
    "tools/campaigns",
    "tools/farm",
    "test/proof/checker/forge.ts",
  ])
    cpSync(join(checkout, part), join(folder, part), { recursive: true });
  for (const part of ["src/core", "examples"]) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, "src/core/word.ts"), "1;\n");
  const version = versionOf(folder);
  writeFileSync(join(folder, "examples/gcd.elf"), "left");
  writeFileSync(join(folder, "examples/gcd.cert.json"), "left");
  expect(versionOf(folder)).toBe(version);
  appendFileSync(join(folder, "src/core/word.ts"), "// A comment.\n");
  expect(versionOf(folder)).not.toBe(version);
});
