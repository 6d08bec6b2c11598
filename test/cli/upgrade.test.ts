/**
 * `etalon upgrade`, and what `check` and `certify` say of an older certificate and of a spent budget.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type Certificate, readCertificate } from "../../src/proof/certificate/document.ts";
import { firstFormat } from "../proof/certificate/older-formats.ts";
import { document, etalon, folder } from "./command.ts";

const file = folder();
// Each question doubles the paths to the next cut point, and none is asked twice.
const many = `fn main(): int { return ${Array.from({ length: 40 }, () => "read()").join(" + ")}; }\n`;
const source = file("many.ell", many);
const image = source.replace(".ell", ".elf");
const newest = source.replace(".ell", ".cert.json");
const old = source.replace(".ell", ".old.json");

beforeAll(async () => {
  expect((await etalon(["compile", source, "-O0"])).exit).toBe(0);
  const certificate = readCertificate(readFileSync(newest, "utf8"));
  if (!certificate.ok) throw new Error(certificate.error);
  writeFileSync(old, JSON.stringify(firstFormat(certificate.value)));
});

describe("an older certificate", () => {
  it.each(["check", "certify"])("is not read by %s, which says what to do", async (verb) => {
    const shown = await etalon([verb, source, "--image", image, "--certificate", old]);
    expect(shown.exit).toBe(3);
    expect(shown.error).toMatch(/format 1, an older one.*etalon upgrade/s);
  });

  it("is certified when it is rewritten", async () => {
    const output = source.replace(".ell", ".new.json");
    const { json } = await document(["upgrade", old, "-o", output]);
    expect(json).toMatchObject({ exit: 0, output, from: 1, version: 4, bytes: readFileSync(output).length });
    expect((await etalon(["certify", source, "--image", image, "--certificate", output])).exit).toBe(0);
  });

  it("is rewritten in its place, or to standard output", async () => {
    const path = file("place.json", readFileSync(old));
    const shown = await etalon(["upgrade", path, "-o", "-"]);
    expect(JSON.parse(shown.out)).toMatchObject({ version: 4, source: { entry: "place.ell" } });
    expect((await etalon(["upgrade", path])).out).toMatch(/format 4, \d+ bytes \(before: format 1, \d+ bytes\)/);
    expect(readFileSync(path, "utf8")).toBe(shown.out);
    expect((await etalon(["upgrade", path])).out).toMatch(/before: format 4/);
  });

  it("that is none is an error with the reason", async () => {
    const shown = await etalon(["upgrade", source]);
    expect(shown.exit).toBe(3);
    expect(shown.error).toMatch(/no JSON/);
  });
});

describe("a spent budget", () => {
  it("is advised about, and not the clock", async () => {
    const certificate = JSON.parse(readFileSync(newest, "utf8")) as Certificate;
    // Without its cut points main has 2⁴⁰ paths.
    const bare = file(
      "bare.json",
      JSON.stringify({
        ...certificate,
        functions: certificate.functions.map((f) => ({
          ...f,
          cuts: f.cuts.filter(({ values, dropped }) => values.length + dropped.length === 0),
        })),
      }),
    );
    const words = ["--image", image, "--certificate", bare];
    for (const verb of [
      ["check", source, "--runs", "3", "--no-qemu", ...words],
      ["certify", source, ...words],
    ]) {
      const shown = await etalon(verb);
      expect(shown.exit).toBe(4);
      expect(shown.out).toMatch(/is over budget; try `--budget 10`/);
      expect(shown.out).not.toMatch(/--clock/);
    }
    expect((await document(["certify", source, ...words])).json).toMatchObject({
      verdict: "undecided",
      overBudget: true,
    });
  });

  it("is raised by --budget", async () => {
    expect((await etalon(["certify", source, "--budget", "0"])).exit).toBe(2);
    expect((await etalon(["certify", source, "--budget", "3"])).exit).toBe(0);
    expect((await etalon(["check", source, "--budget", "3", "--runs", "1", "--no-qemu"])).exit).toBe(0);
  });
});
