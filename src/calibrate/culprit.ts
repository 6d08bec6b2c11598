/**
 * Which instruction of a counterexample is to blame, and which rule says what it must do.
 *
 * An instruction is to blame when the deviation disappears after the instruction is replaced by the constant that it must
 * compute. An instruction that computes nothing (a branch, a store, a fault) is to blame when all others are harness.
 */

import { disassemble } from "../machine/isa/disassemble.ts";
import type { Mnemonic } from "../machine/isa/instruction.ts";
import type { Rule, Step } from "../machine/semantics/step.ts";
import { type Item, layOut } from "./assembler.ts";
import { imageOf, type Probe } from "./experiment.ts";
import { type Counterexample, constantOf } from "./reduce.ts";
import { answerOf, type MeasuredMachine } from "./subject.ts";
import { watch } from "./watch.ts";

/** What is to blame. */
export interface Culprit {
  readonly rule: Rule;
  /** Undefined for a word that is no instruction. */
  readonly mnemonic: Mnemonic | undefined;
  /** Its address, unsigned. */
  readonly pc: number;
}

const harness: ReadonlySet<Mnemonic | undefined> = new Set<Mnemonic>(["lui", "addi", "ecall"]);

/**
 * The instruction to blame for a counterexample of a probe. `suspected` has the instructions whose own probes deviated:
 * they are blamed before others.
 */
export async function culpritOf(
  subject: MeasuredMachine,
  example: Counterexample,
  { mnemonic }: Probe,
  suspected: ReadonlySet<Mnemonic | undefined>,
): Promise<Culprit> {
  const { steps } = example.watched;
  const last = steps.at(-1)!;
  // When a fault did not happen, or another one happened, the last rule is to blame.
  if (last.rule === "fetch_fault") return culprit(last);
  const unusual = steps.filter((taken, i) => !harness.has(taken.instruction?.mnemonic) && !isExitShift(steps, i));
  const known = unusual.filter((taken) => suspected.has(taken.instruction?.mnemonic));
  const suspects = known.length > 0 ? known : unusual;
  const addresses = new Set(suspects.map(({ pc }) => pc));
  const own = steps.find((taken) => taken.instruction?.mnemonic === mnemonic);
  if (addresses.size === 1) return culprit(suspects[0]!);
  if (addresses.size === 0) return culprit(own ?? steps[0]!);
  for (const index of example.items.keys()) {
    const constant = constantOf(example, index);
    if (constant === undefined) continue;
    const items: Item[] = [...example.items.slice(0, index), ...constant, ...example.items.slice(index + 1)];
    const image = imageOf(items);
    const watched = image.ok ? watch(image.value, 200_000) : undefined;
    if (!image.ok || watched === undefined) continue;
    const seen = await subject.observe(image.value);
    if (answerOf(watched, seen) !== "agrees") continue;
    const address = layOut(example.items).located[index]!.address;
    const taken = steps.find(({ pc }) => pc >>> 0 === address);
    if (taken !== undefined && suspects.includes(taken)) return culprit(taken);
  }
  return culprit(suspects.find((taken) => taken.instruction?.mnemonic === mnemonic) ?? suspects[0]!);
}

/** Is it the `srli` that shifts the wrong byte down to the exit status? */
function isExitShift(steps: readonly Step<number>[], index: number): boolean {
  const { instruction } = steps[index]!;
  return index === steps.length - 3 && instruction?.mnemonic === "srli" && instruction.rd === 10;
}

function culprit({ rule, instruction, pc }: Step<number>): Culprit {
  return { rule, mnemonic: instruction?.mnemonic, pc: pc >>> 0 };
}

/** One line of a listing. */
export interface ListedInstruction {
  /** Unsigned. */
  readonly address: number;
  readonly word: number;
  readonly text: string;
}

/** A program as a listing, without the holes between its parts. */
export function listing(items: readonly Item[]): ListedInstruction[] {
  const image = imageOf(items);
  if (!image.ok) return [];
  const { located } = layOut(items);
  const holes = located.filter(({ item }) => item.kind === "space");
  const isHole = (address: number): boolean =>
    holes.some(({ item, address: from }) => item.kind === "space" && address >= from && address < from + item.bytes);
  const lines: ListedInstruction[] = [];
  for (const { address, bytes, permissions } of image.value.segments) {
    if (!permissions.execute) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < bytes.length; at += 4) {
      const word = view.getUint32(at, true);
      const pc = address + at;
      if (!isHole(pc)) lines.push({ address: pc, word, text: disassemble(word, { pc }) });
    }
  }
  return lines;
}

/** Does a program use an instruction? */
export function uses(items: readonly Item[], mnemonic: Mnemonic): boolean {
  return items.some(
    (item) =>
      ((item.kind === "instruction" || item.kind === "jump") && item.instruction.mnemonic === mnemonic) ||
      (item.kind === "address" && (mnemonic === "lui" || mnemonic === "addi")),
  );
}
