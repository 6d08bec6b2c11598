/**
 * Running a block: each kind as a pure function of its job.
 *
 * - `property`: `etalon test --certify`: programs compiled, certified and run on both sides; record and tokens as there;
 * - `generated`: programs compiled and certified;
 * - `forge`, `edits`: forgeries and random edits, which must be refused or be equivalent;
 * - `trial`: nothing of Etalon's; it tries the farm itself, and can do to a worker what a bad block would do.
 */

import { setTimeout as wait } from "node:timers/promises";
import { impossible } from "../../../src/core/impossible.ts";
import type { Json } from "../../../src/trust/canonical.ts";
import type { CampaignSubject } from "../../campaigns/subject.ts";
import type { Job, Trial } from "./campaign.ts";
import type { BlockOutcome } from "./result.ts";

/** The programs of `edits`, compiled once in a process. */
let subjects: readonly CampaignSubject[] | undefined;

/** What comes of a block. What a kind needs is loaded when it is run first: most processes run one kind. */
export async function run({ campaign, block }: Job): Promise<BlockOutcome> {
  const { kind, seed, cases, size, trial } = campaign;
  switch (kind) {
    case "property":
      return await property(seed, block, cases, size);
    case "generated": {
      const { generatedPrograms } = await import("../../campaigns/generated.ts");
      return generatedPrograms(cases, seedOf(seed, block), size);
    }
    case "forge": {
      const { forgeries } = await import("../../campaigns/forge.ts");
      return forgeries(seed, block * cases, (block + 1) * cases, false);
    }
    case "edits": {
      const { editsOf, subjectsOf } = await import("../../campaigns/edits.ts");
      subjects ??= subjectsOf([]);
      return editsOf(cases, seedOf(seed, block), subjects);
    }
    case "trial":
      return await tried(trial === "" ? "none" : trial, seed, block, cases);
    default:
      return impossible(kind);
  }
}

/** A seed of its own for each block: neighbours must not share what they draw. */
function seedOf(seed: number, block: number): number {
  return (Math.imul(seed, 0x9e3779b1) + Math.imul(block, 0x85ebca6b)) | 0;
}

async function property(seed: number, block: number, cases: number, size: number): Promise<BlockOutcome> {
  const { defaultCases, runBlock } = await import("../../../src/testing/index.ts");
  const record = runBlock({ ...defaultCases, seed, size, certify: true }, block, cases);
  const { verdicts, certificates, exhausted } = record.tally;
  const counts: Record<string, number> = { ...verdicts, exhausted };
  for (const [name, count] of Object.entries(certificates)) counts[`certificate: ${name}`] = count;
  const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
  return { counts, found: record.found.map(plain), record: plain(record) };
}

async function tried(what: Trial, seed: number, block: number, cases: number): Promise<BlockOutcome> {
  switch (what) {
    case "none":
      break;
    case "exit":
      return process.exit(3);
    case "memory":
      for (const kept: number[][] = []; ; ) kept.push(Array.from({ length: 1 << 16 }, (_, i) => i + kept.length));
    case "hang":
      await wait(2 ** 31 - 1);
      break;
    case "throw":
      throw new Error("this block throws, as it was asked to");
    case "chance":
      return { counts: { chance: Math.floor(Math.random() * 2 ** 40) }, found: [] };
    default:
      return impossible(what);
  }
  // Some work whose result can be told beforehand: the sum of the numbers of a small generator.
  let state = seedOf(seed, block);
  let sum = 0;
  for (let i = 0; i < cases * 100_000; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    sum = (sum + (state >>> 16)) % 1_000_003;
  }
  return { counts: { cases, sum }, found: [] };
}
