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
    const below = childrenOf(node);
    for (let i = below.length - 1; i >= 0; i--) {
      const child = below[i];
      if (child !== undefined) pending.push(child);
    }
  }
  return nodes;
}

/** Every node of a program, each function in preorder. */
export function* nodesOf(program: Program): Generator<Node> {
  for (const { body } of program.functions) yield* nodesUnder(body);
}

/** The nodes directly under a node. */
function childrenOf(node: Node): readonly (Node | undefined)[] {
  switch (node.kind) {
    case "constant":
    case "text":
    case "local":
    case "global":
    case "read":
    case "break":
    case "continue":
      return [];
    case "unary":
      return [node.operand];
    case "binary":
    case "and":
    case "or":
      return [node.left, node.right];
    case "index":
      return [node.array, node.index];
    case "length":
      return [node.array];
    case "transfer":
      return [node.array, node.from, node.count];
    case "new":
      return [node.length];
    case "call":
      return node.arguments;
    case "assign":
    case "assign_global":
    case "return":
    case "write":
    case "exit":
      return [node.value];
    case "assign_element":
      return [node.array, node.index, node.value];
    case "if":
      return [node.condition, node.then, node.else];
    case "while":
      return [node.condition, node.body, node.update];
    case "assert":
      return [node.condition];
    case "discard":
      return [node.expression];
    case "block":
      return node.statements;
    default:
      return impossible(node);
  }
}
