/**
 * A checked program as a tree of lines: each node with its parts under it, by the names that they have in the program. Slots, globals and
 * functions are shown by their names.
 */

import type { FunctionDefinition, Node, Program } from "../../lang/index.ts";

const step = "  ";

/** The lines of a program. */
export function programTree(program: Program): readonly string[] {
  const globals = program.globals.map(({ name, type }) => `let ${name}: ${type}`);
  return [...globals, ...program.functions.flatMap((one) => functionTree(one, program))];
}

function functionTree({ name, parameters, result, slots, body }: FunctionDefinition, program: Program): string[] {
  const given = slots.slice(0, parameters).map((one) => `${one.name}: ${one.type}`);
  const lines = [`fn ${name}(${given.join(", ")})${result === undefined ? "" : `: ${result}`}`];
  const put = (part: string | undefined, node: Node, depth: number): void => {
    const words: string[] = [];
    const below: (readonly [part: string | undefined, node: Node])[] = [];
    for (const [field, value] of Object.entries(node) as [string, unknown][]) {
      if (field === "id" || field === "kind" || field === "type" || value === undefined) continue;
      if (isNode(value)) below.push([field, value]);
      else if (isList(value)) below.push(...value.map((one) => [undefined, one] as const));
      else words.push(nameOf(field, value, slots, program));
    }
    const type = "type" in node ? `: ${node.type}` : "";
    const named = part === undefined ? "" : `${part} = `;
    lines.push(`${step.repeat(depth)}${named}${[node.kind, ...words].join(" ")}${type}`);
    for (const [field, one] of below) put(field, one, depth + 1);
  };
  put(undefined, body, 1);
  return lines;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** A list of nodes; the values of a text are none. */
function isList(value: unknown): value is readonly Node[] {
  return Array.isArray(value) && value.every(isNode);
}

/** What a field says that is no node. */
function nameOf(field: string, value: unknown, slots: FunctionDefinition["slots"], program: Program): string {
  if (typeof value !== "number") return typeof value === "string" ? value : JSON.stringify(value);
  if (field === "slot") return slots[value]!.name;
  if (field === "callee") return program.functions[value]!.name;
  return field === "index" ? program.globals[value]!.name : String(value);
}
