/**
 * An input on which program and machine behave differently, by the two semantics that are extracted from Coq. A path on which the checker finds
 * a difference may be one that no run takes, as it knows less than is so; a run is what makes the difference certain.
 */

import type { Event, Final, Image, List, MachineFinal, Z } from "../../coq/extracted/semantics.js";
import { Chance } from "../core/chance.ts";
import { impossible } from "../core/impossible.ts";
import type { Program } from "../lang/program/program.ts";
import { ellSteps, machineSteps, surroundingsOf } from "./runs.ts";
import { elementsOf, numberOf } from "./values.ts";

/** What is seen of a run. */
interface Run {
  readonly events: readonly string[];
  /** How it ended; undefined where it goes on. */
  readonly end: string | undefined;
  readonly steps: number;
}

/**
 * So many steps each run may take; the machine takes several for each of the program's. And so many the machine's runs may take together: of one
 * that goes round for ever, the other inputs would show no more.
 */
const most = { program: 2000, machine: 10_000, together: 40_000 };

/** The ends of a machine that say that it is wrong, and that it says nothing. */
const faulted = "faulted";
const exhausted = "exhausted";

/** An input that shows a difference, of those that are tried; undefined where none does. */
export function witnessOf(program: Program, image: Image): Uint8Array | undefined {
  let left = most.together;
  for (const input of inputs()) {
    const given = surroundingsOf(input);
    const expected = runOf(ellSteps(program, given), most.program, endOfProgram);
    const found = runOf(machineSteps(image, given), Math.min(most.machine, left), endOfMachine);
    if (differ(expected, found)) return input;
    left -= found.steps;
    if (left === 0) return undefined;
    if (!expected.events.some((event) => event.startsWith("Reading"))) return undefined;
  }
  return undefined;
}

/** No bytes; one that is special; numbers and letters as programs read them; and a few at random, always the same. */
function* inputs(): Generator<Uint8Array, void, undefined> {
  const texts = ["", "\0", "\u0001", "\n", "7", "A", "\u007f", "\u0080", "\u00ff", "12 3\n", "abc\n", "3 1 2 5\n"];
  for (const text of texts) yield Uint8Array.from(text, (character) => character.charCodeAt(0));
  const chance = new Chance(1);
  for (let i = 0; i < 20; i++) yield Uint8Array.from({ length: 1 + (i % 8) }, () => chance.word());
}

function runOf<F>(
  steps: Iterable<{ readonly events: List<Event>; readonly final: F | undefined }>,
  count: number,
  endOf: (final: F) => string,
): Run {
  const seen: string[] = [];
  let taken = 0;
  for (const { events, final } of steps) {
    taken++;
    for (const { is, a } of elementsOf(events)) seen.push(`${is} ${numberOf(a)}`);
    if (final !== undefined) return { events: seen, end: endOf(final), steps: taken };
    if (taken === count) break;
  }
  return { events: seen, end: undefined, steps: taken };
}

function endOfProgram(final: Final<Z>): string {
  return final.is === "Halt" ? halted(final.a) : final.a.is;
}

function endOfMachine(final: MachineFinal<Z>): string {
  switch (final.is) {
    case "MachineHalted":
      return halted(final.a);
    case "MachineTrapped":
      return final.a.is;
    case "MachineExhausted":
      return exhausted;
    case "MachineFaulted":
      return faulted;
    default:
      return impossible(final);
  }
}

function halted(code: Z): string {
  return `halted with ${numberOf(code)}`;
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
