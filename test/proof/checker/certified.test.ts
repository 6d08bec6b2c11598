/**
 * What honest compilations get: every example and every generated program is certified; and the short versions of the
 * campaigns of tools/campaigns, where nothing that is certified may behave differently.
 */

import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimsOf } from "../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { parseProgram } from "../../../src/lang/check/check.ts";
import { standardLoader } from "../../../src/lang/library/library.ts";
import { readElf } from "../../../src/machine/elf/read.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { arbitraryProgram } from "../../../src/testing/generate/arbitrary.ts";
import { difference, sameImage, subjectOf } from "../../../tools/campaigns/subject.ts";

const examples = readdirSync("examples").filter((file) => file.endsWith(".ell"));

describe("certified", () => {
  test.each(examples)("%s", (file) => {
    const program = parseProgram(readFileSync(`examples/${file}`, "utf8"), standardLoader());
    if (!program.ok) throw new Error(program.error[0]?.message);
    const compiled = compile(program.value);
    if (!compiled.ok) throw new Error(compiled.error.message);
    const answer = checkClaims(program.value, compiled.value.image, claimsOf(compiled.value), { list: true });
    expect(answer).toMatchObject({ verdict: "certified" });
    if (answer.verdict !== "certified") return;
    expect(answer.statistics.functions).toBe(program.value.functions.length);
    expect(answer.obligations).toHaveLength(answer.statistics.obligations);
  });

  test("an xor of what it is compared with, which the machine takes away again", () => {
    const program = parseProgram("fn f(x: int): bool { return x != (1 ^ x); } fn main(): int { return 0; }");
    if (!program.ok) throw new Error(program.error[0]?.message);
    for (const level of [0, 2] as const) {
      const compiled = compile(program.value, { level });
      if (!compiled.ok) throw new Error(compiled.error.message);
      expect(checkClaims(program.value, compiled.value.image, claimsOf(compiled.value)).verdict).toBe("certified");
    }
  });

  test.each([
    [25, 300],
    [60, 150],
    [400, 15],
  ])("generated programs of size %i", (size, numRuns) => {
    fc.assert(
      fc.property(arbitraryProgram({ size }), ({ program }) => {
        const compiled = compile(program);
        if (!compiled.ok) throw new Error(compiled.error.message);
        const answer = checkClaims(program, compiled.value.image, claimsOf(compiled.value));
        expect(answer).toMatchObject({ verdict: "certified" });
      }),
      { numRuns },
    );
  });

  test("no flipped bit of a file is certified and different", () => {
    const subject = subjectOf("gcd", 100);
    fc.assert(
      fc.property(fc.nat(subject.elf.length * 8 - 1), (bit) => {
        const bytes = subject.elf.slice();
        bytes[bit >>> 3]! ^= 1 << (bit & 7);
        const file = readElf(bytes);
        if (!file.ok || sameImage(file.value, subject.image)) return;
        const answer = checkClaims(subject.program, file.value, subject.claims);
        if (answer.verdict === "certified") expect(difference(subject, file.value)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });
});
