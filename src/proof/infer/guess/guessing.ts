/**
 * One beginning of a guess of what a compiler did with one function: both sides are run from cut point to cut point on prints (prints.ts) in
 * place of terms, and only to where the source stops, calls or leaves; and each value that is needed is looked for in the places of the machine.
 */

import { registerArguments } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import type { CutPoint, InlinedCall, SourceTerm, SourceValue } from "../../certificate/claims.ts";
import { restored } from "../../checker/segment/state.ts";
import { isJump } from "../control-flow.ts";
import type { Needed } from "../needed.ts";
import { callsAsOften } from "../plain.ts";
import type { Search } from "../search.ts";
import type { FunctionAt } from "../task.ts";
import { changesUnder } from "./changes.ts";
import { Claiming, type Cut } from "./cut.ts";
import { Facts } from "./facts.ts";
import { FactsAt } from "./facts-at.ts";
import { Following } from "./following.ts";
import type { FrameReads } from "./frame-reads.ts";
import { InlinedCalls } from "./inlined-calls.ts";
import type { MachineOnPrints } from "./machine-run.ts";
import { Before } from "./memory.ts";
import { type Budget, Misfit, ToInline } from "./misfit.ts";
import { type AskedOfCode, type Found, isWhole, Places, type Wanted, wordsOf } from "./places.ts";
import { isKnown, Prints } from "./prints.ts";
import type { ProgramText } from "./program-text.ts";
import {
  type Arrival,
  type CallEnd,
  commonOf,
  isCallEnd,
  type Known,
  runSegment,
  type SegmentFound,
  type Way,
} from "./segment.ts";
import type { SourceEnd } from "./source-run.ts";
import { maySpill, withSpilled } from "./spilled.ts";
import { operandsOf } from "./stack.ts";
import { States } from "./states.ts";
import { Vocabulary } from "./vocabulary.ts";

/** The most runs of a function, for each cut point and besides. */
const mostRunsOfCut = 6;
const mostRuns = 40;
/** With so many decisions straight code is not left in one piece if it can be cut: the checker goes all of it for each of them. */
const mostUncut = 64;
/** So often a cut point may claim something else than before. */
const mostAnew = 6;

const none: readonly never[] = [];
const noGlobals: ReadonlySet<number> = new Set();

/** What a compiler does, as far as a guess takes it for granted. */
export interface Habits {
  /** Does it make a value of an `&&` or `||` also where that only decides where control goes? */
  readonly decisions: boolean;
  /** Does it keep words in registers that are no values, as the length of an array? */
  readonly optimises: boolean;
}

/** What was guessed of a function. */
export interface Guess {
  readonly habits: Habits;
  readonly inlined: readonly InlinedCall[];
  readonly cuts: readonly CutPoint[];
  /** The functions that it calls, by the pc at which each is entered. */
  readonly bound: ReadonlyMap<number, number>;
}

/** How a guess is begun. */
export interface Beginning extends Pick<Guess, "habits"> {
  readonly asked: AskedOfCode;
  readonly text: ProgramText;
  readonly frame: () => FrameReads;
  /** May calls of the source be inlined? */
  readonly mayInline: boolean;
  /** The steps that are left in all beginnings. */
  readonly budget: Budget;
  /** Pcs at which nothing is cut where ways only join. */
  readonly banned: ReadonlySet<number>;
  /** Is straight code cut? And is it a misfit where that decides much and cannot be cut? */
  readonly withLines: boolean;
  readonly isCut: boolean;
  /** Are facts looked for from the beginning on? */
  readonly withFacts: boolean;
  /** Is what could be said in several ways not said as it comes first? */
  readonly saysOtherwise: boolean;
}

/** Both sides of one function, with what was found of them so far. */
export class Guessing {
  readonly #search: Search;
  readonly #needed: Needed;
  readonly #calls: InlinedCalls;
  readonly #mayInline: boolean;
  readonly #saysOtherwise: boolean;
  readonly #prints: Prints;
  readonly #states: States;
  readonly #text: ProgramText;
  readonly #places: Places;
  readonly #known: Known;
  readonly #habits: Habits;
  /** The facts, where they are looked for: from where on the machine looks at less than the source. */
  #facts: Facts | undefined;
  readonly #points: InlinedCalls["points"];
  readonly #notLines = new Set<number>();
  readonly #cuts: Cut[] = [];
  /** Those at which the source stops, by their points. */
  readonly #stops = new Map<number, Cut>();
  readonly #atPc = new Map<number, Cut>();
  readonly #todo = new Set<Cut | undefined>([undefined]);
  /** What each loop does with variables. */
  readonly #changes = new Map<number, ReturnType<typeof changesUnder>>();
  /** Over which pcs the ways from each cut point lead, so that they have to be run again when one of these becomes a cut point; and from where ways lead over each pc. */
  readonly #crossed = new Map<Cut | undefined, ReadonlySet<number>>();
  readonly #crossing = new Map<number, Set<Cut | undefined>>();
  readonly #bound = new Map<number, number>();
  #time = 0;
  /** Did the machine not look at something that the source looks at, in the last run? */
  #looksAtLess = false;
  #calledNothing = false;
  #isUncut = false;
  #maySpill = false;
  /** From where both sides run. */
  #from: Cut | undefined;

  constructor(
    search: Search,
    at: Omit<FunctionAt, "live">,
    needed: Needed,
    { habits, asked, frame, text, mayInline, withLines, withFacts, saysOtherwise, isCut, banned, budget }: Beginning,
  ) {
    const { program } = search;
    this.#search = search;
    this.#needed = needed;
    this.#habits = habits;
    this.#prints = new Prints(withFacts ? new Following() : undefined);
    if (withFacts) this.#facts = new Facts(this.#conditionsAt, this.#prints);
    this.#mayInline = mayInline;
    this.#saysOtherwise = saysOtherwise;
    this.#calls = new InlinedCalls(search, text, at.index, habits.decisions);
    this.#points = this.#calls.points;
    this.#text = text;
    this.#states = new States(search, at, this.#prints);
    this.#places = new Places(this.#prints, asked, this.#states, {
      isStart: at.index === program.start,
      optimises: habits.optimises,
      saysOtherwise,
    });
    this.#known = {
      search,
      function: at,
      prints: this.#prints,
      places: this.#places,
      points: this.#points,
      cuts: this.#stops,
      cutAt: (pc) => {
        const cut = this.#atPc.get(pc);
        return cut?.end.call === undefined ? cut : undefined;
      },
      notLines: withLines ? this.#notLines : undefined,
      withFrame: (found, machine, wanted, pc, isLine) => {
        if (!habits.optimises) return found;
        const round = wanted.changeOf && asked.rounds.from(pc);
        if (isLine || saysOtherwise) return withSpilled(found, machine, wanted, frame().from(pc), round);
        this.#maySpill ||= maySpill(found, machine);
        return found;
      },
      uncut: ({ decided }) => {
        if (!isCut || decided < mostUncut) return;
        this.#isUncut = true;
        throw new Misfit("straight code is not cut");
      },
      noJoin: (key) => {
        this.#noPoint(key);
      },
      inline: ({ site, node }) => {
        this.#calls.inline(site, node, this.#hasToBeInlined);
      },
      isEntry: (pc) => this.#ownerOf(pc) !== undefined,
      mayInline: (site, node) => mayInline && this.#calls.mayInline(site, node),
      jumpsToCallee: (end, machine, pc, came) => this.#jumpsToCallee(end, machine, pc, came),
      banned,
      valuesAt: (end) => this.#valuesAt(end),
      wantedAt: (end, values) => this.#wantedAt(end, values),
      checks: () => (this.hasFacts ? "facts are known" : habits.optimises ? "each is looked at" : "all are made"),
      looksAtLess: () => {
        this.#looksAtLess = true;
      },
      factsOn: (proposal, end) => this.#facts?.arrive(proposal, this.#states.spokenOf(end)),
      budget,
    };
  }

  /** Is there an `&&` or an `||` in what was looked at? */
  get decides(): boolean {
    return this.#calls.decides;
  }

  /** Did it end for straight code that cannot be cut? */
  get isUncut(): boolean {
    return this.#isUncut;
  }

  /** Was something found that could be said in other words, or are there words in the frame that were not looked at? */
  get hasOtherWords(): boolean {
    return this.#maySpill || this.#places.hasOtherWords;
  }

  /** Is straight code cut? */
  get hasLines(): boolean {
    return this.#cuts.some(({ end }) => end.call === undefined && !this.#points.has(end.key));
  }

  run(): Guess {
    const { index, flow } = this.#known.function;
    if (this.#mayInline && !callsAsOften(this.#search.nodes, index, flow))
      this.#calls.inlineIn(this.#calls.outermost, this.#hasToBeInlined);
    let from: Cut | undefined;
    for (let [runs, isAgain] = [0, false]; isAgain || this.#todo.size > 0; runs++) {
      if (runs > mostRuns + mostRunsOfCut * this.#cuts.length) throw new Misfit("it finds no end");
      if (!isAgain) from = this.#next();
      this.#todo.delete(from);
      const { length } = this.#cuts;
      try {
        isAgain = this.#runFrom(from);
      } catch (error) {
        if (!(error instanceof Misfit) || !this.#mayKnowMore) throw error;
        this.#forgetFrom(length);
        isAgain = this.#learnMore();
      }
    }
    const claiming = new Claiming(this.#known.function.frame);
    const facts = this.#facts?.claimed();
    // What is known may keep both sides from a cut point.
    const cuts = this.#cuts.filter(({ facts }) => !this.hasFacts || facts.isSeen);
    const claimed = (cut: Cut): CutPoint => claiming.at(cut, facts?.get(cut) ?? none);
    return {
      habits: this.#habits,
      inlined: this.#calls.inlined,
      cuts: cuts.sort((a, b) => a.pc - b.pc).map(claimed),
      bound: this.#bound,
    };
  }

  /** Are facts looked for? Most code needs none, and they take as long as all else. */
  get hasFacts(): boolean {
    return this.#facts !== undefined;
  }

  /** Did the machine not make a call to which the source came? It may know that no way leads there: then what was run without that is of no use. */
  get mayKnowOfCall(): boolean {
    return this.#habits.optimises && this.#calledNothing;
  }

  /** May the machine know that of which it did not look whether it holds? */
  get #mayKnowMore(): boolean {
    return this.#habits.optimises && !this.hasFacts && this.#looksAtLess;
  }

  /**
   * First it is asked for what follows from what was decided on a way: true where the run has to be made again. Where that does not do, it is noted from
   * the entry on what is known at each cut point.
   */
  #learnMore(): boolean {
    if (!this.#prints.concludes) {
      this.#prints.conclude(new Following());
      return true;
    }
    this.#facts = new Facts(this.#conditionsAt, this.#prints);
    this.#todo.clear();
    this.#todo.add(undefined);
    return false;
  }

  /** Forget the cut points but for so many: the run that found them went where no way may lead. */
  #forgetFrom(length: number): void {
    for (const cut of this.#cuts.splice(length)) {
      this.#todo.delete(cut);
      this.#atPc.delete(cut.pc);
      if (this.#stops.get(cut.end.key) === cut) this.#stops.delete(cut.end.key);
    }
  }

  /** The first in the text, so that what is found of a loop is settled before what comes after it. */
  #next(): Cut | undefined {
    let first: Cut | undefined;
    for (const cut of this.#todo) {
      if (cut === undefined) return undefined;
      if (first === undefined || cut.pc < first.pc) first = cut;
    }
    return first;
  }

  /** Run everything from a cut point; true where that has to be done again. */
  #runFrom(from: Cut | undefined): boolean {
    const { program, claims, counts } = this.#search;
    this.#prints.takeBackTo(0);
    const time = this.#time++;
    counts.segments++;
    this.#from = from;
    this.#looksAtLess = false;
    const { outermost } = this.#calls;
    const isStart = from === undefined && outermost.index === program.start;
    const before = new Before(this.#prints, program, claims.layout.globals, time, isStart);
    this.#facts?.begin(from);
    const sides = from === undefined ? this.#states.entry(outermost, before) : this.#states.at(from, before);
    const found = runSegment(
      this.#known,
      sides,
      before,
      time,
      (arrival) => this.#arrive(arrival),
      (cut) => {
        throw new Misfit("the machine comes to a cut point, and the source does not", this.#joinsAmong([cut]));
      },
      (end) => this.#inlineIfItMayBe(end),
      (why) => this.#facts?.rely(why),
    );
    this.#cross(from, found.crossed);
    return this.#choose(found);
  }

  /** Of the places that all ways to a point passed the first is taken. True: the run has to be made again. */
  #choose({ proposals, leaving }: SegmentFound): boolean {
    let again = false;
    const chosen = new Set<number>();
    for (const [key, { end, values, ways, facts }] of proposals) {
      // No way of the machine may be under the facts of the source's; a place where ways join is none then.
      const kind = this.#points.get(key);
      const isOptional = kind === undefined || kind === "join";
      if (ways.length === 0 && !isOptional) continue;
      const first = [...commonOf(ways)].find(([pc]) => !this.#atPc.has(pc) && !leaving.has(pc));
      if (first !== undefined) {
        const [pc, found] = first;
        this.#add({ end, values, isGiven: false, pc, found, facts, from: new Set([this.#from]), anew: 0 });
        chosen.add(pc);
        again ||= found.isDoubted === true;
        for (const { relied } of ways) this.#facts?.rely(relied.get(pc) ?? none);
      } else if (isOptional) {
        this.#noPoint(key);
        again = true;
      } else throw new Misfit("the machine has no place for a point");
    }
    // A way to one point may lead over the place of another.
    for (const [key, { ways }] of proposals) {
      const own = this.#stops.get(key)?.pc;
      const isCrossed = ({ trail }: Way): boolean => trail.find((pc) => pc === own || chosen.has(pc)) !== own;
      again ||= own !== undefined && ways.some(isCrossed);
    }
    return again;
  }

  #noPoint(key: number): void {
    this.#points.delete(key);
    this.#notLines.add(key);
  }

  /** Both sides have come to a cut point, or to a call. */
  #arrive(arrival: Arrival): void {
    const { end, machine, at } = arrival;
    if (isCallEnd(end)) {
      this.#call(end, arrival);
      return;
    }
    const cut = this.#stops.get(end.key)!;
    if (at !== cut) throw new Misfit("the machine is elsewhere", this.#joinsAmong([at, cut]));
    this.#keep(cut, end, machine);
  }

  /** The source comes to a call: the machine makes it, with the same arguments, or it is inlined. */
  #call(end: CallEnd, arrival: Arrival): void {
    const { machine, called } = arrival;
    const other = this.#otherThan(end, arrival);
    if (other !== undefined || called === undefined) {
      this.#inlineIfItMayBe(end);
      this.#calledNothing = called === undefined;
      throw new Misfit(other ?? "the machine calls nothing");
    }
    if (this.#entryOf(end.call.callee) === undefined) this.#bound.set(called, end.call.callee);
    // A jump in place of a call comes to an end with it.
    const pc = machine.registers[registerNumbers.ra]!;
    if (!isKnown(pc)) return;
    const there = this.#atPc.get(pc);
    if (there !== undefined) {
      if (there.end.key !== end.key) throw new Misfit("a pc belongs to two points");
      this.#keep(there, end, machine);
      return;
    }
    const all = this.#valuesAt(end);
    const values = all.filter(({ kind }) => kind !== "result");
    const wanted = this.#wantedAt(end, values);
    const inPlaces = this.#places.found(machine, wanted, pc, true);
    if (inPlaces === undefined) throw new Misfit("sp is nowhere");
    const found = this.#known.withFrame(inPlaces, machine, wanted, pc, false);
    const cut: Cut = {
      end,
      values,
      isGiven: values.length < all.length,
      pc,
      found,
      facts: new FactsAt(),
      from: new Set([this.#from]),
      anew: 0,
    };
    this.#add(cut);
    this.#arriveWithFacts(cut, end);
  }

  /** What else the machine does than to make a call to which the source has come, if it does. */
  #otherThan({ site, point, call: { callee, arguments: words } }: CallEnd, arrival: Arrival): string | undefined {
    const { machine, called, isLevel } = arrival;
    const { registers } = machine;
    if (called === undefined) return "the machine calls nothing";
    if (!isKnown(registers[registerNumbers.ra]!) && !this.#isLeaving(machine)) return "the machine calls nothing";
    const entry = this.#entryOf(callee);
    const mayInline = this.#known.mayInline(site, point.node);
    if (entry === undefined ? this.#ownerOf(called) !== undefined : entry !== called)
      return "the machine calls another function";
    if (entry === undefined && mayInline && !this.#mayBe(callee, called)) return "the machine calls another function";
    const isGiven = (word: number, i: number): boolean => this.#prints.isSame(registers[registerNumbers.a0 + i]!, word);
    if (!words.slice(0, registerArguments).every(isGiven)) return "the machine gives other arguments";
    return mayInline && !isLevel ? "the machine has done something else" : undefined;
  }

  /** A call that the machine does not make is inlined, if it may be. */
  #inlineIfItMayBe({ site, point }: CallEnd): void {
    if (this.#known.mayInline(site, point.node)) throw new ToInline(site, point.node);
  }

  /** Does the machine jump to a function in place of calling it, as the last thing that it does? */
  #jumpsToCallee({ call: { callee } }: CallEnd, machine: MachineOnPrints, pc: number, came: number): boolean {
    const { search, function: at } = this.#known;
    if (!at.flow.jumps.has(pc) || !isJump(search.fetch(came)) || !this.#isLeaving(machine)) return false;
    const entry = this.#entryOf(callee);
    return entry === undefined ? this.#mayBe(callee, pc) : entry === pc;
  }

  /** Is all as it was at the entry? */
  #isLeaving({ registers }: MachineOnPrints): boolean {
    const { base, callers } = this.#states;
    if (this.#calls.outermost.index === this.#search.program.start) return false;
    return registers[registerNumbers.sp] === base && restored.every((one, i) => registers[one] === callers[i]);
  }

  #mayBe(callee: number, pc: number): boolean {
    return this.#search.mayBe(callee, pc, true, { index: this.#calls.outermost.index, isDoubted: () => false });
  }

  /** Does the code enter nothing that may be the callee? */
  readonly #hasToBeInlined = (callee: number): boolean => {
    const { calls, jumps } = this.#known.function.flow;
    const entry = this.#entryOf(callee);
    const mayBeIt = (to: number): boolean =>
      entry === undefined ? this.#ownerOf(to) === undefined && this.#mayBe(callee, to) : to === entry;
    return ![...calls.values(), ...jumps].some((to) => to === undefined || mayBeIt(to));
  };

  #add(cut: Cut): void {
    if (!isWhole(cut.found)) throw new Misfit("a value is nowhere");
    this.#cuts.push(cut);
    this.#atPc.set(cut.pc, cut);
    this.#todo.add(cut);
    if (cut.end.call !== undefined) return;
    this.#stops.set(cut.end.key, cut);
    for (const from of this.#crossing.get(cut.pc) ?? none) this.#todo.add(from);
  }

  /** Ways from a cut point lead over these pcs, and over no others any more. */
  #cross(from: Cut | undefined, crossed: ReadonlySet<number>): void {
    for (const pc of this.#crossed.get(from) ?? none) this.#crossing.get(pc)!.delete(from);
    this.#crossed.set(from, crossed);
    for (const pc of crossed) {
      const all = this.#crossing.get(pc);
      if (all === undefined) this.#crossing.set(pc, new Set([from]));
      else all.add(from);
    }
  }

  /** A cut point keeps what it has in common with an arrival. */
  #keep(cut: Cut, end: SourceEnd, machine: Arrival["machine"]): void {
    cut.from.add(this.#from);
    const left = this.#places.left(cut.found, machine, this.#wantedAt(end, cut.values));
    const anew = left === undefined || left === cut.found ? undefined : this.#anew(cut, left, end, machine);
    if (anew !== undefined) return;
    if (left === undefined || !isWhole(left))
      throw new Misfit("a value is nowhere on another way", this.#joinsAmong([cut]));
    const isLess = this.#arriveWithFacts(cut, end);
    if (left === cut.found && !isLess) return;
    cut.found = left;
    this.#todo.add(cut);
  }

  /** What is known at a cut point where both sides come to it; true where that is other than before. */
  #arriveWithFacts(cut: Cut, end: SourceEnd): boolean {
    return this.#facts?.arrive(cut, this.#states.spokenOf(end)) ?? false;
  }

  /** Something is not what it was said to be, but something else: that has to be so on all ways. */
  #anew(cut: Cut, left: Found, end: SourceEnd, machine: Arrival["machine"]): Found | undefined {
    if (cut.anew === mostAnew) return undefined;
    const found = this.#places.anew(cut.found, left, machine, this.#wantedAt(end, cut.values), cut.pc);
    if (found === undefined || !isWhole(found)) return undefined;
    cut.anew++;
    cut.found = found;
    this.#todo.add(cut);
    for (const from of cut.from) this.#todo.add(from);
    return found;
  }

  /** The pcs of those of these cut points where ways only join. */
  #joinsAmong(cuts: readonly (Cut | undefined)[]): readonly number[] {
    return cuts.flatMap((cut) => (cut !== undefined && this.#points.get(cut.end.key) === "join" ? [cut.pc] : []));
  }

  /** The conditions that may be facts at a point. */
  readonly #conditionsAt = ({ site, point }: Pick<SourceEnd, "site" | "point">): readonly SourceTerm[] => [
    ...this.#text.conditions.at(site, point),
    ...this.#text.lengthsInCalls.at(site, this.#calls.inlined.length),
  ];

  /** The values that are needed at a point. */
  #valuesAt({ site, point, running }: SourceEnd): readonly SourceValue[] {
    const variables = this.#needed.at(site, point, undefined);
    const pending = operandsOf(running.continuation).map((_, index): SourceValue => ({ kind: "pending", index }));
    const hasResult = point.phase === "after" && running.continuation.kind !== "discard";
    if (!hasResult && pending.length === 0) return variables;
    return hasResult ? [{ kind: "result" }, ...variables, ...pending] : [...variables, ...pending];
  }

  /** What is looked for where a way of the source ended. */
  #wantedAt(end: SourceEnd, values: readonly SourceValue[]): Wanted {
    let vocabulary: Vocabulary | undefined;
    const isThere = (slot: number): boolean => values.some((value) => value.kind === "local" && value.slot === slot);
    return {
      values,
      words: wordsOf(values, end),
      vocabulary: () => {
        vocabulary ??= new Vocabulary(
          this.#states.spokenOf(end),
          values,
          end.call === undefined ? this.#needed.globals(end.site, end.point) : noGlobals,
          () => this.#text.terms.at(end.site),
          // A callee may have changed elements, too.
          () => (end.call === undefined ? this.#text.elements.at(end.site, this.#calls.inlined.length) : none),
          this.#saysOtherwise ? "many" : "few",
        );
        return vocabulary;
      },
      changeOf: this.#changesFrom(end),
      constantOf: (value) =>
        value.kind === "local" ? this.#text.assignedOnce.constantOf(end.site, value.slot) : undefined,
      definitionOf: (value) =>
        value.kind === "local" ? this.#text.assignedOnce.termOf(end.site, value.slot, isThere) : undefined,
    };
  }

  /** Before a loop: what it does with values that are variables. */
  #changesFrom({ site, running: { control } }: SourceEnd): Wanted["changeOf"] {
    if (!this.#habits.optimises || control.at !== "execute" || control.statement.kind !== "while") return undefined;
    const { statement } = control;
    return (value) => {
      const changes = this.#changes.get(statement.id) ?? changesUnder(statement);
      this.#changes.set(statement.id, changes);
      return value.kind === "local" && value.slot >= site.first ? changes.get(value.slot - site.first) : undefined;
    };
  }

  #ownerOf(pc: number): number | undefined {
    return this.#search.owners.get(pc) ?? this.#bound.get(pc);
  }

  #entryOf(callee: number): number | undefined {
    return this.#search.entries.get(callee) ?? [...this.#bound].find(([, index]) => index === callee)?.[0];
  }
}
