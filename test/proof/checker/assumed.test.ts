/**
 * Where a segment begins, and where the environment answers, no more is assumed than what holds there. Each image is wrong for one value that
 * a checker which assumes more does not look at; the right one beside it is certified.
 */

import { describe, expect, test } from "vitest";
import { answer, apply, ByHand, constant, fact, inRegister, inSlot, local } from "./by-hand.ts";

const main = "fn main(): int { return f(read()); }";
const result = "the result";
const n = local(0);
const inA0 = { value: n, location: inRegister("a0") };

describe("a fact that says nothing", () => {
  const same = fact(apply("equal", n, n));

  test("at a cut point", () => {
    const counting = (end: string, facts = [same]): string => {
      const f = new ByHand(`fn f(n: int): int { while n > 0 { n = n - 1; } return n; } ${main}`);
      f.write("f", `head:\n bge zero, a0, done\n addi a0, a0, -1\n j head\ndone:\n ${end}\n ret`);
      const [loop] = f.nodes("f", "while");
      return answer(f.cut("f", { phase: "before", node: loop!.id }, "head", { values: [inA0], facts }));
    };
    expect([counting(""), counting("addi a0, a0, 1"), counting("addi a0, a0, 1", [])]).toStrictEqual([
      "certified",
      result,
      result,
    ]);
  });

  test("at an entry", () => {
    const given = (code: string): string => {
      const f = new ByHand(`fn f(n: int): int { return n; } ${main}`).write("f", `${code}\n ret`);
      f.of("f").facts = [same];
      return answer(f);
    };
    expect([given(""), given("addi a0, a0, 1")]).toStrictEqual(["certified", result]);
  });
});

describe("what one cut point says", () => {
  test("is said of no other: a variable that is a constant at the first", () => {
    const twice = (end: string): string => {
      const f = new ByHand(
        `fn f(n: int): int { let k = 5; while n > 9 { n = n - 1; } k = n; while n > 0 { n = n - 1; } return k; } ${main}`,
      );
      f.write(
        "f",
        `first:
          slti t0, a0, 10
          bne t0, zero, between
          addi a0, a0, -1
          j first
        between:
          mv a1, a0
        second:
          bge zero, a0, done
          addi a0, a0, -1
          j second
        done:
          ${end}
          ret`,
      );
      const [before, after] = f.nodes("f", "while");
      const k = local(f.slot("f", "k"));
      f.cut("f", { phase: "before", node: before!.id }, "first", {
        values: [inA0, { value: k, location: { kind: "constant", value: 5 } }],
      });
      f.cut("f", { phase: "before", node: after!.id }, "second", {
        values: [inA0, { value: k, location: inRegister("a1") }],
      });
      return answer(f);
    };
    expect([twice("mv a0, a1"), twice("li a0, 5")]).toStrictEqual(["certified", result]);
  });

  test("is said of no other: a fact about a register", () => {
    const twice = (end: string): string => {
      const f = new ByHand(
        `fn f(n: int): int {
          if n < 3 { while n < 2 { n = n + 1; } }
          while n > 9 { n = n - 1; }
          if n < 3 { return 1; }
          return 2;
        } ${main}`,
      );
      f.write(
        "f",
        `slti t0, a0, 3
          beq t0, zero, second
        first:
          slti t0, a0, 2
          beq t0, zero, second
          addi a0, a0, 1
          j first
        second:
          slti t0, a0, 10
          bne t0, zero, done
          addi a0, a0, -1
          j second
        done:
          slti t0, a0, 3
          li a0, 1
          bne t0, zero, end
          ${end}
        end:
          ret`,
      );
      const [before, after] = f.nodes("f", "while");
      const facts = [fact(apply("slt", n, constant(3)))];
      f.cut("f", { phase: "before", node: before!.id }, "first", { values: [inA0], facts });
      f.cut("f", { phase: "before", node: after!.id }, "second", { values: [inA0] });
      return answer(f);
    };
    expect([twice("li a0, 2"), twice("")]).toStrictEqual(["certified", result]);
  });

  test("of two operands that are constants is not that they are one", () => {
    const waiting = (code: string): string => {
      const f = new ByHand(`fn g(n: int): int { return n; } fn f(n: int): int { return 3 - (4 + g(n)); } ${main}`);
      f.write(
        "f",
        `addi t6, sp, -4
          lui t5, ${f.claims.layout.stackLimit}
          bltu t6, t5, full
          mv sp, t6
          sw ra, 0(sp)
          jal ra, g
        return:
          ${code}
          lw ra, 0(sp)
          addi sp, sp, 4
          ret
        full:
          li a0, 16
          ebreak`,
      );
      Object.assign(f.of("f"), { frame: 4, saved: [{ register: 1, location: inSlot(0) }] });
      f.cut("f", { phase: "after", node: f.nodes("f", "call")[0]!.id }, "return", {
        values: [
          { value: { kind: "pending", index: 0 }, location: { kind: "constant", value: 3 } },
          { value: { kind: "pending", index: 1 }, location: { kind: "constant", value: 4 } },
          { value: { kind: "result" }, location: inRegister("a0") },
        ],
      });
      return answer(f);
    };
    expect(waiting("li t0, -1\n sub a0, t0, a0")).toBe("certified");
    expect(waiting("sub a0, zero, a0")).toBe(result);
  });

  test("is nothing of what a call without a result delivers", () => {
    const f = new ByHand(`fn p(n: int) { n = 1; } fn f(n: int): int { p(n); return 1; } ${main}`);
    const cut = f.of("f").cuts.find(({ phase }) => phase === "after")!;
    expect(answer(f)).toBe("certified");
    cut.values.push({ value: { kind: "result" }, location: inRegister("a0") });
    expect(answer(f)).toBe("the claimed value of the value just delivered");
  });

  test("without a base of globals is nothing of tp", () => {
    const loop = `fn f(n: int): int { while n > 0 { n = n - 1; } return n; } ${main}`;
    const using = (before: string, after: string): string => {
      const f = new ByHand(loop);
      f.write("f", `${before}\nhead:\n bge zero, a0, done\n addi a0, a0, -1\n j head\ndone:\n ${after}\n ret`);
      const { base: _, ...layout } = f.claims.layout;
      f.claims.layout = layout;
      const [node] = f.nodes("f", "while");
      return answer(f.cut("f", { phase: "before", node: node!.id }, "head", { values: [inA0] }));
    };
    expect(using("", "")).toBe("certified");
    expect(using("add a0, a0, tp", "")).toBe("the claimed value of variable n in a0");
    expect(using("", "add a0, a0, tp")).toBe(result);
  });
});

describe("what the system answers", () => {
  test("is no more than was asked for", () => {
    const reading = (some: string): string => {
      const f = new ByHand(
        `fn f(b: byte[], n: int): int { let k = read_bytes(b, 0, n); if k > n { return 1; } return 2; }
          fn main(): int { return f(new byte[](9), 7); }`,
      );
      f.write(
        "f",
        `lw t3, 0(a0)
          bltu t3, a1, out
          mv t4, a1
          beq t4, zero, two
          mv a2, a1
          addi a1, a0, 4
          li a0, 0
          li a7, 63
          ecall
          blt zero, a0, some
          j two
        some:
          ${some}
        one:
          li a0, 1
          ret
        two:
          li a0, 2
          ret
        out:
          li a0, 2
          ebreak`,
      );
      return answer(f);
    };
    expect([reading("bge t4, a0, two"), reading("")]).toStrictEqual(["certified", result]);
  });

  test("to a byte that the source writes by itself is any word", () => {
    const writing = (after: string): string => {
      const f = new ByHand(`fn f(n: int): int { write(n); return 1; } ${main}`);
      const { scratch } = f.claims.layout;
      const low = (scratch << 20) >> 20;
      f.write(
        "f",
        `lui t0, ${(scratch - low) | 0}
          addi t0, t0, ${low}
          sb a0, 0(t0)
          li a7, 64
          li a0, 1
          mv a1, t0
          li a2, 1
          ecall
          ${after}
          ret`,
      );
      return answer(f);
    };
    expect([writing("li a0, 1"), writing("")]).toStrictEqual(["certified", result]);
  });
});
