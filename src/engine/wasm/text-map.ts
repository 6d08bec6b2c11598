/**
 * What a text shows before it runs: where functions begin, and the addresses of its own that it mentions, to which
 * computed jumps may lead (switches, function pointers). Guesses both: a wrong one costs code, a missing one speed.
 */

import type { Instruction } from "../../machine/isa/instruction.ts";
import type { FlatMemory } from "../flat-memory.ts";

/** The most words of text, and of data, that are looked at. */
const lookedAt = 1 << 20;

/** Words are looked at as they are, since all of a text is; decoding each would take longer than a short run. */
const opcodes = { jal: 0x6f, lui: 0x37, auipc: 0x17, addi: 0x13, system: 0x73 } as const;

/** How far a jal jumps (the immediate of format J). */
function jumpDistance(word: number): number {
  return ((word >> 31) << 20) | (word & 0xff000) | ((word >>> 9) & 0x800) | ((word >>> 20) & 0x7fe);
}

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
  /** Where the words of `ecall` and `ebreak` are. */
  readonly #calls = new Set<number>();
  readonly #instructions = new Map<number, Instruction | undefined>();

  constructor(memory: FlatMemory, entry: number) {
    this.#memory = memory;
    const texts = memory.regions.filter(({ execute, write }) => execute && !write);
    const first = Math.ceil((texts[0]?.start ?? 0) / 4) * 4;
    const end = texts.at(-1)?.end ?? 0;
    this.start = first | 0;
    this.words = Math.max(Math.min((end - first) >>> 2, lookedAt), 0);
    const starts = new Set(this.covers(entry) ? [entry] : []);
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

  /** Is it a call of the environment, or a stop? Asked often; all instructions have different shapes for the host. */
  isCall(pc: number): boolean {
    return this.#calls.has(pc);
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

  /** Where the function begins that holds `pc`: the last start before it, if there is one. */
  startOf(pc: number): number {
    const i = countUpTo(this.starts, pc);
    return i === 0 ? this.start : this.starts[i - 1]!;
  }

  /** The start of the function after the one from `start` on, or the end of the text. */
  endOf(start: number): number {
    return this.starts[countUpTo(this.starts, start)] ?? (this.start + 4 * this.words) | 0;
  }

  /** The mentioned addresses from a function's start up to the next one's. */
  targetsWithin(start: number): readonly number[] {
    const last = countUpTo(this.mentioned, (this.endOf(start) - 1) | 0);
    return this.mentioned.slice(countUpTo(this.mentioned, start), last);
  }

  #scanText(starts: Set<number>, mentioned: Set<number>): void {
    for (const { execute, write, start, given, place } of this.#memory.regions) {
      if (!execute || write) continue;
      for (let at = -start & 3; at + 4 <= given && this.covers((start + at) | 0); at += 4) {
        this.#scanWord((start + at) | 0, place + at, place + given, starts, mentioned);
      }
    }
  }

  #scanWord(pc: number, at: number, end: number, starts: Set<number>, mentioned: Set<number>): void {
    const { view } = this.#memory;
    const word = view.getInt32(at, true);
    const rd = (word >>> 7) & 31;
    switch (word & 0x7f) {
      case opcodes.jal: {
        const target = (pc + jumpDistance(word)) | 0;
        if (rd !== 0 && this.covers(target)) starts.add(target);
        return;
      }
      case opcodes.lui:
      case opcodes.auipc: {
        // An addi to the same register soon after makes an address.
        const upper = (word & 0xfffff000) + ((word & 0x7f) === opcodes.lui ? 0 : pc);
        for (let next = at + 4; next <= Math.min(at + 16, end - 4); next += 4) {
          const lower = view.getInt32(next, true);
          if ((lower & 0x707f) !== opcodes.addi || ((lower >>> 15) & 31) !== rd) continue;
          const address = (upper + (lower >> 20)) | 0;
          if (this.covers(address)) mentioned.add(address);
          return;
        }
        return;
      }
      case opcodes.system:
        this.#calls.add(pc);
        return;
      default:
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

/** How many of the addresses, which ascend, are at most `pc`. */
function countUpTo(addresses: readonly number[], pc: number): number {
  let low = 0;
  let high = addresses.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (addresses[middle]! >>> 0 <= pc >>> 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
