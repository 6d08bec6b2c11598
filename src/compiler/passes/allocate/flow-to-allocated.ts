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
import type { Assignment } from "./assign-places.ts";
import { arrival, type Liveness, type Ranges } from "./liveness.ts";

/** For how long places belong to the registers that the function had before allocation. */
export interface Homes {
  /** The position of each mark, and the mark as it was before registers were places. */
  readonly marks: ReadonlyMap<CutMark, MarkHome>;
  /** By register, its place, and where it is live there. */
  readonly places: readonly AllocatedPlace[];
  readonly ranges: readonly Ranges[];
}

/** Where a mark was, and what it said of registers. */
export interface MarkHome {
  readonly position: number;
  readonly before: CutMark;
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

/** The parts of allocation. */
export interface Allocator {
  /** The order of the blocks. */
  readonly arrangeBlocks: (f: FlowFunction) => FlowFunction;
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

function allocate(given: FlowFunction, { arrangeBlocks, livenessOf, assignPlaces }: Allocator): AllocatedFunction {
  const f = arrangeBlocks(given);
  const liveness = livenessOf(f);
  const { places, spills } = assignPlaces(f, liveness);
  const rename = new Renaming(places, liveness);
  const blocks: Block[] = f.blocks.map(({ instructions, terminator }) => ({
    instructions: instructions.map((instruction) => rename.instruction(instruction)).filter((each) => !isIdle(each)),
    terminator: rename.terminator(terminator),
  }));
  const parameters = f.parameters.map((register) =>
    register !== undefined && liveness.ranges[register]![0] === arrival ? places[register]! : undefined,
  );
  const homes: Homes = { marks: rename.marks, places, ranges: liveness.ranges };
  return { ...f, parameters, registers: slotPlace(spills), blocks, spills, homes };
}

/** A copy of a place to itself is no instruction. */
function isIdle(instruction: FlowInstruction): boolean {
  if (instruction.op !== "copy") return false;
  const { rd, from } = instruction;
  return from.kind === "register" && from.register === rd;
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
  readonly marks = new Map<CutMark, MarkHome>();

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
    const renamed = {
      ...cut,
      pending: this.#stack(cut.pending),
      result: cut.result && this.operand(cut.result),
    };
    const position = this.#liveness.marks.get(cut);
    if (position !== undefined) this.marks.set(renamed, { position, before: cut });
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
    }
    return renamed;
  }

  /** A call's result that nothing reads is dropped. */
  #result(register: number | undefined): number | undefined {
    if (register === undefined) return undefined;
    const [first, last, ...others] = this.#liveness.ranges[register]!;
    return first === last && others.length === 0 ? undefined : this.register(register);
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
