/**
 * What `exec` says of a program that did not end by itself: why, where in the source, by which values; and after a fault,
 * which is a defect of the program or of its compiler, the registers and the last jumps.
 */

import type { Execution } from "../../../engine/index.ts";
import { impossible, type Outcome } from "../../../index.ts";
import { hex, type Image, registerName } from "../../../machine/index.ts";
import { type CodePosition, describePosition, positionAt } from "../../view/origin.ts";
import { trapSentence } from "../../view/program-end.ts";
import type { Output } from "../../view/terminal.ts";
import type { Branch, LastSteps } from "./last-steps.ts";

/** A run that is over, with what is known of its end. */
export interface Stopped extends Execution {
  readonly path: string;
  readonly image: Image;
  readonly last: LastSteps | undefined;
}

/** Should the run be repeated to see its last steps? */
export function isWorthRepeating({ kind }: Outcome): boolean {
  return kind === "faulted" || kind === "trapped";
}

/** Print why a program stopped; nothing for one that ended by itself. */
export function printStop(stopped: Stopped, error: Output): void {
  const { path, image, outcome, pc, machine, last } = stopped;
  const what = sentence(stopped);
  if (what === undefined) return;
  // The reason of a fault has its pc already.
  const at = outcome.kind === "faulted" ? "" : ` (pc ${hex(pc)})`;
  error.line(`${error.paint("bad", `${path}: ${outcome.kind}:`)} ${what}${at}`);
  const position = positionAt(image, pc);
  if (position !== undefined) error.line(`  ${"offset" in position ? "" : "from "}${describePosition(position)}`);
  if (outcome.kind !== "faulted") return;
  error.line("  registers");
  for (const line of registerLines(machine.registers)) error.line(`    ${line}`);
  if (last === undefined || last.jumps.length === 0) return;
  error.line("  last jumps, the newest first");
  for (const { from, text } of last.jumps) {
    const where = positionAt(image, from);
    const words = `${hex(from)}  ${text.replace("\t", " ")}`;
    error.line(`    ${where === undefined ? words : `${words.padEnd(40)} ${describePosition(where)}`}`);
  }
}

const columns = 4;

function registerLines(registers: readonly number[]): string[] {
  const shown = registers.map((word, i) => `${registerName(i).padStart(4)} ${hex(word)}`).slice(1);
  const rows = Math.ceil(shown.length / columns);
  return Array.from({ length: rows }, (_, row) => shown.slice(row * columns, (row + 1) * columns).join("  "));
}

/** The fields of the JSON document. */
export function stopDocument({ image, outcome, pc, machine, last }: Stopped): Record<string, unknown> {
  const where: CodePosition | undefined = outcome.kind === "halted" ? undefined : positionAt(image, pc);
  const values = outcome.kind === "trapped" ? valuesOf(outcome.trap, last?.branch) : undefined;
  if (outcome.kind !== "faulted") return { where, detail: values };
  const registers = Object.fromEntries(machine.registers.map((word, i) => [registerName(i), word >>> 0]));
  return { where, registers, jumps: last?.jumps };
}

type Trap = Extract<Outcome, { kind: "trapped" }>["trap"];

/**
 * The values behind a trap: our compiler decides each by one branch, on the registers that hold them (compiler/select.ts).
 * For any other branch nothing is printed.
 */
function valuesOf(trap: Trap, branch: Branch | undefined): Record<string, unknown> | undefined {
  if (branch === undefined) return undefined;
  const { mnemonic, left, right, againstZero } = branch;
  switch (trap) {
    case "bounds":
      return mnemonic === "bgeu" || mnemonic === "bltu" ? { trap, index: left, length: right } : undefined;
    case "length":
      return (mnemonic === "blt" || mnemonic === "bge") && againstZero ? { trap, length: left } : undefined;
    case "assert":
      return againstZero ? undefined : { trap, compared: [left, right] };
    case "divide":
      return undefined;
    default:
      return impossible(trap);
  }
}

function sentence({ outcome, retired, last }: Stopped): string | undefined {
  switch (outcome.kind) {
    case "halted":
      return undefined;
    case "trapped":
      return `${trapWords(outcome.trap, last?.branch)} [${outcome.trap}]`;
    case "exhausted":
      return outcome.resource === "stack"
        ? "no room is left on the stack; compile with a larger --stack"
        : "no room is left for arrays; compile with a larger --heap";
    case "faulted":
      return outcome.reason;
    case "running":
      return `after ${retired} instructions; stopped watching`;
    default:
      return impossible(outcome);
  }
}

function trapWords(trap: Trap, branch: Branch | undefined): string {
  const values = valuesOf(trap, branch);
  if (values === undefined) return trapSentence(trap);
  const { index, length, compared } = values as { index?: number; length?: number; compared?: readonly number[] };
  if (index !== undefined) return `the index ${index} is outside the array, whose length is ${length}`;
  if (length !== undefined) return `${trapSentence(trap)}: ${length}`;
  return `${trapSentence(trap)}: it compared ${compared?.join(" and ")}`;
}
