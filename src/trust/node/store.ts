/**
 * A store: bytes under their SHA-256, in a folder. Server and client have the same one.
 *
 *     blob/HEX          bytes with this digest
 *     source/HEX/HEX    one offer for the source of the first digest; each is a file of its own, so writers need no lock
 *     release/NAME/HEX  a release of a name
 *     tmp/              what is being written
 *
 * A file gets its name only when it is whole and on the disk, and what is read is hashed again: a store that was damaged has fewer
 * files, never wrong ones.
 */

import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { readWith, record, text } from "../../proof/certificate/reader.ts";
import { readCanonical, writeCanonical } from "../canonical.ts";
import { type Blob, merged, type Offer, readListing, writeListing } from "../listing.ts";
import { digestForm, nameForm } from "../lock.ts";
import type { OpenedRelease } from "../release.ts";
import { blobOf } from "./hash.ts";
import { forceFolder, putWhole } from "./whole-file.ts";

/** A release that is kept. */
export interface KeptRelease {
  /** The digest of its envelope. */
  readonly envelope: string;
  /** The release before. */
  readonly previous?: string;
}

/** Which of the releases of a name no other one follows: one, but for a fork or a history that was begun anew. */
export function headsOf(releases: ReadonlyMap<string, KeptRelease>): readonly string[] {
  const followed = new Set([...releases.values()].map(({ previous }) => previous));
  return [...releases.keys()].filter((digest) => !followed.has(digest));
}

const releaseNote = record<KeptRelease & { readonly statement: string }>(
  { envelope: text(digestForm), statement: text(digestForm) },
  { previous: text(digestForm) },
);

/** The largest file in a store, in bytes: a command takes no larger one. */
const largestKept = 256 * 2 ** 20;

/** How long what nothing leads to is kept, in milliseconds: somebody may be about to write what leads to it. */
const grace = 24 * 60 * 60 * 1000;

/** A folder of bytes under their digests. */
export class Store {
  readonly folder: string;

  readonly #forced: boolean;

  private constructor(folder: string, forced: boolean) {
    this.folder = folder;
    this.#forced = forced;
  }

  /**
   * Open a store, and make it where there is none. What dead processes left half written goes. `cache`: what is lost when the system
   * crashes is fetched again, so nothing waits for the disk.
   */
  static open(folder: string, use: "store" | "cache" = "store"): Store {
    for (const part of ["blob", "source", "release", "tmp"]) mkdirSync(join(folder, part), { recursive: true });
    const temporary = join(folder, "tmp");
    for (const name of readdirSync(temporary))
      if (!isAlive(Number(name.split(".")[0])))
        unlessForbidden(() => rmSync(join(temporary, name), { recursive: true, force: true }));
    return new Store(folder, use === "store");
  }

  /** Keep bytes; what is there already is left as it is. */
  put(bytes: Uint8Array): Blob {
    const blob = blobOf(bytes);
    const path = this.pathOf(blob.sha256);
    if (this.get(blob.sha256) === undefined) this.#write(path, bytes);
    // What nothing led to until now may be about to be collected: a new date keeps it. Nobody collects a cache, and what is there may be
    // another user's.
    else if (this.#forced && !unlessForbidden(() => utimesSync(path, new Date(), new Date()))) this.#write(path, bytes);
    return blob;
  }

  /** The bytes with a digest; undefined when they are not here, or what is here has another digest. */
  get(digest: string): Uint8Array | undefined {
    const bytes = readPlain(this.pathOf(digest));
    return bytes !== undefined && blobOf(bytes).sha256 === digest ? bytes : undefined;
  }

  /** Is there something under a digest? What it is, only {@link get} tells. */
  has(digest: string): boolean {
    return lstatSync(this.pathOf(digest), { throwIfNoEntry: false }) !== undefined;
  }

  /** Where bytes with a digest are, or would be. */
  pathOf(digest: string): string {
    if (!digestForm.test(digest)) throw new Error("not a digest");
    return join(this.folder, "blob", digest);
  }

  /** Offer an image for a source. */
  offer(source: string, made: Offer): void {
    this.#note(join("source", source), writeListing([made]));
  }

  /** All that is offered for a source. */
  offers(source: string): readonly Offer[] {
    const folder = join(this.folder, "source", checked(source));
    return merged(
      namesIn(folder).flatMap((name) => {
        const bytes = readPlain(join(folder, name));
        const read = bytes && blobOf(bytes).sha256 === name ? readListing(bytes) : undefined;
        return read?.ok === true ? read.value : [];
      }),
    );
  }

  /** Keep a release: its envelope, under its name and the digest of its statement. */
  release({ digest, release: { name, previous }, line }: OpenedRelease): void {
    if (!nameForm.test(name)) throw new Error("not a name");
    const note = { envelope: this.put(line).sha256, statement: digest };
    this.#note(join("release", name), writeCanonical(previous === undefined ? note : { ...note, previous }));
  }

  /** The releases of a name that are here, by the digests of their statements. */
  releases(name: string): ReadonlyMap<string, KeptRelease> {
    const kept = new Map<string, KeptRelease>();
    if (!nameForm.test(name)) return kept;
    const folder = join(this.folder, "release", name);
    for (const file of namesIn(folder)) {
      const bytes = readPlain(join(folder, file));
      if (bytes === undefined || blobOf(bytes).sha256 !== file) continue;
      const json = readCanonical(bytes);
      const read = json.ok ? readWith(releaseNote, json.value) : json;
      if (!read.ok) continue;
      const { statement, ...one } = read.value;
      const before = kept.get(statement);
      // The same statement with more signatures has more bytes.
      if (before === undefined || this.#sizeOf(one.envelope) > this.#sizeOf(before.envelope)) kept.set(statement, one);
    }
    return kept;
  }

  /** When something was last put among the releases of a name, in nanoseconds; 0 when there are none. */
  changed(name: string): bigint {
    const folder = join(this.folder, "release", name);
    return lstatSync(folder, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n;
  }

  #sizeOf(digest: string): number {
    return lstatSync(this.pathOf(digest), { throwIfNoEntry: false })?.size ?? 0;
  }

  /**
   * Remove what nothing leads to and what is older than a day. It is renamed first, so that a reader has it whole or not at all.
   *
   * @returns how many files went, and how many bytes they had.
   */
  collect(now = Date.now()): Blob["bytes"][] {
    const kept = this.#reached();
    const removed: number[] = [];
    for (const digest of readdirSync(join(this.folder, "blob"))) {
      const path = join(this.folder, "blob", digest);
      const { mtimeMs, size } = lstatSync(path);
      if (kept.has(digest) || now - mtimeMs < grace) continue;
      const away = join(this.folder, "tmp", `${process.pid}.${digest}`);
      renameSync(path, away);
      rmSync(away, { recursive: true });
      removed.push(size);
    }
    return removed;
  }

  #reached(): ReadonlySet<string> {
    const kept = new Set<string>();
    for (const source of readdirSync(join(this.folder, "source"))) {
      if (!digestForm.test(source)) continue;
      kept.add(source);
      const bundle = this.get(source);
      for (const [, digest] of new TextDecoder().decode(bundle).matchAll(/"sha256":"([0-9a-f]{64})"/g))
        kept.add(digest!);
      for (const { image, certificate, attestations } of this.offers(source))
        for (const one of [image, ...(certificate ? [certificate] : []), ...attestations]) kept.add(one.sha256);
    }
    for (const name of readdirSync(join(this.folder, "release")))
      for (const { envelope } of this.releases(name).values()) kept.add(envelope);
    return kept;
  }

  /** A small file under the digest of its text. */
  #note(folder: string, written: string): void {
    const bytes = new TextEncoder().encode(written);
    const path = join(this.folder, folder, blobOf(bytes).sha256);
    const made = mkdirSync(join(this.folder, folder), { recursive: true });
    if (made !== undefined && this.#forced) forceFolder(dirname(made));
    const there = readPlain(path);
    if (there === undefined || Buffer.compare(there, bytes) !== 0) this.#write(path, bytes);
  }

  #write(path: string, bytes: Uint8Array): void {
    const temporary = join(this.folder, "tmp");
    // A folder would not give way to a file.
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      const away = join(temporary, `${process.pid}.${basename(path)}`);
      renameSync(path, away);
      rmSync(away, { recursive: true });
    }
    putWhole(path, bytes, temporary, 0o666, this.#forced);
  }
}

function checked(digest: string): string {
  if (!digestForm.test(digest)) throw new Error("not a digest");
  return digest;
}

/** Do something to a file that may be another user's, or on a disk that nobody may write to; whether it was done. */
function unlessForbidden(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (["EPERM", "EACCES", "EROFS"].includes(String((error as NodeJS.ErrnoException).code))) return false;
    throw error;
  }
}

/** A file's bytes; undefined where there is none, or something else: a link, a pipe, a folder, more than anybody puts there. */
function readPlain(path: string): Uint8Array | undefined {
  let descriptor: number;
  try {
    // Mostly there is none yet, and an error that is thrown takes longer than the question.
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (["ENOENT", "ELOOP", "ENOTDIR", "EMLINK"].includes(String((error as NodeJS.ErrnoException).code)))
      return undefined;
    throw error;
  }
  try {
    const found = fstatSync(descriptor);
    return found.isFile() && found.size <= largestKept ? Uint8Array.from(readFileSync(descriptor)) : undefined;
  } finally {
    closeSync(descriptor);
  }
}

function namesIn(folder: string): string[] {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  try {
    return readdirSync(folder)
      .filter((name) => digestForm.test(name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Is there a process of this number? */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
