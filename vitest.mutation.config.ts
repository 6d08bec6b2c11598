/**
 * The tests that judge mutants of the sources (stryker.config.json): all but those that run the command or the
 * documentation as processes, and with more patience, since a mutant makes some tests slow without killing them.
 */

import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.ts";

export default mergeConfig(
  base,
  defineConfig({
    test: {
      exclude: ["test/cli/**", "test/documentation/**", "test/proof/mutants/**"],
      testTimeout: 300_000,
      hookTimeout: 300_000,
    },
  }),
);
