/**
 * An input on which program and machine behave differently, by the two semantics that are extracted from Coq. A path on which the checker finds
 * a difference may be one that no run takes, as it knows less than is so; a run is what makes the difference certain.
 */

import {
  type Event,
  ell_begin,
  ell_run_step,
  type Image,
  input_environment,
  type List,
  machine_begin,
  machine_run_step,
} from "../../coq/extracted/semantics.js";
import { Chance } from "../core/chance.ts";
import type { Program } from "../lang/program/program.ts";
import { programOf } from "./program.ts";
import { elementsOf, list, numberOf, z } from "./values.ts";

/** What is seen of a run. */
interface Run {
  readonly events: readonly string[];
  /** How it ended; undefined where it goes on. */
  readonly end: string | undefined;
}

/** So many steps each run may take; the machine takes several for each of the program's. */
const most = { program: 2000, machine: 10_000 };

/** The ends of a machine that say that it is wrong, and that it says nothing. */
const faulted = "faulted";
const exhausted = "exhausted";

/** An input that shows a difference, of those that are tried; undefined where none does. */
export function witnessOf(program: Program, image: Image): Uint8Array | undefined {
  for (const input of inputs()) {
    const expected = runOf(programSteps(program, input), most.program);
    if (differ(expected, runOf(machineSteps(image, input), most.machine))) return input;
    if (!expected.events.some((event) => event.startsWith("Reading"))) return undefined;
  }
  return undefined;
}

/** No bytes; one that is special; numbers and letters as programs read them; and a few at random, always the same. */
function* inputs(): Generator<Uint8Array> {
  const texts = ["", "\0", "\u0001", "\n", "7", "A", "\u007f", "\u0080", "\u00ff", "12 3\n", "abc\n", "3 1 2 5\n"];
  for (const text of texts) yield Uint8Array.from(text, (character) => character.charCodeAt(0));
  const chance = new Chance(1);
  for (let i = 0; i < 20; i++) yield Uint8Array.from({ length: 1 + (i % 8) }, () => chance.word());
}

type Steps = Generator<{ readonly events: List<Event>; readonly end: string | undefined }, void, undefined>;

/** The environment gives and takes as much as is asked for. */
const environment = input_environment((_happened) => (asked) => asked);
const given = (input: Uint8Array) => ({ is: "Build_given", a: list(input, z), b: z(0) }) as const;

function* programSteps(program: Program, input: Uint8Array): Steps {
  const tree = programOf(program);
  const begun = ell_begin(tree, z(0x1000_0000), given(input));
  if (begun.is === "None") return;
  for (let state = begun.a; ; ) {
    const { a: events, b: result } = ell_run_step(environment, tree, state);
    if (result.is === "EllWrong") return;
    if (result.is === "EllFinal") {
      const end = result.b.is === "Halt" ? `halted ${numberOf(result.b.a)}` : result.b.a.is;
      return yield { events, end };
    }
    yield { events, end: undefined };
    state = result.b;
  }
}

function* machineSteps({ a: entry, b: segments }: Image, input: Uint8Array): Steps {
  const registers = list(new Array<number>(31).fill(0), z);
  for (let state = machine_begin(entry, segments, registers, given(input)); ; ) {
    const { a: events, b: result } = machine_run_step(environment, state);
    if (result.is === "MachineWrong") return yield { events, end: faulted };
    if (result.is === "MachineFinal") {
      switch (result.b.is) {
        case "MachineHalted":
          return yield { events, end: `halted ${numberOf(result.b.a)}` };
        case "MachineTrapped":
          return yield { events, end: result.b.a.is };
        case "MachineExhausted":
          return yield { events, end: exhausted };
        case "MachineFaulted":
          return yield { events, end: faulted };
      }
    }
    yield { events, end: undefined };
    state = result.b;
  }
}

function runOf(steps: Steps, count: number): Run {
  const events: string[] = [];
  let left = count;
  for (const { events: more, end } of steps) {
    for (const { is, a } of elementsOf(more)) events.push(`${is} ${numberOf(a)}`);
    if (end !== undefined || --left === 0) return { events, end };
  }
  return { events, end: undefined };
}

/** Is it certain, of as much as was seen, that the two do not behave alike? */
function differ(program: Run, machine: Run): boolean {
  if (machine.end === faulted) return true;
  const both = Math.min(program.events.length, machine.events.length);
  for (let i = 0; i < both; i++) if (program.events[i] !== machine.events[i]) return true;
  if (program.end !== undefined && machine.events.length > both) return true;
  if (machine.end === undefined || machine.end === exhausted) return false;
  return program.events.length > both || (program.end !== undefined && program.end !== machine.end);
}
