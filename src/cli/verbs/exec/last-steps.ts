/**
 * What a program did just before it stopped: its last jumps, and its last branch with what that compared.
 *
 * The engines keep no record, and need none: a run is the same every time. So it is run again on the input that it read,
 * up to shortly before its end, and the last steps are taken by the rules one at a time.
 */

import type { Execution } from "../../../engine/index.ts";
import { singly } from "../../../index.ts";
import { assemblyText, type Instruction, step } from "../../../machine/index.ts";
import type { PacedEnvironment } from "../../host/streams.ts";

/** A jump, or a branch that was taken. */
export interface Jump {
  /** Addresses, unsigned. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A branch, taken or not, with the words of its two registers (0 for the zero register). */
export interface Branch {
  readonly mnemonic: string;
  readonly left: number;
  readonly right: number;
  /** Is the right one the zero register, and so no operand of the program's? */
  readonly againstZero: boolean;
}

/** The end of a run. */
export interface LastSteps {
  /** The last first. */
  readonly jumps: readonly Jump[];
  /** The one that decided it: none where other instructions came after it than those of a stop. */
  readonly branch: Branch | undefined;
}

/** How many instructions before the end the rules take over. */
const window = 4096;

/** The most instructions that are run again, about a second. */
const patience = 2 ** 28;

/** How many bytes of input are kept for that. */
const inputLimit = 2 ** 20;

const shownJumps = 8;

/**
 * The end of a run that stopped at `pc`, from a function that runs it again for so many instructions; none when that
 * takes too long, or comes to another end.
 */
export function lastSteps(
  again: (budget: number) => Pick<Execution, "machine" | "outcome">,
  { retired, pc }: Pick<Execution, "retired" | "pc">,
): LastSteps | undefined {
  if (retired > patience) return undefined;
  const { machine, outcome } = again(Math.max(0, retired - window));
  if (outcome.kind !== "running") return undefined;
  const jumps: Jump[] = [];
  let branch: Branch | undefined;
  for (let left = window + 1; left > 0; left--) {
    const from = machine.pc >>> 0;
    const before = machine.registers.slice();
    const { instruction, taken, outcome: end } = step(machine);
    if (end !== undefined)
      return machine.pc >>> 0 === pc ? { jumps: jumps.slice(-shownJumps).reverse(), branch } : undefined;
    if (instruction === undefined) return undefined;
    const jumped = taken === true || instruction.mnemonic === "jal" || instruction.mnemonic === "jalr";
    if (jumped) jumps.push({ from, to: machine.pc >>> 0, text: assemblyText(instruction, { pc: from }) });
    if (taken !== undefined && "rs1" in instruction && "rs2" in instruction) {
      const { mnemonic, rs1, rs2 } = instruction;
      branch = { mnemonic, left: before[rs1]!, right: before[rs2]!, againstZero: rs2 === 0 };
    } else if (!leadsToStop(instruction)) {
      branch = undefined;
    }
  }
  return undefined;
}

/** Can it stand between the branch that decides on a stop and the stop: a jump there, or its code as a constant? */
function leadsToStop(instruction: Instruction): boolean {
  switch (instruction.mnemonic) {
    case "jal":
      return instruction.rd === 0;
    case "addi":
      return instruction.rs1 === 0;
    default:
      return false;
  }
}

/** An environment that keeps what is read, and where it was waited for, so that a run can be repeated; and that to repeat it in. */
export function repeatable<E extends PacedEnvironment>(
  environment: E,
): { readonly environment: E; readonly again: () => PacedEnvironment | undefined } {
  const kept: number[] = [];
  const waitedFor = new Set<number>();
  let complete = true;
  const read = (): number => {
    const byte = environment.read();
    if (kept.length < inputLimit) kept.push(byte);
    else complete = false;
    return byte;
  };
  const waits = (): boolean => {
    const answer = environment.waits?.() ?? false;
    if (answer) waitedFor.add(kept.length);
    return answer;
  };
  const again = (): PacedEnvironment | undefined => {
    let position = 0;
    if (!complete) return undefined;
    const repeated = singly({ read: () => kept[position++] ?? -1, write: () => undefined });
    return { events: [], ...repeated, waits: () => waitedFor.has(position) };
  };
  return { environment: { ...environment, read, waits }, again };
}
