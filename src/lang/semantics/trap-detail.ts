/**
 * The details of a trap: the words that caused it, read from the configuration in which the rule fired.
 *
 * They are for people and reports. The name of the trap alone is the outcome; no proof depends on these values.
 */

import type { Expression, NodeId } from "../program/program.ts";
import type { Configuration } from "./configuration.ts";
import type { Rule } from "./step.ts";

/** The values behind a trap. */
export type TrapDetail =
  /** `/` or `%` by 0. */
  | { readonly trap: "divide"; readonly dividend: number }
  /** An index outside its array; with a `count`, a range of so many bytes from the index on. */
  | { readonly trap: "bounds"; readonly index: number; readonly count?: number; readonly length: number }
  /** The negative length that was asked for. */
  | { readonly trap: "length"; readonly length: number }
  /** The operands of the last comparison in the condition, and the bytes of the assertion's text; absent when there is none. */
  | {
      readonly trap: "assert";
      readonly comparison: Comparison | undefined;
      readonly text: readonly number[] | undefined;
    };

/** Two operands that were compared. */
export interface Comparison {
  readonly left: Operand;
  readonly right: Operand;
}

/** An expression with its value. */
export interface Operand {
  readonly node: NodeId;
  readonly type: Expression["type"];
  readonly value: number;
}

const comparing: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** Collects the details of a trap during a run. It must be given every step, with the configuration before it. */
export class TrapWatch {
  #comparison: Comparison | undefined;

  /** The details of the trap, when this step traps. */
  observe(rule: Rule, before: Configuration<number>): TrapDetail | undefined {
    const { control, continuation: k, store } = before;
    switch (rule) {
      // The condition begins: comparisons before it, or in functions that it calls, are not part of it.
      case "assert":
      case "call_value":
        this.#comparison = undefined;
        return undefined;
      case "binary_apply":
        if (k.kind === "binary_right" && control.at === "value" && comparing.has(k.node.operator))
          this.#comparison = {
            left: operand(k.node.left, k.left),
            right: operand(k.node.right, control.value),
          };
        return undefined;
      case "divide_trap":
        return k.kind === "binary_right" ? { trap: "divide", dividend: k.left } : undefined;
      case "index_trap":
        return k.kind === "index_index" && control.at === "value"
          ? { trap: "bounds", index: control.value, length: store.length(k.array) }
          : undefined;
      case "element_trap":
        return k.kind === "element_value"
          ? { trap: "bounds", index: k.index, length: store.length(k.array) }
          : undefined;
      case "transfer_trap":
        return k.kind === "transfer_count" && control.at === "value"
          ? { trap: "bounds", index: k.from, count: control.value, length: store.length(k.array) }
          : undefined;
      case "new_trap":
        return control.at === "value" ? { trap: "length", length: control.value } : undefined;
      case "assert_trap":
        return k.kind === "assert" ? { trap: "assert", comparison: this.#comparison, text: k.node.text } : undefined;
      default:
        return undefined;
    }
  }
}

function operand({ id: node, type }: Expression, value: number): Operand {
  return { node, type, value };
}
