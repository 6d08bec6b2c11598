/**
 * Runs in the two semantics that are extracted from Coq, step by step.
 */

import {
  type EllRule,
  type Environment,
  type Event,
  ell_begin,
  ell_run_step,
  type Final,
  type Given,
  type Image,
  input_environment,
  type List,
  type MachineFinal,
  type MachineRule,
  type MachineState,
  machine_begin,
  machine_run_step,
  type Z,
} from "../../coq/extracted/semantics.js";
import type { Program } from "../lang/program/program.ts";
import { programOf } from "./program.ts";
import { list, z } from "./values.ts";

/** A step of a program: its rule, its events, and how the run ended, if it did. */
export interface EllStep {
  readonly rule: EllRule;
  readonly events: List<Event>;
  readonly final: Final<Z> | undefined;
}

/** A step of a machine: its rule, its events, the states before and after it, and how the run ended, if it did. */
export interface MachineStep {
  readonly rule: MachineRule;
  readonly events: List<Event>;
  readonly before: MachineState<Given>;
  readonly after: MachineState<Given> | undefined;
  readonly final: MachineFinal<Z> | undefined;
}

/** What a run is given: bytes to read, and how many of so many go together. */
export interface Surroundings {
  readonly environment: Environment<Given>;
  readonly start: Given;
}

/** An environment with this input. As many bytes as are asked for go together, unless `share` says how many, by how much happened before. */
export function surroundingsOf(
  input: Uint8Array,
  share: Parameters<typeof input_environment>[0] = (_happened) => (asked) => asked,
): Surroundings {
  return { environment: input_environment(share), start: { is: "Build_given", a: list(input, z), b: z(0) } };
}

/** Where the first array of a run is; programs cannot see it. */
const firstReference = 0x1000_0000;

/** The steps of a program. Throws where no rule applies, as it does to no program that is well typed. */
export function* ellSteps(program: Program, { environment, start }: Surroundings): Generator<EllStep, void, undefined> {
  const tree = programOf(program);
  const begun = ell_begin(tree, z(firstReference), start);
  if (begun.is === "None") throw new Error("the program has no start-up");
  for (let state = begun.a; ; ) {
    const { a: events, b: result } = ell_run_step(environment, tree, state);
    if (result.is === "EllWrong") throw new Error("no rule applies");
    yield { rule: result.a, events, final: result.is === "EllFinal" ? result.b : undefined };
    if (result.is === "EllFinal") return;
    state = result.b;
  }
}

/** Every register 0. */
export const noRegisters: readonly number[] = new Array<number>(31).fill(0);

/** The steps of a machine, from these words in x1 … x31. */
export function* machineSteps(
  { a: entry, b: segments }: Image,
  { environment, start }: Surroundings,
  registers = noRegisters,
): Generator<MachineStep, void, undefined> {
  for (let state = machine_begin(entry, segments, list(registers, z), start); ; ) {
    const { a: events, b: result } = machine_run_step(environment, state);
    if (result.is === "MachineWrong") throw new Error("no rule applies");
    if (result.is === "MachineFinal") {
      yield { rule: result.a, events, before: state, after: undefined, final: result.b };
      return;
    }
    yield { rule: result.a, events, before: state, after: result.b, final: undefined };
    state = result.b;
  }
}
