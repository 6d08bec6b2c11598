/**
 * The search for the cut points of one function. From each cut point both sides are run on terms, as the checker runs them. Where the
 * source stops and the machine has no pc for it yet, the pcs that the machine passes are proposed, and the first is taken at which
 * the two are level: the checker's own obligations hold for a cut point there that claims nothing, and every live variable is
 * somewhere. What a cut point claims is what all arrivals have in common. Where that leads to a contradiction, a cut point is to blame:
 * it is banned, and the search is taken back to where it was chosen.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Statement } from "../../lang/program/program.ts";
import { hex } from "../../machine/isa/image.ts";
import { registerName, registerNumbers } from "../../machine/isa/register.ts";
import { claimSetsOf, noClaims } from "../certificate/claim-set.ts";
import type { CutPoint, InlinedCall, Location, SourcePoint, SourceTerm } from "../certificate/claims.ts";
import { type FrameShape, stackSpent } from "../checker/memory/machine-memory.ts";
import { inWords } from "../checker/relate/describe.ts";
import type { EndObligation, ObligationName } from "../checker/relate/obligations.ts";
import { relate } from "../checker/relate/relate.ts";
import { cutState } from "../checker/segment/cut-state.ts";
import { entryState } from "../checker/segment/entry-state.ts";
import type { Ending, MachineEnd, MachinePath } from "../checker/segment/machine-run.ts";
import { runSegment } from "../checker/segment/segment-run.ts";
import { type Site, siteKey } from "../checker/segment/sites.ts";
import type { Shape, SourcePath } from "../checker/segment/source-run.ts";
import { assignedAt, type FunctionUnderCheck, restored, type State } from "../checker/segment/state.ts";
import { callersRegister } from "../checker/terms/common-symbols.ts";
import { Activations, keyIn } from "./activations.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import { type Conditions, conditionsOf, numberedFrom } from "./conditions.ts";
import { type ControlFlow, isCall, isJump, returns } from "./control-flow.ts";
import { bareCutPoint, cutPointOf } from "./cut-point.ts";
import type { Begun, Found } from "./found.ts";
import { Journal } from "./journal.ts";
import { apartInMemory } from "./memory-apart.ts";
import { Needed } from "./needed.ts";
import {
  type Anew,
  inCommon,
  isAsBefore,
  isSaidAnew,
  keptBy,
  lostRegister,
  pairsAt,
  type Situation,
  standingAt,
} from "./pairs.ts";
import type { Search } from "./search.ts";
import { begunAnew, countedBy, goneWith, steppedTerm } from "./stepped.ts";
import { StopPoints } from "./stop-points.ts";

/** How far the two sides were level, and what was missing. */
export interface Apart {
  /** What the two sides were level at last: a source point, and a pc. */
  readonly from: { readonly phase: "before" | "after"; readonly node: number; readonly pc: number };
  /** The last node of the source on the path, and the last pc of the machine. */
  readonly node: number | undefined;
  readonly pc: number | undefined;
  /** Which obligation is open; none where the search itself came to its end. */
  readonly obligation: ObligationName | undefined;
  /** Was it looked whether the stack has room for the frame? */
  readonly hasRoom: boolean;
  /** What is missing, in words. */
  readonly what: string;
  /** What each side does. */
  readonly source: string | undefined;
  readonly machine: string | undefined;
}

/** Where a cut point is in the source: the numbers of the calls that are inlined around it, and its own; undefined at the entry. */
export type Position = readonly number[] | undefined;

/** A cut point that was found. */
interface Cut {
  readonly key: number;
  /** The activation that it is in, by its number. */
  readonly site: number;
  readonly point: SourcePoint;
  readonly position: Exclude<Position, undefined>;
  readonly pc: number;
  found: Found;
  /** What was found, as a certificate claims it, once it was asked for. */
  said: { readonly found: Found; readonly claims: CutPoint } | undefined;
  /** The cut points from which runs come here. */
  readonly arrivals: Set<Cut | undefined>;
  /** Those of them that left a needed value in no place and no term. */
  readonly takers: Set<Cut>;
  /** How often terms were read anew. */
  anew: number;
  /** The terms that were found, and did not hold on a later way, by their names. */
  readonly gone: Set<string>;
  /** How many changes the search had made when the run began that led here first. */
  readonly mark: number;
}

/** A call of the source that the machine does not make. */
interface ToInline {
  readonly kind: "to inline";
  readonly site: Site;
  readonly node: number;
}

/** What comes after a segment was run: a point may have turned out to be none, or a call to be inlined. */
type Next = "go on" | "run again" | "begin again";

/** Something does not fit behind a position; the cut points that may be to blame, the likeliest first. */
class Blame extends Error {
  readonly apart: Apart;
  readonly position: Position;
  readonly keys: readonly number[];
  /** The function that the machine enters, where it does. */
  readonly entered: number | undefined;
  /** Does the source stop here, or the machine go where it must not, for want of a check, or a run take too long: so that a fact may be missing? */
  readonly isUnchecked: boolean;

  constructor(
    apart: Apart,
    position: Position,
    keys: readonly number[],
    entered: number | undefined,
    isUnchecked: boolean,
  ) {
    super(apart.what);
    this.isUnchecked = isUnchecked;
    this.apart = apart;
    this.position = position;
    this.keys = keys;
    this.entered = entered;
  }
}

/** One way of the machine, under one path of both sides. */
interface Way {
  /** What it had in common with the source at each pc that it passed: nothing where it passed the pc twice. */
  readonly passed: Map<number, Found | undefined>;
  /** All pcs to which it came, in order. */
  readonly trail: number[];
  /** How many facts there were when it began. */
  known: number | undefined;
  /** Were there pcs at which nothing was looked for, since another place seemed to do? */
  isNarrow: boolean;
}

/** A point that has no pc yet, and all ways to it. */
interface Proposal {
  readonly site: Site;
  readonly point: SourcePoint;
  readonly shape: Shape;
  readonly ways: Way[];
  readonly node: number | undefined;
}

/** The most that the machine decides by itself before it comes to the place where it is level. */
const mostDecisions = 4;
/** The most runs of one segment: one for each point that turns out to be none, and for each call that is inlined. */
const mostRounds = 400;
/** The most paths of a segment in which the source does not stop where ways join. */
const mostPathsWithoutJoins = 256;
/** The most steps of a path in a style that looks for little. */
const fewSteps = 2_000;
/** The most that a machine decides before it makes a call that the source has come to. */
const mostDecisionsToCall = 12;
/** How often a point is taken back that comes before those that are to blame. */
const mostEarlier = 6;
/** How often terms of one cut point are read anew. */
const mostAnew = 12;

/** What is open where a machine has done already what a call does that the source is about to make. */
const doneByCallee: ReadonlySet<ObligationName> = new Set(["events", "contents", "global", "heapPointer", "gp"]);

/** What a search takes for granted of the compiler. */
export interface Style {
  /** Does it make a value of an `&&` or `||` also where that only decides where control goes? */
  readonly decisions: boolean;
  /** Is sp the same before every statement? */
  readonly steady: boolean;
  /** Does it keep every variable that this search holds for needed? */
  readonly keeps: boolean;
  /** Does it inline calls, and leave out what it knows to be so? */
  readonly optimises: boolean;
  /** Which facts are looked for, where it does: of most code those will do that checks depend on, if it needs any; and these cost little. */
  readonly facts: "none" | "of checks" | "all";
  /** Where another function seems to be entered than the source calls, was it the binding of that one that was wrong, and not this call inlined? */
  readonly doubts?: boolean;
}

/** The styles that are tried, in this order, but first the one that fitted last. */
export const styles: readonly Style[] = [
  { decisions: false, steady: true, keeps: true, optimises: false, facts: "none" },
  { decisions: false, steady: false, keeps: false, optimises: true, facts: "none" },
  { decisions: false, steady: false, keeps: false, optimises: true, facts: "of checks" },
  { decisions: false, steady: false, keeps: false, optimises: true, facts: "all" },
  { decisions: true, steady: true, keeps: true, optimises: false, facts: "none" },
  { decisions: false, steady: false, keeps: true, optimises: false, facts: "none" },
  { decisions: false, steady: true, keeps: false, optimises: false, facts: "none" },
  { decisions: false, steady: false, keeps: false, optimises: true, facts: "all", doubts: true },
];

/** Is there another style that looks for more, so that this one ends at once where it does not fit? */
export function looksForLittle({ optimises, facts }: Style): boolean {
  return optimises && facts !== "all";
}

/** A function of the program, and the code that is held against it. */
export interface FunctionAt {
  readonly index: number;
  readonly entry: number;
  readonly flow: ControlFlow;
  readonly frame: number;
  /** The registers that may still be read, by pc. */
  readonly live: ReadonlyMap<number, number>;
}

/** The ends of a pair of paths, but for where the machine's ends. */
type Standing = Pick<Situation, "path" | "subject" | "state" | "source" | "machine">;

/** An end of the source at which the machine can be level with it. */
type Level = Extract<SourcePath["end"], { readonly kind: "cut" | "call" }>;

/** The point that becomes a cut point there. */
function pointOf(end: Level): SourcePoint {
  return end.kind === "cut" ? end.point : { phase: "after", node: end.node };
}

/** The first obligation of the checker that does not close. */
function firstOpen(ends: Parameters<typeof relate>[0]): EndObligation | undefined {
  return relate(ends).open;
}

/** Does a cut point come before another in the source? The entry comes before all, and what is in a call that is inlined before its return. */
export function comesBefore(position: Position, other: Position): boolean {
  if (position === undefined || other === undefined) return position === undefined && other !== undefined;
  for (const [i, node] of position.entries()) {
    const there = other[i];
    if (there === undefined || node < there) return true;
    if (node > there) return false;
  }
  return false;
}

/** Where each of the restored registers is: itself, where no other place is known. */
function savedIn(saved: Found["saved"]): readonly Location[] {
  return restored.map((register, i): Location => saved[i]?.[0] ?? { kind: "register", register });
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

type Loop = Extract<Statement, { readonly kind: "while" }>;

/** The search for the cut points of one function. */
export class FunctionSearch {
  readonly #search: Search;
  readonly #index: number;
  readonly #entry: number;
  readonly #flow: ControlFlow;
  readonly #frame: number;
  readonly #needed: Needed;
  readonly #live: ReadonlyMap<number, number>;
  readonly #activations: Activations;
  readonly #bound = new Map<number, number>();
  /** The functions that are not entered where a call of them seemed to lead. */
  readonly #doubted = new Set<string>();
  readonly #candidates = new Map<number, Candidates>();
  readonly #conditions = new Map<number, Conditions>();
  /** The conditions of each activation and those around it, by its number. */
  readonly #ofSites = new Map<number, readonly SourceTerm[]>();
  /** The pcs behind all calls. */
  readonly #returnPcs: ReadonlySet<number>;
  readonly #points = new StopPoints();
  readonly #inLoops = new Map<Loop, ReadonlySet<number>>();
  /** What is changed below, so that it can be taken back; and where the run began that is under way. */
  readonly #journal = new Journal();
  #mark = 0;
  /** Points without a pc. */
  readonly #skipped = new Set<number>();
  /** The cut points, in the order in which they were found. */
  readonly #all: Cut[] = [];
  /** Those at which the source stops, by their points. */
  readonly #cuts = new Map<number, Cut>();
  readonly #atPc = new Map<number, Cut>();
  #subject: FunctionUnderCheck;
  readonly #claimed = new Map<CutPoint, typeof noClaims>();
  /** The cut points from which all is to be run, again or for the first time; undefined for the entry. */
  readonly #todo = new Set<Cut | undefined>([undefined]);
  /** The frame in the segment that is run. */
  #under: FrameShape | undefined;
  /** Does the source stop where ways join, wherever it began? And does it in the segment that is run? */
  #atJoins: boolean;
  #atJoinsNow = false;
  /** The cut points from which a run went over a place where ways join, as long as it does not. */
  readonly #overJoins = new Set<Cut | undefined>();
  /** Over which pcs the ways from each cut point lead, so that they have to be run again when one of these becomes a cut point. */
  readonly #crossed = new Map<Cut | undefined, ReadonlySet<number>>();
  /** The bytes that sp is below its value at entry before the first statement that was cut. */
  #usualSp: number | undefined;
  /** The obligation that was open at the last candidate. */
  #why: EndObligation | undefined;
  readonly style: Style;
  #beginnings = 0;
  /** How often an earlier point was taken back. */
  #earlier = 0;
  /** How many of the changes stay when it is begun again. */
  #backTo = 0;
  readonly #triesLittle: boolean;
  /** Is nothing left to ban? */
  #isExhausted = false;
  /** What did not fit at the simplest. */
  #blamed: Blame | undefined;

  constructor(search: Search, { index, entry, flow, frame, live }: FunctionAt, style: Style) {
    this.style = style;
    this.#atJoins = !style.optimises;
    this.#triesLittle = looksForLittle(style);
    this.#search = search;
    this.#index = index;
    this.#entry = entry;
    this.#flow = flow;
    this.#frame = frame;
    this.#live = live;
    this.#needed = new Needed(search.program, style.keeps);
    this.#returnPcs = new Set([...flow.calls.keys()].map((pc) => pc + 4));
    this.#activations = new Activations(search, index);
    this.#subject = this.#newSubject();
    this.#points.add(this.#candidatesIn(index), (key) => keyIn(this.#subject.sites[0]!, key));
    this.#inlineWhatIsNotCalled();
  }

  /** Everything that was found: the cut points, in the order of their pcs. */
  get cuts(): readonly CutPoint[] {
    return [...this.#all].sort((a, b) => a.pc - b.pc).map((cut) => this.#claimsAt(cut));
  }

  /** A cut point that claims all that was found. */
  #claimsAt(cut: Cut): CutPoint {
    const { site, point, pc, found, said } = cut;
    if (said?.found === found) return said.claims;
    const claims = cutPointOf({ number: site }, point, pc, found);
    cut.said = { found, claims };
    return claims;
  }

  /** The functions that are entered at a pc, as calls show, by the pc. */
  get bound(): ReadonlyMap<number, number> {
    return this.#bound;
  }

  #bind(callee: number, pc: number): void {
    if (this.#entryOf(callee) === undefined && this.#ownerOf(pc) === undefined)
      this.#journal.set(this.#bound, pc, callee);
  }

  #ownerOf(pc: number): number | undefined {
    return this.#search.owners.get(pc) ?? this.#bound.get(pc);
  }

  #entryOf(callee: number): number | undefined {
    return this.#search.entries.get(callee) ?? [...this.#bound].find(([, index]) => index === callee)?.[0];
  }

  /** The calls that are inlined. */
  get inlined(): readonly InlinedCall[] {
    return this.#activations.inlined;
  }

  #candidatesIn(index: number): Candidates {
    const known = this.#candidates.get(index);
    if (known !== undefined) return known;
    const candidates = candidatesOf(this.#search.program.functions[index]!, this.style.decisions);
    this.#candidates.set(index, candidates);
    return candidates;
  }

  /** The conditions that may be facts at a point: those of the array that was just made first. */
  #conditionsAt(site: Site, { phase, node }: SourcePoint): readonly SourceTerm[] {
    const made = phase === "after" ? this.#conditionsIn(site.index).made.get(node) : undefined;
    const ofMade = (made ?? []).map((condition) => numberedFrom(condition, site.first));
    return [...ofMade, ...this.#conditionsAround(site)];
  }

  /** The conditions of an activation and of those around it. */
  #conditionsAround(site: Site): readonly SourceTerm[] {
    const known = this.#ofSites.get(site.number);
    if (known !== undefined) return known;
    const own = this.#conditionsIn(site.index).anywhere.map((condition) => numberedFrom(condition, site.first));
    const all = [...own, ...(site.within === undefined ? [] : this.#conditionsAround(site.within))];
    this.#ofSites.set(site.number, all);
    return all;
  }

  #conditionsIn(index: number): Conditions {
    const known = this.#conditions.get(index);
    if (known !== undefined) return known;
    const conditions = conditionsOf(this.#search.program.functions[index]!, this.style.facts === "all");
    this.#conditions.set(index, conditions);
    return conditions;
  }

  /** How often it was begun. */
  get beginnings(): number {
    return this.#beginnings;
  }

  /**
   * Search, with at most so many more beginnings; undefined when everything fits, or else what did not at the simplest. It can go on from where
   * it ended.
   */
  solve(most: number): Apart | undefined {
    for (let left = most; left > 0 && !this.#isExhausted; left--) {
      this.#beginnings++;
      this.#journal.takeBackTo(this.#backTo);
      try {
        this.#attempt();
        return undefined;
      } catch (error) {
        if (!(error instanceof Blame)) throw error;
        this.#blamed ??= error;
        if (error.isUnchecked && this.#triesLittle) {
          this.#isExhausted = true;
          break;
        }
        let banned = this.#points.ban(error.keys, this.#cuts, this.#flow.heads.size);
        const doubts = banned === undefined && this.#doubt(error.entered);
        if (!doubts) banned ??= this.#banBefore(error.keys);
        this.#isExhausted = banned === undefined && !doubts;
        this.#backTo = banned === undefined ? 0 : (this.#cuts.get(banned)?.mark ?? 0);
        // A plain compiler leaves no check out: other styles come first.
        if (error.isUnchecked && !this.style.optimises) break;
      }
    }
    return this.#blamed?.apart;
  }

  /**
   * None of these points can be taken back, as where a call returns: one may be to blame from which a run came to them, the nearest first. What is in a
   * place there by chance may be there on every way that is looked at, and do no harm before the next cut point but one.
   */
  #banBefore(keys: readonly number[]): number | undefined {
    if (this.#earlier === mostEarlier) return undefined;
    this.#earlier++;
    const before = new Set(this.#all.filter(({ key }) => keys.includes(key)));
    for (const cut of before) for (const from of cut.arrivals) if (from !== undefined) before.add(from);
    const joins = [...before].filter(({ key }) => this.#points.kindOf(key) === "join");
    return this.#points.ban(
      joins.map(({ key }) => key),
      this.#cuts,
      this.#flow.heads.size,
    );
  }

  /**
   * The machine enters a function where the source does not: if it was in this beginning that a call bound it to its entry, it may be another that
   * is entered there, which is called by the one that the source called first. True: then that call is inlined from now on.
   */
  #doubt(entered: number | undefined): boolean {
    const at = [...this.#bound].find(([, callee]) => callee === entered)?.[0];
    if (entered === undefined || at === undefined || !this.style.optimises) return false;
    this.#doubted.add(`${entered} ${at}`);
    return true;
  }

  /** May it be this function that is entered at a pc? */
  #mayBe(callee: number, pc: number): boolean {
    return !this.#doubted.has(`${callee} ${pc}`) && this.#search.mayBe(callee, pc, this.style.optimises);
  }

  /** How far the two sides were level, at the simplest. */
  get reached(): Position {
    return this.#blamed?.position;
  }

  #newSubject(): FunctionUnderCheck {
    return this.#activations.subject({ entry: this.#entry, frame: this.#frame }, this.#claimed, ({ index }) => {
      const { points, bodies } = this.#candidatesIn(index);
      return [...points.keys(), ...bodies.values()];
    });
  }

  /** The points of a call that is inlined are points of this function; and where it returns to, ways may join. */
  #addPointsOf(inner: Site): void {
    const { within, call, index } = inner;
    const candidates = this.#candidatesIn(index);
    this.#points.add(candidates, (key) => keyIn(inner, key));
    if (candidates.joinsAtEnd) this.#points.addJoin(siteKey(within!, { phase: "after", node: call!.id }));
  }

  /** The calls are inlined whose callee the machine's code here enters nowhere: that is known before a run comes to them. */
  #inlineWhatIsNotCalled(known = 0): void {
    for (let looked = known; looked < this.#subject.sites.length; ) {
      const sites = this.#subject.sites.slice(looked);
      looked += sites.length;
      for (const site of sites)
        for (const node of this.#search.nodes.callsOf(site.index))
          if (this.#mayInline({ site, node }) && !this.#mayEnter(this.#search.nodes.callAt(node)!.callee))
            this.#activations.inline(site, node);
      if (this.#activations.inlined.length < looked) return;
      this.#subject = this.#newSubject();
      for (const inner of this.#subject.sites.slice(looked)) this.#addPointsOf(inner);
    }
  }

  /** May the code here enter a function, by a call or by a jump, as far as the text tells? */
  #mayEnter(callee: number): boolean {
    const { calls, jumps } = this.#flow;
    const entry = this.#entryOf(callee);
    const mayBeIt = (to: number): boolean =>
      entry === undefined ? this.#ownerOf(to) === undefined && this.#mayBe(callee, to) : to === entry;
    return [...calls.values(), ...jumps].some((to) => to === undefined || mayBeIt(to));
  }

  /** A call is inlined from now on. But there may be a cut point for its return already. */
  #inline({ site, node }: ToInline): Next {
    this.#activations.inline(site, node);
    this.#subject = this.#newSubject();
    this.#addPointsOf(this.#subject.sites.at(-1)!);
    this.#inlineWhatIsNotCalled(this.#subject.sites.length - 1);
    const key = siteKey(site, { phase: "after", node });
    const there = this.#all.find((cut) => cut.key === key);
    if (there === undefined) return "run again";
    this.#backTo = there.mark;
    return "begin again";
  }

  /** May a call be inlined? */
  #mayInline({ site, node }: Pick<ToInline, "site" | "node">): boolean {
    return this.style.optimises && this.#activations.mayInline(site, node);
  }

  /** Is it the point of a call's return? The machine may go over its pc on other ways. */
  #isReturn({ site, point: { phase, node } }: Pick<Cut, "site" | "point">): boolean {
    return (
      phase === "after" && this.#search.nodes.callAt(node) !== undefined && !this.#subject.sites[site]!.inner.has(node)
    );
  }

  /**
   * One beginning: every cut point, until none takes anything away any more. It is taken back to where a call was taken for one of the machine's that
   * turns out to be inlined on another way.
   */
  #attempt(): void {
    for (;;) {
      this.#mark = this.#journal.length;
      if (this.#todo.size === 0 && !this.#atJoins) this.#lookAtJoins();
      if (this.#todo.size === 0) return;
      const cut = this.#next();
      for (let rounds = 0; ; rounds++) {
        const next = this.#segment(cut);
        if (next === "go on") break;
        if (next === "begin again") {
          this.#journal.takeBackTo(this.#backTo);
          break;
        }
        if (rounds === mostRounds) throw this.#blame(cut, "the search finds no end", this.#joinsFirst([cut]));
      }
    }
  }

  /** The cut point to be looked at next: the first in the source, so that what is claimed of a loop is settled before what comes after it. */
  #next(): Cut | undefined {
    const first = [...this.#todo].reduce((least, cut) => (comesBefore(cut?.position, least?.position) ? cut : least));
    this.#journal.delete(this.#todo, first);
    return first;
  }

  /** The numbers of the calls that are inlined around a point, and its own. */
  #positionOf(site: Site, node: number): readonly number[] {
    return site.within === undefined ? [node] : [...this.#positionOf(site.within, site.call!.id), node];
  }

  /**
   * Does a run begin in a loop to which no round has come back yet, and is a variable that the loop sets known to be some term? Then branches look decided
   * that are open later.
   */
  #isFirstRound(from: Cut | undefined): boolean {
    if (from === undefined) return false;
    return [...this.#cuts.values()].some(
      (head) =>
        this.#isIn(from, head) &&
        ![...head.arrivals].some((other) => other !== undefined && this.#isIn(other, head)) &&
        this.#knowsWhatIsSet(head),
    );
  }

  #knowsWhatIsSet({ key, site, found: { computed } }: Cut): boolean {
    const slots = new Set(this.#setBy(key, site));
    return [...computed.values()].some(({ value }) => value.kind === "local" && slots.has(value.slot));
  }

  /** Does a cut point lie in the loop of which another is the head? */
  #isIn({ position }: Cut, { key, position: head }: Cut): boolean {
    const loop = this.#points.kindOf(key) === "loop" ? this.#loopAt(key) : undefined;
    const outer = head.length - 1;
    const node = position[outer];
    return (
      loop !== undefined &&
      node !== undefined &&
      head.every((one, i) => i === outer || position[i] === one) &&
      this.#nodesIn(loop).has(node)
    );
  }

  /** The numbers of the nodes of a loop. */
  #nodesIn(loop: Loop): ReadonlySet<number> {
    const nodes = this.#inLoops.get(loop) ?? new Set(nodesUnder(loop).map(({ id }) => id));
    this.#inLoops.set(loop, nodes);
    return nodes;
  }

  /**
   * From now on the source stops where ways join, too. As long as loops are known by their first rounds alone, branches are decided that are
   * open later, and what belongs to a join is chosen badly: so loops come first.
   */
  #lookAtJoins(): void {
    this.#atJoins = true;
    this.#journal.note(() => {
      this.#atJoins = false;
    });
    for (const cut of this.#overJoins) this.#journal.add(this.#todo, cut);
  }

  /** Does the source stop at a point, on a run from this cut point? */
  #stopsAt(from: Cut | undefined, key: number): boolean {
    if (this.#cuts.has(key)) return true;
    const kind = this.#points.kindOf(key);
    if (kind === undefined || this.#skipped.has(key)) return false;
    if (kind !== "join" || this.#atJoinsNow) return true;
    this.#journal.add(this.#overJoins, from);
    return false;
  }

  #blame(
    from: Cut | undefined,
    what: string,
    keys: readonly number[],
    about: Partial<Apart> = {},
    entered?: number,
    isUnchecked = false,
  ): Blame {
    const { program, path } = this.#search;
    const { body } = program.functions[this.#index]!;
    const point = from === undefined ? { phase: "before" as const, node: body.id } : from.point;
    return new Blame(
      {
        from: { ...point, pc: from?.pc ?? this.#entry },
        node: undefined,
        pc: undefined,
        obligation: undefined,
        hasRoom: this.#under !== undefined && stackSpent(path, this.#under, this.#subject.layout) === false,
        source: undefined,
        machine: undefined,
        ...about,
        what,
      },
      from?.position,
      keys,
      entered,
      isUnchecked,
    );
  }

  /** What a run begins with; in words, or undefined, why there is none. */
  #stateAt(from: Cut | undefined): ReturnType<typeof entryState> {
    const { path } = this.#search;
    if (from === undefined) return entryState(path, this.#subject);
    const cut = this.#claimsAt(from);
    const sets = claimSetsOf({ cuts: [cut] }, (units) => path.work.spend(units));
    if (typeof sets === "string") throw new Error(sets);
    this.#claimed.clear();
    this.#claimed.set(cut, sets[0]!);
    return cutState(path, this.#subject, cut, this.#subject.points.get(from.key)!);
  }

  /** Run everything from a cut point. */
  #segment(from: Cut | undefined): Next {
    const { path, program, fetch, counts, limits } = this.#search;
    counts.segments++;
    this.#atJoinsNow = this.#atJoins || !this.#isFirstRound(from);
    path.clear();
    const state = this.#stateAt(from);
    this.#under = typeof state === "object" ? state.frame : undefined;
    if (typeof state !== "object") return "go on";
    const proposals = new Map<number, Proposal>();
    /** The pc that the machine called last. */
    let target: number | undefined;
    /** Where the source's path ended that is held against the machine's last. */
    let ended: SourcePath["end"] | undefined;
    const newWay = (): Way => ({ passed: new Map(), trail: [], known: undefined, isNarrow: false });
    let way = newWay();
    const crossed = new Set<number>();
    this.#journal.set(this.#crossed, from, crossed);
    const before = this.#all.length;
    const ends = { path, subject: this.#subject, state };
    const doubtful = new Set<number>();
    const stopped: MachineEnd = { kind: "stuck", reason: "nothing more is looked for" };
    const endings = (source: SourcePath): Ending => {
      const { end } = source;
      ended = end;
      const key = end.kind === "cut" ? siteKey(end.site, end.point) : undefined;
      const fresh = key !== undefined && !this.#cuts.has(key);
      const kind = key === undefined ? undefined : this.#points.kindOf(key);
      return (pc, came, look) => {
        const called = isCall(fetch(came));
        const jumps = !called && end.kind === "call" && this.#jumpsToCallee({ state, source }, end, pc, came, look);
        const owner = this.#ownerOf(pc);
        if (called || jumps || owner !== undefined) {
          target = pc;
          if (owner !== undefined) return { kind: "call", callee: owner };
          if (end.kind === "call" && this.#entryOf(end.callee) === undefined && this.#mayBe(end.callee, pc))
            return { kind: "call", callee: end.callee };
          return { kind: "stuck", reason: `calls ${hex(pc)}, which is not known as the entry of a function` };
        }
        const there = this.#atPc.get(pc);
        if (there !== undefined && !this.#isReturn(there)) return { kind: "cut", pc };
        way.trail.push(pc);
        if (end.kind === "call") {
          way.known ??= path.facts.size;
          const turns = this.#flow.heads.has(pc) && way.passed.has(pc);
          way.passed.set(pc, undefined);
          return turns || path.facts.size - way.known >= mostDecisionsToCall ? stopped : undefined;
        }
        if (!fresh || end.kind !== "cut") return undefined;
        way.known ??= path.facts.size;
        const isHead = this.#flow.heads.has(pc);
        // Where a call returns is no place for another point: from the return on, the machine has to take a step to it.
        const isReturn = this.#returnPcs.has(pc);
        const inside = kind === "loop" && this.#points.isCutInside(key);
        const widely = this.#points.isWide(key);
        // Most compilers lead a way back to where a loop is cut, wherever that is in the source's loop.
        if (inside && !isHead && !widely) way.isNarrow = true;
        const ofLoop = isHead ? kind === "loop" : inside && widely && this.#flow.cycles.has(pc);
        const looked =
          !isReturn && (ofLoop || kind === "made" || (kind === "join" && this.#flow.joins.has(pc) && !isHead));
        // A loop that is cut inside may be entered behind its head: one round of it is looked at.
        if (inside && isHead && way.passed.has(pc)) return stopped;
        // Where the source only joins, and an optimiser's machine decides more, it is beyond the place where the two are level.
        const isBeyond = kind === "join" && this.style.optimises && path.facts.size > way.known;
        if (looked) {
          // Of where ways join, another way can only take something away.
          const others = kind === "loop" ? undefined : proposals.get(key)?.ways.at(-1);
          const other = others?.passed.get(pc);
          const isNone = way.passed.has(pc) || isBeyond || (others !== undefined && other === undefined);
          const found = isNone ? undefined : this.#level({ ...ends, source, machine: look() }, end, pc, other);
          way.passed.set(pc, found);
          if (found !== undefined && !widely && this.#isUsual(end, pc, found)) {
            way.isNarrow = true;
            return stopped;
          }
        }
        return (isHead && !isReturn && !inside) || path.facts.size - way.known >= mostDecisions ? stopped : undefined;
      };
    };
    const outcome = runSegment<ToInline>(
      state,
      {
        program,
        index: this.#index,
        layout: this.#subject.layout,
        path,
        fetch,
        limits: {
          ...limits,
          paths: this.#atJoinsNow && !this.#triesLittle ? limits.paths : mostPathsWithoutJoins,
          steps: this.#triesLittle ? Math.min(limits.steps, fewSteps) : limits.steps,
        },
        stops: { has: (key) => this.#stopsAt(from, key) },
        endings,
        counts,
      },
      (source, machine) => {
        const mine = way;
        way = newWay();
        const gaveUp = machine.end.kind === "final" && machine.end.final.kind === "exhausted";
        const { end } = source;
        const fresh = end.kind === "cut" && !this.#cuts.has(siteKey(end.site, end.point));
        if (!fresh) for (const pc of mine.trail) crossed.add(pc);
        if (end.kind === "cut" && fresh) {
          const { site, point, shape } = end;
          const key = siteKey(site, point);
          const proposal = proposals.get(key) ?? { site, point, shape, ways: [], node: source.node };
          proposals.set(key, proposal);
          // The machine may have gone beyond the place where it is to stop, and have given up there: that is seen when it has one.
          if (gaveUp && firstOpen({ subject: this.#subject, state, source, machine, path }) !== undefined)
            doubtful.add(key);
          if (gaveUp || ([...mine.passed.values()].every((found) => found === undefined) && path.isImpossible))
            return undefined;
          proposal.ways.push(mine);
          return undefined;
        }
        try {
          if (end.kind === "cut" && !gaveUp) this.#arrive(from, state, source, machine, end);
          else if (end.kind === "call" && !gaveUp) return this.#call(from, state, source, machine, end, target);
          else this.#settle(from, state, source, machine);
        } catch (error) {
          // Where the facts contradict each other, the two sides need not be level.
          if (!(error instanceof Blame && path.isImpossible)) throw error;
        }
        return undefined;
      },
    );
    const unmade: ToInline | undefined =
      outcome?.kind === "unfinished" && ended?.kind === "call" && this.#mayInline(ended)
        ? { kind: "to inline", site: ended.site, node: ended.node }
        : undefined;
    const toInline = outcome?.kind === "to inline" ? outcome : unmade;
    if (toInline !== undefined) return this.#inline(toInline);
    if (outcome?.kind === "unfinished" && !this.#atJoinsNow) {
      this.#lookAtJoins();
      return "run again";
    }
    if (outcome?.kind === "unfinished")
      throw this.#blame(from, outcome.what, this.#joinsFirst([from]), {}, undefined, outcome.overBudget);
    const again =
      this.#choose(from, proposals, crossed) ||
      doubtful.size > 0 ||
      this.#all.slice(before).some(({ pc }) => crossed.has(pc));
    return again ? "run again" : "go on";
  }

  /**
   * Obligations that the checker itself would have: the first that is open is to blame. Where the machine stops at a cut point and the
   * source does not, either may be to blame: first the one where ways only join.
   */
  #settle(
    from: Cut | undefined,
    state: State,
    source: SourcePath,
    machine: MachinePath,
    keys = this.#stoppedFirst(machine, [from]),
  ): void {
    const { path } = this.#search;
    const open = firstOpen({ subject: this.#subject, state, source, machine, path });
    if (open !== undefined) throw this.#open(from, source, machine, open, keys);
  }

  /** The cut point at which the machine stops. */
  #stoppedAt({ end }: MachinePath): Cut | undefined {
    return end.kind === "cut" ? this.#atPc.get(end.pc) : undefined;
  }

  /** An obligation is open; where none is, sp is where no cut point can say. */
  #open(
    from: Cut | undefined,
    source: SourcePath,
    { pc, end }: Pick<MachinePath, "pc"> & { readonly end?: MachineEnd },
    open: EndObligation | undefined,
    keys: readonly number[],
  ): Blame {
    const words =
      open === undefined
        ? { what: "sp is a whole number of words below its value at entry", source: undefined, machine: undefined }
        : inWords(open, true);
    const { what, source: here, machine: there } = words;
    const about = { node: source.node, pc, obligation: open?.name ?? ("sp" as const), source: here, machine: there };
    const traps = source.end.kind === "final" && source.end.final.kind === "trapped";
    const isUnchecked = traps || open?.name === "followed";
    return this.#blame(from, what, keys, about, end?.kind === "call" ? end.callee : undefined, isUnchecked);
  }

  /** The ends of a pair of paths as a situation in which claims are looked for. */
  #situation(ends: Standing, end: Level, pc: number): Situation {
    const { site, shape } = end;
    return { ...ends, site, shape, overCall: end.kind === "call", live: this.#live.get(pc) ?? -1 };
  }

  /** Where sp and the caller's registers are, the two sides being level; undefined where they are not. */
  #standing(situation: Situation, end: Level, pc: number): Pick<Found, "sp" | "saved"> | undefined {
    const { subject, state, source, path } = situation;
    const at: MachineEnd = end.kind === "cut" ? { kind: "cut", pc } : { kind: "call", callee: end.callee };
    const machine = { ...situation.machine, end: at };
    const assigned = end.kind === "cut" ? assignedAt(subject, end.shape) : subject.program.globals.length;
    this.#why = apartInMemory({ subject, state, source, machine, path }, assigned);
    if (this.#why !== undefined) return undefined;
    const standing = standingAt(situation);
    const point = pointOf(end);
    const bare = bareCutPoint(end.site, point, pc, standing ?? { sp: this.#frame, saved: [] });
    const saved = savedIn(standing?.saved ?? []);
    this.#why = firstOpen({
      subject: {
        ...subject,
        savedAt: () => (this.#index === subject.program.start ? [] : saved),
        cutsAt: new Map([[siteKey(end.site, point), [bare]]]),
        claimed: new Map([[bare, noClaims]]),
      },
      state,
      source,
      machine,
      path,
    });
    return this.#why === undefined ? standing : undefined;
  }

  /**
   * What is found where the machine stands, the source having ended; undefined where the two are not level. What was found on `another` way is asked again,
   * and nothing else.
   */
  #level(ends: Standing, end: Level, pc: number, another?: Found): Found | undefined {
    const situation = this.#situation(ends, end, pc);
    const standing = this.#standing(situation, end, pc);
    if (standing === undefined) return undefined;
    const values = this.#needed.at(end.site, pointOf(end), end.kind === "cut" ? end.shape : undefined);
    if (another !== undefined) return keptBy(situation, another, standing, undefined, values, new Set())?.found;
    const { optimises, facts } = this.style;
    const conditions = facts === "none" ? [] : this.#conditionsAt(end.site, pointOf(end));
    return pairsAt(situation, standing, { values, conditions, ofPath: facts === "all", optimises });
  }

  /**
   * The keys of cut points, and of those from which a run came that took a needed value away from them: first those where a value is made on
   * several ways, which a machine often makes otherwise; those of loops last.
   */
  #joinsFirst(cuts: readonly (Cut | undefined)[]): number[] {
    const rank = ({ key, point }: Cut): number =>
      this.#points.kindOf(key) === "loop" ? 2 : point.phase === "before" ? 1 : 0;
    const all = new Set(cuts.filter((one) => one !== undefined));
    for (const { takers } of all) for (const taker of takers) all.add(taker);
    return [0, 1, 2].flatMap((wanted) => [...all].filter((one) => rank(one) === wanted).map(({ key }) => key));
  }

  /** The keys of these and the cut point at which the machine stops and the source does not: that one first, where ways only join. */
  #stoppedFirst(machine: MachinePath, cuts: readonly (Cut | undefined)[]): number[] {
    const stopped = this.#stoppedAt(machine);
    const all = this.#joinsFirst([stopped, ...cuts]);
    if (stopped === undefined || this.#points.kindOf(stopped.key) !== "join") return all;
    return [stopped.key, ...all.filter((key) => key !== stopped.key)];
  }

  /** An arrival where a cut point is assigned already. */
  #arrive(
    from: Cut | undefined,
    state: State,
    source: SourcePath,
    machine: MachinePath,
    end: Extract<SourcePath["end"], { readonly kind: "cut" }>,
  ): void {
    const cut = this.#cuts.get(siteKey(end.site, end.point))!;
    if (machine.end.kind !== "cut" || machine.end.pc !== cut.pc) {
      const keys = this.#stoppedFirst(machine, [from, cut]);
      this.#settle(from, state, source, machine, keys);
      throw this.#blame(from, `the machine is not at ${hex(cut.pc)}`, keys);
    }
    this.#keep(from, cut, { path: this.#search.path, subject: this.#subject, state, source, machine }, end);
  }

  /** A cut point keeps what it has in common with an arrival. */
  #keep(from: Cut | undefined, cut: Cut, ends: Standing, end: Level): void {
    const { source, machine } = ends;
    const situation = this.#situation(ends, end, cut.pc);
    const standing = this.#standing(situation, end, cut.pc);
    if (standing === undefined) throw this.#open(from, source, machine, this.#why, this.#joinsFirst([cut, from]));
    const blame = (what: string, obligation: ObligationName): Blame =>
      this.#blame(from, what, this.#joinsFirst([from, cut]), { node: source.node, pc: machine.pc, obligation });
    this.#journal.add(cut.arrivals, from);
    for (const over of this.#overJoins)
      if (!this.#isFirstRound(over)) {
        this.#journal.delete(this.#overJoins, over);
        this.#journal.add(this.#todo, over);
      }
    const { found: before, anew } = cut;
    const goneBefore = cut.gone.size;
    this.#journal.note(() => {
      Object.assign(cut, { found: before, anew });
      for (const name of [...cut.gone].slice(goneBefore)) cut.gone.delete(name);
    });
    const begun = this.#loopsFirst(cut);
    const areThere = (all: readonly (SourceTerm | undefined)[]): readonly SourceTerm[] =>
      all.filter((term) => term !== undefined);
    const another: Anew = {
      // What goes on with a value is simpler than what is stepped, and so less by chance.
      stepped: (before, word, reading) =>
        areThere([
          ...before.flatMap((term) => [...goneWith(term, word, reading, cut.found.pairs.values())]),
          ...before.flatMap((term) =>
            [steppedTerm, begunAnew].map((step) => step(situation, term, word, reading, begun)),
          ),
        ]),
      counted: (before, word, places, reading) => countedBy(situation, before, word, places, reading),
      read: (word, reading) =>
        areThere([
          reading.termOf(word),
          ...(this.style.optimises ? [reading.madeOf(word), reading.apart(word), ...reading.ofTwo(word)] : []),
        ]),
    };
    const needed = this.#needed.at(end.site, cut.point, end.kind === "cut" ? end.shape : undefined);
    const kept = keptBy(
      situation,
      cut.found,
      standing,
      this.style.optimises && cut.anew < mostAnew ? another : undefined,
      needed,
      cut.gone,
    );
    if (kept === undefined)
      throw blame(`sp is ${standing.sp} bytes below its value at entry, and ${cut.found.sp} on another way`, "sp");
    const { found } = kept;
    const lost = lostRegister(found);
    if (lost !== undefined) throw blame(`no place keeps the caller's ${registerName(lost)}`, "saved");
    if (isAsBefore(before, found) && kept.anew === 0) {
      if (found.saved !== before.saved) cut.found = found;
      return;
    }
    if (this.#search.path.isImpossible) return;
    const missing = this.#needed.missing(end.site, cut.point, end.kind === "cut" ? end.shape : undefined, found);
    if (missing !== undefined) throw blame(`${missing} is in no place on all ways`, "claim");
    const [lostBefore, lostNow] = [before, found].map(
      (one) => this.#needed.lost(end.site, cut.point, end.kind === "cut" ? end.shape : undefined, one).length,
    );
    if (from !== undefined && lostNow! > lostBefore!) this.#journal.add(cut.takers, from);
    const saysOther = isSaidAnew(cut.found, found);
    cut.found = found;
    if (kept.anew > 0) cut.anew++;
    // What is read anew has to be so on the other ways, too.
    const again = kept.anew > 0 || saysOther ? [cut, ...cut.arrivals] : [cut];
    for (const one of again) this.#journal.add(this.#todo, one);
  }

  /** What the numbers were at first that a loop sets: before the others those that it steps in every round. */
  #loopsFirst({ key, site, found: { begun } }: Cut): Begun {
    if (this.#loopAt(key) === undefined) return begun;
    const slots = new Set(this.#setBy(key, site));
    return new Map([...slots].flatMap((slot) => (begun.has(slot) ? [[slot, begun.get(slot)!]] : [])));
  }

  /** The variables that a loop sets, if one begins at a point: first those that it steps in every round. */
  #setBy(key: number, site: number): readonly number[] {
    const loop = this.#loopAt(key);
    if (loop === undefined) return [];
    const { first } = this.#subject.sites[site]!;
    return [...(loop.update === undefined ? [] : nodesUnder(loop.update)), ...nodesUnder(loop)].flatMap((part) =>
      part.kind === "assign" ? [part.slot + first] : [],
    );
  }

  /** The loop that begins at a point, or whose body does. */
  #loopAt(key: number): Loop | undefined {
    const { control, continuation } = this.#subject.points.get(key)!;
    if (control.at === "execute" && control.statement.kind === "while") return control.statement;
    return continuation.kind === "loop" ? continuation.node : undefined;
  }

  /** Does a loop make calls, so that the source's paths in it end, whether it is cut or not? */
  #makesCalls(key: number, site: Site): boolean {
    const loop = this.#loopAt(key);
    return loop !== undefined && nodesUnder(loop).some(({ kind, id }) => kind === "call" && !site.inner.has(id));
  }

  /**
   * Does the machine jump to a function in place of calling it, as the last thing that it does? Where it is not known yet that a function is entered there, a
   * jump is within a function, mostly: so all has to be as at such a call.
   */
  #jumpsToCallee(
    { state, source }: Pick<Standing, "state" | "source">,
    end: Extract<SourcePath["end"], { readonly kind: "call" }>,
    pc: number,
    came: number,
    look: () => Omit<MachinePath, "end">,
  ): boolean {
    const { fetch } = this.#search;
    const owner = this.#ownerOf(pc);
    if ((owner !== undefined && owner !== end.callee) || pc === came + 4 || this.#index === this.#search.program.start)
      return false;
    if (!isJump(fetch(came))) return false;
    const there = look();
    const { registers } = there;
    if (
      registers[registerNumbers.ra] !== callersRegister[registerNumbers.ra] ||
      registers[registerNumbers.sp] !== state.frame.base
    )
      return false;
    if (owner !== undefined) return true;
    if (!this.style.optimises || !this.#mayBe(end.callee, pc) || !returns(fetch, pc)) return false;
    const machine: MachinePath = { ...there, end: { kind: "call", callee: end.callee } };
    return firstOpen({ path: this.#search.path, subject: this.#subject, state, source, machine }) === undefined;
  }

  /** A call: the callee is bound to the entry, and the return is a cut point. Or it is to be inlined. */
  #call(
    from: Cut | undefined,
    state: State,
    source: SourcePath,
    machine: MachinePath,
    end: Extract<SourcePath["end"], { readonly kind: "call" }>,
    target: number | undefined,
  ): ToInline | undefined {
    const { path, program } = this.#search;
    const keys = this.#joinsFirst([from]);
    const mayInline = (): boolean => this.#mayInline(end) && !path.isImpossible;
    if (machine.end.kind !== "call" || machine.end.callee !== end.callee) {
      const other = target === undefined ? undefined : this.#bound.get(target);
      if (this.style.doubts === true && other !== undefined && this.#mayBe(end.callee, target!))
        throw this.#blame(from, "the machine calls another function here", [], {}, other);
      if (mayInline()) return { kind: "to inline", site: end.site, node: end.node };
      this.#settle(from, state, source, machine);
      throw this.#blame(from, "the machine calls nothing here", keys);
    }
    const ra = machine.registers[registerNumbers.ra]!;
    if (this.#index !== program.start && ra === callersRegister[registerNumbers.ra]) {
      this.#settle(from, state, source, machine);
      if (target !== undefined) this.#bind(end.callee, target);
      return undefined;
    }
    if (ra.kind !== "constant") throw this.#blame(from, "the return address of the call is not known", keys);
    const pc = ra.value >>> 0;
    const ends = { path, subject: this.#subject, state, source, machine };
    const point = { phase: "after" as const, node: end.node };
    // A machine may make a call of the source in several places, in code that was copied.
    const cut = this.#atPc.get(pc);
    if (cut !== undefined && cut.key === siteKey(end.site, point) && this.#isReturn(cut)) {
      this.#keep(from, cut, ends, end);
      return undefined;
    }
    const kept = this.#level(ends, end, pc);
    if (kept === undefined) {
      // The call may be another that the source makes later, when this one is inlined.
      const hasDoneMore = this.#why !== undefined && doneByCallee.has(this.#why.name);
      if ((this.#entryOf(end.callee) === undefined || hasDoneMore) && mayInline())
        return { kind: "to inline", site: end.site, node: end.node };
      throw this.#open(from, source, machine, this.#why, keys);
    }
    const lost = lostRegister(kept);
    if (lost !== undefined)
      throw this.#blame(from, `no place keeps the caller's ${registerName(lost)} over the call`, keys, {
        node: source.node,
        pc: machine.pc,
        obligation: "saved",
      });
    if (target !== undefined) this.#bind(end.callee, target);
    const pairs = new Map(kept.pairs);
    const type = program.functions[end.callee]!.result;
    if (type !== undefined)
      pairs.set("result register 10", {
        value: { kind: "result" },
        type,
        location: { kind: "register", register: registerNumbers.a0 },
      });
    const found = { ...kept, pairs };
    const missing = this.#needed.missing(end.site, point, undefined, found);
    if (missing !== undefined)
      throw this.#blame(from, `${missing} is kept in no place over the call`, keys, {
        node: source.node,
        pc: machine.pc,
        obligation: "claim",
      });
    this.#add(this.#cutAt(from, end.site, point, pc, found));
    return undefined;
  }

  /** A cut point to which a run came for the first time. */
  #cutAt(from: Cut | undefined, site: Site, point: SourcePoint, pc: number, found: Found): Cut {
    return {
      key: siteKey(site, point),
      site: site.number,
      point,
      position: this.#positionOf(site, point.node),
      pc,
      found,
      said: undefined,
      arrivals: new Set([from]),
      takers: new Set(),
      anew: 0,
      gone: new Set(),
      mark: this.#mark,
    };
  }

  #add(cut: Cut): void {
    const there = this.#atPc.get(cut.pc);
    if (there !== undefined)
      throw this.#blame(cut, `${hex(cut.pc)} belongs to two points of the source`, [there.key, cut.key]);
    const usual = this.#usualSp;
    this.#all.push(cut);
    if (cut.point.phase === "before") this.#usualSp ??= cut.found.sp;
    this.#journal.note(() => {
      this.#all.pop();
      this.#usualSp = usual;
    });
    if (!this.#isReturn(cut)) this.#journal.set(this.#cuts, cut.key, cut);
    this.#journal.set(this.#atPc, cut.pc, cut);
    this.#journal.add(this.#todo, cut);
    for (const [from, crossed] of this.#crossed) if (crossed.has(cut.pc)) this.#journal.add(this.#todo, from);
  }

  /** Choose among what was proposed, and note over which pcs the ways lead. True: a point has no pc, and the segment has to be run again. */
  #choose(from: Cut | undefined, proposals: ReadonlyMap<number, Proposal>, crossed: Set<number>): boolean {
    let again = false;
    /** Where each point can be cut, and over which pcs the ways lead before that: these are no place for another point. */
    const all = [...proposals].map(([key, proposal]) => {
      const cuts = this.#viable(from, key, proposal);
      return { key, proposal, cuts, ahead: aheadOf(proposal.ways, new Set(cuts.map(({ pc }) => pc))) };
    });
    // Where a loop is cut inside, all is known first of the ways that leave it, which lead over its beginning.
    const isOpenOtherwise = all.some(({ key, cuts }) => cuts.length === 0 && !this.#points.isCutInside(key));
    for (const { key, proposal, cuts } of all) {
      if (isOpenOtherwise && this.#points.isCutInside(key)) continue;
      const isOpen = ({ pc }: Cut): boolean =>
        !crossed.has(pc) && !all.some((other) => other.key !== key && other.ahead.has(pc));
      const chosen = this.#best(cuts.filter(isOpen));
      if (chosen !== undefined) {
        for (const pc of aheadOf(proposal.ways, new Set([chosen.pc]))) crossed.add(pc);
        this.#add(chosen);
        // What the ways have in common may be said in other words.
        again ||= proposal.ways.some(({ passed }) => {
          const there = passed.get(chosen.pc)!;
          return (
            isSaidAnew(there, chosen.found) || [...chosen.found.terms.keys()].some((name) => !there.terms.has(name))
          );
        });
        continue;
      }
      if (proposal.ways.some(({ isNarrow }) => isNarrow)) {
        this.#points.widen(key);
        again = true;
        continue;
      }
      // A machine may have no loop for one of a few rounds: then the calls in it are made in several places, or the machine has no loop at all.
      const makesMoreCalls =
        this.#flow.calls.size > this.#search.nodes.callsOf(this.#index).length && this.#makesCalls(key, proposal.site);
      const unrolled =
        this.#points.isCutInside(key) &&
        (this.#points.loops > this.#flow.heads.size || (this.style.optimises && makesMoreCalls));
      if (this.#points.kindOf(key) !== "loop" || unrolled) this.#journal.add(this.#skipped, key);
      else if (!this.#points.moveIntoLoop(key)) {
        const why = this.#why === undefined ? undefined : inWords(this.#why, true);
        const what =
          why?.what ??
          "no place of the machine's loop has all that the source's loop needs, or the machine has no such loop";
        throw this.#blame(from, what, this.#joinsFirst([from]), {
          node: proposal.node,
          obligation: this.#why?.name,
          source: why?.source,
          machine: why?.machine,
        });
      }
      again = true;
    }
    return again;
  }

  /** The pcs that were passed on every way, and had on each of them what is needed, in the order of the ways. */
  #viable(from: Cut | undefined, key: number, proposal: Proposal): readonly Cut[] {
    const {
      site,
      point,
      shape,
      ways: [first, ...others],
    } = proposal;
    const passedFirst = [...(first?.passed ?? [])];
    const isHead = ([pc]: readonly [number, unknown]): boolean => this.#flow.heads.has(pc);
    // Most compilers lead a way back to where a loop is cut, wherever that is in the source's loop.
    const inOrder = this.#points.isCutInside(key)
      ? [...passedFirst.filter(isHead), ...passedFirst.filter((one) => !isHead(one))]
      : passedFirst;
    return inOrder.flatMap(([pc, passed]): Cut[] => {
      let found = passed;
      for (const other of others) {
        const there = other.passed.get(pc);
        found = found !== undefined && there !== undefined ? inCommon(found, there) : undefined;
      }
      if (found === undefined || !this.#isPlace({ site, point, shape }, pc, found)) return [];
      // What a place of a loop holds may be said in other words on another way: it is read anew where the ways arrive.
      const isLoop = this.style.optimises && this.#points.kindOf(key) === "loop";
      return [this.#cutAt(from, site, point, pc, isLoop ? { ...found, terms: passed!.terms } : found)];
    });
  }

  /** Can a point be cut at a pc, where this was found? */
  #isPlace({ site, point, shape }: Pick<Proposal, "site" | "point" | "shape">, pc: number, found: Found): boolean {
    const key = siteKey(site, point);
    if (this.#atPc.has(pc) || this.#points.isBanned(key, pc) || lostRegister(found) !== undefined) return false;
    // Where ways join need not be cut: so it is cut only where nothing is lost.
    const all = this.#points.kindOf(key) === "join";
    return this.#needed.missing(site, point, shape, found, all) === undefined;
  }

  /** Is a pc a place as good as those that come later on the way, so that these need not be looked at? */
  #isUsual(at: Pick<Proposal, "site" | "point" | "shape">, pc: number, found: Found): boolean {
    return (at.point.phase === "after" || found.sp === this.#usualSp) && this.#isPlace(at, pc, found);
  }

  /** Of the cut points for one source point the first: before a statement, the first of those where the fewest words are pushed. */
  #best(cuts: readonly Cut[]): Cut | undefined {
    let best: Cut | undefined;
    for (const cut of cuts) {
      const isBefore = cut.point.phase === "before";
      const { sp } = cut.found;
      if (
        this.#atPc.has(cut.pc) ||
        (isBefore && this.style.steady && this.#usualSp !== undefined && sp !== this.#usualSp)
      )
        continue;
      if (best === undefined || (isBefore && sp < best.found.sp)) best = cut;
    }
    return best;
  }
}
