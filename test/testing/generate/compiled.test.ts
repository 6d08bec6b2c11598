/**
 * Compiled programs behave as their sources: on Flow before and after register allocation, and on the machine. And the
 * property can fail: it finds compilers with planted bugs, and their counterexamples shrink to a few nodes.
 */

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runFlow } from "../../../src/compiler/flow/run.ts";
import { runAllocated } from "../../../src/compiler/passes/allocate/flow-to-allocated.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { environmentOf } from "../../../src/core/environment.ts";
import { checkModule } from "../../../src/lang/check/check.ts";
import type { Program } from "../../../src/lang/program/program.ts";
import { evaluate } from "../../../src/lang/semantics/evaluate.ts";
import { printModule } from "../../../src/lang/syntax/print.ts";
import { runMachine } from "../../../src/machine/semantics/run.ts";
import { conforms } from "../../../src/proof/evidence/conforms.ts";
import { arbitraryInput, arbitraryProgram, generateInput } from "../../../src/testing/generate/arbitrary.ts";
import { enumerateModules } from "../../../src/testing/generate/enumerate.ts";
import { generateModule } from "../../../src/testing/generate/program.ts";
import { type Case, shrink } from "../../../src/testing/generate/shrink.ts";
import { planted } from "./planted.ts";

const source = (program: Program, input: Uint8Array) => evaluate(program, environmentOf(input), { clock: 20_000 });
const budget = 1_000_000;

describe("compiled programs", () => {
  it.each([
    { size: 12, numRuns: 150 },
    { size: 30, numRuns: 300 },
    { size: 80, numRuns: 80 },
    { size: 400, numRuns: 8 },
  ])("of about $size nodes behave as their source in every pass", ({ size, numRuns }) => {
    fc.assert(
      fc.property(arbitraryProgram({ size }), arbitraryInput(), ({ program }, input) => {
        const ell = source(program, input);
        const compiled = compile(program);
        if (!ell.ok || !compiled.ok) throw new Error("too deep or too large");
        const { flow, allocated, image } = compiled.value;
        const runs = [
          runFlow(flow, environmentOf(input), { clock: budget }),
          runAllocated(allocated, environmentOf(input), { clock: budget }),
          runMachine(image, { input, budget }),
        ];
        for (const run of runs) {
          const verdict = conforms(run, ell.value).verdict;
          expect(["conforms", "inconclusive"]).toContain(verdict);
        }
      }),
      { numRuns },
    );
  });

  it("behave as their source when they are all the small ones", () => {
    const nothing = new Uint8Array();
    let n = 0;
    for (const module of enumerateModules(4)) {
      if (n++ % 2 === 1) continue;
      const checked = checkModule(module);
      const compiled = checked.ok ? compile(checked.value) : checked;
      const ell = checked.ok ? source(checked.value, nothing) : checked;
      if (!compiled.ok || !ell.ok) throw new Error(printModule(module));
      const run = runMachine(compiled.value.image, { input: nothing, budget });
      expect(conforms(run, ell.value).verdict, printModule(module)).not.toBe("differs");
    }
  });
});

describe("planted bugs", () => {
  /** How the compiled program differs on a case: the class of the failure. */
  function failure(wrong: (program: Program) => Program, { module, input }: Case): string | undefined {
    const checked = checkModule(module);
    if (!checked.ok) throw new Error(`ill-typed candidate\n${printModule(module)}`);
    const right = source(checked.value, input);
    const left = source(wrong(checked.value), input);
    if (!left.ok || !right.ok) return undefined;
    const verdict = conforms(left.value, right.value);
    return verdict.verdict === "differs" ? left.value.outcome.kind : undefined;
  }

  const sizes: number[] = [];
  it.each(Object.entries(planted))("a compiler that %s is found, and its counterexample small", (_, wrong) => {
    let tests = 0;
    for (let seed = 1000; ; seed++) {
      expect(++tests).toBeLessThan(3000);
      const start: Case = { module: generateModule(seed, { size: 60 }), input: generateInput(seed) };
      const kind = failure(wrong, start);
      if (kind === undefined) continue;
      const small = shrink(start, (c) => failure(wrong, c) === kind);
      expect(failure(wrong, small)).toBe(kind);
      expect(small.nodes, printModule(small.module)).toBeLessThanOrEqual(16);
      sizes.push(small.nodes);
      break;
    }
  });

  it("have a median of at most eight nodes", () => {
    sizes.sort((a, b) => a - b);
    expect(sizes[sizes.length >> 1]).toBeLessThanOrEqual(8);
  });
});
