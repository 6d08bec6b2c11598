/** The rules in the code, in docs/machine.md, and those that can fire are the same. */

import { readFileSync } from "node:fs";
import { decode, encode, type Instruction, instructionTable, type Rule, rules, step, stopCodes } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { dataAt, imageOf, machineOf, stepOnce, textAt } from "./programs.ts";

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/** The rules that the comments of a source file state: number, name, and what it does. */
function stated(path: string, letter: string): string[][] {
  const comment = new RegExp(`^ *// (${letter}\\d+) (\\w+) +(.*)$`, "gm");
  const found = [...read(path).matchAll(comment)].map((match) => match.slice(1));
  return found.sort((a, b) => Number(a[0]?.slice(1)) - Number(b[0]?.slice(1)));
}

/** The rules that the tables of docs/machine.md state. */
function documented(letter: string): string[][] {
  const row = new RegExp(`^\\| (${letter}\\d+) \\| \`(\\w+)\` \\| (.*) \\|$`, "gm");
  return [...read("docs/machine.md").matchAll(row)].map((match) => match.slice(1));
}

describe("docs/machine.md", () => {
  it("has the rules of the step, by number, name and text", () => {
    expect(documented("M")).toEqual(stated("src/machine/semantics/step.ts", "M"));
  });

  it("has the rules of Ell's environment", () => {
    expect(documented("E")).toEqual(stated("src/machine/semantics/ell-environment.ts", "E"));
    expect(documented("E").map(([number]) => number)).toEqual(["E1", "E2", "E3", "E4"]);
  });

  it("numbers them as the list of rules does", () => {
    expect(documented("M").map(([number, name]) => [number, name])).toEqual(
      rules.map((rule, i) => [`M${i + 1}`, rule]),
    );
  });
});

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
