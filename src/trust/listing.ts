/**
 * Listings: what a server offers for a source, and which releases of a name it has that no other one follows. A listing is a hint: it
 * says where to look, and nothing in it is believed. All that comes of it is judged by its bytes.
 */

import { failure, type Result, success } from "../core/result.ts";
import { list, type Reader, readWith, record, text, whole } from "../proof/certificate/reader.ts";
import { readCanonical, writeCanonical } from "./canonical.ts";
import { digestForm } from "./lock.ts";

/** Some bytes, by digest and number. */
export interface Blob {
  readonly sha256: string;
  readonly bytes: number;
}

/** An image that is offered, with what goes with it. */
export interface Offer {
  readonly image: Blob;
  readonly certificate?: Blob;
  /** Envelopes, each one line of a file. */
  readonly attestations: readonly Blob[];
}

/** The largest listing, in bytes. */
export const largestListing = 2 ** 18;

/** The largest image that is fetched, in bytes. */
const largestImage = 64 * 2 ** 20;

/** The largest certificate of an image that is fetched. Ours have less than twice the bytes of the image. */
function largestCertificate(image: number): number {
  return Math.min(2 ** 20 + 16 * image, 64 * 2 ** 20);
}

const blob = (most: number): Reader<Blob> => record<Blob>({ sha256: text(digestForm), bytes: whole(0, most) });

const offer = record<Offer>(
  { image: blob(largestImage), attestations: list(blob(2 ** 20), 64) },
  { certificate: blob(64 * 2 ** 20) },
);

const listing = record<{ readonly images: readonly Offer[] }>({ images: list(offer, 1024) });

/** What a listing offers; or what is wrong with it. */
export function readListing(bytes: Uint8Array): Result<readonly Offer[], string> {
  if (bytes.length > largestListing) return failure(`it has more than ${largestListing} bytes`);
  const json = readCanonical(bytes);
  if (!json.ok) return json;
  const read = readWith(listing, json.value);
  return read.ok ? success(read.value.images) : read;
}

/** The text of a listing: only as many offers as a reader takes. */
export function writeListing(offers: readonly Offer[]): string {
  let images = offers.slice(0, 1024).map(plain);
  for (;;) {
    const written = writeCanonical({ images });
    if (new TextEncoder().encode(written).length <= largestListing) return written;
    images = images.slice(0, Math.floor(images.length * 0.75));
  }
}

function plain({ image, certificate, attestations }: Offer) {
  const bare = ({ sha256, bytes }: Blob) => ({ sha256, bytes });
  return {
    image: bare(image),
    attestations: attestations.slice(0, 64).map(bare),
    ...(certificate === undefined ? {} : { certificate: bare(certificate) }),
  };
}

/** The offers that are worth a try, the best first: those with a certificate, then the small ones. */
export function candidates(offers: readonly Offer[], most = 8): readonly Offer[] {
  const fit = offers.filter(
    ({ image, certificate }) => certificate === undefined || certificate.bytes <= largestCertificate(image.bytes),
  );
  const size = ({ image, certificate }: Offer): number => image.bytes + (certificate?.bytes ?? 0);
  return fit
    .toSorted((a, b) => Number(a.certificate === undefined) - Number(b.certificate === undefined) || size(a) - size(b))
    .slice(0, most);
}

/** What an offer consists of. */
export function partsOf({ image, certificate, attestations }: Offer): readonly Blob[] {
  return [...(certificate === undefined ? [] : [certificate]), image, ...attestations];
}

/** Offers of the same image and certificate become one, with all that is said of it. */
export function merged(offers: readonly Offer[]): readonly Offer[] {
  const found = new Map<string, Offer>();
  for (const one of offers) {
    const key = `${one.image.sha256} ${one.certificate?.sha256 ?? ""}`;
    const before = found.get(key);
    const said = new Map([...(before?.attestations ?? []), ...one.attestations].map((line) => [line.sha256, line]));
    found.set(key, { ...one, attestations: [...said.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)) });
  }
  return [...found.values()];
}

/** The most heads of a name's releases that are looked at. */
const mostHeads = 16;

/** The largest list of heads, in bytes. */
export const largestHeads = 4096;

const heads = record<{ readonly heads: readonly string[] }>({ heads: list(text(digestForm), mostHeads) });

/** The heads in such a list: digests of statements. */
export function readHeads(bytes: Uint8Array): Result<readonly string[], string> {
  const json = readCanonical(bytes);
  if (!json.ok) return json;
  const read = readWith(heads, json.value);
  return read.ok ? success(read.value.heads) : read;
}

/** The text of such a list. */
export function writeHeads(digests: readonly string[]): string {
  return writeCanonical({ heads: digests.slice(0, mostHeads) });
}
