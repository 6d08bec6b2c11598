/**
 * Running an image on one of the engines, with any environment. All give the same results: outcome, pc, registers,
 * memory, the calls made, the instructions retired.
 */

import type { Outcome } from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";
import type { Image } from "../image.ts";
import { initialState, type LoadOptions, loadMachine } from "../load.ts";
import type { Machine, SystemCalls } from "../machine.ts";
import { step } from "../step.ts";
import { FastMachine } from "./fast-machine.ts";
import { layOut } from "./flat-memory.ts";

/** The engines by name: the rules themselves, the predecoding interpreter, and the translator to WebAssembly. */
export const engineNames = ["reference", "interpreter", "wasm"] as const;

/** The name of an engine. */
export type EngineName = (typeof engineNames)[number];

/** Which engine runs. The choice changes nothing but the time. */
export interface EngineOptions {
  /** `auto`, unless given: the interpreter first, and WebAssembly for what runs long. */
  readonly engine?: EngineName | "auto";
}

/** How a run is executed, and how long it is watched. */
export interface ExecuteOptions extends LoadOptions, EngineOptions {
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
    case "wasm":
    case "auto": {
      const fast = fastMachineOf(image, environment, options);
      return fast === undefined
        ? onReference(loadMachine(image, environment, options), options)
        : onFast(fast, options);
    }
    default:
      return impossible(engine);
  }
}

const never = (): boolean => false;

function onReference(machine: Machine<number>, options: ExecuteOptions): Execution {
  const { budget = Number.POSITIVE_INFINITY, enough = never } = options;
  let outcome: Outcome = { kind: "running" };
  let retired = 0;
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

/** The most instructions that one call of the interpreter is asked for: a small integer. */
const sliceLimit = 2 ** 20;

function onFast(fast: FastMachine, options: ExecuteOptions): Execution {
  const { budget = Number.POSITIVE_INFINITY, enough = never } = options;
  const { interpreter } = fast;
  let outcome: Outcome = { kind: "running" };
  let retired = 0;
  let watching = !enough();
  while (retired < budget && watching) {
    const slice = Math.min(Math.ceil(budget - retired), sliceLimit);
    const { halt, left } = interpreter.run(slice, false);
    retired += slice - left;
    if (halt !== "step") continue;
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

/** The machine for the fast engines; none for an image that they do not take, or for which the host has no room. */
function fastMachineOf(
  image: Image,
  environment: SystemCalls<number>,
  options: ExecuteOptions,
): FastMachine | undefined {
  const state = initialState(image, options);
  const apart = state.segments.every((segment, i) => {
    const end = segment.address + segment.size;
    return end <= (state.segments[i + 1]?.address ?? 2 ** 32) && segment.bytes.length <= segment.size;
  });
  if (!apart) return undefined;
  const layout = layOut(state.segments);
  try {
    return new FastMachine(image, state, layout, new ArrayBuffer(layout.size), environment);
  } catch (error) {
    // No room for the buffer. The reference takes memory page by page.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
