/**
 * Accesses that are not certain to stay within one object, or not to mean what the source does, each by a function of a few instructions:
 * the same function without the one fault is certified.
 */

import { describe, expect, test } from "vitest";
import { answer, ByHand } from "../by-hand.ts";

const followed = "the machine's path can be followed";
const main = "fn main(): int { return f(read()); }";

/** What is said of f, written so; names of the layout stand for its addresses, in `ADDRESS register, name`. */
function said(text: string, code: string, frame = 0): string {
  const f = new ByHand(text);
  const { layout } = f.claims;
  const lines = code.replaceAll(/ADDRESS (\w+), (\w+)/g, (_, register: string, name: string) => {
    const value = layout[name as keyof typeof layout]!;
    const low = (value << 20) >> 20;
    return `lui ${register}, ${(value - low) | 0}\n addi ${register}, ${register}, ${low}`;
  });
  f.write("f", `${lines}\nstop:\n ebreak`);
  Object.assign(f.of("f"), { frame });
  return answer(f);
}

describe("the frame", () => {
  const text = `fn f(n: int): int { return n; } ${main}`;
  const check = "addi t6, sp, -8\n ADDRESS t5, stackLimit\n li t4, 16\n bltu t6, t5, full";
  const full = "full:\n mv a0, t4\n j stop";
  const storing = (store: string, before = check): string => said(text, `${before}\n ${store}\n ret\n${full}`, 8);

  test("is used by its words, once there is room for it", () => {
    for (const store of ["sw a0, -4(sp)", "sw a0, -8(sp)", "lw t0, -8(sp)"]) expect(storing(store)).toBe("certified");
    for (const store of ["sw a0, -12(sp)", "lw t0, -12(sp)", "sw a0, -6(sp)", "lw t0, -6(sp)", "lw t0, 0(sp)"])
      expect(storing(store)).toBe(followed);
    for (const store of ["sw a0, -4(sp)", "lw t0, -8(sp)"]) expect(said(text, `${store}\n ret`, 8)).toBe(followed);
  });

  test("has the arguments above it, which are the caller's", () => {
    const nine = [..."abcdefghi"];
    const arguments9 = `fn f(${nine.map((name) => `${name}: int`).join(", ")}): int { return i; }
      fn main(): int { return f(${nine.map(() => "read()").join(", ")}); }`;
    expect(said(arguments9, "lw a0, 0(sp)\n ret")).toBe("certified");
    for (const other of ["lw t0, 4(sp)", "sw zero, 0(sp)", "sw a0, 4(sp)"])
      expect(said(arguments9, `lw a0, 0(sp)\n ${other}\n ret`)).toBe(followed);
  });
});

describe("the buffer and the globals", () => {
  test("the buffer is a byte", () => {
    const low = `fn f(n: int): int { return n & 255; } ${main}`;
    const through = (store: string, load: string): string =>
      said(low, `ADDRESS t0, scratch\n ${store} a0, 0(t0)\n ${load} a0, 0(t0)\n ret`);
    expect(through("sb", "lbu")).toBe("certified");
    expect([through("sw", "lbu"), through("sb", "lw"), through("sw", "lw")]).toStrictEqual([
      followed,
      followed,
      followed,
    ]);
  });

  test("a global is a word", () => {
    const text = `let g = 1; fn f(n: int): int { g = n; return g; } ${main}`;
    const through = (store: string, load: string): string =>
      said(text, `ADDRESS t0, globals\n ${store} a0, 0(t0)\n ${load} a0, 0(t0)\n ret`);
    expect(through("sw", "lw")).toBe("certified");
    expect([through("sb", "lw"), through("sw", "lbu")]).toStrictEqual([followed, followed]);
  });

  test("an address that is not known is not that of the buffer, where that is 0", () => {
    /** The honest image with its text above its data, which begin at 0, and f written so. */
    const above = (code: string): string => {
      const f = new ByHand("fn f(n: int): int { return n; } fn main(): int { return f(1000); }");
      const [text, data] = [f.segments[0]!, f.segments[1]!];
      const by = 2 ** 30;
      f.segments = [
        { ...text, address: text.address + by },
        { ...data, address: 0, size: data.address + data.size },
      ];
      f.entry += by;
      for (const one of f.claims.functions) {
        one.entry += by;
        for (const cut of one.cuts) cut.pc += by;
      }
      f.claims.layout.scratch = 0;
      return answer(f.write("f", code));
    };
    expect(above("sb a0, 0(zero)\n ret")).toBe("certified");
    expect([above("sb a0, 0(a0)\n ret"), above("lbu t0, 0(a0)\n ret")]).toStrictEqual([followed, followed]);
  });
});

describe("arrays", () => {
  test("a length is read as a word, and never written", () => {
    const text = "fn f(a: int[]): int { return len(a); } fn main(): int { return f(new int[](read() + 300)); }";
    expect(said(text, "lw a0, 0(a0)\n ret")).toBe("certified");
    expect(said(text, "lbu a0, 0(a0)\n ret")).toBe(followed);
    expect(said(text, "lw t0, 0(a0)\n sw t0, 0(a0)\n mv a0, t0\n ret")).toBe(followed);
  });

  const room = `ADDRESS t0, heapEnd
    sub t0, t0, gp
    srli t0, t0, 2`;
  const none = "none:\n li a0, 17\n j stop";

  test("one is made where there is room, with its length as a word", () => {
    const text = "fn f(n: int): int[] { return new int[](n); } fn main(): int { return len(f(read() + 300)); }";
    const making = (check: string, store: string): string =>
      said(
        text,
        `blt a0, zero, negative
          ${room}
          ${check}
          ${store} a0, 0(gp)
          slli t1, a0, 2
          mv a0, gp
          add gp, gp, t1
          addi gp, gp, 4
          ret
        negative:
          li a0, 3
          j stop
        ${none}`,
      );
    expect(making("bgeu a0, t0, none", "sw")).toBe("certified");
    expect(making("bgeu a0, t0, none", "sb")).toBe(followed);
    expect(making("", "sw")).toBe(followed);
  });

  test("giving up for want of heap is only for an array that the source makes next", () => {
    const giving = (text: string): string => said(`fn f(n: int): int { ${text} } ${main}`, "li a0, 17\n ebreak");
    for (const text of ["return n;", "write(n); return n;", "write(n); return len(new int[](n));"])
      expect([text, giving(text)]).toStrictEqual([text, "the heap is spent when the machine says so"]);
  });

  test("of two that are made without a cut point between them nothing is shown", () => {
    const f = new ByHand("fn main(): int { let a = new int[](1); let b = new int[](2); return len(a) + len(b); }");
    expect(f.check().verdict).toBe("certified");
    f.of("main").cuts = [];
    const reason = expect.stringMatching(/two allocations lie between cut points$/) as string;
    expect(f.check()).toMatchObject({ verdict: "undecided", reason });
  });

  /** The text AB is laid down by two bytes, of which these come between; its length is at 0(gp). */
  const laid = (text: string, { length = 2, to = "gp", first = "", between = "", last = "" }): string =>
    said(
      text,
      `${room}
        li t1, 1
        bgeu t1, t0, none
        mv t2, gp
        li t3, ${length}
        sw t3, 0(${to})
        addi gp, gp, 8
        li t3, 65
        ${first}
        sb t3, 4(t2)
        ${between}
        li t3, 66
        sb t3, 5(t2)
        ${last}
        ret
      ${none}`,
    );

  test("a text has its length, and is laid down before it is read", () => {
    const text = `fn f(n: int): int { let s = "AB"; return s[0] + n; } ${main}`;
    const sum = "lbu t4, 4(t2)\n add a0, a0, t4";
    expect(laid(text, { last: sum })).toBe("certified");
    expect(laid(text, { last: sum, length: 3 })).toBe(followed);
    expect([laid(text, { first: sum }), laid(text, { between: sum })]).toStrictEqual([followed, followed]);
  });

  test("a text is laid down within itself, and its length where it begins", () => {
    const text = `fn f(n: int): int { let s = "AB"; return s[0] + n; } ${main}`;
    const sum = "lbu t4, 4(t2)\n add a0, a0, t4";
    expect(laid(text, { last: sum, to: "a0" })).toBe(followed);
    for (const between of [
      "sb t3, 0(a0)",
      "sw t3, 0(a0)",
      "sw zero, 0(t2)",
      "sb zero, 3(t2)",
      "sb t3, 8(t2)",
      "sw t3, 5(t2)",
    ])
      expect(laid(text, { last: sum, between })).toBe(followed);
  });

  test("a text is laid down from known bytes alone, also where they are laid over others", () => {
    const text = `fn f(n: int): int { let s = "AB"; return s[0] + n; } ${main}`;
    const sum = "lbu t4, 4(t2)\n add a0, a0, t4";
    expect(laid(text, { last: sum, between: "sb t3, 4(t2)" })).toBe("certified");
    expect(laid(text, { last: sum, between: "sb a0, 4(t2)" })).toBe(followed);
  });

  /** What is made of five or eight bytes, laid down by these stores of t3, which is 65, and t4, which is 65 four times. */
  const stored = (value: string, length: number, stores: string): string =>
    said(
      `fn f(n: int): int { let s = ${value}; return n; } ${main}`,
      `${room}
        li t1, 2
        bgeu t1, t0, none
        mv t2, gp
        li t3, ${length}
        sw t3, 0(gp)
        addi gp, gp, 12
        li t3, 65
        lui t4, 1094795264
        addi t4, t4, 321
        ${stores}
        ret
      ${none}`,
    );

  test("a text is laid down to its last byte, and stays so", () => {
    const contents = "the arrays have the same contents";
    const bytes = (stores: string): string => stored('"AAAAA"', 5, stores);
    expect(bytes("sw t4, 4(t2)\n sb t3, 8(t2)")).toBe("certified");
    expect(bytes("sw t4, 4(t2)\n sw t3, 8(t2)")).toBe("certified");
    expect(bytes("sw t3, 4(t2)\n sw t4, 4(t2)\n sb t3, 8(t2)")).toBe("certified");
    expect(bytes("sw t4, 4(t2)")).toBe(contents);
    expect(bytes("sb t3, 8(t2)\n sw t3, 4(t2)")).toBe(contents);
    for (const over of ["sw t3, 4(t2)", "sw zero, 8(t2)"])
      expect(bytes(`sw t4, 4(t2)\n sb t3, 8(t2)\n ${over}`)).toBe(contents);
    const ints = (stores: string): string => stored("[65, 65]", 2, stores);
    expect(ints("sw t3, 4(t2)\n sw t3, 8(t2)")).toBe("certified");
    for (const wrong of ["", "sw t3, 4(t2)", "sw t3, 8(t2)", "sw t3, 4(t2)\n sw t4, 8(t2)", "sb t3, 4(t2)"])
      expect(ints(wrong)).toBe(contents);
  });

  test.each(["n", "3"])("an element is loaded where it is known that there is one: a[%s] is no other", (index) => {
    const loading = (also: string): string =>
      said(
        `fn f(a: byte[], n: int, m: int): int { return a[${index}] + m; }
         fn main(): int { return f(new byte[](read() & 255), read(), read()); }`,
        `lw t0, 0(a0)
          ${index === "n" ? "" : `li a1, ${index}`}
          bgeu a1, t0, out
          add t1, a0, a1
          lbu t1, 4(t1)
          add t2, a0, a2
          add t3, a0, a1
          ${also}
          add a0, t1, a2
          ret
        out:
          li a0, 2
          j stop`,
      );
    expect(["", "lbu t4, 4(t3)", "lw t4, 0(a0)"].map(loading)).toStrictEqual(["certified", "certified", "certified"]);
    for (const other of ["lbu t4, 4(t2)", "lbu t4, 5(t3)", "lbu t4, 3(t3)", "lw t4, 4(t3)", "sb t4, 4(t2)"])
      expect([other, loading(other)]).toStrictEqual([
        other,
        other === "lbu t4, 3(t3)" && index === "3" ? "certified" : followed,
      ]);
  });

  test.each(["i << 29", "i + 1073741824", "(i << 30) + i", "0x28330000", "0x60000001", "0x7fffffff"])(
    "an index is in bounds, also where four times as much wraps: %s",
    (index) => {
      const f = new ByHand(`fn f(a: int[], i: int): int { return a[${index}]; }
      fn main(): int { return f(new int[](read() & 255), read()); }`);
      expect(answer(f)).toBe("certified");
    },
  );

  test("one that is made has its own length, and no other array has it", () => {
    const loading = (check: string): string =>
      said(
        `fn f(a: byte[]): int { let s = "AB"; return a[1]; } fn main(): int { return f(new byte[](read() & 3)); }`,
        `${room}
          li t1, 1
          bgeu t1, t0, none
          mv t2, gp
          li t3, 2
          sw t3, 0(gp)
          addi gp, gp, 8
          li t3, 65
          sb t3, 4(t2)
          li t3, 66
          sb t3, 5(t2)
          ${check}
          lbu a0, 5(a0)
          ret
        out:
          li a0, 2
          j stop
        ${none}`,
      );
    expect(loading("lw t3, 0(a0)\n bgeu t1, t3, out")).toBe("certified");
    expect(loading("lw t3, 0(t2)\n bgeu t1, t3, out")).toBe(followed);
    expect(loading("")).toBe(followed);
  });

  test("a text is laid down before it is written", () => {
    const text = `fn f(n: int): int { let s = "AB"; write_bytes(s, 0, 2); return n; } ${main}`;
    const write = "mv t5, a0\n li a7, 64\n li a0, 1\n addi a1, t2, 4\n li a2, 2\n ecall\n mv a0, t5";
    expect(laid(text, { last: write })).toBe("certified");
    expect([laid(text, { first: write }), laid(text, { between: write })]).toStrictEqual([followed, followed]);
  });
});
