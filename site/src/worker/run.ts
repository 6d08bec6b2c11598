/**
 * One run in lockstep, as long as it is. It is walked once from end to end; of each square only how much happened in it is
 * kept, and of every so many a copy of both sides. Squares that are to be shown are walked again, from the copy before them.
 */

import { describeOutcome, type Event, type Position } from "etalon";
import { LockstepWalk, type Square } from "etalon/proof";
import type { CutMark, Lockstep, WalkedSquare } from "./analysis.ts";
import { stateAt, type Walked } from "./state-at.ts";
import { PathWatch } from "./watch.ts";

/** What is walked before the page says that it stopped. */
const budgets = { squares: 500_000, stepsOfSquare: 300_000, steps: 6_000_000 } as const;

/**
 * The most elements of an array that are compared at one cut point: when the run is first walked, on the way to squares that
 * are to be shown, and in these.
 */
const compared = { scan: 64, again: 2, shown: 4096 } as const;

/** The most copies, and the host memory that they may take, about. */
const copies = { most: 64, bytes: 64_000_000 } as const;

/** The events that are shown before a place. */
const eventsShown = 12;

const endOfInput = -1;
const written = 256;

/** One word for an event. */
function eventCode(event: Event): number {
  return "read" in event ? event.read : written + event.write;
}

function eventText(code: number): string {
  if (code === endOfInput) return "read end";
  return code < written ? `read ${code}` : `write ${code - written}`;
}

/** A run under way, or over. */
export class Run {
  readonly #walked: Walked;
  readonly #cuts: ReadonlyMap<string, string>;
  readonly #letters: ReadonlyMap<number, string>;
  readonly #place: (node: number) => Position;
  readonly #walk: LockstepWalk;
  /** Copies, by the number of the square that each would walk next, ascending. */
  #copies: LockstepWalk[];
  #stride = 16;
  readonly #steps: number[] = [];
  readonly #events: number[] = [];
  /** How many events there were after each square. */
  readonly #ends: number[] = [];
  #spent = 0;
  #broken: number | undefined;
  #stopped: string | undefined;
  #over = false;

  constructor(walked: Walked, input: Uint8Array, cuts: readonly CutMark[], place: (node: number) => Position) {
    this.#walked = walked;
    this.#cuts = new Map(cuts.map(({ phase, node, pc, letter }) => [`${phase} ${node} ${pc}`, letter]));
    this.#letters = new Map(cuts.map(({ pc, letter }) => [pc, letter]));
    this.#place = place;
    this.#walk = LockstepWalk.begin(walked.program, walked.image, walked.claims, input);
    this.#copies = [this.#walk.fork()];
  }

  /** Walk on by about so many steps, or to the end. */
  walkOn(steps: number): void {
    const until = this.#spent + steps;
    while (!this.#over && this.#spent < until) this.#one();
  }

  #one(): void {
    const square = this.#walk.next({ steps: budgets.stepsOfSquare, elements: compared.scan });
    if (square === undefined) {
      this.#over = true;
      return;
    }
    if (isRunning(square)) {
      this.#stop(`no cut point was reached within ${budgets.stepsOfSquare.toLocaleString("en")} steps`);
      return;
    }
    this.#spent += square.sourceSteps + square.machineSteps;
    this.#steps.push(square.machineSteps);
    for (const event of square.events) this.#events.push(eventCode(event));
    this.#ends.push(this.#events.length);
    if (square.broken !== undefined) this.#broken = square.number;
    if (this.#steps.length > budgets.squares) this.#stop(`${budgets.squares.toLocaleString("en")} squares are walked`);
    else if (this.#spent > budgets.steps) this.#stop(`${budgets.steps.toLocaleString("en")} steps are spent`);
    if (this.#walk.number % this.#stride === 0) this.#keep();
  }

  #stop(why: string): void {
    this.#stopped = why;
    this.#over = true;
  }

  #keep(): void {
    this.#copies.push(this.#walk.fork());
    // The store is copied whole, and about as much of the machine's memory is written again until the next copy.
    const most = Math.max(4, Math.min(copies.most, copies.bytes / (2 * this.#walk.store.spent + 65_536)));
    while (this.#copies.length > most) {
      this.#stride *= 2;
      this.#copies = this.#copies.filter((copy) => copy.number % this.#stride === 0);
    }
  }

  /** What is known of the run so far. */
  summary(): Lockstep {
    return {
      count: Math.max(0, this.#steps.length - 1),
      steps: Uint32Array.from(this.#steps),
      events: Uint32Array.from(this.#ends),
      broken: this.#broken,
      over: this.#over,
      stopped: this.#stopped,
    };
  }

  /** Both sides where a square begins; a copy, which may be walked on. */
  before(square: number): LockstepWalk {
    const copy = this.#copies.findLast(({ number }) => number <= square) ?? this.#copies[0]!;
    const walk = copy.fork();
    while (walk.number < square && walk.next({ steps: budgets.stepsOfSquare, elements: compared.again }) !== undefined);
    return walk;
  }

  /** The squares from one to another, whole. */
  squares(from: number, to: number): readonly WalkedSquare[] {
    const [first, last] = [Math.max(0, from), Math.min(to, this.#steps.length - 1)];
    const walk = this.before(first);
    const steps = budgets.stepsOfSquare;
    const shown: WalkedSquare[] = [];
    const watch = new PathWatch(this.#place);
    while (walk.number <= last) {
      watch.begin();
      const square = walk.next({ steps, elements: compared.shown, whole: true }, watch);
      if (square === undefined) break;
      shown.push(this.#shown(square, walk, watch));
    }
    return shown;
  }

  #shown(square: Square, walk: LockstepWalk, watch: PathWatch): WalkedSquare {
    const { number, source, machine, sourceSteps, machineSteps, values, invariant, broken } = square;
    const before = this.#ends[number] ?? 0;
    const codes = this.#events.slice(Math.max(0, before - eventsShown), before);
    const { accesses } = watch;
    return {
      number,
      function: this.#walked.program.functions[square.function]!.name,
      letter:
        "phase" in source && "pc" in machine
          ? this.#cuts.get(`${source.phase} ${source.node} ${machine.pc}`)
          : undefined,
      source: this.#sourceText(square),
      machine: "outcome" in machine ? describeOutcome(machine.outcome) : machine.pc.toString(16),
      sourceSteps,
      machineSteps,
      events: square.events.map((event) => eventText(eventCode(event))),
      machineEvents: square.machineEvents.map((event) => eventText(eventCode(event))),
      eventsSoFar: { count: before, last: codes.map(eventText) },
      values,
      invariant,
      broken,
      sourcePath: watch.lines,
      machinePath: watch.instructions,
      executed: watch.executed,
      state: stateAt(this.#walked, walk, square, accesses, this.#letters),
    };
  }

  #sourceText({ source }: Square): string {
    if ("outcome" in source) return describeOutcome(source.outcome);
    const { line, column } = this.#place(source.node);
    return `${source.phase} ${line}:${column}`;
  }
}

function isRunning({ source, machine }: Square): boolean {
  return [source, machine].some((side) => "outcome" in side && side.outcome.kind === "running");
}
