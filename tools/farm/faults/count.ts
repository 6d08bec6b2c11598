/** After an attack: is everything there, once, and is it right? */

import { Chance } from "../../../src/testing/generate/random.ts";
import { type Campaign, campaignId, jobId } from "../jobs/campaign.ts";
import { resultOf } from "../jobs/result.ts";
import { run } from "../jobs/run.ts";
import { openDatabase, type Place } from "../queue/database.ts";
import { Patience } from "../queue/patience.ts";
import { reportsFrom } from "../report/from-database.ts";
import type { CampaignReport } from "../report/report.ts";
import { isPoison } from "./work-load.ts";

/** What was found. */
export interface Counted {
  readonly blocks: number;
  readonly done: number;
  readonly runs: number;
  readonly again: number;
  readonly different: number;
  readonly damaged: number;
  /** Cases of all results together, and how many there must be. */
  readonly cases: number;
  readonly casesExpected: number;
  readonly found: number;
  readonly poison: number;
  readonly poisonAside: number;
  readonly innocentAside: number;
  readonly sampled: number;
  readonly sampledEqual: number;
}

/** How many blocks are computed once more. */
const sample = 20;

/** Read everything. */
export async function count(
  place: Place,
  campaigns: readonly Campaign[],
  seed: number,
  note: (line: string) => void,
): Promise<Counted> {
  const database = await openDatabase(place, new Patience(60, note));
  try {
    const reports = (await reportsFrom(database, { campaign: "" })).filter(({ id }) =>
      campaigns.some((campaign) => campaignId(campaign) === id),
    );
    const honest = reports.filter(({ campaign }) => !isPoison(campaign));
    const poison = reports.filter(({ campaign }) => isPoison(campaign));
    const sum = (of: readonly CampaignReport[], what: (report: CampaignReport) => number): number =>
      of.reduce((total, one) => total + what(one), 0);
    const wanted = campaigns.filter((campaign) => !isPoison(campaign));
    const jobs = sampled(wanted, seed);
    let equal = 0;
    for (const job of jobs) {
      const id = jobId(job);
      const { digest } = resultOf(id, await run(job));
      const kept = await database.ask<{ digest: string }>("SELECT digest FROM farm.result WHERE job = $1", [id]);
      if (kept.length === 1 && kept[0]!.digest === digest) equal++;
    }
    return {
      blocks: wanted.reduce((total, { blocks }) => total + blocks, 0),
      done: sum(honest, ({ done }) => done),
      runs: sum(honest, ({ runs }) => runs),
      again: sum(honest, ({ again }) => again),
      different: sum(reports, ({ different }) => different.length),
      damaged: sum(reports, ({ damaged }) => damaged.length),
      cases: sum(honest, casesOf),
      casesExpected: wanted.reduce((total, { blocks, cases }) => total + blocks * cases, 0),
      found: sum(honest, ({ found }) => found.length),
      poison: sum(poison, ({ campaign }) => campaign.blocks),
      poisonAside: sum(poison, ({ setAside }) => setAside.length),
      innocentAside: sum(honest, ({ setAside }) => setAside.length),
      sampled: jobs.length,
      sampledEqual: equal,
    };
  } finally {
    await database.close();
  }
}

/** Cases in the counts of a report: of how a case ended there is one. */
function casesOf({ campaign, counts }: CampaignReport): number {
  const beside = ["sum", "cuts", "paths", "obligations", "exhausted"];
  return Object.entries(counts)
    .filter(([name]) => !beside.includes(name) && !(campaign.kind === "property" && name.startsWith("certificate: ")))
    .reduce((total, [, many]) => total + many, 0);
}

function sampled(
  campaigns: readonly Campaign[],
  seed: number,
): { readonly campaign: Campaign; readonly block: number }[] {
  const chance = new Chance(seed);
  return Array.from({ length: sample }, () => {
    const campaign = chance.pick(campaigns);
    return { campaign, block: chance.below(campaign.blocks) };
  });
}

/** What must not be. */
export function wrong(counted: Counted): readonly string[] {
  const mistakes: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) mistakes.push(what);
  };
  must(counted.done === counted.blocks, `${counted.blocks - counted.done} blocks are lost`);
  must(counted.different === 0, `${counted.different} blocks came out differently`);
  must(counted.damaged === 0, `${counted.damaged} results are damaged`);
  must(
    counted.cases === counted.casesExpected,
    `${counted.cases} cases are counted, and there are ${counted.casesExpected}`,
  );
  must(
    counted.poisonAside === counted.poison,
    `${counted.poison - counted.poisonAside} blocks that end their process are not set aside`,
  );
  must(
    counted.sampledEqual === counted.sampled,
    `${counted.sampled - counted.sampledEqual} blocks have another result without a farm`,
  );
  return mistakes;
}
