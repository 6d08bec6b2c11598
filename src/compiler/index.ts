/**
 * The public door `etalon/compiler`: Ell programs to RV32IM images, pass by pass. Explicit names.
 *
 * `compile` runs all passes and keeps what each of them made; `passes` are the passes, to be used or replaced one by
 * one. The languages between them are documented in docs/compiler.md.
 *
 * @module etalon/compiler
 */

export type { Assembly, AssemblyFunction, AssemblyItem, AssemblyLabel, BranchMnemonic } from "./assembly.ts";
export type { CompileError } from "./compile-error.ts";
export type {
  Cut,
  CutLocation,
  CutValue,
  FunctionCuts,
  HeldAtCut,
  ProgramCuts,
  SavedRegister,
  SourceValue,
} from "./cuts.ts";
export type { RegisterNames } from "./flow/print.ts";
export { printFlow } from "./flow/print.ts";
export type { Clobbers, FlowBudget, FlowRun } from "./flow/run.ts";
export { runFlow } from "./flow/run.ts";
export type {
  Block,
  Comparison,
  CutMark,
  Flow,
  FlowFunction,
  FlowInstruction,
  Label,
  Operand,
  Operation,
  Pending,
  Register,
  SourcePoint,
  Terminator,
} from "./flow/syntax.ts";
export type { AllocatedFlow, AllocatedFunction, Allocator, Homes, LocalHome } from "./flow-to-allocated.ts";
export { runAllocated } from "./flow-to-allocated.ts";
export type { Sequentialise } from "./function-emitter.ts";
export type { Assignment } from "./linear-scan.ts";
export type { Linked } from "./link.ts";
export type { Liveness } from "./liveness.ts";
export type { MemoryLayout, MemoryOptions } from "./memory-layout.ts";
export type { OriginMap, SourcePlace } from "./origins-note.ts";
export { readOrigins } from "./origins-note.ts";
export type { Move } from "./parallel-move.ts";
export type { Compilation, CompileOptions, Passes } from "./pipeline.ts";
export { compile, passes } from "./pipeline.ts";
export type { Place } from "./place.ts";
export { placeName } from "./place.ts";
export type { FunctionLayout, Layout } from "./relax.ts";
