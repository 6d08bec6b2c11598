/**
 * `etalon lock`: which source a name stands for. Somebody has read it, or has its digest from somebody who did; from then on
 * the name means these bytes, whatever a server says.
 */

import { leastResources } from "../../certify/index.ts";
import type { Followed, Locked, ReleaseLock } from "../../trust/judging.ts";
import { findNewest, type ServerReport, today } from "../../trust/node/index.ts";
import type { Arguments } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import { exitCodes, worstExit } from "../exit-codes.ts";
import { loadPublicKey } from "../host/key-file.ts";
import { exitOf, followedDocument, foundDocument, keepHeads, printRefused } from "../host/releases.ts";
import { cacheIn, printServers, serverOptions, serversDocument, serversIn } from "../host/servers.ts";
import { sourceDigestIn } from "../host/source-digest.ts";
import {
  changeLock,
  checkedName,
  loadLock,
  loadLockIfAny,
  lockedUnder,
  lockOption,
  usualLock,
} from "../host/trust-files.ts";
import type { Ended, Verb } from "../verb.ts";
import { plural } from "../view/facts.ts";
import type { Output } from "../view/terminal.ts";

const actions = ["add", "remove", "show", "update"] as const;

/** `etalon lock`. */
export const lockVerb: Verb = {
  name: "lock",
  summary: "say which source a name stands for",
  operands: [actions.join("|"), "[NAME…]"],
  options: [
    { name: "source", value: "FILE", excludes: ["sha256"], help: "add: the program, which you have read" },
    { name: "sha256", value: "HEX", help: "add: the digest of its bundle, from somebody whom you believe" },
    {
      name: "release-key",
      value: "KEY.pem.pub",
      repeatable: true,
      help: "add: an author, whose releases say which source is the newest",
    },
    { name: "threshold", value: "N", needs: ["release-key"], help: "add: so many authors must sign; all unless given" },
    { name: "stack", value: "BYTES", help: "add: the least stack of an image; 64K unless given" },
    { name: "heap", value: "BYTES", help: "add: the least heap of an image; 64K unless given" },
    ...serverOptions,
    lockOption,
  ],
  details: [
    "Writes etalon.lock, which you keep with your other files. `etalon fetch` takes names from it and from nowhere else.",
    "What is locked is the digest of the program's bundle: the bytes of all its files, under their paths. `etalon certify`\n" +
      "prints it. An image with less stack or heap than is asked for is starved, and not taken.",
    "With --release-key the name follows its authors (`etalon release`). `add` with --from and without a source takes the newest\n" +
      "release; `update` takes it later, for the names that are given, or for all. An older release than the one that was taken\n" +
      "(rollback), another history (fork) and one that has expired (freeze) are refused, with exit code 1; 5 when nobody has any.",
  ],
  examples: [
    "etalon lock add mine --source mine.ell",
    "etalon lock add mine --source mine.ell --release-key alice.pem.pub",
    "etalon lock update --from http://127.0.0.1:8080",
    "etalon lock show",
  ],
  async run({ terminal, json, arguments: given }) {
    const [action, ...names] = given.operands as [string, ...string[]];
    const path = given.text("lock") ?? usualLock;
    const out = json ? undefined : terminal.out;
    const progress = (text: string): void => terminal.progress(text);
    if (!isAction(action))
      throw usageError(`\`etalon lock\` cannot ${JSON.stringify(action)}`, `one of ${actions.join(", ")}`);
    refuseOptions(action, given);
    if (action === "update") return update(path, names.map(checkedName), given, out, progress);
    if (names.length > 1) throw usageError(`\`etalon lock ${action}\` takes one NAME`);
    const [name] = names;
    switch (action) {
      case "add":
        return add(path, needed(name, action), given, out, progress);
      case "remove":
        return remove(path, needed(name, action), out);
      case "show":
        return show(path, name, out);
    }
  },
};

type Action = (typeof actions)[number];

function isAction(text: string): text is Action {
  return (actions as readonly string[]).includes(text);
}

/** An option that has no effect is refused, never ignored. */
function refuseOptions(action: Action, given: Arguments): void {
  const onlyFor: Readonly<Record<string, readonly Action[]>> = {
    ...{ source: ["add"], sha256: ["add"], "release-key": ["add"], threshold: ["add"], stack: ["add"], heap: ["add"] },
    ...{ from: ["add", "update"], cache: ["add", "update"] },
  };
  for (const [option, allowed] of Object.entries(onlyFor))
    if (given.texts(option).length > 0 && !allowed.includes(action))
      throw usageError(`--${option} has no effect on \`etalon lock ${action}\``);
}

function needed(name: string | undefined, action: string): string {
  if (name === undefined) throw usageError(`\`etalon lock ${action}\` needs NAME`, `etalon lock ${action} NAME`);
  return checkedName(name);
}

async function add(
  path: string,
  name: string,
  given: Arguments,
  out: Output | undefined,
  progress: (text: string) => void,
): Promise<Ended> {
  const before = loadLockIfAny(path);
  const old = before.get(name);
  const size = { min: 0, max: 2 ** 30 };
  const memory = {
    stackBytes: given.integer("stack", leastResources.stackBytes, size),
    heapBytes: given.integer("heap", leastResources.heapBytes, size),
  };
  const authors = authorsIn(given);
  const digest = sourceDigestIn(given);
  const servers = serversIn(given);
  if (digest !== undefined && servers.length > 0)
    throw usageError("a source is given, and servers are asked for none", "leave out --from, or the source");
  if (digest === undefined && (authors === undefined || servers.length === 0))
    throw usageError(
      "`etalon lock add` needs --source FILE or --sha256 HEX; or --release-key KEY.pem.pub and --from URL",
      "a name is never learnt from a server",
    );
  const save = async (entry: Locked): Promise<Ended> => {
    await changeLock(path, before, new Map([[name, entry]]));
    if (old !== undefined && old.source !== entry.source) out?.line(`${name} was ${old.source}`);
    out?.line(`${name} is ${entry.source}`);
    if (entry.release !== undefined) out?.line(`  ${followed(entry.release)}`);
    const document = { lock: path, name, ...entryDocument(entry), replaced: old?.source ?? null };
    return { exit: exitCodes.ok, document };
  };
  const release = authors ?? old?.release;
  if (digest !== undefined)
    return await save({ source: digest, ...memory, ...(release === undefined ? {} : { release }) });
  const asked = { name, known: authors!, today: today(), servers, cache: cacheIn(given), onProgress: progress };
  const { settled, servers: reports } = await findNewest(asked);
  progress("");
  if (settled?.kind === "newest") {
    if (out !== undefined) printServers(reports, out);
    return await save({ source: settled.head.release.source, ...memory, release: settled.lock });
  }
  const blame = await keepHeads(".", name, settled);
  if (out !== undefined) printRefused(name, settled, reports, blame, out);
  const document = { lock: path, updated: [updateDocument(name, old, settled, reports, blame)] };
  return { exit: exitOf(settled), document };
}

/** Whose releases are followed from now on. */
function authorsIn(given: Arguments): ReleaseLock | undefined {
  const keys = given.texts("release-key").map(loadPublicKey);
  if (keys.length === 0) return undefined;
  if (keys.length > 64) throw usageError("more than 64 keys are too many");
  const twice = keys.findIndex(({ id }, i) => keys.findIndex((one) => one.id === id) !== i);
  if (twice >= 0) throw usageError(`--release-key ${given.texts("release-key")[twice]} is there twice`);
  return { keys, threshold: given.integer("threshold", keys.length, { min: 1, max: keys.length }) };
}

/** Take the newest releases of names, where there are any that may be taken; the others stay as they are. */
async function update(
  path: string,
  names: readonly string[],
  given: Arguments,
  out: Output | undefined,
  progress: (text: string) => void,
): Promise<Ended> {
  const servers = serversIn(given);
  if (servers.length === 0) throw usageError("`etalon lock update` needs --from URL");
  const lock = loadLock(path);
  const followers = [...lock].filter(([, { release }]) => release !== undefined).map(([name]) => name);
  const chosen = names.length === 0 ? followers : names;
  if (chosen.length === 0)
    throw new CommandError("lock", `${path} has no name whose releases are followed`, { hint: followHint });
  const entries = chosen.map((name) => {
    const entry = lockedUnder(name, path, lock);
    if (entry.release !== undefined) return { name, entry, known: entry.release };
    throw new CommandError("lock", `the releases of ${name} are not followed`, { hint: followHint });
  });
  const cache = cacheIn(given);
  const changed = new Map<string, Locked>();
  const results: { readonly exit: number; readonly document: object }[] = [];
  for (const { name, entry, known } of entries) {
    const begin = entry.source;
    const asked = { name, known, begin, today: today(), servers, cache, onProgress: progress };
    const { settled, servers: reports } = await findNewest(asked);
    progress("");
    const blame = await keepHeads(".", name, settled);
    if (settled?.kind === "newest") {
      const updated = { ...entry, source: settled.head.release.source, release: settled.lock };
      changed.set(name, updated);
      if (out !== undefined) printUpdated(name, entry, updated, reports, out);
    } else if (out !== undefined) printRefused(name, settled, reports, blame, out);
    results.push({ exit: exitOf(settled), document: updateDocument(name, entry, settled, reports, blame) });
  }
  if (changed.size > 0) await changeLock(path, lock, changed);
  return {
    exit: worstExit(results.map(({ exit }) => exit)),
    document: { lock: path, updated: results.map(({ document }) => document) },
  };
}

const followHint = "`etalon lock add NAME --source FILE --release-key KEY.pem.pub`";

function printUpdated(
  name: string,
  { source: was, release: before }: Locked,
  { source: is, release }: Locked,
  reports: readonly ServerReport[],
  out: Output,
): void {
  if (was !== is) out.line(`${name} was ${was}`);
  out.line(`${name} is ${was === is && before?.last === release?.last ? "still " : ""}${is}`);
  if (release !== undefined) out.line(`  ${followed(release)}`);
  printServers(reports, out);
}

function updateDocument(
  name: string,
  before: Locked | undefined,
  found: Followed | undefined,
  reports: readonly ServerReport[],
  blame: readonly string[],
): object {
  const source = found?.kind === "newest" ? found.head.release.source : (before?.source ?? null);
  return {
    ...{ name, source, replaced: before?.source ?? null, ...foundDocument(found) },
    ...{ servers: serversDocument(reports), blame },
  };
}

/** Whose releases are followed, and how far, in words. */
function followed({ keys, threshold, last, expires }: ReleaseLock): string {
  const authors = `${threshold} of ${plural(keys.length, "key")}`;
  if (last === undefined) return `follows the releases of ${authors}; none was taken yet`;
  return `release ${last.slice(0, 12)} by ${authors}${expires === undefined ? "" : `, the newest until ${expires}`}`;
}

async function remove(path: string, name: string, out: Output | undefined): Promise<Ended> {
  const lock = loadLock(path);
  const old = lockedUnder(name, path, lock);
  await changeLock(path, lock, new Map([[name, undefined]]));
  out?.line(`${name} was ${old.source}`);
  return { exit: exitCodes.ok, document: { lock: path, name, ...entryDocument(old), replaced: old.source } };
}

function show(path: string, name: string | undefined, out: Output | undefined): Ended {
  const lock = loadLock(path);
  const chosen = name === undefined ? [...lock] : [[checkedName(name), lockedUnder(name, path, lock)] as const];
  for (const [one, { source, stackBytes, heapBytes, release }] of chosen) {
    out?.line(`${one}  ${source}  stack ${stackBytes}  heap ${heapBytes}`);
    if (release !== undefined) out?.line(`  ${followed(release)}`);
  }
  const names = chosen.map(([one, entry]) => ({ name: one, ...entryDocument(entry) }));
  return { exit: exitCodes.ok, document: { lock: path, names } };
}

function entryDocument({ source, stackBytes, heapBytes, release }: Locked): object {
  return { source, stackBytes, heapBytes, release: followedDocument(release) };
}
