/**
 * Edits of statements: leave some out, or replace a statement by one of its parts.
 *
 * When a declaration is left out, the simplest value replaces each use of the variable, and assignments to it go too.
 */

import { impossible } from "../../core/impossible.ts";
import { isBlockCall } from "../../lang/check/scope.ts";
import type { SyntaxBlock, SyntaxExpression, SyntaxIf, SyntaxStatement } from "../../lang/syntax/tree.ts";
import { evaluatedIn, visitExpression } from "../../lang/syntax/walk.ts";
import * as make from "./make.ts";
import { findLocal, hasEffect, type Names, simplest, typeOf, withLocal } from "./names.ts";
import { declaresAny, isInConstant, namesIn } from "./occurrences.ts";
import { ifWithBodies, rewriteExpression, substitute } from "./rewrite.ts";

type Statements = readonly SyntaxStatement[];

/** Shorter or simpler forms of the statements of one block. */
export type BlockEdit = (statements: Statements, names: Names) => Iterable<Statements>;

/** The names after a statement of the same block. */
export function after(names: Names, s: SyntaxStatement): Names {
  if (s.kind === "let") return withLocal(names, s.name, s.type ?? typeOf(names, s.value));
  return s.kind === "const" ? withLocal(names, s.name, typeOf(names, s.value)) : names;
}

/** The names in the body of a loop. */
export function insideLoop(names: Names, s: Extract<SyntaxStatement, { kind: "while" | "for" }>): Names {
  const inner = { ...names, loops: names.loops + 1 };
  return s.kind === "for" ? withLocal(inner, s.name, "int") : inner;
}

/** Apply an edit to a block and to all blocks inside it. */
export function* editBlocks(statements: Statements, names: Names, edit: BlockEdit): Generator<Statements> {
  yield* edit(statements, names);
  let here = names;
  for (const [i, s] of statements.entries()) {
    for (const changed of editInside(s, here, edit)) yield statements.with(i, changed);
    here = after(here, s);
  }
}

function* editBlock(b: SyntaxBlock, names: Names, edit: BlockEdit): Generator<SyntaxBlock> {
  for (const statements of editBlocks(b.statements, names, edit)) yield make.block(statements);
}

function* editIf(s: SyntaxIf, names: Names, edit: BlockEdit): Generator<SyntaxIf> {
  for (const then of editBlock(s.then, names, edit)) yield { ...s, then };
  if (s.else === undefined) return;
  if (s.else.kind === "if") for (const otherwise of editIf(s.else, names, edit)) yield { ...s, else: otherwise };
  else for (const otherwise of editBlock(s.else, names, edit)) yield { ...s, else: otherwise };
}

function* editInside(s: SyntaxStatement, names: Names, edit: BlockEdit): Generator<SyntaxStatement> {
  switch (s.kind) {
    case "if":
      yield* editIf(s, names, edit);
      return;
    case "while":
    case "for":
      for (const body of editBlock(s.body, insideLoop(names, s), edit)) yield { ...s, body };
      return;
    case "block":
      yield* editBlock(s, names, edit);
      return;
    case "let":
    case "const":
    case "assign":
    case "break":
    case "continue":
    case "return":
    case "assert":
    case "call":
      return;
    default:
      impossible(s);
  }
}

/** Leave out all statements, halves, quarters, … and each one. */
export function* removeChunks(statements: Statements, names: Names): Generator<Statements> {
  const count = statements.length;
  for (let size = count; size >= 1; size = size === 1 ? 0 : (size + 1) >> 1)
    for (let start = 0; start < count; start += size)
      yield without(statements, start, Math.min(count, start + size), names);
}

/** The statements without those from `start` up to `end`. */
function without(statements: Statements, start: number, end: number, names: Names): Statements {
  let rest: Statements = statements.slice(end);
  let here = names;
  const declared: { name: string; value: ReturnType<typeof simplest> }[] = [];
  for (let i = 0; i < end; i++) {
    const s = statements[i]!;
    here = after(here, s);
    if (i >= start && (s.kind === "let" || s.kind === "const"))
      declared.push({ name: s.name, value: simplest(here.locals!.type) });
  }
  for (const { name, value } of declared) rest = substitute(rest, name, value);
  return [...statements.slice(0, start), ...rest];
}

/** A statement replaced by a part: an `if` by an arm, a loop by its body, a variable by its value, what follows by a `return`. */
export function* editStructure(statements: Statements, names: Names): Generator<Statements> {
  let here = names;
  for (const [i, s] of statements.entries()) {
    const rest = statements.slice(i + 1);
    const hoisted = (inner: Statements): Statements => [
      ...statements.slice(0, i),
      ...(clashes(inner, here, rest) ? [make.block(inner)] : inner),
      ...rest,
    ];
    for (const value of valuesOf(s, here))
      if (here.result !== undefined && typeOf(here, value) === here.result)
        yield [...statements.slice(0, i), make.returnValue(value)];
    for (const call of callsOf(s, here)) yield [...statements.slice(0, i), call, ...afterLet(s, here, rest)];
    switch (s.kind) {
      case "if":
        yield hoisted(s.then.statements);
        if (s.else !== undefined) {
          yield hoisted(s.else.kind === "if" ? [s.else] : s.else.statements);
          yield statements.with(i, { ...s, else: undefined });
        }
        yield statements.with(i, make.assertThat(s.condition));
        yield statements.with(i, make.assertThat(make.unary("!", s.condition)));
        break;
      case "while":
        yield hoisted(here.loops === 0 ? withoutJumps(s.body.statements) : s.body.statements);
        break;
      case "for": {
        if (s.step !== undefined) yield statements.with(i, { ...s, step: undefined });
        const body = here.loops === 0 ? withoutJumps(s.body.statements) : s.body.statements;
        yield hoisted(substitute(body, s.name, s.low.kind === "integer" ? s.low : make.integer(0)));
        for (const value of [0, 1]) yield hoisted([make.letVariable(s.name, make.integer(value)), ...body]);
        break;
      }
      case "block":
        yield hoisted(s.statements);
        break;
      case "let": {
        // The value may be different further on, but its names must mean the same.
        if (!declaresAny(rest, namesIn(s.value))) {
          yield [...statements.slice(0, i), ...substitute(rest, s.name, s.value)];
          yield [...statements.slice(0, i), ...declaredLate(s, rest)];
        }
        if (s.type !== undefined) yield statements.with(i, { ...s, type: undefined });
        break;
      }
      case "const":
        yield [...statements.slice(0, i), ...substitute(rest, s.name, s.value)];
        // No constant can be made of a variable.
        if (!isInConstant(rest, s.name)) yield statements.with(i, make.letVariable(s.name, s.value));
        break;
      case "assign":
        if (s.operator !== undefined) yield statements.with(i, { ...s, operator: undefined });
        break;
      case "assert":
        if (s.text !== undefined) yield statements.with(i, { ...s, text: undefined });
        break;
      case "break":
      case "continue":
      case "return":
      case "call":
        break;
      default:
        impossible(s);
    }
    here = after(here, s);
  }
}

/** The calls in a statement, as statements of their own that may replace it. */
function callsOf(s: SyntaxStatement, names: Names): readonly SyntaxStatement[] {
  const calls: SyntaxStatement[] = [];
  const own = s.kind === "call" ? s.call.arguments : evaluatedIn(s);
  if (s.kind === "return") return calls;
  for (const value of own)
    visitExpression(value, {
      expression: (e) => {
        if (e.kind === "call" && hasEffect(names, e.name)) calls.push(make.callStatement(e));
      },
    });
  return calls;
}

/** The statements after one that was replaced by a call. */
function afterLet(s: SyntaxStatement, names: Names, rest: Statements): Statements {
  return s.kind === "let" ? substitute(rest, s.name, simplest(s.type ?? typeOf(names, s.value))) : rest;
}

/** The statements after a declaration, with the declaration moved to the first assignment and given the value assigned there. */
function declaredLate(s: Extract<SyntaxStatement, { kind: "let" }>, rest: Statements): Statements {
  const late = rest.findIndex((other) => other.kind === "assign" && isName(other.place, s.name));
  const assignment = rest[late];
  if (assignment?.kind !== "assign" || assignment.operator !== undefined) return substitute(rest, s.name, s.value);
  const value = rewriteExpression(assignment.value, (e) => (isName(e, s.name) ? s.value : undefined));
  return [...substitute(rest.slice(0, late), s.name, s.value), { ...s, value }, ...rest.slice(late + 1)];
}

function isName(e: SyntaxExpression, name: string): boolean {
  return e.kind === "name" && e.name === name;
}

/** The values that a statement computes before anything else; one of them could be returned instead. */
function valuesOf(s: SyntaxStatement, names: Names): readonly SyntaxExpression[] {
  switch (s.kind) {
    case "let":
    case "const":
      return [s.value];
    case "assign":
      return [
        ...(s.operator === undefined ? [] : [make.binary(s.operator, s.place, s.value)]),
        s.value,
        ...(s.place.kind === "name" ? [] : [s.place, s.place.array, s.place.index]),
      ];
    case "if":
    case "while":
    case "assert":
      return [s.condition];
    case "for":
      return [s.low, s.high];
    case "call":
      return hasValue(names, s.call.name) ? [s.call, ...s.call.arguments] : s.call.arguments;
    case "return":
    case "break":
    case "continue":
    case "block":
      return [];
    default:
      return impossible(s);
  }
}

/** Has a call of this function a value? */
function hasValue(names: Names, name: string): boolean {
  const declared = names.functions.get(name);
  if (declared !== undefined) return declared.result !== undefined;
  return name === "read" || name === "len" || isBlockCall(name);
}

/** Would the variables of `inner` hide or repeat others, if its statements were in the block itself? */
function clashes(inner: Statements, names: Names, rest: Statements): boolean {
  return inner.some((s) => {
    if (s.kind !== "let" && s.kind !== "const") return false;
    if (findLocal(names, s.name) !== undefined || names.globals.has(s.name) || names.functions.has(s.name)) return true;
    return rest.some((other) => (other.kind === "let" || other.kind === "const") && other.name === s.name);
  });
}

/** The body of a loop that was removed, without the `break`s and `continue`s of that loop. */
function withoutJumps(statements: Statements): Statements {
  const kept: SyntaxStatement[] = [];
  for (const s of statements) {
    if (s.kind === "break" || s.kind === "continue") continue;
    if (s.kind === "block") kept.push(make.block(withoutJumps(s.statements)));
    else if (s.kind === "if") kept.push(ifWithBodies(s, withoutJumps));
    else kept.push(s);
  }
  return kept;
}
