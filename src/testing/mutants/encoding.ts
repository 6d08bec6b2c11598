/**
 * Mutants of encoding: constants, distances and instruction words.
 */

import { type BranchMnemonic, branchMnemonics, opposite } from "../../machine/isa/branches.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import type { Mutant } from "./catalogue.ts";
import { asInstruction, mislink, misselect, nop, truncated, wordOf } from "./code-edits.ts";
import { misinstruct } from "./flow-edits.ts";

type Branch = Extract<Instruction, { mnemonic: BranchMnemonic }>;

const asBranch = (i: Instruction | undefined): Branch | undefined =>
  i !== undefined && branchMnemonics.some((mnemonic) => mnemonic === i.mnemonic) ? (i as Branch) : undefined;

const inverted = (branch: Branch): Branch => ({ ...branch, mnemonic: opposite[branch.mnemonic] });

/** The distance of the `jal` after a branch that skips it: such a pair is a branch to a far target. */
function farDistance(branch: Branch | undefined, next: Instruction | undefined): number | undefined {
  return branch?.imm === 8 && next?.mnemonic === "jal" && next.rd === 0 ? next.imm + 4 : undefined;
}

/** Far branches encoded as short ones, with those bits of the distance that a short branch can hold. */
const shortBranches = (which: (distance: number) => boolean) =>
  mislink((i, index, text) => {
    const branch = asBranch(i);
    const distance = farDistance(branch, text[index + 1]);
    if (branch !== undefined && distance !== undefined && which(distance))
      return { ...inverted(branch), imm: truncated(distance, 13) };
    const before = farDistance(asBranch(text[index - 1]), i);
    return before !== undefined && which(before) ? nop : undefined;
  });

/** The constant that a `lui` and the instruction after it make; undefined when they do something else. */
function pairedConstant(
  i: Instruction,
  next: { readonly rd: number; readonly rs1: number; readonly imm: number } | undefined,
) {
  if (i.mnemonic !== "lui" || next === undefined || next.rs1 !== i.rd || next.rd !== i.rd) return undefined;
  return (i.imm + next.imm) | 0;
}

/** Constants in a range are made by one `addi`, which holds only their low 12 bits. */
const shortConstants = (which: (value: number) => boolean) =>
  misselect((i, at) => {
    const value = pairedConstant(i, asInstruction(at(1), "addi"));
    if (value !== undefined && which(value) && i.mnemonic === "lui")
      return { mnemonic: "addi", rd: i.rd, rs1: 0, imm: truncated(value, 12) };
    const lui = asInstruction(at(-1), "lui");
    if (lui === undefined || i.mnemonic !== "addi") return undefined;
    const before = pairedConstant(lui, i);
    return before !== undefined && which(before) ? nop : undefined;
  });

/** Mutants of this class. */
export const encoding: readonly Mutant[] = [
  {
    name: "immediate-2048-fits",
    description: "2048 is put into a 12-bit immediate, where it is −2048.",
    class: "encoding",
    wraps: "flowToMachine",
    passes: shortConstants((value) => value === 2048),
  },
  {
    name: "immediate-minus-2049-fits",
    description: "−2049 is put into a 12-bit immediate, where it is 2047.",
    class: "encoding",
    wraps: "flowToMachine",
    passes: shortConstants((value) => value === -2049),
  },
  {
    name: "immediates-taken-as-unsigned",
    description: "Constants from 2048 to 4095 are put into 12-bit immediates, where they are negative.",
    class: "encoding",
    wraps: "flowToMachine",
    passes: shortConstants((value) => value >= 2048 && value <= 4095),
  },
  {
    name: "subtrahend-minus-2048-fits",
    description: "x − −2048 is made as the addition of the immediate 2048, which is −2048.",
    class: "encoding",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      i.op === "operate" && i.operation === "sub" && i.right.kind === "constant" && i.right.value === -2048
        ? { ...i, operation: "add" }
        : i,
    ),
  },
  {
    name: "subtrahend-not-negated",
    description: "x − c with a small constant c is made as the addition of c.",
    class: "encoding",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      i.op === "operate" && i.operation === "sub" && i.right.kind === "constant" ? { ...i, operation: "add" } : i,
    ),
  },
  {
    name: "lui-without-carry",
    description: "The upper part of a constant is not made one greater when the lower part is negative.",
    class: "encoding",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const low = asInstruction(at(1), "addi");
      const value = pairedConstant(i, low);
      return i.mnemonic === "lui" && value !== undefined && low!.imm < 0
        ? { ...i, imm: (i.imm - 4096) | 0 }
        : undefined;
    }),
  },
  {
    name: "lui-alone",
    description: "Of a constant of more than 12 bits only the upper part is loaded.",
    class: "encoding",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const lui = asInstruction(at(-1), "lui");
      return i.mnemonic === "addi" && lui !== undefined && pairedConstant(lui, i) !== undefined ? nop : undefined;
    }),
  },
  {
    name: "logical-immediate-without-sign",
    description: "A negative immediate of and, or and xor is encoded without its sign bit.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) =>
      (i.mnemonic === "andi" || i.mnemonic === "ori" || i.mnemonic === "xori") && i.imm < 0
        ? { ...i, imm: i.imm & 2047 }
        : undefined,
    ),
  },
  {
    name: "comparison-immediate-without-sign",
    description: "A negative immediate of a comparison is encoded without its sign bit.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) => (i.mnemonic === "slti" && i.imm < 0 ? { ...i, imm: i.imm & 2047 } : undefined)),
  },
  {
    name: "shift-amount-has-four-bits",
    description: "The amount of a shift by a constant loses its highest bit.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) => ("shamt" in i ? { ...i, shamt: i.shamt & 15 } : undefined)),
  },
  {
    name: "constant-right-shift-encoded-as-logical",
    description: "srai is encoded as srli.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) => (i.mnemonic === "srai" ? { ...i, mnemonic: "srli" } : undefined)),
  },
  {
    name: "store-offset-loses-high-bits",
    description: "The offset of a store is encoded with its low five bits only.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) => (i.mnemonic === "sw" || i.mnemonic === "sb" ? { ...i, imm: i.imm & 31 } : undefined)),
  },
  {
    name: "load-offset-loses-high-bits",
    description: "The offset of a load is encoded with its low six bits only.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) => (i.mnemonic === "lw" && i.imm >= 64 ? { ...i, imm: i.imm & 63 } : undefined)),
  },
  {
    name: "branch-bit-11-lost",
    description: "Bit 11 of a branch's distance, which has a place of its own, is not encoded.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) => {
      if (asBranch(i) === undefined) return undefined;
      return wordOf(i) & ~(1 << 7);
    }),
  },
  {
    name: "jump-bit-11-lost",
    description: "Bit 11 of a forward jump's distance, which has a place of its own, is not encoded.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) => (i.mnemonic === "jal" && i.imm > 0 ? wordOf(i) & ~(1 << 20) : undefined)),
  },
  {
    name: "backward-jump-lands-late",
    description: "A jump backwards lands one instruction after its target.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i) => (i.mnemonic === "jal" && i.rd === 0 && i.imm < -4 ? { ...i, imm: i.imm + 4 } : undefined)),
  },
  {
    name: "far-forward-branch-truncated",
    description: "A branch forwards over more than 4 KiB is encoded as if it reached.",
    class: "encoding",
    wraps: "link",
    passes: shortBranches((distance) => distance > 0),
  },
  {
    name: "relaxed-branch-not-inverted",
    description: "A branch over more than 4 KiB skips the jump to its target when it should take it.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i, index, text) => {
      const branch = asBranch(i);
      return branch !== undefined && farDistance(branch, text[index + 1]) !== undefined ? inverted(branch) : undefined;
    }),
  },
  {
    name: "relaxed-branch-skips-nothing",
    description: "The short branch in front of the jump of a far branch skips 4 bytes, which is no instruction.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i, index, text) => {
      const branch = asBranch(i);
      return branch !== undefined && farDistance(branch, text[index + 1]) !== undefined
        ? { ...branch, imm: 4 }
        : undefined;
    }),
  },
  {
    name: "relaxed-jump-from-branch",
    description: "The distance of the jump of a far branch is counted from the branch in front of it.",
    class: "encoding",
    wraps: "link",
    passes: mislink((i, index, text) =>
      i.mnemonic === "jal" && farDistance(asBranch(text[index - 1]), i) !== undefined
        ? { ...i, imm: i.imm + 4 }
        : undefined,
    ),
  },
];
