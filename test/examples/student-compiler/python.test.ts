/**
 * The compiler in Python, a process like anybody's: every example is certified by a certificate that is found, and so are generated programs. And
 * the commands of the README print what it shows.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { certifyWithout } from "etalon/infer";
import type { Program } from "etalon/lang";
import { assemble, type Image } from "etalon/machine";
import { afterAll, describe, expect, it } from "vitest";
import { etalon } from "../../cli/command.ts";
import { programOf } from "../../lang/program-of.ts";
import { installed } from "../../machine/tools.ts";
import { examples } from "../cases.ts";

const example = resolve(import.meta.dirname, "../../../examples/student-compiler");
const compiler = join(example, "compiler.py");
const readme = readFileSync(join(example, "README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "etalon-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

function imageOf(program: Program): Image {
  const tree = join(folder, "program.json");
  writeFileSync(tree, JSON.stringify({ program }));
  const done = spawnSync("python3", [compiler, tree], { encoding: "utf8" });
  expect(done.stderr).toBe("");
  const image = assemble(done.stdout);
  if (!image.ok) throw new Error(image.error[0]!.message);
  return image.value;
}

describe.skipIf(!installed("python3"))("the compiler in Python", () => {
  it.each(examples.map(({ name, text }) => [name, text] as const))("%s is certified", (_, text) => {
    const program = programOf(text);
    const { verdict, functions } = certifyWithout(program, imageOf(program));
    expect({ verdict: verdict.verdict, apart: functions.filter(({ kind }) => kind !== "level") }).toStrictEqual({
      verdict: "certified",
      apart: [],
    });
  });

  it("does what the README shows", async () => {
    const tree = join(folder, "gcd.json");
    const parsed = await etalon(["parse", "--json", join(example, "gcd.ell")]);
    writeFileSync(tree, parsed.out);
    const text = join(folder, "gcd.s");
    writeFileSync(text, spawnSync("python3", [compiler, tree]).stdout);
    const checked = await etalon(["check", join(example, "gcd.ell"), "--image", text, "--infer", "--no-qemu"]);
    expect(checked.exit).toBe(0);
    const tested = await etalon(["test", "--compiler", `python3 '${compiler}' {program}`, "--infer", "--runs", "40"]);
    expect(tested.exit).toBe(0);
    const shown = [...readme.matchAll(/```text\n([^`]*?)```/g)].map(([, block]) => block!);
    const lineOf = (beginning: string): string => shown.find((block) => block.startsWith(beginning))!;
    expect(checked.out).toContain(lineOf("INFERRED"));
    expect(tested.out.endsWith(lineOf("programs"))).toBe(true);
  });
});
