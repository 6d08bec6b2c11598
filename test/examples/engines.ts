/**
 * All the ways there are to run an Ell program, in one table, so that a test is written once and holds for each: the two
 * semantics of Ell, what the compiler makes of the program stage by stage, and the binary on a machine that is not ours.
 */

import { Buffer } from "node:buffer";
import {
  type Behaviour,
  describeOutcome,
  type Environment,
  type Event,
  environmentOf,
  impossible,
  type Outcome,
  renderDiagnostics,
  written,
} from "etalon";
import { type Compilation, compile } from "etalon/compiler";
import { evaluate, type Program, parseProgram, runSteps, standardLoader } from "etalon/lang";
import { ellSystemCalls, runMachine, writeElf } from "etalon/machine";
import { runFlow } from "../../src/compiler/flow/run.ts";
import { runAllocated } from "../../src/compiler/passes/allocate/flow-to-allocated.ts";
import { installed, qemu, qemuProcessor, runTool, withFiles } from "../machine/tools.ts";

/** What one run showed. */
export interface Observation {
  readonly stdout: Uint8Array;
  /** How it ended, in the words of the engine's `sees`. */
  readonly ending: string;
  /** Undefined where the reads cannot be seen from outside. */
  readonly events: readonly Event[] | undefined;
}

/** A program made ready: give it inputs. */
export type Runner = (input: Uint8Array) => Observation;

/** One way to run programs. */
export interface Engine {
  readonly name: string;
  /** Why it cannot run here, when it cannot. */
  readonly missing: string | undefined;
  /** How many random inputs it should be given. */
  readonly runs: number;
  /** Is it fast enough for inputs of tens of thousands of bytes? */
  readonly fast: boolean;
  readonly prepare: (program: Program) => Runner;
  /** What it shows of an outcome. */
  readonly sees: (outcome: Outcome) => string;
}

/** More than any example needs for a small input; a run that goes on is an error. */
const clock = 100_000_000;

function observed(run: { readonly events: readonly Event[]; readonly outcome: Outcome }): Observation {
  return { stdout: written(run.events), ending: describeOutcome(run.outcome), events: run.events };
}

const compilations = new WeakMap<Program, Compilation>();

function compiled(program: Program): Compilation {
  const known = compilations.get(program);
  if (known !== undefined) return known;
  const compilation = compile(program);
  if (!compilation.ok) throw new Error(compilation.error.message);
  compilations.set(program, compilation.value);
  return compilation.value;
}

const references = new WeakMap<Program, Map<string, Behaviour>>();

/** A program's run on the reference engine, the small-step semantics: made once, since all engines have the same inputs. */
export function referenceRun(program: Program, input: Uint8Array): Behaviour {
  const known = references.get(program) ?? new Map<string, Behaviour>();
  references.set(program, known);
  const key = Buffer.from(input).toString("latin1");
  const run = known.get(key) ?? runSteps(program, environmentOf(input), { clock });
  known.set(key, run);
  return run;
}

const smallStep: Engine = {
  name: "step",
  missing: undefined,
  runs: 20,
  fast: false,
  sees: describeOutcome,
  prepare: (program) => (input) => observed(referenceRun(program, input)),
};

const bigStep: Engine = {
  name: "evaluate",
  missing: undefined,
  runs: 30,
  fast: true,
  sees: describeOutcome,
  prepare: (program) => (input) => {
    const run = evaluate(program, environmentOf(input), { clock });
    if (!run.ok) throw new Error(`recursion deeper than ${run.error.depth} host calls`);
    return observed(run.value);
  },
};

const flow: Engine = {
  name: "flow",
  missing: undefined,
  runs: 20,
  fast: false,
  sees: describeOutcome,
  prepare: (program) => (input) => observed(runFlow(compiled(program).flow, environmentOf(input), { clock })),
};

const allocated: Engine = {
  name: "allocated flow",
  missing: undefined,
  runs: 10,
  fast: false,
  sees: describeOutcome,
  prepare: (program) => (input) => observed(runAllocated(compiled(program).allocated, environmentOf(input), { clock })),
};

const machine: Engine = {
  name: "machine",
  missing: undefined,
  runs: 10,
  fast: false,
  sees: describeOutcome,
  prepare: (program) => (input) => observed(runMachine(compiled(program).image, { input, budget: clock })),
};

/** The same on a system that reports failures: no answer but the event makes a difference. */
const failing: Engine = {
  ...machine,
  name: "machine, its streams failing",
  runs: 4,
  prepare: (program) => (input) => {
    let answers = 0;
    const system = (environment: Environment<number>) =>
      ellSystemCalls(environment, { ended: () => -(answers++ % 40), written: () => (answers++ % 50) - 40 });
    return observed(runMachine(compiled(program).image, { input, budget: clock, system }));
  },
};

/** The ELF file under an emulator that knows nothing of us. A stop at `ebreak` ends the process with SIGTRAP. */
const outside: Engine = {
  name: qemu,
  missing: installed(qemu) ? undefined : `${qemu} is not installed`,
  runs: 4,
  fast: true,
  sees(outcome) {
    switch (outcome.kind) {
      case "halted":
        return `exit ${outcome.code & 255}`;
      case "trapped":
      case "exhausted":
        return "SIGTRAP";
      case "faulted":
        return "SIGSEGV";
      case "running":
        return "SIGTERM";
      default:
        return impossible(outcome);
    }
  },
  prepare(program) {
    const elf = writeElf(compiled(program).image);
    return (input) => {
      const args = ["-cpu", qemuProcessor];
      const { stdout, status, signal } = withFiles({ program: elf }, (directory) =>
        runTool(qemu, [...args, `${directory}/program`], Uint8Array.from(input)),
      );
      return { stdout, ending: signal ?? `exit ${status}`, events: undefined };
    };
  },
};

/** All engines, the small-step semantics first: what each shows is compared with what that one shows. */
export const engines: readonly Engine[] = [smallStep, bigStep, flow, allocated, machine, failing, outside];

/** The program of an Ell text, which must be one. */
export function programOf(name: string, text: string): Program {
  const program = parseProgram(text, standardLoader());
  if (!program.ok) throw new Error(renderDiagnostics({ name, text }, program.error));
  return program.value;
}
