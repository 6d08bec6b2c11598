/** The engines on whole programs: the examples, generated Ell programs, the kernels of the bench. */

import { readFileSync } from "node:fs";
import { compile } from "etalon/compiler";
import type { RunImageOptions } from "etalon/engine";
import { checkModule, parseProgram, standardLoader } from "etalon/lang";
import { type Image, readElf } from "etalon/machine";
import { arbitraryModule } from "etalon/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kernelPath, kernels } from "../../bench/machine-engines.ts";
import { examples } from "../examples/cases.ts";
import { expectSame } from "./same.ts";

const ways: readonly RunImageOptions[] = [
  { engine: "interpreter" },
  { engine: "wasm" },
  { engine: "wasm", tuning: { hotAfter: 0, price: 0 } },
  { engine: "auto", tuning: { hotAfter: 300, sample: 100, price: 1, piece: 40, slice: 1000, depth: 5 } },
];

/** The most instructions of a run here; a run that is cut short must be cut at the same place. */
const budget = 40_000;

function imageOf(name: string, text: string): Image {
  const program = parseProgram(text, standardLoader());
  const compilation = program.ok ? compile(program.value) : undefined;
  if (compilation?.ok !== true) throw new Error(`${name} does not compile`);
  return compilation.value.image;
}

describe("the examples", () => {
  it.each(examples.map((example) => [example.name, example] as const))("%s", (name, { text, cases }) => {
    const image = imageOf(name, text);
    const inputs = cases.map(({ input }) => input).slice(0, 2);
    for (const way of ways) for (const input of inputs) expectSame(image, { ...way, input, budget });
  });
});

describe("generated Ell programs", () => {
  it("behave the same on every engine", () => {
    fc.assert(
      fc.property(arbitraryModule({ size: 60 }), fc.uint8Array({ maxLength: 8 }), (module, input) => {
        const program = checkModule(module);
        const compilation = program.ok ? compile(program.value) : undefined;
        if (compilation?.ok !== true) return;
        for (const way of ways) expectSame(compilation.value.image, { ...way, input, budget: 20_000 });
      }),
      { numRuns: 25 },
    );
  });
});

describe("the kernels of the bench", () => {
  it.each(kernels)("%s, its beginning", (kernel) => {
    const image = readElf(readFileSync(kernelPath(kernel)));
    if (!image.ok) throw new Error(image.error[0]?.message);
    for (const way of ways) {
      const { outcome } = expectSame(image.value, { ...way, stack: 2 ** 16, budget: 100_000 });
      expect(outcome).toEqual({ kind: "running" });
    }
  });
});
