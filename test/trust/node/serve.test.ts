/** The server: what it answers, what it refuses, and whom it cuts off. */

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BundleFile, bundleText } from "etalon/proof";
import { afterAll, expect, it } from "vitest";
import { Store, serve } from "../../../src/trust/node/index.ts";

const folder = mkdtempSync(join(tmpdir(), "etalon-serve-"));
const store = Store.open(folder);
const text = "0123456789";
const blob = store.put(new TextEncoder().encode(text));
const large = store.put(new Uint8Array(100_000).fill(7));
store.offer("5".repeat(64), { image: blob, attestations: [] });
const serving = await serve(store, { limits: { head: 300, request: 600, answer: 1000, bytesPerSecond: 2 ** 40 } });
afterAll(async () => {
  await serving.close(0);
  rmSync(folder, { recursive: true, force: true });
});

/** What the server answers to these bytes, until it closes the connection. */
function raw(request: string): Promise<string> {
  return new Promise((done) => {
    const socket = connect(serving.port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
    socket.on("error", () => done(answer));
    socket.on("close", () => done(answer));
    socket.write(request);
  });
}

async function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") {
  const lines = Object.entries({ host: "a", connection: "close", ...headers }).map(
    ([key, value]) => `${key}: ${value}`,
  );
  const answer = await raw([`${method} ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  const [top = "", ...body] = answer.split("\r\n\r\n");
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, "im").exec(top)?.[1]?.trim() ?? "";
  return { status: Number(top.split(" ")[1]), body: body.join("\r\n\r\n"), header };
}

const path = `/etalon/v1/blob/${blob.sha256}`;

it("gives bytes by their digest, whole and in parts, for good", async () => {
  const { status, body, header } = await ask(path);
  expect([status, body, header("etag")]).toStrictEqual([200, text, `"${blob.sha256}"`]);
  expect(header("cache-control")).toContain("immutable");
  expect(header("x-content-type-options")).toBe("nosniff");
  expect((await ask(path, {}, "HEAD")).body).toBe("");
  expect((await ask(path, { "if-none-match": `"${blob.sha256}"` })).status).toBe(304);
  const part = async (range: string) => {
    const { status: code, body: got } = await ask(path, { range });
    return [code, got];
  };
  expect(await part("bytes=2-4")).toStrictEqual([206, "234"]);
  expect(await part("bytes=8-")).toStrictEqual([206, "89"]);
  expect(await part("bytes=-3")).toStrictEqual([206, "789"]);
  expect(await part("bytes=0-99")).toStrictEqual([206, text]);
  expect(await part("bytes=10-")).toStrictEqual([416, ""]);
  expect(await part("bytes=-0")).toStrictEqual([416, ""]);
  for (const odd of ["bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=9999999999999999999-"])
    expect(await part(odd)).toStrictEqual([200, text]);
  const long = await ask(`/etalon/v1/blob/${large.sha256}`, { range: "bytes=99998-" });
  expect([long.status, long.body]).toStrictEqual([206, "\x07\x07"]);
  expect((await ask(`/etalon/v1/blob/${large.sha256}`)).body.length).toBe(100_000);
  expect(JSON.parse((await ask(`/etalon/v1/source/${"5".repeat(64)}`)).body)).toStrictEqual({
    images: [{ image: blob, attestations: [] }],
  });
});

it("gives several small ones in one answer, in the order in which they are asked for", async () => {
  const other = store.put(new TextEncoder().encode("abcde"));
  const several = (...blobs: readonly { readonly sha256: string }[]): string =>
    `/etalon/v1/blobs/${blobs.map(({ sha256 }) => sha256).join()}`;
  const { status, body, header } = await ask(several(other, blob, other));
  expect([status, body, header("content-length")]).toStrictEqual([200, `abcde${text}abcde`, "20"]);
  expect(header("cache-control")).toContain("immutable");
  expect((await ask(several(blob, other, other))).header("etag")).not.toBe(header("etag"));
  for (let from = 0; from < 20; from++)
    for (const to of [from, from + 3, 19]) {
      const part = await ask(several(other, blob, other), { range: `bytes=${from}-${to}` });
      expect([part.status, part.body]).toStrictEqual([206, `abcde${text}abcde`.slice(from, to + 1)]);
    }
  expect((await ask(several(blob))).body).toBe(text);
  const absent = { sha256: "a".repeat(64) };
  for (const none of [[blob, absent], [blob, large], Array.from({ length: 8 }, () => blob), [blob, { sha256: "" }]])
    expect([none.length, (await ask(several(...none))).status]).toStrictEqual([
      none.length,
      none.length < 8 ? 404 : 414,
    ]);
});

it("gives what is offered for a source in one answer: its bundle, the listing, and small bytes", async () => {
  const main = new TextEncoder().encode("fn main(): int { return 0; }");
  const own = { path: "main.ell", ...store.put(main) };
  const library = { path: "std/io", ...store.put(new TextEncoder().encode("library")) };
  const sourceOf = (...files: readonly BundleFile[]) => {
    const written = bundleText({ entry: "main.ell", files });
    return { written, digest: store.put(new TextEncoder().encode(written)).sha256 };
  };
  const { written, digest } = sourceOf(own, library);
  const offered = async (name: string) => ask(`/etalon/v1/offered/${name}`);
  expect((await offered(digest)).status).toBe(404);
  store.offer(digest, { image: blob, attestations: [] });
  const listing = (await ask(`/etalon/v1/source/${digest}`)).body;
  const { status, body, header } = await offered(digest);
  expect([status, body]).toStrictEqual([200, `${written}\n${listing}\n${new TextDecoder().decode(main)}${text}`]);
  expect(header("cache-control")).not.toContain("immutable");
  const part = await ask(`/etalon/v1/offered/${digest}`, { range: "bytes=10-19" });
  expect([part.status, part.body]).toStrictEqual([206, body.slice(10, 20)]);
  // What is large comes by itself, and where something is missing, all does.
  store.offer(digest, { image: large, certificate: blob, attestations: [] });
  const more = await offered(digest);
  expect(more.body.endsWith(`}]}\n${new TextDecoder().decode(main)}${text}`)).toBe(true);
  expect(more.header("etag")).not.toBe(header("etag"));
  const without = sourceOf({ ...own, sha256: "b".repeat(64) });
  store.offer(without.digest, { image: blob, attestations: [] });
  expect((await offered(without.digest)).body).toBe(`${without.written}\n${listing}\n`);
  // There is no bundle of this source.
  expect((await offered("5".repeat(64))).status).toBe(404);
  store.offer(blob.sha256, { image: blob, attestations: [] });
  expect((await offered(blob.sha256)).status).toBe(404);
});

it("has nothing else, by whatever path", async () => {
  writeFileSync(join(folder, "secret"), "secret");
  symlinkSync(join(folder, "secret"), join(folder, "blob", "e3".padEnd(64, "0")));
  const paths = [
    ...["/", "/etalon/v1", "/etalon/v1/blob", `${path}/`, `${path}?a`, `${path}%00`, `/${path}`, path.toUpperCase()],
    ...["/etalon/v1/../../secret", "/etalon/v1/blob/../../secret", "/etalon/v1/blob/%2e%2e%2fsecret"],
    ...[`/etalon/v1/blob/${"e3".padEnd(64, "0")}`, "/etalon/v1/source/../blob", "/etalon/v1/release/../tmp"],
    ...["/etalon/v1/release/a/b/c", "/etalon/v1/release/__proto__", "/etalon/v1/source/constructor"],
    ...["/etalon/v1/offered", "/etalon/v1/offered/../blob", `/etalon/v1/offered/${"5".repeat(64)}/`],
    `http://a${path}`,
  ];
  for (const one of paths) expect([one, (await ask(one)).status]).toStrictEqual([one, 404]);
});

it("a server says which version it speaks, and its limits", async () => {
  expect(JSON.parse((await ask("/etalon/v1/")).body)).toStrictEqual({
    versions: ["etalon/v1"],
    limits: {
      ...{ largestBundle: 262_144, largestListing: 262_144, largestHeads: 4096, largestRelease: 16_384 },
      ...{ mostTogether: 7, largestTogether: 65_536, connections: 512, pipelined: 16, bytesPerSecond: 2 ** 40 },
    },
  });
});

it("takes nothing, and answers nothing that is too large", async () => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
    expect((await ask(path, {}, method)).status).toBe(405);
  expect((await ask(path, { "content-length": "3" })).status).toBe(413);
  expect((await ask(path, { "transfer-encoding": "chunked" })).status).toBe(413);
  expect((await ask(path, { "content-length": "3", expect: "100-continue" })).status).toBe(413);
  expect((await ask(`/etalon/v1/blob/${"a".repeat(600)}`)).status).toBe(414);
  expect((await ask(path, { a: "b".repeat(9000) })).status).toBe(431);
  expect((await ask(path, { "content-length": "3", "transfer-encoding": "chunked" })).status).toBe(400);
  expect(await raw("SSH-2.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 400/);
});

it("cuts off who asks slowly, and goes on with the others", async () => {
  const loris = Promise.all(Array.from({ length: 50 }, () => raw("GET / HTTP/1.1\r\nhost: a\r\n")));
  expect((await ask(path)).body).toBe(text);
  expect(new Set((await loris).map((answer) => answer.split(" ")[1]))).toStrictEqual(new Set(["408"]));
});

it("lets those who connect and ask nothing make room for who asks", async () => {
  const crowded = await serve(store, { limits: { connections: 4, head: 20_000, request: 20_000, idle: 20_000 } });
  const silent = Array.from({ length: 12 }, () => connect(crowded.port, "127.0.0.1"));
  const closed: Promise<void>[] = silent.map((socket) => new Promise((done) => socket.once("close", () => done())));
  for (const socket of silent) socket.on("error", () => undefined);
  await Promise.all(silent.map((socket) => new Promise<void>((done) => socket.once("connect", () => done()))));
  const answer = await fetch(`${crowded.url}${path}`);
  expect([answer.status, await answer.text()]).toStrictEqual([200, text]);
  await crowded.close(0);
  await Promise.all(closed);
});

it("cuts off who asks again and again on one connection and reads nothing, and nobody who waits for a few answers", async () => {
  const before = serving.answered();
  const many = connect(serving.port, "127.0.0.1");
  many.on("error", () => undefined).pause();
  const ended = new Promise<void>((done) => many.once("close", () => done()));
  many.write(`GET /etalon/v1/blob/${large.sha256} HTTP/1.1\r\nhost: a\r\n\r\n`.repeat(2000));
  await new Promise((done) => setTimeout(done, 50));
  many.resume();
  await ended;
  expect(serving.answered() - before).toBeLessThanOrEqual(20);
  const few = await raw(
    `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`.repeat(9) +
      `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
  );
  expect(few.split("HTTP/1.1 200").length - 1).toBe(10);
});
