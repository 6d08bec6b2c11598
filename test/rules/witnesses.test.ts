/**
 * Each rule has a program in which it fires, or a reason why it fires in none.
 */

import { environmentOf } from "etalon";
import { compile } from "etalon/compiler";
import { watchSteps } from "etalon/lang";
import { traceMachine } from "etalon/machine";
import { ellRules, environmentRules, machineRules, type RuleKey, ruleKey, ruleWitness } from "etalon/rules";
import { describe, expect, it } from "vitest";
import { programOf } from "../lang/program-of.ts";

const enough = 5_000;

/** The rules that fire in a program and in its image. */
function fired(source: string, input: string): ReadonlySet<RuleKey> {
  const program = programOf(source);
  const bytes = Uint8Array.from(input, (letter) => letter.charCodeAt(0));
  const found = new Set<RuleKey>();
  let steps = 0;
  for (const { rule } of watchSteps(program, environmentOf(bytes))) {
    found.add(`ell/${rule}`);
    if (++steps > enough) break;
  }
  // Without optimisation, as the playground shows them: the rule of an instruction that the source asks for.
  const compiled = compile(program, { level: 0 });
  if (!compiled.ok) throw new Error(compiled.error.message);
  for (const { rule, events, outcome } of traceMachine(compiled.value.image, { input: bytes, budget: enough })) {
    found.add(`machine/${rule}`);
    for (const event of events) found.add("read" in event ? "environment/read" : "environment/write");
    if (outcome?.kind === "halted") found.add("environment/exit");
  }
  return found;
}

const all = [...ellRules, ...machineRules, ...environmentRules].map(ruleKey);

describe("a witness of a rule", () => {
  it.each(all)("%s", (key) => {
    const witness = ruleWitness(key);
    expect(
      witness,
      `${key} has no program in src/rules/witnesses.ts: add the shortest one in which it fires`,
    ).toBeDefined();
    if (typeof witness === "string" || witness === undefined) return;
    expect(fired(witness.source, witness.input), witness.source).toContain(key);
  });

  it("is the shortest of them", () => {
    const programs = all.flatMap((key) => {
      const witness = ruleWitness(key);
      return typeof witness === "object" ? [witness] : [];
    });
    const distinct = [...new Map(programs.map((witness) => [`${witness.source} ${witness.input}`, witness])).values()];
    const size = ({ source, input }: { source: string; input: string }): number => source.length + input.length;
    for (const witness of distinct)
      for (const key of fired(witness.source, witness.input)) {
        const listed = ruleWitness(key);
        expect(typeof listed, `${key} fires in ${witness.source}`).toBe("object");
        if (typeof listed === "object")
          expect(size(listed), `${key}: ${witness.source} is shorter`).toBeLessThanOrEqual(size(witness));
      }
  });
});
