/**
 * A test runner for StrykerJS that keeps the tests loaded: a mutant that acts while tests run is switched on in a worker
 * that stays, which takes milliseconds where a new one takes most of a second.
 *
 * State that a mutant leaves behind could make a later test fail. So the test that killed a mutant runs once more
 * without it; if it still fails, the worker is replaced, and the mutant is judged by StrykerJS's own runner, in a new
 * one. A mutant that acts while modules load is switched on here, too, for all tests, and goes to that runner when it survives this.
 * A mutant that survives only because of state from an earlier run counts as alive.
 */

import { BroadcastChannel } from "node:worker_threads";
import { commonTokens, declareFactoryPlugin, type Injector, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  type DryRunOptions,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestRunner,
} from "@stryker-mutator/api/test-runner";
import { strykerPlugins as vitestPlugins } from "@stryker-mutator/vitest-runner";
import { createVitest, type Vitest } from "vitest/node";
import { type Answer, channelName, type Message, type Question } from "./resident-messages.ts";

/** A worker with all tests of the room, waiting for questions. */
class Session {
  readonly #channel = new BroadcastChannel(channelName);
  #vitest: Vitest | undefined;
  #next: ((message: Message) => void) | undefined;

  async begin(): Promise<void> {
    this.#channel.onmessage = (event) => this.#next?.((event as { readonly data: Message }).data);
    const ready = this.#message();
    this.#vitest = await createVitest({
      config: "vitest.mutation.config.ts",
      runner: "./tools/mutation/resident-worker.ts",
      pool: "threads",
      maxWorkers: 1,
      watch: false,
      reporters: [{}],
      onConsoleLog: () => false,
    });
    this.#vitest.start().catch(() => undefined);
    await ready;
  }

  async ask(question: Question): Promise<Answer> {
    const answer = this.#message();
    this.#channel.postMessage(question);
    return (await answer) as Answer;
  }

  async end(): Promise<void> {
    this.#channel.postMessage("end");
    await this.#vitest?.close();
    this.#channel.close();
  }

  #message(): Promise<Message> {
    return new Promise((resolve) => {
      this.#next = resolve;
    });
  }
}

class ResidentRunner implements TestRunner {
  readonly #own: TestRunner;
  /** StrykerJS's own runner is begun when it is needed: after a timeout all of this is made again. */
  #ownBegun = false;
  #session: Session | undefined;

  constructor(own: TestRunner) {
    this.#own = own;
  }

  capabilities(): ReturnType<TestRunner["capabilities"]> {
    return this.#own.capabilities();
  }

  async dryRun(options: DryRunOptions): Promise<DryRunResult> {
    return (await this.#begun()).dryRun(options);
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { testFilter, activeMutant, mutantActivation, hitLimit } = options;
    if (this.#session === undefined) {
      this.#session = new Session();
      await this.#session.begin();
    }
    const answer = await this.#session.ask({ mutant: activeMutant.id, tests: testFilter, hitLimit });
    switch (answer.kind) {
      case "survived":
        if (mutantActivation === "static") return (await this.#begun()).mutantRun(options);
        return { status: MutantRunStatus.Survived, nrOfTests: answer.ran };
      case "killed":
        return {
          status: MutantRunStatus.Killed,
          killedBy: [answer.by],
          failureMessage: answer.message,
          nrOfTests: answer.ran,
        };
      case "endless":
        return { status: MutantRunStatus.Timeout, reason: "it came by the mutant too often" };
      case "stale":
        await this.#session.end();
        this.#session = undefined;
        return (await this.#begun()).mutantRun(options);
    }
  }

  async dispose(): Promise<void> {
    await this.#session?.end();
    if (this.#ownBegun) await this.#own.dispose?.();
  }

  async #begun(): Promise<TestRunner> {
    if (!this.#ownBegun) await this.#own.init?.();
    this.#ownBegun = true;
    return this.#own;
  }
}

function residentRunner(injector: Injector): TestRunner {
  return new ResidentRunner(injector.injectFunction<TestRunner, never>(vitestPlugins[0]!.factory as never));
}
residentRunner.inject = tokens(commonTokens.injector);

/** The plugin; its name is in stryker.config.json. */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "resident", residentRunner)];
