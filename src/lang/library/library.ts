/**
 * The standard library in the package itself, for browsers and for programs that use no files. Its home is std/*.ell; the command
 * reads it there.
 */

import { nearest } from "../../core/nearest.ts";
import { failure, success } from "../../core/result.ts";
import type { Loader, LoadFailure } from "../files/closure.ts";
import { standardTexts } from "./texts.ts";

/**
 * A loader that has the modules of the standard library, and asks `other` for all other files.
 *
 * @example
 * ```ts
 * import { parseProgram, standardLoader } from "etalon/lang";
 * const text = 'import "std/math"; fn main(): int { return max(3, abs(-4)); }';
 * const program = parseProgram(text, standardLoader());
 * program.ok && program.value.functions.map(({ name }) => name); // => ["std/math:abs", "std/math:max", "main", "_start"]
 * ```
 */
export function standardLoader(other?: Loader): Loader {
  return (path) => {
    if (path.startsWith("std/") && !path.endsWith(".ell")) {
      const text = standardTexts.get(path);
      return text === undefined ? failure(noModule(path)) : success(text);
    }
    return other === undefined ? failure({ message: "cannot be had: no files can be imported here" }) : other(path);
  };
}

function noModule(path: string): LoadFailure {
  const known = [...standardTexts.keys()];
  const near = nearest(path, known);
  const hint = near === undefined ? `it has ${known.join(", ")}` : `did you mean ${near}?`;
  return { message: "is no module of the standard library", hint };
}
