/**
 * `faults`: a farm of its own, in a temporary folder, whose processes are killed while it works, and whose database breaks down; then all that
 * must be there is counted, and some of it is computed once more without a farm.
 *
 * The kills are spread over the work by how much of it is done, not by time: on a slow machine there are as many.
 */

import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { usageError } from "../../../src/cli/command-error.ts";
import { exitCodes } from "../../../src/cli/exit-codes.ts";
import { SmallDisk } from "../../faults/small-disk.ts";
import { numberOf } from "../command/given.ts";
import type { Verb } from "../command/verb.ts";
import { type Counted, count, wrong } from "./count.ts";
import { PostgresServer, postgresPrograms } from "./postgres-server.ts";
import { Siege } from "./siege.ts";
import { campaignsOf } from "./work-load.ts";

/** How large a small disk under PostgreSQL is, in blocks of 4 KiB: its data take 40 MB, and its log grows. */
const diskBlocks = 50_000;

/** The verb. */
export const faults: Verb = {
  name: "faults",
  operands: [],
  summary: "kill the processes of a farm of its own while it works, break its database, and count what is lost",
  options: [
    { name: "blocks", value: "N", help: "how many blocks (1000)" },
    { name: "kills", value: "N", help: "how many processes are killed (100)" },
    { name: "seed", value: "N", help: "which blocks, and who is killed (random)" },
    { name: "away", value: "SECONDS", help: "how long the database is away (10)" },
    {
      name: "full-disk",
      help: "the database's disk, a small one, is full for as long, too; it needs the right to mount",
    },
    { name: "processes", value: "N", help: "how many processes of the farm work at once; one with PGlite (3)" },
    { name: "pglite", help: "on PGlite; otherwise on a PostgreSQL, where one is installed" },
  ],
  async run({ given, note, say, terminal }) {
    if (process.platform !== "linux")
      throw usageError("`faults` needs Linux: it finds the processes of a farm in /proc");
    const seed = numberOf(given, "seed", Math.floor(Math.random() * 2 ** 31), 0, 2 ** 31 - 1);
    const campaigns = campaignsOf(numberOf(given, "blocks", 1000, 10, 1_000_000), seed);
    const programs = given.flag("pglite") ? undefined : postgresPrograms();
    if (programs === undefined && !given.flag("pglite"))
      note(
        "NO POSTGRESQL IS INSTALLED (Debian: apt-get install postgresql): only PGlite is tried, and no two processes share a farm",
      );
    const folder = mkdtempSync(join(tmpdir(), "etalon-farm-"));
    // The user who runs the server must come through.
    chmodSync(folder, 0o711);
    const data = join(folder, "postgresql");
    const disk = given.flag("full-disk") && programs !== undefined ? SmallDisk.mount(data, diskBlocks) : undefined;
    if (given.flag("full-disk") && disk === undefined)
      throw usageError("`--full-disk` needs PostgreSQL, and the right to mount a disk of memory");
    const server = programs === undefined ? undefined : await PostgresServer.create(programs, data);
    const siege = new Siege({
      folder,
      server,
      disk,
      campaigns,
      seed,
      kills: numberOf(given, "kills", 100, 0, 100_000),
      away: numberOf(given, "away", 10, 0, 60),
      processes: server === undefined ? 1 : numberOf(given, "processes", 3, 1, 64),
      progress: (text) => terminal.progress(text),
      note,
    });
    const began = performance.now();
    try {
      const suffered = await siege.run();
      terminal.progress("");
      const counted = await count(siege.place, campaigns, seed, note);
      const seconds = Math.round((performance.now() - began) / 1000);
      const mistakes = [...suffered.mistakes, ...wrong(counted)];
      for (const line of [`seed        ${seed}`, ...lines(suffered, counted, seconds)]) say(line);
      for (const mistake of mistakes) say(`WRONG       ${mistake}`);
      return {
        exit: mistakes.length === 0 ? exitCodes.ok : exitCodes.differs,
        document: { seed, seconds, suffered, counted, mistakes },
      };
    } finally {
      siege.end();
      await server?.breakDown();
      disk?.unmount();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function lines(suffered: Awaited<ReturnType<Siege["run"]>>, counted: Counted, seconds: number): readonly string[] {
  const { workers, keepers, breakdowns, database, whenFull, noticed, otherVersion } = suffered;
  return [
    `on          ${database}, in ${seconds} s`,
    `killed      ${workers + keepers} processes: ${workers} that ran a block, ${keepers} that kept the farm`,
    ...(breakdowns > 0
      ? [`database    broken down ${breakdowns === 1 ? "once" : `${breakdowns} times`}, away for ${suffered.away} s`]
      : []),
    ...(whenFull === undefined
      ? []
      : [
          `full disk   for ${suffered.away} s; PostgreSQL ${whenFull === "ended" ? "ended, and was started again" : "stayed"}; ${noticed} processes of the farm said so`,
        ]),
    ...(otherVersion === undefined
      ? []
      : [`version     a worker of another version ended with exit code ${otherVersion.exit}, and took nothing`]),
    `blocks      ${counted.done} of ${counted.blocks} have a result: ${counted.blocks - counted.done} lost`,
    `runs        ${counted.runs}, ${counted.again} of them again: ${counted.different} different`,
    `counted     cases ${counted.cases} of ${counted.casesExpected}: nothing twice`,
    `poison      ${counted.poisonAside} of ${counted.poison} blocks that end their process are set aside`,
    `set aside   ${counted.innocentAside} others`,
    `computed    ${counted.sampled} blocks once more, without a farm: ${counted.sampledEqual} equal`,
  ];
}
