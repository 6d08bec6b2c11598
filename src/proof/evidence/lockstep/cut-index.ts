/**
 * The cut points of a certificate, as a walk looks for them: by the source's point, and by the machine's pc.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { Configuration } from "../../../lang/semantics/configuration.ts";
import { type ClaimSet, claimSetsOf, noClaims } from "../../certificate/claim-set.ts";
import type { Claim, Claims, CutPoint, SourcePoint } from "../../certificate/claims.ts";
import { claimsIn } from "../../certificate/whole.ts";

/** The cut points of a certificate by source point and by pc. */
export class CutIndex {
  readonly pcs: ReadonlySet<number>;
  readonly #points: readonly ReadonlyMap<string, readonly CutPoint[]>[];
  readonly #entries: readonly CutPoint[];
  readonly #sets = new Map<CutPoint, ClaimSet>();

  constructor(program: Program, claims: Claims) {
    this.#entries = claims.functions.map(({ entry }, index) => ({
      phase: "before",
      node: program.functions[index]!.body.id,
      pc: entry,
      base: null,
      dropped: [],
      values: [],
    }));
    this.#points = claims.functions.map(({ cuts }, index) => {
      const points = new Map<string, CutPoint[]>();
      for (const cut of [...cuts, this.#entries[index]!]) {
        const key = keyOf(cut);
        const others = points.get(key);
        if (others === undefined) points.set(key, [cut]);
        else others.push(cut);
      }
      return points;
    });
    for (const { cuts } of claims.functions) {
      const sets = claimSetsOf(cuts, () => undefined);
      for (const [i, cut] of cuts.entries()) this.#sets.set(cut, typeof sets === "string" ? noClaims : sets[i]!);
    }
    this.pcs = new Set(claims.functions.flatMap(({ entry, cuts }) => [entry, ...cuts.map(({ pc }) => pc)]));
  }

  /** What is claimed at a cut point; undefined at an entry, where the calling convention says it. */
  claims(cut: CutPoint): readonly Claim[] | undefined {
    const set = this.#sets.get(cut);
    return set === undefined ? undefined : claimsIn(set);
  }

  /** A cut point at the source's point. */
  at(index: number, { control }: Configuration<number>): CutPoint | undefined {
    if (control.at === "execute") return this.#atPoint(index, { phase: "before", node: control.statement.id })[0];
    return control.at === "value" ? this.#atPoint(index, { phase: "after", node: control.from })[0] : undefined;
  }

  /** The cut point at the source's point of another, and at the machine's pc; the other one, when there is none. */
  pairedWith(index: number, cut: CutPoint, pc: number): CutPoint {
    return this.#atPoint(index, cut).find((other) => other.pc === pc) ?? cut;
  }

  #atPoint(index: number, point: SourcePoint): readonly CutPoint[] {
    return this.#points[index]?.get(keyOf(point)) ?? [];
  }
}

function keyOf({ phase, node }: SourcePoint): string {
  return `${phase} ${node}`;
}
