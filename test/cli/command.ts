/**
 * The command as the tests run it: inside this process, which is quick, or as a real process, bin/etalon.js, where streams,
 * signals or the start itself are what is tested. Both give what was written and the exit code. Files are in a folder of the
 * test's own.
 */

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";
import { command } from "../../src/cli/command.ts";
import { type Output, processTerminal, type Streams, type Terminal } from "../../src/cli/view/terminal.ts";
import { faultsOf } from "./schema.ts";

export const root = resolve(import.meta.dirname, "../..");
const launcher = join(root, "bin/etalon.js");

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

/** Run `etalon` with these words as a process of its own. */
export function etalonProcess(words: readonly string[], options: Options = {}): Shown {
  const { input = "", env = {}, cwd = root } = options;
  const done = spawnSync(process.execPath, [launcher, ...words], {
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

let before: Promise<unknown> = Promise.resolve();

/** Run `etalon` with these words in this process, with streams as pipes; one run after the other, as they share the process. */
export function etalon(words: readonly string[], options: Options = {}): Promise<Shown> {
  return inTurn(() => runHere(words, options));
}

function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const run = before.then(task);
  before = run.catch(() => undefined);
  return run;
}

/** Run it in this process, with open files in the places of its streams: the exit code. */
export function etalonWith(words: readonly string[], streams: Streams, cwd: string): Promise<number> {
  return inTurn(() => runWith(words, processTerminal(process.env, streams), { cwd }));
}

async function runHere(words: readonly string[], { input = "", ...place }: Options): Promise<Shown> {
  const out: Uint8Array[] = [];
  const error: Uint8Array[] = [];
  const terminal: Terminal = {
    out: pipeInto(out),
    error: pipeInto(error),
    inputIsTerminal: false,
    inputIsFile: false,
    read: pipeFrom(Buffer.from(input)),
    progress: () => {},
  };
  const exit = await runWith(words, terminal, place);
  const bytes = Buffer.concat(out);
  return { exit, signal: null, out: bytes.toString("utf8"), error: Buffer.concat(error).toString("utf8"), bytes };
}

async function runWith(
  words: readonly string[],
  terminal: Terminal,
  { env = {}, cwd = root }: Pick<Options, "env" | "cwd">,
): Promise<number> {
  const own = words.find(ownStreams);
  if (own !== undefined) throw new Error(`${words.join(" ")}: ${own} needs etalonProcess`);
  const leave = enter(cwd, env);
  try {
    return await command(words, terminal);
  } finally {
    leave();
  }
}

/** Does a word mean the streams of the process itself: as a file, or for a program that has them after it? */
function ownStreams(word: string, i: number, words: readonly string[]): boolean {
  if (word === "-") return !/^(-o|--output)$/.test(words[i - 1] ?? "");
  return /^(\/dev\/(std(in|out|err)|fd\/.*)|--on)$/.test(word);
}

/** Have a working directory and variables; what is returned goes back. */
function enter(cwd: string, env: Record<string, string>): () => void {
  const before = { cwd: process.cwd(), env: { ...process.env } };
  if (cwd !== before.cwd) process.chdir(cwd);
  Object.assign(process.env, env);
  return () => {
    if (cwd !== before.cwd) process.chdir(before.cwd);
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before.env);
  };
}

function pipeInto(parts: Uint8Array[]): Output {
  const bytes = (data: Uint8Array): void => void parts.push(data.slice());
  const text = (data: string): void => bytes(Buffer.from(data, "utf8"));
  return {
    ...{ text, bytes, line: (data = "") => text(`${data}\n`) },
    ...{ paint: (_, data) => data, color: false, terminal: false, width: 100 },
  };
}

function pipeFrom(input: Uint8Array): (buffer: Uint8Array) => number {
  let at = 0;
  return (buffer) => {
    const part = input.subarray(at, at + buffer.length);
    buffer.set(part);
    at += part.length;
    return part.length;
  };
}

/** The one JSON document that `etalon … --json` prints, which is as its schema says. */
export async function document(
  words: readonly string[],
  options: Options = {},
): Promise<{ shown: Shown; json: Record<string, unknown> }> {
  return documentOf(words, await etalon([...words, "--json"], options));
}

/** The same of a process of its own. */
export function documentOfProcess(
  words: readonly string[],
  options: Options = {},
): { shown: Shown; json: Record<string, unknown> } {
  return documentOf(words, etalonProcess([...words, "--json"], options));
}

function documentOf(words: readonly string[], shown: Shown): { shown: Shown; json: Record<string, unknown> } {
  const json = JSON.parse(shown.out) as Record<string, unknown>;
  const faults = faultsOf(json);
  if (faults.length > 0) throw new Error(`${words.join(" ")}: the document is not as published:\n${faults.join("\n")}`);
  return { shown, json };
}

/** Run the command with its output going to a process that stops reading after a few bytes. */
export function closedEarly(words: readonly string[], unread = false): Promise<{ exit: number | null; error: string }> {
  const child = spawn(process.execPath, [launcher, ...words], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
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
