/**
 * Which meanings a certificate speaks of: a number for each semantics and for the relation between them (docs/versions.md).
 *
 * A number is raised by hand when a rule changes what some program or some image does. A record of behaviours fails when a
 * rule changes and its number does not.
 */

/** The versions of the two semantics, and of what it means that one conforms to the other. */
export interface Semantics {
  readonly conforms: number;
  readonly ell: number;
  readonly rv32im: number;
}

/** What this package speaks of. */
export const semantics = { conforms: 1, ell: 2, rv32im: 2 } as const satisfies Semantics;
