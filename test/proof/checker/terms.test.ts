/**
 * Claims as terms: places that hold terms, values that are computed, facts, and the base of globals. Images written by hand that need
 * them are certified; forgeries of each kind are refused, by the obligation that is there for them.
 */

import { describe, expect, test } from "vitest";
import {
  answer,
  apply,
  ByHand,
  constant,
  element,
  fact,
  global,
  inRegister,
  inSlot,
  length,
  local,
} from "./by-hand.ts";

const traps = `
bounds:
  li a0, 2
  ebreak`;

const hoisting = `fn f(a: int[], i: int): int {
    let x = a[i];
    let n = 0;
    while n < 100 { n = n + a[i] + len(a); }
    return n + x;
  }
  fn main(): int { let a = new int[](3); a[1] = read(); return f(a, 1); }`;

/** A loop in which nothing of the array is loaded: its length, an element's address and the element are kept in registers. */
const hoisted = (body: string): string => `
  lw t0, 0(a0)
  bgeu a1, t0, bounds
  slli t1, a1, 2
  add t1, a0, t1
  lw t2, 4(t1)
  li t3, 0
head:
  li t4, 100
  bge t3, t4, done
  ${body}
  j head
done:
  add a0, t3, t2
  ret
${traps}`;
const fromRegisters = "add t3, t3, t2\n  add t3, t3, t0";
const throughAddress = "lw t4, 4(t1)\n  add t3, t3, t4\n  add t3, t3, t0";

/** The array, the index, x and n. */
const [a, i, x, n] = [local(0), local(1), local(2), local(3)];
const address = apply("add", a, apply("mul", i, constant(4)));
const inBounds = fact(apply("sltu", i, length(a)));
const held = [
  { location: inRegister("t0"), term: length(a) },
  { location: inRegister("t1"), term: address },
  { location: inRegister("t2"), term: element(a, i) },
];
const computed = [{ value: x, term: element(a, i) }];
const values = [{ value: n, location: inRegister("t3") }];
const facts = [inBounds];

function loop(body: string, claims: Parameters<ByHand["cut"]>[3], text = hoisting): ByHand {
  const f = new ByHand(text).write("f", hoisted(body));
  const [whileLoop] = f.nodes("f", "while");
  return f.cut("f", { phase: "before", node: whileLoop!.id }, "head", claims);
}

describe("terms in places, computed values and facts", () => {
  test("a loop that loads nothing, and one that loads through an address", () => {
    expect(answer(loop(fromRegisters, { values, held, computed, facts }))).toBe("certified");
    expect(answer(loop(throughAddress, { values, held, computed, facts }))).toBe("certified");
  });

  test("nothing is known that is not claimed", () => {
    expect(answer(loop(fromRegisters, { values, held, computed }))).toBe("both sides end in the same way");
    expect(answer(loop(throughAddress, { values, held: held.slice(0, 2), computed, facts }))).not.toBe("certified");
    for (const missing of held) {
      const others = held.filter((one) => one !== missing);
      const body = missing === held[1] ? throughAddress : fromRegisters;
      expect(answer(loop(body, { values, held: others, computed, facts }))).not.toBe("certified");
    }
    expect(answer(loop(fromRegisters, { values, held, facts }))).not.toBe("certified");
  });

  test("they are inherited, dropped, released and retracted as differences say", () => {
    const f = loop(fromRegisters, { values, held, computed, facts });
    const cut = f.differences.functions[f.index("f")]!.cuts[0]!;
    expect(cut).toMatchObject({ base: null, dropped: [], computed, held, facts });
    // The same point at the same pc twice, so that the second has the first for its base.
    const [whileLoop] = f.nodes("f", "while");
    const again = loop(fromRegisters, { values, held, computed, facts });
    again.cut("f", { phase: "before", node: whileLoop!.id }, "head", { values, held: held.slice(1), facts: [] });
    expect(again.differences.functions[again.index("f")]!.cuts[1]).toMatchObject({
      base: 0,
      dropped: [x],
      released: [inRegister("t0")],
      retracted: facts,
    });
  });
});

describe("forgeries", () => {
  test("a fact that is false where the loop begins", () => {
    const never = fact(apply("slt", n, constant(0)));
    expect(answer(loop(fromRegisters, { values, held, computed, facts: [...facts, never] }))).toBe(
      "it is known that (n < 0)",
    );
  });

  test("an invariant that supports itself: it holds after each round where it holds before, and at first it does not", () => {
    const f = new ByHand(
      `fn f(a: int[], i: int): int { let n = 0; while n < 100 { n = n + a[i]; } return n; }
       fn main(): int { let a = new int[](3); return f(a, 7); }`,
    ).write(
      "f",
      `li t3, 0
      head:
        li t4, 100
        bge t3, t4, done
        slli t1, a1, 2
        add t1, a0, t1
        lw t2, 4(t1)
        add t3, t3, t2
        j head
      done:
        mv a0, t3
        ret`,
    );
    const claims = (facts: readonly ReturnType<typeof fact>[]): string => {
      f.of("f").cuts = [];
      return answer(
        f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", {
          values: [
            { value: a, location: inRegister("a0") },
            { value: i, location: inRegister("a1") },
            { value: local(2), location: inRegister("t3") },
          ],
          facts,
        }),
      );
    };
    expect(claims([])).toBe("the machine's path can be followed");
    expect(claims([inBounds])).toBe("it is known that (i <ᵤ len(a))");
  });

  test("a fact of the other value, or in the other sense", () => {
    const wrong = fact(apply("sltu", n, length(a)));
    expect(answer(loop(fromRegisters, { values, held, computed, facts: [wrong] }))).toBe(
      "it is known that (n <ᵤ len(a))",
    );
    const turned = fact(apply("sltu", i, length(a)), false);
    expect(answer(loop(fromRegisters, { values, held, computed, facts: [turned] }))).toBe(
      "it is known that not (i <ᵤ len(a))",
    );
  });

  test("an element that is kept over a store to an array that may be the same", () => {
    const text = hoisting
      .replace("fn f(a: int[], i: int)", "fn f(a: int[], i: int, b: int[])")
      .replace("n = n + a[i]", "b[0] = n; n = n + a[i]")
      .replace("f(a, 1)", "f(a, 1, a)");
    const store = "lw t4, 0(a2)\n  beq t4, zero, bounds\n  sw t3, 4(a2)\n  ";
    const b = local(2);
    const three = [
      { value: b, location: inRegister("a2") },
      { value: local(4), location: inRegister("t3") },
    ];
    const x = local(3);
    const keep = { values: three, held, facts };
    expect(answer(loop(store + throughAddress, { ...keep, held: held.slice(0, 2) }, text))).not.toBe("certified");
    expect(answer(loop(store + fromRegisters, { ...keep, computed: [{ value: x, term: element(a, i) }] }, text))).toBe(
      "x is a[i]".replace("x", "variable x"),
    );
    // x itself is what the element was, and stays in t2: it is not what is loaded now.
    const old = { ...keep, held: held.slice(0, 2), values: [...three, { value: x, location: inRegister("t2") }] };
    expect(answer(loop(store + throughAddress, old, text))).toBe("certified");
    expect(answer(loop(store + fromRegisters, old, text))).not.toBe("certified");
    expect(
      answer(loop(store + throughAddress, { ...old, facts: [...facts, fact(apply("equal", x, element(a, i)))] }, text)),
    ).toBe("it is known that (x == a[i])");
  });

  test("what is computed in a circle, from itself, or from what is computed", () => {
    const f = (terms: Parameters<ByHand["cut"]>[3]): string => answer(loop(fromRegisters, { held, facts, ...terms }));
    const circle = /a term is over a value that is computed itself$/;
    expect(f({ values, computed: [{ value: x, term: x }] })).toMatch(circle);
    expect(
      f({
        computed: [
          { value: x, term: n },
          { value: n, term: x },
        ],
      }),
    ).toMatch(circle);
    expect(f({ values, computed: [...computed, { value: i, term: x }] })).toMatch(circle);
    expect(f({ values, computed, facts: [fact(apply("slt", x, constant(3)))] })).toMatch(circle);
  });

  test("an operand that waits, and is computed from what is computed: it would be computed from 0", () => {
    const waiting = `fn g(n: int): int { return n + 1; }
      fn f(n: int): int { let x = n; return x + g(n); }
      fn main(): int { return f(read()); }`;
    const sum = (lines: string, term: ReturnType<typeof local>, more: Parameters<ByHand["cut"]>[3] = {}): string => {
      const f = new ByHand(waiting);
      const code = `addi t6, sp, -8
          lui t5, ${f.claims.layout.stackLimit}
          bltu t6, t5, full
          mv sp, t6
          sw ra, 0(sp)
          sw a0, 4(sp)
          jal ra, g
        return:
          ${lines}
          lw ra, 0(sp)
          addi sp, sp, 8
          ret
        full:
          li a0, 16
          ebreak`;
      f.write("f", code);
      Object.assign(f.of("f"), { frame: 8, saved: [{ register: 1, location: inSlot(0) }] });
      const [first, second] = [local(0), local(1)];
      f.cut("f", { phase: "after", node: f.nodes("f", "call")[0]!.id }, "return", {
        values: [
          { value: first, location: inSlot(4) },
          { value: { kind: "result" }, location: inRegister("a0") },
        ],
        computed: [
          { value: second, term: first },
          { value: { kind: "pending", index: 0 }, term },
        ],
        ...more,
      });
      return answer(f);
    };
    expect(sum("lw t0, 4(sp)\n add a0, a0, t0", local(0))).toBe("certified");
    const circle = /a term is over a value that is computed itself$/;
    expect(sum("", local(1))).toMatch(circle);
    // Nor is a fact over such an operand, or over what was delivered and is computed.
    const facts = [fact(apply("slt", { kind: "pending", index: 0 }, constant(3)), false)];
    expect(sum("", local(0), { facts })).toMatch(circle);
    const delivered = { kind: "result" } as const;
    expect(
      sum("", local(0), {
        values: [{ value: local(0), location: inSlot(4) }],
        computed: [{ value: delivered, term: local(0) }],
        facts: [fact(apply("slt", delivered, constant(3)), false)],
      }),
    ).toMatch(circle);
  });

  test("a term in the place of a value, or two terms in one", () => {
    const both = [...held, { location: inRegister("t3"), term: length(a) }];
    expect(answer(loop(fromRegisters, { values, held: both, computed, facts }))).toMatch(
      /a place holds a term, and is claimed to have a value$/,
    );
    // A constant is no place: as one it would be register 0, which then held 5.
    const nowhere = [...held, { location: { kind: "constant", value: 5 } as never, term: constant(5) }];
    expect(answer(loop(fromRegisters, { values, held: nowhere, computed, facts }))).toMatch(
      /has a term, or a value or place of one, that there is not$/,
    );
    const f = loop(fromRegisters, { values, held, computed, facts });
    const claims = f.differences;
    const [cut] = claims.functions[f.index("f")]!.cuts;
    (cut as unknown as { held: unknown[] }).held = [...held, { location: inRegister("t0"), term: address }];
    expect(f.checkOf(claims)).toMatch(/says twice what a place holds$/);
  });

  test("a length of what is no array: a number, a variable that is none yet, an array in a place that has another word", () => {
    expect(
      answer(loop(fromRegisters, { values, held: [...held, { location: inRegister("t5"), term: length(i) }] })),
    ).toMatch(/has a length or an element of what is no array$/);
    const late = `fn f(n: int): int { while n > 0 { n = n - 1; } let a = new int[](2); return len(a) + n; }
      fn main(): int { return f(3); }`;
    const f = new ByHand(late);
    const [whileLoop] = f.nodes("f", "while");
    const cut = f.of("f").cuts.find((one) => one.node === whileLoop!.id && one.phase === "before")!;
    cut.facts = [fact(apply("sltu", length(local(f.slot("f", "a"))), constant(7)), false)];
    expect(answer(f)).toBe("an array in not (len(a) <ᵤ 7) is an array");
    // Nor is it one where a run has come from a cut point that says nothing of it.
    const later = new ByHand(late.replace("let a", "while n < 9 { n = n + 1; } let a"));
    const [, second] = later.nodes("f", "while");
    const itsLength = length(local(later.slot("f", "a")));
    later.of("f").cuts.find((one) => one.node === second!.id && one.phase === "before")!.facts = [
      fact(apply("equal", itsLength, itsLength)),
    ];
    expect(answer(later)).toBe("an array in (len(a) == len(a)) is an array");
  });
});

const counting = `let g = 5;
  let other = 7;
  fn callee(k: int): int { g = g + k; return g; }
  fn f(k: int): int { let s = 0; while k > 0 { g = g + k; s = s + other; k = k - 1; } return g + s; }
  fn main(): int { return f(read()) + callee(1); }`;

describe("the base of globals", () => {
  /** A function that finds its globals at tp, and keeps what it loaded in registers. */
  const f = (change: (text: string) => string = (text) => text, claims: Parameters<ByHand["cut"]>[3] = {}): ByHand => {
    const image = new ByHand(counting);
    // Start-up of the compiled program puts it into tp.
    const { globals, base } = image.claims.layout;
    if (base === undefined) throw new Error("without a base");
    image.write(
      "f",
      change(`
        lw t0, G(tp)
        lw t1, OTHER(tp)
        li t2, 0
      head:
        bge zero, a0, done
        add t0, t0, a0
        sw t0, G(tp)
        add t2, t2, t1
        addi a0, a0, -1
        j head
      done:
        add a0, t0, t2
        ret`)
        .replaceAll("G(tp)", `${globals - base}(tp)`)
        .replaceAll("OTHER(tp)", `${globals + 4 - base}(tp)`),
    );
    return image.cut("f", { phase: "before", node: image.nodes("f", "while")[0]!.id }, "head", {
      values: [
        { value: local(0), location: inRegister("a0") },
        { value: local(1), location: inRegister("t2") },
      ],
      held: [
        { location: inRegister("t0"), term: global(0) },
        { location: inRegister("t1"), term: global(1) },
      ],
      ...claims,
    });
  };

  test("a global is one load or store, and may be kept in a register", () => {
    expect(answer(f())).toBe("certified");
  });

  test("without it, or with another one, nothing is known", () => {
    const without = f();
    delete without.claims.layout.base;
    expect(answer(without)).not.toBe("certified");
    const wrong = f();
    wrong.claims.layout.base! += 4;
    expect(answer(wrong)).not.toBe("certified");
    const odd = f();
    odd.claims.layout.base! += 2;
    expect(answer(odd)).toBe("the base of globals is no multiple of 4");
  });

  test("a global that is stale: it was stored in memory, and not in the register", () => {
    const stale = f((text) =>
      text.replace("add t0, t0, a0\n        sw t0, G(tp)", "add t4, t0, a0\n        sw t4, G(tp)"),
    );
    expect(answer(stale)).toBe("t0 holds g");
    const swapped = f((text) => text, {
      held: [
        { location: inRegister("t0"), term: global(1) },
        { location: inRegister("t1"), term: global(0) },
      ],
    });
    expect(answer(swapped)).toBe("t0 holds other");
  });

  test("a callee that loses it", () => {
    const lost = f((text) => text.replace("done:\n", "done:\n addi tp, tp, 4\n"));
    expect(answer(lost)).toBe("tp is the base of globals");
    const restored = f((text) => text.replace("done:\n", "done:\n addi tp, tp, 4\n addi tp, tp, -4\n"));
    expect(answer(restored)).toBe("certified");
  });

  test("a value that is claimed to be in tp", () => {
    const inTp = f((text) => text, {
      values: [
        { value: local(0), location: inRegister("tp") },
        { value: local(1), location: inRegister("t2") },
      ],
    });
    expect(answer(inTp)).toBe("the claimed value of variable k in tp");
  });
});

describe("over a call", () => {
  const text = `let g = 5;
    fn change(): int { g = g + 1; return g; }
    fn f(a: int[]): int { let n = g; let m = change(); return n + m + len(a); }
    fn main(): int { return f(new int[](read() & 7)); }`;
  const around = (after: string): string => `
      addi t6, sp, -16
      lui t5, LIMIT
      bltu t6, t5, full
      mv sp, t6
      sw ra, 0(sp)
      sw s1, 4(sp)
      sw s2, 8(sp)
      lw s2, 0(a0)
      lui t0, HIGH
      lw s1, LOW(t0)
      jal ra, change
    return:
      ${after}
      lw ra, 0(sp)
      lw s1, 4(sp)
      lw s2, 8(sp)
      addi sp, sp, 16
      ret
    full:
      li a0, 16
      ebreak`;
  const f = (after: string, claims: (f: ByHand) => Parameters<ByHand["cut"]>[3]): ByHand => {
    const image = new ByHand(text);
    const { globals, stackLimit } = image.claims.layout;
    const low = (globals << 20) >> 20;
    // The stack check is coarse, but the limit is a multiple of 4096 here.
    expect(stackLimit % 4096).toBe(0);
    image.write(
      "f",
      around(after)
        .replace("HIGH", String((globals - low) | 0))
        .replace("LOW", String(low))
        .replace("LIMIT", String(stackLimit)),
    );
    const certified = image.of("f");
    certified.frame = 16;
    certified.saved = [1, 9, 18].map((register, k) => ({ register, location: { kind: "slot", offset: 4 * k } }));
    return image.cut("f", { phase: "after", node: image.nodes("f", "call")[0]!.id }, "return", claims(image));
  };
  const n = local(1);
  const values = [
    { value: n, location: inRegister("s1") },
    { value: { kind: "result" as const }, location: inRegister("a0") },
  ];
  const lengths = [{ location: inRegister("s2"), term: length(local(0)) }];
  const sum = "add a0, s1, a0\n add a0, a0, s2";

  test("what the callee keeps may be spoken of", () => {
    expect(answer(f(sum, () => ({ values, held: lengths })))).toBe("certified");
  });

  test("a global that the callee may change", () => {
    const held = [...lengths, { location: inRegister("s1"), term: global(0) }];
    expect(answer(f(sum, () => ({ values: values.slice(1), held, computed: [{ value: n, term: global(0) }] })))).toBe(
      "the claimed value of variable n is kept by the call",
    );
    expect(answer(f(sum, () => ({ values: values.slice(1), held })))).toMatch(/g is kept by the call$/);
    expect(answer(f(sum, () => ({ values, held: lengths, facts: [fact(apply("equal", n, global(0)))] })))).toMatch(
      /\(n == g\) is kept by the call$/,
    );
  });

  test("an element, and the result that is not there yet", () => {
    const about = (term: typeof n | ReturnType<typeof element>): string =>
      answer(f(sum, () => ({ values, held: lengths, facts: [fact(apply("slt", term, constant(9)))] })));
    expect(about(element(local(0), constant(0)))).toMatch(/a\[0\] < 9\) is kept by the call$/);
    expect(about({ kind: "result" } as never)).toMatch(/the value just delivered < 9\) is kept by the call$/);
  });

  test("a length in a register that the callee may change", () => {
    const held = [{ location: inRegister("t4"), term: length(local(0)) }];
    expect(answer(f(sum, () => ({ values, held })))).toMatch(/len\(a\) is kept by the call$/);
  });
});

describe("several cut points at one source point", () => {
  const text =
    "fn f(k: int, s: int): int { while k > 0 { s = s ^ k; k = k - 1; } if k < k { return s + 1; } return s; } fn main(): int { return f(read(), 5); }";
  /** Two rounds of the loop, one after the other; in the second the variables are in each other's registers. */
  const unrolled = `
    even:
      bge zero, a0, done
      xor a1, a1, a0
      addi t0, a0, -1
      mv t1, a1
    odd:
      bge zero, t0, swapped
      xor t1, t1, t0
      mv a1, t1
      addi a0, t0, -1
      j even
    swapped:
      mv a1, t1
    done:
      mv a0, a1
      ret
    never:
      addi a0, t1, 1
      ret`;
  const f = (labels: readonly [string, string]): ByHand => {
    const image = new ByHand(text).write("f", unrolled);
    const point = { phase: "before", node: image.nodes("f", "while")[0]!.id } as const;
    const at = (k: string, s: string) => ({
      values: [
        { value: local(0), location: inRegister(k) },
        { value: local(1), location: inRegister(s) },
      ],
    });
    return image.cut("f", point, labels[0], at("a0", "a1")).cut("f", point, labels[1], at("t0", "t1"));
  };

  test("a loop that is unrolled", () => {
    expect(answer(f(["even", "odd"]))).toBe("certified");
  });

  test("two cut points swapped", () => {
    expect(answer(f(["odd", "even"]))).toMatch(/^the claimed value of variable k in t0$/);
  });

  test("the same pair twice", () => {
    expect(answer(f(["even", "even"]))).toMatch(/is listed twice$/);
  });

  test("a cut point that no run reaches is checked as well", () => {
    const image = f(["even", "odd"]);
    image.cut("f", { phase: "before", node: image.nodes("f", "return")[0]!.id }, "never", {
      values: [{ value: local(1), location: inRegister("t1") }],
    });
    expect(answer(image)).toBe("certified");
    image.of("f").cuts.at(-1)!.values[0]!.location = inRegister("t2");
    expect(answer(image)).toBe("the result");
    const nowhere = f(["even", "odd"]);
    nowhere.cut("f", { phase: "after", node: image.nodes("f", "return")[0]!.id }, "done");
    expect(answer(nowhere)).toMatch(/the function has no such point$/);
  });
});
