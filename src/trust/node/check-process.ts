/**
 * A process that checks: it asks our own checker about the bytes that it is sent, one question after the other. When nobody listens any
 * more, it ends.
 */

import { flushCompileCache } from "node:module";
import { beginLongChecks } from "../../host/long-checks.ts";
import { answerTo } from "../ask.ts";
import type { CheckOrder } from "./checker.ts";

beginLongChecks();

// Ctrl-C reaches every process of a terminal; when this one ends is for its asker to say.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
process.on("message", ({ question, options }: CheckOrder) => process.send?.(answerTo(question, options)));
// Where code is cached, now: this process is usually ended by a signal.
flushCompileCache();
