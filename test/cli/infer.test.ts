/**
 * `etalon check --infer`: a binary without a certificate is certified, or it is said where the two sides come apart.
 */

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
  it("certifies what a student's compiler made", () => {
    const { exit, out } = etalon(["check", source, "--image", good, "--infer", ...limits]);
    expect(out).toContain("INFERRED    certified for every input: 3 of 3 functions");
    expect(exit).toBe(0);
  });

  it("says where the sides come apart, and exits with 4 where nothing is wrong", () => {
    const { shown, json } = document(["check", source, "--image", unchecked, "--infer", ...limits]);
    expect(shown.exit).toBe(4);
    const { inferred } = json as { inferred: { verdict: string; functions: { apart: object | null }[] } };
    expect(inferred.verdict).not.toBe("certified");
    const last = inferred.functions.at(-1)!.apart as { from: { line: number }; machine: string };
    expect(last.from.line).toBe(4);
    expect(last.machine).toContain("before the stack is known to have room");
  });

  it("takes one binary", () => {
    expect(etalon(["check", source, good, "--infer"]).exit).toBe(2);
  });
});
