/**
 * Looks for random inputs that show a bug: runs the test files that draw inputs, each time with a seed that nobody chose.
 * The suite itself always has the same seed (docs/decisions/0015-one-seed.md), so rare inputs are met here, not in a gate.
 *
 *     npm run test:seeds -- --times 20              # all files that draw inputs, with twenty seeds
 *     npm run test:seeds -- --times 50 test/lang    # those of a room
 */

import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { freshSeed, seedVariable } from "../test/seed.ts";
import { drawsInputs, replayLine } from "./suite/drawn.ts";

/** What vitest's reporter `json` writes, as far as it is looked at. */
interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const root = join(import.meta.dirname, "..");

/** Runs the files once; undefined if vitest did not come to an end. */
function runWith(seed: number, files: readonly string[], into: string): Results | undefined {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const { error } = spawnSync(process.execPath, [vitest, "run", ...files, "--reporter=json", `--outputFile=${into}`], {
    cwd: root,
    env: { ...process.env, [seedVariable]: String(seed) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (error !== undefined) throw error;
  try {
    return JSON.parse(readFileSync(into, "utf8")) as Results;
  } catch {
    return undefined;
  } finally {
    rmSync(into, { force: true });
  }
}

/** What failed, with the beginning of each message. */
function failures({ testResults }: Results): string {
  return testResults
    .filter(({ status }) => status === "failed")
    .map(({ name, message, assertionResults }) => {
      const tests = assertionResults.filter(({ status }) => status === "failed");
      const shown = tests.map(
        ({ fullName, failureMessages }) => `${fullName}\n${beginning(failureMessages.join("\n"))}`,
      );
      return `  ${name.slice(root.length + 1)}\n${shown.length > 0 ? shown.join("\n") : beginning(message)}`;
    })
    .join("\n");
}

function beginning(message: string): string {
  const lines = message.split("\n").filter((line) => !/^ +at /.test(line));
  return lines
    .slice(0, 14)
    .map((line) => `      ${line.slice(0, 300)}`)
    .join("\n");
}

function usage(message: string): never {
  console.error(`${message}\nnpm run test:seeds -- [--times N] [FILES]`);
  process.exit(2);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: "string", default: "10" } },
});
const times = Number(values.times);
if (!Number.isSafeInteger(times) || times < 1) usage(`--times is ${values.times}: give how many seeds to try`);
const files = globSync("test/**/*.test.ts", { cwd: root })
  .filter((file) => !file.startsWith(join("test", "site")) && drawsInputs(join(root, file)))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .toSorted();
if (files.length === 0) usage(`no test file that draws inputs has ${positionals.join(" or ")} in its name`);

const folder = mkdtempSync(join(tmpdir(), "etalon-seeds-"));
const failing: number[] = [];
console.log(`${files.length} test files draw inputs; each runs with ${times} seeds.`);
for (let i = 1; i <= times; i++) {
  const seed = freshSeed();
  const began = performance.now();
  const results = runWith(seed, files, join(folder, "results.json"));
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const passed = results?.testResults.every(({ status }) => status === "passed");
  const told =
    results === undefined
      ? "vitest did not end"
      : `${results.numPassedTests} tests pass, ${results.numFailedTests} fail`;
  console.log(`${i} of ${times}, seed ${seed}: ${told} (${seconds} s)`);
  if (passed === true) continue;
  failing.push(seed);
  const named = results?.testResults.filter(({ status }) => status === "failed").map(({ name }) => name);
  if (results !== undefined) console.log(failures(results));
  console.log(`  ${replayLine(seed, named ?? files.map((file) => join(root, file)))}`);
}
rmSync(folder, { recursive: true });
console.log(
  failing.length === 0 ? "No seed made a test fail." : `Tests failed with ${failing.length} of ${times} seeds.`,
);
process.exitCode = failing.length === 0 ? 0 : 1;
