/**
 * All that cut points claim, from differences: what a list of differences says to a simple reader, who keeps each claim in a map, is what the sets
 * have. Each set says the same thing several times over, by variable and by place, and the checker assumes by the one and shows by the other.
 */

import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  type ClaimSet,
  claimOf,
  claimSetsOf,
  isAround,
  placeNumber,
  type Whereabouts,
} from "../../../src/proof/certificate/claim-set.ts";
import type {
  CutPoint,
  Fact,
  HeldTerm,
  InlinedCall,
  Location,
  Place,
  SourceTerm,
  SourceValue,
} from "../../../src/proof/certificate/claims.ts";
import { eachChanged, emptyTrie, type Trie } from "../../../src/proof/certificate/trie.ts";

const nobody = (): undefined => undefined;

function entries<T>(trie: Trie<T>): [number, T][] {
  const found: [number, T][] = [];
  eachChanged(emptyTrie, trie, { spend: nobody }, (number, value) => found.push([number, value]));
  return found;
}

const local = (slot: number): SourceValue => ({ kind: "local", slot });
const register = (number: number): Place => ({ kind: "register", register: number });
const slot = (offset: number): Place => ({ kind: "slot", offset });
const constant = (value: number): Extract<SourceTerm, { kind: "constant" }> => ({ kind: "constant", value });

/** A cut point that says nothing. */
const silent: CutPoint = { phase: "before", node: 7, pc: 0, base: null, dropped: [], values: [] };

/** Few values and places, so that they meet. */
const values = fc.oneof(
  fc.nat(5).map(local),
  fc.nat(1).map((index): SourceValue => ({ kind: "pending", index })),
  fc.constant<SourceValue>({ kind: "result" }),
);
const places: fc.Arbitrary<Place> = fc.oneof(
  fc.integer({ min: 8, max: 10 }).map(register),
  fc.nat(1).map((k) => slot(4 * k)),
);
const whereabouts: fc.Arbitrary<Whereabouts> = fc.oneof(
  { weight: 4, arbitrary: places },
  { weight: 1, arbitrary: fc.nat(3).map(constant) },
  { weight: 1, arbitrary: fc.nat(3).map((value): Whereabouts => ({ kind: "computed", term: constant(value) })) },
);
const terms = fc.nat(3).map(constant);
const facts = fc.tuple(terms, fc.boolean()).map(([condition, holds]): Fact => ({ condition, holds }));

/** What is claimed, by what it is claimed of. */
interface Said {
  readonly values: Map<string, readonly [SourceValue, Whereabouts]>;
  readonly held: Map<string, HeldTerm>;
  readonly facts: Map<string, Fact>;
}

/** What a cut point says of itself, and which part of what its base says it takes away. */
const edits = fc.array(
  fc.record({
    base: fc.nat(6),
    gone: fc.array(fc.nat(12), { maxLength: 4 }),
    values: fc.uniqueArray(fc.tuple(values, whereabouts), {
      maxLength: 5,
      selector: ([value]) => JSON.stringify(value),
    }),
    held: fc.uniqueArray(fc.record({ location: places, term: terms }), {
      maxLength: 2,
      selector: ({ location }) => placeNumber(location),
    }),
    facts: fc.uniqueArray(facts, { maxLength: 2, selector: (fact) => JSON.stringify(fact) }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** The cut points of edits, and what each claims. */
function read(list: typeof edits extends fc.Arbitrary<infer T> ? T : never): { cuts: CutPoint[]; said: Said[] } {
  const said: Said[] = [];
  const cuts = list.map((edit, index): CutPoint => {
    const base = edit.base < index ? edit.base : null;
    const before = base === null ? undefined : said[base]!;
    const now: Said = { values: new Map(before?.values), held: new Map(before?.held), facts: new Map(before?.facts) };
    const away = <T>(map: Map<string, T>): T[] =>
      [...map].flatMap(([key, one], i) => (edit.gone.includes(i) && map.delete(key) ? [one] : []));
    const [dropped, released, retracted] = [away(now.values), away(now.held), away(now.facts)];
    for (const one of edit.values) now.values.set(JSON.stringify(one[0]), one);
    for (const one of edit.held) now.held.set(JSON.stringify(one.location), one);
    const added = edit.facts.filter((fact) => !now.facts.has(JSON.stringify(fact)));
    for (const one of added) now.facts.set(JSON.stringify(one), one);
    said.push(now);
    return {
      ...silent,
      base,
      dropped: dropped.map(([value]) => value),
      values: edit.values.flatMap(([value, where]) => (where.kind === "computed" ? [] : [{ value, location: where }])),
      computed: edit.values.flatMap(([value, where]) =>
        where.kind === "computed" ? [{ value, term: where.term }] : [],
      ),
      released: released.map(({ location }) => location),
      held: edit.held,
      retracted,
      facts: added,
    };
  });
  return { cuts, said };
}

/** The slots of the variables of which something is said, by slot, and what. */
function variablesIn({ values: all }: Said): (readonly [number, Whereabouts])[] {
  return [...all.values()]
    .flatMap(([value, where]) => (value.kind === "local" ? [[value.slot, where] as const] : []))
    .toSorted(([a], [b]) => a - b);
}

describe("the claims of a cut point", () => {
  test("are those of its base, but for what it changes; each of the lists by place says the same as the list by variable", () => {
    fc.assert(
      fc.property(edits, (list) => {
        const { cuts, said } = read(list);
        const sets = claimSetsOf({ cuts }, nobody) as readonly ClaimSet[];
        expect(sets.length).toBe(cuts.length);
        for (const [i, set] of sets.entries()) {
          const variables = variablesIn(said[i]!);
          expect(entries(set.locals)).toStrictEqual(variables);
          for (const [value, where] of said[i]!.values.values()) expect(claimOf(set, value)).toStrictEqual(where);
          expect(entries(set.operands).length).toBe(said[i]!.values.size - variables.length);

          const byPlace = Map.groupBy(variables, ([, where]) => placeNumber(where));
          const shared = [...byPlace].flatMap(([place, there]) =>
            place === undefined ? there.map(([slot]) => slot) : there.slice(1).map(([slot]) => slot),
          );
          byPlace.delete(undefined);
          expect(new Map(entries(set.byPlace))).toStrictEqual(
            new Map([...byPlace].map(([place, there]) => [place, there.map(([slot]) => slot)])),
          );
          const isComputed = variables.filter(([, { kind }]) => kind === "computed");
          expect(entries(set.computed)).toStrictEqual(isComputed.map(([slot]) => [slot, true]));
          const irregular = entries(set.irregular).map(([slot]) => slot);
          expect(irregular).toStrictEqual(expect.arrayContaining(shared));
          expect(variables.map(([slot]) => slot)).toStrictEqual(expect.arrayContaining(irregular));

          expect(new Set(entries(set.held).map(([, one]) => one))).toEqual(new Set(said[i]!.held.values()));
          for (const [place, { location }] of entries(set.held)) expect(place).toBe(placeNumber(location));
          expect(new Set(entries(set.facts).map(([, fact]) => fact))).toStrictEqual(new Set(said[i]!.facts.values()));
        }
      }),
    );
  });

  it("has the variables in one place in ascending order, as they come and go", () => {
    const claims = [2, 0, 1].map((number) => ({ value: local(number), location: register(8) }));
    const term = { value: local(1), term: constant(5) };
    const cuts: CutPoint[] = [
      { ...silent, values: claims },
      { ...silent, base: 0, dropped: [local(0)] },
      { ...silent, base: 1, computed: [term] },
      { ...silent, base: 2, dropped: [local(1)] },
      { ...silent, base: 3, dropped: [local(2)] },
      { ...silent, base: 2, values: [{ value: local(1), location: slot(0) }] },
    ];
    const sets = claimSetsOf({ cuts }, nobody) as readonly ClaimSet[];
    expect(sets.map(({ byPlace }) => entries(byPlace))).toStrictEqual([
      [[8, [0, 1, 2]]],
      [[8, [1, 2]]],
      [[8, [2]]],
      [[8, [2]]],
      [],
      [
        [8, [2]],
        [32, [1]],
      ],
    ]);
    expect(sets.map(({ computed }) => entries(computed))).toStrictEqual([[], [], [[1, true]], [], [], []]);
    expect(entries(sets[0]!.irregular).map(([number]) => number)).toStrictEqual([1, 2]);
    expect(entries(sets[4]!.irregular)).toStrictEqual([]);
  });

  it("has one number for a fact in all cut points of a function", () => {
    const [a, b]: Fact[] = [
      { condition: constant(1), holds: true },
      { condition: constant(1), holds: false },
    ];
    const cuts = [[a!, b!], [b!], [structuredClone(b!), structuredClone(a!)]].map((list) => ({
      ...silent,
      facts: list,
    }));
    const sets = claimSetsOf({ cuts }, nobody) as readonly ClaimSet[];
    expect(sets.map((set) => entries(set.facts))).toStrictEqual([
      [
        [0, a],
        [1, b],
      ],
      [[1, b]],
      [
        [0, a],
        [1, b],
      ],
    ]);
  });
});

test("registers and slots are different places, and nothing else is one", () => {
  const all: (Location | Whereabouts)[] = [...Array(32).keys()].map(register);
  for (let offset = 0; offset < 80; offset += 4) all.push(slot(offset));
  expect(all.map(placeNumber)).toStrictEqual([...all.keys()]);
  expect(placeNumber(constant(3))).toBe(undefined);
  expect(placeNumber({ kind: "computed", term: constant(3) })).toBe(undefined);
});

/** What is wrong with a cut point after one with these claims, or whether nothing is. */
function wrong(change: Partial<CutPoint>): string {
  const first: CutPoint = {
    ...silent,
    values: [
      { value: local(1), location: register(8) },
      { value: { kind: "result" }, location: register(10) },
    ],
    computed: [{ value: { kind: "pending", index: 0 }, term: constant(4) }],
    held: [{ location: slot(8), term: constant(5) }],
    facts: [{ condition: constant(6), holds: true }],
  };
  const found = claimSetsOf({ cuts: [first, { ...silent, base: 0, ...change }] }, nobody);
  return typeof found === "string" ? found : "nothing";
}

describe("what is wrong with a difference", () => {
  const here = "the cut point before 7";

  test.each([-1, 1, 2, 0.5, Number.NaN])("a base that is %s", (base) => {
    expect(wrong({ base })).toBe(`${here} has a base that is no earlier cut point`);
  });

  it("is that it takes away what is not claimed", () => {
    const drops = `${here} drops a value that its base does not claim`;
    for (const value of [local(1), { kind: "result" }, { kind: "pending", index: 0 }] satisfies SourceValue[]) {
      expect(wrong({ dropped: [value] })).toBe("nothing");
      expect(wrong({ dropped: [value, value] })).toBe(drops);
      expect(wrong({ base: null, dropped: [value] })).toBe(drops);
    }
    expect(wrong({ dropped: [local(0)] })).toBe(drops);
    expect(wrong({ dropped: [{ kind: "pending", index: 1 }] })).toBe(drops);
    expect(wrong({ released: [slot(8)] })).toBe("nothing");
    for (const released of [[slot(8), slot(8)], [slot(4)], [register(8)]])
      expect(wrong({ released })).toBe(`${here} releases a place that holds no term`);
    const fact = { condition: constant(6), holds: true };
    expect(wrong({ retracted: [fact] })).toBe("nothing");
    for (const retracted of [[fact, fact], [{ ...fact, holds: false }], [{ ...fact, condition: constant(7) }]])
      expect(wrong({ retracted })).toBe(`${here} retracts what is no fact`);
  });

  it("is that it says something twice", () => {
    const twice = `${here} claims a value twice`;
    const claim = { value: local(1), location: register(9) };
    const computed = { value: local(1), term: constant(1) };
    expect(wrong({ values: [claim] })).toBe("nothing");
    expect(wrong({ values: [claim, { ...claim, location: register(8) }] })).toBe(twice);
    expect(wrong({ values: [claim], computed: [computed] })).toBe(twice);
    expect(wrong({ computed: [computed, computed] })).toBe(twice);
    const operands: SourceValue[] = [
      { kind: "result" },
      { kind: "pending", index: 0 },
      { kind: "pending", index: 1 },
      local(0),
    ];
    expect(wrong({ values: operands.map((value) => ({ value, location: register(9) })) })).toBe("nothing");
    expect(wrong({ held: [{ location: slot(8), term: constant(1) }] })).toBe("nothing");
    expect(
      wrong({
        held: [
          { location: slot(4), term: constant(1) },
          { location: slot(4), term: constant(1) },
        ],
      }),
    ).toBe(`${here} says twice what a place holds`);
    const fact = { condition: constant(6), holds: true };
    expect(wrong({ facts: [{ ...fact, holds: false }] })).toBe("nothing");
    expect(wrong({ facts: [fact] })).toBe(`${here} states a fact twice`);
    expect(wrong({ retracted: [fact], facts: [fact] })).toBe("nothing");
    expect(
      wrong({
        facts: [
          { ...fact, holds: false },
          { ...fact, holds: false },
        ],
      }),
    ).toBe(`${here} states a fact twice`);
  });
});

describe("activations", () => {
  /** The k-th call is in one before it, or in the function's own body. */
  const inlined = fc
    .array(fc.nat(20), { minLength: 1, maxLength: 8 })
    .map((list) => list.map((within, i): InlinedCall => ({ call: i, within: within < i ? within : null })));
  const ancestors = (list: readonly InlinedCall[], call: number | undefined): (number | undefined)[] =>
    call === undefined ? [undefined] : [call, ...ancestors(list, list[call]!.within ?? undefined)];

  test("an activation is around itself and those that its calls make", () => {
    fc.assert(
      fc.property(inlined, (list) => {
        const calls = [undefined, ...list.keys()];
        for (const outer of calls)
          for (const inner of calls)
            expect(isAround(list, outer, inner, nobody)).toBe(ancestors(list, inner).includes(outer));
      }),
    );
  });

  it("are not around what is not there, and circles of them end", () => {
    const list: InlinedCall[] = [
      { call: 0, within: 1 },
      { call: 1, within: 1 },
    ];
    expect([isAround(list, 0, 1, nobody), isAround(list, 0, 5, nobody), isAround(list, 1, 0, nobody)]).toStrictEqual([
      false,
      false,
      false,
    ]);
  });

  it("that are over are no base", () => {
    const calls: InlinedCall[] = [
      { call: 3, within: null },
      { call: 4, within: 0 },
      { call: 5, within: null },
    ];
    const found = (before: number | undefined, now: number | undefined): boolean => {
      const inCall = (call: number | undefined) => (call === undefined ? {} : { inlined: call });
      const cuts: CutPoint[] = [
        { ...silent, ...inCall(before) },
        { ...silent, base: 0, ...inCall(now) },
      ];
      const sets = claimSetsOf({ cuts, inlined: calls }, nobody);
      if (typeof sets === "string")
        expect(sets).toBe("the cut point before 7 has a base in an activation that is over");
      return typeof sets !== "string";
    };
    expect([found(undefined, 1), found(0, 1), found(1, 1)]).toStrictEqual([true, true, true]);
    expect([found(1, 0), found(0, 2), found(2, 1), found(0, undefined)]).toStrictEqual([false, false, false, false]);
  });
});

describe("the work that is told", () => {
  const told = (cuts: readonly CutPoint[]): number => {
    let work = 0;
    claimSetsOf({ cuts }, (units) => {
      work += units;
    });
    return work;
  };
  const many = 200;
  const together: CutPoint = {
    ...silent,
    values: Array.from({ length: many }, (_, i) => ({ value: local(i), location: register(8) })),
  };

  it("is in proportion to the variables that share a place, for each that comes and for each that goes", () => {
    const away: CutPoint = { ...silent, base: 0, dropped: together.values.map(({ value }) => value) };
    const [comes, both] = [told([together]), told([together, away])];
    expect(comes).toBeGreaterThan(many ** 2 / 2);
    expect(both - comes).toBeGreaterThan(many ** 2 / 2);
    expect(both).toBeLessThan(1.2 * many ** 2);
  });

  it("is something for each claim, and for each cut point", () => {
    expect(told([silent, silent])).toBe(2);
    const apart = together.values.map(({ value }, i) => ({ value, location: slot(4 * i) }));
    expect(told([{ ...silent, values: apart }])).toBeGreaterThan(8 * many);
    const dropped = told([
      { ...silent, values: apart },
      { ...silent, base: 0, dropped: apart.map(({ value }) => value) },
    ]);
    expect(dropped).toBeGreaterThan(16 * many);
    const places = Array.from({ length: many }, (_, i) => ({ location: slot(4 * i), term: constant(i) }));
    expect(told([{ ...silent, held: places }])).toBeGreaterThan(8 * many);
    const released = told([
      { ...silent, held: places },
      { ...silent, base: 0, released: places.map(({ location }) => location) },
    ]);
    expect(released).toBeGreaterThan(16 * many);
    const list = places.map(({ term }): Fact => ({ condition: term, holds: true }));
    expect(told([{ ...silent, facts: list }])).toBeGreaterThan(1.5 * many);
    expect(
      told([
        { ...silent, facts: list },
        { ...silent, base: 0, retracted: list },
      ]),
    ).toBeGreaterThan(3 * many);
  });

  it("is something for each activation between a base and what is within", () => {
    const calls = Array.from({ length: many }, (_, i): InlinedCall => ({ call: i, within: i === 0 ? null : i - 1 }));
    let work = 0;
    expect(isAround(calls, 0, many - 1, () => work++)).toBe(true);
    expect(work).toBe(many - 1);
  });
});
