/**
 * The worker of the resident runner: collects the tests of the room without running them, and then runs those that it is
 * asked for, with a mutant switched on.
 */

import { relative } from "node:path";
import { BroadcastChannel } from "node:worker_threads";
import { parseModule } from "etalon/lang";
import { type RunnerTask, type RunnerTestCase, type RunnerTestFile, TestRunner } from "vitest";
import { type Answer, channelName, type Message, type Question } from "./resident-messages.ts";
import { roomOf } from "./rooms.ts";

/** What StrykerJS's instrumented code looks at. */
interface Switch {
  activeMutant?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

const shared = globalThis as { __stryker__?: Switch };
shared.__stryker__ ??= {};
const mutants = shared.__stryker__;

/** A vitest runner; vitest is told of it by the resident runner. */
export default class ResidentWorker extends TestRunner {
  readonly #tests: { readonly id: string; readonly test: RunnerTestCase }[] = [];
  #files = 0;

  /** Called by vitest after it loaded a file, or several. When all of them are there, it serves, and does not return. */
  async onCollected(files: RunnerTestFile[]): Promise<void> {
    for (const file of files) {
      // What snapshots are compared with.
      await this.onBeforeRunSuite(file);
      this.#collect(file, []);
      file.mode = "skip";
      this.#files++;
    }
    // Data that is made at its first use must be made without a mutant.
    parseModule("");
    if (this.#files >= (roomOf(process.env["MUTATION_ROOM"])?.tests.length ?? 0)) await this.#serve();
  }

  /** Keeps what vitest would clear after each file. */
  override onAfterRunFiles(): void {
    // Not used.
  }

  #collect(task: RunnerTask, names: readonly string[]): void {
    if (task.type === "suite") for (const each of task.tasks) this.#collect(each, [...names, each.name]);
    else if (task.mode === "run" || task.mode === "queued")
      this.#tests.push({
        id: `${relative(process.cwd(), task.file.filepath)}#${names.join(" > ").trim()}`,
        test: task,
      });
    if (task.mode !== "skip" && task.mode !== "todo") task.mode = "skip";
  }

  #serve(): Promise<void> {
    const channel = new BroadcastChannel(channelName);
    const say = (message: Message): void => channel.postMessage(message);
    return new Promise((resolve) => {
      channel.onmessage = (event) => {
        const { data } = event as { readonly data: Question | "end" };
        if (data === "end") {
          channel.close();
          resolve();
        } else void this.#answer(data).then(say);
      };
      say("ready");
    });
  }

  async #answer({ mutant, tests, hitLimit }: Question): Promise<Answer> {
    const wanted = tests === undefined ? undefined : new Set(tests);
    let ran = 0;
    for (const { id, test } of this.#tests) {
      if (wanted?.has(id) === false) continue;
      ran++;
      Object.assign(mutants, { activeMutant: mutant, hitCount: 0, hitLimit });
      const error = await this.#errorOf(test);
      const endless = hitLimit !== undefined && mutants.hitCount! > hitLimit;
      Object.assign(mutants, { activeMutant: undefined, hitCount: undefined });
      if (error === undefined) continue;
      if (endless) return { kind: "endless" };
      if ((await this.#errorOf(test)) !== undefined) return { kind: "stale" };
      return { kind: "killed", by: id, message: error, ran };
    }
    return ran === 0 ? { kind: "stale" } : { kind: "survived", ran };
  }

  async #errorOf(test: RunnerTestCase): Promise<string | undefined> {
    try {
      this.onBeforeTryTask(test, { retry: 0, repeats: 0 });
      await TestRunner.getTestFn(test)();
      this.onAfterTryTask(test);
      return undefined;
    } catch (error) {
      return String(error instanceof Error ? error.message : error).slice(0, 200);
    }
  }
}
