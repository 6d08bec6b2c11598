/** What passes share: which functions they are for, of a program of which only those are replaced that differ, and what became of values. */

import { passes } from "etalon/compiler";
import { describe, expect, it } from "vitest";
import { constantOperand, registerOperand } from "../../../src/compiler/flow/syntax.ts";
import {
  computes,
  eachFunction,
  hasBranches,
  hasLoops,
  Replacements,
} from "../../../src/compiler/passes/optimise/rewriting.ts";
import { fromPlain, plainly } from "../../../src/compiler/ssa/plain.ts";
import { programOf } from "../compiled.ts";
import { formOf } from "./form.ts";

describe("a function", () => {
  it.each<[string, does: boolean, forks: boolean, loops: boolean]>([
    ["return 7;", false, false, false],
    ["write(n); return read();", false, false, false],
    ["return main();", false, false, false],
    ["return n + 1;", true, false, false],
    ["return g;", true, false, false],
    ["g = 7; return n;", true, false, false],
    ["return len(a);", true, false, false],
    ["if n > 3 { write(n); } return n;", true, true, false],
    ["while n > 3 { n = n - 1; } return n;", true, true, true],
    ["while true { n = n - 1; }", true, false, true],
  ])("is one for passes, or not: %s", (body, ...expected) => {
    const { f } = formOf(`let g = 1; fn f(n: int, a: int[]): int { ${body} } fn main(): int { return 0; }`, "f");
    expect([computes(f), hasBranches(f), hasLoops(f)]).toStrictEqual(expected);
  });
});

describe("a program", () => {
  const flow = passes.langToFlow(
    programOf("fn f(): int { return 1; } fn g(): int { return 2; } fn main(): int { return f(); }"),
  );
  if (!flow.ok) throw new Error(flow.error.message);
  const ssa = passes.flowToSsa(flow.value);

  it("is the same where no function differs, and otherwise has those that do not", () => {
    expect(
      eachFunction(
        ssa,
        () => true,
        (f) => f,
      ),
    ).toBe(ssa);
    expect(
      eachFunction(
        ssa,
        () => false,
        (f) => ({ ...f }),
      ),
    ).toBe(ssa);
    const made = eachFunction(
      ssa,
      ({ name }) => name === "g",
      (f) => ({ ...f, values: 9 }),
    );
    const differs = ssa.functions.map((f) => f.flow.name === "g");
    expect(made.functions.map((f, i) => f !== ssa.functions[i])).toStrictEqual(differs);
    expect(differs).toContain(true);
    expect(made).toStrictEqual({
      ...ssa,
      functions: ssa.functions.map((f, i) => (differs[i]! ? { ...f, values: 9 } : f)),
    });
  });

  it("is what it was where it is not in SSA form", () => {
    const plain = plainly(flow.value);
    expect(plain.functions.map(({ kind }) => kind)).toStrictEqual(ssa.functions.map(() => "plain"));
    expect(
      eachFunction(
        plain,
        () => true,
        () => ssa.functions[0] as never,
      ),
    ).toBe(plain);
    expect(fromPlain(plain)).toStrictEqual(flow.value);
    expect(fromPlain(ssa)).toStrictEqual(flow.value);
  });
});

describe("what became of values", () => {
  const { f } = formOf("fn f(n: int): int { return n; } fn main(): int { return 0; }", "f");
  const [one, two, three] = [1, 2, 3].map(registerOperand) as [
    ReturnType<typeof registerOperand>,
    ReturnType<typeof registerOperand>,
    ReturnType<typeof registerOperand>,
  ];
  const add = { op: "operate", operation: "add", rd: 4, left: one, right: two, origin: 0 } as const;

  it("is what they are the same as, through all that was replaced", () => {
    const replaced = new Replacements(f);
    expect(replaced.none).toBe(true);
    replaced.replace(2, one);
    replaced.replace(3, two);
    expect(replaced.none).toBe(false);
    expect([one, two, three, constantOperand(3)].map(replaced.now)).toStrictEqual([one, one, one, constantOperand(3)]);
    expect(replaced.meanings.slice(2)).toStrictEqual([one, one]);
    expect(replaced.shared.some(Boolean)).toBe(false);
    replaced.replace(1, constantOperand(7));
    expect(replaced.now(three)).toStrictEqual(constantOperand(7));
    expect(replaced.instruction(add)).toStrictEqual({ ...add, left: constantOperand(7), right: constantOperand(7) });
  });

  it("is what they would be, where an instruction is gone that can be told", () => {
    const replaced = new Replacements(f);
    replaced.drop(4, add);
    replaced.drop(5, { op: "length", rd: 5, array: one, origin: 0 });
    replaced.drop(6, { op: "read", rd: 6, origin: 0 });
    replaced.drop(7, undefined);
    expect(replaced.none).toBe(false);
    expect(
      Array.from(
        { length: 4 },
        (_, i) => replaced.meanings[i + 4]?.kind ?? (replaced.meanings[i + 4] as typeof add | undefined)?.op,
      ),
    ).toStrictEqual(["operate", "length", undefined, undefined]);
  });

  it("is that more has to be said of those that took the place of others, or are two source values", () => {
    const replaced = new Replacements(f);
    replaced.share(2, one);
    replaced.share(3, two);
    replaced.share(4, constantOperand(1));
    replaced.identify(two);
    replaced.identify(constantOperand(1));
    expect(replaced.shared).toStrictEqual(Object.assign([], { 1: true }));
    expect(replaced.identified).toStrictEqual(Object.assign([], { 2: true }));
    expect(f.shared).toStrictEqual([]);
  });

  it("changes no jump that brings nothing else than before", () => {
    const replaced = new Replacements(f);
    replaced.replace(2, one);
    const jump = { op: "jump", target: 1, arguments: [one, three], origin: 0 } as const;
    expect(replaced.terminator(jump)).toBe(jump);
    expect(replaced.terminator({ ...jump, arguments: [two, three] })).toStrictEqual(jump);
  });
});
