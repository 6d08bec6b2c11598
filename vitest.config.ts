/**
 * How the tests run: on Node 24, against the sources, through the package's own name.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Plugin } from "vite";
import { configDefaults, defineConfig } from "vitest/config";
import { seedVariable, testSeed } from "./test/seed.ts";
import { LongestFirst } from "./tools/suite/longest-first.ts";
import { SeedReporter } from "./tools/suite/seed-reporter.ts";

// `import`, `require` and `default` go without saying; named here, they would also hold for what is loaded in the other way.
const conditions = ["etalon-source", "node"];

// The site is a package of its own, in which our name means nothing: what a test takes from it is resolved as if it stood here.
const siteNames: Plugin = {
  name: "etalon-in-site",
  enforce: "pre",
  resolveId(name, importer) {
    const isOurs = /^etalon(\/|$)/.test(name) && importer?.startsWith(join(import.meta.dirname, "site"));
    return isOurs ? this.resolve(name, join(import.meta.dirname, "package.json")) : undefined;
  },
};

// Drawn once, for all workers.
process.env[seedVariable] = String(testSeed);

/** Where Vite must stand between Node and the sources: a module is replaced by another, or the site's names are resolved. */
const throughVite = [
  "test/cli/many-names.test.ts",
  "test/compiler/another-pass.test.ts",
  "test/trust/attack/handed.test.ts",
];

// What the words of the command leave out: vitest itself does not tell projects of it.
const words = parseArgs({ options: { exclude: { type: "string", multiple: true } }, strict: false });
const leftOut = (words.values.exclude ?? []).filter((pattern) => typeof pattern === "string");

// Each worker has a processor of its own and no other: threads for the garbage would only take it from the tests.
const garbage = ["--single-threaded-gc", "--max-semi-space-size=64"];

/** What the tests share with those of the site (vitest.browser.config.ts) and those that judge mutants (vitest.mutation.config.ts). */
export const shared = defineConfig({
  plugins: [siteNames],
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Those that need a browser are `npm run test:browser`.
    exclude: [...configDefaults.exclude, "test/site/**"],
    environment: "node",
    setupFiles: ["./test/seed-setup.ts"],
    pool: "forks",
    // Files share a worker, with its modules and the code that V8 has compiled: a third less time than with a new process for each.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Only what hangs is to reach them, also on a machine that does ten other things.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // On a build machine the counts are also kept as data, for the closing line of .ci/run.
    reporters:
      process.env["CI"] === undefined
        ? ["default", new SeedReporter()]
        : ["default", ["json", { outputFile: "coverage/tests.json" }], new SeedReporter()],
    // A child process that a test starts resolves `etalon` to the sources too, and need not compile again what another has compiled.
    env: {
      NODE_OPTIONS: "--conditions=etalon-source",
      NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/etalon-tests"),
    },
  },
});

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: [...throughVite, ...leftOut],
          // Node loads the sources as it does for a user. Under Vite each name that is imported is looked up wherever it is used.
          experimental: { viteModuleRunner: false, nodeLoader: false },
          execArgv: [...garbage, "--conditions=etalon-source"],
        },
      },
      { extends: true, test: { name: "vite", include: throughVite, exclude: leftOut, execArgv: garbage } },
    ],
  },
});
