/**
 * Faulty processors whose memory or registers are wrong.
 */

import type { Instruction, Mnemonic, RInstruction } from "../../machine/isa/instruction.ts";
import type { Machine } from "../../machine/semantics/machine.ts";
import { type Rule, rules, type Step } from "../../machine/semantics/step.ts";
import { type CpuFault, computes, decodes, type Hooks, swaps } from "./fault.ts";

type Addressed = Extract<Instruction, { readonly rs1: number; readonly imm: number }>;

/** A load or store with a wrong address. */
function addresses(
  name: string,
  sentence: string,
  mnemonic: Mnemonic,
  address: (right: number, imm: number, base: number) => number,
): CpuFault {
  return decodes(name, sentence, mnemonic, (instruction, { registers }) => {
    const { imm, rs1 } = instruction as Addressed;
    const base = registers[rs1]!;
    return { ...(instruction as Addressed), imm: (address((base + imm) | 0, imm, base) - base) | 0 };
  });
}

/** A fault that changes the state after every step. */
function leaves(
  name: string,
  sentence: string,
  broken: readonly Rule[],
  change: (machine: Machine<number>, taken: Step<number>) => void,
): CpuFault {
  const done: Hooks["done"] = (machine, taken) => {
    change(machine, taken);
    return undefined;
  };
  return { name, sentence, scope: "rule", rules: broken, begin: () => ({ done }) };
}

/** A fault of the permissions. */
function permits(
  name: string,
  sentence: string,
  broken: readonly Rule[],
  permitted: NonNullable<Hooks["permitted"]>,
): CpuFault {
  return { name, sentence, scope: "rule", rules: broken, begin: () => ({ permitted }) };
}

/** The rules that write rd. */
const writing = rules.filter((rule) => !/fault|ecall|ebreak|fence|^b|^s[bhw]$/.test(rule));

const rotated = (word: number): number => ((word & 255) << 8) | ((word >>> 8) & 255);

/** Faults of memory and registers. */
export const memoryFaults: readonly CpuFault[] = [
  swaps("lb", "lbu", "forgets the sign"),
  swaps("lh", "lhu", "forgets the sign"),
  swaps("lbu", "lb", "extends the sign"),
  swaps("lhu", "lh", "extends the sign"),
  swaps("lw", "lhu", "loads a half-word"),
  swaps("sb", "sh", "stores a half-word"),
  swaps("sh", "sw", "stores a word"),
  swaps("sw", "sh", "stores a half-word"),
  addresses("lw-aligns", "clears the lower bits of its address", "lw", (right) => right & -4),
  addresses("lh-aligns", "clears bit 0 of its address", "lh", (right) => right & -2),
  addresses("sw-aligns", "clears the lower bits of its address", "sw", (right) => right & -4),
  addresses("sh-aligns", "clears bit 0 of its address", "sh", (right) => right & -2),
  addresses("lbu-immediate-unsigned", "takes its immediate as 0…4095", "lbu", (_, imm, base) => base + (imm & 0xfff)),
  addresses("sb-immediate-bit-5", "takes bit 5 of its immediate for 0", "sb", (_, imm, base) => base + (imm & ~32)),
  computes("lhu-big-endian", "swaps its bytes", "lhu", (_a, _b, right) => rotated(right)),
  leaves("sb-clears-next", "clears the byte after it, too", ["sb"], ({ memory }, { rule, address }) => {
    if (rule === "sb" && memory.permits(address! + 1, 1, "write") === undefined) memory.store(address! + 1, 1, 0);
  }),
  leaves("sh-crosses-words", "loses the byte that lies in the next word", ["sh"], ({ memory }, { rule, address }) => {
    if (rule === "sh" && (address! & 3) === 3) memory.store(address! + 1, 1, 0);
  }),
  leaves("lw-crosses-pages", "reads 0 across two pages", ["lw"], (machine, { rule, address, instruction }) => {
    if (rule !== "lw" || (address! & 0xfff) <= 0xffc) return;
    if (instruction?.mnemonic === "lw" && instruction.rd !== 0) machine.registers[instruction.rd] = 0;
  }),
  {
    name: "store-buffer",
    sentence: "loads a word without the byte that the instruction before it stored",
    scope: "rule",
    rules: ["lw"],
    begin: () => {
      let pending: { readonly address: number; readonly old: number } | undefined;
      let old = 0;
      return {
        fetched: (found, { registers, memory }) => {
          if (typeof found !== "string" && found.mnemonic === "sb") {
            const address = (registers[found.rs1]! + found.imm) | 0;
            old = memory.permits(address, 1, "read") === undefined ? memory.load(address, 1) : 0;
          }
          return found;
        },
        done: (machine, { rule, address, instruction }) => {
          const stored = pending;
          pending = rule === "sb" ? { address: address!, old } : undefined;
          if (stored === undefined || rule !== "lw" || instruction?.mnemonic !== "lw" || instruction.rd === 0)
            return undefined;
          const offset = stored.address - address!;
          if (offset < 0 || offset > 3) return undefined;
          const word = machine.registers[instruction.rd]!;
          machine.registers[instruction.rd] = (word & ~(255 << (8 * offset))) | (stored.old << (8 * offset));
          return undefined;
        },
      };
    },
  },
  permits("load-fault-ignored", "reads 0 where there is no memory", ["load_fault"], (own, _a, _w, access) =>
    access === "read" ? undefined : own,
  ),
  permits(
    "store-fault-ignored",
    "goes on after a store where there is no memory",
    ["store_fault"],
    (own, _a, _w, access) => (access === "write" ? undefined : own),
  ),
  permits("text-writable", "stores to text", ["store_fault"], (own, _a, _w, access) =>
    access === "write" && own?.includes("without that permission") === true ? undefined : own,
  ),
  {
    name: "last-byte-unchecked",
    sentence: "checks the first byte of an access only",
    scope: "rule",
    rules: ["load_fault", "store_fault"],
    begin: () => ({
      // The fault names the address of the first byte when that byte is the one refused.
      permitted: (own, address, width) =>
        own?.includes(
          `at 0x${(address >>> 0).toString(16).padStart(8, "0")}: no memory at 0x${(address >>> 0).toString(16).padStart(8, "0")}`,
        ) === true || width === 1
          ? own
          : undefined,
    }),
  },
  permits(
    "misaligned-load-faults",
    "faults for a misaligned load",
    ["lh", "lw", "lhu"],
    (own, address, width, access) =>
      own ?? (access === "read" && address % width !== 0 ? "a misaligned load" : undefined),
  ),
  permits(
    "misaligned-store-faults",
    "faults for a misaligned store",
    ["sh", "sw"],
    (own, address, width, access) =>
      own ?? (access === "write" && address % width !== 0 ? "a misaligned store" : undefined),
  ),
  leaves("x0-writable", "keeps what is written to x0", writing, ({ registers }, { instruction, result }) => {
    if (instruction !== undefined && "rd" in instruction && instruction.rd === 0 && result !== undefined) {
      registers[0] = result;
    }
  }),
  leaves("x0-loadable", "keeps what is loaded into x0", ["lb", "lh", "lw", "lbu", "lhu"], ({ registers }, taken) => {
    const { instruction, result, address } = taken;
    if (result === undefined || address === undefined || instruction === undefined) return;
    if (instruction.mnemonic.startsWith("l") && "rd" in instruction && instruction.rd === 0) registers[0] = result;
  }),
  {
    name: "x0-load-skipped",
    sentence: "does not perform a load into x0, nor its fault",
    scope: "rule",
    rules: ["load_fault"],
    begin: () => ({
      fetched: (found) =>
        typeof found !== "string" && /^l[bhw]/.test(found.mnemonic) && "rd" in found && found.rd === 0
          ? { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 }
          : found,
    }),
  },
  leaves("x9-bit-4", "has bit 4 of x9 stuck at 0", writing, ({ registers }) => {
    registers[9]! &= ~16;
  }),
  leaves("x23-bit-31", "has bit 31 of x23 stuck at 1", writing, ({ registers }) => {
    registers[23]! |= -0x80000000;
  }),
  leaves("x30-aliases-x14", "writes x14 with every write of x30", writing, ({ registers }, { instruction }) => {
    if (instruction !== undefined && "rd" in instruction && instruction.rd === 30) registers[14] = registers[30]!;
  }),
  decodes("sub-rs2-bit-4", "takes bit 4 of the number of rs2 for 0", "sub", (instruction) => {
    const sub = instruction as RInstruction;
    return { ...sub, rs2: sub.rs2 & 15 };
  }),
  decodes("xor-forwarding", "reads 0 for rs2 when it is rd", "xor", (instruction) => {
    const xor = instruction as RInstruction;
    return xor.rd === xor.rs2 ? { ...xor, rs2: 0 } : xor;
  }),
];
