/** Each code is explained by a program that has this mistake and no other, and by one that has none; docs/ell.md agrees. */

import { readFileSync } from "node:fs";
import {
  decodeSource,
  diagnosticCodes,
  type Explanation,
  explanations,
  formatText,
  type Loader,
  readProgram,
  warningCodes,
  warningsOf,
} from "etalon/lang";
import { describe, expect, it } from "vitest";

/** What is found in a program, each code once. */
function codesOf(bytes: Uint8Array, beside: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = decodeSource(bytes);
  const load: Loader = (path) =>
    path in beside ? { ok: true, value: beside[path]! } : { ok: false, error: { message: "does not exist" } };
  const read = text.ok ? readProgram(text.value, load) : text;
  const found = read.ok && text.ok ? warningsOf(text.value, read.value.module) : read.ok ? [] : read.error;
  return [...new Set(found.map(({ code }) => code))];
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("explanations", () => {
  it("explain each code, in the order of the lists", () => {
    const all = [...diagnosticCodes.filter((code) => code !== "more"), ...warningCodes];
    expect(Object.keys(explanations)).toStrictEqual(all);
  });

  for (const [code, { what, rules, why, wrong, right, beside }] of Object.entries<Explanation>(explanations)) {
    it(`${code}: the wrong program has this mistake alone, and the right one none`, () => {
      expect(codesOf(typeof wrong === "string" ? encode(wrong) : wrong.bytes(), beside)).toStrictEqual([code]);
      expect(codesOf(encode(right), beside)).toStrictEqual([]);
      expect(formatText(right)).toStrictEqual({ ok: true, value: right });
    });

    it(`${code}: docs/ell.md says the same, and has its rules`, () => {
      const page = readFileSync(new URL("../../../docs/ell.md", import.meta.url), "utf8");
      const shown = rules === undefined ? what : `${what} (${rules.join(", ")})`;
      expect(page).toContain(`| \`${code}\` | ${shown} |`);
      for (const rule of rules ?? []) expect(page).toContain(`**${rule}**`);
      expect(why).toMatch(/^[A-Z`].*\.$/);
    });
  }
});
