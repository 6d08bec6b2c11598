/**
 * Flow → allocated flow: the same language, but its registers are places of the machine (place.ts), and the pass knows
 * how long each place belongs to a source value.
 *
 * The result is again a flow program and runs as one (`runAllocated`), with arbitrary words in what calls clobber.
 */

import type { RecordingEnvironment } from "../../../core/environment.ts";
import { impossible } from "../../../core/impossible.ts";
import { type FlowRun, runFlow } from "../../flow/run.ts";
import {
  type Block,
  type CutMark,
  type Flow,
  type FlowFunction,
  type FlowInstruction,
  type Operand,
  type Pending,
  registerOperand,
  type Terminator,
} from "../../flow/syntax.ts";
import { type AllocatedPlace, machineClobbers, slotPlace } from "../../target/place.ts";
import type { Assignment } from "./linear-scan.ts";
import type { Liveness } from "./liveness.ts";

/**
 * A local variable, its place, and the positions between which the place belongs to it alone, and always has its value.
 */
export interface LocalHome {
  readonly slot: number;
  readonly place: AllocatedPlace;
  readonly first: number;
  readonly last: number;
}

/** For how long places belong to source values. */
export interface Homes {
  /** At each mark, the variables with a value in their place besides those of `locals`: their slots and places. */
  readonly scattered: ReadonlyMap<CutMark, readonly Pick<LocalHome, "slot" | "place">[]>;
  /** The position of each mark. */
  readonly marks: ReadonlyMap<CutMark, number>;
  readonly locals: readonly LocalHome[];
  /** The position from which the place of a pending operand may be another's; none for a constant. */
  readonly ends: ReadonlyMap<Pending, number>;
}

/** A flow function whose registers are places. */
export interface AllocatedFunction extends FlowFunction {
  readonly homes: Homes;
  /** How many spill slots its frame has. */
  readonly spills: number;
}

/** A flow program whose registers are places. */
export interface AllocatedFlow extends Flow {
  readonly functions: readonly AllocatedFunction[];
}

/** The two halves of allocation. */
export interface Allocator {
  /** Where each register is live. */
  readonly livenessOf: (f: FlowFunction) => Liveness;
  /** Where each register is kept. */
  readonly assignPlaces: (f: FlowFunction, liveness: Liveness) => Assignment;
}

/** The pass. */
export function flowToAllocated(flow: Flow, allocator: Allocator): AllocatedFlow {
  return { ...flow, functions: flow.functions.map((f) => allocate(f, allocator)) };
}

/**
 * The behaviour of an allocated program: that of Flow, where calls and the environment clobber machine registers.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { compile, runAllocated } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn f(n: int): int { return n + 1; } fn main(): int { let x = 20; return f(x) + f(x); }");
 * if (!program.ok) throw new Error("refused");
 * const compilation = compile(program.value);
 * if (!compilation.ok) throw new Error(compilation.error.message);
 * runAllocated(compilation.value.allocated, environmentOf(new Uint8Array())).outcome; // => { kind: "halted", code: 42 }
 * ```
 */
export function runAllocated(
  flow: AllocatedFlow,
  environment: RecordingEnvironment,
  budget: { readonly clock?: number; readonly memory?: number } = {},
): FlowRun {
  return runFlow(flow, environment, { ...budget, clobbers: machineClobbers });
}

function allocate(f: FlowFunction, { livenessOf, assignPlaces }: Allocator): AllocatedFunction {
  const liveness = livenessOf(f);
  const { places, spills } = assignPlaces(f, liveness);
  const rename = new Renaming(places, liveness);
  const blocks: Block[] = f.blocks.map(({ instructions, terminator }) => ({
    instructions: instructions.map((instruction) => rename.instruction(instruction)),
    terminator: rename.terminator(terminator),
  }));
  const parameters = f.parameters.map((register) =>
    register !== undefined && liveness.entry.has(register) ? places[register]! : undefined,
  );
  const { marks, ends, scattered } = rename;
  return {
    ...f,
    parameters,
    registers: slotPlace(spills),
    blocks,
    spills,
    homes: { marks, ends, scattered, locals: localHomes(f, places, liveness) },
  };
}

function localHomes(
  f: FlowFunction,
  places: readonly AllocatedPlace[],
  { first, last, scattered }: Liveness,
): LocalHome[] {
  const locals: LocalHome[] = [];
  for (let slot = 0; slot < f.slots; slot++)
    if (last[slot]! > first[slot]! && !scattered.registers.has(slot))
      locals.push({ slot, place: places[slot]!, first: first[slot]!, last: last[slot]! });
  return locals;
}

const operands: Operand[] = [];

/** The operand that reads a place; one shared object for each. */
function placeOperand(place: number): Operand {
  operands[place] ??= registerOperand(place);
  return operands[place];
}

/** Registers replaced by their places. */
class Renaming {
  readonly #places: readonly number[];
  readonly #liveness: Liveness;
  readonly #pending = new Map<Pending, Pending>();
  readonly marks = new Map<CutMark, number>();
  readonly ends = new Map<Pending, number>();
  readonly scattered = new Map<CutMark, { readonly slot: number; readonly place: AllocatedPlace }[]>();

  constructor(places: readonly number[], liveness: Liveness) {
    this.#places = places;
    this.#liveness = liveness;
  }

  register(register: number): number {
    return this.#places[register]!;
  }

  operand(operand: Operand): Operand {
    return operand.kind === "constant" ? operand : placeOperand(this.register(operand.register));
  }

  cut(cut: CutMark): CutMark {
    const { marks, last } = this.#liveness;
    const position = marks.get(cut) ?? 0;
    const held = cut.result !== undefined && (cut.result.kind === "constant" || last[cut.result.register]! > position);
    const result = held ? this.operand(cut.result) : undefined;
    const renamed = { ...cut, pending: this.#stack(cut.pending), result };
    this.marks.set(renamed, position);
    const live = this.#liveness.scattered.liveAt.get(cut);
    if (live !== undefined)
      this.scattered.set(
        renamed,
        live.map((slot) => ({ slot, place: this.register(slot) })),
      );
    return renamed;
  }

  /** Pending operands, what marks have in common once. */
  #stack(top: Pending | undefined): Pending | undefined {
    const unknown: Pending[] = [];
    let operand = top;
    for (; operand !== undefined && !this.#pending.has(operand); operand = operand.below) unknown.push(operand);
    let renamed = operand === undefined ? undefined : this.#pending.get(operand)!;
    for (let next = unknown.pop(); next !== undefined; next = unknown.pop()) {
      renamed = { at: this.operand(next.at), index: next.index, below: renamed };
      this.#pending.set(next, renamed);
      if (next.at.kind === "register") this.ends.set(renamed, this.#liveness.last[next.at.register]!);
    }
    return renamed;
  }

  /** A call's result that nothing reads is dropped. */
  #result(register: number | undefined): number | undefined {
    if (register === undefined) return undefined;
    const { first, last } = this.#liveness;
    return first[register] === last[register] ? undefined : this.register(register);
  }

  instruction(instruction: FlowInstruction): FlowInstruction {
    const { origin } = instruction;
    switch (instruction.op) {
      case "copy":
        return { op: "copy", rd: this.register(instruction.rd), from: this.operand(instruction.from), origin };
      case "operate": {
        const left = this.operand(instruction.left);
        const right = this.operand(instruction.right);
        return {
          op: "operate",
          operation: instruction.operation,
          rd: this.register(instruction.rd),
          left,
          right,
          origin,
        };
      }
      case "length":
        return { op: "length", rd: this.register(instruction.rd), array: this.operand(instruction.array), origin };
      case "load_element": {
        const array = this.operand(instruction.array);
        const index = this.operand(instruction.index);
        const rd = this.register(instruction.rd);
        return { op: "load_element", element: instruction.element, rd, array, index, origin };
      }
      case "store_element": {
        const array = this.operand(instruction.array);
        const index = this.operand(instruction.index);
        const value = this.operand(instruction.value);
        return { op: "store_element", element: instruction.element, array, index, value, origin };
      }
      case "get_global":
        return { op: "get_global", rd: this.register(instruction.rd), global: instruction.global, origin };
      case "set_global":
        return { op: "set_global", global: instruction.global, value: this.operand(instruction.value), origin };
      case "allocate": {
        const length = this.operand(instruction.length);
        return { op: "allocate", element: instruction.element, rd: this.register(instruction.rd), length, origin };
      }
      case "allocate_text":
        return { ...instruction, rd: this.register(instruction.rd) };
      case "call": {
        const values = instruction.arguments.map((argument) => this.operand(argument));
        const rd = this.#result(instruction.rd);
        const cut = this.cut(instruction.cut);
        return { op: "call", callee: instruction.callee, rd, arguments: values, cut, origin };
      }
      case "read":
        return { op: "read", rd: this.register(instruction.rd), origin };
      case "transfer": {
        const array = this.operand(instruction.array);
        const from = this.operand(instruction.from);
        const count = this.operand(instruction.count);
        const { direction, rd } = instruction;
        return { op: "transfer", direction, rd: this.register(rd), array, from, count, origin };
      }
      case "write":
        return { op: "write", value: this.operand(instruction.value), origin };
      case "cut":
        return { op: "cut", cut: this.cut(instruction.cut), origin };
      default:
        return impossible(instruction);
    }
  }

  terminator(terminator: Terminator): Terminator {
    const { origin } = terminator;
    switch (terminator.op) {
      case "branch": {
        const { comparison, then } = terminator;
        const left = this.operand(terminator.left);
        const right = this.operand(terminator.right);
        return { op: "branch", comparison, left, right, then, else: terminator.else, origin };
      }
      case "return": {
        const value = terminator.value && this.operand(terminator.value);
        return { op: "return", value, origin };
      }
      case "exit":
        return { op: "exit", value: this.operand(terminator.value), origin };
      case "jump":
      case "trap":
        return terminator;
      default:
        return impossible(terminator);
    }
  }
}
