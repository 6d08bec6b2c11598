/** `work`: runs what is in a farm until nothing is left that can be run. May be ended, or killed, at any moment and started again. */

import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { CommandError, usageError } from "../../../src/cli/command-error.ts";
import { exitCodes } from "../../../src/cli/exit-codes.ts";
import { onInterrupt } from "../../../src/cli/host/interrupt.ts";
import { versionOf } from "../jobs/version.ts";
import { type Database, openDatabase } from "../queue/database.ts";
import { Ledger } from "../queue/ledger.ts";
import { Patience } from "../queue/patience.ts";
import { short } from "../report/text.ts";
import { Keeper, type Progress } from "../work/keeper.ts";
import { numberOf, placeOf, placeOptions } from "./given.ts";
import { progressFile } from "./progress-file.ts";
import type { Verb } from "./verb.ts";

/** The verb. */
export const work: Verb = {
  name: "work",
  operands: [],
  summary: "work for a farm until there is nothing more to do",
  options: [
    { name: "workers", value: "N", help: "how many blocks run at once (as many as there are processors)" },
    { name: "seconds", value: "N", help: "how long a block may take (600)" },
    { name: "memory", value: "MIB", help: "how much memory a block may take (1024)" },
    { name: "patience", value: "SECONDS", help: "how long a database that is away is waited for (120)" },
    { name: "stay", help: "go on when nothing is left: more may be put in" },
    ...placeOptions,
  ],
  async run({ given, terminal, note, say }) {
    const place = placeOf(given);
    const options = {
      version: versionOf(),
      workers: numberOf(given, "workers", availableParallelism(), 1, 256),
      seconds: numberOf(given, "seconds", 600, 1, 86_000),
      memory: numberOf(given, "memory", 1024, 64, 1_000_000),
      stay: given.flag("stay"),
      note,
      onProgress: (progress: Progress): void => {
        terminal.progress(`${progress.results} results, ${progress.deaths} deaths, ${progress.running} running`);
        if (place.kind === "folder") show(join(place.folder, progressFile), progress);
      },
    };
    const patience = new Patience(numberOf(given, "patience", 120, 0, 86_400), note);
    const database = await openDatabase(place, patience);
    try {
      await refuseOtherVersions(database, options.version, options.stay, note);
      const keeper = await Keeper.open(database, options);
      onInterrupt(() => {
        note("finishing the blocks at hand; once more to end at once");
        keeper.stop();
      });
      const { results, deaths, different } = await keeper.work();
      terminal.progress("");
      const left = await new Ledger(database).open(options.version);
      say(`${results} results, ${deaths} deaths of workers, ${different} different, ${left.length} blocks left`);
      const exit = different > 0 ? exitCodes.differs : left.length > 0 ? exitCodes.undecided : exitCodes.ok;
      return { exit, document: { results, deaths, different, left: left.length } };
    } finally {
      await database.close();
    }
  },
};

async function refuseOtherVersions(
  database: Database,
  version: string,
  stay: boolean,
  note: (line: string) => void,
): Promise<void> {
  const others = new Map<string, number>();
  let ours = 0;
  for (const { campaign } of await new Ledger(database).campaigns())
    if (campaign.version === version) ours++;
    else others.set(campaign.version, (others.get(campaign.version) ?? 0) + 1);
  const list = [...others].map(([other, count]) => `${short(other)} (${count})`).join(", ");
  if (others.size > 0 && (ours > 0 || stay)) note(`campaigns of other versions stay untouched: ${list}`);
  if (ours > 0 || stay) return;
  if (others.size === 0) throw usageError("no campaign is in this farm", "npm run farm -- start generated");
  throw new CommandError(
    "file",
    `the campaigns in this farm are of version ${list}; this checkout is ${short(version)}, and leaves them untouched`,
    { hint: "work on them from the checkout that started them, or start a campaign of this version" },
  );
}

/** For `status`, which cannot open the folder meanwhile. That it cannot be written, as on a full disk, stops nothing. */
function show(path: string, progress: Progress): void {
  try {
    writeFileSync(path, JSON.stringify({ ...progress, process: process.pid, time: new Date().toISOString() }));
  } catch {
    // What must be kept is in the database.
  }
}
