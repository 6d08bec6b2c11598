/** Images for the tests of the second checker, and what it cannot show of them. */

import { compile, type Level } from "etalon/compiler";
import { type Program, parseProgram } from "etalon/lang";
import { type Image, writeElf } from "etalon/machine";
import { type Hints, imageIn, problemsOf, searchOf } from "../../src/second/examine.ts";

/** A program. */
export function parsed(text: string): Program {
  const program = parseProgram(text);
  if (!program.ok) throw new Error("the program is not valid");
  return program.value;
}

/** Its image, and what its certificate says. */
export function compiled(program: Program, level: Level) {
  const made = compile(program, { level });
  if (!made.ok) throw new Error(made.error.message);
  const { image, memory, cuts } = made.value;
  return { image, hints: { layout: memory, functions: cuts } };
}

/** The names of what cannot be shown of an image. */
export function problemsWith(program: Program, image: Image, hints: Hints): string[] {
  return problemsOf(program, imageIn(writeElf(image))!, searchOf(hints, 1)).map(({ kind }) => kind);
}

/** The same of what the compiler makes of a program. */
export function problems(program: Program, level: Level = 0): string[] {
  const { image, hints } = compiled(program, level);
  return problemsWith(program, image, hints);
}

/** The segment that is executed. */
export function textOf(image: Image) {
  return image.segments.find(({ permissions }) => permissions.execute)!;
}
