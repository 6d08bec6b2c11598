/** Where frames are made: on the ways that need one, and on no other; and how often ways are gone, by the estimate. */

import { environmentOf } from "etalon";
import type { CompileOptions } from "etalon/compiler";
import { decode, ellSystemCalls, loadMachine, step } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frequenciesOf } from "../../src/compiler/flow/frequencies.ts";
import { type Block, constantOperand, type Terminator } from "../../src/compiler/flow/syntax.ts";
import { frameRegion } from "../../src/compiler/passes/flow-to-assembly/frame-region.ts";
import { calleeSaved, slotOf } from "../../src/compiler/target/place.ts";
import { bytes, compiled } from "./compiled.ts";
import { programText } from "./programs.ts";

/** How often sp is lowered in a run, and how many instructions it takes. */
function frames(text: string, options: CompileOptions): { lowered: number; retired: number } {
  const { image } = compiled(text, options);
  const code = image.segments.find(({ permissions }) => permissions.execute)!;
  const view = new DataView(code.bytes.buffer, code.bytes.byteOffset);
  const machine = loadMachine(image, ellSystemCalls(environmentOf(bytes("a text that is read"))));
  let lowered = 0;
  for (let retired = 1; ; retired++) {
    const instruction = decode(view.getUint32((machine.pc >>> 0) - code.address, true));
    if (instruction?.mnemonic === "addi" && instruction.rd === 2 && instruction.imm < 0) lowered++;
    if (step(machine).outcome !== undefined) return { lowered, retired };
  }
}

describe("a frame", () => {
  it("is made on the way that calls, and no other", () => {
    const text = `let at = 0; let filled = 0;
      fn fill() { at = 0; filled = 16; write(1); }
      fn next(mask: int): int { if at == filled { fill(); } at = at + 1; return at & mask; }
      fn main(): int { let sum = 0; for i in 0..100 { sum = sum + next(i); } return sum; }`;
    const whole = frames(text, { level: 2, passes: ["-wrap", "-keep", "-inline"] });
    const wrapped = frames(text, { level: 2, passes: ["-keep", "-inline"] });
    const both = frames(text, { level: 2, passes: ["-inline"] });
    // Of 100 calls of next, 7 come to the call; but only where the mask is kept over that call, it needs no frame before.
    expect(wrapped.lowered).toBe(whole.lowered);
    expect(both.lowered).toBe(whole.lowered - 93);
    expect(both.retired).toBeLessThan(whole.retired - 6 * 93 + 7 * 2);
  });

  it("is made once where a function calls on every way, and in no loop", () => {
    const text = (body: string): string => `fn g() { write(1); }
      fn f(n: int) { ${body} }
      fn main(): int { for i in 0..9 { f(i); } return 0; }`;
    for (const body of [
      "g(); if n > 4 { write(2); } g();",
      "let k = n; while k > 0 { if k == 3 { g(); } k = k - 1; }",
    ]) {
      const whole = frames(text(body), { level: 2, passes: ["-wrap"] });
      expect(frames(text(body), { level: 2 }).lowered).toBeLessThanOrEqual(whole.lowered);
    }
  });

  it("is there in random programs wherever something calls, or is in a place of the caller's or the frame's", () => {
    const property = fc.property(programText, (text) => {
      for (const f of compiled(text, { level: 2 }).allocated.functions) {
        const region = frameRegion(f, 3);
        const { begins, places, ranges } = f.homes;
        for (const [label, { instructions }] of f.blocks.entries()) {
          if (region[label]!) continue;
          expect(instructions.filter(({ op }) => op === "call")).toStrictEqual([]);
          const [from, to] = [label === 0 ? 0 : begins[label]!, begins[label + 1] ?? Number.POSITIVE_INFINITY];
          const within = places.filter(
            (place, register) =>
              (slotOf(place) !== undefined || calleeSaved.includes(place)) &&
              ranges[register]!.some((at, i) => i % 2 === 0 && at < to && ranges[register]![i + 1]! >= from),
          );
          expect(within).toStrictEqual([]);
        }
      }
    });
    fc.assert(property, { numRuns: 40 });
  });
});

const origin = 0;
const jump = (target: number): Terminator => ({ op: "jump", target, origin });
const branch = (then: number, otherwise: number): Terminator => {
  const zero = constantOperand(0);
  return { op: "branch", comparison: "eq", left: zero, right: zero, then, else: otherwise, origin };
};
const back: Terminator = { op: "return", value: undefined, origin };
const trap: Terminator = { op: "trap", trap: "bounds", origin };

function estimate(...ends: readonly Terminator[]): ReturnType<typeof frequenciesOf> {
  return frequenciesOf({ blocks: ends.map((terminator): Block => ({ instructions: [], terminator })) });
}

describe("the estimate", () => {
  it("halves at a branch, and comes together again", () => {
    expect(estimate(branch(1, 2), jump(3), branch(3, 4), back, back).blocks).toStrictEqual([1, 0.5, 0.5, 0.75, 0.25]);
  });

  it("never goes to a trap", () => {
    expect(estimate(branch(1, 2), trap, back)).toStrictEqual({ blocks: [1, 0, 1], ways: [[0, 1], [], []] });
  });

  it("makes eight rounds of a loop, and leaves it once, whichever way", () => {
    const { blocks, ways } = estimate(jump(1), branch(2, 4), branch(5, 3), jump(1), back, back);
    expect(blocks).toStrictEqual([1, 8, 8, 8, 0.5, 0.5]);
    expect(ways).toStrictEqual([[1], [8, 0.5], [0.5, 8], [8], [], []]);
  });

  it("leaves two loops at once as often as the outer one is come to", () => {
    const { blocks } = estimate(jump(1), branch(2, 5), branch(3, 1), branch(2, 4), back, back);
    expect(blocks).toStrictEqual([1, 8, 64, 64, 0.5, 0.5]);
  });

  it("is a number everywhere, also where control never comes", () => {
    const { blocks } = estimate(back, jump(2), jump(1));
    expect(blocks[0]).toBe(1);
    expect(blocks.every((count) => Number.isFinite(count))).toBe(true);
  });
});
