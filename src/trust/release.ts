/**
 * Releases: which source is the newest of a name, as its authors say. Of a source that is certified, this is the one thing that needs
 * keys: nothing in a source tells that there is a newer one.
 *
 * Each release names the one before by digest, so a history has no second one beside it, and no number that could be
 * raised. An older history is found out by the release that is missing from it, a withheld one by the date until which a release is
 * the newest.
 */

import { failure, type Result, success } from "../core/result.ts";
import { hashOf } from "../proof/certificate/hash.ts";
import { Flaw, list, oneOf, type Reader, readWith, text } from "../proof/certificate/reader.ts";
import { readCanonical, writeCanonical } from "./canonical.ts";
import { type Envelope, readEnvelope, signersOf, statementType } from "./envelope.ts";
import { publicKeyText } from "./keys.ts";
import { digestForm, nameForm, type ReleaseLock, signable, signerReaders } from "./lock.ts";
import { open } from "./open-record.ts";
import { statementForm } from "./statement.ts";

/** The name of the predicate. */
const releaseType = "https://etalon.example/release/v1";

/** The most releases that are followed back. */
const longest = 10_000;

/** The largest envelope of a release, in bytes. */
const largestRelease = 16_384;

/** What authors say: this source is the newest of this name. */
export interface Release {
  readonly name: string;
  /** The digest of its bundle. */
  readonly source: string;
  /** The digest of the release before; none for the first. */
  readonly previous?: string;
  /** Until when it may be taken for the newest: a day, `2027-01-31`. */
  readonly expires: string;
  /** From here on, these keys count. Such a release needs the old keys, and the new ones. */
  readonly keys?: Omit<ReleaseLock, "last">;
}

const day: Reader<string> = (value) => {
  const read = text(/^\d{4}-\d\d-\d\d$/)(value);
  if (read instanceof Flaw) return read;
  const time = Date.parse(`${read}T00:00:00Z`);
  const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(read);
  return real ? read : new Flaw("is no day");
};

type Predicate = Omit<Release, "name" | "source">;

const statement = open<{
  readonly _type: string;
  readonly predicateType: string;
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicate: Predicate;
}>({
  _type: oneOf(statementForm),
  predicateType: oneOf(releaseType),
  subject: list(open({ name: text(nameForm), digest: open({ sha256: text(digestForm) }) }), 1),
  predicate: open<Predicate>(
    { expires: day },
    { previous: text(digestForm), keys: signable(open<NonNullable<Release["keys"]>>(signerReaders)) },
  ),
});

/** The payload of a release. */
export function writeRelease({ name, source, previous, expires, keys }: Release): Uint8Array {
  const written = keys && { keys: keys.keys.map(publicKeyText), threshold: keys.threshold };
  const predicate = {
    expires,
    ...(previous === undefined ? {} : { previous }),
    ...(written === undefined ? {} : { keys: written }),
  };
  const subject = [{ name, digest: { sha256: source } }];
  const value = { _type: statementForm, subject, predicateType: releaseType, predicate };
  return new TextEncoder().encode(writeCanonical(value));
}

/** A release's envelope, opened; nobody's signature was looked at yet. */
export interface OpenedRelease {
  /** The digest of the statement, by which the next one names it. */
  readonly digest: string;
  readonly release: Release;
  readonly envelope: Envelope;
}

/** Open the envelope of a release. */
export function openRelease(bytes: Uint8Array): Result<OpenedRelease, string> {
  if (bytes.length > largestRelease) return failure(`it has more than ${largestRelease} bytes`);
  const envelope = readEnvelope(bytes);
  if (!envelope.ok) return envelope;
  if (envelope.value.payloadType !== statementType) return failure("its payload is no statement");
  const json = readCanonical(envelope.value.payload);
  if (!json.ok) return json;
  const read = readWith(statement, json.value);
  if (!read.ok) return read;
  const { subject, predicate } = read.value;
  const [only] = subject;
  if (only === undefined) return failure("subject: expected one");
  const release = { name: only.name, source: only.digest.sha256, ...predicate };
  return success({ digest: hashOf(envelope.value.payload).sha256, release, envelope: envelope.value });
}

/** What following a history came to. */
export type Followed =
  /** The newest release; the lock has the keys and the threshold that count now. */
  | {
      readonly kind: "newest";
      readonly head: OpenedRelease;
      readonly lock: ReleaseLock;
      /** The digests from the head back to the release that was accepted last, or to the first one. */
      readonly history: readonly string[];
    }
  /** Why this head is not taken. */
  | {
      readonly kind: "unsigned" | "not-reached" | "expired" | "broken";
      readonly message: string;
    };

/**
 * Follow a history from a head back to the release that was accepted last, and then forward, each release by the keys that count at
 * that point.
 *
 * @param fetched gives the envelope of a release by its digest.
 * @param today such as `2026-11-26`.
 */
export async function followRelease(
  name: string,
  head: string,
  known: ReleaseLock,
  fetched: (digest: string) => Promise<Uint8Array | undefined>,
  today: string,
): Promise<Followed> {
  const chain: OpenedRelease[] = [];
  for (let digest: string | undefined = head; digest !== undefined && digest !== known.last; ) {
    if (chain.length === longest) return { kind: "broken", message: `it has more than ${longest} releases` };
    const bytes = await fetched(digest);
    if (bytes === undefined) return { kind: "broken", message: `the release ${digest} is not to be had` };
    const opened = openRelease(bytes);
    if (!opened.ok) return { kind: "broken", message: opened.error };
    if (opened.value.digest !== digest)
      return { kind: "broken", message: `what is called ${digest} is another release` };
    if (opened.value.release.name !== name)
      return { kind: "broken", message: `it is a release of ${opened.value.release.name}` };
    chain.push(opened.value);
    digest = opened.value.release.previous;
    if (digest === undefined && known.last !== undefined)
      return { kind: "not-reached", message: `its history does not have the release ${known.last}` };
  }
  let { keys, threshold } = known;
  for (const { envelope, release, digest } of chain.toReversed()) {
    for (const needed of [{ keys, threshold }, ...(release.keys === undefined ? [] : [release.keys])]) {
      const signers = await signersOf(envelope, needed.keys);
      if (signers.length < needed.threshold)
        return {
          kind: "unsigned",
          message: `${signers.length} of the ${needed.threshold} keys that are needed signed the release ${digest}`,
        };
    }
    if (release.keys !== undefined) ({ keys, threshold } = release.keys);
  }
  const newest = chain[0];
  if (newest === undefined) {
    // The head is what was accepted last; it may have expired since.
    const bytes = await fetched(head);
    const opened = bytes && openRelease(bytes);
    if (opened?.ok !== true || opened.value.digest !== head)
      return { kind: "broken", message: `the release ${head} is not to be had` };
    return settled(opened.value, known, [head], today);
  }
  const history = [...chain.map(({ digest }) => digest), ...(known.last === undefined ? [] : [known.last])];
  return settled(newest, { keys, threshold, last: newest.digest }, history, today);
}

function settled(head: OpenedRelease, lock: ReleaseLock, history: readonly string[], today: string): Followed {
  const { expires } = head.release;
  if (expires < today)
    return {
      kind: "expired",
      message: `it was the newest until ${expires}: a newer one is withheld, or the authors made none`,
    };
  return { kind: "newest", head, lock, history };
}

/** The newest of several histories, each followed: one of them has to contain all others, or it is a fork. */
export type Settled = Followed | { readonly kind: "fork"; readonly message: string; readonly heads: readonly string[] };

/** Follow several heads, as servers show them, and settle which is the newest. */
export async function newestRelease(
  name: string,
  heads: readonly string[],
  known: ReleaseLock,
  fetched: (digest: string) => Promise<Uint8Array | undefined>,
  today: string,
): Promise<Settled> {
  const followed = await Promise.all(
    [...new Set(heads)].map(async (head) => ({ head, end: await followRelease(name, head, known, fetched, today) })),
  );
  const good = followed.flatMap(({ end }) => (end.kind === "newest" ? [end] : []));
  if (good.length === 0) return followed[0]?.end ?? { kind: "broken", message: "nobody has a release" };
  const [longestOne] = good.toSorted((a, b) => b.history.length - a.history.length);
  const history = new Set(longestOne!.history);
  const beside = good.filter(({ head }) => !history.has(head.digest));
  if (beside.length > 0)
    return {
      kind: "fork",
      message: "the authors' keys signed two histories, and neither contains the other",
      heads: [longestOne!.head.digest, ...beside.map(({ head }) => head.digest)],
    };
  return longestOne!;
}
