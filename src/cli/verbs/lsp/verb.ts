/**
 * `etalon lsp`: a language server for Ell on standard input and output, for any editor that speaks the protocol.
 */

import { usageError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { Verb } from "../../verb.ts";
import { serve } from "./serve.ts";

/** `etalon lsp`. */
export const lspVerb: Verb = {
  name: "lsp",
  summary: "serve editors: diagnostics, hover, definitions, references, renaming, layout, symbols",
  operands: [],
  options: [{ name: "stdio", help: "speak on standard input and output, which is the only way there is" }],
  details: [
    "An editor starts it and speaks the Language Server Protocol with it; by hand there is nothing to see. It reads the\n" +
      "files that a program imports, and those of the folders that the editor has open. It writes no file.",
    "The folder `editors/vscode` of the repository is a small extension for Visual Studio Code that uses it.",
  ],
  examples: ["etalon lsp --stdio"],
  async run({ json }) {
    if (json) throw usageError("--json has no effect with lsp: the protocol has its own form");
    await serve(process.stdin, process.stdout);
    return { exit: exitCodes.ok, document: {} };
  },
};
