/**
 * Edits of expressions: a constant or a part of the same type replaces the whole; special constants replace others.
 */

import { impossible } from "../../core/impossible.ts";
import type { SyntaxBlock, SyntaxCall, SyntaxExpression, SyntaxIf, SyntaxStatement } from "../../lang/syntax/tree.ts";
import { partsOf, withParts } from "../../lang/syntax/walk.ts";
import { after, insideLoop } from "./edit-blocks.ts";
import * as make from "./make.ts";
import { type Names, simplest, typeOf } from "./names.ts";

type Statements = readonly SyntaxStatement[];

/** Simpler expressions of the same type. */
export type ExpressionEdit = (e: SyntaxExpression, names: Names) => Iterable<SyntaxExpression>;

/** Apply an edit to every expression in statements. */
export function* editExpressions(statements: Statements, names: Names, edit: ExpressionEdit): Generator<Statements> {
  let here = names;
  for (const [i, s] of statements.entries()) {
    for (const changed of editStatement(s, here, edit)) yield statements.with(i, changed);
    here = after(here, s);
  }
}

function* editBlock(b: SyntaxBlock, names: Names, edit: ExpressionEdit): Generator<SyntaxBlock> {
  for (const statements of editExpressions(b.statements, names, edit)) yield make.block(statements);
}

function* editIf(s: SyntaxIf, names: Names, edit: ExpressionEdit): Generator<SyntaxIf> {
  for (const condition of edit(s.condition, names)) yield { ...s, condition };
  for (const then of editBlock(s.then, names, edit)) yield { ...s, then };
  if (s.else === undefined) return;
  if (s.else.kind === "if") for (const otherwise of editIf(s.else, names, edit)) yield { ...s, else: otherwise };
  else for (const otherwise of editBlock(s.else, names, edit)) yield { ...s, else: otherwise };
}

function* editCall(call: SyntaxCall, names: Names, edit: ExpressionEdit): Generator<SyntaxCall> {
  for (const [i, argument] of call.arguments.entries())
    for (const changed of edit(argument, names)) yield { ...call, arguments: call.arguments.with(i, changed) };
}

function* editStatement(s: SyntaxStatement, names: Names, edit: ExpressionEdit): Generator<SyntaxStatement> {
  switch (s.kind) {
    case "let":
    case "const":
      for (const value of edit(s.value, names)) yield { ...s, value };
      return;
    case "assign": {
      const { place } = s;
      for (const value of edit(s.value, names)) yield { ...s, value };
      if (place.kind === "name") return;
      for (const array of edit(place.array, names)) yield { ...s, place: { ...place, array } };
      for (const index of edit(place.index, names)) yield { ...s, place: { ...place, index } };
      return;
    }
    case "if":
      yield* editIf(s, names, edit);
      return;
    case "while":
      for (const condition of edit(s.condition, names)) yield { ...s, condition };
      for (const body of editBlock(s.body, insideLoop(names, s), edit)) yield { ...s, body };
      return;
    case "for":
      for (const low of edit(s.low, names)) yield { ...s, low };
      for (const high of edit(s.high, names)) yield { ...s, high };
      if (s.step !== undefined) for (const step of edit(s.step, names)) yield { ...s, step };
      for (const body of editBlock(s.body, insideLoop(names, s), edit)) yield { ...s, body };
      return;
    case "return":
      if (s.value !== undefined) for (const value of edit(s.value, names)) yield { ...s, value };
      return;
    case "assert":
      for (const condition of edit(s.condition, names)) yield { ...s, condition };
      return;
    case "call":
      for (const call of editCall(s.call, names, edit)) yield { ...s, call };
      return;
    case "block":
      yield* editBlock(s, names, edit);
      return;
    case "break":
    case "continue":
      return;
    default:
      impossible(s);
  }
}

/** The expression with one of its parts changed. Both sides of an equality must keep the same type. */
function* inParts(e: SyntaxExpression, names: Names, edit: ExpressionEdit): Generator<SyntaxExpression> {
  const parts = partsOf(e);
  for (const [i, part] of parts.entries())
    for (const changed of edit(part, names)) yield withParts(e, parts.with(i, changed));
}

/** Apply an edit to an expression, and to every part of it. */
export function atEachPart(edit: ExpressionEdit): ExpressionEdit {
  return function* each(e, names) {
    yield* edit(e, names);
    yield* inParts(e, names, each);
  };
}

/** Smaller expressions of the same type: the simplest, a part, a part of a part; then the same inside. */
export function* simplerExpressions(e: SyntaxExpression, names: Names): Generator<SyntaxExpression> {
  const parts = partsOf(e);
  if (parts.length === 0) return;
  if (e.kind === "array") for (const fewer of fewerElements(e.elements)) yield make.literal(fewer);
  const type = typeOf(names, e);
  yield simplest(type);
  if (type === "int") yield make.integer(1);
  else if (type === "bool") yield make.boolean(true);
  else if (type === "byte[]") yield make.text([]);
  yield* withText(e, names);
  let level: readonly SyntaxExpression[] = parts;
  while (level.length > 0) {
    for (const part of level) if (typeOf(names, part) === type) yield part;
    level = level.flatMap(partsOf);
  }
  yield* inParts(e, names, simplerExpressions);
}

/** A string literal in place of an array whose ints are only read: no array is smaller. */
function* withText(e: SyntaxExpression, names: Names): Generator<SyntaxExpression> {
  if (e.kind === "index" && typeOf(names, e.array) !== "bool[]")
    for (const bytes of [[], [97]]) yield { ...e, array: make.text(bytes) };
  if (e.kind === "call" && e.name === "len")
    for (const bytes of [[], [97]]) yield { ...e, arguments: [make.text(bytes)] };
}

const specialConstants: readonly number[] = [
  0, 1, -1, 2, 4, 8, 16, 31, 32, 100, 127, 128, 255, 256, 2047, 2048, 4095, 4096, 65535, 65536, 2147483647, -2147483648,
];

/** How far an int is from the simplest: its index among the special constants, or more for any other. */
export function constantRank(value: number): number {
  const index = specialConstants.indexOf(value);
  return index >= 0 ? index : specialConstants.length;
}

/** Simpler leaves in place of leaves. */
export function* simplerLeaves(e: SyntaxExpression, names: Names): Generator<SyntaxExpression> {
  switch (e.kind) {
    case "integer":
    case "character": {
      const rank = e.kind === "character" ? specialConstants.length : constantRank(e.value);
      for (let i = 0; i < rank; i++) yield make.integer(specialConstants[i]!);
      if (e.kind === "character") yield make.integer(e.value);
      return;
    }
    case "boolean":
      if (e.value) yield make.boolean(false);
      return;
    case "string":
      for (const shorter of shorterTexts(e.bytes)) yield make.text(shorter);
      return;
    case "name": {
      const type = typeOf(names, e);
      if (type === "int") for (const value of [0, 1, -1]) yield make.integer(value);
      else if (type === "bool") for (const value of [false, true]) yield make.boolean(value);
      return;
    }
    case "call":
      if (e.name === "read") for (const value of [0, 1, -1]) yield make.integer(value);
      else yield* inParts(e, names, simplerLeaves);
      return;
    case "array":
    case "unary":
    case "binary":
    case "index":
    case "new":
      yield* inParts(e, names, simplerLeaves);
      return;
    default:
      impossible(e);
  }
}

/** Fewer elements, but one: without an element, an array of bools would be one of ints. */
function* fewerElements(elements: readonly SyntaxExpression[]): Generator<readonly SyntaxExpression[]> {
  if (elements.length < 2) return;
  yield elements.slice(0, 1);
  yield elements.slice(0, elements.length >> 1);
  for (let i = 0; i < elements.length; i++) yield elements.filter((_, other) => other !== i);
}

function* shorterTexts(bytes: readonly number[]): Generator<readonly number[]> {
  if (bytes.length === 0) return;
  yield [];
  if (bytes.length > 1) yield bytes.slice(0, bytes.length >> 1);
  yield bytes.slice(0, -1);
  if (bytes.some((byte) => byte !== 97)) yield bytes.map(() => 97);
}
