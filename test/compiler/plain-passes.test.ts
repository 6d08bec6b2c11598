/** The compiler without its optimiser makes the same at level 0, and says so where more is asked of it. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileWith } from "../../src/compiler/compile-with.ts";
import { optimisations } from "../../src/compiler/optimisations.ts";
import { compile } from "../../src/compiler/pipeline.ts";
import { plainPasses } from "../../src/compiler/plain-passes.ts";
import { parseProgram } from "../../src/lang/check/check.ts";
import type { Program } from "../../src/lang/program/program.ts";

function programOf(text: string): Program | undefined {
  const program = parseProgram(text);
  return program.ok ? program.value : undefined;
}

const small = programOf("fn main(): int { return 6 * 7; }")!;

describe("the plain passes", () => {
  it.each(readdirSync("examples").filter((name) => name.endsWith(".ell")))("make of %s what all make", (name) => {
    // What imports another file is no program by itself.
    const program = programOf(readFileSync(`examples/${name}`, "utf8"));
    if (program === undefined) return;
    const [plain, all] = [compileWith(plainPasses, program, { level: 0 }), compile(program, { level: 0 })];
    expect(plain.ok && plain.value.image).toStrictEqual(all.ok && all.value.image);
    expect(plain.ok && plain.value.cuts).toStrictEqual(all.ok && all.value.cuts);
  });

  it("make no level above 0, and say so", () => {
    for (const level of [1, 2] as const) {
      const made = compileWith(plainPasses, small, { level });
      expect(made.ok ? undefined : made.error.kind).toBe("option");
      expect(made.ok ? "" : made.error.message).toContain("choose level 0");
    }
  });

  it("make no optimisation by its name", () => {
    for (const name of optimisations().keys()) {
      const made = compileWith(plainPasses, small, { passes: [name] });
      expect(made.ok ? "" : made.error.message).toContain("the passes given have no");
    }
  });
});
