/**
 * What a certificate says of its cut points besides where they are, as Coq has it (coq/CutHints.v): which words are computed from others, and which
 * conditions hold. Nothing of it is believed, so nothing of this need be right: what is left out here is only not found there.
 */

import type { Hint, List, Operation, Point, Prod, Said, Stops, Z } from "../../coq/extracted/semantics.js";
import { impossible } from "../core/impossible.ts";
import type { BinaryWordOperation } from "../core/word.ts";
import { type ClaimSet, claimSetsOf } from "../proof/certificate/claim-set.ts";
import type {
  CutPoint,
  FunctionCertificate,
  InlinedCall,
  Place,
  SourcePoint,
  SourceTerm,
} from "../proof/certificate/claims.ts";
import { computedIn, factsIn, heldIn } from "../proof/certificate/whole.ts";
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
type FunctionClaims = Pick<FunctionCertificate, "frame" | "inlined" | "cuts">;

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

/** All hints of a certificate, for each cut point of which it says something. */
export function hintsOf(functions: readonly FunctionClaims[]): List<Hint> {
  const hints: Hint[] = [];
  let left = mostClaims;
  for (const of of functions) {
    const sets = claimSetsOf(of, () => undefined);
    if (typeof sets === "string") continue;
    for (const [i, cut] of of.cuts.entries()) {
      if (left <= 0) break;
      const { sp = of.frame } = cut;
      const { same, facts } = saidAt(sets[i]!, { frame: of.frame, sp });
      left -= same.length + facts.length;
      // That the machine goes on after a call says something, too.
      if (same.length + facts.length === 0 && cut.phase === "before") continue;
      const a = pointOf(cut);
      const c = nat(depthOf(of.inlined ?? [], cut));
      hints.push({
        is: "Build_hint",
        a,
        b: z(cut.pc),
        c,
        d: list(same, itself),
        e: list(facts, itself),
      });
    }
  }
  return list(hints, itself);
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
