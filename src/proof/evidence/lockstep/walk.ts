/**
 * A certificate run: both sides run on one input from cut point to cut point, with the relation evaluated at each.
 *
 * This is the simulation diagram of the theorem on concrete values. It proves nothing; it shows what is claimed, and
 * where a claim first fails. The relation is that of src/proof/checker/theorem.md.
 */

import type { Event, Outcome } from "../../../core/behaviour.ts";
import { sameEvent, sameOutcome } from "../../../core/behaviour.ts";
import { type Arrival, environmentOf, type RecordingEnvironment } from "../../../core/environment.ts";
import { int32 } from "../../../core/word.ts";
import type { Program } from "../../../lang/program/program.ts";
import { ConcreteStore } from "../../../lang/semantics/concrete-store.ts";
import {
  type Configuration,
  type Continuation,
  initial,
  type SourceFinal,
} from "../../../lang/semantics/configuration.ts";
import { type Setting, step as stepSource, type Transition } from "../../../lang/semantics/step.ts";
import type { Image } from "../../../machine/isa/image.ts";
import { ellSystemCalls } from "../../../machine/semantics/ell-environment.ts";
import { loadMachine } from "../../../machine/semantics/load.ts";
import type { Machine } from "../../../machine/semantics/machine.ts";
import { step as stepMachine } from "../../../machine/semantics/step.ts";
import { type TracedStep, tracedStep } from "../../../machine/semantics/trace.ts";
import type { Claims, CutPoint, SourcePoint } from "../../certificate/claims.ts";
import { inlinedBy, type SourceActivation } from "./activations.ts";
import { CutIndex } from "./cut-index.ts";
import type { HeapLayout } from "./heap-layout.ts";
import { type Conjunct, type RelatedClaim, Relation } from "./relation.ts";

/** A point that both sides have reached: a cut point, or the end. */
export interface Square {
  /** 0 for the start. */
  readonly number: number;
  /** Index of the running function. */
  readonly function: number;
  /** The source point, or how the source ended. */
  readonly source: SourcePoint | { readonly outcome: Outcome };
  /** The machine's pc, or how it ended. */
  readonly machine: { readonly pc: number } | { readonly outcome: Outcome };
  /** Steps since the square before. */
  readonly sourceSteps: number;
  readonly machineSteps: number;
  /** What the source exchanged since the square before, and what the machine did. */
  readonly events: readonly Event[];
  readonly machineEvents: readonly Event[];
  /** The claims, evaluated. */
  readonly values: readonly RelatedClaim[];
  /** The rest of the relation, where the whole of it was asked for. */
  readonly invariant: readonly Conjunct[];
  /** Why the square is broken, in words; undefined when it commutes. */
  readonly broken: string | undefined;
}

/** How long to walk. */
export interface WalkBudget {
  /** The most squares; 1,000 unless given. */
  readonly squares?: number;
  /** The most steps of either side in one square; a million unless given. */
  readonly steps?: number;
  /** The most elements that are compared of one array at one cut point, half of them at each end; 4,096 unless given. */
  readonly elements?: number;
}

/** How to walk. */
export interface WalkOptions extends WalkBudget {
  /** Evaluate the whole relation at each cut point, conjunct by conjunct, and not only what is claimed there. */
  readonly whole?: boolean;
}

/** Who watches a walk is told of each step of either side. */
export interface WalkWatch {
  /** Told of each step of the source. */
  readonly source: (before: Configuration<number>, transition: Transition<number>) => void;
  /** Told of each step of the machine. */
  readonly machine: (step: TracedStep) => void;
}

/** One side at the end of a segment. */
interface SourceStop {
  readonly function: number;
  readonly point: SourcePoint | undefined;
  readonly outcome: Outcome | undefined;
  readonly steps: number;
}

function outcomeOf(final: SourceFinal<number>): Outcome {
  return final.kind === "halted" ? final : { kind: "trapped", trap: final.trap };
}

/**
 * The squares of a run, in order; the last is the end, or the first broken one. `arrival` says how blocks of input and output move.
 *
 * @example
 * ```ts
 * import { claimsOf, compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { walkLockstep } from "etalon/proof";
 * const program = parseProgram("fn main(): int { write(read()); return 3; }");
 * const compiled = program.ok ? compile(program.value) : program;
 * if (!program.ok || !compiled.ok) throw new Error("not compiled");
 * const claims = claimsOf(compiled.value);
 * const squares = [...walkLockstep(program.value, compiled.value.image, claims, Uint8Array.of(65), { whole: true })];
 * squares.at(-1)!.source; // => { outcome: { kind: "halted", code: 3 } }
 * squares.at(-2)!.invariant.every(({ related }) => related); // => true
 * ```
 */
export function* walkLockstep(
  program: Program,
  image: Image,
  claims: Claims,
  input: Uint8Array,
  options: WalkOptions & { readonly arrival?: Arrival | undefined } = {},
): Generator<Square> {
  const { squares = 1_000 } = options;
  const walk = LockstepWalk.begin(program, image, claims, input, options.arrival);
  for (let number = 0; number < Math.max(1, squares); number++) {
    const square = walk.next(options);
    if (square === undefined) return;
    yield square;
  }
}

/** A walk under way. It can be copied, so that a long run can be looked at in any place without going there again. */
export class LockstepWalk {
  readonly #program: Program;
  readonly #points: CutIndex;
  readonly #source: Side;
  readonly #target: Side;
  readonly #machine: Machine<number>;
  readonly #relation: Relation;
  readonly #store: ConcreteStore;
  readonly #claims: Claims;
  readonly #calls: SourceActivation[];
  #configuration: Configuration<number>;
  #number: number;
  #instructions = 0;
  #over = false;

  private constructor(
    program: Program,
    claims: Claims,
    points: CutIndex,
    source: Side,
    target: Side,
    machine: Machine<number>,
    relation: Relation,
    store: ConcreteStore,
    configuration: Configuration<number>,
    calls: readonly SourceActivation[],
    number: number,
  ) {
    this.#program = program;
    this.#claims = claims;
    this.#points = points;
    this.#source = source;
    this.#target = target;
    this.#machine = machine;
    this.#relation = relation;
    this.#store = store;
    this.#configuration = { ...configuration, store };
    this.#calls = [...calls];
    this.#number = number;
  }

  /** At the start of both sides, with an input and how its blocks move. */
  static begin(program: Program, image: Image, claims: Claims, input: Uint8Array, arrival?: Arrival): LockstepWalk {
    const target = Side.begin(input, arrival);
    const machine = loadMachine(image, ellSystemCalls(target.environment));
    // What registers hold at the start is not known, and nothing may depend on it.
    for (let register = 1; register < 32; register++) machine.registers[register] = 0x1234_5670 + register;
    const relation = Relation.begin(program, claims, machine);
    const store = new ConcreteStore(program.globals.length);
    const points = new CutIndex(program, claims);
    const configuration = initial(program, 0, store);
    const { start } = program;
    return new LockstepWalk(
      program,
      claims,
      points,
      Side.begin(input, arrival),
      target,
      machine,
      relation,
      store,
      configuration,
      [{ function: start, owner: start, inlined: undefined, depth: 0 }],
      0,
    );
  }

  /** An independent copy: both go on from here. It takes as much memory as the run has written. */
  fork(): LockstepWalk {
    const target = this.#target.fork();
    const machine: Machine<number> = {
      ...this.#machine,
      registers: this.#machine.registers.slice(),
      memory: this.#machine.memory.fork(),
      environment: ellSystemCalls(target.environment),
    };
    const copy = new LockstepWalk(
      this.#program,
      this.#claims,
      this.#points,
      this.#source.fork(),
      target,
      machine,
      this.#relation.fork(machine),
      this.#store.fork(),
      this.#configuration,
      this.#calls,
      this.#number,
    );
    copy.#instructions = this.#instructions;
    copy.#over = this.#over;
    return copy;
  }

  /** Where the source is. */
  get configuration(): Configuration<number> {
    return this.#configuration;
  }

  /** What the source has in memory. */
  get store(): ConcreteStore {
    return this.#store;
  }

  /** Where the machine is. Who looks must not change it. */
  get machine(): Machine<number> {
    return this.#machine;
  }

  /** Where the source's arrays are in the machine's memory. */
  get heap(): HeapLayout {
    return this.#relation.heap;
  }

  /** The running functions, by index, the innermost last. */
  get calls(): readonly number[] {
    return this.#calls.map((activation) => activation.function);
  }

  /** The functions whose machine code runs, by index, the innermost last: not those that are inlined, or whose last call was made. */
  get owners(): readonly number[] {
    return this.#calls.flatMap(({ owner, depth }, i) => (this.#calls[i + 1]?.depth === depth ? [] : [owner]));
  }

  /** The number of the next square. */
  get number(): number {
    return this.#number;
  }

  /** Walk to the next cut point or end; undefined after the last. The first answer is the start. */
  next(options: Omit<WalkOptions, "squares"> = {}, watch?: WalkWatch): Square | undefined {
    if (this.#over) return undefined;
    if (this.#number === 0) return this.#start();
    const { steps: most = 1_000_000, elements = 4096, whole = false } = options;
    const source = this.#runSource(most, watch);
    const stop = this.#runMachine(most, watch);
    const [made, done] = [this.#source.take(), this.#target.take()];
    const different = differentEvents(made, done, this.#source.before);
    const exhausted = stop.outcome?.kind === "exhausted";
    const cut =
      source.point !== undefined && stop.outcome === undefined
        ? this.#points.pair(this.#calls.at(-1)!, source.point, this.#machine.pc >>> 0)
        : undefined;
    const apart = exhausted ? undefined : (different ?? differentEnds(source, stop.outcome, cut));
    const claims = cut && this.#points.claims(cut);
    if (cut !== undefined && claims === undefined) this.#entered();
    const related =
      apart === undefined && cut !== undefined
        ? this.#relation.at(this.#calls.at(-1)!, cut, claims, this.#configuration, this.#store, { elements, whole })
        : { values: [], invariant: [], broken: undefined };
    const broken = apart ?? related.broken;
    this.#over = broken !== undefined || source.point === undefined || stop.outcome !== undefined;
    return {
      number: this.#number++,
      function: source.function,
      source: cut ?? source.point ?? { outcome: source.outcome! },
      machine: stop.outcome === undefined ? { pc: this.#machine.pc >>> 0 } : { outcome: stop.outcome },
      sourceSteps: source.steps,
      machineSteps: stop.steps,
      events: made,
      machineEvents: done,
      values: related.values,
      invariant: related.invariant,
      broken,
    };
  }

  #start(): Square {
    const { start, functions } = this.#program;
    this.#relation.enter(undefined);
    return {
      number: this.#number++,
      function: start,
      source: { phase: "before", node: functions[start]!.body.id },
      machine: { pc: this.#machine.pc >>> 0 },
      sourceSteps: 0,
      machineSteps: 0,
      events: [],
      machineEvents: [],
      values: [],
      invariant: [],
      broken: undefined,
    };
  }

  /** Run the source, at least one step, to a cut point. */
  #runSource(most: number, watch: WalkWatch | undefined): SourceStop {
    const { environment } = this.#source;
    const setting: Setting<number> = { program: this.#program, words: int32, environment };
    const calls = this.#calls;
    for (let steps = 1; steps <= most; steps++) {
      const transition = stepSource(setting, this.#configuration);
      watch?.source(this.#configuration, transition);
      if (transition.final !== undefined)
        return { function: calls.at(-1)!.function, point: undefined, outcome: outcomeOf(transition.final), steps };
      const c = transition.next;
      this.#configuration = c;
      if (transition.rule === "call_enter" && c.continuation.kind === "call") this.#call(c.continuation.node);
      if (transition.rule === "call_value" || transition.rule === "call_done") calls.pop();
      const running = calls.at(-1)!;
      const point = this.#points.point(running, c);
      if (point !== undefined) return { function: running.function, point, outcome: undefined, steps };
    }
    return { function: calls.at(-1)!.function, point: undefined, outcome: { kind: "running" }, steps: most };
  }

  #call({ id, callee }: Extract<Continuation<number>, { kind: "call" }>["node"]): void {
    const caller = this.#calls.at(-1)!;
    const { owner, depth } = caller;
    const inlined = inlinedBy(this.#claims.functions[owner]!.inlined ?? [], caller, id);
    const own = { function: callee, owner: callee, inlined: undefined, depth: depth + 1 };
    this.#calls.push(inlined === undefined ? own : { function: callee, owner, inlined, depth });
  }

  /** Both sides are at the entry of a function. */
  #entered(): void {
    const callee = this.#calls.pop()!;
    this.#calls.push({ ...callee, depth: this.#relation.enter(this.#calls.at(-1)) });
  }

  /** Run the machine, at least one step, to a pc of the certificate. */
  #runMachine(
    most: number,
    watch: WalkWatch | undefined,
  ): { readonly outcome: Outcome | undefined; readonly steps: number } {
    const { events } = this.#target.environment;
    for (let steps = 1; steps <= most; steps++) {
      const before = events.length;
      const taken = stepMachine(this.#machine);
      watch?.machine(tracedStep(this.#instructions, taken, events.slice(before)));
      this.#instructions++;
      if (taken.outcome !== undefined) return { outcome: taken.outcome, steps };
      if (this.#points.pcs.has(this.#machine.pc >>> 0)) return { outcome: undefined, steps };
    }
    return { outcome: { kind: "running" }, steps: most };
  }
}

/** What one side exchanges with its environment: of events made before the present square only the number is kept. */
class Side {
  readonly environment: RecordingEnvironment;
  /** The input from where the environment began. */
  readonly #input: Uint8Array;
  readonly #arrival: Arrival | undefined;
  /** Bytes read in squares before, and events made there. */
  #read = 0;
  before = 0;
  #made = 0;

  private constructor(input: Uint8Array, arrival: Arrival | undefined, made: number) {
    this.#input = input;
    this.#arrival = arrival;
    this.environment = environmentOf(input, arrival, made);
    this.#made = made;
  }

  static begin(input: Uint8Array, arrival: Arrival | undefined): Side {
    return new Side(input, arrival, 0);
  }

  /** An independent copy, between two squares. */
  fork(): Side {
    return new Side(this.#input.subarray(this.#read), this.#arrival, this.#made);
  }

  /** The events of the square that ends now. */
  take(): readonly Event[] {
    const taken = this.environment.events.splice(0);
    this.before = this.#made;
    this.#made += taken.length;
    for (const event of taken) if ("read" in event && event.read >= 0) this.#read++;
    return taken;
  }
}

/** The first event that differs; so many were before these. */
function differentEvents(source: readonly Event[], machine: readonly Event[], before: number): string | undefined {
  for (let i = 0; i < Math.max(source.length, machine.length); i++) {
    const [a, b] = [source[i], machine[i]];
    if (a === undefined || b === undefined || !sameEvent(a, b))
      return `event ${before + i}: the source ${a === undefined ? "does nothing" : describeEvent(a)}, the machine ${b === undefined ? "does nothing" : describeEvent(b)}`;
  }
  return undefined;
}

/** An event in words. */
export function describeEvent(event: Event): string {
  if ("read" in event) return event.read < 0 ? "reads the end of input" : `reads ${event.read}`;
  return `writes ${event.write}`;
}

function differentEnds(
  source: SourceStop,
  outcome: Outcome | undefined,
  cut: CutPoint | undefined,
): string | undefined {
  if (source.point !== undefined) {
    if (outcome !== undefined) return "the machine ends where the source goes on";
    return cut !== undefined ? undefined : "the machine arrives at another cut point";
  }
  if (outcome === undefined) return "the source ends where the machine goes on";
  return sameOutcome(source.outcome!, outcome) ? undefined : "the two sides end differently";
}
