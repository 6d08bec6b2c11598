/** Coq, TypeScript and the documentation have the same rules, under the same names, in the same order. */

import { readFileSync } from "node:fs";
import { rules as ellRules } from "etalon/lang";
import { instructionTable, rules as machineRules } from "etalon/machine";
import { describe, expect, it } from "vitest";

function textOf(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

function names(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name]) => name!);
}

/** The names with numbers in a page; some have several lines, which follow each other. */
function documented(page: string, line: RegExp): string[] {
  return names(textOf(page), line).filter((name, i, all) => name !== all[i - 1]);
}

describe("the rules of Ell", () => {
  const coq = names(textOf("coq/EllRules.v"), /\| rule_(\w+)/gu);

  it("are those of TypeScript", () => {
    expect(coq).toEqual([...ellRules]);
  });

  it("are those of the documentation, number by number", () => {
    expect(documented("docs/ell-semantics.md", /^ ?\d+ {2}(\w+) +⟨/gmu)).toEqual(coq);
  });

  it("are each used by a step", () => {
    const step = textOf("coq/EllStep.v");
    expect(coq.filter((name) => !new RegExp(`\\brule_${name}\\b`, "u").test(step))).toEqual([]);
  });
});

describe("the rules of the machine", () => {
  const coq = names(textOf("coq/MachineRules.v"), /\| rule_(\w+)/gu);

  it("are those of TypeScript", () => {
    expect(coq).toEqual([...machineRules]);
  });

  it("are those of the documentation, number by number", () => {
    expect(documented("docs/machine.md", /^\| M\d+ \| `(\w+)` \|/gmu)).toEqual(coq);
  });

  it("are each used by a step", () => {
    const step = textOf("coq/MachineStep.v") + textOf("coq/Instruction.v");
    expect(coq.filter((name) => !new RegExp(`\\brule_${name}\\b`, "u").test(step))).toEqual([]);
  });

  it("have a mnemonic for every instruction", () => {
    const instructions = textOf("coq/Instruction.v");
    const missing = instructionTable.filter(
      ({ mnemonic }) => !new RegExp(`(?:\\||:=) ${mnemonic.toUpperCase()}\\b`, "u").test(instructions),
    );
    expect(missing).toEqual([]);
  });
});
