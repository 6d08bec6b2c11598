/**
 * Walking certificates on concrete inputs: every square of an honest compilation commutes to the end of the run, and a
 * broken compiler or a false claim breaks a square, in words.
 */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimsOf } from "../../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../../src/compiler/pipeline.ts";
import { environmentOf } from "../../../../src/core/environment.ts";
import { runSteps } from "../../../../src/lang/semantics/run.ts";
import { diagramOf, diagramSvg, diagramText } from "../../../../src/proof/evidence/lockstep/diagram.ts";
import { walkLockstep } from "../../../../src/proof/evidence/lockstep/walk.ts";
import { arbitraryInput, arbitraryProgram } from "../../../../src/testing/generate/arbitrary.ts";
import { Forgery } from "../../checker/forge.ts";

const text = `
let total = 3;
fn add(a: int[], n: int): int {
  let sum = 0;
  for i in 0..n { sum = sum + a[i]; }
  return sum;
}
fn main(): int {
  let a = new int[](3);
  a[1] = read();
  total = add(a, 3) + total;
  write(total);
  return total;
}
`;

const input = Uint8Array.of(40);

describe("the lockstep walk", () => {
  test("every square of generated programs commutes, to the same end", () => {
    fc.assert(
      fc.property(arbitraryProgram({ size: 40 }), arbitraryInput(), ({ program }, bytes) => {
        const compiled = compile(program);
        if (!compiled.ok) throw new Error(compiled.error.message);
        const budget = { squares: 3_000 };
        const squares = [...walkLockstep(program, compiled.value.image, claimsOf(compiled.value), bytes, budget)];
        expect(squares.find(({ broken }) => broken !== undefined)?.broken).toBeUndefined();
        if (squares.length < budget.squares) {
          const { outcome } = runSteps(program, environmentOf(bytes));
          expect(squares.at(-1)!.source).toEqual({ outcome });
        }
      }),
      { numRuns: 150 },
    );
  });

  test("the diagram as text", () => {
    const f = new Forgery(text);
    const squares = [...walkLockstep(f.program, f.image, f.differences, input)];
    const rows = diagramOf(f.program, squares, (node) => `node ${node}`);
    const drawn = diagramText(rows);
    expect(drawn).toContain("halted with code 43");
    expect(drawn).toContain("reads 40");
    expect(drawn).toContain("sum = 40 ~ ");
    expect(drawn).not.toContain("BROKEN");
    expect(diagramSvg(rows)).toMatch(/^<svg [^>]+>.*<\/svg>\n$/s);
  });

  test("a wrong instruction breaks a square, with both values", () => {
    const f = new Forgery(text);
    const { entry } = f.claims.functions[f.index("add")]!;
    const pc = f
      .find((i) => i.mnemonic === "add" && i.rd === i.rs1)
      .find((at) => at > entry && f.at(at - 4)?.mnemonic === "lw")!;
    f.put(pc, { ...(f.at(pc) as { mnemonic: "add"; rd: number; rs1: number; rs2: number }), mnemonic: "sub" });
    const last = [...walkLockstep(f.program, f.image, f.differences, input)].at(-1)!;
    expect(last.broken).toMatch(/^sum is 40 in the source and -40 in /);
    expect(diagramText(diagramOf(f.program, [last], String))).toContain("BROKEN: sum is 40");
    expect(diagramText(diagramOf(f.program, [last], String))).toContain("✗");
  });

  test("a false claim breaks a square", () => {
    const f = new Forgery(text);
    const [cut] = f.claims.functions[f.index("add")]!.cuts;
    cut!.values[0]!.location = { kind: "register", register: 31 };
    expect([...walkLockstep(f.program, f.image, f.differences, input)].at(-1)!.broken).toMatch(/ in t6$/);
  });
});
