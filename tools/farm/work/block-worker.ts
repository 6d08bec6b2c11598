/**
 * A worker: a process that runs blocks, and is started anew when it has died. A block that ends its process, takes all memory or never
 * comes to an end harms this process alone.
 */

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Result } from "../jobs/result.ts";
import { checkout } from "../jobs/version.ts";
import type { Answer, Order } from "./messages.ts";

/** How a block ended: with a result, or not, and then how. */
export type BlockEnd =
  | { readonly kind: "result"; readonly result: Result }
  | { readonly kind: "died"; readonly how: string };

/** What a worker may use. */
export interface Limits {
  /** For one block, in seconds. */
  readonly seconds: number;
  /** For the JavaScript heap, in MiB. */
  readonly memory: number;
}

/** How long a process may take to begin, on a machine that has much else to do, in seconds. */
const beginning = 300;

/** One worker. */
export class BlockWorker {
  readonly #limits: Limits;
  #child: ChildProcess | undefined;
  #ready = false;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Run a block; one at a time. */
  run(order: Order): Promise<BlockEnd> {
    const child = this.#child ?? this.#start();
    this.#child = child;
    let said = "";
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const limit = (seconds: number): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          child.kill("SIGKILL");
          end({ kind: "died", how: `it took longer than ${seconds} s` });
        }, seconds * 1000);
      };
      const hear = (text: Buffer): void => {
        said = (said + text.toString("utf8")).slice(-2000);
      };
      const take = (answer: Answer): void => {
        if (answer.kind === "ready") {
          this.#ready = true;
          limit(this.#limits.seconds);
        } else if (answer.kind === "result") end(answer);
        else end({ kind: "died", how: `it threw: ${answer.message.slice(0, 500)}` });
      };
      const gone = (code: number | null, signal: NodeJS.Signals | null): void => {
        const memory = /heap out of memory|heap limit/i.test(said);
        const how = memory
          ? `it took more than ${this.#limits.memory} MiB`
          : signal !== null
            ? `its process was ended by ${signal}`
            : `its process ended with code ${code}`;
        end({ kind: "died", how });
      };
      const failed = (error: Error): void => end({ kind: "died", how: `its process cannot be used: ${error.message}` });
      const end = (how: BlockEnd): void => {
        clearTimeout(timer);
        child.off("message", take);
        child.off("exit", gone);
        child.off("error", failed);
        child.stderr?.off("data", hear);
        // After a death the next block has a new process.
        if (how.kind === "died") this.stop();
        resolve(how);
      };
      limit(this.#ready ? this.#limits.seconds : beginning);
      child.on("message", take);
      child.on("exit", gone);
      child.on("error", failed);
      child.stderr?.on("data", hear);
      // It may have been killed while it had nothing to do.
      if (child.exitCode !== null || child.signalCode !== null) gone(child.exitCode, child.signalCode);
      else child.send(order, (error) => error !== null && failed(error));
    });
  }

  /** End the process. */
  stop(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.removeAllListeners("exit");
    child?.on("error", () => {});
    child?.kill("SIGKILL");
  }

  #start(): ChildProcess {
    this.#ready = false;
    const child = fork(join(import.meta.dirname, "block-process.ts"), [], {
      cwd: checkout,
      execArgv: [
        "--conditions=etalon-source",
        "--disable-warning=ExperimentalWarning",
        `--max-old-space-size=${this.#limits.memory}`,
      ],
      env: { ...process.env, NODE_OPTIONS: "" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    // Read in any case: a full pipe would stop it.
    child.stderr?.resume();
    child.once("exit", () => {
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }
}
