/**
 * The nodes of a program, in order: one walk for all code that counts, indexes or looks for nodes.
 *
 * It has its own stack, so that a deeply nested program cannot exhaust the host's stack.
 */

import { impossible } from "../../core/impossible.ts";
import type { Node, Program } from "./program.ts";

/** A node and all below it, in preorder. */
export function nodesUnder(root: Node): readonly Node[] {
  const nodes: Node[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    nodes.push(node);
    putParts(node, pending);
  }
  return nodes;
}

/** Every node of a program, each function in preorder. */
export function* nodesOf(program: Program): Generator<Node> {
  for (const { body } of program.functions) yield* nodesUnder(body);
}

/** Put the nodes directly under a node on a stack, the first one on top. */
function putParts(node: Node, onto: Node[]): void {
  switch (node.kind) {
    case "constant":
    case "text":
    case "local":
    case "global":
    case "read":
    case "break":
    case "continue":
      return;
    case "unary":
      onto.push(node.operand);
      return;
    case "binary":
    case "and":
    case "or":
      onto.push(node.right, node.left);
      return;
    case "index":
      onto.push(node.index, node.array);
      return;
    case "length":
      onto.push(node.array);
      return;
    case "transfer":
      onto.push(node.count, node.from, node.array);
      return;
    case "new":
      onto.push(node.length);
      return;
    case "call":
      for (let i = node.arguments.length - 1; i >= 0; i--) onto.push(node.arguments[i]!);
      return;
    case "assign":
    case "assign_global":
    case "write":
    case "exit":
      onto.push(node.value);
      return;
    case "return":
      if (node.value !== undefined) onto.push(node.value);
      return;
    case "assign_element":
      onto.push(node.value, node.index, node.array);
      return;
    case "if":
      if (node.else !== undefined) onto.push(node.else);
      onto.push(node.then, node.condition);
      return;
    case "while":
      if (node.update !== undefined) onto.push(node.update);
      onto.push(node.body, node.condition);
      return;
    case "assert":
      onto.push(node.condition);
      return;
    case "discard":
      onto.push(node.expression);
      return;
    case "block":
      for (let i = node.statements.length - 1; i >= 0; i--) onto.push(node.statements[i]!);
      return;
    default:
      impossible(node);
  }
}
