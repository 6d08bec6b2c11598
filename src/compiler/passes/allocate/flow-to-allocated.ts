/**
 * Flow → allocated flow: the same language, but its registers are places of the machine (place.ts), and the pass knows
 * how long each place belongs to a source value.
 *
 * The result is again a flow program and runs as one (`runAllocated`), with arbitrary words in what calls clobber.
 */

import type { RecordingEnvironment } from "../../../core/environment.ts";
import { exitWithOperands, MarkRenaming, withOperands } from "../../flow/renamed.ts";
import { type FlowRun, runFlow } from "../../flow/run.ts";
import {
  type Block,
  type CutMark,
  constantOperand,
  type Flow,
  type FlowFunction,
  type FlowInstruction,
  type Operand,
  type Register,
  registerOperand,
  type Terminator,
} from "../../flow/syntax.ts";
import { type AllocatedPlace, machineClobbers, machineRegisters, slotPlace } from "../../target/place.ts";
import type { Assignment } from "./assign-places.ts";
import { arrival, type Liveness, type Ranges } from "./liveness.ts";

/** For how long places belong to the registers that the function had before allocation. */
export interface Homes {
  /** The position of each mark, and the mark as it was before registers were places. */
  readonly marks: ReadonlyMap<CutMark, MarkHome>;
  /** By register, its place, and where it is live there. */
  readonly places: readonly AllocatedPlace[];
  readonly ranges: readonly Ranges[];
  /** By block, the position at which it begins. */
  readonly begins: readonly number[];
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
  /** Values that live over rare calls, kept elsewhere while they last; left out, nothing is. */
  readonly keepOverCalls?: ((f: FlowFunction, liveness: Liveness) => FlowFunction) | undefined;
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

function allocate(given: FlowFunction, allocator: Allocator): AllocatedFunction {
  const { arrangeBlocks, livenessOf, keepOverCalls = (same) => same, assignPlaces } = allocator;
  const arranged = arrangeBlocks(given);
  const first = livenessOf(arranged);
  const f = keepOverCalls(arranged, first);
  const liveness = f === arranged ? first : livenessOf(f);
  const { places, spills, constants = new Map<Register, number>() } = assignPlaces(f, liveness);
  const rename = new Renaming(places, liveness, constants);
  const blocks = f.blocks.map(({ instructions, terminator }): Block => {
    const made: FlowInstruction[] = [];
    for (const instruction of instructions) {
      if (instruction.op === "copy" && constants.has(instruction.rd)) continue;
      const renamed = rename.instruction(instruction);
      if (!isIdle(renamed)) made.push(renamed);
    }
    return { instructions: made, terminator: rename.terminator(terminator) };
  });
  const parameters = f.parameters.map((register) =>
    register !== undefined && liveness.ranges[register]![0] === arrival ? places[register]! : undefined,
  );
  const ranges =
    constants.size === 0
      ? liveness.ranges
      : liveness.ranges.map((own, register) => (constants.has(register) ? [] : own));
  const homes: Homes = { marks: rename.marks, places, ranges, begins: liveness.begins };
  const { name, slots, inlined = [], facts = [], origin } = f;
  return { name, parameters, slots, registers: slotPlace(spills), blocks, inlined, facts, origin, spills, homes };
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
  readonly #constants: ReadonlyMap<Register, number>;
  readonly #place = (register: Register): AllocatedPlace => this.#places[register]!;
  readonly #operand = (operand: Operand): Operand =>
    operand.kind === "constant"
      ? operand
      : (this.#constant(operand.register) ?? placeOperand(this.#place(operand.register)));
  readonly #marks = new MarkRenaming(this.#operand);
  readonly marks = new Map<CutMark, MarkHome>();

  constructor(places: readonly number[], liveness: Liveness, constants: ReadonlyMap<Register, number>) {
    this.#places = places;
    this.#liveness = liveness;
    this.#constants = constants;
  }

  #constant(register: Register): Operand | undefined {
    const value = this.#constants.get(register);
    return value === undefined ? undefined : constantOperand(value);
  }

  #mark(mark: CutMark): CutMark {
    const renamed = this.#marks.mark(mark);
    const position = this.#liveness.marks.get(mark);
    if (position !== undefined) this.marks.set(renamed, { position, before: mark });
    return renamed;
  }

  /** A call's result that nothing reads stays where the callee leaves it, and marks can tell that it is there. */
  #result(register: number | undefined): number | undefined {
    if (register === undefined) return undefined;
    const [first, last, ...others] = this.#liveness.ranges[register]!;
    return first === last && others.length === 0 ? machineRegisters.a0 : this.#place(register);
  }

  instruction(instruction: FlowInstruction): FlowInstruction {
    if (instruction.op === "cut") return { op: "cut", cut: this.#mark(instruction.cut), origin: instruction.origin };
    if (instruction.op !== "call") return withOperands(instruction, this.#operand, this.#place);
    const { op, callee, rd, arguments: values, cut, origin } = instruction;
    return { op, callee, rd: this.#result(rd), arguments: values.map(this.#operand), cut: this.#mark(cut), origin };
  }

  terminator(terminator: Terminator): Terminator {
    return terminator.op === "jump" ? terminator : exitWithOperands(terminator, this.#operand);
  }
}
