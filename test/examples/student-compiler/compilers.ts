/**
 * The student's compiler as something to change: each mistake is a change of its text.
 */

import { type StudentMistake, textWith } from "../../../examples/student-compiler/mistakes.ts";
import { compilerOf, type StudentCompiler } from "../../../tools/campaigns/student-compilers.ts";

/** The compiler with a mistake in it. */
export function compilerWith(mistake: StudentMistake): Promise<StudentCompiler> {
  return compilerOf(textWith(mistake));
}
