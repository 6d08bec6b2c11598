/**
 * `etalon release NAME`: an author says which source is the newest of a name, until a day. It follows the release before, so a server
 * can neither show an older one for the newest, nor two histories, to who has seen one.
 */

import {
  isDay,
  type OpenedRelease,
  type PrivateKey,
  type Release,
  readHistory,
  signersOf,
  signRelease,
  statementType,
  writeEnvelope,
  writeHistory,
  writeRelease,
} from "../../trust/judging.ts";
import { today } from "../../trust/node/index.ts";
import type { Arguments } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { exists } from "../host/files.ts";
import { loadPrivateKey, loadPublicKey } from "../host/key-file.ts";
import { sourceDigestIn } from "../host/source-digest.ts";
import { checkedName, historySuffix, loadHistory } from "../host/trust-files.ts";
import { writeWhole } from "../host/whole-file.ts";
import type { Verb } from "../verb.ts";
import { plural } from "../view/facts.ts";

/** `etalon release`. */
export const releaseVerb: Verb = {
  name: "release",
  summary: "as an author, say which source is the newest",
  operands: ["NAME"],
  options: [
    { name: "key", value: "KEY.pem", repeatable: true, help: "the private key to sign with; needed" },
    { name: "source", value: "FILE", excludes: ["sha256"], help: "the program that is the newest" },
    { name: "sha256", value: "HEX", help: "the digest of its bundle instead" },
    {
      name: "expires",
      value: "DAY",
      help: "until when it may be taken for the newest: 2027-01-31. Makes a new release",
    },
    {
      name: "new-key",
      value: "KEY.pem.pub",
      repeatable: true,
      needs: ["expires"],
      help: "from this release on these keys count, in the place of those before",
    },
    { name: "threshold", value: "N", needs: ["new-key"], help: "and so many of them have to sign; all unless given" },
    { name: "output", short: "o", value: "FILE.jsonl", help: "the history to add to; NAME.release.jsonl unless given" },
  ],
  details: [
    "With --expires it adds a release to the history in NAME.release.jsonl, after the one that is the newest there. Without it,\n" +
      "it adds a signature to that one: so several authors sign, each with their own key and on their own machine. With --source\n" +
      "it is signed only if it is of that source.",
    "A day without a new release is a day on which clients refuse the old one: make it anew, with a later day, before. A release with\n" +
      "new keys needs as many signatures by the old ones as before, and as many by the new ones as they ask for.",
    "`etalon publish` serves the history beside the program, `etalon lock update` follows it.",
  ],
  examples: [
    "etalon release mine --source mine.ell --expires 2027-01-31 --key alice.pem",
    "etalon release mine --source mine.ell --key bob.pem",
  ],
  async run({ terminal, json, arguments: given }) {
    const name = checkedName(given.operands[0]!);
    const path = given.text("output") ?? `${name}${historySuffix}`;
    const keyPaths = given.texts("key");
    if (keyPaths.length === 0)
      throw usageError("`etalon release` needs --key KEY.pem", "`etalon keys KEY.pem` makes one");
    const keys: PrivateKey[] = [];
    for (const file of keyPaths) keys.push(await loadPrivateKey(file));
    const history = exists(path) ? loadHistory(path) : [];
    const last = history.at(-1);
    if (last !== undefined && last.release.name !== name)
      throw new CommandError("release", `${path} has the releases of ${last.release.name}, not of ${name}`);
    const source = sourceDigestIn(given);
    const expires = given.text("expires");
    const made = expires === undefined ? undefined : newRelease(name, source, expires, given);
    const { before, line } = made === undefined ? again(path, history, source) : await added(history, made);
    const signed = await signRelease(line, keys);
    if (!signed.ok) throw new CommandError("release", `${path} cannot be signed: ${signed.error}`);
    const bytes = writeHistory([...before, signed.value]);
    const read = readHistory(bytes);
    if (!read.ok) throw usageError(`nobody could read such a release: ${read.error}`);
    await writeWhole(path, bytes);
    const { digest, release, envelope } = signed.value;
    const own = await signersOf(
      envelope,
      keys.map(({ publicKey }) => publicKey),
    );
    if (!json) {
      terminal.out.line(`${path}: release ${before.length + 1} of ${name}, ${digest}`);
      terminal.out.line(`  source ${release.source}, the newest until ${release.expires}`);
      terminal.out.line(
        `  ${plural(envelope.signatures.length, "signature")}; yours: ${own.map(({ id }) => id.slice(0, 12)).join(", ")}`,
      );
    }
    return {
      exit: exitCodes.ok,
      document: {
        ...{ output: path, name, release: digest, number: before.length + 1 },
        ...{ source: release.source, previous: release.previous ?? null, expires: release.expires },
        ...{ signatures: envelope.signatures.length, keyids: own.map(({ id }) => id) },
      },
    };
  },
};

function newRelease(name: string, source: string | undefined, expires: string, given: Arguments): Release {
  if (source === undefined) throw usageError("a new release needs --source FILE, or --sha256 HEX");
  if (!isDay(expires)) throw usageError(`--expires ${JSON.stringify(expires)} is no day`, "such as 2027-01-31");
  if (expires < today()) throw usageError(`--expires ${expires} is over: nobody would take it for the newest`);
  const keys = given.texts("new-key").map(loadPublicKey);
  const threshold = given.integer("threshold", Math.max(1, keys.length), { min: 1, max: Math.max(1, keys.length) });
  return {
    ...{ name, source, expires },
    ...(keys.length === 0 ? {} : { keys: { keys, threshold } }),
  };
}

/** What is signed, and the releases before it. */
interface Signing {
  readonly before: readonly OpenedRelease[];
  readonly line: Uint8Array;
}

/** A new release; or the newest one once more, when it says the same, as another author's does. */
async function added(history: readonly OpenedRelease[], made: Release): Promise<Signing> {
  const last = history.at(-1);
  if (last !== undefined && Buffer.from(after(made, last.release.previous)).equals(last.envelope.payload))
    return { before: history.slice(0, -1), line: last.line };
  const line = await writeEnvelope(statementType, after(made, last?.digest), []);
  return { before: history, line: new TextEncoder().encode(line) };
}

function after(made: Release, previous: string | undefined): Uint8Array {
  return writeRelease(previous === undefined ? made : { ...made, previous });
}

function again(path: string, history: readonly OpenedRelease[], source: string | undefined): Signing {
  const last = history.at(-1);
  if (last === undefined)
    throw usageError("a first release needs --source FILE and --expires DAY", `there is none in ${path} to sign`);
  if (source !== undefined && last.release.source !== source)
    throw new CommandError("release", `the newest release in ${path} is of another source: ${last.release.source}`, {
      hint: "with --expires DAY a new release is made",
    });
  return { before: history.slice(0, -1), line: last.line };
}
