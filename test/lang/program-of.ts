/** Shared by the tests: makes the program of a legal text. */

import { type Program, parseProgram, standardLoader } from "etalon/lang";

/** The program of a legal text, which may use the standard library. */
export function programOf(text: string): Program {
  const program = parseProgram(text, standardLoader());
  if (!program.ok) throw new Error(`${program.error.map(({ message }) => message).join("; ")}\n${text.slice(0, 2000)}`);
  return program.value;
}
