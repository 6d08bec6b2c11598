/**
 * Programs: checked and elaborated Ell. The semantics gives a meaning to this form.
 *
 * Names are resolved to slots and indices, constants are folded, `for` is elaborated to `while` with an update, `a[i] += e`
 * to assignments, and every node has a type and a number. Start-up is a function like any other: `functions[start]` assigns the globals in order,
 * calls `main` and exits with its result, so the semantics, the compiler and the checker need no special rule for it.
 *
 * Letters: p program, f function, s statement, e expression, n node.
 */

import type { Element, InfixOperator, Span, Type } from "../syntax/tree.ts";
import type { ArrayType } from "../syntax/types.ts";

/** The number of a node: preorder over `functions`, from 0. The same source text always gives the same numbers. */
export type NodeId = number;

/** The strict infix operators: all but those that leave out their right side at times. `==` and `!=` serve int and bool alike. */
export type BinaryOperator = Exclude<InfixOperator, "&&" | "||">;

/** An expression: typed, resolved, without sugar. */
export type Expression =
  | { readonly kind: "constant"; readonly id: NodeId; readonly type: "int" | "bool"; readonly value: number }
  /** A text, or an array of constants: a fresh array with these elements each time. */
  | {
      readonly kind: "text";
      readonly id: NodeId;
      readonly type: ArrayType;
      readonly element: Element;
      readonly values: readonly number[];
    }
  | { readonly kind: "local"; readonly id: NodeId; readonly type: Type; readonly slot: number }
  | { readonly kind: "global"; readonly id: NodeId; readonly type: Type; readonly index: number }
  | {
      readonly kind: "unary";
      readonly id: NodeId;
      readonly type: "int" | "bool";
      readonly operator: "-" | "~" | "!";
      readonly operand: Expression;
    }
  | {
      readonly kind: "binary";
      readonly id: NodeId;
      readonly type: "int" | "bool";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `&&` and `||`: the right side is evaluated only when the left side does not decide. */
  | {
      readonly kind: "and" | "or";
      readonly id: NodeId;
      readonly type: "bool";
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "index";
      readonly id: NodeId;
      readonly type: "int" | "bool";
      readonly element: Element;
      readonly array: Expression;
      readonly index: Expression;
    }
  | { readonly kind: "length"; readonly id: NodeId; readonly type: "int"; readonly array: Expression }
  | {
      readonly kind: "new";
      readonly id: NodeId;
      readonly type: Type;
      readonly element: Element;
      readonly length: Expression;
    }
  | { readonly kind: "read"; readonly id: NodeId; readonly type: "int" }
  /** `read_bytes` and `write_bytes`: a block of input or output, into or from an array. */
  | {
      readonly kind: "transfer";
      readonly id: NodeId;
      readonly type: "int";
      readonly direction: "read" | "write";
      readonly array: Expression;
      readonly from: Expression;
      readonly count: Expression;
    }
  | CallExpression;

/** A call. Its type is `nothing` when the callee has no result; its value is then 0 and is never used. */
export interface CallExpression {
  readonly kind: "call";
  readonly id: NodeId;
  readonly type: Type | "nothing";
  /** Index into `Program.functions`. */
  readonly callee: number;
  readonly arguments: readonly Expression[];
}

/** A statement: resolved, without sugar. */
export type Statement =
  /** Both `let x = e` and `x = e`. */
  | { readonly kind: "assign"; readonly id: NodeId; readonly slot: number; readonly value: Expression }
  | { readonly kind: "assign_global"; readonly id: NodeId; readonly index: number; readonly value: Expression }
  | {
      readonly kind: "assign_element";
      readonly id: NodeId;
      readonly element: Element;
      readonly array: Expression;
      readonly index: Expression;
      readonly value: Expression;
    }
  | {
      readonly kind: "if";
      readonly id: NodeId;
      readonly condition: Expression;
      readonly then: Statement;
      readonly else: Statement | undefined;
    }
  /** `update` is what a `for` does after each round, after `continue` too. */
  | {
      readonly kind: "while";
      readonly id: NodeId;
      readonly condition: Expression;
      readonly body: Statement;
      readonly update: Statement | undefined;
    }
  | { readonly kind: "break"; readonly id: NodeId }
  | { readonly kind: "continue"; readonly id: NodeId }
  | { readonly kind: "return"; readonly id: NodeId; readonly value: Expression | undefined }
  /** `text` is for messages: the meaning does not depend on it. */
  | {
      readonly kind: "assert";
      readonly id: NodeId;
      readonly condition: Expression;
      readonly text: readonly number[] | undefined;
    }
  | { readonly kind: "write"; readonly id: NodeId; readonly value: Expression }
  | { readonly kind: "exit"; readonly id: NodeId; readonly value: Expression }
  /** An expression whose value is discarded. */
  | { readonly kind: "discard"; readonly id: NodeId; readonly expression: Expression }
  | BlockStatement;

/** Statements in order. */
export interface BlockStatement {
  readonly kind: "block";
  readonly id: NodeId;
  readonly statements: readonly Statement[];
}

/** An expression or a statement. */
export type Node = Expression | Statement;

/** A local variable. Parameters come first; each `let` has its own slot, so no variable hides another. */
export interface Slot {
  readonly name: string;
  readonly type: Type;
}

/** A function. */
export interface FunctionDefinition {
  readonly name: string;
  /** How many of `slots` are parameters. */
  readonly parameters: number;
  readonly result: Type | undefined;
  readonly slots: readonly Slot[];
  readonly body: BlockStatement;
}

/** A global variable; `functions[start]` gives it its first value. */
export interface Global {
  readonly name: string;
  readonly type: Type;
}

/** A checked program. It has exactly one behaviour for each input. */
export interface Program {
  readonly globals: readonly Global[];
  readonly functions: readonly FunctionDefinition[];
  /** Index of the start-up function, which the checker adds. It has no parameters and ends only through `exit`. */
  readonly start: number;
  /** Index of `main`. */
  readonly main: number;
  /** Where each node came from, by its id. */
  readonly origins: readonly Span[];
}
