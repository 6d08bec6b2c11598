/**
 * Claims with everything said at each cut point, as the first format of certificates had them: so that they can be
 * read, run or changed by hand, and be written as differences again. The checker has no use for this.
 */

import { type ClaimSet, claimSetsOf, isAround, noClaims, type Whereabouts } from "./claim-set.ts";
import type {
  Claim,
  ClaimChange,
  Claims,
  Computed,
  CutPoint,
  Fact,
  FunctionCertificate,
  HeldTerm,
  Place,
  SourceTerm,
  SourceValue,
} from "./claims.ts";
import { eachChanged, emptyTrie, type Spending, type Trie } from "./trie.ts";

/** A cut point and all that it claims. */
export type WholeCutPoint = Omit<CutPoint, "base" | "dropped" | "released" | "retracted">;

/** A function, with all that its cut points claim. */
export interface WholeFunction extends Omit<FunctionCertificate, "cuts"> {
  readonly cuts: readonly WholeCutPoint[];
}

/** All that is claimed of an image. */
export interface WholeClaims extends Omit<Claims, "functions"> {
  readonly functions: readonly WholeFunction[];
}

/** The claims in a set: of variables by slot, then of the value just delivered, then of pending operands. What is computed is in no location. */
export function claimsIn(set: ClaimSet): Claim[] {
  return valuesIn(set).flatMap(({ value, whereabouts }) =>
    whereabouts.kind === "computed" ? [] : [{ value, location: whereabouts }],
  );
}

/** The values that are computed in a set, in the same order. */
export function computedIn(set: ClaimSet): Computed[] {
  return valuesIn(set).flatMap(({ value, whereabouts }) =>
    whereabouts.kind === "computed" ? [{ value, term: whereabouts.term }] : [],
  );
}

/** What places hold in a set, by place. */
export function heldIn({ held }: ClaimSet): HeldTerm[] {
  return valuesOf(held);
}

/** The facts in a set, in the order in which the function first states them. */
export function factsIn({ facts }: ClaimSet): Fact[] {
  return valuesOf(facts);
}

function valuesOf<T>(trie: Trie<T>): T[] {
  const found: T[] = [];
  eachChanged(emptyTrie, trie, free, (_, value) => found.push(value));
  return found;
}

const nobody = (): undefined => undefined;
const free: Spending = { spend: nobody };

function valuesIn({ locals, operands }: ClaimSet): { value: SourceValue; whereabouts: Whereabouts }[] {
  const found: { value: SourceValue; whereabouts: Whereabouts }[] = [];
  eachChanged(emptyTrie, locals, free, (slot, whereabouts) =>
    found.push({ value: { kind: "local", slot }, whereabouts }),
  );
  eachChanged(emptyTrie, operands, free, (number, whereabouts) =>
    found.push({ value: number === 0 ? { kind: "result" } : { kind: "pending", index: number - 1 }, whereabouts }),
  );
  return found;
}

/** What claims say, cut point by cut point. Of a function whose differences make no sense, its cut points claim nothing. */
export function wholeClaims({ layout, functions }: Claims): WholeClaims {
  return {
    layout,
    functions: functions.map((certified) => {
      const sets = claimSetsOf(certified, nobody);
      const cuts = certified.cuts.map((cut, i): WholeCutPoint => {
        const { phase, node, pc } = cut;
        const set = typeof sets === "string" ? noClaims : sets[i]!;
        return {
          phase,
          node,
          pc,
          ...ownOf(cut),
          values: claimsIn(set),
          ...someOf({ computed: computedIn(set), held: heldIn(set), facts: factsIn(set) }),
        };
      });
      return { ...certified, cuts };
    }),
  };
}

/** Lists under their names, but for those that are empty. */
function someOf<T extends Readonly<Record<string, readonly unknown[]>>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>;
}

/** The same claims as differences. Of several places claimed for one value the first is kept. */
export function asDifferences({ layout, functions }: WholeClaims): Claims {
  return {
    layout,
    functions: functions.map((certified) => {
      const cuts = certified.cuts.map((cut, index): CutPoint => {
        const { phase, node, pc } = cut;
        const last = certified.cuts[index - 1];
        const isBased = last !== undefined && isAround(certified.inlined ?? [], last.inlined, cut.inlined, nobody);
        const own = ownOf(cut);
        if (isBased) {
          const values = apart(last.values, cut.values);
          const held = apart(last.held ?? [], cut.held ?? []);
          const before = saidAt({ ...last, values: values[0], held: held[0] });
          const now = saidAt({ ...cut, values: values[1], held: held[1] });
          const [gone, changed]: [Said[], Said[]] = [[], []];
          for (const [key, said] of before) if (!now.has(key)) gone.push(said);
          for (const [key, said] of now) if (before.get(key)?.what !== said.what) changed.push(said);
          if (gone.length + changed.length <= sizeOf(cut))
            return { phase, node, pc, ...own, base: index - 1, ...change(gone, changed) };
        }
        return { phase, node, pc, ...own, base: null, ...change([], [...saidAt(cut).values()]) };
      });
      return { ...certified, cuts };
    }),
  };
}

/** Something that is said at a cut point; what is said of one subject, its key, takes the place of what was said of it before. */
interface Said {
  readonly what: string;
  readonly claim:
    | ({ readonly kind: "value" } & Claim)
    | ({ readonly kind: "computed" } & Computed)
    | ({ readonly kind: "held" } & HeldTerm)
    | ({ readonly kind: "fact" } & Fact);
}

/** How much is said at a cut point, where nothing is said twice. */
function sizeOf({ values, computed = [], held = [], facts = [] }: WholeCutPoint): number {
  return values.length + computed.length + held.length + facts.length;
}

/** What is said at a cut point, by what it is said of. */
function saidAt({ values, computed = [], held = [], facts = [] }: WholeCutPoint): Map<string, Said> {
  const all = new Map<string, Said>();
  const say = (key: string, what: string, claim: Said["claim"]): void => {
    if (!all.has(key)) all.set(key, { what, claim });
  };
  for (const { value, location } of values) say(text(value), text(location), { kind: "value", value, location });
  for (const { value, term } of computed) say(text(value), text(term), { kind: "computed", value, term });
  for (const { location, term } of held) say(text(location), text(term), { kind: "held", location, term });
  for (const { condition, holds } of facts)
    say(JSON.stringify({ condition, holds }), "", { kind: "fact", condition, holds });
  return all;
}

/** What is in only one of two lists, as far as that is seen at once: most of them are the same objects in the same order. */
function apart<T>(one: readonly T[], other: readonly T[]): readonly [readonly T[], readonly T[]] {
  if (one === other) return [[], []];
  const [mine, others]: [T[], T[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length)
    if (one[i] === other[j]) {
      i++;
      j++;
    } else if (one[i + 1] === other[j]) mine.push(one[i++]!);
    else if (one[i] === other[j + 1]) others.push(other[j++]!);
    else {
      mine.push(one[i++]!);
      others.push(other[j++]!);
    }
  return [
    [...mine, ...one.slice(i)],
    [...others, ...other.slice(j)],
  ];
}

/** A term as a text, which is the same for the same terms alone: of variables and places, which are most, a short one. */
function text(term: SourceTerm): string {
  switch (term.kind) {
    case "local":
      return `local ${term.slot}`;
    case "register":
      return `register ${term.register}`;
    case "slot":
      return `slot ${term.offset}`;
    default:
      return JSON.stringify(term);
  }
}

/** What a cut point says that is not from its base. */
function ownOf({ inlined, sp, saved }: WholeCutPoint): Pick<WholeCutPoint, "inlined" | "sp" | "saved"> {
  return {
    ...(inlined !== undefined && { inlined }),
    ...(sp !== undefined && { sp }),
    ...(saved !== undefined && { saved }),
  };
}

/** The difference that takes some of what was said away, and says other things. */
function change(gone: readonly Said[], said: readonly Said[]): ClaimChange {
  const dropped: SourceValue[] = [];
  const values: Claim[] = [];
  const [computed, released, held]: [Computed[], Place[], HeldTerm[]] = [[], [], []];
  const [retracted, facts]: [Fact[], Fact[]] = [[], []];
  for (const { claim } of gone)
    if (claim.kind === "value" || claim.kind === "computed") dropped.push(claim.value);
    else if (claim.kind === "held") released.push(claim.location);
    else retracted.push({ condition: claim.condition, holds: claim.holds });
  for (const { claim } of said)
    if (claim.kind === "value") values.push({ value: claim.value, location: claim.location });
    else if (claim.kind === "computed") computed.push({ value: claim.value, term: claim.term });
    else if (claim.kind === "held") held.push({ location: claim.location, term: claim.term });
    else facts.push({ condition: claim.condition, holds: claim.holds });
  return { dropped, values, ...someOf({ computed, released, held, retracted, facts }) };
}
