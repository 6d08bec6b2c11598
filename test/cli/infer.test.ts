/**
 * `etalon check --infer`: a binary without a certificate is certified, or it is said where the two sides come apart.
 */

import { copyFileSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile } from "../../examples/student-compiler/compiler.ts";
import { programOf } from "../lang/program-of.ts";
import { document, etalon, folder } from "./command.ts";

const file = folder();
const text = `fn twice(n: int): int {
  return n + n;
}
fn main(): int {
  let a = twice(read());
  return a - 1;
}
`;
const source = file("twice.ell", text);
const assembly = compile(programOf(text));
const good = file("good.s", assembly);
const unchecked = file("unchecked.s", assembly.replaceAll(/^ *bltu .*no_stack$/gm, ""));

const limits = ["--runs", "3", "--no-qemu"];

describe("check --infer", () => {
  it("certifies what a student's compiler made", async () => {
    const { exit, out } = await etalon(["check", source, "--image", good, "--infer", ...limits]);
    expect(out).toContain("INFERRED    certified for every input: 3 of 3 functions");
    // The verdict comes last, and is of what was found, too.
    expect(out).toMatch(/\n\nVERDICT {5}conforms: certified for every input, by a certificate that was found,/);
    expect(out).not.toContain("not certified");
    // It stands where the certificate would, and nothing says that there is none.
    expect(out).toMatch(/\n\nINFERRED .*\n {2}checked {3}3 functions, .*\n(.*\n)*\nTESTED /);
    expect(out).not.toContain("CERTIFIED");
    expect(exit).toBe(0);
  });

  it("starts a process beside the machine where the certificate that was found is enough", async () => {
    const ran = async (image: string): Promise<string> => {
      const { json } = await document(["check", source, "--image", image, "--infer", "--runs", "1"]);
      return (json as { tested: { qemu: string } }).tested.qemu;
    };
    expect(await ran(good)).not.toBe("uncertified");
    expect(await ran(unchecked)).toBe("uncertified");
  });

  it("says where the sides come apart, and exits with 4 where nothing is wrong", async () => {
    const { shown, json } = await document(["check", source, "--image", unchecked, "--infer", ...limits]);
    expect(shown.exit).toBe(4);
    const { inferred } = json as { inferred: { verdict: string; functions: { apart: object | null }[] } };
    expect(inferred.verdict).not.toBe("certified");
    const last = inferred.functions.at(-1)!.apart as { from: { line: number }; machine: string };
    expect(last.from.line).toBe(4);
    expect(last.machine).toContain("before the stack is known to have room");
  });

  it("calls a binary with next to no stack starved, and exits with 4", async () => {
    const little = file("little.elf");
    await etalon(["compile", source, "--stack", "64", "-o", little]);
    const alone = file("alone.elf");
    copyFileSync(little, alone);
    const { exit, out } = await etalon(["check", source, "--image", alone, "--infer", ...limits]);
    expect(out).toMatch(/^INFERRED {4}starved: .*\n {12}it has 64 bytes of stack, less than 65536$/m);
    expect(out).toMatch(/VERDICT {5}starved: the image gives itself too little stack or heap/);
    expect(exit).toBe(4);
  });

  it("takes several binaries, with a line for each, and a case for each function", async () => {
    const swapped = file("swapped.s", assembly.replace("sub t0, t0, t1", "sub t0, t1, t0"));
    const results = file("results.xml");
    const shown = await etalon(["check", source, good, unchecked, swapped, "--infer", "--junit", results, ...limits]);
    expect(shown.out).toContain("  certified for every input: 3 of 3 functions are level");
    expect(shown.out).toMatch(/^ {2}main: level up to line 5 and pc 0x[0-9a-f]+; missing: place$/m);
    expect(shown.exit).toBe(1);
    const { json } = await document(["check", source, good, unchecked, "--infer", ...limits]);
    expect(json).toMatchObject({
      exit: 4,
      images: [
        { inferred: { verdict: "certified" } },
        { inferred: { verdict: expect.stringMatching(/refused|undecided/) as string } },
      ],
    });
    const junit = readFileSync(results, "utf8");
    expect(junit.match(/function \w+ is level with the source"\/>/g)).toHaveLength(3 + 2);
  });

  it("shows as many hints as are asked for", async () => {
    const hints = async (count: string): Promise<number> =>
      (await etalon(["check", source, "--image", unchecked, "--infer", "--hints", count, ...limits])).out.split(
        "  hint ",
      ).length - 1;
    expect([await hints("0"), await hints("1"), await hints("3")]).toStrictEqual([0, 3, 9]);
  });

  it("takes what is known of the layout", async () => {
    const asked = async (layout: string): Promise<number | null> =>
      (await etalon(["check", source, "--image", good, "--infer", "--layout", layout, ...limits])).exit;
    expect([await asked("stackLimit=0x14001000"), await asked("heapEnd=4096"), await asked("heap=0")]).toStrictEqual([
      0, 4, 2,
    ]);
  });

  it("writes the certificate that was found, with which lockstep goes up to the break", async () => {
    const [elf, found] = [file("wrong.elf"), file("wrong.cert.json")];
    const wrong = file("wrong.s", assembly.replace("sub t0, t0, t1", "sub t0, t1, t0"));
    expect((await etalon(["assemble", wrong, "-o", elf])).exit).toBe(0);
    expect((await etalon(["check", source, "--image", elf, "--infer", "--found", found, ...limits])).exit).toBe(1);
    const shown = await etalon(["trace", source, "--lockstep", "--image", elf, "--certificate", found], { input: "a" });
    expect(shown.out).toContain("BROKEN: value is 193 in the source and -193 in a0");
  });
});
