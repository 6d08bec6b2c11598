/** The door `etalon/second`: every way its answer can be, and what it says of forgeries. */

import { compile, issueCertificate, type Level } from "etalon/compiler";
import { parseProgram } from "etalon/lang";
import { readElf, runMachine, writeElf } from "etalon/machine";
import { type Certificate, certifySecond, readCertificate } from "etalon/second";
import { describe, expect, it } from "vitest";
import { nodesOf } from "../../src/lang/program/nodes.ts";
import { hashOf } from "../../src/proof/certificate/hash.ts";
import { leastResources } from "../../src/proof/certificate/resources.ts";
import { checkForgeries } from "../proof/checker/check-forgeries.ts";
import { parsed, textWords, withText } from "./images.ts";

const minutes = 120_000;
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Files {
  readonly source: Uint8Array;
  readonly image: Uint8Array;
  readonly certificate: Certificate;
}

/** A program's files, as our compiler makes them. */
function made(text: string, level: Level = 0, stackBytes?: number): Files {
  const source = encoded(text);
  const program = parseProgram(text);
  if (!program.ok) throw new Error("the program is not valid");
  const compiled = compile(program.value, { level, ...(stackBytes === undefined ? {} : { stackBytes }) });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const image = writeElf(compiled.value.image);
  return { source, image, certificate: issueCertificate(compiled.value, source, image) };
}

const asked = ({ source, image, certificate }: Files) => certifySecond(source, image, certificate);

const counting = "fn main(): int { let n = read(); while n > 0 { n = n - 1; write(n); } return n; }";

describe("etalon/second", () => {
  it("certifies what our compiler makes", { timeout: minutes }, () => {
    for (const level of [0, 1, 2] as const)
      expect(asked(made(counting, level))).toEqual({ verdict: "certified", mayExhaust: false });
  });

  it("refuses the image of another program, whose certificate has the right hashes", { timeout: minutes }, () => {
    const [own, other] = [made(counting), made(counting.replace("n - 1", "n - 2"))];
    const certificate = { ...other.certificate, source: own.certificate.source };
    const answer = asked({ ...other, source: own.source, certificate });
    expect(answer).toMatchObject({
      verdict: "refused",
      reason: "the machine reads or writes what the program does not",
      input: Uint8Array.of(1),
    });
  });

  it("certifies no image with hardly any stack, where its program's calls may need more", { timeout: minutes }, () => {
    const { source, image, certificate } = made(
      "fn f(n: int): int { if n < 1 { return 0; } return f(n - 1) + 1; } fn main(): int { return f(5); }",
      0,
      256,
    );
    const answer = certifySecond(source, image, certificate);
    expect(answer).toMatchObject({
      verdict: "starved",
      reason: "it has 256 bytes of stack, less than 65536",
      resources: { stackBytes: 256 },
    });
    const less = certifySecond(source, image, certificate, { least: { stackBytes: 256, heapBytes: 0 } });
    expect(less).toMatchObject({ verdict: "certified", mayExhaust: true });
  });

  it("certifies no image with a frame that is far larger than its function, which gives up at once", {
    timeout: minutes,
  }, () => {
    const text =
      "fn f(n: int): int { if n < 1 { return 0; } return f(n - 1) + 1; } fn main(): int { return f(read() & 7); }";
    const source = encoded(text);
    const program = parsed(text);
    const compiled = compile(program, { level: 0, stackBytes: leastResources.stackBytes });
    if (!compiled.ok) throw new Error(compiled.error.message);
    /** The image and its certificate, where each frame takes so many bytes. */
    const withFrames = (bytes: number): Files => {
      const { image: own } = compiled.value;
      const forged = withText(own, (code) => {
        for (const { at, word } of textWords(own))
          if ((word & 0xfffff) === 0x10113)
            code.setUint32(at, (((word >>> 31 ? -bytes : bytes) << 20) | 0x10113) >>> 0, true);
      });
      const image = writeElf(forged);
      const certificate = issueCertificate(compiled.value, source, image);
      const functions = certificate.functions.map((one) => (one.frame === 0 ? one : { ...one, frame: bytes }));
      return { source, image, certificate: { ...certificate, functions } };
    };
    expect(asked(withFrames(128))).toMatchObject({ verdict: "certified", mayExhaust: true });
    const answer = asked(withFrames(2032));
    expect(answer).toMatchObject({
      verdict: "starved",
      reason: expect.stringMatching(/^the frame of function f takes 2032 bytes, more than \d+$/) as string,
    });
  });

  it("counts of inlined calls those that a function makes, each once, whatever a certificate lists", {
    timeout: minutes,
  }, () => {
    const text = `fn large(n: int): int { return ${"n + ".repeat(60)}1; }
      fn f(n: int): int { if n < 1 { return 0; } return f(n - 1) + 1; }
      fn main(): int { return f(read() & 7) + large(1) + large(2); }`;
    const { source, image, certificate } = made(text);
    const program = parsed(text);
    const own = program.functions.findIndex(({ name }) => name === "f");
    const others = program.functions.findIndex(({ name }) => name === "large");
    const calls = [...nodesOf(program)].flatMap((node) =>
      node.kind === "call" && node.callee === others ? [node.id] : [],
    );
    const inlined = [...calls, ...calls].map((call) => ({ call, within: null }));
    const functions = certificate.functions.map((one, i) => (i === own ? { ...one, frame: 2032, inlined } : one));
    expect(asked({ source, image, certificate: { ...certificate, functions } })).toMatchObject({
      verdict: "starved",
      reason: expect.stringMatching(/^the frame of function f takes 2032 bytes, more than \d+$/) as string,
    });
  });

  it("does not refuse what no run shows to be wrong", { timeout: minutes }, () => {
    // No square is 2 modulo 2^32, which the second checker does not know.
    const text = "fn main(): int { let x = read(); if x * x == 2 { write(1); } return 0; }";
    const [own, other] = [made(text), made(text.replace("write(1)", "write(2)"))];
    const certificate = { ...other.certificate, source: own.certificate.source };
    const answer = asked({ ...other, source: own.source, certificate });
    expect(answer).toMatchObject({
      verdict: "undecided",
      notTaken: "difference",
      reason: "the machine reads or writes what the program does not",
    });
  });

  it("needs no more of a certificate than where to look, for a loop of numbers and equal words", {
    timeout: minutes,
  }, () => {
    const { source, image, certificate } = made(counting);
    const functions = certificate.functions.map((one) => ({
      ...one,
      saved: [],
      cuts: one.cuts.map((cut) => ({ ...cut, values: [], dropped: [] })),
    }));
    expect(asked({ source, image, certificate: { ...certificate, functions } }).verdict).toBe("certified");
    // Without a place to look, there is a loop that comes to no end; a part of the steps is enough to see that.
    const nowhere = functions.map((one) => ({ ...one, cuts: [] }));
    expect(certifySecond(source, image, { ...certificate, functions: nowhere }, {})).toMatchObject({
      verdict: "undecided",
      notTaken: "budget",
      reason: "the program takes more steps from one cut point to the next than the second checker follows",
    });
  });

  it.each([
    // Two variables that are sometimes the same array, and sometimes not.
    [
      "arrays",
      `fn f(a: int[], b: int[], n: int): int { if n <= 0 { return b[0]; } return f(a, a, n - 1) + len(b); }
       fn main(): int { let m = read(); if m < 2 { return 1; } return f(new int[](m), new int[](m), 3); }`,
    ],
  ])("does not decide on %s", { timeout: minutes }, (notTaken, text) => {
    expect(asked(made(text))).toMatchObject({ verdict: "undecided", notTaken });
  });

  it("certifies functions that call themselves, and says that the stack may not be enough", {
    timeout: minutes,
  }, () => {
    const { source, image, certificate } = made(
      "fn f(n: int): int { if n <= 0 { return 0; } return n + f(n - 1); } fn main(): int { return f(read()); }",
    );
    const answer = certifySecond(source, image, certificate, { theorem: "sum" });
    expect(answer).toMatchObject({ verdict: "certified", mayExhaust: true });
    expect(answer.verdict === "certified" && answer.theorem).toContain("file_conforms_within (Build_resources ");
    expect(asked(made("fn main(): int { return 0; }"))).toMatchObject({ verdict: "certified", mayExhaust: false });
  });

  it("takes no executable of more bytes than it has memory for, unless it may", { timeout: minutes }, () => {
    const { source, image, certificate } = made(counting);
    const long = new Uint8Array(2 ** 20 + 1);
    long.set(image);
    const other = { ...certificate, image: hashOf(long) };
    expect(certifySecond(source, long, other)).toMatchObject({
      verdict: "undecided",
      notTaken: "budget",
      reason: "the executable has 1048577 bytes, more than 1048576",
    });
    expect(certifySecond(source, long, other, { times: 2 }).verdict).toBe("certified");
  });

  it("says what is no source, image or certificate", () => {
    const { source, image, certificate } = made(counting);
    expect(certifySecond(encoded("fn main(): int { return x; }"), image, certificate)).toMatchObject({
      verdict: "invalid",
      part: "source",
    });
    expect(certifySecond(source, image, {} as Certificate)).toMatchObject({ verdict: "invalid", part: "certificate" });
    expect(certifySecond(source, image.with(0, 0), certificate)).toMatchObject({ verdict: "invalid", part: "image" });
    expect(certifySecond(source, image.with(image.length - 1, 1), certificate)).toMatchObject({
      verdict: "refused",
      reason: "the certificate is for another image: its hash differs",
    });
    const other = made(counting.replace("read()", "read() + 1"));
    expect(asked({ source, image, certificate: other.certificate })).toMatchObject({ verdict: "refused" });
  });
});

describe("forgeries", () => {
  const inputs = ["", "\u0003", "a", "abc"].map(encoded);
  const behaviours = (image: Uint8Array): unknown[] => {
    const read = readElf(image);
    if (!read.ok) throw new Error("no image");
    return inputs.map((input) => {
      const { outcome, events } = runMachine(read.value, { input, budget: 100_000 });
      return { outcome, events };
    });
  };

  it.each(checkForgeries.map((forgery) => [forgery.name, forgery] as const))(
    "certifies only what behaves as the program does: %s",
    { timeout: minutes },
    (name, { make }) => {
      const { text, others, image, certificate } = make();
      const read = readCertificate(new TextDecoder().decode(certificate));
      if (!read.ok) return;
      const files = [["main.ell", encoded(text)], ...others.map(([path, other]) => [path, encoded(other)] as const)];
      const answer = certifySecond({ entry: "main.ell", files: files as [string, Uint8Array][] }, image, read.value);
      // What a certificate says is not believed, so a lie in it does no harm.
      if (answer.verdict === "certified") expect(behaviours(image)).toEqual(behaviours(made(text).image));
      else expect(answer.verdict, name).toMatch(/^(refused|undecided|invalid)$/);
    },
  );
});
