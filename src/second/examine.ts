/**
 * The checker that Coq proves right (coq/CutSearch.v), extracted, on a program and the bytes of an executable. It is told where to look:
 * where paths may stop, where the machine's data is, and what may hold there. What does hold it finds out by itself, so nothing of this need be
 * right.
 */

import {
  examine,
  type Hint,
  type Image,
  type List,
  type Nat,
  read_elf,
  type Stops,
  type Subject,
  type Z,
} from "../../coq/extracted/semantics.js";
import { nodesOf } from "../lang/program/nodes.ts";
import type { Program } from "../lang/program/program.ts";
import type { DataLayout, FunctionCertificate } from "../proof/certificate/claims.ts";
import { type Calls, callsOf } from "./calls.ts";
import { hintsOf, stopsOf } from "./hints.ts";
import { type Problem, problemOf } from "./problems.ts";
import { programOf } from "./program.ts";
import { elementsOf, list, nat, z } from "./values.ts";

/** Where to look: a certificate says it, and any other list would do. */
export interface Hints {
  readonly layout: Pick<DataLayout, "scratch" | "globals" | "heapStart" | "heapEnd" | "stackLimit" | "stackTop">;
  readonly functions: readonly Pick<FunctionCertificate, "frame" | "inlined" | "saved" | "entry" | "cuts">[];
}

/**
 * The arguments of Coq's checker besides program and image: where to look, whose callers stay behind and what of the stack they take, and how
 * long to go on: the steps of a path on each side, the paths that the search follows, and the words it looks at.
 */
export interface Search extends Omit<Calls, "entries"> {
  readonly points: Stops;
  readonly pcs: List<Z>;
  readonly words: List<Z>;
  readonly hints: List<Hint>;
  /** May the heap be too small for an array of the program? */
  readonly heapIsSpent: boolean;
  readonly steps: Nat;
  readonly rounds: Nat;
  /** How many words the search may look at, over all arrivals. */
  readonly work: Z;
}

/** So many steps all paths between cut points may have together on each side, so many cut points are followed in the search, where so many words are looked at, and more of both for each place to look at, of which half as many count as the program has nodes. */
const most = { steps: 4000, rounds: 200, roundsOfCut: 80, work: 100_000, workOfCut: 40_000 };

/** More times would be no more: nobody has the time. */
const mostTimes = 100;

/** At most so many words of data are looked at: nobody has more globals, and a certificate may say anything. */
const mostWords = 65_536;

/** Where to look in a program's image, and `times` as long as unless asked. */
export function searchOf(program: Program, { layout, functions }: Hints, times: number): Search {
  const { scratch, heapStart, heapEnd, stackLimit, stackTop } = layout;
  const cuts = functions.flatMap((of) => of.cuts);
  const count = Math.max(0, Math.min(mostWords, (heapStart - scratch) >> 2));
  const { entries, ...calls } = callsOf(program, {
    limit: stackLimit,
    top: stackTop,
    heapBytes: heapEnd - heapStart,
    entries: functions.map(({ entry }) => entry),
    frames: functions.map(({ frame }) => frame),
    inlined: new Set(functions.flatMap(({ inlined = [] }) => inlined.map(({ call }) => call))),
  });
  // Ours lists one for four nodes at most. A certificate may list any number, and would have the search go on for as long.
  const counted = Math.min(cuts.length, [...nodesOf(program)].length / 2);
  const allowed = (once: number): number => Math.ceil(once * Math.min(times, mostTimes));
  return {
    points: stopsOf(functions),
    pcs: entries.reduce<List<Z>>((b, a) => ({ is: "Cons", a, b }), list(new Set(cuts.map(({ pc }) => pc)), z)),
    words: list(
      Array.from({ length: count }, (_, i) => scratch + 4 * i),
      z,
    ),
    hints: hintsOf(program, layout, functions),
    heapIsSpent: makesAnyLength(program),
    ...calls,
    steps: nat(allowed(most.steps)),
    rounds: nat(allowed(most.rounds + most.roundsOfCut * counted)),
    work: z(allowed(most.work + most.workOfCut * counted)),
  };
}

/** The image in a file, by Coq's reader (coq/Elf.v); undefined where it is no executable. */
export function imageIn(file: Uint8Array): Image | undefined {
  const image = read_elf(list(file, z));
  return image.is === "None" ? undefined : image.a;
}

/** Has a program a `new` whose length is no number? */
function makesAnyLength(program: Program): boolean {
  return [...nodesOf(program)].some((node) => node.kind === "new" && node.length.kind !== "constant");
}

/** Do callers stay behind? Then the image may give up where the program's calls need more stack than there is. */
export function mayExhaustStack({ abstracted }: Search): boolean {
  return abstracted.is === "Cons";
}

/** What was found, and in which search. */
interface Examined {
  readonly search: Search;
  /** What cannot be shown of the image; nothing where its machine conforms to the program. */
  readonly problems: readonly Problem[];
}

/** Examines an image. Where the heap turns out not to be known to be enough, once more, so that it may be spent. */
export function examined(program: Program, image: Image, search: Search): Examined {
  const problems = problemsOf(program, image, search);
  if (search.heapIsSpent || !problems.some(({ kind }) => kind === "HeapTooLarge")) return { search, problems };
  return examined(program, image, { ...search, heapIsSpent: true });
}

function problemsOf(program: Program, image: Image, search: Search): readonly Problem[] {
  const { points, pcs, words, abstracted, limit, budget, heapIsSpent, hints, steps, rounds, work } = search;
  const subject: Subject = {
    is: "Build_subject",
    a: programOf(program),
    b: image,
    c: points,
    d: pcs,
    e: words,
    f: steps,
    g: abstracted,
    h: limit,
    i: budget,
    j: heapIsSpent,
  };
  return [...elementsOf(examine(subject, hints, rounds, work))].map(problemOf);
}
