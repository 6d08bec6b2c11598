/**
 * Results in a folder, as index jobs write them: no queue and no database, only files that are whole or not there, under the digest of what
 * they say. Many machines may write to one folder at once.
 *
 *     campaign/ID.json     what the campaign is
 *     result/JOB/DIGEST    a result of a job
 */

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../../../src/cli/command-error.ts";
import { namesIn } from "../../../src/cli/host/files.ts";
import { putWhole } from "../../../src/trust/node/whole-file.ts";
import { type Campaign, campaignId, type Job, jobId } from "../jobs/campaign.ts";
import { type BlockOutcome, type Result, readResult } from "../jobs/result.ts";
import { type CampaignReport, Reporting } from "./report.ts";

/** Keep a result; others of the same job that were there before are returned. */
export function keepInFolder(folder: string, job: Job, result: Result): readonly string[] {
  const temporary = join(folder, "tmp");
  const campaigns = join(folder, "campaign");
  const results = join(folder, "result", jobId(job));
  for (const path of [temporary, campaigns, results]) mkdirSync(path, { recursive: true });
  const put = (path: string, text: string): void => putWhole(path, new TextEncoder().encode(text), temporary);
  put(join(campaigns, `${campaignId(job.campaign)}.json`), JSON.stringify(job.campaign));
  put(join(results, result.digest), result.body);
  return namesIn(results).filter((digest) => digest !== result.digest);
}

/** Reports of the campaigns in a folder. */
export function reportsIn(
  folder: string,
  wanted: string,
  onOutcome?: (campaign: string, block: number, outcome: BlockOutcome) => void,
): CampaignReport[] {
  const campaigns = join(folder, "campaign");
  if (!existsSync(campaigns)) throw new CommandError("file", `there are no results in ${folder}`);
  return namesIn(campaigns)
    .filter((name) => name.endsWith(".json") && name.startsWith(wanted))
    .map((name) => {
      const campaign = readCampaign(join(campaigns, name));
      const id = campaignId(campaign);
      if (`${id}.json` !== name)
        throw new CommandError("file", `${name} in ${campaigns} is not the campaign of that name`);
      const reporting = new Reporting(id, campaign, (block, outcome) => onOutcome?.(id, block, outcome));
      for (let block = 0; block < campaign.blocks; block++) {
        const job = jobId({ campaign, block });
        const results = resultsOf(join(folder, "result", job));
        if (results.length === 0) continue;
        // A folder does not know who wrote a result, nor how often.
        const runs = results.filter((one) => readResult(job, one)).map(({ digest }) => ({ digest, worker: "?" }));
        reporting.add({ block, job, results, runs });
      }
      return reporting.finish([]);
    });
}

function resultsOf(folder: string): readonly Result[] {
  return namesIn(folder).map((digest) => ({ digest, body: readFileSync(join(folder, digest), "utf8") }));
}

function readCampaign(path: string): Campaign {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Campaign;
  } catch {
    throw new CommandError("file", `${path} is not the description of a campaign`);
  }
}
