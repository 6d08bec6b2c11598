/**
 * Edits of the syntax tree that make a program smaller and keep it well-typed, in phases from coarse to fine.
 *
 * Every edit is lazy: a candidate is built when it is asked for, and shares all unchanged parts with the original.
 */

import { checkModule } from "../../lang/check/check.ts";
import { reachesEnd } from "../../lang/check/endings.ts";
import type {
  Module,
  SyntaxCall,
  SyntaxDeclaration,
  SyntaxExpression,
  SyntaxFunction,
  SyntaxStatement,
} from "../../lang/syntax/tree.ts";
import { visitExpression, visitStatements } from "../../lang/syntax/walk.ts";
import { editBlocks, editStructure, removeChunks } from "./edit-blocks.ts";
import { effectInstead, withBodyInlined } from "./edit-calls.ts";
import { editExpressions, simplerExpressions, simplerLeaves } from "./edit-expressions.ts";
import * as make from "./make.ts";
import { insideOf, type Names, namesOf, simplest, typeOf } from "./names.ts";
import { declaresAny, namesIn } from "./occurrences.ts";
import { type Rewriting, rewriteExpression, rewriteModule, rewriteStatements, substitute } from "./rewrite.ts";

/** The edits of one kind. */
export type Phase = (module: Module) => Iterable<Module>;

/** All edits, coarse ones first. */
export const phases: readonly Phase[] = [
  editDeclarations,
  (module) => inBodies(module, (f, names) => editBlocks(f.body.statements, insideOf(names, f), removeChunks)),
  (module) => inBodies(module, (f, names) => editBlocks(f.body.statements, insideOf(names, f), editStructure)),
  (module) => inExpressions(module, simplerExpressions),
  (module) => inExpressions(module, simplerLeaves),
];

/** Give a function a new body. If the body can now reach its end, a `return` of the simplest value is added. */
function withBody(f: SyntaxFunction, statements: readonly SyntaxStatement[]): SyntaxFunction {
  const body = make.block(statements);
  if (f.result === undefined || !reachesEnd(body)) return { ...f, body };
  return { ...f, body: make.block([...statements, make.returnValue(simplest(f.result))]) };
}

function replaced(module: Module, index: number, d: SyntaxDeclaration): Module {
  return { declarations: module.declarations.with(index, d) };
}

/** Edit the body of each function. */
export function* inBodies(
  module: Module,
  edit: (f: SyntaxFunction, names: Names) => Iterable<readonly SyntaxStatement[]>,
): Generator<Module> {
  const names = namesOf(module);
  for (const [i, d] of module.declarations.entries())
    if (d.kind === "function") for (const body of edit(d, names)) yield replaced(module, i, withBody(d, body));
}

/** Edit the expressions of each function, and the initial values. */
export function* inExpressions(
  module: Module,
  simpler: (e: SyntaxExpression, names: Names) => Iterable<SyntaxExpression>,
): Generator<Module> {
  const names = namesOf(module);
  for (const [i, d] of module.declarations.entries()) {
    if (d.kind === "function") {
      const bodies = editExpressions(d.body.statements, insideOf(names, d), simpler);
      for (const body of bodies) yield replaced(module, i, withBody(d, body));
    } else {
      for (const value of simpler(d.value, names)) {
        yield replaced(module, i, { ...d, value });
      }
    }
  }
}

/** Do the constants of a module still have values after an edit? Computing one may now trap, and a step may now be 0. */
export function constantsHold(module: Module): boolean {
  const doubtful: unknown[] = [];
  const expression = (e: SyntaxExpression): void => {
    if (e.kind === "new" || (e.kind === "binary" && (e.operator === "/" || e.operator === "%"))) doubtful.push(e);
  };
  const constant = (e: SyntaxExpression): void => visitExpression(e, { expression });
  for (const d of module.declarations)
    if (d.kind !== "function") constant(d.value);
    else
      visitStatements(d.body.statements, {
        expression: (e) => {
          if (e.kind === "array") for (const element of e.elements) constant(element);
        },
        statement: (s) => {
          if (s.kind === "const") constant(s.value);
          if (s.kind === "for" && s.step !== undefined) doubtful.push(s);
        },
      });
  return doubtful.length === 0 || checkModule(module).ok;
}

/** Edits of whole declarations and parameters. */
function* editDeclarations(module: Module): Generator<Module> {
  const names = namesOf(module);
  for (const d of module.declarations) if (d.kind === "function" && d.name !== "main") yield asMain(module, d);
  for (const d of module.declarations)
    if (d.kind === "function" && d.name !== "main") {
      yield withoutFunction(module, d);
      const effect = effectInstead(d);
      if (effect !== undefined) yield withoutFunction(module, d, effect);
    }
  for (const d of module.declarations) {
    if (d.kind === "function") continue;
    const values = isClosed(d.value) ? [d.value] : [];
    for (const value of [...values, simplest(typeOf(names, d.value))]) {
      yield withoutGlobal(module, d.name, value);
    }
  }
  for (const d of module.declarations)
    if (d.kind === "function")
      for (let i = 0; i < d.parameters.length; i++) {
        yield withoutParameter(module, d, i);
        const { name, type } = d.parameters[i]!;
        if (type === "int") continue;
        yield withPlainParameter(module, d, i, substitute(d.body.statements, name, simplest(type)), simplest("int"));
      }
  for (const d of module.declarations)
    if (d.kind === "function" && d.name !== "main") {
      if (d.result !== undefined) yield withInlined(module, d);
      const inlined = withBodyInlined(module, d);
      if (inlined !== undefined) yield inlined;
    }
}

/** Does the expression mean the same everywhere? */
function isClosed(e: SyntaxExpression): boolean {
  return e.kind === "integer" || e.kind === "boolean" || e.kind === "string" || e.kind === "new";
}

/** `f` becomes `main`: its parameters get the simplest values, and it returns 0 when its result is not an int. */
function asMain(module: Module, f: SyntaxFunction): Module {
  let statements: readonly SyntaxStatement[] = f.body.statements;
  if (f.result !== "int") statements = returningZero(statements);
  const lets = f.parameters.map((p) => make.letVariable(p.name, simplest(p.type)));
  const main = withBody({ ...f, name: "main", parameters: [], result: "int" }, [
    ...lets,
    ...(f.parameters.length === 0 ? statements : [make.block(statements)]),
  ]);
  return withoutCalls(
    rewriteModule(module, (d) => (d === f ? undefined : d.kind === "function" && d.name === "main" ? main : d)),
    f,
  );
}

function returningZero(statements: readonly SyntaxStatement[]): readonly SyntaxStatement[] {
  return rewriteStatements(statements, { change: () => undefined, return: () => make.returnValue(make.integer(0)) });
}

/** Rewrite the calls of `name` everywhere. */
function rewriteCalls(module: Module, r: Rewriting): Module {
  return rewriteModule(module, (d) => {
    if (d.kind !== "function") return d;
    return withBody(d, rewriteStatements(d.body.statements, r));
  });
}

/** A value, by default the simplest, in place of each call of `f`; a call that is a statement is removed. */
function withoutCalls(module: Module, f: SyntaxFunction, instead?: SyntaxExpression): Module {
  const value = instead ?? (f.result === undefined ? undefined : simplest(f.result));
  return rewriteCalls(module, {
    change: (e) => (e.kind === "call" && e.name === f.name ? value : undefined),
    call: (call) => (call.name === f.name ? [] : undefined),
  });
}

/** The module without a function; `instead`, or the simplest value, replaces each of its calls. */
export function withoutFunction(module: Module, f: SyntaxFunction, instead?: SyntaxExpression): Module {
  return withoutCalls({ declarations: module.declarations.filter((d) => d !== f) }, f, instead);
}

/** `value` in place of each use of a global or constant. */
function withoutGlobal(module: Module, name: string, value: SyntaxExpression): Module {
  return rewriteModule(module, (d) => {
    if (d.kind !== "function") {
      if (d.name === name) return undefined;
      return {
        ...d,
        value: rewriteExpression(d.value, (e) => (e.kind === "name" && e.name === name ? value : undefined)),
      };
    }
    if (d.parameters.some((p) => p.name === name)) return d;
    return withBody(d, substitute(d.body.statements, name, value));
  });
}

/** `value`, or the simplest one, in place of a parameter; its arguments are removed. */
export function withoutParameter(
  module: Module,
  f: SyntaxFunction,
  index: number,
  value: SyntaxExpression = simplest(f.parameters[index]!.type),
): Module {
  const parameter = f.parameters[index]!;
  const parameters = f.parameters.filter((_, i) => i !== index);
  const body = make.block(substitute(f.body.statements, parameter.name, value));
  const shorter = { ...f, parameters, body };
  return rewriteCalls(
    rewriteModule(module, (d) => (d === f ? shorter : d)),
    {
      change: (e) =>
        e.kind === "call" && e.name === f.name
          ? { ...e, arguments: e.arguments.filter((_, i) => i !== index) }
          : undefined,
      call: (call) =>
        call.name === f.name
          ? [make.callStatement({ ...call, arguments: call.arguments.filter((_, i) => i !== index) })]
          : undefined,
    },
  );
}

/** A parameter of another type becomes an int: the function gets this body, and each call gets this argument. */
export function withPlainParameter(
  module: Module,
  f: SyntaxFunction,
  index: number,
  statements: readonly SyntaxStatement[],
  argument: SyntaxExpression,
): Module {
  const parameters = f.parameters.with(index, make.parameter(f.parameters[index]!.name, "int"));
  const plain = { ...f, parameters, body: make.block(statements) };
  const withArgument = <C extends SyntaxCall>(call: C): C => ({
    ...call,
    arguments: call.arguments.with(index, argument),
  });
  return rewriteCalls(
    rewriteModule(module, (d) => (d === f ? plain : d)),
    {
      change: (e) => (e.kind === "call" && e.name === f.name ? withArgument(e) : undefined),
      call: (call) => (call.name === f.name ? [make.callStatement(withArgument(call))] : undefined),
    },
  );
}

/** A function that only returns an expression: the expression replaces its calls. */
function withInlined(module: Module, f: SyntaxFunction): Module {
  const only = f.body.statements[0];
  if (f.body.statements.length !== 1 || only?.kind !== "return" || only.value === undefined) return module;
  const result = only.value;
  const free = namesIn(result);
  for (const p of f.parameters) free.delete(p.name);
  if (free.has(f.name) || hidesAny(module, free)) return module;
  return rewriteCalls(
    { declarations: module.declarations.filter((d) => d !== f) },
    {
      change: (e) => {
        if (e.kind !== "call" || e.name !== f.name) return undefined;
        return rewriteExpression(result, (part) => {
          const i = part.kind === "name" ? f.parameters.findIndex((p) => p.name === part.name) : -1;
          return i < 0 ? undefined : e.arguments[i];
        });
      },
      call: (call) => (call.name === f.name ? [] : undefined),
    },
  );
}

/** Does any local have one of these names? */
function hidesAny(module: Module, names: ReadonlySet<string>): boolean {
  return module.declarations.some(
    (d) =>
      d.kind === "function" && (d.parameters.some((p) => names.has(p.name)) || declaresAny(d.body.statements, names)),
  );
}
