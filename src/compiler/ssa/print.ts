/** SSA as text, for people: values are `v0`, `v1`, …; a block has its parameters in parentheses. */

import { instructionText, operandText, printFlow, type RegisterNames, terminatorText } from "../flow/print.ts";
import type { CutMark, FlowInstruction } from "../flow/syntax.ts";
import type { Ssa, SsaFunction, SsaTerminator } from "./syntax.ts";

const names: RegisterNames = (value) => `v${value}`;

/** The text of a program in SSA form. A function that is not optimised is printed as flow. */
export function printSsa(ssa: Ssa): string {
  const flow = { functions: ssa.functions.map((f) => f.flow), start: ssa.start, globals: ssa.globals };
  return ssa.functions
    .map((f) => (f.kind === "plain" ? printFlow({ ...flow, functions: [f.flow] }) : functionText(f, flow.functions)))
    .join("\n");
}

function functionText(f: SsaFunction, named: readonly { readonly name: string }[]): string {
  const lines = [`${f.name}(${f.parameters.map(names).join(", ")}):`];
  for (const [label, { parameters, instructions, terminator }] of f.blocks.entries()) {
    lines.push(`  block ${label}(${parameters.map(names).join(", ")}):`);
    for (const instruction of instructions)
      lines.push(`    ${instructionText(instruction, named, names)}${variablesText(f, instruction)}`);
    lines.push(`    ${exitText(terminator, named)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The source variables at the mark of an instruction. */
function variablesText(f: SsaFunction, instruction: FlowInstruction): string {
  const mark: CutMark | undefined = instruction.op === "call" || instruction.op === "cut" ? instruction.cut : undefined;
  const variables = (mark && f.locals.get(mark)) ?? [];
  return variables.map(({ slot, at }) => `, local ${slot} is ${operandText(at, names)}`).join("");
}

function exitText(terminator: SsaTerminator, named: readonly { readonly name: string }[]): string {
  if (terminator.op !== "jump") return terminatorText(terminator, named, names);
  return `jump ${terminator.target}(${terminator.arguments.map((operand) => operandText(operand, names)).join(", ")})`;
}
