/**
 * Letters for cut points, in the order of their addresses: A … Z, AA, AB, … One letter for one cut point in all panes.
 */

import { lineStarts, locate, type Position } from "etalon";
import type { Program, ReadProgram } from "etalon/lang";
import type { Claims } from "etalon/proof";
import type { CutMark } from "./analysis.ts";

function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

/** Where nodes are in the text; those of an imported file are at the import, or at the first one where it leads there indirectly. */
export function positions(text: string, { module, program }: ReadProgram): (node: number) => Position {
  const starts = lineStarts(text);
  const { imports = [] } = module;
  return (node) => {
    const origin = program.origins[node];
    const at =
      origin?.file === undefined ? origin : (imports.find(({ path }) => path === origin.file) ?? imports[0])?.span;
    return locate(starts, at?.start ?? 0);
  };
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
