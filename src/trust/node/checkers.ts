/**
 * Checkers in processes of their own, so that several images are checked at once. Each is asked one question at a time, so an answer is to
 * the question that is open, and to no other. They get a copy of the bytes: those that the asker keeps are those that were checked.
 *
 * What stops one check is the answer to that one question; who waits next gets a new process. They are no threads, because too little
 * memory in one thread ends the process of all.
 */

import { type ChildProcess, fork } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { availableParallelism, totalmem } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { filesOfSource } from "../../proof/certificate/bundle.ts";
import type { CertifyOptions } from "../../proof/checker/certify.ts";
import { type Asked, ask, type Question } from "../ask.ts";

/** The largest certificate that is checked by who asks, in bytes. */
export const largestHere = 2 ** 19;

/** So many bytes of certificates are checked by who asks, unless another number is given: with two processors, V8 compiles on the other one meanwhile. */
const checkedHere = availableParallelism() > 2 ? 2 ** 19 : 2 ** 22;

/** What is wanted of them. */
export interface CheckersOptions {
  /** How many at once. */
  readonly jobs: number;
  /** Of each, in MiB; a share of what this machine has unless given. */
  readonly memory?: number;
  /** So many bytes of certificates are checked by who asks: sooner than a process starts. */
  readonly here?: number;
}

/** What a process is sent. */
export interface CheckOrder {
  readonly question: Question;
  readonly options: CertifyOptions;
}

/** What it sends back. */
export type CheckReply =
  | { readonly kind: "answer"; readonly asked: Asked }
  | { readonly kind: "defect"; readonly stack: string };

/** The file of a process: TypeScript in a clone, JavaScript in the package. */
const file = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "./check-process.ts" : "./check-process.js", import.meta.url),
);

interface Waiting extends CheckOrder {
  readonly settle: (asked: Asked) => void;
  readonly fail: (error: Error) => void;
}

/** The signals at which the processes end with their asker. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Some checkers. Who is done with them closes them: until then they wait for more. */
export class Checkers {
  readonly #jobs: number;
  readonly #memory: number;
  /** Bytes of certificates that are still checked here. */
  #here: number;
  readonly #idle: ChildProcess[] = [];
  readonly #busy = new Map<ChildProcess, Waiting>();
  readonly #waiting: Waiting[] = [];

  constructor({ jobs, memory = shareOf(jobs), here = checkedHere }: CheckersOptions) {
    this.#jobs = jobs;
    this.#memory = memory;
    this.#here = here;
    for (const signal of signals) process.once(signal, this.#interrupted);
  }

  /** Ask one of them. */
  readonly ask = async (question: Question, options: CertifyOptions): Promise<Asked> => {
    const size = question.certificate?.length ?? 0;
    if (size <= Math.min(this.#here, largestHere)) {
      this.#here -= size;
      return ask(question, options);
    }
    const { entry, files } = filesOfSource(question.source);
    const plain: Question = { ...question, source: { entry, files: [...files] } };
    return await new Promise((settle, fail) => {
      this.#waiting.push({ question: plain, options, settle, fail });
      this.#next();
    });
  };

  /** End all processes. Who still waits is told so. */
  close(): void {
    for (const signal of signals) process.removeListener(signal, this.#interrupted);
    for (const one of this.#waiting.splice(0)) one.fail(new Error("the checkers were closed"));
    for (const child of [...this.#idle.splice(0), ...this.#busy.keys()]) child.kill("SIGKILL");
  }

  readonly #interrupted = (signal: NodeJS.Signals): void => {
    this.close();
    // Whatever this process does at such a signal.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  #next(): void {
    if (this.#waiting.length === 0) return;
    const child = this.#idle.pop() ?? (this.#busy.size < this.#jobs ? this.#started() : undefined);
    if (child === undefined) return;
    const one = this.#waiting.shift()!;
    this.#busy.set(child, one);
    const order: CheckOrder = { question: one.question, options: one.options };
    // Where it cannot be sent, the process is ending, and says so itself.
    child.send(order, () => {});
  }

  #started(): ChildProcess {
    const cache = getCompileCacheDir();
    const child = fork(file, [], {
      execArgv: [`--max-old-space-size=${this.#memory}`],
      env: cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(cache) },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.on("message", (reply: CheckReply) => {
      const one = this.#closed(child);
      this.#idle.push(child);
      if (reply.kind === "answer") one?.settle(reply.asked);
      else one?.fail(new Error(`a check failed: ${reply.stack}`));
      this.#next();
    });
    const over = (how: string): void => {
      this.#closed(child)?.settle(ended(how, this.#memory));
      const at = this.#idle.indexOf(child);
      if (at >= 0) this.#idle.splice(at, 1);
      this.#next();
    };
    child.on("error", ({ message }) => over(message));
    child.on("exit", (code, signal) => over(`${signal ?? code}`));
    return child;
  }

  #closed(child: ChildProcess): Waiting | undefined {
    const one = this.#busy.get(child);
    this.#busy.delete(child);
    return one;
  }
}

/** What a check is whose process ended: nobody knows whether the image is right. */
function ended(how: string, memory: number): Asked {
  const reason = `the process that checked it ended (${how}); perhaps the check needs more than ${memory} MiB of memory`;
  const statistics = { functions: 0, cuts: 0, paths: 0, obligations: 0, bySyntax: 0, sourceSteps: 0, machineSteps: 0 };
  return { answer: { verdict: "undecided", reason, overBudget: false, statistics }, says: undefined };
}

/** A half of the machine's memory, in equal parts; at least what the largest certificate needs, and no more than Node's own limit on large machines. */
function shareOf(jobs: number): number {
  return Math.min(4096, Math.max(1024, Math.floor(totalmem() / 2 ** 21 / jobs)));
}
