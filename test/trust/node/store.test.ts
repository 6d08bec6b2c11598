/** Stores: what is acknowledged is there, whole, whatever is killed; what was damaged is not there, and never wrong. */

import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Store } from "../../../src/trust/node/index.ts";

const folder = mkdtempSync(join(tmpdir(), "etalon-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it("gives back what was put, once, and nothing that is damaged", () => {
  const store = Store.open(join(folder, "plain"));
  const kept = store.put(bytes("hello"));
  expect(store.put(bytes("hello"))).toStrictEqual(kept);
  expect(store.get(kept.sha256)).toStrictEqual(bytes("hello"));
  const path = store.pathOf(kept.sha256);
  truncateSync(path, 3);
  expect(store.get(kept.sha256)).toBeUndefined();
  store.put(bytes("hello"));
  expect(store.get(kept.sha256)).toStrictEqual(bytes("hello"));
  writeFileSync(join(folder, "secret"), "secret");
  rmSync(path);
  symlinkSync(join(folder, "secret"), path);
  expect(store.get(kept.sha256)).toBeUndefined();
  store.put(bytes("hello"));
  expect(readFileSync(join(folder, "secret"), "utf8")).toBe("secret");
  expect(store.get(kept.sha256)).toStrictEqual(bytes("hello"));
  for (const digest of ["../../secret", "A".repeat(64), ""]) expect(() => store.get(digest)).toThrow("not a digest");
  expect(readdirSync(join(store.folder, "tmp"))).toStrictEqual([]);
});

it("joins what several writers offer, and leaves out what is none", () => {
  const store = Store.open(join(folder, "offers"));
  const source = "5".repeat(64);
  const image = store.put(bytes("image"));
  const [a, b] = [store.put(bytes("a")), store.put(bytes("b"))];
  store.offer(source, { image, attestations: [a] });
  store.offer(source, { image, attestations: [b] });
  store.offer(source, { image, attestations: [b] });
  const said = [a, b].sort((x, y) => (x.sha256 < y.sha256 ? -1 : 1));
  writeFileSync(join(store.folder, "source", source, "0".repeat(64)), "{}");
  writeFileSync(join(store.folder, "source", source, "README"), "");
  expect(store.offers(source)).toStrictEqual([{ image, attestations: said }]);
  expect(store.offers("6".repeat(64))).toStrictEqual([]);
});

it("collects what nothing leads to, after a day", () => {
  const store = Store.open(join(folder, "collected"));
  const [kept, lost, young] = [store.put(bytes("kept")), store.put(bytes("lost")), store.put(bytes("young"))];
  store.offer("5".repeat(64), { image: kept, attestations: [] });
  const old = new Date(Date.now() - 2 * 86_400_000);
  for (const { sha256 } of [kept, lost]) utimesSync(store.pathOf(sha256), old, old);
  expect(store.collect()).toStrictEqual([4]);
  expect([kept, lost, young].map(({ sha256 }) => store.get(sha256) !== undefined)).toStrictEqual([true, false, true]);
});

it("loses nothing that it acknowledged when the writer is killed, and cleans up after it", async () => {
  const place = join(folder, "killed");
  Store.open(place);
  const door = new URL("../../../src/trust/node/index.ts", import.meta.url).href;
  const program = `import { Store } from ${JSON.stringify(door)};
    const store = Store.open(${JSON.stringify(place)});
    for (let i = 0; ; i++) process.stdout.write(store.put(Buffer.alloc(20_000, process.pid + " " + i)).sha256 + "\\n");`;
  let acknowledged = 0;
  for (let round = 0; round < 5; round++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    const ended = new Promise((done) => child.once("close", done));
    await new Promise((done) => child.stdout.once("data", done));
    await new Promise((done) => setTimeout(done, 17 * round));
    child.kill("SIGKILL");
    await ended;
    const store = Store.open(place);
    const told = out.split("\n").filter((line) => line.length === 64);
    acknowledged += told.length;
    for (const digest of told) expect(store.get(digest)?.length).toBe(20_000);
    expect(readdirSync(join(place, "tmp"))).toStrictEqual([]);
  }
  expect(acknowledged).toBeGreaterThan(0);
});

it("puts files where somebody made folders, and reads nothing huge", () => {
  const store = Store.open(join(folder, "spoiled"));
  const kept = store.put(bytes("hello"));
  const path = store.pathOf(kept.sha256);
  rmSync(path);
  mkdirSync(join(path, "within"), { recursive: true });
  expect(store.get(kept.sha256)).toBeUndefined();
  store.put(bytes("hello"));
  expect(store.get(kept.sha256)).toStrictEqual(bytes("hello"));
  truncateSync(path, 2 ** 40);
  expect(store.get(kept.sha256)).toBeUndefined();
  expect(readdirSync(join(store.folder, "tmp"))).toStrictEqual([]);
});

// Only root can be two users.
it.skipIf(process.getuid?.() !== 0)("is read by another user, who may write nothing there", () => {
  const place = mkdtempSync(join(tmpdir(), "etalon-shared-"));
  try {
    const cache = Store.open(place, "cache");
    const image = cache.put(bytes("hello"));
    cache.offer("5".repeat(64), { image, attestations: [] });
    writeFileSync(join(place, "tmp/999999999.a.0"), "left by a dead process");
    const door = new URL("../../../src/trust/node/index.ts", import.meta.url).href;
    const program = `import { Store } from ${JSON.stringify(door)};
      const store = Store.open(${JSON.stringify(place)}, "cache");
      const image = store.put(Buffer.from("hello"));
      store.offer("5".repeat(64), { image, attestations: [] });
      process.stdout.write(store.offers("5".repeat(64))[0].image.sha256);`;
    const asNobody = (): string =>
      execFileSync(process.execPath, ["--input-type=module", "-e", program], {
        uid: 65_534,
        gid: 65_534,
        encoding: "utf8",
      });
    chmodSync(place, 0o755);
    expect(asNobody()).toBe(image.sha256);
    // The other user may write, but the files stay the first one's.
    for (const part of ["blob", "source", "tmp"]) chmodSync(join(place, part), 0o777);
    expect(asNobody()).toBe(image.sha256);
  } finally {
    rmSync(place, { recursive: true });
  }
});
