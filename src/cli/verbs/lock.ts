/**
 * `etalon lock`: which source a name stands for. Somebody has read it, or has its digest from somebody who did; from then on
 * the name means these bytes, whatever a server says.
 */

import { bundleDigest, bundleOf, leastResources } from "../../proof/index.ts";
import { digestForm, type Locked } from "../../trust/index.ts";
import type { Arguments } from "../arguments.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { loadProgram, sourceOf } from "../host/load.ts";
import {
  checkedName,
  loadLock,
  loadLockIfAny,
  lockedUnder,
  lockOption,
  saveLock,
  usualLock,
} from "../host/trust-files.ts";
import type { Ended, Verb } from "../verb.ts";
import type { Output } from "../view/terminal.ts";

const actions = ["add", "remove", "show"] as const;

/** `etalon lock`. */
export const lockVerb: Verb = {
  name: "lock",
  summary: "say which source a name stands for",
  operands: [actions.join("|"), "[NAME]"],
  options: [
    { name: "source", value: "FILE", excludes: ["sha256"], help: "add: the program, which you have read" },
    { name: "sha256", value: "HEX", help: "add: the digest of its bundle, from somebody whom you believe" },
    { name: "stack", value: "BYTES", help: "add: the least stack of an image; 64K unless given" },
    { name: "heap", value: "BYTES", help: "add: the least heap of an image; 64K unless given" },
    lockOption,
  ],
  details: [
    "Writes etalon.lock, which you keep with your other files. `etalon fetch` takes names from it and from nowhere else.",
    "What is locked is the digest of the program's bundle: the bytes of all its files, under their paths. `etalon certify`\n" +
      "prints it. An image with less stack or heap than is asked for is starved, and not taken.",
  ],
  examples: ["etalon lock add mine --source mine.ell", "etalon lock show"],
  run({ terminal, json, arguments: given }) {
    const [action, name] = given.operands as [string, string?];
    const path = given.text("lock") ?? usualLock;
    const out = json ? undefined : terminal.out;
    switch (action) {
      case "add":
        return add(path, needed(name, action), given, out);
      case "remove":
        return remove(path, needed(name, action), out);
      case "show":
        return show(path, name, out);
      default:
        throw usageError(`\`etalon lock\` cannot ${JSON.stringify(action)}`, `one of ${actions.join(", ")}`);
    }
  },
};

function needed(name: string | undefined, action: string): string {
  if (name === undefined) throw usageError(`\`etalon lock ${action}\` needs NAME`, `etalon lock ${action} NAME`);
  return checkedName(name);
}

function add(path: string, name: string, given: Arguments, out: Output | undefined): Ended {
  const before = loadLockIfAny(path);
  const old = before.get(name);
  const size = { min: 0, max: 2 ** 30 };
  const entry: Locked = {
    source: digestIn(given),
    stackBytes: given.integer("stack", leastResources.stackBytes, size),
    heapBytes: given.integer("heap", leastResources.heapBytes, size),
    ...(old?.release === undefined ? {} : { release: old.release }),
  };
  saveLock(path, new Map([...before, [name, entry]]));
  if (old !== undefined && old.source !== entry.source) out?.line(`${name} was ${old.source}`);
  out?.line(`${name} is ${entry.source}`);
  return { exit: exitCodes.ok, document: { lock: path, name, ...entryDocument(entry), replaced: old?.source ?? null } };
}

function digestIn(given: Arguments): string {
  const [file, digest] = [given.text("source"), given.text("sha256")];
  if (file !== undefined) return bundleDigest(bundleOf(sourceOf(loadProgram(file))));
  if (digest === undefined)
    throw usageError("`etalon lock add` needs --source FILE or --sha256 HEX", "a name is never learnt from a server");
  if (!digestForm.test(digest)) throw usageError(`--sha256 takes 64 small hexadecimal digits`);
  return digest;
}

function remove(path: string, name: string, out: Output | undefined): Ended {
  const old = lockedUnder(name, path);
  saveLock(path, new Map([...loadLock(path)].filter(([one]) => one !== name)));
  out?.line(`${name} was ${old.source}`);
  return { exit: exitCodes.ok, document: { lock: path, name, ...entryDocument(old), replaced: old.source } };
}

function show(path: string, name: string | undefined, out: Output | undefined): Ended {
  const chosen = name === undefined ? [...loadLock(path)] : [[checkedName(name), lockedUnder(name, path)] as const];
  for (const [one, { source, stackBytes, heapBytes }] of chosen)
    out?.line(`${one}  ${source}  stack ${stackBytes}  heap ${heapBytes}`);
  const names = chosen.map(([one, entry]) => ({ name: one, ...entryDocument(entry) }));
  return { exit: exitCodes.ok, document: { lock: path, names } };
}

function entryDocument({ source, stackBytes, heapBytes, release }: Locked): object {
  const { keys, threshold, last } = release ?? {};
  return {
    ...{ source, stackBytes, heapBytes },
    release: keys === undefined ? null : { keys: keys.map(({ id }) => id), threshold, last: last ?? null },
  };
}
