/**
 * Inlined calls: the source runs through them and the machine does not call, so the source has a stack of frames and the machine one.
 */

import { describe, expect, test } from "vitest";
import type { InlinedCall } from "../../../src/proof/certificate/claims.ts";
import { answer, apply, ByHand, constant, fact, inRegister, inSlot, length, local } from "./by-hand.ts";
import { addInLoop, addInlined } from "./inlined-add.ts";

const text = `${addInLoop}
  fn main(): int { return f(read()) + add(1, 2); }`;

/** The variables of f, and those of the call of add in it. */
const [n, s, x, t] = [local(0), local(1), local(2), local(4)];
type Cut = NonNullable<Parameters<ByHand["cut"]>[3]>;
const outside: Cut = {
  values: [
    { value: n, location: inRegister("a0") },
    { value: s, location: inRegister("t0") },
  ],
};
const inside: Cut = {
  inlined: 0,
  values: [
    { value: n, location: inRegister("a0") },
    { value: t, location: inRegister("t1") },
    { value: { kind: "pending", index: 0 }, location: inRegister("t3") },
  ],
};

function made(inner: Cut = inside, inlined?: (f: ByHand) => readonly InlinedCall[]): ByHand {
  const f = new ByHand(text).write("f", addInlined);
  const call = f.nodes("f", "call")[0]!.id;
  f.of("f").inlined = (inlined?.(f) ?? [{ call, within: null }]) as InlinedCall[];
  f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", outside);
  return f.cut("f", { phase: "before", node: f.nodes("add", "while")[0]!.id }, "inner", inner);
}

describe("an inlined call", () => {
  test("is certified, with a loop in it, and an operand of the caller that waits", () => {
    expect(answer(made())).toBe("certified");
  });

  test("values name the activation that they belong to", () => {
    const values = inside.values!;
    expect(
      answer(made({ ...inside, values: [values[0]!, { value: x, location: inRegister("t1") }, values[2]!] })),
    ).not.toBe("certified");
    // s is still what it was before the call, and y is n.
    const more = [...values, { value: s, location: inRegister("t0") }, { value: local(3), location: inRegister("a0") }];
    expect(answer(made({ ...inside, values: more }))).toBe("certified");
    // In the first round x is s, which the callee does not change; t is another word.
    expect(answer(made({ ...inside, values: [...values, { value: x, location: inRegister("t0") }] }))).toBe(
      "certified",
    );
    expect(answer(made({ ...inside, facts: [fact(apply("equal", x, s))] }))).toBe("certified");
    expect(answer(made({ ...inside, facts: [fact(apply("equal", t, s))] }))).toBe("it is known that (t == s)");
    expect(answer(made({ ...inside, facts: [fact(apply("equal", local(5), s))] }))).toMatch(/that there is not$/);
  });

  test("a point of the callee is not one of the caller", () => {
    const { inlined: _, ...own } = inside;
    expect(answer(made({ ...own, values: [] }))).toMatch(/the function has no such point$/);
  });

  test("what is not marked is called, and what is marked is in the function", () => {
    expect(answer(made({}, () => []))).toMatch(/the function has no such point$/);
    const plain = new ByHand(text).write("f", addInlined);
    plain.cut("f", { phase: "before", node: plain.nodes("f", "while")[0]!.id }, "head", outside);
    expect(answer(plain)).not.toBe("certified");
    const other = (f: ByHand): InlinedCall => ({ call: f.nodes("main", "call")[0]!.id, within: null });
    expect(answer(made(inside, (f) => [other(f)]))).toMatch(/does not make a call that is inlined$/);
    const own = (f: ByHand): InlinedCall => ({ call: f.nodes("f", "call")[0]!.id, within: null });
    expect(answer(made(inside, (f) => [own(f), own(f)]))).toMatch(/a call is inlined twice$/);
    for (const within of [0, 1, -1, 0.5, Number.NaN])
      expect(answer(made(inside, (f) => [{ ...own(f), within }]))).toMatch(/in one that does not come before it$/);
    for (const inlined of [1, -1, 0.5]) expect(answer(made({ ...inside, inlined }))).toMatch(/that there is not$/);
    const start = new ByHand("fn main(): int { return 3; }");
    start.of("_start").inlined = [{ call: start.nodes("_start", "call")[0]!.id, within: null }];
    expect(answer(start)).toMatch(/does not make a call that is inlined$/);
  });

  test("a node beyond all others is not a point of the next activation", () => {
    // 2³¹ as a node would have the number of node 0 in the first inlined call.
    for (const node of [2 ** 31, 2 ** 31 + 1, -1, 0.5, Number.NaN]) {
      const f = made();
      f.cut("f", { phase: "before", node }, "inner", { values: [] });
      expect(answer(f)).toMatch(/is at no node$/);
    }
    expect(answer(made(inside, () => new Array<InlinedCall>(2 ** 20).fill({ call: 0, within: null })))).toMatch(
      /it has more than 1048576 inlined calls$/,
    );
  });

  test.each([
    ["k: int, x: int", "m + 9, n", 2, 3],
    ["x: int, k: int", "n, m + 9", 3, 2],
  ])("that is entered again has other variables, also in places that nothing touches: %s", (of, given, k, x) => {
    const again = `fn h(${of}): int { while k > 5 { k = k - x; } return k; }
      fn f(n: int, m: int): int { while n > 0 { m = h(${given}); n = n - 1; } return m; }
      fn main(): int { return f(read(), 0); }`;
    const storing = (before: string, each: string): ByHand => {
      const f = new ByHand(again);
      f.write(
        "f",
        `addi t6, sp, -8
         lui t5, ${f.claims.layout.stackLimit}
         bltu t6, t5, full
         mv sp, t6
         ${before}
       start:
         bge zero, a0, done
         addi a1, a1, 9
         ${each}
       round:
         li t2, 5
         bge t2, a1, out
         lw t1, 4(sp)
         sub a1, a1, t1
         j round
       out:
         addi a0, a0, -1
         j start
       done:
         mv a0, a1
         addi sp, sp, 8
         ret
       full:
         li a0, 16
         ebreak`,
      );
      Object.assign(f.of("f"), { frame: 8, inlined: [{ call: f.nodes("f", "call")[0]!.id, within: null }] });
      // A way from here to here ends the one activation and begins the next, and leaves the word of x as it was.
      return f.cut("f", { phase: "before", node: f.nodes("h", "while")[0]!.id }, "round", {
        inlined: 0,
        values: [
          { value: n, location: inRegister("a0") },
          { value: local(k), location: inRegister("a1") },
          { value: local(x), location: inSlot(4) },
        ],
      });
    };
    expect(answer(storing("", "sw a0, 4(sp)"))).toBe("certified");
    expect(answer(storing("sw a0, 4(sp)", ""))).toBe("the claimed value of variable x in 4(sp)");
  });

  test("has variables that it assigns, also in places that nothing touches", () => {
    const counting = (each: string): string => {
      const f = new ByHand(`fn h(k: int, x: int): int { while k > 5 { k = k - 1; x = x + 1; } return x; }
        fn f(n: int, m: int): int { return h(n, m); }
        fn main(): int { return f(read(), 0); }`);
      f.write(
        "f",
        `addi t6, sp, -8
         lui t5, ${f.claims.layout.stackLimit}
         bltu t6, t5, full
         mv sp, t6
         sw a1, 4(sp)
       round:
         li t2, 5
         bge t2, a0, out
         addi a0, a0, -1
         ${each}
         j round
       out:
         lw a0, 4(sp)
         addi sp, sp, 8
         ret
       full:
         li a0, 16
         ebreak`,
      );
      Object.assign(f.of("f"), { frame: 8, inlined: [{ call: f.nodes("f", "call")[0]!.id, within: null }] });
      f.cut("f", { phase: "before", node: f.nodes("h", "while")[0]!.id }, "round", {
        inlined: 0,
        values: [
          { value: local(2), location: inRegister("a0") },
          { value: local(3), location: inSlot(4) },
        ],
      });
      return answer(f);
    };
    expect(counting("lw t1, 4(sp)\n addi t1, t1, 1\n sw t1, 4(sp)")).toBe("certified");
    expect(counting("")).toBe("the claimed value of variable x in 4(sp)");
  });

  test("its base is in the same activation or around it", () => {
    const f = made();
    expect(f.differences.functions[f.index("f")]!.cuts.map(({ base }) => base)).toStrictEqual([null, 0]);
    const swapped = made();
    swapped.of("f").cuts.reverse();
    expect(swapped.differences.functions[f.index("f")]!.cuts.map(({ base }) => base)).toStrictEqual([null, null]);
    expect(answer(swapped)).toBe("certified");
    const claims = structuredClone(swapped.differences);
    Object.assign(claims.functions[f.index("f")]!.cuts[1]!, { base: 0 });
    expect(swapped.checkOf(claims)).toMatch(/has a base in an activation that is over$/);
  });
});

describe("calls in calls", () => {
  const nested = `fn least(a: int[], i: int): int { let v = a[i]; return v; }
    fn sum(a: int[]): int { let r = 0; let i = 0; while i < len(a) { r = r + least(a, i); i = i + 1; } return r; }
    fn f(a: int[], b: int[]): int { return sum(a) - sum(b); }
    fn main(): int { return f(new int[](read() & 7), new int[](3)); }`;
  /** sum twice, one after the other; in each least, without a check. */
  const loop = (k: number, array: string, r: string): string => `
      lw t0, 0(${array})
      li t1, 0
      li ${r}, 0
      mv t2, ${array}
    loop${k}:
      bge t1, t0, end${k}
      lw t3, 4(t2)
      add ${r}, ${r}, t3
      addi t1, t1, 1
      addi t2, t2, 4
      j loop${k}
    end${k}:`;
  const both = `${loop(1, "a0", "t4")}
      ${loop(2, "a1", "t5")}
      sub a0, t4, t5
      ret`;

  function twice(change: (cut: Cut, k: number) => Cut = (cut) => cut): ByHand {
    const f = new ByHand(nested).write("f", both);
    const [first, second] = f.nodes("f", "call").map(({ id }) => id);
    const inner = f.nodes("sum", "call")[0]!.id;
    f.of("f").inlined = [
      { call: first!, within: null },
      { call: second!, within: null },
      { call: inner, within: 0 },
      { call: inner, within: 1 },
    ];
    const whileLoop = { phase: "before", node: f.nodes("sum", "while")[0]!.id } as const;
    // In each, sum has variables 2, 3 and 4: a, r and i.
    const [array, r, i] = [local(2), local(3), local(4)];
    for (const k of [1, 2]) {
      const cut: Cut = {
        inlined: k - 1,
        values: [
          { value: r, location: inRegister(k === 1 ? "t4" : "t5") },
          { value: i, location: inRegister("t1") },
          ...(k === 1
            ? [{ value: local(1), location: inRegister("a1") }]
            : [{ value: { kind: "pending", index: 0 } as const, location: inRegister("t4") }]),
        ],
        held: [
          { location: inRegister("t0"), term: length(array) },
          { location: inRegister("t2"), term: apply("add", array, apply("mul", i, constant(4))) },
        ],
        facts: [fact(apply("slt", i, constant(0)), false)],
      };
      f.cut("f", whileLoop, `loop${k}`, change(cut, k));
    }
    return f;
  }

  test("two activations of one function, and one in each, none of which the machine calls", () => {
    expect(answer(twice())).toBe("certified");
  });

  test("an activation for the other", () => {
    expect(answer(twice((cut, k) => ({ ...cut, inlined: 2 - k })))).not.toBe("certified");
    expect(answer(twice((cut, k) => (k === 2 ? { ...cut, values: cut.values!.slice(0, 2) } : cut)))).not.toBe(
      "certified",
    );
    expect(answer(twice((cut) => ({ ...cut, facts: [] })))).not.toBe("certified");
  });

  test("the variables and the operands of three activations are told apart", () => {
    /** A run passes once by the point in the third; where the certificate says that each value is, the code behind it takes it. */
    const found = (places: Readonly<Record<"p" | "q" | "x" | "outer" | "inner", string>>): string => {
      const { p, q, x, outer, inner } = places;
      const f = new ByHand(
        `fn h(x: int): int { x = x - 5; return x * 3; }
         fn g(q: int): int { return (q & 7) * h(q + 2) * q; }
         fn f(p: int): int { return (p ^ 4) - g(p + 1) - p; }
         fn main(): int { return f(read()); }`,
      ).write(
        "f",
        `xori t1, a0, 4
         addi a1, a0, 1
         andi t2, a1, 7
         addi t0, a1, -3
       here:
         li t6, 3
         mul t3, ${x}, t6
         mul t3, ${inner}, t3
         mul t3, t3, ${q}
         sub t3, ${outer}, t3
         sub a0, t3, ${p}
         ret`,
      );
      f.of("f").inlined = [
        { call: f.nodes("f", "call")[0]!.id, within: null },
        { call: f.nodes("g", "call")[0]!.id, within: 0 },
      ];
      const [first, second] = [0, 1].map((index) => ({ kind: "pending", index }) as const);
      const values = [
        [local(0), p],
        [local(1), q],
        [local(2), x],
        [first!, outer],
        [second!, inner],
      ] as const;
      f.cut("f", { phase: "before", node: f.nodes("h", "return")[0]!.id }, "here", {
        inlined: 1,
        values: values.map(([value, place]) => ({ value, location: inRegister(place) })),
      });
      return answer(f);
    };
    const honest = { p: "a0", q: "a1", x: "t0", outer: "t1", inner: "t2" };
    expect(found(honest)).toBe("certified");
    const names = Object.keys(honest) as (keyof typeof honest)[];
    for (const one of names)
      for (const other of names.slice(names.indexOf(one) + 1))
        expect(found({ ...honest, [one]: honest[other], [other]: honest[one] })).toMatch(/^the claimed value of /);
  });

  test("the variables of one activation are not those of another, however much alike they are said to be", () => {
    const f = new ByHand(
      `fn down(x: int): int { while x > 9 { x = x - 5; } return x; }
       fn keep(x: int): int { let y = 0; while y < 3 { y = y + 1; } return x; }
       fn f(n: int): int { return keep(n) - keep(1); }
       fn main(): int { return f(read()); }`,
    ).write(
      "f",
      `li t0, 0
      first:
        li t1, 3
        bge t0, t1, next
        addi t0, t0, 1
        j first
      next:
        li t0, 0
      second:
        li t1, 3
        bge t0, t1, out
        addi t0, t0, 1
        j second
      out:
        addi a0, a0, -1
        ret`,
    );
    const [one, two] = f.nodes("f", "call").map(({ id }) => id);
    f.of("f").inlined = [
      { call: one!, within: null },
      { call: two!, within: null },
    ];
    // n is variable 0, x 1 and y 2 of either activation. The place is one object for both cut points.
    const place = { kind: "constant", value: 1 } as const;
    const head = { phase: "before", node: f.nodes("keep", "while")[0]!.id } as const;
    const y = { value: local(2), location: inRegister("t0") };
    const claims = (first: Cut["values"], second: Cut["values"]): string => {
      f.of("f").cuts = [];
      f.cut("f", head, "first", {
        inlined: 0,
        values: [y, { value: local(0), location: inRegister("a0") }, ...first!],
      });
      f.cut("f", head, "second", {
        inlined: 1,
        values: [y, { value: { kind: "pending", index: 0 }, location: inRegister("a0") }, ...second!],
      });
      return answer(f);
    };
    const x = { value: local(1), location: inRegister("a0") };
    expect(claims([x], [{ value: local(1), location: place }])).toBe("certified");
    expect(claims([x], [x])).toBe("the claimed value of variable x in a0");
    expect(claims([x], [])).not.toBe("certified");
  });

  test("a recursive call is inlined once", () => {
    const f = new ByHand(
      "fn r(n: int): int { if n <= 0 { return 0; } return n + r(n - 1); } fn main(): int { return r(read()); }",
    );
    f.write(
      "r",
      `blt zero, a0, some
       li a0, 0
       ret
     some:
       addi t6, sp, -8
       lui t5, ${f.claims.layout.stackLimit}
       bltu t6, t5, full
       mv sp, t6
       addi t0, a0, -1
       blt zero, t0, more
       addi sp, sp, 8
       ret
     more:
       add t1, a0, t0
       sw ra, 0(sp)
       sw t1, 4(sp)
       addi a0, t0, -1
       jal ra, r
     back:
       lw t1, 4(sp)
       lw ra, 0(sp)
       add a0, a0, t1
       addi sp, sp, 8
       ret
     full:
       li a0, 16
       ebreak`,
    );
    const call = f.nodes("r", "call")[0]!.id;
    Object.assign(f.of("r"), {
      frame: 8,
      saved: [{ register: 1, location: { kind: "slot", offset: 0 } }],
      inlined: [{ call, within: null }],
    });
    // n and n − 1 wait, one in each activation; only their sum is kept.
    const claims = (held: Cut["held"]): string => {
      f.of("r").cuts = [];
      f.cut("r", { phase: "after", node: call }, "back", {
        inlined: 0,
        values: [{ value: { kind: "result" }, location: inRegister("a0") }],
        ...(held === undefined ? {} : { held }),
      });
      return answer(f);
    };
    const [outer, inner] = [0, 1].map((index) => ({ kind: "pending", index }) as const);
    expect(claims([{ location: { kind: "slot", offset: 4 }, term: apply("add", outer!, inner!) }])).toBe("certified");
    expect(claims([{ location: { kind: "slot", offset: 4 }, term: outer! }])).toBe("4(sp) holds operand 0");
    expect(claims(undefined)).not.toBe("certified");
  });
});
