/**
 * sp and the caller's registers, cut point by cut point: frames that are made only where they are needed, and grow. And facts of
 * a function's entry, which every caller shows.
 */

import { describe, expect, test } from "vitest";
import { answer, apply, ByHand, constant, fact, inRegister, inSlot, length, local } from "./by-hand.ts";

const text = `fn g(n: int): int { return n + 1; }
  fn f(n: int): int {
    let s = 0;
    while n > 0 { s = s + n; n = n - 1; }
    if s > 100 { s = g(s) + s; }
    return s;
  }
  fn main(): int { return f(read()); }`;

/** The loop has no frame; where it calls, the function has one of so many bytes, of which sp is moved by so many. */
const code = (frame: number, moved: number, kept: number): string => `
    li t0, 0
  head:
    bge zero, a0, done
    add t0, t0, a0
    addi a0, a0, -1
    j head
  done:
    li t1, 101
    blt t0, t1, quick
    addi t6, sp, -${frame}
    lui t5, LIMIT
    bltu t6, t5, full
    addi sp, sp, -${moved}
    sw ra, ${moved - 4}(sp)
    sw t0, ${kept}(sp)
  inside:
    lw a0, ${kept}(sp)
    jal ra, g
  return:
    lw t0, ${kept}(sp)
    add a0, a0, t0
    lw ra, ${moved - 4}(sp)
    addi sp, sp, ${moved}
    ret
  quick:
    mv a0, t0
    ret
  full:
    li a0, 16
    ebreak`;

const [n, s] = [local(0), local(1)];
const inLoop = {
  sp: 0,
  saved: [],
  values: [
    { value: n, location: inRegister("a0") },
    { value: s, location: inRegister("t0") },
  ],
};

function made(
  [frame, moved, kept]: readonly [number, number, number],
  loop: Parameters<ByHand["cut"]>[3] = inLoop,
  inside = false,
): ByHand {
  const f = new ByHand(text);
  const { stackLimit } = f.claims.layout;
  expect(stackLimit % 4096).toBe(0);
  f.write("f", code(frame, moved, kept).replace("LIMIT", String(stackLimit)));
  const slot = frame - moved + kept;
  Object.assign(f.of("f"), { frame, saved: [{ register: 1, location: inSlot(frame - 4) }] });
  f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", loop);
  const values = [{ value: s, location: inSlot(slot) }];
  const sp = moved === frame ? {} : { sp: moved };
  const assigned = f.nodes("f", "assign").at(-1)!;
  if (inside) f.cut("f", { phase: "before", node: assigned.id }, "inside", { values, ...sp });
  return f.cut("f", { phase: "after", node: f.nodes("f", "call")[0]!.id }, "return", {
    values: [...values, { value: { kind: "result" }, location: inRegister("a0") }],
    ...sp,
  });
}

describe("sp and saved registers", () => {
  test("a frame that is made where it is needed, whole or in part", () => {
    expect(answer(made([8, 8, 0]))).toBe("certified");
    expect(answer(made([8, 8, 0], inLoop, true))).toBe("certified");
    expect(answer(made([16, 12, 0]))).toBe("certified");
    expect(answer(made([16, 12, 4], inLoop, true))).toBe("certified");
  });

  test("without a frame there is none, and the caller's registers are in themselves", () => {
    const { sp: _, ...atFrame } = inLoop;
    expect(answer(made([8, 8, 0], atFrame))).toBe("sp is so far below its value at entry as the certificate says");
    const { saved: __, ...elsewhere } = inLoop;
    expect(answer(made([8, 8, 0], elsewhere))).toBe("the caller's ra");
  });

  test("sp is in the frame, by whole words, and saved registers in places", () => {
    for (const sp of [-4, 2, 12, Number.NaN])
      expect(answer(made([8, 8, 0], { ...inLoop, sp }))).toMatch(/has an sp that is not in the frame$/);
    const saved = [{ register: 1, location: inSlot(8) }];
    expect(answer(made([8, 8, 0], { ...inLoop, saved }))).toMatch(/has a saved register in no place$/);
  });

  test("a word below sp does not survive a call, and counts as kept by nobody", () => {
    expect(answer(made([16, 8, -8]))).toMatch(/s in 0\\(sp\\) is kept by the call$|s is kept by the call$/);
    expect(answer(made([16, 8, -8], inLoop, true))).toMatch(/s is kept by the call$/);
  });

  test("the whole frame has to be checked before its words are used", () => {
    const f = made([16, 16, 0]);
    f.of("f").frame = 24;
    expect(answer(f)).not.toBe("certified");
    const small = made([16, 12, 0]);
    const check = small.find((i) => i.mnemonic === "addi" && i.rd === 31 && i.rs1 === 2 && i.imm === -16)[0]!;
    small.put(check, { mnemonic: "addi", rd: 31, rs1: 2, imm: -12 });
    expect(answer(small)).not.toBe("certified");
  });
});

/**
 * f calls g with sp 12 below its value at entry, in a frame of 16 bytes; g puts 0 into the word below the sp that it finds. Three times
 * the argument is stored where `code` says THERE, and 0 at 4(sp).
 */
function calling(body: string, code: string, there: number): ByHand {
  const f = new ByHand(`fn g(n: int): int { return n - 1; }
    fn f(n: int): int { ${body} }
    fn main(): int { return f(read()); }`);
  const { stackLimit } = f.claims.layout;
  const write = (name: string, frame: number, lines: string): ByHand =>
    f.write(
      name,
      `addi t6, sp, -${frame}
        lui t5, ${stackLimit}
        bltu t6, t5, full
        ${lines.replaceAll("THERE", `${there}(sp)`)}
        ret
      full:
        li a0, 16
        ebreak`,
    );
  write("g", 4, "sw zero, -4(sp)\n addi a0, a0, -1");
  write(
    "f",
    16,
    `addi sp, sp, -12
      sw ra, 8(sp)
      sw zero, 4(sp)
      slli t0, a0, 1
      add t0, t0, a0
      sw t0, THERE
      ${code}
      lw ra, 8(sp)
      addi sp, sp, 12`,
  );
  Object.assign(f.of("g"), { frame: 4 });
  Object.assign(f.of("f"), { frame: 16, saved: [{ register: 1, location: inSlot(12) }] });
  return f;
}

describe("what is claimed before a call and after it, and nobody here touches its word", () => {
  const result = { value: { kind: "result" as const }, location: inRegister("a0") };

  test("a variable in a word that the callee reaches", () => {
    const kept = (there: number): string => {
      const code = `head:
          bge zero, a0, done
          jal ra, g
        return:
          j head
        done:
          lw a0, THERE`;
      const f = calling("let x = n * 3; while n > 0 { n = g(n); } return x;", code, there);
      const x = { value: local(1), location: inSlot(4 + there) };
      const values = [x, { value: n, location: inRegister("a0") }];
      f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", { sp: 12, values });
      const after = { sp: 12, values: [x, result] };
      return answer(f.cut("f", { phase: "after", node: f.nodes("f", "call")[0]!.id }, "return", after));
    };
    expect(kept(0)).toBe("certified");
    expect(kept(-4)).toBe("the claimed value of variable x is kept by the call");
  });

  test("an operand that waits, in a word that the callee reaches, or in another one than before", () => {
    const kept = (there: number, back = there): string => {
      const code = `before:
          jal ra, g
        return:
          lw t0, ${back}(sp)
          add a0, a0, t0`;
      const f = calling("return n * 3 + g(n);", code, there);
      const values = (offset: number): NonNullable<Parameters<ByHand["cut"]>[3]> => ({
        sp: 12,
        values: [{ value: { kind: "pending", index: 0 }, location: inSlot(4 + offset) }, result],
      });
      const [call] = f.nodes("f", "call") as [Extract<ReturnType<ByHand["nodes"]>[number], { kind: "call" }>];
      f.cut("f", { phase: "after", node: call.arguments[0]!.id }, "before", values(there));
      return answer(f.cut("f", { phase: "after", node: call.id }, "return", values(back)));
    };
    expect(kept(0)).toBe("certified");
    expect(kept(-4)).toBe("the claimed value of pending operand 0 is kept by the call");
    expect(kept(0, 4)).toBe("the claimed value of pending operand 0 in 8(sp)");
  });
});

test("a ninth argument is where sp is, and not where it would be if it were as far below its value at entry as it ever is", () => {
  const nine = [..."abcdefghi"];
  const made = (ninth: number): string => {
    const f = new ByHand(`fn nine(${nine.map((name) => `${name}: int`).join(", ")}): int { return i; }
      fn f(n: int): int { return nine(n, 1, 2, 3, 4, 5, 6, 7, 8) + 1; }
      fn main(): int { return f(read()); }`);
    f.write(
      "f",
      `addi t6, sp, -16
        lui t5, ${f.claims.layout.stackLimit}
        bltu t6, t5, full
        addi sp, sp, -12
        sw ra, 8(sp)
        li t0, 8
        sw t0, ${ninth}(sp)
        ${[..."1234567"].map((k) => `li a${k}, ${k}`).join("\n")}
        jal ra, nine
      return:
        addi a0, a0, 1
        lw ra, 8(sp)
        addi sp, sp, 12
        ret
      full:
        li a0, 16
        ebreak`,
    );
    Object.assign(f.of("f"), { frame: 16, saved: [{ register: 1, location: inSlot(12) }] });
    f.cut("f", { phase: "after", node: f.nodes("f", "call")[0]!.id }, "return", {
      sp: 12,
      values: [{ value: { kind: "result" }, location: inRegister("a0") }],
    });
    return answer(f);
  };
  expect(made(0)).toBe("certified");
  for (const other of [-4, 4]) expect(made(other)).toBe("argument i");
});

describe("facts of an entry", () => {
  const indexing = (call: string): string => `fn f(a: int[], i: int): int { return a[i]; }
    fn main(): int { let a = new int[](5); let i = read(); ${call} return 0; }`;
  const inBounds = fact(apply("sltu", local(1), length(local(0))));
  const unchecked = `
    slli t0, a1, 2
    add t0, a0, t0
    lw a0, 4(t0)
    ret`;
  const f = (call: string, facts = [inBounds]): ByHand => {
    const image = new ByHand(indexing(call)).write("f", unchecked);
    image.of("f").facts = facts;
    return image;
  };

  test("what every caller knows need not be checked", () => {
    expect(answer(f("let x = a[i]; return f(a, i) + x;"))).toBe("certified");
  });

  test("without the fact it has to be, and a caller has to know it", () => {
    expect(answer(f("let x = a[i]; return f(a, i) + x;", []))).not.toBe("certified");
    expect(answer(f("return f(a, i);"))).toBe("it is known that (i <ᵤ len(a))");
    expect(answer(f("return f(a, 5);"))).toBe("it is known that (i <ᵤ len(a))");
    expect(answer(f("let x = a[i]; return f(a, i + 1) + x;"))).toBe("it is known that (i <ᵤ len(a))");
  });

  test("what nobody calls may state anything, and start-up nothing", () => {
    const image = new ByHand(`fn f(): int { return 1; } fn main(): int { return 2; }`);
    const start = image.claims.functions[image.program.start]!;
    // It is false: where it was assumed no run would begin, and nothing of start-up would have to be shown.
    start.facts = [fact(constant(0))];
    expect(answer(image)).toMatch(/nobody calls start-up, and shows its facts$/);
    const of = new ByHand(`fn f(k: int): int { return k; } fn main(): int { return f(2); }`);
    of.of("f").facts = [fact(apply("slt", n, { kind: "pending", index: 0 }))];
    expect(answer(of)).toMatch(/a term is over a value that is not there$/);
    of.of("f").facts = [fact(length(n))];
    expect(answer(of)).toMatch(/has a length or an element of what is no array$/);
    of.of("f").facts = [fact(apply("slt", n, { kind: "constant", value: 2 }))];
    expect(answer(of)).toBe("it is known that (k < 2)");
  });
});
