/**
 * What does not matter in a counterexample: constants and input bytes that may have any value, as far as special values
 * show (Hypothesis's "or any other generated value", after Groce and Kellogg's "explain" phase). Each is varied alone,
 * all else as it is, and must fail in the same class whatever it is.
 */

import { parseProgram } from "../../lang/check/check.ts";
import { parseModule } from "../../lang/syntax/parser.ts";
import type { Span } from "../../lang/syntax/tree.ts";
import { visitModule } from "../../lang/syntax/walk.ts";
import type { TestCase } from "./cases.ts";
import { type Examination, judgeProgram } from "./judge.ts";

/** A constant or an input byte that may be anything. */
export type Indifferent =
  | { readonly kind: "constant"; readonly span: Span; readonly text: string; readonly tried: number }
  | { readonly kind: "input"; readonly index: number; readonly tried: number };

const ints: readonly number[] = [0, 1, -1, 2, 3, 7, 31, 32, 100, 255, 256, -128, 2047, 2048, -2049, 4096, 65535];
const words: readonly number[] = [...ints, 2147483647, -2147483648, 1431655765, -987654321];
const bytes: readonly number[] = [0, 1, 2, 9, 10, 32, 48, 65, 97, 127, 128, 200, 254, 255];
/** With fewer values than this the result would mean nothing. */
const enough = 4;

/** The constants of the text, and the bytes of the input, with which any value tried fails in the same class. */
export function indifferentParts(
  text: string,
  test: Pick<TestCase, "input" | "memory">,
  failureClass: string,
  examination: Examination = {},
): Indifferent[] {
  /** True when the failure stays, false when not; undefined when the type checker refuses the program. */
  const fails = (candidate: string, input: Uint8Array): boolean | undefined => {
    const program = parseProgram(candidate);
    if (!program.ok) return undefined;
    const { failure } = judgeProgram(program.value, { input, memory: test.memory }, examination);
    return failure?.class === failureClass;
  };
  const found: Indifferent[] = [];
  for (const { span, values } of constantsOf(text)) {
    const original = text.slice(span.start, span.end);
    let tried = 0;
    const stays = values.every((value) => {
      const answer = fails(`${text.slice(0, span.start)}${value}${text.slice(span.end)}`, test.input);
      if (answer === true) tried++;
      return answer !== false;
    });
    if (stays && tried >= Math.min(enough, values.length))
      found.push({ kind: "constant", span, text: original, tried });
  }
  for (const index of test.input.keys())
    if (bytes.every((byte) => fails(text, test.input.with(index, byte)) === true))
      found.push({ kind: "input", index, tried: bytes.length });
  return found;
}

/** The constants of a program, in the order of the text, and the texts that may replace each. */
function constantsOf(text: string): { readonly span: Span; readonly values: readonly string[] }[] {
  const parsed = parseModule(text);
  if (!parsed.ok) return [];
  const found: { span: Span; values: readonly string[] }[] = [];
  visitModule(parsed.value, {
    expression: ({ kind, span }) => {
      if (kind === "integer" || kind === "character")
        found.push({ span, values: words.map((value) => (value < 0 ? `(${value})` : String(value))) });
      else if (kind === "boolean") found.push({ span, values: ["true", "false"] });
    },
  });
  return found.toSorted((a, b) => a.span.start - b.span.start);
}
