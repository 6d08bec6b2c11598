/**
 * What a certificate says of its cut points besides where they are, as Coq has it (coq/CutHints.v): which words are computed from others, and which
 * conditions hold. Nothing of it is believed, so nothing of this need be right: what is left out here is only not found there.
 */

import type { Hint, List, Operation, Point, Prod, Said, Stops, Z } from "../../coq/extracted/semantics.js";
import { impossible } from "../core/impossible.ts";
import type { BinaryWordOperation } from "../core/word.ts";
import type { Program, Slot } from "../lang/program/program.ts";
import type { Type } from "../lang/syntax/tree.ts";
import { type ClaimSet, claimSetsOf } from "../proof/certificate/claim-set.ts";
import type {
  CutPoint,
  DataLayout,
  FunctionCertificate,
  InlinedCall,
  Location,
  Place,
  SavedRegister,
  SourcePoint,
  SourceTerm,
} from "../proof/certificate/claims.ts";
import { claimsIn, computedIn, factsIn, heldIn } from "../proof/certificate/whole.ts";
import { calleesOf } from "./calls.ts";
import { list, nat, pair, z } from "./values.ts";

/** Operations on words, by our names. */
export const operations = {
  add: { is: "Add" },
  sub: { is: "Sub" },
  mul: { is: "Mul" },
  mulh: { is: "Mulh" },
  mulhsu: { is: "Mulhsu" },
  mulhu: { is: "Mulhu" },
  div: { is: "Div" },
  divu: { is: "Divu" },
  rem: { is: "Rem" },
  remu: { is: "Remu" },
  and: { is: "And" },
  or: { is: "Or" },
  xor: { is: "Xor" },
  sll: { is: "Sll" },
  srl: { is: "Srl" },
  sra: { is: "Sra" },
  slt: { is: "Slt" },
  sltu: { is: "Sltu" },
  equal: { is: "Equal" },
} as const satisfies Readonly<Record<BinaryWordOperation, Operation>>;

/** What is said of a function. */
type FunctionClaims = Pick<FunctionCertificate, "frame" | "inlined" | "saved" | "cuts">;

function pointOf({ phase, node }: SourcePoint): Point {
  return { is: phase === "before" ? "Before" : "After", a: z(node) };
}

const itself = <T>(value: T): T => value;

/** Where paths of the source may stop, and which calls are inlined. */
export function stopsOf(functions: readonly FunctionClaims[]): Stops {
  const all = functions.map(({ inlined = [], cuts }) => {
    const around = aroundOf(inlined);
    const at = (index: number | undefined) => (index === undefined ? nothing : (around[index] ?? nothing));
    return { around, points: cuts.map((cut) => pair(pointOf(cut), at(cut.inlined))) };
  });
  const a = list(
    all.flatMap(({ points }) => points),
    itself,
  );
  const b = list(
    all.flatMap(({ around }) => around),
    itself,
  );
  return { is: "Build_stops", a, b };
}

const nothing: List<Z> = { is: "Nil" };

/** Each inlined call with those around it, innermost first. Each lies in an earlier one. */
function aroundOf(inlined: readonly InlinedCall[]): readonly List<Z>[] {
  const around: List<Z>[] = [];
  for (const { call, within } of inlined)
    around.push({ is: "Cons", a: z(call), b: within === null ? nothing : (around[within] ?? nothing) });
  return around;
}

/** So many claims are taken of a certificate: a short one may say much at many places. */
const mostClaims = 100_000;

/** Variables and operands beyond are none: a certificate may say any number, and Coq counts in ones. */
const mostWords = 4096;

/** All hints of a certificate: one for each of its cut points, and one for globals, which are in the same place everywhere. */
export function hintsOf(
  program: Program,
  { globals }: Pick<DataLayout, "globals">,
  functions: readonly FunctionClaims[],
): List<Hint> {
  const hints: Hint[] = [ofGlobals(program, globals)];
  const callees = calleesOf(program);
  let left = mostClaims;
  for (const [index, of] of functions.entries()) {
    const sets = claimSetsOf(of, () => undefined);
    if (typeof sets === "string") continue;
    for (const [i, cut] of of.cuts.entries()) {
      if (left <= 0) break;
      const { sp = of.frame } = cut;
      const pointer = { frame: of.frame, sp };
      const { same, facts } = saidAt(sets[i]!, pointer);
      const { any, places } = whereaboutsAt(
        sets[i]!,
        slotsAt(program, callees, index, of, cut),
        cut.saved ?? of.saved,
        pointer,
      );
      left -= same.length + facts.length + any.length + places.length;
      hints.push({
        is: "Build_hint",
        a: pointOf(cut),
        b: z(cut.pc),
        c: nat(depthOf(of.inlined ?? [], cut)),
        d: list(same, itself),
        e: list(facts, itself),
        f: list(any, itself),
        g: list(places, itself),
      });
    }
  }
  return list(hints, itself);
}

/** What is so of globals: a hint at no pc. */
function ofGlobals(program: Program, globals: number): Hint {
  const words = program.globals.flatMap(({ type }, index) => (isWord(type) ? [{ type, index }] : []));
  const said = (index: number): Said => ({ is: "SaidGlobal", a: z(index) });
  return {
    is: "Build_hint",
    a: { is: "Before", a: z(0) },
    b: z(-1),
    c: nat(0),
    d: list([], itself),
    e: list([], itself),
    f: list(words, ({ type, index }) => pair(said(index), type === "bool")),
    g: list(words, ({ index }) => pair({ is: "SaidCell", a: z(globals + 4 * index) }, said(index))),
  };
}

/** Is a value of a type no reference to an array? */
function isWord(type: Type): boolean {
  return type === "int" || type === "bool";
}

/** The variables at a cut point: those of the function, and then of the calls that are inlined around the point, outermost first. */
function slotsAt(
  { functions }: Program,
  callees: ReadonlyMap<number, number>,
  index: number,
  of: FunctionClaims,
  cut: CutPoint,
): readonly Slot[] {
  const inlined = of.inlined ?? [];
  const around: (readonly Slot[])[] = [];
  for (let at = cut.inlined; at !== undefined && around.length <= inlined.length; at = inlined[at]?.within ?? undefined)
    around.unshift(functions[callees.get(inlined[at]?.call ?? -1) ?? -1]?.slots ?? []);
  return [...(functions[index]?.slots ?? []), ...around.flat()];
}

/** Registers that a callee need not give back, and that are no part of the convention otherwise: t0 … t6 and a0 … a7. */
const scratchRegisters = [5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31];

/** Where words are at a cut point, and which words and places may have any. */
function whereaboutsAt(set: ClaimSet, slots: readonly Slot[], saved: readonly SavedRegister[], sp: StackPointer) {
  const claims = claimsIn(set);
  const held = heldIn(set);
  const places: Prod<Said, Said>[] = [];
  // A variable that is always the same number, or computed, is no word of its own.
  const fixed = new Set(computedIn(set).flatMap(({ value }) => (value.kind === "local" ? [value.slot] : [])));
  for (const { value, location } of claims) {
    const said = saidOf(value, sp);
    if (location.kind === "constant") {
      if (value.kind === "local") fixed.add(value.slot);
    } else if (said !== undefined) places.push(pair(placeOf(location, sp), said));
  }
  const any = slots.flatMap(({ type }, slot): Prod<Said, boolean>[] =>
    isWord(type) && !fixed.has(slot) && slot < mostWords
      ? [pair({ is: "SaidLocal", a: nat(slot) }, type === "bool")]
      : [],
  );
  const taken: readonly Location[] = [
    ...claims.map(({ location }) => location),
    ...held.map(({ location }) => location),
    ...saved.map(({ location }) => location),
  ];
  const registers = new Set(taken.flatMap((at) => (at.kind === "register" ? [at.register] : [])));
  const offsets = new Set(taken.flatMap((at) => (at.kind === "slot" ? [at.offset + sp.sp - sp.frame] : [])));
  for (const register of scratchRegisters)
    if (!registers.has(register)) any.push(pair(placeOf({ kind: "register", register }, sp), false));
  for (let offset = 0; offset < Math.min(sp.sp, 4 * mostWords); offset += 4)
    if (!offsets.has(offset)) any.push(pair({ is: "SaidSlot", a: z(offset) }, false));
  return { any, places };
}

/** How many calls around a cut point are inlined; each lies in an earlier one. */
function depthOf(inlined: readonly InlinedCall[], cut: CutPoint): number {
  let depth = 0;
  for (let at = cut.inlined; at !== undefined && depth <= inlined.length; depth++)
    at = inlined[at]?.within ?? undefined;
  return depth;
}

/** How far sp is below its value at entry: when the frame is made, and where a cut point is. */
interface StackPointer {
  readonly frame: number;
  readonly sp: number;
}

function saidAt(set: ClaimSet, sp: StackPointer) {
  const sameAs = (a: Said | undefined, term: SourceTerm): Prod<Said, Said>[] => {
    const b = saidOf(term, sp);
    return a === undefined || b === undefined ? [] : [pair(a, b)];
  };
  const same = [
    ...computedIn(set).flatMap(({ value, term }) => sameAs(saidOf(value, sp), term)),
    ...heldIn(set).flatMap(({ location, term }) => sameAs(placeOf(location, sp), term)),
  ];
  const facts = factsIn(set).flatMap(({ condition, holds }): Prod<Said, boolean>[] => {
    const said = saidOf(condition, sp);
    return said === undefined ? [] : [pair(said, holds)];
  });
  return { same, facts };
}

function placeOf(place: Place, { frame, sp }: StackPointer): Said {
  switch (place.kind) {
    case "register":
      return { is: "SaidRegister", a: nat(place.register) };
    case "slot":
      return { is: "SaidSlot", a: z(place.offset + sp - frame) };
    default:
      return impossible(place);
  }
}

function number(value: number): Said {
  return { is: "SaidNumber", a: z(value) };
}

/** A term; undefined for one that speaks of variables beyond. */
function saidOf(term: SourceTerm, sp: StackPointer): Said | undefined {
  switch (term.kind) {
    case "local":
      return term.slot < mostWords ? { is: "SaidLocal", a: nat(term.slot) } : undefined;
    case "pending":
      return term.index < mostWords ? { is: "SaidPending", a: nat(term.index) } : undefined;
    case "result":
      return { is: "SaidResult" };
    case "global":
      return { is: "SaidGlobal", a: z(term.index) };
    case "constant":
      return number(term.value);
    case "register":
    case "slot":
      return placeOf(term, sp);
    case "entry_sp":
      return {
        is: "SaidOperation",
        a: operations.add,
        b: placeOf({ kind: "register", register: 2 }, sp),
        c: number(sp.sp),
      };
    case "length": {
      const a = saidOf(term.array, sp);
      return a && { is: "SaidLength", a };
    }
    case "element": {
      const [a, b] = [saidOf(term.array, sp), saidOf(term.index, sp)];
      return a && b && { is: "SaidElement", a, b };
    }
    case "apply": {
      const [b, c] = [saidOf(term.left, sp), saidOf(term.right, sp)];
      return b && c && { is: "SaidOperation", a: operations[term.operation], b, c };
    }
    default:
      return impossible(term);
  }
}
