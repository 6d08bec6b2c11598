/**
 * The property API on small languages of its own, and on Etalon's compiler, which is held to its own `compile`.
 */

import { type CompileOptions, compile, passes } from "etalon/compiler";
import { parseProgram } from "etalon/lang";
import {
  arbitraryInput,
  arbitraryProgram,
  compilerCorrect,
  compilerPhase,
  composePhases,
  describeReport,
  equalWhenEnded,
  observe,
  type Phase,
  phase,
  phaseCorrect,
  phaseProperty,
  type RunSemantics,
  type StepSemantics,
  testPhase,
} from "etalon/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptsOf } from "../../../src/testing/property/phase.ts";

type Shown = number | "running";

/** Programs are numbers; a run counts up to the program and shows it. */
const counting: StepSemantics<number, { n: number; of: number }, null, Shown> = {
  name: "counting",
  initial: (of) => ({ n: 0, of }),
  step: ({ n, of }) => (n < of ? { n: n + 1, of } : undefined),
  behaviour: ({ n, of }) => (n === of ? n : "running"),
};
/** The same at once. */
const knowing: RunSemantics<number, { of: number; cost: number }, null, Shown> = {
  name: "knowing",
  initial: (of) => ({ of, cost: 0 }),
  run: ({ of }, clock) => ({ of, cost: Math.min(of, clock) }),
  behaviour: ({ of, cost }) => (of === cost ? of : "running"),
  cost: ({ cost }) => cost,
};
const relation = equalWhenEnded((shown: Shown) => shown !== "running");

function pass(name: string, change: (n: number) => number): Phase<number, number, null, Shown> {
  return phase({
    name,
    source: counting,
    target: knowing,
    compile: (n) => (n > 500 ? { ok: false, error: { message: "too large" } } : { ok: true, value: change(n) }),
    relation,
    clock: { source: 400, target: (cost) => cost + 10 },
  });
}

const same = pass("same", (n) => n);
const offAfterNine = pass("off after nine", (n) => (n > 9 ? n + 1 : n));
const throwing = pass("throwing", (n) => {
  if (n === 3) throw new Error("three");
  return n;
});
const draws = { programs: fc.nat(100), inputs: fc.constant(null) };

describe("observing", () => {
  it("stops at the end, or when the clock is spent", () => {
    expect(observe(counting, 5, null, 5)).toStrictEqual({ behaviour: 5, cost: 5 });
    expect(observe(counting, 5, null, 4)).toStrictEqual({ behaviour: "running", cost: 4 });
    expect(observe(knowing, 5, null, 4)).toStrictEqual({ behaviour: "running", cost: 4 });
  });
});

describe("a phase", () => {
  it("is correct, broken, inconclusive, refused or crashed on a program", () => {
    const kind = (one: Phase<number, number, null, Shown>, n: number): string => phaseCorrect(one, n, null).verdict;
    expect(kind(same, 10)).toBe("correct");
    expect(kind(offAfterNine, 10)).toBe("broken");
    expect(kind(same, 450)).toBe("inconclusive");
    expect(kind(same, 501)).toBe("refused");
    expect(phaseCorrect(throwing, 3, null)).toStrictEqual({
      ...{ verdict: "crashed", pass: "throwing", during: "compiling", source: 3, error: "Error", message: "three" },
    });
  });

  it("blames the first pass of a composition that breaks", () => {
    const blamed = (one: Phase<number, number, null, Shown>, n: number): unknown => {
      const verdict = phaseCorrect(one, n, null);
      return "pass" in verdict ? verdict.pass : verdict.verdict;
    };
    const whole = composePhases(composePhases(same, offAfterNine), throwing);
    expect(whole.passes).toStrictEqual(["same", "off after nine", "throwing"]);
    expect([2, 3, 10].map((n) => blamed(whole, n))).toStrictEqual(["correct", "throwing", "off after nine"]);
    expect(blamed(composePhases(throwing, offAfterNine), 12)).toBe("off after nine");
  });
});

describe("the property", () => {
  it("throws in a test, with the smallest program and the pass", () => {
    const property = phaseProperty(composePhases(same, offAfterNine), draws);
    expect(() => fc.assert(property, { seed: 1 })).toThrow(/Counterexample: \[10,null\]/);
    const { errorInstance } = fc.check(property, { seed: 1 });
    expect(String(errorInstance)).toContain("off after nine is wrong: the source shows 10, the target 11");
  });

  it("is stated over two semantics, a compiler, programs and inputs", () => {
    const property = compilerCorrect({
      name: "same",
      source: counting,
      target: knowing,
      compile: (n: number) => ({ ok: true, value: n }),
      relation,
      ...draws,
    });
    expect(fc.check(property, { seed: 1 }).failed).toBe(false);
  });

  it("returns plain data with rates", () => {
    const labels = (n: number): string[] => (n % 2 === 0 ? ["even"] : []);
    const passed = testPhase(same, { ...draws, seed: 1, labels, atLeast: { even: 0.4 } });
    expect(passed).toMatchObject({ verdict: "passed", runs: 1000, verdicts: { correct: 1000, broken: 0 }, unmet: [] });
    const failed = testPhase(offAfterNine, { ...draws, seed: 1 });
    expect(failed).toMatchObject({
      verdict: "failed",
      counterexample: { program: 10, verdict: "broken", pass: "off after nine" },
    });
    expect(describeReport(failed)).toContain("the source shows 10, the target 11");
  });

  it("says that silence means little when the generator does not do what it should", () => {
    const most = testPhase(same, { ...draws, programs: fc.integer({ min: 450, max: 520 }), seed: 1 });
    expect(most.verdict).toBe("weak");
    expect(most.unmet.join()).toMatch(/refused.*inconclusive/);
    const label = testPhase(same, { ...draws, seed: 1, labels: () => ["any"], atMost: { any: 0.5 } });
    expect(label.unmet).toStrictEqual(['100.0% of the runs are "any", at most 50.0% may be']);
    const all = testPhase(same, { ...draws, programs: fc.constant(600), seed: 1 });
    expect([all.verdict, all.counterexample]).toStrictEqual(["weak", undefined]);
  });
});

describe("Etalon's compiler", () => {
  const memory: CompileOptions = { heapBytes: 4096, stackBytes: 64 };

  it("is the composition of its phases", () => {
    const whole = compilerPhase(passes, memory);
    fc.assert(
      fc.property(arbitraryProgram(), ({ program }) => {
        const attempt = attemptsOf([{ phase: whole, program }])[0]!;
        const compiled = compile(program, memory);
        expect(attempt.kind === "compiled" && attempt.target).toStrictEqual(compiled.ok && compiled.value.image);
      }),
      { numRuns: 50 },
    );
  });

  it("is correct, also where memory is scarce", () => {
    const programs = arbitraryProgram({ size: 40 }).map(({ program }) => program);
    for (const sizes of [{}, memory]) {
      const report = testPhase(compilerPhase(passes, sizes), { programs, inputs: arbitraryInput(), runs: 300 });
      expect(report).toMatchObject({ verdict: "passed", counterexample: undefined });
    }
  });

  it("is told from others by the first pass that is wrong", () => {
    const program = parseProgram(
      "fn f(a: int, b: int): int { write(a); return b; } fn main(): int { return f(read(), 7) + read(); }",
    );
    if (!program.ok) throw new Error("refused");
    const mutants = {
      "lang-to-flow": {
        ...passes,
        langToFlow: () =>
          passes.langToFlow({
            ...program.value,
            functions: program.value.functions.with(0, {
              ...program.value.functions[0]!,
              body: program.value.functions[1]!.body,
            }),
          }),
      },
      "flow-to-allocated": {
        ...passes,
        assignPlaces: (...given: Parameters<typeof passes.assignPlaces>) => {
          const assignment = passes.assignPlaces(...given);
          return { ...assignment, places: assignment.places.map((place) => (place < 0 ? place : 5)) };
        },
      },
      "allocated-to-machine": { ...passes, sequentialise: () => [] },
    };
    for (const [name, mutant] of Object.entries(mutants)) {
      const verdict = phaseCorrect(
        compilerPhase(mutant as typeof passes, { level: 0 }),
        program.value,
        Uint8Array.of(1, 2),
      );
      expect([name, "pass" in verdict && verdict.pass]).toStrictEqual([name, name]);
    }
  });
});
