/** Terms and the search among facts, in Coq and in TypeScript, on what the checker asks while it checks. */

import { claimsOf, compile, type Level } from "etalon/compiler";
import { expect, it } from "vitest";
import { checkClaims } from "../../src/proof/checker/check.ts";
import { Path } from "../../src/proof/checker/paths/path.ts";
import { type Answer, type See, watch } from "../../tools/coq/questions.ts";
import { examples } from "../examples/cases.ts";
import { programOf } from "../examples/engines.ts";

const levels: readonly Level[] = [0, 2];

it.each(["kmp", "merge-sort", "base64-decode"])("are the same in %s", (name) => {
  const { text } = examples.find((example) => example.name === name)!;
  const program = programOf(`examples/${name}.ell`, text);
  const unlike: string[] = [];
  const counts = new Map<Answer, number>();
  const see: See = (answer, _, asked) => {
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
    if (answer === "missing" || answer === "opposite") unlike.push(`${answer}: ${asked()}`);
  };
  for (const level of levels) {
    const compiled = compile(program, { level });
    if (!compiled.ok) throw new Error(compiled.error.message);
    const { value } = compiled;
    watch(25, see, see, () => {
      expect(checkClaims(program, value.image, claimsOf(value)).verdict).toBe("certified");
    });
  }
  expect(unlike).toEqual([]);
  expect(counts.get("same")).toBeGreaterThan(100);
  // Nothing is watched any more.
  expect(Object.getOwnPropertyNames(Path.prototype)).not.toContain("add");
});
