/**
 * Instructions as numbers, in chunks of text, for an interpreter that switches on them.
 *
 * Slots are decoded when first executed and forgotten when their bytes are written, so that what is executed is always
 * what memory holds. Slot i of a chunk is the word at `base + 4 · i`; each has
 *
 *     code[2i]      operation | rd << 8 | rs1 << 16 | rs2 << 24      (a lost rd is 32, a register nobody reads)
 *     code[2i + 1]  the immediate or shift amount; for fences nothing
 *     site[i]       for loads and stores: 1 + the region that was accessed last; 0 when none was
 *     seen[i]       the set of those regions, as bits 1 to 7; bit 0 for all others
 */

import { type Instruction, instructionTable, type Mnemonic } from "../instruction.ts";

/** The operations that are no instruction. The others are 1 + the row of the instruction table. */
const specialOperations = {
  /** Not decoded yet. */
  unknown: 0,
  /** Ask the owner of the interpreter first: there is translated code from here on. */
  enter: 49,
  /** The end of the chunk. */
  end: 50,
} as const;

const chunkBits = 14;

/** The instructions in a chunk. */
export const chunkSlots = (1 << chunkBits) / 4;

/** The register that takes what is written to x0. */
export const lostRegister = 32;

/** A run of predecoded text. */
export interface Chunk {
  /** The address of its first slot, a multiple of its length. */
  readonly base: number;
  readonly code: Int32Array;
  readonly site: Uint8Array;
  readonly seen: Uint8Array;
}

const operations: ReadonlyMap<Mnemonic, number> = new Map(instructionTable.map((row, i) => [row.mnemonic, i + 1]));

/** The operation number of an instruction. */
function operationOf(mnemonic: Mnemonic): number {
  return operations.get(mnemonic)!;
}

/** All chunks that were executed. */
export class PredecodedText {
  readonly #chunks = new Map<number, Chunk>();
  // Slots that say `enter`: what they would say otherwise.
  readonly #entries = new Map<number, number>();

  /** The chunk that holds the word at `pc`, a multiple of 4. */
  chunkAt(pc: number): Chunk {
    const number = pc >>> chunkBits;
    const found = this.#chunks.get(number);
    if (found !== undefined) return found;
    const code = new Int32Array(2 * (chunkSlots + 1));
    code[2 * chunkSlots] = specialOperations.end;
    const site = new Uint8Array(chunkSlots);
    const chunk = { base: (number << chunkBits) | 0, code, site, seen: new Uint8Array(chunkSlots) };
    this.#chunks.set(number, chunk);
    return chunk;
  }

  /** The chunk that holds the word at `pc`, if it was ever executed. */
  knownChunk(pc: number): Chunk | undefined {
    return this.#chunks.get(pc >>> chunkBits);
  }

  /** How many sites name each region last: entry 1 + r is that of region r. */
  countSites(): Uint32Array {
    const counts = new Uint32Array(256);
    for (const { site } of this.#chunks.values()) for (const region of site) counts[region]!++;
    return counts;
  }

  /** Forget the word that holds the byte at `address`: it was written. */
  forget(address: number): void {
    const chunk = this.#chunks.get(address >>> chunkBits);
    if (chunk === undefined) return;
    this.#entries.delete(address & -4);
    chunk.code[2 * slotOf(address)] = specialOperations.unknown;
  }

  /** Let the interpreter ask before it executes the word at `pc`. */
  mark(pc: number): void {
    const { code } = this.chunkAt(pc);
    const at = 2 * slotOf(pc);
    if (code[at] === specialOperations.enter) return;
    this.#entries.set(pc & -4, code[at]!);
    code[at] = specialOperations.enter;
  }

  /** Is there a mark at `pc`? */
  isMarked(pc: number): boolean {
    return (pc & 3) === 0 && this.knownChunk(pc)?.code[2 * slotOf(pc)] === specialOperations.enter;
  }

  /** Undo every {@link mark}. */
  unmarkAll(): void {
    for (const [pc, code] of this.#entries) this.chunkAt(pc).code[2 * slotOf(pc)] = code;
    this.#entries.clear();
  }

  /** Undo the {@link mark} at `pc`. */
  unmark(pc: number): void {
    const beneath = this.#entries.get(pc & -4);
    if (beneath === undefined) return;
    this.chunkAt(pc).code[2 * slotOf(pc)] = beneath;
    this.#entries.delete(pc & -4);
  }
}

function slotOf(address: number): number {
  return (address >>> 2) & (chunkSlots - 1);
}

/** The first number of a slot. */
export function packed(instruction: Instruction): number {
  const operation = operationOf(instruction.mnemonic);
  const rd = "rd" in instruction ? (instruction.rd === 0 ? lostRegister : instruction.rd) : 0;
  const rs1 = "rs1" in instruction ? instruction.rs1 : 0;
  const rs2 = "rs2" in instruction ? instruction.rs2 : 0;
  return operation | (rd << 8) | (rs1 << 16) | (rs2 << 24);
}

/** The second number of a slot. */
export function immediate(instruction: Instruction): number {
  if ("imm" in instruction) return instruction.imm;
  return "shamt" in instruction ? instruction.shamt : 0;
}
