/**
 * Changed documents: envelopes, statements, releases, lock files, policies, listings, bundles and what is offered together, each read after a few bytes of it were
 * changed, taken out or put in. No reader throws or takes long; canonical bytes that are accepted are the only ones for what they mean; and a signature
 * fits no other payload.
 */

import { Chance } from "../../src/core/chance.ts";
import type { Result } from "../../src/core/result.ts";
import { readBundle } from "../../src/trust/bundle-text.ts";
import {
  makeKey,
  openRelease,
  type PrivateKey,
  readEnvelope,
  readHistory,
  readLock,
  readPolicy,
  readPrivateKey,
  readStatement,
  type Statement,
  signersOf,
  statementType,
  writeCanonical,
  writeEnvelope,
  writeLock,
  writePrivateKey,
  writeRelease,
  writeStatement,
} from "../../src/trust/index.ts";
import { publicKeyText } from "../../src/trust/keys.ts";
import { readHeads, readListing, writeHeads, writeListing } from "../../src/trust/listing.ts";
import { blobOf } from "../../src/trust/node/hash.ts";
import { readOffered, writeOffered } from "../../src/trust/node/offered.ts";
import { counted, type Fault, type FaultOptions, type Found } from "./fault.ts";

/** See the header. */
export const mutationsFault: Fault = { name: "mutations", run };

/** What reading bytes comes to; the last is wrong. */
type Came = "refused" | "accepted" | "another meaning";

/** A kind of document: a good one, and what reading bytes comes to. */
interface Kind {
  readonly name: string;
  readonly good: Uint8Array;
  readonly read: (bytes: Uint8Array) => Came | Promise<Came>;
}

/** A reader of documents. */
type Reader<T> = (bytes: Uint8Array) => Result<T, unknown>;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

async function* run({ quick, seed }: FaultOptions): AsyncIterable<Found> {
  const times = quick ? 300 : 15_000;
  for (const { name, good, read } of await kinds()) {
    const chance = new Chance(seed);
    let [refused, accepted, other, thrown, slowest, most] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < times; i++) {
      const bytes = changed(good, chance);
      const begun = performance.now();
      const before = process.cpuUsage();
      try {
        const came = await read(bytes);
        if (came === "refused") refused++;
        else if (came === "accepted") accepted++;
        else other++;
      } catch (error) {
        thrown++;
        console.error(error, decode(bytes));
      }
      const { user, system } = process.cpuUsage(before);
      slowest = Math.max(slowest, performance.now() - begun);
      most = Math.max(most, (user + system) / 1000);
    }
    const came = `${counted(refused)} refused, ${counted(accepted)} accepted, ${other} with another meaning, ${thrown} thrown; the slowest took ${slowest.toFixed(1)} ms, and at most ${most.toFixed(1)} ms of the processor`;
    yield {
      what: `${counted(times)} changed ${name}`,
      came,
      // Waiting for others to use the processor is not the reader's.
      good: other === 0 && thrown === 0 && refused > times / 2 && most <= 50,
    };
  }
}

/** A few bytes changed, taken out, put in, or taken from elsewhere in the document. */
function changed(good: Uint8Array, chance: Chance): Uint8Array {
  let bytes = [...good];
  for (let times = chance.below(3) + 1; times > 0; times--) {
    const at = chance.below(bytes.length + 1);
    const much = chance.below(4) === 0 ? chance.below(40) : 1;
    const from = chance.below(bytes.length + 1);
    const some = [
      () => [chance.below(256)],
      () => [
        ...encode(
          chance.pick(["{", "}", "[", "]", ",", '"', "\\u0000", "1e9", "-0", "null", "9".repeat(30), "\u202e", " "]),
        ),
      ],
      () => bytes.slice(from, from + much),
      () => [],
    ];
    bytes = [...bytes.slice(0, at), ...chance.pick(some)(), ...bytes.slice(at + (chance.below(2) === 0 ? 0 : much))];
  }
  return Uint8Array.from(bytes);
}

/** What is canonical is accepted only as its writer writes it. */
function canonical<T>(read: Reader<T>, write: (value: T) => Uint8Array): Kind["read"] {
  return (bytes) => {
    const got = read(bytes);
    if (!got.ok) return "refused";
    return same(write(got.value), bytes) ? "accepted" : "another meaning";
  };
}

/** A key that is the same each time, so that the seed alone decides what is changed. */
async function keyOf(number: number): Promise<PrivateKey> {
  const made = await readPrivateKey(writePrivateKey({ ...(await makeKey()), seed: new Uint8Array(32).fill(number) }));
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

async function kinds(): Promise<readonly Kind[]> {
  const [key, other] = [await keyOf(1), await keyOf(2)];
  const digest = "5".repeat(64);
  const statement: Statement = {
    subject: { name: "a.elf", digest: { sha256: digest } },
    predicate: {
      ...{ claim: "conforms", evidence: "built", semantics: { ell: 2, rv32im: 2, conforms: 1 }, assumptions: ["hash"] },
      source: { entry: "a.ell", digest: { sha256: digest } },
    },
  };
  const payload = writeStatement(statement);
  const envelope = encode(await writeEnvelope(statementType, payload, [key]));
  const released = writeRelease({ name: "a", source: digest, previous: digest, expires: "2027-01-31" });
  const line = encode(await writeEnvelope(statementType, released, [key]));
  const first = writeRelease({ name: "a", source: digest, expires: "2027-01-31" });
  const history = encode(`${await writeEnvelope(statementType, first, [key])}\n`);
  const release = { keys: [key.publicKey, other.publicKey], threshold: 2, last: digest, expires: "2027-01-31" };
  const lock = encode(writeLock(new Map([["a", { source: digest, stackBytes: 65_536, heapBytes: 0, release }]])));
  const signed = { threshold: 1, holders: { a: [publicKeyText(key.publicKey)], b: [publicKeyText(other.publicKey)] } };
  const policy = encode(JSON.stringify({ evidence: ["certified", "signed"], signed, assumptions: ["hash"] }));
  const blob = { sha256: digest, bytes: 123 };
  const listing = encode(writeListing([{ image: blob, certificate: blob, attestations: [blob] }]));
  const bundle = {
    ...{ entry: "a.ell", format: "etalon-bundle", version: 1 },
    files: [{ bytes: 3, path: "a.ell", sha256: digest }],
  };
  const plain =
    (read: Reader<unknown>): Kind["read"] =>
    (bytes) =>
      read(bytes).ok ? "accepted" : "refused";
  return [
    { name: "envelopes", good: envelope, read: signedBy(key, payload) },
    { name: "statements", good: payload, read: plain(readStatement) },
    { name: "releases", good: line, read: plain(openRelease) },
    { name: "histories", good: history, read: signedHistory(key, first) },
    { name: "lock files", good: lock, read: again(readLock, (value) => encode(writeLock(value))) },
    { name: "policies", good: policy, read: plain(readPolicy) },
    { name: "listings", good: listing, read: canonical(readListing, (value) => encode(writeListing(value))) },
    {
      name: "heads",
      good: encode(writeHeads([digest])),
      read: canonical(readHeads, (value) => encode(writeHeads(value))),
    },
    {
      name: "bundles",
      good: encode(writeCanonical(bundle)),
      read: canonical(readBundle, (value) =>
        encode(
          writeCanonical({
            ...value,
            files: value.files.map((one) => ({ ...one })),
            format: "etalon-bundle",
            version: 1,
          }),
        ),
      ),
    },
    offeredKind(),
  ];
}

/** An answer with a bundle, a listing and two small blobs: whatever else it becomes, the bundle is the one that was asked for, and blobs have their digests. */
function offeredKind(): Kind {
  const [file, image] = [encode("abc"), encode("image")];
  const bundle = {
    ...{ entry: "a.ell", format: "etalon-bundle", version: 1 },
    files: [{ bytes: 3, path: "a.ell", sha256: blobOf(file).sha256 }],
  };
  const text = encode(writeCanonical(bundle));
  const listing = writeListing([{ image: blobOf(image), attestations: [] }]);
  return {
    name: "answers of what is offered together",
    good: Buffer.concat(writeOffered(text, listing, [file, image])),
    read: (bytes) => {
      const got = readOffered(bytes, blobOf(text).sha256);
      if (!got.ok) return "refused";
      const { bundleText, offers, found } = got.value;
      const isListing = decode(bytes).includes(`\n${writeListing(offers)}\n`);
      const areFound = [...found].every(([digest, blob]) => blobOf(blob).sha256 === digest);
      return same(bundleText, text) && isListing && areFound ? "accepted" : "another meaning";
    },
  };
}

/** An envelope may be written in more ways than one; the key's signature is on this payload alone. */
function signedBy({ publicKey }: PrivateKey, payload: Uint8Array): Kind["read"] {
  return async (bytes) => {
    const got = readEnvelope(bytes);
    if (!got.ok) return "refused";
    const signers = await signersOf(got.value, [publicKey]);
    if (signers.length === 0) return "refused";
    return same(got.value.payload, payload) && got.value.payloadType === statementType ? "accepted" : "another meaning";
  };
}

function signedHistory({ publicKey }: PrivateKey, payload: Uint8Array): Kind["read"] {
  return async (bytes) => {
    const got = readHistory(bytes);
    if (!got.ok) return "refused";
    for (const { envelope } of got.value)
      if ((await signersOf(envelope, [publicKey])).length > 0 && !same(envelope.payload, payload))
        return "another meaning";
    return "accepted";
  };
}

/** A file that people write, too: what is accepted is, written anew, read as the same. */
function again<T>(read: Reader<T>, write: (value: T) => Uint8Array): Kind["read"] {
  return (bytes) => {
    const got = read(bytes);
    if (!got.ok) return "refused";
    const second = read(write(got.value));
    return second.ok && same(write(second.value), write(got.value)) ? "accepted" : "another meaning";
  };
}
