/**
 * `compile`: a program through all stages of the compiler, with all its passes.
 */

import type { Result } from "../core/result.ts";
import type { Program } from "../lang/program/program.ts";
import type { CompileError } from "./compile-error.ts";
import { type Compilation, type CompileOptions, compileWith } from "./compile-with.ts";
import { type Passes, passes } from "./passes.ts";

/**
 * Compile a checked program. It fails only where a limit is exceeded. The result depends on the arguments alone.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { runMachine } from "etalon/machine";
 * const program = parseProgram("fn main(): int { write('!'); return 6 * 7; }");
 * if (!program.ok) throw new Error("refused");
 * const compilation = compile(program.value, { heapBytes: 4096 });
 * if (!compilation.ok) throw new Error(compilation.error.message);
 * const run = runMachine(compilation.value.image);
 * run.outcome; // => { kind: "halted", code: 42 }
 * run.events; // => [{ write: 33 }]
 * ```
 */
export function compile(
  program: Program,
  options: CompileOptions = {},
  using: Passes = passes,
): Result<Compilation, CompileError> {
  return compileWith(using, program, options);
}
