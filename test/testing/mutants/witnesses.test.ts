/**
 * Every mutant is a bug, and every property can fail: each witness shows a difference with its mutant and none without it,
 * and the image that the mutant makes is not certified.
 */

import { describe, expect, it } from "vitest";
import { parseModule } from "../../../src/lang/syntax/parser.ts";
import { nodeCount } from "../../../src/testing/generate/size.ts";
import { mutantClasses } from "../../../src/testing/mutants/catalogue.ts";
import { certificateVerdict, differs, exhibit, remake } from "../../../src/testing/mutants/exhibit.ts";
import { mutants } from "../../../src/testing/mutants/mutants.ts";
import { witnessTrial } from "../../../src/testing/mutants/stream.ts";
import { witnesses } from "../../../src/testing/mutants/witnesses.ts";

describe("the catalogue", () => {
  it("has at least 60 mutants of every class, each with a name of its own and a sentence", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(60);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(new Set(mutants.map((mutant) => mutant.class))).toEqual(new Set(mutantClasses));
    for (const { name, description } of mutants) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(description).toMatch(/^\S.{20,}\.$/);
    }
  });

  it("has a witness for each mutant and for nothing else", () => {
    expect(Object.keys(witnesses).sort()).toEqual(mutants.map(({ name }) => name).sort());
  });
});

describe("a witness shows its mutant", () => {
  it.each(mutants)("$name", (mutant) => {
    const witness = witnesses[mutant.name]!;
    let nodes = 0;
    for (const text of [witness.source, ...Object.values(witness.beside ?? {})]) {
      const module = parseModule(text);
      if (!module.ok) throw new Error(module.error[0]?.message);
      nodes += nodeCount(module.value);
    }
    expect(nodes).toBe(witness.nodes);
    // At most 12 nodes, unless the entry says why that is impossible; an entry with a witness of 12 nodes gives no reason.
    expect(witness.nodes <= 12).toBe(mutant.large === undefined);

    // It is an exhibit only if our own compiler is right on it.
    const shown = exhibit(witnessTrial(witness));
    if (typeof shown === "string") throw new Error(shown);
    expect(certificateVerdict(shown, shown.right).verdict).toBe("certified");

    const made = remake(shown, mutant);
    if (made.kind !== "different") throw new Error(`${made.kind} image`);
    expect(differs(shown, made.compilation, "machine")).toBe(true);
    expect(certificateVerdict(shown, made.compilation).verdict).not.toBe("certified");
  });
});
