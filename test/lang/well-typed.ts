/**
 * The typing judgement of configurations, as a function that throws when it does not hold: preservation says that it holds
 * after every step. Together with progress (`step` never throws), this tests "checked programs never go wrong".
 *
 * Γ ⊢ ⟨C, F, K, S⟩: every word has its node's type; C fits the hole of K; what each frame gives fits the next one; and
 * the nodes in one activation belong to the function whose frame it has. A slot may still hold its initial 0.
 */

import type {
  Expression,
  FunctionDefinition,
  Node,
  NodeId,
  Program,
  Statement,
} from "../../src/lang/program/program.ts";
import type { Configuration, Continuation } from "../../src/lang/semantics/configuration.ts";
import type { Type } from "../../src/lang/syntax/tree.ts";
import { IllTyped, type TypedStore } from "./typed-store.ts";

function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new IllTyped(what);
}

/** The nodes of a program by number, each with the function that contains it. */
export function nodesOf(program: Program): Map<NodeId, { readonly node: Node; readonly owner: FunctionDefinition }> {
  const nodes = new Map<NodeId, { readonly node: Node; readonly owner: FunctionDefinition }>();
  const visit = (part: unknown, owner: FunctionDefinition): void => {
    if (Array.isArray(part)) for (const inner of part) visit(inner, owner);
    else if (typeof part === "object" && part !== null) {
      if ("kind" in part && "id" in part) {
        const node = part as Node;
        must(!nodes.has(node.id), `two nodes are numbered ${node.id}`);
        nodes.set(node.id, { node, owner });
      }
      for (const inner of Object.values(part)) visit(inner, owner);
    }
  };
  for (const f of program.functions) visit(f.body, f);
  return nodes;
}

/** What a continuation waits for: the value of an expression, or the end of a statement. */
function hole(k: Continuation<number>): Expression | "statement" {
  switch (k.kind) {
    case "unary":
      return k.node.operand;
    case "binary_left":
    case "logic_left":
      return k.node.left;
    case "binary_right":
    case "logic_right":
      return k.node.right;
    case "index_array":
    case "length":
    case "element_array":
    case "transfer_array":
      return k.node.array;
    case "transfer_from":
      return k.node.from;
    case "transfer_count":
      return k.node.count;
    case "index_index":
    case "element_index":
      return k.node.index;
    case "new":
      return k.node.length;
    case "arguments":
      return k.node.arguments[k.values.length]!;
    case "assign":
    case "assign_global":
    case "element_value":
    case "write":
    case "exit":
      return k.node.value;
    case "if":
    case "while":
    case "assert":
      return k.node.condition;
    case "return":
      return k.node.value!;
    case "discard":
      return k.node.expression;
    case "end":
    case "call":
    case "loop":
    case "update":
    case "block":
      return "statement";
  }
}

/** The operands that a frame keeps, each with the expression whose value it is. */
function* kept(k: Continuation<number>): Generator<readonly [Expression, number]> {
  switch (k.kind) {
    case "binary_right":
      yield [k.node.left, k.left];
      return;
    case "index_index":
    case "element_index":
    case "transfer_from":
      yield [k.node.array, k.array];
      return;
    case "transfer_count":
      yield [k.node.array, k.array];
      yield [k.node.from, k.from];
      return;
    case "element_value":
      yield [k.node.array, k.array];
      yield [k.node.index, k.index];
      return;
    case "arguments":
      for (const [i, value] of k.values.entries()) yield [k.node.arguments[i]!, value];
      return;
    default:
      return;
  }
}

/** Which frames pass on a value, and which the end of a statement. */
const expressionFrames: ReadonlySet<Continuation<number>["kind"]> = new Set([
  "unary",
  "binary_left",
  "binary_right",
  "logic_left",
  "logic_right",
  "index_array",
  "index_index",
  "length",
  "new",
  "transfer_array",
  "transfer_from",
  "transfer_count",
  "arguments",
  "call",
]);

/** The judgement. */
export function wellTyped(program: Program, nodes: ReturnType<typeof nodesOf>, c: Configuration<number>): void {
  const store = c.store as TypedStore;
  const value = (type: Type | "nothing", word: number, what: string): void =>
    must(type === "nothing" ? word === 0 : store.holds(type, word), `${what}: ${word} is no ${type}`);

  // The current function: the callee of the innermost activation.
  let k = c.continuation;
  while (k.kind !== "call" && k.kind !== "end") k = k.next;
  let running = program.functions[k.kind === "call" ? k.node.callee : program.start]!;
  const frameOf = (frame: readonly number[]): void => {
    must(frame.length === running.slots.length, `the frame of ${running.name} has ${frame.length} slots`);
    for (const [i, { name, type }] of running.slots.entries())
      must(frame[i] === 0 || store.holds(type, frame[i]!), `${name} holds ${frame[i]}, no ${type}`);
  };
  const belongs = (node: Node): void =>
    must(nodes.get(node.id)?.owner === running, `node ${node.id} is not in ${running.name}`);

  frameOf(c.frame);
  for (const [i, { type }] of program.globals.entries()) {
    const word = store.getGlobal(i);
    must(word === 0 || store.holds(type, word), `global ${i} holds ${word}, no ${type}`);
  }

  const expected = hole(c.continuation);
  const control = c.control;
  switch (control.at) {
    case "evaluate":
      belongs(control.expression);
      must(expected === control.expression, "the expression in control is not what the continuation waits for");
      break;
    case "value": {
      must(expected !== "statement", "a value where a statement was to end");
      must(expected.id === control.from, "the value of another expression");
      value(expected.type, control.value, `node ${control.from}`);
      break;
    }
    case "execute":
      belongs(control.statement);
      must(expected === "statement", "a statement where a value is wanted");
      fits(control.statement, c.continuation);
      break;
    case "done":
      must(expected === "statement", "the end of a statement where a value is wanted");
      break;
    case "break":
    case "continue": {
      let around = c.continuation;
      while (around.kind === "block") around = around.next;
      must(around.kind === "loop", `${control.at} outside a loop`);
      break;
    }
    case "return":
      value(running.result ?? "nothing", control.value, `the result of ${running.name}`);
      break;
  }

  // Down the continuation: each frame's operands fit, and its result is what the next frame takes.
  for (k = c.continuation; k.kind !== "end"; k = k.next) {
    if (k.kind === "call") {
      running = owner(nodes, k.node);
      frameOf(k.frame);
    }
    belongs(k.node);
    for (const [e, word] of kept(k)) value(e.type, word, `operand ${e.id}`);
    if (k.kind === "block") must(k.index >= 1 && k.index <= k.node.statements.length, "a block past its end");
    const next = hole(k.next);
    if (expressionFrames.has(k.kind)) must(next === k.node, `${k.kind}: its value is not what is waited for`);
    else must(next === "statement", `${k.kind}: a statement where a value is wanted`);
  }
}

function owner(nodes: ReturnType<typeof nodesOf>, node: Node): FunctionDefinition {
  const found = nodes.get(node.id);
  must(found !== undefined, `no node ${node.id}`);
  return found.owner;
}

/** Is the statement the one that the frame on top began, or an arm of it? */
function fits(s: Statement, k: Continuation<number>): void {
  if (k.kind === "loop") must(within(s, k.node.body), "not the body of the loop");
  if (k.kind === "update") must(k.node.update !== undefined && within(s, k.node.update), "not the update of the loop");
  if (k.kind === "block") must(within(s, k.node.statements[k.index - 1]!), "not the statement of the block");
}

function within(s: Statement, outer: Statement): boolean {
  if (s === outer) return true;
  return outer.kind === "if" && (within(s, outer.then) || (outer.else !== undefined && within(s, outer.else)));
}
