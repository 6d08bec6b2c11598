/**
 * The student's compiler as something to change: a variant of it imports nothing but types, so it can be loaded from its text.
 */

import { stripTypeScriptTypes } from "node:module";
import type { Program } from "etalon/lang";
import { type StudentMistake, textWith } from "../../../examples/student-compiler/mistakes.ts";

/** From a program to assembly text. */
export type StudentCompiler = (program: Program) => string;

/** The compiler that has this text. */
export async function compilerOf(text: string): Promise<StudentCompiler> {
  const code = stripTypeScriptTypes(text);
  return ((await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { compile: StudentCompiler }).compile;
}

/** The compiler with a mistake in it. */
export function compilerWith(mistake: StudentMistake): Promise<StudentCompiler> {
  return compilerOf(textWith(mistake));
}
