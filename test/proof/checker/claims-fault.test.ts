/**
 * What is asked of claims before any path is run: each question by claims in which only that is wrong, and the numbers at its ends. Readers of
 * certificates refuse most of these before; a caller of the library could hand them over as objects.
 */

import { describe, expect, test } from "vitest";
import { parseProgram } from "../../../src/lang/check/check.ts";
import { nodesUnder } from "../../../src/lang/program/nodes.ts";
import type { Claims } from "../../../src/proof/certificate/claims.ts";
import { largestFrame } from "../../../src/proof/certificate/resources.ts";
import { claimsFault } from "../../../src/proof/checker/claims-fault.ts";
import { indexNodes } from "../../../src/proof/checker/startup.ts";

const parsed = parseProgram(`
  let g = 0;
  let h = 0;
  fn callee(n: int): int { return n; }
  fn f(n: int): int { while n > 0 { n = n - 1; } return callee(n); }
  fn main(): int { return f(1); }`);
if (!parsed.ok) throw new Error("the program is wrong");
const program = parsed.value;
const index = program.functions.findIndex(({ name }) => name === "f");
const other = program.functions.findIndex(({ name }) => name === "callee");
const nodes = indexNodes(program);
const idOf = (kind: string): number =>
  [...nodesUnder(program.functions[index]!.body)].find((node) => node.kind === kind)!.id;
const entryOf = (i: number): number => 0x1_0000 + 0x100 * i;
const bytes = new Uint8Array(0x1000);
const permissions = { read: true, write: false, execute: true };
const image = {
  entry: entryOf(program.start),
  segments: [{ address: 0x1_0000, size: bytes.length, bytes, permissions }],
};
const layout: Claims["layout"] = {
  scratch: 0x10_0000,
  globals: 0x10_0004,
  heapStart: 0x10_0010,
  heapEnd: 0x10_0800,
  stackLimit: 0x10_0800,
  stackTop: 0x10_1000,
};

/** Anything in the place of a part of a claim. */
type Part = Record<string, unknown>;

/** What is wrong when the function f, with a frame of 16 bytes and one cut point, has these parts, and its cut point those. */
function faultOf(own: Part, atCut: Part = {}, stackLimit = layout.stackLimit): string | undefined {
  const loop = { phase: "before", node: idOf("while"), pc: entryOf(index) + 8, dropped: [], values: [], ...atCut };
  const functions = program.functions.map((_, i) => ({ entry: entryOf(i), frame: 0, saved: [], cuts: [] }));
  Object.assign(functions[index]!, { frame: 16, cuts: [loop], ...own });
  return claimsFault(program, image, { layout: { ...layout, stackLimit }, functions }, nodes);
}

const register = (number: unknown): Part => ({ kind: "register", register: number });
const slot = (offset: unknown): Part => ({ kind: "slot", offset });
const constant = (value: unknown): Part => ({ kind: "constant", value });
const localOf = (number: unknown): Part => ({ kind: "local", slot: number });
const pending = (number: unknown): Part => ({ kind: "pending", index: number });
const globalOf = (number: unknown): Part => ({ kind: "global", index: number });

/** Places, some of which there are not. */
const places = {
  good: [register(1), register(31), slot(0), slot(12)],
  bad: [
    ...[0, 32, -1, 1.5, "1", Number.NaN].map(register),
    ...[-4, 2, 16, 0.5, "4", Number.NaN].map(slot),
    { kind: "computed" },
    {},
  ],
};
const constants = { good: [constant(-1), constant(0)], bad: [constant(0.5), constant("0"), constant(undefined)] };
const values = {
  good: [localOf(0), pending(0), pending(2 ** 30 - 1), { kind: "result" }],
  bad: [
    ...[-1, 1, 0.5, "0"].map(localOf),
    ...[-1, 2 ** 30, 0.5, "0"].map(pending),
    globalOf(0),
    { kind: "entry_sp" },
    {},
  ],
};
const leaves = {
  good: [...constants.good, ...values.good, ...places.good, globalOf(0), globalOf(1), { kind: "entry_sp" }],
  bad: [
    ...constants.bad,
    ...places.bad,
    ...[-1, 2, 0.5, "0"].map(globalOf),
    ...[...values.bad.slice(0, 8), { kind: "apply" }, { kind: "length" }, { kind: "element" }],
  ],
};
const terms = {
  good: [...leaves.good, { kind: "apply", operation: "add", left: constant(1), right: localOf(0) }],
  bad: [
    ...leaves.bad,
    { kind: "apply", operation: "add", left: constant(1), right: localOf(1) },
    { kind: "length", array: globalOf(2) },
  ],
};
const facts = {
  good: terms.good.map((condition) => ({ condition, holds: true })),
  bad: [
    ...terms.bad.map((condition) => ({ condition, holds: false })),
    ...[1, "true", undefined].map((holds) => ({ condition: constant(1), holds })),
  ],
};

test("nothing is wrong with these", () => {
  expect(faultOf({})).toBe(undefined);
});

describe("of a cut point", () => {
  const good = localOf(0);
  /** A part of a cut point that holds a list, what it may have in it, and what is said where it has something else. */
  const lists: readonly (readonly [string, readonly unknown[], readonly unknown[], RegExp])[] = [
    ["dropped", values.good, values.bad, /has no value, or one in no place$/],
    [
      "values",
      [...places.good, ...constants.good].map((location) => ({ value: good, location })),
      [
        ...[...places.bad, ...constants.bad].map((location) => ({ value: good, location })),
        ...values.bad.map((value) => ({ value, location: register(1) })),
      ],
      /has no value, or one in no place$/,
    ],
    [
      "computed",
      terms.good.map((term) => ({ value: good, term })),
      [
        ...terms.bad.map((term) => ({ value: good, term })),
        ...values.bad.map((value) => ({ value, term: constant(0) })),
      ],
      /has a term, or a value or place of one, that there is not$/,
    ],
    [
      "held",
      places.good.map((location) => ({ location, term: constant(0) })),
      [
        ...[...places.bad, ...constants.good].map((location) => ({ location, term: constant(0) })),
        ...terms.bad.map((term) => ({ location: register(1), term })),
      ],
      /has a term, or a value or place of one, that there is not$/,
    ],
    ["released", places.good, [...places.bad, ...constants.good], /has a fact or a place that there is not$/],
    ["retracted", facts.good, facts.bad, /has a fact or a place that there is not$/],
    ["facts", facts.good, facts.bad, /has a fact or a place that there is not$/],
    [
      "saved",
      places.good.map((location) => ({ register: 1, location })),
      places.bad.map((location) => ({ register: 1, location })),
      /has a saved register in no place$/,
    ],
  ];

  test.each(lists)("%s", (name, right, wrong, fault) => {
    for (const one of right) expect(faultOf({}, { [name]: [one] }), JSON.stringify(one)).toBe(undefined);
    for (const one of wrong) expect(faultOf({}, { [name]: [one] }), JSON.stringify(one)).toMatch(fault);
    expect(faultOf({}, { [name]: [right[0], wrong[0]] })).toMatch(fault);
  });

  test("the pc is one, of no other function and no entry", () => {
    for (const pc of [0, entryOf(index) + 4, 2 ** 32 - 4]) expect(faultOf({}, { pc })).toBe(undefined);
    for (const pc of [-4, 2, 0.5, 2 ** 32, "4", Number.NaN, entryOf(other), entryOf(index)])
      expect(faultOf({}, { pc }), String(pc)).toMatch(/, which is no pc, or another's$/);
  });

  test("the node, the sp and the inlined call are there", () => {
    for (const node of [0, 2 ** 31 - 1]) expect(faultOf({}, { node })).toBe(undefined);
    for (const node of [-1, 0.5, 2 ** 31, "0"]) expect(faultOf({}, { node })).toMatch(/is at no node$/);
    for (const sp of [0, 16]) expect(faultOf({}, { sp })).toBe(undefined);
    for (const sp of [-4, 2, 20, "0"]) expect(faultOf({}, { sp })).toMatch(/has an sp that is not in the frame$/);
    for (const inlined of [-1, 0, "0"])
      expect(faultOf({}, { inlined })).toMatch(/in an inlined call that there is not$/);
  });
});

describe("of a function", () => {
  test("its entry is a pc, and no other's", () => {
    for (const entry of [-4, 2, 2 ** 32, entryOf(other)])
      expect(faultOf({ entry, cuts: [] }), String(entry)).toMatch(
        /^function f: its entry 0x.* is no pc, or another's$/,
      );
    expect(faultOf({ entry: 2 ** 32 - 4, cuts: [] })).toBe(undefined);
    // One function has a cut point where another begins.
    expect(
      faultOf({ entry: entryOf(program.functions.length) }, { pc: entryOf(program.functions.length - 1) }),
    ).toMatch(/no pc, or another's$/);
  });

  test("its frame is one of its size", () => {
    const largest = largestFrame(nodes.counts[index]!);
    for (const frame of [0, largest]) expect(faultOf({ frame, cuts: [] })).toBe(undefined);
    for (const frame of [-4, 2, 0.5, "8", Number.NaN, largest + 4])
      expect(faultOf({ frame, cuts: [] }), String(frame)).toMatch(
        /^function f: its frame of .* bytes is not one of 0 to/,
      );
    // With an inlined call it may be larger, by what the callee's nodes give.
    const inlined = [{ call: idOf("call"), within: null }];
    const more = largestFrame(nodes.counts[index]! + nodes.counts[other]!);
    expect(more).toBeGreaterThan(largest);
    expect(faultOf({ frame: more, inlined, cuts: [] })).toBe(undefined);
    expect(faultOf({ frame: more + 4, inlined, cuts: [] })).toMatch(/is not one of 0 to/);
  });

  test("its frame fits below the stack, and beyond its limit", () => {
    for (const stackLimit of [16, 2 ** 32 - 20]) expect(faultOf({}, {}, stackLimit)).toBe(undefined);
    for (const stackLimit of [12, 2 ** 32 - 16])
      expect(faultOf({}, {}, stackLimit)).toMatch(/is too large for a stack at 0x/);
  });

  test("two cut points may be at one pc", () => {
    const cut = { phase: "before", node: 1, pc: entryOf(index) + 4, dropped: [], values: [] };
    expect(faultOf({ cuts: [cut, { ...cut, phase: "after" }, { ...cut, node: 2 }, { ...cut, pc: cut.pc + 4 }] })).toBe(
      undefined,
    );
  });

  test("its saved registers have places, its facts are some, and its inlined calls are calls", () => {
    for (const location of places.bad)
      expect(faultOf({ saved: [{ register: 1, location }] })).toBe("function f: a saved register is in no place");
    for (const known of facts.bad)
      expect(faultOf({ facts: [known] })).toBe("function f: it states a fact that there is not");
    for (const call of [-1, idOf("while"), "0"])
      expect(faultOf({ inlined: [{ call, within: null }] })).toBe(
        "function f: it does not make a call that is inlined",
      );
  });
});

test("there are claims for each function, and the first is where the image begins", () => {
  const functions = program.functions.map((_, i) => ({ entry: entryOf(i), frame: 0, saved: [], cuts: [] }));
  expect(claimsFault(program, image, { layout, functions: functions.slice(1) }, nodes)).toMatch(
    /^the certificate speaks of 3 functions, the source has 4$/,
  );
  expect(claimsFault(program, { ...image, entry: image.entry + 4 }, { layout, functions }, nodes)).toMatch(
    /not at its start-up function$/,
  );
});
