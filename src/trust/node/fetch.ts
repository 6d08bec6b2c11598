/**
 * Fetching an image of a locked source: from servers that are not trusted, through a store of one's own. What is asked for is a
 * digest; what comes is judged by its bytes, with our own checker; the first image that the policy admits is taken.
 *
 * A server can withhold everything. It can deceive about nothing.
 */

import type { SourceFiles } from "../../proof/certificate/bundle.ts";
import type { Resources } from "../../proof/certificate/resources.ts";
import type { CertifyOptions } from "../../proof/checker/certify.ts";
import type { Ask } from "../ask.ts";
import { type Judged, type Judgement, judge } from "../judge.ts";
import { candidates, type Offer, partsOf } from "../listing.ts";
import { type Admission, admit, keysOf, type Policy } from "../policy.ts";
import type { Failure, Patience } from "./download.ts";
import { Provider } from "./provider.ts";
import type { Store } from "./store.ts";
import { Room, type Turns } from "./turns.ts";

/** What is wanted, and from where. */
export interface Wanted {
  /** The digest of the source's bundle. */
  readonly source: string;
  /** The least stack and heap. */
  readonly least: Resources;
  readonly policy: Policy;
  /** The digest of our own checker. */
  readonly checker: string;
  /** What our own checker assumes. */
  readonly assumptions: readonly string[];
  readonly servers: readonly URL[];
  readonly cache: Store;
  readonly patience?: Patience;
  /** For several wishes at once: they share the downloads, and room for what is downloaded and not yet judged. */
  readonly turns?: Turns;
  readonly room?: Room;
  readonly budgets?: CertifyOptions["budgets"];
  /** Who asks our own checker: this thread unless given. */
  readonly ask?: Ask;
  readonly onProgress?: (text: string) => void;
}

/** The files of an image that was looked at. */
export interface Candidate {
  /** The server that offered it; the cache when undefined. */
  readonly server: URL | undefined;
  readonly files: SourceFiles;
  readonly image: Uint8Array;
  readonly certificate: Uint8Array | undefined;
  readonly envelopes: readonly Uint8Array[];
  readonly judgement: Judgement;
  readonly admission: Admission;
}

/** What became of an image that was looked at. */
export interface Tried extends Pick<Candidate, "server" | "admission"> {
  /** The digest of the image. */
  readonly sha256: string;
  /** Its files, when somebody whose word counts said something false of it: of others no bytes are kept. */
  readonly evidence: Candidate | undefined;
}

/** What became of a server. */
export interface ServerReport {
  readonly server: URL;
  /** Nothing is said against it without one. */
  readonly failure: Failure | undefined;
}

/** What became of a wish. */
export interface Fetched {
  /** `refused`: there was an image, and it was not taken. `unavailable`: there was none. */
  readonly outcome: Admission["kind"] | "unavailable";
  readonly taken: Candidate | undefined;
  /** All that were looked at, in order. */
  readonly tried: readonly Tried[];
  readonly servers: readonly ServerReport[];
}

/** So many bytes of images that are not judged yet are held at once: twice what one may have. */
export const mostHeld = 2 ** 28;

/** Fetch an image of a source: from the cache, or else from the servers in order. */
export async function fetchImage(wanted: Wanted): Promise<Fetched> {
  const tried: Tried[] = [];
  const servers: ServerReport[] = [];
  const seen = new Set<string>();
  let taken: Candidate | undefined;
  const judged = (candidate: Candidate, sha256: string): boolean => {
    const { server, admission } = candidate;
    tried.push({ server, admission, sha256, evidence: falseStatements(candidate).length > 0 ? candidate : undefined });
    if (admission.kind === "met") taken = candidate;
    return taken !== undefined;
  };
  for (const server of [undefined, ...wanted.servers]) {
    const from = new Provider(server, wanted);
    const failure = await lookAt(from, wanted, judged, seen);
    if (server !== undefined) servers.push({ server, failure: failure ?? from.failure });
    if (taken !== undefined) return { outcome: "met", taken, tried, servers };
  }
  return { outcome: outcomeOf(tried), taken: undefined, tried, servers };
}

/** Every image that anybody offers for a source, each judged once. */
export async function fetchAll(wanted: Wanted): Promise<Offered> {
  const tried: Candidate[] = [];
  const servers: ServerReport[] = [];
  const offeredBy = new Map<string, URL[]>();
  const seen = new Set<string>();
  let files: SourceFiles | undefined;
  const judged = (candidate: Candidate): boolean => {
    tried.push(candidate);
    return false;
  };
  for (const server of wanted.servers) {
    const from = new Provider(server, wanted);
    const failure = await lookAt(from, wanted, judged, seen, offeredBy);
    files ??= from.files;
    servers.push({ server, failure: failure ?? from.failure });
  }
  const cache = new Provider(undefined, wanted);
  const bundle = await cache.bundle(wanted.source);
  files ??= bundle && (await cache.source(bundle));
  return { tried, servers, offeredBy, files };
}

/** What is offered, and by whom: servers by the digest of an image, and the source where it could be had. */
export interface Offered extends Pick<Fetched, "servers"> {
  readonly tried: readonly Candidate[];
  readonly offeredBy: ReadonlyMap<string, readonly URL[]>;
  readonly files: SourceFiles | undefined;
}

function outcomeOf(tried: readonly Tried[]): Fetched["outcome"] {
  const kinds = tried.map(({ admission }) => admission.kind);
  for (const kind of ["defect", "refused", "starved", "undecided"] as const) if (kinds.includes(kind)) return kind;
  return "unavailable";
}

/** Look at what one server offers, until what was judged is enough; the result is why nothing could be had. */
async function lookAt(
  from: Provider,
  wanted: Wanted,
  judged: (candidate: Candidate, sha256: string) => boolean,
  seen: Set<string>,
  offeredBy?: Map<string, URL[]>,
): Promise<Failure | undefined> {
  const about = await from.about(wanted.source);
  if (about === undefined) return from.failure;
  const { offers, bundle } = about;
  const tries = candidates(offers);
  const first = tries.find((offer) => !seen.has(keyOf(offer)));
  await from.ahead([...bundle.files, ...(first === undefined ? [] : partsOf(first))]);
  const files = await from.source(bundle);
  if (files === undefined) return from.failure;
  const note = ({ image: { sha256 } }: Offer): void => {
    const before = offeredBy?.get(sha256) ?? [];
    if (from.server !== undefined && !before.includes(from.server)) offeredBy?.set(sha256, [...before, from.server]);
  };
  const room = wanted.room ?? new Room(mostHeld);
  for (const offer of tries) {
    const key = keyOf(offer);
    if (seen.has(key)) {
      note(offer);
      continue;
    }
    const size = partsOf(offer).reduce((sum, { bytes }) => sum + bytes, 0);
    const candidate = await room.hold(size, async () => {
      await from.ahead(partsOf(offer));
      return await candidateOf(from, files, offer, wanted);
    });
    if (candidate === undefined) continue;
    // Only now, and when all of it came: what one server announces and does not give, another one may have.
    if (candidate.envelopes.length === offer.attestations.length) seen.add(key);
    note(offer);
    if (judged(candidate, offer.image.sha256)) return undefined;
  }
  return undefined;
}

/** Which files an offer has. */
function keyOf({ image, certificate, attestations }: Offer): string {
  return [image, certificate, ...attestations].map((one) => one?.sha256).join();
}

async function candidateOf(
  from: Provider,
  files: SourceFiles,
  { image: imageBlob, certificate: certificateBlob, attestations }: Offer,
  wanted: Wanted,
): Promise<Candidate | undefined> {
  const { least, policy, checker, assumptions, budgets, ask, onProgress } = wanted;
  // The certificate comes first: an image without it is mostly not worth the bytes.
  const certificate = certificateBlob && (await from.blob(certificateBlob));
  if (certificateBlob !== undefined && certificate === undefined) return undefined;
  const image = await from.blob(imageBlob);
  if (image === undefined) return undefined;
  const said = await Promise.all(attestations.map((one) => from.envelope(one)));
  const envelopes = said.filter((one) => one !== undefined);
  onProgress?.(`checking ${imageBlob.sha256.slice(0, 12)}`);
  const judgement = await judge(
    { source: files, image, certificate, keys: keysOf(policy), envelopes, checker },
    { least, ...(budgets === undefined ? {} : { budgets }) },
    ask,
  );
  const admission = admit(judgement, policy, assumptions);
  if (admission.kind === "met") {
    const { cache } = wanted;
    cache.offer(wanted.source, {
      image: cache.put(image),
      ...(certificate === undefined ? {} : { certificate: cache.put(certificate) }),
      attestations: envelopes.map((line) => cache.put(line)),
    });
  }
  return { server: from.server, files, image, certificate, envelopes, judgement, admission };
}

/** False statements by keys that count: for each, who is to blame. */
export function falseStatements({ judgement }: Candidate): readonly (Judged & { readonly index: number })[] {
  return judgement.judged
    .map((one, index) => ({ ...one, index }))
    .filter(({ outcome }) => outcome.kind === "fails" && outcome.fault === "false-statement");
}
