/**
 * Compiler correctness as a property of fast-check: for all programs and inputs, what the target does agrees with what
 * the source does. A failure throws, as a test wants it; `testPhase` is the same with plain data.
 *
 * While fast-check shrinks, a smaller case counts only when it fails in the class of the case it was made from: cases
 * that are not valid, have no meaning or show another mistake are skipped.
 */

import * as fc from "fast-check";
import { describeVerdict, failureClass } from "./describe.ts";
import { type Phase, type PhaseSpec, type PhaseVerdict, phase, phaseCorrect } from "./phase.ts";

/** What to draw programs and inputs from. */
export interface Draws<Source, Input> {
  readonly programs: fc.Arbitrary<Source>;
  readonly inputs: fc.Arbitrary<Input>;
  /**
   * Is this a program of the language, and an input for it? Shrinking edits programs without knowing the language, so give
   * it wherever an edit can make what has no meaning: a wrong type, a variable that is not declared, a division by zero.
   * What was generated and is not valid is discarded, and counted.
   */
  readonly valid?: (program: Source, input: Input) => boolean;
}

/**
 * Compiler correctness over two semantics, a compiler, programs and inputs, as a property of fast-check.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { compilerCorrect, equalWhenEnded, type Semantics } from "etalon/testing";
 * // Sums, compiled to the list of their numbers.
 * type Sum = { left: Sum; right: Sum } | number;
 * const valueOf = (sum: Sum): number => (typeof sum === "number" ? sum : valueOf(sum.left) + valueOf(sum.right));
 * const numbersOf = (sum: Sum): number[] =>
 *   typeof sum === "number" ? [sum] : [...numbersOf(sum.left), ...numbersOf(sum.right)];
 * const source: Semantics<Sum, number, null, number> = {
 *   name: "sums", initial: valueOf, step: () => undefined, behaviour: (n) => n,
 * };
 * const target: Semantics<number[], number, null, number> = {
 *   name: "lists", initial: (list) => list.reduce((a, b) => a + b), step: () => undefined, behaviour: (n) => n,
 * };
 * const sums = fc.letrec<{ sum: Sum }>((tie) => ({
 *   sum: fc.oneof({ maxDepth: 4 }, fc.nat(9), fc.record({ left: tie("sum"), right: tie("sum") })),
 * })).sum;
 * const property = compilerCorrect({
 *   name: "sums to lists", source, target,
 *   compile: (sum) => ({ ok: true, value: numbersOf(sum) }),
 *   relation: equalWhenEnded(() => true),
 *   programs: sums, inputs: fc.constant(null),
 * });
 * fc.check(property, { seed: 1 }).failed; // => false
 * ```
 */
export function compilerCorrect<Source, Target, SourceConfiguration, TargetConfiguration, Input, Behaviour>(
  spec: PhaseSpec<Source, Target, SourceConfiguration, TargetConfiguration, Input, Behaviour> & Draws<Source, Input>,
): fc.IProperty<[Source, Input]> {
  return phaseProperty(phase(spec), spec);
}

/** The same of a phase, composed or not. `onVerdict` sees every verdict, shrinking included. */
export function phaseProperty<Source, Target, Input, Behaviour>(
  phase: Phase<Source, Target, Input, Behaviour>,
  { programs, inputs, valid }: Draws<Source, Input>,
  onVerdict?: (verdict: PhaseVerdict<Behaviour>, program: Source, input: Input) => void,
): fc.IProperty<[Source, Input]> {
  /** The class of a case that failed, and the class that a smaller case must have. */
  const failed = new WeakMap<object, string>();
  const wanted = new WeakMap<object, string>();
  // The predicate of fast-check sees the two parts of a case, and the class belongs to the case: so `run` judges.
  const property = fc.property<[Source, Input]>(programs, inputs, () => true);
  const judge = (value: [Source, Input]): string | undefined => {
    const [program, input] = value;
    fc.pre(valid === undefined || valid(program, input));
    const judged = phaseCorrect(phase, program, input);
    onVerdict?.(judged, program, input);
    fc.pre(judged.verdict !== "refused");
    const found = failureClass(judged);
    const want = wanted.get(value);
    if (found === undefined || (want !== undefined && want !== found)) return undefined;
    failed.set(value, found);
    return describeVerdict(judged);
  };
  const shrink = property.shrink.bind(property);
  return Object.assign(property, {
    shrink(value: fc.Value<[Source, Input]>): fc.Stream<fc.Value<[Source, Input]>> {
      const found = failed.get(value.value);
      return shrink(value).map((smaller) => {
        if (found !== undefined) wanted.set(smaller.value, found);
        return smaller;
      });
    },
    run(value: [Source, Input]): fc.PreconditionFailure | fc.PropertyFailure | null {
      try {
        const message = judge(value);
        return message === undefined ? null : { error: new Error(message) };
      } catch (error) {
        if (fc.PreconditionFailure.isFailure(error)) return error;
        return wanted.has(value) ? null : { error };
      }
    },
  });
}
