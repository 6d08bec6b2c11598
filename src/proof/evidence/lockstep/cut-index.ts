/**
 * The cut points of a certificate, as a walk looks for them: each side stops at a point, or a pc, that any of them has; then
 * the pair of both is looked up. Several cut points may share a point, or a pc.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { Configuration } from "../../../lang/semantics/configuration.ts";
import { type ClaimSet, claimSetsOf, noClaims } from "../../certificate/claim-set.ts";
import type { Claim, Claims, Computed, CutPoint, Fact, HeldTerm, SourcePoint } from "../../certificate/claims.ts";
import { claimsIn, computedIn, factsIn, heldIn } from "../../certificate/whole.ts";
import { pointAt } from "../../checker/segment/source-run.ts";
import type { SourceActivation } from "./activations.ts";

/** All that is claimed at a cut point. */
export interface CutClaims {
  readonly values: readonly Claim[];
  readonly computed: readonly Computed[];
  readonly held: readonly HeldTerm[];
  readonly facts: readonly Fact[];
}

/** The cut points of a certificate by source point and by pc. */
export class CutIndex {
  readonly pcs: ReadonlySet<number>;
  /** Of each function, by activation and source point, its cut points by pc. */
  readonly #points: readonly ReadonlyMap<string, ReadonlyMap<number, CutPoint>>[];
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
      const points = new Map<string, Map<number, CutPoint>>();
      for (const cut of [...cuts, this.#entries[index]!]) {
        const key = keyOf(cut, cut.inlined);
        const here = points.get(key) ?? new Map<number, CutPoint>();
        points.set(key, here.set(cut.pc, cut));
      }
      return points;
    });
    for (const certified of claims.functions) {
      const sets = claimSetsOf(certified, () => undefined);
      for (const [i, cut] of certified.cuts.entries())
        this.#sets.set(cut, typeof sets === "string" ? noClaims : sets[i]!);
    }
    this.pcs = new Set(claims.functions.flatMap(({ entry, cuts }) => [entry, ...cuts.map(({ pc }) => pc)]));
  }

  /** What is claimed at a cut point; undefined at an entry, where the calling convention says it. */
  claims(cut: CutPoint): CutClaims | undefined {
    const set = this.#sets.get(cut);
    if (set === undefined) return undefined;
    return { values: claimsIn(set), computed: computedIn(set), held: heldIn(set), facts: factsIn(set) };
  }

  /** The source point of a configuration in this activation, if a cut point has it. */
  point({ owner, inlined }: SourceActivation, { control }: Configuration<number>): SourcePoint | undefined {
    const point = pointAt(control);
    return point !== undefined && this.#points[owner]?.has(keyOf(point, inlined)) === true ? point : undefined;
  }

  /** The cut point of a source point and a pc. */
  pair({ owner, inlined }: SourceActivation, point: SourcePoint, pc: number): CutPoint | undefined {
    return this.#points[owner]?.get(keyOf(point, inlined))?.get(pc);
  }
}

function keyOf({ phase, node }: SourcePoint, inlined: number | undefined): string {
  return `${inlined ?? "own"} ${phase} ${node}`;
}
