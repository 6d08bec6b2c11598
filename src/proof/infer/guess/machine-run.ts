/**
 * The machine on prints: its own `step`, from a cut point along every way that may be that of the source, to where it ends or meets the source.
 */

import type { Bytes } from "../../../core/environment.ts";
import { isBranch } from "../../../machine/isa/branches.ts";
import type { Instruction } from "../../../machine/isa/instruction.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { ellSystemCalls } from "../../../machine/semantics/ell-environment.ts";
import type { Fault, Machine, Memory, SystemCalls, Width } from "../../../machine/semantics/machine.ts";
import { step, stopCodes } from "../../../machine/semantics/step.ts";
import { type Fetch, isStop } from "../control-flow.ts";
import type { Exchange } from "./exchange.ts";
import type { AtFirst } from "./large-frames.ts";
import { type Before, Cells, type Made } from "./memory.ts";
import { type Budget, Misfit } from "./misfit.ts";
import { isKnown, type Prints } from "./prints.ts";

/** What the machine begins with. */
export interface MachineState {
  readonly pc: number;
  readonly registers: readonly number[];
  /** The words of the frame, by how many words each lies below the sp of the entry: from 1 on. */
  readonly frame: readonly number[];
  readonly atFirst: AtFirst;
  /** The arguments on the stack, by how many words each lies above it. */
  readonly given: readonly number[];
  /** sp at the entry. */
  readonly base: number;
}

/** How a run goes on at the pc to which it has come from another. */
export type Going = "on" | "end";

const mostWays = 32;
/** So many instructions lead from a branch to a stop, at most. */
const mostToStop = 6;

/** A machine on prints. */
export class MachineOnPrints implements Machine<number>, Memory<number> {
  readonly words: Prints;
  readonly registers: number[];
  readonly memory = this;
  readonly environment: SystemCalls<number>;
  readonly describe = String;
  readonly cells: Cells;
  readonly frame: number[];
  /** The words of the frame that were written, by how many words each lies below the sp of the entry. */
  readonly written: number[] = [];
  readonly atFirst: AtFirst;
  /** How many branches it came to, but for those that ask whether there is room. */
  branches = 0;
  /** What it looked at of what the source chose. */
  readonly #looked = new Set<number>();
  readonly #given: readonly number[];
  readonly #base: number;
  readonly #fetch: Fetch;
  pc: number;

  constructor(prints: Prints, fetch: Fetch, state: MachineState, before: Before, exchange: Exchange) {
    this.words = prints;
    this.pc = state.pc;
    this.registers = state.registers.slice();
    this.frame = state.frame.slice();
    this.atFirst = state.atFirst;
    this.#given = state.given;
    this.cells = new Cells(prints, before);
    this.#base = state.base;
    this.#fetch = fetch;
    this.environment = ellSystemCalls(exchange, exchange);
  }

  /** At how much it looked that the source chose. */
  get looked(): number {
    return this.#looked.size;
  }

  hasLookedAt(name: number): boolean {
    return this.#looked.has(name);
  }

  /** It looks at what was chosen. */
  look(name: number): void {
    this.#looked.add(name);
  }

  fetch(pc: number): Instruction | Fault {
    return this.#fetch(pc >>> 0);
  }

  permits(): undefined {
    return undefined;
  }

  permitsBlock(): undefined {
    return undefined;
  }

  load(address: number, width: Width): number {
    const below = wordsBelow(this.#base, address);
    const word = below === undefined ? undefined : below > 0 ? this.frame[below] : this.#given[-below];
    return word !== undefined && width === 4 ? word : this.cells.load(address, width);
  }

  store(address: number, width: Width, value: number): void {
    const below = wordsBelow(this.#base, address);
    if (below === undefined || below <= 0 || below >= this.frame.length) {
      this.cells.store(address, width, value);
      return;
    }
    this.frame[below] = width === 4 ? value : this.words.fresh();
    this.written.push(below);
  }

  loadBlock(address: number): Bytes<number> {
    return { at: (index) => this.load(this.words.add(address, index), 1) };
  }

  storeBlock(address: number, block: Parameters<Memory<number>["storeBlock"]>[1]): void {
    this.cells.fill(address, block);
  }

  /** Has it made an array: moved the heap pointer, and laid down the length and a text to its last word? */
  hasMade({ reference, length, words, top }: Made): boolean {
    if (this.registers[registerNumbers.gp] !== top || this.cells.written(reference) !== length) return false;
    return words === 0 || this.cells.written(this.words.add(reference, 4 * words)) !== undefined;
  }

  fork(): never {
    throw new Error("nobody forks this memory");
  }
}

/** Frames are not larger, or a word is near sp by chance. */
const largestFrame = 2 ** 16;

/** How many words an address lies below the sp of the entry, or above it as arguments do: 0 and less. */
export function wordsBelow(base: number, address: number): number | undefined {
  if (isKnown(address) !== isKnown(base)) return undefined;
  const bytes = ((base | 0) - (address | 0)) | 0;
  return bytes > -256 && bytes <= largestFrame && bytes % 4 === 0 ? bytes / 4 : undefined;
}

/** Run the machine along every way: `going` is asked at each pc, `ended` is told of each way that is not given up, and `returned` where it returns. */
export function runMachine(
  begin: () => MachineOnPrints,
  fetch: Fetch,
  going: (machine: MachineOnPrints, pc: number, came: number) => Going,
  ended: (machine: MachineOnPrints) => void,
  isOpen: () => boolean,
  budget: Budget,
  returned: (machine: MachineOnPrints) => void = () => undefined,
): void {
  const choices: boolean[] = [];
  for (let ways = 0; ; ways++) {
    if (ways === mostWays) throw new Misfit("too many ways of the machine");
    const machine = begin();
    const prints = machine.words;
    const { mark } = prints;
    const looked = (name: number): void => {
      machine.look(name);
    };
    let position = 0;
    /** Where nothing more is looked for, a branch ends the way. */
    let isCut = false;
    const choose = (): boolean => {
      const stop = stopBehind(fetch, machine.pc);
      if (stop?.why === "resource") {
        // The source looks at no such thing.
        machine.branches--;
        return !stop.holds;
      }
      if (position === choices.length) {
        if (!isOpen()) {
          isCut = true;
          return true;
        }
        if (stop !== undefined) throw new Misfit("the machine looks at what the source has not decided");
        choices.push(true);
      }
      return choices[position++]!;
    };
    prints.looked = looked;
    prints.choose = choose;
    const how = follow(machine, going, () => isCut, budget);
    if (how === "ended") ended(machine);
    else if (how === "returned") returned(machine);
    prints.takeBackTo(mark);
    prints.looked = undefined;
    while (choices.at(-1) === false) choices.pop();
    if (choices.length === 0) return;
    choices[choices.length - 1] = false;
  }
}

/** Follow one way, to where it ends, stops or returns. */
function follow(
  machine: MachineOnPrints,
  going: (machine: MachineOnPrints, pc: number, came: number) => Going,
  isCut: () => boolean,
  budget: Budget,
): "ended" | "stopped" | "returned" {
  for (;;) {
    budget.spend();
    const came = machine.pc;
    const { outcome, taken } = step(machine);
    if (taken !== undefined) machine.branches++;
    if (isCut()) return "ended";
    if (outcome !== undefined) return "stopped";
    if (!isKnown(machine.pc)) return "returned";
    machine.pc = machine.pc >>> 0;
    if (going(machine, machine.pc, came) === "end") return "ended";
  }
}

/** Why a machine stops: it has no room, or else. */
type Why = "resource" | "trap";

/** Does one way from a branch lead to nothing but a stop? Why, and whether the way is that where the condition holds. */
function stopBehind(fetch: Fetch, pc: number): { readonly why: Why; readonly holds: boolean } | undefined {
  const instruction = fetch(pc);
  if (typeof instruction === "string" || !isBranch(instruction)) return undefined;
  const { mnemonic, imm } = instruction;
  const holds = mnemonic === "beq" || mnemonic === "blt" || mnemonic === "bltu";
  const [taken, other] = [stopFrom(fetch, pc + imm), stopFrom(fetch, pc + 4)];
  if (taken !== undefined) return { why: taken, holds };
  return other && { why: other, holds: !holds };
}

/** Does code that begins at a pc do nothing but to stop? */
function stopFrom(fetch: Fetch, pc: number): Why | undefined {
  let code: number | undefined;
  for (let at = pc, left = mostToStop; left > 0; left--) {
    const instruction = fetch(at);
    if (typeof instruction === "string" || isStop(instruction))
      return code === stopCodes.stack || code === stopCodes.heap ? "resource" : "trap";
    if (instruction.mnemonic === "jal" && instruction.rd === 0) at += instruction.imm;
    else if (instruction.mnemonic === "addi" || instruction.mnemonic === "lui") {
      if (instruction.rd === registerNumbers.a0)
        code = instruction.mnemonic === "addi" && instruction.rs1 === 0 ? instruction.imm : undefined;
      at += 4;
    } else return undefined;
  }
  return undefined;
}
