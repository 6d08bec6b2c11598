/**
 * What a cut point claims, in words, a line for each: for whoever looks at a certificate.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { InlinedCall, SourceTerm } from "../../certificate/claims.ts";
import type { WholeCutPoint } from "../../certificate/whole.ts";
import { describeLocation, describeTerm } from "../../checker/relate/describe.ts";
import { indexNodes, type NodeIndex } from "../../checker/startup.ts";
import { slotsIn } from "./activations.ts";

/**
 * The claims of a cut point of function `index`, which has these inlined calls: values in places, terms in places, values that are computed, facts.
 *
 * @example
 * ```ts
 * import { claimsOf, compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { claimsInWords, wholeClaims } from "etalon/proof";
 * const program = parseProgram("fn main(): int { let n = read(); while n > 3 { n = n - 1; } return n; }");
 * const compiled = program.ok ? compile(program.value, { level: 0 }) : program;
 * if (!program.ok || !compiled.ok) throw new Error("not compiled");
 * const [main] = wholeClaims(claimsOf(compiled.value)).functions;
 * claimsInWords(program.value, 0, main!.cuts.find(({ phase }) => phase === "before")!).length; // => 1
 * const fact = { condition: { kind: "apply", operation: "slt", left: { kind: "local", slot: 0 }, right: { kind: "constant", value: 3 } }, holds: false } as const;
 * claimsInWords(program.value, 0, { values: [], facts: [fact] }); // => ["not (n < 3)"]
 * ```
 */
export function claimsInWords(
  program: Program,
  index: number,
  cut: Pick<WholeCutPoint, "values" | "held" | "computed" | "facts" | "inlined">,
  calls: readonly InlinedCall[] = [],
): readonly string[] {
  const { values, held = [], computed = [], facts = [], inlined } = cut;
  const slots = slotsIn(program, index, calls, inlined, nodesOf(program));
  const words = (term: SourceTerm): string => describeTerm(term, { program, slots });
  return [
    ...values.map(({ value, location }) => `${words(value)} in ${describeLocation(location)}`),
    ...held.map(({ location, term }) => `${words(term)} in ${describeLocation(location)}`),
    ...computed.map(({ value, term }) => `${words(value)} = ${words(term)}`),
    ...facts.map(({ condition, holds }) => `${holds ? "" : "not "}${words(condition)}`),
  ];
}

const indices = new WeakMap<Program, NodeIndex>();

/** The nodes of a program, indexed once. */
function nodesOf(program: Program): NodeIndex {
  const known = indices.get(program) ?? indexNodes(program);
  indices.set(program, known);
  return known;
}
