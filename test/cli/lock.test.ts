/** The lock verb, evidence that is asked again, and a held file, which a real process runs. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPublicKey } from "etalon/trust";
import { expect, it } from "vitest";
import { writeBlame } from "../../src/cli/host/blame.ts";
import { changeLock, loadLock } from "../../src/cli/host/trust-files.ts";
import { document, etalon, etalonProcess, folder, hasQemu } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const source = file("double.ell", programs.double);
const lock = ["--lock", file("etalon.lock")];
expect((await etalon(["compile", source])).exit).toBe(0);

it("locks a name to what was read, and tells when that changes", async () => {
  const { json } = await document(["lock", "add", "double", "--source", source, ...lock]);
  expect(json).toMatchObject({ exit: 0, name: "double", stackBytes: 65536, replaced: null, release: null });
  const digest = String(json["source"]);
  const other = "0".repeat(64);
  const shown = await etalon(["lock", "add", "double", "--sha256", other, "--heap", "0", ...lock]);
  expect(shown.out).toBe(`double was ${digest}\ndouble is ${other}\n`);
  expect((await document(["lock", "show", ...lock])).json["names"]).toMatchObject([{ source: other, heapBytes: 0 }]);
  expect(await etalon(["lock", "show", "single", ...lock])).toMatchObject({ exit: 3, out: "" });
  expect(await etalon(["lock", "add", "../etc", "--sha256", other, ...lock])).toMatchObject({ exit: 2, out: "" });
  expect((await etalon(["lock", "add", "double", "--sha256", "abc", ...lock])).exit).toBe(2);
  expect((await etalon(["lock", "remove", "double", ...lock])).exit).toBe(0);
  expect(readFileSync(lock[1]!, "utf8")).toBe("{}\n");
  const broken = file("broken.lock", '{"a":{"source":1}}');
  expect((await document(["lock", "show", "--lock", broken])).json).toMatchObject({ exit: 3, error: { kind: "lock" } });
});

it("overwrites nothing that somebody else wrote into a lock file while servers were asked", async () => {
  const path = file("shared.lock", "{}");
  const entry = (digit: string) => ({ source: digit.repeat(64), stackBytes: 0, heapBytes: 0 });
  const before = loadLock(path);
  await changeLock(path, before, new Map([["a", entry("1")]]));
  // Who read the empty file adds another name, and the first one stays.
  await changeLock(path, before, new Map([["b", entry("2")]]));
  expect([...loadLock(path).keys()]).toStrictEqual(["a", "b"]);
  const text = readFileSync(path, "utf8");
  for (const change of [entry("3"), undefined])
    await expect(changeLock(path, before, new Map([["b", change]]))).rejects.toThrow("b is another one now");
  expect(readFileSync(path, "utf8")).toBe(text);
  await changeLock(path, loadLock(path), new Map([["b", undefined]]));
  expect([...loadLock(path).keys()]).toStrictEqual(["a"]);
});

it("asks again what was kept as evidence", async () => {
  const key = file("key.pem");
  await etalon(["keys", key]);
  await etalon(["attest", source, "--key", key]);
  const publicKey = readPublicKey(readFileSync(`${key}.pub`, "utf8"));
  if (!publicKey.ok) throw new Error(publicKey.error);
  const image = file("double.elf");
  const line = readFileSync(`${image}.intoto.jsonl`).subarray(0, -1);
  // The certificate is of the same image, and claims something else: the statement was true.
  const certificate = readFileSync(file("double.cert.json"));
  const blame = file("blame");
  const evidence = { entry: "double.ell", files: [["double.ell", readFileSync(source)]] as const, certificate };
  writeBlame(blame, { ...evidence, image: readFileSync(image), envelopes: [line], keys: [publicKey.value] });
  const { json } = await document(["check", "--blame", blame, "--runs", "1", "--no-qemu"]);
  expect(json).toMatchObject({ exit: 0, attestations: [{ outcome: "holds", signers: [publicKey.value.id] }] });
  writeBlame(blame, {
    ...evidence,
    image: readFileSync(image),
    envelopes: [line],
    keys: [],
    certificate: readFileSync(source),
  });
  const lied = (await document(["check", "--blame", blame, "--runs", "1", "--no-qemu"])).json;
  expect(lied).toMatchObject({ exit: 3, error: { kind: "certificate" } });
  expect((await etalon(["check", "--blame", blame, source])).exit).toBe(2);
  expect((await etalon(["check", "--blame", file("nothing")])).exit).toBe(3);
  expect((await etalon(["check", "--blame", join(blame, "source")])).exit).toBe(3);
});

it.skipIf(!hasQemu)("runs the certified bytes as a process from a file without a name", () => {
  const words = ["exec", file("double.elf"), "--require", "certified", "--source", source];
  const plain = etalonProcess(words, { input: "ab" });
  expect(etalonProcess([...words, "--on", "qemu-riscv32"], { input: "ab" })).toStrictEqual(plain);
  expect(etalonProcess([...words, "--on", "qemu-riscv32", "--engine", "reference"]).exit).toBe(2);
  expect(etalonProcess([...words, "--on", "here"]).exit).toBe(2);
  expect(etalonProcess(["exec", file("double.elf"), "--on", "qemu-riscv32"]).exit).toBe(2);
});
