/** What a server offers in one answer: what is read from it is what was written, and bytes that are others are not had. */

import { createHash } from "node:crypto";
import type { Bundle } from "etalon/proof";
import { bundleText } from "etalon/proof";
import { expect, it } from "vitest";
import { type Blob, type Offer, writeListing } from "../../../src/trust/listing.ts";
import { following, readOffered, writeOffered } from "../../../src/trust/node/offered.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const digests = (blobs: readonly Blob[]): readonly string[] => blobs.map((one) => one.sha256);
const blobOf = (bytes: Uint8Array): Blob => ({ sha256: sha256(bytes), bytes: bytes.length });

const [main, part, library] = ["main\n", "part", "library"].map(encode) as [Uint8Array, Uint8Array, Uint8Array];
const [image, certificate, said] = ["image", "certificate\n", "said"].map(encode) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const bundle: Bundle = {
  entry: "main.ell",
  files: [
    { path: "main.ell", ...blobOf(main) },
    { path: "part.ell", ...blobOf(part) },
    { path: "std/io", ...blobOf(library) },
  ],
};
const offers: readonly Offer[] = [
  { image: blobOf(encode("another, without a certificate")), attestations: [] },
  { image: blobOf(image), certificate: blobOf(certificate), attestations: [blobOf(said)] },
];
const text = encode(bundleText(bundle));
const source = sha256(text);
const blobs = [main, part, certificate, image, said];
const written = Uint8Array.from(Buffer.concat(writeOffered(text, writeListing(offers), blobs)));

it("is read as it was written: the program's own files, and the parts of the offer that is tried first", () => {
  expect(digests(following(bundle, offers))).toStrictEqual(blobs.map(sha256));
  const found = new Map(blobs.map((bytes) => [sha256(bytes), bytes]));
  expect(readOffered(written, source)).toStrictEqual({ ok: true, value: { bundleText: text, bundle, offers, found } });
});

it("has nothing twice, nothing large, and no more than seven besides", () => {
  const many = Array.from({ length: 20 }, (_, i) => ({ path: `${i + 10}.ell`, ...blobOf(encode(String(i))) }));
  expect(digests(following({ entry: "10.ell", files: many }, offers))).toStrictEqual(digests(many.slice(0, 7)));
  const twice = { ...offers[1]!, attestations: [blobOf(said), blobOf(said)] };
  expect(following(bundle, [twice])).toHaveLength(5);
  const large = { ...offers[1]!, image: { ...blobOf(image), bytes: 65_537 } };
  expect(following(bundle, [large])).toHaveLength(4);
  expect(following(bundle, [])).toHaveLength(2);
});

it("gives, however it is changed, nothing but bytes that have their digest", () => {
  const right = new Set(blobs.map(sha256));
  for (let at = 0; at < written.length; at++)
    for (const changed of [
      written.subarray(0, at),
      Buffer.concat([written.subarray(0, at), written.subarray(at + 1)]),
      Buffer.concat([written.subarray(0, at), Buffer.from("\n"), written.subarray(at)]),
      Buffer.from(written.map((byte, i) => (i === at ? byte ^ 1 : byte))),
    ]) {
      const read = readOffered(changed, source);
      if (!read.ok) continue;
      expect(sha256(read.value.bundleText)).toBe(source);
      for (const [digest, bytes] of read.value.found)
        expect([sha256(bytes), right.has(digest)]).toStrictEqual([digest, true]);
    }
});

it("is refused when it begins with another source, or has no listing", () => {
  const refused = (bytes: Uint8Array, why: string): void =>
    expect(readOffered(bytes, source)).toMatchObject({ ok: false, error: expect.stringContaining(why) as string });
  refused(Buffer.concat(writeOffered(encode("{}"), writeListing(offers), blobs)), "another source");
  refused(new Uint8Array(), "two lines");
  refused(text, "two lines");
  refused(Buffer.concat([text, encode("\n")]), "two lines");
  refused(Buffer.concat(writeOffered(text, '{ "images": [] }', blobs)), "not canonical");
  refused(Buffer.concat(writeOffered(text, "", blobs)), "not JSON");
  expect(readOffered(Buffer.concat(writeOffered(encode("no bundle"), "{}", [])), sha256(encode("no bundle"))).ok).toBe(
    false,
  );
});
