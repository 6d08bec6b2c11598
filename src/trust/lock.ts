/**
 * The lock file: which sources somebody has decided on, each by the digest of its bundle, under a name of their own. It is kept
 * beside their other files, in git say. A name is never learnt from a server.
 *
 * `{"hex0":{"source":HEX,"stackBytes":65536,"heapBytes":65536}}`, and perhaps `release`: whose word is taken for a newer source.
 */

import { failure, type Result, success } from "../core/result.ts";
import { Flaw, list, type Reader, readWith, record, text, whole } from "../proof/certificate/reader.ts";
import type { Resources } from "../proof/certificate/resources.ts";
import { readJson } from "./canonical.ts";
import { type PublicKey, publicKeyText, readPublicKeyText } from "./keys.ts";
import { dictionary } from "./open-record.ts";

/** Whose releases are followed, and how far they were. */
export interface ReleaseLock {
  readonly keys: readonly PublicKey[];
  /** How many of the keys have to sign. */
  readonly threshold: number;
  /** The digest of the newest release that was accepted. */
  readonly last?: string;
  /** Until when it may be taken for the newest: a day, `2027-01-31`. */
  readonly expires?: string;
}

/** What is locked under a name: a source, and the least stack and heap of an image of it. */
export interface Locked extends Resources {
  readonly source: string;
  readonly release?: ReleaseLock;
}

/** A lock file. */
export type Lock = ReadonlyMap<string, Locked>;

/** The largest lock file that is read, in bytes. */
const largest = 2 ** 20;

/** A name in a lock file: small letters, digits and hyphens, at most 64. */
export const nameForm = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** A SHA-256 in hexadecimal. */
export const digestForm = /^[0-9a-f]{64}$/;

/** A public key in a document: the base64 of its DER form, the middle line of its PEM file. */
export const keyReader: Reader<PublicKey> = (value) => {
  if (typeof value !== "string") return new Flaw("expected a public key: the middle line of its PEM file");
  const key = readPublicKeyText(value);
  return key.ok ? key.value : new Flaw(`is no public key: ${key.error}`);
};

/** Is it a day of the calendar, written as `2027-01-31`? */
export function isDay(written: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}

/** A day in a document. */
export const day: Reader<string> = (value) =>
  typeof value === "string" && isDay(value) ? value : new Flaw("is no day, such as 2027-01-31");

const size = whole(0, 2 ** 31);

/** Readers of whose signatures count, and of how many of them are needed. */
export const signerReaders = { keys: list(keyReader, 64), threshold: whole(1, 64) };

/** What `reader` reads, when so many signatures can be had: no key is there twice, and there are enough. */
export function signable<T extends Pick<ReleaseLock, "keys" | "threshold">>(reader: Reader<T>): Reader<T> {
  return (value) => {
    const read = reader(value);
    if (read instanceof Flaw) return read;
    const { keys, threshold } = read;
    if (new Set(keys.map(({ id }) => id)).size < keys.length) return new Flaw("has a key twice").within("keys");
    if (threshold > keys.length) return new Flaw("is more than there are keys").within("threshold");
    return read;
  };
}

const release = signable(record<ReleaseLock>(signerReaders, { last: text(digestForm), expires: day }));

const locked = record<Locked>({ source: text(digestForm), stackBytes: size, heapBytes: size }, { release });

const lock = dictionary(nameForm, locked, 10_000);

/** The lock file that bytes are; or what is wrong with them, and where. */
export function readLock(bytes: Uint8Array): Result<Lock, string> {
  if (bytes.length > largest) return failure(`it has more than ${largest} bytes`);
  const json = readJson(bytes);
  if (!json.ok) return json;
  const read = readWith(lock, json.value.json);
  return read.ok ? success(read.value) : read;
}

/**
 * A lock file's text: names in order, a line for each thing, so that a change is easily read.
 *
 * @example
 * ```ts
 * import { writeLock } from "etalon/trust";
 * writeLock(new Map()); // => "{}\n"
 * ```
 */
export function writeLock(names: Lock): string {
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([name, { source, stackBytes, heapBytes, release: releases }]) => {
    const { keys, threshold, last, expires } = releases ?? {};
    const written = keys && { keys: keys.map(publicKeyText), threshold, last, expires };
    return [name, { source, stackBytes, heapBytes, ...(written === undefined ? {} : { release: written }) }] as const;
  });
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}
