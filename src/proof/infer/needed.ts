/**
 * The values of the source that have to be in some place where both sides are level: the variables that are needed after it and the operands
 * that wait, or the value just computed. A place where one of them is lost is no place for a cut point.
 */

import { impossible } from "../../core/impossible.ts";
import type { FunctionDefinition } from "../../lang/program/program.ts";
import type { SourcePoint, SourceValue } from "../certificate/claims.ts";
import { pendingOf, type Shape } from "../checker/segment/source-run.ts";
import { liveVariables } from "./liveness.ts";
import { type Found, valueName } from "./pairs.ts";

/** What is needed at the points of one function. */
export class Needed {
  readonly #definition: FunctionDefinition;
  readonly #live: ReadonlyMap<number, ReadonlySet<number>>;
  readonly #keeps: boolean;

  /** With `keeps` the compiler is taken to keep every variable that is held for needed; without, that is asked of no point but of values just computed. */
  constructor(definition: FunctionDefinition, keeps: boolean) {
    this.#definition = definition;
    this.#live = liveVariables(definition);
    this.#keeps = keeps;
  }

  /** In words, the first value that is needed after a point and that is in no place. */
  missing({ phase, node }: SourcePoint, shape: Shape | undefined, { pairs }: Pick<Found, "pairs">): string | undefined {
    const variables = this.#live.get(node);
    const isComputed = phase === "after" && variables === undefined;
    if (!this.#keeps && !isComputed) return undefined;
    const there = new Set([...pairs.values()].map(({ value }) => valueName(value)));
    const live = [...(variables ?? [])].map((slot): SourceValue => ({ kind: "local", slot }));
    const pending =
      shape === undefined ? [] : pendingOf(shape).map((_, index): SourceValue => ({ kind: "pending", index }));
    const needed: readonly SourceValue[] = isComputed ? [{ kind: "result" }] : [...live, ...pending];
    const lost = needed.find((value) => !there.has(valueName(value)));
    return lost && this.#inWords(lost);
  }

  /** A value of the source as people call it. */
  #inWords(value: SourceValue): string {
    switch (value.kind) {
      case "local":
        return `the variable ${this.#definition.slots[value.slot]!.name}`;
      case "pending":
        return "an operand that waits";
      case "result":
        return "the value just computed";
      default:
        return impossible(value);
    }
  }
}
