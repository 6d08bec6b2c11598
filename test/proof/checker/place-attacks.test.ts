/**
 * Attacks on terms over what a place holds, as bytes and claims written by hand: f is 3·n by a loop, and the machine has another number
 * in a register or a slot, from which the sum is computed. Where a wrong image is refused, it does differ when it runs.
 */

import { describe, expect, test } from "vitest";
import { environmentOf } from "../../../src/core/environment.ts";
import { runSteps } from "../../../src/lang/semantics/run.ts";
import { runMachine } from "../../../src/machine/semantics/run.ts";
import type { SourceTerm } from "../../../src/proof/certificate/claims.ts";
import { parts } from "../../../src/proof/certificate/document.ts";
import { answer, apply, ByHand, constant, element, fact, inRegister, inSlot, length, local } from "./by-hand.ts";
import { addInLoop, addInlined } from "./inlined-add.ts";

type CutClaims = NonNullable<Parameters<ByHand["cut"]>[3]>;

const text = `fn g(n: int): int { return n + 1; }
  fn f(n: int): int { let s = 0; while n > 0 { s = s + 3; n = n - 1; } return s; }
  fn main(): int { return f(read()); }`;
const [n, s] = [local(0), local(1)];
const five = constant(5);

/** The loop, with what comes before it, what adds 3, and what gives the result. */
function loop(begin: string, step: string, end: string): string {
  return `${begin}\nhead:\n bge zero, a0, done\n${step}\n addi a0, a0, -1\n j head\ndone:\n${end}\n ret`;
}

/** f written so, with these claims at its loop. */
function made(code: string, claims: CutClaims, frame = 0): ByHand {
  const f = new ByHand(text);
  f.write("f", code.replaceAll("LIMIT", String(f.claims.layout.stackLimit)));
  Object.assign(f.of("f"), { frame });
  return f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", claims);
}

const inT1 = loop("li t1, -5", "addi t1, t1, 3", "addi a0, t1, 5");
/** The caller happens not to need it. */
const clobbers = inT1.replaceAll("t1", "s1");
const nInA0 = [{ value: n, location: inRegister("a0") }];
const sIs = (term: SourceTerm): CutClaims => ({ values: nInA0, computed: [{ value: s, term }] });
const plusFive = (place: SourceTerm): CutClaims => sIs(apply("add", place, five));
const t1 = inRegister("t1");
const t2 = inRegister("t2");
const notThere = /a term is over a value that is not there$/;

const frame8 = `addi t6, sp, -8
 lui t5, LIMIT
 bltu t6, t5, full
 addi sp, sp, -8`;
const full = "full:\n li a0, 16\n ebreak";
const inSlot0 = `${loop(`${frame8}\n li t1, -5\n sw t1, 0(sp)`, "lw t1, 0(sp)\n addi t1, t1, 3\n sw t1, 0(sp)", "lw t1, 0(sp)\n addi a0, t1, 5\n addi sp, sp, 8")}\n${full}`;

/** Does the image do something else than the program, for one of the first bytes? */
function differs(f: ByHand): boolean {
  return [0, 1, 2, 3, 9].some((byte) => {
    const input = Uint8Array.of(byte);
    const machine = runMachine(f.image, { input });
    const source = runSteps(f.program, environmentOf(input));
    return JSON.stringify([machine.outcome, machine.events]) !== JSON.stringify([source.outcome, source.events]);
  });
}

describe("a sum that is 5 more than a register", () => {
  const certified = (f: ByHand): void => {
    expect(answer(f)).toBe("certified");
    expect(differs(f)).toBe(false);
  };

  test("is certified", () => {
    certified(made(inT1, plusFive(t1)));
    certified(made(inSlot0, plusFive(inSlot(0)), 8));
    const inRa = inT1.replaceAll("t1", "ra").replace("li", "mv t2, ra\n li").replace(/ret$/, "jalr zero, t2, 0");
    certified(made(inRa, { ...plusFive(inRegister("ra")), saved: [{ register: 1, location: t2 }] }));
  });

  test.each<[string, string, CutClaims]>([
    ["that begins with another", inT1.replace("-5", "-6"), plusFive(t1)],
    ["to which 4 is added", inT1.replace("t1, 3", "t1, 4"), plusFive(t1)],
    ["of which 6 more is given back", inT1.replace("t1, 5", "t1, 6"), plusFive(t1)],
    ["which the loop does not change", inT1.replace("addi t1, t1, 3", ""), plusFive(t1)],
    ["that nobody has set", inT1.replace("li t1, -5", ""), plusFive(t1)],
    [
      "of which each other round is another's",
      loop("li t1, -5\n li t2, -5", "addi t2, t2, 3\n mv t3, t1\n mv t1, t2\n mv t2, t3", "addi a0, t1, 5"),
      plusFive(t1),
    ],
    ["that was the caller's", clobbers, plusFive(inRegister("s1"))],
    ["that is the caller's still", inT1.replace("addi a0, t1", "addi a0, s1"), plusFive(inRegister("s1"))],
    ["in sp", inT1.replace("addi a0, t1", "addi a0, sp"), plusFive(inRegister("sp"))],
    ["in gp", inT1.replace("addi a0, t1", "addi a0, gp"), plusFive(inRegister("gp"))],
    ["in tp", inT1.replaceAll("t1", "tp"), plusFive(inRegister("tp"))],
  ])("is refused with one %s", (_, code, claims) => {
    const f = made(code, claims);
    expect(answer(f)).not.toBe("certified");
    if (!code.includes("tp") && code !== clobbers) expect(differs(f)).toBe(true);
  });
});

describe("a sum that is 5 more than a slot", () => {
  test.each<[string, string, CutClaims, RegExp]>([
    [
      "of which a byte is stored",
      inSlot0.replace("sw t1, 0(sp)\n addi a0", "sb t1, 0(sp)\n addi a0"),
      plusFive(inSlot(0)),
      /./,
    ],
    ["that is another", inSlot0, plusFive(inSlot(4)), /^the claimed value of variable s$/],
    [
      "in a frame that nobody made",
      inSlot0.replaceAll("addi sp, sp, -8", "").replaceAll("addi sp, sp, 8", ""),
      plusFive(inSlot(0)),
      /./,
    ],
    ["that nobody checked", inSlot0.replace("bltu t6, t5, full", ""), plusFive(inSlot(0)), /./],
    [
      "at an offset from where sp is not",
      inSlot0.replaceAll("addi sp, sp, 8", "addi sp, sp, 4").replaceAll("addi sp, sp, -8", "addi sp, sp, -4"),
      { ...plusFive(inSlot(0)), sp: 4 },
      /./,
    ],
    ["above the frame", inSlot0, plusFive(inSlot(8)), /that there is not$/],
    ["between two", inSlot0, plusFive(inSlot(2)), /that there is not$/],
    ["below the frame", inSlot0, plusFive(inSlot(-4)), /that there is not$/],
    [
      "with the caller's register",
      inSlot0,
      { ...plusFive(inSlot(0)), saved: [{ register: 9, location: inSlot(0) }] },
      /the caller's s1|s is/,
    ],
  ])("is refused with one %s", (_, code, claims, reason) => {
    const f = made(code, claims, 8);
    expect(answer(f)).not.toBe("certified");
    expect(answer(f)).toMatch(reason);
  });

  test("below sp is one where nothing is called", () => {
    const code = inSlot0
      .replaceAll("addi sp, sp, 8", "addi sp, sp, 4")
      .replaceAll("addi sp, sp, -8", "addi sp, sp, -4")
      .replaceAll("0(sp)", "-4(sp)");
    const f = made(code, { ...plusFive(inSlot(0)), sp: 4 }, 8);
    expect([answer(f), differs(f)]).toStrictEqual(["certified", false]);
  });
});

describe("a place", () => {
  const both = { kind: "apply", operation: "sub", left: t1, right: t1 } as const;
  test.each<[string, CutClaims, RegExp]>([
    ["that holds what it holds", { ...plusFive(t1), held: [{ location: t1, term: t1 }] }, notThere],
    ["that holds 0, by itself", { ...plusFive(t1), held: [{ location: t1, term: both }] }, notThere],
    [
      "of two of which each is said to hold the other",
      {
        ...plusFive(t1),
        held: [
          { location: t1, term: t2 },
          { location: t2, term: t1 },
        ],
      },
      notThere,
    ],
    [
      "that the sum is claimed to be in",
      { values: [...nInA0, { value: s, location: t1 }], facts: [fact(apply("slt", t1, five))] },
      notThere,
    ],
    ["that an argument is claimed to be in", sIs(inRegister("a0")), notThere],
    [
      "of a sum that another sum is computed from",
      {
        values: [],
        computed: [
          { value: s, term: apply("add", t1, five) },
          { value: n, term: apply("sub", s, t1) },
        ],
      },
      /computed itself$/,
    ],
    ["that has a length", { ...plusFive(t1), facts: [fact(apply("sltu", n, length(t1)))] }, /of what is no array$/],
    ["that has elements", { ...plusFive(t1), facts: [fact(element(t1, n))] }, /of what is no array$/],
    ["as an element of itself", { ...plusFive(t1), facts: [fact(element(t1, t1))] }, /of what is no array$/],
  ])("%s is refused", (_, claims, reason) => {
    expect(answer(made(inT1, claims))).toMatch(reason);
  });

  test.each([0, -1, 32, 8.5, Number.NaN, Number.POSITIVE_INFINITY, "6" as unknown as number])(
    "no register is %s",
    (register) => {
      expect(answer(made(inT1, plusFive({ kind: "register", register })))).toMatch(/that there is not$/);
      expect(parts.term.inMemory({ kind: "register", register })).toHaveProperty("what");
      expect(parts.term.inDocument({ register })).toHaveProperty("what");
    },
  );

  test.each<[object]>([
    [{ register: 6, slot: 0 }],
    [{ register: 6, constant: 0 }],
    [{ slot: -4 }],
    [{ slot: 0.5 }],
    [{ register: { register: 6 } }],
    [{ register: [6] }],
    [Object.create({ register: 6 }) as object],
    [{ length: { register: 6 }, register: 6 }],
  ])("no term is %j", (from) => {
    expect(parts.term.inDocument(from)).toHaveProperty("what");
  });
});

describe("over a call", () => {
  const calling = `fn g(n: int): int { return n - 1; }
    fn f(n: int): int { let s = 0; while n > 0 { s = s + 3; n = g(n); } return s; }
    fn main(): int { return f(read()); }`;
  /** The sum less 5 is in a place, which these read and write. */
  const code = (get: string, set: string): string => `addi t6, sp, -16
    lui t5, LIMIT
    bltu t6, t5, full
    addi sp, sp, -12
    sw ra, 8(sp)
    sw s1, 4(sp)
    li t1, -5
    ${set}
  head:
    bge zero, a0, done
    ${get}
    addi t1, t1, 3
    ${set}
    jal ra, g
  return:
    j head
  done:
    ${get}
    addi a0, t1, 5
    lw ra, 8(sp)
    lw s1, 4(sp)
    addi sp, sp, 12
    ret
  ${full}`;
  const result = [{ value: { kind: "result" as const }, location: inRegister("a0") }];
  function called(
    get: string,
    set: string,
    place: SourceTerm,
    change: CutClaims = {},
    ofG = "addi a0, a0, -1\n ret",
  ): ByHand {
    const f = new ByHand(calling);
    f.write("g", ofG);
    f.write("f", code(get, set).replaceAll("LIMIT", String(f.claims.layout.stackLimit)));
    const saved = [
      { register: 1, location: inSlot(12) },
      { register: 9, location: inSlot(8) },
    ];
    Object.assign(f.of("f"), { frame: 16, saved });
    f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", {
      ...plusFive(place),
      sp: 12,
      ...change,
    });
    const { computed } = plusFive(place);
    return f.cut("f", { phase: "after", node: f.nodes("f", "call")[0]!.id }, "return", {
      values: result,
      ...(computed && { computed }),
      sp: 12,
      ...change,
    });
  }
  const get = (from: string): string => `mv t1, ${from}`;
  const set = (to: string): string => `mv ${to}, t1`;

  test("what the callee keeps is kept", () => {
    for (const f of [called(get("s1"), set("s1"), inRegister("s1")), called("lw t1, 0(sp)", "sw t1, 0(sp)", inSlot(4))])
      expect([answer(f), differs(f)]).toStrictEqual(["certified", false]);
  });

  test.each<[string, ByHand, RegExp]>([
    ["a register that is the callee's", called(get("t2"), set("t2"), t2), /kept by the call/],
    [
      "one that the callee changes",
      called(get("t2"), set("t2"), t2, {}, "addi t2, a0, 7\n addi a0, a0, -1\n ret"),
      /kept by the call/,
    ],
    ["the return address", called(get("ra"), set("ra"), inRegister("ra")), /kept by the call/],
    ["one that another value is in", called(get("a0"), set("a1"), inRegister("a1")), /kept by the call/],
    ["a word below sp", called("lw t1, -4(sp)", "sw t1, -4(sp)", inSlot(0)), /kept by the call/],
    ["a word that was above sp", called("lw t1, -4(sp)", "sw t1, -4(sp)", inSlot(0), { sp: 16 }), /sp is so far below/],
    ["the caller's register in a slot", called("lw t1, 4(sp)", "sw t1, 4(sp)", inSlot(8)), /the caller's s1/],
    [
      "a register that the callee does not restore",
      called(get("s1"), set("s1"), inRegister("s1"), {}, "addi s1, s1, 1\n addi a0, a0, -1\n ret"),
      /s1 is as at entry/,
    ],
  ])("%s is refused", (_, f, reason) => {
    expect(answer(f)).not.toBe("certified");
    expect(answer(f)).toMatch(reason);
  });

  test("the result is where it is delivered", () => {
    const f = called(get("s1"), set("s1"), inRegister("s1"));
    const cut = f.of("f").cuts.at(-1)!;
    Object.assign(cut, {
      values: [],
      computed: [...(cut.computed ?? []), { value: { kind: "result" }, term: inRegister("a0") }],
    });
    expect(answer(f)).not.toBe("certified");
    Object.assign(cut, {
      computed: [...(cut.computed ?? []).slice(0, 1), { value: { kind: "result" }, term: inRegister("s2") }],
    });
    expect(answer(f)).not.toBe("certified");
  });
});

describe("two loops in the machine for one", () => {
  const code = (second: number, back: string): string => `li t1, -5
  head:
    bge zero, a0, done
    addi t1, t1, ${3 + 5 - second}
    addi a0, a0, -1
  other:
    bge zero, a0, last
    addi t1, t1, ${3 + second - 5}
    addi a0, a0, -1
    j ${back}
  done:
    addi a0, t1, 5
    ret
  last:
    addi a0, t1, ${second}
    ret`;
  const of = (second: number, [one, two]: readonly [number, number], back = "head"): ByHand => {
    const f = made(code(second, back), sIs(apply("add", t1, constant(one))));
    return f.cut(
      "f",
      { phase: "before", node: f.nodes("f", "while")[0]!.id },
      "other",
      sIs(apply("add", t1, constant(two))),
    );
  };
  test("each has its own sum", () => {
    const f = of(7, [5, 7]);
    expect([answer(f), differs(f)]).toStrictEqual(["certified", false]);
  });
  test.each<[string, ByHand]>([
    ["of the other", of(7, [7, 5])],
    ["one for both", of(7, [5, 5])],
    ["going back to the other's", of(7, [5, 7], "other")],
  ])("%s is refused", (_, f) => {
    expect(answer(f)).not.toBe("certified");
  });
});

describe("arrays", () => {
  const withArray = (body: string, written: string, claims: (f: ByHand) => CutClaims): ByHand => {
    const f = new ByHand(`fn f(a: int[], n: int): int { ${body} }
      fn main(): int { let a = new int[](3); a[1] = 7; return f(a, read()); }`);
    f.write("f", written);
    return f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", claims(f));
  };
  const [a, m] = [local(0), local(1)];
  const inPlaces = [
    { value: a, location: inRegister("a0") },
    { value: m, location: inRegister("a1") },
  ];
  const loops = (begin: string, step: string, end: string): string =>
    `${begin}\nhead:\n bge zero, a1, done\n${step}\n addi a1, a1, -1\n j head\ndone:\n${end}\n ret`;

  test("the address of one in a place is a number", () => {
    const body = "let b = a; let s = 0; while n > 0 { s = s + len(b); n = n - 1; } return s;";
    const f = withArray(body, loops("mv t1, a0\n li t2, 0", "lw t3, 0(t1)\n add t2, t2, t3", "mv a0, t2"), () => ({
      values: [
        { value: m, location: inRegister("a1") },
        { value: local(3), location: t2 },
      ],
      computed: [{ value: local(2), term: t1 }],
    }));
    expect(differs(f)).toBe(false);
    expect(answer(f)).not.toBe("certified");
  });

  const stale = "let s = a[1]; while n > 0 { a[1] = n; n = n - 1; } return s;";
  const elementIn = (index: SourceTerm): CutClaims => ({
    values: inPlaces,
    computed: [{ value: local(2), term: element(a, index) }],
  });
  test("an element at an index in a place is the element of now", () => {
    const begin = "lw t4, 0(a0)\n li t1, 1\n bgeu t1, t4, trap";
    const f = withArray(
      stale,
      `${loops(begin, "sw a1, 8(a0)", "slli t2, t1, 2\n add t2, t2, a0\n lw a0, 4(t2)")}\ntrap:\n li a0, 2\n ebreak`,
      () => elementIn(t1),
    );
    expect(differs(f)).toBe(true);
    expect(answer(f)).toBe("variable s is a[t1]");
  });

  test("an index in a place is no bounds check", () => {
    const f = withArray(
      "let s = 0; while n > 0 { s = a[s]; n = n - 1; } return s;",
      loops("li t1, 0", "slli t2, t1, 2\n add t2, t2, a0\n lw t1, 4(t2)", "mv a0, t1"),
      () => ({
        values: inPlaces,
        computed: [{ value: local(2), term: t1 }],
        facts: [fact(apply("sltu", t1, length(a)))],
      }),
    );
    expect(answer(f)).toBe("it is known that (t1 <ᵤ len(a))");
  });
});

describe("elsewhere", () => {
  test("an operand that waits in a place is all that is said of it", () => {
    const f = new ByHand(
      `fn g(n: int): int { return n + 1; } fn f(n: int): int { return n + g(n); } fn main(): int { return f(read()); }`,
    );
    f.write(
      "f",
      `addi t6, sp, -8
      lui t5, ${f.claims.layout.stackLimit}
      bltu t6, t5, full
      addi sp, sp, -8
      sw ra, 4(sp)
      sw s1, 0(sp)
      mv s1, a0
      jal ra, g
    return:
      add a0, a0, s1
      lw ra, 4(sp)
      lw s1, 0(sp)
      addi sp, sp, 8
      ret
    ${full}`,
    );
    Object.assign(f.of("f"), {
      frame: 8,
      saved: [
        { register: 1, location: inSlot(4) },
        { register: 9, location: inSlot(0) },
      ],
    });
    const pending = { value: { kind: "pending" as const, index: 0 }, location: inRegister("s1") };
    const result = { value: { kind: "result" as const }, location: inRegister("a0") };
    const point = { phase: "after" as const, node: f.nodes("f", "call")[0]!.id };
    f.cut("f", point, "return", { values: [pending, result] });
    expect([answer(f), differs(f)]).toStrictEqual(["certified", false]);
    const cut = f.of("f").cuts[0]!;
    Object.assign(cut, { computed: [{ value: n, term: inRegister("s1") }] });
    expect(answer(f)).toMatch(notThere);
    Object.assign(cut, { values: [result], computed: [{ value: pending.value, term: inRegister("s1") }] });
    expect(answer(f)).toBe("certified");
    Object.assign(cut, { values: [result], computed: [{ value: pending.value, term: inSlot(0) }] });
    expect(answer(f)).not.toBe("certified");
    Object.assign(cut, { values: [result], computed: [{ value: pending.value, term: inRegister("ra") }] });
    expect(answer(f)).not.toBe("certified");
  });

  test("start-up knows nothing of what the registers held", () => {
    for (const register of ["s1", "ra", "t1"]) {
      const f = new ByHand(text);
      const cuts = f.claims.functions[f.program.start]!.cuts;
      expect(cuts.length).toBeGreaterThan(0);
      for (const cut of cuts) Object.assign(cut, { facts: [fact(apply("equal", inRegister(register), constant(0)))] });
      expect(answer(f)).not.toBe("certified");
    }
  });
});

describe("in an inlined call", () => {
  const [x, rest] = [local(2), local(4)];
  const waiting = { kind: "pending", index: 0 } as const;
  const inA0 = { value: n, location: inRegister("a0") };
  const inner = (
    code: string,
    computed: NonNullable<CutClaims["computed"]>,
    values: CutClaims["values"] = [],
  ): ByHand => {
    const f = new ByHand(`${addInLoop} fn main(): int { return f(read()); }`).write("f", code);
    f.of("f").inlined = [{ call: f.nodes("f", "call")[0]!.id, within: null }];
    f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", {
      values: [inA0],
      computed: [{ value: s, term: inRegister("t0") }],
    });
    const point = { phase: "before" as const, node: f.nodes("add", "while")[0]!.id };
    return f.cut("f", point, "inner", { inlined: 0, values: [inA0, ...values], computed });
  };
  const honest = [
    { value: rest, term: t1 },
    { value: waiting, term: inRegister("t3") },
  ];

  test("variables and operands of each activation are in places", () => {
    const f = inner(addInlined, [...honest, { value: x, term: inRegister("t0") }]);
    expect([answer(f), differs(f)]).toStrictEqual(["certified", false]);
  });

  test.each<[string, ByHand]>([
    ["an argument in what is made of it", inner(addInlined, [...honest, { value: x, term: t1 }])],
    [
      "a place that the callee's variable is in",
      inner(addInlined, [honest[1]!, { value: s, term: t1 }], [{ value: rest, location: t1 }]),
    ],
    [
      "an operand in what the loop changes",
      inner(addInlined.replaceAll("t3", "t2"), [honest[0]!, { value: waiting, term: t2 }]),
    ],
    ["an operand that is another's", inner(addInlined.replace("xori t3, a0, 5", "xori t3, a0, 4"), honest)],
  ])("%s is refused", (_, f) => {
    expect(answer(f)).not.toBe("certified");
  });
});
