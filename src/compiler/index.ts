/**
 * The public door `etalon/compiler`: Ell programs to RV32IM images, pass by pass.
 *
 * @module etalon/compiler
 */

export type { Cut, CutLocation, CutValue, FunctionCuts, ProgramCuts, SavedRegister } from "./cuts.ts";
export { runFlow } from "./flow/run.ts";
export { runAllocated } from "./flow-to-allocated.ts";
export { readOrigins } from "./origins-note.ts";
export type { Compilation, CompileOptions, Passes } from "./pipeline.ts";
export { compile, passes } from "./pipeline.ts";
