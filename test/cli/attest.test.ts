/** Keys, attest, and check --attestation: the real command on real files, and what a thief of the key can do with it. */

import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { document, etalon, folder, stackTrace } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const source = file("double.ell", programs.double);
const image = file("double.elf");
const other = file("almost.ell", programs.almostDouble);
const key = file("key.pem");
const line = `${image}.intoto.jsonl`;
const quick = ["--runs", "1", "--no-qemu"];
const check = (...words: readonly string[]): readonly string[] => ["check", source, ...quick, ...words];

for (const words of [
  ["compile", source],
  ["compile", other],
  ["keys", key],
  ["keys", file("stranger.pem")],
])
  expect((await etalon(words)).exit).toBe(0);

describe("keys", () => {
  it("are for their owner's eyes, and replace nothing", async () => {
    if (process.platform !== "win32") expect(statSync(key).mode & 0o777).toBe(0o600);
    const before = readFileSync(key);
    const { shown, json } = await document(["keys", key]);
    expect([shown.exit, (json["error"] as { kind: string }).kind]).toStrictEqual([3, "file"]);
    writeFileSync(file("half.pem.pub"), "");
    expect((await etalon(["keys", file("half.pem")])).error).toContain("half.pem.pub exists already");
    expect(readFileSync(key)).toStrictEqual(before);
    const { json: made } = await document(["keys", file("third.pem")]);
    expect(made["keyid"]).toMatch(/^[0-9a-f]{64}$/);
  });

  it.skipIf(spawnSync("openssl", ["version"]).status !== 0)("are read by openssl", () => {
    const read = spawnSync("openssl", ["pkey", "-in", key, "-pubout"]);
    expect(read.stdout.toString()).toBe(readFileSync(`${key}.pub`, "utf8"));
  });
});

describe("attest", () => {
  it("signs what the checker found, in the same line each time, once", async () => {
    const first = (await document(["attest", source, "--key", key])).json;
    expect(first).toMatchObject({ exit: 0, verdict: "certified", output: line, added: true });
    const text = readFileSync(line, "utf8");
    expect(text).toMatch(/^\{.*\}\n$/);
    expect((await document(["attest", source, "--key", key])).json).toMatchObject({ exit: 0, added: false });
    expect(readFileSync(line, "utf8")).toBe(text);
    expect((await etalon(["attest", source, "--key", key, "-o", "-"])).out).toBe(text);
    expect((await etalon(["attest", source, "--key", key, "--builder", "https://b.example/1"])).exit).toBe(0);
    expect(readFileSync(line, "utf8").split("\n")).toHaveLength(3);
    const { json } = await document(check("--image", image, "--attestation", line, "--key", `${key}.pub`));
    expect(json).toMatchObject({ exit: 0, verdict: "certified" });
    expect(json["attestations"]).toMatchObject([
      { line: 1, outcome: "holds", fault: null, keys: [`${key}.pub`] },
      { line: 2, outcome: "holds", statement: { predicate: { builder: { id: "https://b.example/1" } } } },
    ]);
  });

  it("signs nothing else", async () => {
    const output = file("wrong.jsonl");
    const wrong = ["attest", source, "--image", file("almost.elf"), "--key", key, "--output", output];
    const { json } = await document(wrong);
    expect(json).toMatchObject({ exit: 1, verdict: "refused" });
    expect((await etalon(wrong)).out).toMatch(/^nothing is signed: the certificate is refused/);
    expect(() => statSync(output)).toThrow();
    const starved = file("starved.elf");
    expect((await etalon(["compile", source, "--heap", "0", "-o", starved])).exit).toBe(0);
    expect((await etalon(["attest", source, "--image", starved, "--key", key])).exit).toBe(4);
    expect((await etalon(["attest", source])).exit).toBe(2);
    expect((await etalon(["attest", source, "--key", key, "-o", image])).exit).toBe(2);
    expect(await etalon(["attest", source, "--key", `${key}.pub`])).toMatchObject({ exit: 3, out: "" });
    expect(await etalon(["attest", source, "--key", key, "--builder", "a\nb"])).toMatchObject({ exit: 2, out: "" });
  });
});

describe("check --attestation", () => {
  it("takes the word of nobody that is not trusted", async () => {
    const { json } = await document(check("--image", image, "--attestation", line, "--key", file("stranger.pem.pub")));
    expect(json).toMatchObject({ exit: 1, verdict: "certified" });
    expect(json["attestations"]).toMatchObject([{ fault: "untrusted" }, { fault: "untrusted" }]);
  });

  it("judges the image that it compiles, too, and says who said what", async () => {
    const shown = await etalon(check("--attestation", line, "--key", `${key}.pub`));
    expect(shown.exit).toBe(0);
    expect(shown.out).toMatch(/^SAID BY {5}.*key\.pem\.pub/m);
    expect(shown.out).toContain("certified; our own checker finds the same");
  });

  it("a stolen key changes no verdict", async () => {
    // The thief can sign: that another image conforms to its own source. It is not this source.
    const theirs = file("almost.elf.intoto.jsonl");
    expect((await etalon(["attest", other, "--key", key])).exit).toBe(0);
    const shown = await etalon(check("--image", file("almost.elf"), "--attestation", theirs, "--key", `${key}.pub`));
    expect(shown.exit).toBe(1);
    expect(shown.out).toContain("other-source: it is about another source");
    const { json } = await document(check("--image", image, "--attestation", theirs, "--key", `${key}.pub`));
    expect(json).toMatchObject({ exit: 1, verdict: "certified", attestations: [{ fault: "other-image" }] });
    expect((await etalon(check("--image", image, "--attestation", theirs, "--key", `${key}.pub`, "-q"))).out).toMatch(
      /^VERDICT .*\nSAID BY {5}what is said of it is not accepted: other-image\n$/,
    );
  });

  it("refuses what is no attestation and no key, with the place", async () => {
    const broken = file(
      "broken.jsonl",
      `${readFileSync(line, "utf8")}\n{"payload":"A","payloadType":"","signatures":[]}\n`,
    );
    const shown = await document(check("--attestation", broken, "--key", `${key}.pub`));
    expect(shown.json).toMatchObject({ exit: 3, error: { kind: "attestation" } });
    expect((shown.json["error"] as { message: string }).message).toMatch(/line 4 .*payload: it is not base64/);
    expect((await document(check("--attestation", line, "--key", source))).json).toMatchObject({
      exit: 3,
      error: { kind: "key" },
    });
    expect((await etalon(check("--attestation", line))).exit).toBe(2);
    expect((await etalon(check("--key", `${key}.pub`))).exit).toBe(2);
    expect((await etalon(check("--attestation", file("empty", ""), "--key", `${key}.pub`))).exit).toBe(1);
    const binary = await etalon(check("--attestation", image, "--key", `${key}.pub`));
    expect([binary.exit, stackTrace.test(binary.error)]).toStrictEqual([3, false]);
  });
});
