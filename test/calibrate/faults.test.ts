/** Faults: the catalogue; and each fault is reduced to a few instructions and blamed on its rule. */

import { readFileSync } from "node:fs";
import { calibrate, faults, faultySubject } from "etalon/calibrate";
import { describe, expect, it } from "vitest";

const named = (name: string) => faults.find((fault) => fault.name === name)!;

describe("the catalogue", () => {
  it("has at least 60 faults of rules, each named once", () => {
    expect(faults.filter(({ scope }) => scope === "rule").length).toBeGreaterThanOrEqual(60);
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  });

  it("is counted in the documentation", () => {
    const page = readFileSync("docs/calibrate.md", "utf8");
    const byRule = faults.filter(({ scope }) => scope === "rule").length;
    expect(page).toContain(`Of ${faults.length} faults, ${byRule} break a rule`);
    expect(page).toContain(`finds all ${byRule},`);
    expect(page).toContain(`The other ${faults.length - byRule} are wrong for few operands. Six are found`);
  });
});

describe("a deviation", () => {
  const samples: readonly (readonly [name: string, rule: string])[] = [
    ["sra-as-srl", "sra"],
    ["add-carry-31", "add"],
    ["sub-reversed", "sub"],
    ["mulh-negation", "mulh"],
    ["div-overflow", "div"],
    ["lui-bit-31", "lui"],
    ["addi-carry-12", "addi"],
    ["auipc-without-pc", "auipc"],
    ["bge-as-bgeu", "bge"],
    ["bgeu-forwards", "bgeu"],
    ["jalr-keeps-bit-0", "jalr"],
    ["jal-bit-20", "jal"],
    ["lb-as-lbu", "lb"],
    ["sb-as-sh", "sb"],
    ["sw-as-sh", "sw"],
    ["illegal-ignored", "fetch_fault"],
    ["store-fault-ignored", "store_fault"],
    ["ebreak-ignored", "ebreak_trap"],
    ["fence-unknown", "fence"],
    ["ecall-clobbers-a2", "ecall"],
  ];
  for (const [name, rule] of samples) {
    it(`${name} is blamed on ${rule}, in a few instructions`, async () => {
      const result = await calibrate(faultySubject(named(name), 300_000), { quick: true, random: 1, reductions: 1 });
      expect(result.verdict).toBe("deviates");
      const [deviation] = result.deviations;
      expect(deviation?.rule).toBe(rule);
      expect(deviation!.program.length).toBeLessThanOrEqual(12);
      expect(named(name).rules).toContain(rule);
    });
  }

  it("is told apart from others: two faults, two rules", async () => {
    const [first, second] = [named("xori-as-ori").begin(), named("rem-floor").begin()];
    const both = {
      ...named("xori-as-ori"),
      begin: () => ({ fetched: first.fetched!, done: second.done! }),
    };
    const { deviations } = await calibrate(faultySubject(both), { quick: true, random: 1 });
    expect(deviations.map(({ rule }) => rule)).toEqual(["xori", "rem"]);
  });
});
