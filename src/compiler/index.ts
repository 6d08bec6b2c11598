/**
 * The public door `etalon/compiler`: Ell programs to RV32IM images, pass by pass. Explicit names.
 *
 * `compile` runs all passes and keeps what each of them made; `passes` are the passes, to be used or replaced one by
 * one. The languages between them are documented in docs/compiler.md.
 *
 * @module etalon/compiler
 */

export type {
  Claim,
  ClaimChange,
  CutPoint,
  FrameOffset,
  FunctionCertificate,
  Location,
  SavedRegister,
  SourcePoint,
  SourceValue,
} from "../proof/certificate/claims.ts";
export type { Assembly, AssemblyFunction, AssemblyItem, AssemblyLabel, ClaimDifference } from "./assembly/assembly.ts";
export { claimsOf } from "./certificate/claims-of.ts";
export { issueCertificate } from "./certificate/issue.ts";
export type { CompileError } from "./compile-error.ts";
export type { Compilation, CompileOptions } from "./compile-with.ts";
export { compileWith } from "./compile-with.ts";
export type { RegisterNames } from "./flow/print.ts";
export { printFlow } from "./flow/print.ts";
export type { Clobbers, FlowBudget, FlowRun } from "./flow/run.ts";
export { runFlow } from "./flow/run.ts";
export type {
  Block,
  Comparison,
  CutMark,
  ElementName,
  Flow,
  FlowFunction,
  FlowInstruction,
  Label,
  Operand,
  Operation,
  Pending,
  Register,
  Terminator,
} from "./flow/syntax.ts";
export type { Level } from "./level.ts";
export { defaultLevel } from "./level.ts";
export type { OptimisationOptions } from "./optimisations.ts";
export { optimisations } from "./optimisations.ts";
export type { Assignment } from "./passes/allocate/assign-places.ts";
export type {
  AllocatedFlow,
  AllocatedFunction,
  Allocator,
  Homes,
  MarkHome,
} from "./passes/allocate/flow-to-allocated.ts";
export { runAllocated } from "./passes/allocate/flow-to-allocated.ts";
export type { Liveness, Precision, Ranges } from "./passes/allocate/liveness.ts";
export type { Move } from "./passes/allocate/sequentialise.ts";
export type { Linked } from "./passes/assembly-to-image/link.ts";
export type { OriginMap, SourcePlace } from "./passes/assembly-to-image/origins-note.ts";
export { readOrigins } from "./passes/assembly-to-image/origins-note.ts";
export type { FunctionLayout, Layout } from "./passes/assembly-to-image/relax.ts";
export type { RegionOf } from "./passes/flow-to-assembly/flow-to-assembly.ts";
export type { FrameRegion } from "./passes/flow-to-assembly/frame-region.ts";
export type { Sequentialise } from "./passes/flow-to-assembly/function-emitter.ts";
export type { Passes, SomePasses } from "./passes.ts";
export { passes } from "./passes.ts";
export { compile } from "./pipeline.ts";
export { plainPasses } from "./plain-passes.ts";
export type { Count, CountedKind, Counts } from "./report/counts.ts";
export { countedKinds } from "./report/counts.ts";
export type { CodeSize, CompilationReport, FunctionReport, Gain, PassReport } from "./report/report.ts";
export { compileReport, reportOf } from "./report/report.ts";
export type {
  InMemory,
  Language,
  LanguageRun,
  Optimisation,
  ProgramOf,
  RunBudget,
  RunnableLanguage,
  Stage,
  StageContext,
} from "./stage.ts";
export { stages } from "./stages.ts";
export type { NameOfResult, ResultName, Step } from "./steps.ts";
export { steps } from "./steps.ts";
export type { MemoryLayout, MemoryOptions } from "./target/memory-layout.ts";
export type { AllocatedPlace } from "./target/place.ts";
export { placeName } from "./target/place.ts";
