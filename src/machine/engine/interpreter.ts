/**
 * The predecoding interpreter: one `switch` over numbers, registers and memory in typed arrays.
 *
 * It executes what is common and leaves what is rare to the reference: for calls, stops, faults and accesses that leave
 * their segment it stops before the instruction and says `step`. A case's number is 1 + the instruction's row in the
 * table, written out because a `switch` is fast only over literals; a test holds each to the reference.
 *
 *     x[r]   register r     left   instructions that may still retire     i   slot of the instruction; its pc is base + 4 · i
 */

import type { Width } from "../machine.ts";
import type { FlatMemory } from "./flat-memory.ts";
import { mulh, mulhsu, mulhu } from "./multiply.ts";
import { type Chunk, chunkSlots, immediate, type PredecodedText, packed } from "./predecode.ts";

/** Why the interpreter stopped, always before the instruction at pc. */
export type Halt =
  /** The limit is reached. */
  | "limit"
  /** There is translated code from pc on. */
  | "enter"
  /** What comes is the reference's to execute. */
  | "step";

/** How long a load or store may be in each region: entry 1 + r is that of region r, and entry 0 refuses all. */
interface Reach {
  readonly start: Int32Array;
  readonly place: Int32Array;
  /** For widths 1, 2 and 4: the number of offsets at which such an access is inside. */
  readonly read: readonly [Uint32Array, Uint32Array, Uint32Array];
  readonly write: readonly [Uint32Array, Uint32Array, Uint32Array];
}

/** The last region that a site can name. */
const lastSite = 255;

function reachOf({ regions }: FlatMemory): Reach {
  const some = regions.slice(0, lastSite);
  const counts = (width: Width, allowed: (typeof some)[number][]): Uint32Array =>
    Uint32Array.of(0, ...some.map((r) => (allowed.includes(r) ? Math.max(r.end - r.start - width + 1, 0) : 0)));
  const readable = some.filter((r) => r.read);
  // Where instructions may be, writing takes the slow way, which forgets what was decoded.
  const writable = some.filter((r) => r.write && !r.execute);
  return {
    start: Int32Array.of(0, ...some.map((r) => r.start)),
    place: Int32Array.of(0, ...some.map((r) => r.place)),
    read: [counts(1, readable), counts(2, readable), counts(4, readable)],
    write: [counts(1, writable), counts(2, writable), counts(4, writable)],
  };
}

/** An interpreter of one machine. It owns pc; registers and memory are shared with whoever made it. */
export class Interpreter {
  /** The next instruction; an int32. */
  pc = 0;
  readonly registers: Int32Array;
  readonly memory: FlatMemory;
  readonly text: PredecodedText;
  readonly #reach: Reach;

  /** `registers` are x0…x31 and the register of lost results. */
  constructor(registers: Int32Array, memory: FlatMemory, text: PredecodedText) {
    this.registers = registers;
    this.memory = memory;
    this.text = text;
    this.#reach = reachOf(memory);
    memory.onCodeWritten = (address) => text.forget(address);
  }

  /** Execute the marked instruction at pc, if the limit allows it, and go on as {@link run} does. */
  runPast(limit: number): { readonly halt: Halt; readonly left: number } {
    const { pc, text } = this;
    if (limit <= 0) return { halt: "limit", left: limit };
    const marked = text.isMarked(pc);
    if (marked) text.unmark(pc);
    const { halt, left } = this.run(1);
    if (marked) text.mark(pc);
    return left === 0 ? this.run(limit - 1) : { halt, left: limit };
  }

  /** Why it stopped, and how much of the limit is left. */
  run(limit: number): { readonly halt: Halt; readonly left: number } {
    const { registers: x, memory, text } = this;
    const { view, bytes } = memory;
    const { start, place } = this.#reach;
    const [read1, read2, read4] = this.#reach.read;
    const [write1, write2, write4] = this.#reach.write;
    let left = limit;
    let pc = this.pc;
    // A jump out of the chunk comes back here, with its target in pc.
    chunks: for (;;) {
      if (left <= 0) return this.#halt("limit", pc, left);
      if ((pc & 3) !== 0) return this.#halt("step", pc, left);
      const chunk = text.chunkAt(pc);
      const { base, code, site } = chunk;
      let i = (pc - base) >>> 2;
      for (;;) {
        if (--left < 0) return this.#halt("limit", base + 4 * i, 0);
        const a = code[2 * i]!;
        const b = code[2 * i + 1]!;
        switch (a & 63) {
          case 0: // not decoded
            left++;
            if (!this.#decode(chunk, i)) return this.#halt("step", base + 4 * i, left);
            continue;
          case 1: // lui
            x[(a >> 8) & 63] = b;
            break;
          case 2: // auipc
            x[(a >> 8) & 63] = base + 4 * i + b;
            break;
          case 3: // jal
            x[(a >> 8) & 63] = base + 4 * i + 4;
            if ((b & 3) === 0 && (i + (b >> 2)) >>> 0 < chunkSlots) {
              i += b >> 2;
              continue;
            }
            pc = (base + 4 * i + b) | 0;
            continue chunks;
          case 4: // jalr
            pc = (x[(a >> 16) & 31]! + b) & -2;
            x[(a >> 8) & 63] = base + 4 * i + 4;
            if ((pc - base) >>> 0 >= 4 * chunkSlots || (pc & 3) !== 0) continue chunks;
            i = (pc - base) >> 2;
            continue;
          case 5: // beq
            if (x[(a >> 16) & 31]! !== x[a >>> 24]!) break;
            if ((b & 3) === 0 && (i + (b >> 2)) >>> 0 < chunkSlots) {
              i += b >> 2;
              continue;
            }
            pc = (base + 4 * i + b) | 0;
            continue chunks;
          case 6: // bne
            if (x[(a >> 16) & 31]! === x[a >>> 24]!) break;
            if ((b & 3) === 0 && (i + (b >> 2)) >>> 0 < chunkSlots) {
              i += b >> 2;
              continue;
            }
            pc = (base + 4 * i + b) | 0;
            continue chunks;
          case 7: // blt
            if (x[(a >> 16) & 31]! >= x[a >>> 24]!) break;
            if ((b & 3) === 0 && (i + (b >> 2)) >>> 0 < chunkSlots) {
              i += b >> 2;
              continue;
            }
            pc = (base + 4 * i + b) | 0;
            continue chunks;
          case 8: // bge
            if (x[(a >> 16) & 31]! < x[a >>> 24]!) break;
            if ((b & 3) === 0 && (i + (b >> 2)) >>> 0 < chunkSlots) {
              i += b >> 2;
              continue;
            }
            pc = (base + 4 * i + b) | 0;
            continue chunks;
          case 9: // bltu
            if (x[(a >> 16) & 31]! >>> 0 >= x[a >>> 24]! >>> 0) break;
            if ((b & 3) === 0 && (i + (b >> 2)) >>> 0 < chunkSlots) {
              i += b >> 2;
              continue;
            }
            pc = (base + 4 * i + b) | 0;
            continue chunks;
          case 10: // bgeu
            if (x[(a >> 16) & 31]! >>> 0 < x[a >>> 24]! >>> 0) break;
            if ((b & 3) === 0 && (i + (b >> 2)) >>> 0 < chunkSlots) {
              i += b >> 2;
              continue;
            }
            pc = (base + 4 * i + b) | 0;
            continue chunks;
          case 11: // lb
            {
              const s = site[i]!;
              const t = (x[(a >> 16) & 31]! + b - start[s]!) >>> 0;
              if (t < read1[s]!) {
                x[(a >> 8) & 63] = (bytes[place[s]! + t]! << 24) >> 24;
                break;
              }
              left++;
              if (this.#learn(chunk, i, x[(a >> 16) & 31]! + b, 1, read1)) continue;
              return this.#halt("step", base + 4 * i, left);
            }
          case 12: // lh
            {
              const s = site[i]!;
              const t = (x[(a >> 16) & 31]! + b - start[s]!) >>> 0;
              if (t < read2[s]!) {
                x[(a >> 8) & 63] = view.getInt16(place[s]! + t, true);
                break;
              }
              left++;
              if (this.#learn(chunk, i, x[(a >> 16) & 31]! + b, 2, read2)) continue;
              return this.#halt("step", base + 4 * i, left);
            }
          case 13: // lw
            {
              const s = site[i]!;
              const t = (x[(a >> 16) & 31]! + b - start[s]!) >>> 0;
              if (t < read4[s]!) {
                x[(a >> 8) & 63] = view.getInt32(place[s]! + t, true);
                break;
              }
              left++;
              if (this.#learn(chunk, i, x[(a >> 16) & 31]! + b, 4, read4)) continue;
              return this.#halt("step", base + 4 * i, left);
            }
          case 14: // lbu
            {
              const s = site[i]!;
              const t = (x[(a >> 16) & 31]! + b - start[s]!) >>> 0;
              if (t < read1[s]!) {
                x[(a >> 8) & 63] = bytes[place[s]! + t]!;
                break;
              }
              left++;
              if (this.#learn(chunk, i, x[(a >> 16) & 31]! + b, 1, read1)) continue;
              return this.#halt("step", base + 4 * i, left);
            }
          case 15: // lhu
            {
              const s = site[i]!;
              const t = (x[(a >> 16) & 31]! + b - start[s]!) >>> 0;
              if (t < read2[s]!) {
                x[(a >> 8) & 63] = view.getUint16(place[s]! + t, true);
                break;
              }
              left++;
              if (this.#learn(chunk, i, x[(a >> 16) & 31]! + b, 2, read2)) continue;
              return this.#halt("step", base + 4 * i, left);
            }
          case 16: // sb
            {
              const s = site[i]!;
              const t = (x[(a >> 16) & 31]! + b - start[s]!) >>> 0;
              if (t < write1[s]!) {
                bytes[place[s]! + t] = x[a >>> 24]!;
                break;
              }
              if (this.#storeInText(x[(a >> 16) & 31]! + b, 1, x[a >>> 24]!)) break;
              left++;
              if (this.#learn(chunk, i, x[(a >> 16) & 31]! + b, 1, write1)) continue;
              return this.#halt("step", base + 4 * i, left);
            }
          case 17: // sh
            {
              const s = site[i]!;
              const t = (x[(a >> 16) & 31]! + b - start[s]!) >>> 0;
              if (t < write2[s]!) {
                view.setInt16(place[s]! + t, x[a >>> 24]!, true);
                break;
              }
              if (this.#storeInText(x[(a >> 16) & 31]! + b, 2, x[a >>> 24]!)) break;
              left++;
              if (this.#learn(chunk, i, x[(a >> 16) & 31]! + b, 2, write2)) continue;
              return this.#halt("step", base + 4 * i, left);
            }
          case 18: // sw
            {
              const s = site[i]!;
              const t = (x[(a >> 16) & 31]! + b - start[s]!) >>> 0;
              if (t < write4[s]!) {
                view.setInt32(place[s]! + t, x[a >>> 24]!, true);
                break;
              }
              if (this.#storeInText(x[(a >> 16) & 31]! + b, 4, x[a >>> 24]!)) break;
              left++;
              if (this.#learn(chunk, i, x[(a >> 16) & 31]! + b, 4, write4)) continue;
              return this.#halt("step", base + 4 * i, left);
            }
          case 19: // addi
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! + b;
            break;
          case 20: // slti
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! < b ? 1 : 0;
            break;
          case 21: // sltiu
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! >>> 0 < b >>> 0 ? 1 : 0;
            break;
          case 22: // xori
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! ^ b;
            break;
          case 23: // ori
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! | b;
            break;
          case 24: // andi
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! & b;
            break;
          case 25: // slli
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! << b;
            break;
          case 26: // srli
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! >>> b;
            break;
          case 27: // srai
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! >> b;
            break;
          case 28: // add
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! + x[a >>> 24]!;
            break;
          case 29: // sub
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! - x[a >>> 24]!;
            break;
          case 30: // sll
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! << x[a >>> 24]!;
            break;
          case 31: // slt
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! < x[a >>> 24]! ? 1 : 0;
            break;
          case 32: // sltu
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! >>> 0 < x[a >>> 24]! >>> 0 ? 1 : 0;
            break;
          case 33: // xor
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! ^ x[a >>> 24]!;
            break;
          case 34: // srl
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! >>> x[a >>> 24]!;
            break;
          case 35: // sra
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! >> x[a >>> 24]!;
            break;
          case 36: // or
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! | x[a >>> 24]!;
            break;
          case 37: // and
            x[(a >> 8) & 63] = x[(a >> 16) & 31]! & x[a >>> 24]!;
            break;
          case 38: // fence
            break;
          case 39: // ecall
          case 40: // ebreak
            left++;
            return this.#halt("step", base + 4 * i, left);
          case 41: // mul
            x[(a >> 8) & 63] = Math.imul(x[(a >> 16) & 31]!, x[a >>> 24]!);
            break;
          case 42: // mulh
            x[(a >> 8) & 63] = mulh(x[(a >> 16) & 31]!, x[a >>> 24]!);
            break;
          case 43: // mulhsu
            x[(a >> 8) & 63] = mulhsu(x[(a >> 16) & 31]!, x[a >>> 24]!);
            break;
          case 44: // mulhu
            x[(a >> 8) & 63] = mulhu(x[(a >> 16) & 31]!, x[a >>> 24]!);
            break;
          case 45: // div
            {
              const divisor = x[a >>> 24]!;
              x[(a >> 8) & 63] = divisor === 0 ? -1 : (x[(a >> 16) & 31]! / divisor) | 0;
              break;
            }
          case 46: // divu
            {
              const divisor = x[a >>> 24]!;
              x[(a >> 8) & 63] = divisor === 0 ? -1 : ((x[(a >> 16) & 31]! >>> 0) / (divisor >>> 0)) | 0;
              break;
            }
          case 47: // rem
            {
              const divisor = x[a >>> 24]!;
              x[(a >> 8) & 63] = divisor === 0 ? x[(a >> 16) & 31]! : (x[(a >> 16) & 31]! % divisor) | 0;
              break;
            }
          case 48: // remu
            {
              const divisor = x[a >>> 24]!;
              x[(a >> 8) & 63] =
                divisor === 0 ? x[(a >> 16) & 31]! : ((x[(a >> 16) & 31]! >>> 0) % (divisor >>> 0)) | 0;
              break;
            }
          case 49: // marked
            left++;
            return this.#halt("enter", base + 4 * i, left);
          case 50: // the end of the chunk
            left++;
            pc = (base + 4 * i) | 0;
            continue chunks;
          default:
            throw new Error(`impossible operation: ${a & 63}`);
        }
        i++;
      }
    }
  }

  #halt(halt: Halt, pc: number, left: number): { readonly halt: Halt; readonly left: number } {
    this.pc = pc | 0;
    return { halt, left };
  }

  /** Decode the word of a slot; false when there is no instruction. */
  #decode(chunk: Chunk, i: number): boolean {
    const instruction = this.memory.fetch((chunk.base + 4 * i) | 0);
    if (typeof instruction === "string") return false;
    chunk.code[2 * i] = packed(instruction);
    chunk.code[2 * i + 1] = immediate(instruction);
    chunk.site[i] = 0;
    chunk.seen[i] = 0;
    return true;
  }

  /** Let the site name the region of an access that it did not foresee; false when no region allows it as a whole. */
  #learn(chunk: Chunk, i: number, address: number, width: Width, counts: Uint32Array): boolean {
    const start = address >>> 0;
    const index = this.memory.regionAt(start);
    const region = this.memory.regions[index];
    if (region === undefined || index >= lastSite || start + width > region.end) return false;
    if (start - region.start >= counts[index + 1]!) return false;
    chunk.site[i] = index + 1;
    chunk.seen[i]! |= index < 7 ? 2 << index : 1;
    return true;
  }

  /** Store where instructions may be; false when that is not what the access is. */
  #storeInText(address: number, width: Width, value: number): boolean {
    const start = address >>> 0;
    const region = this.memory.regions[this.memory.regionAt(start)];
    if (region === undefined || !region.write || !region.execute || start + width > region.end) return false;
    this.memory.store(start, width, value);
    return true;
  }
}
