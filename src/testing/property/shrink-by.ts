/**
 * An arbitrary with a shrinker of one's own. For programs, edits of the syntax tree find much smaller counterexamples
 * than the shrinking that fast-check derives from how a value was generated, since a part may stand for the whole.
 */

import * as fc from "fast-check";

class ShrinkingArbitrary<T> extends fc.Arbitrary<T> {
  readonly #from: fc.Arbitrary<T>;
  readonly #smaller: (value: T) => Iterable<T>;

  constructor(from: fc.Arbitrary<T>, smaller: (value: T) => Iterable<T>) {
    super();
    this.#from = from;
    this.#smaller = smaller;
  }

  override generate(random: fc.Random, bias: number | undefined): fc.Value<T> {
    return new fc.Value(this.#from.generate(random, bias).value, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return this.#from.canShrinkWithoutContext(value);
  }

  override shrink(value: T): fc.Stream<fc.Value<T>> {
    return fc.stream(candidates(this.#smaller(value)));
  }
}

function* candidates<T>(values: Iterable<T>): Generator<fc.Value<T>> {
  for (const value of values) yield new fc.Value(value, undefined);
}

/**
 * The same values, shrunk by `smaller`: the candidates to try for a value, the smallest first. Each must be simpler than
 * the value in an order that has an end, or shrinking may go in circles.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { shrinkBy } from "etalon/testing";
 * type Tree = { left: Tree; right: Tree } | number;
 * const trees = fc.letrec<{ t: Tree }>((tie) => ({
 *   t: fc.oneof({ maxDepth: 4 }, fc.nat(), fc.record({ left: tie("t"), right: tie("t") })),
 * })).t;
 * function* smaller(tree: Tree): Generator<Tree> {
 *   if (typeof tree === "number") return;
 *   yield* [tree.left, tree.right];
 *   for (const left of smaller(tree.left)) yield { ...tree, left };
 *   for (const right of smaller(tree.right)) yield { ...tree, right };
 * }
 * const property = fc.property(shrinkBy(trees, smaller), (tree) => typeof tree === "number");
 * const found = fc.check(property, { seed: 1 }).counterexample?.[0];
 * Object.values(found as object).map((part) => typeof part); // => ["number", "number"]
 * ```
 */
export function shrinkBy<T>(arbitrary: fc.Arbitrary<T>, smaller: (value: T) => Iterable<T>): fc.Arbitrary<T> {
  return new ShrinkingArbitrary(arbitrary, smaller);
}
