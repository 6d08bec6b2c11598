/**
 * The reference semantics of RV32IM: one step of a machine, each rule one named case, in the order of the manual.
 *
 * Written once, over any words: run on `int32` it executes and traces; run on terms it is what the certificate checker
 * proves with. docs/machine.md has the same rules under the same numbers. A rule's comment shows what it changes; where
 * it says nothing of pc, pc ← pc + 4. Source: the RISC-V unprivileged manual, chapters "RV32I" and "M".
 *
 *     x[r]   register r; x[0] reads 0, and a write to it is lost     M[a, n]   n bytes of memory from a on
 *     sext   sign extension of the bits loaded                       ←         all right sides are taken before
 */

import type { Resource, Trap } from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";
import type {
  BInstruction,
  FenceInstruction,
  IInstruction,
  Instruction,
  JInstruction,
  RInstruction,
  ShiftInstruction,
  SInstruction,
  UInstruction,
} from "../isa/instruction.ts";
import { registerNumbers } from "../isa/register.ts";
import type { Fault, Machine, MachineFinal, Width } from "./machine.ts";

/**
 * The names of the rules, in groups, in the order of docs/machine.md: the rule at index i has number i + 1. What each says
 * stands above its code; the schemes that they are instances of, above the functions that they share.
 */
// biome-ignore format: one line for each part of the manual's listing
export const rules = [
  // Fetching
  "fetch_fault",
  // Upper immediates and jumps
  "lui", "auipc", "jal", "jalr",
  // Branches
  "beq", "bne", "blt", "bge", "bltu", "bgeu",
  // Loads and stores
  "lb", "lh", "lw", "lbu", "lhu", "load_fault",
  "sb", "sh", "sw", "store_fault",
  // Register and immediate
  "addi", "slti", "sltiu", "xori", "ori", "andi", "slli", "srli", "srai",
  // Register and register
  "add", "sub", "sll", "slt", "sltu", "xor", "srl", "sra", "or", "and",
  // Order and environment
  "fence",
  "ecall", "ecall_stop",
  "ebreak_trap", "ebreak_exhausted", "ebreak_fault",
  // Multiplication and division
  "mul", "mulh", "mulhsu", "mulhu", "div", "divu", "rem", "remu",
] as const;

/** The name of a rule. */
export type Rule = (typeof rules)[number];

/** One step: the rule that fired, and what it bound. What a rule does not have is undefined. */
export interface Step<W> {
  readonly rule: Rule;
  /** The pc of the instruction. */
  readonly pc: W;
  /** Undefined when there was none to fetch. */
  readonly instruction: Instruction | undefined;
  /** The word that rd (or, for a call, a0) got; lost when rd is x0. */
  readonly result: W | undefined;
  /** The address of a load or store, or the target of a jump. */
  readonly address: W | undefined;
  /** The word whose low bytes were stored. */
  readonly stored: W | undefined;
  /** Was the branch taken? */
  readonly taken: boolean | undefined;
  /** How the machine stopped; undefined when it goes on. */
  readonly outcome: MachineFinal<W> | undefined;
}

/** The code in a0 at `ebreak`, and what it means (design: the machine). The compiler emits them from this table. */
export const stopCodes = {
  divide: 1,
  bounds: 2,
  length: 3,
  assert: 4,
  stack: 16,
  heap: 17,
} as const satisfies Readonly<Record<Trap | Resource, number>>;

const traps = ["divide", "bounds", "length", "assert"] as const satisfies readonly Trap[];
const resources = ["stack", "heap"] as const satisfies readonly Resource[];

/**
 * One step of the machine, which is changed in place. Total: for every image, a step fires exactly one rule.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { ellSystemCalls, loadMachine, step } from "etalon/machine";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x13, 0x05, 0x10, 0x00), size: 4, permissions: { read: true, write: false, execute: true } };
 * const machine = loadMachine({ entry: 0x10000, segments: [text] }, ellSystemCalls(environmentOf(new Uint8Array())));
 * step(machine).rule; // => "addi"
 * machine.registers[10]; // => 1
 * step(machine).outcome; // => { kind: "faulted", reason: "no memory at 0x00010004 (pc 0x00010004)" }
 * ```
 */
export function step<W>(machine: Machine<W>): Step<W> {
  const { words, registers } = machine;
  const i = machine.memory.fetch(machine.pc);
  // M1 fetch_fault       no instruction at pc: faulted
  if (typeof i === "string") return fault(machine, "fetch_fault", undefined, i, undefined);

  switch (i.mnemonic) {
    // M2 lui             x[rd] ← imm
    case "lui":
      return write(machine, i, i.rd, words.constant(i.imm));
    // M3 auipc           x[rd] ← pc + imm
    case "auipc":
      return write(machine, i, i.rd, words.add(machine.pc, words.constant(i.imm)));
    // M4 jal             x[rd] ← pc + 4; pc ← pc + imm
    case "jal":
      return jump(machine, i, i.rd, words.add(machine.pc, words.constant(i.imm)));
    // M5 jalr            x[rd] ← pc + 4; pc ← (x[rs1] + imm) & −2
    case "jalr":
      return jump(machine, i, i.rd, words.and(effective(machine, i), words.constant(-2)));

    // M6 beq             if x[rs1] = x[rs2] then pc ← pc + imm
    case "beq":
      return branch(machine, i, words.decide(words.equal(registers[i.rs1]!, registers[i.rs2]!)));
    // M7 bne             if x[rs1] ≠ x[rs2] then pc ← pc + imm
    case "bne":
      return branch(machine, i, !words.decide(words.equal(registers[i.rs1]!, registers[i.rs2]!)));
    // M8 blt             if x[rs1] <ₛ x[rs2] then pc ← pc + imm
    case "blt":
      return branch(machine, i, words.decide(words.slt(registers[i.rs1]!, registers[i.rs2]!)));
    // M9 bge             if x[rs1] ≥ₛ x[rs2] then pc ← pc + imm
    case "bge":
      return branch(machine, i, !words.decide(words.slt(registers[i.rs1]!, registers[i.rs2]!)));
    // M10 bltu           if x[rs1] <ᵤ x[rs2] then pc ← pc + imm
    case "bltu":
      return branch(machine, i, words.decide(words.sltu(registers[i.rs1]!, registers[i.rs2]!)));
    // M11 bgeu           if x[rs1] ≥ᵤ x[rs2] then pc ← pc + imm
    case "bgeu":
      return branch(machine, i, !words.decide(words.sltu(registers[i.rs1]!, registers[i.rs2]!)));

    // M12 lb             x[rd] ← sext(M[x[rs1] + imm, 1])
    case "lb":
      return load(machine, i, 1, 24);
    // M13 lh             x[rd] ← sext(M[x[rs1] + imm, 2])
    case "lh":
      return load(machine, i, 2, 16);
    // M14 lw             x[rd] ← M[x[rs1] + imm, 4]
    case "lw":
      return load(machine, i, 4, 0);
    // M15 lbu            x[rd] ← M[x[rs1] + imm, 1]
    case "lbu":
      return load(machine, i, 1, 0);
    // M16 lhu            x[rd] ← M[x[rs1] + imm, 2]
    case "lhu":
      return load(machine, i, 2, 0);

    // M18 sb             M[x[rs1] + imm, 1] ← x[rs2]
    case "sb":
      return store(machine, i, 1);
    // M19 sh             M[x[rs1] + imm, 2] ← x[rs2]
    case "sh":
      return store(machine, i, 2);
    // M20 sw             M[x[rs1] + imm, 4] ← x[rs2]
    case "sw":
      return store(machine, i, 4);

    // M22 addi           x[rd] ← x[rs1] + imm
    case "addi":
      return write(machine, i, i.rd, words.add(registers[i.rs1]!, words.constant(i.imm)));
    // M23 slti           x[rd] ← x[rs1] <ₛ imm
    case "slti":
      return write(machine, i, i.rd, words.slt(registers[i.rs1]!, words.constant(i.imm)));
    // M24 sltiu          x[rd] ← x[rs1] <ᵤ imm
    case "sltiu":
      return write(machine, i, i.rd, words.sltu(registers[i.rs1]!, words.constant(i.imm)));
    // M25 xori           x[rd] ← x[rs1] xor imm
    case "xori":
      return write(machine, i, i.rd, words.xor(registers[i.rs1]!, words.constant(i.imm)));
    // M26 ori            x[rd] ← x[rs1] or imm
    case "ori":
      return write(machine, i, i.rd, words.or(registers[i.rs1]!, words.constant(i.imm)));
    // M27 andi           x[rd] ← x[rs1] and imm
    case "andi":
      return write(machine, i, i.rd, words.and(registers[i.rs1]!, words.constant(i.imm)));
    // M28 slli           x[rd] ← x[rs1] << shamt
    case "slli":
      return write(machine, i, i.rd, words.sll(registers[i.rs1]!, words.constant(i.shamt)));
    // M29 srli           x[rd] ← x[rs1] >>ᵤ shamt
    case "srli":
      return write(machine, i, i.rd, words.srl(registers[i.rs1]!, words.constant(i.shamt)));
    // M30 srai           x[rd] ← x[rs1] >>ₛ shamt
    case "srai":
      return write(machine, i, i.rd, words.sra(registers[i.rs1]!, words.constant(i.shamt)));

    // M31 add            x[rd] ← x[rs1] + x[rs2]
    case "add":
      return write(machine, i, i.rd, words.add(registers[i.rs1]!, registers[i.rs2]!));
    // M32 sub            x[rd] ← x[rs1] − x[rs2]
    case "sub":
      return write(machine, i, i.rd, words.sub(registers[i.rs1]!, registers[i.rs2]!));
    // M33 sll            x[rd] ← x[rs1] << (x[rs2] mod 32)
    case "sll":
      return write(machine, i, i.rd, words.sll(registers[i.rs1]!, registers[i.rs2]!));
    // M34 slt            x[rd] ← x[rs1] <ₛ x[rs2]
    case "slt":
      return write(machine, i, i.rd, words.slt(registers[i.rs1]!, registers[i.rs2]!));
    // M35 sltu           x[rd] ← x[rs1] <ᵤ x[rs2]
    case "sltu":
      return write(machine, i, i.rd, words.sltu(registers[i.rs1]!, registers[i.rs2]!));
    // M36 xor            x[rd] ← x[rs1] xor x[rs2]
    case "xor":
      return write(machine, i, i.rd, words.xor(registers[i.rs1]!, registers[i.rs2]!));
    // M37 srl            x[rd] ← x[rs1] >>ᵤ (x[rs2] mod 32)
    case "srl":
      return write(machine, i, i.rd, words.srl(registers[i.rs1]!, registers[i.rs2]!));
    // M38 sra            x[rd] ← x[rs1] >>ₛ (x[rs2] mod 32)
    case "sra":
      return write(machine, i, i.rd, words.sra(registers[i.rs1]!, registers[i.rs2]!));
    // M39 or             x[rd] ← x[rs1] or x[rs2]
    case "or":
      return write(machine, i, i.rd, words.or(registers[i.rs1]!, registers[i.rs2]!));
    // M40 and            x[rd] ← x[rs1] and x[rs2]
    case "and":
      return write(machine, i, i.rd, words.and(registers[i.rs1]!, registers[i.rs2]!));

    // M41 fence          nothing: one thread sees its own accesses in order
    case "fence":
      return advance(machine, i);
    case "ecall":
      return call(machine, i);
    case "ebreak":
      return stop(machine, i);

    // M47 mul            x[rd] ← low 32 bits of x[rs1] ×ₛ x[rs2]
    case "mul":
      return write(machine, i, i.rd, words.mul(registers[i.rs1]!, registers[i.rs2]!));
    // M48 mulh           x[rd] ← high 32 bits of x[rs1] ×ₛ x[rs2]
    case "mulh":
      return write(machine, i, i.rd, words.mulh(registers[i.rs1]!, registers[i.rs2]!));
    // M49 mulhsu         x[rd] ← high 32 bits of x[rs1] ×ₛᵤ x[rs2]
    case "mulhsu":
      return write(machine, i, i.rd, words.mulhsu(registers[i.rs1]!, registers[i.rs2]!));
    // M50 mulhu          x[rd] ← high 32 bits of x[rs1] ×ᵤ x[rs2]
    case "mulhu":
      return write(machine, i, i.rd, words.mulhu(registers[i.rs1]!, registers[i.rs2]!));
    // M51 div            x[rd] ← x[rs1] ÷ₛ x[rs2]; by 0: −1; −2³¹ ÷ₛ −1: −2³¹
    case "div":
      return write(machine, i, i.rd, words.div(registers[i.rs1]!, registers[i.rs2]!));
    // M52 divu           x[rd] ← x[rs1] ÷ᵤ x[rs2]; by 0: 2³² − 1
    case "divu":
      return write(machine, i, i.rd, words.divu(registers[i.rs1]!, registers[i.rs2]!));
    // M53 rem            x[rd] ← x[rs1] remₛ x[rs2]; by 0: x[rs1]; −2³¹ remₛ −1: 0
    case "rem":
      return write(machine, i, i.rd, words.rem(registers[i.rs1]!, registers[i.rs2]!));
    // M54 remu           x[rd] ← x[rs1] remᵤ x[rs2]; by 0: x[rs1]
    case "remu":
      return write(machine, i, i.rd, words.remu(registers[i.rs1]!, registers[i.rs2]!));
    default:
      return impossible(i);
  }
}

/**
 * The rules that only compute: rd gets a word, and pc moves on.
 *
 *     M[pc, 4] encodes i     i computes x[rd] ← e
 *     ───────────────────────────────────────────────────────────────── compute
 *     ⟨pc, x, M, C⟩ → ⟨pc + 4, x[rd ← e], M, C⟩
 */
function write<W>(
  machine: Machine<W>,
  instruction: RInstruction | IInstruction | ShiftInstruction | UInstruction,
  rd: number,
  result: W,
): Step<W> {
  const { pc } = machine;
  if (rd !== 0) machine.registers[rd] = result;
  machine.pc = next(machine);
  const rule = instruction.mnemonic;
  return { rule, pc, instruction, result, address: undefined, stored: undefined, taken: undefined, outcome: undefined };
}

/** pc + 4. */
function next<W>({ words, pc }: Machine<W>): W {
  return words.add(pc, words.constant(4));
}

/** x[rs1] + imm: the address of loads, stores and jalr. */
function effective<W>({ words, registers }: Machine<W>, { rs1, imm }: { rs1: number; imm: number }): W {
  return words.add(registers[rs1]!, words.constant(imm));
}

/**
 * The rules that jump.
 *
 *     M[pc, 4] encodes i     i jumps to t
 *     ───────────────────────────────────────────────────────────────── jump
 *     ⟨pc, x, M, C⟩ → ⟨t, x[rd ← pc + 4], M, C⟩
 */
function jump<W>(machine: Machine<W>, instruction: JInstruction | IInstruction, rd: number, address: W): Step<W> {
  const { pc } = machine;
  const result = next(machine);
  if (rd !== 0) machine.registers[rd] = result;
  machine.pc = address;
  const rule = instruction.mnemonic;
  return { rule, pc, instruction, result, address, stored: undefined, taken: undefined, outcome: undefined };
}

/**
 * The rules that branch.
 *
 *     M[pc, 4] encodes i     i branches to t₀ if c     t = (c ? t₀ : pc + 4)
 *     ───────────────────────────────────────────────────────────────── branch
 *     ⟨pc, x, M, C⟩ → ⟨t, x, M, C⟩
 */
function branch<W>(machine: Machine<W>, instruction: BInstruction, taken: boolean): Step<W> {
  const { words, pc } = machine;
  const address = words.add(pc, words.constant(instruction.imm));
  machine.pc = taken ? address : next(machine);
  const rule = instruction.mnemonic;
  return { rule, pc, instruction, result: undefined, address, stored: undefined, taken, outcome: undefined };
}

/**
 * The rules that load. `sign` is the distance of the loaded sign bit from bit 31 when it is to be extended, and 0 when not.
 *
 *     M[pc, 4] encodes i     i loads e from M[a, n]     M[a, n] permits reading
 *     ───────────────────────────────────────────────────────────────── load
 *     ⟨pc, x, M, C⟩ → ⟨pc + 4, x[rd ← e], M, C⟩
 */
function load<W>(machine: Machine<W>, instruction: IInstruction, width: Width, sign: 0 | 16 | 24): Step<W> {
  const { words, pc, memory } = machine;
  const address = effective(machine, instruction);
  const refusal = memory.permits(address, width, "read");
  // M17 load_fault       a byte of M[x[rs1] + imm, n] not readable: faulted
  if (refusal !== undefined) return fault(machine, "load_fault", instruction, refusal, address);
  const bits = memory.load(address, width);
  const by = words.constant(sign);
  const result = sign === 0 ? bits : words.sra(words.sll(bits, by), by);
  if (instruction.rd !== 0) machine.registers[instruction.rd] = result;
  machine.pc = next(machine);
  const rule = instruction.mnemonic;
  return { rule, pc, instruction, result, address, stored: undefined, taken: undefined, outcome: undefined };
}

/**
 * The rules that store.
 *
 *     M[pc, 4] encodes i     i stores w to M[a, n]     M[a, n] permits writing
 *     ───────────────────────────────────────────────────────────────── store
 *     ⟨pc, x, M, C⟩ → ⟨pc + 4, x, M[a, n ← w mod 2⁸ⁿ], C⟩
 */
function store<W>(machine: Machine<W>, instruction: SInstruction, width: Width): Step<W> {
  const { pc, memory } = machine;
  const address = effective(machine, instruction);
  const refusal = memory.permits(address, width, "write");
  // M21 store_fault      a byte of M[x[rs1] + imm, n] not writable: faulted
  if (refusal !== undefined) return fault(machine, "store_fault", instruction, refusal, address);
  const stored = machine.registers[instruction.rs2]!;
  memory.store(address, width, stored);
  machine.pc = next(machine);
  const rule = instruction.mnemonic;
  return { rule, pc, instruction, result: undefined, address, stored, taken: undefined, outcome: undefined };
}

/**
 * A fence: one thread sees its own accesses in order.
 *
 *     M[pc, 4] encodes i     i does nothing
 *     ───────────────────────────────────────────────────────────────── order
 *     ⟨pc, x, M, C⟩ → ⟨pc + 4, x, M, C⟩
 */
function advance<W>(machine: Machine<W>, instruction: FenceInstruction): Step<W> {
  const { pc } = machine;
  machine.pc = next(machine);
  return {
    rule: instruction.mnemonic,
    pc,
    instruction,
    result: undefined,
    address: undefined,
    stored: undefined,
    taken: undefined,
    outcome: undefined,
  };
}

/**
 * Calls of the environment (ell-environment.ts).
 *
 *     M[pc, 4] encodes i     C(x, M) = (r, M′, C′)
 *     ───────────────────────────────────────────────────────────────── call
 *     ⟨pc, x, M, C⟩ → ⟨pc + 4, x[10 ← r], M′, C′⟩
 */
function call<W>(machine: Machine<W>, instruction: Instruction): Step<W> {
  const { words, pc, registers, memory } = machine;
  const effect = machine.environment.call(words, registers, memory);
  // M43 ecall_stop       the environment ends the run: its outcome
  if (effect.kind === "stopped") {
    const { outcome } = effect;
    if (outcome.kind === "faulted") return fault(machine, "ecall_stop", instruction, outcome.reason, undefined);
    return stopped(machine, "ecall_stop", instruction, outcome, undefined);
  }
  // M42 ecall            x[10] ← the result of the environment's call
  const { result } = effect;
  registers[registerNumbers.a0] = result;
  machine.pc = next(machine);
  return {
    rule: "ecall",
    pc,
    instruction,
    result,
    address: undefined,
    stored: undefined,
    taken: undefined,
    outcome: undefined,
  };
}

function stop<W>(machine: Machine<W>, instruction: Instruction): Step<W> {
  const { words, registers } = machine;
  const code = registers[registerNumbers.a0]!;
  const means = (reason: Trap | Resource): boolean =>
    words.decide(words.equal(code, words.constant(stopCodes[reason])));
  // M44 ebreak_trap      x[10] is 1, 2, 3 or 4: trapped
  for (const trap of traps) {
    if (means(trap)) return stopped(machine, "ebreak_trap", instruction, { kind: "trapped", trap }, undefined);
  }
  // M45 ebreak_exhausted x[10] is 16 or 17: exhausted
  for (const resource of resources) {
    if (!means(resource)) continue;
    return stopped(machine, "ebreak_exhausted", instruction, { kind: "exhausted", resource }, undefined);
  }
  // M46 ebreak_fault     any other x[10]: faulted
  const reason = `ebreak with ${machine.describe(code)} in a0, which is no stop code`;
  return fault(machine, "ebreak_fault", instruction, reason, undefined);
}

/**
 * A rule c: o, which stops the machine: nothing changes, and pc stays at the instruction.
 *
 *     c
 *     ───────────────────────────────────────────────────────────────── stop
 *     ⟨pc, x, M, C⟩ → o
 */
function stopped<W>(
  machine: Machine<W>,
  rule: Rule,
  instruction: Instruction | undefined,
  outcome: MachineFinal<W>,
  address: W | undefined,
): Step<W> {
  const { pc } = machine;
  return { rule, pc, instruction, result: undefined, address, stored: undefined, taken: undefined, outcome };
}

function fault<W>(
  machine: Machine<W>,
  rule: Rule,
  instruction: Instruction | undefined,
  why: Fault,
  address: W | undefined,
): Step<W> {
  const reason = `${why} (pc ${machine.describe(machine.pc)})`;
  return stopped(machine, rule, instruction, { kind: "faulted", reason }, address);
}
