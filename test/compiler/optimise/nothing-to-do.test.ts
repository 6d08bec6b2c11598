/** Where an optimisation has nothing to do, the program goes through it as it is; and those that find all at once have nothing to do a second time. */

import { isDeepStrictEqual } from "node:util";
import { passes } from "etalon/compiler";
import { printModule } from "etalon/lang";
import { expect, it } from "vitest";
import type { Ssa } from "../../../src/compiler/ssa/syntax.ts";
import { generateModule } from "../../../src/testing/generate/program.ts";
import { examples } from "../../examples/cases.ts";
import { programOf } from "../compiled.ts";

/** The optimisations in their order, and whether each finds all at once. */
const optimisations = [
  ["inlineCalls", false],
  ["foldConstants", true],
  ["numberValues", true],
  ["eliminateChecks", true],
  ["hoistInvariants", true],
  ["removeDead", false],
  ["stepAddresses", false],
  ["keepConstants", false],
] as const;

const generated = Array.from({ length: 50 }, (_, seed) => generateModule(seed, { size: 40, swarm: seed % 2 === 1 }));
const texts = [...examples.map(({ text }) => text), ...generated.map(printModule)];

it("is as it is, and is not done twice", () => {
  /** How many functions each has changed and has left. */
  const changed = new Map<string, number>();
  for (const text of texts) {
    const flow = passes.langToFlow(programOf(text));
    if (!flow.ok) throw new Error(flow.error.message);
    let given: Ssa = passes.flowToSsa(flow.value);
    for (const [name, isAtOnce] of optimisations) {
      const made = passes[name](given);
      for (const [i, f] of made.functions.entries()) {
        const before = given.functions[i]!;
        if (f === before) continue;
        changed.set(name, (changed.get(name) ?? 0) + 1);
        if (isDeepStrictEqual(f, before)) expect.fail(`${name} made anew what it left as it was:\n${text}`);
      }
      if (isAtOnce && passes[name](made) !== made) expect.fail(`${name} had not found all at once:\n${text}`);
      given = made;
    }
  }
  for (const [name] of optimisations) expect(changed.get(name)).toBeGreaterThan(10);
});
