/**
 * Asking servers which release of a name is the newest. Each server's history is followed by what that server gives, and by what was
 * accepted before: so one that withholds or changes a release spoils its own history alone.
 */

import { largestHeads, readHeads } from "../listing.ts";
import type { ReleaseLock } from "../lock.ts";
import {
  type Followed,
  type Following,
  largestHistory,
  largestRelease,
  longest,
  newestRelease,
  type ReleaseGetter,
  type ShownRelease,
} from "../release.ts";
import { at, download, type Failure, type Patience, usualPatience } from "./download.ts";
import type { ServerReport } from "./fetch.ts";
import type { Store } from "./store.ts";

/** Whose releases of which name, and from where. */
export interface AskedReleases extends Following {
  readonly servers: readonly URL[];
  /** Accepted releases are kept here. */
  readonly cache: Store;
  readonly patience?: Patience;
  readonly onProgress?: (text: string) => void;
}

/** What was found: `settled` is undefined when nobody shows a release. */
export interface FoundReleases {
  readonly settled: Followed | undefined;
  readonly servers: readonly ServerReport[];
}

/** Ask all servers for the newest release of a name. What is found to be the newest is kept in the cache. */
export async function findNewest(asked: AskedReleases): Promise<FoundReleases> {
  const { name, servers, cache } = asked;
  const kept = keptReleases(cache, name);
  const asking = servers.map((server) => new Asked(server, kept, asked));
  const shown = (await Promise.all(asking.map((one) => one.shown()))).flat();
  const { settled, ends } = await newestRelease(shown, asked);
  // The head that was accepted before may not be in this cache: it was accepted on another machine.
  if (settled.kind === "newest") for (const one of [settled.head, ...settled.history]) cache.release(one);
  const reports = asking.map((one) => {
    const own = ends.filter((_, i) => shown[i]!.of === one);
    return { server: one.server, failure: one.failure ?? against(own) };
  });
  return { settled: shown.length === 0 ? undefined : settled, servers: reports };
}

/** What is to be said against a server that showed these histories. */
function against(ends: readonly Followed[]): Failure | undefined {
  const bad = ends.flatMap((end) => (end.kind === "newest" ? [] : [end]));
  if (bad.length < ends.length || bad[0] === undefined) return undefined;
  return { how: "wrong", message: `the release that it shows is not taken: ${bad[0].kind}` };
}

/** What the cache has of a name's releases. */
function keptReleases(cache: Store, name: string): ReleaseGetter {
  const releases = cache.releases(name);
  return (digest) => {
    const envelope = releases.get(digest)?.envelope;
    return Promise.resolve(envelope === undefined ? undefined : cache.get(envelope));
  };
}

/** One server that is asked. */
class Asked {
  readonly server: URL;
  /** The envelopes that it gives, by the digests of their statements. */
  readonly #got = new Map<string, Promise<Uint8Array | undefined>>();
  failure: Failure | undefined;
  readonly #kept: ReleaseGetter;
  readonly #asked: AskedReleases;
  readonly #patience: Patience;
  readonly #begun = Date.now();
  /** How many releases came, and how many bytes they had: behind all heads together, no more than one history has. */
  #releases = 0;
  #bytes = 0;

  constructor(server: URL, kept: ReleaseGetter, asked: AskedReleases) {
    this.server = server;
    this.#kept = kept;
    this.#asked = asked;
    this.#patience = asked.patience ?? usualPatience;
  }

  /** The heads that it shows. */
  async shown(): Promise<readonly (ShownRelease & { readonly of: Asked })[]> {
    this.#asked.onProgress?.(`asking ${this.server.host} for releases`);
    const listed = await this.#download("", { most: largestHeads, exact: false });
    if (listed === undefined) return [];
    const heads = readHeads(listed);
    if (heads.ok) return heads.value.map((head) => ({ head, fetched: (digest) => this.#release(digest), of: this }));
    this.failure = { how: "wrong", message: `its list of releases is none: ${heads.error}` };
    return [];
  }

  /** The envelope of a release. Each is asked for once, however many of the heads lead to it. */
  #release(digest: string): Promise<Uint8Array | undefined> {
    const got = this.#got.get(digest) ?? this.#find(digest);
    this.#got.set(digest, got);
    return got;
  }

  async #find(digest: string): Promise<Uint8Array | undefined> {
    const kept = await this.#kept(digest);
    if (kept !== undefined) return kept;
    // All of a history has as long as one file: it may be made while it is followed, and never end.
    if (Date.now() - this.#begun > this.#patience.all) {
      this.failure = { how: "slow", message: "its history takes too long to follow" };
      return undefined;
    }
    if (this.#releases === longest || this.#bytes > largestHistory) {
      this.failure = {
        how: "wrong",
        message: `it shows more than ${longest} releases, or ${largestHistory} bytes of them`,
      };
      return undefined;
    }
    this.#releases++;
    const got = await this.#download(`/${digest}`, { most: largestRelease, exact: false });
    this.#bytes += got?.length ?? 0;
    return got;
  }

  async #download(below: string, limits: { most: number; exact: boolean }): Promise<Uint8Array | undefined> {
    const address = at(this.server, `release/${this.#asked.name}${below}`);
    const got = await download(address, limits, this.#patience);
    if (got.ok) return got.bytes;
    this.failure = { how: got.how, message: got.message };
    return undefined;
  }
}

/** Whether what was accepted last is still the newest, when nobody can be asked: by the day in the lock alone. */
export function isExpired({ expires }: ReleaseLock, today: string): boolean {
  return expires !== undefined && expires < today;
}

/** Today, as releases name days: in UTC. */
export function today(now = new Date()): string {
  return now.toISOString().slice(0, 10);
}
