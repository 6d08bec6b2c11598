/**
 * Running an image on one of the engines, with any environment. All give the same results: outcome, pc, registers,
 * memory, the calls made, the instructions retired.
 */

import type { Outcome } from "../core/behaviour.ts";
import type { Image } from "../machine/isa/image.ts";
import { type InitialState, initialState, type LoadOptions, loadMachine } from "../machine/semantics/load.ts";
import type { Machine, SystemCalls } from "../machine/semantics/machine.ts";
import { step } from "../machine/semantics/step.ts";
import { FastMachine } from "./fast-machine.ts";
import { layOut } from "./flat-memory.ts";
import { nearLimit } from "./interpreter.ts";
import { type LargeMachine, Seat } from "./seat.ts";
import { defaultTuning, type Tuning } from "./tuning.ts";
import { host, type WasmMemory } from "./wasm/host.ts";
import { Translator } from "./wasm/translator.ts";

/** The engines by name: the rules themselves, the predecoding interpreter, and the translator to WebAssembly. */
export const engineNames = ["reference", "interpreter", "wasm"] as const;

/** The name of an engine. */
export type EngineName = (typeof engineNames)[number];

/** Which engine runs. The choice changes nothing but the time. */
export interface EngineOptions {
  /** `auto`, unless given: the interpreter, and WebAssembly for what runs long. */
  readonly engine?: EngineName | "auto";
}

/** How a run is executed, and how long it is observed. */
export interface ExecuteOptions extends LoadOptions, EngineOptions {
  /** For tests: numbers that decide how the work is cut. */
  readonly tuning?: Partial<Tuning>;
  /** The most instructions to retire; without limit unless given. */
  readonly budget?: number;
  /** Asked before the first instruction and after each call: has the observer seen enough? */
  readonly enough?: () => boolean;
  /** Kept up to date before each call: how many instructions retired by then, for an environment that has a clock. */
  readonly progress?: { retired: number };
}

/** The result of a run. */
export interface Execution {
  readonly outcome: Outcome;
  readonly retired: number;
  /** The address, unsigned, of the instruction that stopped the machine, or of the next one. */
  readonly pc: number;
  readonly machine: Machine<number>;
}

/** The behaviour of an image in an environment; see {@link runImage} for Ell's. */
export function executeImage(image: Image, environment: SystemCalls<number>, options: ExecuteOptions = {}): Execution {
  const small = options.engine === "reference" ? undefined : smallMachine(image, environment, options);
  if (small === undefined) return onReference(loadMachine(image, environment, options), options);
  const seat = new Seat(small, () => largeMachine(image, environment, options));
  const translating = mayTranslate(options);
  const translator = translating ? new Translator(seat, tuningOf(options), image.entry | 0) : undefined;
  return onFast(seat, translator, options);
}

const never = (): boolean => false;

function onReference(machine: Machine<number>, options: ExecuteOptions): Execution {
  const { budget = Number.POSITIVE_INFINITY, enough = never, progress = { retired: 0 } } = options;
  let outcome: Outcome = { kind: "running" };
  let retired = 0;
  let watching = !enough();
  while (retired < budget && watching) {
    progress.retired = retired;
    const taken = step(machine);
    if (taken.outcome !== undefined) {
      if (taken.outcome.kind !== "faulted") retired++;
      outcome = taken.outcome;
      break;
    }
    retired++;
    if (taken.rule === "ecall") watching = !enough();
  }
  return { outcome, retired, pc: machine.pc >>> 0, machine };
}

/** The most instructions that one call of the interpreter is asked for: few enough that it is compiled soon. */
const sliceLimit = 2 ** 15;

/** Run a machine whose memory has windows. What the run needs more of is made when it needs it. */
function onFast(seat: Seat, translator: Translator | undefined, options: ExecuteOptions): Execution {
  const { budget = Number.POSITIVE_INFINITY, enough = never } = options;
  const { hotAfter, sample, strays } = tuningOf(options);
  let { fast } = seat;
  let outcome: Outcome = { kind: "running" };
  let retired = 0;
  // How many more are interpreted before a look at what runs. The first is early, since the host compiles this loop for
  // what it has seen, and again when it sees more.
  let patience = translator === undefined ? Number.POSITIVE_INFINITY : Math.min(sample, hotAfter);
  // A look may be a little early: to interpret exactly so many is a loop of its own, which the host would compile, too.
  const early = sample < 8 * nearLimit ? 0 : 4 * nearLimit;
  // Is anything translated? As long as not, no mark need be looked for.
  let begun = false;
  // Calls of the environment since the look before.
  let called = 0;
  // Is there translated code from pc on? And did an attempt to enter it there retire nothing?
  let entering = false;
  let past = false;
  let watching = !enough();
  while (retired < budget && watching) {
    if (seat.strays(strays)) seat.move();
    if (patience <= early) {
      if (called * leastBetweenCalls < sample) translator?.interpreted(fast.interpreter.pc, sample);
      begun = translator?.begun === true;
      called = 0;
      patience = sample;
    }
    ({ fast } = seat);
    const left = Math.ceil(budget - retired);
    let calling = false;
    if (entering) {
      entering = false;
      retired += translator?.run(Math.min(left, translatedLimit)) ?? 0;
      calling = translator?.atCall ?? false;
      past = !calling;
      if (past || retired >= budget) continue;
    }
    if (!calling) {
      const slice = Math.min(left, sliceLimit, patience);
      // A look need not be at exactly so many instructions, and is cheaper at a jump before.
      const exact = slice === left || slice < 4 * nearLimit;
      const ran = past ? fast.interpreter.runPast(slice, exact) : fast.interpreter.run(slice, exact);
      past = false;
      retired += slice - ran.left;
      patience -= slice - ran.left;
      if (ran.halt === "limit") {
        if (!exact && patience < nearLimit) patience = 0;
        continue;
      }
      entering = ran.halt === "enter";
      if (entering) continue;
    }
    if (options.progress !== undefined) options.progress.retired = retired;
    called++;
    const final = fast.step();
    if (final?.kind !== "faulted") retired++;
    if (final !== undefined) {
      outcome = final;
      break;
    }
    entering = begun && fast.text.isMarked(fast.interpreter.pc);
    watching = !enough();
  }
  const machine = fast.machine();
  return { outcome, retired, pc: machine.pc >>> 0, machine };
}

/**
 * How many instructions there must be between two calls of the environment: each call leaves translated code and comes
 * back, and fewer are interpreted as fast.
 */
const leastBetweenCalls = 16;

/** When `wasm` is asked for, fewer are interpreted first. */
const eager = { hotAfter: 10_000, price: 2000, patience: 0 } as const;

/** The most instructions that translated code is asked for at once: the host gets control back regularly. */
const translatedLimit = 2 ** 40;

function tuningOf({ engine, tuning }: ExecuteOptions): Tuning {
  // Even where translated code is asked for, a look at where the accesses go comes first.
  return { ...defaultTuning, ...(engine === "wasm" ? eager : {}), ...tuning };
}

/** May the run be translated? One that ends before anything would be needs no memory that translated code can share. */
function mayTranslate(options: ExecuteOptions): boolean {
  const { engine, budget = Number.POSITIVE_INFINITY } = options;
  return host !== undefined && engine !== "interpreter" && budget > tuningOf(options).hotAfter;
}

/** The machine with windows on its memory; none for an image that the fast engines do not take. */
function smallMachine(
  image: Image,
  environment: SystemCalls<number>,
  options: ExecuteOptions,
): FastMachine | undefined {
  const state = initialState(image, options);
  const apart = state.segments.every((segment, i) => {
    const end = segment.address + Math.max(segment.size, segment.room ?? 0);
    return end <= (state.segments[i + 1]?.address ?? 2 ** 32) && segment.bytes.length <= segment.size;
  });
  if (!apart) return undefined;
  const layout = layOut(state.segments, tuningOf(options).window);
  const buffer = bufferOf(layout.size);
  return buffer === undefined ? undefined : new FastMachine(image, state, layout, buffer, environment);
}

/** The machine with all of its memory in one buffer; none where the host has no room for it. */
function largeMachine(
  image: Image,
  environment: SystemCalls<number>,
  options: ExecuteOptions,
): LargeMachine | undefined {
  const state: InitialState = initialState(image, options);
  const layout = layOut(state.segments);
  const shared = mayTranslate(options) ? wasmMemory(layout.size) : undefined;
  const buffer = shared?.buffer ?? bufferOf(layout.size);
  return buffer === undefined
    ? undefined
    : { fast: new FastMachine(image, state, layout, buffer, environment), shared };
}

function bufferOf(size: number): ArrayBuffer | undefined {
  return unlessNoRoom(() => new ArrayBuffer(size));
}

/** A memory that translated code can share. */
function wasmMemory(size: number): WasmMemory | undefined {
  const pages = Math.ceil(size / 0x10000);
  return unlessNoRoom(() => host && new host.Memory({ initial: pages, maximum: pages }));
}

/** What is made; undefined when the host has no room. */
function unlessNoRoom<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
