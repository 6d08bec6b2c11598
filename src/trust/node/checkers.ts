/**
 * Who checks images: who asks, who is the soonest; of many, a thread, while who asks fetches others and keeps what was certified; and several threads
 * where that is wanted. What is large is checked in a process of its own: a text that is too large for a thread's memory ends the process of all.
 */

import { availableParallelism, totalmem } from "node:os";
import { filesOfSource } from "../../proof/certificate/bundle.ts";
import type { CertifyOptions } from "../../proof/checker/certify.ts";
import { type Asked, answerTo, type Question } from "../ask.ts";
import { startProcess, startThread } from "./checker.ts";
import { CheckerPool } from "./checker-pool.ts";

/** From so many images on, a thread beside who fetches them is worth its start, and that its code is compiled once more. */
export const many = 256;

/** So many bytes of certificates are checked by one, however many there may be: with two processors, V8 compiles on the other one meanwhile. */
const checkedByOne = availableParallelism() > 2 ? 2 ** 19 : 2 ** 22;

/** So many bytes have source, image and certificate together at most, if they are not checked in a process of their own. */
export const largestSmall = 2 ** 19;

/** What is wanted of them. */
export interface CheckersOptions {
  /** How many at once. */
  readonly jobs: number;
  /** Does a thread check the first ones, too, and not who asks? */
  readonly beside: boolean;
  /** Of each, in MiB; a share of what this machine has unless given. */
  readonly memory?: number;
  /** So many bytes of certificates are checked by one. */
  readonly byOne?: number;
}

/** The signals at which the processes end with their asker. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Some checkers. Who is done with them closes them: until then they wait for more. */
export class Checkers {
  readonly #jobs: number;
  readonly #beside: boolean;
  readonly #threads: CheckerPool;
  readonly #processes: CheckerPool;
  /** Bytes of certificates that one still checks. */
  #byOne: number;

  constructor({ jobs, beside, memory = shareOf(jobs), byOne = checkedByOne }: CheckersOptions) {
    this.#jobs = jobs;
    this.#beside = beside;
    // A thread has the next question when it has answered one: who asks may be at something else.
    this.#threads = new CheckerPool({ start: startThread, memory, open: 2 });
    this.#processes = new CheckerPool({ start: startProcess, memory, open: 1 });
    this.#byOne = byOne;
    for (const signal of signals) process.once(signal, this.#interrupted);
  }

  /** Ask one of them. */
  readonly ask = async (question: Question, options: CertifyOptions): Promise<Asked> => {
    const { image, certificate } = question;
    const { entry, files } = filesOfSource(question.source);
    const said = certificate?.length ?? 0;
    const isLarge = [...files].reduce((sum, [, { length }]) => sum + length, image.length + said) > largestSmall;
    if (!isLarge) this.#byOne -= said;
    const most = isLarge || this.#byOne < 0 ? this.#jobs : 1;
    if (!isLarge && most === 1 && !this.#beside) return answerTo(question, options);
    const order = { question: { ...question, source: { entry, files: [...files] } }, options };
    return await (isLarge ? this.#processes : this.#threads).ask(order, most);
  };

  /** End all of them. Who still waits is told so. */
  close(): void {
    for (const signal of signals) process.removeListener(signal, this.#interrupted);
    for (const pool of [this.#threads, this.#processes]) pool.close();
  }

  readonly #interrupted = (signal: NodeJS.Signals): void => {
    this.close();
    // Whatever this process does at such a signal.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
}

/** A half of the machine's memory, in equal parts; at least what the largest certificate needs, and no more than Node's own limit on large machines. */
function shareOf(jobs: number): number {
  return Math.min(4096, Math.max(1024, Math.floor(totalmem() / 2 ** 21 / jobs)));
}
