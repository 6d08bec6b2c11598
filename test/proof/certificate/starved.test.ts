/** An image that gives itself next to no memory gives up at once and is never wrong: `starved` comes before any verdict. */

import { describe, expect, test } from "vitest";
import { issueCertificate } from "../../../src/compiler/certificate/issue.ts";
import type { Compilation } from "../../../src/compiler/compile-with.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import { leastResources, resourcesOf } from "../../../src/proof/certificate/resources.ts";
import { certify } from "../../../src/proof/checker/certify.ts";
import { certifyWithout } from "../../../src/proof/infer/answer.ts";
import { programOf } from "../../lang/program-of.ts";

const text = "fn main(): int { let a = new int[](3); a[0] = read(); return a[0]; }";
const source = new TextEncoder().encode(text);

function compiled(stackBytes: number, heapBytes: number): Compilation {
  const made = compile(programOf(text), { stackBytes, heapBytes });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

function made(stackBytes: number, heapBytes: number) {
  const whole = compiled(stackBytes, heapBytes);
  const image = writeElf(whole.image);
  return { image, certificate: issueCertificate(whole, source, image) };
}

const { stackBytes: stack, heapBytes: heap } = leastResources;

describe("an image is starved", () => {
  test.each([
    ["without stack", 0, heap, "stack"],
    ["with a stack of 16 bytes", 16, heap, "stack"],
    ["with a little less stack than asked for", stack - 16, heap, "stack"],
    ["with hardly any heap", stack, 0, "heap"],
    ["with neither", 0, 0, "stack"],
  ])("%s", (_, stackBytes, heapBytes, what) => {
    const { image, certificate } = made(stackBytes, heapBytes);
    const answer = certify(source, image, certificate);
    expect(answer).toMatchObject({ verdict: "starved", resources: resourcesOf(certificate) });
    expect(answer.verdict === "starved" && answer.reason).toContain(`bytes of ${what}`);
  });

  test("also where its certificate was found, however right it is", () => {
    const { image } = compiled(16, heap);
    expect(certifyWithout(programOf(text), image).verdict.verdict).toBe("starved");
    const least = { stackBytes: 16, heapBytes: heap };
    expect(certifyWithout(programOf(text), image, { least }).verdict.verdict).toBe("certified");
  });

  test("before it is looked at: even when it is wrong", () => {
    const { image, certificate } = made(0, heap);
    const [first, ...rest] = certificate.functions;
    const wrong = { ...certificate, functions: [{ ...first!, entry: 4 }, ...rest] };
    expect(certify(source, image, wrong).verdict).toBe("starved");
  });
});

test("an image with what is asked for is not, nor one with less when less is asked for", () => {
  const enough = made(stack, heap);
  expect(certify(source, enough.image, enough.certificate).verdict).toBe("certified");
  const little = made(0, 0);
  const least = { stackBytes: 0, heapBytes: 0 };
  expect(certify(source, little.image, little.certificate, { least }).verdict).toBe("certified");
});

test("a certificate that lies about the stack is refused", () => {
  const { image, certificate } = made(0, heap);
  const { layout } = certificate;
  const lie = { ...certificate, layout: { ...layout, stackTop: layout.stackTop + stack } };
  expect(certify(source, image, lie).verdict).toBe("refused");
});
