/**
 * Configurations of the small-step semantics: control, frame, continuation, store (a CEK machine, Felleisen and
 * Friedman 1986). All of it is immutable data over words of one domain, so a trace may keep any configuration; only
 * a linear store changes in place (store.ts).
 *
 * The node in control determines the shape of the continuation; only the words in it vary. The proof depends on that.
 *
 * Letters: C control, F frame, K continuation, S store, w word.
 */

import type { Trap } from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";
import type { CallExpression, Expression, NodeId, Program, Statement } from "../program/program.ts";
import type { Type } from "../syntax/tree.ts";
import type { Store } from "./store.ts";

/** What happens next. */
export type Control<W> =
  /** Find the value of an expression. */
  | { readonly at: "evaluate"; readonly expression: Expression }
  /** The expression `from` has this value; the continuation consumes the value. */
  | { readonly at: "value"; readonly value: W; readonly from: NodeId }
  /** Execute a statement. */
  | { readonly at: "execute"; readonly statement: Statement }
  /** The statement in control is done. */
  | { readonly at: "done" }
  /** Unwind to the innermost loop and end it. */
  | { readonly at: "break" }
  /** Unwind to the innermost loop and continue it. */
  | { readonly at: "continue" }
  /** Unwind to the caller with this value; `from` is the statement that returns it. */
  | { readonly at: "return"; readonly value: W; readonly from: NodeId };

/** The nodes of one kind. */
export type NodeOf<T extends { kind: string }, K extends T["kind"]> = Extract<T, { readonly kind: K }>;

/** The rest of the computation, innermost first. The words in it are operands that are evaluated and not yet consumed. */
export type Continuation<W> =
  /** Nothing is left: the end of start-up, or of the part of a run that a proof covers. */
  | { readonly kind: "end" }
  | { readonly kind: "unary"; readonly node: NodeOf<Expression, "unary">; readonly next: Continuation<W> }
  | { readonly kind: "binary_left"; readonly node: NodeOf<Expression, "binary">; readonly next: Continuation<W> }
  | {
      readonly kind: "binary_right";
      readonly node: NodeOf<Expression, "binary">;
      readonly left: W;
      readonly next: Continuation<W>;
    }
  | { readonly kind: "logic_left"; readonly node: NodeOf<Expression, "and" | "or">; readonly next: Continuation<W> }
  | { readonly kind: "logic_right"; readonly node: NodeOf<Expression, "and" | "or">; readonly next: Continuation<W> }
  | { readonly kind: "index_array"; readonly node: NodeOf<Expression, "index">; readonly next: Continuation<W> }
  | {
      readonly kind: "index_index";
      readonly node: NodeOf<Expression, "index">;
      readonly array: W;
      readonly next: Continuation<W>;
    }
  | { readonly kind: "length"; readonly node: NodeOf<Expression, "length">; readonly next: Continuation<W> }
  | { readonly kind: "new"; readonly node: NodeOf<Expression, "new">; readonly next: Continuation<W> }
  | { readonly kind: "transfer_array"; readonly node: NodeOf<Expression, "transfer">; readonly next: Continuation<W> }
  | {
      readonly kind: "transfer_from";
      readonly node: NodeOf<Expression, "transfer">;
      readonly array: W;
      readonly next: Continuation<W>;
    }
  | {
      readonly kind: "transfer_count";
      readonly node: NodeOf<Expression, "transfer">;
      readonly array: W;
      readonly from: W;
      readonly next: Continuation<W>;
    }
  /** Arguments are being evaluated; `values` are those already known, in order. */
  | {
      readonly kind: "arguments";
      readonly node: CallExpression;
      readonly values: readonly W[];
      readonly next: Continuation<W>;
    }
  /** A callee is running; `frame` is the caller's. */
  | {
      readonly kind: "call";
      readonly node: CallExpression;
      readonly frame: readonly W[];
      readonly next: Continuation<W>;
    }
  | { readonly kind: "assign"; readonly node: NodeOf<Statement, "assign">; readonly next: Continuation<W> }
  | {
      readonly kind: "assign_global";
      readonly node: NodeOf<Statement, "assign_global">;
      readonly next: Continuation<W>;
    }
  | {
      readonly kind: "element_array";
      readonly node: NodeOf<Statement, "assign_element">;
      readonly next: Continuation<W>;
    }
  | {
      readonly kind: "element_index";
      readonly node: NodeOf<Statement, "assign_element">;
      readonly array: W;
      readonly next: Continuation<W>;
    }
  | {
      readonly kind: "element_value";
      readonly node: NodeOf<Statement, "assign_element">;
      readonly array: W;
      readonly index: W;
      readonly next: Continuation<W>;
    }
  | { readonly kind: "if"; readonly node: NodeOf<Statement, "if">; readonly next: Continuation<W> }
  /** The condition of a loop is being evaluated. */
  | { readonly kind: "while"; readonly node: NodeOf<Statement, "while">; readonly next: Continuation<W> }
  /** The body of a loop is running. */
  | { readonly kind: "loop"; readonly node: NodeOf<Statement, "while">; readonly next: Continuation<W> }
  /** The update of a loop is running. */
  | { readonly kind: "update"; readonly node: NodeOf<Statement, "while">; readonly next: Continuation<W> }
  | { readonly kind: "return"; readonly node: NodeOf<Statement, "return">; readonly next: Continuation<W> }
  | { readonly kind: "assert"; readonly node: NodeOf<Statement, "assert">; readonly next: Continuation<W> }
  | { readonly kind: "write"; readonly node: NodeOf<Statement, "write">; readonly next: Continuation<W> }
  | { readonly kind: "exit"; readonly node: NodeOf<Statement, "exit">; readonly next: Continuation<W> }
  | { readonly kind: "discard"; readonly node: NodeOf<Statement, "discard">; readonly next: Continuation<W> }
  /** Statements from `index` on are still to be executed. */
  | {
      readonly kind: "block";
      readonly node: NodeOf<Statement, "block">;
      readonly index: number;
      readonly next: Continuation<W>;
    };

/** A configuration of a running program. */
export interface Configuration<W> {
  readonly control: Control<W>;
  /** The words of the running function's slots. */
  readonly frame: readonly W[];
  readonly continuation: Continuation<W>;
  readonly store: Store<W>;
}

/** How an Ell program ends. */
export type SourceFinal<W> =
  | { readonly kind: "halted"; readonly code: W }
  | { readonly kind: "trapped"; readonly trap: Trap; readonly node: NodeId };

/** The bottom of every continuation. */
export const end: Continuation<never> = { kind: "end" };

/**
 * The configuration in which `program` starts, over an empty store.
 *
 * Slots hold the word 0 until they are assigned; a checked program never reads a slot before that.
 */
export function initial<W>(program: Program, zero: W, store: Store<W>): Configuration<W> {
  const start = program.functions[program.start]!;
  return {
    control: { at: "execute", statement: start.body },
    frame: start.slots.map(() => zero),
    continuation: end,
    store,
  };
}

/**
 * A continuation with its operands replaced. `change` gets each operand that is evaluated and not yet consumed, with its
 * type, in the order of evaluation (outermost first). Frames of callers stay as they are, unless another bottom is given for the
 * first of them or the end; unchanged parts are shared.
 */
export function mapOperands<W>(
  k: Continuation<W>,
  change: (operand: W, type: Type) => W,
  bottom?: Continuation<W>,
): Continuation<W> {
  const frames: Continuation<W>[] = [];
  let frame = k;
  for (; frame.kind !== "end" && frame.kind !== "call"; frame = frame.next) frames.push(frame);
  let result = bottom ?? frame;
  for (let i = frames.length - 1; i >= 0; i--) result = withOperands(frames[i]!, result, change);
  return result;
}

/**
 * One frame with its operands replaced, on top of another rest; the frame itself, when neither differs. The fields are named, since
 * to copy whatever a frame has takes longer.
 */
function withOperands<W>(
  k: Continuation<W>,
  next: Continuation<W>,
  change: (operand: W, type: Type) => W,
): Continuation<W> {
  switch (k.kind) {
    case "end":
      return k;
    case "binary_right": {
      const left = change(k.left, k.node.left.type as Type);
      return next === k.next && left === k.left ? k : { kind: k.kind, node: k.node, left, next };
    }
    case "index_index":
    case "transfer_from":
    case "element_index": {
      const array = change(k.array, k.node.array.type as Type);
      return next === k.next && array === k.array
        ? k
        : ({ kind: k.kind, node: k.node, array, next } as Continuation<W>);
    }
    case "arguments": {
      const values = k.values.map((value, i) => change(value, k.node.arguments[i]!.type as Type));
      return next === k.next && values.every((value, i) => value === k.values[i])
        ? k
        : { kind: k.kind, node: k.node, values, next };
    }
    case "element_value": {
      const array = change(k.array, k.node.array.type as Type);
      const index = change(k.index, "int");
      if (next === k.next && array === k.array && index === k.index) return k;
      return { kind: k.kind, node: k.node, array, index, next };
    }
    case "transfer_count": {
      const array = change(k.array, k.node.array.type as Type);
      const from = change(k.from, "int");
      if (next === k.next && array === k.array && from === k.from) return k;
      return { kind: k.kind, node: k.node, array, from, next };
    }
    case "unary":
    case "binary_left":
    case "logic_left":
    case "logic_right":
    case "index_array":
    case "length":
    case "new":
    case "transfer_array":
    case "assign":
    case "assign_global":
    case "element_array":
    case "if":
    case "while":
    case "loop":
    case "update":
    case "return":
    case "assert":
    case "write":
    case "exit":
    case "discard":
      return next === k.next ? k : ({ kind: k.kind, node: k.node, next } as Continuation<W>);
    case "call":
      return next === k.next ? k : { kind: k.kind, node: k.node, frame: k.frame, next };
    case "block":
      return next === k.next ? k : { kind: k.kind, node: k.node, index: k.index, next };
    default:
      return impossible(k);
  }
}

/** Are two continuations the same down to the first caller, except for their operands? */
export function sameShape<W>(a: Continuation<W>, b: Continuation<W>): boolean {
  let [x, y] = [a, b];
  for (;;) {
    if (x.kind !== y.kind) return false;
    if (x.kind === "end" || x.kind === "call" || y.kind === "end" || y.kind === "call") return x.kind === y.kind;
    if (x.node.id !== y.node.id) return false;
    if (x.kind === "block" && y.kind === "block" && x.index !== y.index) return false;
    if (x.kind === "arguments" && y.kind === "arguments" && x.values.length !== y.values.length) return false;
    [x, y] = [x.next, y.next];
  }
}
