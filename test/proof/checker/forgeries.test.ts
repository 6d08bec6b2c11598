/**
 * Forgeries: attacks on the checker, each by name. All begin from a program that is certified as it is; none may be
 * certified after the change.
 */

import { describe, expect, test } from "vitest";
import { Forgery } from "./forge.ts";
import { patternOf, rowOf } from "./obligations-page.ts";
import { victim, victimForgeries } from "./victim-forgeries.ts";

describe("forgeries", () => {
  test("the honest image is certified", () => {
    expect(new Forgery(victim).check().verdict).toBe("certified");
  });

  test.each(victimForgeries)("%s", (name, forge) => {
    const f = new Forgery(victim);
    const honest = JSON.stringify([
      f.entry,
      f.claims,
      f.segments.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] })),
    ]);
    forge(f);
    const forged = JSON.stringify([
      f.entry,
      f.claims,
      f.segments.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] })),
    ]);
    expect(forged).not.toBe(honest);
    const answer = f.check();
    expect(["refused", "undecided"]).toContain(answer.verdict);
    // Where docs/certificates.md names the obligation that refuses it, this is the one.
    const row = rowOf(name);
    if (row === undefined) return;
    if (answer.verdict !== "refused") throw new Error(answer.verdict);
    expect(answer.obligation?.what ?? answer.reason).toMatch(patternOf(row.statement));
  });
});
