/**
 * What names mean inside a syntax tree: as much typing as edits need to keep a program well-typed.
 *
 * The trees have passed the checker, so nothing here can fail.
 */

import { impossible } from "../../core/impossible.ts";
import { isBlockCall } from "../../lang/check/scope.ts";
import type { Module, SyntaxExpression, SyntaxFunction, Type } from "../../lang/syntax/tree.ts";
import { typeOf as typeOfText } from "../../lang/syntax/type-of.ts";
import * as make from "./make.ts";

/** The local variables at a position, innermost first. */
export interface Locals {
  readonly name: string;
  readonly type: Type;
  readonly outer: Locals | undefined;
}

/** The names that can be used at a position. */
export interface Names {
  readonly functions: ReadonlyMap<string, SyntaxFunction>;
  /** Constants and globals. */
  readonly globals: ReadonlyMap<string, Type>;
  readonly locals: Locals | undefined;
  /** How many loops are around the position. */
  readonly loops: number;
  /** The result type of the function around the position. */
  readonly result: Type | undefined;
}

/** The names that a module declares. */
export function namesOf(module: Module): Names {
  const functions = new Map<string, SyntaxFunction>();
  const globals = new Map<string, Type>();
  const names: Names = { functions, globals, locals: undefined, loops: 0, result: undefined };
  for (const d of module.declarations) if (d.kind === "function") functions.set(d.name, d);
  for (const d of module.declarations)
    if (d.kind !== "function")
      globals.set(d.name, (d.kind === "global" ? d.type : undefined) ?? typeOf(names, d.value));
  return names;
}

/** The names inside a function, before its body. */
export function insideOf(names: Names, f: SyntaxFunction): Names {
  let inside: Names = { ...names, result: f.result };
  for (const p of f.parameters) inside = withLocal(inside, p.name, p.type);
  return inside;
}

/** The names with one more local. */
export function withLocal(names: Names, name: string, type: Type): Names {
  return { ...names, locals: { name, type, outer: names.locals } };
}

/** The innermost local of this name. */
export function findLocal(names: Names, name: string): Locals | undefined {
  let local = names.locals;
  while (local !== undefined && local.name !== name) local = local.outer;
  return local;
}

/** The type of an expression that has one. */
export function typeOf(names: Names, e: SyntaxExpression): Type {
  const type = typeOfText(e, {
    ofName: ({ name }) => findLocal(names, name)?.type ?? names.globals.get(name),
    ofCall: (name) => names.functions.get(name)?.result,
  });
  return type ?? "int";
}

/** Has a call of this function an effect, besides giving a value or none? Not `write` and `exit`, which are statements. */
export function hasEffect(names: Names, name: string): boolean {
  return names.functions.has(name) || name === "read" || isBlockCall(name);
}

/** The simplest value of a type. */
export function simplest(type: Type): SyntaxExpression {
  switch (type) {
    case "int":
      return make.integer(0);
    case "bool":
      return make.boolean(false);
    case "int[]":
    case "bool[]":
    case "byte[]":
      return make.array(type, make.integer(1));
    default:
      return impossible(type);
  }
}
