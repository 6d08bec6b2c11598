/**
 * Attacks over the border of the model, made from the present compiler's output: images that do one thing on the formal machine and another where people
 * run them (docs/machine.md, "Where the model ends").
 */

import { writeElf } from "../../../src/machine/elf/write.ts";
import { encode } from "../../../src/machine/isa/encode.ts";
import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { registerNumbers } from "../../../src/machine/isa/register.ts";
import { Forgery } from "./forge.ts";

const { a0, a1, a2, a7, zero } = registerNumbers;
const [t0, t1] = [5, 6];

/** A small constant. */
export const li = (rd: number, imm: number): Instruction => ({ mnemonic: "addi", rd, rs1: zero, imm });
const ecall: Instruction = { mnemonic: "ecall" };
/** A jump over so many bytes. */
export const jump = (imm: number): Instruction => ({ mnemonic: "jal", rd: zero, imm });
const exit = (code: number): Instruction[] => [li(a0, code), li(a7, 93), ecall];

/** Code that nobody should ever see run: it writes a word and ends well. */
const evil: readonly Instruction[] = [
  ...[..."pwned\n"].flatMap((letter): Instruction[] => [
    { mnemonic: "lui", rd: a1, imm: 0x1000_0000 },
    li(t0, letter.charCodeAt(0)),
    { mnemonic: "sb", rs1: a1, rs2: t0, imm: 0 },
    li(a0, 2),
    li(a2, 1),
    li(a7, 64),
    ecall,
  ]),
  ...exit(0),
];

/** The words that make a call of the host of an ebreak between them: `slli zero, zero, 31` and `srai zero, zero, 7`. */
export const beforeHostCall = 0x01f01013;
const afterHostCall = 0x40705013;

const wordOf = (instruction: Instruction): number => {
  const word = encode(instruction);
  if (!word.ok) throw new Error(word.error.message);
  return word.value;
};

/** In the place of the instruction at a pc, do these first; labels are counted from their start. */
export function detour(f: Forgery, pc: number, ...code: readonly Instruction[]): number {
  const away = f.append(...code, f.at(pc)!, jump(0));
  const back = away + 4 * code.length + 4;
  f.put(back, jump(pc + 4 - back));
  f.put(pc, jump(away - pc));
  return away;
}

/** An attack. */
export interface BorderAttack {
  readonly name: string;
  /** The file, and the forgery whose program and claims go with it. */
  readonly make: () => { readonly forgery: Forgery; readonly file: Uint8Array };
  /** How it is started where it shows itself. */
  readonly input?: string;
  /** A shell's redirections. */
  readonly streams?: string;
  /** What the source does on that input, as an exit status of a process. */
  readonly right: number;
}

/** A forgery and its file. */
export interface MadeForgery {
  readonly forgery: Forgery;
  readonly file: Uint8Array;
}

/** A forgery with its file. */
export function made(forgery: Forgery): MadeForgery {
  return { forgery, file: writeElf({ ...forgery.image, symbols: [], notes: [] }) };
}

/** The attacks. */
export const borderAttacks: readonly BorderAttack[] = [
  {
    name: "code after an ebreak that QEMU takes for a call of the host",
    right: 133,
    input: "x",
    make() {
      const f = new Forgery("fn main(): int { assert read() == 65; return 7; }");
      const stop = f.stopOf(4);
      const code = f.append(li(zero, 0), { mnemonic: "ebreak" }, li(zero, 0), ...evil);
      f.word(code, beforeHostCall);
      f.word(code + 8, afterHostCall);
      f.put(stop, jump(code - stop));
      return made(f);
    },
  },
  {
    name: "the same, with the words beside the segment, in its page of the file",
    right: 133,
    input: "x",
    make() {
      const f = new Forgery("fn main(): int { assert read() == 65; return 7; }");
      const stop = f.stopOf(4);
      const at = 0x20004;
      f.put(stop, jump(at - stop));
      const { permissions } = f.segments[0]!;
      const ebreak = Uint8Array.of(0x73, 0, 0x10, 0);
      f.segments.splice(1, 0, { address: at, size: 4, bytes: ebreak, permissions });
      const whole = made(f).file;
      // Cut the file after the ebreak, take the section headers away, and put the words around it.
      const offset = new DataView(whole.buffer).getUint32(52 + 32 + 4, true);
      const beyond = [afterHostCall, ...evil.map(wordOf)];
      const file = new Uint8Array(offset + 4 + 4 * beyond.length);
      file.set(whole.subarray(0, offset + 4));
      const view = new DataView(file.buffer);
      view.setInt32(offset - 4, beforeHostCall, true);
      for (const [i, word] of beyond.entries()) view.setInt32(offset + 4 + 4 * i, word, true);
      view.setUint32(32, 0, true);
      view.setUint32(48, 0, true);
      return { forgery: f, file };
    },
  },
  {
    name: "code that runs when a write fails",
    right: 7,
    streams: ">/dev/full",
    make() {
      const f = new Forgery("fn main(): int { write('A'); write('B'); return 7; }");
      const code = f.append(...evil);
      const away = detour(f, f.callOf(64) + 4, li(t1, 1), { mnemonic: "bne", rs1: a0, rs2: t1, imm: 0 });
      f.put(away + 4, { mnemonic: "bne", rs1: a0, rs2: t1, imm: code - (away + 4) });
      return made(f);
    },
  },
  {
    name: "code that runs when a read fails",
    right: 7,
    streams: "</",
    make() {
      const f = new Forgery("fn main(): int { let c = read(); write('B'); return 7; }");
      const code = f.append(...evil);
      const away = detour(f, f.callOf(63) + 4, { mnemonic: "blt", rs1: a0, rs2: zero, imm: 0 });
      f.put(away, { mnemonic: "blt", rs1: a0, rs2: zero, imm: code - away });
      return made(f);
    },
  },
  ...(
    [
      ["a read of a negative count", 63, 0, 0x1000_0000, -1],
      ["a write of a negative count", 64, 1, 0x1000_0000, -1],
      ["a read of nothing to nowhere", 63, 0, 0xffff_f000 | 0, 0],
      ["a write of nothing from nowhere", 64, 1, 0xffff_f000 | 0, 0],
    ] as const
  ).map(
    ([what, number, descriptor, buffer, count]): BorderAttack => ({
      name: `code that looks at the result of ${what}`,
      right: 7,
      make() {
        const f = new Forgery("fn main(): int { write('A'); return 7; }");
        const code = f.append(...evil);
        const call = [
          li(a0, descriptor),
          { mnemonic: "lui", rd: a1, imm: buffer } as const,
          li(a2, count),
          li(a7, number),
          ecall,
          li(t1, -14),
        ];
        const away = detour(f, f.callOf(64) + 4, ...call, { mnemonic: "beq", rs1: a0, rs2: t1, imm: 0 });
        const branch = away + 4 * call.length;
        f.put(branch, { mnemonic: "beq", rs1: a0, rs2: t1, imm: code - branch });
        return made(f);
      },
    }),
  ),
];
