/** Where a pair of paths ends: what each side has is told, and what holds is counted once, whether it is listed or not. */

import { describe, expect, it } from "vitest";
import { checkClaims } from "../../../../src/proof/checker/check.ts";
import { ByHand } from "../by-hand.ts";
import { Forgery } from "../forge.ts";

/** What does not hold, with its two sides. */
function open(f: Forgery): readonly (string | undefined)[] {
  const verdict = f.check();
  if (verdict.verdict !== "refused") return [verdict.verdict];
  const { what, source, machine } = verdict.obligation!;
  return [what, source, machine];
}

describe("the two ends", () => {
  it("are told: start-up that calls again where the source exits", () => {
    const f = new Forgery("fn main(): int { return 3; }");
    const [exit, main] = [f.callOf(93), f.claims.functions[f.index("main")]!.entry];
    f.put(exit, { mnemonic: "jal", rd: 0, imm: main - exit });
    expect(open(f)).toStrictEqual(["both sides end in the same way", "exits", `enters function ${f.index("main")}`]);
  });

  const giving = (text: string, code: number): readonly (string | undefined)[] =>
    open(
      new ByHand(`fn f(n: int): int { ${text} } fn main(): int { return f(read()); }`).write(
        "f",
        `li a0, ${code}\n ebreak`,
      ),
    );

  it("are told: giving up where there is room", () => {
    expect(giving("return n;", 16)).toStrictEqual([
      "the stack is spent when the machine says so",
      "a frame of 0 bytes",
      "gives up",
    ]);
    const heap = "the heap is spent when the machine says so";
    expect(giving("return n;", 17)).toStrictEqual([heap, "allocates nothing here", "gives up"]);
    expect(giving("write(7); return n;", 17)).toStrictEqual([heap, "write 7", "gives up"]);
  });
});

it("obligations that hold are as many when they are listed", () => {
  const f =
    new Forgery(`fn f(a: int[], n: int): int { let i = 0; while i < n { write(a[i] + '0'); i = i + 1; } return a[0] / n; }
    fn main(): int { return f(new int[](read() & 7), read()); }`);
  const [counted, listed] = [{}, { list: true }].map((options) =>
    checkClaims(f.program, f.image, f.differences, options),
  );
  if (counted?.verdict !== "certified" || listed?.verdict !== "certified") throw new Error("not certified");
  expect(counted.obligations).toStrictEqual([]);
  expect(listed.obligations.length).toBe(listed.statistics.obligations);
  expect(counted.statistics.obligations).toBe(listed.statistics.obligations);
});
