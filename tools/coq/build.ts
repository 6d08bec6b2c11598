/**
 * Compiles the files of coq/ that changed, or whose dependencies did: by content, not by time, so that a cache of coq/.built
 * and of the compiled files can be carried from one checkout to the next.
 */

import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../trusted/loaded.ts";

/** Where the sources are, and beside them what Coq makes of them. */
export const folder = join(root, "coq");

/** The name under which files require each other: `From Etalon Require Import Words.` */
export const library = "Etalon";

/** Where it is written of what state of the sources something was made. */
export const stamps = join(folder, ".built");

/** The source that extracts, and the file into which it does. */
export const extraction = "Extract";
export const extracted = "etalon.json";

/** How many files are compiled at a time. */
const jobs = 2;

/** The version of Coq, or undefined where there is none. */
export function coqVersion(): string | undefined {
  try {
    return execFileSync("coqc", ["--print-version"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

/** The sources, by name without ending. */
export function sources(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".v"))
    .map((name) => name.slice(0, -".v".length))
    .sort();
}

/** A digest over the version of Coq and the texts of all sources. */
export function digestOf(version: string): string {
  const hash = createHash("sha256").update(version);
  for (const name of sources()) hash.update("\0").update(readFileSync(join(folder, `${name}.v`)));
  return hash.digest("hex");
}

/** Which of the sources a source requires. */
function required(text: string): string[] {
  const sentences = text.matchAll(/From\s+Etalon\s+Require\s+(?:Import\s+|Export\s+)?([^.]*)\./gu);
  return [...sentences].flatMap(([, names]) => names!.trim().split(/\s+/u));
}

/** The sources that a source requires. */
export function needed(name: string): string[] {
  return required(readFileSync(join(folder, `${name}.v`), "utf8"));
}

/** Sources and all that they require, each after what it requires. */
export function closure(names: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    closure(needed(name), found);
    found.add(name);
  }
  return found;
}

/** One source: what it is made of, and what it needs first. */
interface Unit {
  readonly name: string;
  readonly needs: readonly string[];
  /** Over the version of Coq, the text, and the digests of what it needs. */
  readonly digest: string;
}

/** All sources, each after what it needs. */
function units(version: string): Unit[] {
  const made = new Map<string, Unit>();
  const begun = new Set<string>();
  const make = (name: string): Unit => {
    const known = made.get(name);
    if (known !== undefined) return known;
    if (begun.has(name)) throw new Error(`coq/${name}.v requires itself, however far around`);
    begun.add(name);
    const text = readFileSync(join(folder, `${name}.v`), "utf8");
    const needs = required(text);
    const hash = createHash("sha256").update(version).update("\0").update(text);
    for (const need of needs) hash.update("\0").update(make(need).digest);
    const unit = { name, needs, digest: hash.digest("hex") };
    made.set(name, unit);
    return unit;
  };
  for (const name of sources()) make(name);
  return [...made.values()];
}

const run = promisify(execFile);

/** Was this last made of sources with that digest? */
export function isMade(name: string, digest: string): boolean {
  const stamp = join(stamps, name);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === digest;
}

/** Writes down that it was. */
export function noteMade(name: string, digest: string): void {
  writeFileSync(join(stamps, name), digest);
}

/** Compiles what is not up to date, and says how long each took, or what Coq said of a file. Did all go well? */
export async function build(version: string, say: (line: string) => void): Promise<boolean> {
  mkdirSync(stamps, { recursive: true });
  const compile = async ({ name, digest }: Unit): Promise<boolean> => {
    const made = name === extraction ? [`${name}.vo`, extracted] : [`${name}.vo`];
    if (made.every((file) => existsSync(join(folder, file))) && isMade(name, digest)) return true;
    const began = Date.now();
    const said = await run("coqc", ["-q", "-noglob", "-Q", ".", library, `${name}.v`], {
      cwd: folder,
      maxBuffer: 2 ** 28,
    }).catch((error: unknown) => error as { stdout: string; stderr: string });
    // Warnings, too, are on standard error.
    if (said.stderr !== "") {
      say(`coq/${name}.v: ${said.stderr.trimEnd()}`);
      return false;
    }
    if (said.stdout !== "") say(said.stdout.trimEnd());
    noteMade(name, digest);
    say(`coq/${name}.v ${((Date.now() - began) / 1000).toFixed(1)} s`);
    return true;
  };
  return await inOrder(units(version), compile);
}

/** Does the work of every unit, a few at a time, each after those it needs, until one fails. */
async function inOrder(all: readonly Unit[], work: (unit: Unit) => Promise<boolean>): Promise<boolean> {
  const finished = new Set<string>();
  const waiting = [...all];
  const running = new Map<string, Promise<{ readonly name: string; readonly well: boolean }>>();
  let failed = false;
  while (running.size > 0 || (waiting.length > 0 && !failed)) {
    for (const unit of failed ? [] : [...waiting]) {
      if (running.size >= jobs) break;
      if (!unit.needs.every((need) => finished.has(need))) continue;
      waiting.splice(waiting.indexOf(unit), 1);
      running.set(
        unit.name,
        work(unit).then((well) => ({ name: unit.name, well })),
      );
    }
    const { name, well } = await Promise.race(running.values());
    running.delete(name);
    finished.add(name);
    failed ||= !well;
  }
  return !failed;
}
