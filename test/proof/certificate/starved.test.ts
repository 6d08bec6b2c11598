/** An image that gives itself next to no memory gives up at once and is never wrong: `starved` comes before any verdict. */

import { describe, expect, test } from "vitest";
import { issueCertificate } from "../../../src/compiler/certificate/issue.ts";
import type { Compilation } from "../../../src/compiler/compile-with.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import { runMachine } from "../../../src/machine/semantics/run.ts";
import { leastResources, type Resources, resourcesOf } from "../../../src/proof/certificate/resources.ts";
import { type CertificateAnswer, certify } from "../../../src/proof/checker/certify.ts";
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

describe("an image with 64 KiB of each is starved, too", () => {
  /** The answer to a program's image with as much stack and heap as is asked of any. */
  function answerTo(text: string, asked: Partial<Resources> = {}): CertificateAnswer {
    const source = new TextEncoder().encode(text);
    const made = compile(programOf(text), leastResources);
    if (!made.ok) throw new Error(made.error.message);
    const image = writeElf(made.value.image);
    expect(runMachine(made.value.image, { budget: 1_000_000 }).outcome.kind).toBe("exhausted");
    const least = { ...leastResources, ...asked };
    return certify(source, image, issueCertificate(made.value, source, image), { least });
  }

  test("where the frames of its functions do not fit in its stack together: it gives up at once", () => {
    const names = Array.from({ length: 850 }, (_, i) => `v${i}`);
    const [reads, writes] = [names.map((name) => `let ${name} = read();`), names.map((name) => `write(${name});`)];
    // Twenty functions, each called by the next: each frame would fit alone.
    const functions = Array.from({ length: 20 }, (_, i) => {
      const called = i === 0 ? "" : `write(f${i - 1}());`;
      return `fn ${i === 19 ? "main" : `f${i}`}(): int { ${reads.join("\n")} ${called} ${writes.join("\n")} return 0; }`;
    });
    const text = functions.join("\n");
    expect(answerTo(text)).toMatchObject({
      verdict: "starved",
      reason: expect.stringMatching(
        /^it has 65536 bytes of stack, and the frames of its functions take \d+$/u,
      ) as string,
    });
    expect(answerTo(text, { stackBytes: 0 }).verdict).toBe("certified");
  });

  test.each([
    ["a global's", "let a = new int[](20000); fn main(): int { return 7; }", 80004],
    ["an array of bytes", "fn main(): int { return len(new byte[](80001)); }", 80008],
    ["two that fit", 'fn main(): int { return len(new byte[](40000)) + len(new int[](10000)) + len("ab"); }', 80016],
  ])("where the arrays of which it says the length do not fit in its heap: %s", (_, text, bytes) => {
    const answer = answerTo(text);
    expect(answer.verdict === "starved" && answer.reason).toMatch(
      new RegExp(`^it has \\d+ bytes of heap, and the arrays of known lengths in its program take ${bytes}$`, "u"),
    );
    expect(answerTo(text, { heapBytes: 0 }).verdict).toBe("certified");
  });

  test("but not for an array that no image has room for", () => {
    expect(answerTo("fn main(): int { return len(new int[](300000000)); }").verdict).toBe("certified");
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
