/**
 * The semantics of SSA, by a translation into Flow that is too simple to be wrong: a jump puts its arguments into
 * registers of their own, and the block that it goes to takes its parameters from there. So all arguments are read
 * before any parameter is written.
 *
 * The pass from SSA to Flow does the same with fewer copies (passes/ssa/ssa-to-flow.ts).
 */

import type { RecordingEnvironment } from "../../core/environment.ts";
import { type FlowBudget, type FlowRun, runFlow } from "../flow/run.ts";
import { type Block, type Flow, type FlowFunction, type FlowInstruction, registerOperand } from "../flow/syntax.ts";
import type { Ssa, SsaBlock, SsaFunction } from "./syntax.ts";

/** The behaviour of a program in SSA form. */
export function runSsa(ssa: Ssa, environment: RecordingEnvironment, budget: FlowBudget = {}): FlowRun {
  return runFlow(withCopies(ssa), environment, budget);
}

function withCopies(ssa: Ssa): Flow {
  const functions = ssa.functions.map((f) => (f.kind === "plain" ? f.flow : translated(f)));
  return { functions, start: ssa.start, globals: ssa.globals };
}

function translated(f: SsaFunction): FlowFunction {
  // Parameter v of a block is received in register f.values + v.
  const blocks = f.blocks.map((block) => ({
    instructions: [...received(block, f), ...block.instructions, ...sent(block, f)],
    terminator: terminatorOf(block),
  }));
  return {
    name: f.name,
    parameters: f.parameters,
    slots: 0,
    registers: 2 * f.values,
    blocks,
    origin: f.origin,
  };
}

function received({ parameters, terminator }: SsaBlock, f: SsaFunction): FlowInstruction[] {
  const { origin } = terminator;
  return parameters.map((rd) => ({ op: "copy", rd, from: registerOperand(f.values + rd), origin }));
}

function sent({ terminator }: SsaBlock, f: SsaFunction): FlowInstruction[] {
  if (terminator.op !== "jump") return [];
  const { target, origin } = terminator;
  const { parameters } = f.blocks[target]!;
  return terminator.arguments.map((from, i) => ({ op: "copy", rd: f.values + parameters[i]!, from, origin }));
}

function terminatorOf({ terminator }: SsaBlock): Block["terminator"] {
  return terminator.op === "jump" ? { op: "jump", target: terminator.target, origin: terminator.origin } : terminator;
}
