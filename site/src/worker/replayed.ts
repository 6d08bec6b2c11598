/**
 * From a replay token to what it names: the program as text, its input and its memory. Loaded when it is asked for.
 */

import { failure, type Result, success } from "etalon";
import { defaultLevel } from "etalon/compiler";
import { parseModule, printModule } from "etalon/lang";
import { generateCase, readToken } from "etalon/testing";
import type { Replayed } from "./analysis.ts";

/** The case of a token; or why there is none. A program with a mistake is shown as it is, with its mistake. */
export function replayed(token: string): Result<Replayed, string> {
  const target = readToken(token);
  if (!target.ok) return failure(target.error);
  // A token that names no level was made at the usual one.
  const { level = defaultLevel, passes = [] } = target.value;
  if (target.value.kind === "generated") {
    const { seed, index, options } = target.value;
    const { module, input, memory } = generateCase(seed, index, options);
    return success({ source: printModule(module), input, memory, level, passes });
  }
  const { text, input, memory } = target.value;
  const module = parseModule(text);
  return success({ source: module.ok ? printModule(module.value) : text, input, memory, level, passes });
}
