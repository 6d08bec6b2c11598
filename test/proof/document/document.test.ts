/**
 * Certificates as documents: they survive their JSON, the schema is published as it is, and what is not a certificate
 * is refused with a place and a reason.
 */

import { toJsonSchema } from "@valibot/to-json-schema";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compiler/pipeline.ts";
import { parseProgram } from "../../../src/lang/check.ts";
import { writeElf } from "../../../src/machine/write-elf.ts";
import { certify } from "../../../src/proof/document/certify.ts";
import { certificateSchema, readCertificate, writeCertificate } from "../../../src/proof/document/document.ts";
import { issueCertificate } from "../../../src/proof/document/issue.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function issued(text: string) {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error[0]?.message);
  const compiled = compile(program.value);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const image = writeElf(compiled.value.image);
  return { source: encode(text), image, certificate: issueCertificate(compiled.value, encode(text), image) };
}

const text = "fn main(): int { let a = new int[](3); for i in 0..3 { a[i] = read(); } return a[0] / a[1]; }";

describe("the document", () => {
  test("the published schema is the one in force", async () => {
    const schema = toJsonSchema(certificateSchema, { errorMode: "ignore" });
    await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
      "../../../docs/certificate.schema.json",
    );
  });

  test("it survives its JSON", () => {
    const { certificate } = issued(text);
    expect(readCertificate(writeCertificate(certificate))).toEqual({ ok: true, value: certificate });
  });

  test.each([
    ["", /no JSON/],
    ["[]", /^format: /],
    ["{}", /^format: /],
    ['{"format":"etalon-certificate","version":2}', /^version: /],
  ])("%s is no certificate", (json, reason) => {
    expect(readCertificate(json)).toEqual({ ok: false, error: expect.stringMatching(reason) as unknown });
  });

  test("a number out of range is refused with its path", () => {
    const { certificate } = issued(text);
    const json = writeCertificate(certificate).replace(/"frame":\d+/, '"frame":-4');
    expect(readCertificate(json)).toEqual({
      ok: false,
      error: expect.stringMatching(/^functions\.0\.frame: /) as unknown,
    });
  });

  test("any text is a certificate or a reason, never an exception", () => {
    const whole = writeCertificate(issued(text).certificate);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.string(), (a, b, middle) => {
        const answer = readCertificate(whole.slice(0, a) + middle + whole.slice(b));
        expect(typeof answer.ok).toBe("boolean");
      }),
      { numRuns: 300 },
    );
  });
});

describe("certify", () => {
  test("bytes against bytes", () => {
    const { source, image, certificate } = issued(text);
    expect(certify(source, image, certificate)).toMatchObject({ verdict: "certified", statistics: { functions: 2 } });
  });

  test("a certificate of another source, by its hash", () => {
    const { image, certificate } = issued(text);
    expect(certify(encode(`${text} `), image, certificate)).toMatchObject({
      verdict: "refused",
      reason: expect.stringMatching(/another source/) as unknown,
    });
  });

  test("a certificate of another build, by its hash", () => {
    const { source, image, certificate } = issued(text);
    const other = image.slice();
    other[other.length - 1]! ^= 1;
    expect(certify(source, other, certificate)).toMatchObject({
      verdict: "refused",
      reason: expect.stringMatching(/another image/) as unknown,
    });
  });

  test("a source that is no program, an image that is no executable", () => {
    const { source, image, certificate } = issued(text);
    expect(certify(encode("fn main() { }"), image, certificate)).toMatchObject({ verdict: "invalid", part: "source" });
    expect(certify(Uint8Array.of(0xff), image, certificate)).toMatchObject({ verdict: "invalid", part: "source" });
    expect(certify(source, encode("ELF"), certificate)).toMatchObject({ verdict: "invalid", part: "image" });
  });
});
