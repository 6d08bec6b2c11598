/**
 * Worker threads that share out the blocks of a campaign. The command itself only keeps the record, so that it can answer
 * an interrupt at once.
 */

import { Worker } from "node:worker_threads";
import type { BlockResult, CampaignSettings, Finding } from "../../../../testing/index.ts";
import type { Answer, Order, WorkerSetup } from "./messages.ts";

/** What is wanted of a pool. */
export interface PoolOptions {
  readonly settings: CampaignSettings;
  readonly workers: number;
  readonly onFinding: (finding: Finding) => void;
  readonly onCases: (count: number) => void;
  readonly onBlock: (result: BlockResult) => void;
}

/** A pool at work. */
export interface Pool {
  /** Ends when all orders are done, or after a stop when every worker has handed in what it has. */
  readonly done: Promise<void>;
  /** Finish the cases at hand, and no more. */
  stop(): void;
}

/** The worker's file: TypeScript in a clone, JavaScript in the package. */
const workerFile = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/** Run all orders. */
export function startPool(orders: Iterable<Order>, options: PoolOptions): Pool {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const setup: WorkerSetup = { settings: options.settings, stop };
  const queue: Iterator<Order, unknown> = orders[Symbol.iterator]();
  const next = (): Order | undefined => {
    if (Atomics.load(stop, 0) !== 0) return undefined;
    const order = queue.next();
    return order.done === true ? undefined : order.value;
  };
  const halt = (): void => {
    Atomics.store(stop, 0, 1);
  };
  const all = Array.from({ length: options.workers }, () => work(setup, next, options));
  return {
    stop: halt,
    done: Promise.all(
      all.map((one) =>
        one.catch((error: unknown) => {
          halt();
          throw error;
        }),
      ),
    ).then(() => undefined),
  };
}

function work(setup: WorkerSetup, next: () => Order | undefined, options: PoolOptions): Promise<void> {
  const first = next();
  if (first === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: setup });
    const give = (order: Order): void => worker.postMessage(order);
    const end = (settle: () => void): void => void worker.terminate().then(settle, settle);
    worker.on("error", (error) => end(() => reject(error)));
    const take = (answer: Answer): void => {
      if (answer.kind === "found") options.onFinding(answer.finding);
      else if (answer.kind === "cases") options.onCases(answer.count);
      else {
        options.onBlock(answer.result);
        const order = next();
        if (order === undefined) end(resolve);
        else give(order);
      }
    };
    worker.on("message", (answer: Answer) => {
      try {
        take(answer);
      } catch (error) {
        // Such as a record that cannot be written any more.
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    });
    give(first);
  });
}
