/**
 * Start-up gives the globals their first values one by one: at a cut point in between, an array global whose turn has not come is still 0, and
 * what is read through it would be read at address 0. It is an array from its assignment on.
 */

import { describe, expect, it } from "vitest";
import { Forgery } from "./forge.ts";

const program = `
let first = new int[](3);
let second = new int[](4);
fn main(): int { return len(first) + len(second); }
`;
const [t0, tp] = [5, 4];

/** The honest image, which at the cut point of an allocation in start-up reads the length of a global as well, and forgets it. */
function reading(allocation: "first" | "second", global: "first" | "second"): string {
  const f = new Forgery(program);
  const index = { first: 0, second: 1 };
  const { pc } = f.claims.functions[f.program.start]!.cuts[index[allocation]]!;
  const { globals, base } = f.claims.layout;
  // The result of the allocation is assigned here.
  const here = f.at(pc)!;
  expect(here).toMatchObject({ mnemonic: "sw", rs1: tp });
  const added = f.append(
    { mnemonic: "lw", rd: t0, rs1: tp, imm: globals + 4 * index[global] - base! },
    { mnemonic: "lw", rd: t0, rs1: t0, imm: 0 },
    here,
  );
  const end = added + 12;
  f.append({ mnemonic: "jal", rd: 0, imm: pc + 4 - end });
  f.put(pc, { mnemonic: "jal", rd: 0, imm: added - pc });
  return f.checkOf(f.differences);
}

describe("a global that is an array, in start-up", () => {
  it("is one behind its assignment", () => {
    expect(reading("second", "first")).toBe("certified");
  });

  it("is none before", () => {
    expect([reading("first", "first"), reading("first", "second"), reading("second", "second")]).toEqual(
      Array.from({ length: 3 }, () => "the machine's path can be followed"),
    );
  });
});
