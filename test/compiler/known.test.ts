/** What is known of registers is true: held against the machine, on random code, and on programs in which much is known. */

import { environmentOf } from "etalon";
import { runFlow } from "etalon/compiler";
import { type Instruction, runMachine } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Known } from "../../src/compiler/passes/flow-to-assembly/known.ts";
import { bytes, compiled, shown } from "./compiled.ts";

const register = fc.constantFrom(0, 5, 6, 7, 8, 9, 28);
const immediate = fc.integer({ min: -2048, max: 2047 });
const instruction: fc.Arbitrary<Instruction> = fc.oneof(
  fc.record({ mnemonic: fc.constant("addi" as const), rd: register, rs1: register, imm: immediate }),
  fc.record({ mnemonic: fc.constant("lui" as const), rd: register, imm: immediate.map((upper) => upper << 12) }),
  fc.record({ mnemonic: fc.constant("xor" as const), rd: register, rs1: register, rs2: register }),
  fc.record({ mnemonic: fc.constant("slli" as const), rd: register, rs1: register, shamt: fc.constantFrom(2, 3) }),
);

/** The effect of one of these on words in registers. */
function execute(words: Int32Array, i: Instruction): void {
  if (!("rd" in i) || i.rd === 0) return;
  if (i.mnemonic === "addi") words[i.rd] = words[i.rs1]! + i.imm;
  else if (i.mnemonic === "lui") words[i.rd] = i.imm;
  else if (i.mnemonic === "xor") words[i.rd] = words[i.rs1]! ^ words[i.rs2]!;
  else if (i.mnemonic === "slli") words[i.rd] = words[i.rs1]! << i.shamt;
}

describe("what is known of registers", () => {
  it("is so, after any instructions", () => {
    let constants = 0;
    let sums = 0;
    fc.assert(
      fc.property(
        fc.array(instruction, { maxLength: 12 }),
        fc.array(fc.integer(), { minLength: 32, maxLength: 32 }),
        (code, start) => {
          const known = new Known();
          const words = Int32Array.from(start);
          words[0] = 0;
          for (const i of code) {
            known.executed(i);
            execute(words, i);
            for (const r of [0, 5, 6, 7, 8, 9, 28]) {
              const constant = known.constantIn(r);
              if (constant !== undefined) expect(words[r]).toBe(constant);
              const sum = known.sumIn(r);
              expect(words[r]).toBe((words[sum.register]! + sum.add) | 0);
              if (known.isScaled(r)) expect(words[6]).toBe(words[r]! << 2);
              constants += Number(constant !== undefined && r !== 0);
              sums += Number(sum.register !== r);
            }
          }
        },
      ),
    );
    expect(Math.min(constants, sums)).toBeGreaterThan(100);
  });

  it("of an address, only as long as the registers are as they were", () => {
    const known = new Known();
    known.setAddress({ base: 28, index: 8, shift: 2 });
    known.executed({ mnemonic: "addi", rd: 9, rs1: 8, imm: 1 });
    expect(known.isAddress({ base: 28, index: 8, shift: 2 })).toBe(true);
    expect(known.isAddress({ base: 28, index: 8, shift: 0 })).toBe(false);
    for (const rd of [7, 8, 28]) {
      known.setAddress({ base: 28, index: 8, shift: 2 });
      known.executed({ mnemonic: "addi", rd, rs1: 0, imm: 1 });
      expect(known.isAddress({ base: 28, index: 8, shift: 2 })).toBe(false);
    }
  });

  it("saves the address of elements near each other, and does no harm where an index is changed", () => {
    const text = `fn main(): int {
      let a = new int[](9); let b = new int[](9); let i = 4;
      for k in 0..9 { a[k] = read(); b[k] = k; }
      a[i] = a[i] + a[i + 1] * 3 - a[i - 2]; i = i + 1; a[i] = a[i] + b[i] - a[i - 1]; b[i - 3] = a[i + 3];
      write(5); write(5); write(i);
      let h = 0; for k in 0..9 { h = h * 7 + a[k] - b[k]; } return h & 63;
    }`;
    const { flow, image } = compiled(text);
    const input = bytes("etalons!?");
    expect(shown(runMachine(image, { input }))).toBe(shown(runFlow(flow, environmentOf(input))));
  });
});
