/**
 * Mutants of register allocation: which register or frame slot holds a value, and for how long.
 */

import type { FlowFunction } from "../../compiler/flow/syntax.ts";
import type { Liveness, Ranges } from "../../compiler/passes/allocate/liveness.ts";
import { passes } from "../../compiler/passes.ts";
import { slotOf, slotPlace } from "../../compiler/target/place.ts";
import type { Mutant } from "./catalogue.ts";
import { misallocate, mislive, misplace } from "./flow-edits.ts";

/** The liveness that a function would have without its backward jumps. */
function withoutLoops(f: FlowFunction): Liveness {
  const blocks = f.blocks.map((b, here) => {
    const t = b.terminator;
    const { origin } = t;
    const leave = { op: "return", value: undefined, origin } as const;
    if (t.op === "jump" && t.target <= here) return { ...b, terminator: leave };
    if (t.op !== "branch") return b;
    const then = t.then <= here ? t.else : t.then;
    const otherwise = t.else <= here ? t.then : t.else;
    return { ...b, terminator: { ...t, then, else: otherwise } };
  });
  return passes.livenessOf({ ...f, blocks });
}

/** Change the ranges of each register. */
const misrange = (edit: (ranges: Ranges, register: number, f: FlowFunction) => Ranges) =>
  mislive((liveness, f) => ({ ...liveness, ranges: liveness.ranges.map((each, register) => edit(each, register, f)) }));

/** Change where each range ends. */
function ending(ranges: Ranges, end: (first: number, last: number) => number): Ranges {
  return ranges.map((at, i) => (i % 2 === 0 ? at : end(ranges[i - 1]!, at)));
}

/** Change the numbers of spill slots. */
const misspill = (slot: (k: number) => number) =>
  misplace(({ places }) => ({
    places: places.map((place) => {
      const k = slotOf(place);
      return k === undefined ? place : slotPlace(slot(k));
    }),
  }));

/** Mutants of this class. */
export const allocation: readonly Mutant[] = [
  {
    name: "calls-clobber-nothing",
    description: "Values stay in caller-saved registers over calls.",
    class: "allocation",
    wraps: "livenessOf",
    passes: mislive((liveness) => ({ ...liveness, calls: [] })),
  },
  {
    name: "last-call-clobbers-nothing",
    description: "Values stay in caller-saved registers over the last call of a function.",
    class: "allocation",
    wraps: "livenessOf",
    passes: mislive((liveness) => ({ ...liveness, calls: liveness.calls.slice(0, -1) })),
  },
  {
    name: "environment-clobbers-nothing",
    description: "Values stay in a0, a1, a2 and a7 over `read` and `write`.",
    class: "allocation",
    wraps: "livenessOf",
    passes: mislive((liveness) => ({ ...liveness, environment: [] })),
  },
  {
    name: "loops-do-not-come-back",
    description: "Liveness does not follow jumps backwards, so a variable dies at its last use in the text of a loop.",
    class: "allocation",
    wraps: "livenessOf",
    passes: mislive((liveness, f) => ({ ...liveness, ranges: withoutLoops(f).ranges })),
  },
  {
    name: "last-use-not-counted",
    description: "A value's register is free two instructions before its last use.",
    class: "allocation",
    wraps: "livenessOf",
    passes: misrange((ranges) => ending(ranges, (first, last) => Math.max(first, last - 3))),
  },
  {
    name: "variables-live-to-their-first-use",
    description: "A local variable's register is free again after half of its life.",
    class: "allocation",
    wraps: "livenessOf",
    passes: misrange((ranges, register, { slots }) =>
      register < slots ? ending(ranges, (first, last) => Math.floor((first + last) / 2)) : ranges,
    ),
  },
  {
    name: "holes-after-the-first-range",
    description: "Liveness ends with the first hole in the life of a register.",
    class: "allocation",
    wraps: "livenessOf",
    passes: misrange((ranges) => ranges.slice(0, 2)),
  },
  {
    name: "copies-share-a-register",
    description: "A variable that is assigned another one shares its register, although both live on.",
    class: "allocation",
    wraps: "assignPlaces",
    passes: misplace(({ places }, f) => {
      const shared = places.slice();
      for (const { instructions } of f.blocks)
        for (const i of instructions)
          if (i.op === "copy" && i.from.kind === "register" && shared[i.from.register]! >= 0)
            shared[i.rd] = shared[i.from.register]!;
      return { places: shared };
    }),
  },
  {
    name: "last-argument-register-taken",
    description: "Temporaries that allocation puts into t3 go to a0, where a variable may be.",
    class: "allocation",
    wraps: "assignPlaces",
    passes: misplace(({ places }, f) => ({
      places: places.map((place, register) => (place === 28 && register >= f.slots ? 10 : place)),
    })),
  },
  {
    name: "spill-slots-shared",
    description: "All values that find no register are kept in one frame slot.",
    class: "allocation",
    wraps: "assignPlaces",
    large: "Fourteen values have to live over a call before two of them are in the frame.",
    passes: misspill(() => 0),
  },
  {
    name: "spill-slots-paired",
    description: "Two neighbouring spill slots are one.",
    class: "allocation",
    wraps: "assignPlaces",
    large: "Fourteen values have to live over a call before two of them are in the frame.",
    passes: misspill((k) => k >> 1),
  },
  {
    name: "frame-without-spill-slots",
    description: "The frame has no room for spill slots, so they lie in the caller's.",
    class: "allocation",
    wraps: "flowToAllocated",
    large:
      "So many values have to live over a call that spill slots reach beyond the rounded frame, into that of a caller which still needs it.",
    passes: misallocate((f) => ({ ...f, spills: 0 })),
  },
];
