/**
 * What the compiler's tests share: a text compiled, and a behaviour as something to compare.
 */

import { type Behaviour, describeOutcome } from "etalon";
import { type Compilation, type CompileOptions, compile, type Passes } from "etalon/compiler";
import { programOf } from "../lang/program-of.ts";

export { programOf };

/** A text that is legal, compiled. */
export function compiled(text: string, options?: CompileOptions, passes?: Passes): Compilation {
  const compilation = compile(programOf(text), options, passes);
  if (!compilation.ok) throw new Error(compilation.error.message);
  return compilation.value;
}

/** Events and outcome in a line. */
export function shown({ events, outcome }: Behaviour): string {
  const letters = events.map((event) => ("read" in event ? `r${event.read}` : `w${event.write}`));
  return `${letters.join(" ")} ${describeOutcome(outcome)}`;
}

/** Bytes of a text. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
