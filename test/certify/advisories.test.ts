/**
 * Advisories: the checkers that are known to be affected say so, the present one is not affected, and SECURITY.md tells a
 * reader the same as the data.
 */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { advisories, advisoriesOn } from "../../src/certify/advisories.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const ids = advisories.map(({ id }) => id);

describe("an advisory", () => {
  it.each(["0.0.1", "0.1.0", "0.1.99", "0.2.0-beta.1", "unknown", ""])("concerns version %j", (version) => {
    expect(advisoriesOn({ version }).map(({ id }) => id)).toStrictEqual(ids);
  });

  it.each(["0.2.0", "0.2.1", "0.10.0", "1.0.0-rc.1", "10.1.0"])("does not concern version %j", (version) => {
    expect(advisoriesOn({ version, digest: "0".repeat(64) })).toStrictEqual([]);
  });

  it("concerns a checker by its digest, whatever its version", () => {
    for (const { id, affected } of advisories)
      for (const digest of affected.digests)
        expect(advisoriesOn({ version: "9.9.9", digest }).map((found) => found.id)).toContain(id);
  });

  it("has a name of its own and says what to do", () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, action, consequence } of advisories) {
      expect(id).toMatch(/^ETALON-20\d\d-\d+$/);
      expect(action).toContain("etalon certify");
      expect(consequence.length).toBeGreaterThan(80);
    }
  });

  it("is in SECURITY.md, as it is in the data", () => {
    const page = read("SECURITY.md");
    for (const { id, kind, title, affected } of advisories)
      expect(page).toContain(`| ${id} | ${kind} | before ${affected.before} | ${title} |`);
    expect([...page.matchAll(/ETALON-20\d\d-\d+(?= \|)/g)].map(([id]) => id)).toStrictEqual(ids);
  });
});
