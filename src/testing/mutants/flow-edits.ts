/**
 * Edits of the compiler's flow programs, before and after allocation, and of the inputs of allocation.
 */

import type { Block, Flow, FlowFunction, FlowInstruction, Register, Terminator } from "../../compiler/flow/syntax.ts";
import type { Assignment } from "../../compiler/passes/allocate/assign-places.ts";
import type { AllocatedFunction } from "../../compiler/passes/allocate/flow-to-allocated.ts";
import type { Liveness } from "../../compiler/passes/allocate/liveness.ts";
import { type Passes, passes } from "../../compiler/passes.ts";

/** The compiler that edits each flow function. */
export function misflow(edit: (f: FlowFunction, flow: Flow) => FlowFunction): Passes {
  return {
    ...passes,
    langToFlow(program) {
      const flow = passes.langToFlow(program);
      if (!flow.ok) return flow;
      return { ok: true, value: { ...flow.value, functions: flow.value.functions.map((f) => edit(f, flow.value)) } };
    },
  };
}

/** What replaces an instruction; `fresh` makes a temporary. */
export type InstructionEdit = (
  instruction: FlowInstruction,
  fresh: () => Register,
) => FlowInstruction | readonly FlowInstruction[];

/** The compiler that edits flow instructions. */
export function misinstruct(edit: InstructionEdit): Passes {
  return misflow((f) => editInstructions(f, edit));
}

function editInstructions(f: FlowFunction, edit: InstructionEdit): FlowFunction {
  let registers = f.registers;
  const fresh = (): Register => registers++;
  const blocks = f.blocks.map((block) => ({
    ...block,
    instructions: block.instructions.flatMap((instruction) => edit(instruction, fresh)),
  }));
  return { ...f, blocks, registers };
}

/** The compiler that edits whole blocks. */
export function misblock(edit: (block: Block, f: FlowFunction) => Block): Passes {
  return misflow((f) => ({ ...f, blocks: f.blocks.map((block) => edit(block, f)) }));
}

/** The compiler that edits how blocks end. */
export function misbranch(edit: (terminator: Terminator, f: FlowFunction) => Terminator): Passes {
  return misblock((block, f) => ({ ...block, terminator: edit(block.terminator, f) }));
}

/** The terminator, if it is a branch that goes to a trap when its comparison holds. */
export function trapBranch(
  terminator: Terminator,
  f: FlowFunction,
): { readonly branch: Extract<Terminator, { op: "branch" }>; readonly trap: string } | undefined {
  if (terminator.op !== "branch") return undefined;
  const target = f.blocks[terminator.then]!.terminator;
  return target.op === "trap" ? { branch: terminator, trap: target.trap } : undefined;
}

/** The compiler that edits functions whose blocks are in order. */
export function misarrange(edit: (f: FlowFunction) => FlowFunction): Passes {
  return { ...passes, arrangeBlocks: (f) => edit(passes.arrangeBlocks(f)) };
}

/** The compiler whose liveness is edited. */
export function mislive(edit: (liveness: Liveness, f: FlowFunction) => Liveness): Passes {
  return { ...passes, livenessOf: (f) => edit(passes.livenessOf(f), f) };
}

/** The compiler whose places are edited; what an edit does not name stays: a constant that is in no place has to be known as one. */
export function misplace(edit: (assignment: Assignment, f: FlowFunction) => Partial<Assignment>): Passes {
  return {
    ...passes,
    assignPlaces(f, liveness) {
      const assigned = passes.assignPlaces(f, liveness);
      return { ...assigned, ...edit(assigned, f) };
    },
  };
}

/** The compiler that edits allocated functions. */
export function misallocate(edit: (f: AllocatedFunction) => AllocatedFunction): Passes {
  return {
    ...passes,
    flowToAllocated(flow, allocator) {
      const allocated = passes.flowToAllocated(flow, allocator);
      return { ...allocated, functions: allocated.functions.map(edit) };
    },
  };
}
