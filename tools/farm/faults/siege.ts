/**
 * A farm at work, and somebody who kills its processes: now one that runs a block, now one that keeps the farm, each in the middle of what it
 * does (SIGKILL). The kept ones are started again, as whoever runs a farm would. Once in between, the database breaks down for ten seconds, and a
 * worker of another version comes along. Where the database is on a small disk, that is full for as long, too.
 */

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { exitCodes } from "../../../src/cli/exit-codes.ts";
import { Chance } from "../../../src/testing/generate/random.ts";
import type { SmallDisk } from "../../faults/small-disk.ts";
import { progressFile } from "../command/progress-file.ts";
import type { Campaign } from "../jobs/campaign.ts";
import { type Database, openDatabase, type Place } from "../queue/database.ts";
import { Ledger } from "../queue/ledger.ts";
import { Patience } from "../queue/patience.ts";
import { makeOtherVersion } from "./other-version.ts";
import type { PostgresServer } from "./postgres-server.ts";
import { childrenOf, type FarmProcess, runs, startFarm } from "./processes.ts";
import { isPoison } from "./work-load.ts";

/** What is attacked, and how. */
export interface SiegeOptions {
  readonly folder: string;
  /** The database; without one, PGlite. */
  readonly server: PostgresServer | undefined;
  /** The disk on which its data are, where that gets full. */
  readonly disk: SmallDisk | undefined;
  readonly campaigns: readonly Campaign[];
  readonly seed: number;
  readonly kills: number;
  readonly processes: number;
  /** How long the database is away when it breaks down, and its disk full, in seconds. */
  readonly away: number;
  readonly progress: (text: string) => void;
  readonly note: (line: string) => void;
}

/** What the farm went through. */
export interface Suffered {
  /** What the database says it is. */
  readonly database: string;
  /** Killed processes that run blocks. */
  readonly workers: number;
  /** Killed processes that keep the farm. */
  readonly keepers: number;
  readonly breakdowns: number;
  /** How long the database was away each time, in seconds. */
  readonly away: number;
  /** What the database did when its disk was full, where that was tried. */
  readonly whenFull: "ended" | "stayed" | undefined;
  /** How many processes said then that there is no space left. */
  readonly noticed: number;
  /** How a worker of another version ended. */
  readonly otherVersion: { readonly exit: number | string } | undefined;
  /** What a process of the farm did that it must not. */
  readonly mistakes: readonly string[];
}

/** Of a hundred kills, those of a process that keeps the farm. */
const keepersOfHundred = 30;

/** One attack. */
export class Siege {
  readonly #options: SiegeOptions;
  readonly #chance: Chance;
  readonly #expected = new Set<FarmProcess>();
  readonly #mistakes: string[] = [];
  #farm: FarmProcess[] = [];
  #other: FarmProcess | undefined;
  #killedWorkers = 0;
  #killedKeepers = 0;
  #breakdowns = 0;
  #whenFull: Suffered["whenFull"];
  #noticed = 0;
  /** With PGlite: results of processes that have ended. */
  #before = 0;

  constructor(options: SiegeOptions) {
    this.#options = options;
    this.#chance = new Chance(options.seed);
  }

  /** Where the farm is. */
  get place(): Place {
    const { server, folder } = this.#options;
    return server === undefined
      ? { kind: "folder", folder: join(folder, "farm") }
      : { kind: "database", url: server.url };
  }

  /** Put the campaigns in, work and kill until there is nothing more to do. */
  async run(): Promise<Suffered> {
    const { server, disk, campaigns, kills, processes, progress } = this.#options;
    const total = campaigns.filter((one) => !isPoison(one)).reduce((sum, { blocks }) => sum + blocks, 0);
    let watched: Database | undefined = await this.#begin();
    const [row] = await watched.ask<{ version: string }>("SELECT version() AS version");
    if (server === undefined) {
      await watched.close();
      watched = undefined;
    }
    try {
      const other = server && this.#comeAlong();
      for (let i = 0; i < processes; i++) this.#farm.push(this.#start());
      while (this.#farm.length > 0) {
        await wait(50);
        const done = await this.#done(watched);
        const killed = this.#killedWorkers + this.#killedKeepers;
        progress(`${done} of ${total} blocks, ${killed} of ${kills} killed`);
        // All are made before the last blocks: then everything must still come to its end.
        if (killed < kills && done >= (0.9 * total * (killed + 1)) / (kills + 1)) this.#kill();
        if (server !== undefined && this.#breakdowns === 0 && done >= total / 2) await this.#breakDown(server);
        if (server !== undefined && disk !== undefined && this.#whenFull === undefined && done >= total / 4)
          await this.#fill(server, disk);
        this.#lookAfter();
      }
      if (this.#killedWorkers + this.#killedKeepers < kills)
        this.#mistakes.push(`only ${this.#killedWorkers + this.#killedKeepers} of ${kills} kills were made`);
      return {
        database: row!.version.split(" on ")[0]! + (server === undefined ? " (PGlite)" : ""),
        workers: this.#killedWorkers,
        keepers: this.#killedKeepers,
        breakdowns: this.#breakdowns,
        away: this.#options.away,
        whenFull: this.#whenFull,
        noticed: this.#noticed,
        otherVersion: await other,
        mistakes: this.#mistakes,
      };
    } finally {
      await watched?.close();
    }
  }

  /** End everything. */
  end(): void {
    for (const one of [...this.#farm, ...(this.#other === undefined ? [] : [this.#other])]) one.child.kill("SIGKILL");
  }

  async #begin(): Promise<Database> {
    const database = await openDatabase(this.place, new Patience(60, () => {}), true);
    const ledger = new Ledger(database);
    for (const campaign of this.#options.campaigns) await ledger.add(campaign, isPoison(campaign) ? 0 : 5);
    return database;
  }

  get #words(): readonly string[] {
    const { place } = this;
    return place.kind === "folder" ? ["--folder", place.folder] : ["--database", place.url];
  }

  #start(): FarmProcess {
    const { server, folder } = this.#options;
    return startFarm(["work", ...this.#words, "--workers", server === undefined ? "2" : "1"], join(folder, "code"));
  }

  async #done(database: Database | undefined): Promise<number> {
    if (database === undefined) return this.#before + this.#life();
    const [row] = await database.ask<{ done: number }>("SELECT count(DISTINCT job)::int AS done FROM farm.run");
    return row!.done;
  }

  /** With PGlite: results of the process that works now. */
  #life(): number {
    try {
      const text = readFileSync(join(this.#options.folder, "farm", progressFile), "utf8");
      const { process: pid, results } = JSON.parse(text) as { readonly process: number; readonly results: number };
      return this.#farm.some(({ child }) => child.pid === pid) ? results : 0;
    } catch {
      // It has not begun, or is being written.
      return 0;
    }
  }

  /** Kill one process that works. */
  #kill(): void {
    const keeper = this.#chance.pick(this.#farm);
    if (!runs(keeper)) return;
    // One without children has not begun to work.
    const children = childrenOf(keeper.child.pid!);
    if (children.length === 0) return;
    if (this.#chance.below(100) >= keepersOfHundred) {
      process.kill(this.#chance.pick(children), "SIGKILL");
      this.#killedWorkers++;
      return;
    }
    this.#before += this.#life();
    this.#expected.add(keeper);
    keeper.child.kill("SIGKILL");
    this.#killedKeepers++;
  }

  /** Start again what was killed; what came to its end has ended. */
  #lookAfter(): void {
    for (const one of this.#farm.filter((process) => !runs(process))) {
      this.#farm = this.#farm.filter((process) => process !== one);
      if (this.#expected.has(one)) this.#farm.push(this.#start());
      // The poison is left.
      else if (one.child.exitCode !== exitCodes.undecided)
        this.#mistakes.push(
          `a process of the farm ended with ${one.child.exitCode ?? one.child.signalCode}: ${one.said().trim()}`,
        );
    }
  }

  async #breakDown(server: PostgresServer): Promise<void> {
    this.#breakdowns++;
    await server.breakDown();
    await wait(this.#options.away * 1000);
    await server.start();
  }

  /** The disk is full for a while. */
  async #fill(server: PostgresServer, disk: SmallDisk): Promise<void> {
    disk.fill();
    await wait(this.#options.away * 1000);
    this.#noticed = this.#farm.filter((one) => /no space left/iu.test(one.said())).length;
    disk.free();
    this.#whenFull = (await server.revive()) ? "ended" : "stayed";
  }

  /** A worker of another version finds nothing that is for it. */
  async #comeAlong(): Promise<{ readonly exit: number | string }> {
    const folder = join(this.#options.folder, `checkout-${randomUUID()}`);
    makeOtherVersion(folder);
    this.#other = startFarm(["work", ...this.#words], join(this.#options.folder, "code"), folder);
    const exit = await this.#other.ended;
    if (exit !== exitCodes.invalid)
      this.#mistakes.push(`a worker of another version ended with ${exit}: ${this.#other.said()}`);
    return { exit };
  }
}
