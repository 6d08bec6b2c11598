/**
 * SSA → Flow: each value is a register, and each jump first copies its arguments into the parameters of its target, all
 * at once. Only jumps have arguments, so the copies have a place where no other way comes by.
 *
 * Each mark is told what every register that is live there is, in terms of the source. Where that cannot be told of one,
 * no certificate could be made: the function is then left as it was before it was optimised.
 */

import type { NodeId } from "../../../lang/program/program.ts";
import type { Fact } from "../../../proof/certificate/claims.ts";
import { retargeted } from "../../flow/successors.ts";
import {
  type Block,
  type CutMark,
  type Flow,
  type FlowFunction,
  type FlowInstruction,
  type Label,
  type Operand,
  registerOperand,
} from "../../flow/syntax.ts";
import { withoutIdleBranches } from "../../ssa/idle-branches.ts";
import { eachMark, hasMark, liveAtBegin, mostHeld, RegisterSet } from "../../ssa/live.ts";
import type { Ssa, SsaBlock, SsaFact, SsaFunction, Value } from "../../ssa/syntax.ts";
import { versionsOf } from "../../ssa/versions.ts";
import { withBlocks } from "../../ssa/with-blocks.ts";
import { type Move, sequentialise } from "../allocate/sequentialise.ts";
import { Explainer, type Explanation } from "./explain.ts";

const none: readonly SsaFact[] = [];
const noMarks: ReadonlyMap<CutMark, CutMark> = new Map();

/** The pass. */
export function ssaToFlow(ssa: Ssa): Flow {
  const functions = ssa.functions.map((f) => (f.kind === "plain" ? f.flow : (outOfSsaForm(f) ?? f.flow)));
  return { functions, start: ssa.start, globals: ssa.globals };
}

function outOfSsaForm(given: SsaFunction): FlowFunction | undefined {
  const needed = withoutIdleBranches(given);
  const f = needed === given.blocks ? given : withBlocks(given, needed);
  const { graph } = f;
  const marks = explainedMarks(f);
  if (marks === undefined) return undefined;
  // The blocks that control can reach, in their order.
  const kept: Label[] = [];
  const number: number[] = [];
  for (let label = 0; label < f.blocks.length; label++)
    if (graph.position[label] !== -1) number[label] = kept.push(label) - 1;
  const scratch = f.values;
  const constants = new Map<Value, number>();
  const blocks = kept.map((label) => toFlow(f.blocks, label, number, marks, scratch, constants));
  const { name, parameters, inlined = [], origin } = f;
  // Registers are no source variables: what is live at a mark, the mark says.
  return {
    name,
    parameters,
    slots: 0,
    registers: f.values + 1,
    constants,
    blocks,
    inlined,
    origin,
  };
}

/** Can it be told at each mark what every register is that is live there? If not, the function would be left as it came. */
export function canTell(f: SsaFunction): boolean {
  return explainedMarks(f) !== undefined;
}

/** The marks with what is known there; undefined where a live register cannot be explained, and where that would be very much. */
function explainedMarks(f: SsaFunction): ReadonlyMap<CutMark, CutMark> | undefined {
  const { blocks, graph, values, locals } = f;
  const { order, predecessors } = graph;
  if (!blocks.some(({ instructions }) => instructions.some(hasMark))) return noMarks;
  let most = mostHeld(blocks);
  const begin = liveAtBegin(blocks, predecessors, order, values, most);
  if (begin === undefined) return undefined;
  let explainer: Explainer | undefined;
  const marks = new Map<CutMark, CutMark>();
  const set = new RegisterSet(values);
  const unknown: number[] = [];
  for (const label of order) {
    eachMark(blocks[label]!, begin, set, (mark, live) => {
      most -= live.length;
      if (most < 0 || unknown.length > 0) return;
      explainer ??= new Explainer(f, f.shared, graph, () => versionsOf(blocks, graph));
      const explained = explainer.explain(mark, locals.get(mark)!, live);
      if (typeof explained === "number") {
        unknown.push(explained);
        return;
      }
      const { holds } = explained;
      const facts = statedFacts(f.facts.get(mark) ?? none, explained);
      if (facts === undefined) unknown.push(-1);
      else {
        const computed = explained.computed();
        const arrays = explained.arrays();
        const known = arrays.length === 0 ? facts : [...facts, ...arrays];
        marks.set(mark, { ...mark, pending: undefined, result: undefined, holds, computed, facts: known });
      }
    });
    if (most < 0 || unknown.length > 0) return undefined;
  }
  return marks;
}

function toFlow(
  blocks: readonly SsaBlock[],
  label: Label,
  number: readonly Label[],
  marks: ReadonlyMap<CutMark, CutMark>,
  scratch: number,
  constants: Map<Value, number>,
): Block {
  const { instructions, terminator } = blocks[label]!;
  const made: FlowInstruction[] = [];
  for (const instruction of instructions) {
    if (instruction.op === "copy" && instruction.from.kind === "constant")
      constants.set(instruction.rd, instruction.from.value);
    made.push(
      instruction.op === "call" || instruction.op === "cut"
        ? { ...instruction, cut: marks.get(instruction.cut)! }
        : instruction,
    );
  }
  const { origin } = terminator;
  const to = (there: Label): Label => number[there]!;
  if (terminator.op !== "jump") return { instructions: made, terminator: retargeted(terminator, to) };
  copies(blocks[terminator.target]!.parameters, terminator.arguments, origin, scratch, made);
  return { instructions: made, terminator: { op: "jump", target: to(terminator.target), origin } };
}

/** Is it a fact that a word is at most the largest signed number? */
function isLimit(fact: SsaFact): boolean {
  const { kind, upper } = fact;
  const isLargest = upper.kind === "constant" && upper.value === 2 ** 31 - 1;
  return isLargest && kind === "order" && fact.order === "sltu" && fact.gap === 0;
}

/** Facts in terms of the source; undefined where one cannot be told. */
function statedFacts(facts: readonly SsaFact[], { termOf, isLength }: Explanation): readonly Fact[] | undefined {
  const stated: Fact[] = [];
  for (const fact of facts) {
    // That a length is no more than a length can be is known anyway.
    if (isLimit(fact) && isLength(fact.lower)) continue;
    const [lower, upper] = [termOf(fact.lower), termOf(fact.upper)];
    if (lower === undefined || upper === undefined) return undefined;
    if (fact.kind === "apart")
      stated.push({ condition: { kind: "apply", operation: "xor", left: lower, right: upper }, holds: true });
    else if (fact.gap === 1)
      stated.push({ condition: { kind: "apply", operation: fact.order, left: lower, right: upper }, holds: true });
    else stated.push({ condition: { kind: "apply", operation: fact.order, left: upper, right: lower }, holds: false });
  }
  return stated;
}

/** Copies of arguments to parameters. Constants come last, when every register that they overwrite was read. */
function copies(
  to: SsaBlock["parameters"],
  from: readonly Operand[],
  origin: NodeId,
  scratch: number,
  made: FlowInstruction[],
): void {
  const moves: Move[] = [];
  for (let i = 0; i < from.length; i++) {
    const operand = from[i]!;
    if (operand.kind === "register") moves.push({ from: operand.register, to: to[i]! });
  }
  for (const move of moves.length < 2 ? moves : sequentialise(moves, scratch))
    if (move.from !== move.to) made.push({ op: "copy", rd: move.to, from: registerOperand(move.from), origin });
  for (let i = 0; i < from.length; i++) {
    const operand = from[i]!;
    if (operand.kind === "constant") made.push({ op: "copy", rd: to[i]!, from: operand, origin });
  }
}
