/**
 * Claims with everything said at each cut point, and as differences: each form says what the other does, also of what is computed, held
 * and known.
 */

import { describe, expect, it } from "vitest";
import { claimsOf } from "../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import type { Claims, Computed, Fact, FunctionCertificate, HeldTerm } from "../../../src/proof/certificate/claims.ts";
import { asDifferences, type WholeCutPoint, wholeClaims } from "../../../src/proof/certificate/whole.ts";
import { examples } from "../../examples/cases.ts";
import { programOf } from "../../lang/program-of.ts";

const layout = { scratch: 0, globals: 4, heapStart: 8, heapEnd: 12, stackLimit: 16, stackTop: 20 };
const point = { phase: "before", node: 1, pc: 4 } as const;
const bare = { entry: 0, frame: 0, saved: [] } satisfies Omit<FunctionCertificate, "cuts">;

const inRegister = (register: number) => ({ kind: "register", register }) as const;
const local = (slot: number) => ({ kind: "local", slot }) as const;

const value = { value: local(0), location: inRegister(10) };
const computed: Computed = { value: local(1), term: { kind: "constant", value: 3 } };
const held: HeldTerm = { location: inRegister(9), term: { kind: "global", index: 2 } };
const slot: HeldTerm = { location: { kind: "slot", offset: 4 }, term: local(0) };
const fact: Fact = { condition: { kind: "length", array: local(2) }, holds: true };
const untrue: Fact = { ...fact, holds: false };

/** The cut points of a function of which these are said, as differences. */
const differences = (...cuts: readonly Partial<WholeCutPoint>[]) =>
  asDifferences({ layout, functions: [{ ...bare, cuts: cuts.map((cut) => ({ ...point, values: [], ...cut })) }] })
    .functions[0]!.cuts;

describe("claims as differences", () => {
  it("say what is gone and what is new, of each kind", () => {
    const all = { values: [value], computed: [computed], held: [held, slot], facts: [fact] };
    const more = { held: [held], facts: [untrue], values: [value], computed: [{ ...computed, term: local(0) }] };
    expect(differences(all, all, more, { ...all, computed: [] })).toStrictEqual([
      { ...point, base: null, dropped: [], ...all },
      { ...point, base: 0, dropped: [], values: [] },
      {
        ...point,
        base: 1,
        dropped: [],
        values: [],
        computed: more.computed,
        released: [slot.location],
        retracted: [fact],
        facts: [untrue],
      },
      { ...point, base: 2, dropped: [local(1)], values: [], held: [slot], retracted: [untrue], facts: [fact] },
    ]);
  });

  it("begin anew where less would be said so", () => {
    const two = { values: [value, { value: local(1), location: inRegister(11) }] };
    expect(differences(two, {}, two).map(({ base }) => base)).toStrictEqual([null, null, 1]);
    expect(differences(two, { values: [value] }).map(({ base }) => base)).toStrictEqual([null, 0]);
    expect(differences({ values: [value] }, { computed: [computed] }).map(({ base }) => base)).toStrictEqual([
      null,
      null,
    ]);
    expect(differences({}, {}).map(({ base }) => base)).toStrictEqual([null, 0]);
  });

  it("begin anew in another activation", () => {
    const inlined = [
      { call: 3, within: null },
      { call: 5, within: 0 },
    ];
    const cuts = [{}, { inlined: 0 }, { inlined: 1 }, { inlined: 0 }].map((cut) => ({
      ...point,
      values: [value],
      ...cut,
    }));
    const made = asDifferences({ layout, functions: [{ ...bare, inlined, cuts }] }).functions[0]!;
    expect(made.cuts.map(({ base }) => base)).toStrictEqual([null, 0, 1, null]);
    expect(made.cuts.map((cut) => Object.hasOwn(cut, "inlined") && cut.inlined)).toStrictEqual([false, 0, 1, 0]);
  });

  it("keep the first of several places, and what a cut point says of itself", () => {
    const own = { sp: 8, saved: [{ register: 1, location: inRegister(9) }] };
    const twice = { values: [value, { ...value, location: inRegister(11) }], ...own };
    expect(differences(twice)).toStrictEqual([{ ...point, base: null, dropped: [], values: [value], ...own }]);
  });
});

describe("whole claims", () => {
  it("are those that the differences make, in the order of what they are said of", () => {
    const second = { value: { kind: "result" }, location: inRegister(12) } as const;
    const third = { value: { kind: "pending", index: 0 }, location: inRegister(13) } as const;
    const said = { values: [value, second, third], computed: [computed], held: [slot, held], facts: [fact, untrue] };
    const claims: Claims = {
      layout,
      functions: [
        {
          ...bare,
          cuts: [
            { ...point, base: null, dropped: [], ...said },
            {
              ...point,
              base: 0,
              dropped: [local(0), local(1)],
              values: [],
              released: [held.location],
              retracted: [fact],
            },
          ],
        },
      ],
    };
    const [first, last] = wholeClaims(claims).functions[0]!.cuts;
    expect(first!.values).toStrictEqual([value, second, third]);
    expect(first!.computed).toStrictEqual([computed]);
    expect(first!.held).toHaveLength(2);
    expect(first!.held).toEqual(expect.arrayContaining([slot, held]));
    expect(first!.facts).toStrictEqual([fact, untrue]);
    expect(last).toStrictEqual({ ...point, values: [second, third], held: [slot], facts: [untrue] });
  });

  it("are none where the differences make no sense", () => {
    const cut = { ...point, base: 0, dropped: [], values: [value] };
    const claims: Claims = { layout, functions: [{ ...bare, cuts: [cut] }] };
    expect(wholeClaims(claims).functions[0]!.cuts).toStrictEqual([{ ...point, values: [] }]);
  });

  it("stay the same as differences, whatever the compiler claims", () => {
    const kinds = new Set<string>();
    for (const { text } of examples.filter((one) => !/^import "/m.test(one.text))) {
      const compiled = compile(programOf(text));
      if (!compiled.ok) throw new Error(compiled.error.message);
      const whole = wholeClaims(claimsOf(compiled.value));
      expect(wholeClaims(asDifferences(whole))).toStrictEqual(whole);
      for (const { cuts } of whole.functions)
        for (const cut of cuts) for (const key of Object.keys(cut)) kinds.add(key);
    }
    expect([...kinds]).toEqual(expect.arrayContaining(["values", "computed", "held", "facts"]));
  });
});
