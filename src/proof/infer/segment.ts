/**
 * One segment is run from a cut point, both sides on terms, as the checker runs them. Where the source stops at a cut point, the machine has to
 * arrive there; where it has none yet, the pcs are noted that the machine passes, and at which of them the two are level.
 */

import { hex } from "../../machine/isa/image.ts";
import { claimSetsOf } from "../certificate/claim-set.ts";
import type { Ends } from "../checker/relate/owed.ts";
import { relate } from "../checker/relate/relate.ts";
import { cutState } from "../checker/segment/cut-state.ts";
import { entryState } from "../checker/segment/entry-state.ts";
import type { Ending, MachineEnd, MachinePath } from "../checker/segment/machine-run.ts";
import { runSegment } from "../checker/segment/segment-run.ts";
import { siteKey } from "../checker/segment/sites.ts";
import type { SourcePath } from "../checker/segment/source-run.ts";
import type { State } from "../checker/segment/state.ts";
import { arrive } from "./arrivals.ts";
import { Blame } from "./blame.ts";
import { call, jumpsToCallee, type ToInline, toInline } from "./calls.ts";
import { choose, hasPassedAll, isUsual, newWay, type Proposal, pass, type Way } from "./choosing.ts";
import { isCall } from "./control-flow.ts";
import { type Cut, claimsAt } from "./cuts.ts";
import type { Stop } from "./meeting.ts";
import type { Parts } from "./parts.ts";
import { looksForLittle } from "./style.ts";
import type { Task } from "./task.ts";

/** The most that the machine decides by itself before it comes to the place where it is level. */
const mostDecisions = 4;
/** The same with what it decides as long as it has not done what the source has. */
const mostDecisionsInAll = 10;
/** The most paths of a segment in which the source does not stop where ways join. */
const mostPathsWithoutJoins = 256;
/** The most steps of a path in a style that looks for little. */
const fewSteps = 2_000;
/** The most that a machine decides before it makes a call that the source has come to. */
const mostDecisionsToCall = 12;

const stopped: MachineEnd = { kind: "stuck", reason: "nothing more is looked for" };

/** What comes after a segment was run: a point may have turned out to be none, or a call to be inlined. */
export type Next = "go on" | "run again" | ToInline;

/** Run everything from a cut point. */
export function runFrom(parts: Parts, from: Cut | undefined): Next {
  const { task, stops, blaming } = parts;
  task.search.counts.segments++;
  stops.begin(from);
  task.search.path.clear();
  const state = stateAt(parts, from);
  blaming.begin(typeof state === "object" ? state.frame : undefined);
  return typeof state === "object" ? new Segment(parts, from, state).run() : "go on";
}

/** What a run begins with; in words, or undefined, why there is none. */
function stateAt({ task, inlining, claimed }: Parts, from: Cut | undefined): ReturnType<typeof entryState> {
  const { path } = task.search;
  const { subject } = inlining;
  if (from === undefined) return entryState(path, subject);
  const cut = claimsAt(from);
  const sets = claimSetsOf({ cuts: [cut] }, (units) => path.work.spend(units));
  if (typeof sets === "string") throw new Error(sets);
  claimed.clear();
  claimed.set(cut, sets[0]!);
  return cutState(path, subject, cut, subject.points.get(from.key)!);
}

/** A segment that is run. */
class Segment {
  readonly #parts: Parts;
  readonly #task: Task;
  readonly #from: Cut | undefined;
  readonly #state: State;
  readonly #proposals = new Map<number, Proposal>();
  /** Points that the machine may have missed. */
  readonly #doubtful = new Set<number>();
  /** The pcs over which ways lead. */
  readonly #crossed: Set<number>;
  /** The machine's way under the path that is run. */
  #way = newWay();
  /** The pc that the machine called last. */
  #target: number | undefined;
  /** Where the source's path ended that is held against the machine's last. */
  #ended: SourcePath["end"] | undefined;

  constructor(parts: Parts, from: Cut | undefined, state: State) {
    this.#parts = parts;
    this.#task = parts.task;
    this.#from = from;
    this.#state = state;
    this.#crossed = parts.cuts.crossedFrom(from);
  }

  run(): Next {
    const { search, style } = this.#task;
    const { program, path, fetch, limits, counts } = search;
    const { stops, cuts, inlining, blaming } = this.#parts;
    const before = cuts.all.length;
    const isBrief = looksForLittle(style);
    const outcome = runSegment<ToInline>(
      this.#state,
      {
        program,
        layout: inlining.subject.layout,
        path,
        fetch,
        limits: {
          ...limits,
          paths: stops.atJoinsNow && !isBrief ? limits.paths : mostPathsWithoutJoins,
          steps: isBrief ? Math.min(limits.steps, fewSteps) : limits.steps,
        },
        stops: { has: (key) => stops.stopsAt(this.#from, key) },
        endings: (source) => this.#endings(source),
        counts,
      },
      (source, machine) => this.#ends(source, machine),
    );
    if (outcome?.kind === "to inline") return outcome;
    if (outcome?.kind === "unfinished") {
      const unmade = this.#ended?.kind === "call" ? toInline(this.#parts, this.#ended) : undefined;
      if (unmade !== undefined) return unmade;
      if (stops.atJoinsNow) {
        const keys = blaming.joinsFirst([this.#from]);
        throw blaming.blame(this.#from, outcome.what, { keys, isUnchecked: outcome.overBudget, isUnfinished: true });
      }
      stops.lookAtJoins();
      return "run again";
    }
    const again =
      choose(this.#parts, this.#from, this.#proposals, this.#crossed) ||
      this.#doubtful.size > 0 ||
      cuts.all.slice(before).some(({ pc }) => this.#crossed.has(pc));
    return again ? "run again" : "go on";
  }

  /** Where the machine ends under a path of the source. */
  #endings(source: SourcePath): Ending {
    const { fetch } = this.#task.search;
    const { cuts, inlining } = this.#parts;
    const { end } = source;
    this.#ended = end;
    const isFresh = end.kind === "cut" && !cuts.stops.has(siteKey(end.site, end.point));
    return (pc, came, look) => {
      if (isCall(fetch(came)) || this.#entersFunction(source, pc, came, look)) return this.#entered(end, pc);
      const there = cuts.atPc.get(pc);
      if (there !== undefined && !inlining.isReturn(there)) return { kind: "cut", pc };
      this.#way.trail.push(pc);
      if (end.kind === "call") return this.#beforeCall(pc);
      return isFresh ? this.#pass(source, end, pc, look) : undefined;
    };
  }

  /** Does the machine come to a pc at which a function is entered, though it calls none? */
  #entersFunction(source: SourcePath, pc: number, came: number, look: () => Omit<MachinePath, "end">): boolean {
    const { end } = source;
    const ends = { path: this.#task.search.path, subject: this.#parts.inlining.subject, state: this.#state, source };
    const jumps = end.kind === "call" && jumpsToCallee(this.#parts, ends, end, pc, came, look);
    return jumps || this.#parts.bindings.ownerOf(pc) !== undefined;
  }

  /** The machine enters what is at a pc. */
  #entered(end: SourcePath["end"], pc: number): MachineEnd {
    const { bindings } = this.#parts;
    this.#target = pc;
    const owner = bindings.ownerOf(pc);
    if (owner !== undefined) return { kind: "call", callee: owner };
    if (end.kind === "call" && bindings.entryOf(end.callee) === undefined && bindings.mayBe(end.callee, pc))
      return { kind: "call", callee: end.callee };
    return { kind: "stuck", reason: `calls ${hex(pc)}, which is not known as the entry of a function` };
  }

  /** The source stands before a call, and the machine has called nothing yet: it is given up where it goes round in a loop, or decides too much. */
  #beforeCall(pc: number): MachineEnd | undefined {
    const { path } = this.#task.search;
    const way = this.#way;
    way.known ??= path.facts.size;
    const turns = this.#task.flow.heads.has(pc) && way.passed.has(pc);
    pass(way, pc, undefined);
    return turns || path.facts.size - way.known >= mostDecisionsToCall ? stopped : undefined;
  }

  /** The source stands at a point without a pc, and the machine passes a pc: are the two level there, and does the machine go on? */
  #pass(
    source: SourcePath,
    end: Extract<Stop, { readonly kind: "cut" }>,
    pc: number,
    look: () => Omit<MachinePath, "end">,
  ): MachineEnd | undefined {
    const { flow, style, search } = this.#task;
    const { path } = search;
    const { points, inlining, meeting } = this.#parts;
    const way = this.#way;
    const key = siteKey(end.site, end.point);
    const kind = points.kindOf(key);
    if (way.known === undefined) {
      way.began = way.known = path.facts.size;
      way.isBehind = source.effects.length > 0;
    } else if (way.known < path.facts.size) this.#noteDecisions(source, look);
    const isHead = flow.heads.has(pc);
    // Where a call returns is no place for another point: from the return on, the machine has to take a step to it.
    const isReturn = flow.calls.has(pc - 4);
    const inside = kind === "loop" && points.isCutInside(key);
    const widely = points.isWide(key);
    // Most compilers lead a way back to where a loop is cut, wherever that is in the source's loop.
    if (inside && !isHead && !widely) way.isNarrow = true;
    const ofLoop = isHead ? kind === "loop" : inside && widely && flow.cycles().has(pc);
    const looked = !isReturn && (ofLoop || kind === "made" || (kind === "join" && flow.joins.has(pc) && !isHead));
    // A loop that is cut inside may be entered behind its head: one round of it is looked at.
    if (inside && isHead && way.passed.has(pc)) return stopped;
    if (looked) {
      // Where the source only joins, and an optimiser's machine decides more, it is beyond the place where the two are level.
      const isBeyond = kind === "join" && style.optimises && path.facts.size > way.known;
      // Of where ways join, another way can only take something away.
      const others = kind === "loop" ? undefined : this.#proposals.get(key)?.ways.at(-1);
      const other = others?.passed.get(pc);
      const isNone = way.passed.has(pc) || isBeyond || (others !== undefined && other === undefined);
      const ends = { path, subject: inlining.subject, state: this.#state, source };
      const found = isNone ? undefined : meeting.found({ ...ends, machine: look() }, end, pc, other);
      pass(way, pc, found);
      // What comes after all places of the ways before is a place of none.
      if (others !== undefined && hasPassedAll(way, others)) return stopped;
      if (found !== undefined && !widely && isUsual(this.#parts, end, pc, found)) {
        way.isNarrow = true;
        return stopped;
      }
    }
    return (isHead && !isReturn && !inside) || path.facts.size - way.known >= mostDecisions ? stopped : undefined;
  }

  /**
   * What the machine decides before it has done what the source has, as to read, does not count, as long as it is not too much; nor does what it asks first
   * of what it has read last.
   */
  #noteDecisions({ effects }: SourcePath, look: () => Omit<MachinePath, "end">): void {
    const { size } = this.#task.search.path.facts;
    const way = this.#way;
    if (!way.isBehind || size - way.began! >= mostDecisionsInAll) return;
    way.isBehind = look().effects.length < effects.length;
    if (way.isBehind || effects.at(-1)!.kind === "read") way.known = size;
  }

  /** Both paths have ended. */
  #ends(source: SourcePath, machine: MachinePath): ToInline | undefined {
    const { path } = this.#task.search;
    const { cuts, blaming, inlining } = this.#parts;
    const way = this.#way;
    this.#way = newWay();
    const { end } = source;
    const gaveUp = machine.end.kind === "final" && machine.end.final.kind === "exhausted";
    const ends: Ends = { path, subject: inlining.subject, state: this.#state, source, machine };
    if (end.kind === "cut" && !cuts.stops.has(siteKey(end.site, end.point))) {
      this.#propose(way, ends, end, gaveUp);
      return undefined;
    }
    for (const pc of way.trail) this.#crossed.add(pc);
    try {
      if (end.kind === "cut" && !gaveUp) arrive(this.#parts, this.#from, ends, end);
      else if (end.kind === "call" && !gaveUp) return call(this.#parts, this.#from, ends, end, this.#target);
      else {
        // The machine has done something before it gave up: that is what the call does, and so it was inlined.
        const unmade = end.kind === "call" && relate(ends).open !== undefined ? toInline(this.#parts, end) : undefined;
        if (unmade !== undefined && !path.isImpossible) return unmade;
        blaming.settle(this.#from, ends);
      }
    } catch (error) {
      // Where the facts contradict each other, the two sides need not be level.
      if (!(error instanceof Blame && path.isImpossible)) throw error;
    }
    return undefined;
  }

  /** The source stopped where there is no pc for it: this is one of the ways to it. */
  #propose(
    way: Way,
    ends: Ends,
    { site, point, shape }: Extract<Stop, { readonly kind: "cut" }>,
    gaveUp: boolean,
  ): void {
    const key = siteKey(site, point);
    const proposal = this.#proposals.get(key) ?? { site, point, shape, ways: [], node: ends.source.node };
    this.#proposals.set(key, proposal);
    // The machine may have gone beyond the place where it is to stop, and have given up there: that is seen when it has one.
    if (gaveUp && relate(ends).open !== undefined) this.#doubtful.add(key);
    const { end } = ends.machine;
    if (end.kind === "cut") way.stoppedAt = end.pc;
    const isNowhere = [...way.passed.values()].every((found) => found === undefined);
    if (gaveUp || (isNowhere && ends.path.isImpossible)) return;
    proposal.ways.push(way);
    // The machine has come to a cut point before it made what the source has: ways may only join there.
    const { points, blaming } = this.#parts;
    if (isNowhere && end.kind === "cut" && points.kindOf(key) === "made") blaming.settle(this.#from, ends);
  }
}
