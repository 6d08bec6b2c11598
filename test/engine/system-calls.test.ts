/** A program that mostly reads and writes: a call makes nothing anew, and memory is asked once a byte. */

import { executeImage } from "etalon/engine";
import type { Instruction, SystemCalls } from "etalon/machine";
import { expect, it } from "vitest";
import { assemble, ecall, readExecute, segmentOf, set, textAt } from "../machine/programs.ts";

const loop: readonly Instruction[] = [
  ecall,
  { mnemonic: "addi", rd: 9, rs1: 9, imm: 1 },
  { mnemonic: "add", rd: 11, rs1: 10, rs2: 9 },
  { mnemonic: "jal", rd: 0, imm: -12 },
];

it.each(["interpreter", "wasm", "auto"] as const)(
  "%s shows every call the same registers, as they are then",
  (engine) => {
    const seen = new Set<readonly number[]>();
    let calls = 0;
    const environment: SystemCalls<number> = {
      call(_, registers) {
        seen.add(registers);
        expect([registers[9], registers[11]]).toEqual(calls === 0 ? [0, 0] : [calls, 3 * (calls - 1) + calls]);
        return { kind: "returned", result: 3 * calls++ };
      },
    };
    const image = { entry: textAt, segments: [segmentOf(textAt, assemble([set(5, 7), ...loop]), readExecute)] };
    const tuning = { hotAfter: 100, sample: 50, price: 1 };
    const { retired, machine } = executeImage(image, environment, { engine, tuning, budget: 4001 });
    expect([retired, calls, machine.registers[9]]).toEqual([4001, 1000, 1000]);
    // One of the small machine, and one of that with all of its memory.
    expect(seen.size).toBeLessThanOrEqual(2);
  },
);
