/**
 * `testPhase` must not say "passed" of what hardly ran, nor show a program with the verdict of another. Each case here is
 * one that once got a wrong answer.
 */

import {
  compilerCorrect,
  describeReport,
  equalWhenEnded,
  type Phase,
  type PhaseProgress,
  type PhaseReport,
  phase,
  phaseCorrect,
  phaseProperty,
  type RunSemantics,
  replayPhase,
  type Semantics,
  type StepSemantics,
  shrinkBy,
  testPhase,
} from "etalon/testing";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";

/** A language of values, each of which shows itself. */
function values<Value>(): Semantics<Value, Value, null, Value> {
  return { name: "values", initial: (value) => value, step: () => undefined, behaviour: (value) => value };
}

function compiler<Value>(compile: (value: Value) => Value): Phase<Value, Value, null, Value> {
  const languages = { source: values<Value>(), target: values<Value>() };
  const relation = equalWhenEnded<Value>(() => true);
  return phase({ ...languages, name: "c", compile: (value) => ({ ok: true, value: compile(value) }), relation });
}

const right = compiler<number>((n) => n);
const draws = { programs: fc.nat(), inputs: fc.constant(null), seed: 1 };

/** What a user's test setup may have done, in whatever way. */
const configure = (settings: object): void => fc.configureGlobal(settings);
const usual = fc.readConfigureGlobal();
afterEach(() => fc.configureGlobal(usual));

describe("enough runs", () => {
  it("are asked for by a number from 0", () => {
    for (const runs of [Number.NaN, -1, 100 / 3, Number.POSITIVE_INFINITY, 2 ** 60])
      expect(() => testPhase(right, { ...draws, runs }), String(runs)).toThrow(/runs is .*, and must be an integer/);
    expect(() => testPhase(right, { ...draws, seed: Number.NaN })).toThrow("seed is Number.NaN");
    expect(() => testPhase(right, { ...draws, seed: 1.5 })).toThrow("seed is 1.5");
    expect(() => testPhase(right, { ...draws, shrinkLimit: -1 })).toThrow("shrinkLimit is -1");
    expect(() => testPhase(right, { ...draws, atLeast: { small: 80 } })).toThrow('atLeast["small"] is 80');
    expect(() => testPhase(right, { ...draws, limits: { refused: Number.NaN } })).toThrow("Number.NaN");
    expect(() => testPhase(right, { ...draws, limits: { wrong: 0 } as object })).toThrow('"wrong"');
  });

  it("are not none", () => {
    expect(testPhase(right, { ...draws, runs: 0 })).toMatchObject({
      verdict: "weak",
      runs: 0,
      unmet: ["no runs were asked for"],
    });
  });

  it("are not those before an interruption", () => {
    configure({ interruptAfterTimeLimit: 0 });
    const late = testPhase(right, draws);
    expect([late.verdict, late.runs, late.asked]).toStrictEqual(["weak", 0, 1000]);
    expect(late.unmet.join()).toContain("interruptAfterTimeLimit");
    configure({ skipAllAfterTimeLimit: 0 });
    expect(testPhase(right, draws).unmet.join()).toContain("skipAllAfterTimeLimit");
    fc.configureGlobal(usual);
    const stopped = testPhase(right, { ...draws, onProgress: ({ stage }) => stage !== "testing" || calls++ < 4 });
    expect([stopped.verdict, stopped.runs]).toStrictEqual(["weak", 4]);
    expect(describeReport(stopped)).toContain("weak after 4 of 1000 runs");
  });
  let calls = 0;

  it("are those of the seed, whatever fast-check's global settings are", () => {
    const wrong = compiler<number>((n) => (n > 1000 ? n + 1 : n));
    const plain = testPhase(wrong, draws);
    configure({ numRuns: 3, examples: [[5, null]], path: "2:1", endOnFailure: true, verbose: 2 });
    expect(testPhase(wrong, draws)).toStrictEqual(plain);
    expect(testPhase(right, draws)).toMatchObject({ verdict: "passed", runs: 1000 });
  });
});

describe("labels", () => {
  it("count once for a run", () => {
    const labels = (n: number): string[] => (n < 50 ? ["small", "small"] : []);
    const report = testPhase(right, { ...draws, programs: fc.nat(99), labels, atLeast: { small: 0.8 } });
    expect(report.verdict).toBe("weak");
    expect(report.labels["small"]).toBeLessThan(800);
    expect(report.unmet.join()).toMatch(/^\d\d\.\d% of the runs are "small", at least 80.0% must be$/);
  });

  it("and verdicts have a name space each", () => {
    const picky = phase({
      name: "c",
      source: values<number>(),
      target: values<number>(),
      compile: (n: number) => (n % 2 === 1 ? { ok: false, error: { message: "odd" } } : { ok: true, value: n }),
      relation: equalWhenEnded<number>(() => true),
    });
    const test = { ...draws, programs: fc.nat(99), runs: 100, labels: (n: number) => (n === 0 ? ["refused"] : []) };
    const report = testPhase(picky, test);
    expect(report.verdict).toBe("weak");
    expect(report.unmet.join()).toMatch(/^\d\d\.\d% of the cases are refused, at most 1.0% may be/);
    expect(report.labels["refused"]).toBeLessThan(report.verdicts.refused);
    expect(testPhase(picky, { ...test, limits: { refused: 0.7 } }).verdict).toBe("passed");
  });
});

/** Expressions with a division that has no meaning when the divisor is 0. */
type Expression = { kind: "n"; value: number } | { kind: "+" | "/"; left: Expression; right: Expression };

function meaningOf(e: Expression): number {
  if (e.kind === "n") return e.value;
  const [left, right] = [meaningOf(e.left), meaningOf(e.right)];
  if (e.kind === "+") return left + right;
  if (right === 0) throw new Error("division by zero");
  return Math.trunc(left / right);
}

function* smaller(e: Expression): Generator<Expression> {
  if (e.kind === "n") {
    if (e.value !== 0) yield { kind: "n", value: 0 };
    return;
  }
  yield* [e.left, e.right];
  for (const left of smaller(e.left)) yield { ...e, left };
  for (const right of smaller(e.right)) yield { ...e, right };
}

const number = fc.integer({ min: 1, max: 9 }).map((value): Expression => ({ kind: "n", value }));
const expressions = fc
  .letrec<{ e: Expression }>((tie) => ({
    e: fc.oneof(
      { maxDepth: 4 },
      number,
      fc.record({ kind: fc.constant("+" as const), left: tie("e"), right: tie("e") }),
    ),
  }))
  .e.map((left): Expression => ({ kind: "/", left, right: { kind: "n", value: 3 } }));

const languages = {
  source: { ...values<number>(), name: "expressions", initial: meaningOf } as Semantics<
    Expression,
    number,
    null,
    number
  >,
  target: values<number>(),
  relation: equalWhenEnded<number>(() => true),
};
/** What is not 0 is taken for a divisor of 1; and a quotient is one too large. */
const total = (e: Expression): number => {
  if (e.kind === "n") return e.value;
  const [left, right] = [total(e.left), total(e.right)];
  return e.kind === "+" ? left + right : Math.trunc(left / (right || 1)) + 1;
};
const dividing = phase({ ...languages, name: "c", compile: (e: Expression) => ({ ok: true, value: total(e) }) });

class Small extends Error {}

describe("a counterexample", () => {
  const test = { programs: shrinkBy(expressions, smaller), inputs: fc.constant(null), seed: 1, runs: 100 };

  it("belongs to its verdict, also where a smaller program has no meaning", () => {
    const { counterexample } = testPhase(dividing, test);
    const { program, verdict } = counterexample!;
    expect(verdict).toBe("broken");
    expect(phaseCorrect(dividing, program, null)).toMatchObject({ verdict, source: meaningOf(program) });
    expect(counterexample!.shrinking).toMatchObject({ threw: 1, firstThrown: "division by zero", finished: true });
    expect(describeReport(testPhase(dividing, test))).toContain("Say in `valid`");
  });

  it("is valid, and so is what is tested", () => {
    const divisors = (e: Expression): boolean =>
      e.kind === "n" || (divisors(e.left) && divisors(e.right) && (e.kind === "+" || meaningOf(e.right) !== 0));
    const { counterexample } = testPhase(dividing, { ...test, valid: divisors });
    expect(counterexample!.shrinking).toMatchObject({ invalid: 1, threw: 0 });
    expect(divisors(counterexample!.program)).toBe(true);
    const odd = testPhase(right, { ...draws, programs: fc.nat(9), valid: (n) => n > 4, runs: 50 });
    expect(odd).toMatchObject({ verdict: "weak", runs: 50 });
    expect(odd.unmet.join()).toMatch(/of the cases are invalid/);
  });

  it("keeps its class: a wrong result is not shrunk into a crash, nor a crash into one of another cause", () => {
    const slippery = compiler<number>((n) => {
      if (n === 0) throw new Error("zero");
      return n > 100 ? n + 1 : n;
    });
    const slip = { ...draws, programs: fc.integer({ min: 0, max: 1e9 }) };
    const { counterexample } = testPhase(slippery, slip);
    expect(counterexample).toMatchObject({ verdict: "broken", program: 101, shrinking: { others: 1 } });
    const crashing = compiler<number>((n) => {
      if (n < 50) throw new Small("no name of its own");
      throw new TypeError("large");
    });
    expect(testPhase(crashing, slip).counterexample).toMatchObject({ program: 50, error: "TypeError" });
    // What else is kept is for the user to say.
    const keeping = testPhase(slippery, { ...slip, classOf: (f) => String(f.source > 5000) }).counterexample;
    expect(keeping?.program).toBe(5001);
  });

  it("keeps its class in a test that throws, too", () => {
    const slippery = compiler<number>((n) => {
      if (n === 0) throw new Error("zero");
      return n > 100 ? n + 1 : n;
    });
    const property = phaseProperty(slippery, { ...draws, programs: fc.integer({ min: 0, max: 1e9 }) });
    for (let again = 0; again < 2; again++)
      expect(() => fc.assert(property, { seed: 1 })).toThrow(/Counterexample: \[101,null\]/);
    // An example is judged by itself, whatever failed in an earlier test of the same property.
    expect(fc.check(property, { seed: 1, examples: [[0, null]], numRuns: 1 }).counterexample).toStrictEqual([0, null]);
    const meaningless = compilerCorrect({
      ...languages,
      name: "c",
      compile: (e: Expression) => ({ ok: true, value: total(e) }),
      programs: test.programs,
      inputs: test.inputs,
    });
    const { counterexample } = fc.check(meaningless, { seed: 1 });
    expect(Number.isInteger(meaningOf(counterexample![0]))).toBe(true);
  });

  it("comes after a limited number of tries, of which the caller hears", () => {
    const wrong = compiler<number>((n) => (n > 10 ? n + 1 : n));
    const shrunk = (next: (n: number) => Generator<number>, more: object = {}) =>
      testPhase(wrong, { ...draws, programs: shrinkBy(fc.nat(), next), ...more }).counterexample!.shrinking;
    const same = shrunk(function* (n) {
      yield n;
    });
    expect(same).toMatchObject({ tried: 1, taken: 0, repeated: 1, finished: true });
    const circle = shrunk(function* (n) {
      yield n % 2 === 0 ? n + 1 : n - 1;
    });
    expect(circle).toMatchObject({ taken: 1, repeated: 1, finished: true });
    const upwards = shrunk(
      function* (n) {
        yield n + 1;
      },
      { shrinkLimit: 50 },
    );
    expect(upwards).toMatchObject({ tried: 50, finished: false });
    const seen: PhaseProgress[] = [];
    const stopped = testPhase(wrong, {
      ...draws,
      onProgress: (progress) => seen.push(progress) > 0 && (progress.stage === "testing" || progress.tried < 3),
    });
    expect(stopped).toMatchObject({ verdict: "failed", counterexample: { shrinking: { tried: 3, finished: false } } });
    expect(seen.slice(0, 2)).toStrictEqual([
      { stage: "testing", done: 0, of: 1000 },
      { stage: "shrinking", tried: 0, taken: 0, of: 5000 },
    ]);
  });

  it("is the program as it was made, and says when it does not fail again", () => {
    type Box = { n: number };
    const boxes: Semantics<Box, number, null, number> = { ...values<number>(), initial: ({ n }) => n };
    const changing = phase({
      name: "c",
      source: boxes,
      target: values<number>(),
      compile: (box: Box) => {
        const value = box.n > 100 ? -1 : box.n;
        box.n += 1000;
        return { ok: true, value };
      },
      relation: equalWhenEnded<number>(() => true),
    });
    const test = { ...draws, programs: fc.nat(200).map((n) => ({ n })) };
    const { program, token, reproducible, found } = testPhase(changing, test).counterexample!;
    expect([program.n > 100 && program.n <= 200, found.program.n <= 200, reproducible]).toStrictEqual([
      true,
      true,
      true,
    ]);
    expect(replayPhase(changing, test, token).ok).toBe(true);
    let calls = 0;
    const worn = compiler<number>((n) => (++calls === 5 ? n + 1 : n));
    const report = testPhase(worn, draws);
    expect(report.counterexample).toMatchObject({
      verdict: "broken",
      reproducible: false,
      // And no time is spent on making it smaller.
      shrinking: { tried: 0 },
    });
    expect(describeReport(report)).toContain("unstable made again");
    expect(testPhase(dividing, { ...draws, programs: expressions }).counterexample?.reproducible).toBe(true);
  });

  it("shows values of records and objects alike", () => {
    const { counterexample } = testPhase(
      compiler<{ n: number; text: string }>(({ n, text }) => ({ n: n + 1, text })),
      { ...draws, programs: fc.record({ n: fc.constant(1), text: fc.constant('"{__proto__:null,}') }) },
    );
    expect(counterexample).toMatchObject({
      detail:
        'the source shows {"n":1,"text":"\\"{__proto__:null,}"}, the target {"n":2,"text":"\\"{__proto__:null,}"}',
    });
  });
});

/** Counts up to the program, with what it has seen so far; and the same on its own. */
const counting: StepSemantics<number, { n: number; of: number; seen: number[] }, null, number> = {
  name: "counting",
  initial: (of) => ({ n: 0, of, seen: [] }),
  // In place: only the text of a configuration stays.
  step: (c) => {
    if (c.n === c.of) return undefined;
    c.n++;
    c.seen.push(c.n);
    return c;
  },
  behaviour: ({ n }) => n,
};
const running: RunSemantics<number, { n: number; limit: number }, null, number> = {
  name: "running",
  initial: (n) => ({ n, limit: 0 }),
  run: ({ n }, clock) => ({ n, limit: Math.min(n, clock) }),
  cost: ({ limit }) => limit,
  behaviour: ({ limit }) => limit,
};

describe("the traces of a counterexample", () => {
  const reportOf = (
    source: Semantics<number, { n: number; of: number; seen: number[] }, null, number>,
    target: Semantics<number, { n: number; limit: number }, null, number>,
  ) => {
    const relation = equalWhenEnded<number>(() => true);
    const compile = (n: number) => ({ ok: true as const, value: n + 1 });
    return testPhase(phase({ name: "c", source, target, compile, relation }), { ...draws, programs: fc.constant(30) });
  };
  const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it("have the first ten and the last ten lines, of what has changed", () => {
    const { source, target } = reportOf(counting, running).counterexample!.traces;
    expect([source.cost, source.omitted, source.lines.length]).toStrictEqual([30, 11, 20]);
    expect(source.lines.slice(0, 2)).toStrictEqual(["n: 0   of: 30   seen: []", "n: 1   seen: [1]"]);
    expect(source.lines.at(-1)).toMatch(/^n: 30 {3}seen: \[1,2,3.*…$/);
    const lines = [...numbers(0, 9), ...numbers(22, 31)].map(String);
    expect(target).toStrictEqual({ language: "running", lines, omitted: 12, cost: 31, threw: undefined });
  });

  it("are printed as the semantics says", () => {
    const report = reportOf({ ...counting, print: ({ n, of }) => `${n} of ${of}` }, running);
    const text = describeReport(report);
    expect(text).toContain("source   counting, 30 steps\n             0 of 30\n             1 of 30\n");
    expect(text).toContain("             4 of 30\n             … 21 more\n             26 of 30\n");
    const unprintable = reportOf(
      {
        ...counting,
        print: () => {
          throw new Error("no");
        },
      },
      running,
    );
    expect(unprintable.counterexample!.traces.source.lines).toStrictEqual(["it cannot be shown: no"]);
  });

  it("end where something is thrown", () => {
    const breaking = {
      ...running,
      run: ({ n }: { n: number }, clock: number) => {
        if (clock > 17) throw new RangeError("the machine is broken");
        return { n, limit: clock };
      },
    };
    const { target } = reportOf(counting, breaking).counterexample!.traces;
    expect(target).toMatchObject({ cost: 17, threw: "RangeError: the machine is broken" });
    expect(target!.lines).toStrictEqual(numbers(0, 17).map(String));
    const stuck: StepSemantics<number, { n: number; limit: number }, null, number> = {
      ...{ name: "stuck", initial: (n) => ({ n, limit: 0 }), behaviour: ({ n }) => n },
      step: ({ n, limit }) => {
        if (limit === 3) throw new Error("stuck");
        return { n, limit: limit + 1 };
      },
    };
    const failed = reportOf(counting, stuck);
    expect(failed.counterexample).toMatchObject({
      verdict: "crashed",
      traces: { target: { cost: 3, threw: "stuck", lines: ["n: 31   limit: 0", "limit: 1", "limit: 2", "limit: 3"] } },
    });
    expect(describeReport(failed)).toContain("             limit: 3\n             threw: stuck\n");
  });
});

describe("what is thrown on a generated case", () => {
  it("is thrown on, with the case", () => {
    const lost = testing(() => testPhase(dividing, { ...draws, programs: fc.constant(zero) }));
    expect(lost).toMatch(/threw: division by zero \(on \{"kind":"\/",.*with input null/);
  });
  const zero: Expression = { kind: "/", left: { kind: "n", value: 1 }, right: { kind: "n", value: 0 } };
  const testing = (test: () => unknown): string => {
    try {
      return String(test());
    } catch (error) {
      return String(error);
    }
  };
});

describe("a token", () => {
  const wrong = compiler<number>((n) => (n > 1000 ? n + 1 : n));
  const tokenOf = (report: PhaseReport<number, null, number>): string => report.counterexample!.token;

  it("replays the small case, and the one that was found", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { counterexample } = testPhase(wrong, { ...draws, seed });
        if (counterexample === undefined) return;
        const { program, source, token, found } = counterexample;
        const again = replayPhase(wrong, draws, token);
        expect(again).toMatchObject({ ok: true, value: { verdict: "broken", program, source } });
        expect(replayPhase(wrong, draws, found.token)).toMatchObject({ ok: true, value: { program: found.program } });
        expect(replayPhase(right, draws, token)).toMatchObject({ ok: true, value: { verdict: "correct", program } });
      }),
      { numRuns: 30 },
    );
  });

  it("of long ways down stays short", () => {
    const big = compiler<bigint>((n) => (n > 10n ? n + 1n : n));
    const report = testPhase(big, { ...draws, programs: fc.bigInt() });
    expect(report.counterexample!.shrinking.taken).toBeGreaterThan(50);
    expect(report.counterexample!.token.length).toBeLessThan(60);
    expect(replayPhase(big, { ...draws, programs: fc.bigInt() }, report.counterexample!.token)).toMatchObject({
      ok: true,
      value: { program: 11n },
    });
  });

  it("is refused when it is damaged, of another kind, or made by other generators", () => {
    const token = tokenOf(testPhase(wrong, draws));
    const why = (text: string, others = draws): string => {
      const answer = replayPhase(wrong, others, text);
      return answer.ok ? "" : answer.error;
    };
    expect(why(token.slice(0, -1))).toMatch(/damaged|cut short/);
    expect(why("e1pAAAAgIZrMTGHMLswsoIwsH2zboE")).toContain("etalon replay");
    expect(why("hello")).toContain("begins with e1c");
    expect(why(token, { ...draws, programs: fc.nat(5000) })).toContain("another case");
    expect(why(token, { ...draws, programs: fc.constant(5) })).toContain("another case");
  });
});

describe("a compiler in JavaScript", () => {
  it("that changes the program is held against the program as it was", () => {
    const boxes: Semantics<{ n: number }, number, null, number> = { ...values<number>(), initial: ({ n }) => n };
    const folding = phase({
      name: "c",
      source: boxes,
      target: boxes,
      compile(box: { n: number }) {
        box.n = 7;
        return { ok: true, value: box };
      },
      relation: equalWhenEnded<number>(() => true),
    });
    expect(phaseCorrect(folding, { n: 3 }, null)).toMatchObject({ verdict: "broken", source: 3, target: 7 });
    const refusing = phase({
      ...languages,
      name: "c",
      compile: () => ({ ok: false, error: { message: "division by zero" } }),
    });
    const zero: Expression = { kind: "n", value: 0 };
    expect(phaseCorrect(refusing, { kind: "/", left: zero, right: zero }, null).verdict).toBe("refused");
  });

  it("that gives no result has crashed", () => {
    const odd = phase({
      name: "c",
      source: values<number>(),
      target: values<number>(),
      compile: (() => undefined) as never,
      relation: equalWhenEnded<number>(() => true),
    });
    expect(phaseCorrect(odd, 1, null)).toMatchObject({
      verdict: "crashed",
      message: "TypeError: compile gave undefined, and must give { ok, value } or { ok, error }",
    });
  });
});
