/** `status`: how far a farm is, in numbers. Also while it is at work. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodes } from "../../../src/cli/exit-codes.ts";
import { versionOf } from "../jobs/version.ts";
import { openDatabase, queueSchema } from "../queue/database.ts";
import { holderOf } from "../queue/folder-lock.ts";
import { Ledger } from "../queue/ledger.ts";
import { Patience } from "../queue/patience.ts";
import { Queue } from "../queue/queue.ts";
import { describe, short } from "../report/text.ts";
import { placeOf, placeOptions } from "./given.ts";
import { progressFile } from "./progress-file.ts";
import type { Verb } from "./verb.ts";

/** The verb. */
export const status: Verb = {
  name: "status",
  operands: [],
  summary: "how far a farm is",
  options: placeOptions,
  async run({ given, note, say }) {
    const place = placeOf(given);
    const holder = place.kind === "folder" ? holderOf(place.folder) : undefined;
    if (place.kind === "folder" && holder !== undefined) {
      const progress = readProgress(join(place.folder, progressFile));
      say(`process ${holder} is at work: ${progress === undefined ? "it has just begun" : words(progress)}`);
      return { exit: exitCodes.ok, document: { process: holder, progress } };
    }
    const database = await openDatabase(place, new Patience(30, note));
    try {
      const ledger = new Ledger(database);
      const campaigns = [];
      const versions = new Set<string>();
      for (const { id, campaign } of await ledger.campaigns()) {
        const [row] = await database.ask<{ done: number; runs: number }>(
          `SELECT count(DISTINCT block)::int AS done, count(*)::int AS runs FROM farm.block JOIN farm.run USING (job) WHERE campaign = $1`,
          [id],
        );
        campaigns.push({ id, campaign, ...row! });
        versions.add(campaign.version);
        say(
          `campaign ${short(id)}: ${row!.done} of ${campaign.blocks} blocks done in ${row!.runs} runs; ${describe(campaign)}`,
        );
      }
      if (campaigns.length === 0) say("no campaign is in this farm");
      const queues = [];
      const own = versionOf();
      for (const version of versions) {
        const numbers = await (await Queue.open(database, version)).numbers();
        queues.push({ version, ...numbers });
        const ours = version === own ? "this checkout" : "another checkout";
        say(
          `version ${short(version)} (${ours}): ${numbers.waiting} waiting, ${numbers.active} active, ${numbers.givenUp} given up, ${numbers.givenAgain} given again`,
        );
      }
      const oldest = await database.ask<{ seconds: number | null }>(
        `SELECT max(extract(epoch FROM now() - heartbeat_on))::int AS seconds FROM ${queueSchema}.job WHERE state = 'active'`,
      );
      const quiet = oldest[0]?.seconds ?? undefined;
      if (quiet !== undefined) say(`the active block not heard of for longest: ${quiet} s`);
      return { exit: exitCodes.ok, document: { campaigns, queues, quietSeconds: quiet } };
    } finally {
      await database.close();
    }
  },
};

function words({ results, deaths, running, time }: Readonly<Record<string, unknown>>): string {
  return `${String(results)} results, ${String(deaths)} deaths of workers, ${String(running)} blocks running, at ${String(time)}`;
}

function readProgress(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
