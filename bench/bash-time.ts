/**
 * The processor time of what a script of bash runs under its `time`, in milliseconds where `times` of a plain shell
 * (machine-engines.ts) counts in hundredths.
 */

import { spawnSync } from "node:child_process";

/** The script's user and system time together, and what it wrote. `words` are `$0` and on. */
export function bashTime(
  script: string,
  words: readonly string[] = [],
  folder?: string,
): { readonly seconds: number; readonly output: string } {
  const whole = `TIMEFORMAT='%3U %3S'; ${script}`;
  const done = spawnSync("bash", ["-c", whole, ...words], { encoding: "utf8", cwd: folder });
  const [user, system] = done.stderr.trim().split(" ").map(Number);
  if (done.status !== 0 || user === undefined || system === undefined)
    throw new Error(`it cannot be timed: ${done.error?.message ?? done.stderr}`);
  return { seconds: user + system, output: done.stdout };
}
