/** Fetching a locked source from servers that mean harm: what is taken is certified for it, or nothing is taken. */

import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleDigest, bundleOf, bundleText } from "etalon/proof";
import {
  type Policy,
  publicKeyText,
  readPolicy,
  type Statement,
  statementType,
  usualPolicy,
  writeEnvelope,
  writeStatement,
} from "etalon/trust";
import { afterAll, describe, expect, it } from "vitest";
import { readBundle } from "../../../src/trust/bundle-text.ts";
import { candidates, type Offer, readListing, writeListing } from "../../../src/trust/listing.ts";
import {
  falseStatements,
  fetchAll,
  fetchImage,
  Room,
  Store,
  serve,
  type Wanted,
} from "../../../src/trust/node/index.ts";
import { checker, type Files, filesOf, keyOf } from "../programs.ts";
import { hostile, whole } from "./hostile.ts";

const folder = mkdtempSync(join(tmpdir(), "etalon-fetch-"));
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const files = filesOf("fn main(): int { write(read() + 1); return 0; }");
const trojan = filesOf("fn main(): int { write(read() + 2); return 0; }");
const starved = filesOf("fn main(): int { write(read() + 1); return 0; }", { heapBytes: 4096 });
const source = bundleDigest(bundleOf(files.source));
const patience = { connect: 2000, head: 500, bytes: 1000, window: 500, all: 5000 };

let made = 0;
const newStore = (): Store => Store.open(join(folder, String(made++)));

/** A store with the locked source, and these offers for it, whatever they are. */
function storeOf(
  ...offers: readonly (Partial<Omit<Files, "statement">> & { readonly said?: readonly string[] })[]
): Store {
  const store = newStore();
  store.put(bytes(bundleText(bundleOf(files.source))));
  store.put(files.source);
  for (const { image = files.image, certificate, said = [] } of offers)
    store.offer(source, {
      image: store.put(image),
      ...(certificate === undefined ? {} : { certificate: store.put(certificate) }),
      attestations: said.map((line) => store.put(bytes(line))),
    });
  return store;
}

async function served(store: Store): Promise<URL> {
  const serving = await serve(store);
  closing.push(() => serving.close(0));
  return new URL(serving.url);
}

function wanted(servers: readonly URL[], parts: Partial<Wanted> = {}): Wanted {
  return {
    ...{ source, servers, cache: newStore(), checker, assumptions: [], policy: usualPolicy, patience },
    least: { stackBytes: 65_536, heapBytes: 65_536 },
    ...parts,
  };
}

const good = await served(storeOf(files));

describe("fetch", () => {
  it("takes what is certified, and then needs nobody any more", async () => {
    const cache = newStore();
    const got = await fetchImage(wanted([good], { cache }));
    expect(got).toMatchObject({ outcome: "met", servers: [{ failure: undefined }] });
    expect(got.taken?.image).toStrictEqual(files.image);
    const again = await fetchImage(wanted([], { cache }));
    expect(again).toMatchObject({ outcome: "met", taken: { server: undefined } });
    expect((await fetchImage(wanted([]))).outcome).toBe("unavailable");
  });

  it("takes no other image, whatever lies beside it, and asks the next server", async () => {
    const swapped = await served(storeOf({ image: trojan.image, certificate: files.certificate }));
    const others = await served(storeOf(trojan));
    const nothing = await served(storeOf({}));
    expect((await fetchImage(wanted([swapped]))).outcome).toBe("refused");
    const refused = await fetchImage(wanted([others]));
    expect(refused.tried[0]?.admission).toMatchObject({
      ...{ kind: "refused", message: expect.stringContaining("another source") as string },
    });
    expect((await fetchImage(wanted([nothing]))).outcome).toBe("undecided");
    const got = await fetchImage(wanted([swapped, others, nothing, good]));
    expect(got).toMatchObject({ outcome: "met", taken: { server: good } });
    expect(got.tried).toHaveLength(4);
  });

  it("has no more bytes at once than there is room for, and keeps none of what is not taken", async () => {
    const size = 300_000;
    const junk = (byte: number): Uint8Array => new Uint8Array(size).fill(byte);
    const offers = Array.from({ length: 8 }, (_, i) => ({ image: junk(i), certificate: junk(100 + i) }));
    const server = await served(storeOf(...offers));
    const room = new Room(2 * size);
    let [asked, most] = [0, 0];
    const ask: Wanted["ask"] = async () => {
      most = Math.max(most, ++asked);
      await new Promise((done) => setTimeout(done, 5));
      asked--;
      return { answer: { verdict: "none" }, says: undefined };
    };
    // Each with a cache of its own: nobody has what another one asked for.
    const all = await Promise.all(Array.from({ length: 4 }, () => fetchImage(wanted([server], { room, ask }))));
    expect(most).toBe(1);
    for (const { outcome, tried } of all) {
      expect([outcome, tried.length]).toStrictEqual(["undecided", 8]);
      for (const one of tried) {
        expect(one.evidence).toBeUndefined();
        expect(Object.values(one).some((value) => value instanceof Uint8Array)).toBe(false);
      }
    }
  });

  it("asks once for all that is small", async () => {
    const server = await serve(storeOf({ ...files, said: ["no envelope"] }));
    closing.push(() => server.close(0));
    expect(await fetchImage(wanted([new URL(server.url)]))).toMatchObject({ outcome: "met" });
    expect(server.answered()).toBe(1);
  });

  const file = bundleOf(files.source).files[0]!.sha256;
  const honest = storeOf(files);
  const [{ image, certificate }] = honest.offers(source) as [Offer];
  const listing = writeListing(honest.offers(source));
  /** What an older server, or a folder of files, answers. */
  const older = (path: string): Uint8Array | undefined => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (path.includes("/source/")) return bytes(listing);
    return path.includes("/blob/") ? honest.get(name) : undefined;
  };
  const answer = (socket: Socket, what: Uint8Array | undefined): void =>
    what === undefined ? void socket.end("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n") : whole(socket, what);

  it("asks an older server for the listing and the bundle at once, and tells what comes together by its digests", async () => {
    const asked: string[] = [];
    // It answers with the same number of bytes, of which only the certificate's are right.
    const muddled = await hostile((path, socket) => {
      asked.push(path.slice("/etalon/v1/".length));
      if (!path.includes("/blobs/")) return answer(socket, older(path));
      const parts = path.slice(path.lastIndexOf("/") + 1).split(",");
      const several = parts.map((one) => {
        const blob = honest.get(one)!;
        return one === certificate?.sha256 ? blob : new Uint8Array(blob.length);
      });
      whole(socket, Buffer.concat(several));
    });
    expect(await fetchImage(wanted([muddled]))).toMatchObject({ outcome: "met" });
    expect(asked[0]).toBe(`offered/${source}`);
    expect(asked.slice(1, 3).sort()).toStrictEqual([`blob/${source}`, `source/${source}`]);
    expect(asked.slice(3)).toStrictEqual([
      `blobs/${[file, certificate?.sha256, image.sha256].join()}`,
      ...[file, image.sha256].map((one) => `blob/${one}`),
    ]);
  });

  const parts = [files.source, files.certificate, files.image];
  const text = bundleText(bundleOf(files.source));
  const offered = (about: string, listed: string, ...more: readonly Uint8Array[]): Uint8Array =>
    Buffer.concat([bytes(`${about}\n${listed}\n`), ...more]);
  const trojans = writeListing([{ image: honest.put(trojan.image), certificate: certificate!, attestations: [] }]);
  const answers: readonly (readonly [string, Uint8Array])[] = [
    ["is nothing", bytes("")],
    ["is a page", bytes("<html>\n<body>\n</html>")],
    ["begins with another bundle", offered(bundleText(bundleOf(trojan.source)), listing, ...parts)],
    ["has no listing", offered(text, "[]", ...parts)],
    ["has a listing twice", offered(text, `${listing}\n${listing}`, ...parts)],
    ["has other bytes", offered(text, listing, ...parts.map(({ length }) => new Uint8Array(length)))],
    ["has another order", offered(text, listing, ...parts.toReversed())],
    ["has too few", offered(text, listing, files.source)],
    ["has too many", offered(text, listing, ...parts, new Uint8Array(100_000))],
    ["has another image", offered(text, listing, files.source, files.certificate, trojan.image)],
    ["is too large", offered(text, listing, ...parts, new Uint8Array(2 ** 20))],
  ];
  it.each(answers)("believes no answer about a source that %s", async (_, bytes) => {
    const server = await hostile((path, socket) => answer(socket, path.includes("/offered/") ? bytes : older(path)));
    const got = await fetchImage(wanted([server]));
    expect(got).toMatchObject({ outcome: "met", servers: [{ failure: undefined }] });
    expect(got.taken?.image).toStrictEqual(files.image);
  });

  it("refuses an image of another source that comes in one answer, and asks nobody twice who is slow", async () => {
    const swapped = offered(text, trojans, files.source, files.certificate, trojan.image);
    const asked: string[] = [];
    const lying = await hostile((path, socket) => {
      asked.push(path);
      answer(socket, swapped);
    });
    expect(await fetchImage(wanted([lying]))).toMatchObject({ outcome: "refused" });
    expect(asked).toHaveLength(1);
    const silent = await hostile((path) => void asked.push(path));
    const got = await fetchImage(wanted([silent, good]));
    expect(got).toMatchObject({ outcome: "met", servers: [{ failure: { how: "slow" } }, {}] });
    expect(asked).toHaveLength(2);
  });

  it("asks the next server for what one announces and does not give", async () => {
    const offers = writeListing(storeOf(files).offers(source));
    const stingy = await hostile((path, socket) =>
      path.includes("/source/")
        ? whole(socket, bytes(offers))
        : socket.end("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n"),
    );
    const got = await fetchImage(wanted([stingy, good]));
    expect(got).toMatchObject({ outcome: "met", taken: { server: good } });
    const wrongImage = await hostile((path, socket) => {
      if (path.includes("/source/")) whole(socket, bytes(offers));
      else if (path.endsWith(source)) whole(socket, bytes(bundleText(bundleOf(files.source))));
      else if (path.endsWith(bundleOf(files.source).files[0]!.sha256)) whole(socket, files.source);
      else socket.destroy();
    });
    expect(await fetchImage(wanted([wrongImage, good]))).toMatchObject({ outcome: "met", taken: { server: good } });
  });

  it("asks the next server for a statement that one announces and does not give", async () => {
    const alice = await keyOf(0);
    const signed = { threshold: 1, holders: new Map([["alice", [alice.publicKey]]]) };
    const policy: Policy = { evidence: ["certified"], signed };
    const said = await writeEnvelope(statementType, writeStatement(files.statement), [alice]);
    const whole = storeOf({ ...files, said: [said] });
    const [{ attestations }] = whole.offers(source) as [Offer];
    const without = storeOf({ ...files, said: [said] });
    rmSync(without.pathOf(attestations[0]!.sha256));
    const stingy = await served(without);
    const generous = await served(whole);
    expect(await fetchImage(wanted([stingy], { policy }))).toMatchObject({ outcome: "refused" });
    expect(await fetchImage(wanted([stingy, generous], { policy }))).toMatchObject({
      ...{ outcome: "met", taken: { server: generous }, servers: [{ failure: { how: "absent" } }, {}] },
    });
  });

  it("takes for a statement only what is one line and an envelope", async () => {
    const alice = await keyOf(0);
    const said = await writeEnvelope(statementType, writeStatement(files.statement), [alice]);
    const folded = said.replace("{", "{\n");
    const server = await served(storeOf({ ...files, said: [folded, "no envelope", "", said] }));
    const got = await fetchImage(wanted([server]));
    expect(got).toMatchObject({ outcome: "met", taken: { envelopes: [bytes(said)] } });
    expect(got.servers).toMatchObject([{ failure: { how: "wrong" } }]);
  });

  it("takes no image that has too little of everything", async () => {
    const poor = await served(storeOf(starved));
    expect((await fetchImage(wanted([poor]))).outcome).toBe("starved");
    const least = { stackBytes: 65_536, heapBytes: 4096 };
    expect((await fetchImage(wanted([poor], { least }))).outcome).toBe("met");
  });

  const lists: readonly (readonly [string, string])[] = [
    ["is no JSON", "<html>"],
    ["is deep", "[".repeat(100_000)],
    ["has a key twice", '{"images":[],"images":[]}'],
    ["has paths for digests", '{"images":[{"attestations":[],"image":{"bytes":1,"sha256":"../../../etc/passwd"}}]}'],
    [
      "has a size that is negative",
      `{"images":[{"attestations":[],"image":{"bytes":-1,"sha256":"${"a".repeat(64)}"}}]}`,
    ],
    ["has addresses", '{"images":[],"mirror":"http://b.example"}'],
    ["is too large", `{"images":[${"0,".repeat(200_000)}0]}`],
    ["is not canonical", '{ "images": [] }'],
  ];
  it.each(lists)("believes no listing that %s", async (_, text) => {
    const server = await hostile((path, socket) =>
      path.includes("/source/") ? whole(socket, bytes(text)) : socket.destroy(),
    );
    const got = await fetchImage(wanted([server, good]));
    expect(got.servers[0]?.failure?.how).toBe("wrong");
    expect(got.outcome).toBe("met");
  });

  it("tries eight of a server's offers at most, and of each no more bytes than a certificate may have", async () => {
    const digest = (i: number): string => i.toString(16).padStart(64, "0");
    const image = { sha256: digest(1), bytes: 5000 };
    const offers: Offer[] = Array.from({ length: 100 }, (_, i) => ({
      ...{ image, certificate: { sha256: digest(i + 2), bytes: 2000 + i }, attestations: [] },
    }));
    const huge = { image, certificate: { sha256: digest(900), bytes: 50_000_000 }, attestations: [] };
    let [blobs, together] = [0, 0];
    const server = await hostile((path, socket) => {
      if (path.includes("/source/")) whole(socket, bytes(writeListing([...offers, huge])));
      else if (path.endsWith(source)) whole(socket, bytes(bundleText(bundleOf(files.source))));
      else if (path.endsWith(bundleOf(files.source).files[0]!.sha256)) whole(socket, files.source);
      else {
        if (path.includes("/blobs/")) together++;
        else blobs++;
        socket.end("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n");
      }
    });
    expect((await fetchImage(wanted([server]))).outcome).toBe("unavailable");
    // Several at once it gives none, and is not asked so again.
    expect([blobs, together]).toStrictEqual([8, 1]);
    expect(candidates([huge])).toStrictEqual([]);
    const many = Array.from({ length: 5000 }, (_, i) => ({ ...offers[0]!, image: { sha256: digest(i), bytes: 1 } }));
    expect(readListing(bytes(writeListing(many))).ok).toBe(true);
  });

  it("takes no source but the one that was decided on, and no path that leads elsewhere", async () => {
    let asked = 0;
    const lying = await hostile((path, socket) => {
      asked++;
      if (path.includes("/source/")) whole(socket, bytes(writeListing(storeOf(trojan).offers(source))));
      else whole(socket, bytes(bundleText(bundleOf(trojan.source))));
    });
    const got = await fetchImage(wanted([lying]));
    expect(got).toMatchObject({ outcome: "unavailable", servers: [{ failure: { how: "wrong" } }] });
    // It is asked for all at once, then for the listing and the bundle, and for no file of a bundle of its own.
    expect(asked).toBe(3);
    const file = { bytes: 1, path: "a.ell", sha256: "a".repeat(64) };
    const text = (entry: string, list: readonly object[]): Uint8Array =>
      bytes(JSON.stringify({ entry, files: list, format: "etalon-bundle", version: 1 }));
    expect(readBundle(text("a.ell", [file]))).toMatchObject({ ok: true });
    for (const path of ["../a.ell", "/a.ell", "a//b", "a/./b", "a/..", "", "a\\b", "c:a", "a\u0000", "a".repeat(256)])
      expect([path, readBundle(text(path, [{ ...file, path }])).ok]).toStrictEqual([path, false]);
    expect(readBundle(text("b.ell", [file]))).toMatchObject({ ok: false });
    expect(readBundle(text("a.ell", [file, file]))).toMatchObject({ ok: false });
    expect(readBundle(text("a.ell", [{ ...file, bytes: 2 ** 20 + 1 }]))).toMatchObject({ ok: false });
    const most = Array.from({ length: 40 }, (_, i) => ({
      ...file,
      bytes: 2 ** 20,
      path: String(i).padStart(2, "0"),
    }));
    expect(readBundle(text("00", most))).toMatchObject({ ok: false });
  });

  it("says who said something false, and takes the word of holders alone only where the policy does", async () => {
    const alice = await keyOf(0);
    const holders = { alice: [publicKeyText(alice.publicKey)] };
    const policyOf = (...evidence: readonly string[]): Policy => {
      const read = readPolicy(bytes(JSON.stringify({ evidence, signed: { threshold: 1, holders } })));
      if (!read.ok) throw new Error(read.error);
      return read.value;
    };
    const line = (said: Statement): Promise<string> => writeEnvelope(statementType, writeStatement(said), [alice]);
    const lie = { ...trojan.statement, predicate: { ...files.statement.predicate } };
    const { certificate: _c, checker: _k, resources: _r, ...rest } = files.statement.predicate;
    const built: Statement = { subject: trojan.statement.subject, predicate: { ...rest, evidence: "built" } };
    const store = storeOf({ image: trojan.image, certificate: files.certificate, said: [await line(lie)] });
    const got = await fetchImage(wanted([await served(store)], { policy: policyOf("certified") }));
    expect(got.outcome).toBe("refused");
    expect(falseStatements(got.tried[0]!.evidence!)).toMatchObject([
      { index: 0, signers: [{ id: alice.publicKey.id }] },
    ]);
    const stolen = await served(storeOf({ image: trojan.image, said: [await line(built)] }));
    expect((await fetchImage(wanted([stolen], { policy: policyOf("certified") }))).outcome).toBe("undecided");
    const taken = await fetchImage(wanted([stolen], { policy: policyOf("signed") }));
    expect(taken).toMatchObject({ outcome: "met", taken: { admission: { by: "signed", holders: ["alice"] } } });
  });

  it("finds all that is offered, and by whom", async () => {
    const second = await served(storeOf(files, starved));
    const all = await fetchAll(wanted([good, second]));
    expect(all.tried.map(({ admission }) => admission.kind)).toStrictEqual(["met", "starved"]);
    expect([...all.offeredBy.values()]).toStrictEqual([[good, second], [second]]);
  });
});
