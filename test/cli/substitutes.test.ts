/** Publish and fetch: a real server, a lock file, and a trojan with a stolen key. */

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Store } from "../../src/trust/node/index.ts";
import { document, etalon, folder } from "./command.ts";
import { programs } from "./programs.ts";
import { publish } from "./published.ts";

const file = folder();
const source = file("good/double.ell", programs.double);
const trojan = file("bad/double.ell", programs.almostDouble);
const lock = ["--lock", file("etalon.lock")];
it("fetches what is certified, from whoever has it, and a trojan from nobody", async () => {
  for (const one of [source, trojan]) expect((await etalon(["compile", one])).exit).toBe(0);
  expect((await etalon(["lock", "add", "double", "--source", source, ...lock])).exit).toBe(0);
  // The thief offers the trojan under the locked source, with the good certificate.
  const mixed = file("mixed/double.ell", programs.double);
  copyFileSync(file("bad/double.elf"), file("mixed/double.elf"));
  copyFileSync(file("good/double.cert.json"), file("mixed/double.cert.json"));
  const [good, bad] = [await publish(file("good")), await publish(file("mixed"))];
  expect(existsSync(mixed)).toBe(true);
  const fetch = async (...words: readonly string[]) =>
    (await document(["fetch", "double", ...lock, "--cache", file("cache"), "--output", file("bin"), ...words])).json;
  expect(await fetch("--from", bad.url)).toMatchObject({ exit: 1, names: [{ outcome: "refused", image: null }] });
  expect(existsSync(file("bin"))).toBe(false);
  expect(await fetch("--from", bad.url, "--from", good.url, "--keep-source")).toMatchObject({
    ...{ exit: 0, names: [{ outcome: "met", by: "certified", from: `${good.url}/`, tried: [{}, { outcome: "met" }] }] },
  });
  const both = ["challenge", "double", ...lock, "--cache", file("cache"), "--from", bad.url, "--from", good.url];
  const challenged = (await document(both)).json;
  expect(challenged).toMatchObject({ exit: 1, outcome: "different-some-wrong", differences: [{ a: 0, b: 1 }] });
  expect(challenged["images"]).toMatchObject([
    { state: "right", from: [new URL(good.url).host] },
    { state: "wrong", from: [new URL(bad.url).host], input: {} },
  ]);
  expect(readFileSync(file("bin/double.elf"))).toStrictEqual(readFileSync(file("good/double.elf")));
  expect(readdirSync(file("bin")).sort()).toStrictEqual(["double.cert.json", "double.elf", "double.source"]);
  expect([await good.stop(), await bad.stop()]).toStrictEqual([0, 0]);
  expect(await fetch("--offline")).toMatchObject({ exit: 0 });
  const gone = await etalon(["fetch", "double", ...lock, "--cache", file("other"), "--from", good.url]);
  expect(gone.exit).toBe(5);
  expect(gone.out).toMatch(
    /^double {2}UNAVAILABLE.*\n {2}127\.0\.0\.1:\d+ is absent: it does not answer \(ECONNREFUSED\)\n$/,
  );
});

it("refuses what is no address, no name and no policy", async () => {
  mkdirSync(file("empty"));
  const same = await etalon([
    "challenge",
    source,
    "--build",
    "--image",
    file("good/double.elf"),
    "--cache",
    file("cache"),
  ]);
  expect([same.exit, same.out]).toStrictEqual([
    0,
    expect.stringContaining("VERDICT  everybody has the same image, and it is right"),
  ]);
  expect((await etalon(["challenge", source])).exit).toBe(2);
  expect((await etalon(["challenge", "double", ...lock, "--build"])).exit).toBe(2);
  const words = ["fetch", "double", ...lock, "--cache", file("cache")];
  expect((await etalon([...words])).exit).toBe(2);
  for (const address of [
    "file:///etc/passwd",
    "http://u:p@a.example",
    "http://:p@a.example",
    "http://a.example/?a",
    "http://a.example/#a",
  ])
    expect((await etalon([...words, "--from", address])).exit, address).toBe(2);
  expect((await etalon(["fetch", "single", ...lock, "--offline", "--cache", file("cache")])).exit).toBe(3);
  const policy = file("policy.json", '{"evidence":["trusted"]}');
  const { json } = await document([...words, "--offline", "--policy", policy]);
  expect(json).toMatchObject({ exit: 3, error: { kind: "policy" } });
  expect((await etalon(["publish", "--no-serve", "--store", file("store")])).exit).toBe(2);
  expect(await etalon(["publish", file("empty/none"), "--no-serve", "--store", file("store")])).toMatchObject({
    out: "",
  });
});

it("publishes no file that a link leads to, and none that never ends", async () => {
  const secret = file("secret", "nobody's business");
  const take = (folder: string) => etalon(["publish", file(folder), "--no-serve", "--store", file("links.store")]);
  for (const name of ["a.ell", "a.elf", "a.cert.json", "a.elf.intoto.jsonl", "a.release.jsonl"]) {
    const place = `links-${name}`;
    for (const part of ["double.ell", "double.elf", "double.cert.json"])
      file(`${place}/${part.replace("double", "a")}`, readFileSync(file(`good/${part}`)));
    expect((await take(place)).exit).toBe(0);
    rmSync(file(`${place}/${name}`), { force: true });
    symlinkSync(secret, file(`${place}/${name}`));
    expect(await take(place)).toMatchObject({ exit: 3, error: expect.stringMatching(/is a symbolic link/) as string });
  }
  const pipe = file("pipes/a.elf", "");
  file("pipes/a.ell", programs.double);
  rmSync(pipe);
  if (process.platform !== "win32") {
    execFileSync("mkfifo", [pipe]);
    expect(await take("pipes")).toMatchObject({ exit: 3, error: expect.stringMatching(/keeps its bytes/) as string });
  }
  const store = Store.open(file("links.store"));
  const kept = readdirSync(join(store.folder, "blob")).map((digest) => Buffer.from(store.get(digest) ?? []).toString());
  expect(kept.length).toBeGreaterThan(3);
  expect(kept).not.toContain("nobody's business");
});

it("tells in a challenge who signed something of which image, and not what a server shows beside it", async () => {
  const parts = ["double.ell", "double.elf", "double.cert.json"];
  for (const part of parts) file(`said/${part}`, readFileSync(file(`good/${part}`)));
  expect((await etalon(["keys", file("alice.pem")])).exit).toBe(0);
  expect((await etalon(["attest", file("said/double.ell"), "--key", file("alice.pem")])).exit).toBe(0);
  for (const part of [...parts, "double.elf.intoto.jsonl"]) file(`shown/${part}`, readFileSync(file(`said/${part}`)));
  copyFileSync(file("bad/double.elf"), file("shown/double.elf"));
  const [, key = ""] = readFileSync(file("alice.pem.pub"), "utf8").split("\n");
  const asked = { evidence: ["certified"], signed: { threshold: 1, holders: { alice: [key] } } };
  const policy = ["--policy", file("alice.json", JSON.stringify(asked))];
  const [said, shown] = [await publish(file("said")), await publish(file("shown"))];
  const words = ["challenge", file("said/double.ell"), ...policy, "--cache", file("said.cache")];
  const from = ["--from", said.url, "--from", shown.url];
  const { json } = await document([...words, ...from]);
  expect(json["images"]).toMatchObject([
    { state: "right", saidBy: ["alice"] },
    { state: "wrong", saidBy: [] },
  ]);
  expect((await etalon([...words, ...from])).out).toContain("said by alice: that is their word");
  expect([await said.stop(), await shown.stop()]).toStrictEqual([0, 0]);
});
