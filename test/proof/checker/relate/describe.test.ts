/** The words for an obligation, for all that one can be about and for all that a side can have. */

import { describe, expect, it } from "vitest";
import type { SourceTerm } from "../../../../src/proof/certificate/claims.ts";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import { describeTerm, inWords } from "../../../../src/proof/checker/relate/describe.ts";
import type { About, EndObligation, Side } from "../../../../src/proof/checker/relate/obligations.ts";
import type { Effect } from "../../../../src/proof/checker/segment/effect.ts";
import type { Names } from "../../../../src/proof/checker/segment/meaning.ts";
import type { SourceEnd } from "../../../../src/proof/checker/segment/source-run.ts";

const path = new Path();
const number = (value: number) => path.constant(value);
const [n, array] = [path.symbol("n", "int"), path.symbol("a", "byte[]")];

const names = { program: { globals: [{ name: "g" }] }, slots: [{ name: "x" }] } as unknown as Names;
const nothing: About = { kind: "nothing" };
const unknown: Side = { kind: "unknown" };

const said = (name: EndObligation["name"], about: About): string =>
  inWords({ name, about, closed: true, source: unknown, machine: unknown }, false).what;
const shown = (side: Side): string | undefined =>
  inWords({ name: "events", about: nothing, closed: false, source: side, machine: unknown }, true).source;

describe("what has to hold", () => {
  const register = { kind: "register", register: 10 } as const;
  const term: SourceTerm = { kind: "global", index: 0 };
  const x = { kind: "variable", name: "x" } as const;

  it("is said with what it is about", () => {
    const held: About = { kind: "held", location: { kind: "slot", offset: 8 }, term, names };
    const computed: About = { kind: "computed", value: { kind: "pending", index: 2 }, term, names };
    const fact: About = { kind: "fact", condition: term, holds: false, names };
    const claim: About = { kind: "claim", value: { kind: "delivered" }, location: { kind: "constant", value: 3 } };
    expect([
      said("events", nothing),
      said("global", { kind: "global", name: "g" }),
      said("argument", { kind: "argument", name: "n" }),
      said("restored", register),
      said("claim", claim),
      said("claim", { ...claim, value: x, location: register }),
      said("held", held),
      said("computed", computed),
      said("fact", fact),
      said("fact", { ...fact, holds: true }),
    ]).toStrictEqual([
      "the same reads, writes and allocations in the same order",
      "global g",
      "argument n",
      "a0 is as at entry",
      "the claimed value of the value just delivered in the constant 3",
      "the claimed value of variable x in a0",
      "8(sp) holds g",
      "pending operand 2 is g",
      "it is known that not g",
      "it is known that g",
    ]);
    expect([
      said("array", { ...claim, value: x }),
      said("array", held),
      said("array", computed),
      said("array", fact),
    ]).toStrictEqual([
      "the claimed value of variable x is an array",
      "an array in g is an array",
      "an array in g is an array",
      "an array in not g is an array",
    ]);
    for (const kind of ["nothing", "global", "argument", "register"])
      expect(() => said("array", { kind } as About)).toThrow(`a ${kind} is no word that has to be an array`);
  });

  it("has terms as people write them, also of what is not there", () => {
    const left: SourceTerm = { kind: "local", slot: 0 };
    const apply = (operation: Extract<SourceTerm, { kind: "apply" }>["operation"]): SourceTerm => ({
      kind: "apply",
      operation,
      left,
      right: { kind: "constant", value: 7 },
    });
    const terms: readonly SourceTerm[] = [
      left,
      { kind: "local", slot: 1 },
      { kind: "pending", index: 1 },
      { kind: "result" },
      { kind: "constant", value: -2 },
      term,
      { kind: "global", index: 1 },
      { kind: "entry_sp" },
      register,
      { kind: "slot", offset: 4 },
      { kind: "length", array: left },
      { kind: "element", array: left, index: term },
      apply("add"),
      apply("sub"),
      apply("mulh"),
    ];
    expect(terms.map((one) => describeTerm(one, names))).toStrictEqual([
      "x",
      "local 1",
      "operand 1",
      "the value just delivered",
      "-2",
      "g",
      "global 1",
      "sp at entry",
      "a0",
      "4(sp)",
      "len(x)",
      "x[g]",
      "(x + 7)",
      "(x - 7)",
      "mulh(x, 7)",
    ]);
  });
});

describe("a side", () => {
  it("is told where it is wanted", () => {
    const one: EndObligation = { name: "sp", about: nothing, closed: false, source: n, machine: unknown };
    const told = { name: "sp", by: "term", what: "sp is so far below its value at entry as the certificate says" };
    expect(inWords(one, false)).toStrictEqual(told);
    expect(inWords(one, true)).toStrictEqual({ ...told, source: "n", machine: "nothing known" });
  });

  it("is a word, a place or so many bytes", () => {
    expect([
      shown({ kind: "location", location: { kind: "slot", offset: 4 } }),
      shown({ kind: "bytes", bytes: 8 }),
      shown({ kind: "frame", bytes: 16 }),
      shown({ kind: "words", words: "gives up" }),
      shown(number(7)),
    ]).toStrictEqual(["4(sp)", "8 bytes", "a frame of 16 bytes", "gives up", "7"]);
  });

  it("is an end", () => {
    const point = { point: { phase: "after", node: 3 } } as unknown as Extract<SourceEnd, { kind: "cut" }>;
    const call = { callee: 2, node: 5 } as unknown as Extract<SourceEnd, { kind: "call" }>;
    const final = (last: object): Side => ({ kind: "end", end: { kind: "final", final: last } as SourceEnd });
    expect([
      shown({ kind: "end", end: { ...point, kind: "cut" } }),
      shown({ kind: "end", end: { kind: "cut", pc: 0x1000 } }),
      shown({ kind: "end", end: { ...call, kind: "call" } }),
      shown({ kind: "end", end: { kind: "call", callee: 2 } }),
      shown({ kind: "end", end: { kind: "return" } }),
      shown({ kind: "end", end: { kind: "stuck", reason: "lost" } }),
      shown({ kind: "end", end: { kind: "over budget" } }),
      shown(final({ kind: "trapped", trap: "divide" })),
      shown(final({ kind: "faulted", reason: "no memory" })),
      shown(final({ kind: "halted", code: n })),
      shown(final({ kind: "exhausted", resource: "heap" })),
    ]).toStrictEqual([
      "arrives after node 3",
      "arrives at 0x00001000",
      "calls function 2",
      "enters function 2",
      "returns",
      "lost",
      "goes on",
      "traps: divide",
      "faults: no memory",
      "exits",
      "gives up: heap",
    ]);
  });

  it("is effects, of which a dozen are shown", () => {
    const read: Effect = { kind: "read", number: 0, count: number(1), ended: false };
    const write: Effect = { kind: "write", count: number(1), byte: n, lost: undefined };
    const allocation = { element: "int", length: n, text: undefined, reference: array } as const;
    const effects = (...all: readonly Effect[]): string | undefined => shown({ kind: "effects", effects: all });
    expect(effects()).toBe("none");
    expect(effects(read, { ...read, ended: true }, { ...read, count: n }, { ...read, count: number(2) }, write)).toBe(
      "read a byte, read the end, read up to n bytes, read up to 2 bytes, write n",
    );
    expect(
      effects(
        { ...write, count: n },
        { ...write, count: n, lost: true },
        { ...write, count: n, lost: false },
        { kind: "allocate", allocation },
      ),
    ).toBe("write up to n bytes, n, write up to n bytes, n, lost, write up to n bytes, n, allocate int[n]");
    const many = (count: number): Effect[] => Array.from({ length: count }, () => write);
    const dozen = Array.from({ length: 12 }, () => "write n").join(", ");
    expect([effects(...many(12)), effects(...many(13))]).toStrictEqual([dozen, `${dozen}, … (13 in all)`]);
  });

  it("is writes to arrays, the newest first, of which a dozen are shown", () => {
    const heap = (of: Extract<Side, { kind: "heap" }>["heap"], complete = true) =>
      shown({ kind: "heap", heap: of, complete });
    const stored = path.store(path.initialHeap, "byte", array, n, number(7));
    expect([
      heap(path.initialHeap),
      heap(stored),
      heap(stored, false),
      heap(path.allocate(stored, "int", array, n)),
      heap(path.text(path.initialHeap, "byte", array, [1, 2])),
      heap(path.text(path.initialHeap, "int", array, [1, 2])),
      heap(path.fill(path.initialHeap, array, number(4), n, number(7))),
    ]).toStrictEqual([
      "no writes",
      "a[+n] = 7",
      "a[+n] = 7, and a text in part",
      "a is new int[](n), before it a[+n] = 7",
      "a is a text of 2 bytes",
      "a is an array of 2 constants",
      "n bytes into a[+4]",
    ]);
    let long = path.initialHeap;
    for (let i = 0; i < 12; i++) long = path.store(long, "int", array, path.scale(n, i + 1), n);
    expect(heap(long)?.split(", before it ").length).toBe(12);
    expect(
      heap(path.store(long, "int", array, number(4), n))
        ?.split(", before it ")
        .at(-1),
    ).toBe("…");
  });
});
