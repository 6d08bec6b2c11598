/**
 * The student's compiler: every example does what its files say, on the formal machine and under qemu; generated programs
 * behave as Ell says; each planted mistake is found, with a small program; and the commands of its README do what it says.
 */

import { describeOutcome, environmentOf, written } from "etalon";
import { runImage } from "etalon/engine";
import { evaluate, type Program } from "etalon/lang";
import { assemble, type Image, writeElf } from "etalon/machine";
import { nodeCount } from "etalon/testing";
import { describe, expect, it } from "vitest";
import { compile } from "../../../examples/student-compiler/compiler.ts";
import { hiddenMistakes, mistakes } from "../../../examples/student-compiler/mistakes.ts";
import { testCompiler } from "../../../examples/student-compiler/test.ts";
import type { StudentCompiler } from "../../../tools/campaigns/student-compilers.ts";
import { programOf } from "../../lang/program-of.ts";
import { installed, qemu, qemuProcessor, runTool, withFiles } from "../../machine/tools.ts";
import { testSeed } from "../../seed.ts";
import { examples } from "../cases.ts";
import { compilerWith } from "./compilers.ts";

function imageOf(program: Program, compiler: StudentCompiler = compile): Image {
  const image = assemble(compiler(program));
  if (!image.ok) throw new Error(image.error[0]!.message);
  return image.value;
}

describe("every example", () => {
  it.each(examples.map((example) => [example.name, example] as const))("%s", (_, { text, cases }) => {
    const image = imageOf(programOf(text));
    for (const { name, input, output, outcome } of cases) {
      const run = runImage(image, { input, engine: "auto" });
      expect([name, describeOutcome(run.outcome)]).toEqual([name, describeOutcome(outcome)]);
      if (output !== undefined) expect(Buffer.compare(written(run.events), output)).toBe(0);
    }
  });

  it.runIf(installed(qemu))("runs under qemu, too", () => {
    for (const { name, text, cases } of examples) {
      const [first] = cases;
      if (first === undefined) continue;
      const { input, output, outcome } = first;
      const run = withFiles({ "a.elf": writeElf(imageOf(programOf(text))) }, (at) =>
        runTool(qemu, ["-cpu", qemuProcessor, `${at}/a.elf`], input),
      );
      if (outcome.kind === "halted") expect([name, run.status]).toEqual([name, outcome.code & 0xff]);
      else expect([name, run.signal]).toEqual([name, "SIGTRAP"]);
      if (output !== undefined) expect(Buffer.compare(run.stdout, output)).toBe(0);
    }
  });
});

describe("the compiler", () => {
  it("agrees with Ell on generated programs", () => {
    const report = testCompiler(compile, { seed: testSeed, runs: 500 });
    expect({ verdict: report.verdict, shown: report.counterexample }).toEqual({ verdict: "passed" });
    expect(report.verdicts.correct).toBeGreaterThan(490);
  });

  const corners: Readonly<Record<string, readonly [string, string]>> = {
    "ten arguments": [
      `fn f(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int, j: int): int {
         return ((((((((a * 2 + b) * 2 + c) * 2 + d) * 2 + e) * 2 + f) * 2 + g) * 2 + h) * 2 + i) * 2 + j;
       }
       fn main(): int { return f(read(), 2, 3, f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 5, 6, 7, 8, 9, read()); }`,
      "ab",
    ],
    "a frame that no immediate reaches": [
      `fn main(): int {
         ${Array.from({ length: 700 }, (_, i) => `let v${i} = read() + ${i};`).join("\n")}
         return v0 + v699 * v350 - v512;
       }`,
      "abc",
    ],
    "a branch that does not reach": [
      `fn main(): int { let n = 0; while n < 3 { ${"n += read() & 1;".repeat(300)} n += 1; } return n; }`,
      "xyz",
    ],
    blocks: [
      `fn main(): int {
         let a = new byte[](10);
         let n = read_bytes(a, 1, 7);
         return write_bytes(a, 0, n + 1) + read_bytes(a, 0, 0) + read_bytes(a, 0, 9) * 100;
       }`,
      "hello",
    ],
    "a block outside": ["fn main(): int { return write_bytes(new byte[](3), 1, 3); }", ""],
    "the least number": [
      "fn main(): int { let a = -2147483648; return a / (read() - 49) + a % -1 + (a >>> 31); }",
      "0",
    ],
  };
  it.each(Object.entries(corners))("does %s", (_, [text, input]) => {
    const program = programOf(text);
    const bytes = new TextEncoder().encode(input);
    const source = evaluate(program, environmentOf(bytes));
    if (!source.ok) throw new Error("not evaluated");
    const { events, outcome } = runImage(imageOf(program), { input: bytes });
    expect({ events, outcome }).toEqual({ events: source.value.events, outcome: source.value.outcome });
  });

  it("stops where stack and heap are spent", () => {
    const deep = programOf("fn f(n: int): int { return f(n + 1) + 1; } fn main(): int { return f(0); }");
    expect(runImage(imageOf(deep), { engine: "auto" }).outcome).toEqual({ kind: "exhausted", resource: "stack" });
    const large = programOf("fn main(): int { return len(new int[](100000000)); }");
    expect(runImage(imageOf(large)).outcome).toEqual({ kind: "exhausted", resource: "heap" });
  });
});

describe("a planted mistake", () => {
  /** Seeds with which it is found soon. */
  const seeds: Readonly<Record<string, number>> = { "bytes-are-signed": 11 };
  it.each(mistakes.map((mistake) => [mistake.name, mistake] as const))("%s is found", async (name, mistake) => {
    const { verdict, counterexample } = testCompiler(await compilerWith(mistake), {
      seed: seeds[name] ?? 1,
      runs: 2000,
    });
    expect(verdict).toBe("failed");
    expect(counterexample?.verdict).toBe("broken");
    expect(nodeCount(counterexample!.program.module)).toBeLessThan(40);
  });

  /** Of each mistake that hides a program that spends memory, and what becomes of it where that is not seen. */
  const spending: Readonly<Record<string, readonly [text: string, outcome: unknown]>> = {
    "no-stack-check": [
      "fn f(n: int): int { return f(n + 1) + 1; } fn main(): int { return f(0); }",
      { kind: "faulted" },
    ],
    "no-heap-check": [
      "fn main(): int { let a = new int[](20000000); a[19999999] = 1; return 0; }",
      { kind: "faulted" },
    ],
    // The array fills the heap, so that what is pushed last lies in it.
    "pushes-not-counted": [
      `fn f(a: int[]): int {
        if (1 ^ (2 ^ (3 ^ (4 ^ (5 ^ a[len(a) - 1]))))) != 1 { exit(7); }
        return f(a) + 1;
      }
      fn main(): int { return f(new int[](16778238)); }`,
      { kind: "halted", code: 7 },
    ],
  };
  it.each(hiddenMistakes.map((mistake) => [mistake.name, mistake] as const))(
    "%s is seen only where memory is spent",
    async (name, mistake) => {
      const compiler = await compilerWith(mistake);
      expect(testCompiler(compiler, { seed: 1, runs: 100 }).verdict).toBe("passed");
      const [text, outcome] = spending[name]!;
      const outcomeOf = (one: typeof compiler) => runImage(imageOf(programOf(text), one), { engine: "auto" }).outcome;
      expect(outcomeOf(compile)).toMatchObject({ kind: "exhausted" });
      expect(outcomeOf(compiler)).toMatchObject(outcome as object);
    },
  );
});
