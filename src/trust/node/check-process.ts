/**
 * A process that checks: it asks our own checker about the bytes that it is sent, one question after the other. When nobody listens any
 * more, it ends.
 */

import { flushCompileCache } from "node:module";
import { beginLongChecks } from "../../host/long-checks.ts";
import { ask } from "../ask.ts";
import type { CheckOrder, CheckReply } from "./checkers.ts";

beginLongChecks();

// Ctrl-C reaches every process of a terminal; when this one ends is for its asker to say.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
process.on("message", ({ question, options }: CheckOrder) => {
  let reply: CheckReply;
  try {
    reply = { kind: "answer", asked: ask(question, options) };
  } catch (error) {
    // Our own defect, and of this question alone.
    reply = { kind: "defect", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(reply);
});
// Where code is cached, now: this process is usually ended by a signal.
flushCompileCache();
