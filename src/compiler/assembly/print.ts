/**
 * Assembly as text, for people: one line for each instruction, labels as `.L` and their number, cut points as comments.
 */

import { impossible } from "../../core/impossible.ts";
import { assemblyText } from "../../machine/isa/disassemble.ts";
import { registerName } from "../../machine/isa/register.ts";
import type { Assembly, AssemblyItem } from "./assembly.ts";

/** The text of a program in assembly; `addressOf` gives the address of an item, where it is known. */
export function printAssembly(
  assembly: Assembly,
  addressOf: (f: number, item: number) => number | undefined = () => undefined,
): string {
  const lines: string[] = [];
  for (const [index, { name, items }] of assembly.functions.entries()) {
    lines.push(`${name}:`);
    for (const [i, item] of items.entries()) {
      const address = addressOf(index, i);
      const at = address === undefined ? "" : `${address.toString(16).padStart(8)}  `;
      lines.push(`${at}${item.kind === "label" ? "" : "    "}${itemText(item, assembly)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function itemText(item: AssemblyItem, { functions }: Assembly): string {
  switch (item.kind) {
    case "instruction":
      return assemblyText(item.instruction);
    case "branch":
      return `${item.mnemonic} ${registerName(item.rs1)}, ${registerName(item.rs2)}, .L${item.target}`;
    case "jump":
      return `j .L${item.target}`;
    case "call":
    case "tail":
      return `${item.kind} ${functions[item.callee]?.name ?? `function ${item.callee}`}`;
    case "label":
      return `.L${item.label}:`;
    case "cut":
      return `# cut ${item.point.phase} node ${item.point.node}${item.mandatory ? "" : "?"}`;
    default:
      return impossible(item);
  }
}
