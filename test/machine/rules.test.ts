/** Each rule of the machine can fire. What the rules say is held to the docs in test/rules. */

import { decode, encode, type Instruction, instructionTable, type Rule, rules, step, stopCodes } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { dataAt, imageOf, machineOf, stepOnce, textAt } from "./programs.ts";

describe("each rule fires", () => {
  /** A small valid instruction of each row. */
  function sample(mnemonic: string): Instruction {
    const row = instructionTable.find((candidate) => candidate.mnemonic === mnemonic);
    const operands = { rd: 6, rs1: 5, rs2: 7, imm: 0, shamt: 3, fm: 0, pred: 15, succ: 15 };
    const word = encode({ mnemonic: row?.mnemonic, ...operands } as Instruction);
    return decode(word.ok ? word.value : 0)!;
  }

  const special: Readonly<Partial<Record<Rule, () => Rule>>> = {
    fetch_fault: () => stepOnce(0).taken.rule,
    load_fault: () => stepOnce(sample("lw")).taken.rule,
    store_fault: () => stepOnce(sample("sw")).taken.rule,
    ecall: () => stepOnce(sample("ecall"), { 17: 1000 }).taken.rule,
    ecall_stop: () => stepOnce(sample("ecall"), { 17: 93 }).taken.rule,
    ebreak_trap: () => stepOnce(sample("ebreak"), { 10: 3 }).taken.rule,
    ebreak_exhausted: () => stepOnce(sample("ebreak"), { 10: 17 }).taken.rule,
    ebreak_fault: () => stepOnce(sample("ebreak"), { 10: 18 }).taken.rule,
  };

  it.each(rules)("%s", (rule) => {
    const fire = special[rule] ?? (() => stepOnce(sample(rule), { 5: dataAt }).taken.rule);
    expect(fire()).toBe(rule);
  });

  it.each(Object.entries(stopCodes))("ebreak %s", (reason, code) => {
    const { machine } = machineOf(imageOf([{ mnemonic: "ebreak" }]), { 10: code });
    const { outcome } = step(machine);
    expect(outcome).toEqual(code < 16 ? { kind: "trapped", trap: reason } : { kind: "exhausted", resource: reason });
    expect(machine.pc).toBe(textAt);
  });
});
