/** The list of stages: its laws, and that what each stage makes is well formed, as its language says. */

import { type Compilation, type Language, passes, type Stage, stages, steps } from "etalon/compiler";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ell } from "../../src/compiler/languages/ell.ts";
import { flow } from "../../src/compiler/languages/flow.ts";
import { machine } from "../../src/compiler/languages/machine.ts";
import { chain } from "../../src/compiler/stage.ts";
import { examples } from "../examples/cases.ts";
import { compiled } from "./compiled.ts";
import { programText } from "./programs.ts";

const list: readonly Stage[] = stages;

/** What is wrong with the results of the stages. */
function errorsIn(compilation: Compilation): string[] {
  return list.flatMap(({ name, to }, index) => {
    const wrong = to.wellFormed(compilation.results[index]);
    return wrong === undefined ? [] : [`${name}: ${wrong}`];
  });
}

describe("the list of stages", () => {
  it("is a chain from Ell to the image, with names that tell stages and results apart", () => {
    expect(list[0]!.from).toBe(ell);
    expect(list.at(-1)!.to).toBe(machine);
    for (const [index, { from }] of list.entries()) if (index > 0) expect(from).toBe(list[index - 1]!.to);
    for (const names of [
      list.map(({ name }) => name),
      steps.map(({ result }) => result),
      steps.map(({ name }) => name),
    ])
      expect(new Set<string>(names).size).toBe(names.length);
  });

  it("calls each replaceable pass in one stage", () => {
    expect(list.flatMap(({ calls }) => calls).sort()).toStrictEqual(Object.keys(passes).sort());
  });

  it("is refused by the types where a stage does not take what the one before it makes", () => {
    const [first, second] = stages;
    expect(chain(first, second)).toHaveLength(2);
    // @ts-expect-error: Ell is what `lang-to-flow` takes, and not what it makes.
    expect(chain(first, first)).toHaveLength(2);
  });

  it("is described as reports have it", () => {
    const between = steps.filter(({ from, to }) => from !== to);
    expect(between.map(({ name, description, title }) => [name, description, title])).toStrictEqual([
      ["lang-to-flow", "lang-to-flow", "the compiler's flow graph"],
      ["flow-to-ssa", "flow-to-ssa", "the flow graph in SSA form"],
      ["ssa-to-flow", "ssa-to-flow", "the flow graph, optimised"],
      ["flow-to-allocated", "register allocation (flow-to-allocated)", "the flow graph with registers allocated"],
      ["allocated-to-machine", "code generation (flow-to-machine, relax, link)", "RV32IM semantics"],
    ]);
  });
});

describe("what the stages make", () => {
  it("is well formed, on random programs", () => {
    fc.assert(
      fc.property(programText, (text) => {
        expect(errorsIn(compiled(text))).toStrictEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  for (const { name, text } of examples)
    it(`is well formed: ${name}`, () => {
      expect(errorsIn(compiled(text))).toStrictEqual([]);
    });

  it("can be printed", () => {
    const { results, program } = compiled("fn main(): int { if read() < 3 { write(1); } return 7; }");
    expect(ell.print(program)).toMatch(/while|if/);
    const parts = {
      flow: /= read/,
      ssa: /= read/,
      optimised: /= read/,
      allocated: / = read/,
      assembly: /blt? |bge .*\.L/,
      layout: /^ {3}10000/m,
      machine: /ecall/,
    };
    for (const [index, { to }] of list.entries())
      expect(to.print(results[index])).toMatch(parts[to.name as keyof typeof parts]);
  });
});

/** A copy of plain data in which the value at a path is another, through functions without parameters. */
function edited<T>(data: T, path: readonly (string | number)[], value: unknown): T {
  const [key, ...below] = path;
  if (key === undefined) return value as T;
  if (typeof data === "function") return (() => edited((data as () => unknown)(), path, value)) as T;
  const copy = (Array.isArray(data) ? [...(data as unknown[])] : { ...data }) as Record<string | number, unknown>;
  copy[key] = edited(copy[key], below, value);
  return copy as T;
}

describe("what is not well formed is refused, with the reason", () => {
  const text =
    "let g = 1; fn f(a: int): int { return a + g; } fn main(): int { while read() > 0 { write(f(2)); } return 0; }";
  const { results } = compiled(text, { level: 0 });
  const languages: Readonly<Record<string, { readonly language: Language; readonly program: unknown }>> =
    Object.fromEntries(list.map(({ to }, index) => [to.name, { language: to, program: results[index] }]));

  const cases: readonly (readonly [string, readonly (string | number)[], unknown, RegExp])[] = [
    ["flow", ["start"], 99, /no function 99 to start/],
    ["flow", ["functions", 0, "blocks"], [], /function f: it has no block 0/],
    ["flow", ["functions", 0, "registers"], 0, /function f: an argument arrives in no register/],
    ["flow", ["functions", 0, "parameters"], [undefined], /may be read before it is written/],
    ["flow", ["globals"], 0, /there is no global 0/],
    [
      "flow",
      ["functions", 0, "blocks", 0, "terminator"],
      { op: "jump", target: 50, origin: 0 },
      /there is no block 50/,
    ],
    [
      "flow",
      ["functions", 0, "blocks", 0, "terminator"],
      { op: "return", value: { kind: "constant", value: 2 ** 40 }, origin: 0 },
      /is no int32/,
    ],
    ["flow", ["functions", 0, "parameters"], [0, 0], /f takes 2 arguments, and is given 1/],
    ["allocated", ["functions", 0, "spills"], 5, /5 spill slots/],
    [
      "allocated",
      ["functions", 0, "blocks", 0, "instructions", 0],
      { op: "read", rd: 2, origin: 0 },
      /writes x2, which has a role of its own/,
    ],
    ["assembly", ["program", "functions", 0, "frameBytes"], 8, /no multiple of 16/],
    ["assembly", ["program", "functions", 0, "items"], [], /does not begin with the cut point of its entry/],
    ["assembly", ["program", "functions", 1, "labels"], 0, /is none of its 0/],
    ["layout", ["program", "end"], 0, /the text ends at/],
    ["layout", ["program", "functions", 1, "address"], 0x10000, /and should be at/],
    ["layout", ["memory", "scratch"], 0x10004, /the text reaches into the data/],
    ["machine", ["image", "entry"], 4, /no function begins at/],
    ["machine", ["origins"], () => new Int32Array(1), /not every word of the text has an origin/],
    ["machine", ["image", "segments", 0, "bytes"], new Uint8Array(4), /origin/],
    ["machine", ["cuts", 0, "entry"], 0x7ffffffc, /not in order, or two have one address/],
    ["machine", ["cuts", 1, "cuts"], [], /no cut point is at the return address/],
  ];
  for (const [name, path, value, reason] of cases)
    it(`${name}: ${path.join(".")}`, () => {
      const { language, program } = languages[name]!;
      expect(language.wellFormed(program)).toBeUndefined();
      expect(language.wellFormed(edited(program, path, value))).toMatch(reason);
    });

  it("assembly: a jump to a label that is nowhere, a label in two places, a call of no function", () => {
    const { language, program } = languages["assembly"]!;
    const end = (item: object): unknown => {
      const { items } = (program as { program: { functions: { items: unknown[] }[] } }).program.functions[0]!;
      return edited(program, ["program", "functions", 0, "items"], [...items, item, item]);
    };
    expect(language.wellFormed(end({ kind: "jump", target: 77, origin: 0 }))).toMatch(/label 77, which is nowhere/);
    expect(language.wellFormed(end({ kind: "label", label: 0 }))).toMatch(/label 0 is in two places/);
    expect(language.wellFormed(end({ kind: "call", callee: 9, origin: 0 }))).toMatch(/no function 9/);
  });

  it("flow runs as what it is when it is well formed", () => {
    const run = flow.run(languages["flow"]!.program as never, Uint8Array.of(1), { clock: 1000 });
    expect(run.outcome).toStrictEqual({ kind: "halted", code: 0 });
  });
});
