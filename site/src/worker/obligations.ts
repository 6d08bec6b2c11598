/**
 * The obligations of a certificate that closed, by the cut point at which their paths begin, and by path. There may be tens of
 * thousands: they stay here, and the page asks for those that it shows.
 */

import type { Position } from "etalon";
import type { Obligation } from "etalon/certify";
import type { CutMark, ObligationGroup, ShownObligation, ShownPath } from "./analysis.ts";

type Place = (node: number) => Position;

/** One path of both sides: its obligations, in order. */
type PathOf = Obligation[];

/** The letter of the cut point at which an obligation's path begins. */
export function letterOf({ from }: Obligation, cuts: readonly CutMark[]): string | undefined {
  return cuts.find(({ pc }) => pc === from.pc)?.letter;
}

/** Where an obligation's path begins and ends, in words. */
export function whereOf(obligation: Obligation, place: Place): string {
  return `${fromOf(obligation, place)}, ${endOf(obligation, place)}`;
}

function fromOf({ function: name, from }: Obligation, place: Place): string {
  const { line, column } = place(from.node);
  return `${name}, ${from.phase} ${line}:${column}`;
}

function endOf({ node, pc }: Obligation, place: Place): string {
  const at = node === undefined ? undefined : place(node);
  const source = at === undefined ? "an end of the source" : `${at.line}:${at.column}`;
  return `to ${source}${pc === undefined ? "" : ` and ${pc.toString(16)}`}`;
}

/** Obligations that closed. */
export class Obligations {
  readonly #groups = new Map<number, { readonly first: Obligation; readonly paths: PathOf[]; count: number }>();
  readonly #cuts: readonly CutMark[];
  readonly #place: Place;

  constructor(closed: readonly Obligation[], cuts: readonly CutMark[], place: Place) {
    this.#cuts = cuts;
    this.#place = place;
    let last: Obligation | undefined;
    for (const obligation of closed) {
      const { pc } = obligation.from;
      let group = this.#groups.get(pc);
      if (group === undefined) {
        group = { first: obligation, paths: [], count: 0 };
        this.#groups.set(pc, group);
      }
      // A path has one list, in one order, which begins with its events.
      const begins =
        last?.from.pc !== pc ||
        last.pc !== obligation.pc ||
        last.node !== obligation.node ||
        obligation.name === "events" ||
        obligation.name === "prefix";
      if (begins) group.paths.push([]);
      group.paths.at(-1)!.push(obligation);
      group.count++;
      last = obligation;
    }
  }

  /** The cut points with how much begins at each, by address. */
  groups(): readonly ObligationGroup[] {
    return [...this.#groups]
      .sort(([a], [b]) => a - b)
      .map(([pc, { first, paths, count }]) => ({
        pc,
        letter: letterOf(first, this.#cuts),
        from: fromOf(first, this.#place),
        paths: paths.length,
        obligations: count,
      }));
  }

  /** So many paths from a cut point, from one on. */
  paths(pc: number, from: number, count: number): readonly ShownPath[] {
    const paths = this.#groups.get(pc)?.paths ?? [];
    return paths.slice(from, from + count).map((path) => ({
      end: endOf(path[0]!, this.#place),
      count: path.length,
      obligations: together(path),
    }));
  }
}

/** The caller's registers, one like the other, are said in one row. */
function together(path: readonly Obligation[]): readonly ShownObligation[] {
  const rows: ShownObligation[] = [];
  const registers = new Map<string, number>();
  for (const { what, name, by, source = "", machine = "" } of path) {
    const alike = name === "saved" || name === "restored" ? registers.get(name) : undefined;
    if (alike !== undefined && source === machine) {
      const row = rows[alike]!;
      rows[alike] = { ...row, count: row.count + 1 };
      continue;
    }
    if ((name === "saved" || name === "restored") && what !== "the caller's ra") registers.set(name, rows.length);
    rows.push({ what, name, by, source, machine, count: 1 });
  }
  return rows;
}
