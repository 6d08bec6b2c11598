/**
 * The process that works for a farm: takes blocks from the queue, has its workers run them, and writes down what comes of them.
 *
 * It may be killed at any moment. What it had is then given to another after its lease, or at once where the farm is in a folder, which
 * nobody else can have had. A block that was run twice for that has given the same result twice.
 */

import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "../queue/database.ts";
import { type Known, Ledger } from "../queue/ledger.ts";
import { lease, Queue, type Taken } from "../queue/queue.ts";
import { differentLine, short } from "../report/text.ts";
import { type BlockEnd, BlockWorker, type Limits } from "./block-worker.ts";

/** How a keeper works. */
export interface KeeperOptions extends Limits {
  readonly version: string;
  readonly workers: number;
  /** Go on when there is nothing more to do, as more may come. */
  readonly stay: boolean;
  /** What everybody must hear, as a line. */
  readonly note: (line: string) => void;
  /** Called now and then, with the work going on. */
  readonly onProgress: (progress: Progress) => void;
}

/** What a keeper has done so far. */
export interface Progress {
  readonly results: number;
  readonly deaths: number;
  /** Blocks that came out otherwise than before. */
  readonly different: number;
  readonly running: number;
  readonly open: number;
}

/** How long a run of somebody else is left alone while there is nothing else to do, in seconds of a clock that cannot be set. */
const overdue = 3 * lease;

/** A keeper at work. */
export class Keeper {
  readonly #options: KeeperOptions;
  readonly #ledger: Ledger;
  readonly #queue: Queue;
  readonly #alone: boolean;
  readonly #free: BlockWorker[];
  readonly #running = new Map<string, Taken>();
  readonly #name = `${hostname()} ${process.pid} node ${process.version}`;
  readonly #seen = new Map<string, number>();
  #campaigns: readonly Known[] = [];
  #stopping = false;
  #broken: { readonly error: unknown } | undefined;
  #results = 0;
  #deaths = 0;
  #different = 0;
  #open = 0;
  #beating = false;
  #woken = new AbortController();

  private constructor(options: KeeperOptions, ledger: Ledger, queue: Queue, alone: boolean) {
    this.#options = options;
    this.#ledger = ledger;
    this.#queue = queue;
    this.#alone = alone;
    this.#free = Array.from({ length: options.workers }, () => new BlockWorker(options));
  }

  /** A keeper for the version of this checkout. */
  static async open(database: Database, options: KeeperOptions): Promise<Keeper> {
    return new Keeper(options, new Ledger(database), await Queue.open(database, options.version), database.alone);
  }

  /** Finish the blocks at hand, and no more. */
  stop(): void {
    this.#stopping = true;
    this.#wake();
  }

  /** Work until nothing is left that can be done; the numbers at the end. */
  async work(): Promise<Progress> {
    const beat = setInterval(() => void this.#beat(), (lease / 3) * 1000);
    try {
      await this.#begin();
      let idle = 0;
      for (;;) {
        if (this.#broken !== undefined) throw this.#broken.error;
        const taken = this.#stopping || this.#free.length === 0 ? [] : await this.#queue.take(this.#free.length);
        for (const one of taken) this.#give(one);
        this.#report();
        if (this.#stopping && this.#running.size === 0) break;
        if (taken.length === 0 && this.#running.size === 0 && !(await this.#leftOver())) break;
        idle = taken.length > 0 ? 0 : idle + 1;
        await this.#pause(this.#free.length === 0 || this.#stopping ? 2000 : Math.min(1000, 50 * 2 ** idle));
      }
    } finally {
      clearInterval(beat);
      for (const worker of this.#free) worker.stop();
    }
    this.#report();
    return this.#progress();
  }

  /** Take up what is there: blocks whose campaign was not yet whole, and what a process had that is gone. */
  async #begin(): Promise<void> {
    const { version } = this.#options;
    if (this.#alone) {
      // Nobody else can be at it.
      for (const one of await this.#queue.active()) {
        await this.#ledger.died(one.job, "its farm was ended", this.#name);
        await this.#queue.giveBack(one, "its farm was ended");
      }
      await this.#ledger.forgetAlone(false);
    }
    await this.#ledger.complete(version);
    this.#campaigns = await this.#ledger.campaigns(version);
    const open = await this.#ledger.open(version);
    this.#open = open.length;
    await this.#queue.fill(open);
  }

  #give(taken: Taken): void {
    const worker = this.#free.pop()!;
    this.#running.set(keyOf(taken), taken);
    void this.#run(worker, taken)
      .then((end) => this.#settle(taken, end))
      .catch((error: unknown) => {
        this.#broken = { error };
      })
      .finally(() => {
        this.#running.delete(keyOf(taken));
        this.#free.push(worker);
        this.#wake();
      });
  }

  async #run(worker: BlockWorker, { job: id, campaign, block }: Taken): Promise<BlockEnd> {
    const find = (): Known | undefined => this.#campaigns.find((known) => known.id === campaign);
    // It may have been started after we were.
    if (find() === undefined) this.#campaigns = await this.#ledger.campaigns(this.#options.version);
    const known = find();
    if (known === undefined) return { kind: "died", how: "its campaign is not known" };
    return await worker.run({ id, job: { campaign: known.campaign, block } });
  }

  /** First the result is kept, then its entry leaves the queue: killed in between, the block is only run once more. */
  async #settle(taken: Taken, end: BlockEnd): Promise<void> {
    if (end.kind === "died") await this.#lose(taken, end.how);
    else {
      await this.#keep(taken, end);
      await this.#queue.done(taken);
    }
  }

  /** A worker died of it: another may have it. */
  async #lose(taken: Taken, how: string): Promise<void> {
    this.#deaths++;
    await this.#ledger.died(taken.job, how, this.#name);
    await this.#queue.giveBack(taken, how);
  }

  async #keep(taken: Taken, { result }: BlockEnd & { readonly kind: "result" }): Promise<void> {
    const others = await this.#ledger.keep(taken.job, result, this.#name);
    this.#results++;
    if (others.length === 0) return;
    this.#different++;
    this.#options.note(
      differentLine(`block ${taken.block} of campaign ${short(taken.campaign)}`, result.digest, others),
    );
  }

  /** There is nothing to take, and nothing runs here. Is there still something that we can do, or wait for? */
  async #leftOver(): Promise<boolean> {
    const { version, stay } = this.#options;
    const open = await this.#ledger.open(version);
    this.#open = open.length;
    if (open.length > 0) await this.#queue.fill(open);
    const numbers = await this.#queue.numbers();
    if (numbers.waiting > 0) return true;
    const jobs = new Map(open.map((block) => [block.job, block]));
    for (const one of await this.#queue.givenUp()) {
      const block = jobs.get(one.job);
      if (block === undefined || !(await this.#ledger.claimAlone(one.job, this.#name))) continue;
      await this.#tryAlone(one, block.wanted - block.runs);
      return true;
    }
    const elsewhere = (await this.#queue.active()).filter(({ job }) => jobs.has(job));
    const late = elsewhere.find((one) => this.#isOverdue(one));
    if (late !== undefined) {
      await this.#takeOver(late);
      return true;
    }
    return elsewhere.length > 0 || stay;
  }

  /** A block that ended its process again and again, with nothing else running here: was it the block, or its neighbours? */
  async #tryAlone(one: Taken, runs: number): Promise<void> {
    const end = await this.#here(one);
    if (end.kind === "result") return runs > 1 ? this.#tryAlone(one, runs - 1) : undefined;
    this.#deaths++;
    await this.#ledger.died(one.job, `alone: ${end.how}`, this.#name);
    await this.#ledger.setAside(one.job, end.how);
    this.#options.note(`SET ASIDE: block ${one.block} of campaign ${short(one.campaign)}: ${end.how}, also alone`);
  }

  /**
   * Has somebody had this for so long that they are gone? Leases say so, but by the database's clock: after a clock was set back
   * they may last for hours. To run a block that somebody else is still at does no harm.
   */
  #isOverdue(one: Taken): boolean {
    const attempt = keyOf(one);
    const seen = this.#seen.get(attempt);
    if (seen === undefined) this.#seen.set(attempt, performance.now());
    return seen !== undefined && performance.now() - seen > overdue * 1000;
  }

  async #takeOver(late: Taken): Promise<void> {
    const end = await this.#here(late);
    if (end.kind === "result") await this.#queue.done(late, true);
    else await this.#lose(late, end.how);
  }

  /** Run a block that is not on lease here. */
  async #here(one: Taken): Promise<BlockEnd> {
    const worker = this.#free.pop()!;
    this.#running.set(keyOf(one), one);
    try {
      const end = await this.#run(worker, one);
      if (end.kind === "result") await this.#keep(one, end);
      return end;
    } finally {
      this.#running.delete(keyOf(one));
      this.#free.push(worker);
    }
  }

  /** Say that what runs here is alive. When that fails the lease is lost, and the block is run by another as well. */
  async #beat(): Promise<void> {
    if (this.#beating) return;
    this.#beating = true;
    try {
      await this.#queue.touch([...this.#running.values()]);
    } catch {
      // The database has been away for longer than we wait: what works for us says so too.
    } finally {
      this.#beating = false;
    }
    this.#report();
  }

  /** Wait, unless something ended since the last time. */
  async #pause(milliseconds: number): Promise<void> {
    const woken = this.#woken;
    try {
      await wait(milliseconds, undefined, { signal: woken.signal });
    } catch {
      // Something ended.
    }
    if (woken.signal.aborted) this.#woken = new AbortController();
  }

  #wake(): void {
    this.#woken.abort();
  }

  #progress(): Progress {
    return {
      results: this.#results,
      deaths: this.#deaths,
      different: this.#different,
      running: this.#running.size,
      open: this.#open,
    };
  }

  #report(): void {
    this.#options.onProgress(this.#progress());
  }
}

/** One attempt of one entry. */
function keyOf({ id, retryCount }: Taken): string {
  return `${id} ${retryCount}`;
}
