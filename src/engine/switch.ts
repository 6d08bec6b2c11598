/**
 * The switch: one loop over slots, registers and memory in typed arrays, until there is something that it does not do.
 * It calls nothing and allocates nothing, so that the host's compiler may keep in registers where the arrays are.
 *
 * A case's number is 1 + the instruction's row in the table, written out because a `switch` is fast only over literals;
 * a test holds each to the reference.
 *
 *     x[r]   register r     at   slot of the instruction; its pc is base + at     due   4 · what may still retire, + at
 */

import type { FlatMemory } from "./flat-memory.ts";
import { mulh, mulhsu, mulhu } from "./multiply.ts";
import { type Chunk, chunkBytes } from "./predecode.ts";

/** Where the interpreter is, and how many instructions may still retire. */
export interface Progress {
  pc: number;
  left: number;
}

/** Why the switch does not go on, always before the instruction at pc. */
export type Why =
  /** The next instruction is in another chunk, or may be beyond the limit. */
  | "jump"
  /** It comes to the word at which it must stop. */
  | "stop"
  /** There is translated code from pc on. */
  | "enter"
  /** The slot is not decoded. */
  | "unknown"
  /** A load or store is not where its site expects it. */
  | "access"
  /** The reference must execute the next instruction. */
  | "step";

/** Execute slots of a chunk, from pc on. */
export function executeSlots(chunk: Chunk, x: Int32Array, { view, bytes }: FlatMemory, progress: Progress): Why {
  const { code, base } = chunk;
  let at = progress.pc - base;
  let due = 4 * progress.left + at;
  let why: Why;
  loop: for (;;) {
    const a = code[at]!;
    const b = code[at + 1]!;
    switch (a & 63) {
      case 0: // not decoded
        why = "unknown";
        break loop;
      case 1: // lui, and auipc
        x[(a >> 8) & 63] = b;
        at += 4;
        continue;
      case 3: // jal
        x[(a >> 8) & 63] = code[at + 2]!;
        break;
      case 4: // jalr
        {
          const target = (x[(a >> 16) & 31]! + b) & -2;
          x[(a >> 8) & 63] = code[at + 2]!;
          const left = due - at - 4;
          const near = target - base;
          if (near >>> 0 >= chunkBytes || (near & 3) !== 0 || left < chunkBytes) {
            progress.pc = target;
            progress.left = left >> 2;
            return "jump";
          }
          at = near;
          due = left + at;
          continue;
        }
      case 5: // beq
        if (x[(a >> 16) & 31]! === x[a >>> 24]!) break;
        at += 4;
        continue;
      case 6: // bne
        if (x[(a >> 16) & 31]! !== x[a >>> 24]!) break;
        at += 4;
        continue;
      case 7: // blt
        if (x[(a >> 16) & 31]! < x[a >>> 24]!) break;
        at += 4;
        continue;
      case 8: // bge
        if (x[(a >> 16) & 31]! >= x[a >>> 24]!) break;
        at += 4;
        continue;
      case 9: // bltu
        if (x[(a >> 16) & 31]! >>> 0 < x[a >>> 24]! >>> 0) break;
        at += 4;
        continue;
      case 10: // bgeu
        if (x[(a >> 16) & 31]! >>> 0 >= x[a >>> 24]! >>> 0) break;
        at += 4;
        continue;
      case 11: // lb
        {
          const t = (x[(a >> 16) & 31]! + b) >>> 0;
          if (t < code[at + 2]! >>> 0) {
            x[(a >> 8) & 63] = (bytes[code[at + 3]! + t]! << 24) >> 24;
            at += 4;
            continue;
          }
          why = "access";
          break loop;
        }
      case 12: // lh
        {
          const t = (x[(a >> 16) & 31]! + b) >>> 0;
          if (t < code[at + 2]! >>> 0) {
            x[(a >> 8) & 63] = view.getInt16(code[at + 3]! + t, true);
            at += 4;
            continue;
          }
          why = "access";
          break loop;
        }
      case 13: // lw
        {
          const t = (x[(a >> 16) & 31]! + b) >>> 0;
          if (t < code[at + 2]! >>> 0) {
            x[(a >> 8) & 63] = view.getInt32(code[at + 3]! + t, true);
            at += 4;
            continue;
          }
          why = "access";
          break loop;
        }
      case 14: // lbu
        {
          const t = (x[(a >> 16) & 31]! + b) >>> 0;
          if (t < code[at + 2]! >>> 0) {
            x[(a >> 8) & 63] = bytes[code[at + 3]! + t]!;
            at += 4;
            continue;
          }
          why = "access";
          break loop;
        }
      case 15: // lhu
        {
          const t = (x[(a >> 16) & 31]! + b) >>> 0;
          if (t < code[at + 2]! >>> 0) {
            x[(a >> 8) & 63] = view.getUint16(code[at + 3]! + t, true);
            at += 4;
            continue;
          }
          why = "access";
          break loop;
        }
      case 16: // sb
        {
          const t = (x[(a >> 16) & 31]! + b) >>> 0;
          if (t < code[at + 2]! >>> 0) {
            bytes[code[at + 3]! + t] = x[a >>> 24]!;
            at += 4;
            continue;
          }
          why = "access";
          break loop;
        }
      case 17: // sh
        {
          const t = (x[(a >> 16) & 31]! + b) >>> 0;
          if (t < code[at + 2]! >>> 0) {
            view.setInt16(code[at + 3]! + t, x[a >>> 24]!, true);
            at += 4;
            continue;
          }
          why = "access";
          break loop;
        }
      case 18: // sw
        {
          const t = (x[(a >> 16) & 31]! + b) >>> 0;
          if (t < code[at + 2]! >>> 0) {
            view.setInt32(code[at + 3]! + t, x[a >>> 24]!, true);
            at += 4;
            continue;
          }
          why = "access";
          break loop;
        }
      case 19: // addi
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! + b;
        at += 4;
        continue;
      case 20: // slti
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! < b ? 1 : 0;
        at += 4;
        continue;
      case 21: // sltiu
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! >>> 0 < b >>> 0 ? 1 : 0;
        at += 4;
        continue;
      case 22: // xori
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! ^ b;
        at += 4;
        continue;
      case 23: // ori
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! | b;
        at += 4;
        continue;
      case 24: // andi
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! & b;
        at += 4;
        continue;
      case 25: // slli
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! << b;
        at += 4;
        continue;
      case 26: // srli
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! >>> b;
        at += 4;
        continue;
      case 27: // srai
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! >> b;
        at += 4;
        continue;
      case 28: // add
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! + x[a >>> 24]!;
        at += 4;
        continue;
      case 29: // sub
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! - x[a >>> 24]!;
        at += 4;
        continue;
      case 30: // sll
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! << x[a >>> 24]!;
        at += 4;
        continue;
      case 31: // slt
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! < x[a >>> 24]! ? 1 : 0;
        at += 4;
        continue;
      case 32: // sltu
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! >>> 0 < x[a >>> 24]! >>> 0 ? 1 : 0;
        at += 4;
        continue;
      case 33: // xor
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! ^ x[a >>> 24]!;
        at += 4;
        continue;
      case 34: // srl
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! >>> x[a >>> 24]!;
        at += 4;
        continue;
      case 35: // sra
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! >> x[a >>> 24]!;
        at += 4;
        continue;
      case 36: // or
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! | x[a >>> 24]!;
        at += 4;
        continue;
      case 37: // and
        x[(a >> 8) & 63] = x[(a >> 16) & 31]! & x[a >>> 24]!;
        at += 4;
        continue;
      case 38: // fence
        at += 4;
        continue;
      case 39: // ecall
      case 40: // ebreak
      case 52: // left to the reference
        why = "step";
        break loop;
      case 41: // mul
        x[(a >> 8) & 63] = Math.imul(x[(a >> 16) & 31]!, x[a >>> 24]!);
        at += 4;
        continue;
      case 42: // mulh
        x[(a >> 8) & 63] = mulh(x[(a >> 16) & 31]!, x[a >>> 24]!);
        at += 4;
        continue;
      case 43: // mulhsu
        x[(a >> 8) & 63] = mulhsu(x[(a >> 16) & 31]!, x[a >>> 24]!);
        at += 4;
        continue;
      case 44: // mulhu
        x[(a >> 8) & 63] = mulhu(x[(a >> 16) & 31]!, x[a >>> 24]!);
        at += 4;
        continue;
      case 45: // div
        {
          const divisor = x[a >>> 24]!;
          x[(a >> 8) & 63] = divisor === 0 ? -1 : (x[(a >> 16) & 31]! / divisor) | 0;
          at += 4;
          continue;
        }
      case 46: // divu
        {
          const divisor = x[a >>> 24]!;
          x[(a >> 8) & 63] = divisor === 0 ? -1 : ((x[(a >> 16) & 31]! >>> 0) / (divisor >>> 0)) | 0;
          at += 4;
          continue;
        }
      case 47: // rem
        {
          const divisor = x[a >>> 24]!;
          x[(a >> 8) & 63] = divisor === 0 ? x[(a >> 16) & 31]! : (x[(a >> 16) & 31]! % divisor) | 0;
          at += 4;
          continue;
        }
      case 48: // remu
        {
          const divisor = x[a >>> 24]!;
          x[(a >> 8) & 63] = divisor === 0 ? x[(a >> 16) & 31]! : ((x[(a >> 16) & 31]! >>> 0) % (divisor >>> 0)) | 0;
          at += 4;
          continue;
        }
      case 49: // marked
        why = "enter";
        break loop;
      case 50: // go on elsewhere
        progress.pc = b;
        progress.left = (due - at) >> 2;
        return "jump";
      case 51: // the limit
        why = "stop";
        break loop;
      default:
        throw new Error(`impossible operation: ${a & 63}`);
    }
    // A jump within the chunk, or to a slot behind it.
    const left = due - at - 4;
    at = b;
    due = left + at;
    if (left >= chunkBytes || at >= chunkBytes) continue;
    why = "jump";
    break;
  }
  progress.pc = (base + at) | 0;
  progress.left = (due - at) >> 2;
  return why;
}
