/**
 * No property fails on a correct compiler: every innocent variant conforms on generated programs, and is certified.
 */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { claimsOf } from "../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { certificateVerdict, differs, exhibit, remake } from "../../../src/testing/mutants/exhibit.ts";
import { innocents } from "../../../src/testing/mutants/innocents.ts";
import { mutants } from "../../../src/testing/mutants/mutants.ts";
import { trial, witnessTrial } from "../../../src/testing/mutants/stream.ts";
import { programOf } from "../../lang/program-of.ts";

const products = { source: "fn main(): int { return read() * 8 - read() * 4; }", input: [7, 255], nodes: 9 };
const trials = [witnessTrial(products), ...Array.from({ length: 60 }, (_, seed) => trial(seed))];
const exhibits = trials.map(exhibit).filter((shown) => typeof shown !== "string");

describe("an innocent variant", () => {
  it.each(innocents)("$name is not accused", (innocent) => {
    let changed = 0;
    for (const [seed, shown] of exhibits.entries()) {
      const made = remake(shown, innocent);
      expect(made.kind, `program ${seed}`).not.toBe("none");
      if (made.kind !== "different") continue;
      changed++;
      for (const property of ["flow", "allocated", "machine"] as const)
        expect(differs(shown, made.compilation, property), `${property} of program ${seed}`).toBe(false);
      if (seed % 4 === 0)
        expect(certificateVerdict(shown, made.compilation).verdict, `program ${seed}`).toBe("certified");
    }
    expect(changed).toBeGreaterThan(0);
  });
});

describe("at level 2, where constants are in no place", () => {
  const programs = ["gcd", "life"].map((name) => programOf(readFileSync(`examples/${name}.ell`, "utf8")));

  it.each(innocents)("the innocent variant $name is certified", ({ passes }) => {
    for (const program of programs) {
      const compiled = compile(program, { level: 2 }, passes);
      if (!compiled.ok) throw new Error(compiled.error.message);
      const { image } = compiled.value;
      expect(checkClaims(program, image, claimsOf(compiled.value))).toMatchObject({ verdict: "certified" });
    }
  });

  it.each(mutants.filter(({ wraps }) => wraps === "assignPlaces"))("the mutant $name makes an image", ({ passes }) => {
    for (const program of programs) expect(compile(program, { level: 2 }, passes)).toMatchObject({ ok: true });
  });
});
