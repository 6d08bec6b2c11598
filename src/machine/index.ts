/**
 * The public door `etalon/machine`: RV32IM, its encoding, its semantics, and ELF files. Explicit names.
 *
 * The road is `readElf` (bytes to an image), `runImage` (its behaviour on an input, by the formal machine) or `executeImage`
 * (the same, by a fast engine); `runForeign` is for programs that speak to Linux. `calibrate` measures another machine.
 *
 * @module etalon/machine
 */

export type { Item, Label } from "./calibrate/assembler.ts";
export type { BorderAnswer } from "./calibrate/border.ts";
export type {
  Calibration,
  CalibrationOptions,
  ClassTally,
  Deviation,
  Trouble,
} from "./calibrate/calibrate.ts";
export { calibrate } from "./calibrate/calibrate.ts";
export type { ListedInstruction } from "./calibrate/culprit.ts";
export type { Experiment, Probe } from "./calibrate/experiment.ts";
export { faults, faultySubject } from "./calibrate/faults/catalogue.ts";
export type { CpuFault, Hooks, Operands } from "./calibrate/faults/fault.ts";
export { faultyStepper } from "./calibrate/faults/fault.ts";
export type { Unusable } from "./calibrate/handshake.ts";
export type { WrongWord } from "./calibrate/isolate.ts";
export type { FaultRow, Finding, KillMatrix } from "./calibrate/kill-matrix.ts";
export { killMatrix } from "./calibrate/kill-matrix.ts";
export type { Ending, Expectation, Observation } from "./calibrate/observation.ts";
export { describeExpectation, describeObservation } from "./calibrate/observation.ts";
export type { OperandClass } from "./calibrate/operand-class.ts";
export { operandClasses } from "./calibrate/operand-class.ts";
export type { Subject } from "./calibrate/subject.ts";
export type { SuiteOptions } from "./calibrate/suite.ts";
export { calibrationSuite } from "./calibrate/suite.ts";
export { decode } from "./decode.ts";
export type { AssemblyOptions } from "./disassemble.ts";
export { assemblyText, disassemble } from "./disassemble.ts";
export { ellSystemCalls, type SystemAnswers } from "./ell-environment.ts";
export type { EncodingError } from "./encode.ts";
export { encode } from "./encode.ts";
export type { EngineName, EngineOptions, ExecuteOptions, Execution } from "./engine/execute.ts";
export { engineNames, executeImage } from "./engine/execute.ts";
export type { RunImageOptions } from "./engine/run-image.ts";
export { runImage } from "./engine/run-image.ts";
export type { Tuning } from "./engine/tuning.ts";
export type { DirectoryNode, FileNode, FileSystemNode, Place } from "./foreign/file-system.ts";
export { FileSystem } from "./foreign/file-system.ts";
export type { ForeignProgram, ProcessOptions } from "./foreign/foreign-program.ts";
export { foreignProgram } from "./foreign/foreign-program.ts";
export type { Errno } from "./foreign/linux.ts";
export { errno, linuxCallNumbers } from "./foreign/linux.ts";
export { linuxCallName } from "./foreign/linux-call-names.ts";
export type { LinuxOptions } from "./foreign/linux-calls.ts";
export { linuxCalls } from "./foreign/linux-calls.ts";
export { readForeignElf } from "./foreign/read-foreign.ts";
export type { ForeignOptions, ForeignRun } from "./foreign/run-foreign.ts";
export { runForeign } from "./foreign/run-foreign.ts";
export type { SeenCall } from "./foreign/seen-calls.ts";
export { seenCalls } from "./foreign/seen-calls.ts";
export type { Field, FieldName, Format, Piece } from "./format.ts";
export { formats } from "./format.ts";
export type { Image, ImageNote, ImageSymbol, Permissions, Segment } from "./image.ts";
export { hex } from "./image.ts";
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
} from "./instruction.ts";
export { instructionTable, rowOf } from "./instruction.ts";
export { dataAddress, kernelStackTop, memoryLimit, pageSize, textAddress } from "./layout.ts";
export type { LoadOptions } from "./load.ts";
export { loadMachine } from "./load.ts";
export type { Access, CallEffect, Fault, Final, Machine, Memory, SystemCalls, Width } from "./machine.ts";
export { ConcreteMemory } from "./memory.ts";
export type { ElfError, ElfLoader, FoundSegment } from "./read-elf.ts";
export { readElf } from "./read-elf.ts";
export type { RegisterNaming } from "./register.ts";
export { abiNames, registerName, registerNumbers } from "./register.ts";
export type { MachineRun, RunOptions } from "./run.ts";
export { defaultEventBudget, runMachine } from "./run.ts";
export type { Rule, Step } from "./step.ts";
export { rules, step, stopCodes } from "./step.ts";
export { systemCallNumbers } from "./system-calls.ts";
export type { MemoryAccess, RegisterWrite, TracedStep } from "./trace.ts";
export { ruleNumber, traceMachine } from "./trace.ts";
export { writeElf } from "./write-elf.ts";
