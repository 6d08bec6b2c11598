/**
 * The rules of the machine and of Ell's environment at steps: the rule that fired says so and no other does, with its values;
 * every other names the premise that fails.
 */

import { environmentOf } from "etalon";
import { compile } from "etalon/compiler";
import {
  decode,
  ellSystemCalls,
  encode,
  type Image,
  type Instruction,
  instructionTable,
  loadMachine,
  type Rule,
  rules,
  step,
} from "etalon/machine";
import {
  ellRules,
  environmentAnswer,
  environmentRules,
  type MachineMoment,
  machineAnswer,
  machineRules,
  plainText,
  type RuleAnswer,
  ruleKey,
  ruleWitness,
  watchMachine,
} from "etalon/rules";
import { describe, expect, it } from "vitest";
import { programOf } from "../lang/program-of.ts";
import { dataAt, imageOf } from "../machine/programs.ts";

function imageOfProgram(source: string): Image {
  const compiled = compile(programOf(source));
  if (!compiled.ok) throw new Error(compiled.error.message);
  return compiled.value.image;
}

/** One step of one instruction, or of a word that is none. */
function moment(instruction: Instruction | number, registers: Readonly<Record<number, number>> = {}): MachineMoment {
  const machine = loadMachine(imageOf([instruction]), ellSystemCalls(environmentOf(Uint8Array.of(65))));
  for (const [register, value] of Object.entries(registers)) machine.registers[Number(register)] = value;
  const before = machine.registers.slice();
  return { step: step(machine), registers: before, memory: machine.memory, events: [] };
}

function sample(mnemonic: string): Instruction {
  const row = instructionTable.find((candidate) => candidate.mnemonic === mnemonic);
  const operands = { rd: 6, rs1: 5, rs2: 7, imm: 0, shamt: 3, fm: 0, pred: 15, succ: 15 };
  const word = encode({ mnemonic: row?.mnemonic, ...operands } as Instruction);
  return decode(word.ok ? word.value : 0)!;
}

/** A moment of each rule. */
const special: Readonly<Partial<Record<Rule, () => MachineMoment>>> = {
  fetch_fault: () => moment(0),
  load_fault: () => moment(sample("lw")),
  store_fault: () => moment(sample("sh")),
  ecall: () => moment(sample("ecall"), { 17: 63, 12: 1, 11: dataAt }),
  ecall_stop: () => moment(sample("ecall"), { 17: 93, 10: 7 }),
  ebreak_trap: () => moment(sample("ebreak"), { 10: 3 }),
  ebreak_exhausted: () => moment(sample("ebreak"), { 10: 17 }),
  ebreak_fault: () => moment(sample("ebreak"), { 10: 18 }),
};
const momentOf = (rule: Rule): MachineMoment => (special[rule] ?? (() => moment(sample(rule), { 5: dataAt, 7: 3 })))();

/** What fires at a moment; what fails must say why. */
function firing(at: MachineMoment): { readonly machine: readonly string[]; readonly environment: readonly string[] } {
  const fires = (answer: RuleAnswer): boolean => {
    if (answer.kind === "fails") expect([answer.premise, answer.words]).not.toContain("");
    return answer.kind === "fires";
  };
  return {
    machine: rules.filter((rule) => fires(machineAnswer(rule, at))),
    environment: environmentRules.map(({ name }) => name).filter((name) => fires(environmentAnswer(name, at))),
  };
}

describe("a rule of the machine at a step", () => {
  it.each(rules)("%s fires alone", (rule) => {
    const at = momentOf(rule);
    expect(at.step.rule).toBe(rule);
    const { machine, environment } = firing(at);
    expect(machine).toStrictEqual([rule]);
    expect(environment.length).toBe(at.step.instruction?.mnemonic === "ecall" ? 1 : 0);
  });

  it("fires alone at every step of the witnesses", () => {
    const sources = new Set(
      [...ellRules, ...machineRules].flatMap((rule) => {
        const witness = ruleWitness(ruleKey(rule));
        return typeof witness === "object" ? [witness.source] : [];
      }),
    );
    const calls = new Set<string>();
    for (const source of sources)
      for (const at of watchMachine(imageOfProgram(source), { input: Uint8Array.of(97, 98), budget: 60 })) {
        const { machine, environment } = firing(at);
        expect(machine).toStrictEqual([at.step.rule]);
        for (const name of environment) calls.add(name);
      }
    expect([...calls].sort()).toStrictEqual(["exit", "read", "write"]);
  });

  const text = (answer: RuleAnswer): string => {
    if (answer.kind === "fails") return answer.words;
    const { premises, from, to } = answer.instance;
    return `${premises.map((premise) => `${plainText(premise)} ⊢ `).join("")}${plainText(from)} → ${plainText(to)}`;
  };

  it.each<[Rule, string]>([
    ["add", "M[10000, 4] encodes add t1, t0, t2 ⊢ ⟨10000, x, M, C⟩ → ⟨10004, x[t1 ← 131072 + 3 = 131075], M, C⟩"],
    [
      "sll",
      "M[10000, 4] encodes sll t1, t0, t2 ⊢ ⟨10000, x, M, C⟩ → ⟨10004, x[t1 ← 131072 << (3 mod 32) = 1048576], M, C⟩",
    ],
    ["lui", "M[10000, 4] encodes lui t1, 0 ⊢ ⟨10000, x, M, C⟩ → ⟨10004, x[t1 ← 0], M, C⟩"],
    ["jal", "M[10000, 4] encodes jal t1, 0 ⊢ ⟨10000, x, M, C⟩ → ⟨10000, x[t1 ← 10004], M, C⟩"],
    ["jalr", "M[10000, 4] encodes jalr t1, 0(t0) ⊢ ⟨10000, x, M, C⟩ → ⟨20000, x[t1 ← 10004], M, C⟩"],
    [
      "bltu",
      "M[10000, 4] encodes bltu t0, t2, 0 ⊢ t = (131072 <ᵤ 3 ? 10000 : 10004) = 10004 ⊢ ⟨10000, x, M, C⟩ → ⟨10004, x, M, C⟩",
    ],
    [
      "lb",
      "M[10000, 4] encodes lb t1, 0(t0) ⊢ M[20000, 1] permits reading ⊢ ⟨10000, x, M, C⟩ → ⟨10004, x[t1 ← sext(M[20000, 1]) = 0], M, C⟩",
    ],
    [
      "sb",
      "M[10000, 4] encodes sb t2, 0(t0) ⊢ M[20000, 1] permits writing ⊢ ⟨10000, x, M, C⟩ → ⟨10004, x, M[20000, 1 ← 3 mod 2⁸ = 3], C⟩",
    ],
    [
      "load_fault",
      "M[10000, 4] encodes a load of 4 bytes ⊢ a byte of M[0, 4] not readable ⊢ ⟨10000, x, M, C⟩ → faulted: read of 4 bytes at 0x00000000: no memory at 0x00000000 (pc 0x00010000)",
    ],
    ["ebreak_trap", "M[10000, 4] encodes ebreak ⊢ x[10] is 1, 2, 3 or 4 ⊢ ⟨10000, x, M, C⟩ → trapped: length"],
    ["ecall", "M[10000, 4] encodes ecall ⊢ C(x, M) = (1, M′, C′) ⊢ ⟨10000, x, M, C⟩ → ⟨10004, x[10 ← 1], M′, C′⟩"],
  ])("%s with its values", (rule, words) => {
    expect(text(machineAnswer(rule, momentOf(rule)))).toBe(words);
  });

  it("says what its letters are", () => {
    const answer = machineAnswer("add", momentOf("add"));
    expect(answer.kind === "fires" && answer.instance.bindings).toStrictEqual([
      { letter: "pc", value: "10000" },
      { letter: "rd", value: "t1" },
      { letter: "rs1", value: "t0" },
      { letter: "rs2", value: "t2" },
      { letter: "pc + 4", value: "10004" },
      { letter: "x[rs1]", value: "131072 (t0)" },
      { letter: "x[rs2]", value: "3 (t2)" },
    ]);
  });

  it.each<[Rule, Rule, string]>([
    ["add", "sub", "M[10000, 4] encodes add t1,t0,t2"],
    ["fetch_fault", "add", "there is no instruction at 10000"],
    ["add", "fetch_fault", "M[10000, 4] encodes add t1,t0,t2"],
    ["load_fault", "lw", "read of 4 bytes at 0x00000000: no memory at 0x00000000"],
    ["lw", "load_fault", "M[20000, 4] permits reading"],
    ["ebreak_trap", "ebreak_fault", "x[10] is 3"],
    ["ecall_stop", "ecall", "the environment ends the run"],
  ])("%s: why not %s", (rule, other, words) => {
    expect(text(machineAnswer(other, momentOf(rule)))).toBe(words);
  });

  it("tells the calls of the environment apart", () => {
    const at = momentOf("ecall_stop");
    expect(text(environmentAnswer("read", at))).toBe("a7 is 93");
    expect(text(environmentAnswer("exit", at))).toBe("a7 = 93 ⊢ C(x, M) → halted(7): halted with code 7");
    expect(text(environmentAnswer("no_such_call", at))).toBe("it is the call of rule E3 exit");
    expect(text(environmentAnswer("exit", momentOf("add")))).toBe("M[10000, 4] encodes add t1,t0,t2");
  });
});
