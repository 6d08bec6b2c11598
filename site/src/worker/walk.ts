/**
 * Lockstep for the page: the squares of a run, each with the lines of the text and the instructions on the way to it.
 *
 * `walkLockstep` says where both sides meet; two watched runs beside it say what happened between. All budgets are steps.
 */

import { describeOutcome, type Event, environmentOf, impossible, type Position } from "etalon";
import { type Configuration, type Program, type WatchedStep, watchSteps } from "etalon/lang";
import { type Image, type TracedStep, traceMachine } from "etalon/machine";
import { type Claims, type Square, walkLockstep } from "etalon/proof";
import type { CutMark, Held, Lockstep, MachineStep, SourceStep, WalkedSquare } from "./analysis.ts";

/** What is walked before the page says that it stopped. */
const budgets = { squares: 2_000, stepsOfSquare: 300_000, steps: 2_000_000 } as const;

/** What is kept of one square's way. */
const shown = 48;

function eventText(event: Event): string {
  if ("read" in event) return event.read < 0 ? "read end" : `read ${event.read}`;
  return `write ${event.write}`;
}

function effectOf({ wrote, taken, stored, outcome }: TracedStep): string {
  if (outcome !== undefined) return "the end";
  if (taken !== undefined) return taken ? "taken" : "not taken";
  if (stored !== undefined) return `M[${stored.address.toString(16)}] = ${stored.value | 0}`;
  return wrote === undefined ? "" : `${wrote.name} = ${wrote.value}`;
}

/** Walk one input. */
export function walk(
  program: Program,
  image: Image,
  claims: Claims,
  input: Uint8Array,
  cuts: readonly CutMark[],
  place: (node: number) => Position,
): Lockstep {
  const source = new SourceWatch(program, input, place);
  const machine = new MachineWatch(image, input);
  const byPoint = new Map(cuts.map((cut) => [`${cut.phase} ${cut.node}`, cut.letter]));
  const squares: WalkedSquare[] = [];
  let spent = 0;
  let stopped: string | undefined;
  const { squares: most, stepsOfSquare } = budgets;
  for (const square of walkLockstep(program, image, claims, input, { squares: most, steps: stepsOfSquare })) {
    if (isRunning(square)) {
      stopped = `no cut point was reached within ${stepsOfSquare.toLocaleString("en")} steps`;
      break;
    }
    spent += square.sourceSteps + square.machineSteps;
    squares.push({
      number: square.number,
      function: program.functions[square.function]!.name,
      letter: "phase" in square.source ? byPoint.get(`${square.source.phase} ${square.source.node}`) : undefined,
      source: sourceText(square, place),
      machine: "outcome" in square.machine ? describeOutcome(square.machine.outcome) : square.machine.pc.toString(16),
      sourceSteps: square.sourceSteps,
      machineSteps: square.machineSteps,
      events: square.events.map(eventText),
      values: square.values,
      broken: square.broken,
      sourcePath: source.path(square.sourceSteps),
      machinePath: machine.path(square.machineSteps),
      variables: source.variables(square.function),
      registers: machine.registers(),
    });
    if (spent <= budgets.steps) continue;
    stopped = `${budgets.steps.toLocaleString("en")} steps are spent`;
    break;
  }
  const last = squares.at(-1);
  if (stopped === undefined && squares.length === most && last?.letter !== undefined)
    stopped = `${most.toLocaleString("en")} squares are shown`;
  return { squares, stopped };
}

function isRunning({ source, machine }: Square): boolean {
  return [source, machine].some((side) => "outcome" in side && side.outcome.kind === "running");
}

function sourceText({ source }: Square, place: (node: number) => Position): string {
  if ("outcome" in source) return describeOutcome(source.outcome);
  const { line, column } = place(source.node);
  return `${source.phase} ${line}:${column}`;
}

/** One run of the source: the lines that steps went through, and the variables after them. */
class SourceWatch {
  readonly #program: Program;
  readonly #steps: Generator<WatchedStep>;
  readonly #place: (node: number) => Position;
  #now: Configuration<number> | undefined;

  constructor(program: Program, input: Uint8Array, place: (node: number) => Position) {
    this.#program = program;
    this.#steps = watchSteps(program, environmentOf(input));
    this.#place = place;
  }

  /** The lines of the next steps, those in a row on one line as one. */
  path(count: number): readonly SourceStep[] {
    const path: { line: number; steps: number }[] = [];
    for (let i = 0; i < count; i++) {
      const taken = this.#steps.next();
      if (taken.done === true) break;
      const { value } = taken;
      this.#now = value.after;
      const node = nodeOf(value.before.control);
      const last = path.at(-1);
      const line = node === undefined ? last?.line : this.#place(node).line;
      if (line === undefined) continue;
      if (last?.line === line) last.steps++;
      else if (path.length < shown) path.push({ line, steps: 1 });
    }
    return path;
  }

  /** The variables of the running function. */
  variables(index: number): readonly Held[] {
    const { slots } = this.#program.functions[index]!;
    return (this.#now?.frame ?? []).flatMap((word, i) => {
      const slot = slots[i];
      if (slot === undefined) return [];
      const plain = slot.type === "int" || slot.type === "bool";
      return [{ name: slot.name, value: plain ? String(word) : `array #${word}` }];
    });
  }
}

/** One run of the image: the instructions executed, and what they left in registers. */
class MachineWatch {
  readonly #steps: Generator<TracedStep>;
  readonly #registers = new Map<number, Held>();

  constructor(image: Image, input: Uint8Array) {
    this.#steps = traceMachine(image, { input });
  }

  path(count: number): readonly MachineStep[] {
    const path: MachineStep[] = [];
    for (let i = 0; i < count; i++) {
      const taken = this.#steps.next();
      if (taken.done === true) break;
      const { wrote, pc, text } = taken.value;
      if (wrote !== undefined) this.#registers.set(wrote.register, registerText(wrote));
      if (path.length < shown)
        path.push({ pc, text: text?.replace("\t", " ") ?? "no instruction", effect: effectOf(taken.value) });
    }
    return path;
  }

  /** The registers that have been written, in the order of their numbers. */
  registers(): readonly Held[] {
    return [...this.#registers].sort(([a], [b]) => a - b).map(([, held]) => held);
  }
}

/** Pointers are read as addresses, and so shown in hexadecimal; other words are decimal. */
function registerText({ name, value }: { readonly name: string; readonly value: number }): Held {
  const address = name === "sp" || name === "gp" || name === "ra";
  return { name, value: address ? (value >>> 0).toString(16) : String(value) };
}

function nodeOf(control: Configuration<number>["control"]): number | undefined {
  switch (control.at) {
    case "evaluate":
      return control.expression.id;
    case "value":
      return control.from;
    case "execute":
      return control.statement.id;
    case "done":
    case "break":
    case "continue":
    case "return":
      return undefined;
    default:
      return impossible(control);
  }
}
