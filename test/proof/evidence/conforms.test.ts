/** The relation of the argument: by table, case for case, and by the laws it must obey. */

import { type Behaviour, describeOutcome } from "etalon";
import { conforms, describeConformance } from "etalon/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { behaviour, behaviours, exhausted, faulted, halted, running, trapped } from "./behaviours.ts";

type Row = readonly [machine: Behaviour, source: Behaviour, answer: string];
const b = behaviour;

const table: readonly Row[] = [
  // Equal.
  [b("", halted(0)), b("", halted(0)), "conforms by equality"],
  [b("r1 w2", halted(3)), b("r1 w2", halted(3)), "conforms by equality"],
  [b("w2", trapped), b("w2", trapped), "conforms by equality"],
  // The end differs.
  [b("w1", halted(0)), b("w1", halted(1)), "differs at 1"],
  [b("w1", halted(0)), b("w1", halted(256)), "differs at 1"],
  [b("w1", trapped), b("w1", halted(1)), "differs at 1"],
  [b("", trapped), b("", { kind: "trapped", trap: "bounds" }), "differs at 0"],
  // An event differs, or is there on one side only.
  [b("w1 w2", halted(0)), b("w1 w3", halted(0)), "differs at 1"],
  [b("r1", halted(0)), b("w1", halted(0)), "differs at 0"],
  [b("w1", halted(0)), b("w1 w2", halted(0)), "differs at 1"],
  [b("w1 w2", halted(0)), b("w1", halted(0)), "differs at 1"],
  [b("w1 r-1", halted(0)), b("w1", halted(0)), "differs at 1"],
  // Exhaustion: a prefix, whatever comes after; but never another event.
  [b("", exhausted), b("w1 w2", halted(0)), "conforms by exhaustion"],
  [b("w1 w2", exhausted), b("w1 w2", trapped), "conforms by exhaustion"],
  [b("w1", exhausted), b("w1 w2", running), "conforms by exhaustion"],
  [b("w1", exhausted), b("w1", running), "conforms by exhaustion"],
  [b("w1 w2", exhausted), b("w1", running), "inconclusive: source"],
  [b("w3", exhausted), b("w1 w2", halted(0)), "differs at 0"],
  [b("w1 w2", exhausted), b("w1", halted(0)), "differs at 1"],
  // Only a machine may give up.
  [b("w1", halted(0)), b("w1", exhausted), "differs at 1"],
  // Watched too briefly.
  [b("w1", running), b("w1", halted(0)), "inconclusive: machine"],
  [b("w1", running), b("w1 w2", halted(0)), "inconclusive: machine"],
  [b("w1 w2", halted(0)), b("w1", running), "inconclusive: source"],
  [b("w1", halted(0)), b("w1", running), "inconclusive: source"],
  [b("w1", trapped), b("w1", running), "inconclusive: source"],
  [b("w1", running), b("w1", running), "inconclusive: both"],
  [b("w1", running), b("w1 w2", running), "inconclusive: both"],
  [b("w1 w2", running), b("w1", running), "inconclusive: both"],
  // Watched too briefly, and yet different.
  [b("w1 w2", running), b("w1 w3", running), "differs at 1"],
  [b("w1 w2", running), b("w1", halted(0)), "differs at 1"],
  [b("w1", halted(0)), b("w1 w2", running), "differs at 1"],
  // A fault never conforms, and need not wait for the source.
  [b("w1", faulted), b("w1 w2", halted(0)), "differs at 1"],
  [b("w1", faulted), b("w1", halted(0)), "differs at 1"],
  [b("w1", faulted), b("w1", running), "differs at 1"],
];

function answer(machine: Behaviour, source: Behaviour): string {
  const conformance = conforms(machine, source);
  if (conformance.verdict === "conforms") return `conforms by ${conformance.by}`;
  if (conformance.verdict === "inconclusive") return `inconclusive: ${conformance.running}`;
  return `differs at ${conformance.difference.index}`;
}

function show({ events, outcome }: Behaviour): string {
  const words = events.map((event) => ("read" in event ? `r${event.read}` : `w${event.write}`));
  return [...words, describeOutcome(outcome)].join(" ");
}

describe("conforms, case by case", () => {
  for (const [machine, source, expected] of table) {
    it(`machine ⟨${show(machine)}⟩, source ⟨${show(source)}⟩: ${expected}`, () => {
      expect(answer(machine, source)).toBe(expected);
    });
  }

  it("reports both sides of a difference", () => {
    expect(conforms(b("w1", halted(0)), b("w1 r2", halted(0)))).toStrictEqual({
      verdict: "differs",
      difference: {
        index: 1,
        machine: { kind: "outcome", outcome: halted(0) },
        source: { kind: "event", event: { read: 2 } },
      },
    });
  });
});

describe("conforms, by its laws", () => {
  const pairs = [behaviours, behaviours] as const;
  const isPrefix = (a: Behaviour, c: Behaviour): boolean =>
    JSON.stringify(c.events.slice(0, a.events.length)) === JSON.stringify(a.events);

  it("is reflexive on finished behaviours, and inconclusive on running ones", () => {
    fc.assert(
      fc.property(behaviours, (x) => {
        expect(conforms(x, x).verdict).toBe(x.outcome.kind === "running" ? "inconclusive" : "conforms");
      }),
    );
  });

  it("never passes a side that is still running, except a machine that is already spent", () => {
    fc.assert(
      fc.property(...pairs, (machine, source) => {
        if (conforms(machine, source).verdict !== "conforms") return;
        expect(machine.outcome.kind).not.toBe("running");
        if (source.outcome.kind === "running") expect(machine.outcome.kind).toBe("exhausted");
      }),
    );
  });

  it("passes only the same events and outcome, or exhaustion after a prefix", () => {
    fc.assert(
      fc.property(...pairs, (machine, source) => {
        const equal = show(machine) === show(source) && machine.outcome.kind !== "running";
        const spent = machine.outcome.kind === "exhausted" && isPrefix(machine, source);
        expect(conforms(machine, source).verdict === "conforms").toBe(equal || spent);
      }),
    );
  });

  it("is inconclusive only when one side runs and the events of one are a prefix of the other's", () => {
    fc.assert(
      fc.property(...pairs, (machine, source) => {
        if (conforms(machine, source).verdict !== "inconclusive") return;
        expect([machine.outcome.kind, source.outcome.kind]).toContain("running");
        expect(isPrefix(machine, source) || isPrefix(source, machine)).toBe(true);
      }),
    );
  });

  it("never takes back a verdict when the two are watched for longer", () => {
    fc.assert(
      fc.property(...pairs, fc.nat(4), fc.nat(4), (machine, source, m, s) => {
        const cut = (x: Behaviour, n: number): Behaviour =>
          n < x.events.length ? { events: x.events.slice(0, n), outcome: running } : x;
        const early = conforms(cut(machine, m), cut(source, s));
        if (early.verdict !== "inconclusive") expect(conforms(machine, source).verdict).toBe(early.verdict);
      }),
    );
  });

  it("names the first place that differs", () => {
    fc.assert(
      fc.property(...pairs, (machine, source) => {
        const conformance = conforms(machine, source);
        if (conformance.verdict !== "differs") return;
        const { index } = conformance.difference;
        const prefix = (x: Behaviour): string => JSON.stringify(x.events.slice(0, index));
        expect(prefix(machine)).toBe(prefix(source));
        expect(conformance.difference.machine).not.toStrictEqual(conformance.difference.source);
      }),
    );
  });

  it("has words for every answer", () => {
    fc.assert(
      fc.property(...pairs, (machine, source) => {
        const conformance = conforms(machine, source);
        expect(describeConformance(conformance).startsWith(conformance.verdict)).toBe(true);
      }),
    );
  });
});
