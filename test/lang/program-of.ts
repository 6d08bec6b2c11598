/** Shared by the tests: makes the program of a legal text. */

import { type Program, parseProgram } from "etalon/lang";

/** The program of a legal text. */
export function programOf(text: string): Program {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(`${program.error.map(({ message }) => message).join("; ")}\n${text.slice(0, 2000)}`);
  return program.value;
}
