/**
 * Letters for cut points, in the order of their addresses: A … Z, AA, AB, … One letter for one cut point in all panes.
 */

import { lineStarts, locate, type Position } from "etalon";
import type { Program } from "etalon/lang";
import type { Claims } from "etalon/proof";
import type { CutMark } from "./analysis.ts";

function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

/** Where nodes are in the text. */
export function positions(text: string, program: Program): (node: number) => Position {
  const starts = lineStarts(text);
  return (node) => locate(starts, program.origins[node]?.start ?? 0);
}

/** The cut points of a certificate, function entries included. */
export function lettersOf(program: Program, claims: Claims, place: (node: number) => Position): readonly CutMark[] {
  const all = claims.functions.flatMap(({ entry, cuts }, index) => {
    const { name, body } = program.functions[index]!;
    return [{ phase: "before" as const, node: body.id, pc: entry }, ...cuts].map(({ phase, node, pc }) => ({
      function: name,
      phase,
      node,
      pc,
      ...place(node),
    }));
  });
  return all.sort((a, b) => a.pc - b.pc).map((cut, index) => ({ letter: letterOf(index), ...cut }));
}
