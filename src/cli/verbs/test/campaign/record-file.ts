/**
 * The record of a campaign as a file that only grows: each line is written as soon as it is known, so that what was found
 * outlives the process, however it ends.
 */

import { closeSync, openSync, writeSync } from "node:fs";
import {
  type BlockResult,
  blockLine,
  type CampaignRecord,
  type CampaignSettings,
  type Finding,
  findingLine,
  headerLine,
  readRecord,
} from "../../../../testing/index.ts";
import { CommandError, usageError } from "../../../command-error.ts";
import { attempt, exists, isStream, readBytes } from "../../../host/files.ts";

/** A record that is being written, or none. */
export interface RecordFile {
  /** What the file had when it was opened. */
  readonly before: CampaignRecord;
  block(result: BlockResult): void;
  finding(finding: Finding): void;
  close(): void;
}

/** Read a record from a file. */
export function loadRecord(path: string): CampaignRecord {
  const record = readRecord(new TextDecoder().decode(readBytes(path)));
  if (record.ok) return record.value;
  throw new CommandError("file", `${path} is not the record of a campaign: ${record.error}`);
}

/** Open a record to go on with, or begin a new one. Without a path nothing is kept. */
export function openRecord(path: string | undefined, settings: CampaignSettings): RecordFile {
  const nothing: CampaignRecord = { settings, blocks: new Map(), found: [] };
  if (path === undefined)
    return { before: nothing, block: () => undefined, finding: () => undefined, close: () => undefined };
  // A stream cannot be read again.
  const old = exists(path) && !isStream(path) ? new TextDecoder().decode(readBytes(path)) : "";
  // A process killed before its first line was out leaves less than a line.
  const begun = old.includes("\n");
  const before = begun ? loadRecord(path) : nothing;
  if (headerLine(before.settings) !== headerLine(settings)) {
    throw usageError(
      `${path} is the record of another campaign: ${headerLine(before.settings)}`,
      "give the same --seed, --size, --swarm, --files, --certify, --level and --passes to go on with it, or another file",
    );
  }
  const file = attempt("write", path, () => openSync(path, begun ? "a" : "w"));
  const line = (text: string): void => {
    attempt("write", path, () => writeSync(file, `${text}\n`));
  };
  if (!begun) line(headerLine(settings));
  else if (!old.endsWith("\n")) line("");
  return {
    before,
    block: (result) => line(blockLine(result)),
    finding: (finding) => line(findingLine(finding)),
    close: () => closeSync(file),
  };
}
