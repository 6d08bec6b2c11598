/**
 * What is wrong with a flow program, if anything: the laws of the language that its types do not say, before and after
 * register allocation. In a program that keeps them the interpreter finds every register, block, function and global.
 */

import { impossible } from "../../core/impossible.ts";
import type { Element } from "../../lang/syntax/tree.ts";
import { stackArgumentBytes } from "../../machine/isa/convention.ts";
import type { AllocatedFlow } from "../passes/allocate/flow-to-allocated.ts";
import { machineRegisters, slotPlace } from "../target/place.ts";
import { eachOperand, eachTerminatorOperand } from "./operands.ts";
import { successors } from "./successors.ts";
import {
  type Flow,
  type FlowFunction,
  type FlowInstruction,
  type Operand,
  type Terminator,
  writtenBy,
} from "./syntax.ts";

/** What is wrong with flow as it comes from Ell. */
export function flowError(flow: Flow): string | undefined {
  return programError(flow) ?? firstError(flow.functions, unassigned);
}

/** What is wrong with flow whose registers are places. */
export function allocatedError(flow: AllocatedFlow): string | undefined {
  return programError(flow) ?? firstError(flow.functions, (f) => placesError(f, f.spills));
}

function programError(flow: Flow): string | undefined {
  const start = flow.functions[flow.start];
  if (start === undefined) return `there is no function ${flow.start} to start with`;
  if (start.parameters.length > 0) return `${start.name}, where the program starts, has parameters`;
  return firstError(flow.functions, (f) => functionError(f, flow));
}

function functionError(f: FlowFunction, flow: Flow): string | undefined {
  if (f.blocks.length === 0) return "it has no block 0";
  if (f.parameters.some((register) => register !== undefined && !isRegister(register, f)))
    return "an argument arrives in no register";
  for (const [label, { instructions, terminator }] of f.blocks.entries()) {
    for (const instruction of instructions) {
      const wrong = instructionError(instruction, f, flow);
      if (wrong !== undefined) return `block ${label}: ${instruction.op}: ${wrong}`;
    }
    const wrong = terminatorError(terminator, f, flow);
    if (wrong !== undefined) return `block ${label}: ${terminator.op}: ${wrong}`;
  }
  return undefined;
}

function instructionError(instruction: FlowInstruction, f: FlowFunction, flow: Flow): string | undefined {
  const written = writtenBy(instruction);
  if (written !== undefined && !isRegister(written, f)) return `there is no register ${written}`;
  let wrong: string | undefined;
  eachOperand(instruction, (operand) => {
    wrong ??= operandError(operand, f);
  });
  if (wrong !== undefined) return wrong;
  switch (instruction.op) {
    case "get_global":
    case "set_global":
      return isBelow(instruction.global, flow.globals) ? undefined : `there is no global ${instruction.global}`;
    case "allocate_text":
      return instruction.values.every((value) => fits(value, instruction.element))
        ? undefined
        : `not all are elements of ${instruction.element}[]`;
    case "call":
      return callError(instruction, flow);
    case "copy":
    case "operate":
    case "length":
    case "load_element":
    case "store_element":
    case "allocate":
    case "read":
    case "write":
    case "transfer":
    case "cut":
      return undefined;
    default:
      return impossible(instruction);
  }
}

function callError(
  call: { readonly callee: number; readonly arguments: readonly Operand[] },
  flow: Flow,
): string | undefined {
  const callee = flow.functions[call.callee];
  if (callee === undefined) return `there is no function ${call.callee}`;
  const [given, wanted] = [call.arguments.length, callee.parameters.length];
  return given === wanted ? undefined : `${callee.name} takes ${wanted} arguments, and is given ${given}`;
}

function terminatorError(terminator: Terminator, f: FlowFunction, flow: Flow): string | undefined {
  let wrong: string | undefined;
  eachTerminatorOperand(terminator, (operand) => {
    wrong ??= operandError(operand, f);
  });
  if (wrong !== undefined) return wrong;
  if (terminator.op === "tail_call") {
    if (stackArgumentBytes(terminator.arguments.length) > 0) return "an argument has no register";
    return callError(terminator, flow);
  }
  const lost = successors(terminator).find((target) => !isBelow(target, f.blocks.length));
  return lost === undefined ? undefined : `there is no block ${lost}`;
}

function operandError(operand: Operand, f: FlowFunction): string | undefined {
  if (operand.kind === "register")
    return isRegister(operand.register, f) ? undefined : `there is no register ${operand.register}`;
  return operand.value === (operand.value | 0) ? undefined : `${operand.value} is no int32`;
}

/** Every register is written before it is read, whichever way control goes. */
function unassigned(f: FlowFunction): string | undefined {
  const received = new Set(f.parameters);
  const early = [...readFirst(f)].find((register) => !received.has(register));
  return early === undefined ? undefined : `register ${early} may be read before it is written`;
}

/** The registers with a value that the function needs when it is entered: a dataflow backwards, over the blocks. */
function readFirst(f: FlowFunction): ReadonlySet<number> {
  const needs: Set<number>[] = f.blocks.map(() => new Set());
  for (let changed = true; changed; ) {
    changed = false;
    for (let label = f.blocks.length - 1; label >= 0; label--) {
      const { instructions, terminator } = f.blocks[label]!;
      const live = new Set<number>();
      const read = (operand: Operand): void => {
        if (operand.kind === "register") live.add(operand.register);
      };
      for (const target of successors(terminator)) for (const register of needs[target]!) live.add(register);
      eachTerminatorOperand(terminator, read);
      for (let i = instructions.length - 1; i >= 0; i--) {
        const written = writtenBy(instructions[i]!);
        if (written !== undefined) live.delete(written);
        eachOperand(instructions[i]!, read);
      }
      if (live.size === needs[label]!.size) continue;
      needs[label] = live;
      changed = true;
    }
  }
  return needs[0]!;
}

/** Registers are places that the allocator may give away. */
function placesError(f: FlowFunction, spills: number): string | undefined {
  if (f.registers !== slotPlace(spills)) return `it has ${spills} spill slots, but places below ${f.registers}`;
  const { zero, ra, sp, gp, tp, t0, t1, t2 } = machineRegisters;
  const reserved = new Set<number | undefined>([zero, ra, sp, gp, tp, t0, t1, t2]);
  for (const { instructions } of f.blocks)
    for (const instruction of instructions) {
      const place = writtenBy(instruction);
      if (reserved.has(place)) return `${instruction.op} writes x${place}, which has a role of its own`;
    }
  return undefined;
}

function isRegister(register: number, f: FlowFunction): boolean {
  return isBelow(register, f.registers);
}

/** Can an array of this kind hold the value? */
function fits(value: number, element: Element): boolean {
  return element === "int" ? value === (value | 0) : isBelow(value, element === "byte" ? 256 : 2);
}

/** Is it an index of a list of so many? */
function isBelow(index: number, length: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < length;
}

function firstError<F extends FlowFunction>(
  functions: readonly F[],
  errorIn: (f: F) => string | undefined,
): string | undefined {
  for (const f of functions) {
    const wrong = errorIn(f);
    if (wrong !== undefined) return `function ${f.name}: ${wrong}`;
  }
  return undefined;
}
