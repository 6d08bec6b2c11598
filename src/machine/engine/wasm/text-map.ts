/**
 * What a text shows before it runs: where functions begin, and the addresses of its own that it mentions, to which
 * computed jumps may lead (switches, function pointers). Guesses both: a wrong one costs code, a missing one speed.
 */

import type { Instruction } from "../../instruction.ts";
import type { FlatMemory } from "../flat-memory.ts";

/** The most words of text, and of data, that are looked at. */
const lookedAt = 1 << 20;

/** The executable segments that are translated: what is not writable, as far as it lies within the first 4 MiB. */
export class TextMap {
  /** The first address, an int32 and a multiple of 4; and the number of words from there on. */
  readonly start: number;
  readonly words: number;
  /** Where functions begin, in ascending order of unsigned address. */
  readonly starts: readonly number[];
  /** The addresses within the text that words of data, or pairs of instructions, name; ascending. */
  readonly mentioned: readonly number[];
  readonly #memory: FlatMemory;
  readonly #starts: ReadonlySet<number>;
  readonly #instructions = new Map<number, Instruction | undefined>();

  constructor(memory: FlatMemory, entry: number) {
    this.#memory = memory;
    const texts = memory.regions.filter(({ execute, write }) => execute && !write);
    const first = Math.ceil((texts[0]?.start ?? 0) / 4) * 4;
    const end = texts.at(-1)?.end ?? 0;
    this.start = first | 0;
    this.words = Math.max(Math.min((end - first) >>> 2, lookedAt), 0);
    const starts = new Set([entry]);
    const mentioned = new Set<number>();
    this.#scanText(starts, mentioned);
    this.#scanData(mentioned);
    this.#starts = starts;
    this.starts = inOrder(starts);
    this.mentioned = inOrder(mentioned);
  }

  /** Is it the address of a word of the text? */
  covers(pc: number): boolean {
    return (pc & 3) === 0 && (pc - this.start) >>> 2 < this.words;
  }

  isStart(pc: number): boolean {
    return this.#starts.has(pc);
  }

  instructionAt(pc: number): Instruction | undefined {
    if (!this.covers(pc)) return undefined;
    const known = this.#instructions.get(pc);
    if (known !== undefined || this.#instructions.has(pc)) return known;
    const region = this.#memory.regions[this.#memory.regionAt(pc >>> 0)];
    const fixed = region?.execute === true && !region.write && (pc >>> 0) + 4 <= region.end;
    const fetched = fixed ? this.#memory.fetch(pc) : undefined;
    const instruction = typeof fetched === "string" ? undefined : fetched;
    this.#instructions.set(pc, instruction);
    return instruction;
  }

  /** The mentioned addresses from a function's start up to the next one's. */
  targetsWithin(start: number): readonly number[] {
    const end = this.starts.find((s) => s >>> 0 > start >>> 0) ?? (this.start + 4 * this.words) | 0;
    return this.mentioned.filter((pc) => pc >>> 0 > start >>> 0 && (pc >>> 0 < end >>> 0 || end === 0));
  }

  #scanText(starts: Set<number>, mentioned: Set<number>): void {
    const { regions, view } = this.#memory;
    for (const { execute, write, start, given, place } of regions) {
      if (!execute || write) continue;
      for (let at = -start & 3; at + 4 <= given && this.covers((start + at) | 0); at += 4) {
        this.#scanWord((start + at) | 0, view.getInt32(place + at, true), starts, mentioned);
      }
    }
  }

  #scanWord(pc: number, word: number, starts: Set<number>, mentioned: Set<number>): void {
    const opcode = word & 0x7f;
    const rd = (word >>> 7) & 31;
    if (opcode === 0x6f && rd !== 0) {
      const jal = this.instructionAt(pc);
      if (jal?.mnemonic !== "jal") return;
      const target = (pc + jal.imm) | 0;
      if (this.covers(target)) starts.add(target);
    }
    // lui or auipc, and an addi to the same register soon after.
    if (opcode === 0x37 || opcode === 0x17) this.#mention(mentioned, pc, rd);
  }

  #mention(mentioned: Set<number>, pc: number, rd: number): void {
    const upper = this.instructionAt(pc);
    if (upper?.mnemonic !== "lui" && upper?.mnemonic !== "auipc") return;
    const value = upper.mnemonic === "lui" ? upper.imm : pc + upper.imm;
    for (let next = pc + 4; next <= pc + 16; next += 4) {
      const lower = this.instructionAt(next | 0);
      if (lower?.mnemonic !== "addi" || lower.rs1 !== rd) continue;
      const address = (value + lower.imm) | 0;
      if (this.covers(address)) mentioned.add(address);
      return;
    }
  }

  #scanData(mentioned: Set<number>): void {
    const { regions, view } = this.#memory;
    let left = lookedAt;
    for (const { read, start, given, place } of regions) {
      if (!read) continue;
      for (let at = -start & 3; at + 4 <= given && left > 0; at += 4, left--) {
        const word = view.getInt32(place + at, true);
        if (word !== 0 && this.covers(word)) mentioned.add(word);
      }
    }
  }
}

function inOrder(addresses: ReadonlySet<number>): number[] {
  return [...addresses].sort((a, b) => (a >>> 0) - (b >>> 0));
}
