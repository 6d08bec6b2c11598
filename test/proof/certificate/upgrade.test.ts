/**
 * Older certificates rewritten: what was certified is certified, what was forged is refused. A certificate of format 1 is made
 * here from the present compiler's claims, whole at each cut point.
 */

import { describe, expect, test } from "vitest";
import { issueCertificate } from "../../../src/compiler/certificate/issue.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { parseProgram } from "../../../src/lang/check/check.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import { readCertificate, writeCertificate } from "../../../src/proof/certificate/document.ts";
import { upgradeCertificate } from "../../../src/proof/certificate/upgrade.ts";
import { wholeClaims } from "../../../src/proof/certificate/whole.ts";
import { certify } from "../../../src/proof/checker/certify.ts";
import { examples } from "../../examples/cases.ts";
import { firstFormat, isOld, secondFormat } from "./older-formats.ts";

function made(text: string) {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error[0]?.message);
  const compiled = compile(program.value, { level: 0 });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const source = new TextEncoder().encode(text);
  const image = writeElf(compiled.value.image);
  const certificate = issueCertificate(compiled.value, source, image);
  return { source, image, certificate, old: firstFormat(certificate) };
}

const loop = "fn main(): int { let a = 5; let n = 0; while n < a { n = n + 1; write(n); } return n + a; }";

// Programs of several files came with format 3.
const single = examples.filter(({ text }) => !/^import "/m.test(text) && isOld(made(text).certificate));

test("there are examples that the older formats can certify", () => {
  expect(single.length).toBeGreaterThan(3);
});

describe("a certificate of format 1", () => {
  test.each(single.map(({ name, text }) => [name, text]))("of %s is certified when it is rewritten", (_, text) => {
    const { source, image, certificate, old } = made(text);
    const upgraded = upgradeCertificate(JSON.stringify(old));
    expect(upgraded.ok && upgraded.value.from).toBe(1);
    if (!upgraded.ok) return;
    expect(wholeClaims(upgraded.value.certificate)).toStrictEqual(wholeClaims(certificate));
    expect(certify(source, image, upgraded.value.certificate).verdict).toBe("certified");
  });

  test("is not read as it is", () => {
    expect(readCertificate(JSON.stringify(made(loop).old))).toMatchObject({ ok: false });
  });

  test("that lies is refused when it is rewritten, for every claim that there is", () => {
    const { source, image, old } = made(loop);
    let lies = 0;
    for (const [i, { cuts }] of old.functions.entries())
      for (const [j, { values }] of cuts.entries())
        for (const k of values.keys()) {
          const forged = JSON.parse(JSON.stringify(old)) as {
            functions: { cuts: { values: { location: object }[] }[] }[];
          };
          forged.functions[i]!.cuts[j]!.values[k]!.location = { register: 4 };
          const upgraded = upgradeCertificate(JSON.stringify(forged));
          if (!upgraded.ok) throw new Error(upgraded.error);
          expect(certify(source, image, upgraded.value.certificate).verdict).toBe("refused");
          lies++;
        }
    expect(lies).toBeGreaterThan(1);
  });

  test("in which something is wrong is refused with the path to it", () => {
    const json = JSON.stringify(made(loop).old).replace(/"frame":\d+/, '"frame":-4');
    expect(upgradeCertificate(json)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^functions\.0\.frame: /) as unknown,
    });
  });
});

test("a certificate of format 2 is not read, and is certified when it is rewritten", () => {
  const { source, image, certificate } = made(loop);
  const old = JSON.stringify(secondFormat(certificate));
  expect(readCertificate(old)).toMatchObject({
    ok: false,
    error: expect.stringMatching(/format 2, an older one/) as unknown,
  });
  const upgraded = upgradeCertificate(old);
  expect(upgraded).toStrictEqual({ ok: true, value: { from: 2, certificate } });
  expect(upgraded.ok && certify(source, image, upgraded.value.certificate).verdict).toBe("certified");
});

test("a certificate of format 3 is not read, and is certified when it is rewritten", () => {
  const { source, image, certificate } = made(loop);
  const old = JSON.stringify({ ...(JSON.parse(writeCertificate(certificate)) as object), version: 3 });
  expect(readCertificate(old).ok).toBe(false);
  const upgraded = upgradeCertificate(old);
  expect(upgraded).toStrictEqual({ ok: true, value: { from: 3, certificate } });
  expect(upgraded.ok && certify(source, image, upgraded.value.certificate).verdict).toBe("certified");
  expect(upgradeCertificate(old.replace(/"frame":\d+/, '"frame":-4'))).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^functions\.0\.frame: /) as unknown,
  });
});

test("an older certificate is for the name that it is given", () => {
  const { source, image, certificate } = made(loop);
  const upgraded = upgradeCertificate(JSON.stringify(secondFormat(certificate)), "loop.ell");
  if (!upgraded.ok) throw new Error(upgraded.error);
  const files = { entry: "loop.ell", files: [["loop.ell", source]] as const };
  expect(certify(files, image, upgraded.value.certificate).verdict).toBe("certified");
  expect(certify(source, image, upgraded.value.certificate)).toMatchObject({
    verdict: "refused",
    reason: 'the certificate is for another source: its main file is called "loop.ell" there, and "main.ell" here',
  });
});

test("a certificate of the newest format stays as it is", () => {
  const { certificate } = made(loop);
  expect(upgradeCertificate(writeCertificate(certificate))).toStrictEqual({
    ok: true,
    value: { from: 4, certificate },
  });
});

test("what is no certificate of any format is refused with the reason", () => {
  for (const json of ["null", "true", "3", '"version"', "[]"])
    expect(upgradeCertificate(json)).toStrictEqual({ ok: false, error: "expected an object" });
  expect(upgradeCertificate("")).toMatchObject({ ok: false, error: expect.stringMatching(/^it is no JSON/) as string });
});
