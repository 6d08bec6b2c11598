/** `retry`: gives what was set aside once more. */

import { exitCodes } from "../../../src/cli/exit-codes.ts";
import { versionOf } from "../jobs/version.ts";
import { openDatabase } from "../queue/database.ts";
import { Ledger } from "../queue/ledger.ts";
import { Patience } from "../queue/patience.ts";
import { Queue } from "../queue/queue.ts";
import { placeOf, placeOptions } from "./given.ts";
import type { Verb } from "./verb.ts";

/** The verb. */
export const retry: Verb = {
  name: "retry",
  operands: [],
  summary: "have the blocks that were set aside tried again",
  options: placeOptions,
  async run({ given, note, say }) {
    const version = versionOf();
    const database = await openDatabase(placeOf(given), new Patience(30, note));
    try {
      const ledger = new Ledger(database);
      const queue = await Queue.open(database, version);
      await queue.again();
      const again = await ledger.forgetAlone(true);
      await queue.fill(await ledger.open(version));
      say(`${again} blocks will be tried again`);
      return { exit: exitCodes.ok, document: { again } };
    } finally {
      await database.close();
    }
  },
};
