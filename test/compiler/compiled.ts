/**
 * What the compiler's tests share: a text compiled, a behaviour as something to compare, and the first thing wrong when
 * source and machine are walked from cut point to cut point.
 */

import { type Behaviour, describeOutcome } from "etalon";
import { type Compilation, type CompileOptions, claimsOf, compile, type Passes } from "etalon/compiler";
import { walkLockstep } from "../../src/proof/evidence/lockstep/walk.ts";
import { programOf } from "../lang/program-of.ts";

export { programOf };

/** A text that is legal, compiled. */
export function compiled(text: string, options?: CompileOptions, passes?: Passes): Compilation {
  const compilation = compile(programOf(text), options, passes);
  if (!compilation.ok) throw new Error(compilation.error.message);
  return compilation.value;
}

const compiledExamples = new Map<string, Compilation>();

/** An example, compiled once at each level. */
export function compiledExample(
  { name, text }: { readonly name: string; readonly text: string },
  level?: CompileOptions["level"],
): Compilation {
  const key = `${name} ${level}`;
  const known = compiledExamples.get(key) ?? compiled(text, level === undefined ? {} : { level });
  compiledExamples.set(key, known);
  return known;
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

/** What a walk on one input found. */
export interface Walk {
  /** Squares that were looked at. */
  readonly squares: number;
  /** Why the last of them is broken, in words; undefined when it commutes. */
  readonly broken: string | undefined;
}

/** Walk for at most so many squares, with the claims of the compilation, or others. */
export function walk(compilation: Compilation, input: Uint8Array, most: number, claims = claimsOf(compilation)): Walk {
  const { program, image } = compilation;
  let walked: Walk = { squares: 0, broken: undefined };
  for (const { number, broken } of walkLockstep(program, image, claims, input, {
    squares: most,
    steps: 100_000,
    elements: 64,
  }))
    walked = { squares: number + 1, broken };
  return walked;
}
