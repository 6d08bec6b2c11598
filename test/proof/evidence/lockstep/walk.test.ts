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
import type { SourceTerm } from "../../../../src/proof/certificate/claims.ts";
import { diagramOf, diagramSvg, diagramText } from "../../../../src/proof/evidence/lockstep/diagram.ts";
import { LockstepWalk, walkLockstep } from "../../../../src/proof/evidence/lockstep/walk.ts";
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
        const compiled = compile(program, { level: 0 });
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

describe("the whole relation", () => {
  const f = new Forgery(text);
  const squares = [...walkLockstep(f.program, f.image, f.differences, input, { whole: true })];

  test("is given only when asked for, and changes nothing else", () => {
    const plain = [...walkLockstep(f.program, f.image, f.differences, input)];
    expect(plain).toEqual(squares.map((square) => ({ ...square, invariant: [] })));
  });

  test("has globals, arrays, the heap pointer, the frame and the caller's registers one by one", () => {
    const inner = squares.find(({ function: index, number, invariant }) => {
      return number > 0 && index === f.index("add") && invariant.some(({ kind }) => kind === "frame");
    })!;
    const found = (wanted: string): object | undefined => inner.invariant.find(({ name }) => name === wanted);
    expect(found("total")).toMatchObject({ kind: "global", source: "3", machine: "3", related: true });
    expect(found("arrays")).toMatchObject({ kind: "arrays", source: "1", machine: "1", related: true });
    const { heapStart } = f.claims.layout;
    const top = `0x${(heapStart + 16).toString(16).padStart(8, "0")}`;
    expect(found("heap pointer")).toMatchObject({ location: "gp", source: top, machine: top, related: true });
    expect(inner.invariant.filter(({ kind }) => kind === "saved").map(({ name }) => name)).toContain("caller's ra");
    expect(inner.invariant.filter(({ kind }) => kind === "saved")).toHaveLength(13);
    expect(squares.flatMap(({ invariant }) => invariant).every(({ related }) => related)).toBe(true);
  });

  test("says which conjunct is broken, with both values", () => {
    // The heap pointer is moved on by a word too much.
    const forged = new Forgery(text);
    const pc = forged.find((i) => i.mnemonic === "addi" && i.rd === 3 && i.rs1 === 3)[0]!;
    const move = forged.at(pc) as { mnemonic: "addi"; rd: number; rs1: number; imm: number };
    forged.put(pc, { ...move, imm: move.imm + 4 });
    const last = [...walkLockstep(forged.program, forged.image, forged.differences, input, { whole: true })].at(-1)!;
    expect(last.broken).toMatch(/^heap pointer is 0x[0-9a-f]+ in the source and 0x[0-9a-f]+ in gp$/);
    expect(last.invariant.filter(({ related }) => !related)).toMatchObject([{ name: "heap pointer" }]);
  });
});

describe("a walk under way", () => {
  test("moves blocks as a run does that began with the same arrival, and so does its copy", () => {
    const copy = `fn main(): int {
      let block = new byte[](9);
      let n = read_bytes(block, 0, 9);
      while n > 0 {
        let done = 0;
        while done < n { done += write_bytes(block, done, n - done); }
        n = read_bytes(block, 0, 9);
      }
      return 0;
    }`;
    const f = new Forgery(copy);
    const bytes = Uint8Array.from({ length: 60 }, (_, i) => i);
    for (const arrival of [
      { kind: "whole" },
      { kind: "single" },
      { kind: "shares", seed: 7 },
      { kind: "shares", seed: -8 },
    ] as const) {
      const { events } = runSteps(f.program, environmentOf(bytes, arrival));
      const squares = [...walkLockstep(f.program, f.image, f.differences, bytes, { arrival })];
      expect(squares.map(({ broken }) => broken).filter((broken) => broken !== undefined)).toEqual([]);
      expect(squares.flatMap((square) => square.events)).toEqual(events);
      const walk = LockstepWalk.begin(f.program, f.image, f.differences, bytes, arrival);
      const first = Array.from({ length: 12 }, () => walk.next()!);
      const fork = walk.fork();
      const rest: typeof first = [];
      for (let square = fork.next(); square !== undefined; square = fork.next()) rest.push(square);
      expect([...first, ...rest].flatMap((square) => square.events)).toEqual(events);
    }
  });

  test("and its copy go on alike, from any square", () => {
    fc.assert(
      fc.property(arbitraryProgram({ size: 30 }), arbitraryInput(), fc.nat(40), ({ program }, bytes, at) => {
        const compiled = compile(program, { level: 0 });
        if (!compiled.ok) throw new Error(compiled.error.message);
        const walk = LockstepWalk.begin(program, compiled.value.image, claimsOf(compiled.value), bytes);
        for (let i = 0; i < at; i++) walk.next();
        const copies = [walk.fork(), walk.fork().fork()];
        const on = (one: LockstepWalk): unknown => Array.from({ length: 30 }, () => one.next({ whole: true }));
        const expected = on(walk);
        for (const copy of copies) expect(on(copy)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test("tells who watches each step of both sides", () => {
    const f = new Forgery(text);
    const walk = LockstepWalk.begin(f.program, f.image, f.differences, input);
    let [sources, machines] = [0, 0];
    const watch = {
      source: () => {
        sources++;
      },
      machine: () => {
        machines++;
      },
    };
    for (let square = walk.next({}, watch); square !== undefined; square = walk.next({}, watch)) {
      expect([sources, machines]).toEqual([square.sourceSteps, square.machineSteps]);
      [sources, machines] = [0, 0];
    }
  });
});

describe("terms and facts", () => {
  const add = (f: Forgery): Forgery["claims"]["functions"][number] => f.claims.functions[f.index("add")]!;
  const squaresOf = (f: Forgery): ReturnType<typeof walkLockstep> extends Generator<infer S> ? S[] : never => [
    ...walkLockstep(f.program, f.image, f.differences, input),
  ];
  const a = { kind: "local", slot: 0 } as const;
  // The end of the range of i, which is n.
  const n = { kind: "local", slot: 4 } as const;
  const sum = { kind: "local", slot: 2 } as const;
  const three = { kind: "constant", value: 3 } as const;
  const apply = (operation: "add" | "slt", left: SourceTerm, right: SourceTerm): SourceTerm => ({
    kind: "apply",
    operation,
    left,
    right,
  });

  test("are evaluated at each cut point", () => {
    const f = new Forgery(text);
    for (const cut of add(f).cuts) {
      const place = cut.values.find(({ value }) => value.kind === "local" && value.slot === n.slot)?.location;
      if (place?.kind !== "register") continue;
      // n is 3, the length of a.
      cut.values = cut.values.filter(({ location }) => location !== place);
      cut.held = [{ location: place, term: { kind: "length", array: a } }];
      cut.computed = [{ value: n, term: { kind: "length", array: a } }];
      cut.facts = [
        { condition: apply("slt", { kind: "constant", value: 0 }, { kind: "length", array: a }), holds: true },
        { condition: apply("slt", three, { kind: "length", array: a }), holds: false },
        {
          condition: apply("slt", { kind: "global", index: 0 }, { kind: "element", array: a, index: three }),
          holds: true,
        },
      ];
    }
    const squares = squaresOf(f);
    expect(squares.find(({ broken }) => broken !== undefined)?.broken).toBeUndefined();
    const told = squares.flatMap(({ values }) => values).filter(({ kind }) => kind !== "claim");
    const said = new Set(told.map(({ kind, name, source, machine }) => `${kind} ${name} ${source} ${machine}`));
    expect([...said].sort()).toStrictEqual([
      "computed i..end 3 3",
      "fact (0 < len(a)) true true",
      "fact (3 < len(a)) false false",
      // Nothing is said of an element that is out of bounds.
      "fact (total < a[3]) unknown true",
      "held len(a) 3 3",
    ]);
  });

  test("that are false break a square, in words", () => {
    const forged = (
      change: (cut: Forgery["claims"]["functions"][number]["cuts"][number]) => void,
    ): string | undefined => {
      const f = new Forgery(text);
      for (const cut of add(f).cuts) change(cut);
      return squaresOf(f).at(-1)!.broken;
    };
    const sumBelow = { condition: apply("slt", sum, { kind: "constant", value: 40 }), holds: true };
    expect(forged((cut) => (cut.facts = [sumBelow]))).toBe("(sum < 40) is false, and is claimed to be true");
    expect(
      forged((cut) => {
        cut.values = cut.values.filter(({ value }) => value.kind !== "local" || value.slot !== n.slot);
        cut.computed = [{ value: n, term: apply("add", { kind: "length", array: a }, sum) }];
      }),
    ).toBe("i..end is 3, and is claimed to be (len(a) + sum), which is 43");
    expect(forged((cut) => (cut.held = [{ location: { kind: "register", register: 31 }, term: three }]))).toMatch(
      /^3 is 3 in the source and -?\d+ in t6$/,
    );
    expect(forged((cut) => (cut.facts = [{ condition: { kind: "length", array: n }, holds: true }]))).toBe(
      "len(i..end) is nothing, and is claimed to be true",
    );
  });

  test("of an array are its address", () => {
    const f = new Forgery(text);
    for (const cut of add(f).cuts) {
      const place = cut.values.find(({ value }) => value.kind === "local" && value.slot === 0)?.location;
      if (place?.kind === "register") cut.facts = [{ condition: apply("add", a, three), holds: true }];
      if (place?.kind !== "register") continue;
      cut.values = cut.values.filter(({ location }) => location !== place);
      cut.held = [{ location: place, term: a }];
    }
    const held = squaresOf(f).flatMap(({ values }) => values.filter(({ kind }) => kind === "held"));
    expect(held[0]).toMatchObject({ name: "a", source: "array #0", related: true });
    expect(held[0]!.machine).toMatch(/^0x/);
  });

  test("and the base of globals in tp", () => {
    const f = new Forgery(text);
    f.claims.layout.base = f.claims.layout.globals;
    expect(squaresOf(f).at(-1)!.broken).toMatch(/^base of globals is 0x[0-9a-f]+ in the source and 0x[0-9a-f]+ in tp$/);
  });

  test("at several cut points of one source point, of which the pc tells which it is", () => {
    const f = new Forgery(text);
    const { cuts } = add(f);
    const [first] = cuts;
    // The same point once more, at a pc where the machine never is then.
    cuts.push({ ...structuredClone(first!), pc: f.stopOf(2) });
    const squares = squaresOf(f);
    expect(squares.find(({ broken }) => broken !== undefined)?.broken).toBeUndefined();
    expect(squares.at(-1)!.source).toStrictEqual({ outcome: { kind: "halted", code: 43 } });
  });
});
