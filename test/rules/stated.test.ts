/**
 * What the rules say is in one place, the comments above their code. All that is made from them is as they are, and a rule
 * that does not say what it does is noticed with words that help.
 */

import { ellRules, environmentRules, machineRules } from "etalon/rules";
import { describe, expect, it } from "vitest";
import { rules as ellNames } from "../../src/lang/semantics/step.ts";
import { rules as machineNames } from "../../src/machine/semantics/step.ts";
import { type RuleSources, ruleSources, statedIn } from "../../tools/rules/comments.ts";
import { madeFrom } from "../../tools/rules/pages.ts";

const sources = ruleSources();

describe("the rules as stated", () => {
  it.each(madeFrom(statedIn(sources)))("are in $path as they are in the code (npm run rules)", ({ is, should }) => {
    expect(is).toBe(should);
  });

  it("are all there, numbered in their order", () => {
    expect(ellRules.map(({ name }) => name)).toStrictEqual([...ellNames]);
    expect(ellRules.map(({ number }) => number)).toStrictEqual(ellNames.map((_, index) => String(index + 1)));
    expect(machineRules.map(({ name }) => name)).toStrictEqual([...machineNames]);
    expect(machineRules.map(({ number }) => number)).toStrictEqual(machineNames.map((_, index) => `M${index + 1}`));
    expect(environmentRules.map(({ number }) => number)).toStrictEqual(environmentRules.map((_, i) => `E${i + 1}`));
  });

  it("have forms, each with a beginning and an end", () => {
    for (const { name, forms } of [...ellRules, ...machineRules, ...environmentRules]) {
      expect(forms.length, name).toBeGreaterThan(0);
      for (const { from, to } of forms) expect([from, to], name).not.toContain("");
    }
  });

  it.each<[string, Partial<RuleSources>, string]>([
    [
      "a rule of Ell without its transition",
      { ell: sources.ell.replace(/^.*\/\/ index_load .*\n/m, "") },
      "src/lang/semantics/step.ts: rule `index_load` does not say what it does. Write above its code: // NAME  ⟨…⟩ → ⟨…⟩",
    ],
    [
      "a transition of no rule",
      { ell: sources.ell.replace("// index_load ", "// index_lord ") },
      "src/lang/semantics/step.ts: rule `index_load` does not say what it does",
    ],
    [
      "a name that is not in the list",
      { ell: sources.ell.replace('  "index_load",\n', "") },
      "a comment states `index_load`, which is no name in `rules`",
    ],
    [
      "a rule without a group",
      { ell: sources.ell.replace("  // Constants and variables\n", "") },
      'no comment above "constant" in `rules` names its group',
    ],
    [
      "a rule of the machine under a wrong number",
      { machine: sources.machine.replace("// M14 lw", "// M15 lw") },
      "rule `lw` has number M14 in `rules`, and M15 above its code",
    ],
    [
      "a call without its number",
      { environment: sources.environment.replace("// E2 write", "// E3 write") },
      "rule `write` is number 2 here, and its comment says E3",
    ],
    [
      "a group that no page has",
      { machine: sources.machine.replace("  // Branches\n", "  // Ramifications\n") },
      'docs/machine.md has no heading "### Ramifications"',
    ],
  ])("notices %s", (_, changed, words) => {
    expect(() => madeFrom(statedIn({ ...sources, ...changed }))).toThrow(words);
  });

  it("may go on in a second line", () => {
    const broken = sources.ell.replace(
      /(\/\/ index_load .*⟩) +when /,
      (_, transition: string) => `${transition}\n    //                 when `,
    );
    expect(broken).not.toBe(sources.ell);
    expect(statedIn({ ...sources, ell: broken })).toStrictEqual(statedIn(sources));
  });
});
