/**
 * Claims with everything said at each cut point, as the first format of certificates had them: so that they can be
 * read, run or changed by hand, and be written as differences again. The checker has no use for this.
 */

import { type ClaimSet, claimSetsOf } from "./claim-set.ts";
import type { Claim, Claims, CutPoint, FunctionCertificate, Location, SourceValue } from "./claims.ts";
import { eachChanged, emptyTrie } from "./trie.ts";

/** A cut point and all that it claims. */
export type WholeCutPoint = Pick<CutPoint, "phase" | "node" | "pc" | "values" | "computed" | "held" | "facts">;

/** A function, with all that its cut points claim. */
export interface WholeFunction extends Omit<FunctionCertificate, "cuts"> {
  readonly cuts: readonly WholeCutPoint[];
}

/** All that is claimed of an image. */
export interface WholeClaims extends Omit<Claims, "functions"> {
  readonly functions: readonly WholeFunction[];
}

/** The claims in a set: of variables by slot, then of the value just delivered, then of pending operands. */
export function claimsIn({ locals, operands }: ClaimSet): Claim[] {
  const claims: Claim[] = [];
  const look = (): undefined => undefined;
  eachChanged(emptyTrie, locals, look, (slot, location) => claims.push({ value: { kind: "local", slot }, location }));
  eachChanged(emptyTrie, operands, look, (number, location) =>
    claims.push({ value: number === 0 ? { kind: "result" } : { kind: "pending", index: number - 1 }, location }),
  );
  return claims;
}

/** What claims say, cut point by cut point. Of a function whose differences make no sense, its cut points claim nothing. */
export function wholeClaims({ layout, functions }: Claims): WholeClaims {
  return {
    layout,
    functions: functions.map((certified) => {
      const sets = claimSetsOf(certified.cuts, () => undefined);
      const cuts = certified.cuts.map(({ phase, node, pc }, i) => ({
        phase,
        node,
        pc,
        values: typeof sets === "string" ? [] : claimsIn(sets[i]!),
      }));
      return { ...certified, cuts };
    }),
  };
}

/** The same claims as differences. Of several places claimed for one value the first is kept. */
export function asDifferences({ layout, functions }: WholeClaims): Claims {
  return {
    layout,
    functions: functions.map((certified) => {
      let before = new Map<string, Said>();
      const cuts = certified.cuts.map(({ phase, node, pc, values }, index): CutPoint => {
        const now = new Map<string, Said>();
        for (const { value, location } of values) {
          const key = JSON.stringify(value);
          if (!now.has(key)) now.set(key, { value, location, place: JSON.stringify(location) });
        }
        const dropped = [...before].filter(([key]) => !now.has(key)).map(([, { value }]) => value);
        const changed = [...now].filter(([key, { place }]) => before.get(key)?.place !== place);
        const anew = index === 0 || dropped.length + changed.length > now.size;
        before = now;
        const said = (anew ? [...now] : changed).map(([, { value, location }]) => ({ value, location }));
        return { phase, node, pc, base: anew ? null : index - 1, dropped: anew ? [] : dropped, values: said };
      });
      return { ...certified, cuts };
    }),
  };
}

interface Said {
  readonly value: SourceValue;
  readonly location: Location;
  readonly place: string;
}
