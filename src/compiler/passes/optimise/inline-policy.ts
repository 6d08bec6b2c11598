/**
 * Which calls are inlined: those of small functions, those of larger ones that are often called in loops, and those of functions that are called
 * nowhere else, until the caller has grown as much as it may. So a program grows by a fixed factor at most, and so do the lists of variables at its marks.
 */

import type { FlowInstruction, Label, Pending } from "../../flow/syntax.ts";
import { depthsIn, loopsOf } from "../../ssa/loops.ts";
import type { PlainFunction, SsaFunction } from "../../ssa/syntax.ts";
import type { CallGraph } from "./call-graph.ts";

/** A call that is made less often than this in a run, by the estimate, is rare; one in a loop that is made so often is not. */
const rare = 4;
const frequent = 8;
/** A callee of so many instructions is inlined where calls are rare: it takes no more room than a call … */
const smallWhereRare = 4;
/** … of so many elsewhere … */
const smallAnywhere = 12;
/** … of so many in a loop … */
const smallInLoop = 60;
/** … and of so many where it is called once in the program, and so is in no other place. */
const smallOnce = 200;

/** A function may grow by so many instructions for each that it has … */
const growthPerInstruction = 0.5;
/** … and by so many in any case. */
const growthAlways = 600;
/** All the variables at all marks in inlined calls, for each instruction of the caller, and in any case. */
const heldPerInstruction = 20;
const heldAlways = 5000;

/** A call that is to be inlined, the function that it calls, and the blocks in which that returns. */
export interface ChosenCall {
  readonly call: Extract<FlowInstruction, { op: "call" }>;
  readonly callee: SsaFunction;
  readonly returns: readonly Label[];
}

/** The calls of a function to be inlined; `functions` are as they are now, the callees with their own calls inlined. */
export function callsToInline(
  f: SsaFunction,
  functions: readonly (SsaFunction | PlainFunction)[],
  graph: CallGraph,
): ReadonlyMap<FlowInstruction, ChosenCall> {
  const calls: { readonly call: ChosenCall["call"]; readonly label: Label }[] = [];
  for (const [label, { instructions }] of f.blocks.entries())
    for (const call of instructions)
      if (call.op === "call" && !graph.isRecursive(call.callee)) calls.push({ call, label });
  const chosen = new Map<FlowInstruction, ChosenCall>();
  const depths = depthsIn(loopsOf(f.graph), f.blocks.length);
  const own = sizeOf(f);
  let growth = growthAlways + growthPerInstruction * own;
  let held = heldAlways + heldPerInstruction * own;
  // Those in the innermost loops first.
  calls.sort((a, b) => depths[b.label]! - depths[a.label]!);
  for (const { call, label } of calls) {
    const callee = functions[call.callee]!;
    if (callee.kind === "plain") continue;
    const size = sizeOf(callee);
    const most = graph.isCalledOnce(call.callee) ? smallOnce : smallAt(graph.frequency(call), depths[label]! > 0);
    const holds = heldBy(callee, f, call);
    if (size > most || size > growth || holds > held) continue;
    const returns = callee.blocks.flatMap(({ terminator }, at) => (terminator.op === "return" ? [at] : []));
    if (returns.length === 0) continue;
    chosen.set(call, { call, callee, returns });
    growth -= size;
    held -= holds;
  }
  return chosen;
}

/** The most instructions of a callee that is inlined where it is called so often. */
function smallAt(frequency: number, inLoop: boolean): number {
  if (frequency < rare) return smallWhereRare;
  return inLoop && frequency >= frequent ? smallInLoop : smallAnywhere;
}

/** How many instructions a function has, about. */
function sizeOf({ blocks }: SsaFunction): number {
  let size = 0;
  for (const { instructions, terminator } of blocks) {
    for (const { op } of instructions) if (op !== "cut") size++;
    if (terminator.op === "branch") size++;
  }
  return size;
}

/** How many variables and operands all the marks of a callee list, when it is inlined in a call. */
function heldBy(callee: SsaFunction, caller: SsaFunction, { cut }: ChosenCall["call"]): number {
  const around = caller.locals.get(cut)!.length + depthOf(cut.pending);
  let held = (caller.flow.slots + callee.flow.slots) * (1 + (callee.inlined?.length ?? 0));
  for (const list of callee.locals.values()) held += around + list.length;
  return held;
}

function depthOf(pending: Pending | undefined): number {
  return pending === undefined ? 0 : pending.index + 1;
}
