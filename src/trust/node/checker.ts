/**
 * One who checks beside who asks: a thread, which starts soon, or a process, which ends alone whatever it wants of the machine. Both are sent
 * copies of the bytes, and answer one question after the other.
 */

import { fork } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { CertifyOptions } from "../../proof/checker/certify.ts";
import type { Asked, Question } from "../ask.ts";

/** What is sent. */
export interface CheckOrder {
  readonly question: Question;
  readonly options: CertifyOptions;
}

/** Who is told what comes of it. */
export interface Asker {
  readonly answered: (asked: Asked) => void;
  /** It has ended, and how; this may be said twice. */
  readonly ended: (how: string) => void;
}

/** A thread or a process that checks. */
export interface Checker {
  readonly send: (order: CheckOrder) => void;
  readonly end: () => void;
}

/** Start one with so many MiB of memory. */
export type StartChecker = (memory: number, asker: Asker) => Checker;

/** In a thread. */
export const startThread: StartChecker = (memory, { answered, ended }) => {
  const limits = { maxOldGenerationSizeMb: memory };
  const thread = new Worker(beside("check-thread"), { env: environment(), resourceLimits: limits });
  thread.on("message", answered);
  thread.on("error", (error) => ended(error instanceof Error ? error.message : String(error)));
  thread.on("exit", (code) => ended(`exit code ${code}`));
  return { send: (order) => thread.postMessage(order), end: () => void thread.terminate() };
};

/** In a process. */
export const startProcess: StartChecker = (memory, { answered, ended }) => {
  const child = fork(fileURLToPath(beside("check-process")), [], {
    execArgv: [`--max-old-space-size=${memory}`],
    env: environment(),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  child.on("message", (asked: Asked) => answered(asked));
  child.on("error", ({ message }) => ended(message));
  child.on("exit", (code, signal) => ended(`${signal ?? code}`));
  // Where it cannot be sent, the process is ending, and says so itself.
  return { send: (order) => void child.send(order, () => {}), end: () => void child.kill("SIGKILL") };
};

/** A file beside this one: TypeScript in a clone, JavaScript in the package. */
function beside(name: string): URL {
  return new URL(`./${name}.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url);
}

/** Where code is cached here, it is there: neither a thread nor a process does so unless it is told. */
function environment(): NodeJS.ProcessEnv {
  const cache = getCompileCacheDir();
  return cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(cache) };
}
