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
import { list, oneOf, readWith, text } from "../proof/certificate/reader.ts";
import { readCanonical, writeCanonical } from "./canonical.ts";
import { type Envelope, readEnvelope, signersOf, statementType } from "./envelope.ts";
import { publicKeyText } from "./keys.ts";
import { day, digestForm, nameForm, type ReleaseLock, signable, signerReaders } from "./lock.ts";
import { open } from "./open-record.ts";
import { statementForm } from "./statement.ts";

/** The name of the predicate. */
const releaseType = "https://etalon.example/release/v1";

/** The most releases that are followed back. */
export const longest = 10_000;

/** The most bytes of a history's envelopes. */
export const largestHistory = 40 * 2 ** 20;

/** The largest envelope of a release, in bytes. */
export const largestRelease = 16_384;

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
  readonly keys?: Pick<ReleaseLock, "keys" | "threshold">;
}

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
  /** The bytes of the envelope, one line of a file. */
  readonly line: Uint8Array;
}

/** Open the envelope of a release. */
export function openRelease(bytes: Uint8Array): Result<OpenedRelease, string> {
  if (bytes.length > largestRelease) return failure(`it has more than ${largestRelease} bytes`);
  if (bytes.includes(10)) return failure("it is more than one line");
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
  return success({ digest: hashOf(envelope.value.payload).sha256, release, envelope: envelope.value, line: bytes });
}

/** Why a history is not taken. */
export interface NotNewest {
  readonly kind: /** Too few of the keys signed one of its releases. */
    | "unsigned"
    /** It is the beginning of the one that was accepted. */
    | "rollback"
    /** The keys signed it, and the one that was accepted, and neither contains the other. */
    | "fork"
    /** It does not contain what was accepted, and nothing shows who made it so. */
    | "not-reached"
    /** It was the newest until a day that is over. */
    | "expired"
    /** It is not there as a whole. */
    | "broken";
  readonly message: string;
  /** What shows it, for others: of a fork both heads. */
  readonly heads: readonly OpenedRelease[];
  /** Of one that is signed and has expired, what a newest release has: from the head back. */
  readonly history?: readonly OpenedRelease[];
}

/** What following a history came to. */
export type Followed =
  /** The newest release; the lock has the keys and the threshold that count now. */
  | {
      readonly kind: "newest";
      readonly head: OpenedRelease;
      readonly lock: ReleaseLock;
      /** From the head back to the one after the release that was accepted last, or to the first one. */
      readonly history: readonly OpenedRelease[];
    }
  | NotNewest;

/** Gives the envelope of a release by its digest. */
export type ReleaseGetter = (digest: string) => Promise<Uint8Array | undefined>;

/** What is asked about: the releases of a name, whose word counts, and what is known already. */
export interface Following {
  readonly name: string;
  readonly known: ReleaseLock;
  /** While no release was accepted: the source that was decided on. It has to be in the history, or that is an older one. */
  readonly begin?: string | undefined;
  /** Such as `2026-11-26`. */
  readonly today: string;
}

/**
 * Follow a history from a head back to the release that was accepted last, and then forward, each release by the keys that count at
 * that point.
 */
export async function followRelease(head: string, fetched: ReleaseGetter, asked: Following): Promise<Followed> {
  const { name, known, begin, today } = asked;
  const chain = await chainOf(name, head, known.last, fetched);
  if (!chain.ok) return { kind: "broken", message: chain.error, heads: [] };
  const { releases, reached } = chain.value;
  if (known.last !== undefined && !reached) return await notReached(releases, known.last, fetched, asked);
  if (known.last === undefined && begin !== undefined && !releases.some(({ release }) => release.source === begin))
    return { kind: "not-reached", message: "its history does not have the source that is locked", heads: [] };
  let { keys, threshold } = known;
  for (const { envelope, release, digest } of releases.toReversed()) {
    for (const needed of [{ keys, threshold }, ...(release.keys === undefined ? [] : [release.keys])]) {
      const signers = await signersOf(envelope, needed.keys);
      if (signers.length < needed.threshold)
        return {
          kind: "unsigned",
          message: `${signers.length} of the ${needed.threshold} keys that are needed signed the release ${digest}`,
          heads: [],
        };
    }
    if (release.keys !== undefined) ({ keys, threshold } = release.keys);
  }
  // The head may be what was accepted last: it may have expired since.
  const newest = releases[0] ?? (await one(name, head, fetched));
  if (typeof newest === "string") return { kind: "broken", message: newest, heads: [] };
  const { expires } = newest.release;
  if (expires < today)
    return {
      kind: "expired",
      message: `it was the newest until ${expires}: a newer one is withheld, or the authors made none`,
      heads: [newest],
      history: releases,
    };
  return { kind: "newest", head: newest, history: releases, lock: { keys, threshold, last: newest.digest, expires } };
}

/** Is there a history without what was accepted because it is older, or because it is another one? */
async function notReached(
  shown: readonly OpenedRelease[],
  last: string,
  fetched: ReleaseGetter,
  { name, known }: Following,
): Promise<NotNewest> {
  const [head] = shown;
  const accepted = await chainOf(name, last, head?.digest, fetched);
  if (head !== undefined && accepted.ok && accepted.value.reached)
    return { kind: "rollback", message: `it is older than the release ${last}, which was accepted`, heads: [head] };
  const message = `its history does not have the release ${last}, which was accepted`;
  const whole = accepted.ok ? accepted.value.releases[0] : undefined;
  if (head !== undefined && whole !== undefined) {
    const signers = await signersOf(head.envelope, known.keys);
    if (signers.length >= known.threshold) return { kind: "fork", message: forked, heads: [whole, head] };
  }
  return { kind: "not-reached", message, heads: [] };
}

const forked = "the authors' keys signed two histories, and neither contains the other";

/** The releases from a head back to, and without, the one that is looked for; or to the first. */
async function chainOf(
  name: string,
  head: string,
  until: string | undefined,
  fetched: ReleaseGetter,
): Promise<Result<{ readonly releases: readonly OpenedRelease[]; readonly reached: boolean }, string>> {
  const releases: OpenedRelease[] = [];
  for (let digest: string | undefined = head; digest !== undefined; digest = releases.at(-1)!.release.previous) {
    if (digest === until) return success({ releases, reached: true });
    if (releases.length === longest) return failure(`it has more than ${longest} releases`);
    const opened = await one(name, digest, fetched);
    if (typeof opened === "string") return failure(opened);
    releases.push(opened);
  }
  return success({ releases, reached: false });
}

async function one(name: string, digest: string, fetched: ReleaseGetter): Promise<OpenedRelease | string> {
  const bytes = await fetched(digest);
  if (bytes === undefined) return `the release ${digest} is not to be had`;
  const opened = openRelease(bytes);
  if (!opened.ok) return `the release ${digest} is none: ${opened.error}`;
  if (opened.value.digest !== digest) return `what is called ${digest} is another release`;
  if (opened.value.release.name !== name) return `it is a release of ${opened.value.release.name}`;
  return opened.value;
}

/** What somebody shows: a head, and the releases behind it. */
export interface ShownRelease {
  readonly head: string;
  readonly fetched: ReleaseGetter;
}

/** Follow what several show, and settle which is the newest: one of the histories has to contain all others, or it is a fork. */
export async function newestRelease(
  shown: readonly ShownRelease[],
  asked: Following,
): Promise<{ readonly settled: Followed; readonly ends: readonly Followed[] }> {
  // At once: who gives what they show slowly, or not at all, takes no time from the others.
  const ends = await Promise.all(shown.map(({ head, fetched }) => followRelease(head, fetched, asked)));
  return { settled: settled(ends, asked.known.last), ends };
}

/** Which of several that are not taken is told, the gravest first. */
const gravest = ["fork", "expired", "rollback", "not-reached", "unsigned", "broken"] as const;

function settled(ends: readonly Followed[], last: string | undefined): Followed {
  const fork = ends.find(({ kind }) => kind === "fork");
  if (fork !== undefined) return fork;
  // One that has expired counts here: nobody hides it by showing the release before, which may be the newest for longer.
  const [first, ...others] = ends.flatMap(signedIn).toSorted((a, b) => b.history.length - a.history.length);
  if (first === undefined) {
    const bad = ends.flatMap((end) => (end.kind === "newest" ? [] : [end]));
    const worst = bad.toSorted((a, b) => gravest.indexOf(a.kind) - gravest.indexOf(b.kind))[0];
    return worst ?? { kind: "broken", message: "nobody shows a release", heads: [] };
  }
  const within = new Set([...first.history.map(({ digest }) => digest), ...(last === undefined ? [] : [last])]);
  const beside = others.filter(({ head }) => !within.has(head.digest));
  return beside.length === 0
    ? first.end
    : { kind: "fork", message: forked, heads: [first.head, ...beside.map(({ head }) => head)] };
}

/** A history that the keys signed as a whole, from its head back. */
interface Signed {
  readonly end: Followed;
  readonly head: OpenedRelease;
  readonly history: readonly OpenedRelease[];
}

/** The one that was followed, where the keys signed it; whether it has expired is not asked. */
function signedIn(end: Followed): readonly Signed[] {
  if (end.kind === "newest") return [{ end, head: end.head, history: end.history }];
  const { heads, history } = end;
  return history === undefined ? [] : heads.map((head) => ({ end, head, history }));
}
