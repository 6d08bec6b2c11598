/**
 * The public door `etalon/machine`: RV32IM, its encoding, its semantics, and ELF files. Explicit names.
 *
 * Begin with `readElf` (bytes to an image) and `runMachine` (its behaviour on an input). `etalon/engine` runs the same
 * images faster, `etalon/linux` runs programs that others built, and `etalon/calibrate` measures another machine.
 *
 * @module etalon/machine
 */

export type { AssembleOptions } from "./assembler/assemble.ts";
export { assemble } from "./assembler/assemble.ts";
export { assemblerText } from "./assembler/text-of-image.ts";
export type { ElfError, ElfLoader, FoundSegment } from "./elf/read.ts";
export { readElf } from "./elf/read.ts";
export { bareHeaderBytes, writeBareElf, writeElf } from "./elf/write.ts";
export type { BranchMnemonic } from "./isa/branches.ts";
export { branchMnemonics } from "./isa/branches.ts";
export { decode } from "./isa/decode.ts";
export type { AssemblyOptions } from "./isa/disassemble.ts";
export { assemblyText, disassemble } from "./isa/disassemble.ts";
export type { EncodingError } from "./isa/encode.ts";
export { encode } from "./isa/encode.ts";
export type { Field, FieldName, Format, Piece } from "./isa/format.ts";
export { formats } from "./isa/format.ts";
export type { Image, ImageNote, ImageSymbol, Permissions, Segment } from "./isa/image.ts";
export { hex } from "./isa/image.ts";
export type {
  BInstruction,
  FenceInstruction,
  IInstruction,
  Instruction,
  InstructionRow,
  JInstruction,
  Mnemonic,
  MnemonicOf,
  RInstruction,
  ShiftInstruction,
  SInstruction,
  SystemInstruction,
  UInstruction,
} from "./isa/instruction.ts";
export { instructionTable, rowOf } from "./isa/instruction.ts";
export { dataAddress, kernelStackTop, memoryLimit, pageSize, textAddress } from "./isa/layout.ts";
export type { RegisterNaming } from "./isa/register.ts";
export { abiNames, registerName, registerNumbers } from "./isa/register.ts";
export { ellSystemCalls, type SystemAnswers } from "./semantics/ell-environment.ts";
export type { LoadOptions } from "./semantics/load.ts";
export { loadMachine } from "./semantics/load.ts";
export type {
  Access,
  CallEffect,
  Fault,
  Machine,
  MachineFinal,
  Memory,
  SystemCalls,
  Width,
} from "./semantics/machine.ts";
export { ConcreteMemory } from "./semantics/memory.ts";
export type { MachineRun, RunOptions } from "./semantics/run.ts";
export { defaultEventBudget, runMachine } from "./semantics/run.ts";
export type { Rule, Step } from "./semantics/step.ts";
export { rules, step, stopCodes } from "./semantics/step.ts";
export { systemCallNumbers } from "./semantics/system-calls.ts";
export type { MachineMoment, MemoryAccess, RegisterWrite, TracedStep } from "./semantics/trace.ts";
export { ruleNumber, tracedStep, traceMachine, watchMachine } from "./semantics/trace.ts";
