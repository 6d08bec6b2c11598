/**
 * A configuration in the words of the notation: what stands in control, and the frames of the continuation, as rows of items.
 * `a[i]` is an expression, `[`, an expression, `]`; with its array known and its index awaited it is the frame `r[□]`.
 */

import type { BlockStatement, Expression, Node, Statement } from "../../lang/program/program.ts";
import type { Configuration, Continuation } from "../../lang/semantics/configuration.ts";
import type { Element, Type } from "../../lang/syntax/tree.ts";

/** One item. */
export type Item =
  /** A keyword, bracket or sign of the syntax. */
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "operator"; readonly place: "prefix" | "infix"; readonly text: string }
  | { readonly kind: "expression"; readonly node: Expression }
  | { readonly kind: "statement"; readonly node: Statement }
  /** A value; with its type, where that is known. */
  | { readonly kind: "word"; readonly value: number; readonly type: Type | "nothing" | undefined }
  | { readonly kind: "hole" }
  | { readonly kind: "local"; readonly slot: number }
  | { readonly kind: "global"; readonly index: number }
  | { readonly kind: "function"; readonly index: number }
  | { readonly kind: "element"; readonly element: Element }
  | { readonly kind: "text"; readonly element: Element; readonly values: readonly number[] }
  /** The frame of a caller. */
  | { readonly kind: "frame"; readonly words: readonly number[]; readonly of: Continuation<number> };

const mark = (text: string): Item => ({ kind: "mark", text });

/** Words of the syntax as marks; `_` is the place of the next operand. */
function shape(text: string, ...operands: readonly Item[]): readonly Item[] {
  let next = 0;
  return text.split(" ").map((part) => (part === "_" ? operands[next++]! : mark(part)));
}

/** What stands in the place of an operand: the expression itself, or in a frame its value or the hole. */
type Operand = (field: string, node: Expression) => Item;

const unevaluated: Operand = (_, node) => ({ kind: "expression", node });

/** A node, one level deep. */
export function itemsOfNode(node: Node, operand: Operand = unevaluated): readonly Item[] {
  const statement = (part: Statement): Item => ({ kind: "statement", node: part });
  switch (node.kind) {
    case "constant":
      return [{ kind: "word", value: node.value, type: node.type }];
    case "text":
      return [{ kind: "text", element: node.element, values: node.values }];
    case "local":
      return [{ kind: "local", slot: node.slot }];
    case "global":
      return [{ kind: "global", index: node.index }];
    case "unary":
      return [{ kind: "operator", place: "prefix", text: node.operator }, operand("operand", node.operand)];
    case "binary": {
      const operator: Item = { kind: "operator", place: "infix", text: node.operator };
      return [operand("left", node.left), operator, operand("right", node.right)];
    }
    case "and":
      return shape("_ && _", operand("left", node.left), operand("right", node.right));
    case "or":
      return shape("_ || _", operand("left", node.left), operand("right", node.right));
    case "index":
      return shape("_ [ _ ]", operand("array", node.array), operand("index", node.index));
    case "length":
      return shape("len ( _ )", operand("array", node.array));
    case "new":
      return shape("new _ ( _ )", { kind: "element", element: node.element }, operand("length", node.length));
    case "read":
      return shape("read ( )");
    case "call":
      return callOf(
        node.callee,
        node.arguments.map((argument, index) => operand(String(index), argument)),
      );
    case "assign":
      return shape("_ = _", { kind: "local", slot: node.slot }, operand("value", node.value));
    case "assign_global":
      return shape("_ = _", { kind: "global", index: node.index }, operand("value", node.value));
    case "assign_element": {
      const { array, index, value } = node;
      return shape("_ [ _ ] = _", operand("array", array), operand("index", index), operand("value", value));
    }
    case "if": {
      const condition = operand("condition", node.condition);
      const [then, otherwise] = [statement(node.then), node.else && statement(node.else)];
      return otherwise === undefined
        ? shape("if _ _", condition, then)
        : shape("if _ _ else _", condition, then, otherwise);
    }
    case "while":
      return shape("while _ _", operand("condition", node.condition), statement(node.body));
    case "return":
      return node.value === undefined ? shape("return") : shape("return _", operand("value", node.value));
    case "assert":
      return shape("assert _", operand("condition", node.condition));
    case "write":
    case "exit":
      return shape(`${node.kind} ( _ )`, operand("value", node.value));
    case "discard":
      return shape("_ ;", operand("expression", node.expression));
    case "break":
    case "continue":
      return shape(node.kind);
    case "block":
      return blockOf(node, 0);
    default:
      return builtIn(node, operand);
  }
}

/** A built-in function without a shape of its own: its name, and its operands in the order of their evaluation. */
function builtIn(node: object & { readonly kind: string }, operand: Operand): readonly Item[] {
  const operands = Object.entries(node).flatMap(([field, value]: [string, unknown]) =>
    typeof value === "object" && value !== null && "kind" in value ? [operand(field, value as Expression)] : [],
  );
  const name = "direction" in node ? `${String(node.direction)}_bytes` : node.kind;
  return [mark(name), mark("("), ...separated(operands), mark(")")];
}

function callOf(callee: number, operands: readonly Item[]): readonly Item[] {
  return [{ kind: "function", index: callee }, mark("("), ...separated(operands), mark(")")];
}

function separated(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [mark(","), item]));
}

function blockOf({ statements }: BlockStatement, from: number): readonly Item[] {
  return [mark("{"), ...statements.slice(from).map((node): Item => ({ kind: "statement", node })), mark("}")];
}

/** The frame on top of a continuation; nothing at its end. */
export function itemsOfFrame(k: Continuation<number>): readonly Item[] {
  switch (k.kind) {
    case "end":
      return [];
    case "logic_right":
      return [mark(k.node.kind === "and" ? "&&" : "||"), { kind: "hole" }];
    case "call":
      return [
        { kind: "function", index: k.node.callee },
        mark("("),
        mark(")"),
        mark("in"),
        { kind: "frame", words: k.frame, of: k.next },
      ];
    case "loop":
    case "update":
      return [mark(k.kind), { kind: "statement", node: k.node }];
    case "block":
      return blockOf(k.node, k.index);
    default:
      return itemsOfNode(k.node, operandsOf(k));
  }
}

/** Operands of a frame: those known have their value, the first that is not is the hole. */
function operandsOf(k: Exclude<Continuation<number>, { kind: "end" }>): Operand {
  let awaited = false;
  const values = new Map<string, unknown>(Object.entries(k));
  if (k.kind === "arguments") for (const [index, value] of k.values.entries()) values.set(String(index), value);
  return (field, node) => {
    const value = values.get(field);
    if (typeof value === "number") return { kind: "word", value, type: node.type };
    if (awaited) return { kind: "expression", node };
    awaited = true;
    return { kind: "hole" };
  };
}

/** What stands in control. */
export function itemsOfControl(
  { control }: Configuration<number>,
  typeOf: (node: number) => Type | "nothing" | undefined,
): readonly Item[] {
  switch (control.at) {
    case "evaluate":
      return itemsOfNode(control.expression);
    case "execute":
      return itemsOfNode(control.statement);
    case "value":
      return [mark("value"), { kind: "word", value: control.value, type: typeOf(control.from) }];
    case "return":
      return [mark("returning"), { kind: "word", value: control.value, type: undefined }];
    case "done":
      return [mark("done")];
    case "break":
      return [mark("breaking")];
    case "continue":
      return [mark("continuing")];
  }
}

/** The node in control, where there is one. */
export function nodeInControl({ control }: Configuration<number>): Item | undefined {
  if (control.at === "evaluate") return { kind: "expression", node: control.expression };
  return control.at === "execute" ? { kind: "statement", node: control.statement } : undefined;
}
