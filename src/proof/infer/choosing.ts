/**
 * Where the source stopped and the machine has no pc for it yet: which of the pcs that all ways pass becomes a cut point, or whether the point is
 * none.
 */

import type { SourcePoint } from "../certificate/claims.ts";
import { inWords } from "../checker/relate/describe.ts";
import { type Site, siteKey } from "../checker/segment/sites.ts";
import type { Shape } from "../checker/segment/source-run.ts";
import type { Cut } from "./cuts.ts";
import type { Found } from "./found.ts";
import { inCommon, lostRegister } from "./kept.ts";
import { isSaidAnew } from "./known-facts.ts";
import type { Parts } from "./parts.ts";

/** One way of the machine, under one path of both sides. */
export interface Way {
  /** What it had in common with the source at each pc that it passed: nothing where it passed the pc twice. */
  passed: ReadonlyMap<number, Found | undefined>;
  /** All pcs to which it came, in order. */
  readonly trail: number[];
  /** How many facts there were when it began, and when it was seen last that the machine had not done yet what the source has; and had it not when it was looked last? */
  began: number | undefined;
  known: number | undefined;
  isBehind: boolean;
  /** Were there pcs at which nothing was looked for, since another place seemed to do? */
  isNarrow: boolean;
  /** The pc of the cut point at which the machine's way ended. */
  stoppedAt: number | undefined;
}

/** Most ways pass nothing at which something is looked for. */
const nothingPassed: Way["passed"] = new Map();

/** A way that begins. */
export function newWay(): Way {
  return {
    passed: nothingPassed,
    trail: [],
    began: undefined,
    known: undefined,
    isBehind: false,
    isNarrow: false,
    stoppedAt: undefined,
  };
}

/** A way passes a pc, where this was found. */
export function pass(way: Way, pc: number, found: Found | undefined): void {
  if (way.passed === nothingPassed) way.passed = new Map([[pc, found]]);
  else (way.passed as Map<number, Found | undefined>).set(pc, found);
}

/** Has a way passed every pc at which something was found on another? */
export function hasPassedAll({ passed }: Way, other: Way): boolean {
  for (const [pc, found] of other.passed) if (found !== undefined && !passed.has(pc)) return false;
  return true;
}

/** A point at which the source stopped, with what it has left to do there. */
interface StopAt {
  readonly site: Site;
  readonly point: SourcePoint;
  readonly shape: Shape;
}

/** A point that has no pc yet, and all ways to it. */
export interface Proposal extends StopAt {
  readonly ways: Way[];
  readonly node: number | undefined;
}

/** The pcs that ways lead over before they come to one of these. */
function aheadOf(ways: readonly Way[], places: ReadonlySet<number>): ReadonlySet<number> {
  const before = ({ trail }: Way): readonly number[] =>
    trail.slice(
      0,
      Math.max(
        0,
        trail.findIndex((pc) => places.has(pc)),
      ),
    );
  return new Set(ways.flatMap(before));
}

/** Choose among what was proposed, and note over which pcs the ways lead. True: the segment has to be run again, as where a point has no pc. */
export function choose(
  parts: Parts,
  from: Cut | undefined,
  proposals: ReadonlyMap<number, Proposal>,
  crossed: Set<number>,
): boolean {
  const { points, cuts, inlining } = parts;
  let again = false;
  /** Where each point can be cut, and over which pcs the ways lead before that: these are no place for another point. */
  const all = [...proposals].map(([key, proposal]) => {
    const viable = viableFor(parts, key, proposal);
    return { key, proposal, viable, ahead: aheadOf(proposal.ways, new Set(viable.map(({ pc }) => pc))) };
  });
  // Where a loop is cut inside, all is known first of the ways that leave it, which lead over its beginning.
  const isOpenOtherwise = all.some(({ key, viable }) => viable.length === 0 && !points.isCutInside(key));
  for (const { key, proposal, viable } of all) {
    if (isOpenOtherwise && points.isCutInside(key)) continue;
    const isOpen = ({ pc }: Viable): boolean =>
      !crossed.has(pc) && !all.some((other) => other.key !== key && other.ahead.has(pc));
    const { site, point } = proposal;
    const best = bestOf(parts, point, viable.filter(isOpen));
    if (best === undefined) {
      giveUp(parts, from, key, proposal);
      again = true;
      continue;
    }
    for (const pc of aheadOf(proposal.ways, new Set([best.pc]))) crossed.add(pc);
    const chosen = cuts.made(from, site, point, best.pc, best.found);
    cuts.add(chosen, inlining.isReturn(chosen));
    // What the ways have in common may be said in other words.
    again ||= proposal.ways.some(({ passed }) => {
      const there = passed.get(chosen.pc)!;
      const { terms, computed } = chosen.found;
      const isAll = [...terms.keys()].every((name) => there.terms.has(name));
      return (
        !isAll || [...computed.keys()].some((name) => !there.computed.has(name)) || isSaidAnew(there, chosen.found)
      );
    });
  }
  return again;
}

/** No pc does for a point: more pcs are looked at, or the point is none, or the loop is cut inside. */
function giveUp(
  { task, journal, points, stops, cuts, loops, meeting, blaming }: Parts,
  from: Cut | undefined,
  key: number,
  proposal: Proposal,
): void {
  if (proposal.ways.some(({ isNarrow }) => isNarrow)) {
    points.widen(key);
    return;
  }
  const { search, index, flow, style } = task;
  // A machine may have no loop for one of a few rounds: then the calls in it are made in several places, or the machine has no loop at all.
  const makesMoreCalls = flow.calls.size > search.nodes.callsOf(index).length && loops.makesCalls(key, proposal.site);
  const isUnrolled = points.isCutInside(key) && (points.loops > flow.heads.size || (style.optimises && makesMoreCalls));
  if (points.kindOf(key) !== "loop" || isUnrolled) {
    stops.skip(key);
    return;
  }
  if (points.moveIntoLoop(key, journal)) return;
  const why = meeting.open === undefined ? undefined : inWords(meeting.open, true);
  const what =
    why?.what ?? "no place of the machine's loop has all that the source's loop needs, or the machine has no such loop";
  const about = { node: proposal.node, obligation: meeting.open?.name, source: why?.source, machine: why?.machine };
  // The machine may have come to a cut point that was chosen badly, before it came to the loop.
  const stopped = proposal.ways.map(({ stoppedAt }) =>
    stoppedAt === undefined ? undefined : cuts.atPc.get(stoppedAt),
  );
  throw blaming.blame(from, what, { keys: [...blaming.joinsFirst([...stopped, from]), key] }, about);
}

/** Where a point can be cut, and what was found there. */
type Viable = Pick<Cut, "pc" | "found">;

/** Where a point can be cut: at pcs that were passed on every way, and had on each of them what is needed, in the order of the ways. */
function viableFor(parts: Parts, key: number, proposal: Proposal): readonly Viable[] {
  const { task, points } = parts;
  const [first, ...others] = proposal.ways;
  const passedFirst = [...(first?.passed ?? [])];
  const isHead = ([pc]: readonly [number, unknown]): boolean => task.flow.heads.has(pc);
  // Most compilers lead a way back to where a loop is cut, wherever that is in the source's loop.
  const inOrder = points.isCutInside(key)
    ? [...passedFirst.filter(isHead), ...passedFirst.filter((one) => !isHead(one))]
    : passedFirst;
  return inOrder.flatMap(([pc, passed]): Viable[] => {
    let found = passed;
    for (const other of others) {
      const there = other.passed.get(pc);
      found = found !== undefined && there !== undefined ? inCommon(found, there) : undefined;
    }
    if (found === undefined || !isPlace(parts, proposal, pc, found)) return [];
    // What a place holds may be said in other words on another way: it is read anew where the ways arrive.
    const isReadAnew = task.style.optimises && points.kindOf(key) !== "join";
    return [{ pc, found: isReadAnew ? { ...found, terms: passed!.terms, computed: passed!.computed } : found }];
  });
}

/** Can a point be cut at a pc, where this was found? */
function isPlace({ points, cuts, needed }: Parts, { site, point, shape }: StopAt, pc: number, found: Found): boolean {
  const key = siteKey(site, point);
  if (cuts.atPc.has(pc) || points.isBanned(key, pc) || lostRegister(found) !== undefined) return false;
  // Where ways join need not be cut: so it is cut only where nothing is lost.
  const all = points.kindOf(key) === "join";
  return needed.missing(site, point, shape, found, all) === undefined;
}

/** Is a pc a place as good as those that come later on the way, so that these need not be looked at? */
export function isUsual(parts: Parts, at: StopAt, pc: number, found: Found): boolean {
  return (at.point.phase === "after" || found.sp === parts.cuts.usualSp) && isPlace(parts, at, pc, found);
}

/** Of the places for one source point the first: before a statement, the first of those where the fewest words are pushed. */
function bestOf({ task, cuts }: Parts, { phase }: SourcePoint, viable: readonly Viable[]): Viable | undefined {
  let best: Viable | undefined;
  const isBefore = phase === "before";
  for (const cut of viable) {
    const { sp } = cut.found;
    const isUneven = isBefore && task.style.steady && cuts.usualSp !== undefined && sp !== cuts.usualSp;
    if (cuts.atPc.has(cut.pc) || isUneven) continue;
    if (best === undefined || (isBefore && sp < best.found.sp)) best = cut;
  }
  return best;
}
