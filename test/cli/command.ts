/** The real command as a real process: bin/etalon.js, spawned, with files in a folder of its own. */

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";
import { faultsOf } from "./schema.ts";

export const root = resolve(import.meta.dirname, "../..");
const command = join(root, "bin/etalon.js");

/** What a run of the command showed. */
export interface Shown {
  readonly exit: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly error: string;
  readonly bytes: Uint8Array;
}

/** How a test runs it. */
export interface Options {
  readonly input?: string | Uint8Array;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** Run `etalon` with these words. */
export function etalon(words: readonly string[], options: Options = {}): Shown {
  const { input = "", env = {}, cwd = root } = options;
  const done = spawnSync(process.execPath, [command, ...words], {
    input,
    cwd,
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
    timeout: 120_000,
  });
  return {
    exit: done.status,
    signal: done.signal,
    out: done.stdout.toString("utf8"),
    error: done.stderr.toString("utf8"),
    bytes: done.stdout,
  };
}

/** The one JSON document that `etalon … --json` prints, which is as its schema says. */
export function document(
  words: readonly string[],
  options: Options = {},
): { shown: Shown; json: Record<string, unknown> } {
  const shown = etalon([...words, "--json"], options);
  const json = JSON.parse(shown.out) as Record<string, unknown>;
  const faults = faultsOf(json);
  if (faults.length > 0) throw new Error(`${words.join(" ")}: the document is not as published:\n${faults.join("\n")}`);
  return { shown, json };
}

/** Run the command with its output going to a process that stops reading after a few bytes. */
export function closedEarly(words: readonly string[], unread = false): Promise<{ exit: number | null; error: string }> {
  const child = spawn(process.execPath, [command, ...words], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let error = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (error += text));
  // Nothing is taken out when it is only readable, so the system's buffer is full by the time the reader goes.
  if (unread) child.stdout.once("readable", () => setTimeout(() => child.stdout.destroy(), 300));
  else child.stdout.once("data", () => child.stdout.destroy());
  return new Promise((done) => child.on("close", (exit) => done({ exit, error })));
}

/** A folder of its own for a test file, removed at the end. */
export function folder(): (name: string, content?: string | Uint8Array) => string {
  const path = mkdtempSync(join(tmpdir(), "etalon-test-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return (name, content) => {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    if (content !== undefined) writeFileSync(file, content);
    return file;
  };
}

/** No message shows a stack trace, ever. */
export const stackTrace = /^\s+at .*(:\d+:\d+\)?|node:internal)/m;

/** Is the outside witness installed? */
export const hasQemu = spawnSync("qemu-riscv32", ["--version"]).status === 0;
