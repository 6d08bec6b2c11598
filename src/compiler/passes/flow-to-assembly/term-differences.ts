/**
 * What cut points claim where each mark says what its live registers hold, as differences from one to the next.
 *
 * The first register that holds a source value is where that value is claimed to be. Another one that holds it, or holds a
 * term over such values, is a place that holds a term. What the mark says of values that are in no register, and the facts
 * there, are passed on.
 */

import { impossible } from "../../../core/impossible.ts";
import { placeNumber } from "../../../proof/certificate/claim-set.ts";
import type {
  Claim,
  ClaimChange,
  Computed,
  Fact,
  HeldTerm,
  InlinedCall,
  Location,
  Place,
  SourceTerm,
  SourceValue,
} from "../../../proof/certificate/claims.ts";
import { sameTerm } from "../../../proof/certificate/same-term.ts";
import { factText } from "../../../proof/certificate/source-term.ts";
import type { ClaimDifference } from "../../assembly/assembly.ts";
import type { CutMark } from "../../flow/syntax.ts";
import type { AllocatedPlace } from "../../target/place.ts";
import type { Homes } from "../allocate/flow-to-allocated.ts";
import { isLiveAt } from "../allocate/liveness.ts";

/** What is said of a source value: where it is, or which term. */
type Said =
  | { readonly kind: "claim"; readonly claim: Claim }
  | { readonly kind: "computed"; readonly computed: Computed };

/** All claims of one cut point. Values and places are told apart by numbers, facts by their texts. */
class Whole {
  readonly values = new Map<number, Said>();
  readonly held = new Map<number, HeldTerm>();
  readonly facts = new Map<string, Fact>();

  claim(value: SourceValue, location: Location): void {
    this.values.set(valueNumber(value), { kind: "claim", claim: { value, location } });
  }

  compute(computed: Computed): void {
    this.values.set(valueNumber(computed.value), { kind: "computed", computed });
  }

  hold(location: Place, term: SourceTerm): void {
    this.held.set(placeNumber(location)!, { location, term });
  }

  fact(fact: Fact): void {
    this.facts.set(factText(fact), fact);
  }

  has(value: SourceValue): boolean {
    return this.values.has(valueNumber(value));
  }
}

/** A number for a source value: the same for the same, and for no others. */
function valueNumber(value: SourceValue): number {
  switch (value.kind) {
    case "result":
      return 0;
    case "local":
      return 1 + 2 * value.slot;
    case "pending":
      return 2 + 2 * value.index;
    default:
      return impossible(value);
  }
}

function isSame(a: Said, b: Said): boolean {
  if (a.kind === "computed") return b.kind === "computed" && sameTerm(a.computed.term, b.computed.term);
  return b.kind === "claim" && sameLocation(a.claim.location, b.claim.location);
}

function sameLocation(a: Location, b: Location): boolean {
  return placeNumber(a) === placeNumber(b) && (a.kind !== "constant" || a.value === (b as typeof a).value);
}

/** The source value that a term is, if it is one. */
function valueIn(term: SourceTerm): SourceValue | undefined {
  return term.kind === "local" || term.kind === "pending" || term.kind === "result" ? term : undefined;
}

/** The differences of a function's cut points, asked for in the order of the code. */
export class TermDifferences {
  readonly #homes: Homes;
  readonly #locate: (place: AllocatedPlace) => Place;
  readonly #inlined: readonly InlinedCall[];
  /** The last cut point in each activation, by the number of the inlined call. */
  readonly #last = new Map<number | undefined, { readonly number: number; readonly whole: Whole }>();
  #made = 0;

  /** `locate` says where the machine has a place of allocation. */
  constructor(homes: Homes, inlined: readonly InlinedCall[], locate: (place: AllocatedPlace) => Place) {
    this.#homes = homes;
    this.#inlined = inlined;
    this.#locate = locate;
  }

  /** The next cut point, and where the value just delivered is, when the mark does not say it. */
  next(mark: CutMark, delivered?: Location): ClaimDifference {
    const now = this.#wholeOf(mark, delivered);
    const base = this.#base(mark.inlined);
    const before = base?.whole ?? new Whole();
    this.#last.set(mark.inlined, { number: this.#made++, whole: now });
    const dropped: SourceValue[] = [];
    const values: Claim[] = [];
    const computed: Computed[] = [];
    const released: Place[] = [];
    const held: HeldTerm[] = [];
    const retracted: Fact[] = [];
    const facts: Fact[] = [];
    for (const [key, said] of before.values)
      if (!now.values.has(key)) dropped.push(said.kind === "claim" ? said.claim.value : said.computed.value);
    for (const [key, said] of now.values) {
      const was = before.values.get(key);
      if (was !== undefined && isSame(was, said)) continue;
      if (said.kind === "claim") values.push(said.claim);
      else computed.push(said.computed);
    }
    for (const [key, { location }] of before.held) if (!now.held.has(key)) released.push(location);
    for (const [key, each] of now.held) {
      const was = before.held.get(key);
      if (was === undefined || !sameTerm(was.term, each.term)) held.push(each);
    }
    for (const [key, fact] of before.facts) if (!now.facts.has(key)) retracted.push(fact);
    for (const [key, fact] of now.facts) if (!before.facts.has(key)) facts.push(fact);
    let claims: ClaimChange = { dropped, values };
    if (computed.length > 0) claims = { ...claims, computed };
    if (released.length > 0) claims = { ...claims, released };
    if (held.length > 0) claims = { ...claims, held };
    if (retracted.length > 0) claims = { ...claims, retracted };
    if (facts.length > 0) claims = { ...claims, facts };
    return { claims, base: base?.number ?? null };
  }

  /** The latest cut point in an activation or in one around it: of those, the variables are there still. */
  #base(inlined: number | undefined): { readonly number: number; readonly whole: Whole } | undefined {
    let latest = this.#last.get(undefined);
    for (let at = inlined; at !== undefined; at = this.#inlined[at]!.within ?? undefined) {
      const last = this.#last.get(at);
      if (last !== undefined && last.number > (latest?.number ?? -1)) latest = last;
    }
    return latest;
  }

  #wholeOf(mark: CutMark, delivered: Location | undefined): Whole {
    const whole = new Whole();
    const home = this.#homes.marks.get(mark);
    if (home !== undefined) {
      const { holds, computed = [], facts = [] } = home.before;
      for (const [register, term] of holds ?? []) {
        // Since the mark was told, a branch that went to one block in both cases may have gone, and what it compared is dead.
        if (!isLiveAt(home.position, this.#homes.ranges[register]!)) continue;
        const location = this.#locate(this.#homes.places[register]!);
        const value = valueIn(term);
        if (value === undefined || whole.has(value)) whole.hold(location, term);
        else whole.claim(value, location);
      }
      for (const each of computed) whole.compute(each);
      for (const fact of facts) whole.fact(fact);
    }
    if (delivered !== undefined) whole.claim({ kind: "result" }, delivered);
    return whole;
  }
}
