/**
 * Ell in Coq and in TypeScript, step by step: the same rules, events and ends, on the programs in which each rule fires, the
 * examples, the standard library, and generated programs.
 */

import { readdirSync, readFileSync } from "node:fs";
import type { Arrival } from "etalon";
import { parseModule, type Type } from "etalon/lang";
import { ellRules, ruleKey, ruleWitness } from "etalon/rules";
import { arrivalOf, defaultCases, generateCase, programOfCase } from "etalon/testing";
import { describe, expect, it } from "vitest";
import { compareRuns, coqEll, ellParity, ourEll } from "../../tools/coq/parity.ts";
import { examples } from "../examples/cases.ts";
import { programOf as exampleProgram } from "../examples/engines.ts";
import { programOf } from "../lang/program-of.ts";
import { testSeed } from "../seed.ts";

const nothing = new Uint8Array();

function letters(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

const arrivals: readonly Arrival[] = [{ kind: "whole" }, { kind: "single" }, { kind: "shares", seed: 7 }];

const argument: Readonly<Record<Type, string>> = {
  int: "read()",
  bool: "true",
  "int[]": "[1, 2, 3]",
  "bool[]": "[true]",
  "byte[]": '"text"',
};

/** The public functions of the standard library, each with a call of it. */
function publicFunctions(): { readonly file: string; readonly name: string; readonly call: string }[] {
  return standardNames().flatMap((file) => {
    const module = parseModule(readFileSync(new URL(`../../std/${file}.ell`, import.meta.url), "utf8"));
    const declarations = module.ok ? module.value.declarations : [];
    return declarations.flatMap((f) => {
      if (f.kind !== "function" || !f.public) return [];
      return [{ file, name: f.name, call: `${f.name}(${f.parameters.map(({ type }) => argument[type]).join(", ")})` }];
    });
  });
}

function standardNames(): string[] {
  return readdirSync(new URL("../../std/", import.meta.url))
    .filter((name) => name.endsWith(".ell"))
    .map((name) => name.slice(0, -".ell".length));
}

describe("Ell in Coq", () => {
  it.each(ellRules.map((rule) => ({ name: rule.name, witness: ruleWitness(ruleKey(rule)) })))(
    "fires $name where TypeScript does",
    ({ witness }) => {
      if (typeof witness !== "object") throw new Error("no program");
      for (const arrival of arrivals)
        expect(ellParity(programOf(witness.source), letters(witness.input), 3000, arrival).difference).toBeUndefined();
    },
  );

  it.each(examples.map((example) => ({ name: example.name, example })))("runs $name", ({ name, example }) => {
    const program = exampleProgram(`examples/${name}.ell`, example.text);
    for (const { input } of example.cases.slice(0, 2))
      expect(ellParity(program, input, 4000, arrivalOf(input)).difference).toBeUndefined();
  });

  const regressions = new URL("../regressions/", import.meta.url);
  it.each(readdirSync(regressions).filter((name) => name.endsWith(".ell")))("runs regressions/%s", (name) => {
    const program = programOf(readFileSync(new URL(name, regressions), "utf8"));
    for (const input of [nothing, letters("0\xff\x7f12")])
      expect(ellParity(program, input, 4000).difference).toBeUndefined();
  });

  it.each(publicFunctions())("runs std/$file: $name", ({ file, call }) => {
    const program = programOf(`import "std/${file}";\nfn main(): int {\n  ${call};\n  return 0;\n}\n`);
    const input = letters("12 -7\nabc\n\0\xff");
    for (const arrival of arrivals) expect(ellParity(program, input, 1500, arrival).difference).toBeUndefined();
  });

  const corners = "[0, 1, -1, 2, 31, 32, 33, 255, -2147483648, 2147483647]";
  const operators = ["*", "/", "%", "+", "-", "<<", ">>", ">>>", "&", "^", "|", "==", "!=", "<", "<=", ">", ">="];
  it.each(operators)("computes %s on boundary words", (operator) => {
    const compares = /[=!<>]=|^[<>]$/u.test(operator);
    const divides = operator === "/" || operator === "%";
    const program = programOf(`fn main(): int {
        let a = ${corners};
        for i in 0..len(a) {
          for j in 0..len(a) {
            ${divides ? "if a[j] == 0 { continue; }" : ""}
            ${compares ? `let truth = 0; if a[i] ${operator} a[j] { truth = 1; }` : `let truth = a[i] ${operator} a[j];`}
            write(truth); write(truth >> 8); write(truth >> 16); write(truth >> 24);
          }
        }
        let zero = read() + 1;
        return ${compares ? "zero" : `7 ${operator} zero`};
      }`);
    const parity = ellParity(program, nothing, 30_000);
    expect(parity.difference).toBeUndefined();
    expect(parity.outcome.kind).toBe(divides ? "trapped" : "halted");
  });

  it("runs generated programs", () => {
    for (let i = 0; i < 80; i++) {
      const testCase = generateCase(testSeed, i, { ...defaultCases, size: 40 });
      const { input } = testCase;
      const program = programOfCase(testCase);
      if (!program.ok) throw new Error("a generated program is refused");
      const parity = ellParity(program.value, input, 3000, arrivalOf(input));
      expect(parity.difference, `seed ${testSeed}, case ${i}`).toBeUndefined();
    }
  });

  it("is seen to differ where it does", () => {
    const [one, other] = ["fn main(): int { return 1 + 2; }", "fn main(): int { return 1 + 3; }"].map(programOf);
    const parity = compareRuns(coqEll(one!, nothing), ourEll(other!, nothing), 1000);
    expect(parity.difference).toContain("halted with code 3");
    expect(parity.difference).toContain("halted with code 4");
  });
});
