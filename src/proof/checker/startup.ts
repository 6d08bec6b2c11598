/**
 * The nodes of a program by number, as the checker needs them: their types, and how many each function has.
 */

import { widthOf } from "../../lang/program/array-size.ts";
import { nodesUnder } from "../../lang/program/nodes.ts";
import type { CallExpression, Expression, Program } from "../../lang/program/program.ts";
import type { Type } from "../../lang/syntax/tree.ts";

/** What is known of nodes. */
export interface NodeIndex {
  /** The type of an expression; `nothing` for a statement or an unknown number. */
  readonly typeOf: (node: number) => Type | "nothing";
  /** How many nodes each function has. */
  readonly counts: readonly number[];
  /** The calls by number, each with the function that makes it. */
  readonly calls: ReadonlyMap<number, { readonly call: CallExpression; readonly owner: number }>;
  /** How many bytes of memory the texts and the arrays of constants of the program have, together. */
  readonly textBytes: number;
}

/** Index a program's nodes. */
export function indexNodes(program: Program): NodeIndex {
  const types: (Type | "nothing")[] = [];
  let textBytes = 0;
  const calls = new Map<number, { readonly call: CallExpression; readonly owner: number }>();
  const counts = program.functions.map(({ body }, owner) => {
    let count = 0;
    for (const node of nodesUnder(body)) {
      count++;
      if ("type" in node) types[node.id] = node.type;
      if (node.kind === "call") calls.set(node.id, { call: node, owner });
      if (node.kind === "text") textBytes += node.values.length * widthOf(node.element);
    }
    return count;
  });
  return { typeOf: (node) => types[node] ?? "nothing", counts, calls, textBytes };
}

/** Is this the first value of a global? Nothing in it can call a function, which would see the other globals too early. */
function isInitial(value: Expression): boolean {
  return (
    value.kind === "constant" || value.kind === "text" || (value.kind === "new" && value.length.kind === "constant")
  );
}

/**
 * Why start-up is not what every checked program's is: each global assigned once, in order, then `exit(main())`. The
 * invariant that array globals hold arrays rests on it.
 */
export function startFault(program: Program): string | undefined {
  const start = program.functions[program.start];
  if (start === undefined || start.parameters !== 0) return "there is no start-up function";
  const { statements } = start.body;
  const fault = "start-up is not the assignment of every global in order and then exit(main())";
  if (statements.length !== program.globals.length + 1) return fault;
  for (const [i, statement] of statements.entries()) {
    if (i < program.globals.length) {
      if (statement.kind !== "assign_global" || statement.index !== i) return fault;
      if (!isInitial(statement.value)) return fault;
    } else if (statement.kind !== "exit" || statement.value.kind !== "call" || statement.value.callee !== program.main)
      return fault;
  }
  return undefined;
}
