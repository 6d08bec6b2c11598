/**
 * A worker thread: runs the blocks it is given, one after the other. It reports each finding at once.
 */

import { parentPort, workerData } from "node:worker_threads";
import { runBlock } from "../../../../testing/index.ts";
import type { Answer, Order, WorkerSetup } from "./messages.ts";

const { settings, stop } = workerData as WorkerSetup;
/** How often it reports its progress, in milliseconds. */
const reportEvery = 100;

const answer = (message: Answer): void => parentPort?.postMessage(message);

parentPort?.on("message", ({ block, cases }: Order) => {
  let told = 0;
  let last = performance.now();
  const result = runBlock(
    settings,
    block,
    cases,
    {},
    {
      onFinding: (finding) => answer({ kind: "found", finding }),
      onCase(done) {
        const now = performance.now();
        if (now - last > reportEvery) {
          answer({ kind: "cases", count: done - told });
          told = done;
          last = now;
        }
        return Atomics.load(stop, 0) === 0;
      },
    },
  );
  answer({ kind: "cases", count: result.cases - told });
  answer({ kind: "block", result });
});
