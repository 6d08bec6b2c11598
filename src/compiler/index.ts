/**
 * The public door `etalon/compiler`: Ell programs to RV32IM images, pass by pass.
 *
 * @module etalon/compiler
 */

export type { Compilation, CompileOptions, Passes } from "./pipeline.ts";
export { compile, passes } from "./pipeline.ts";
