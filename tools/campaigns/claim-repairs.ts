/**
 * Changes of a certificate that a forger tries after a refusal, where the refusal points: at the functions and pcs that it binaryOperations, and of the kind of claim
 * that it is about. Whatever it does not name is anywhere.
 */

import { binaryOperations } from "../../src/core/word.ts";
import type { Location, SourceTerm } from "../../src/proof/certificate/claims.ts";
import type { Chance } from "../../src/testing/generate/random.ts";
import type { Draft, Mutable } from "../../test/proof/checker/forge.ts";
import { anyLocation } from "./forge.ts";

type Certified = Draft["functions"][number];
type Cut = Certified["cuts"][number];
type Term = Mutable<SourceTerm>;

/** Of what a refusal is. */
export type About = "cut points" | "claims" | "facts" | "frame" | "layout" | "anything";

/** Where a refusal points. */
export interface Focus {
  readonly about: About;
  /** The function by its index, where one is named. */
  readonly inside: number | undefined;
  /** The pcs that are named: of the cut point at which a path begins, and where it ends. */
  readonly pcs: readonly number[];
}

/** Change the claims where a refusal points. */
export function repairAt(claims: Draft, { about, inside, pcs }: Focus, chance: Chance): void {
  const functions = inside === undefined ? claims.functions : [claims.functions[inside]!];
  const named = functions.filter(({ cuts }) => cuts.some(({ pc }) => pcs.includes(pc)));
  const certified = chance.pick(named.length > 0 && chance.below(8) > 0 ? named : functions);
  const there = certified.cuts.filter(({ pc }) => pcs.includes(pc));
  const cuts = there.length > 0 && chance.below(5) > 0 ? there : certified.cuts;
  const what = chance.below(6) === 0 ? "anything" : about;
  const cut = cuts.length > 0 ? chance.pick(cuts) : undefined;
  switch (what === "anything" ? chance.pick(["cut points", "claims", "claims", "facts", "frame", "layout"]) : what) {
    case "cut points":
      changeCuts(certified, cut, pcs, chance);
      break;
    case "claims":
      if (cut !== undefined) changeClaims(certified, cut, chance);
      break;
    case "facts":
      if (cut !== undefined) changeFacts(cut, chance);
      break;
    case "frame":
      changeFrame(certified, cut, chance);
      break;
    default: {
      const key = chance.pick(["scratch", "globals", "heapStart", "heapEnd", "stackLimit", "stackTop"] as const);
      claims.layout[key] += chance.pick([-4, 4, -64, 64, -4096, 4096]);
    }
  }
}

/** One is put elsewhere, left out, or made where a path ends. */
function changeCuts(certified: Certified, cut: Cut | undefined, pcs: readonly number[], chance: Chance): void {
  const other = certified.cuts.length > 0 ? chance.pick(certified.cuts) : undefined;
  const pc = pcs.length > 0 ? chance.pick(pcs) : undefined;
  switch (chance.below(5)) {
    case 0:
      if (cut !== undefined) cut.pc += chance.pick([-8, -4, 4, 8]);
      break;
    case 1:
      certified.cuts = certified.cuts.filter((one) => one !== cut);
      break;
    case 2:
      if (cut !== undefined && pc !== undefined) cut.pc = pc;
      break;
    case 3:
      if (other !== undefined) certified.cuts.push({ ...structuredClone(other), pc: pc ?? other.pc + 4 });
      break;
    default:
      if (cut !== undefined && other !== undefined) [cut.phase, cut.node] = [other.phase, other.node];
  }
}

/** A value or place is said to be elsewhere, or something else, or nothing is said of it. */
function changeClaims(certified: Certified, cut: Cut, chance: Chance): void {
  const location = (): Location => anyLocation(chance, certified.frame);
  const { values } = cut;
  const at = values.length > 0 ? chance.below(values.length) : undefined;
  switch (chance.below(7)) {
    case 0:
      if (at !== undefined) values.splice(at, 1);
      break;
    case 1:
      if (at !== undefined) values[at]!.location = location();
      break;
    case 2:
      values.push({ value: { kind: "local", slot: chance.below(8) }, location: location() });
      break;
    case 3:
      if (at !== undefined) {
        const [{ value }] = values.splice(at, 1) as [Cut["values"][number]];
        cut.computed = [...(cut.computed ?? []), { value, term: anyTerm(cut, chance, 2) }];
      }
      break;
    case 4: {
      const place = location();
      if (place.kind !== "constant")
        cut.held = [...(cut.held ?? []), { location: place, term: anyTerm(cut, chance, 2) }];
      break;
    }
    case 5:
      if (cut.computed !== undefined && cut.computed.length > 0)
        cut.computed.splice(chance.below(cut.computed.length), 1);
      break;
    default:
      if (cut.held !== undefined && cut.held.length > 0) cut.held.splice(chance.below(cut.held.length), 1);
  }
}

/** A condition is said to hold, or not, or nothing is said of it. */
function changeFacts(cut: Cut, chance: Chance): void {
  const facts = cut.facts ?? [];
  if (facts.length > 0 && chance.below(3) === 0) facts.splice(chance.below(facts.length), 1);
  else facts.push({ condition: anyTerm(cut, chance, 2), holds: chance.below(2) === 0 });
  cut.facts = facts;
}

function changeFrame(certified: Certified, cut: Cut | undefined, chance: Chance): void {
  switch (chance.below(4)) {
    case 0:
      certified.frame = Math.max(0, certified.frame + chance.pick([-16, -4, 4, 16]));
      break;
    case 1:
      if (cut !== undefined) cut.sp = Math.max(0, (cut.sp ?? certified.frame) + chance.pick([-16, -4, 4, 16]));
      break;
    case 2:
      if (certified.saved.length > 0) chance.pick(certified.saved).location = anyLocation(chance, certified.frame);
      break;
    default:
      if (certified.saved.length > 0) certified.saved.splice(chance.below(certified.saved.length), 1);
  }
}

/** A term over what the source has at a cut point. */
function anyTerm(cut: Cut, chance: Chance, depth: number): Term {
  const part = (): Term => anyTerm(cut, chance, depth - 1);
  switch (depth === 0 ? chance.below(5) : chance.below(10)) {
    case 0:
      return { kind: "constant", value: chance.pick([0, 1, -1, 4, 255, chance.below(256)]) };
    case 1:
    case 2:
      return cut.values.length > 0 ? structuredClone(chance.pick(cut.values).value) : { kind: "local", slot: 0 };
    case 3:
      return { kind: "local", slot: chance.below(8) };
    case 4:
      return { kind: "global", index: chance.below(3) };
    case 5:
      return { kind: "length", array: part() };
    case 6:
      return { kind: "element", array: part(), index: part() };
    default:
      return { kind: "apply", operation: chance.pick(binaryOperations), left: part(), right: part() };
  }
}
