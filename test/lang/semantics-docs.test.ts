/**
 * The numbered rules of docs/ell-semantics.md are those of step.ts: the same names, in the same order, with the same
 * transitions as the comments above the code that makes them.
 */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/lang/semantics/step.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(resolve(root, file), "utf8");
const plain = (text: string): string => text.trim().replace(/\s+/g, " ");

/** The rules that lines of a text state: by name, the transitions in order. */
function stated(text: string, line: RegExp): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const each of text.split("\n")) {
    const [, name, transition] = line.exec(each) ?? [];
    if (name === undefined || transition === undefined) continue;
    found.set(name, [...(found.get(name) ?? []), plain(transition)]);
  }
  return found;
}

describe("the rules of Ell", () => {
  const docs = read("docs/ell-semantics.md");
  const code = read("src/lang/semantics/step.ts");
  const inCode = stated(code, /^\s*\/\/ ([a-z]+(?:_[a-z]+)*)\s+(⟨.*)$/);
  const inDocs = stated(docs, /^ *\d+ {2}([a-z_]+)\s+(⟨.*)$/);

  it("stand above the code that fires them", () => {
    expect([...inCode.keys()].sort()).toStrictEqual([...rules].sort());
    for (const rule of rules) expect(code, rule).toContain(`"${rule}"`);
  });

  it("are in the docs, word for word", () => {
    for (const rule of rules) expect(inDocs.get(rule), rule).toStrictEqual(inCode.get(rule));
    expect([...inDocs.keys()]).toStrictEqual([...rules]);
  });

  it("are numbered in their order", () => {
    const numbers = [...docs.matchAll(/^ *(\d+) {2}([a-z_]+)\s+⟨/gm)].map(([, number, name]) => [name, Number(number)]);
    for (const [name, number] of numbers) expect(rules[Number(number) - 1], String(number)).toBe(name);
  });
});
