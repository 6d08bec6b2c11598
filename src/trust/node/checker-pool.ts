/**
 * Checkers of one kind, and who waits for them. Each answers in the order in which it was asked, so an answer is to the first question that is
 * open. What ends one is the answer to that one question; who waits next gets another.
 */

import type { Asked } from "../ask.ts";
import type { Checker, CheckOrder, StartChecker } from "./checker.ts";

interface Waiting {
  readonly order: CheckOrder;
  readonly settle: (asked: Asked) => void;
  readonly fail: (error: Error) => void;
}

/** What is wanted of a pool. */
export interface PoolOptions {
  readonly start: StartChecker;
  /** Of each, in MiB. */
  readonly memory: number;
  /** So many questions has each at a time. */
  readonly open: number;
}

/** Some checkers. */
export class CheckerPool {
  readonly #options: PoolOptions;
  /** Each with the questions that are open. */
  readonly #checkers = new Map<Checker, Waiting[]>();
  readonly #waiting: Waiting[] = [];
  #most = 1;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Ask one of them; from now on there may be so many. */
  ask(order: CheckOrder, most: number): Promise<Asked> {
    this.#most = most;
    return new Promise((settle, fail) => {
      this.#waiting.push({ order, settle, fail });
      this.#next();
    });
  }

  /** End all. Who still waits is told so. */
  close(): void {
    const waiting = [...this.#checkers.values()].flatMap((open) => open.splice(1));
    for (const one of [...waiting, ...this.#waiting.splice(0)]) one.fail(new Error("the checkers were closed"));
    for (const checker of this.#checkers.keys()) checker.end();
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const [checker, open] = this.#leastBusy();
    if (open.length >= this.#options.open) return;
    const one = this.#waiting.shift()!;
    open.push(one);
    checker.send(one.order);
  }

  #leastBusy(): readonly [Checker, Waiting[]] {
    const [first] = [...this.#checkers].sort(([, a], [, b]) => a.length - b.length);
    const isFull = this.#checkers.size >= this.#most;
    return first !== undefined && (first[1].length === 0 || isFull) ? first : this.#started();
  }

  #started(): readonly [Checker, Waiting[]] {
    const { start, memory } = this.#options;
    const open: Waiting[] = [];
    const checker = start(memory, {
      answered: (asked) => {
        open.shift()?.settle(asked);
        this.#next();
      },
      ended: (how) => {
        if (!this.#checkers.delete(checker)) return;
        open.shift()?.settle(unknown(how, memory));
        // It never came to the others.
        this.#waiting.unshift(...open);
        this.#next();
      },
    });
    this.#checkers.set(checker, open);
    return [checker, open];
  }
}

/** The answer to a question that ended who was asked: nobody knows whether the image is right. */
function unknown(how: string, memory: number): Asked {
  const reason = `what checked it ended (${how}); perhaps the check needs more than ${memory} MiB of memory`;
  const statistics = { functions: 0, cuts: 0, paths: 0, obligations: 0, bySyntax: 0, sourceSteps: 0, machineSteps: 0 };
  return { answer: { verdict: "undecided", reason, overBudget: false, statistics }, says: undefined };
}
