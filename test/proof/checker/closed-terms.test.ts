/**
 * Both sides of the obligations that closed: given when asked for, and only then, and nothing else depends on it.
 */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { claimsOf } from "../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { parseProgram } from "../../../src/lang/check/check.ts";
import type { Program } from "../../../src/lang/program/program.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { obligations } from "../../../src/proof/checker/relate/obligations.ts";
import type { CheckOptions, Obligation } from "../../../src/proof/checker/verdict.ts";
import { arbitraryProgram } from "../../../src/testing/generate/arbitrary.ts";

function closedOf(program: Program, options: CheckOptions): readonly Obligation[] {
  // Without optimisation: each call is a call.
  const compiled = compile(program, { level: 0 });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const answer = checkClaims(program, compiled.value.image, claimsOf(compiled.value), options);
  if (answer.verdict !== "certified") throw new Error(`${answer.verdict}: ${answer.reason}`);
  return answer.obligations;
}

function program(text: string): Program {
  const parsed = parseProgram(text);
  if (!parsed.ok) throw new Error("not a program");
  return parsed.value;
}

test("with its terms, a list is the list without them and two sides more", () => {
  fc.assert(
    fc.property(arbitraryProgram({ size: 30 }), ({ program: generated }) => {
      const [plain, told] = [closedOf(generated, { list: true }), closedOf(generated, { list: true, terms: true })];
      expect(closedOf(generated, { terms: true })).toEqual([]);
      expect(told.map(({ source: _, machine: __, ...rest }) => rest)).toEqual(plain);
      for (const { source, machine, name, by } of told) {
        expect([typeof source, typeof machine, by]).toEqual(["string", "string", obligations[name].by]);
        // One term is written one way.
        if (by === "term" || by === "heap") expect(machine).toBe(source);
      }
    }),
    { numRuns: 60 },
  );
});

test("writes to arrays, globals and results are terms of the two sides", () => {
  const told = closedOf(
    program(`
      let total = 5;
      fn add(a: int[], n: int): int { a[1] = n + 2; total = total + n; return n * 3; }
      fn main(): int { let a = new int[](4); return add(a, read()); }
    `),
    { list: true, terms: true },
  );
  const sides = (name: string, where: string): (string | undefined)[] => [
    ...new Set(told.filter((o) => o.name === name && o.function === where).map(({ machine }) => machine)),
  ];
  expect(sides("contents", "add")).toContain("a#0[+4] = (n#1 + 2)");
  expect(sides("result", "add")).toEqual(["(3·n#1)"]);
  expect(sides("global", "add")).toEqual(["(n#1 + global 0)"]);
  expect(sides("contents", "main").some((side) => side?.includes("is new int[](4)"))).toBe(true);
});
