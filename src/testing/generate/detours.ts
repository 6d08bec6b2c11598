/**
 * Detours: edits that do not make a program smaller by themselves, but may lead to a smaller one. They help when two
 * things must change at once: a variable can become a `read()` only when the input changes too; an effect must stay when
 * the statement around it goes; a statement must first move up or down.
 *
 * The shrinker tries a detour when no edit helps, and keeps it if the edits after it lead to a smaller program.
 */

import { checkModule } from "../../lang/check/check.ts";
import { printExpression } from "../../lang/syntax/print.ts";
import type { Module, SyntaxCall, SyntaxExpression, SyntaxStatement, Type } from "../../lang/syntax/tree.ts";
import { evaluatedIn, visitExpression, visitModule } from "../../lang/syntax/walk.ts";
import { editBlocks } from "./edit-blocks.ts";
import { effectInstead } from "./edit-calls.ts";
import { atEachPart, type ExpressionEdit } from "./edit-expressions.ts";
import { inBodies, inExpressions, withoutFunction, withoutParameter, withPlainParameter } from "./edits.ts";
import * as make from "./make.ts";
import { hasEffect, insideOf, type Names, simplest, typeOf } from "./names.ts";
import { rewriteExpression, rewriteModule, rewriteStatements, substitute } from "./rewrite.ts";

type Statements = readonly SyntaxStatement[];

/** The program and input that a detour leads to. */
interface Detour {
  readonly module: Module;
  readonly input: Uint8Array;
}

/** All programs and inputs that are one detour away; they are well-typed if the program is. */
export function* detours({ module, input }: Detour): Generator<Detour> {
  for (const candidate of withReads(module))
    if (checkModule(candidate).ok)
      for (const more of longerInputs(input, module)) yield { module: candidate, input: more };
  const elsewhere = expressionsOf(module);
  for (const candidate of [
    ...inBodies(module, (f, names) => editBlocks(f.body.statements, insideOf(names, f), aside)),
    withTexts(module),
    ...plainParameters(module),
    ...inExpressions(module, atEachPart(namesInstead)),
    ...inExpressions(
      module,
      atEachPart((e, names) => elsewhere.get(typeOf(names, e)) ?? []),
    ),
  ])
    if (checkModule(candidate).ok) yield { module: candidate, input };
}

/** `read()` in place of a function, a parameter, a variable, or one expression. */
function* withReads(module: Module): Generator<Module> {
  for (const d of module.declarations) {
    if (d.kind !== "function") continue;
    const effect = effectInstead(d);
    if (d.name !== "main" && effect !== undefined) yield withoutFunction(module, d, effect);
    for (const [i, p] of d.parameters.entries())
      if (p.type === "int") yield withoutParameter(module, d, i, make.call("read"));
  }
  yield* inBodies(module, (f, names) => editBlocks(f.body.statements, insideOf(names, f), variablesRead));
  yield* inExpressions(module, atEachPart(readInstead));
}

/** A variable, with `read()` in place of every use of it. */
function* variablesRead(statements: Statements, names: Names): Generator<Statements> {
  for (const [i, s] of statements.entries())
    if (s.kind === "let" && (s.type ?? typeOf(names, s.value)) === "int")
      yield [...statements.slice(0, i), ...substitute(statements.slice(i + 1), s.name, make.call("read"))];
}

function* readInstead(e: SyntaxExpression, names: Names): Generator<SyntaxExpression> {
  const type = typeOf(names, e);
  if (type === "int" && !(e.kind === "call" && e.name === "read")) yield make.call("read");
  if (type === "bool" && e.kind !== "boolean") yield make.binary("<", make.call("read"), make.integer(0));
}

/** The input as it is; and with one more byte, first or last, for one more `read()`. */
function* longerInputs(input: Uint8Array, module: Module): Generator<Uint8Array> {
  yield input;
  const bytes = new Set([0, 1]);
  visitModule(module, {
    expression: (e) => {
      if (e.kind === "integer" && e.value > 1 && e.value < 256) bytes.add(e.value);
    },
  });
  for (const byte of bytes) {
    yield Uint8Array.of(byte, ...input);
    if (input.length > 0) yield Uint8Array.of(...input, byte);
  }
}

/** Statements that are changed, moved or split. */
function* aside(statements: Statements, names: Names): Generator<Statements> {
  for (const [i, s] of statements.entries()) {
    const before = statements.slice(0, i);
    const rest = statements.slice(i + 1);
    const next = rest[0];
    if (next !== undefined) yield [...before, next, s, ...rest.slice(1)];
    const calls = callsIn(s, names);
    if (s.kind === "if") {
      yield [...before, ...calls.map(make.callStatement), ...s.then.statements, ...rest];
      yield [...before, ...rest, ...s.then.statements];
    }
    for (const call of calls) {
      const without = withoutCalls(s, call, names);
      yield [...before, make.callStatement(call), ...without, ...rest];
      yield [...before, ...without, make.callStatement(call), ...rest];
    }
    yield [...before, writeZero, ...rest];
    yield [...before, writeZero, s, ...rest];
  }
}

const writeZero = make.callStatement(make.call("write", make.integer(0)));

/** The calls inside the expressions of a statement; each could be a statement of its own before it. */
function callsIn(s: SyntaxStatement, names: Names): SyntaxCall[] {
  const calls: SyntaxCall[] = [];
  for (const value of s.kind === "call" ? s.call.arguments : evaluatedIn(s))
    visitExpression(value, {
      expression: (e) => {
        if (e.kind === "call" && hasEffect(names, e.name)) calls.push(e);
      },
    });
  return calls;
}

/** The statement with the simplest value in place of each call of a function. */
function withoutCalls(s: SyntaxStatement, { name }: SyntaxCall, names: Names): Statements {
  const value = simplest(names.functions.get(name)?.result ?? "int");
  return rewriteStatements([s], { change: (e) => (e.kind === "call" && e.name === name ? value : undefined) });
}

/** The other variables of this type: the locals, innermost first, then the globals. */
function* namesInstead(e: SyntaxExpression, names: Names): Generator<SyntaxExpression> {
  const type = typeOf(names, e);
  const itself = e.kind === "name" ? e.name : undefined;
  for (let local = names.locals; local !== undefined; local = local.outer)
    if (local.type === type && local.name !== itself) yield make.name(local.name);
  for (const [name, other] of names.globals) if (other === type && name !== itself) yield make.name(name);
}

/** Expressions whose text is longer than this are not tried in other positions. */
const mostText = 24;

/** The expressions of a module by type, each once, without those that are only a name or a literal. */
function expressionsOf(module: Module): ReadonlyMap<Type, readonly SyntaxExpression[]> {
  const found = new Map<Type, Map<string, SyntaxExpression>>();
  /** An edit that finds nothing to change, but has seen every expression and knows its type. */
  const collect: ExpressionEdit = (e, names) => {
    const text = printExpression(e);
    if (e.kind === "name" || e.kind === "integer" || e.kind === "boolean" || text.length > mostText) return [];
    const type = typeOf(names, e);
    const known = found.get(type) ?? new Map<string, SyntaxExpression>();
    found.set(type, known.set(text, e));
    return [];
  };
  Array.from(inExpressions(module, atEachPart(collect)));
  return new Map([...found].map(([type, all]) => [type, [...all.values()]]));
}

/** For each array parameter: an int instead, also in place of each element and length of the array. */
function* plainParameters(module: Module): Generator<Module> {
  for (const d of module.declarations) {
    if (d.kind !== "function") continue;
    for (const [i, { name, type }] of d.parameters.entries()) {
      if (type === "int" || type === "bool") continue;
      const isIt = (e: SyntaxExpression | undefined): boolean => e?.kind === "name" && e.name === name;
      const body = rewriteStatements(d.body.statements, {
        change: (e) =>
          (e.kind === "index" && isIt(e.array)) || (e.kind === "call" && e.name === "len" && isIt(e.arguments[0]))
            ? make.name(name)
            : undefined,
      });
      for (const value of [0, 1]) yield withPlainParameter(module, d, i, body, make.integer(value));
    }
  }
}

/** String literals in place of all new arrays of ints: no array is smaller. */
function withTexts(module: Module): Module {
  const typed = (type: Type): Type => (type === "int[]" ? "byte[]" : type);
  const change = (e: SyntaxExpression): SyntaxExpression | undefined => {
    if (e.kind !== "new" || e.type !== "int[]") return undefined;
    return make.text(e.length.kind === "integer" && e.length.value === 0 ? [] : [97]);
  };
  return rewriteModule(module, (d) => {
    if (d.kind !== "function") return { ...d, value: rewriteExpression(d.value, change) };
    const parameters = d.parameters.map((p) => ({ ...p, type: typed(p.type) }));
    const body = make.block(rewriteStatements(d.body.statements, { change }));
    return { ...d, parameters, result: d.result && typed(d.result), body };
  });
}
