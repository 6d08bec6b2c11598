/** The README of the student's compiler: its commands, run in a folder of their own, print what it says. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const example = join(root, "examples/student-compiler");
const readme = readFileSync(join(example, "README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "etalon-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync(example, folder, { recursive: true });
mkdirSync(join(folder, "node_modules"));
symlinkSync(root, join(folder, "node_modules/etalon"), "dir");

/** A line of the README as a shell runs it in a clone. */
function run(line: string): { readonly status: number | null; readonly out: string; readonly error: string } {
  const node = `"${process.execPath}" --conditions=etalon-source`;
  const etalon = `"${process.execPath}" "${join(root, "bin/etalon.js")}"`;
  const command = line
    .replace(/\s+#.*$/, "")
    .replace(/^node /, `${node} `)
    .replace(/(^|\| )etalon /, `$1${etalon} `);
  const done = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8", timeout: 120_000 });
  return { status: done.status, out: done.stdout, error: done.stderr };
}

/** What a block of the README shows, line by line. */
function shown(beginning: string): string[] {
  const block = [...readme.matchAll(/```text\n([\s\S]*?)```/g)]
    .map(([, text]) => text!)
    .find((t) => t.startsWith(beginning));
  return block!.trimEnd().split("\n");
}

describe("examples/student-compiler/README.md", () => {
  it("compiles, assembles, runs and checks", () => {
    const lines = /```sh\n(node main[\s\S]*?)```/.exec(readme)![1]!.trimEnd().split("\n");
    const [made, assembled, executed, checked] = lines.map(run);
    expect([made!.status, assembled!.status]).toEqual([0, 0]);
    expect(executed!.status).toBe(12);
    expect(checked!.out).toContain(shown("VERDICT")[0]);
  });

  it("tests a compiler, and one with a mistake", () => {
    expect(run("node test.ts").out.split("\n").slice(0, 2)).toEqual(shown("passed"));
    expect(run("node mistakes.ts comparison-the-wrong-way > wrong.ts").status).toBe(0);
    const failed = run("node test.ts wrong.ts");
    expect(failed.status).toBe(1);
    expect(failed.out.split("\n").slice(0, 5)).toEqual(shown("failed"));
  });

  it("lists the mistakes", () => {
    const { out } = run("node mistakes.ts");
    expect(out.split("\n").filter((line) => line !== "").length).toBe(15);
    expect(out).toContain("no-stack-check");
  });

  it("refuses what is no program", () => {
    writeFileSync(join(folder, "wrong.ell"), "fn main(): int { return x; }");
    const { status, error } = run("node main.ts wrong.ell");
    expect(status).toBe(3);
    expect(error).toContain("wrong.ell:1:25");
  });
});
