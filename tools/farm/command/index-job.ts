/**
 * `index`: runs one block, with no queue and no database, and keeps its result in a folder. For systems that number their jobs themselves,
 * such as Kubernetes. Whatever the block shows is a result, and exit code 0: `report --results` says what it amounts to.
 */

import { usageError } from "../../../src/cli/command-error.ts";
import { exitCodes } from "../../../src/cli/exit-codes.ts";
import { jobId } from "../jobs/campaign.ts";
import { resultOf } from "../jobs/result.ts";
import { run } from "../jobs/run.ts";
import { keepInFolder } from "../report/in-folder.ts";
import { differentLine, short } from "../report/text.ts";
import { campaignOf, campaignOptions } from "./given.ts";
import type { Verb } from "./verb.ts";

const variable = "JOB_COMPLETION_INDEX";

/** The verb. */
export const index: Verb = {
  name: "index",
  operands: ["KIND"],
  summary: "run one block of a campaign, and keep its result in a folder; for jobs that a cluster numbers",
  options: [
    ...campaignOptions,
    { name: "block", value: "N", help: `which block; else the number in ${variable}` },
    { name: "results", value: "DIR", help: "the folder of results" },
  ],
  async run({ given, note, say }) {
    const campaign = campaignOf(given);
    const folder = given.text("results");
    if (folder === undefined) throw usageError("`index` needs --results DIR");
    const numbered = given.text("block") ?? process.env[variable];
    if (numbered === undefined) throw usageError(`which block? --block N, or the variable ${variable}`);
    const block = /^\d{1,9}$/.test(numbered) ? Number(numbered) : Number.NaN;
    if (!(block < campaign.blocks))
      throw usageError(`there are blocks 0 to ${campaign.blocks - 1}, but ${JSON.stringify(numbered)} is wanted`);
    const job = { campaign, block };
    const result = resultOf(jobId(job), await run(job));
    const others = keepInFolder(folder, job, result);
    say(`block ${block}: ${short(result.digest)}`);
    if (others.length > 0) note(differentLine(`block ${block}`, result.digest, others));
    return {
      exit: others.length > 0 ? exitCodes.differs : exitCodes.ok,
      document: { block, digest: result.digest, others },
    };
  },
};
