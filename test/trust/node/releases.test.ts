/** Asking servers for releases: one that withholds, changes or invents spoils its own history alone; a fork anywhere is refused. */

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type OpenedRelease,
  type PrivateKey,
  type Release,
  readHistory,
  signRelease,
  statementType,
  writeEnvelope,
  writeHistory,
  writeRelease,
} from "etalon/trust";
import { afterAll, expect, it } from "vitest";
import { writeHeads } from "../../../src/trust/listing.ts";
import { blobOf } from "../../../src/trust/node/hash.ts";
import { findNewest, isExpired, type Serving, Store, serve, today } from "../../../src/trust/node/index.ts";
import { headsOf } from "../../../src/trust/node/store.ts";
import { largestHistory, largestRelease } from "../../../src/trust/release.ts";
import { keyOf } from "../programs.ts";
import { hostile, whole } from "./hostile.ts";

const folder = mkdtempSync(join(tmpdir(), "etalon-releases-"));
const serving: Serving[] = [];
afterAll(async () => {
  for (const one of serving) await one.close(0);
  rmSync(folder, { recursive: true, force: true });
});

const [alice, bob, thief] = [await keyOf(0), await keyOf(1), await keyOf(2)];
const known = { keys: [alice.publicKey, bob.publicKey], threshold: 2 };
const text = (written: string): Uint8Array => new TextEncoder().encode(written);

/** A release after others, signed by these. */
async function next(
  before: readonly OpenedRelease[],
  release: Partial<Release>,
  ...keys: readonly PrivateKey[]
): Promise<readonly OpenedRelease[]> {
  const previous = before.at(-1)?.digest;
  const payload = writeRelease({
    ...{ name: "mine", source: "1".repeat(64), expires: "2026-12-31", ...release },
    ...(previous === undefined ? {} : { previous }),
  });
  const line = await writeEnvelope(statementType, payload, keys);
  const read = readHistory(Buffer.concat([writeHistory(before), text(`${line}\n`)]));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

let made = 0;
const newStore = (): Store => Store.open(join(folder, `${made++}`));

async function server(...releases: readonly OpenedRelease[]): Promise<{ readonly url: URL; readonly store: Store }> {
  const store = newStore();
  for (const one of releases) store.release(one);
  const running = await serve(store);
  serving.push(running);
  return { url: new URL(running.url), store };
}

const ask = (servers: readonly { readonly url: URL }[], cache = newStore(), last?: string, day = "2026-05-01") =>
  findNewest({
    ...{ name: "mine", today: day, servers: servers.map(({ url }) => url), cache },
    known: last === undefined ? known : { ...known, last },
    patience: { connect: 2000, head: 2000, bytes: 1, window: 2000, all: 5000 },
  });

const first = await next([], {}, alice, bob);
const second = await next(first, { source: "2".repeat(64) }, alice, bob);

it("takes the newest of what honest and other servers show, and keeps it", async () => {
  const whole = await server(...second);
  const old = await server(...first);
  const half = await server(second[1]!);
  const nothing = await server();
  const cache = newStore();
  const found = await ask([half, nothing, old, whole], cache);
  expect(found.settled).toMatchObject({ kind: "newest", head: { digest: second[1]!.digest } });
  expect(found.servers.map(({ failure }) => failure?.how)).toStrictEqual(["absent", "absent", undefined, undefined]);
  expect([...cache.releases("mine").keys()].sort()).toStrictEqual(second.map(({ digest }) => digest).sort());
  // From then on the server with half of it is enough: the rest is at home.
  expect((await ask([half], cache, second[1]!.digest)).settled?.kind).toBe("newest");
  expect((await ask([old], cache, second[1]!.digest)).settled?.kind).toBe("rollback");
  expect((await ask([old], cache, second[1]!.digest)).servers[0]?.failure).toMatchObject({ how: "wrong" });
  expect((await ask([whole], cache, second[1]!.digest, "2027-01-01")).settled?.kind).toBe("expired");
  expect((await ask([nothing], cache, second[1]!.digest)).settled).toBeUndefined();
});

it("lets no server spoil another one's history, and calls no one's invention a fork", async () => {
  const whole = await server(...second);
  // The same statement with one signature, and one by a stranger: with the good server after it, nothing is lost.
  const one = await signRelease(text(await writeEnvelope(statementType, second[1]!.envelope.payload, [alice])), [
    thief,
  ]);
  if (!one.ok) throw new Error(one.error);
  const weak = await server(first[0]!, one.value);
  expect((await ask([weak])).settled?.kind).toBe("unsigned");
  expect((await ask([weak, whole])).settled?.kind).toBe("newest");
  const invented = await server(...(await next(first, { source: "3".repeat(64) }, thief, alice)));
  expect((await ask([invented, whole])).settled?.kind).toBe("newest");
  const cache = newStore();
  await ask([whole], cache);
  expect((await ask([invented], cache, second[1]!.digest)).settled?.kind).toBe("not-reached");
  expect((await ask([invented, whole], cache, second[1]!.digest)).settled?.kind).toBe("newest");
});

it("asks each server at its own pace, and for no release twice", async () => {
  const asked: string[] = [];
  let wasAsked = (): void => undefined;
  const quickIsAsked = new Promise<void>((done) => (wasAsked = done));
  // One gives no release before the next server was asked for one, and has two heads with one release below them.
  const other = await next(first, { source: "4".repeat(64) }, thief, bob);
  const all = [...second, other[1]!];
  const slow = await hostile((path, socket) => {
    const digest = path.split("/release/mine/")[1];
    const found = all.find((one) => one.digest === digest);
    if (found === undefined) return whole(socket, text(writeHeads([second[1]!.digest, other[1]!.digest])));
    asked.push(found.digest);
    void quickIsAsked.then(() => whole(socket, found.line));
  });
  const quick = await hostile((path, socket) => {
    const digest = path.split("/release/mine/")[1];
    if (digest === undefined) return whole(socket, text(writeHeads([second[1]!.digest])));
    wasAsked();
    whole(socket, second.find((one) => one.digest === digest)!.line);
  });
  const found = await ask([{ url: slow }, { url: quick }]);
  expect(found.settled).toMatchObject({ kind: "newest", head: { digest: second[1]!.digest } });
  expect(found.servers.map(({ failure }) => failure)).toStrictEqual([undefined, undefined]);
  expect(asked.sort()).toStrictEqual(all.map(({ digest }) => digest).sort());
});

it("refuses two histories that the keys signed, with both heads, wherever the second one is shown", async () => {
  const whole = await server(...second);
  const other = await next(first, { source: "4".repeat(64) }, alice, bob);
  const forked = await server(...other);
  const cache = newStore();
  const heads = [second[1]!.digest, other[1]!.digest].sort();
  const found = await ask([whole, forked], cache, first[0]!.digest);
  expect(found.settled?.kind === "fork" && found.settled.heads.map(({ digest }) => digest).sort()).toStrictEqual(heads);
  await ask([whole], cache);
  expect((await ask([whole, forked], cache, second[1]!.digest)).settled?.kind).toBe("fork");
  // One server with both: they are two heads.
  const both = await server(...second, other[1]!);
  expect([...headsOf(both.store.releases("mine"))].sort()).toStrictEqual(heads);
  expect((await ask([both])).settled?.kind).toBe("fork");
});

it("of one statement serves the envelope with the most signatures, also when it comes later, while it serves", async () => {
  const alone = await signRelease(text(await writeEnvelope(statementType, first[0]!.envelope.payload, [])), [alice]);
  if (!alone.ok) throw new Error(alone.error);
  const { url, store } = await server(alone.value);
  expect((await ask([{ url }])).settled?.kind).toBe("unsigned");
  const signed = await signRelease(alone.value.line, [bob, alice]);
  if (!signed.ok) throw new Error(signed.error);
  store.release(signed.value);
  store.release(alone.value);
  expect((await ask([{ url }])).settled?.kind).toBe("newest");
  expect(store.collect(Date.now() + 2 * 86_400_000)).toHaveLength(1);
  expect((await ask([{ url }])).settled?.kind).toBe("newest");
});

it("begins with the source that was locked by hand, and knows when a day is over", async () => {
  const whole = await server(...second);
  const asked = (begin: string) =>
    findNewest({ name: "mine", known, begin, today: "2026-05-01", servers: [whole.url], cache: newStore() });
  expect((await asked("1".repeat(64))).settled?.kind).toBe("newest");
  expect((await asked("9".repeat(64))).settled?.kind).toBe("not-reached");
  expect(isExpired({ ...known, expires: "2026-05-01" }, "2026-05-01")).toBe(false);
  expect(isExpired({ ...known, expires: "2026-05-01" }, "2026-05-02")).toBe(true);
  expect(isExpired(known, "2026-05-02")).toBe(false);
  expect(today(new Date("2026-05-01T23:59:59Z"))).toBe("2026-05-01");
});

it("takes for a history what is a chain of one name, and says which line is not", async () => {
  const flaw = (bytes: Uint8Array): string => {
    const read = readHistory(bytes);
    return read.ok ? `${read.value.length} releases` : read.error;
  };
  const lines = (...releases: readonly OpenedRelease[]): string => flaw(writeHistory(releases));
  expect(lines(...second)).toBe("2 releases");
  expect(lines()).toBe("0 releases");
  expect(lines(second[1]!)).toMatch(/^line 1 names [0-9a-f]+ as the release before, not none/);
  expect(lines(...first, first[0]!)).toMatch(/^line 2 names none/);
  await expect(next(first, { name: "other" }, alice)).rejects.toThrow("line 2 is a release of other, not of mine");
  expect(flaw(text("{}\n"))).toMatch(/^line 1 is no release/);
});

it("takes no more releases of a server than one history may have, however many heads it shows", async () => {
  const heads: string[] = [];
  const lines = new Map<string, string>();
  const padding = "x".repeat(15_000);
  let previous: string | undefined;
  for (let i = 0; i < 3200; i++) {
    // Two histories, which nobody signed.
    if (i === 1600) previous = void heads.push(previous!);
    const release = { name: "mine", source: (i < 1600 ? "1" : "2").repeat(64), expires: "2026-12-31" };
    const payload = writeRelease(previous === undefined ? release : { ...release, previous });
    previous = blobOf(payload).sha256;
    const envelope = { payload: Buffer.from(payload).toString("base64"), payloadType: statementType, signatures: [] };
    lines.set(previous, JSON.stringify({ ...envelope, padding }));
  }
  heads.push(previous!);
  let given = 0;
  const server = createServer(({ url = "" }, response) => {
    const line = lines.get(url.slice(-64));
    if (line !== undefined) given += line.length;
    response.end(line ?? writeHeads(heads));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const servers = [url];
    const patience = { connect: 2000, head: 20_000, bytes: 1, window: 20_000, all: 120_000 };
    const found = await findNewest({ name: "mine", known, today: "2026-05-01", servers, cache: newStore(), patience });
    expect(found.settled?.kind).toBe("broken");
    expect(found.servers[0]?.failure).toMatchObject({
      how: "wrong",
      message: expect.stringMatching(/more than/) as string,
    });
    expect(given).toBeLessThan(largestHistory + 3 * largestRelease);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
