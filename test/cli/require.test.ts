/** exec --require certified: what was checked is what runs, and nothing else does. */

import { copyFileSync } from "node:fs";
import { expect, it } from "vitest";
import { document, etalon, folder } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const source = file("double.ell", programs.double);
const image = file("double.elf");
const almost = file("almost.ell", programs.almostDouble);
for (const path of [source, almost]) expect((await etalon(["compile", path])).exit).toBe(0);
const required = ["--require", "certified", "--source", source];

it("runs a certified binary as exec does without it", async () => {
  const plain = await etalon(["exec", image], { input: "ab" });
  expect(await etalon(["exec", image, ...required], { input: "ab" })).toStrictEqual(plain);
  expect(plain.exit).toBe(0);
  const { json } = await document(["exec", image, ...required]);
  expect(json["outcome"]).toMatchObject({ kind: "halted" });
});

it("runs nothing of a binary that was put in its place", async () => {
  const swapped = file("swapped.elf");
  copyFileSync(file("almost.elf"), swapped);
  copyFileSync(file("double.cert.json"), file("swapped.cert.json"));
  const shown = await etalon(["exec", swapped, ...required], { input: "ab" });
  expect([shown.exit, shown.out]).toStrictEqual([1, ""]);
  expect(shown.error).toMatch(/swapped\.elf is not run: it is refused: the certificate is for another image/);
  expect((await document(["exec", swapped, ...required])).json).toMatchObject({
    exit: 1,
    required: "certified",
    verdict: "refused",
  });
  // Its own certificate is for its own source.
  expect(await etalon(["exec", file("almost.elf"), ...required])).toMatchObject({ exit: 1, out: "" });
});

it("runs nothing that is starved, or that it cannot check", async () => {
  const starved = file("starved.elf");
  expect((await etalon(["compile", source, "--heap", "0", "-o", starved])).exit).toBe(0);
  expect(await etalon(["exec", starved, ...required])).toMatchObject({ exit: 4, out: "" });
  const alone = file("alone.elf");
  copyFileSync(image, alone);
  expect(await etalon(["exec", alone, ...required])).toMatchObject({ exit: 3, out: "" });
  expect((await etalon(["exec", image, "--require", "tested", "--source", source])).exit).toBe(2);
  expect((await etalon(["exec", image, "--require", "certified"])).exit).toBe(2);
  expect((await etalon(["exec", image, "--source", source])).exit).toBe(2);
});
