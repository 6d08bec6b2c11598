/**
 * What is left to do at each point of a function: the continuation, from where the point is in the tree, with 0 for each operand
 * that waits there.
 *
 * The node in control determines the shape of the continuation (lang/semantics/configuration.ts), so a point has one shape,
 * however a run gets there, and also when none does.
 */

import { impossible } from "../../../core/impossible.ts";
import type { FunctionDefinition, Node } from "../../../lang/program/program.ts";
import type { Configuration, Continuation } from "../../../lang/semantics/configuration.ts";
import type { SourcePoint } from "../../certificate/claims.ts";
import { commonConstant } from "../terms/common-symbols.ts";
import type { Term } from "../terms/term.ts";
import type { Work } from "../terms/work.ts";

/** What is common to all configurations at a source point, but for the words. */
export interface Point {
  readonly control: Configuration<Term>["control"];
  readonly continuation: Continuation<Term>;
}

/** A source control point as a number. */
export function pointKey({ phase, node }: SourcePoint): number {
  return 2 * node + (phase === "after" ? 1 : 0);
}

const zero = commonConstant(0)!;

/** A node of a body, and what is left to do when it is done. */
interface Placed {
  readonly node: Node;
  readonly next: Continuation<Term>;
}

/**
 * The points among those wanted that a body has, each by its key, above what is left to do after the body. No node is at two
 * places of a body (lang/program/nodes.ts numbers them); were one, it would have no point here.
 */
export function pointsOf(
  { body }: FunctionDefinition,
  after: Continuation<Term>,
  wanted: ReadonlySet<number>,
  work: Work,
): ReadonlyMap<number, Point> {
  const points = new Map<number, Point>();
  const seen = new Set<number>();
  const left: Placed[] = [{ node: body, next: after }];
  for (let placed = left.pop(); placed !== undefined; placed = left.pop()) {
    const { node, next } = placed;
    work.spend(1);
    const isExpression = "type" in node;
    const key = pointKey({ phase: isExpression ? "after" : "before", node: node.id });
    if (wanted.has(key)) {
      const control: Point["control"] = isExpression
        ? { at: "value", value: zero, from: node.id }
        : { at: "execute", statement: node };
      if (seen.has(key)) points.delete(key);
      else points.set(key, { control, continuation: next });
      seen.add(key);
    }
    below(node, next, left, work);
  }
  return points;
}

/** The nodes directly under one, each with what is left to do after it. */
function below(node: Node, next: Continuation<Term>, into: Placed[], work: Work): void {
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
      put(into, node.operand, { kind: "unary", node, next });
      return;
    case "binary":
      put(into, node.left, { kind: "binary_left", node, next });
      put(into, node.right, { kind: "binary_right", node, left: zero, next });
      return;
    case "and":
    case "or":
      put(into, node.left, { kind: "logic_left", node, next });
      put(into, node.right, { kind: "logic_right", node, next });
      return;
    case "index":
      put(into, node.array, { kind: "index_array", node, next });
      put(into, node.index, { kind: "index_index", node, array: zero, next });
      return;
    case "length":
      put(into, node.array, { kind: "length", node, next });
      return;
    case "new":
      put(into, node.length, { kind: "new", node, next });
      return;
    case "transfer":
      put(into, node.array, { kind: "transfer_array", node, next });
      put(into, node.from, { kind: "transfer_from", node, array: zero, next });
      put(into, node.count, { kind: "transfer_count", node, array: zero, from: zero, next });
      return;
    case "call":
      for (const [i, argument] of node.arguments.entries()) {
        work.spend(i / 16);
        put(into, argument, { kind: "arguments", node, values: new Array<Term>(i).fill(zero), next });
      }
      return;
    case "assign":
      put(into, node.value, { kind: "assign", node, next });
      return;
    case "assign_global":
      put(into, node.value, { kind: "assign_global", node, next });
      return;
    case "assign_element":
      put(into, node.array, { kind: "element_array", node, next });
      put(into, node.index, { kind: "element_index", node, array: zero, next });
      put(into, node.value, { kind: "element_value", node, array: zero, index: zero, next });
      return;
    case "if":
      put(into, node.condition, { kind: "if", node, next });
      put(into, node.then, next);
      put(into, node.else, next);
      return;
    case "while":
      put(into, node.condition, { kind: "while", node, next });
      put(into, node.body, { kind: "loop", node, next });
      put(into, node.update, { kind: "update", node, next });
      return;
    case "return":
      put(into, node.value, { kind: "return", node, next });
      return;
    case "assert":
      put(into, node.condition, { kind: "assert", node, next });
      return;
    case "write":
      put(into, node.value, { kind: "write", node, next });
      return;
    case "exit":
      put(into, node.value, { kind: "exit", node, next });
      return;
    case "discard":
      put(into, node.expression, { kind: "discard", node, next });
      return;
    case "block":
      node.statements.forEach((statement, i) => {
        put(into, statement, { kind: "block", node, index: i + 1, next });
      });
      return;
    default:
      impossible(node);
  }
}

function put(into: Placed[], child: Node | undefined, next: Continuation<Term>): void {
  if (child !== undefined) into.push({ node: child, next });
}
