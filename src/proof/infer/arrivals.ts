/**
 * A run arrives where a cut point is already. The cut point keeps of its claims what it has in common with each arrival: what is left is the
 * greatest set that supports itself.
 */

import { hex } from "../../machine/isa/image.ts";
import { registerName } from "../../machine/isa/register.ts";
import type { SourceTerm } from "../certificate/claims.ts";
import type { ObligationName } from "../checker/relate/obligations.ts";
import type { Ends } from "../checker/relate/owed.ts";
import { siteKey } from "../checker/segment/sites.ts";
import type { Blame } from "./blame.ts";
import type { Cut } from "./cuts.ts";
import { type Anew, isAsBefore, keptBy, lostRegister } from "./kept.ts";
import { isSaidAnew } from "./known-facts.ts";
import { type Standing, type Stop, shapeOf } from "./meeting.ts";
import type { Parts } from "./parts.ts";
import type { Situation } from "./places.ts";
import { begunAnew, countedBy, goneWith, steppedTerm } from "./stepped.ts";

/** How often terms of one cut point are read anew. */
const mostAnew = 12;

/** The source stops where a cut point is: the machine has to be there, too. */
export function arrive(
  parts: Parts,
  from: Cut | undefined,
  ends: Ends,
  end: Extract<Stop, { readonly kind: "cut" }>,
): void {
  const { cuts, blaming } = parts;
  const { machine } = ends;
  const cut = cuts.stops.get(siteKey(end.site, end.point))!;
  if (machine.end.kind !== "cut" || machine.end.pc !== cut.pc) {
    const keys = blaming.stoppedFirst(machine, [from, cut]);
    blaming.settle(from, ends, keys);
    throw blaming.blame(from, `the machine is not at ${hex(cut.pc)}`, { keys });
  }
  keep(parts, from, cut, ends, end);
}

/** A cut point keeps what it has in common with an arrival. */
export function keep(parts: Parts, from: Cut | undefined, cut: Cut, ends: Standing, end: Stop): void {
  const { task, journal, cuts, stops, needed, meeting, blaming } = parts;
  const { source, machine } = ends;
  const situation = meeting.situation(ends, end, cut.pc);
  const standing = meeting.standing(situation, end, cut.pc);
  if (standing === undefined) throw blaming.open(from, source, machine, meeting.open, blaming.joinsFirst([cut, from]));
  const blame = (what: string, obligation: ObligationName): Blame => {
    const about = { node: source.node, pc: machine.pc, obligation };
    return blaming.blame(from, what, { keys: blaming.joinsFirst([from, cut]) }, about);
  };
  journal.add(cut.arrivals, from);
  stops.lookBehindFirstRounds();
  const { found: before, anew } = cut;
  const goneBefore = cut.gone.size;
  journal.note(() => {
    Object.assign(cut, { found: before, anew });
    for (const name of [...cut.gone].slice(goneBefore)) cut.gone.delete(name);
  });
  const another = task.style.optimises && anew < mostAnew ? readAnew(parts, cut, situation) : undefined;
  const kept = keptBy(situation, before, standing, another, meeting.neededAt(end), cut.gone);
  if (kept === undefined)
    throw blame(`sp is ${standing.sp} bytes below its value at entry, and ${before.sp} on another way`, "sp");
  const { found } = kept;
  const lost = lostRegister(found);
  if (lost !== undefined) throw blame(`no place keeps the caller's ${registerName(lost)}`, "saved");
  if (isAsBefore(before, found) && kept.anew === 0) {
    if (found.saved !== before.saved) cut.found = found;
    return;
  }
  if (task.search.path.isImpossible) return;
  const missing = needed.missing(end.site, cut.point, shapeOf(end), found);
  if (missing !== undefined) throw blame(`${missing} is in no place on all ways`, "claim");
  const lostIn = (one: typeof found): number => needed.lost(end.site, cut.point, shapeOf(end), one).length;
  if (from !== undefined && lostIn(found) > lostIn(before)) journal.add(cut.takers, from);
  cut.found = found;
  if (kept.anew > 0) cut.anew++;
  // What is read anew has to be so on the other ways, too.
  const again = kept.anew > 0 || isSaidAnew(before, found) ? [cut, ...cut.arrivals] : [cut];
  for (const one of again) cuts.runFrom(one);
}

/** What else a place may hold, or a value be, of which something was said that does not hold on this way. */
function readAnew({ loops }: Parts, cut: Cut, situation: Situation): Anew {
  const { pairs } = cut.found;
  const begun = loops.setFirst(cut);
  const areThere = (all: readonly (SourceTerm | undefined)[]): readonly SourceTerm[] =>
    all.filter((term) => term !== undefined);
  return {
    // What goes on with a value is simpler than what is stepped, and so less by chance.
    stepped: (before, word, reading) =>
      areThere([
        ...before.flatMap((term) => [...goneWith(term, word, reading, pairs.values())]),
        ...before.flatMap((term) =>
          [steppedTerm, begunAnew].map((step) => step(situation, term, word, reading, begun)),
        ),
      ]),
    counted: (before, word, places, reading) => countedBy(situation, before, word, places, reading),
    read: (word, reading) =>
      areThere([
        reading.termOf(word),
        reading.madeOf(word),
        reading.apart(word),
        ...reading.ofTwo(word),
        ...reading.ofText(word),
      ]),
  };
}
