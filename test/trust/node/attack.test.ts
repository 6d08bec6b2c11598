/** The attacks: twenty, each played as it is written, with a control; and the page of them is what comes out. */

import { readFileSync } from "node:fs";
import { assumptions } from "etalon/proof";
import { describe, expect, it } from "vitest";
import { attacks, attacksPage, type Played, play } from "../../../src/trust/node/attack/index.ts";

const played: Played[] = [];

describe("the attacks", () => {
  it("are twenty, and break assumptions that there are", () => {
    expect(new Set(attacks.map(({ id }) => id)).size).toBe(20);
    const breakers = assumptions().flatMap((one) => one.attacks.map((name) => [name, one.id] as const));
    expect(new Set(breakers.map(([name]) => name)).size).toBe(breakers.length);
    expect(attacks.flatMap(({ id, breaks }) => (breaks === undefined ? [] : [[id, breaks]])).sort()).toStrictEqual(
      breakers.toSorted(),
    );
    // What nothing stops breaks an assumption: otherwise something would be missing from the list.
    for (const { id, breaks, stoppedBy } of attacks)
      expect([id, breaks ?? stoppedBy]).not.toStrictEqual([id, undefined]);
  });

  it.each(attacks)("$id comes out as it is written", async (scenario) => {
    const one = await play(scenario);
    played.push(one);
    expect(one.steps.filter(({ asWritten }) => !asWritten)).toStrictEqual([]);
    expect(one.steps.length).toBeGreaterThan(1);
  });

  it("are what docs/attacks.md says (`etalon attack all --page docs/attacks.md` writes it anew)", () => {
    expect(attacksPage(played)).toBe(readFileSync("docs/attacks.md", "utf8"));
  });
});
