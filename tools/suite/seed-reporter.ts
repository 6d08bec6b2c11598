/** Says after a run in which tests with random inputs failed how to have the same inputs again. */

import type { Reporter, TestModule } from "vitest/node";
import { testSeed } from "../../test/seed.ts";
import { drawsInputs, replayLine } from "./drawn.ts";

/** A reporter of vitest, beside its own. */
export class SeedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const failed = modules.filter((one) => one.state() === "failed" && drawsInputs(one.moduleId));
    if (failed.length === 0) return;
    const line = replayLine(
      testSeed,
      failed.map(({ moduleId }) => moduleId),
    );
    process.stdout.write(`\nRandom inputs are drawn from seed ${testSeed}. To have the same again:\n\n    ${line}\n\n`);
  }
}
