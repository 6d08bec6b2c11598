/**
 * Which checker decided, and what is known against it: as text and as part of a JSON document. Said by every verb that
 * says `certified`.
 */

import type { CheckerAtHand } from "../host/checker.ts";
import { plural } from "./facts.ts";

/** The advisories that concern the checker, as entries of a report: a title and a text each. */
export function advisoryEntries({ version, advisories }: CheckerAtHand): readonly (readonly [string, string])[] {
  if (advisories.length === 0) return [];
  return [
    ["  ADVISORY", `This checker, version ${version}, has ${plural(advisories.length, "known mistake")}:`],
    ...advisories.map(({ id, title }) => ["", `${id}: ${title}.`] as const),
    ["", "What each lets through, and what to do, is in SECURITY.md and in the document of `--json`."],
  ];
}

/** The field `checker` of a document. */
export function checkerDocument({ version, digest, advisories }: CheckerAtHand): object {
  return { version, digest, advisories };
}
