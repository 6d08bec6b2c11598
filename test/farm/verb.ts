/** A verb of the farm, run in this process. */

import { readArguments } from "../../src/cli/arguments.ts";
import type { Ended } from "../../src/cli/verb.ts";
import { processTerminal } from "../../src/cli/view/terminal.ts";
import type { Verb } from "../../tools/farm/command/verb.ts";

/** What it answers, prints and notes. */
export async function answerOf(
  verb: Verb,
  words: readonly string[],
): Promise<Ended & { readonly lines: readonly string[]; readonly notes: readonly string[] }> {
  const lines: string[] = [];
  const notes: string[] = [];
  const ended = await verb.run({
    given: readArguments(verb, words),
    terminal: { ...processTerminal({ CI: "true" }), progress: () => {} },
    note: (line) => void notes.push(line),
    say: (line) => void lines.push(line),
  });
  return { ...ended, lines, notes };
}
