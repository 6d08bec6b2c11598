/**
 * The cut points of a certificate, as a walk looks for them: by the source's point, and by the machine's pc.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { Configuration } from "../../../lang/semantics/configuration.ts";
import { type ClaimSet, claimSetsOf, noClaims } from "../../certificate/claim-set.ts";
import type { Claim, Claims, CutPoint } from "../../certificate/claims.ts";
import { claimsIn } from "../../certificate/whole.ts";

/** The cut points of a certificate by source point and by pc. */
export class CutIndex {
  readonly pcs: ReadonlySet<number>;
  readonly #points: readonly ReadonlyMap<string, CutPoint>[];
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
    this.#points = claims.functions.map(
      ({ cuts }, index) => new Map([...cuts, this.#entries[index]!].map((cut) => [`${cut.phase} ${cut.node}`, cut])),
    );
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

  at(index: number, { control }: Configuration<number>): CutPoint | undefined {
    const points = this.#points[index];
    if (control.at === "execute") return points?.get(`before ${control.statement.id}`);
    return control.at === "value" ? points?.get(`after ${control.from}`) : undefined;
  }
}
