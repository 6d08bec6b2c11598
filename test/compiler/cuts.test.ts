/**
 * Cut points: where they must be, and that what they say is found to be true on running programs.
 */

import { type Compilation, claimsOf } from "etalon/compiler";
import { decode } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examples } from "../examples/cases.ts";
import { bytes, compiled, compiledExample, walk } from "./compiled.ts";
import { input, programText } from "./programs.ts";

/** Where the machine may be after the instruction at `pc`; nowhere in this function after a return or a stop. */
function followers(view: DataView, pc: number, address: number): number[] {
  const instruction = decode(view.getUint32(pc - address, true))!;
  switch (instruction.mnemonic) {
    case "jal":
      return instruction.rd === 0 ? [pc + instruction.imm] : [pc + 4];
    case "jalr":
      return instruction.rd === 0 ? [] : [pc + 4];
    case "beq":
    case "bne":
    case "blt":
    case "bge":
    case "bltu":
    case "bgeu":
      return [pc + 4, pc + instruction.imm];
    case "ebreak":
      return [];
    default:
      return [pc + 4];
  }
}

/** The pcs of all cut points: of each function its entry, then those that are listed. */
function pcsOf(cuts: Compilation["cuts"]): number[] {
  return cuts.flatMap((f) => [f.entry, ...f.cuts.map(({ pc }) => pc)]);
}

/** The most paths that lead from one cut to the next cuts and ends. */
function pathsBetweenCuts({ image, cuts }: Compilation): number {
  const { address, bytes: text } = image.segments[0]!;
  const view = new DataView(text.buffer);
  const pcs = pcsOf(cuts);
  const isCut = new Set(pcs);
  let most = 0;
  for (const start of pcs) {
    let paths = 0;
    const work = followers(view, start, address);
    for (let pc = work.pop(); pc !== undefined && paths < 10_000; pc = work.pop()) {
      const next = isCut.has(pc) || pc >= address + text.length ? [] : followers(view, pc, address);
      if (next.length === 0) paths++;
      work.push(...next);
    }
    most = Math.max(most, paths);
  }
  return most;
}

/** The places where the machine code goes round without passing a cut. */
function loopsWithoutCut({ image, cuts }: Compilation): number[] {
  const { address, bytes: text } = image.segments[0]!;
  const view = new DataView(text.buffer);
  const isCut = new Set(pcsOf(cuts));
  const found: number[] = [];
  const state = new Map<number, "open" | "done">();
  for (let root = address; root < address + text.length; root += 4) {
    const path: { pc: number; rest: number[] }[] = [];
    const enter = (pc: number): void => {
      if (pc >= address + text.length || isCut.has(pc) || state.get(pc) === "done") return;
      if (state.get(pc) === "open") return void found.push(pc);
      state.set(pc, "open");
      path.push({ pc, rest: followers(view, pc, address) });
    };
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = top.rest.pop();
      if (target !== undefined) enter(target);
      else {
        state.set(top.pc, "done");
        path.pop();
      }
    }
  }
  return found;
}

function expectLawful(compilation: Compilation): void {
  const { cuts, program, image } = compilation;
  const pcs = pcsOf(cuts);
  expect(new Set(pcs).size).toBe(pcs.length);
  expect(pcs).toStrictEqual([...pcs].sort((a, b) => a - b));
  expect(cuts).toHaveLength(program.functions.length);
  const symbols = image.symbols ?? [];
  for (const [i, { entry, frame, cuts: listed }] of cuts.entries()) {
    const { name, body } = program.functions[i]!;
    expect(symbols[i]).toMatchObject({ name, address: entry });
    expect(listed.some(({ phase, node }) => phase === "before" && node === body.id)).toBe(false);
    expect(frame % 16).toBe(0);
  }
  expect(image.entry).toBe(cuts[program.start]!.entry);
  expect(loopsWithoutCut(compilation)).toStrictEqual([]);
  const { bytes: text } = image.segments[0]!;
  const view = new DataView(text.buffer);
  const isCut = new Set(pcs);
  for (let at = 0; at < text.length; at += 4) {
    const instruction = decode(view.getUint32(at, true))!;
    const links = (instruction.mnemonic === "jal" || instruction.mnemonic === "jalr") && instruction.rd === 1;
    if (links) expect(isCut.has(image.segments[0]!.address + at + 4), "a return address").toBe(true);
  }
}

describe("cut points", () => {
  it("are lawful, and true from cut to cut, on random programs", () => {
    let [tried, passed] = [0, 0];
    fc.assert(
      fc.property(programText, input, (text, bytesIn) => {
        tried++;
        const compilation = compiled(text, { heapBytes: 2 ** 16, stackBytes: 2 ** 14 });
        expectLawful(compilation);
        const { squares, broken } = walk(compilation, bytesIn, 2000);
        passed += squares;
        expect(broken, text).toBeUndefined();
      }),
      { numRuns: 250 },
    );
    expect(passed).toBeGreaterThan(6 * tried);
  });

  for (const example of examples)
    it(`are lawful and true on example ${example.name}`, () => {
      for (const level of [0, 2] as const) {
        const compilation = compiledExample(example, level);
        expectLawful(compilation);
        for (const c of example.cases) expect(walk(compilation, c.input, 1000).broken).toBeUndefined();
      }
    });

  const cases: Record<string, string> = {
    "nested loops that begin together": `fn main(): int { while true { while true { while read() < 0 { return 1; } } } }`,
    "a loop at the very beginning of a leaf function": `fn f(n: int) { while n > 0 { n = n - 1; } } fn main(): int { f(3); while true { while true { return 2; } } }`,
    "calls right before joins and loops": `
      fn f() { } fn g(): int { return 3; }
      fn main(): int { if read() < 0 { f(); } while g() > 4 { f(); } if g() > 1 { f(); } else { f(); } f(); f(); for i in 0..2 { f(); } return g(); }`,
    "a local assigned while its old value is pending": `
      fn f(n: int): int { return n + 1; }
      fn main(): int { let x = 3; x = x + f(x); x = x * 2 - (f(x) + x); let b = x > 1; b = b && f(x) > 3; x = f(x); return x; }`,
    "pending operands of every kind": `
      fn f(n: int): int { return n; } fn h(a: int, b: int[], c: int, d: int): int { return a + b[0] + c + d; }
      fn main(): int {
        let a = new int[](3);
        a[f(1)] = f(2) + a[f(0)] * (7 - f(3)); new int[](2)[f(1)] = f(9);
        return h(1, a, f(2), h(f(3), a, 4, f(5) + a[f(1)])) + (1 + (f(1) + (2 + f(2))));
      }`,
    "conditions with many joins": `
      fn main(): int {
        let a = read(); let b = read(); let c = read(); let n = 0;
        if (a < 0 || b < 0) && (b < 0 || c < 0) && (a > 1 || c > 1) && (a != b || c == a) && (b != c || a != c) { n = 1; }
        while (a < 5 || n > 3) && (n < 9 || b < 1) && !(n == 4 && (a == b || b == c)) && (n < 20 || a > 6) { n = n + 1; }
        return n;
      }`,
    "long expressions": `
      fn main(): int {
        let a = new int[](8); let i = 1; let n = 0;
        n = ${Array.from({ length: 60 }, (_, k) => `a[(i + ${k}) & 7]`).join(" + ")};
        a[i] = ${Array.from({ length: 60 }, (_, k) => `(n ^ ${k * 1000} / (i + ${k}))`).join(" - ")};
        if ${Array.from({ length: 60 }, (_, k) => `a[${k % 8}] <= ${k}`).join(" && ")} { return 1; }
        return a[i];
      }`,
    "a hundred pending operands": `
      fn f(n: int): int { return n; }
      fn main(): int { return ${"(1 + f(2) * ".repeat(100)}3${")".repeat(100)}; }`,
  };
  for (const [name, text] of Object.entries(cases))
    it(`hold with ${name}`, () => {
      const compilation = compiled(text);
      expectLawful(compilation);
      for (const bytesIn of [bytes(""), bytes("a"), bytes("\x01\x02\x02"), bytes("\x05\x05\x05\x05")])
        expect(walk(compilation, bytesIn, 5000).broken).toBeUndefined();
    });

  it("are found out when they lie", () => {
    const compilation = compiled(
      `fn f(n: int): int { return n * 2; }
      fn main(): int { let x = 5; let y = read(); while x < 50 { x = x + f(x); write(x + y); } return x; }`,
      { level: 0 },
    );
    expect(walk(compilation, bytes(""), 100).broken).toBeUndefined();
    // A register that no code touches.
    const tp = 4;
    let lies = 0;
    const claims = claimsOf(compilation);
    for (const [i, f] of claims.functions.entries())
      for (const [j, cut] of f.cuts.entries())
        for (const k of cut.values.keys()) {
          const values = cut.values.with(k, { ...cut.values[k]!, location: { kind: "register", register: tp } });
          const functions = claims.functions.with(i, { ...f, cuts: f.cuts.with(j, { ...cut, values }) });
          expect(walk(compilation, bytes(""), 100, { ...claims, functions }).broken).toBeDefined();
          lies++;
        }
    expect(lies).toBeGreaterThan(3);
  });

  it("leave few paths between them, whatever the conditions", () => {
    const list = (count: number, part: (k: number) => string): string[] =>
      Array.from({ length: count }, (_, k) => part(k));
    const bodies = [
      `n = ${list(60, (k) => `a[(i + ${k}) & 7]`).join(" + ")};`,
      `if ${list(60, (k) => `a[${k % 8}] <= ${k}`).join(" && ")} { n = 1; }`,
      `if ${list(60, (k) => `a[${k % 8}] <= ${k} && (`).join("")}b${")".repeat(60)} { n = 1; }`,
      `if ${list(60, (k) => `(b || n == ${k})`).join(" && ")} { n = 1; }`,
      `if ${list(60, (k) => `(b && n == ${k})`).join(" || ")} { n = 1; }`,
      `if ${"(b || c) && (".repeat(60)}b${")".repeat(60)} { n = 1; }`,
      `b = ${"((b && c) || ".repeat(60)}b${")".repeat(60)};`,
      `b = ${list(60, (k) => `((b || n == ${k}) && (c || a[${k % 8}] > 2) || !(b && c))`).join(" && ")};`,
      list(60, (k) => `if n == ${k} { n = n + 1; }`).join(" "),
      `${list(60, (k) => `if n == ${k} { n = ${k}; } else `).join("")} { n = 4; }`,
      `while n < 3 { ${list(60, (k) => `if n == ${k} { if b { n = n + 1; } else { if c { n = 5; } } }`).join(" ")} }`,
    ];
    for (const body of bodies) {
      const declarations = "let a = new int[](8); let b = read() > 3; let c = read() > 2; let i = 1; let n = 0;";
      const compilation = compiled(`fn main(): int { ${declarations} ${body} return n; }`);
      expect(pathsBetweenCuts(compilation), body.slice(0, 60)).toBeLessThan(80);
      for (const bytesIn of [bytes(""), bytes("zz"), bytes("z\x01")])
        expect(walk(compilation, bytesIn, 5000).broken).toBeUndefined();
    }
    for (const example of examples) expect(pathsBetweenCuts(compiledExample(example)), example.name).toBeLessThan(150);
  });

  it("come about every three statements", () => {
    const body = Array.from({ length: 300 }, (_, k) => `x = x * ${k} + 1;`).join("\n");
    const { cuts, program } = compiled(`fn main(): int { let x = read(); ${body} return x; }`, { level: 0 });
    const { length } = cuts[program.main]!.cuts;
    expect(length).toBeGreaterThan(90);
    expect(length).toBeLessThan(120);
  });
});
