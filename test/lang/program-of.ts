/** What the tests share: the program of a text that is legal. */

import { type Program, parseProgram } from "etalon/lang";

/** The program of a text that is legal. */
export function programOf(text: string): Program {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(`${program.error.map(({ message }) => message).join("; ")}\n${text.slice(0, 2000)}`);
  return program.value;
}
