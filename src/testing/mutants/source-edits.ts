/**
 * Edits of the program before it is compiled: how a mutant misunderstands Ell.
 *
 * Expressions and statements are rewritten from the leaves up. A rewrite keeps node numbers, so that cut points still
 * refer to the source. A temporary is a new slot of the function, after the slots of the source.
 */

import { type Passes, passes } from "../../compiler/passes.ts";
import { impossible } from "../../core/impossible.ts";
import type { Expression, FunctionDefinition, Program, Statement } from "../../lang/program/program.ts";

/** Rewrites a node of a function; `fresh` makes a temporary. */
export interface Edit {
  readonly expression?: (e: Expression, f: FunctionDefinition) => Expression;
  readonly statement?: (s: Statement, fresh: () => number, f: FunctionDefinition) => Statement;
}

/** The compiler that compiles an edited program. */
export function misread(edit: Edit): Passes {
  return misreadWith(() => edit);
}

/** The same, where the edit depends on the program. */
export function misreadWith(editOf: (program: Program) => Edit): Passes {
  return { ...passes, langToFlow: (program) => passes.langToFlow(editProgram(program, editOf(program))) };
}

/** The program with every function rewritten. */
function editProgram(program: Program, edit: Edit): Program {
  return { ...program, functions: program.functions.map((f) => editFunction(f, edit)) };
}

function editFunction(f: FunctionDefinition, edit: Edit): FunctionDefinition {
  const slots = [...f.slots];
  const fresh = (): number => slots.push({ name: `temporary ${slots.length}`, type: "int" }) - 1;
  const body = editStatement(f.body, edit, fresh, f);
  return { ...f, slots, body: body.kind === "block" ? body : { kind: "block", id: f.body.id, statements: [body] } };
}

function editStatement(s: Statement, edit: Edit, fresh: () => number, f: FunctionDefinition): Statement {
  const inner = (part: Statement): Statement => editStatement(part, edit, fresh, f);
  const of = (e: Expression): Expression => editExpression(e, edit, f);
  const rebuilt = rebuildStatement(s, inner, of);
  return edit.statement?.(rebuilt, fresh, f) ?? rebuilt;
}

function rebuildStatement(
  s: Statement,
  inner: (part: Statement) => Statement,
  of: (e: Expression) => Expression,
): Statement {
  switch (s.kind) {
    case "assign":
    case "assign_global":
    case "write":
    case "exit":
      return { ...s, value: of(s.value) };
    case "assign_element":
      return { ...s, array: of(s.array), index: of(s.index), value: of(s.value) };
    case "if":
      return { ...s, condition: of(s.condition), then: inner(s.then), else: s.else && inner(s.else) };
    case "while":
      return { ...s, condition: of(s.condition), body: inner(s.body), update: s.update && inner(s.update) };
    case "break":
    case "continue":
      return s;
    case "return":
      return { ...s, value: s.value && of(s.value) };
    case "assert":
      return { ...s, condition: of(s.condition) };
    case "discard":
      return { ...s, expression: of(s.expression) };
    case "block":
      return { ...s, statements: s.statements.map(inner) };
    default:
      return impossible(s);
  }
}

function editExpression(e: Expression, edit: Edit, f: FunctionDefinition): Expression {
  const rebuilt = rebuildExpression(e, (part) => editExpression(part, edit, f));
  return edit.expression?.(rebuilt, f) ?? rebuilt;
}

function rebuildExpression(e: Expression, of: (part: Expression) => Expression): Expression {
  switch (e.kind) {
    case "constant":
    case "text":
    case "local":
    case "global":
    case "read":
      return e;
    case "unary":
      return { ...e, operand: of(e.operand) };
    case "binary":
    case "and":
    case "or":
      return { ...e, left: of(e.left), right: of(e.right) };
    case "index":
      return { ...e, array: of(e.array), index: of(e.index) };
    case "length":
      return { ...e, array: of(e.array) };
    case "new":
      return { ...e, length: of(e.length) };
    case "transfer":
      return { ...e, array: of(e.array), from: of(e.from), count: of(e.count) };
    case "call":
      return { ...e, arguments: e.arguments.map(of) };
    default:
      return impossible(e);
  }
}

/** Does the expression contain one that `wanted` accepts? */
export function holdsExpression(e: Expression, wanted: (part: Expression) => boolean): boolean {
  let found = false;
  editExpression(
    e,
    {
      expression: (part) => {
        found ||= wanted(part);
        return part;
      },
    },
    undefined as unknown as FunctionDefinition,
  );
  return found;
}

/** Does its evaluation have no event, no trap, no store and no call? */
export function isPure(e: Expression): boolean {
  return !holdsExpression(
    e,
    (part) =>
      part.kind === "read" ||
      part.kind === "transfer" ||
      part.kind === "call" ||
      part.kind === "index" ||
      part.kind === "new" ||
      (part.kind === "binary" && (part.operator === "/" || part.operator === "%")),
  );
}

/** A local variable as an expression. */
export function local(slot: number, id: number): Expression {
  return { kind: "local", id, type: "int", slot };
}

/** An int as an expression. */
export function integer(value: number, id: number): Expression {
  return { kind: "constant", id, type: "int", value };
}

/** Assign an expression to a temporary. */
export function assign(slot: number, value: Expression, id: number): Statement {
  return { kind: "assign", id, slot, value };
}

/** Several statements as one block. */
export function block(id: number, ...statements: readonly Statement[]): Statement {
  return { kind: "block", id, statements };
}
