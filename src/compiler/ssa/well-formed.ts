/**
 * What is wrong with a program in SSA form, if anything: each value is assigned in one place, which comes before all
 * that reads it on every way; jumps bring an argument for each parameter, and nothing else goes to a block that has some.
 */

import { filled } from "../filled.ts";
import { eachOperand } from "../flow/operands.ts";
import { successors } from "../flow/successors.ts";
import { type Operand, writtenBy } from "../flow/syntax.ts";
import { flowError } from "../flow/well-formed.ts";
import { eachDown, graphOf } from "./graph.ts";
import { eachExitOperand } from "./operands.ts";
import type { Ssa, SsaFunction } from "./syntax.ts";

/** What is wrong with a program in SSA form. */
export function ssaError(ssa: Ssa): string | undefined {
  for (const f of ssa.functions) {
    const wrong = f.kind === "plain" ? undefined : functionError(f);
    if (wrong !== undefined) return `function ${f.kind === "plain" ? f.flow.name : f.name}: ${wrong}`;
  }
  // The rest is as in flow: the operands, callees and globals that there are.
  const functions = ssa.functions.map((f) => f.flow);
  return flowError({ functions, start: ssa.start, globals: ssa.globals });
}

function functionError(f: SsaFunction): string | undefined {
  const { blocks, values } = f;
  if (blocks.length === 0) return "it has no block 0";
  for (const [label, { terminator }] of blocks.entries())
    for (const to of successors(terminator))
      if (blocks[to] === undefined) return `block ${label}: there is no block ${to}`;
  const graph = graphOf(blocks);
  if (JSON.stringify(f.graph) !== JSON.stringify(graph)) return "its graph is not that of its blocks";
  if (graph.predecessors[0]!.length > 0) return "something goes to block 0";
  for (const label of graph.order) {
    const { terminator } = blocks[label]!;
    for (const to of successors(terminator)) {
      const { parameters } = blocks[to]!;
      const given = terminator.op === "jump" ? terminator.arguments.length : 0;
      if (given !== parameters.length)
        return `block ${label}: block ${to} has ${parameters.length} parameters, and is given ${given}`;
    }
  }
  return valuesError(f, graph, values);
}

/** Values assigned twice, or read where they may not have been assigned. */
function valuesError(f: SsaFunction, graph: ReturnType<typeof graphOf>, values: number): string | undefined {
  const defined = filled<boolean>(values, false);
  const ever = filled<boolean>(values, false);
  let wrong: string | undefined;
  const scopes: number[][] = [];
  const define = (value: number): void => {
    if (!(value >= 0 && value < values)) wrong ??= `there is no value ${value}`;
    if (ever[value] === true) wrong ??= `value ${value} is assigned in two places`;
    ever[value] = true;
    defined[value] = true;
    scopes.at(-1)!.push(value);
  };
  const read = (operand: Operand): void => {
    if (operand.kind === "register" && defined[operand.register] !== true)
      wrong ??= `value ${operand.register} may be read before it is assigned`;
  };
  eachDown(
    graph,
    (label) => {
      scopes.push([]);
      if (label === 0) f.parameters.forEach(define);
      const { parameters, instructions, terminator } = f.blocks[label]!;
      parameters.forEach(define);
      for (const instruction of instructions) {
        eachOperand(instruction, read);
        const rd = writtenBy(instruction);
        if (rd !== undefined) define(rd);
      }
      eachExitOperand(terminator, read);
    },
    () => {
      for (const value of scopes.pop()!) defined[value] = false;
    },
  );
  return wrong;
}
