/**
 * A program spread over files does what it does in one file, under both semantics and compiled; and its certificate is accepted.
 */

import { environmentOf } from "etalon";
import { claimsOf, compile } from "etalon/compiler";
import { evaluate, parseModule, printModule, runSteps } from "etalon/lang";
import { runMachine } from "etalon/machine";
import { checkClaims, conforms } from "etalon/proof";
import { defaultCases, explainCase, mutants, readToken, runBlock } from "etalon/testing";
import { describe, expect, it } from "vitest";
import { checkGenerated, generateInput } from "../../../src/testing/generate/arbitrary.ts";
import { generateModule } from "../../../src/testing/generate/program.ts";
import { programOfFiles, spreadOver } from "../../../src/testing/generate/spread.ts";
import { testSeed } from "../../seed.ts";

const cases = Array.from({ length: 300 }, (_, i) => {
  const own = testSeed + i;
  const module = generateModule(own, { size: 60 });
  return { own, module, files: spreadOver(module, own) };
});

describe(`programs spread over files, from seed ${testSeed}`, () => {
  it("behave as in one file", () => {
    for (const { own, module, files } of cases) {
      const whole = checkGenerated(module).program;
      const program = programOfFiles(files);
      const told = [...files].map(([path, text]) => `// ${path}\n${text}`).join("\n");
      if (!program.ok) throw new Error(`${own}: ${program.error[0]!.message}\n${told}`);
      const input = generateInput(own);
      const clock = { clock: 20_000 };
      const one = runSteps(whole, environmentOf(input), clock);
      const several = runSteps(program.value, environmentOf(input), clock);
      const seen = ({ events, outcome }: typeof one) => ({ events, outcome });
      if (one.outcome.kind === "running") continue;
      expect(seen(several), told).toEqual(seen(one));
      const big = evaluate(program.value, environmentOf(input), { clock: 20_000, memory: 2 ** 26, depth: 1000 });
      if (big.ok && big.value.outcome.kind !== "running")
        expect({ events: big.value.events, outcome: big.value.outcome }).toEqual(seen(one));
    }
  });

  it("are compiled, and certified", () => {
    for (const { own, files } of cases.slice(0, 100)) {
      const program = programOfFiles(files);
      if (!program.ok) throw new Error(program.error[0]!.message);
      const compiled = compile(program.value);
      if (!compiled.ok) throw new Error(compiled.error.message);
      const input = generateInput(own);
      const source = runSteps(program.value, environmentOf(input), { clock: 20_000 });
      const machine = runMachine(compiled.value.image, { input, budget: 100_000 });
      expect(conforms(machine, source).verdict).not.toBe("differs");
      expect(checkClaims(program.value, compiled.value.image, claimsOf(compiled.value)).verdict).toBe("certified");
    }
  });

  it("are printed as they are read", () => {
    for (const { files } of cases.slice(0, 100))
      for (const text of files.values()) {
        const module = parseModule(text);
        if (!module.ok) throw new Error(module.error[0]!.message);
        const printed = printModule(module.value);
        const again = parseModule(printed);
        expect(again.ok && printModule(again.value)).toBe(printed);
      }
  });

  it("have what they are for: several files, private names that are the same, hidden ones, circles", () => {
    const have = (test: (files: readonly (readonly [string, string])[]) => boolean): number =>
      cases.filter(({ files }) => test([...files])).length;
    const declares = (text: string, name: RegExp): boolean => name.test(text);
    expect(have((files) => files[0]![1].includes("import"))).toBeGreaterThan(100);
    const own = /^(?:fn|let|const) q0\b/m;
    expect(have((files) => files.filter(([, text]) => declares(text, own)).length > 1)).toBeGreaterThan(50);
    expect(have((files) => /^pub fn q\d/m.test(files.at(-1)![1]))).toBeGreaterThan(50);
    expect(
      have((files) => files.some(([path, text]) => path !== "main.ell" && text.includes("main.ell"))),
    ).toBeGreaterThan(20);
  });
});

describe("a campaign over files", () => {
  const settings = { ...defaultCases, seed: 3, certify: true, files: true as const };

  it("finds nothing in our own compiler, and certifies all", () => {
    const { tally, found } = runBlock(settings, 0, 60);
    expect(found).toEqual([]);
    expect(tally.cases).toBe(60);
  });

  it("finds a mutant of files, shrinks the case and keeps it spread", () => {
    const using = mutants.find(({ name }) => name === "private-global-of-another-file")!.passes;
    const [finding] = runBlock({ ...settings, certify: false }, 0, 60, { using }).found;
    const target = readToken(finding!.shrunk!.token);
    if (!target.ok || target.value.kind !== "program") throw new Error("no program");
    const { text, ...rest } = target.value;
    expect(rest.spread).toBeDefined();
    const module = parseModule(text);
    if (!module.ok) throw new Error(text);
    const explanation = explainCase({ module: module.value, ...rest }, { using });
    expect(explanation?.failure.class).toBe(finding!.class);
    expect(explanation?.text).toContain("// parts/a.ell\n");
  });

  it("shrinks a case to one file where it fails there, too", () => {
    const using = mutants.find(({ name }) => name === "exit-code-lost")!.passes;
    const [finding] = runBlock({ ...settings, certify: false }, 0, 60, { using }).found;
    const target = readToken(finding!.shrunk!.token);
    expect(target.ok && target.value).not.toHaveProperty("spread");
  });
});
