/**
 * Calls of `read_bytes` and `write_bytes` as statements: how many bytes moved is the environment's choice, and a program that drops
 * the number works with a file and loses bytes with a pipe.
 */

import { isBlockCall } from "../check/scope.ts";
import type { Module, SyntaxExpression } from "../syntax/tree.ts";
import { visitModule } from "../syntax/walk.ts";
import type { Warn } from "./warn.ts";

/** Warn of each such call; `imported` are the names that the file sees of other files, which hide built-in ones. */
export function warnOfDroppedCounts(module: Module, imported: ReadonlySet<string>, warn: Warn): void {
  const hidden = new Set([...imported, ...module.declarations.map(({ name }) => name)]);
  visitModule(module, {
    statement: (s) => {
      if (s.kind !== "call" || !isBlockCall(s.call.name) || hidden.has(s.call.name)) return;
      const reads = s.call.name === "read_bytes";
      if (!reads && isOneByte(s.call.arguments[2])) return;
      warn.at(s.span, "dropped-count", `the number of bytes that were ${reads ? "read" : "written"} is dropped`, {
        hint: reads
          ? "it may be fewer than asked for, and is 0 at the end of the input: keep it, as in `let n = read_bytes(a, from, count);`"
          : "it may be fewer than offered: write the rest in a loop, as in `done += write_bytes(a, done, n - done);`",
      });
    },
  });
}

/** Of one byte, or of none, all are written. */
function isOneByte(count: SyntaxExpression | undefined): boolean {
  return count?.kind === "integer" && (count.value === 0 || count.value === 1);
}
