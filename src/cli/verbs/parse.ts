/**
 * `etalon parse FILE`: the checked program as a tree. Whoever writes a compiler in another language begins there, and needs no parser of Ell.
 */

import { exitCodes } from "../exit-codes.ts";
import type { Verb } from "../verb.ts";
import { programTree } from "../view/program-tree.ts";
import { denyWarnings, loadAndWarn } from "../view/warnings.ts";

/** `etalon parse`. */
export const parseVerb: Verb = {
  name: "parse",
  summary: "show the tree of a checked program: where a compiler in any language begins",
  operands: ["FILE"],
  options: [denyWarnings],
  details: [
    "The program is checked first. In its tree names are resolved to slots and indices, constants are folded, `for` is a\n" +
      "`while` with an update, `a[i] += e` is assignments, each node has its type, and start-up is the last function. With\n" +
      "--json it is the field `program` (docs/machine-interface.md says what a compiler makes of it).",
  ],
  examples: ["etalon parse max.ell", "etalon parse --json max.ell > max.json"],
  run(context) {
    const { program, warnings } = loadAndWarn(context.arguments.operands[0]!, context);
    if (!context.json) for (const line of programTree(program)) context.terminal.out.line(line);
    return { exit: exitCodes.ok, document: { program, warnings } };
  },
};
