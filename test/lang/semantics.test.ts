/**
 * The laws of Ell's two semantics, on generated programs.
 */

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Behaviour, sameEvent, sameOutcome } from "../../src/core/behaviour.ts";
import { environmentOf } from "../../src/core/environment.ts";
import { int32 } from "../../src/core/word.ts";
import { parseProgram } from "../../src/lang/check/check.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { type Configuration, initial } from "../../src/lang/semantics/configuration.ts";
import { type Evaluation, type EvaluationBudget, evaluate } from "../../src/lang/semantics/evaluate.ts";
import { runSteps } from "../../src/lang/semantics/run.ts";
import { type Rule, rules, step } from "../../src/lang/semantics/step.ts";
import {
  arbitraryInput,
  arbitraryProgram,
  checkGenerated,
  generateInput,
} from "../../src/testing/generate/arbitrary.ts";
import { generateModule } from "../../src/testing/generate/program.ts";
import { IllTyped, TypedStore } from "./typed-store.ts";
import { nodesOf, wellTyped } from "./well-typed.ts";

const sizes = fc.constantFrom(8, 25, 60);
const programs = sizes.chain((size) => arbitraryProgram({ size }));
const inputs = arbitraryInput();
const numRuns = 300;

function evaluated(program: Program, input: Uint8Array, budget: EvaluationBudget = { clock: 20_000 }): Evaluation {
  const run = evaluate(program, environmentOf(input), budget);
  if (!run.ok) throw new Error("too deep");
  return run.value;
}

function isPrefix(a: Behaviour, b: Behaviour): boolean {
  return a.events.length <= b.events.length && a.events.every((event, i) => sameEvent(event, b.events[i]!));
}

describe("the semantics of Ell", () => {
  it("is deterministic", () => {
    fc.assert(
      fc.property(programs, inputs, ({ program }, input) => {
        expect(evaluated(program, input)).toStrictEqual(evaluated(program, input));
        const clock = 5_000;
        expect(runSteps(program, environmentOf(input), { clock })).toStrictEqual(
          runSteps(program, environmentOf(input), { clock }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("is the same whether by steps or by evaluation", () => {
    fc.assert(
      fc.property(programs, inputs, ({ program }, input) => {
        const big = evaluated(program, input);
        const small = runSteps(program, environmentOf(input), { clock: 2_000_000 });
        if (big.outcome.kind === "running" || small.outcome.kind === "running") {
          expect(isPrefix(big, small) || isPrefix(small, big)).toBe(true);
          return;
        }
        expect(small.outcome).toStrictEqual(big.outcome);
        expect(small.events).toStrictEqual(big.events);
        expect(small.node).toBe(big.node);
      }),
      { numRuns },
    );
  });

  it("does not change a finished evaluation by more clock, and grows the events of an unfinished one", () => {
    fc.assert(
      fc.property(programs, inputs, fc.nat({ max: 12 }), fc.nat({ max: 12 }), ({ program }, input, clock, more) => {
        const early = evaluated(program, input, { clock });
        const late = evaluated(program, input, { clock: clock + more });
        expect(isPrefix(early, late)).toBe(true);
        if (early.outcome.kind !== "running") expect(late).toStrictEqual(early);
        expect(late.ticks).toBeGreaterThanOrEqual(early.ticks);
      }),
      { numRuns },
    );
  });

  it("does not change a finished run by more steps, and grows the events of an unfinished one", () => {
    fc.assert(
      fc.property(programs, inputs, fc.nat({ max: 400 }), fc.nat({ max: 400 }), ({ program }, input, clock, more) => {
        const early = runSteps(program, environmentOf(input), { clock });
        const late = runSteps(program, environmentOf(input), { clock: clock + more });
        expect(isPrefix(early, late)).toBe(true);
        if (early.outcome.kind !== "running") expect(late).toStrictEqual(early);
      }),
      { numRuns },
    );
  });

  it("reads its input in order, and the end of it for ever", () => {
    fc.assert(
      fc.property(programs, inputs, ({ program }, input) => {
        const reads = evaluated(program, input).events.flatMap((event) => ("read" in event ? [event.read] : []));
        expect(reads).toStrictEqual(reads.map((_, i) => input[i] ?? -1));
      }),
      { numRuns },
    );
  });

  it("ends with its memory budget, whichever way it runs", () => {
    fc.assert(
      fc.property(programs, inputs, fc.nat({ max: 2000 }), ({ program }, input, memory) => {
        const whole = evaluated(program, input);
        const big = evaluated(program, input, { memory });
        const small = runSteps(program, environmentOf(input), { memory, clock: 2_000_000 });
        expect(isPrefix(big, whole)).toBe(true);
        expect(isPrefix(small, whole)).toBe(true);
        if (big.outcome.kind !== "running") expect(sameOutcome(big.outcome, whole.outcome)).toBe(true);
        expect(small.outcome).toStrictEqual(big.outcome);
        expect(small.events).toStrictEqual(big.events);
      }),
      { numRuns },
    );
  });
});

describe("checked programs never go wrong", () => {
  const limit = 3000;

  /** Run, and check every configuration by the judgement. */
  function watch(program: Program, input: Uint8Array, fired: Set<Rule>): void {
    const nodes = nodesOf(program);
    const setting = { program, words: int32, environment: environmentOf(input) };
    let c: Configuration<number> = initial(program, 0, new TypedStore(program.globals.length));
    for (let i = 0; i < limit; i++) {
      wellTyped(program, nodes, c);
      const transition = step(setting, c);
      fired.add(transition.rule);
      if (transition.final !== undefined) {
        if (transition.final.kind === "trapped") expect(nodes.has(transition.final.node)).toBe(true);
        return;
      }
      c = transition.next;
    }
  }

  it("every step is defined, and keeps configurations well-typed", () => {
    fc.assert(
      fc.property(programs, inputs, ({ program }, input) => watch(program, input, new Set())),
      { numRuns: 500 },
    );
  });

  it("on programs in which every rule fires", () => {
    const fired = new Set<Rule>();
    for (let seed = 0; seed < 3000; seed++)
      watch(checkGenerated(generateModule(seed, { size: 40 })).program, generateInput(seed), fired);
    expect(rules.filter((rule) => !fired.has(rule))).toStrictEqual([]);
  });

  it("which the judgement can tell from those that do", () => {
    const program = parseProgram("fn main(): int { let b = true; let a = new int[](3); a[1] = 5; return a[1]; }");
    if (!program.ok) throw new Error("refused");
    const nodes = nodesOf(program.value);
    const setting = { program: program.value, words: int32, environment: environmentOf(new Uint8Array()) };
    let c: Configuration<number> = initial(program.value, 0, new TypedStore(0));
    let refused = 0;
    let transition = step(setting, c);
    while (transition.next !== undefined) {
      c = transition.next;
      const tampered: Configuration<number>[] = [
        { ...c, frame: c.frame.map((word, slot) => (program.value.functions[1]?.slots[slot] ? word + 7 : word)) },
        { ...c, frame: [...c.frame, 0] },
        { ...c, continuation: { kind: "end" } },
        c.control.at === "value" ? { ...c, control: { ...c.control, from: -1 } } : { ...c, control: { at: "break" } },
      ];
      for (const wrong of tampered) {
        try {
          wellTyped(program.value, nodes, wrong);
        } catch (error) {
          expect(error).toBeInstanceOf(IllTyped);
          refused++;
        }
      }
      transition = step(setting, c);
    }
    expect(refused).toBeGreaterThan(60);
  });
});
