/** Testing an image against its source: agreement, planted differences in each place, budgets, and repeatability. */

import { compile, stages } from "etalon/compiler";
import { type Program, parseProgram } from "etalon/lang";
import { type Image, readElf, writeElf } from "etalon/machine";
import {
  type Certification,
  type ExampleRun,
  firstDifferingPass,
  type HoldOptions,
  holdAgainst,
  holdWithProcess,
  inputSource,
  makeInput,
  type ProcessView,
  type ProgramAndImage,
  type TestReport,
  verdictOf,
} from "etalon/proof";
import { describe, expect, it } from "vitest";

function subjectOf(
  text: string,
  memory: { stackBytes?: number; heapBytes?: number } = {},
): ProgramAndImage & { program: Program } {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(JSON.stringify(program.error));
  const compiled = compile(program.value, { ...memory, passes: ["ssa"] });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const image = readElf(writeElf(compiled.value.image));
  if (!image.ok) throw new Error("unreadable");
  return { program: program.value, image: image.value, between: compiled.value };
}

const options: HoldOptions = { seed: 1, runs: 60, clock: 10_000 };
const none: Certification = { verdict: "none", reason: "no checker" };
const counts = (report: TestReport): unknown[] =>
  report.engines.map((e) => [e.engine, e.equal, e.exhausted, e.inconclusive, e.differing, e.skipped]);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const upper = `fn main(): int {
  let c = read();
  while c != -1 {
    if c >= 'a' && c <= 'z' {
      c = c - 32;
    }
    write(c);
    c = read();
  }
  return 0;
}
`;
/** Wrong for `m` only. */
const almostUpper = upper.replace("c = c - 32;", "if c != 'm' {\n        c = c - 32;\n      }");
const example = (name: string, input: string, output?: string, end?: ExampleRun["end"]): ExampleRun => ({
  name,
  input: new TextEncoder().encode(input),
  output: output === undefined ? undefined : new TextEncoder().encode(output),
  end,
});

describe("holdAgainst", () => {
  it("runs no program of the compiler twice: what only optimisations would change is not run when none is made", () => {
    const subject = subjectOf(upper);
    const compiled = compile(subject.program, { level: 0 });
    if (!compiled.ok) throw new Error(compiled.error.message);
    const { image } = compiled.value;
    const { engines } = holdAgainst({ program: subject.program, image, between: compiled.value }, options);
    expect(engines.map(({ engine }) => engine)).toStrictEqual(["evaluate", "flow", "allocated", "machine"]);
  });

  it("finds no difference between a program and its own image", () => {
    const report = holdAgainst(subjectOf(upper), options);
    expect(counts(report)).toStrictEqual([
      ["evaluate", 60, 0, 0, 0, 0],
      ["flow", 60, 0, 0, 0, 0],
      ["ssa", 60, 0, 0, 0, 0],
      ["optimised", 60, 0, 0, 0, 0],
      ["allocated", 60, 0, 0, 0, 0],
      ["machine", 60, 0, 0, 0, 0],
    ]);
    expect(verdictOf(none, report)).toBe("tested");
    expect(report.coverage.source.branches).toStrictEqual({ reached: 6, of: 6 });
    expect(report.coverage.source.neverExecuted).toStrictEqual([]);
  });

  it("gives the same report for the same seed, and other inputs for another", () => {
    const subject = subjectOf(upper);
    const steps = (seed: number): unknown => holdAgainst(subject, { ...options, seed }).steps;
    expect(steps(1)).toStrictEqual(steps(1));
    expect(steps(1)).not.toStrictEqual(steps(2));
  });

  it("finds another program's image, with the smallest input, and both places", () => {
    const { program } = subjectOf(upper);
    const { image } = subjectOf(almostUpper);
    const report = holdAgainst({ program, image }, { ...options, runs: 500 });
    expect(verdictOf(none, report)).toBe("differs");
    const [found] = report.counterexamples;
    expect(text(found!.input)).toBe("m");
    expect(found!.name).toMatch(/^seed 1, input \d+(, shortened)?$/);
    expect(found!.difference).toStrictEqual({
      kind: "behaviour",
      at: {
        index: 1,
        machine: { kind: "event", event: { write: 0x6d } },
        source: { kind: "event", event: { write: 0x4d } },
      },
    });
    const { start, end } = program.origins[found!.source!.node]!;
    expect(upper.slice(start, end)).toMatch(/^write\(c\)/);
    expect(found!.source!.rule).toBe("write_apply");
    expect(found!.machine!.instruction).toBe("ecall");
  });

  it("names the first pass whose result differs", () => {
    const good = subjectOf(upper);
    const bad = subjectOf(almostUpper);
    const end = stages.findIndex(({ name }) => name === "flow-to-allocated");
    const between = {
      optimisations: [],
      results: [...good.between!.results.slice(0, end), ...bad.between!.results.slice(end)],
    };
    const report = holdAgainst({ program: good.program, image: bad.image, between }, { ...options, runs: 500 });
    expect(firstDifferingPass(report)).toMatch(/register allocation/);
    expect(firstDifferingPass(holdAgainst(good, options))).toBeUndefined();
  });

  it("reports a fault of the machine as a difference, even while the source runs on", () => {
    const subject = subjectOf("fn main(): int {\n  while true {\n  }\n  return 0;\n}\n");
    const segments = subject.image.segments.map((segment) =>
      segment.permissions.execute ? { ...segment, bytes: new Uint8Array(segment.bytes.length) } : segment,
    );
    const image: Image = { ...subject.image, segments };
    const report = holdAgainst({ program: subject.program, image }, { ...options, runs: 1 });
    expect(report.counterexamples[0]!.difference).toMatchObject({
      at: { index: 0, machine: { outcome: { kind: "faulted" } }, source: { outcome: { kind: "running" } } },
    });
  });

  it("counts a spent resource as agreement, apart from equality", () => {
    const deep = "fn down(n: int): int {\n  if n == 0 {\n    return 0;\n  }\n  return 1 + down(n - 1);\n}\n";
    const subject = subjectOf(`${deep}\nfn main(): int {\n  write('a');\n  return down(500);\n}\n`, {
      stackBytes: 1024,
    });
    const report = holdAgainst(subject, { ...options, runs: 1 });
    expect(counts(report)).toContainEqual(["machine", 0, 1, 0, 0, 0]);
    expect(verdictOf(none, report)).toBe("exhausted");
  });

  it("counts what was not watched to its end apart, and decides nothing from it alone", () => {
    const subject = subjectOf("fn main(): int {\n  while true {\n    write(1);\n  }\n  return 0;\n}\n");
    const report = holdAgainst(subject, { ...options, runs: 2 });
    expect(counts(report)).toStrictEqual([
      ["evaluate", 0, 0, 2, 0, 0],
      ["flow", 0, 0, 2, 0, 0],
      ["ssa", 0, 0, 2, 0, 0],
      ["optimised", 0, 0, 2, 0, 0],
      ["allocated", 0, 0, 2, 0, 0],
      ["machine", 0, 0, 2, 0, 0],
    ]);
    expect(verdictOf(none, report)).toBe("undecided");
  });

  it("holds examples against what their author expects", () => {
    const examples = [
      example("good", "ab", "AB", { kind: "halted", code: 0 }),
      example("silent", "ab"),
      example("wrong output", "ab", "AC"),
      example("wrong length", "ab", "ABC"),
      example("wrong code", "ab", "AB", { kind: "halted", code: 1 }),
      example("wrong end", "ab", "AB", { kind: "trapped", trap: "assert" }),
    ];
    const report = holdAgainst(subjectOf(upper), { ...options, runs: 0, examples });
    const results = report.expectations.map(({ name, verdict }) => [name, verdict]);
    expect(results).toStrictEqual([
      ["good", "met"],
      ["silent", "none"],
      ["wrong output", "missed"],
      ["wrong length", "missed"],
      ["wrong code", "missed"],
      ["wrong end", "missed"],
    ]);
    expect(report.expectations[2]!.detail).toMatch(/at byte 1$/);
    expect(verdictOf(none, report)).toBe("unexpected");
  });

  it("compares with a process, and says when there is none", async () => {
    const subject = subjectOf("fn main(): int {\n  write('A');\n  return 300;\n}\n");
    const run = (process: () => ProcessView | string): Promise<TestReport> =>
      holdWithProcess(subject, { ...options, runs: 1 }, () => {
        const run = () => Promise.resolve(process());
        return Promise.resolve({ run, jobs: 2 });
      });
    const view = (output: string, code: number) => () =>
      ({ output: new TextEncoder().encode(output), end: { kind: "exit", code } }) as const;
    expect(counts(await run(view("A", 44)))).toContainEqual(["qemu", 1, 0, 0, 0, 0]);
    expect(counts(await run(view("B", 44)))).toContainEqual(["qemu", 0, 0, 0, 1, 0]);
    expect(counts(await run(view("A", 45)))).toContainEqual(["qemu", 0, 0, 0, 1, 0]);
    const missing = (await run(() => "not today")).engines.at(-1);
    expect(missing).toMatchObject({ engine: "qemu", skipped: 1, skippedBecause: "not today" });
  });
});

describe("verdictOf", () => {
  const report = holdAgainst(subjectOf(upper), { ...options, runs: 2 });
  const wrong = holdAgainst(
    { program: subjectOf(upper).program, image: subjectOf("fn main(): int { return 1; }").image },
    options,
  );
  const statistics = { functions: 1, cuts: 1, paths: 1, obligations: 3, bySyntax: 3, sourceSteps: 9, machineSteps: 9 };
  const layout = { scratch: 0, globals: 4, heapStart: 4, heapEnd: 8, stackLimit: 8, stackTop: 16 };
  const certified: Certification = { verdict: "certified", statistics, layout, obligations: [] };

  it("takes a counterexample over everything, and a certificate over tests", () => {
    expect(verdictOf(certified, wrong)).toBe("differs");
    expect(verdictOf(certified, report)).toBe("certified");
    expect(verdictOf({ verdict: "refused", reason: "", obligation: undefined, statistics }, report)).toBe("refused");
    expect(verdictOf({ verdict: "undecided", reason: "", overBudget: true }, report)).toBe("undecided");
    expect(verdictOf(none, report)).toBe("tested");
  });

  it("takes an example that is not met over a certificate, and a spent resource in every run, too", () => {
    const missed = holdAgainst(subjectOf(upper), { ...options, runs: 2, examples: [example("e", "ab", "ab")] });
    expect(verdictOf(certified, missed)).toBe("unexpected");
    const image = subjectOf("fn main(): int { let a = new int[](100000); return len(a); }", { heapBytes: 65536 });
    const spent = holdAgainst(image, { ...options, runs: 2 });
    expect(verdictOf(certified, spent)).toBe("exhausted");
    expect(verdictOf({ verdict: "undecided", reason: "", overBudget: true }, spent)).toBe("exhausted");
    expect(verdictOf({ verdict: "refused", reason: "", obligation: undefined, statistics }, spent)).toBe("refused");
    const sometimes = subjectOf("fn main(): int { if read() == -1 { return 0; } return len(new int[](100000)); }", {
      heapBytes: 65536,
    });
    expect(verdictOf(certified, holdAgainst(sometimes, options))).toBe("certified");
  });
});

describe("makeInput", () => {
  const { program } = subjectOf('fn main(): int {\n  let a = "needle";\n  return read();\n}\n');
  const source = inputSource(program, [example("e", "12 + 34\n")]);

  it("is a function of seed and index, and begins with the empty input", () => {
    expect(makeInput(source, 1, 0)).toStrictEqual(new Uint8Array());
    for (const index of [1, 2, 77]) expect(makeInput(source, 9, index)).toStrictEqual(makeInput(source, 9, index));
  });

  it("makes inputs that are various, not too long, and of every kind", () => {
    const inputs = Array.from({ length: 400 }, (_, index) => makeInput(source, 1, index));
    const texts = inputs.map((input) => Buffer.from(input).toString("latin1"));
    expect(new Set(texts).size).toBeGreaterThan(320);
    expect(Math.max(...inputs.map(({ length }) => length))).toBeLessThanOrEqual(65_536);
    expect(texts.some((one) => one.includes("needle"))).toBe(true);
    expect(texts.some((one) => one.includes("12 + "))).toBe(true);
    expect(texts.some((one) => one.includes("2147483648"))).toBe(true);
    expect(inputs.some((input) => input.includes(255))).toBe(true);
  });
});
