/** `check` of several binaries: a line for each, one exit code, the document and the JUnit file; a text is assembled. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { document, etalon, folder } from "./command.ts";

const file = folder();
const task = file("task.ell", "fn main(): int { return read() + 1; }");
file("task/a.in", "a");
file("task/a.code", "98");

/** By hand: `c` is what it adds. */
const text = (c: number): string => `_start: li a0, 0
  la a1, cell
  li a2, 1
  li a7, 63
  ecall
  li t0, -1
  blez a0, end
  lbu t0, 0(a1)
end: addi a0, t0, ${c}
  li a7, 93
  ecall
  .bss
cell: .zero 4
`;
const right = file("right.s", text(1));
const wrong = file("wrong.s", text(2));
const loop = file("loop.s", "_start: j _start");
const typo = file("typo.s", "_start: adi a0, a0, 1");
const ours = file("ours.elf");
await etalon(["compile", task, "-o", ours]);
const limits = ["--runs", "5", "--clock", "1000", "--no-qemu"];

describe("check of several binaries", () => {
  it("says of each what it is, and exits as the worst", async () => {
    const shown = await etalon(["check", task, right, wrong, loop, typo, ours, file("none.elf"), ...limits]);
    const lines = shown.out.split("\n");
    const line = (path: string): string =>
      lines
        .find((one) => one.startsWith(path))!
        .slice(path.length)
        .trim();
    expect(line(right)).toBe("conforms as far as tested; not certified");
    expect(line(wrong)).toBe("does not conform");
    expect(shown.out).toMatch(
      /^ {2}a, shortened, without input: the source halted with code 0, the machine halted with code 1$/m,
    );
    expect(line(loop)).toMatch(/^undecided/);
    expect(line(typo)).toMatch(/cannot be assembled \(1 error\)$/);
    expect(shown.out).toMatch(/^ {2}1:9: there is no instruction adi \(did you mean addi\?\)$/m);
    expect(line(ours)).toBe("conforms: certified for every input, under the assumptions");
    expect(line(file("none.elf"))).toMatch(/there is no such file$/);
    expect(lines.at(-2)).toBe(
      "VERDICT     6 binaries: 2 conforming, each as its line says; 1 not conforming; 1 undecided; 2 no executables",
    );
    expect(shown.exit).toBe(1);
  });

  it.each([
    [0, [right, ours]],
    [1, [right, wrong, typo, loop]],
    [3, [right, typo, loop]],
    [4, [right, loop]],
  ])("exits with %i", async (exit, paths) => {
    expect((await etalon(["check", task, ...paths, ...limits, "--quiet"])).exit).toBe(exit);
  });

  it("prints one document", async () => {
    const { json } = await document(["check", task, right, wrong, typo, ...limits]);
    expect(json["images"]).toMatchObject([
      { file: right, verdict: "tested", certified: { verdict: "none" } },
      { file: wrong, verdict: "differs", tested: { counterexamples: [{ name: "a, shortened" }] } },
      { file: typo, verdict: "invalid", error: { kind: "program", diagnostics: [{ code: "instruction" }] } },
    ]);
    expect(json).toMatchObject({ exit: 1, source: { file: task }, semantics: {}, checker: {} });
  });

  it("writes a suite for each", async () => {
    const junit = file("results.xml");
    await etalon(["check", task, right, wrong, typo, ...limits, "--junit", junit]);
    const xml = readFileSync(junit, "utf8");
    expect(xml).toContain('tests="5" failures="1" errors="1"');
    expect(xml).toContain(`<testsuite name="${right}" tests="2" failures="0" errors="0">`);
    expect(xml).toMatch(/<failure message="does not conform">DIFFERENCE {2}machine and the source differ, on a/);
    expect(xml).toMatch(/<error message="[^"]*cannot be assembled \(1 error\)">[^<]*typo\.s:1:9: error/);
    const one = file("one.xml");
    await etalon(["check", task, "--image", wrong, ...limits, "--junit", one]);
    expect(readFileSync(one, "utf8")).toContain(`<testsuite name="${wrong}" tests="2" failures="1" errors="0">`);
  });

  it("refuses what has no effect", async () => {
    for (const [option, value] of [
      ["--image", right],
      ["--certificate", right],
      ["--heap", "1M"],
    ] as const) {
      const shown = await etalon(["check", task, right, wrong, option, value]);
      expect([shown.exit, shown.error]).toEqual([2, expect.stringContaining(`${option} has no effect here`)]);
    }
  });
});
