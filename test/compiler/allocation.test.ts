/**
 * Register allocation: its laws on random programs, and programs that need many registers.
 */

import { environmentOf } from "etalon";
import { type Compilation, type Passes, passes, runAllocated, runFlow } from "etalon/compiler";
import { runSteps } from "etalon/lang";
import { runMachine } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callerSaved, machineClobbers } from "../../src/compiler/target/place.ts";
import { bytes, compiled, programOf, shown, walk } from "./compiled.ts";
import { crowd } from "./crowd.ts";
import { input, programText } from "./programs.ts";

/** What is wrong with the places of a compiled program's registers. */
function overlaps({ flow }: Compilation): string[] {
  const found: string[] = [];
  for (const f of flow.functions) {
    const liveness = passes.livenessOf(f);
    const { first, last, calls, environment } = liveness;
    const { places, spills } = passes.assignPlaces(f, liveness);
    const byPlace = new Map<number, number[]>();
    for (let register = 0; register < f.registers; register++) {
      if (last[register]! < first[register]!) continue;
      const place = places[register]!;
      if (place < 0 || place >= 32 + spills) found.push(`${f.name}: register ${register} has place ${place}`);
      for (const other of byPlace.get(place) ?? [])
        if (first[register]! <= last[other]! && first[other]! <= last[register]!)
          found.push(`${f.name}: registers ${register} and ${other} meet in ${place}`);
      byPlace.set(place, [...(byPlace.get(place) ?? []), register]);
      const across = (positions: readonly number[]): boolean =>
        positions.some((position) => first[register]! < position && position < last[register]!);
      if (across(calls) && callerSaved.includes(place))
        found.push(`${f.name}: register ${register} over a call in ${place}`);
      if (across(environment) && machineClobbers.environment.includes(place))
        found.push(`${f.name}: register ${register} over read or write in ${place}`);
      if ([0, 1, 2, 3, 4, 5, 6, 7].includes(place)) found.push(`${f.name}: register ${register} in x${place}`);
    }
  }
  return found;
}

describe("register allocation", () => {
  it("gives no two registers that are live together one place, and keeps clobbered registers clear", () => {
    fc.assert(
      fc.property(programText, (text) => {
        expect(overlaps(compiled(text))).toStrictEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  for (const count of [5, 12, 13, 22, 23, 24, 40, 200, 700])
    for (const call of [false, true])
      it(`keeps ${count} variables ${call ? "over a call" : "in a leaf"}`, () => {
        const compilation = compiled(crowd(count, call));
        expect(overlaps(compilation)).toStrictEqual([]);
        const input = bytes(Array.from({ length: count }, (_, k) => String.fromCharCode(1 + (k % 100))).join(""));
        const { flow, allocated, image } = compilation;
        const reference = shown(runFlow(flow, environmentOf(input)));
        expect(shown(runAllocated(allocated, environmentOf(input)))).toBe(reference);
        expect(shown(runMachine(image, { input }))).toBe(reference);
      });

  // Two more allocators that must be as good, for what they make of the passes after them: everything in the frame,
  // close to sp and out of the reach of an immediate.
  for (const far of [0, 700])
    it(`may also keep everything in the frame, ${far} slots away`, () => {
      const spilling: Passes = {
        ...passes,
        assignPlaces: (f) => ({
          places: Array.from({ length: f.registers }, (_, register) => 32 + far + register),
          spills: far + f.registers,
        }),
      };
      fc.assert(
        fc.property(programText, input, (text, bytesIn) => {
          const source = runSteps(programOf(text), environmentOf(bytesIn), { clock: 10_000 });
          if (source.outcome.kind === "running") return;
          const compilation = compiled(text, { heapBytes: 2 ** 20 }, spilling);
          expect(shown(runMachine(compilation.image, { input: bytesIn })), text).toBe(shown(source));
          expect(walk(compilation, bytesIn, 500).broken, text).toBeUndefined();
        }),
        { numRuns: 150 },
      );
    });

  it("spills with many operands pending", () => {
    const deep = `${"(x + 1 - ".repeat(200)}(x * 3)${")".repeat(200)}`;
    const operands = Array.from({ length: 60 }, (_, k) => `(x * ${k} + `).join("");
    const text = `fn f(n: int): int { return n + 1; }
      fn main(): int { let x = read(); write(${deep}); x = x + ${operands}f(x)${")".repeat(60)}; write(x >> 3); return x; }`;
    const { flow, allocated, image } = compiled(text);
    expect(allocated.functions.some(({ spills }) => spills > 30)).toBe(true);
    const input = bytes("z");
    const reference = shown(runFlow(flow, environmentOf(input)));
    expect(shown(runAllocated(allocated, environmentOf(input)))).toBe(reference);
    expect(shown(runMachine(image, { input }))).toBe(reference);
  });

  it("reuses spill slots", () => {
    const one = Array.from({ length: 30 }, (_, k) => `(x * ${k} + `).join("");
    const line = `x = ${one}f(x)${")".repeat(30)};`;
    const spills = (text: string): number => Math.max(...compiled(text).allocated.functions.map((f) => f.spills));
    const program = (body: string): string =>
      `fn f(n: int): int { return n; } fn main(): int { let x = 1; ${body} return x; }`;
    expect(spills(program(line.repeat(20)))).toBe(spills(program(line)));
  });
});
