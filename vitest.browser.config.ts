/**
 * How the tests of the site run: one browser at a time for each file, against the site as it is built.
 */

import { defineConfig } from "vitest/config";
import { shared } from "./vitest.config.ts";

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ["test/site/**/*.test.ts"],
    exclude: [],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters:
      process.env["CI"] === undefined
        ? ["default"]
        : ["default", ["json", { outputFile: "coverage/browser-tests.json" }]],
  },
});
