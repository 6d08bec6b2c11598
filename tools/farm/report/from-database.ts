/** Reports of the campaigns in a farm's database. */

import type { BlockOutcome } from "../jobs/result.ts";
import type { Database } from "../queue/database.ts";
import { Ledger } from "../queue/ledger.ts";
import { type CampaignReport, type KeptBlock, Reporting, type SetAside } from "./report.ts";

/** Blocks that are read at once: results of a campaign may be larger than memory. */
const batch = 500;

/** Which reports are wanted. */
export interface ReportOptions {
  /** The beginning of a campaign's id; all campaigns when it is empty. */
  readonly campaign: string;
  readonly onOutcome?: (campaign: string, block: number, outcome: BlockOutcome) => void;
}

/** The reports. */
export async function reportsFrom(
  database: Database,
  { campaign: wanted, onOutcome }: ReportOptions,
): Promise<CampaignReport[]> {
  const reports: CampaignReport[] = [];
  for (const { id, campaign } of await new Ledger(database).campaigns()) {
    if (!id.startsWith(wanted)) continue;
    const reporting = new Reporting(id, campaign, (block, outcome) => onOutcome?.(id, block, outcome));
    for (let from = 0; from < campaign.blocks; from += batch)
      for (const kept of await blocks(database, id, from)) reporting.add(kept);
    reports.push(reporting.finish(await setAside(database, id)));
  }
  return reports;
}

async function blocks(database: Database, campaign: string, from: number): Promise<readonly KeptBlock[]> {
  const within = "campaign = $1 AND block >= $2 AND block < $3";
  const values = [campaign, from, from + batch];
  const results = await database.ask<{ block: number; job: string; digest: string; body: string }>(
    `SELECT block, job, digest, body FROM farm.block JOIN farm.result USING (job) WHERE ${within} ORDER BY block, digest`,
    values,
  );
  const runs = await database.ask<{ block: number; digest: string; worker: string }>(
    `SELECT block, digest, worker FROM farm.block JOIN farm.run USING (job) WHERE ${within} ORDER BY block, run.id`,
    values,
  );
  const kept = new Map<
    number,
    { job: string; results: KeptBlock["results"][number][]; runs: KeptBlock["runs"][number][] }
  >();
  for (const { block, job, digest, body } of results) {
    const one = kept.get(block) ?? { job, results: [], runs: [] };
    one.results.push({ digest, body });
    kept.set(block, one);
  }
  for (const { block, digest, worker } of runs) kept.get(block)?.runs.push({ digest, worker });
  return [...kept].map(([block, one]) => ({ block, ...one }));
}

async function setAside(database: Database, campaign: string): Promise<readonly SetAside[]> {
  return await database.ask<SetAside>(
    `SELECT block, (SELECT coalesce(json_agg(death.how ORDER BY death.how LIKE 'alone%'), '[]') FROM farm.death WHERE death.job = block.job) AS deaths
       FROM farm.block JOIN farm.alone USING (job)
      WHERE campaign = $1 AND NOT EXISTS (SELECT 1 FROM farm.result WHERE result.job = block.job) ORDER BY block`,
    [campaign],
  );
}
