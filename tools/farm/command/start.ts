/** `start`: puts a campaign into a farm. Again is the same as once. */

import { exitCodes } from "../../../src/cli/exit-codes.ts";
import { openDatabase } from "../queue/database.ts";
import { Ledger } from "../queue/ledger.ts";
import { Patience } from "../queue/patience.ts";
import { Queue } from "../queue/queue.ts";
import { describe, short } from "../report/text.ts";
import { campaignOf, campaignOptions, numberOf, placeOf, placeOptions } from "./given.ts";
import type { Verb } from "./verb.ts";

/** The verb. */
export const start: Verb = {
  name: "start",
  operands: ["KIND"],
  summary: "put a campaign into a farm: property, generated, forge, edits, or trial, which tries the farm itself",
  options: [
    ...campaignOptions,
    { name: "twice", value: "PERCENT", help: "how many of the blocks are run twice, as a check (1)" },
    ...placeOptions,
  ],
  async run({ given, note, say }) {
    const campaign = campaignOf(given);
    const twice = numberOf(given, "twice", 1, 0, 100);
    const place = placeOf(given);
    const database = await openDatabase(place, new Patience(30, note), true);
    try {
      const ledger = new Ledger(database);
      const id = await ledger.add(campaign, twice);
      const queue = await Queue.open(database, campaign.version);
      await queue.fill(await ledger.open(campaign.version));
      say(`campaign ${short(id)}: ${describe(campaign)}`);
      say(`to work on it: npm run farm -- work ${placeWords(given)}`.trimEnd());
      return { exit: exitCodes.ok, document: { id, campaign } };
    } finally {
      await database.close();
    }
  },
};

/** Where to work. An address may have a password in it, and is not printed. */
function placeWords(given: Parameters<typeof placeOf>[0]): string {
  if (given.text("database") !== undefined) return "--database URL";
  const folder = given.text("folder");
  return folder === undefined ? "" : `--folder ${folder}`;
}
