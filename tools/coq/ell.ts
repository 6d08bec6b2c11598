/**
 * Ell programs as Coq has them, and a run of one, step by step, in the extracted semantics.
 */

import {
  type BinaryOperator,
  type Function as CoqFunction,
  type Program as CoqProgram,
  type Element,
  type Expression,
  ell_begin,
  ell_run_step,
  type Statement,
  type Type,
} from "../../coq/extracted/semantics.js";
import type { Event, Outcome, Trap } from "../../src/core/behaviour.ts";
import type { Arrival } from "../../src/core/environment.ts";
import { impossible } from "../../src/core/impossible.ts";
import type * as our from "../../src/lang/program/program.ts";
import type { Type as OurType } from "../../src/lang/syntax/tree.ts";
import { given } from "./environment.ts";
import { eventsOf, list, nat, numberOf, option, plainName, z } from "./values.ts";

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

function functionOf({ parameters, result, slots, body }: our.FunctionDefinition): CoqFunction {
  const types = list(slots, ({ type }) => typeOf(type));
  return { is: "Build_function", a: nat(parameters), b: option(result, typeOf), c: types, d: statementOf(body) };
}

/** A program as Coq has it. */
export function programOf({ globals, functions, start, main }: our.Program): CoqProgram {
  const types = list(globals, ({ type }) => typeOf(type));
  return { is: "Build_program", a: types, b: list(functions, functionOf), c: nat(start), d: nat(main) };
}

/** A step that was made: its rule, its events, and how the run ended, if it did, and at which node. */
export interface EllStep {
  readonly rule: string;
  readonly events: readonly Event[];
  readonly outcome: Outcome | undefined;
  readonly node: number | undefined;
}

/** Where the first array of a run is; programs cannot see it. */
const firstReference = 0x1000_0000;

/** The steps of a run in Coq's semantics. Throws where no rule applies. */
export function* ellSteps(program: our.Program, input: Uint8Array, arrival?: Arrival): Generator<EllStep> {
  const { env, start } = given(input, arrival);
  const p = programOf(program);
  const begun = ell_begin(p, z(firstReference), start);
  if (begun.is === "None") throw new Error("the program has no start-up");
  for (let state = begun.a; ; ) {
    const { a, b } = ell_run_step(env, p, state);
    if (b.is === "EllWrong") throw new Error("no rule applies");
    const rule = plainName(b.a);
    const events = eventsOf(a);
    if (b.is === "EllNext") {
      yield { rule, events, outcome: undefined, node: undefined };
      state = b.b;
      continue;
    }
    const final = b.b;
    if (final.is === "Halt")
      yield { rule, events, outcome: { kind: "halted", code: numberOf(final.a) | 0 }, node: undefined };
    else {
      const outcome: Outcome = { kind: "trapped", trap: plainName(final.a) as Trap };
      yield { rule, events, outcome, node: numberOf(final.b) };
    }
    return;
  }
}
