/**
 * Every candidate of the shrinker is well-typed and simpler, and shrinking ends at small programs.
 */

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { environmentOf } from "../../../src/core/environment.ts";
import { checkModule, parseProgram } from "../../../src/lang/check/check.ts";
import { evaluate } from "../../../src/lang/semantics/evaluate.ts";
import { parseModule } from "../../../src/lang/syntax/parser.ts";
import { printModule } from "../../../src/lang/syntax/print.ts";
import type { Module } from "../../../src/lang/syntax/tree.ts";
import { generateInput } from "../../../src/testing/generate/arbitrary.ts";
import { detours } from "../../../src/testing/generate/detours.ts";
import { generateModule } from "../../../src/testing/generate/program.ts";
import { type Case, inputCandidates, moduleCandidates, shrink } from "../../../src/testing/generate/shrink.ts";
import { nodeCount } from "../../../src/testing/generate/size.ts";

const none = new Uint8Array();

function moduleOf(text: string): Module {
  const parsed = parseModule(text);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  return parsed.value;
}

function runOf({ module, input }: Case) {
  const checked = checkModule(module);
  if (!checked.ok) throw new Error(`ill-typed candidate: ${checked.error[0]?.message}\n${printModule(module)}`);
  const run = evaluate(checked.value, environmentOf(input), { clock: 5000 });
  return run.ok ? run.value : undefined;
}

describe("candidates", () => {
  it("are well-typed and no larger", () => {
    fc.assert(
      fc.property(fc.constantFrom(15, 40), fc.integer(), (size, seed) => {
        const module = generateModule(seed, { size });
        const nodes = nodeCount(module);
        for (const candidate of moduleCandidates(module)) {
          const checked = checkModule(candidate);
          expect(checked.ok || printModule(candidate)).toBe(true);
          expect(nodeCount(candidate)).toBeLessThanOrEqual(nodes);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("are well-typed where names are hidden, constants divide, and functions return on branches", () => {
    const module = moduleOf(`
      const K = 2; const L = 12 / K; let g = L; let a = new byte[](L - 2); let s = "text";
      fn f(g: bool, n: int): int { if g { return n; } else { let g = n; return g + g; } }
      fn e(x: int): int { return x * L; }
      fn h(x: bool[]): bool { while true { if x[0] { return !x[1]; } x[0] = true; } }
      fn none(n: int) { if n == 0 { return; } write(n); none(n - 1); }
      fn main(): int {
        let x = e(g); none(2);
        { let x = "inner"; let y = x[0]; for x in 0..y % 3 { g = x; if x == 1 { continue; } let y = true; a[x] = e(x); } }
        while g > 0 { let g = g < 3; if g { break; } else if !g { let x = g; assert x; } }
        if f(true, x) > 3 && h(new bool[](2)) { exit(len(s)); }
        return f(false, a[0]);
      }`);
    expect(checkModule(module).ok).toBe(true);
    const open: Module[] = [module];
    for (let round = 0; round < 60; round++) {
      const from = open[(round * 7919) % open.length]!;
      for (const candidate of moduleCandidates(from)) {
        const checked = checkModule(candidate);
        expect(checked.ok || printModule(candidate)).toBe(true);
        if (open.length < 2000) open.push(candidate);
      }
    }
  });

  it("keep a constant that a constant, a step or an array needs", () => {
    const texts = ["const A = 2; const B = A ^ 5; return B;", "const A = 3; let a = [A, 1]; return a[0] + A;"].flatMap(
      (body) =>
        [...moduleCandidates(moduleOf(`fn main(): int { const E = 1; ${body} }`))].map((candidate) => {
          expect(checkModule(candidate).ok || printModule(candidate)).toBe(true);
          return printModule(candidate);
        }),
    );
    expect(texts.some((text) => text.includes("let E = 1"))).toBe(true);
  });

  it("of detours are well-typed, and begin where edits have ended", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const start: Case = { module: generateModule(seed, { size: 15 }), input: Uint8Array.of(7) };
        let count = 0;
        for (const { module, input } of detours(start)) {
          const checked = checkModule(module);
          expect(checked.ok || printModule(module)).toBe(true);
          expect(input.length).toBeLessThanOrEqual(2);
          count++;
        }
        expect(count).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it("of inputs are shorter or simpler", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), (input) => {
        for (const candidate of inputCandidates(input)) {
          expect(candidate.length).toBeLessThanOrEqual(input.length);
          expect(candidate).not.toStrictEqual(input);
        }
      }),
    );
  });
});

describe("shrinking", () => {
  const cases: readonly [string, (text: string) => boolean, string][] = [
    ["a loop left early", (text) => /break;\n *\}/.test(text), "break;"],
    ["a shift", (text) => text.includes(">>>"), "0 >>> 0"],
    ["a string", (text) => text.includes('"'), '""'],
  ];
  it.each(cases)("keeps nothing but %s", (_, has, expected) => {
    let found = 0;
    for (let seed = 0; found < 10; seed++) {
      const module = generateModule(seed, { size: 40 });
      if (!has(printModule(module))) continue;
      found++;
      const small = shrink({ module, input: Uint8Array.of(1, 2, 3) }, (c) => has(printModule(c.module)));
      expect(printModule(small.module)).toContain(expected);
      expect(small.nodes).toBeLessThanOrEqual(7);
      expect(small.input).toStrictEqual(none);
    }
  });

  it("keeps the trap, and finds small programs that have it", () => {
    const sizes: number[] = [];
    for (let seed = 0; sizes.length < 60; seed++) {
      const start: Case = { module: generateModule(seed, { size: 40 }), input: generateInput(seed) };
      const outcome = runOf(start)?.outcome;
      if (outcome?.kind !== "trapped") continue;
      const small = shrink(start, (c) => {
        const now = runOf(c)?.outcome;
        return now?.kind === "trapped" && now.trap === outcome.trap;
      });
      sizes.push(small.nodes);
      expect(runOf(small)?.outcome).toStrictEqual(outcome);
    }
    sizes.sort((a, b) => a - b);
    expect(sizes[sizes.length >> 1]).toBeLessThanOrEqual(8);
    expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(12);
  });

  it("goes to special constants at once", () => {
    const module = moduleOf("fn main(): int { return 1234567 + 1; }");
    const codeOf = (m: Module): number => {
      const program = parseProgram(printModule(m));
      const run = program.ok ? evaluate(program.value, environmentOf(none)) : undefined;
      return run?.ok === true && run.value.outcome.kind === "halted" ? run.value.outcome.code : 0;
    };
    const small = shrink({ module, input: none }, (c) => codeOf(c.module) > 1000);
    expect(printModule(small.module)).toContain("return 2047;");
    expect(small.tried).toBeLessThan(60);
  });

  it("takes detours: read() for a variable, with its value in the input", () => {
    const text = "let a = new int[](2); fn main(): int { a[1] = 1; let i = 1; return a[i]; }";
    const small = shrink({ module: moduleOf(text), input: none }, (c) => {
      const outcome = runOf(c)?.outcome;
      return outcome?.kind === "halted" && outcome.code === 1 && /\w\[[a-z]/.test(printModule(c.module));
    });
    expect(printModule(small.module)).toContain("[read()]");
    expect(small.nodes).toBeLessThanOrEqual(11);
  });

  it("takes detours: what a condition does, without the condition", () => {
    const text = "fn main(): int { for i in 0..1 { if false == (read() < 0) { continue; } } return 0; }";
    const small = shrink({ module: moduleOf(text), input: Uint8Array.of(0) }, (c) => {
      const body = printModule(c.module);
      return body.includes("continue;") && (runOf(c)?.events.length ?? 0) === 1;
    });
    expect(printModule(small.module)).not.toContain("if");
    expect(small.nodes).toBeLessThanOrEqual(7);
  });

  it("shortens the input to what matters", () => {
    const start: Case = {
      module: moduleOf("fn main(): int { let b = read(); while b != 7 { b = read(); } return 0; }"),
      input: Uint8Array.of(9, 200, 13, 7, 5, 7),
    };
    const small = shrink(start, (c) => c.input.includes(7) && runOf(c)?.outcome.kind === "halted");
    expect([...small.input]).toStrictEqual([7]);
  });

  it("stops at its limit", () => {
    const module = generateModule(2, { size: 100 });
    expect(shrink({ module, input: none }, () => true, 2).tried).toBe(2);
  });
});
