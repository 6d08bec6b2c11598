/**
 * Flow as text, for people: one line for each instruction, blocks by number.
 */

import { impossible } from "../../core/impossible.ts";
import type { CutMark, Flow, FlowFunction, FlowInstruction, Operand, Pending, Terminator } from "./syntax.ts";

/** How a register is called: `r7` unless told. */
export type RegisterNames = (register: number) => string;

/**
 * The text of a flow program.
 *
 * @example
 * ```ts
 * import { passes, printFlow } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { return read() - 1; }");
 * if (!program.ok) throw new Error("refused");
 * const flow = passes.langToFlow(program.value);
 * flow.ok && printFlow(flow.value).split("\n").slice(0, 5); // => ["main():", "  block 0:", "    r1 = read", "    r0 = sub r1, 1", "    return r0"]
 * ```
 */
export function printFlow(flow: Flow, names: RegisterNames = (register) => `r${register}`): string {
  return flow.functions.map((f) => printFunction(f, flow, names)).join("\n");
}

function printFunction(f: FlowFunction, flow: Flow, names: RegisterNames): string {
  const parameters = f.parameters.map((register) => (register === undefined ? "_" : names(register)));
  const lines = [`${f.name}(${parameters.join(", ")}):`];
  for (const [label, { instructions, terminator }] of f.blocks.entries()) {
    lines.push(`  block ${label}:`);
    for (const instruction of instructions) lines.push(`    ${instructionText(instruction, flow.functions, names)}`);
    lines.push(`    ${terminatorText(terminator, flow.functions, names)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** An operand as text. */
export function operandText(operand: Operand, names: RegisterNames): string {
  return operand.kind === "constant" ? `${operand.value}` : names(operand.register);
}

/** An instruction as text. `named` are the functions that it may call. */
export function instructionText(
  instruction: FlowInstruction,
  named: readonly { readonly name: string }[],
  names: RegisterNames,
): string {
  const o = (operand: Operand): string => operandText(operand, names);
  switch (instruction.op) {
    case "copy":
      return `${names(instruction.rd)} = ${o(instruction.from)}`;
    case "operate":
      return `${names(instruction.rd)} = ${instruction.operation} ${o(instruction.left)}, ${o(instruction.right)}`;
    case "length":
      return `${names(instruction.rd)} = length ${o(instruction.array)}`;
    case "load_element":
      return `${names(instruction.rd)} = ${instruction.element} ${o(instruction.array)}[${o(instruction.index)}]`;
    case "store_element": {
      const { element, array, index, value } = instruction;
      return `${element} ${o(array)}[${o(index)}] = ${o(value)}`;
    }
    case "get_global":
      return `${names(instruction.rd)} = global ${instruction.global}`;
    case "set_global":
      return `global ${instruction.global} = ${o(instruction.value)}`;
    case "allocate":
      return `${names(instruction.rd)} = new ${instruction.element}[](${o(instruction.length)})`;
    case "allocate_text":
      return `${names(instruction.rd)} = text ${shortly(instruction)}`;
    case "call": {
      const { rd, cut } = instruction;
      const result = rd === undefined ? "" : `${names(rd)} = `;
      return `${result}${callText(instruction, named, names)}  ; ${cutText(cut, names)}`;
    }
    case "read":
      return `${names(instruction.rd)} = read`;
    case "transfer": {
      const { direction, rd, array, from, count } = instruction;
      return `${names(rd)} = ${direction} ${o(array)}[${o(from)}], ${o(count)} bytes`;
    }
    case "write":
      return `write ${o(instruction.value)}`;
    case "cut":
      return `; ${cutText(instruction.cut, names)}`;
    default:
      return impossible(instruction);
  }
}

/** The beginning of an array of constants. */
function shortly({ element, values }: Extract<FlowInstruction, { readonly op: "allocate_text" }>): string {
  const first = values.slice(0, 40);
  if (element === "byte") return JSON.stringify(String.fromCharCode(...first));
  return `${element} [${first.join(", ")}${values.length > first.length ? ", …" : ""}]`;
}

/** A call as text. */
function callText(
  call: { readonly callee: number; readonly arguments: readonly Operand[] },
  named: readonly { readonly name: string }[],
  names: RegisterNames,
): string {
  const name = named[call.callee]?.name ?? `function ${call.callee}`;
  return `${name}(${call.arguments.map((operand) => operandText(operand, names)).join(", ")})`;
}

/** A terminator as text. `named` are the functions that it may call. */
export function terminatorText(
  terminator: Terminator,
  named: readonly { readonly name: string }[],
  names: RegisterNames,
): string {
  const o = (operand: Operand): string => operandText(operand, names);
  switch (terminator.op) {
    case "jump":
      return `jump ${terminator.target}`;
    case "branch": {
      const { comparison, left, right } = terminator;
      return `if ${comparison} ${o(left)}, ${o(right)} jump ${terminator.then} else ${terminator.else}`;
    }
    case "return":
      return terminator.value === undefined ? "return" : `return ${o(terminator.value)}`;
    case "tail_call":
      return `return ${callText(terminator, named, names)}`;
    case "exit":
      return `exit ${o(terminator.value)}`;
    case "trap":
      return `trap ${terminator.trap}`;
    default:
      return impossible(terminator);
  }
}

function cutText({ point, mandatory, pending, result }: CutMark, names: RegisterNames): string {
  const held: string[] = [];
  for (let operand: Pending | undefined = pending; operand !== undefined; operand = operand.below)
    held.push(`pending ${operand.index} in ${operandText(operand.at, names)}`);
  held.reverse();
  if (result !== undefined) held.push(`result in ${operandText(result, names)}`);
  return [`cut ${point.phase} node ${point.node}${mandatory ? "" : "?"}`, ...held].join(", ");
}
