/** `report`: what the campaigns of a farm have shown; from its database, or from a folder of results. */

import { writeFileSync } from "node:fs";
import { usageError } from "../../../src/cli/command-error.ts";
import { attempt } from "../../../src/cli/host/files.ts";
import type { BlockResult } from "../../../src/testing/property/campaign.ts";
import { defaultCases } from "../../../src/testing/property/cases.ts";
import { blockLine, headerLine } from "../../../src/testing/property/record.ts";
import type { BlockOutcome } from "../jobs/result.ts";
import { openDatabase } from "../queue/database.ts";
import { Patience } from "../queue/patience.ts";
import { reportsFrom } from "../report/from-database.ts";
import { reportsIn } from "../report/in-folder.ts";
import { type CampaignReport, exitOf } from "../report/report.ts";
import { reportLines } from "../report/text.ts";
import { placeOf, placeOptions } from "./given.ts";
import type { Context, Verb } from "./verb.ts";

/** The verb. */
export const report: Verb = {
  name: "report",
  operands: [],
  summary: "what campaigns have shown: counts, findings, differences, what could not be run",
  options: [
    { name: "campaign", value: "ID", help: "this one alone, by the beginning of its id" },
    {
      name: "results",
      value: "DIR",
      excludes: ["folder", "database"],
      help: "from the results of index jobs in this folder",
    },
    {
      name: "record",
      value: "FILE",
      help: "of a property campaign: write a record that `etalon test --merge` and `--resume` read",
    },
    ...placeOptions,
  ],
  async run(context) {
    const { given, say } = context;
    const wanted = given.text("campaign") ?? "";
    const file = given.text("record");
    const records = new Map<string, string[]>();
    const reports = await read(context, wanted, (campaign, _block, { record }) => {
      if (file === undefined || record === undefined) return;
      const lines = records.get(campaign) ?? [];
      records.set(campaign, lines);
      lines.push(blockLine(record as unknown as BlockResult));
    });
    if (reports.length === 0)
      throw usageError(wanted === "" ? "no campaign is here" : `no campaign here begins with ${wanted}`);
    if (file !== undefined) writeRecord(file, reports, records);
    for (const one of reports) for (const line of reportLines(one)) say(line);
    return { exit: exitOf(reports), document: { reports } };
  },
};

type OnOutcome = (campaign: string, block: number, outcome: BlockOutcome) => void;

async function read({ given, note }: Context, campaign: string, onOutcome: OnOutcome): Promise<CampaignReport[]> {
  const folder = given.text("results");
  if (folder !== undefined) return reportsIn(folder, campaign, onOutcome);
  const database = await openDatabase(placeOf(given), new Patience(30, note));
  try {
    return await reportsFrom(database, { campaign, onOutcome });
  } finally {
    await database.close();
  }
}

function writeRecord(
  file: string,
  reports: readonly CampaignReport[],
  records: ReadonlyMap<string, readonly string[]>,
): void {
  const [first, another] = reports.filter(({ campaign }) => campaign.kind === "property");
  if (first === undefined) throw usageError("--record is for property campaigns, and there is none");
  if (another !== undefined) throw usageError("--record takes one campaign: choose it with --campaign ID");
  const { seed, size } = first.campaign;
  const header = headerLine({ ...defaultCases, seed, size, certify: true });
  const text = [header, ...(records.get(first.id) ?? []), ""].join("\n");
  attempt("write", file, () => writeFileSync(file, text));
}
