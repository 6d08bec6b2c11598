/**
 * Instructions as numbers, in chunks of text, for an interpreter that switches on them.
 *
 * Slots are decoded when first executed and forgotten when their bytes are written, so that what is executed is always
 * what memory holds. A slot is four numbers, so that the word at `base + at` has the slot from `code[at]` on:
 *
 *     code[at]       operation | rd << 8 | rs1 << 16 | rs2 << 24      (a lost rd is 32, a register that nothing reads)
 *     code[at + 1]   the immediate; for jumps the slot of the target; for lui and auipc the result
 *     code[at + 2]   and code[at + 3]: for accesses see sites.ts; for jal and jalr the link
 *
 * Behind the last word's slot are slots that go elsewhere: the first to the next chunk, others to targets of jumps that
 * are in no slot of this chunk. So a jump need not ask whether its target is near.
 */

import { type Instruction, instructionTable, type Mnemonic } from "../machine/isa/instruction.ts";

/** The operations that are no instruction. The others are 1 + the row of the instruction table. */
const specialOperations = {
  /** Not decoded yet. */
  unknown: 0,
  /** Ask the owner of the interpreter first: there is translated code from here on. */
  enter: 49,
  /** Go to the address in the next number. It is no instruction and does not count. */
  go: 50,
  /** The limit is reached here. */
  stop: 51,
  /** Left to the reference. */
  step: 52,
} as const;

const chunkBits = 14;

/** The length of a chunk: the bytes of its text, and the numbers of its slots. */
export const chunkBytes = 1 << chunkBits;

/** The slots behind a chunk. */
const slotsBehind = 1024;

/** The register that takes what is written to x0. */
export const lostRegister = 32;

/** A run of predecoded text. */
export interface Chunk {
  /** The address of its first slot, a multiple of its length. */
  readonly base: number;
  readonly code: Int32Array;
  /** By word, for loads and stores: 1 + the region that was accessed last; 0 when none was. */
  readonly site: Uint8Array;
  /** By word: the set of those regions, as bits 1 to 7; bit 0 for all others. */
  readonly seen: Uint8Array;
  /** By word: was it ever decoded, which is when it was first executed? */
  readonly executed: Uint8Array;
  /** The slots behind the chunk, by where they go. */
  readonly behind: Map<number, number>;
}

const operations: ReadonlyMap<Mnemonic, number> = new Map(instructionTable.map((row, i) => [row.mnemonic, i + 1]));

/** The operation number of an instruction. */
function operationOf(mnemonic: Mnemonic): number {
  return operations.get(mnemonic)!;
}

/** The instruction of a slot, by its first number; none when that is one of the special operations. */
export function mnemonicOf(packed: number): Mnemonic | undefined {
  return instructionTable[(packed & 63) - 1]?.mnemonic;
}

/** All chunks that were executed. */
export class PredecodedText {
  readonly #chunks = new Map<number, Chunk>();
  // The words that are marked, whose slots say `enter`, and what the slots said before.
  readonly #marks = new Map<number, number>();
  // The word at which the interpreter is to stop, if there is one, whose slot says `stop`; and what it said before.
  #stop: { readonly pc: number; was: number } | undefined;

  /** Take over what another text of the same memory decoded, which is not used again. */
  adopt(other: PredecodedText, move: (chunk: Chunk) => void): void {
    for (const [number, chunk] of other.#chunks) {
      move(chunk);
      this.#chunks.set(number, chunk);
    }
  }

  /** The chunk that holds the word at `pc`, a multiple of 4. */
  chunkAt(pc: number): Chunk {
    const number = pc >>> chunkBits;
    const found = this.#chunks.get(number);
    if (found !== undefined) return found;
    const chunk: Chunk = {
      base: (number << chunkBits) | 0,
      code: new Int32Array(chunkBytes + 4 * slotsBehind),
      site: new Uint8Array(chunkBytes / 4),
      seen: new Uint8Array(chunkBytes / 4),
      executed: new Uint8Array(chunkBytes / 4),
      behind: new Map(),
    };
    slotBehind(chunk, (chunk.base + chunkBytes) | 0);
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

  /** Was the word at `pc` executed by the interpreter? */
  wasExecuted(pc: number): boolean {
    return this.knownChunk(pc)?.executed[placeOf(pc) >> 2] === 1;
  }

  /** How many words were executed by the interpreter? */
  get executed(): number {
    let count = 0;
    for (const { executed } of this.#chunks.values()) for (const each of executed) count += each;
    return count;
  }

  /** How many of the words from `start` to before `end` were executed by the interpreter? */
  countExecuted(start: number, end: number): number {
    let count = 0;
    for (let pc = start; pc !== end; ) {
      const chunk = this.knownChunk(pc);
      const words = Math.min(chunkBytes - placeOf(pc), (end - pc) >>> 0) >>> 2;
      const first = placeOf(pc) >> 2;
      for (let i = first; chunk !== undefined && i < first + words; i++) count += chunk.executed[i]!;
      pc = (pc + 4 * words) | 0;
    }
    return count;
  }

  /** Fill the slot of the word at `pc`. */
  decoded(pc: number, instruction: Instruction): void {
    const chunk = this.chunkAt(pc);
    const at = placeOf(pc);
    chunk.executed[at >> 2] = 1;
    chunk.code[at] = packed(instruction);
    chunk.code[at + 1] = immediate(instruction);
    chunk.code[at + 2] = 0;
    chunk.code[at + 3] = 0;
    switch (instruction.mnemonic) {
      case "auipc":
        chunk.code[at] = packed({ ...instruction, mnemonic: "lui" });
        chunk.code[at + 1] = pc + instruction.imm;
        break;
      case "jal":
      case "beq":
      case "bne":
      case "blt":
      case "bge":
      case "bltu":
      case "bgeu": {
        const target = (pc + instruction.imm) | 0;
        const near = (target & 3) === 0 && target >>> chunkBits === pc >>> chunkBits;
        const slot = near ? placeOf(target) : slotBehind(chunk, target);
        if (slot === undefined) chunk.code[at] = specialOperations.step;
        else chunk.code[at + 1] = slot;
        chunk.code[at + 2] = pc + 4;
        break;
      }
      case "jalr":
        chunk.code[at + 2] = pc + 4;
        break;
      default:
    }
  }

  /** Forget the word that holds the byte at `address`: it was written. */
  forget(address: number): void {
    const chunk = this.#chunks.get(address >>> chunkBits);
    if (chunk === undefined) return;
    const pc = address & -4;
    this.#marks.delete(pc);
    chunk.site[placeOf(pc) >> 2] = 0;
    chunk.seen[placeOf(pc) >> 2] = 0;
    if (this.#stop?.pc === pc) this.#stop.was = specialOperations.unknown;
    else this.#replace(pc, specialOperations.unknown);
  }

  /** Give the slot of the word at `pc` another operation; the number that was there. */
  #replace(pc: number, operation: number): number {
    const { code } = this.chunkAt(pc);
    const at = placeOf(pc);
    const was = code[at]!;
    code[at] = operation;
    return was;
  }

  /** Let the interpreter stop before the word at `pc`, until {@link goOn}. */
  stopAt(pc: number): void {
    this.#stop = { pc, was: this.#replace(pc, specialOperations.stop) };
  }

  /** Undo {@link stopAt}. */
  goOn(): void {
    if (this.#stop === undefined) return;
    const { pc, was } = this.#stop;
    this.#stop = undefined;
    this.#replace(pc, was);
  }

  /** Let the interpreter ask before it executes the word at `pc`. */
  mark(pc: number): void {
    const word = pc & -4;
    if (!this.#marks.has(word)) this.#marks.set(word, this.#replace(word, specialOperations.enter));
  }

  /** Is there a mark at `pc`? */
  isMarked(pc: number): boolean {
    return this.#marks.has(pc);
  }

  /** Undo the {@link mark} at `pc`. */
  unmark(pc: number): void {
    const word = pc & -4;
    const was = this.#marks.get(word);
    if (was === undefined) return;
    this.#marks.delete(word);
    this.#replace(word, was);
  }
}

/** Where the slot of a word is in its chunk. */
function placeOf(address: number): number {
  return address & (chunkBytes - 4);
}

/** The slot behind a chunk that goes to `pc`; undefined when all of them go elsewhere. */
function slotBehind({ code, behind }: Chunk, pc: number): number | undefined {
  const known = behind.get(pc);
  if (known !== undefined) return known;
  if (behind.size === slotsBehind) return undefined;
  const at = chunkBytes + 4 * behind.size;
  behind.set(pc, at);
  code[at] = specialOperations.go;
  code[at + 1] = pc;
  return at;
}

/** The first number of a slot. */
function packed(instruction: Instruction): number {
  const operation = operationOf(instruction.mnemonic);
  const rd = "rd" in instruction ? (instruction.rd === 0 ? lostRegister : instruction.rd) : 0;
  const rs1 = "rs1" in instruction ? instruction.rs1 : 0;
  const rs2 = "rs2" in instruction ? instruction.rs2 : 0;
  return operation | (rd << 8) | (rs1 << 16) | (rs2 << 24);
}

/** The immediate of an instruction. */
function immediate(instruction: Instruction): number {
  if ("imm" in instruction) return instruction.imm;
  return "shamt" in instruction ? instruction.shamt : 0;
}
