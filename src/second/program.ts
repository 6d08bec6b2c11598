/**
 * Ell programs as Coq has them (coq/EllProgram.v): the same trees, without names, places in the text, texts of assertions and types of nodes,
 * on which no rule depends.
 */

import type {
  BinaryOperator,
  Function as CoqFunction,
  Program as CoqProgram,
  Element,
  Expression,
  Statement,
  Type,
} from "../../coq/extracted/semantics.js";
import { impossible } from "../core/impossible.ts";
import type * as our from "../lang/program/program.ts";
import type { Type as OurType } from "../lang/syntax/tree.ts";
import { list, nat, option, z } from "./values.ts";

const binaryOperators = {
  "*": { is: "Times" },
  "/": { is: "Over" },
  "%": { is: "Modulo" },
  "+": { is: "Plus" },
  "-": { is: "Minus" },
  "<<": { is: "ShiftLeft" },
  ">>": { is: "ShiftRight" },
  ">>>": { is: "ShiftRightLogical" },
  "&": { is: "BitAnd" },
  "^": { is: "BitXor" },
  "|": { is: "BitOr" },
  "==": { is: "IsEqual" },
  "!=": { is: "IsNot" },
  "<": { is: "IsLess" },
  "<=": { is: "IsAtMost" },
  ">": { is: "IsGreater" },
  ">=": { is: "IsAtLeast" },
} as const satisfies Record<our.BinaryOperator, BinaryOperator>;

const unaryOperators = { "-": { is: "Negate" }, "~": { is: "Complement" }, "!": { is: "Not" } } as const;

/** What arrays are made of. */
export const elements = {
  int: { is: "Element_int" },
  bool: { is: "Element_bool" },
  byte: { is: "Element_byte" },
} as const satisfies Record<string, Element>;

function typeOf(type: OurType): Type {
  switch (type) {
    case "int":
      return { is: "Type_int" };
    case "bool":
      return { is: "Type_bool" };
    case "int[]":
      return { is: "Type_array", a: elements.int };
    case "bool[]":
      return { is: "Type_array", a: elements.bool };
    case "byte[]":
      return { is: "Type_array", a: elements.byte };
    default:
      return impossible(type);
  }
}

function expressionOf(e: our.Expression): Expression {
  const a = z(e.id);
  switch (e.kind) {
    case "constant":
      return { is: "Constant", a, b: z(e.value) };
    case "text":
      return { is: "Text", a, b: elements[e.element], c: list(e.values, z) };
    case "local":
      return { is: "Local", a, b: nat(e.slot) };
    case "global":
      return { is: "Global", a, b: z(e.index) };
    case "unary":
      return { is: "Unary", a, b: unaryOperators[e.operator], c: expressionOf(e.operand) };
    case "binary":
      return { is: "Binary", a, b: binaryOperators[e.operator], c: expressionOf(e.left), d: expressionOf(e.right) };
    case "and":
    case "or": {
      const b = { is: e.kind === "and" ? "AndAlso" : "OrElse" } as const;
      return { is: "Logic", a, b, c: expressionOf(e.left), d: expressionOf(e.right) };
    }
    case "index":
      return { is: "Index", a, b: elements[e.element], c: expressionOf(e.array), d: expressionOf(e.index) };
    case "length":
      return { is: "Length", a, b: expressionOf(e.array) };
    case "new":
      return { is: "New", a, b: elements[e.element], c: expressionOf(e.length) };
    case "read":
      return { is: "Read", a };
    case "transfer": {
      const b = { is: e.direction === "read" ? "Inward" : "Outward" } as const;
      return { is: "Transfer", a, b, c: expressionOf(e.array), d: expressionOf(e.from), e: expressionOf(e.count) };
    }
    case "call":
      return { is: "Call", a, b: nat(e.callee), c: list(e.arguments, expressionOf) };
    default:
      return impossible(e);
  }
}

function statementOf(s: our.Statement): Statement {
  const a = z(s.id);
  switch (s.kind) {
    case "assign":
      return { is: "Assign", a, b: nat(s.slot), c: expressionOf(s.value) };
    case "assign_global":
      return { is: "AssignGlobal", a, b: z(s.index), c: expressionOf(s.value) };
    case "assign_element": {
      const [c, d, e] = [s.array, s.index, s.value].map(expressionOf) as [Expression, Expression, Expression];
      return { is: "AssignElement", a, b: elements[s.element], c, d, e };
    }
    case "if":
      return { is: "If", a, b: expressionOf(s.condition), c: statementOf(s.then), d: option(s.else, statementOf) };
    case "while":
      return { is: "While", a, b: expressionOf(s.condition), c: statementOf(s.body), d: option(s.update, statementOf) };
    case "break":
      return { is: "Break", a };
    case "continue":
      return { is: "Continue", a };
    case "return":
      return { is: "Return", a, b: option(s.value, expressionOf) };
    case "assert":
      return { is: "Assert", a, b: expressionOf(s.condition) };
    case "write":
      return { is: "Write", a, b: expressionOf(s.value) };
    case "exit":
      return { is: "Exit", a, b: expressionOf(s.value) };
    case "discard":
      return { is: "Discard", a, b: expressionOf(s.expression) };
    case "block":
      return { is: "Block", a, b: list(s.statements, statementOf) };
    default:
      return impossible(s);
  }
}

/** A function as Coq has it. */
export function functionOf({ parameters, result, slots, body }: our.FunctionDefinition): CoqFunction {
  const types = list(slots, ({ type }) => typeOf(type));
  return { is: "Build_function", a: nat(parameters), b: option(result, typeOf), c: types, d: statementOf(body) };
}

/** A program as Coq has it. */
export function programOf({ globals, functions, start, main }: our.Program): CoqProgram {
  const types = list(globals, ({ type }) => typeOf(type));
  return { is: "Build_program", a: types, b: list(functions, functionOf), c: nat(start), d: nat(main) };
}
