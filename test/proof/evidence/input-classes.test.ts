/** Inputs that a program cannot tell apart are run once, and the report is the one that running all of them gives. */

import { environmentOf, readEvent, writeEvent } from "etalon";
import { compile } from "etalon/compiler";
import { evaluate, parseProgram } from "etalon/lang";
import {
  holdAgainst,
  holdWithProcess,
  type ProcessView,
  type ProcessWitness,
  type ProgramAndImage,
} from "etalon/proof";
import { describe, expect, it } from "vitest";
import { extentOf, farthest, InputClasses } from "../../../src/proof/evidence/input-classes.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("InputClasses", () => {
  it("finds what agrees as far as was read, and nothing else", () => {
    const classes = new InputClasses<string>();
    classes.add(bytes("abc"), { bytes: 2, end: false }, "begins with ab");
    classes.add(bytes("ac"), { bytes: 2, end: true }, "is ac");
    classes.add(bytes(""), { bytes: 0, end: true }, "is empty");
    const found = ["ab", "abz", "ac", "acc", "a", "", "b"].map((text) => classes.find(bytes(text)));
    const ab = "begins with ab";
    expect(found).toStrictEqual([ab, ab, "is ac", undefined, undefined, "is empty", undefined]);
    expect(classes.size).toBe(3);
  });

  it("goes on after what does not serve", () => {
    const classes = new InputClasses<number>();
    classes.add(bytes("ab"), { bytes: 1, end: false }, 1);
    classes.add(bytes("ab"), { bytes: 2, end: false }, 2);
    expect(classes.find(bytes("abc"), (known) => known > 1)).toBe(2);
    expect(classes.find(bytes("ac"), (known) => known > 1)).toBeUndefined();
  });

  it("tells bytes apart from the end of the input", () => {
    const classes = new InputClasses<string>();
    for (let byte = 0; byte < 256; byte++) classes.add(Uint8Array.of(byte), { bytes: 1, end: false }, `${byte}`);
    classes.add(new Uint8Array(), { bytes: 0, end: true }, "end");
    for (let byte = 0; byte < 256; byte++) expect(classes.find(Uint8Array.of(byte, 7))).toBe(`${byte}`);
    expect(classes.find(new Uint8Array())).toBe("end");
  });
});

it("the extent of a run is what it read, and of several what all of them read", () => {
  const events = [readEvent(65), writeEvent(66), readEvent(-1), readEvent(-1)];
  expect(extentOf({ events })).toStrictEqual({ bytes: 1, end: true });
  const shorter = { bytes: 0, end: false };
  expect(farthest([shorter, { bytes: 3, end: false }, { bytes: 1, end: true }])).toStrictEqual({ bytes: 3, end: true });
});

describe("one run for many inputs", () => {
  const subjectOf = (text: string): ProgramAndImage => {
    const program = parseProgram(text);
    const compiled = program.ok ? compile(program.value, { passes: ["ssa"] }) : undefined;
    if (!program.ok || compiled?.ok !== true) throw new Error(text);
    return { program: program.value, image: compiled.value.image, between: compiled.value };
  };
  const firstByte = subjectOf("fn main(): int { let c = read(); if c == 'a' { write('A'); } return 0; }");
  const options = { seed: 5, runs: 80, clock: 10_000 };

  it("counts every input, and says how many can be told apart", () => {
    const report = holdAgainst(firstByte, options);
    expect(report.engines.map(({ engine, equal }) => [engine, equal])).toStrictEqual(
      ["evaluate", "flow", "ssa", "optimised", "allocated", "machine"].map((engine) => [engine, 80]),
    );
    expect(report.distinguished).toBeLessThan(report.distinct);
    expect(report.distinguished).toBeGreaterThan(5);
    expect(report.outcomes.halted).toBe(80);
  });

  it("is one run where nothing is read", () => {
    const report = holdAgainst(subjectOf("fn main(): int { write('A'); return 0; }"), options);
    expect([report.distinguished, report.outcomes.halted, report.silent]).toStrictEqual([1, 80, 0]);
  });

  it("is one run where nothing is read, also where the recursion is too deep for the other semantics", () => {
    const deep = subjectOf(
      "fn f(n: int): int { if n == 0 { return 0; } return f(n - 1) + 1; } fn main(): int { return f(60000); }",
    );
    const report = holdAgainst(deep, { ...options, runs: 5, clock: 3_000_000 });
    expect(report.engines[0]).toMatchObject({ engine: "evaluate", skipped: 5 });
    expect(report.distinguished).toBe(1);
  });

  it("is as many runs as there are inputs where all of it is read", () => {
    const all = subjectOf("fn main(): int { while read() != -1 { } return 0; }");
    const report = holdAgainst(all, options);
    expect(report.distinguished).toBe(report.distinct);
  });

  it("does not let a run under a short clock stand for one under a long clock", () => {
    const slow = subjectOf("fn main(): int { let n = 0; while n < 200 { n = n + 1; } write('A'); return 0; }");
    const examples = [{ name: "e", input: bytes(""), output: bytes("A") }];
    const report = holdAgainst(slow, { seed: 1, runs: 3, clock: 100, examples });
    expect(report.expectations[0]!.verdict).toBe("met");
    expect(report.outcomes).toMatchObject({ halted: 1, running: 3 });
  });

  it("starts one process for what the machine does not tell apart, and holds each against its own run", async () => {
    const seen: string[] = [];
    const run = (input: Uint8Array): Promise<ProcessView> => {
      seen.push(String(input[0] ?? -1));
      const right = evaluate(firstByte.program, environmentOf(input), { clock: 1000 });
      const output = right.ok ? right.value.events.flatMap((event) => ("write" in event ? [event.write] : [])) : [];
      return Promise.resolve({ output: Uint8Array.from(output), end: { kind: "exit", code: 0 } });
    };
    const witness: ProcessWitness = { run, jobs: 3 };
    const report = await holdWithProcess(firstByte, options, () => Promise.resolve(witness));
    expect(report.engines.at(-1)).toMatchObject({ engine: "qemu", equal: 80, differing: 0 });
    expect(new Set(seen).size).toBe(seen.length);
    expect(report.processes).toBe(seen.length);
  });

  it("starts no process where the machine faults, unless that is asked for", async () => {
    const { program, image } = subjectOf("fn main(): int { return 0; }");
    const zero = image.segments.map((one) => ({ ...one, bytes: new Uint8Array(one.bytes.length) }));
    const subject = { program, image: { ...image, segments: zero } };
    const run = (): Promise<string> => Promise.resolve("started");
    for (const afterFaults of [false, true]) {
      const open = () => Promise.resolve({ run, jobs: 1, afterFaults });
      const report = await holdWithProcess(subject, { ...options, runs: 2 }, open);
      const because = afterFaults ? "started" : "the machine faulted";
      expect(report.engines.at(-1)).toMatchObject({ engine: "qemu", skipped: 2, skippedBecause: because });
      expect(report.processes).toBe(afterFaults ? 1 : 0);
    }
  });
});
