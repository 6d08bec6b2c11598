/**
 * What happens within one square: the lines of the text that steps of the source go through, the instructions, and the
 * accesses to memory.
 */

import { impossible, type Position } from "etalon";
import type { Configuration } from "etalon/lang";
import type { MemoryAccess, TracedStep } from "etalon/machine";
import type { WalkWatch } from "etalon/proof";
import type { MachineStep, SourceStep } from "./analysis.ts";

/** What is kept of one square's way. */
const shown = 48;

/** An access of an instruction. */
export interface Access extends MemoryAccess {
  readonly pc: number;
  readonly kind: "read" | "write";
  /** The register that its address was made from. */
  readonly base: string | undefined;
}

/** Watches one square after the other. */
export class PathWatch implements WalkWatch {
  readonly #place: (node: number) => Position;
  #lines: { line: number; steps: number }[] = [];
  #instructions: MachineStep[] = [];
  #accesses: Access[] = [];
  #executed = new Set<number>();

  constructor(place: (node: number) => Position) {
    this.#place = place;
  }

  /** A square begins. */
  begin(): void {
    this.#lines = [];
    this.#instructions = [];
    this.#accesses = [];
    this.#executed = new Set();
  }

  /** The lines gone through, those in a row on one line as one. */
  get lines(): readonly SourceStep[] {
    return this.#lines;
  }

  get instructions(): readonly MachineStep[] {
    return this.#instructions;
  }

  /** The addresses of all of them. */
  get executed(): readonly number[] {
    return [...this.#executed];
  }

  /** The accesses to memory. */
  get accesses(): readonly Access[] {
    return this.#accesses;
  }

  readonly source: WalkWatch["source"] = (before) => {
    const node = nodeOf(before.control);
    const last = this.#lines.at(-1);
    const line = node === undefined ? last?.line : this.#place(node).line;
    if (line === undefined) return;
    if (last?.line === line) last.steps++;
    else if (this.#lines.length < shown) this.#lines.push({ line, steps: 1 });
  };

  readonly machine: WalkWatch["machine"] = (step) => {
    const { pc, text, loaded, stored } = step;
    this.#executed.add(pc);
    const base = /\((\w+)\)/.exec(text ?? "")?.[1];
    if (loaded !== undefined) this.#accesses.push({ ...loaded, pc, kind: "read", base });
    if (stored !== undefined) this.#accesses.push({ ...stored, pc, kind: "write", base });
    if (this.#instructions.length < shown)
      this.#instructions.push({ pc, text: text?.replace("\t", " ") ?? "no instruction", effect: effectOf(step) });
  };
}

function effectOf({ wrote, taken, stored, outcome }: TracedStep): string {
  if (outcome !== undefined) return "the end";
  if (taken !== undefined) return taken ? "taken" : "not taken";
  if (stored !== undefined) return `M[${stored.address.toString(16)}] = ${stored.value | 0}`;
  return wrote === undefined ? "" : `${wrote.name} = ${wrote.value}`;
}

function nodeOf(control: Configuration<number>["control"]): number | undefined {
  switch (control.at) {
    case "evaluate":
      return control.expression.id;
    case "value":
      return control.from;
    case "execute":
      return control.statement.id;
    case "done":
    case "break":
    case "continue":
    case "return":
      return undefined;
    default:
      return impossible(control);
  }
}
