/**
 * Letters for cut points, in the order of their addresses: A … Z, AA, AB, … One letter for one cut point in all panes.
 */

import { lineStarts, locate, type Position } from "etalon";
import type { Program, ReadProgram } from "etalon/lang";
import { type Claims, claimsInWords, wholeClaims } from "etalon/proof";
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

/** Of more cut points it is not told what they claim, and of one not more than so much. */
const mostSaid = 1000;
const mostLines = 12;

function said(claims: readonly string[]): readonly string[] {
  if (claims.length <= mostLines) return claims;
  return [...claims.slice(0, mostLines - 1), `and ${claims.length - mostLines + 1} more`];
}

/** The cut points of a certificate, function entries included. */
export function lettersOf(program: Program, claims: Claims, place: (node: number) => Position): readonly CutMark[] {
  const few = claims.functions.reduce((sum, { cuts }) => sum + cuts.length, 0) <= mostSaid;
  const functions = few ? wholeClaims(claims).functions : claims.functions;
  const all = functions.flatMap(({ entry, inlined, cuts }, index) => {
    const { name, body } = program.functions[index]!;
    const first = { phase: "before" as const, node: body.id, pc: entry, values: [] };
    return [first, ...cuts].map((cut) => ({
      function: name,
      phase: cut.phase,
      node: cut.node,
      pc: cut.pc,
      claims: few ? said(claimsInWords(program, index, cut, inlined)) : [],
      ...place(cut.node),
    }));
  });
  return all.sort((a, b) => a.pc - b.pc).map((cut, index) => ({ letter: letterOf(index), ...cut }));
}
