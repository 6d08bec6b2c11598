/**
 * All mutants, class by class: the catalogue of seeded compiler bugs.
 */

import { allocation } from "./allocation.ts";
import { arithmetic } from "./arithmetic.ts";
import { blocks } from "./blocks.ts";
import { calls } from "./calls.ts";
import type { Mutant } from "./catalogue.ts";
import { control } from "./control.ts";
import { encoding } from "./encoding.ts";
import { environment } from "./environment.ts";
import { evaluation } from "./evaluation.ts";
import { files } from "./files.ts";
import { memory } from "./memory.ts";
import { traps } from "./traps.ts";

/**
 * The seeded compiler bugs; each is a compiler with one pass replaced.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { runMachine } from "etalon/machine";
 * import { mutants } from "etalon/testing";
 * const mutant = mutants.find(({ name }) => name === "less-or-equal-is-less");
 * const program = parseProgram("fn main(): int { if 1 <= 1 { return 7; } return 8; }");
 * if (!program.ok || mutant === undefined) throw new Error("refused");
 * const compiled = compile(program.value, {}, mutant.passes);
 * compiled.ok && runMachine(compiled.value.image).outcome; // => { kind: "halted", code: 8 }
 * ```
 */
export const mutants: readonly Mutant[] = [
  ...evaluation,
  ...control,
  ...arithmetic,
  ...traps,
  ...memory,
  ...allocation,
  ...calls,
  ...encoding,
  ...environment,
  ...blocks,
  ...files,
];
