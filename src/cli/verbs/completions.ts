/**
 * `etalon completions SHELL`: a script with which a shell completes verbs, options and files, from the table of verbs.
 */

import { usageError } from "../command-error.ts";
import { bashScript } from "../completions/bash.ts";
import { fishScript } from "../completions/fish.ts";
import { shells } from "../completions/takes.ts";
import { zshScript } from "../completions/zsh.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Verb } from "../verb.ts";

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `etalon completions`. */
export const completionsVerb: Verb = {
  name: "completions",
  summary: "print a script with which a shell completes verbs, options and files",
  operands: ["SHELL"],
  options: [],
  details: [
    `SHELL is one of ${shells.join(", ")}. To have it in every new shell, put one of these lines into ~/.bashrc, ~/.zshrc\n` +
      "(after compinit) or ~/.config/fish/config.fish:",
    "  source <(etalon completions bash)\n  source <(etalon completions zsh)\n  etalon completions fish | source",
  ],
  examples: ["etalon completions bash"],
  async run({ terminal, json, verbs, arguments: given }) {
    const wanted = given.operands[0]!;
    const shell = shells.find((known) => known === wanted);
    if (shell === undefined) throw usageError(`there is no script for ${JSON.stringify(wanted)}`, shells.join(", "));
    const script = scripts[shell](await Promise.all(verbs.map(({ load }) => load())));
    if (!json) terminal.out.text(script);
    return { exit: exitCodes.ok, document: { shell, script } };
  },
};
