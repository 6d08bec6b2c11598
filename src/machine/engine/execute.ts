/**
 * Running an image on one of the engines, with any environment. All give the same results: outcome, pc, registers,
 * memory, the calls made, the instructions retired.
 */

import type { Outcome } from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";
import type { Image } from "../image.ts";
import { initialState, type LoadOptions, loadMachine } from "../load.ts";
import type { Machine, SystemCalls } from "../machine.ts";
import { ConcreteMemory } from "../memory.ts";
import { step } from "../step.ts";
import { FastMachine } from "./fast-machine.ts";
import { layOut } from "./flat-memory.ts";
import { trainInterpreter } from "./train.ts";
import { host, type WasmMemory } from "./wasm/host.ts";
import { defaultTuning, Translator, type Tuning } from "./wasm/translator.ts";

/** The engines by name: the rules themselves, the predecoding interpreter, and the translator to WebAssembly. */
export const engineNames = ["reference", "interpreter", "wasm"] as const;

/** The name of an engine. */
export type EngineName = (typeof engineNames)[number];

/** Which engine runs. The choice changes nothing but the time. */
export interface EngineOptions {
  /** `auto`, unless given: the reference for a start, then the interpreter, and WebAssembly for what runs long. */
  readonly engine?: EngineName | "auto";
}

/** How a run is executed, and how long it is watched. */
export interface ExecuteOptions extends LoadOptions, EngineOptions {
  /** For tests: numbers that decide how the work is cut. */
  readonly tuning?: Partial<Tuning>;
  /** The most instructions to retire; without limit unless given. */
  readonly budget?: number;
  /** Asked before the first instruction and after each call: has the observer seen enough? */
  readonly enough?: () => boolean;
}

/** What became of a run. */
export interface Execution {
  readonly outcome: Outcome;
  readonly retired: number;
  /** The address, unsigned, of the instruction that stopped the machine, or of the next one. */
  readonly pc: number;
  readonly machine: Machine<number>;
}

/** The behaviour of an image in an environment; see {@link runImage} for Ell's. */
export function executeImage(image: Image, environment: SystemCalls<number>, options: ExecuteOptions = {}): Execution {
  const { engine = "auto" } = options;
  switch (engine) {
    case "reference":
      return onReference(loadMachine(image, environment, options), options);
    case "interpreter":
    case "wasm": {
      const prepared = prepare(image, environment, options);
      if (prepared === undefined) return onReference(loadMachine(image, environment, options), options);
      return onFast(prepared.fast, prepared.translator, options);
    }
    case "auto":
      return automatic(image, environment, options);
    default:
      return impossible(engine);
  }
}

const never = (): boolean => false;

/**
 * The reference first: it takes memory page by page, where a buffer for all of it can cost the host a collection of its
 * garbage. A run that is not over soon goes on in a buffer.
 */
function automatic(image: Image, environment: SystemCalls<number>, options: ExecuteOptions): Execution {
  const { budget = Number.POSITIVE_INFINITY, enough = never } = options;
  const machine = loadMachine(image, environment, options);
  const begun = onReference(machine, { ...options, budget: Math.min(budget, tuningOf(options).plain) });
  if (begun.outcome.kind !== "running" || begun.retired >= budget || enough()) return begun;
  const prepared = prepare(image, environment, options);
  if (prepared === undefined || !(machine.memory instanceof ConcreteMemory)) {
    return onReference(machine, options, begun.retired);
  }
  prepared.fast.resume(machine, machine.memory.written());
  return onFast(prepared.fast, prepared.translator, options, begun.retired);
}

function onReference(machine: Machine<number>, options: ExecuteOptions, before = 0): Execution {
  const { budget = Number.POSITIVE_INFINITY, enough = never } = options;
  let outcome: Outcome = { kind: "running" };
  let retired = before;
  let watching = !enough();
  while (retired < budget && watching) {
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
const sliceLimit = 2 ** 20;

/** Once so many were interpreted since something was translated, what runs then is translated, too. */
const restless = 4;

function onFast(fast: FastMachine, translator: Translator | undefined, options: ExecuteOptions, before = 0): Execution {
  const { budget = Number.POSITIVE_INFINITY, enough = never } = options;
  const { hotAfter } = tuningOf(options);
  const { interpreter } = fast;
  let outcome: Outcome = { kind: "running" };
  let retired = before;
  // How many more are interpreted before something is translated.
  let patience = hotAfter;
  let nextPatience = hotAfter;
  // Was translated code tried at this pc, in vain?
  let past = false;
  let watching = !enough();
  while (retired < budget && watching) {
    if (translator !== undefined && patience <= 0) {
      translator.translate(interpreter.pc);
      nextPatience = restless * Math.max(nextPatience, 1000);
      patience = nextPatience;
    }
    const left = Math.ceil(budget - retired);
    const slice = Math.min(left, sliceLimit, translator === undefined ? sliceLimit : patience);
    const ran = past ? interpreter.runPast(slice) : interpreter.run(slice);
    past = false;
    retired += slice - ran.left;
    patience -= slice - ran.left;
    switch (ran.halt) {
      case "limit":
        if (slice === sliceLimit) trainInterpreter();
        continue;
      case "enter": {
        const translated = translator?.run(Math.min(left - (slice - ran.left), translatedLimit)) ?? 0;
        retired += translated;
        past = true;
        continue;
      }
      case "step":
        break;
      default:
        impossible(ran.halt);
    }
    const final = fast.step();
    if (final?.kind !== "faulted") retired++;
    if (final !== undefined) {
      outcome = final;
      break;
    }
    watching = !enough();
  }
  const machine = fast.machine();
  return { outcome, retired, pc: machine.pc >>> 0, machine };
}

/** When `wasm` is asked for, so many are interpreted first. */
const wasmHotAfter = 10_000;

/** The most instructions that translated code is asked for at once: the host is the master again now and then. */
const translatedLimit = 2 ** 40;

function tuningOf({ engine, tuning }: ExecuteOptions): Tuning {
  // Even where translated code is asked for, a look at where the accesses go comes first.
  const hotAfter = engine === "wasm" ? wasmHotAfter : defaultTuning.hotAfter;
  return { ...defaultTuning, hotAfter, ...tuning };
}

/** The machine for the fast engines; none for an image that they do not take, or for which the host has no room. */
function prepare(
  image: Image,
  environment: SystemCalls<number>,
  options: ExecuteOptions,
): { readonly fast: FastMachine; readonly translator: Translator | undefined } | undefined {
  const state = initialState(image, options);
  const apart = state.segments.every((segment, i) => {
    const end = segment.address + segment.size;
    return end <= (state.segments[i + 1]?.address ?? 2 ** 32) && segment.bytes.length <= segment.size;
  });
  if (!apart) return undefined;
  const layout = layOut(state.segments);
  try {
    const memory = memoryFor(layout.size, options);
    const buffer = memory?.buffer ?? new ArrayBuffer(layout.size);
    const fast = new FastMachine(image, state, layout, buffer, environment);
    return { fast, translator: memory === undefined ? undefined : new Translator(fast, memory, tuningOf(options)) };
  } catch (error) {
    // No room for the buffer. The reference takes memory page by page.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A memory that translated code can share; none where there is to be none, or can be none. */
function memoryFor(
  size: number,
  { engine, budget = Number.POSITIVE_INFINITY, ...options }: ExecuteOptions,
): WasmMemory | undefined {
  if (host === undefined || engine === "interpreter") return undefined;
  // A run that ends before anything is translated needs none.
  if (budget <= tuningOf({ engine: engine ?? "auto", ...options }).hotAfter) return undefined;
  const pages = Math.ceil(size / 0x10000);
  try {
    return new host.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
