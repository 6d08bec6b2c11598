/**
 * The two compilers of the tutorial: right ones pass, planted bugs are found with the counterexamples that the README
 * prints. Once on the sources, and once as a user has it: the built package, in a folder of its own, by its public doors.
 */

import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { testPhase } from "etalon/testing";
import { afterAll, describe, expect, it } from "vitest";
import * as imp from "../../../examples/bring-your-own/imp.ts";
import * as paper from "../../../examples/bring-your-own/mccarthy-painter.ts";

const root = resolve(import.meta.dirname, "../../..");
const example = join(root, "examples/bring-your-own");
const readme = readFileSync(join(example, "README.md"), "utf8");

describe("the compilers", () => {
  it("of McCarthy and Painter is correct, and the one with a mistake is not", () => {
    const test = { programs: paper.programs, inputs: paper.stores, seed: 5, runs: 3000 };
    expect(testPhase(paper.correct, test)).toMatchObject({ verdict: "passed", counterexample: undefined });
    const { verdict, counterexample } = testPhase(paper.wrong, test);
    expect([verdict, counterexample?.verdict]).toStrictEqual(["failed", "broken"]);
    expect(counterexample && paper.print(counterexample.program)).toMatch(/^\w \+ \(\w \+ \w\)$/);
  });

  it("of IMP is correct, and the one with a mistake is not", () => {
    const test = { programs: imp.programs, inputs: imp.stores, seed: 5, runs: 1500 };
    expect(testPhase(imp.correct, test)).toMatchObject({ verdict: "passed", counterexample: undefined });
    const { verdict, counterexample } = testPhase(imp.wrong, test);
    expect(verdict).toBe("failed");
    expect(counterexample && imp.print(counterexample.program)).toContain(" and ");
  });
});

describe("the README", () => {
  it.each([
    ["mccarthy-painter.ts", paper.main],
    ["imp.ts", imp.main],
  ])("prints what %s prints", (_, main) => {
    const [passed, failed] = main().split("\n\n");
    expect(passed).toContain("passed after 1000 runs");
    expect(readme).toContain(failed);
  });
});

describe("the built package", () => {
  const folder = mkdtempSync(join(tmpdir(), "etalon-own-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("runs both, by nothing but its public doors", () => {
    const modules = join(folder, "node_modules");
    const installed = join(modules, "etalon");
    mkdirSync(installed, { recursive: true });
    copyFileSync(join(root, "package.json"), join(installed, "package.json"));
    const compiler = join(root, "node_modules/@typescript/native/bin/tsc");
    // Whether the types are right is for `npm run lint:types` to say; here only what comes out is looked at.
    const code = ["--noCheck", "--declaration", "false", "--stripInternal", "false"];
    const words = ["-p", "tsconfig.build.json", ...code, "--outDir", join(installed, "dist")];
    execFileSync(process.execPath, [compiler, ...words], { cwd: root });
    // What the package depends on is found where this clone has it; the package itself only in the folder.
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: object };
    for (const name of Object.keys(dependencies)) {
      mkdirSync(join(modules, name, ".."), { recursive: true });
      symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
    }
    cpSync(example, folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    const env = { ...process.env };
    delete env["NODE_OPTIONS"];
    for (const [file, main] of [["mccarthy-painter.ts", paper.main] as const, ["imp.ts", imp.main] as const]) {
      const printed = execFileSync(process.execPath, [file], { cwd: folder, env, encoding: "utf8" });
      expect(printed.trim()).toBe(main().trim());
    }
  });
});
