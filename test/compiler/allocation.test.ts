/**
 * Register allocation: its laws on random programs, and programs that need many registers.
 */

import { environmentOf } from "etalon";
import { type Compilation, claimsOf, type Passes, passes, runAllocated, runFlow } from "etalon/compiler";
import { runSteps } from "etalon/lang";
import { runMachine } from "etalon/machine";
import { checkClaims } from "etalon/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loopDepths } from "../../src/compiler/flow/loops.ts";
import { eachOperand, eachTerminatorOperand } from "../../src/compiler/flow/operands.ts";
import { successors } from "../../src/compiler/flow/successors.ts";
import { type FlowFunction, type FlowInstruction, type Operand, writtenBy } from "../../src/compiler/flow/syntax.ts";
import { livenessOf } from "../../src/compiler/passes/allocate/liveness.ts";
import { meet, Occupancy } from "../../src/compiler/passes/allocate/occupancy.ts";
import { callerSaved, machineClobbers } from "../../src/compiler/target/place.ts";
import { bytes, compiled, programOf, shown, walk } from "./compiled.ts";
import { crowd } from "./crowd.ts";
import { input, programText } from "./programs.ts";

/** All positions of some ranges. */
function positionsIn(ranges: readonly number[]): Set<number> {
  const positions = new Set<number>();
  for (let i = 0; i < ranges.length; i += 2) for (let at = ranges[i]!; at <= ranges[i + 1]!; at++) positions.add(at);
  return positions;
}

function shared(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return [...a].some((position) => b.has(position));
}

/** Where each register is live, by the equations themselves: before and after each instruction, until nothing changes. */
function livePositions(f: FlowFunction): Set<number>[] {
  const live = Array.from({ length: f.registers }, () => new Set<number>());
  const entry = f.blocks.map(() => new Set<number>());
  for (let changed = true; changed; ) {
    changed = false;
    let position = 2 * f.blocks.reduce((sum, { instructions }) => sum + instructions.length + 1, 0);
    for (const [label, { instructions, terminator }] of [...f.blocks.entries()].reverse()) {
      const now = new Set(successors(terminator).flatMap((next) => [...entry[next]!]));
      const mark = (at: number): void => {
        for (const register of now) live[register]!.add(at);
      };
      for (const instruction of [terminator, ...instructions.toReversed()]) {
        const isLast = instruction === terminator;
        mark(position + 1);
        const rd = isLast ? undefined : writtenBy(instruction as FlowInstruction);
        if (rd !== undefined) {
          live[rd]!.add(position + 1);
          now.delete(rd);
        }
        const read = (operand: Operand): void => {
          if (operand.kind === "register") now.add(operand.register);
        };
        if (isLast) eachTerminatorOperand(terminator, read);
        else eachOperand(instruction as FlowInstruction, read);
        mark(position);
        position -= 2;
      }
      if (now.size > entry[label]!.size) changed = true;
      entry[label] = now;
    }
  }
  for (const register of f.parameters) if (register !== undefined && live[register]!.has(2)) live[register]!.add(1);
  return live;
}

/** What is wrong with the places of a compiled program's registers. */
function overlaps({ flow }: Compilation, using = passes): string[] {
  const found: string[] = [];
  for (const f of flow.functions) {
    const liveness = using.livenessOf(f);
    const { ranges, calls, environment } = liveness;
    const { places, spills } = using.assignPlaces(f, liveness);
    /** By position; none at a terminator's. */
    const instructions = f.blocks.flatMap((block) => [...block.instructions, undefined]);
    const isWritten = (register: number, position: number): boolean => {
      const instruction = instructions[position / 2 - 1];
      return instruction !== undefined && writtenBy(instruction) === register;
    };
    const byPlace = new Map<number, number[]>();
    for (let register = 0; register < f.registers; register++) {
      const live = positionsIn(ranges[register]!);
      if (live.size === 0) continue;
      const place = places[register]!;
      if (place < 0 || place >= 32 + spills) found.push(`${f.name}: register ${register} has place ${place}`);
      for (const other of byPlace.get(place) ?? [])
        if (shared(positionsIn(ranges[other]!), live))
          found.push(`${f.name}: registers ${register} and ${other} meet in ${place}`);
      byPlace.set(place, [...(byPlace.get(place) ?? []), register]);
      // Live before an instruction and after it.
      const across = (positions: readonly number[]): boolean =>
        positions.some((position) => live.has(position) && live.has(position + 1) && !isWritten(register, position));
      if (across(calls) && callerSaved.includes(place))
        found.push(`${f.name}: register ${register} over a call in ${place}`);
      if (across(environment) && machineClobbers.environment.includes(place))
        found.push(`${f.name}: register ${register} over read or write in ${place}`);
      if ([0, 1, 2, 3, 4, 5, 6, 7].includes(place)) found.push(`${f.name}: register ${register} in x${place}`);
    }
  }
  return found;
}

/** By block, how many loops it is in: the heads from which control comes to it and back without passing another way in. */
function naiveDepths(f: FlowFunction): number[] {
  const reach = (from: number, without: number): Set<number> => {
    const seen = new Set<number>();
    const work = from === without ? [] : [from];
    for (let b = work.pop(); b !== undefined; b = work.pop()) {
      if (seen.has(b)) continue;
      seen.add(b);
      work.push(...successors(f.blocks[b]!.terminator).filter((next) => next !== without));
    }
    return seen;
  };
  const all = f.blocks.map((_, b) => b);
  const reached = reach(0, -1);
  const without = all.map((b) => reach(0, b));
  const dominates = (a: number, b: number): boolean => reached.has(b) && !without[a]!.has(b);
  return all.map((b) => {
    const heads = all.filter((head) => {
      const latches = all.filter((l) => successors(f.blocks[l]!.terminator).includes(head) && dominates(head, l));
      return dominates(head, b) && latches.some((latch) => b === head || reach(b, head).has(latch));
    });
    return heads.length;
  });
}

const ranges = fc
  .uniqueArray(fc.nat(60), { maxLength: 12 })
  .map((ends) => ends.sort((a, b) => a - b).slice(0, ends.length - (ends.length % 2)));

describe("ranges", () => {
  it("meet where they have a position in common, and are taken in any order", () => {
    fc.assert(
      fc.property(fc.array(ranges, { maxLength: 6 }), (lists) => {
        const taken = new Occupancy();
        let all = new Set<number>();
        for (const list of lists) {
          const apart = !shared(all, positionsIn(list));
          expect(taken.fits(list)).toBe(apart);
          expect(meet(list, taken.ranges)).toBe(!apart);
          if (!apart) continue;
          taken.take(list);
          all = new Set([...all, ...positionsIn(list)]);
          expect(positionsIn(taken.ranges)).toStrictEqual(all);
        }
      }),
    );
  });
});

describe("liveness", () => {
  it("is what the equations of liveness say, position by position", () => {
    fc.assert(
      fc.property(programText, (text) => {
        for (const f of compiled(text).flow.functions)
          expect(passes.livenessOf(f).ranges.map((each) => [...positionsIn(each)])).toStrictEqual(
            livePositions(f).map((each) => [...each].sort((a, b) => a - b)),
          );
      }),
      { numRuns: 200 },
    );
  });

  describe.each([
    ["with holes filled", { withHoles: 0, walking: Number.POSITIVE_INFINITY, walked: 0 }],
    ["in whole regions", { withHoles: 0, walking: 0, walked: 1 }],
    ["in whole regions where it is long", { withHoles: 0, walking: 0, walked: 3 }],
  ])("of large functions, %s,", (_, precision) => {
    it("has all that the equations say, and keeps places apart", () => {
      let coarser = 0;
      fc.assert(
        fc.property(programText, (text) => {
          for (const f of compiled(text).flow.functions) {
            const found = livenessOf(f, precision).ranges.map(positionsIn);
            for (const [register, live] of livePositions(f).entries()) {
              expect([...live].filter((position) => !found[register]!.has(position))).toStrictEqual([]);
              coarser += found[register]!.size - live.size;
            }
          }
          const using: Passes = { ...passes, livenessOf: (f) => livenessOf(f, precision) };
          expect(overlaps(compiled(text, {}, using), using)).toStrictEqual([]);
        }),
        { numRuns: 40 },
      );
      expect(coarser).toBeGreaterThan(0);
    });

    it("is certified, and changes no behaviour", () => {
      fc.assert(
        fc.property(programText, input, (text, bytesIn) => {
          const using: Passes = { ...passes, livenessOf: (f) => livenessOf(f, precision) };
          for (const level of [0, 2] as const) {
            const compilation = compiled(text, { level }, using);
            expect(checkClaims(compilation.program, compilation.image, claimsOf(compilation)).verdict, text).toBe(
              "certified",
            );
            const source = runSteps(compilation.program, environmentOf(bytesIn), { clock: 10_000 });
            if (source.outcome.kind === "running") continue;
            expect(shown(runMachine(compilation.image, { input: bytesIn })), text).toBe(shown(source));
          }
        }),
        { numRuns: 40 },
      );
    });
  });

  it("knows how deep in loops a block is", () => {
    fc.assert(
      fc.property(programText, (text) => {
        for (const f of compiled(text).flow.functions) expect(loopDepths(f)).toStrictEqual(naiveDepths(f));
      }),
      { numRuns: 100 },
    );
  });
});

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
    const spills = (text: string): number =>
      Math.max(...compiled(text, { level: 0 }).allocated.functions.map((f) => f.spills));
    const program = (body: string): string =>
      `fn f(n: int): int { return n; } fn main(): int { let x = 1; ${body} return x; }`;
    expect(spills(program(line.repeat(20)))).toBe(spills(program(line)));
  });
});
