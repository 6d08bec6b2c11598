/**
 * Flow → allocated flow: the same language, but its registers are places of the machine (place.ts), and every cut
 * lists what is live there.
 *
 * The result is again a flow program and runs as one (`runAllocated`), with rubbish in what calls clobber.
 */

import type { RecordingEnvironment } from "../core/environment.ts";
import { impossible } from "../core/impossible.ts";
import { type FlowRun, runFlow } from "./flow/run.ts";
import {
  type Block,
  type CutMark,
  type Flow,
  type FlowFunction,
  type FlowInstruction,
  type Operand,
  registerOperand,
  type Terminator,
} from "./flow/syntax.ts";
import type { Assignment } from "./linear-scan.ts";
import type { Liveness } from "./liveness.ts";
import { machineClobbers, slotPlace } from "./place.ts";

/** A flow function whose registers are places. */
export interface AllocatedFunction extends FlowFunction {
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
  return { ...f, parameters, registers: slotPlace(spills), blocks, spills };
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
    const values = this.#liveness.cuts.get(cut) ?? [];
    return { ...cut, values: values.map(({ source, at }) => ({ source, at: this.operand(at) })) };
  }

  /** A call's result that nobody looks at is dropped. */
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
        return { op: "allocate_text", rd: this.register(instruction.rd), bytes: instruction.bytes, origin };
      case "call": {
        const values = instruction.arguments.map((argument) => this.operand(argument));
        const rd = this.#result(instruction.rd);
        const cut = this.cut(instruction.cut);
        return { op: "call", callee: instruction.callee, rd, arguments: values, cut, origin };
      }
      case "read":
        return { op: "read", rd: this.register(instruction.rd), origin };
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
