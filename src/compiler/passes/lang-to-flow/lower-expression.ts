/**
 * Lowering of expressions: three-address code for values, branches for conditions.
 *
 * Conditions of `if`, `while` and `assert` become branches; elsewhere `&&` and `||` become a join that delivers the
 * value their semantic rules deliver. A divisor that is a constant other than 0 needs no check.
 */

import { impossible } from "../../../core/impossible.ts";
import type { BinaryOperator, Expression } from "../../../lang/program/program.ts";
import {
  type Comparison,
  constantOperand,
  type Label,
  type Operand,
  type Operation,
  type Register,
} from "../../flow/syntax.ts";
import { type FlowBuilder, zero } from "./builder.ts";

/** A lowering in progress: it yields the lowerings of its parts and is resumed with the operands they deliver. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a type alias may not mention itself here
export interface Lowering extends Generator<Lowering, Operand, Operand> {}

const one = constantOperand(1);
const allOnes = constantOperand(-1);

/** The operand of an expression that needs no code. */
export function leaf(b: FlowBuilder, e: Expression): Operand | undefined {
  if (e.kind === "local") return b.read(e.slot);
  if (e.kind === "constant") return constantOperand(e.value);
  return undefined;
}

/**
 * Code for the value of an expression that is no leaf. The value comes into `target` where one is given, written by the
 * very last instruction; except for `&&` and `||`, blocks and new arrays, whose value is always in a new temporary.
 */
export function value(b: FlowBuilder, e: Expression, target?: Register): Lowering {
  switch (e.kind) {
    case "and":
    case "or":
      return logic(b, e);
    case "transfer":
      return transfer(b, e);
    case "call":
      return call(b, e, e.type === "nothing" ? undefined : (target ?? b.fresh()));
    default:
      return computed(b, e, target);
  }
}

/** An expression that is computed of the values of its parts. */
function* computed(
  b: FlowBuilder,
  e: Exclude<Expression, { kind: "and" | "or" | "transfer" | "call" }>,
  target: Register | undefined,
): Lowering {
  if (e.kind === "constant" || e.kind === "local") return leaf(b, e)!;
  const origin = e.id;
  const isNewArray = e.kind === "text" || e.kind === "new";
  const rd = isNewArray ? b.fresh() : (target ?? b.fresh());
  switch (e.kind) {
    case "text":
      b.emit({ op: "allocate_text", element: e.element, rd, values: e.values, origin });
      break;
    case "global":
      b.emit({ op: "get_global", rd, global: e.index, origin });
      break;
    case "unary": {
      const operand = leaf(b, e.operand) ?? (yield value(b, e.operand));
      emitUnary(b, e.operator, rd, operand, origin);
      break;
    }
    case "binary": {
      const left = leaf(b, e.left) ?? (yield value(b, e.left));
      b.push(left);
      const right = leaf(b, e.right) ?? (yield value(b, e.right));
      b.pop();
      emitBinary(b, e.operator, rd, left, right, origin);
      break;
    }
    case "index": {
      const array = leaf(b, e.array) ?? (yield value(b, e.array));
      b.push(array);
      const index = leaf(b, e.index) ?? (yield value(b, e.index));
      b.pop();
      checkBounds(b, array, index, origin);
      b.emit({ op: "load_element", element: e.element, rd, array, index, origin });
      break;
    }
    case "length": {
      const array = leaf(b, e.array) ?? (yield value(b, e.array));
      b.emit({ op: "length", rd, array, origin });
      break;
    }
    case "new": {
      const length = leaf(b, e.length) ?? (yield value(b, e.length));
      b.trapIf("lt", length, zero, "length", origin);
      b.emit({ op: "allocate", element: e.element, rd, length, origin });
      break;
    }
    case "read":
      b.emit({ op: "read", rd, origin });
      break;
    default:
      return impossible(e);
  }
  // The certificate names a new array at once, so that addresses stay a reference and an offset.
  if (isNewArray) b.cut({ node: origin, phase: "after" }, true, rd);
  else b.delivered(origin, rd);
  return b.read(rd);
}

/** The check of `array[index]`: index <ᵤ length, or trap. */
export function checkBounds(b: FlowBuilder, array: Operand, index: Operand, origin: number): void {
  const length = b.fresh();
  b.emit({ op: "length", rd: length, array, origin });
  b.trapIf("geu", index, b.read(length), "bounds", origin);
}

function emitUnary(
  b: FlowBuilder,
  operator: Extract<Expression, { kind: "unary" }>["operator"],
  rd: Register,
  operand: Operand,
  origin: number,
): void {
  const operate = (operation: Operation, left: Operand, right: Operand): void =>
    b.emit({ op: "operate", operation, rd, left, right, origin });
  switch (operator) {
    case "-":
      return operate("sub", zero, operand);
    case "~":
      return operate("xor", operand, allOnes);
    case "!":
      return operate("sltu", operand, one);
    default:
      return impossible(operator);
  }
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

/** A call, with its result in `rd` unless nothing reads it; after the last one there is nothing to do but to return what it delivers. */
export function* call(
  b: FlowBuilder,
  e: Extract<Expression, { kind: "call" }>,
  rd: Register | undefined,
  isLast = false,
): Lowering {
  const operands: Operand[] = [];
  for (const argument of e.arguments) {
    const operand = leaf(b, argument) ?? (yield value(b, argument));
    operands.push(operand);
    b.push(operand);
  }
  operands.forEach(() => {
    b.pop();
  });
  const last = isLast && ({ isLast } as const);
  b.emit({ op: "call", callee: e.callee, rd, arguments: operands, cut: b.callCut(e.id), origin: e.id, ...last });
  return rd === undefined ? zero : b.read(rd);
}

/** `read_bytes` or `write_bytes`: the range is checked, and then no byte is moved by no call. */
function* transfer(b: FlowBuilder, e: Extract<Expression, { kind: "transfer" }>): Lowering {
  const origin = e.id;
  const array = leaf(b, e.array) ?? (yield value(b, e.array));
  b.push(array);
  const from = leaf(b, e.from) ?? (yield value(b, e.from));
  b.push(from);
  const count = leaf(b, e.count) ?? (yield value(b, e.count));
  b.pop();
  b.pop();
  const [length, rd] = [b.fresh(), b.fresh()];
  b.emit({ op: "length", rd: length, array, origin });
  let left = length;
  if (from.kind !== "constant" || from.value !== 0) {
    left = b.fresh();
    b.trapIf("ltu", b.read(length), from, "bounds", origin);
    b.emit({ op: "operate", operation: "sub", rd: left, left: b.read(length), right: from, origin });
  }
  b.trapIf("ltu", b.read(left), count, "bounds", origin);
  const [some, join] = [b.label(), b.label()];
  b.copy(rd, zero, origin);
  b.branch("eq", count, zero, join, some, origin);
  b.place(some, origin);
  b.emit({ op: "transfer", direction: e.direction, rd, array, from, count, origin });
  b.place(join, origin);
  // Five ways lead here.
  b.cut({ node: e.id, phase: "after" }, false, rd);
  return b.read(rd);
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
export function* condition(b: FlowBuilder, e: Expression, yes: Label, no: Label, spine = 0): Lowering {
  switch (e.kind) {
    case "unary":
      if (e.operator === "!") return yield condition(b, e.operand, no, yes, spine);
      break;
    case "and":
    case "or": {
      if (b.isCrowded(spine)) break;
      const right = b.label();
      yield e.kind === "and" ? condition(b, e.left, right, no, spine + 1) : condition(b, e.left, yes, right, spine + 1);
      b.joinCondition(right, e.id);
      return yield condition(b, e.right, yes, no);
    }
    case "binary": {
      if (comparisonOf(e.operator, zero, zero) === undefined) break;
      const left = leaf(b, e.left) ?? (yield value(b, e.left));
      b.push(left);
      const right = leaf(b, e.right) ?? (yield value(b, e.right));
      b.pop();
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
    case "transfer":
    case "call":
      break;
    default:
      return impossible(e);
  }
  b.branch("ne", leaf(b, e) ?? (yield value(b, e)), zero, yes, no, e.id);
  return zero;
}
