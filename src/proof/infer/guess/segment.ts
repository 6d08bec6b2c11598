/**
 * One segment on prints: from a cut point the source goes along every way, and for each of them the machine, to where the source stops, calls or leaves.
 */

import { impossible } from "../../../core/impossible.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import type { DataLayout, Fact, SourceValue } from "../../certificate/claims.ts";
import type { Site } from "../../checker/segment/sites.ts";
import type { CandidateKind } from "../candidates.ts";
import { isCall } from "../control-flow.ts";
import type { Search } from "../search.ts";
import type { FunctionAt } from "../task.ts";
import type { Cut } from "./cut.ts";
import { Exchange } from "./exchange.ts";
import { FactsAt } from "./facts-at.ts";
import type { Reasons } from "./following.ts";
import { type Going, MachineOnPrints, runMachine } from "./machine-run.ts";
import type { Before } from "./memory.ts";
import { type Budget, Misfit, ToInline } from "./misfit.ts";
import { type Found, inCommon, isWhole, missingIn, type Places, type Wanted } from "./places.ts";
import type { Prints } from "./prints.ts";
import { type KnownBefore, runSource, type SourceEnd } from "./source-run.ts";
import type { Sides } from "./states.ts";

/** Where a way of the machine passed a place at which a point may be cut, and all pcs to which it came. */
export interface Way {
  readonly passed: Map<number, Found>;
  /** Because of which facts the machine had not looked at what the source asks for, where it passed these. */
  readonly relied: ReadonlyMap<number, Reasons>;
  readonly trail: number[];
}

/** A point without a pc at which the source stopped, and the ways of the machine to it. */
export interface Proposal {
  readonly end: SourceEnd;
  readonly values: readonly SourceValue[];
  readonly ways: Way[];
  /** What is known there on all of these ways. */
  readonly facts: FactsAt;
}

/** Both sides have come to the same: to a cut point, or to a call. */
export interface Arrival {
  readonly end: SourceEnd;
  readonly machine: MachineOnPrints;
  /** Where the machine entered a function. */
  readonly called: number | undefined;
  /** The cut point at which it is. */
  readonly at: Cut | undefined;
  /** Has the machine done as much as the source? */
  readonly isLevel: boolean;
}

/** The source has come to a call. */
export type CallEnd = SourceEnd & { readonly call: NonNullable<SourceEnd["call"]> };

/** How a machine makes the checks of its source: it is taken to make all; or is asked whether it looks at each; or it may know by facts that they hold. */
export type Checks = "all are made" | "each is looked at" | "facts are known";

/** What is known of the function. */
export interface Known {
  readonly search: Search;
  readonly function: Omit<FunctionAt, "live">;
  readonly prints: Prints;
  readonly places: Places;
  /** Where the source may stop, and where it does, and where the machine does. */
  readonly points: ReadonlyMap<number, CandidateKind>;
  readonly cuts: ReadonlyMap<number, Cut>;
  readonly cutAt: (pc: number) => Cut | undefined;
  /** Statements of straight code before which nothing is cut; undefined where no straight code is cut. */
  readonly notLines: ReadonlySet<number> | undefined;
  /** What was found, with what is known of the frame besides. */
  readonly withFrame: (found: Found, machine: MachineOnPrints, wanted: Wanted, pc: number, isLine: boolean) => Found;
  /** Straight code could not be cut where the source has come so far. */
  readonly uncut: (end: SourceEnd) => void;
  /** The machine has no join of the source. */
  readonly noJoin: (key: number) => void;
  readonly inline: (call: ToInline) => void;
  readonly isEntry: (pc: number) => boolean;
  readonly mayInline: (site: Site, node: number) => boolean;
  /** Does the machine jump to a function in place of the call to which the source has come, as the last thing that it does? */
  readonly jumpsToCallee: (end: CallEnd, machine: MachineOnPrints, pc: number, came: number) => boolean;
  /** Pcs at which nothing is cut where ways only join. */
  readonly banned: ReadonlySet<number>;
  readonly valuesAt: (end: SourceEnd) => readonly SourceValue[];
  readonly wantedAt: (end: SourceEnd, values: readonly SourceValue[]) => Wanted;
  /** How the machine makes the source's checks. */
  readonly checks: () => Checks;
  /** Is told of each way that passes a place of a point without a pc, where facts are looked for. */
  readonly factsOn: (proposal: Proposal, end: SourceEnd) => void;
  /** Is told of each way on which the machine does not look at what the source looks at. */
  readonly looksAtLess: () => void;
  readonly budget: Budget;
}

/** What was found on one segment. */
export interface SegmentFound {
  readonly proposals: ReadonlyMap<number, Proposal>;
  /** The pcs where ways of the machine join, over which ways lead that end at a cut point, at a call, or out of the function; and those of the last kind. */
  readonly crossed: ReadonlySet<number>;
  readonly leaving: ReadonlySet<number>;
}

/**
 * Run a segment: `arrived` is told where both sides have come to a cut point or to a call, `strayed` of the cut point to which the machine comes alone,
 * `unmade` of a call to which it does not come, and `relied`
 * because of which facts the machine does not look at what the source asks for.
 */
export function runSegment(
  known: Known,
  { machine: begins, configuration, site }: Sides,
  before: Before,
  time: number,
  arrived: (arrival: Arrival) => void,
  strayed: (at: Cut) => void,
  unmade: (end: CallEnd) => void,
  relied: (why: Reasons) => void,
): SegmentFound {
  const { search, prints, points, cuts, cutAt, isEntry, jumpsToCallee, places, valuesAt, wantedAt, notLines } = known;
  const { uncut, withFrame, noJoin, inline, budget } = known;
  const howChecks = known.checks();
  const { program, fetch, claims } = search;
  const { flow, index } = known.function;
  const hasResult = program.functions[index]!.result !== undefined;
  const exchange = new Exchange(prints, "machine", time);
  const proposals = new Map<number, Proposal>();
  const crossed = new Set<number>();
  const leaving = new Set<number>();
  let trail: number[] = [];
  let called: number | undefined;
  let at: Cut | undefined;
  /** What the machine looks at that is known, and why it is. */
  const looked = new Map<number, Reasons>();
  const notice = (condition: number, why: Reasons): void => {
    looked.set(condition, why);
  };
  const begin = (): MachineOnPrints => {
    exchange.count = 0;
    looked.clear();
    prints.notice = notice;
    trail = [];
    called = undefined;
    at = undefined;
    return new MachineOnPrints(prints, fetch, begins, before, exchange);
  };
  /** Does the machine come to the entry of a function, or to a cut point? */
  const ends = (pc: number, came: number): boolean => {
    if (isCall(fetch(came)) || isEntry(pc)) called = pc;
    else at = cutAt(pc);
    return called !== undefined || at !== undefined;
  };
  const newProposal = (end: SourceEnd): Proposal => ({ end, values: valuesAt(end), ways: [], facts: new FactsAt() });
  /** Has the machine looked at all checks of the source? Where that is not asked for it is taken to have. */
  const hasChecked = ({ checks }: Pick<SourceEnd, "checks">, machine: MachineOnPrints): boolean =>
    howChecks !== "each is looked at" || checks.every((name) => machine.hasLookedAt(name));
  const looksAtLess = (end: Pick<SourceEnd, "decided" | "checks">, machine: MachineOnPrints): boolean =>
    machine.branches < end.decided || !hasChecked(end, machine);
  const noteChecks = (end: Pick<SourceEnd, "decided" | "checks">, machine: MachineOnPrints): void => {
    if (looksAtLess(end, machine)) known.looksAtLess();
  };
  const toPoint = (end: SourceEnd, proposal: Proposal): void => {
    const kind = points.get(end.key) ?? "line";
    const wanted = wantedAt(end, proposal.values);
    const common = proposal.ways.length === 0 ? undefined : commonOf(proposal.ways);
    let passed = new Map<number, Found>();
    let relying = new Map<number, Reasons>();
    let wasLevel = false;
    /** The value that was nowhere before. */
    let missing: number | undefined;
    const look = (machine: MachineOnPrints, pc: number, came: number): Going => {
      if (ends(pc, came)) return "end";
      trail.push(pc);
      if (mayBePlace(known, kind, pc, machine, end)) {
        const isNow = isLevel(end, machine, exchange, claims.layout) && hasChecked(end, machine);
        // Behind a place in straight code the machine does more than the source.
        if (wasLevel && !isNow && kind === "line") return "end";
        wasLevel = isNow;
        const mayBe = isNow && (missing === undefined || places.isSomewhere(machine, wanted.words[missing]));
        const found = mayBe ? places.found(machine, wanted, pc, false) : undefined;
        if (found !== undefined) missing = missingIn(found);
        if (found !== undefined && missing === undefined) {
          // Where it reads what is no value already, it has begun with what comes next.
          if (kind === "line" && !places.hasAll(found, pc)) return "end";
          if (howChecks === "facts are known") {
            // A machine that looks no further knows the same at all places of a way.
            if (passed.size === 0) known.factsOn(proposal, end);
            relying.set(pc, reasonsFor(end.known, looked));
          }
          passed.set(pc, withFrame(found, machine, wanted, pc, kind === "line"));
          // Of where ways join the first place of all of them is taken; of what else is cut, the first place.
          if (kind !== "join" || common?.has(pc) === true) return "end";
        }
      }
      return flow.heads.has(pc) ? "end" : "on";
    };
    const beginWay = (): MachineOnPrints => {
      passed = new Map();
      relying = new Map();
      wasLevel = false;
      missing = undefined;
      return begin();
    };
    runMachine(
      beginWay,
      fetch,
      look,
      (machine) => {
        if (passed.size === 0) noteChecks(end, machine);
        proposal.ways.push({ passed, relied: relying, trail });
      },
      () => kind !== "join" && kind !== "line" && passed.size === 0,
      budget,
    );
  };
  /** Straight code is cut before a statement, if the machine has a place for that. */
  const cutsLine = (end: SourceEnd): boolean => {
    if (notLines?.has(end.key) !== false) return false;
    const proposal = newProposal(end);
    toPoint(end, proposal);
    if (commonOf(proposal.ways).size === 0) return false;
    search.counts.paths++;
    proposals.set(end.key, proposal);
    return true;
  };
  // A machine that looks at what is not decided before a call is made does not make it, where it may be inlined.
  const mayInline = ({ site, point }: CallEnd): boolean => known.mayInline(site, point.node);
  const follow = (
    end: Pick<SourceEnd, "decided" | "checks" | "known">,
    ended: (machine: MachineOnPrints) => void,
    ways?: Set<number>,
    call?: CallEnd,
    returned?: (machine: MachineOnPrints) => void,
  ): void => {
    const isOpen = call === undefined || !mayInline(call);
    const look = (machine: MachineOnPrints, pc: number, came: number): Going => {
      if (ends(pc, came)) return "end";
      if (call !== undefined && jumpsToCallee(call, machine, pc, came)) {
        called = pc;
        return "end";
      }
      if (flow.joins.has(pc)) {
        crossed.add(pc);
        ways?.add(pc);
      }
      return "on";
    };
    const relying = (then: (machine: MachineOnPrints) => void) => (machine: MachineOnPrints) => {
      try {
        then(machine);
      } catch (error) {
        if (error instanceof Misfit) noteChecks(end, machine);
        throw error;
      }
      noteChecks(end, machine);
      relied(reasonsFor(end.known, looked));
    };
    runMachine(begin, fetch, look, relying(ended), () => isOpen, budget, returned && relying(returned));
  };
  /** Both sides come to a cut point or to a call. */
  const toEnd = (end: SourceEnd): void => {
    const call = isCallEnd(end) ? end : undefined;
    let ways = 0;
    follow(
      end,
      (machine) => {
        ways++;
        const level = isLevel(end, machine, exchange, claims.layout);
        if (at !== undefined && call === undefined && !level) strayed(at);
        if (called === undefined && call !== undefined) unmade(call);
        if (looksAtLess(end, machine)) throw new Misfit("the machine looks at less than the source decided");
        arrived({ end, machine, called, at, isLevel: level });
      },
      undefined,
      call,
    );
    if (ways === 0 && call !== undefined) unmade(call);
  };
  runSource(
    program,
    prints,
    new Exchange(prints, "source", time),
    budget,
    { configuration, site },
    (key) => cuts.has(key) || points.has(key) || proposals.has(key),
    (end) => {
      search.counts.paths++;
      if (end.call === undefined && !cuts.has(end.key)) {
        const known = proposals.get(end.key);
        const proposal = known ?? newProposal(end);
        toPoint(end, proposal);
        // What the machine passes at no place on one way it passes at none on all.
        const isNone = proposal.ways.length > 0 && commonOf(proposal.ways).size === 0;
        if (known === undefined && isNone && points.get(end.key) === "join") {
          noJoin(end.key);
          return false;
        }
        proposals.set(end.key, proposal);
        return true;
      }
      const { mark } = prints;
      try {
        toEnd(end);
        return true;
      } catch (error) {
        if (!(error instanceof ToInline)) throw error;
        prints.takeBackTo(mark);
        prints.looked = undefined;
        inline(error);
        return false;
      }
    },
    (end) => {
      const isCut = cutsLine(end);
      if (!isCut) uncut(end);
      return isCut;
    },
    (end) => {
      const { returned } = end;
      follow(
        end,
        () => {
          if (at !== undefined) strayed(at);
        },
        leaving,
        undefined,
        returned &&
          ((machine) => {
            const { store, result } = returned;
            const isResult =
              !hasResult || result === undefined || prints.isSame(machine.registers[registerNumbers.a0]!, result);
            if (!hasChecked(end, machine)) throw new Misfit("the machine looks at less than the source decided");
            if (!isResult || !store.isLevelWith(machine.cells, claims.layout.scratch))
              throw new Misfit("the machine returns something else");
          }),
      );
    },
  );
  return { proposals, crossed, leaving };
}

export function isCallEnd(end: SourceEnd): end is CallEnd {
  return end.call !== undefined;
}

/**
 * Because of which facts the machine goes the way of the source: a check that it makes itself needs none, though it is known. What decides where the source
 * goes has to be known of the source, too, so that it goes no other way.
 */
function reasonsFor(asked: readonly KnownBefore[], looked: ReadonlyMap<number, Reasons>): Reasons {
  const reasons: Fact[] = [];
  const checked = new Set<number>();
  for (const { condition, why, isCheck } of asked)
    if (isCheck && looked.has(condition)) checked.add(condition);
    else reasons.push(...why);
  for (const [condition, why] of looked) if (why.length > 0 && !checked.has(condition)) reasons.push(...why);
  return reasons;
}

/** Has the machine written, read and sent as much as the source, and looked at no less? */
function isLevel(end: SourceEnd, machine: MachineOnPrints, exchange: Exchange, { scratch }: DataLayout): boolean {
  return (
    machine.branches >= end.decided && exchange.count === end.exchanged && end.store.isLevelWith(machine.cells, scratch)
  );
}

/** May a point of a kind be cut at a pc, as far as the text and the heap tell? */
function mayBePlace(
  { function: { flow }, banned }: Known,
  kind: CandidateKind | "line",
  pc: number,
  machine: MachineOnPrints,
  { decided, store: { made } }: SourceEnd,
): boolean {
  // Where a call returns is no place for another point: from the return on, the machine has to take a step to it.
  if (flow.calls.has(pc - 4)) return false;
  switch (kind) {
    case "loop":
      return flow.heads.has(pc);
    case "join":
      return flow.joins.has(pc) && !flow.heads.has(pc) && !banned.has(pc);
    case "made":
      return made !== undefined && machine.hasMade(made);
    case "line":
      return machine.looked >= decided && !flow.heads.has(pc);
    default:
      return impossible(kind);
  }
}

/** What all ways passed, in the order of the first. */
export function commonOf([first, ...others]: readonly Way[]): ReadonlyMap<number, Found> {
  if (first !== undefined && others.length === 0) return first.passed;
  const common = new Map<number, Found>();
  for (const [pc, found] of first?.passed ?? []) {
    let both: Found | undefined = found;
    for (const { passed } of others) {
      const there = passed.get(pc);
      both = both !== undefined && there !== undefined ? inCommon(both, there) : undefined;
    }
    if (both !== undefined && isWhole(both)) common.set(pc, both);
  }
  return common;
}
