/**
 * Ell → Flow: statements to blocks, strictly in the order of evaluation; expressions in lower-expression.ts.
 *
 * A program may be nested as deep as memory holds, so the lowering functions are generators on a stack of our own:
 * `yield` of a lowering is a call of it.
 */

import { impossible } from "../../../core/impossible.ts";
import { type Result, success } from "../../../core/result.ts";
import type { FunctionDefinition, Program, Statement } from "../../../lang/program/program.ts";
import type { CompileError } from "../../compile-error.ts";
import type { Flow, FlowFunction } from "../../flow/syntax.ts";
import { FlowBuilder, zero } from "./builder.ts";
import { call, checkBounds, condition, type Lowering, leaf, value } from "./lower-expression.ts";

/** The pass: one flow function for each function of the program, at the same index. */
export function langToFlow(program: Program): Result<Flow, CompileError> {
  const functions = program.functions.map(lowerFunction);
  return success({ functions, start: program.start, globals: program.globals.length });
}

function lowerFunction(f: FunctionDefinition): FlowFunction {
  const b = new FlowBuilder(f.slots.length, f.result === undefined ? finalStatements(f.body) : noStatements);
  drive(statements(b, f.body.statements));
  b.leave({ op: "return", value: undefined, origin: f.body.id });
  return b.finish(f.name, f.parameters, f.body.id);
}

const noStatements: ReadonlySet<Statement> = new Set();

/** The statements after which a body ends: nothing follows, or a `return` of nothing. */
function finalStatements(body: Statement): ReadonlySet<Statement> {
  const final = new Set<Statement>();
  const work = [{ s: body, ends: true }];
  for (let top = work.pop(); top !== undefined; top = work.pop()) {
    const { s, ends } = top;
    if (s.kind === "block")
      for (const [i, each] of s.statements.entries())
        work.push({ s: each, ends: endsBefore(s.statements[i + 1], ends) });
    else if (s.kind === "if") {
      work.push({ s: s.then, ends });
      if (s.else !== undefined) work.push({ s: s.else, ends });
    } else if (s.kind === "while") work.push({ s: s.body, ends: false });
    else if (ends) final.add(s);
  }
  return final;
}

/** Does a body end before this statement of a block, or, where there is none, does it behind the block? */
function endsBefore(next: Statement | undefined, block: boolean): boolean {
  if (next === undefined) return block;
  return next.kind === "return" && next.value === undefined;
}

/** Run a lowering to its end. */
function drive(first: Lowering): void {
  const stack = [first];
  let delivered = zero;
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { done, value } = top.next(delivered);
    if (done === true) {
      stack.pop();
      delivered = value;
    } else stack.push(value);
  }
}

function* statements(b: FlowBuilder, list: readonly Statement[]): Lowering {
  for (const s of list) {
    if (!b.live) break;
    yield statement(b, s);
  }
  return zero;
}

function statement(b: FlowBuilder, s: Statement): Lowering {
  switch (s.kind) {
    case "block":
      return statements(b, s.statements);
    case "while":
      return loop(b, s);
    default:
      return single(b, s);
  }
}

function* single(b: FlowBuilder, s: Exclude<Statement, { kind: "block" | "while" }>): Lowering {
  if (!b.live) return zero;
  b.beginStatement(s.id);
  switch (s.kind) {
    case "assign": {
      // The local is written by the last instruction of the value, when nothing reads its old value any more.
      const from = leaf(b, s.value) ?? (yield value(b, s.value, s.slot));
      b.copy(s.slot, from, s.id);
      return zero;
    }
    case "assign_global": {
      const from = leaf(b, s.value) ?? (yield value(b, s.value));
      b.emit({ op: "set_global", global: s.index, value: from, origin: s.id });
      return zero;
    }
    case "assign_element": {
      const array = leaf(b, s.array) ?? (yield value(b, s.array));
      b.push(array);
      const index = leaf(b, s.index) ?? (yield value(b, s.index));
      b.push(index);
      const from = leaf(b, s.value) ?? (yield value(b, s.value));
      b.pop();
      b.pop();
      checkBounds(b, array, index, s.id);
      b.emit({ op: "store_element", element: s.element, array, index, value: from, origin: s.id });
      return zero;
    }
    case "if": {
      const then = b.label();
      const otherwise = b.label();
      const join = s.else === undefined ? otherwise : b.label();
      yield condition(b, s.condition, then, otherwise);
      b.place(then, s.id);
      yield statement(b, s.then);
      if (s.else !== undefined) {
        b.jump(join, s.id);
        b.place(otherwise, s.id);
        yield statement(b, s.else);
      }
      b.join(join, s.id);
      return zero;
    }
    case "break":
      b.jump(b.loops.at(-1)!.exit, s.id);
      return zero;
    case "continue":
      b.jump(b.loops.at(-1)!.next, s.id);
      return zero;
    case "return": {
      let result = s.value && leaf(b, s.value);
      if (s.value?.kind === "call") result = yield call(b, s.value, b.fresh(), true);
      else if (s.value !== undefined) result ??= yield value(b, s.value);
      b.leave({ op: "return", value: result, origin: s.id });
      return zero;
    }
    case "assert": {
      const holds = b.label();
      yield condition(b, s.condition, holds, b.trap("assert", s.id));
      b.place(holds, s.id);
      return zero;
    }
    case "write": {
      const byte = leaf(b, s.value) ?? (yield value(b, s.value));
      b.emit({ op: "write", value: byte, origin: s.id });
      return zero;
    }
    case "exit": {
      const code = leaf(b, s.value) ?? (yield value(b, s.value));
      b.leave({ op: "exit", value: code, origin: s.id });
      return zero;
    }
    case "discard":
      if (s.expression.kind === "call") yield call(b, s.expression, undefined, b.final.has(s));
      else if (leaf(b, s.expression) === undefined) yield value(b, s.expression);
      return zero;
    default:
      return impossible(s);
  }
}

/** The head comes anew each round, with its cut point; the update is where `continue` goes. */
function* loop(b: FlowBuilder, s: Extract<Statement, { kind: "while" }>): Lowering {
  if (!b.live) return zero;
  const head = b.label();
  const body = b.label();
  const exit = b.label();
  const next = s.update === undefined ? head : b.label();
  b.place(head, s.id);
  b.cut({ node: s.id, phase: "before" }, true);
  yield condition(b, s.condition, body, exit);
  b.place(body, s.id);
  b.loops.push({ exit, next });
  yield statement(b, s.body);
  b.loops.pop();
  if (s.update !== undefined) {
    b.join(next, s.id);
    yield statement(b, s.update);
  }
  b.jump(head, s.id);
  b.join(exit, s.id);
  return zero;
}
