/** A thread that checks: it asks our own checker about the bytes that it is sent, one question after the other. */

import { parentPort } from "node:worker_threads";
import { answerTo } from "../ask.ts";
import type { CheckOrder } from "./checker.ts";

parentPort?.on("message", ({ question, options }: CheckOrder) => parentPort?.postMessage(answerTo(question, options)));
