/**
 * Where an optimisation has nothing to do, the program goes through it as it is; and those that find all at once have nothing to do a
 * second time. None changes what it is given.
 */

import { isDeepStrictEqual } from "node:util";
import { passes } from "etalon/compiler";
import { printModule } from "etalon/lang";
import { expect, it } from "vitest";
import { loopsOf } from "../../../src/compiler/ssa/loops.ts";
import type { Ssa, SsaFunction } from "../../../src/compiler/ssa/syntax.ts";
import { withBlocks } from "../../../src/compiler/ssa/with-blocks.ts";
import { generateModule } from "../../../src/testing/generate/program.ts";
import { examples } from "../../examples/cases.ts";
import { programOf } from "../compiled.ts";
import { formOf } from "./form.ts";

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

/** What can never be changed any more, in all its parts. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of value instanceof Map ? [...value.keys(), ...value.values()] : Object.values(value)) frozen(part);
  return value;
}

it("is as it is, and is not done twice", () => {
  /** How many functions each has changed and has left. */
  const changed = new Map<string, number>();
  for (const text of texts) {
    const flow = passes.langToFlow(programOf(text));
    if (!flow.ok) throw new Error(flow.error.message);
    let given: Ssa = passes.flowToSsa(flow.value);
    for (const [name, isAtOnce] of optimisations) {
      const made = passes[name](frozen(given));
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

it("is as it is where a loop has two ways in, so that there is no place before it", () => {
  const text = `fn f(a: int[], n: int, k: int): int {
    if k == 3 { write(k); } while n > 0 { n = n - 1; k = k + len(a) * 7 + a[n]; } return k; } fn main(): int { return 0; }`;
  const { f } = formOf(text, "f", "fold", "number");
  const [loop] = loopsOf(f.graph);
  const before = f.blocks[loop!.before!]!;
  const ways = f.graph.predecessors[loop!.before!]!;
  expect([before.instructions, before.parameters, ways.length]).toStrictEqual([[], [], 2]);
  const blocks = f.blocks.map((block, label) =>
    ways.includes(label) ? { ...block, terminator: before.terminator } : block,
  );
  const [one, other] = [f, withBlocks(f, blocks)].map((given): Ssa => ({ functions: [given], start: 0, globals: 0 }));
  expect(loopsOf((other!.functions[0] as SsaFunction).graph)[0]!.before).toBeUndefined();
  for (const name of ["hoistInvariants", "keepConstants", "stepAddresses"] as const) {
    expect(passes[name](other!)).toBe(other);
    expect(passes[name](one!)).not.toBe(one);
  }
});
