/**
 * A forgery that was once certified: the machine writes 7 into a bool[] before it exits, and reads another element.
 *
 * Where both indices are the same the element is 7, and the machine leaves with another code. No cut point follows the write, so
 * nothing compares the contents.
 */

import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import type { Forgery } from "./forge.ts";

const text = `
fn probe(f: bool[], i: int, j: int): int {
  let u = f[i];
  let v = f[j];
  exit(3);
  return 0;
}
fn main(): int {
  let f = new bool[](4);
  return probe(f, read(), read());
}
`;

const [a0, a1, a2, a7, t0, t1, t3] = [10, 11, 12, 17, 5, 6, 28];
const exitWith = (imm: number): Instruction[] => [
  { mnemonic: "addi", rd: a0, rs1: 0, imm },
  { mnemonic: "addi", rd: a7, rs1: 0, imm: 93 },
  { mnemonic: "ecall" },
];

/** t0 ← the address of element `index`, less 4. */
const element = (index: number): Instruction[] => [
  { mnemonic: "slli", rd: t1, rs1: index, shamt: 2 },
  { mnemonic: "add", rd: t0, rs1: a0, rs2: t1 },
];

function forge(f: Forgery, written: number): void {
  const probe = f.claims.functions[f.index("probe")]!;
  probe.cuts = [];
  const loads = f.find((i) => i.mnemonic === "lw" && i.imm === 4).filter((pc) => pc >= probe.entry);
  const code = f.append(
    { mnemonic: "addi", rd: t3, rs1: 0, imm: written },
    ...element(a1),
    { mnemonic: "sw", rs1: t0, rs2: t3, imm: 4 },
    ...element(a2),
    { mnemonic: "lw", rd: t3, rs1: t0, imm: 4 },
    { mnemonic: "sltiu", rd: t3, rs1: t3, imm: 2 },
    { mnemonic: "beq", rs1: t3, rs2: 0, imm: 16 },
    ...exitWith(3),
    ...exitWith(99),
  );
  f.put(loads[1]!, { mnemonic: "jal", rd: 0, imm: code - loads[1]! });
}

/** The program, and the change: which word is written into the array. */
export const elementForgery = { text, forge } as const;
