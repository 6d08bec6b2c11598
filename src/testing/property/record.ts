/**
 * The record of a campaign: lines of JSON, each complete in itself, so that a file cut off anywhere loses at most its
 * last line, and files of several shards are merged by reading them all.
 *
 *     {"campaign": {…settings, format}}     first line        {"block": …}    a block is done        {"found": …}   at once
 *
 * A finding is written when it is made and again in its block; which is one finding, by its case's number.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { type BlockResult, blockSize, type CampaignSettings, type Finding } from "./campaign.ts";
import { addTallies, emptyTally, type Tally } from "./tally.ts";

/** The number of the format; a change of what a case is changes it. */
const recordFormat = 1;

/** All that is known of a campaign. */
export interface CampaignRecord {
  readonly settings: CampaignSettings;
  /** Blocks that are done, by number. */
  readonly blocks: ReadonlyMap<number, BlockResult>;
  /** Findings, in the order of their cases. */
  readonly found: readonly Finding[];
}

/** The first line of a file. */
export function headerLine({ seed, size, swarm, files, certify, level, passes }: CampaignSettings): string {
  return JSON.stringify({ campaign: { format: recordFormat, seed, size, swarm, files, certify, level, passes } });
}

/** The line of a block that is done. */
export function blockLine(result: BlockResult): string {
  return JSON.stringify(result);
}

/** The line of a finding. */
export function findingLine(finding: Finding): string {
  return JSON.stringify({ found: finding });
}

/** Read a record. A last line that was cut off is left out. */
export function readRecord(text: string): Result<CampaignRecord, string> {
  const lines = text.split("\n");
  const first = parse(lines[0] ?? "");
  const settings = settingsOf(first);
  if (typeof settings === "string") return failure(settings);
  const blocks = new Map<number, BlockResult>();
  const found = new Map<number, Finding>();
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line === "") continue;
    const value = parse(line);
    if (isBlock(value)) {
      const known = blocks.get(value.block);
      if (known === undefined || known.cases < value.cases) blocks.set(value.block, value);
      for (const finding of value.found) found.set(finding.index, finding);
    } else if (isObject(value) && isFinding(value["found"])) {
      found.set(value["found"].index, value["found"]);
    } else if (i < lines.length - 1) {
      // A process that was killed leaves half a line; the one that went on began a new one.
      if (value !== undefined) return failure(`line ${i + 1} is neither a block nor a finding`);
    }
  }
  return success({ settings, blocks, found: sorted(found) });
}

/**
 * Several records of one campaign as one; a failure says which two do not belong together, or contradict each other.
 *
 * @example
 * ```ts
 * import { blockLine, defaultCases, headerLine, mergeRecords, readRecord, runBlock, totalOf } from "etalon/testing";
 * const settings = { ...defaultCases, seed: 1, certify: false };
 * const shard = (block: number) => readRecord(`${headerLine(settings)}\n${blockLine(runBlock(settings, block, 20))}\n`);
 * const [one, two] = [shard(0), shard(1)];
 * const merged = one.ok && two.ok && mergeRecords([one.value, two.value]);
 * merged && merged.ok && totalOf(merged.value).cases; // => 40
 * ```
 */
export function mergeRecords(records: readonly CampaignRecord[]): Result<CampaignRecord, string> {
  const [first, ...others] = records;
  if (first === undefined) return failure("there is nothing to merge");
  const blocks = new Map(first.blocks);
  const found = new Map(first.found.map((finding) => [finding.index, finding]));
  for (const { settings, blocks: more, found: also } of others) {
    if (headerLine(settings) !== headerLine(first.settings))
      return failure(`they are of different campaigns: ${headerLine(first.settings)} and ${headerLine(settings)}`);
    for (const [number, block] of more) {
      const known = blocks.get(number);
      if (known !== undefined && known.cases === block.cases && !sameResults(known, block))
        return failure(`they contradict each other about block ${number}, which must not depend on where it was run`);
      if (known === undefined || known.cases < block.cases) blocks.set(number, block);
    }
    for (const finding of also) found.set(finding.index, finding);
  }
  return success({ settings: first.settings, blocks, found: sorted(found) });
}

/** The tally of all blocks that are done. */
export function totalOf({ blocks }: CampaignRecord): Tally {
  return [...blocks.values()].reduce((sum, { tally }) => addTallies(sum, tally), emptyTally);
}

/** The cases that are missing from the first `runs` of a campaign. */
export function missingCases({ blocks }: CampaignRecord, runs: number): number {
  let missing = 0;
  for (let block = 0; block * blockSize < runs; block++)
    missing += Math.max(0, Math.min(blockSize, runs - block * blockSize) - (blocks.get(block)?.cases ?? 0));
  return missing;
}

function sameResults(a: BlockResult, b: BlockResult): boolean {
  const essence = ({ tally, found }: BlockResult): string =>
    JSON.stringify([tally.cases, Object.entries(tally.verdicts).toSorted(), found.map((f) => [f.index, f.class])]);
  return essence(a) === essence(b);
}

function sorted(found: ReadonlyMap<number, Finding>): Finding[] {
  return [...found.values()].toSorted((a, b) => a.index - b.index);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function settingsOf(value: unknown): CampaignSettings | string {
  const header = isObject(value) ? value["campaign"] : undefined;
  if (!isObject(header)) return "it does not begin with the settings of a campaign";
  const { format, seed, size, swarm, files, certify, level, passes } = header;
  if (format !== recordFormat)
    return `it is of format ${String(format)}, and this version reads format ${recordFormat}`;
  if (
    typeof seed !== "number" ||
    typeof size !== "number" ||
    typeof swarm !== "boolean" ||
    typeof certify !== "boolean"
  )
    return "its settings are incomplete";
  if (level !== undefined && level !== 0 && level !== 1 && level !== 2)
    return `there is no level ${JSON.stringify(level)}`;
  const named = Array.isArray(passes) ? passes.map(String) : undefined;
  return {
    seed,
    size,
    swarm,
    certify,
    ...(files === true && { files }),
    ...(level !== undefined && { level }),
    ...(named !== undefined && { passes: named }),
  };
}

function isBlock(value: unknown): value is BlockResult {
  if (!isObject(value) || typeof value["block"] !== "number" || typeof value["cases"] !== "number") return false;
  const { tally, found } = value;
  if (!isObject(tally) || typeof tally["cases"] !== "number" || typeof tally["silent"] !== "number") return false;
  const counts = ["verdicts", "certificates", "outcomes", "nodes", "features"].map((name) => tally[name]);
  return counts.every(isObject) && Array.isArray(found) && found.every(isFinding);
}

function isFinding(value: unknown): value is Finding {
  return isObject(value) && typeof value["index"] === "number" && typeof value["class"] === "string";
}
