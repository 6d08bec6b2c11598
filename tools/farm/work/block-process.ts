/**
 * The process that runs blocks, one after the other. It knows nothing of queues and databases, and may die at any moment. When its farm
 * is gone, so is it.
 */

import { flushCompileCache } from "node:module";
import { resultOf } from "../jobs/result.ts";
import { run } from "../jobs/run.ts";
import type { Answer, Order } from "./messages.ts";

// Ctrl-C reaches every process of a terminal; when this one ends is for the farm to say.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(0));
process.on("message", (order: Order) => void obey(order));
process.send?.({ kind: "ready" } satisfies Answer);
// Where code is cached, now: this process is usually ended by a signal.
flushCompileCache();

async function obey({ id, job }: Order): Promise<void> {
  let answer: Answer;
  try {
    answer = { kind: "result", result: resultOf(id, await run(job)) };
  } catch (error) {
    answer = { kind: "threw", message: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(answer);
}
