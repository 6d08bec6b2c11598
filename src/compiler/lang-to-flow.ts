/**
 * Ell → Flow: expressions to three-address code, statements to blocks, strictly in the order of evaluation.
 *
 * Conditions of `if`, `while` and `assert` become branches; elsewhere `&&` and `||` become a join that delivers the
 * value their semantic rules deliver. A divisor that is a constant other than 0 needs no check.
 *
 * A program may be nested as deep as memory holds, so the lowering functions are generators on a stack of our own:
 * `yield` of a lowering is a call of it.
 */

import { impossible } from "../core/impossible.ts";
import { failure, type Result, success } from "../core/result.ts";
import type { BinaryOperator, Expression, FunctionDefinition, Program, Statement } from "../lang/program.ts";
import type { CompileError } from "./compile-error.ts";
import { FlowBuilder, pendingLimit, zero } from "./flow/builder.ts";
import {
  type Comparison,
  constantOperand,
  type Flow,
  type FlowFunction,
  type Label,
  type Operand,
  type Operation,
  type Register,
} from "./flow/syntax.ts";

/** A lowering in progress: it yields the lowerings of its parts and is resumed with the operands they deliver. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a type alias may not mention itself here
interface Lowering extends Generator<Lowering, Operand, Operand> {}

/** How many `&&` and `||` may be nested to the left in one condition before the rest is computed as a value, with a cut. */
const spineLimit = 8;

const one = constantOperand(1);
const allOnes = constantOperand(-1);

/** The pass: one flow function for each function of the program, at the same index. */
export function langToFlow(program: Program): Result<Flow, CompileError> {
  const functions: FlowFunction[] = [];
  for (const f of program.functions) {
    const lowered = lowerFunction(f);
    if (!lowered.ok) return lowered;
    functions.push(lowered.value);
  }
  return success({ functions, start: program.start, globals: program.globals.length });
}

function lowerFunction(f: FunctionDefinition): Result<FlowFunction, CompileError> {
  const b = new FlowBuilder(f.slots.length);
  drive(statements(b, f.body.statements));
  b.leave({ op: "return", value: undefined, origin: f.body.id });
  if (b.overloaded !== undefined) {
    const message = `function ${f.name}: a call has more than ${pendingLimit} operands waiting around it; give some of them names with \`let\``;
    return failure({ kind: "limit", message, node: b.overloaded });
  }
  return success(b.finish(f.name, f.parameters, f.body.id));
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

function* statement(b: FlowBuilder, s: Statement): Lowering {
  if (!b.live) return zero;
  if (s.kind !== "block" && s.kind !== "while") b.beginStatement(s.id);
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
      b.pending.push(array);
      const index = leaf(b, s.index) ?? (yield value(b, s.index));
      b.pending.push(index);
      const from = leaf(b, s.value) ?? (yield value(b, s.value));
      b.pending.length -= 2;
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
    case "while":
      return yield loop(b, s);
    case "break":
      b.jump(b.loops.at(-1)!.exit, s.id);
      return zero;
    case "continue":
      b.jump(b.loops.at(-1)!.next, s.id);
      return zero;
    case "return": {
      const result = s.value && (leaf(b, s.value) ?? (yield value(b, s.value)));
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
      if (s.expression.kind === "call") yield call(b, s.expression, undefined);
      else if (leaf(b, s.expression) === undefined) yield value(b, s.expression);
      return zero;
    case "block":
      return yield statements(b, s.statements);
    default:
      return impossible(s);
  }
}

/** The head comes anew each round, with its cut; the update is where `continue` goes. */
function* loop(b: FlowBuilder, s: Extract<Statement, { kind: "while" }>): Lowering {
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

/** The operand of an expression that needs no code. */
function leaf(b: FlowBuilder, e: Expression): Operand | undefined {
  if (e.kind === "local") return b.read(e.slot);
  if (e.kind === "constant") return constantOperand(e.value);
  return undefined;
}

/**
 * Code for the value of an expression that is no leaf. The value comes into `target` where one is given, written by the
 * very last instruction; except for `&&` and `||` and new arrays, whose value is always in a new temporary.
 */
function* value(b: FlowBuilder, e: Expression, target?: Register): Lowering {
  switch (e.kind) {
    case "constant":
    case "local":
      return leaf(b, e)!;
    case "and":
    case "or":
      return yield logic(b, e);
    case "call": {
      if (e.type === "nothing") return yield call(b, e, undefined);
      return yield call(b, e, target ?? b.fresh());
    }
    case "text":
    case "new": {
      // The certificate names a new array at once, so that addresses stay a reference and an offset.
      const rd = b.fresh();
      yield compute(b, e, rd);
      b.cut({ node: e.id, phase: "after" }, true, rd);
      return b.read(rd);
    }
    default: {
      const rd = target ?? b.fresh();
      yield compute(b, e, rd);
      b.delivered(e.id, rd);
      return b.read(rd);
    }
  }
}

/** Code that computes an expression into a register. */
function* compute(
  b: FlowBuilder,
  e: Exclude<Expression, { kind: "constant" | "local" | "and" | "or" | "call" }>,
  rd: Register,
): Lowering {
  const origin = e.id;
  switch (e.kind) {
    case "text":
      b.emit({ op: "allocate_text", rd, bytes: e.bytes, origin });
      return zero;
    case "global":
      b.emit({ op: "get_global", rd, global: e.index, origin });
      return zero;
    case "unary": {
      const operand = leaf(b, e.operand) ?? (yield value(b, e.operand));
      const operate = (operation: Operation, left: Operand, right: Operand): void =>
        b.emit({ op: "operate", operation, rd, left, right, origin });
      const { operator } = e;
      switch (operator) {
        case "-":
          operate("sub", zero, operand);
          return zero;
        case "~":
          operate("xor", operand, allOnes);
          return zero;
        case "!":
          operate("sltu", operand, one);
          return zero;
        default:
          return impossible(operator);
      }
    }
    case "binary": {
      const left = leaf(b, e.left) ?? (yield value(b, e.left));
      b.pending.push(left);
      const right = leaf(b, e.right) ?? (yield value(b, e.right));
      b.pending.pop();
      emitBinary(b, e.operator, rd, left, right, origin);
      return zero;
    }
    case "index": {
      const array = leaf(b, e.array) ?? (yield value(b, e.array));
      b.pending.push(array);
      const index = leaf(b, e.index) ?? (yield value(b, e.index));
      b.pending.pop();
      checkBounds(b, array, index, origin);
      b.emit({ op: "load_element", element: e.element, rd, array, index, origin });
      return zero;
    }
    case "length": {
      const array = leaf(b, e.array) ?? (yield value(b, e.array));
      b.emit({ op: "length", rd, array, origin });
      return zero;
    }
    case "new": {
      const length = leaf(b, e.length) ?? (yield value(b, e.length));
      b.trapIf("lt", length, zero, "length", origin);
      b.emit({ op: "allocate", element: e.element, rd, length, origin });
      return zero;
    }
    case "read":
      b.emit({ op: "read", rd, origin });
      return zero;
    default:
      return impossible(e);
  }
}

/** The check of `array[index]`: index <ᵤ length, or trap. */
function checkBounds(b: FlowBuilder, array: Operand, index: Operand, origin: number): void {
  const length = b.fresh();
  b.emit({ op: "length", rd: length, array, origin });
  b.trapIf("geu", index, b.read(length), "bounds", origin);
}

function emitBinary(
  b: FlowBuilder,
  operator: BinaryOperator,
  rd: Register,
  left: Operand,
  right: Operand,
  origin: number,
): void {
  const operate = (operation: Operation, to: Register, x: Operand, y: Operand): void =>
    b.emit({ op: "operate", operation, rd: to, left: x, right: y, origin });
  /** The opposite of a condition computed first. */
  const not = (operation: Operation, x: Operand, y: Operand): void => {
    const condition = b.fresh();
    operate(operation, condition, x, y);
    operate("sltu", rd, b.read(condition), one);
  };
  switch (operator) {
    case "*":
      return operate("mul", rd, left, right);
    case "/":
    case "%":
      b.trapIf("eq", right, zero, "divide", origin);
      return operate(operator === "/" ? "div" : "rem", rd, left, right);
    case "+":
      return operate("add", rd, left, right);
    case "-":
      return operate("sub", rd, left, right);
    case "<<":
      return operate("sll", rd, left, right);
    case ">>":
      return operate("sra", rd, left, right);
    case ">>>":
      return operate("srl", rd, left, right);
    case "&":
      return operate("and", rd, left, right);
    case "^":
      return operate("xor", rd, left, right);
    case "|":
      return operate("or", rd, left, right);
    case "==":
      return not("xor", left, right);
    case "!=": {
      const difference = b.fresh();
      operate("xor", difference, left, right);
      return operate("sltu", rd, zero, b.read(difference));
    }
    case "<":
      return operate("slt", rd, left, right);
    case "<=":
      return not("slt", right, left);
    case ">":
      return operate("slt", rd, right, left);
    case ">=":
      return not("slt", left, right);
    default:
      return impossible(operator);
  }
}

/** A call, its result into `rd` unless nobody looks at it. */
function* call(b: FlowBuilder, e: Extract<Expression, { kind: "call" }>, rd: Register | undefined): Lowering {
  const base = b.pending.length;
  for (const argument of e.arguments) b.pending.push(leaf(b, argument) ?? (yield value(b, argument)));
  const operands = b.pending.splice(base);
  b.emit({ op: "call", callee: e.callee, rd, arguments: operands, cut: b.callCut(e.id), origin: e.id });
  return rd === undefined ? zero : b.read(rd);
}

/** `&&` or `||` for its value: 0 or 1 where the left side decides, else the value of the right side. */
function* logic(b: FlowBuilder, e: Extract<Expression, { kind: "and" | "or" }>): Lowering {
  const rd = b.fresh();
  const right = b.label();
  const short = b.label();
  const join = b.label();
  yield e.kind === "and" ? condition(b, e.left, right, short) : condition(b, e.left, short, right);
  b.joinCondition(right, e.id);
  b.copy(rd, leaf(b, e.right) ?? (yield value(b, e.right, rd)), e.id);
  b.jump(join, e.id);
  b.place(short, e.id);
  b.copy(rd, e.kind === "and" ? zero : one, e.id);
  b.place(join, e.id);
  b.cut({ node: e.id, phase: "after" }, false, rd);
  return b.read(rd);
}

/** The branches that a comparison is. */
function comparisonOf(
  operator: BinaryOperator,
  left: Operand,
  right: Operand,
): [Comparison, Operand, Operand] | undefined {
  switch (operator) {
    case "==":
      return ["eq", left, right];
    case "!=":
      return ["ne", left, right];
    case "<":
      return ["lt", left, right];
    case "<=":
      return ["ge", right, left];
    case ">":
      return ["lt", right, left];
    case ">=":
      return ["ge", left, right];
    case "*":
    case "/":
    case "%":
    case "+":
    case "-":
    case "<<":
    case ">>":
    case ">>>":
    case "&":
    case "^":
    case "|":
      return undefined;
    default:
      return impossible(operator);
  }
}

/** Branches to `yes` or `no`. `spine` counts the `&&` and `||` that this condition is the left side of. */
function* condition(b: FlowBuilder, e: Expression, yes: Label, no: Label, spine = 0): Lowering {
  switch (e.kind) {
    case "unary":
      if (e.operator === "!") return yield condition(b, e.operand, no, yes, spine);
      break;
    case "and":
    case "or": {
      if (spine >= spineLimit || b.crowded) break;
      const right = b.label();
      yield e.kind === "and" ? condition(b, e.left, right, no, spine + 1) : condition(b, e.left, yes, right, spine + 1);
      b.joinCondition(right, e.id);
      return yield condition(b, e.right, yes, no);
    }
    case "binary": {
      if (comparisonOf(e.operator, zero, zero) === undefined) break;
      const left = leaf(b, e.left) ?? (yield value(b, e.left));
      b.pending.push(left);
      const right = leaf(b, e.right) ?? (yield value(b, e.right));
      b.pending.pop();
      b.branch(...comparisonOf(e.operator, left, right)!, yes, no, e.id);
      return zero;
    }
    case "constant":
    case "text":
    case "local":
    case "global":
    case "index":
    case "length":
    case "new":
    case "read":
    case "call":
      break;
    default:
      return impossible(e);
  }
  b.branch("ne", leaf(b, e) ?? (yield value(b, e)), zero, yes, no, e.id);
  return zero;
}
