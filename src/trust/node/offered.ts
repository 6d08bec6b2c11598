/**
 * What is offered for a source in one answer, so that a client mostly asks once for a program: the bundle's text and the listing, a line each, and
 * then small blobs that are needed next. Which ones follows from those two, so nothing is said of them. Like a listing, all of it is a hint.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { isLibrary } from "../../lang/files/paths.ts";
import type { Bundle } from "../../proof/certificate/bundle.ts";
import { largestBundle, readBundle } from "../bundle-text.ts";
import { type Blob, candidates, largestListing, type Offer, partsOf, readListing } from "../listing.ts";
import { blobOf } from "./hash.ts";
import { foundIn, largestTogether, mostTogether, smallOf } from "./together.ts";

/** What is offered for a source. */
export interface OfferedTogether {
  readonly bundleText: Uint8Array;
  readonly bundle: Bundle;
  readonly offers: readonly Offer[];
  /** What came besides, by its digest. */
  readonly found: ReadonlyMap<string, Uint8Array>;
}

/** The largest such answer, in bytes. */
export const largestOffered = largestBundle + 1 + largestListing + 1 + mostTogether * largestTogether;

const lineFeed = 10;

/** Which blobs follow: of the program's own files, and of the offer that is tried first. Modules of the library are had from before, mostly. */
export function following({ files }: Bundle, offers: readonly Offer[]): readonly Blob[] {
  const own = files.filter(({ path }) => !isLibrary(path));
  return smallOf([...own, ...candidates(offers, 1).flatMap(partsOf)]).slice(0, mostTogether);
}

/** The parts of the answer, which follow each other. */
export function writeOffered(bundleText: Uint8Array, listing: string, blobs: readonly Uint8Array[]) {
  return [bundleText, new TextEncoder().encode(`\n${listing}\n`), ...blobs];
}

/** What such an answer says of the source with this digest; or what is wrong with it. */
export function readOffered(bytes: Uint8Array, source: string): Result<OfferedTogether, string> {
  const first = bytes.indexOf(lineFeed);
  const second = bytes.indexOf(lineFeed, first + 1);
  if (first < 0 || second < 0) return failure("it has no two lines");
  const bundleText = bytes.slice(0, first);
  if (blobOf(bundleText).sha256 !== source) return failure("it begins with the bundle of another source");
  const bundle = readBundle(bundleText);
  if (!bundle.ok) return bundle;
  const offers = readListing(bytes.subarray(first + 1, second));
  if (!offers.ok) return offers;
  const found = foundIn(bytes.subarray(second + 1), following(bundle.value, offers.value));
  return success({ bundleText, bundle: bundle.value, offers: offers.value, found });
}
