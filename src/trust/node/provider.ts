/**
 * Who gives what is wanted: a server, or the cache where there is none. What comes from a server is told by its digest, and kept in the cache.
 */

import { failure, type Result, success } from "../../core/result.ts";
import type { Bundle, SourceFiles } from "../../proof/certificate/bundle.ts";
import { largestBundle, readBundle } from "../bundle-text.ts";
import { readEnvelope } from "../envelope.ts";
import { type Blob, largestListing, type Offer, readListing } from "../listing.ts";
import {
  at,
  type Downloaded,
  download,
  downloadBlob,
  downloadDigest,
  type Failure,
  type Patience,
  usualPatience,
} from "./download.ts";
import { largestOffered, readOffered } from "./offered.ts";
import type { Store } from "./store.ts";
import { downloadTogether, mostTogether, smallOf } from "./together.ts";
import { Turns } from "./turns.ts";

/** How somebody is asked. */
interface Asking {
  readonly cache: Store;
  readonly patience?: Patience;
  readonly turns?: Turns;
  readonly onProgress?: (text: string) => void;
}

/** A server, or the cache where there is none. */
export class Provider {
  readonly server: URL | undefined;
  readonly #cache: Store;
  readonly #patience: Patience;
  readonly #turns: Turns;
  readonly #progress: ((text: string) => void) | undefined;
  /** What came before it was asked for by itself. */
  readonly #ahead = new Map<string, Uint8Array>();
  /** Does the server give several at once? Older ones do not. */
  #together = true;
  /** What went wrong last. */
  failure: Failure | undefined;
  files: SourceFiles | undefined;

  constructor(server: URL | undefined, { cache, patience = usualPatience, turns, onProgress }: Asking) {
    this.server = server;
    this.#turns = turns ?? new Turns();
    this.#cache = cache;
    this.#patience = patience;
    this.#progress = onProgress;
  }

  #failed(failure: Failure): undefined {
    this.failure = failure;
    return undefined;
  }

  #from(downloaded: Downloaded): Uint8Array | undefined {
    return downloaded.ok ? downloaded.bytes : this.#failed(downloaded);
  }

  /** What is offered for a source, and which files it has: in one answer, where the server gives such. */
  async about(source: string): Promise<{ readonly offers: readonly Offer[]; readonly bundle: Bundle } | undefined> {
    const { server } = this;
    if (server !== undefined) {
      this.#progress?.(`asking ${server.host}`);
      const limits = { most: largestOffered, exact: false };
      const got = await download(at(server, `offered/${source}`), limits, this.#patience);
      // Who is slow is not asked for the same once more.
      if (!got.ok && got.how === "slow") return this.#failed(got);
      const read = got.ok ? readOffered(got.bytes, source) : got;
      if (read.ok) {
        const { bundleText, bundle, offers, found } = read.value;
        this.#cache.put(bundleText);
        for (const [digest, bytes] of found) this.#ahead.set(digest, bytes);
        return offers.length === 0 ? undefined : { offers, bundle };
      }
    }
    // Both at once: each is known by the source's digest.
    const [offers, text] = await Promise.all([this.#offers(source), this.#bundleText(source)]);
    if (!offers.ok) return this.#failed(offers.error);
    const bundle = offers.value.length === 0 ? undefined : this.#bundleIn(text);
    return bundle && { offers: offers.value, bundle };
  }

  async #offers(source: string): Promise<Result<readonly Offer[], Failure>> {
    if (this.server === undefined) return success(this.#cache.offers(source));
    const limits = { most: largestListing, exact: false };
    const listing = await download(at(this.server, `source/${source}`), limits, this.#patience);
    if (!listing.ok) return failure(listing);
    const read = readListing(listing.bytes);
    return read.ok ? read : failure({ how: "wrong", message: `its listing is none: ${read.error}` });
  }

  /** Which files a source has. */
  async bundle(source: string): Promise<Bundle | undefined> {
    return this.#bundleIn(await this.#bundleText(source));
  }

  async #bundleText(digest: string): Promise<Downloaded> {
    const kept = this.#cache.get(digest);
    if (kept !== undefined) return { ok: true, bytes: kept };
    if (this.server === undefined) return { ok: false, how: "absent", message: "it is not in the cache" };
    return await downloadDigest(this.server, digest, { most: largestBundle, exact: false }, this.#patience);
  }

  #bundleIn(downloaded: Downloaded): Bundle | undefined {
    const text = this.#from(downloaded);
    if (text === undefined) return undefined;
    const bundle = readBundle(text);
    if (!bundle.ok)
      return this.#failed({ how: "wrong", message: `what has this digest is no bundle: ${bundle.error}` });
    this.#cache.put(text);
    return bundle.value;
  }

  /**
   * Small bytes that will be asked for, in as few requests as there can be: over a long way, each takes its time. When they do not come so,
   * it is no failure: then each is asked for by itself.
   */
  async ahead(blobs: readonly Blob[]): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    const asked = smallOf(blobs).filter(({ sha256 }) => !this.#ahead.has(sha256));
    for (let i = 0; i < asked.length && this.#together; i += mostTogether) {
      const part = asked.slice(i, i + mostTogether);
      const name = part.map(({ sha256 }) => sha256).join();
      const came = await this.#turns.once(`${server.href} ${name}`, async () => {
        // Only now, for meanwhile another wish may have had some of them.
        const missing = part.filter(({ sha256 }) => !this.#cache.has(sha256));
        return missing.length < 2 ? undefined : await downloadTogether(server, missing, this.#patience);
      });
      this.#together = came?.ok !== false;
      if (came?.ok === true) for (const [digest, bytes] of came.found) this.#ahead.set(digest, bytes);
    }
  }

  /** Bytes by their digest, from the cache or else from the server. */
  async blob(blob: Blob): Promise<Uint8Array | undefined> {
    const kept = this.#ahead.get(blob.sha256) ?? this.#cache.get(blob.sha256);
    if (kept !== undefined)
      return kept.length === blob.bytes ? kept : this.#failed({ how: "wrong", message: "it names a wrong size" });
    if (this.server === undefined) return undefined;
    const { server } = this;
    return this.#from(
      await this.#turns.once(`${server.href} ${blob.sha256} ${blob.bytes}`, () => {
        this.#progress?.(`fetching ${blob.bytes} bytes from ${server.host}`);
        return downloadBlob(server, blob, this.#patience);
      }),
    );
  }

  /** An envelope, when it is one, and in one line, as it is written to a file. */
  async envelope(blob: Blob): Promise<Uint8Array | undefined> {
    const line = await this.blob(blob);
    if (line === undefined) return undefined;
    const read = line.includes(10) ? failure("it is more than one line") : readEnvelope(line);
    return read.ok
      ? line
      : this.#failed({ how: "wrong", message: `what it gives as a statement is none: ${read.error}` });
  }

  /** The files of a source, each by its digest in the bundle. */
  async source(bundle: Bundle): Promise<SourceFiles | undefined> {
    const files = new Map<string, Uint8Array>();
    const all = await Promise.all(
      bundle.files.map(async ({ path, sha256, bytes }) => [path, await this.blob({ sha256, bytes })] as const),
    );
    for (const [path, got] of all) {
      if (got === undefined) return undefined;
      files.set(path, got);
    }
    const source = { entry: bundle.entry, files };
    for (const one of files.values()) this.#cache.put(one);
    this.files = source;
    return source;
  }
}
